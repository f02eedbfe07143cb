/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An empty form to type into, or one that holds answers: a row a question, its answers in a list,
 * as the recogniser reads them back. */
#include "blank_sheet.h"
#include <mdsrisk/export_form.h>

#include <stdio.h>
#include <string.h>

enum {
    COL_ID,
    COL_QUESTION,
    COL_ANSWER,
    COL_NOTE,
    /* A checklist asks in two rounds, with a target date between. */
    COL_TARGET = COL_NOTE,
    COL_SECOND,
    COL_CHECKLIST_NOTE
};
/* The width of a column counts digits; text of ten points has some more columns in it. */
enum { QUESTION_WIDTH = 62, QUESTION_COLUMNS = 70, WORD_BYTES = 64 };

typedef struct payload {
    const mds_catalog *catalog;
    const mds_form *form;
    const mds_disclosure *answers; /* NULL: it is left empty */
    mds_lang lang;
} payload;

typedef struct sheet {
    mds_blank blank;
    const payload *of;
    bool confirmed; /* a checklist: rounds with dates */
    size_t row;
} sheet;

static const char *text(const sheet *s, const char *key)
{
    return mds_catalog_text(s->of->catalog, s->of->lang, key);
}

static void put(const sheet *s, size_t column, const char *value, lxw_format *format)
{
    mds_blank__put(&s->blank, s->row, column, value, format);
}

/* A line of text alone, across the sheet. */
static void put_line(sheet *s, const char *value, lxw_format *format)
{
    put(s, COL_ID, value, format);
    s->row++;
}

static bool asks_confirmed(const mds_form *form)
{
    for (size_t i = 0; i < form->question_count; i++) {
        if (form->questions[i].answer_set == MDS_ANSWERS_CONFIRMED) {
            return true;
        }
    }
    return false;
}

static size_t note_column(const sheet *s)
{
    return s->confirmed ? COL_CHECKLIST_NOTE : COL_NOTE;
}

static void put_top(sheet *s)
{
    const mds_form *form = s->of->form;

    put_line(s, form->title.in[s->of->lang], NULL);
    put_line(s, form->document, NULL);
    /* A Japanese edition is known by what its title says in Japanese. */
    if (form->guideline != MDS_NO_ORDINAL || s->confirmed) {
        put_line(s, form->name_ja, NULL);
    }
    put_line(s, text(s, s->confirmed ? "blank_form.intro_rounds" : "blank_form.intro"), NULL);
    s->row++;
}

/* The device's fields that are no questions: the label that the form prints, and a place behind
 * it. */
static void put_device(sheet *s)
{
    const mds_form *form = s->of->form;
    size_t count = 0;

    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        const mds_strings *labels = &form->header_labels[i];
        if (labels->count == 0 || form->device_questions[i] != MDS_NO_ORDINAL) {
            continue;
        }
        put(s, COL_QUESTION, labels->at[0], s->blank.label);
        put(s, COL_ANSWER, s->of->answers != NULL ? s->of->answers->device[i] : "",
            i == MDS_DEVICE_DOCUMENT_DATE ? s->blank.date : s->blank.answer);
        s->row++;
        count++;
    }
    s->row += count > 0;
}

/* The words that the edition prints for a question, in a list; another text may stay and is named
 * when it is read. */
static void offer(const sheet *s, size_t column, const mds_question *question)
{
    const mds_form *form = s->of->form;
    const bool applicable = question->answer_set == MDS_ANSWERS_APPLICABLE;
    const mds_label first = applicable ? MDS_LABEL_APPLICABLE : MDS_LABEL_YES;
    const size_t count = question->answer_set == MDS_ANSWERS_YES_NO_NA ? 3 : 2;
    char words[3][WORD_BYTES];
    char *list[4] = {NULL};
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST,
                                .value_list = list,
                                .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};

    for (size_t i = 0; i < count; i++) {
        (void)snprintf(words[i], sizeof words[i], "%s", form->labels[(size_t)first + i]);
        list[i] = words[i];
    }
    mds_book__note(s->blank.book, worksheet_data_validation_cell(s->blank.sheet, (lxw_row_t)s->row,
                                                                 (lxw_col_t)column, &rule));
}

/* The edition's word for an answer; what is no answer as it stands. */
static const char *word_of(const payload *of, uint32_t question)
{
    const mds_answer *answer = &of->answers->answers[question];
    const mds_strings *see_note = &of->form->words[MDS_WORD_SEE_NOTE];

    switch (answer->state) {
    case MDS_ANSWER_YES:
    case MDS_ANSWER_NO:
    case MDS_ANSWER_NA:
        return mds_form_label(of->form, question, answer->state);
    case MDS_ANSWER_SEE_NOTE:
        return see_note->count > 0 ? see_note->at[0] : answer->response;
    case MDS_ANSWER_TEXT:
    case MDS_ANSWER_UNREADABLE:
        return answer->response;
    case MDS_ANSWER_MISSING:
    case MDS_ANSWER_UNANSWERED:
    case MDS_ANSWER_CONFLICT:
    case MDS_ANSWER_STATE__COUNT:
        break;
    }
    return "";
}

/* The note's text where a number refers to it: there is no list of notes on this sheet. */
static const char *note_of(const payload *of, uint32_t question)
{
    const mds_answer *answer = &of->answers->answers[question];

    return answer->note[0] != '\0' ? answer->note : answer->note_cell;
}

static void put_answer(const sheet *s, const mds_question *question)
{
    const bool date = question->kind == MDS_QUESTION_DATE;
    const uint32_t ordinal = (uint32_t)(question - s->of->form->questions);
    const bool holds = s->of->answers != NULL;

    put(s, COL_ANSWER, holds ? word_of(s->of, ordinal) : "",
        date ? s->blank.date : s->blank.answer);
    if (question->kind == MDS_QUESTION_CHOICE) {
        offer(s, COL_ANSWER, question);
    }
    if (s->confirmed) {
        put(s, COL_TARGET, "", s->blank.date);
        put(s, COL_SECOND, "", s->blank.answer);
        offer(s, COL_SECOND, question);
    }
    put(s, note_column(s), holds ? note_of(s->of, ordinal) : "", s->blank.answer);
}

/* What a question is called: a line without a number is found by its first word. */
static void name_question(const sheet *s, mds_strbuf *out, const mds_question *question)
{
    mds_strbuf_clear(out);
    if (question->bullet.count > 0) {
        const char *word =
            question->bullet_name[0] != '\0' ? question->bullet_name : question->bullet.at[0];
        const char *args[] = {word, question->title.in[s->of->lang]};
        mds_strbuf_template(out, text(s, "blank_form.bullet"), args, 2);
    } else {
        mds_strbuf_puts(out, question->title.in[s->of->lang]);
    }
    mds_book__check(s->blank.book, out);
}

static void put_question(sheet *s, mds_strbuf *name, const mds_question *question)
{
    const bool heading = question->kind == MDS_QUESTION_HEADING;

    name_question(s, name, question);
    put(s, COL_ID, question->bullet.count > 0 ? "" : question->id, s->blank.label);
    put(s, COL_QUESTION, name->p, heading ? s->blank.title : s->blank.label);
    if (!heading) {
        put_answer(s, question);
    }
    mds_blank__height(&s->blank, s->row, name->p, QUESTION_COLUMNS);
    s->row++;
}

/* Whether the questions of each section are together, as in MDS2: then it has a title row. A form
 * that follows a guideline has that one's order and no sections. */
static bool has_sections(const mds_form *form)
{
    if (form->guideline != MDS_NO_ORDINAL) {
        return false;
    }
    for (size_t i = 0; i < form->question_count; i++) {
        for (size_t k = 0; i > 0 && k + 1 < i; k++) {
            if (form->questions[k].section == form->questions[i].section &&
                form->questions[i - 1].section != form->questions[i].section) {
                return false;
            }
        }
    }
    return true;
}

static void put_section(sheet *s, uint32_t section)
{
    const char *title = s->of->catalog->capabilities[section].title.in[s->of->lang];

    for (size_t c = COL_ID; c <= note_column(s); c++) {
        put(s, c, c == COL_QUESTION ? title : "", s->blank.title);
    }
    s->row++;
}

static void put_questions(sheet *s)
{
    const mds_form *form = s->of->form;
    const bool sections = has_sections(form);
    mds_strbuf name;

    mds_strbuf_init(&name, 1 << 14);
    for (size_t i = 0; i < form->question_count && s->blank.book->error == LXW_NO_ERROR; i++) {
        const mds_question *question = &form->questions[i];
        if (sections && (i == 0 || question->section != question[-1].section)) {
            put_section(s, question->section);
        }
        put_question(s, &name, question);
    }
    mds_strbuf_finish(&name);
}

/* Headings in the words that the edition's own columns have. */
static void put_headings(sheet *s)
{
    static const struct {
        const char *key;
        double width;
    } answers[] = {{"blank_form.column.id", 11},
                   {"blank_form.column.question", QUESTION_WIDTH},
                   {"blank_form.column.answer", 14},
                   {"blank_form.column.note", 44}},
      rounds[] = {{"blank_form.column.id", 11},     {"blank_form.column.question", QUESTION_WIDTH},
                  {"blank_form.column.first", 14},  {"blank_form.column.target", 14},
                  {"blank_form.column.second", 14}, {"blank_form.column.note", 44}};

    for (size_t c = COL_ID; c <= note_column(s); c++) {
        const double width = s->confirmed ? rounds[c].width : answers[c].width;
        mds_book__note(s->blank.book, worksheet_set_column(s->blank.sheet, (lxw_col_t)c,
                                                           (lxw_col_t)c, width, NULL));
        put(s, c, text(s, s->confirmed ? rounds[c].key : answers[c].key), s->blank.heading);
    }
    s->row++;
}

static void fill(mds_book *book, const void *data)
{
    const payload *of = data;
    sheet s = {.of = of, .confirmed = asks_confirmed(of->form)};

    if (!mds_blank__init(&s.blank, book)) {
        return;
    }
    s.blank.sheet = mds_book__sheet(book, text(&s, "blank_form.sheet"));
    if (s.blank.sheet == NULL) {
        return;
    }
    put_top(&s);
    put_device(&s);
    put_headings(&s);
    const lxw_row_t first = (lxw_row_t)s.row;
    put_questions(&s);
    worksheet_freeze_panes(s.blank.sheet, first, COL_ANSWER);
    mds_blank__page(&s.blank);
    mds_book__note(book, worksheet_repeat_rows(s.blank.sheet, first - 1, first - 1));
    mds_book__note(book, worksheet_set_footer(s.blank.sheet, "&R&P / &N"));
}

bool mds_form_is_writable(const mds_catalog *catalog, uint32_t form)
{
    return form < catalog->form_count && catalog->forms[form].completeness != MDS_TOPICS &&
           catalog->forms[form].question_count > 0;
}

static mds_status write_form(const char *path, const payload *of, int32_t as_of, mds_diags *diags)
{
    return mds_book__write(path, of->lang, as_of, fill, of, diags);
}

mds_status mds_export_blank_form(const char *path, const mds_catalog *catalog, uint32_t form,
                                 int32_t as_of, mds_lang lang, mds_diags *diags)
{
    if (!mds_form_is_writable(catalog, form)) {
        return MDS_EINVAL;
    }
    const payload data = {.catalog = catalog, .form = &catalog->forms[form], .lang = lang};
    return write_form(path, &data, as_of, diags);
}

mds_status mds_export_form(const char *path, const mds_catalog *catalog,
                           const mds_disclosure *answers, int32_t as_of, mds_lang lang,
                           mds_diags *diags)
{
    if (!mds_form_is_writable(catalog, answers->form)) {
        return MDS_EINVAL;
    }
    const payload data = {.catalog = catalog,
                          .form = &catalog->forms[answers->form],
                          .answers = answers,
                          .lang = lang};
    return write_form(path, &data, as_of, diags);
}
