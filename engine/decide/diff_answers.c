/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which answers changed, and what each of them does by itself. */
#include "diff_parts.h"

#include <mdsrisk/limits.h>
#include <stdlib.h>
#include <string.h>

static bool same_text(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* The place and the wording may change without the answer. */
static bool differs(const mds_answer *a, const mds_answer *b, bool *note_only)
{
    const bool text = (a->state == MDS_ANSWER_TEXT || a->state == MDS_ANSWER_UNREADABLE) &&
                      !same_text(a->response, b->response);
    *note_only = a->state == b->state && !text;
    return !*note_only || !same_text(a->note, b->note);
}

/* The old device with one answer of the new form. */
static mds_status try_answer(const mds_risk_assessment *before, mds_answer_change *change)
{
    const mds_facts *facts = before->facts;
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    const mds_facts *derived = NULL;
    const mds_risk_assessment *found = NULL;
    mds_status status = MDS_OK;
    if (arena == NULL) {
        return MDS_ENOMEM;
    }
    const mds_disclosure *old = facts->disclosures[0];
    mds_answer *answers = mds_arena_alloc(arena, old->answer_count, sizeof *answers);
    const mds_disclosure **list = mds_arena_alloc(arena, facts->disclosure_count, sizeof *list);
    if (answers == NULL || list == NULL) {
        status = mds_arena_status(arena);
    } else {
        mds_disclosure copy = *old;
        memcpy(answers, old->answers, old->answer_count * sizeof *answers);
        memcpy(list, facts->disclosures, facts->disclosure_count * sizeof *list);
        answers[change->question] = *change->after;
        copy.answers = answers;
        list[0] = &copy;
        status = mds_facts_derive(&derived, arena, before->catalog, before->policy, list,
                                  facts->disclosure_count, before->deployment, before->as_of, NULL);
        if (status == MDS_OK) {
            status = mds_assess_device(&found, arena, before->catalog, before->policy, derived,
                                       before->deployment, before->as_of, NULL);
        }
    }
    if (status == MDS_OK) {
        const double old_rrf = before->now->at[MDS_STAGE_R2].rrf;
        change->factor = old_rrf > 0.0 ? found->now->at[MDS_STAGE_R2].rrf / old_rrf : 1.0;
        for (size_t s = 0; s < found->now->risk_count; s++) {
            change->rrf[s] = found->now->risks[s].at[MDS_STAGE_R2].rrf;
        }
    }
    mds_arena_free(arena);
    return status;
}

static int by_factor(const void *left, const void *right)
{
    const mds_answer_change *x = left;
    const mds_answer_change *y = right;
    if (x->factor > y->factor || x->factor < y->factor) {
        return x->factor > y->factor ? -1 : 1;
    }
    if (x->note_only != y->note_only) {
        return x->note_only ? 1 : -1;
    }
    return x->question < y->question ? -1 : x->question > y->question;
}

static mds_status find_answers(mds_arena *arena, mds_diff *diff, const mds_risk_assessment *before,
                               const mds_risk_assessment *after)
{
    const mds_disclosure *old = before->facts->disclosures[0];
    const mds_disclosure *new = after->facts->disclosures[0];
    mds_answer_change *list = mds_arena_alloc(arena, old->answer_count, sizeof *list);
    if (list == NULL) {
        return mds_arena_status(arena);
    }
    for (uint32_t q = 0; q < old->answer_count && q < new->answer_count; q++) {
        mds_answer_change change = {
            .question = q, .before = &old->answers[q], .after = &new->answers[q]};
        if (!differs(change.before, change.after, &change.note_only)) {
            continue;
        }
        change.rrf = mds_arena_alloc(arena, before->now->risk_count, sizeof *change.rrf);
        if (change.rrf == NULL) {
            return mds_arena_status(arena);
        }
        const mds_status status = try_answer(before, &change);
        if (status != MDS_OK) {
            return status;
        }
        list[diff->answer_count++] = change;
    }
    if (diff->answer_count > 0) {
        qsort(list, diff->answer_count, sizeof *list, by_factor);
    }
    diff->answers = list;
    return MDS_OK;
}

mds_status mds_diff_forms(const mds_diff **out, mds_arena *arena, const mds_risk_assessment *before,
                          const mds_risk_assessment *after)
{
    if (before->facts->disclosure_count == 0 || after->facts->disclosure_count == 0 ||
        before->facts->disclosures[0]->form != after->facts->disclosures[0]->form) {
        return MDS_EINVAL;
    }
    mds_diff *diff = mds_arena_alloc(arena, 1, sizeof *diff);
    if (diff == NULL) {
        return mds_arena_status(arena);
    }
    const mds_disclosure *old = before->facts->disclosures[0];
    diff->catalog = before->catalog;
    diff->form = &before->catalog->forms[old->form];
    diff->before = mds_saved_of(arena, before, old->file);
    diff->after = mds_saved_of(arena, after, after->facts->disclosures[0]->file);
    if (diff->before == NULL || diff->after == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status = find_answers(arena, diff, before, after);
    if (status == MDS_OK && !mds_diff__risks(arena, diff)) {
        status = mds_arena_status(arena);
    }
    if (status == MDS_OK) {
        *out = diff;
    }
    return status;
}
