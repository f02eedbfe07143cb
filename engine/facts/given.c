/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form that is all but blank beside another one is left out, so that adding it changes nothing.
 */
#include "given.h"

#include "engine/answers.h"

#include <stdio.h>

bool mds_given__is_lead(const mds_crosswalk_row *row)
{
    return row->relation == MDS_RELATION_INTERSECTS_WITH ||
           row->relation == MDS_RELATION_NOT_RELATED || row->review == MDS_REVIEW_DISPUTED ||
           row->review == MDS_REVIEW_UNREVIEWED;
}

static bool bears_on_used(const mds_crosswalk *crosswalk, const bool *used)
{
    for (size_t i = 0; i < crosswalk->row_count; i++) {
        if (used[crosswalk->rows[i].fact] && !mds_given__is_lead(&crosswalk->rows[i])) {
            return true;
        }
    }
    return false;
}

static void count_answers(mds_left_out *form, const mds_form *edition)
{
    for (uint32_t q = 0; q < edition->question_count; q++) {
        if (edition->questions[q].kind == MDS_QUESTION_CHOICE) {
            const mds_answer_state state = mds_answers_state(form->disclosure, q);
            form->questions++;
            form->answered += state == MDS_ANSWER_YES || state == MDS_ANSWER_NO ||
                              state == MDS_ANSWER_NA || state == MDS_ANSWER_SEE_NOTE;
        }
    }
}

static void report(const mds_left_out *form, const mds_catalog *catalog, mds_diags *diags)
{
    char answered[24];
    char questions[24];

    (void)snprintf(answered, sizeof answered, "%zu", form->answered);
    (void)snprintf(questions, sizeof questions, "%zu", form->questions);
    mds_diag_add(diags, MDS_D_FORM_NOT_GIVEN, form->disclosure->file, NULL,
                 catalog->forms[form->disclosure->form].edition, answered, questions, NULL);
}

mds_status mds_given__part(mds_facts *out, mds_arena *arena, const mds_catalog *catalog,
                           const mds_policy *policy, const mds_disclosure *const *disclosures,
                           size_t count, mds_diags *diags)
{
    const mds_disclosure **kept = mds_arena_alloc(arena, count + 1, sizeof *kept);
    mds_left_out *left_out = mds_arena_alloc(arena, count + 1, sizeof *left_out);
    bool *used = mds_arena_alloc(arena, catalog->fact_count + 1, sizeof *used);
    size_t kept_count = 0;
    size_t left_out_count = 0;

    if (kept == NULL || left_out == NULL || used == NULL) {
        return mds_arena_status(arena);
    }
    mds_facts_used(used, catalog);
    for (size_t i = 0; i < count; i++) {
        mds_left_out form = {.disclosure = disclosures[i]};
        count_answers(&form, &catalog->forms[form.disclosure->form]);
        const bool enough = form.questions > 0 &&
                            (double)form.answered >= policy->given_share * (double)form.questions;
        const bool given =
            enough && bears_on_used(&catalog->crosswalks[form.disclosure->form], used);
        out->given = out->given || given;
        /* One whose answers went into another form has none of its own. */
        if (given || form.disclosure->answer_count == 0) {
            kept[kept_count++] = form.disclosure;
        } else {
            left_out[left_out_count++] = form;
        }
    }
    if (!out->given) {
        for (kept_count = 0; kept_count < count; kept_count++) {
            kept[kept_count] = disclosures[kept_count];
        }
        left_out_count = 0;
    }
    for (size_t i = 0; i < left_out_count; i++) {
        report(&left_out[i], catalog, diags);
    }
    out->disclosures = kept;
    out->disclosure_count = kept_count;
    out->left_out = left_out;
    out->left_out_count = left_out_count;
    return MDS_OK;
}
