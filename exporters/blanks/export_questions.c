/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/export_questions.h>

#include "base/text_width.h"
#include "workbook.h"
#include <string.h>

enum { HEADER_ROW = 3, POINTS_A_LINE = 14, MOST_LINES = 28, MOST_WORDS = 8, WORD_BYTES = 64 };

typedef struct sheet {
    mds_book *book;
    const mds_worksheet *in;
    lxw_worksheet *page;
    lxw_format *plain, *header, *title, *field;
} sheet;

static bool make_formats(sheet *s)
{
    s->plain = mds_book__format(s->book);
    s->header = mds_book__format(s->book);
    s->title = mds_book__format(s->book);
    s->field = mds_book__format(s->book);
    if (s->book->error != LXW_NO_ERROR) {
        return false;
    }
    format_set_text_wrap(s->plain);
    mds_book__heading(s->header);
    format_set_bold(s->title);
    /* What is to be filled in stands out. */
    format_set_text_wrap(s->field);
    format_set_bg_color(s->field, 0xFFF8DC);
    format_set_border(s->field, LXW_BORDER_THIN);
    return true;
}

static const char *say(const sheet *s, const char *key)
{
    return mds_catalog_text(s->in->catalog, s->in->lang, key);
}

/* A choice of the words that the importer knows. */
static void offer_words(sheet *s)
{
    char words[MOST_WORDS][WORD_BYTES];
    char *list[MOST_WORDS + 1] = {NULL};
    const mds_table *table = s->in->table;
    const char *at = s->in->words;
    size_t count = 0;
    while (*at != '\0' && count < MOST_WORDS) {
        const size_t n = strcspn(at, ",");
        const size_t kept = n < WORD_BYTES ? n : WORD_BYTES - 1;
        memcpy(words[count], at, kept);
        words[count][kept] = '\0';
        list[count] = words[count];
        count++;
        at += n + (at[n] == ',');
    }
    lxw_data_validation choice = {.validate = LXW_VALIDATION_TYPE_LIST,
                                  .value_list = list,
                                  .ignore_blank = LXW_VALIDATION_ON,
                                  .dropdown = LXW_VALIDATION_ON,
                                  .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    if (table->row_count > 0) {
        const lxw_col_t column = (lxw_col_t)(table->column_count - 2);
        mds_book__note(s->book, worksheet_data_validation_range(
                                    s->page, HEADER_ROW + 1, column,
                                    (lxw_row_t)(HEADER_ROW + table->row_count), column, &choice));
    }
}

static size_t lines_of(const mds_table *table, const mds_cell *cells)
{
    size_t most = 1;
    for (size_t c = 0; c < table->column_count; c++) {
        const size_t lines = mds_text_lines(cells[c].text, (size_t)(table->columns[c].width * 1.1));
        most = lines > most ? lines : most;
    }
    return most < MOST_LINES ? most : MOST_LINES;
}

static void write_rows(sheet *s)
{
    const mds_table *table = s->in->table;
    for (size_t c = 0; c < table->column_count; c++) {
        const lxw_col_t col = (lxw_col_t)c;
        mds_book__note(s->book,
                       worksheet_set_column(s->page, col, col, table->columns[c].width, NULL));
        mds_book__text(s->book, s->page, HEADER_ROW, c, table->columns[c].title, s->header);
    }
    for (size_t i = 0; i < table->row_count && s->book->error == LXW_NO_ERROR; i++) {
        const mds_cell *cells = &table->cells[i * table->column_count];
        const lxw_row_t row = (lxw_row_t)(HEADER_ROW + 1 + i);
        mds_book__note(
            s->book, worksheet_set_row(s->page, row,
                                       (double)(lines_of(table, cells) * POINTS_A_LINE + 3), NULL));
        for (size_t c = 0; c < table->column_count; c++) {
            if (c + 2 >= table->column_count) {
                mds_book__note(s->book,
                               worksheet_write_blank(s->page, row, (lxw_col_t)c, s->field));
            } else {
                mds_book__text(s->book, s->page, row, c, cells[c].text, s->plain);
            }
        }
    }
}

/* Long enough not to be taken for the id of a question, which a model's name may look like. */
static void write_title(sheet *s)
{
    const char *args[] = {s->in->title};
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_strbuf_template(&text, say(s, "ask.sheet.title"), args, 1);
    mds_book__check(s->book, &text);
    mds_book__text(s->book, s->page, 0, 0, text.p, s->title);
    mds_strbuf_finish(&text);
}

/* Other words than the usual ones are named. */
static void write_intro(sheet *s)
{
    const bool usual = strcmp(s->in->words, say(s, "ask.sheet.words")) == 0;
    const char *args[] = {s->in->words};
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_strbuf_template(&text, say(s, usual ? "ask.sheet.intro" : "ask.sheet.intro_as"), args, 1);
    mds_book__check(s->book, &text);
    mds_book__text(s->book, s->page, 1, 0, text.p, mds_book__format(s->book));
    mds_strbuf_finish(&text);
}

static void fill(mds_book *book, const void *payload)
{
    sheet s = {.book = book, .in = payload};
    s.page = mds_book__sheet(book, s.in->table->title);
    if (s.page == NULL || !make_formats(&s)) {
        return;
    }
    worksheet_set_landscape(s.page);
    worksheet_set_paper(s.page, MDS_BOOK_PAPER_A4);
    worksheet_fit_to_pages(s.page, 1, 0);
    mds_book__note(book, worksheet_repeat_rows(s.page, HEADER_ROW, HEADER_ROW));
    worksheet_freeze_panes(s.page, HEADER_ROW + 1, 1);
    write_title(&s);
    write_intro(&s);
    write_rows(&s);
    offer_words(&s);
}

/* Under titles instead of ids: a person fills it in, and an importer finds the columns by them. */
static mds_status write_csv(const mds_worksheet *in, const char *path, mds_diags *diags)
{
    const mds_table *table = in->table;
    mds_strbuf text;
    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    mds_strbuf_puts(&text, "\xEF\xBB\xBF");
    for (size_t c = 0; c < table->column_count; c++) {
        mds_strbuf_puts(&text, c > 0 ? "," : "");
        mds_export__csv_text(&text, table->columns[c].title);
    }
    mds_strbuf_puts(&text, "\r\n");
    for (size_t i = 0; i < table->row_count; i++) {
        for (size_t c = 0; c < table->column_count; c++) {
            mds_strbuf_puts(&text, c > 0 ? "," : "");
            mds_export__csv_text(&text, table->cells[i * table->column_count + c].text);
        }
        mds_strbuf_puts(&text, "\r\n");
    }
    return mds_export__write(&text, path, diags);
}

mds_status mds_export_questions(const mds_worksheet *worksheet, mds_export_format format,
                                const char *path, mds_diags *diags)
{
    switch (format) {
    case MDS_EXPORT_XLSX:
        return mds_book__write(path, worksheet->lang, worksheet->as_of, fill, worksheet, diags);
    case MDS_EXPORT_CSV:
        return write_csv(worksheet, path, diags);
    case MDS_EXPORT_JSON:
    case MDS_EXPORT_HTML:
    case MDS_EXPORT_MD:
    case MDS_EXPORT_DOCX:
    case MDS_EXPORT_FORMAT__COUNT:
        break;
    }
    return MDS_EINVAL;
}
