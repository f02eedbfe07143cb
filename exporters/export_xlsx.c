/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register as a workbook, a sheet a table. Text goes out by write_string alone, which never
 * makes a formula; a level is told by colour and by symbol and word, so that a print in grey or a
 * colour-blind reader loses nothing. */
#include "base/file.h"
#include "engine/text_width.h"
#include "export_internal.h"
#include <string.h>
#include <xlsxwriter.h>

enum {
    CELL_UNITS = 32767,  /* most that a cell holds */
    HEADER_UNITS = 200,  /* a page header holds 255, some of them codes */
    SERIAL_1970 = 25569, /* 1970-01-01 as a spreadsheet's date serial */
    SECONDS_A_DAY = 86400,
    MOST_LINES = 8, /* a taller row hides its neighbours; the cell still holds the whole text */
    PAPER_A3 = 8,
    PAPER_A4 = 9,
    REGISTER_PAGES_WIDE = 5
};

/* How a cell is laid out. Numbers are told apart by size, so that a tiny one never reads 0. */
typedef enum look {
    LOOK_TEXT,
    LOOK_WRAP,
    LOOK_DATE,
    LOOK_WHOLE,
    LOOK_SHARE,
    LOOK_TINY,
    LOOK_BELOW_ONE,
    LOOK_BELOW_TEN,
    LOOK_LARGE,
    LOOK__COUNT
} look;

typedef struct paint {
    uint32_t fill, ink; /* fill 0: none */
    bool bold;
    const char *symbol;
} paint;

/* Filled dots count the level; circle, triangle and cross are the marks of Japanese forms. */
static const paint paints[MDS_MARK__COUNT] = {
    [MDS_MARK_LEVEL_VERY_LOW] = {0xE3EEF7, 0x1F2A36, false,
                                 "\xE2\x97\x8F\xE2\x97\x8B\xE2\x97\x8B\xE2\x97\x8B\xE2\x97\x8B "},
    [MDS_MARK_LEVEL_LOW] = {0xC9E2D3, 0x1F2A36, false,
                            "\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8B\xE2\x97\x8B\xE2\x97\x8B "},
    [MDS_MARK_LEVEL_MODERATE] = {0xFFF0B3, 0x1F2A36, false,
                                 "\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8B\xE2\x97\x8B "},
    [MDS_MARK_LEVEL_HIGH] = {0xF6BE8A, 0x1F2A36, true,
                             "\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8B "},
    [MDS_MARK_LEVEL_VERY_HIGH] = {0xB3261E, 0xFFFFFF, true,
                                  "\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F "},
    [MDS_MARK_VERDICT_ACCEPTABLE] = {0xC9E2D3, 0x1F2A36, false, "\xE2\x97\x8B "},
    [MDS_MARK_VERDICT_REDUCE] = {0xFFF0B3, 0x1F2A36, false, "\xE2\x96\xB3 "},
    [MDS_MARK_VERDICT_NOT_ACCEPTABLE] = {0xB3261E, 0xFFFFFF, true, "\xC3\x97 "},
    [MDS_MARK_HEADING] = {0xD5DCE4, 0x1F2A36, true, NULL},
    [MDS_MARK_NOTICE] = {0xFFF0B3, 0x7A1A12, true, "\xE2\x96\xB2 "},
};

static const char *const number_formats[LOOK__COUNT] = {
    [LOOK_DATE] = "yyyy-mm-dd", [LOOK_WHOLE] = "0",         [LOOK_SHARE] = "0%",
    [LOOK_TINY] = "0.0E+0",     [LOOK_BELOW_ONE] = "0.0##", [LOOK_BELOW_TEN] = "0.0#",
    [LOOK_LARGE] = "0.0",
};

typedef struct xlsx {
    const mds_register *reg;
    lxw_workbook *book;
    lxw_format *header;
    lxw_format *formats[2][MDS_MARK__COUNT][LOOK__COUNT]; /* [left] */
    bool left; /* a table of names and values: numbers stand beside their names */
    mds_strbuf scratch, symbols;
    lxw_error error; /* the first one */
} xlsx;

static void note(xlsx *x, lxw_error error)
{
    if (x->error == LXW_NO_ERROR) {
        x->error = error;
    }
}

/* A buffer forgets its failure when it is used again. */
static void check(xlsx *x, const mds_strbuf *buf)
{
    if (buf->status != MDS_OK) {
        note(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
}

static lxw_format *new_format(xlsx *x)
{
    lxw_format *format = workbook_add_format(x->book);
    if (format == NULL) {
        note(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    /* A face that has the language's characters: another one would be substituted unevenly. */
    format_set_font_name(format, x->reg->lang == MDS_LANG_JA ? "Yu Gothic" : "Calibri");
    format_set_font_size(format, 10);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

/* Formats are made when first used: most pairs never are. */
static lxw_format *format_of(xlsx *x, mds_cell_mark mark, look how)
{
    lxw_format **cached = &x->formats[x->left][mark][how];
    if (*cached != NULL) {
        return *cached;
    }
    lxw_format *format = new_format(x);
    if (format == NULL) {
        return NULL;
    }
    if (how == LOOK_WRAP) {
        format_set_text_wrap(format);
    } else if (number_formats[how] != NULL) {
        format_set_num_format(format, number_formats[how]);
    }
    if (how == LOOK_DATE || x->left) {
        format_set_align(format, LXW_ALIGN_LEFT);
    }
    if (paints[mark].fill != 0) {
        format_set_bg_color(format, paints[mark].fill);
        format_set_font_color(format, paints[mark].ink);
    }
    if (paints[mark].bold) {
        format_set_bold(format);
    }
    *cached = format;
    return format;
}

static void write_text(xlsx *x, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
                       const char *text, lxw_format *format)
{
    const char *safe = mds_export__cell_text(&x->scratch, text, CELL_UNITS);
    check(x, &x->scratch);
    note(x, worksheet_write_string(sheet, row, col, safe, format));
}

static const char *with_symbol(xlsx *x, const mds_cell *cell)
{
    if (paints[cell->mark].symbol == NULL) {
        return cell->text;
    }
    mds_strbuf_clear(&x->symbols);
    mds_strbuf_puts(&x->symbols, paints[cell->mark].symbol);
    mds_strbuf_puts(&x->symbols, cell->text);
    check(x, &x->symbols);
    return x->symbols.p;
}

static look look_of(const mds_cell *cell, bool wrap)
{
    double size = cell->number < 0 ? -cell->number : cell->number;
    switch (cell->kind) {
    case MDS_CELL_EMPTY:
    case MDS_CELL_TEXT: /* a heading runs on over the empty cells beside it */
        return wrap && cell->mark != MDS_MARK_HEADING ? LOOK_WRAP : LOOK_TEXT;
    case MDS_CELL_DATE:
        return LOOK_DATE;
    case MDS_CELL_NUMBER:
        break;
    }
    if (cell->style == MDS_NUMBER_SHARE) {
        return LOOK_SHARE;
    }
    if (cell->style == MDS_NUMBER_INTEGER || size == 0) {
        return LOOK_WHOLE;
    }
    if (size < 10) {
        return size < 0.001 ? LOOK_TINY : size < 1 ? LOOK_BELOW_ONE : LOOK_BELOW_TEN;
    }
    return cell->style == MDS_NUMBER_FACTOR ? LOOK_WHOLE : LOOK_LARGE;
}

/* An empty cell is written only where it carries colour. */
static void write_cell(xlsx *x, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
                       const mds_cell *cell, bool wrap, mds_cell_mark row_mark)
{
    mds_cell_mark mark = cell->mark != MDS_MARK_NONE ? cell->mark : row_mark;
    if (cell->kind == MDS_CELL_EMPTY && mark == MDS_MARK_NONE) {
        return;
    }
    lxw_format *format = format_of(x, mark, look_of(cell, wrap));
    switch (cell->kind) {
    case MDS_CELL_EMPTY:
        note(x, worksheet_write_blank(sheet, row, col, format));
        return;
    case MDS_CELL_TEXT:
        write_text(x, sheet, row, col, with_symbol(x, cell), format);
        return;
    case MDS_CELL_NUMBER:
        note(x, worksheet_write_number(sheet, row, col, cell->number, format));
        return;
    case MDS_CELL_DATE:
        note(x, worksheet_write_number(sheet, row, col, cell->number + SERIAL_1970, format));
        return;
    }
}

/* Columns of text that fit: letters are on average narrower than the digit that widths count. */
static size_t room(const mds_column *column)
{
    return (size_t)(column->width * 1.1);
}

/* Japanese faces stand in taller lines than Latin ones of the same size. */
static size_t points_a_line(const xlsx *x)
{
    return x->reg->lang == MDS_LANG_JA ? 17 : 13;
}

/* Not every program fits the height of a row to wrapped text by itself. */
static void set_height(xlsx *x, lxw_worksheet *sheet, lxw_row_t row, const mds_cell *cells,
                       const mds_table *table)
{
    size_t lines = 1;
    for (size_t c = 0; c < table->column_count; c++) {
        const mds_column *column = &table->columns[c];
        size_t needed = 1;
        if (cells == NULL) {
            needed = mds_text_lines(column->title, (size_t)column->width);
        } else if (cells[c].kind == MDS_CELL_TEXT &&
                   look_of(&cells[c], column->wrap) == LOOK_WRAP) {
            size_t symbol = paints[cells[c].mark].symbol != NULL ? 3 : 0;
            needed = mds_text_lines(cells[c].text, room(column) - symbol);
        }
        lines = needed > lines ? needed : lines;
    }
    lines = lines < MOST_LINES ? lines : MOST_LINES;
    note(x, worksheet_set_row(sheet, row, (double)(lines * points_a_line(x) + 3), NULL));
}

/* In a page header & begins a code: && is the character. */
static void set_header(xlsx *x, lxw_worksheet *sheet)
{
    mds_strbuf text;
    mds_strbuf_init(&text, 4096);
    mds_strbuf_puts(&text, "&L");
    const char *title = mds_export__cell_text(&x->scratch, x->reg->title, HEADER_UNITS / 2);
    for (const char *p = title; *p != '\0'; p++) {
        mds_strbuf_append(&text, *p == '&' ? "&&" : p, *p == '&' ? 2 : 1);
    }
    mds_strbuf_puts(&text, "&R&A  &P/&N");
    check(x, &x->scratch);
    check(x, &text);
    note(x, worksheet_set_header(sheet, text.p));
    mds_strbuf_finish(&text);
}

static void set_page(xlsx *x, lxw_worksheet *sheet, mds_table_kind kind)
{
    const mds_table *table = &x->reg->tables[kind];
    bool is_register = kind == MDS_TABLE_RISKS;
    bool large = is_register || kind == MDS_TABLE_EVIDENCE || kind == MDS_TABLE_UNKNOWNS;
    set_header(x, sheet);
    worksheet_set_landscape(sheet);
    worksheet_gridlines(sheet, LXW_SHOW_ALL_GRIDLINES);
    worksheet_set_paper(sheet, large ? PAPER_A3 : PAPER_A4);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.4);
    worksheet_fit_to_pages(sheet, is_register ? REGISTER_PAGES_WIDE : 1, 0);
    note(x, worksheet_repeat_rows(sheet, 0, 0));
    worksheet_freeze_panes(sheet, 1, is_register ? 4 : 1);
    if (is_register) {
        note(x, worksheet_repeat_columns(sheet, 0, 2));
    }
    if (kind != MDS_TABLE_SUMMARY && table->row_count > 0) {
        note(x, worksheet_autofilter(sheet, 0, 0, (lxw_row_t)table->row_count,
                                     (lxw_col_t)(table->column_count - 1)));
    }
}

static void write_sheet(xlsx *x, mds_table_kind kind)
{
    const mds_table *table = &x->reg->tables[kind];
    lxw_worksheet *sheet = workbook_add_worksheet(x->book, table->title);
    if (sheet == NULL) {
        note(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    x->left = kind == MDS_TABLE_SUMMARY;
    set_page(x, sheet, kind);
    for (size_t c = 0; c < table->column_count; c++) {
        lxw_col_t col = (lxw_col_t)c;
        note(x, worksheet_set_column(sheet, col, col, table->columns[c].width, NULL));
        write_text(x, sheet, 0, col, table->columns[c].title, x->header);
    }
    set_height(x, sheet, 0, NULL, table);
    const mds_cell *cell = table->cells;
    for (size_t i = 0; i < table->row_count && x->error == LXW_NO_ERROR; i++) {
        mds_cell_mark row_mark = cell->mark == MDS_MARK_HEADING ? MDS_MARK_HEADING : MDS_MARK_NONE;
        set_height(x, sheet, (lxw_row_t)i + 1, cell, table);
        for (size_t c = 0; c < table->column_count; c++, cell++) {
            write_cell(x, sheet, (lxw_row_t)i + 1, (lxw_col_t)c, cell, table->columns[c].wrap,
                       row_mark);
        }
    }
}

static void set_properties(xlsx *x)
{
    char title[] = "mdsrisk";
    lxw_doc_properties properties = {.author = title, .company = NULL};
    /* The library writes the time of the run unless it is given one: same input, same bytes. */
    properties.created = (time_t)x->reg->assessment->as_of * SECONDS_A_DAY;
    note(x, workbook_set_properties(x->book, &properties));
}

static void write_book(xlsx *x)
{
    x->header = new_format(x);
    if (x->header == NULL) {
        return;
    }
    format_set_bold(x->header);
    format_set_text_wrap(x->header);
    format_set_bg_color(x->header, 0x2F4A63);
    format_set_font_color(x->header, LXW_COLOR_WHITE);
    set_properties(x);
    for (int kind = 0; kind < MDS_TABLE_KIND__COUNT; kind++) {
        write_sheet(x, (mds_table_kind)kind);
    }
}

static mds_status failure(lxw_error error, const char *path, mds_diags *diags)
{
    /* A string that it has no memory for is to the library one that it cannot find. */
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED ||
        error == LXW_ERROR_SHARED_STRING_INDEX_NOT_FOUND) {
        return MDS_ENOMEM;
    }
    mds_diag_add(diags, MDS_D_OUTPUT_UNWRITABLE, path, NULL, lxw_strerror(error), NULL);
    return MDS_EIO;
}

static mds_status write_file(xlsx *x, const char *temporary, const char *path, mds_diags *diags)
{
    x->book = workbook_new(temporary);
    if (x->book == NULL) {
        return MDS_ENOMEM;
    }
    write_book(x);
    if (x->error != LXW_NO_ERROR) {
        lxw_workbook_free(x->book);
        return failure(x->error, path, diags);
    }
    note(x, workbook_close(x->book)); /* frees it, come what may */
    if (x->error != LXW_NO_ERROR) {
        return failure(x->error, path, diags);
    }
    if (!mds_export__xlsx_whole(temporary)) {
        mds_diag_add(diags, MDS_D_OUTPUT_INCOMPLETE, path, NULL, NULL);
        return MDS_EIO;
    }
    return MDS_OK;
}

mds_status mds_export__xlsx(const mds_register *reg, const char *path, mds_diags *diags)
{
    mds_output *output = NULL;
    mds_status status = mds_output_begin(&output, path, diags);
    if (status != MDS_OK) {
        return status;
    }
    xlsx x = {.reg = reg, .error = LXW_NO_ERROR};
    mds_strbuf_init(&x.scratch, MDS_EXPORT_LIMIT);
    mds_strbuf_init(&x.symbols, MDS_EXPORT_LIMIT);
    status = write_file(&x, mds_output_path(output), path, diags);
    mds_strbuf_finish(&x.scratch);
    mds_strbuf_finish(&x.symbols);
    if (status != MDS_OK) {
        mds_output_abandon(output);
        return status;
    }
    return mds_output_commit(output, diags);
}
