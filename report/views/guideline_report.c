/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is beside the clauses: who is responsible for what, points for the contract, proofs. */
#include "guideline_parts.h"

#include <mdsrisk/guideline_report.h>
#include <mdsrisk/lint_report.h>
#include <mdsrisk/translate_report.h>
#include <string.h>

enum { LIST_LIMIT = 1 << 20 };

/* clang-format off */
#define MATRIX_COLUMNS(X)                                                                         \
    X(question, 9, false)         X(question_title, 26, true)  X(matrix_answer, 8, true)          \
    X(where, 12, true)            X(remark, 26, true)          X(matrix_by_form, 15, true)        \
    X(matrix_by_remark, 15, true) X(clause_words, 12, true)    X(matrix_settle, 25, true)         \
    X(matrix_clauses, 10, true)   X(file, 12, false)

#define CONTRACT_COLUMNS(X)                                                                       \
    X(contract_kind, 14, true)    X(contract_title, 26, true)  X(contract_text, 80, true)         \
    X(contract_from, 40, true)    X(contract_cvss, 10, false)

#define PROOF_COLUMNS(X)                                                                          \
    X(question, 9, false)         X(question_title, 30, true)  X(matrix_answer, 9, true)          \
    X(proof_confidence, 14, true) X(proof, 94, true)           X(file, 14, false)

#define X(id, width, wrap) M_##id,
enum { MATRIX_COLUMNS(X) M__COUNT };
#undef X
#define X(id, width, wrap) C_##id,
enum { CONTRACT_COLUMNS(X) C__COUNT };
#undef X
#define X(id, width, wrap) P_##id,
enum { PROOF_COLUMNS(X) P__COUNT };
#undef X

#define X(id, width, wrap) {#id, width, wrap},
static const mds_column_spec matrix_columns[] = {MATRIX_COLUMNS(X)};
static const mds_column_spec contract_columns[] = {CONTRACT_COLUMNS(X)};
static const mds_column_spec proof_columns[] = {PROOF_COLUMNS(X)};
#undef X
/* clang-format on */

static const char *const by_form_keys[MDS_ITEM_SAYS__COUNT] = {
    [MDS_ITEM_GIVEN] = "guideline.by.given",
    [MDS_ITEM_NOT_GIVEN] = "guideline.by.not_given",
    [MDS_ITEM_APPLIES] = "guideline.by.applies",
    [MDS_ITEM_ABSENT] = "guideline.by.absent",
    [MDS_ITEM_NA] = "guideline.by.na",
    [MDS_ITEM_NA_STATED] = "guideline.by.na",
    [MDS_ITEM_LACKED] = "guideline.by.lacked",
    [MDS_ITEM_NOT_ASKED] = "guideline.by.absent",
    [MDS_ITEM_UNKNOWN] = "guideline.by.unknown",
    [MDS_ITEM_SILENT] = NULL, /* a derived item has no row of its own */
};

/* What the view has about one question of a form. */
typedef struct matrix_item {
    uint32_t form, question;
    const mds_guideline_item *item; /* NULL: it names no clause */
} matrix_item;

static const mds_guideline_item *find_item(const mds_guideline_words *w, uint32_t form,
                                           uint32_t question)
{
    for (size_t i = 0; w->view->forms[form].derived == NULL && i < w->view->row_count; i++) {
        const mds_guideline_row *row = &w->view->rows[i];
        for (size_t k = 0; k < row->item_count; k++) {
            if (row->items[k].form == form && row->items[k].question == question) {
                return &row->items[k];
            }
        }
    }
    return NULL;
}

static const mds_guideline_flag *flag_of(const mds_guideline_words *w, const matrix_item *at,
                                         size_t *from)
{
    for (; *from < w->view->flag_count; (*from)++) {
        const mds_guideline_flag *flag = &w->view->flags[*from];
        if (flag->form == at->form && flag->question == at->question) {
            return &w->view->flags[(*from)++];
        }
    }
    return NULL;
}

static bool is_flagged(const mds_guideline_words *w, const matrix_item *at)
{
    size_t from = 0;
    return flag_of(w, at, &from) != NULL;
}

static bool holds_line(const mds_strbuf *list, const char *text, const char *separator)
{
    const size_t n = strlen(text);
    const size_t gap = strlen(separator);
    for (const char *p = strstr(list->p, text); p != NULL; p = strstr(p + 1, text)) {
        const bool starts =
            p == list->p || (p >= list->p + gap && strncmp(p - gap, separator, gap) == 0);
        if (starts && (p[n] == '\0' || strncmp(p + n, separator, gap) == 0)) {
            return true;
        }
    }
    return false;
}

/* Two words of a remark may point to the same side. */
static void append_once(mds_strbuf *list, const char *text, const char *separator)
{
    if (!holds_line(list, text, separator)) {
        mds_strbuf_puts(list, list->n > 0 ? separator : "");
        mds_strbuf_puts(list, text);
    }
}

static void put_flags(mds_guideline_words *w, mds_table_builder *b, const matrix_item *at)
{
    const char *separator = mds_reg__text(&w->r, "guideline.separator");
    mds_strbuf by;
    mds_strbuf words;
    mds_strbuf settle;
    size_t from = 0;
    mds_strbuf_init(&by, LIST_LIMIT);
    mds_strbuf_init(&words, LIST_LIMIT);
    mds_strbuf_init(&settle, LIST_LIMIT);
    for (const mds_guideline_flag *flag = flag_of(w, at, &from); flag != NULL;
         flag = flag_of(w, at, &from)) {
        append_once(&by,
                    mds_reg__named(&w->r, "guideline.responsible",
                                   mds_responsible_name(flag->mark->moves_to)),
                    separator);
        append_once(&words, flag->word, separator);
        append_once(&settle, mds_reg__in(&w->r, &flag->mark->contract_point), "\n");
    }
    const char *moved = mds_guideline__taken(w, &by);
    mds_table__marked(b, M_matrix_by_remark, moved,
                      moved[0] != '\0' ? MDS_MARK_NOTICE : MDS_MARK_NONE);
    mds_table__text(b, M_clause_words, mds_guideline__taken(w, &words));
    mds_table__text(b, M_matrix_settle, mds_guideline__taken(w, &settle));
}

static const char *clauses_of(mds_guideline_words *w, const matrix_item *at)
{
    mds_strbuf list;
    mds_strbuf_init(&list, LIST_LIMIT);
    for (size_t i = 0; i < w->view->row_count; i++) {
        const mds_guideline_row *row = &w->view->rows[i];
        for (size_t k = 0; k < row->item_count; k++) {
            if (row->items[k].form == at->form && row->items[k].question == at->question) {
                mds_guideline__new_line(&list);
                mds_clauses__append(&w->r, &list, row->guideline, row->clause);
            }
        }
    }
    return mds_guideline__taken(w, &list);
}

static void put_matrix_row(mds_guideline_words *w, mds_table_builder *b, const matrix_item *at)
{
    const mds_disclosure *disclosure = w->view->forms[at->form].disclosure;
    const mds_form *form = &w->view->catalog->forms[disclosure->form];
    const mds_question *question = &form->questions[at->question];
    const mds_answer *answer = &disclosure->answers[at->question];
    mds_table__text(b, M_question, mds_words__item(&w->r, form, at->question));
    mds_table__text(b, M_question_title, mds_reg__in(&w->r, &question->title));
    mds_table__text(b, M_file, mds_words__file(disclosure->file));
    mds_table__text(b, M_matrix_answer,
                    mds_words__answer(&w->r, form, at->question, answer->state));
    mds_table__text(b, M_where, answer->where);
    mds_table__text(b, M_remark, answer->note);
    if (at->item != NULL) {
        mds_table__text(b, M_matrix_by_form, mds_reg__text(&w->r, by_form_keys[at->item->says]));
        mds_table__text(b, M_matrix_clauses, clauses_of(w, at));
    }
    put_flags(w, b, at);
}

static void put_responsibility(mds_guideline_words *w, mds_table *out)
{
    mds_table_builder b;
    mds_table__init(&b, &w->r, "responsibility", matrix_columns, M__COUNT);
    for (uint32_t i = 0; i < w->view->form_count; i++) {
        const size_t count = w->view->forms[i].disclosure->answer_count;
        for (uint32_t q = 0; q < count; q++) {
            const matrix_item at = {i, q, find_item(w, i, q)};
            if ((at.item != NULL || is_flagged(w, &at)) && mds_table__row(&b)) {
                put_matrix_row(w, &b, &at);
            }
        }
    }
    mds_table__finish(&b, out);
}

/* The remarks behind a point, each with its form where there are several. */
static const char *origins(mds_guideline_words *w, const mds_responsibility_mark *mark)
{
    mds_strbuf list;
    mds_strbuf_init(&list, LIST_LIMIT);
    for (size_t i = 0; i < w->view->flag_count; i++) {
        const mds_guideline_flag *flag = &w->view->flags[i];
        if (flag->mark != mark) {
            continue;
        }
        const mds_disclosure *disclosure = w->view->forms[flag->form].disclosure;
        mds_guideline__new_line(&list);
        mds_reg__append(
            &w->r, &list, "guideline.origin",
            mds_words__item(&w->r, &w->view->catalog->forms[disclosure->form], flag->question),
            disclosure->answers[flag->question].note, NULL);
        if (w->view->form_count > 1) {
            mds_strbuf_printf(&list, " (%s)", mds_words__file(disclosure->file));
        }
    }
    return mds_guideline__taken(w, &list);
}

static void put_point(mds_guideline_words *w, mds_table_builder *b,
                      const mds_responsibility_mark *mark)
{
    const char *from = origins(w, mark);
    if (from[0] == '\0' || !mds_table__row(b)) {
        return;
    }
    mds_table__marked(b, C_contract_kind, mds_reg__text(&w->r, "guideline.contract.remark"),
                      MDS_MARK_NOTICE);
    mds_table__text(b, C_contract_title, mds_reg__in(&w->r, &mark->title));
    mds_table__text(b, C_contract_text, mds_reg__in(&w->r, &mark->contract_point));
    mds_table__text(b, C_contract_from, from);
}

static void put_example(mds_guideline_words *w, mds_table_builder *b,
                        const mds_contract_clause *clause)
{
    if (!mds_table__row(b)) {
        return;
    }
    mds_table__text(b, C_contract_kind, mds_reg__text(&w->r, "guideline.contract.example"));
    mds_table__text(b, C_contract_title, mds_reg__in(&w->r, &clause->title));
    mds_table__text(b, C_contract_text, mds_reg__in(&w->r, &clause->text));
    mds_table__text(b, C_contract_from, mds_reg__text(&w->r, "guideline.contract.edit"));
    if (clause->cvss > 0) {
        mds_table__number(b, C_contract_cvss, clause->cvss, MDS_NUMBER_PLAIN);
    }
}

static void put_contract(mds_guideline_words *w, mds_table *out)
{
    const mds_catalog *catalog = w->view->catalog;
    mds_table_builder b;
    mds_table__init(&b, &w->r, "contract", contract_columns, C__COUNT);
    for (size_t i = 0; i < catalog->responsibility_count; i++) {
        put_point(w, &b, &catalog->responsibilities[i]);
    }
    for (size_t i = 0; i < catalog->contract_count; i++) {
        put_example(w, &b, &catalog->contract[i]);
    }
    mds_table__finish(&b, out);
}

static const char *confidence_of(mds_guideline_words *w, const mds_translated *at)
{
    static const char *const keys[MDS_CONFIDENCE__COUNT] = {
        [MDS_CONFIDENCE_HIGH] = "translate.confidence.high",
        [MDS_CONFIDENCE_MEDIUM] = "translate.confidence.medium",
        [MDS_CONFIDENCE_LOW] = "translate.confidence.low"};
    return mds_reg__text(&w->r, keys[at->confidence]);
}

static void put_proof(mds_guideline_words *w, mds_table_builder *b,
                      const mds_translation_result *derived, uint32_t q)
{
    const mds_form *form = &w->view->catalog->forms[derived->target];
    const char *proof = mds_translation_proof(w->r.arena, derived, q, w->r.lang);
    if (proof == NULL) { /* by the arena's limit, or for want of memory elsewhere */
        const mds_status status = mds_arena_status(w->r.arena);
        w->r.status = status != MDS_OK ? status : MDS_ENOMEM;
        proof = "";
    }
    mds_table__text(b, P_question, mds_words__item(&w->r, form, q));
    mds_table__text(b, P_question_title, mds_reg__in(&w->r, &form->questions[q].title));
    mds_table__text(b, P_matrix_answer, mds_words__answer(&w->r, form, q, derived->at[q].answer));
    mds_table__text(b, P_proof_confidence, confidence_of(w, &derived->at[q]));
    mds_table__text(b, P_proof, proof);
    mds_table__text(b, P_file, mds_words__file(derived->source->file));
}

static void put_proofs(mds_guideline_words *w, mds_table *out)
{
    mds_table_builder b;
    mds_table__init(&b, &w->r, "proof", proof_columns, P__COUNT);
    for (size_t i = 0; i < w->view->form_count; i++) {
        const mds_translation_result *derived = w->view->forms[i].derived;
        for (uint32_t q = 0; derived != NULL && q < derived->count; q++) {
            const mds_question *question = &w->view->catalog->forms[derived->target].questions[q];
            if (question->clauses.count > 0 && derived->at[q].state == MDS_TRANSLATED_ENTAILED &&
                mds_table__row(&b)) {
                put_proof(w, &b, derived, q);
            }
        }
    }
    mds_table__finish(&b, out);
}

/* Findings read as diagnostics do; only the heading is their own. */
static mds_status put_findings(mds_guideline_words *w, const mds_diags *diags, const char *id,
                               mds_table *out)
{
    const mds_table *made = NULL;
    const mds_status status = mds_lint_table(&made, w->r.arena, w->view->catalog, diags, w->r.lang);
    if (status == MDS_OK) {
        *out = *made;
        out->id = id;
        out->title = mds_reg__named(&w->r, "table", id);
    }
    return status;
}

static const char *title_of(mds_guideline_words *w)
{
    for (size_t i = 0; i < w->view->form_count; i++) {
        const char *device = mds_words__device_of(&w->r, w->view->forms[i].disclosure);
        if (device[0] != '\0') {
            return mds_reg__format(&w->r, "guideline.title_of", device, NULL);
        }
    }
    return mds_reg__text(&w->r, "guideline.title");
}

mds_status mds_guideline_report_build(const mds_guideline_report **out, mds_arena *arena,
                                      const mds_guideline_view *view, const mds_diags *diags,
                                      mds_lang lang)
{
    mds_guideline_report *report = mds_arena_alloc(arena, 1, sizeof *report);
    if (report == NULL) {
        return mds_arena_status(arena);
    }
    mds_guideline_words w = {.r = {.arena = arena, .catalog = view->catalog, .lang = lang},
                             .view = view};
    mds_strbuf_init(&w.r.buf, LIST_LIMIT);
    report->title = title_of(&w);
    mds_guideline__summary(&w, &report->tables[MDS_GUIDELINE_SUMMARY]);
    mds_guideline__clauses(&w, &report->tables[MDS_GUIDELINE_CLAUSES]);
    put_responsibility(&w, &report->tables[MDS_GUIDELINE_RESPONSIBILITY]);
    put_contract(&w, &report->tables[MDS_GUIDELINE_CONTRACT]);
    put_proofs(&w, &report->tables[MDS_GUIDELINE_PROOF]);
    mds_status status = w.r.status;
    if (status == MDS_OK) {
        status =
            put_findings(&w, view->findings, "findings", &report->tables[MDS_GUIDELINE_FINDINGS]);
    }
    if (status == MDS_OK) {
        status = put_findings(&w, diags, "diagnostics", &report->tables[MDS_GUIDELINE_DIAGNOSTICS]);
    }
    mds_strbuf_finish(&w.r.buf);
    if (status == MDS_OK) {
        *out = report;
    }
    return status;
}
