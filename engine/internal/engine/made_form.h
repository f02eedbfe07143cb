/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The form that the maker of a fictional device would fill in: from what is true of the device to
 * the answers of an edition. The archetypes are read so.
 */
#ifndef MDS_ENGINE_MADE_FORM_H
#define MDS_ENGINE_MADE_FORM_H

#include <mdsrisk/facts.h>

typedef struct mds_made_form {
    const mds_catalog *catalog;
    uint32_t form;
    mds_truth *truth; /* per fact; unknown: the question is left open */
    bool blank;       /* no question is answered */
} mds_made_form;

/* Every fact false. */
MDS_NODISCARD mds_status mds_made_form_new(mds_made_form *out, mds_arena *arena,
                                           const mds_catalog *catalog, uint32_t form);

/* Sets a fact, or the controls of a group; false when neither has the name. */
bool mds_made_form_set(mds_made_form *form, const char *name, mds_truth truth);

/* "all", "none", "open" (no control is answered) or "blank" (nothing is). Any other word makes
 * every control false, and false is returned. */
bool mds_made_form_controls(mds_made_form *form, const char *word);

/* Derives what follows from the facts, and answers every question by them. */
MDS_NODISCARD mds_status mds_made_form_fill_in(const mds_disclosure **out, mds_arena *arena,
                                               mds_made_form *form);

#endif
