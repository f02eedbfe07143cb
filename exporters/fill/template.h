/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The package of a workbook that a user supplies, and a copy of it in which some parts are
 * replaced. Every other part is copied packed as it is, in its place. */
#ifndef MDS_EXPORTERS_TEMPLATE_H
#define MDS_EXPORTERS_TEMPLATE_H

#include "base/strbuf.h"
#include <mdsrisk/source.h>

typedef struct mds_template mds_template;

/* \p source must outlive it. Damaged: a diagnostic and MDS_EFORMAT. */
MDS_NODISCARD mds_status mds_template__open(mds_template **out, const mds_source *source,
                                            mds_diags *diags);
/* NULL is allowed. */
void mds_template__close(mds_template *t);
const char *mds_template__file(const mds_template *t);

/* Whether a part is in it; with \p prefix, whether one whose name begins so is. */
bool mds_template__has(const mds_template *t, const char *part);
bool mds_template__has_folder(const mds_template *t, const char *prefix);

/* A part, unpacked into \p arena. MDS_ENOTFOUND without a diagnostic; damaged, encrypted or too
 * large: a diagnostic. */
MDS_NODISCARD mds_status mds_template__part(mds_sv *out, mds_template *t, mds_arena *arena,
                                            const char *part);
/* Lets the copy have other bytes in a part; they must live until it is written. */
MDS_NODISCARD mds_status mds_template__replace(mds_template *t, const char *part, mds_sv bytes);

/* Writes the copy, whole or not at all. What was written is read back: each part must be there as
 * it was, or as it was replaced. The template can only be closed then. */
MDS_NODISCARD mds_status mds_template__write(mds_template *t, const char *path);

#endif
