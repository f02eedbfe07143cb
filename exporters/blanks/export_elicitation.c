/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions to experts as a form: a row a question, three cells to fill in. */
#include "blank_sheet.h"

#include <mdsrisk/elicitation.h>
#include <mdsrisk/export_elicitation.h>
#include <stdio.h>

enum { ID, QUESTION, UNIT, FIRST, REMARK = FIRST + MDS_QUANTILES, COLUMNS };
enum { ROW_TITLE, ROW_INTRO, ROW_EXPERT, ROW_HEADING, ROW_FIRST };
enum { QUESTION_WIDTH = 62, INTRO_COLUMNS = 130 };
static const char *const names[COLUMNS] = {"id", "question", "unit", "q5", "q50", "q95", "remark"};
static const double widths[COLUMNS] = {26, QUESTION_WIDTH, 24, 10, 10, 10, 28};

typedef struct form {
    const mds_catalog *catalog;
    mds_lang lang;
    int32_t as_of;
} form;

static const char *say(const form *f, const char *prefix, const char *id)
{
    char key[64];

    (void)snprintf(key, sizeof key, "elicitation.%s.%s", prefix, id);
    return mds_catalog_text(f->catalog, f->lang, key);
}

static void put_question(const mds_blank *blank, const form *f, size_t row,
                         const mds_expert_question *question)
{
    const char *text = question->question.in[f->lang];

    mds_blank__put(blank, row, ID, question->id, blank->path);
    mds_blank__put(blank, row, QUESTION, text, blank->label);
    mds_blank__put(blank, row, UNIT, question->unit.in[f->lang], blank->note);
    for (size_t c = FIRST; c < COLUMNS; c++) {
        mds_blank__put(blank, row, c, "", blank->answer);
    }
    mds_blank__height(blank, row, text, QUESTION_WIDTH);
}

/* A number above 0, or any number: what else is wrong, the reader says. */
static void check_numbers(const mds_blank *blank, size_t last)
{
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_DECIMAL,
                                .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
                                .value_number = 0,
                                .ignore_blank = LXW_VALIDATION_ON,
                                .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};

    mds_book__note(blank->book,
                   worksheet_data_validation_range(blank->sheet, ROW_FIRST, FIRST, (lxw_row_t)last,
                                                   REMARK - 1, &rule));
}

static void put_head(const mds_blank *blank, const form *f)
{
    const char *intro = say(f, "form", "intro");

    mds_book__text(blank->book, blank->sheet, ROW_TITLE, 0, say(f, "form", "title"), blank->title);
    mds_book__note(blank->book, worksheet_merge_range(blank->sheet, ROW_INTRO, 0, ROW_INTRO,
                                                      COLUMNS - 1, "", blank->label));
    mds_book__text(blank->book, blank->sheet, ROW_INTRO, 0, intro, blank->label);
    mds_blank__height(blank, ROW_INTRO, intro, INTRO_COLUMNS);
    mds_blank__put(blank, ROW_EXPERT, 0, say(f, "column", "expert"), blank->label);
    mds_blank__put(blank, ROW_EXPERT, 1, "", blank->answer);
    for (size_t c = 0; c < COLUMNS; c++) {
        mds_book__note(blank->book, worksheet_set_column(blank->sheet, (lxw_col_t)c, (lxw_col_t)c,
                                                         widths[c], NULL));
        mds_blank__put(blank, ROW_HEADING, c, say(f, "column", names[c]), blank->heading);
    }
}

static void fill(mds_book *book, const void *payload)
{
    const form *f = payload;
    mds_blank blank;
    size_t row = ROW_FIRST;

    if (!mds_blank__init(&blank, book)) {
        return;
    }
    /* numbers, where the other forms take words */
    format_set_num_format(blank.answer, "General");
    blank.sheet = mds_book__sheet(book, say(f, "form", "sheet"));
    if (blank.sheet == NULL) {
        return;
    }
    put_head(&blank, f);
    for (unsigned asks = 0; asks < MDS_ASKED__COUNT; asks++) {
        const char *part = say(f, "form", mds_asked_name((mds_asked)asks));
        mds_blank__put(&blank, row++, 1, part, blank.title);
        for (size_t q = 0; q < f->catalog->expert_question_count; q++) {
            if (f->catalog->expert_questions[q].asks == (mds_asked)asks) {
                put_question(&blank, f, row++, &f->catalog->expert_questions[q]);
            }
        }
    }
    check_numbers(&blank, row - 1);
    worksheet_freeze_panes(blank.sheet, ROW_FIRST, 0);
    mds_blank__page(&blank);
    mds_book__note(book, worksheet_repeat_rows(blank.sheet, ROW_HEADING, ROW_HEADING));
}

static void end_row(mds_strbuf *out, size_t empty)
{
    while (empty-- > 0) {
        mds_strbuf_putc(out, ',');
    }
    mds_strbuf_puts(out, "\r\n");
}

static mds_status write_csv(const form *f, const char *path, mds_diags *diags)
{
    mds_strbuf text;

    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    mds_strbuf_puts(&text, "\xEF\xBB\xBF");
    mds_export__csv_text(&text, say(f, "column", "expert"));
    end_row(&text, COLUMNS - 1);
    for (size_t c = 0; c < COLUMNS; c++) {
        mds_strbuf_puts(&text, c > 0 ? "," : "");
        mds_export__csv_text(&text, say(f, "column", names[c]));
    }
    end_row(&text, 0);
    for (size_t q = 0; q < f->catalog->expert_question_count; q++) {
        const mds_expert_question *question = &f->catalog->expert_questions[q];
        mds_export__csv_text(&text, question->id);
        mds_strbuf_putc(&text, ',');
        mds_export__csv_text(&text, question->question.in[f->lang]);
        mds_strbuf_putc(&text, ',');
        mds_export__csv_text(&text, question->unit.in[f->lang]);
        end_row(&text, COLUMNS - FIRST);
    }
    return mds_export__write(&text, path, diags);
}

mds_status mds_export_elicitation_form(const char *path, const mds_catalog *catalog,
                                       mds_export_format format, int32_t as_of, mds_lang lang,
                                       mds_diags *diags)
{
    const form f = {.catalog = catalog, .lang = lang, .as_of = as_of};

    if (format == MDS_EXPORT_XLSX) {
        return mds_book__write(path, lang, as_of, fill, &f, diags);
    }
    return format == MDS_EXPORT_CSV ? write_csv(&f, path, diags) : MDS_EINVAL;
}
