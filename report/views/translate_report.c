/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translate_report_parts.h"

#include "engine/answers.h"
#include <mdsrisk/lint_report.h>
#include <mdsrisk/translate_report.h>
#include <string.h>

/* clang-format off */
#define ANSWER_COLUMNS(X)                                                                         \
    X(question, 11, false)            X(question_title, 32, true)                                 \
    X(translated_answer, 12, true)    X(translated_suggested, 14, true)                           \
    X(translated_state, 15, true)                                                                 \
    X(translated_confidence, 12, true) X(translated_why, 60, true)                                \
    X(translated_sources, 28, true)   X(translated_notes, 30, true)                               \
    X(translated_help, 40, true)
/* clang-format on */

#define X(id, width, wrap) A_##id,
enum { ANSWER_COLUMNS(X) A__COUNT };
#undef X
#define X(id, width, wrap) {#id, width, wrap},
static const mds_column_spec answer_columns[] = {ANSWER_COLUMNS(X)};
#undef X

enum { LIST_LIMIT = 1 << 20 };

const char *mds_translate__source_word(mds_translate_words *w, uint32_t question)
{
    const mds_answer_state state = mds_answers_state(w->result->source, question);
    const char *label = mds_form_label(w->from, question, state);
    return label[0] != '\0' ? label : mds_reg__named(&w->r, "answer", mds_answer_state_name(state));
}

/* The words for a state: a question that the form does not ask is not left to a person. */
static const char *state_word(mds_translate_words *w, const mds_translated *at)
{
    const bool waits = at->state == MDS_TRANSLATED_OPEN || at->state == MDS_TRANSLATED_NARROWED;
    if (waits && at->closed_by != MDS_NO_ORDINAL) {
        return mds_reg__text(&w->r, "translation_report.not_asked");
    }
    return mds_reg__named(&w->r, "translate.state", mds_translated_state_name(at->state));
}

static mds_cell_mark state_mark(const mds_translated *at)
{
    switch (at->state) {
    case MDS_TRANSLATED_ENTAILED:
        return MDS_MARK_VERDICT_ACCEPTABLE;
    case MDS_TRANSLATED_CONTRADICTED:
        return MDS_MARK_VERDICT_NOT_ACCEPTABLE;
    case MDS_TRANSLATED_NARROWED:
    case MDS_TRANSLATED_OPEN:
        return mds_translate__needs_person(at) ? MDS_MARK_NOTICE : MDS_MARK_NONE;
    case MDS_TRANSLATED_NO_ANSWER:
    case MDS_TRANSLATED_STATE__COUNT:
        break;
    }
    return MDS_MARK_NONE;
}

/* Sources of the steps of some kinds, each once. */
typedef struct source_list {
    mds_translate_words *w;
    const mds_translated *at;
    bool leads; /* of the leads, else of what concludes */
} source_list;

static bool is_of(const source_list *list, const mds_translation_step *step)
{
    return (step->kind == MDS_STEP_LEAD) == list->leads;
}

/* Whether an earlier source of the list is the same question. */
static bool stands_before(const source_list *list, size_t step, size_t source)
{
    const uint32_t question = list->at->steps[step].sources[source];
    for (size_t i = 0; i <= step; i++) {
        const mds_translation_step *s = &list->at->steps[i];
        const size_t count = i == step ? source : s->source_count;
        for (size_t k = 0; k < count && is_of(list, s); k++) {
            if (s->sources[k] == question) {
                return true;
            }
        }
    }
    return false;
}

static void append_source(mds_translate_words *w, mds_strbuf *out, uint32_t question)
{
    const char *where = mds_answers_where(w->result->source, question);
    mds_strbuf_puts(out, out->n > 0 ? "\n" : "");
    mds_words__append_item(out, w->from, question, w->r.lang);
    mds_strbuf_puts(out, " = ");
    mds_strbuf_puts(out, mds_translate__source_word(w, question));
    if (where[0] != '\0') {
        mds_strbuf_puts(out, " (");
        mds_strbuf_puts(out, where);
        mds_strbuf_putc(out, ')');
    }
}

static const char *note_of(const mds_translate_words *w, uint32_t question)
{
    const mds_disclosure *source = w->result->source;
    return question < source->answer_count ? source->answers[question].note : "";
}

static void append_note(mds_translate_words *w, mds_strbuf *out, uint32_t question)
{
    const char *note = note_of(w, question);
    if (note[0] != '\0') {
        mds_strbuf_puts(out, out->n > 0 ? "\n" : "");
        mds_words__append_item(out, w->from, question, w->r.lang);
        mds_strbuf_puts(out, ": ");
        mds_strbuf_puts(out, note);
    }
}

static void append_both(mds_translate_words *w, mds_strbuf *out, uint32_t question)
{
    append_source(w, out, question);
    const char *note = note_of(w, question);
    if (note[0] != '\0') {
        mds_strbuf_puts(out, ": ");
        mds_strbuf_puts(out, note);
    }
}

static const char *list_sources(const source_list *list,
                                void (*append)(mds_translate_words *, mds_strbuf *, uint32_t))
{
    mds_strbuf out;
    mds_strbuf_init(&out, LIST_LIMIT);
    for (size_t i = 0; i < list->at->step_count; i++) {
        const mds_translation_step *step = &list->at->steps[i];
        for (size_t k = 0; k < step->source_count && is_of(list, step); k++) {
            if (!stands_before(list, i, k)) {
                append(list->w, &out, step->sources[k]);
            }
        }
    }
    const char *text = mds_reg__copy(&list->w->r, &out);
    mds_strbuf_finish(&out);
    return text;
}

/* The proof without its leads, which come last, a line each, and have a column of their own. */
static const char *why(mds_translate_words *w, uint32_t question)
{
    const mds_translated *at = &w->result->at[question];
    const char *proof = mds_translation_proof(w->r.arena, w->result, question, w->r.lang);
    mds_strbuf out;
    size_t leads = 0;
    if (proof == NULL) {
        w->r.status = w->r.status != MDS_OK ? w->r.status : MDS_ENOMEM;
        return "";
    }
    size_t n = strlen(proof);
    for (size_t i = 0; i < at->step_count; i++) {
        leads += at->steps[i].kind == MDS_STEP_LEAD;
    }
    for (; leads > 0; leads--) {
        while (n > 0 && proof[n - 1] != '\n') {
            n--;
        }
        n -= n > 0 ? 1 : 0;
    }
    if (n == 0 && at->step_count > 0) {
        return mds_reg__text(&w->r, "translation_report.only_help");
    }
    mds_strbuf_init(&out, LIST_LIMIT);
    mds_strbuf_append(&out, proof, n);
    const char *text = mds_reg__copy(&w->r, &out);
    mds_strbuf_finish(&out);
    return text;
}

static void put_answer(mds_table_builder *b, mds_translate_words *w, uint32_t question)
{
    const mds_translated *at = &w->result->at[question];
    const bool entailed = at->state == MDS_TRANSLATED_ENTAILED;
    const source_list concluding = {w, at, false};
    const source_list leads = {w, at, true};
    mds_table__text(b, A_translated_answer,
                    at->answer == MDS_ANSWER_TEXT ? at->text
                                                  : mds_form_label(w->to, question, at->answer));
    mds_table__text(b, A_translated_suggested, mds_form_label(w->to, question, at->suggested));
    mds_table__marked(b, A_translated_state, state_word(w, at), state_mark(at));
    if (entailed) {
        mds_table__marked(
            b, A_translated_confidence,
            mds_reg__named(&w->r, "translate.confidence", mds_confidence_name(at->confidence)),
            at->confidence == MDS_CONFIDENCE_LOW ? MDS_MARK_NOTICE : MDS_MARK_NONE);
    }
    mds_table__text(b, A_translated_why, why(w, question));
    mds_table__text(b, A_translated_sources, list_sources(&concluding, append_source));
    mds_table__text(b, A_translated_notes, list_sources(&concluding, append_note));
    mds_table__text(b, A_translated_help, entailed ? "" : list_sources(&leads, append_both));
}

static void put_answers(mds_translate_words *w, mds_table *out)
{
    mds_table_builder b;
    mds_table__init(&b, &w->r, "translated", answer_columns, A__COUNT);
    for (uint32_t q = 0; q < w->result->count && mds_table__row(&b); q++) {
        const bool heading = w->result->at[q].state == MDS_TRANSLATED_NO_ANSWER;
        mds_table__marked(&b, A_question, mds_words__item(&w->r, w->to, q),
                          heading ? MDS_MARK_HEADING : MDS_MARK_NONE);
        mds_table__text(&b, A_question_title, mds_reg__in(&w->r, &w->to->questions[q].title));
        if (!heading) {
            put_answer(&b, w, q);
        }
    }
    mds_table__finish(&b, out);
}

static const char *title_of(mds_translate_words *w)
{
    const char *device = w->result->device[MDS_DEVICE_MODEL];
    const char *file = w->result->source->file;
    return mds_reg__format(&w->r, "translation_report.title",
                           device[0] != '\0' ? device : mds_words__file(file),
                           mds_words__edition(&w->r, w->result->source->form),
                           mds_words__edition(&w->r, w->result->target), NULL);
}

mds_status mds_translate_report_build(const mds_translate_report **out, mds_arena *arena,
                                      const mds_translation_result *result, const mds_diags *diags,
                                      mds_lang lang)
{
    const mds_catalog *catalog = result->catalog;
    mds_translate_report *report = mds_arena_alloc(arena, 1, sizeof *report);
    const mds_table *findings = NULL;
    if (report == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status = mds_lint_table(&findings, arena, catalog, diags, lang);
    if (status != MDS_OK) {
        return status;
    }
    mds_translate_words w = {.r = {.arena = arena, .catalog = catalog, .lang = lang},
                             .result = result,
                             .from = &catalog->forms[result->source->form],
                             .to = &catalog->forms[result->target]};
    mds_strbuf_init(&w.r.buf, LIST_LIMIT);
    report->title = title_of(&w);
    mds_translate__summary(&w, &report->tables[MDS_TRANSLATE_SUMMARY]);
    put_answers(&w, &report->tables[MDS_TRANSLATE_ANSWERS]);
    mds_translate__steps(&w, &report->tables[MDS_TRANSLATE_STEPS]);
    mds_translate__values(&w, &report->tables[MDS_TRANSLATE_VALUES]);
    report->tables[MDS_TRANSLATE_DIAGNOSTICS] = *findings;
    status = w.r.status;
    mds_strbuf_finish(&w.r.buf);
    if (status == MDS_OK) {
        *out = report;
    }
    return status;
}
