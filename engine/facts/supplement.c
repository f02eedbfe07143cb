/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that came back from the manufacturer, put into the form that they are about. */
#include "engine/answers.h"
#include "engine/evidence_words.h"

#include "base/date.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include <mdsrisk/ask.h>
#include <mdsrisk/platform.h>
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

typedef struct merging {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_form *form;
    const mds_disclosure *base, *update;
    mds_diags *diags;
    mds_answer *answers;
    size_t taken, documented, notes;
} merging;

/* Whether the old answer names a system, and whether the new one does. */
static mds_status find_systems(merging *m, const mds_answer *old, const mds_answer *new,
                               bool *before, bool *now)
{
    const mds_status status = mds_platform_in_text(before, m->arena, m->catalog, old->note);

    return status == MDS_OK ? mds_platform_in_text(now, m->arena, m->catalog, new->note) : status;
}

/* The answer of the reply in the place of the old one. Where a system was asked about, its name
 * shows nothing, and a note without one does not answer. */
static mds_status take_answer(merging *m, uint32_t q, const mds_answer *new)
{
    const mds_answer *old = &m->base->answers[q];
    mds_answer *answer = &m->answers[q];
    bool before = false;
    bool now = false;

    if (says_something(old->state) && old->state != new->state) {
        report_replaced(m->form, m->base, m->update, q, m->diags);
    }
    const mds_status status = find_systems(m, old, new, &before, &now);
    if (status != MDS_OK) {
        return status;
    }
    *answer = *new;
    answer->replied = true;
    answer->former_note = before && !now ? old->note : NULL;
    answer->documented = !(before && now) && names_document(m->catalog, m->form, new);
    answer->wording = old->wording[0] != '\0' ? old->wording : new->wording;
    answer->where = place_in(m->arena, m->update, new);
    m->documented += answer->documented;
    m->notes += before && now;
    m->taken++;
    return answer->where != NULL ? MDS_OK : mds_arena_status(m->arena);
}

/* A note without an answer: the answer stands, and what the note says about systems is new. */
static mds_status take_note(merging *m, uint32_t q, const mds_answer *new)
{
    mds_answer *answer = &m->answers[q];

    if (answer->state == MDS_ANSWER_TEXT) {
        answer->response = new->note;
    }
    answer->note = new->note;
    answer->note_cell = new->note_cell;
    answer->replied = true;
    answer->where =
        mds_arena_printf(m->arena, "%s; %s %s", answer->where, m->update->file, new->where);
    m->notes++;
    return answer->where != NULL ? MDS_OK : mds_arena_status(m->arena);
}

static mds_status merge_answer(merging *m, uint32_t q)
{
    const mds_answer *old = &m->base->answers[q];
    const mds_answer *new = &m->update->answers[q];
    bool before = false;
    bool now = false;

    if (says_something(new->state) ||
        (new->state == MDS_ANSWER_SEE_NOTE && !says_something(old->state))) {
        return take_answer(m, q, new);
    }
    if (new->note[0] == '\0' || new->state == MDS_ANSWER_MISSING) {
        return MDS_OK;
    }
    const mds_status status = find_systems(m, old, new, &before, &now);
    return status == MDS_OK && now ? take_note(m, q, new) : status;
}

static void report_merged(const merging *m)
{
    const struct {
        mds_diag_code code;
        size_t count;
    } said[] = {{MDS_D_ANSWERS_DOCUMENTED, m->documented}, {MDS_D_REPLY_SYSTEMS, m->notes}};
    char count[24];

    (void)snprintf(count, sizeof count, "%zu", m->taken);
    mds_diag_add(m->diags, MDS_D_ANSWERS_TAKEN, m->update->file, NULL, count, m->base->file, NULL);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (said[i].count > 0) {
            (void)snprintf(count, sizeof count, "%zu", said[i].count);
            mds_diag_add(m->diags, said[i].code, m->update->file, NULL, count, NULL);
        }
    }
}

mds_status mds_disclosure_update(const mds_disclosure **out, const mds_disclosure **rest,
                                 mds_arena *arena, const mds_catalog *catalog,
                                 const mds_disclosure *base, const mds_disclosure *update,
                                 mds_diags *diags)
{
    if (base->form != update->form || base->form >= catalog->form_count) {
        return MDS_EINVAL;
    }
    merging m = {.arena = arena,
                 .catalog = catalog,
                 .form = &catalog->forms[base->form],
                 .base = base,
                 .update = update,
                 .diags = diags,
                 .answers = mds_arena_alloc(arena, base->answer_count, sizeof *m.answers)};
    mds_disclosure *merged = mds_arena_alloc(arena, 1, sizeof *merged);
    mds_disclosure *empty = mds_arena_alloc(arena, 1, sizeof *empty);
    mds_status status = MDS_OK;

    if (merged == NULL || empty == NULL || m.answers == NULL) {
        return mds_arena_status(arena);
    }
    for (uint32_t q = 0; q < base->answer_count && status == MDS_OK; q++) {
        m.answers[q] = base->answers[q];
        status = q < update->answer_count ? merge_answer(&m, q) : MDS_OK;
    }
    if (status != MDS_OK) {
        return status;
    }
    *merged = *base;
    merged->answers = m.answers;
    *empty = *update;
    empty->answers = NULL;
    empty->answer_count = 0;
    report_merged(&m);
    *out = merged;
    *rest = empty;
    return MDS_OK;
}
