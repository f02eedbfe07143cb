/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions as a table for the hospital, and as a worksheet or a letter for the manufacturer.
 */
#include "ask_systems.h"
#include "base/date.h"
#include "base/inert.h"
#include "register_internal.h"

#include <mdsrisk/ask_report.h>
#include <mdsrisk/translate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
#define QUESTION_COLUMNS(X)                                                                       \
    X(rank, 6, false)         X(question, 13, false)     X(question_title, 44, true)              \
    X(wording, 50, true)      X(ask_kind, 16, false)     X(ask_why, 50, true)                     \
    X(response, 18, true)     X(note, 40, true)          X(ask_good, 10, false)                   \
    X(answer_factor, 11, false) X(rrf_after, 11, false)  X(ask_rise, 11, false)                   \
    X(ask_risk, 40, true)     X(ask_risk_now, 10, false) X(ask_risk_after, 10, false)             \
    X(where, 18, true)        X(file, 24, true)

#define WORTH_COLUMNS(X)                                                                          \
    X(rank, 6, false)         X(fact, 30, false)         X(fact_title, 50, true)                  \
    X(answer_factor, 11, false) X(rrf_after, 11, false)  X(ask_elsewhere, 30, true)

#define WORKSHEET_COLUMNS(X)                                                                      \
    X(question, 13, false)    X(question_title, 44, true) X(wording, 50, true)                    \
    X(ask_why, 44, true)      X(ask_answer, 16, false)    X(ask_note, 44, true)
/* clang-format on */

enum { MOST_EXTRAS = 10 }; /* a letter that asks for more is not answered */

enum {
#define X(id, width, wrap) Q_##id,
    QUESTION_COLUMNS(X)
#undef X
        QUESTION_COLUMN_COUNT
};

enum {
#define X(id, width, wrap) W_##id,
    WORKSHEET_COLUMNS(X)
#undef X
        WORKSHEET_COLUMN_COUNT
};

enum {
#define X(id, width, wrap) F_##id,
    WORTH_COLUMNS(X)
#undef X
        WORTH_COLUMN_COUNT
};

#define X(id, width, wrap) {#id, width, wrap},
static const mds_column_spec worth_columns[] = {WORTH_COLUMNS(X)};
static const mds_column_spec question_columns[] = {QUESTION_COLUMNS(X)};
static const mds_column_spec worksheet_columns[] = {WORKSHEET_COLUMNS(X)};
#undef X

static const mds_question *question_of(const mds_reg *r, const mds_ask_item *item)
{
    return &r->catalog->forms[item->disclosure->form].questions[item->question];
}

static const mds_answer *answer_of(const mds_ask_item *item)
{
    return &item->disclosure->answers[item->question];
}

static const char *why_alone(mds_reg *r, const mds_ask_item *item);

/* Why we ask, in words that may go to the manufacturer. None begins with an answer word: an
 * importer must never take it for one. */
static const char *why(mds_reg *r, const mds_ask_item *item)
{
    const char *systems = mds_ask__systems(r, item->disclosure, item->question);

    if (item->kind == MDS_ASK_SYSTEM || systems[0] == '\0') {
        return item->kind == MDS_ASK_SYSTEM ? systems : why_alone(r, item);
    }
    return mds_reg__format(r, "ask.why.and", why_alone(r, item), systems, NULL);
}

static const char *why_alone(mds_reg *r, const mds_ask_item *item)
{
    const mds_answer *answer = answer_of(item);
    switch (item->kind) {
    case MDS_ASK_DOUBTFUL:
        return mds_reg__format(r, "ask.why.doubtful",
                               mds_proof__answer_word(r, item->disclosure, item->question),
                               item->rule != NULL ? mds_reg__in(r, &item->rule->reason)
                                                  : mds_reg__text(r, "ask.why.contradicted"),
                               NULL);
    case MDS_ASK_QUALIFIED:
        return mds_reg__format(r, "ask.why.qualified", answer->note, NULL);
    case MDS_ASK_SELF_DECLARED:
        return mds_reg__text(r, "ask.why.self_declared");
    case MDS_ASK_UNKNOWN:
    case MDS_ASK_SYSTEM:
    case MDS_ASK_KIND__COUNT:
        break;
    }
    if (answer->state == MDS_ANSWER_SEE_NOTE && answer->note[0] != '\0') {
        return mds_reg__format(r, "ask.why.noted", answer->note, NULL);
    }
    return mds_reg__named(r, "ask.why", mds_answer_state_name(answer->state));
}

/* The answer that lowers the risk, or what to look for. */
static const char *favourable(mds_reg *r, const mds_ask_item *item)
{
    if (item->kind == MDS_ASK_SELF_DECLARED ||
        (item->kind == MDS_ASK_QUALIFIED && item->yes_is_good)) {
        return mds_reg__text(r, "ask.good.documented");
    }
    return mds_words__answer(r, &r->catalog->forms[item->disclosure->form], item->question,
                             item->yes_is_good ? MDS_ANSWER_YES : MDS_ANSWER_NO);
}

static void put_question(mds_table_builder *b, size_t rank, const mds_ask_item *item)
{
    mds_reg *r = b->r;
    const mds_question *question = question_of(r, item);
    const mds_answer *answer = answer_of(item);
    mds_table__number(b, Q_rank, (double)rank, MDS_NUMBER_INTEGER);
    mds_table__text(b, Q_question, question->id);
    mds_table__text(b, Q_question_title, mds_reg__in(r, &question->title));
    mds_table__text(b, Q_wording, answer->wording);
    mds_table__text(b, Q_ask_kind, mds_reg__named(r, "ask.kind", mds_ask_kind_name(item->kind)));
    mds_table__text(b, Q_ask_why, why(r, item));
    mds_table__text(b, Q_response, answer->response);
    mds_table__text(b, Q_note, answer->note);
    mds_table__text(b, Q_ask_good, favourable(r, item));
    mds_table__number(b, Q_answer_factor, item->factor, MDS_NUMBER_RRF);
    mds_table__number(b, Q_rrf_after, item->rrf_after, MDS_NUMBER_RRF);
    if (item->kind == MDS_ASK_QUALIFIED) {
        mds_table__number(b, Q_ask_rise, item->rise, MDS_NUMBER_RRF);
    }
    if (item->scenario != MDS_NO_ORDINAL) {
        mds_table__text(b, Q_ask_risk,
                        mds_reg__in(r, &r->catalog->scenarios[item->scenario].title));
        mds_table__number(b, Q_ask_risk_now, item->risk_now, MDS_NUMBER_RRF);
        mds_table__number(b, Q_ask_risk_after, item->risk_after, MDS_NUMBER_RRF);
    }
    mds_table__text(b, Q_where, answer->where);
    mds_table__text(b, Q_file, item->disclosure->file);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

mds_status mds_ask_table(const mds_table **out, mds_arena *arena, const mds_ask *ask, size_t count,
                         mds_lang lang)
{
    mds_table *table = mds_arena_alloc(arena, 1, sizeof *table);
    mds_table_builder b;
    mds_reg r;
    if (table == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg__init(&r, arena, ask->assessment, lang);
    mds_table__init(&b, &r, "questions", question_columns, QUESTION_COLUMN_COUNT);
    for (size_t i = 0; i < smaller(count, ask->count) && mds_table__row(&b); i++) {
        put_question(&b, i + 1, &ask->items[i]);
    }
    mds_table__finish(&b, table);
    const mds_status status = r.status;
    mds_reg__finish(&r);
    if (status == MDS_OK) {
        *out = table;
    }
    return status;
}

/* A question of another edition that asks just this, so that the reply can use its words. */
static bool find_question(const mds_catalog *catalog, uint32_t fact, uint32_t *form,
                          uint32_t *question)
{
    for (uint32_t c = 0; c < catalog->crosswalk_count; c++) {
        const mds_crosswalk *crosswalk = &catalog->crosswalks[c];
        for (size_t i = 0; i < crosswalk->row_count; i++) {
            const mds_crosswalk_row *row = &crosswalk->rows[i];
            if (row->fact == fact && row->relation == MDS_RELATION_EQUAL && !row->inverse) {
                *form = c;
                *question = row->question;
                return true;
            }
        }
    }
    return false;
}

static const char *asked_elsewhere(mds_reg *r, uint32_t fact)
{
    uint32_t form = 0;
    uint32_t question = 0;
    if (!find_question(r->catalog, fact, &form, &question)) {
        return "";
    }
    return mds_reg__format(r, "ask.elsewhere", mds_words__edition(r, form),
                           r->catalog->forms[form].questions[question].id, NULL);
}

static mds_status worth_table(const mds_table **out, mds_arena *arena, const mds_ask *ask,
                              const char *id, const mds_answer_worth *list, size_t count,
                              mds_lang lang)
{
    mds_table *table = mds_arena_alloc(arena, 1, sizeof *table);
    mds_table_builder b;
    mds_reg r;
    if (table == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg__init(&r, arena, ask->assessment, lang);
    mds_table__init(&b, &r, id, worth_columns, WORTH_COLUMN_COUNT);
    for (size_t i = 0; i < count && mds_table__row(&b); i++) {
        const mds_fact *fact = &r.catalog->facts[list[i].fact];
        mds_table__number(&b, F_rank, (double)(i + 1), MDS_NUMBER_INTEGER);
        mds_table__text(&b, F_fact, fact->id);
        mds_table__text(&b, F_fact_title, mds_reg__in(&r, &fact->title));
        mds_table__number(&b, F_answer_factor, list[i].factor, MDS_NUMBER_RRF);
        mds_table__number(&b, F_rrf_after, list[i].rrf_after, MDS_NUMBER_RRF);
        mds_table__text(&b, F_ask_elsewhere, asked_elsewhere(&r, list[i].fact));
    }
    mds_table__finish(&b, table);
    const mds_status status = r.status;
    mds_reg__finish(&r);
    if (status == MDS_OK) {
        *out = table;
    }
    return status;
}

mds_status mds_ask_looks(const mds_table **out, mds_arena *arena, const mds_ask *ask, mds_lang lang)
{
    return worth_table(out, arena, ask, "looks", ask->looks, ask->look_count, lang);
}

mds_status mds_ask_extras(const mds_table **out, mds_arena *arena, const mds_ask *ask,
                          mds_lang lang)
{
    return worth_table(out, arena, ask, "extras", ask->extras, ask->extra_count, lang);
}

static const char *support_question(mds_reg *r)
{
    const mds_risk_assessment *as = r->as;
    if (as->support_known) {
        return "";
    }
    return as->supported_until_at_least != MDS_DAY_NONE
               ? mds_reg__format(r, "question.support",
                                 mds_reg__date(r, as->supported_until_at_least), NULL)
               : mds_reg__text(r, "question.support_date");
}

mds_status mds_ask_heads(const char **signal, const char **first, mds_arena *arena,
                         const mds_ask *ask, mds_lang lang)
{
    mds_reg r;
    mds_reg__init(&r, arena, ask->assessment, lang);
    const char *texts[] = {mds_words__device_signal(&r), support_question(&r)};
    const mds_status status = r.status;
    mds_reg__finish(&r);
    if (status == MDS_OK) {
        *signal = texts[0];
        *first = texts[1];
    }
    return status;
}

/* Forms in the order given, questions in the form's order: as the person who answers has them. */
static int by_form(const void *left, const void *right)
{
    const mds_ask_item *x = *(const mds_ask_item *const *)left;
    const mds_ask_item *y = *(const mds_ask_item *const *)right;
    if (x->disclosure->form != y->disclosure->form) {
        return x->disclosure->form < y->disclosure->form ? -1 : 1;
    }
    return x->question < y->question ? -1 : x->question > y->question;
}

/* Of two about one answer the one that is about more than its system comes first. */
static int by_place(const void *left, const void *right)
{
    const mds_ask_item *x = *(const mds_ask_item *const *)left;
    const mds_ask_item *y = *(const mds_ask_item *const *)right;
    const int order = by_form(left, right);
    return order != 0 ? order : (x->kind == MDS_ASK_SYSTEM) - (y->kind == MDS_ASK_SYSTEM);
}

/* The first questions of the ranking, and those about systems, in the form's order, each once; NULL
 * without memory. */
static const mds_ask_item **in_order(mds_arena *arena, const mds_ask *ask, size_t *count)
{
    const mds_ask_item **list =
        mds_arena_alloc(arena, ask->count + ask->system_count, sizeof *list);
    *count = smaller(*count, ask->count);
    if (list == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < *count; i++) {
        list[i] = &ask->items[i];
    }
    for (size_t i = 0; i < ask->system_count; i++) {
        list[(*count)++] = &ask->systems[i];
    }
    if (*count > 0) {
        qsort(list, *count, sizeof *list, by_place);
    }
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        if (kept == 0 || by_form(&list[kept - 1], &list[i]) != 0) {
            list[kept++] = list[i];
        }
    }
    *count = kept;
    return list;
}

/* The answers that a question of a Japanese form takes, as it prints them, each behind \p lead. */
static void append_choices(mds_strbuf *out, const mds_form *form, uint32_t question,
                           const char *lead, const char *between)
{
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        const char *label = mds_form_label(form, question, states[i]);
        if (label[0] != '\0') {
            mds_strbuf_printf(out, "%s%s%s", i > 0 ? between : "", lead, label);
        }
    }
}

static void put_choices(mds_reg *r, mds_strbuf *out, const mds_form *form, uint32_t question)
{
    mds_strbuf choices;
    if (!mds_words__is_japanese(form)) {
        mds_strbuf_puts(out, mds_reg__text(r, "ask.letter.answer"));
        return;
    }
    mds_strbuf_init(&choices, 1 << 10);
    append_choices(&choices, form, question, "[ ] ", "  ");
    mds_reg__append(r, out, "ask.letter.answer_as", choices.p, NULL);
    mds_reg__drop(r, &choices);
}

/* Whether all of the questions are of Japanese forms. */
static bool all_japanese(const mds_reg *r, const mds_ask_item *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!mds_words__is_japanese(&r->catalog->forms[list[i]->disclosure->form])) {
            return false;
        }
    }
    return count > 0;
}

static bool is_listed(const char *list, const char *word)
{
    const size_t n = strlen(word);
    for (const char *at = list; at != NULL; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, word, n) == 0 && (at[n] == ',' || at[n] == '\0')) {
            return true;
        }
    }
    return false;
}

static void add_choice(mds_strbuf *list, const char *word)
{
    if (word[0] != '\0' && !is_listed(list->p, word)) {
        mds_strbuf_printf(list, "%s%s", list->n > 0 ? "," : "", word);
    }
}

static void add_choices(mds_reg *r, mds_strbuf *list, const mds_ask_item *item)
{
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};
    const mds_form *form = &r->catalog->forms[item->disclosure->form];
    const mds_strings *see_note = &form->words[MDS_WORD_SEE_NOTE];
    if (!mds_words__is_japanese(form)) {
        add_choice(list, mds_reg__text(r, "ask.sheet.words"));
        return;
    }
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        add_choice(list, mds_form_label(form, item->question, states[i]));
    }
    add_choice(list, see_note->count > 0 ? see_note->at[0] : "");
}

mds_status mds_ask_choices(const char **out, mds_arena *arena, const mds_ask *ask, size_t count,
                           mds_lang lang)
{
    const mds_ask_item **list = in_order(arena, ask, &count);
    mds_strbuf words;
    mds_reg r;
    if (list == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg__init(&r, arena, ask->assessment, lang);
    mds_strbuf_init(&words, 1 << 12);
    for (size_t i = 0; i < count; i++) {
        add_choices(&r, &words, list[i]);
    }
    const char *copy = mds_reg__copy(&r, &words);
    const mds_status status = r.status;
    mds_strbuf_finish(&words);
    mds_reg__finish(&r);
    if (status == MDS_OK) {
        *out = copy;
    }
    return status;
}

/* Editions of Japanese forms share their numbers: which one is meant is in a heading, for the
 * importer that reads the sheet again. */
static void name_edition(mds_reg *r, mds_table_builder *b, const mds_ask_item *const *list,
                         size_t count)
{
    if (all_japanese(r, list, count)) {
        mds_table__rename(b, W_question_title,
                          mds_reg__format(r, "ask.sheet.question",
                                          r->catalog->forms[list[0]->disclosure->form].edition,
                                          NULL));
    }
}

/* A question as its form names it: a bullet by its word, below the number that it is under. */
static const char *name_of(mds_reg *r, const mds_question *question)
{
    return question->bullet.count > 0
               ? mds_reg__format(r, "ask.bullet", question->bullet.at[0], NULL)
               : question->id;
}

static bool stands_under(const mds_reg *r, const mds_ask_item *item, const mds_ask_item *before)
{
    const uint32_t parent = question_of(r, item)->parent;
    return before != NULL && before->disclosure->form == item->disclosure->form &&
           (before->question == parent || question_of(r, before)->parent == parent);
}

static void put_row(mds_reg *r, mds_table_builder *b, const mds_ask_item *item,
                    const mds_ask_item *before)
{
    const mds_question *question = question_of(r, item);
    const mds_form *form = &r->catalog->forms[item->disclosure->form];
    if (question->bullet.count > 0 && question->parent < form->question_count &&
        !stands_under(r, item, before) && mds_table__row(b)) {
        const mds_question *parent = &form->questions[question->parent];
        mds_table__text(b, W_question, parent->id);
        mds_table__text(b, W_question_title, mds_reg__in(r, &parent->title));
    }
    if (mds_table__row(b)) {
        mds_table__text(b, W_question, name_of(r, question));
        mds_table__text(b, W_question_title, mds_reg__in(r, &question->title));
        mds_table__text(b, W_wording, answer_of(item)->wording);
        mds_table__text(b, W_ask_why, why(r, item));
    }
}

mds_status mds_ask_worksheet(const mds_table **out, mds_arena *arena, const mds_ask *ask,
                             size_t count, mds_lang lang)
{
    const mds_ask_item **list = in_order(arena, ask, &count);
    mds_table *table = mds_arena_alloc(arena, 1, sizeof *table);
    mds_table_builder b;
    mds_reg r;
    if (list == NULL || table == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg__init(&r, arena, ask->assessment, lang);
    mds_table__init(&b, &r, "worksheet", worksheet_columns, WORKSHEET_COLUMN_COUNT);
    name_edition(&r, &b, list, count);
    for (size_t i = 0; i < count; i++) {
        put_row(&r, &b, list[i], i > 0 ? list[i - 1] : NULL);
    }
    mds_table__finish(&b, table);
    const mds_status status = r.status;
    mds_reg__finish(&r);
    if (status == MDS_OK) {
        *out = table;
    }
    return status;
}

static void put_line(mds_reg *r, mds_strbuf *out, const char *label, const char *value)
{
    if (value[0] != '\0') {
        mds_strbuf_printf(out, "%s: ", mds_reg__text(r, label));
        mds_inert_line(out, value);
        mds_strbuf_putc(out, '\n');
    }
}

/* A question of the form that takes yes, no and n/a. */
static uint32_t plain_question(const mds_form *form)
{
    for (uint32_t q = 0; q < form->question_count; q++) {
        if (form->questions[q].kind == MDS_QUESTION_CHOICE &&
            form->questions[q].answer_set == MDS_ANSWERS_YES_NO_NA) {
            return q;
        }
    }
    return 0;
}

static void put_extra(mds_reg *r, mds_strbuf *out, uint32_t fact, const mds_form *form)
{
    const char *elsewhere = asked_elsewhere(r, fact);
    mds_strbuf_printf(out, "%s%s%s%s\n   ", mds_reg__in(r, &r->catalog->facts[fact].title),
                      elsewhere[0] != '\0' ? " (" : "", elsewhere, elsewhere[0] != '\0' ? ")" : "");
    put_choices(r, out, form, plain_question(form));
}

/* What the form does not ask and the largest risks need to know. */
static void put_extras(mds_reg *r, mds_strbuf *out, const mds_ask *ask)
{
    if (ask->extra_count == 0 || r->facts->disclosure_count == 0) {
        return;
    }
    const mds_form *form = &r->catalog->forms[r->facts->disclosures[0]->form];
    mds_strbuf_printf(out, "\n%s\n", mds_reg__text(r, "ask.letter.extras"));
    for (size_t i = 0; i < ask->extra_count && i < MOST_EXTRAS; i++) {
        mds_strbuf_puts(out, "\n- ");
        put_extra(r, out, ask->extras[i].fact, form);
        mds_strbuf_putc(out, '\n');
    }
}

/* To whom it goes, about what. */
static void put_address(mds_reg *r, mds_strbuf *out)
{
    const mds_facts *facts = r->facts;
    const mds_disclosure *first = facts->disclosure_count > 0 ? facts->disclosures[0] : NULL;
    for (size_t f = 0; first != NULL && f < MDS_DEVICE_FIELD__COUNT; f++) {
        static const char *const labels[MDS_DEVICE_FIELD__COUNT] = {
            [MDS_DEVICE_MANUFACTURER] = "ask.letter.to",
            [MDS_DEVICE_MODEL] = "ask.letter.model",
            [MDS_DEVICE_DOCUMENT_ID] = "ask.letter.document",
            [MDS_DEVICE_DOCUMENT_DATE] = "ask.letter.dated"};
        if (labels[f] != NULL) {
            put_line(r, out, labels[f], first->device[f]);
        }
    }
    put_line(r, out, "ask.letter.date", mds_reg__date(r, r->as_of));
}

static void put_intro(mds_reg *r, mds_strbuf *out, const mds_ask_item *const *list, size_t count)
{
    char number[24];
    (void)snprintf(number, sizeof number, "%zu", count);
    mds_reg__append(r, out,
                    all_japanese(r, list, count) ? "ask.letter.intro_as" : "ask.letter.intro",
                    number, NULL);
}

static void put_letter(mds_reg *r, mds_strbuf *out, const mds_ask *ask,
                       const mds_ask_item *const *list, size_t count)
{
    put_address(r, out);
    mds_strbuf_puts(out, "\n");
    put_intro(r, out, list, count);
    mds_strbuf_puts(out, "\n");
    if (!r->as->support_known) {
        mds_strbuf_printf(out, "\n%s  %s\n   %s\n", mds_reg__text(r, "ask.letter.first"),
                          support_question(r), mds_reg__text(r, "ask.letter.date_line"));
    }
    const char *header = mds_ask__systems(r, NULL, MDS_NO_ORDINAL);
    if (header[0] != '\0') {
        mds_strbuf_printf(out, "\n%s\n   %s\n", header, mds_reg__text(r, "ask.letter.system_line"));
    }
    for (size_t i = 0; i < count; i++) {
        const mds_question *question = question_of(r, list[i]);
        const char *wording = answer_of(list[i])->wording;
        const mds_form *form = &r->catalog->forms[list[i]->disclosure->form];
        const bool bullet = question->bullet.count > 0 && question->parent < form->question_count;
        mds_strbuf_printf(out, "\n%zu. %s%s%s  %s\n", i + 1,
                          bullet ? form->questions[question->parent].id : "", bullet ? " " : "",
                          name_of(r, question), mds_reg__in(r, &question->title));
        if (wording[0] != '\0') {
            mds_strbuf_puts(out, "   ");
            put_line(r, out, "column.wording", wording);
        }
        mds_strbuf_printf(out, "   %s\n   ", why(r, list[i]));
        put_choices(r, out, form, list[i]->question);
        mds_strbuf_putc(out, '\n');
    }
    put_extras(r, out, ask);
    mds_strbuf_printf(out, "\n%s\n", mds_reg__text(r, "ask.letter.close"));
}

mds_status mds_ask_letter(const char **out, mds_arena *arena, const mds_ask *ask, size_t count,
                          mds_lang lang)
{
    const mds_ask_item **list = in_order(arena, ask, &count);
    mds_strbuf text;
    mds_reg r;
    if (list == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg__init(&r, arena, ask->assessment, lang);
    mds_strbuf_init(&text, 1 << 24);
    put_letter(&r, &text, ask, list, count);
    const char *copy = mds_reg__copy(&r, &text);
    const mds_status status = r.status;
    mds_strbuf_finish(&text);
    mds_reg__finish(&r);
    if (status == MDS_OK) {
        *out = copy;
    }
    return status;
}

enum { LETTER_QUESTIONS, LETTER_BEYOND, LETTER_SECTIONS, OPENING_LINES = 5 };

/* The lines of the text of the letter as one, where a page breaks them itself. */
static const char *unbroken(mds_reg *r, mds_strbuf *text)
{
    mds_strbuf out;
    mds_strbuf_init(&out, 1 << 16);
    for (const char *p = text->p; *p != '\0'; p++) {
        if (*p != '\n') {
            mds_strbuf_putc(&out, *p);
        } else if (r->lang != MDS_LANG_JA) {
            mds_strbuf_putc(&out, ' ');
        }
    }
    const char *copy = mds_reg__copy(r, &out);
    mds_reg__drop(r, &out);
    mds_reg__drop(r, text);
    return copy;
}

static void open_letter(mds_reg *r, mds_section *section, const char **lines,
                        const mds_ask_item *const *list, size_t count, const char *choices)
{
    mds_strbuf address;
    mds_strbuf intro;
    mds_strbuf_init(&address, 1 << 16);
    mds_strbuf_init(&intro, 1 << 16);
    put_address(r, &address);
    put_intro(r, &intro, list, count);
    lines[section->line_count++] = mds_reg__copy(r, &address);
    lines[section->line_count++] = unbroken(r, &intro);
    if (!r->as->support_known) {
        lines[section->line_count++] =
            mds_reg__format(r, "ask.letter.support", support_question(r), NULL);
    }
    const char *header = mds_ask__systems(r, NULL, MDS_NO_ORDINAL);
    if (header[0] != '\0') {
        lines[section->line_count++] = header;
    }
    lines[section->line_count++] = all_japanese(r, list, count)
                                       ? mds_reg__format(r, "ask.sheet.intro_as", choices, NULL)
                                       : mds_reg__text(r, "ask.sheet.intro");
    section->lines = lines;
    mds_reg__drop(r, &address);
}

/* What no form asks, each with room for an answer. */
static void ask_beyond(mds_reg *r, mds_section *section, const mds_ask *ask)
{
    const size_t most = smaller(ask->extra_count, MOST_EXTRAS);
    const char **lines = mds_arena_alloc(r->arena, most + 1, sizeof *lines);
    if (lines == NULL || most == 0 || r->facts->disclosure_count == 0) {
        return;
    }
    const mds_form *form = &r->catalog->forms[r->facts->disclosures[0]->form];
    lines[section->line_count++] = mds_reg__text(r, "ask.letter.extras");
    for (size_t i = 0; i < most; i++) {
        mds_strbuf line;
        mds_strbuf_init(&line, 1 << 16);
        put_extra(r, &line, ask->extras[i].fact, form);
        lines[section->line_count++] = mds_reg__copy(r, &line);
        mds_reg__drop(r, &line);
    }
    section->lines = lines;
}

static void write_letter(mds_reg *r, mds_paper *paper, mds_section *sections, const char **lines,
                         const mds_ask *ask, const mds_ask_item *const *list, size_t count,
                         const char *choices)
{
    const mds_facts *facts = r->facts;
    const char *model =
        facts->disclosure_count > 0 ? facts->disclosures[0]->device[MDS_DEVICE_MODEL] : "";
    sections[LETTER_QUESTIONS].id = "questions";
    sections[LETTER_QUESTIONS].title = "";
    sections[LETTER_BEYOND] =
        (mds_section){.id = "beyond", .title = mds_reg__text(r, "table.extras")};
    open_letter(r, &sections[LETTER_QUESTIONS], lines, list, count, choices);
    ask_beyond(r, &sections[LETTER_BEYOND], ask);
    *paper = (mds_paper){.lang = r->lang,
                         .catalog = r->catalog,
                         .kind = "questions",
                         .title = mds_reg__format(r, "ask.sheet.title", model, NULL),
                         .as_of = r->as_of,
                         .sections = sections,
                         .section_count = sections[LETTER_BEYOND].line_count > 0 ? LETTER_SECTIONS
                                                                                 : LETTER_BEYOND,
                         .foot = mds_reg__text(r, "ask.letter.close")};
}

mds_status mds_ask_letter_paper(const mds_paper **out, mds_arena *arena, const mds_ask *ask,
                                size_t count, mds_lang lang)
{
    mds_paper *paper = mds_arena_alloc(arena, 1, sizeof *paper);
    mds_section *sections = mds_arena_alloc(arena, LETTER_SECTIONS, sizeof *sections);
    const char **lines = mds_arena_alloc(arena, OPENING_LINES, sizeof *lines);
    size_t listed = count;
    const mds_ask_item **list = in_order(arena, ask, &listed);
    const char *choices = "";
    mds_reg r;
    if (paper == NULL || sections == NULL || lines == NULL || list == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status =
        mds_ask_worksheet(&sections[LETTER_QUESTIONS].table, arena, ask, count, lang);
    if (status == MDS_OK) {
        status = mds_ask_choices(&choices, arena, ask, count, lang);
    }
    if (status != MDS_OK) {
        return status;
    }
    mds_reg__init(&r, arena, ask->assessment, lang);
    write_letter(&r, paper, sections, lines, ask, list, listed, choices);
    status = r.status;
    mds_reg__finish(&r);
    if (status == MDS_OK) {
        *out = paper;
    }
    return status;
}
