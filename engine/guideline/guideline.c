/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the answers of a device's forms to the clauses of the guideline: docs/use/guideline.md. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "engine/answers.h"
#include "engine/clauses.h"
#include "note_words.h"
#include "translate_parts.h"

#include <mdsrisk/consistency.h>
#include <mdsrisk/guideline.h>
#include <mdsrisk/lint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FINDINGS = 1000 };

/* What asks about one clause. */
typedef struct clause_items {
    uint32_t guideline, clause;
    const char *id;
    mds_guideline_item *items;
    size_t count, capacity;
} clause_items;

typedef struct builder {
    mds_arena *arena;
    const mds_catalog *catalog;
    mds_diags *diags;
    mds_guideline_view *view;
    mds_guideline_form *forms;
    clause_items *clauses;
    size_t clause_count, clause_capacity;
    mds_guideline_flag *flags;
    size_t flag_capacity;
    mds_status status;
} builder;

static const char *const state_names[MDS_CLAUSE_STATE__COUNT] = {
    [MDS_CLAUSE_TECHNICAL] = "technical", [MDS_CLAUSE_REMARK] = "remark",
    [MDS_CLAUSE_PARTLY] = "partly",       [MDS_CLAUSE_ORGANISATIONAL] = "organisational",
    [MDS_CLAUSE_AGREE] = "agree",         [MDS_CLAUSE_NOT_APPLICABLE] = "not_applicable",
    [MDS_CLAUSE_UNKNOWN] = "unknown",
};

const char *mds_clause_state_name(mds_clause_state state)
{
    return (unsigned)state < MDS_CLAUSE_STATE__COUNT ? state_names[state] : "";
}

/* Room for one more element; false, and noted, when the arena is exhausted. */
static bool reserve(builder *b, void *array, size_t *capacity, size_t count, size_t size)
{
    if (!mds_array_reserve(b->arena, array, capacity, count, size)) {
        b->status = mds_arena_status(b->arena);
        return false;
    }
    return true;
}

/* The newest edition with clauses that the form's answers can be translated to. */
static uint32_t edition_to_reach(const mds_catalog *catalog, uint32_t form)
{
    uint32_t best = MDS_NO_ORDINAL;
    for (uint32_t i = 0; i < catalog->form_count; i++) {
        const mds_form *at = &catalog->forms[i];
        if (at->guideline != MDS_NO_ORDINAL && at->completeness != MDS_TOPICS &&
            mds_catalog_translation(catalog, form, i) != MDS_NO_ORDINAL &&
            (best == MDS_NO_ORDINAL || at->guideline >= catalog->forms[best].guideline)) {
            best = i;
        }
    }
    return best;
}

static bool names_clauses(const mds_form *form)
{
    for (size_t i = 0; form->guideline != MDS_NO_ORDINAL && i < form->question_count; i++) {
        if (form->questions[i].clauses.count > 0) {
            return true;
        }
    }
    return false;
}

static void add_form(builder *b, const mds_disclosure *disclosure)
{
    const mds_form *own = &b->catalog->forms[disclosure->form];
    mds_guideline_form *form = &b->forms[b->view->form_count++];
    *form = (mds_guideline_form){.disclosure = disclosure, .form = disclosure->form};
    if (names_clauses(own)) {
        return;
    }
    form->form = own->completeness != MDS_TOPICS ? edition_to_reach(b->catalog, disclosure->form)
                                                 : MDS_NO_ORDINAL;
    if (form->form == MDS_NO_ORDINAL) {
        mds_diag_add(b->diags, MDS_D_GUIDELINE_NO_CLAUSES, disclosure->file, NULL, own->edition,
                     NULL);
        return;
    }
    b->status =
        mds_translate(&form->derived, b->arena, b->catalog, disclosure, form->form, b->diags);
}

static void add_forms(builder *b, const mds_disclosure *const *disclosures, size_t count)
{
    b->view->guideline = MDS_NO_ORDINAL;
    for (size_t i = 0; i < count && b->status == MDS_OK; i++) {
        if (disclosures[i]->answer_count == 0) {
            continue; /* its answers went into another form */
        }
        add_form(b, disclosures[i]);
        const uint32_t form = b->forms[b->view->form_count - 1].form;
        const uint32_t named =
            form != MDS_NO_ORDINAL ? b->catalog->forms[form].guideline : MDS_NO_ORDINAL;
        if (named != MDS_NO_ORDINAL &&
            (b->view->guideline == MDS_NO_ORDINAL || named > b->view->guideline)) {
            b->view->guideline = named;
        }
    }
}

/* Every remark of a form, against the words that move responsibility. */
static void flag_answer(builder *b, uint32_t form, uint32_t question, const char *note)
{
    const char *key = note[0] != '\0' ? mds_utf8_key(b->arena, note) : "";
    if (key == NULL) {
        b->status = mds_arena_status(b->arena);
        return;
    }
    for (size_t i = 0; i < b->catalog->responsibility_count && b->status == MDS_OK; i++) {
        const mds_responsibility_mark *mark = &b->catalog->responsibilities[i];
        const char *word = mds_note_words__find(&mark->words, key);
        if (word != NULL &&
            reserve(b, &b->flags, &b->flag_capacity, b->view->flag_count, sizeof *b->flags)) {
            b->flags[b->view->flag_count++] = (mds_guideline_flag){form, question, mark, word};
        }
    }
}

static void add_flags(builder *b)
{
    for (uint32_t i = 0; i < b->view->form_count; i++) {
        const mds_disclosure *disclosure = b->forms[i].disclosure;
        for (uint32_t q = 0; q < disclosure->answer_count && b->status == MDS_OK; q++) {
            flag_answer(b, i, q, disclosure->answers[q].note);
        }
    }
    b->view->flags = b->flags;
}

static bool has_flag(const builder *b, uint32_t form, uint32_t question)
{
    for (size_t i = 0; i < b->view->flag_count; i++) {
        if (b->flags[i].form == form && b->flags[i].question == question) {
            return true;
        }
    }
    return false;
}

static bool has_source_flag(const builder *b, uint32_t form, const mds_translated *at)
{
    for (size_t i = 0; i < at->step_count; i++) {
        const mds_translation_step *step = &at->steps[i];
        for (size_t k = 0; step->kind == MDS_STEP_CONCLUDES && k < step->source_count; k++) {
            if (has_flag(b, form, step->sources[k])) {
                return true;
            }
        }
    }
    return false;
}

/* A question whether the device does something, rather than whether it does it safely: a yes is no
 * measure, and a no leaves nothing to do. Later editions answer it by applicable and not
 * applicable; of others the crosswalk knows it, since the yes is as wide as an exposure. */
static bool asks_for_function(const mds_catalog *catalog, uint32_t form, uint32_t question)
{
    if (catalog->forms[form].questions[question].answer_set == MDS_ANSWERS_APPLICABLE) {
        return true;
    }
    const mds_crosswalk *crosswalk =
        form < catalog->crosswalk_count ? &catalog->crosswalks[form] : NULL;
    for (size_t i = 0; crosswalk != NULL && i < crosswalk->row_count; i++) {
        const mds_crosswalk_row *row = &crosswalk->rows[i];
        const bool wide =
            row->relation == MDS_RELATION_EQUAL || row->relation == MDS_RELATION_SUPERSET_OF;
        if (row->question == question && wide && !row->inverse &&
            catalog->facts[row->fact].kind == MDS_FACT_EXPOSURE) {
            return true;
        }
    }
    return false;
}

static mds_item_says says_of(bool function, mds_statement statement)
{
    switch (statement) {
    case MDS_STATEMENT_YES:
        return function ? MDS_ITEM_APPLIES : MDS_ITEM_GIVEN;
    case MDS_STATEMENT_NO:
        return function ? MDS_ITEM_ABSENT : MDS_ITEM_NOT_GIVEN;
    case MDS_STATEMENT_ABSENT:
        return MDS_ITEM_NOT_ASKED;
    case MDS_STATEMENT_NA_OPEN:
        return MDS_ITEM_NA;
    case MDS_STATEMENT_NOTHING:
    case MDS_STATEMENT_YES_GATED:
        break;
    }
    return MDS_ITEM_UNKNOWN;
}

/* What was entailed, or need not be answered behind what was. */
static mds_statement entailed_statement(const mds_translation_result *derived, uint32_t question)
{
    const mds_translated *at = &derived->at[question];
    if (at->answer == MDS_ANSWER_YES) {
        return MDS_STATEMENT_YES;
    }
    if (at->answer == MDS_ANSWER_NO) {
        return MDS_STATEMENT_NO;
    }
    if (at->closed_by != MDS_NO_ORDINAL) {
        return MDS_STATEMENT_ABSENT;
    }
    return at->answer == MDS_ANSWER_NA ? MDS_STATEMENT_NA_OPEN : MDS_STATEMENT_NOTHING;
}

/* Whether every question that explains an n/a is answered no: without a badge, a body feature and
 * two factors there is no device that could fail. */
static bool na_follows(const mds_form *edition, const mds_disclosure *disclosure,
                       const mds_question *question)
{
    for (size_t i = 0; i < question->na_after_count; i++) {
        if (mds_answers_read(edition, disclosure, question->na_after[i]).statement !=
            MDS_STATEMENT_NO) {
            return false;
        }
    }
    return question->na_after_count > 0;
}

/* Whether a rule of the lint finds fault with the answer to \p question. */
static bool is_denied(const mds_catalog *catalog, const mds_disclosure *disclosure,
                      uint32_t question)
{
    for (size_t i = 0; i < catalog->lint_count; i++) {
        const mds_lint *lint = &catalog->lints[i];
        for (size_t k = 0; lint->form == disclosure->form && k < lint->rule_count; k++) {
            const mds_lint_case *found = mds_lint_applies(&lint->rules[k], disclosure);
            for (size_t n = 0; found != NULL && n < found->count; n++) {
                if (found->at[n].question == question) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Whether the remark says why the item does not apply ("no wireless function"). It is a lead for a
 * reader, and no fact. */
static bool na_is_stated(builder *b, const mds_disclosure *disclosure, const mds_question *question,
                         uint32_t ordinal)
{
    const char *note = disclosure->answers[ordinal].note;
    const char *key =
        question->na_words.count > 0 && note[0] != '\0' ? mds_utf8_key(b->arena, note) : "";
    if (key == NULL) {
        b->status = mds_arena_status(b->arena);
        return false;
    }
    return mds_note_words__find(&question->na_words, key) != NULL &&
           !is_denied(b->catalog, disclosure, ordinal);
}

/* What an n/a leaves to be confirmed. */
static mds_item_says na_says(builder *b, const mds_guideline_form *form, uint32_t question)
{
    const mds_form *edition = &b->catalog->forms[form->form];
    const mds_question *at = &edition->questions[question];
    if (na_follows(edition, form->disclosure, at)) {
        return MDS_ITEM_NOT_ASKED;
    }
    return na_is_stated(b, form->disclosure, at, question) ? MDS_ITEM_NA_STATED : MDS_ITEM_NA;
}

static mds_guideline_item item_of(builder *b, uint32_t number, uint32_t question)
{
    const mds_guideline_form *form = &b->forms[number];
    const mds_form *edition = &b->catalog->forms[form->form];
    const bool function = asks_for_function(b->catalog, form->form, question);
    mds_guideline_item item = {.form = number, .question = question};
    if (form->derived != NULL) {
        item.says = says_of(function, entailed_statement(form->derived, question));
        item.flagged = has_source_flag(b, number, &form->derived->at[question]);
    } else {
        item.says =
            says_of(function, mds_answers_read(edition, form->disclosure, question).statement);
        item.says = item.says == MDS_ITEM_NA ? na_says(b, form, question) : item.says;
        item.flagged = has_flag(b, number, question);
    }
    return item;
}

static clause_items *clause_of(builder *b, uint32_t guideline, uint32_t clause)
{
    for (size_t i = 0; i < b->clause_count; i++) {
        if (b->clauses[i].guideline == guideline && b->clauses[i].clause == clause) {
            return &b->clauses[i];
        }
    }
    if (!reserve(b, &b->clauses, &b->clause_capacity, b->clause_count, sizeof *b->clauses)) {
        return NULL;
    }
    clause_items *made = &b->clauses[b->clause_count++];
    *made = (clause_items){.guideline = guideline,
                           .clause = clause,
                           .id = b->catalog->guidelines[guideline].clauses[clause].id};
    return made;
}

static void put_item(builder *b, uint32_t guideline, uint32_t clause,
                     const mds_guideline_item *item)
{
    clause_items *at = clause_of(b, guideline, clause);
    for (size_t i = 0; at != NULL && i < at->count; i++) {
        if (at->items[i].form == item->form && at->items[i].question == item->question) {
            return; /* it named two clauses that have become one */
        }
    }
    if (at != NULL && reserve(b, &at->items, &at->capacity, at->count, sizeof *at->items)) {
        at->items[at->count++] = *item;
    }
}

/* An item is at the clauses of the view's guideline. One of an older edition gets there by the
 * successors of its own clause, or stays at it where none is known. */
static void place_item(builder *b, uint32_t guideline, uint32_t clause,
                       const mds_guideline_item *item)
{
    const mds_later_clause *later = NULL;
    size_t count = 0;
    bool placed = false;
    if (guideline != b->view->guideline) {
        b->status = mds_clauses_later(&later, &count, b->arena, b->catalog, guideline, clause);
    }
    for (size_t i = 0; i < count; i++) {
        if (later[i].guideline == b->view->guideline) {
            put_item(b, later[i].guideline, later[i].clause, item);
            placed = true;
        }
    }
    if (!placed) {
        put_item(b, guideline, clause, item);
    }
}

static void place_question(builder *b, uint32_t number, uint32_t question)
{
    const mds_form *edition = &b->catalog->forms[b->forms[number].form];
    const mds_question *at = &edition->questions[question];
    if (at->kind != MDS_QUESTION_CHOICE || at->clauses.count == 0) {
        return;
    }
    const mds_guideline_item item = item_of(b, number, question);
    for (size_t i = 0; i < at->clauses.count && b->status == MDS_OK; i++) {
        const uint32_t clause =
            mds_guideline_clause(&b->catalog->guidelines[edition->guideline], at->clauses.at[i]);
        if (clause != MDS_NO_ORDINAL) {
            place_item(b, edition->guideline, clause, &item);
        }
    }
}

static void place_items(builder *b)
{
    for (uint32_t i = 0; i < b->view->form_count; i++) {
        const uint32_t form = b->forms[i].form;
        const size_t count = form != MDS_NO_ORDINAL ? b->catalog->forms[form].question_count : 0;
        for (uint32_t q = 0; q < count && b->status == MDS_OK; q++) {
            place_question(b, i, q);
        }
    }
}

/* What was not derived is no question to the manufacturer where another form answers itself. */
static void silence(const builder *b, clause_items *at)
{
    bool own = false;
    for (size_t i = 0; i < at->count; i++) {
        own = own || b->forms[at->items[i].form].derived == NULL;
    }
    for (size_t i = 0; own && i < at->count; i++) {
        mds_guideline_item *item = &at->items[i];
        if (item->says == MDS_ITEM_UNKNOWN && b->forms[item->form].derived != NULL) {
            item->says = MDS_ITEM_SILENT;
        }
    }
}

static bool is_there(mds_item_says says)
{
    return says == MDS_ITEM_GIVEN || says == MDS_ITEM_APPLIES;
}

static bool is_lacking(mds_item_says says)
{
    return says == MDS_ITEM_NOT_GIVEN || says == MDS_ITEM_ABSENT || says == MDS_ITEM_NA ||
           says == MDS_ITEM_NA_STATED;
}

/* Bullets below one question are ways of doing one thing. Where the device has one of them, those
 * that it does not have need nothing in their place. */
static void set_ways_aside(const builder *b, clause_items *at)
{
    for (size_t i = 0; i < at->count; i++) {
        mds_guideline_item *item = &at->items[i];
        const mds_form *edition = &b->catalog->forms[b->forms[item->form].form];
        const mds_question *question = &edition->questions[item->question];
        for (size_t k = 0; question->bullet.count > 0 && k < at->count; k++) {
            const mds_question *other = &edition->questions[at->items[k].question];
            const bool sibling = at->items[k].form == item->form && other->bullet.count > 0 &&
                                 other->parent == question->parent;
            if (sibling && is_lacking(item->says) && is_there(at->items[k].says)) {
                item->says = MDS_ITEM_LACKED;
            }
        }
    }
}

static bool is_qualified(const clause_items *at)
{
    size_t i = 0;
    while (i < at->count && !(at->items[i].says == MDS_ITEM_GIVEN && at->items[i].flagged)) {
        i++;
    }
    return i < at->count;
}

static mds_clause_state state_of(const clause_items *at)
{
    size_t n[MDS_ITEM_SAYS__COUNT] = {0};
    for (size_t i = 0; i < at->count; i++) {
        n[at->items[i].says]++;
    }
    if (n[MDS_ITEM_GIVEN] > 0) {
        const size_t differ =
            n[MDS_ITEM_NOT_GIVEN] + n[MDS_ITEM_NA] + n[MDS_ITEM_NA_STATED] + n[MDS_ITEM_UNKNOWN];
        return differ > 0         ? MDS_CLAUSE_PARTLY
               : is_qualified(at) ? MDS_CLAUSE_REMARK
                                  : MDS_CLAUSE_TECHNICAL;
    }
    if (n[MDS_ITEM_UNKNOWN] > 0) {
        return MDS_CLAUSE_UNKNOWN;
    }
    if (n[MDS_ITEM_NOT_GIVEN] > 0) {
        return MDS_CLAUSE_ORGANISATIONAL;
    }
    return n[MDS_ITEM_APPLIES] > 0 ? MDS_CLAUSE_AGREE : MDS_CLAUSE_NOT_APPLICABLE;
}

static const mds_text *text_of(const mds_clause *clause)
{
    return clause->organisational.in[MDS_LANG_EN][0] != '\0' ? &clause->organisational : NULL;
}

static const mds_clause *clause_at(const builder *b, uint32_t guideline, uint32_t clause)
{
    return &b->catalog->guidelines[guideline].clauses[clause];
}

/* Whether \p clause went into the row's. */
static bool leads_to(builder *b, uint32_t guideline, uint32_t clause, const mds_guideline_row *row)
{
    const mds_later_clause *later = NULL;
    size_t count = 0;
    b->status = mds_clauses_later(&later, &count, b->arena, b->catalog, guideline, clause);
    for (size_t i = 0; i < count; i++) {
        if (later[i].guideline == row->guideline && later[i].clause == row->clause) {
            return true;
        }
    }
    return false;
}

/* The text of the newest clause that went into the row's. */
static const mds_text *text_before(builder *b, const mds_guideline_row *row)
{
    for (uint32_t g = (uint32_t)b->catalog->guideline_count; g-- > 0;) {
        const size_t count = b->catalog->guidelines[g].clause_count;
        for (uint32_t c = 0; c < count && b->status == MDS_OK; c++) {
            const mds_text *text = text_of(clause_at(b, g, c));
            if (text != NULL && leads_to(b, g, c, row)) {
                return text;
            }
        }
    }
    return NULL;
}

/* What the hospital can do does not change with the edition: the text may be at a later or at an
 * earlier clause of the same matter. */
static const mds_text *organisational_of(builder *b, const mds_guideline_row *row)
{
    const mds_text *text = text_of(clause_at(b, row->guideline, row->clause));
    for (size_t i = 0; text == NULL && i < row->later_count; i++) {
        text = text_of(clause_at(b, row->later[i].guideline, row->later[i].clause));
    }
    return text != NULL ? text : text_before(b, row);
}

/* The newest guideline first, which is the view's; a clause by its number. */
static int compare_clauses(const void *a, const void *b)
{
    const clause_items *x = a;
    const clause_items *y = b;
    if (x->guideline != y->guideline) {
        return x->guideline > y->guideline ? -1 : 1;
    }
    return mds_clauses_compare(x->id, y->id);
}

static void make_rows(builder *b)
{
    mds_guideline_row *rows = mds_arena_alloc(b->arena, b->clause_count + 1, sizeof *rows);
    if (rows == NULL) {
        b->status = mds_arena_status(b->arena);
        return;
    }
    if (b->clause_count > 1) {
        qsort(b->clauses, b->clause_count, sizeof *b->clauses, compare_clauses);
    }
    for (size_t i = 0; i < b->clause_count && b->status == MDS_OK; i++) {
        clause_items *at = &b->clauses[i];
        silence(b, at);
        set_ways_aside(b, at);
        rows[i] = (mds_guideline_row){.guideline = at->guideline,
                                      .clause = at->clause,
                                      .state = state_of(at),
                                      .items = at->items,
                                      .item_count = at->count};
        b->status = mds_clauses_later(&rows[i].later, &rows[i].later_count, b->arena, b->catalog,
                                      at->guideline, at->clause);
        if (b->status == MDS_OK) {
            rows[i].organisational = organisational_of(b, &rows[i]);
        }
        b->view->state_count[rows[i].state]++;
    }
    b->view->rows = rows;
    b->view->row_count = b->clause_count;
}

static bool is_usable(const mds_catalog *catalog, const mds_disclosure *const *disclosures,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (disclosures[i]->form >= catalog->form_count) {
            return false;
        }
    }
    return true;
}

static mds_status check_findings(builder *b, const mds_disclosure *const *disclosures, size_t count)
{
    mds_diags *findings = mds_diags_new(b->arena, MOST_FINDINGS);
    if (findings == NULL) {
        return mds_arena_status(b->arena);
    }
    b->view->findings = findings;
    const mds_status status =
        mds_consistency_check(b->arena, b->catalog, disclosures, count, findings);
    /* A finding is lost for want of memory, or because there are too many. */
    const bool lost = mds_diags_omitted(findings) > 0 && mds_diags_count(findings) < MOST_FINDINGS;
    return status == MDS_OK && lost ? MDS_ENOMEM : status;
}

mds_status mds_guideline_view_build(const mds_guideline_view **out, mds_arena *arena,
                                    const mds_catalog *catalog,
                                    const mds_disclosure *const *disclosures, size_t count,
                                    mds_diags *diags)
{
    if (!is_usable(catalog, disclosures, count)) {
        return MDS_EINVAL;
    }
    builder b = {.arena = arena, .catalog = catalog, .diags = diags};
    b.view = mds_arena_alloc(arena, 1, sizeof *b.view);
    b.forms = mds_arena_alloc(arena, count + 1, sizeof *b.forms);
    if (b.view == NULL || b.forms == NULL) {
        return mds_arena_status(arena);
    }
    b.view->catalog = catalog;
    b.view->forms = b.forms;
    add_forms(&b, disclosures, count);
    if (b.status == MDS_OK && b.view->guideline == MDS_NO_ORDINAL) {
        mds_diag_add(diags, MDS_D_GUIDELINE_NONE, count > 0 ? disclosures[0]->file : NULL, NULL,
                     NULL);
        return MDS_EFORMAT;
    }
    if (b.status == MDS_OK) {
        add_flags(&b);
        place_items(&b);
    }
    if (b.status == MDS_OK) {
        make_rows(&b);
    }
    if (b.status == MDS_OK) {
        b.status = check_findings(&b, disclosures, count);
    }
    if (b.status == MDS_OK) {
        *out = b.view;
    }
    return b.status;
}
