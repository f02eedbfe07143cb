/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"

#include <mdsrisk/diff_report.h>
#include <stdio.h>

/* clang-format off */
#define RISK_COLUMNS(X)                                                                           \
    X(diff_direction, 10, false)      X(diff_scenario, 40, true)                                  \
    X(diff_verdict_before, 20, false) X(diff_verdict_after, 20, false)                            \
    X(diff_rrf_before, 10, false)     X(diff_rrf_after, 10, false)                                \
    X(diff_part_before, 10, false)       X(diff_part_after, 10, false)                                  \
    X(diff_why, 70, true)             X(diff_id, 26, false)

#define ANSWER_COLUMNS(X)                                                                         \
    X(question, 13, false)       X(question_title, 44, true)  X(diff_answer_before, 16, true)     \
    X(diff_answer_after, 16, true) X(diff_note_before, 40, true) X(diff_note_after, 40, true)     \
    X(diff_factor, 10, false)

#define KNOWN_COLUMNS(X)                                                                          \
    X(diff_known_what, 18, true) X(diff_known_before, 16, true) X(diff_known_after, 16, true)      \
    X(diff_known_title, 60, true) X(diff_known_id, 26, false)
/* clang-format on */

enum { CAUSES_SHOWN = 6 };

enum {
#define X(id, width, wrap) R_##id,
    RISK_COLUMNS(X)
#undef X
        RISK_COLUMN_COUNT
};

enum {
#define X(id, width, wrap) A_##id,
    ANSWER_COLUMNS(X)
#undef X
        ANSWER_COLUMN_COUNT
};

enum {
#define X(id, width, wrap) K_##id,
    KNOWN_COLUMNS(X)
#undef X
        KNOWN_COLUMN_COUNT
};

#define X(id, width, wrap) {#id, width, wrap},
static const mds_column_spec risk_columns[] = {RISK_COLUMNS(X)};
static const mds_column_spec answer_columns[] = {ANSWER_COLUMNS(X)};
static const mds_column_spec known_columns[] = {KNOWN_COLUMNS(X)};
#undef X

static const char *state_word(mds_reg *r, const mds_form *form, uint32_t question,
                              const mds_answer *answer)
{
    if (answer->state == MDS_ANSWER_TEXT || answer->state == MDS_ANSWER_UNREADABLE) {
        return answer->response;
    }
    return mds_words__answer(r, form, question, answer->state);
}

static const char *control_title(mds_reg *r, const char *id)
{
    const uint32_t fact = mds_catalog_fact(r->catalog, id);
    const uint32_t compensating = mds_catalog_compensating(r->catalog, id);
    if (fact != MDS_NO_ORDINAL) {
        return mds_reg__in(r, &r->catalog->facts[fact].title);
    }
    return compensating != MDS_NO_ORDINAL
               ? mds_reg__in(r, &r->catalog->compensating[compensating].title)
               : id;
}

static const char *cause_text(mds_reg *r, const mds_diff *diff, const mds_cause *cause)
{
    const char *before = mds_reg__significant(r, cause->before, 2);
    const char *after = mds_reg__significant(r, cause->after, 2);
    switch (cause->kind) {
    case MDS_CAUSE_ANSWER: {
        const mds_answer_change *change = &diff->answers[cause->answer];
        const char *old = state_word(r, diff->form, change->question, change->before);
        const char *new = state_word(r, diff->form, change->question, change->after);
        return mds_reg__format(r, "diff.cause.answer", diff->form->questions[change->question].id,
                               old, new, before, after, NULL);
    }
    case MDS_CAUSE_CONTROL:
        return mds_reg__format(r, "diff.cause.control", control_title(r, cause->control), before,
                               after, NULL);
    case MDS_CAUSE_RATE:
        return mds_reg__format(r, "diff.cause.rate", before, after, NULL);
    case MDS_CAUSE_IMPACT:
        return mds_reg__format(r, "diff.cause.impact", before, after, NULL);
    case MDS_CAUSE_KIND__COUNT:
        break;
    }
    return "";
}

static const char *why(mds_reg *r, const mds_diff *diff, const mds_risk_change *change)
{
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 20);
    for (size_t i = 0; i < change->cause_count && i < CAUSES_SHOWN; i++) {
        mds_strbuf_puts(&text, i > 0 ? "; " : "");
        mds_strbuf_puts(&text, cause_text(r, diff, &change->causes[i]));
    }
    if (change->cause_count > CAUSES_SHOWN) {
        char more[24];
        (void)snprintf(more, sizeof more, "%zu", change->cause_count - CAUSES_SHOWN);
        mds_strbuf_puts(&text, "; ");
        mds_reg__append(r, &text, "diff.cause.more", more, NULL);
    }
    const char *made = change->cause_count > 0 ? mds_reg__copy(r, &text)
                       : diff->form != NULL    ? mds_reg__text(r, "diff.cause.together")
                                               : mds_reg__text(r, "diff.cause.elsewhere");
    mds_strbuf_finish(&text);
    return made;
}

static void put_side(mds_table_builder *b, const mds_saved_risk *risk, size_t verdict, size_t rrf,
                     size_t part)
{
    mds_reg *r = b->r;
    if (risk == NULL || !risk->applies) {
        mds_table__text(b, verdict, mds_reg__text(r, "diff.not_applicable"));
        return;
    }
    mds_table__marked(b, verdict, mds_words__verdict(r, risk->verdict),
                      mds_verdict_mark(risk->verdict));
    mds_table__number(b, rrf, risk->rrf, MDS_NUMBER_RRF);
    mds_table__number(b, part, risk->part, MDS_NUMBER_PLAIN);
}

static void put_risk(mds_table_builder *b, const mds_diff *diff, const mds_risk_change *change)
{
    mds_reg *r = b->r;
    const char *id = (change->after != NULL ? change->after : change->before)->scenario;
    const uint32_t scenario = mds_catalog_scenario(r->catalog, id);
    mds_table__text(b, R_diff_direction,
                    mds_reg__text(r, change->worse ? "diff.worse" : "diff.better"));
    mds_table__text(
        b, R_diff_scenario,
        scenario != MDS_NO_ORDINAL ? mds_reg__in(r, &r->catalog->scenarios[scenario].title) : id);
    put_side(b, change->before, R_diff_verdict_before, R_diff_rrf_before, R_diff_part_before);
    put_side(b, change->after, R_diff_verdict_after, R_diff_rrf_after, R_diff_part_after);
    mds_table__text(b, R_diff_why, why(r, diff, change));
    mds_table__text(b, R_diff_id, id);
}

static void put_answer(mds_table_builder *b, const mds_diff *diff, const mds_answer_change *change)
{
    mds_reg *r = b->r;
    const mds_question *question = &diff->form->questions[change->question];
    mds_table__text(b, A_question, question->id);
    mds_table__text(b, A_question_title, mds_reg__in(r, &question->title));
    mds_table__text(b, A_diff_answer_before,
                    state_word(r, diff->form, change->question, change->before));
    mds_table__text(b, A_diff_answer_after,
                    state_word(r, diff->form, change->question, change->after));
    mds_table__text(b, A_diff_note_before, change->before->note);
    mds_table__text(b, A_diff_note_after, change->after->note);
    mds_table__number(b, A_diff_factor, change->factor, MDS_NUMBER_PLAIN);
}

mds_status mds_diff_tables(const mds_table **risks, const mds_table **answers, mds_arena *arena,
                           const mds_diff *diff, mds_lang lang)
{
    mds_table *made = mds_arena_alloc(arena, 2, sizeof *made);
    mds_table_builder b;
    if (made == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg r = {.arena = arena, .catalog = diff->catalog, .lang = lang};
    mds_strbuf_init(&r.buf, 1 << 20);
    mds_table__init(&b, &r, "changed_risks", risk_columns, RISK_COLUMN_COUNT);
    for (size_t i = 0; i < diff->risk_count && mds_table__row(&b); i++) {
        put_risk(&b, diff, &diff->risks[i]);
    }
    mds_table__finish(&b, &made[0]);
    mds_table__init(&b, &r, "changed_answers", answer_columns, ANSWER_COLUMN_COUNT);
    for (size_t i = 0; i < diff->answer_count && mds_table__row(&b); i++) {
        put_answer(&b, diff, &diff->answers[i]);
    }
    mds_table__finish(&b, &made[1]);
    mds_strbuf_finish(&r.buf);
    if (r.status == MDS_OK) {
        *risks = &made[0];
        *answers = &made[1];
    }
    return r.status;
}

static void put_known(mds_table_builder *b, const mds_known_change *change)
{
    static const char *const words[2][2] = {{"diff.known.absent", "diff.known.counts"},
                                            {"diff.known.answered", "diff.known.open"}};
    mds_reg *r = b->r;

    mds_table__text(
        b, K_diff_known_what,
        mds_reg__text(r, change->question ? "diff.known.question" : "diff.known.control"));
    mds_table__text(b, K_diff_known_before,
                    mds_reg__text(r, words[change->question][change->before]));
    mds_table__text(b, K_diff_known_after,
                    mds_reg__text(r, words[change->question][!change->before]));
    mds_table__text(b, K_diff_known_title,
                    change->question ? change->id : control_title(r, change->id));
    mds_table__text(b, K_diff_known_id, change->id);
}

mds_status mds_diff_known_table(const mds_table **out, mds_arena *arena, const mds_diff *diff,
                                mds_lang lang)
{
    mds_table *made = mds_arena_alloc(arena, 1, sizeof *made);
    mds_table_builder b;
    if (made == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg r = {.arena = arena, .catalog = diff->catalog, .lang = lang};
    mds_strbuf_init(&r.buf, 1 << 20);
    mds_table__init(&b, &r, "changed_known", known_columns, KNOWN_COLUMN_COUNT);
    for (size_t i = 0; i < diff->known_count && mds_table__row(&b); i++) {
        put_known(&b, &diff->known[i]);
    }
    mds_table__finish(&b, made);
    mds_strbuf_finish(&r.buf);
    if (r.status == MDS_OK) {
        *out = made;
    }
    return r.status;
}
