/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/export_questions.h>

#include "base/file.h"
#include "engine/text_width.h"
#include "export_internal.h"
#include <string.h>
#include <xlsxwriter.h>

enum {
    HEADER_ROW = 3,
    CELL_UNITS = 32767,
    PAPER_A4 = 9,
    SECONDS_A_DAY = 86400,
    POINTS_A_LINE = 14,
    MOST_LINES = 28,
    MOST_WORDS = 8,
    WORD_BYTES = 64
};

typedef struct sheet {
    const mds_worksheet *in;
    lxw_workbook *book;
    lxw_worksheet *page;
    lxw_format *plain, *header, *title, *field;
    mds_strbuf scratch;
    lxw_error error; /* the first one */
} sheet;

static void note(sheet *s, lxw_error error)
{
    if (s->error == LXW_NO_ERROR) {
        s->error = error;
    }
}

static lxw_format *new_format(sheet *s)
{
    lxw_format *format = workbook_add_format(s->book);
    if (format == NULL) {
        note(s, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(format, s->in->lang == MDS_LANG_JA ? "Yu Gothic" : "Calibri");
    format_set_font_size(format, 10);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static bool make_formats(sheet *s)
{
    s->plain = new_format(s);
    s->header = new_format(s);
    s->title = new_format(s);
    s->field = new_format(s);
    if (s->plain == NULL || s->header == NULL || s->title == NULL || s->field == NULL) {
        return false;
    }
    format_set_text_wrap(s->plain);
    format_set_bold(s->header);
    format_set_text_wrap(s->header);
    format_set_bg_color(s->header, 0x2F4A63);
    format_set_font_color(s->header, LXW_COLOR_WHITE);
    format_set_bold(s->title);
    /* What is to be filled in stands out. */
    format_set_text_wrap(s->field);
    format_set_bg_color(s->field, 0xFFF8DC);
    format_set_border(s->field, LXW_BORDER_THIN);
    return true;
}

static void write_text(sheet *s, lxw_row_t row, size_t column, const char *text, lxw_format *format)
{
    const char *safe = mds_export__cell_text(&s->scratch, text, CELL_UNITS);
    note(s, worksheet_write_string(s->page, row, (lxw_col_t)column, safe, format));
}

static const char *say(const sheet *s, const char *key)
{
    return mds_catalog_text(s->in->catalog, s->in->lang, key);
}

/* A choice of the words that the importer knows: "Yes,No,N/A,See note". */
static void offer_words(sheet *s)
{
    char words[MOST_WORDS][WORD_BYTES];
    char *list[MOST_WORDS + 1] = {NULL};
    const mds_table *table = s->in->table;
    const char *at = say(s, "ask.sheet.words");
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
        note(s, worksheet_data_validation_range(s->page, HEADER_ROW + 1, column,
                                                (lxw_row_t)(HEADER_ROW + table->row_count), column,
                                                &choice));
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
        note(s, worksheet_set_column(s->page, col, col, table->columns[c].width, NULL));
        write_text(s, HEADER_ROW, c, table->columns[c].title, s->header);
    }
    for (size_t i = 0; i < table->row_count && s->error == LXW_NO_ERROR; i++) {
        const mds_cell *cells = &table->cells[i * table->column_count];
        const lxw_row_t row = (lxw_row_t)(HEADER_ROW + 1 + i);
        note(s, worksheet_set_row(s->page, row,
                                  (double)(lines_of(table, cells) * POINTS_A_LINE + 3), NULL));
        for (size_t c = 0; c < table->column_count; c++) {
            if (c + 2 >= table->column_count) {
                note(s, worksheet_write_blank(s->page, row, (lxw_col_t)c, s->field));
            } else {
                write_text(s, row, c, cells[c].text, s->plain);
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
    if (text.status != MDS_OK) {
        note(s, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    write_text(s, 0, 0, text.p, s->title);
    mds_strbuf_finish(&text);
}

static void write_book(sheet *s)
{
    char author[] = "mdsrisk";
    lxw_doc_properties properties = {.author = author};
    properties.created = (time_t)s->in->as_of * SECONDS_A_DAY;
    note(s, workbook_set_properties(s->book, &properties));
    s->page = workbook_add_worksheet(s->book, s->in->table->title);
    if (s->page == NULL || !make_formats(s)) {
        note(s, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    worksheet_set_landscape(s->page);
    worksheet_set_paper(s->page, PAPER_A4);
    worksheet_fit_to_pages(s->page, 1, 0);
    note(s, worksheet_repeat_rows(s->page, HEADER_ROW, HEADER_ROW));
    worksheet_freeze_panes(s->page, HEADER_ROW + 1, 1);
    write_title(s);
    lxw_format *free_text = new_format(s);
    write_text(s, 1, 0, say(s, "ask.sheet.intro"), free_text);
    write_rows(s);
    offer_words(s);
}

static mds_status finish(sheet *s, const char *temporary, const char *path, mds_diags *diags)
{
    if (s->error == LXW_NO_ERROR && s->scratch.status != MDS_OK) {
        note(s, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    if (s->error == LXW_NO_ERROR) {
        note(s, workbook_close(s->book)); /* frees it, come what may */
    } else {
        lxw_workbook_free(s->book);
    }
    if (s->error == LXW_ERROR_MEMORY_MALLOC_FAILED) {
        return MDS_ENOMEM;
    }
    if (s->error != LXW_NO_ERROR) {
        mds_diag_add(diags, MDS_D_OUTPUT_UNWRITABLE, path, NULL, lxw_strerror(s->error), NULL);
        return MDS_EIO;
    }
    if (!mds_export__xlsx_whole(temporary)) {
        mds_diag_add(diags, MDS_D_OUTPUT_INCOMPLETE, path, NULL, NULL);
        return MDS_EIO;
    }
    return MDS_OK;
}

static mds_status write_xlsx(const mds_worksheet *in, const char *path, mds_diags *diags)
{
    sheet s = {.in = in, .error = LXW_NO_ERROR};
    mds_output *output = NULL;
    mds_status status = mds_output_begin(&output, path, diags);
    if (status != MDS_OK) {
        return status;
    }
    mds_strbuf_init(&s.scratch, MDS_EXPORT_LIMIT);
    s.book = workbook_new(mds_output_path(output));
    if (s.book == NULL) {
        status = MDS_ENOMEM;
    } else {
        write_book(&s);
        status = finish(&s, mds_output_path(output), path, diags);
    }
    mds_strbuf_finish(&s.scratch);
    if (status != MDS_OK) {
        mds_output_abandon(output);
        return status;
    }
    return mds_output_commit(output, diags);
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
        return write_xlsx(worksheet, path, diags);
    case MDS_EXPORT_CSV:
        return write_csv(worksheet, path, diags);
    case MDS_EXPORT_JSON:
    case MDS_EXPORT_FORMAT__COUNT:
        break;
    }
    return MDS_EINVAL;
}
