/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Importer of a life-cycle file: when the updates of systems and components end, as their makers or
 * endoflife.date say it. It refreshes the platforms of a catalog.
 */
#ifndef MDSRISK_IMPORT_LIFE_H
#define MDSRISK_IMPORT_LIFE_H

#include <mdsrisk/catalog.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Gives \p base with the days of a file: CLE (ECMA-428), OpenEoX Core 1.0, or JSON of
 *  endoflife.date (both versions of its interface, or a product's page as JSON). A day takes the
 *  place of the catalog's, or is put beside it where a name has several; a system that the catalog
 *  lacks is added. What has been taken, and what belongs to no system, is a diagnostic. \p system
 *  names the system that the file is about (OpenEoX does not), NULL: as the file says.
 *  A file that breaks its format's rules is refused as a whole: a diagnostic for each, and
 *  MDS_EFORMAT; MDS_EUNSUPPORTED when it is none of the three. \p arena owns the result; \p base
 *  must outlive it. */
MDS_NODISCARD MDS_API mds_status mds_import_life(const mds_catalog **out, mds_arena *arena,
                                                 const mds_catalog *base, const mds_source *source,
                                                 const char *system, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
