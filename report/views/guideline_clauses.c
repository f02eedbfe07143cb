/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guideline view's main table: a row a clause, the forms side by side. */
#include "guideline_parts.h"

#include <string.h>

enum { LIST_LIMIT = 1 << 20 };

/* clang-format off */
enum { COL_CLAUSE, COL_TITLE, COL_LATER, COL_STATE, COL_ANSWERS };
enum { AFTER_FOLLOWS, AFTER_ORGANISATIONAL, AFTER_WORDS, AFTER_COUNT };

static const mds_column_spec before[] = {
    {"clause", 9, false}, {"clause_title", 22, true}, {"clause_later", 24, true},
    {"clause_state", 13, true}};
static const mds_column_spec answers = {"clause_answers", 32, true};
static const mds_column_spec after[AFTER_COUNT] = {
    {"clause_follows", 30, true}, {"clause_organisational", 29, true},
    {"clause_words", 14, true}};
/* clang-format on */

static const mds_cell_mark state_marks[MDS_CLAUSE_STATE__COUNT] = {
    [MDS_CLAUSE_TECHNICAL] = MDS_MARK_VERDICT_ACCEPTABLE,
    [MDS_CLAUSE_REMARK] = MDS_MARK_NOTICE,
    [MDS_CLAUSE_PARTLY] = MDS_MARK_VERDICT_REDUCE,
    [MDS_CLAUSE_ORGANISATIONAL] = MDS_MARK_VERDICT_REDUCE,
    [MDS_CLAUSE_AGREE] = MDS_MARK_VERDICT_REDUCE,
    [MDS_CLAUSE_NOT_APPLICABLE] = MDS_MARK_NONE,
    [MDS_CLAUSE_UNKNOWN] = MDS_MARK_NOTICE,
};

static const char *const says_keys[MDS_ITEM_SAYS__COUNT] = {
    [MDS_ITEM_GIVEN] = "guideline.follows.given",
    [MDS_ITEM_NOT_GIVEN] = "guideline.follows.not_given",
    [MDS_ITEM_APPLIES] = "guideline.follows.applies",
    [MDS_ITEM_ABSENT] = "guideline.follows.absent",
    [MDS_ITEM_NA] = "guideline.follows.na",
    [MDS_ITEM_NA_STATED] = "guideline.follows.na_stated",
    [MDS_ITEM_LACKED] = "guideline.follows.lacked",
    [MDS_ITEM_NOT_ASKED] = "guideline.follows.not_asked",
    [MDS_ITEM_UNKNOWN] = "guideline.follows.unknown",
    [MDS_ITEM_SILENT] = NULL,
};

const mds_form *mds_guideline__edition(const mds_guideline_words *w, uint32_t form)
{
    return &w->view->catalog->forms[w->view->forms[form].form];
}

const char *mds_guideline__taken(mds_guideline_words *w, mds_strbuf *buf)
{
    const char *text = mds_reg__copy(&w->r, buf);
    mds_strbuf_finish(buf);
    return text;
}

void mds_guideline__new_line(mds_strbuf *out)
{
    if (out->n > 0) {
        mds_strbuf_putc(out, '\n');
    }
}

/* "Yes [Sheet1!D22], remark: ..." */
static void append_own(mds_guideline_words *w, mds_strbuf *out, const mds_disclosure *disclosure,
                       uint32_t question)
{
    const mds_form *form = &w->view->catalog->forms[disclosure->form];
    const bool held = question < disclosure->answer_count;
    const mds_answer_state state = held ? disclosure->answers[question].state : MDS_ANSWER_MISSING;
    mds_strbuf_puts(out, mds_words__answer(&w->r, form, question, state));
    if (held && disclosure->answers[question].where[0] != '\0') {
        mds_strbuf_printf(out, " [%s]", disclosure->answers[question].where);
    }
    if (held && disclosure->answers[question].note[0] != '\0') {
        mds_proof__append_note(&w->r, out, form, disclosure->answers[question].note);
    }
}

/* The answers of the other edition that an item's answer was concluded from. */
static void append_sources(mds_guideline_words *w, mds_strbuf *out,
                           const mds_translation_result *derived, uint32_t question)
{
    const mds_translated *at = &derived->at[question];
    const mds_form *from = &w->view->catalog->forms[derived->source->form];
    for (size_t i = 0; i < at->step_count && at->steps[i].kind == MDS_STEP_CONCLUDES; i++) {
        for (size_t k = 0; k < at->steps[i].source_count; k++) {
            const uint32_t source = at->steps[i].sources[k];
            mds_strbuf_printf(out, "%s%s = ", i + k > 0 ? " / " : "",
                              mds_words__item(&w->r, from, source));
            append_own(w, out, derived->source, source);
        }
        return; /* one reason is enough here; the table of proofs has them all */
    }
}

static void append_derived(mds_guideline_words *w, mds_strbuf *out, const mds_guideline_item *item)
{
    const mds_translation_result *derived = w->view->forms[item->form].derived;
    const mds_translated *at = &derived->at[item->question];
    if (at->state != MDS_TRANSLATED_ENTAILED) {
        mds_strbuf_puts(out, mds_reg__text(&w->r, "guideline.not_derived"));
        return;
    }
    mds_strbuf sources;
    mds_strbuf_init(&sources, LIST_LIMIT);
    append_sources(w, &sources, derived, item->question);
    mds_reg__append(
        &w->r, out, "guideline.derived",
        mds_words__answer(&w->r, mds_guideline__edition(w, item->form), item->question, at->answer),
        sources.p, NULL);
    mds_reg__drop(&w->r, &sources);
}

static const char *item_name(mds_guideline_words *w, const mds_guideline_item *item)
{
    return mds_words__item(&w->r, mds_guideline__edition(w, item->form), item->question);
}

/* One form's answers to a clause, a line an item. */
static const char *answers_of(mds_guideline_words *w, const mds_guideline_row *row, uint32_t form)
{
    mds_strbuf list;
    mds_strbuf_init(&list, LIST_LIMIT);
    for (size_t i = 0; i < row->item_count; i++) {
        const mds_guideline_item *item = &row->items[i];
        if (item->form != form) {
            continue;
        }
        mds_guideline__new_line(&list);
        mds_strbuf_printf(&list, "%s: ", item_name(w, item));
        if (w->view->forms[form].derived != NULL) {
            append_derived(w, &list, item);
        } else {
            append_own(w, &list, w->view->forms[form].disclosure, item->question);
        }
    }
    return mds_guideline__taken(w, &list);
}

/* The items from which the same follows; one that two forms share occurs once. */
static void append_ids(mds_guideline_words *w, mds_strbuf *out, const mds_guideline_row *row,
                       const char *key)
{
    for (size_t i = 0; i < row->item_count; i++) {
        const char *name = item_name(w, &row->items[i]);
        bool again = false;
        for (size_t k = 0; k < i; k++) {
            again = again || (says_keys[row->items[k].says] == key &&
                              strcmp(item_name(w, &row->items[k]), name) == 0);
        }
        if (says_keys[row->items[i].says] == key && !again) {
            mds_strbuf_printf(out, "%s%s", out->n > 0 ? ", " : "", name);
        }
    }
}

static void append_follows(mds_guideline_words *w, mds_strbuf *out, const mds_guideline_row *row,
                           const char *key)
{
    mds_strbuf ids;
    mds_strbuf_init(&ids, LIST_LIMIT);
    append_ids(w, &ids, row, key);
    if (ids.n > 0) {
        mds_guideline__new_line(out);
        mds_reg__append(&w->r, out, key, ids.p, NULL);
    }
    mds_reg__drop(&w->r, &ids);
}

static const char *follows(mds_guideline_words *w, const mds_guideline_row *row)
{
    mds_strbuf list;
    mds_strbuf_init(&list, LIST_LIMIT);
    for (int says = 0; says < MDS_ITEM_SILENT; says++) {
        append_follows(w, &list, row, says_keys[says]);
    }
    return mds_guideline__taken(w, &list);
}

/* Where the device gives all of it and no remark takes it back, nothing is proposed. */
static const char *organisational(mds_guideline_words *w, const mds_guideline_row *row)
{
    bool flagged = false;
    for (size_t i = 0; i < row->item_count; i++) {
        flagged = flagged || row->items[i].flagged;
    }
    if (row->state == MDS_CLAUSE_TECHNICAL && !flagged) {
        return "";
    }
    return row->organisational != NULL ? mds_reg__in(&w->r, row->organisational)
                                       : mds_reg__text(&w->r, "guideline.no_organisational");
}

static bool is_source(const mds_translated *at, uint32_t question)
{
    for (size_t i = 0; i < at->step_count; i++) {
        for (size_t k = 0; at->steps[i].kind == MDS_STEP_CONCLUDES && k < at->steps[i].source_count;
             k++) {
            if (at->steps[i].sources[k] == question) {
                return true;
            }
        }
    }
    return false;
}

/* "4.3.1: option", each flag of the item, one a line. */
static void append_flags(mds_guideline_words *w, mds_strbuf *out, const mds_guideline_item *item)
{
    const mds_guideline_form *form = &w->view->forms[item->form];
    const mds_form *own = &w->view->catalog->forms[form->disclosure->form];
    for (size_t i = 0; i < w->view->flag_count; i++) {
        const mds_guideline_flag *flag = &w->view->flags[i];
        const bool about = form->derived != NULL
                               ? is_source(&form->derived->at[item->question], flag->question)
                               : flag->question == item->question;
        if (flag->form == item->form && about) {
            mds_guideline__new_line(out);
            mds_reg__append(&w->r, out, "guideline.flag",
                            mds_words__item(&w->r, own, flag->question), flag->word,
                            mds_reg__in(&w->r, &flag->mark->title), NULL);
        }
    }
}

static const char *words_of(mds_guideline_words *w, const mds_guideline_row *row)
{
    mds_strbuf list;
    mds_strbuf_init(&list, LIST_LIMIT);
    for (size_t i = 0; i < row->item_count; i++) {
        if (row->items[i].flagged) {
            append_flags(w, &list, &row->items[i]);
        }
    }
    return mds_guideline__taken(w, &list);
}

static const char *later_of(mds_guideline_words *w, const mds_guideline_row *row)
{
    mds_strbuf list;
    mds_strbuf_init(&list, LIST_LIMIT);
    mds_clauses__append_later(&w->r, &list, row->later, row->later_count, "\n");
    if (row->later_count == 0) {
        mds_strbuf_puts(&list, mds_reg__text(&w->r, "guideline.later_unknown"));
    }
    return mds_guideline__taken(w, &list);
}

static const char *clause_name(mds_guideline_words *w, const mds_guideline_row *row)
{
    const mds_clause *clause = &w->view->catalog->guidelines[row->guideline].clauses[row->clause];
    if (row->guideline == w->view->guideline) {
        return mds_reg__in(&w->r, &clause->label);
    }
    mds_strbuf name; /* of an older edition, whose clause nobody has placed in the newer one */
    mds_strbuf_init(&name, LIST_LIMIT);
    mds_clauses__append(&w->r, &name, row->guideline, row->clause);
    return mds_guideline__taken(w, &name);
}

/* A form that reaches no clause has nothing to show beside the others. */
static bool has_column(const mds_guideline_words *w, size_t form)
{
    return w->view->forms[form].form != MDS_NO_ORDINAL;
}

static void put_row(mds_guideline_words *w, mds_table_builder *b, const mds_guideline_row *row)
{
    const mds_clause *clause = &w->view->catalog->guidelines[row->guideline].clauses[row->clause];
    size_t rest = COL_ANSWERS;
    mds_table__text(b, COL_CLAUSE, clause_name(w, row));
    mds_table__text(b, COL_TITLE, mds_reg__in(&w->r, &clause->title));
    mds_table__text(b, COL_LATER, later_of(w, row));
    mds_table__marked(b, COL_STATE,
                      mds_reg__named(&w->r, "guideline.state", mds_clause_state_name(row->state)),
                      state_marks[row->state]);
    for (uint32_t i = 0; i < w->view->form_count; i++) {
        if (has_column(w, i)) {
            mds_table__text(b, rest++, answers_of(w, row, i));
        }
    }
    mds_table__text(b, rest + AFTER_FOLLOWS, follows(w, row));
    mds_table__text(b, rest + AFTER_ORGANISATIONAL, organisational(w, row));
    const char *words = words_of(w, row);
    mds_table__marked(b, rest + AFTER_WORDS, words,
                      words[0] != '\0' ? MDS_MARK_NOTICE : MDS_MARK_NONE);
}

/* "clause_answers", "clause_answers_2", ...: a column a form. */
static const char *column_id(mds_guideline_words *w, size_t number)
{
    mds_strbuf id;
    mds_strbuf_init(&id, LIST_LIMIT);
    mds_strbuf_puts(&id, answers.id);
    if (number > 1) {
        mds_strbuf_printf(&id, "_%zu", number);
    }
    return mds_guideline__taken(w, &id);
}

static const char *column_title(mds_guideline_words *w, const mds_guideline_form *form)
{
    const char *key = form->derived != NULL ? "guideline.answers_derived" : "guideline.answers_of";
    return mds_reg__format(&w->r, key, mds_words__edition(&w->r, form->disclosure->form),
                           mds_words__file(form->disclosure->file), NULL);
}

static void begin(mds_guideline_words *w, mds_table_builder *b)
{
    const size_t most = COL_ANSWERS + w->view->form_count + AFTER_COUNT;
    mds_column_spec *columns = mds_arena_alloc(w->r.arena, most, sizeof *columns);
    size_t count = COL_ANSWERS;
    if (columns == NULL) {
        w->r.status = mds_arena_status(w->r.arena);
        *b = (mds_table_builder){.r = &w->r, .table = {.id = "", .title = ""}};
        return;
    }
    memcpy(columns, before, sizeof before);
    for (size_t i = 0; i < w->view->form_count; i++) {
        if (has_column(w, i)) {
            columns[count] = answers;
            columns[count].id = column_id(w, count - COL_ANSWERS + 1);
            count++;
        }
    }
    memcpy(columns + count, after, sizeof after);
    mds_table__init(b, &w->r, "guideline", columns, count + AFTER_COUNT);
    count = COL_ANSWERS;
    for (size_t i = 0; i < w->view->form_count; i++) {
        if (has_column(w, i)) {
            mds_table__rename(b, count++, column_title(w, &w->view->forms[i]));
        }
    }
}

void mds_guideline__clauses(mds_guideline_words *w, mds_table *out)
{
    mds_table_builder b;
    begin(w, &b);
    for (size_t i = 0; i < w->view->row_count && mds_table__row(&b); i++) {
        put_row(w, &b, &w->view->rows[i]);
    }
    mds_table__finish(&b, out);
}
