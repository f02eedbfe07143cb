/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The catalog's terms in both languages, side by side, for a reviewer.
 */
#ifndef MDSRISK_TERMS_H
#define MDSRISK_TERMS_H

#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_terms_kind {
    MDS_TERMS_GLOSSARY, /**< the field's terms that the project fixed on, and who uses them */
    MDS_TERMS_TEXTS,    /**< every pair of texts that a user may see */
    MDS_TERMS_KIND__COUNT
} mds_terms_kind;

/** The tables, in the order of the kinds, with headings in \p lang. \p arena owns them; MDS_ENOMEM
 *  or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_terms_build(const mds_table *const **out, mds_arena *arena,
                                                 const mds_catalog *catalog, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
