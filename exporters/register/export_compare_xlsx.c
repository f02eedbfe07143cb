/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison as a workbook: the verdict on one page, the tables behind it on a sheet each. */
#include "compare_parts.h"

#include "base/text_width.h"
#include "workbook.h"
#include <mdsrisk/compare_report.h>

enum { POINTS_A_LINE = 13, MOST_LINES = 12 };

typedef enum look {
    LOOK_NOTE,
    LOOK_TITLE,
    LOOK_HEADLINE, /* up to here across the page, without lines */
    LOOK_TEXT,
    LOOK_HEADER,
    LOOK_STRONG,
    LOOK_GOOD,
    LOOK_WATCH,
    LOOK_BAD,
    LOOK_DATE,
    LOOK_WHOLE,
    LOOK_SHARE,
    LOOK_PROBABILITY,
    LOOK_SMALL,
    LOOK_NUMBER,
    LOOK__COUNT
} look;

typedef struct style {
    uint32_t fill, ink; /* fill 0: none */
    double size;
    bool bold;
    const char *number;
} style;

/* The colours of the register, so that a reader of both reads one language. */
static const style styles[LOOK__COUNT] = {
    [LOOK_NOTE] = {0, 0x1F2A36, 10, false, NULL},
    [LOOK_TITLE] = {0, 0x2F4A63, 15, true, NULL},
    [LOOK_HEADLINE] = {0xE3EEF7, 0x1F2A36, 12, true, NULL},
    [LOOK_TEXT] = {0, 0x1F2A36, 10, false, NULL},
    [LOOK_HEADER] = {0x2F4A63, 0xFFFFFF, 10, true, NULL},
    [LOOK_STRONG] = {0xD5DCE4, 0x1F2A36, 10, true, NULL},
    [LOOK_GOOD] = {0xC9E2D3, 0x1F2A36, 10, false, NULL},
    [LOOK_WATCH] = {0xFFF0B3, 0x1F2A36, 10, false, NULL},
    [LOOK_BAD] = {0xB3261E, 0xFFFFFF, 10, true, NULL},
    [LOOK_DATE] = {0, 0x1F2A36, 10, false, "yyyy-mm-dd"},
    [LOOK_WHOLE] = {0, 0x1F2A36, 10, false, "0"},
    [LOOK_SHARE] = {0, 0x1F2A36, 10, false, "0%"},
    [LOOK_PROBABILITY] = {0, 0x1F2A36, 10, false, "[<0.01]\"<1%\";[>0.99]\">99%\";0%"},
    [LOOK_SMALL] = {0, 0x1F2A36, 10, false, "0.0E+0"},
    [LOOK_NUMBER] = {0, 0x1F2A36, 10, false, "0.00"},
};

typedef struct comparison_book {
    mds_book *book;
    const mds_compare_report *report;
    lxw_format *formats[LOOK__COUNT];
} comparison_book;

static bool make_formats(comparison_book *b)
{
    for (size_t i = 0; i < LOOK__COUNT; i++) {
        lxw_format *format = mds_book__format(b->book);
        if (format == NULL) {
            return false;
        }
        format_set_font_size(format, styles[i].size);
        format_set_font_color(format, styles[i].ink);
        if (styles[i].fill != 0) {
            format_set_bg_color(format, styles[i].fill);
        }
        if (styles[i].bold) {
            format_set_bold(format);
        }
        if (styles[i].number != NULL) {
            format_set_num_format(format, styles[i].number);
            format_set_align(format, LXW_ALIGN_CENTER);
        } else {
            format_set_text_wrap(format);
        }
        if (i > LOOK_HEADLINE) {
            format_set_border(format, LXW_BORDER_HAIR);
        }
        b->formats[i] = format;
    }
    return true;
}

static look look_of(const mds_cell *cell)
{
    const double size = cell->number < 0 ? -cell->number : cell->number;

    if (cell->kind == MDS_CELL_DATE) {
        return LOOK_DATE;
    }
    if (cell->kind == MDS_CELL_NUMBER) {
        return cell->style == MDS_NUMBER_SHARE                      ? LOOK_SHARE
               : cell->style == MDS_NUMBER_PROBABILITY              ? LOOK_PROBABILITY
               : cell->style == MDS_NUMBER_INTEGER || !(size > 0.0) ? LOOK_WHOLE
               : size < 0.005                                       ? LOOK_SMALL
                                                                    : LOOK_NUMBER;
    }
    switch (cell->mark) {
    case MDS_MARK_VERDICT_ACCEPTABLE:
        return LOOK_GOOD;
    case MDS_MARK_VERDICT_REDUCE:
    case MDS_MARK_NOTICE:
        return LOOK_WATCH;
    case MDS_MARK_VERDICT_NOT_ACCEPTABLE:
    case MDS_MARK_VERDICT_CANNOT_BE_JUDGED:
        return LOOK_BAD;
    case MDS_MARK_HEADING:
        return LOOK_STRONG;
    case MDS_MARK_NONE:
    case MDS_MARK_LEVEL_VERY_LOW:
    case MDS_MARK_LEVEL_LOW:
    case MDS_MARK_LEVEL_MODERATE:
    case MDS_MARK_LEVEL_HIGH:
    case MDS_MARK_LEVEL_VERY_HIGH:
    case MDS_MARK__COUNT:
        break;
    }
    return LOOK_TEXT;
}

static void write_cell(comparison_book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
                       const mds_cell *cell)
{
    const look how = look_of(cell);

    switch (cell->kind) {
    case MDS_CELL_EMPTY:
        mds_book__note(b->book, worksheet_write_blank(sheet, row, col, b->formats[LOOK_TEXT]));
        return;
    case MDS_CELL_TEXT:
        mds_book__text(b->book, sheet, row, col, cell->text, b->formats[how]);
        return;
    case MDS_CELL_NUMBER:
        mds_book__note(b->book,
                       worksheet_write_number(sheet, row, col, cell->number, b->formats[how]));
        return;
    case MDS_CELL_DATE:
        mds_book__note(b->book,
                       worksheet_write_number(sheet, row, col, cell->number + MDS_BOOK_SERIAL_1970,
                                              b->formats[how]));
        return;
    }
}

/* Not every program fits a row's height to wrapped text by itself. */
static void set_height(comparison_book *b, lxw_worksheet *sheet, lxw_row_t row, size_t lines,
                       double points)
{
    lines = lines < MOST_LINES ? lines : MOST_LINES;
    mds_book__note(b->book, worksheet_set_row(sheet, row, (double)lines * points + 4, NULL));
}

static size_t lines_of(const mds_table *table, const mds_cell *cells)
{
    size_t lines = 1;

    for (size_t i = 0; i < table->column_count; i++) {
        const char *text = cells == NULL                    ? table->columns[i].title
                           : cells[i].kind == MDS_CELL_TEXT ? cells[i].text
                                                            : "";
        const size_t needed = mds_text_lines(text, (size_t)table->columns[i].width);
        lines = needed > lines ? needed : lines;
    }
    return lines;
}

static void write_table(comparison_book *b, lxw_worksheet *sheet, lxw_row_t top,
                        const mds_table *table)
{
    const mds_cell *cell = table->cells;

    for (size_t i = 0; i < table->column_count; i++) {
        const lxw_col_t col = (lxw_col_t)i;
        mds_book__note(b->book,
                       worksheet_set_column(sheet, col, col, table->columns[i].width, NULL));
        mds_book__text(b->book, sheet, top, i, table->columns[i].title, b->formats[LOOK_HEADER]);
    }
    set_height(b, sheet, top, lines_of(table, NULL), POINTS_A_LINE);
    for (size_t row = 0; row < table->row_count && b->book->error == LXW_NO_ERROR; row++) {
        const lxw_row_t at = top + 1 + (lxw_row_t)row;
        set_height(b, sheet, at, lines_of(table, cell), POINTS_A_LINE);
        for (size_t i = 0; i < table->column_count; i++, cell++) {
            write_cell(b, sheet, at, (lxw_col_t)i, cell);
        }
    }
}

static double page_width(const mds_table *table)
{
    double width = 0.0;

    for (size_t i = 0; i < table->column_count; i++) {
        width += table->columns[i].width;
    }
    return width;
}

/* A paragraph across the whole page. Large letters take more room than the widths count. */
static void write_across(comparison_book *b, lxw_worksheet *sheet, lxw_row_t row,
                         const mds_table *table, const char *text, look how)
{
    const double size = styles[how].size;
    const size_t columns = (size_t)(page_width(table) * 10.0 / size);
    const char *safe = mds_export__cell_text(&b->book->scratch, text, MDS_BOOK_CELL_UNITS);

    mds_book__check(b->book, &b->book->scratch);
    mds_book__note(b->book,
                   worksheet_merge_range(sheet, row, 0, row, (lxw_col_t)(table->column_count - 1),
                                         safe, b->formats[how]));
    set_height(b, sheet, row, mds_text_lines(text, columns), size * 1.35);
}

static void set_page(lxw_worksheet *sheet, bool one_page)
{
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, MDS_BOOK_PAPER_A4);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.5);
    worksheet_fit_to_pages(sheet, 1, one_page ? 1 : 0);
}

static void write_verdict(comparison_book *b, lxw_worksheet *sheet, const mds_table *table)
{
    const mds_compare_report *report = b->report;
    lxw_row_t row = 0;

    write_across(b, sheet, row++, table, report->title, LOOK_TITLE);
    write_across(b, sheet, row++, table, report->headline, LOOK_HEADLINE);
    row++;
    write_table(b, sheet, row, table);
    row += (lxw_row_t)table->row_count + 2;
    for (size_t i = 0; i < report->note_count; i++) {
        write_across(b, sheet, row++, table, report->notes[i], LOOK_NOTE);
    }
    set_page(sheet, true);
}

static void write_sheet(comparison_book *b, size_t kind)
{
    const mds_table *table = &b->report->tables[kind];
    lxw_worksheet *sheet = mds_book__sheet(b->book, table->title);

    if (sheet == NULL) {
        return;
    }
    if (kind == MDS_COMPARE_VERDICT) {
        write_verdict(b, sheet, table);
        return;
    }
    write_table(b, sheet, 0, table);
    set_page(sheet, false);
    mds_book__note(b->book, worksheet_repeat_rows(sheet, 0, 0));
    worksheet_freeze_panes(sheet, 1, 1);
    if (table->row_count > 0 && kind != MDS_COMPARE_BASIS && kind != MDS_COMPARE_CRITERIA) {
        mds_book__note(b->book, worksheet_autofilter(sheet, 0, 0, (lxw_row_t)table->row_count,
                                                     (lxw_col_t)(table->column_count - 1)));
    }
}

static void fill(mds_book *book, const void *payload)
{
    comparison_book b = {.book = book, .report = payload};

    if (!make_formats(&b)) {
        return;
    }
    for (size_t kind = 0; kind < MDS_COMPARE_TABLE__COUNT; kind++) {
        write_sheet(&b, kind);
    }
}

mds_status mds_export__compare_xlsx(const mds_compare_report *report, const char *path,
                                    mds_diags *diags)
{
    const int32_t day = report->comparison->bids[0].bid.assessment->as_of;

    return mds_book__write(path, report->lang, day, fill, report, diags);
}
