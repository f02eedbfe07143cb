/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Package: the parts of a zip file, read with every count bounded by what really comes out and
 * not by what the file says of itself. The only user of libzip.
 */
#ifndef MDS_IMPORTERS_PACKAGE_H
#define MDS_IMPORTERS_PACKAGE_H

#include "base/strbuf.h"
#include "base/xml.h"
#include <mdsrisk/source.h>

typedef struct mds_package mds_package;

/* Opens the zip file in \p source, which must outlive it. Damaged, encrypted or with too many
 * entries: a diagnostic and MDS_EFORMAT, MDS_EUNSUPPORTED or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_package__open(mds_package **out, const mds_source *source,
                                           mds_diags *diags);
/* NULL is allowed. */
void mds_package__close(mds_package *package);
bool mds_package__has(const mds_package *package, const char *part);

/* Called once for each start of an element, and for the text and ends in it, by the function
 * itself through mds_xml_next(). */
typedef mds_status (*mds_part_fn)(void *payload, mds_xml *xml);

/* Streams one XML part through \p read. MDS_ENOTFOUND without a diagnostic when there is no such
 * part; malformed XML, a DOCTYPE, an encrypted or over-large part: a diagnostic. A failure that
 * \p read returns while the reader itself is sound is passed on; \p read has reported it. */
MDS_NODISCARD mds_status mds_package__read_xml(mds_package *package, const char *part,
                                               mds_part_fn read, void *payload);

/* The same of a part that may be spared: what is wrong with it is not said. */
MDS_NODISCARD mds_status mds_package__read_spare(mds_package *package, const char *part,
                                                 mds_part_fn read, void *payload);

/* Entries of the zip file, folders among them, and the name of one as its bytes are there. */
size_t mds_package__count(const mds_package *package);
const char *mds_package__name(const mds_package *package, size_t entry);
/* The name as UTF-8, from code page 437 where it is none: what zips were made for. */
const char *mds_package__shown_name(const mds_package *package, size_t entry);
/* Unpacks an entry into \p out, whose limit bounds it; \p name is for diagnostics. */
MDS_NODISCARD mds_status mds_package__read_bytes(mds_package *package, size_t entry,
                                                 const char *name, mds_strbuf *out);

#endif
