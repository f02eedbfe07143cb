/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that came back from the manufacturer, put into the form that they are about. */
#include "engine/answers.h"
#include "engine/evidence_words.h"

#include "base/date.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include <mdsrisk/ask.h>
#include <stdio.h>
#include <string.h>

static size_t held(const mds_disclosure *disclosure)
{
    size_t count = 0;
    for (size_t i = 0; i < disclosure->answer_count; i++) {
        count += disclosure->answers[i].state != MDS_ANSWER_MISSING;
    }
    return count;
}

bool mds_disclosure_supplements(const mds_catalog *catalog, const mds_disclosure *base,
                                const mds_disclosure *update)
{
    return base->form == update->form &&
           held(update) * 2 < catalog->forms[base->form].question_count;
}

static bool says_something(mds_answer_state state)
{
    switch (state) {
    case MDS_ANSWER_YES:
    case MDS_ANSWER_NO:
    case MDS_ANSWER_NA:
    case MDS_ANSWER_TEXT:
        return true;
    case MDS_ANSWER_MISSING:
    case MDS_ANSWER_UNANSWERED:
    case MDS_ANSWER_SEE_NOTE:
    case MDS_ANSWER_UNREADABLE:
    case MDS_ANSWER_CONFLICT:
    case MDS_ANSWER_STATE__COUNT:
        break;
    }
    return false;
}

/* The place of an answer names the file that it came in, since the rest is from another one. */
static const char *place_in(mds_arena *arena, const mds_disclosure *update,
                            const mds_answer *answer)
{
    return mds_arena_printf(arena, "%s %s", update->file, answer->where);
}

/* The note of a reply names the document that was asked for; one that takes a part of the answer
 * back ("optional") names none. */
static bool names_document(const mds_catalog *catalog, const mds_form *form,
                           const mds_answer *answer)
{
    char key[MDS_UTF8_SHORT];
    const mds_strings *qualifiers = NULL;

    for (size_t i = 0; i < catalog->lint_count; i++) {
        if (&catalog->forms[catalog->lints[i].form] == form) {
            qualifiers = &catalog->lints[i].qualifiers;
        }
    }
    if (answer->state != MDS_ANSWER_YES || !mds_evidence_named(catalog, answer->note) ||
        !mds_utf8_short_key(key, answer->note)) {
        return false;
    }
    for (size_t i = 0; qualifiers != NULL && i < qualifiers->count; i++) {
        char qualifier[MDS_UTF8_SHORT];
        if (mds_utf8_short_key(qualifier, qualifiers->at[i]) && strstr(key, qualifier) != NULL) {
            return false;
        }
    }
    return true;
}

static void report_replaced(const mds_form *form, const mds_disclosure *base,
                            const mds_disclosure *update, uint32_t question, mds_diags *diags)
{
    char labels[2][MDS_ANSWER_LABEL];
    mds_answers_label(labels[0], form, base, question);
    mds_answers_label(labels[1], form, update, question);
    mds_diag_add(diags, MDS_D_ANSWER_REPLACED, update->file, update->answers[question].where,
                 labels[0], labels[1], base->file, NULL);
}

mds_status mds_disclosure_update(const mds_disclosure **out, const mds_disclosure **rest,
                                 mds_arena *arena, const mds_catalog *catalog,
                                 const mds_disclosure *base, const mds_disclosure *update,
                                 mds_diags *diags)
{
    if (base->form != update->form || base->form >= catalog->form_count) {
        return MDS_EINVAL;
    }
    const mds_form *form = &catalog->forms[base->form];
    mds_disclosure *merged = mds_arena_alloc(arena, 1, sizeof *merged);
    mds_disclosure *empty = mds_arena_alloc(arena, 1, sizeof *empty);
    mds_answer *answers = mds_arena_alloc(arena, base->answer_count, sizeof *answers);
    size_t taken = 0;
    size_t documented = 0;
    char count[24];
    if (merged == NULL || empty == NULL || answers == NULL) {
        return mds_arena_status(arena);
    }
    for (uint32_t q = 0; q < base->answer_count; q++) {
        const mds_answer *old = &base->answers[q];
        answers[q] = *old;
        if (q >= update->answer_count) {
            continue;
        }
        const mds_answer *new = &update->answers[q];
        const bool referred = new->state == MDS_ANSWER_SEE_NOTE && !says_something(old->state);
        if (!says_something(new->state) && !referred) {
            continue;
        }
        if (says_something(old->state) && old->state != new->state) {
            report_replaced(form, base, update, q, diags);
        }
        answers[q] = *new;
        answers[q].documented = names_document(catalog, form, new);
        documented += answers[q].documented;
        answers[q].wording = old->wording[0] != '\0' ? old->wording : new->wording;
        answers[q].where = place_in(arena, update, new);
        if (answers[q].where == NULL) {
            return mds_arena_status(arena);
        }
        taken++;
    }
    *merged = *base;
    merged->answers = answers;
    *empty = *update;
    empty->answers = NULL;
    empty->answer_count = 0;
    (void)snprintf(count, sizeof count, "%zu", taken);
    mds_diag_add(diags, MDS_D_ANSWERS_TAKEN, update->file, NULL, count, base->file, NULL);
    if (documented > 0) {
        (void)snprintf(count, sizeof count, "%zu", documented);
        mds_diag_add(diags, MDS_D_ANSWERS_DOCUMENTED, update->file, NULL, count, NULL);
    }
    *out = merged;
    *rest = empty;
    return MDS_OK;
}
