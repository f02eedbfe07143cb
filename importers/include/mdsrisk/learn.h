/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Learns an edition of a form from its official empty workbook: numbers, hierarchy, lines, clauses
 * of the guideline, answer sets, headings, and the form's own words as titles. Those belong to the
 * form's publisher: what is learned stays with the user.
 */
#ifndef MDSRISK_LEARN_H
#define MDSRISK_LEARN_H

#include <mdsrisk/catalog.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the user says and is not guessed from the title; NULL each: guess. */
typedef struct mds_learn_options {
    const char *edition; /**< "jp-mds-5.0" */
    const char *family;  /**< "jp-mds" */
} mds_learn_options;

/** All is guessed. */
#define MDS_LEARN_OPTIONS_INIT                                                                     \
    {                                                                                              \
        NULL, NULL                                                                                 \
    }

/** An edition as it was learned. It lives in the arena that it was made in. */
typedef struct mds_learnt {
    mds_form form; /**< guideline by the catalog's ordinal; titles in the form's own words,
                        the same in every language */
    mds_question *questions; /**< of \c form; section MDS_NO_ORDINAL where the id does not say it */
    const mds_clause *clauses; /**< cited ones that the catalog's guideline lacks, by id */
    size_t clause_count;
    const char *file; /**< as the source is called */
    char sha256[65];
} mds_learnt;

/** Reads an empty form, xlsx or csv. MDS_EFORMAT with a diagnostic when it is no form, or several;
 *  MDS_EINVAL with a diagnostic when its edition or its kind cannot be told and is not given, or is
 *  no usable id; reading failures as mds_import_form(). */
MDS_NODISCARD MDS_API mds_status mds_learn_form(mds_learnt **out, mds_arena *arena,
                                                const mds_catalog *catalog,
                                                const mds_source *source,
                                                const mds_learn_options *options, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
