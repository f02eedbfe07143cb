/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table_sheet.h"

#include "base/text_width.h"

enum { HEADER_UNITS = 200 /* a page header holds 255, some of them codes */ };

/* How a cell is laid out. Numbers are told apart by size, so that a tiny one never reads 0. */
typedef enum look {
    LOOK_TEXT,
    LOOK_WRAP,
    LOOK_DATE,
    LOOK_WHOLE,
    LOOK_SHARE,
    LOOK_PROBABILITY,
    LOOK_TINY,
    LOOK_BELOW_ONE,
    LOOK_BELOW_TEN,
    LOOK_LARGE,
    LOOK_TYPED,
    LOOK_THREE_DIGITS, /* three digits: of 100 and more, of 10, of 1, of .1, .01, .001 */
    LOOK_THREE_DIGITS_LAST = LOOK_THREE_DIGITS + 5,
    LOOK__COUNT
} look;

_Static_assert((int)LOOK__COUNT <= (int)MDS_SHEET_LOOKS, "the cache has room for each");

/* Filled dots count the level; circle, triangle and cross are the marks of Japanese forms. */
static const mds_paint paints[MDS_MARK__COUNT] = {
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
    [MDS_MARK_VERDICT_ACCEPTABLE] = {0xDCF0F4, 0x064F61, true, "\xE2\x97\x8B "},
    [MDS_MARK_VERDICT_REDUCE] = {0xFFF0C9, 0x6A4400, true, "\xE2\x96\xB3 "},
    [MDS_MARK_VERDICT_NOT_ACCEPTABLE] = {0xFCE3DF, 0x8A1913, true, "\xC3\x97 "},
    [MDS_MARK_VERDICT_CANNOT_BE_JUDGED] = {0xEBE7F6, 0x463A74, true, "? "},
    [MDS_MARK_HEADING] = {0xD5DCE4, 0x1F2A36, true, NULL},
    [MDS_MARK_NOTICE] = {0xFFF0B3, 0x7A1A12, true, "\xE2\x96\xB2 "},
};

/* "_0" keeps a digit's width free: 2.25 and "1 in 390" beside it are two columns. */
static const char *const number_formats[LOOK__COUNT] = {
    [LOOK_DATE] = "yyyy-mm-dd",
    [LOOK_WHOLE] = "0_0",
    [LOOK_SHARE] = "[<0.005]\"<1%\"_0;0%_0",
    [LOOK_PROBABILITY] = "[<0.01]\"<1%\"_0;[>0.99]\">99%\"_0;0%_0",
    [LOOK_TINY] = "0.0E+0_0",
    [LOOK_BELOW_ONE] = "0.0##_0",
    [LOOK_BELOW_TEN] = "0.0#_0",
    [LOOK_LARGE] = "0.0_0",
    [LOOK_THREE_DIGITS] = "0_0",
    [LOOK_THREE_DIGITS + 1] = "0.0_0",
    [LOOK_THREE_DIGITS + 2] = "0.00_0",
    [LOOK_THREE_DIGITS + 3] = "0.000_0",
    [LOOK_THREE_DIGITS + 4] = "0.0000_0",
    [LOOK_THREE_DIGITS_LAST] = "0.00000_0",
};

const mds_paint *mds_sheets__paint(mds_cell_mark mark)
{
    return &paints[mark];
}

void mds_sheets__begin(mds_sheets *s, mds_book *book, const mds_catalog *catalog, const char *title)
{
    *s = (mds_sheets){.book = book, .catalog = catalog, .title = title};
    mds_strbuf_init(&s->symbols, MDS_EXPORT_LIMIT);
    s->heading = mds_book__format(book);
    if (s->heading != NULL) {
        mds_book__heading(s->heading);
    }
}

void mds_sheets__finish(mds_sheets *s)
{
    mds_strbuf_finish(&s->symbols);
}

/* Formats are made when first used: most pairs never are. */
static lxw_format *format_of(mds_sheets *s, mds_cell_mark mark, look how, bool input)
{
    lxw_format **cached = &s->formats[s->left][input][mark][how];
    if (*cached != NULL) {
        return *cached;
    }
    lxw_format *format = mds_book__format(s->book);
    if (format == NULL) {
        return NULL;
    }
    if (how == LOOK_WRAP) {
        format_set_text_wrap(format);
    } else if (number_formats[how] != NULL) {
        format_set_num_format(format, number_formats[how]);
    }
    if (input) {
        format_set_bg_color(format, 0xE6EBF4);
        format_set_unlocked(format);
    }
    if (input && (how == LOOK_TEXT || how == LOOK_WRAP)) {
        format_set_num_format(format, "@"); /* a ticket 0012 stays one */
    }
    if (how == LOOK_DATE || s->left) {
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

static const char *with_symbol(mds_sheets *s, const mds_cell *cell)
{
    if (paints[cell->mark].symbol == NULL) {
        return cell->text;
    }
    mds_strbuf_clear(&s->symbols);
    mds_strbuf_puts(&s->symbols, paints[cell->mark].symbol);
    mds_strbuf_puts(&s->symbols, cell->text);
    mds_book__check(s->book, &s->symbols);
    return s->symbols.p;
}

/* The printed number decides between two formats: 9.999 is shown as 10.0. */
static look three_digits(double size)
{
    static const double bounds[] = {99.95, 9.995, 0.9995, 0.09995, 0.009995};
    int how = LOOK_THREE_DIGITS;

    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0] && size < bounds[i]; i++) {
        how++;
    }
    return (look)how;
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
    if (cell->style == MDS_NUMBER_PROBABILITY) {
        return LOOK_PROBABILITY;
    }
    if (cell->style == MDS_NUMBER_TYPED) {
        return LOOK_TYPED;
    }
    if (cell->style == MDS_NUMBER_RRF && size >= 0.001) {
        return three_digits(size);
    }
    if (cell->style == MDS_NUMBER_INTEGER || size == 0) {
        return LOOK_WHOLE;
    }
    if (size < 10) {
        return size < 0.001 ? LOOK_TINY : size < 1 ? LOOK_BELOW_ONE : LOOK_BELOW_TEN;
    }
    return LOOK_LARGE;
}

/* An empty cell of the hospital offers what its column takes. */
static look look_of_input(const mds_cell *cell, const mds_column *column)
{
    if (cell->kind != MDS_CELL_EMPTY) {
        return look_of(cell, column->wrap);
    }
    return column->input == MDS_INPUT_DATE     ? LOOK_DATE
           : column->input == MDS_INPUT_NUMBER ? LOOK_TYPED
                                               : look_of(cell, column->wrap);
}

/* An empty cell is written only where it carries colour. */
static void write_cell(mds_sheets *s, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
                       const mds_cell *cell, const mds_column *column, mds_cell_mark row_mark)
{
    const mds_cell_mark mark = cell->mark != MDS_MARK_NONE ? cell->mark : row_mark;
    const bool input = column->input != MDS_INPUT_NONE;
    if (cell->kind == MDS_CELL_EMPTY && mark == MDS_MARK_NONE && !input) {
        return;
    }
    lxw_format *format = format_of(s, mark, look_of_input(cell, column), input);
    switch (cell->kind) {
    case MDS_CELL_EMPTY:
        mds_book__note(s->book, worksheet_write_blank(sheet, row, col, format));
        return;
    case MDS_CELL_TEXT:
        mds_book__text(s->book, sheet, row, col, with_symbol(s, cell), format);
        return;
    case MDS_CELL_NUMBER:
        mds_book__note(
            s->book,
            cell->formula != NULL
                ? worksheet_write_formula_num(sheet, row, col, cell->formula, format, cell->number)
                : worksheet_write_number(sheet, row, col, cell->number, format));
        return;
    case MDS_CELL_DATE:
        mds_book__note(s->book, worksheet_write_number(
                                    sheet, row, col, cell->number + MDS_BOOK_SERIAL_1970, format));
        return;
    }
}

/* Columns of text that fit: letters are on average narrower than the digit that widths count. */
static size_t room(const mds_column *column)
{
    return (size_t)(column->width * 1.1);
}

static bool holds_wide(const char *text)
{
    while (*text != '\0') {
        uint32_t code;
        size_t width;
        if ((unsigned char)*text < 0x80) {
            text++;
            continue;
        }
        text += mds_text_next(text, &code, &width);
        if (width == 2) {
            return true;
        }
    }
    return false;
}

/* Japanese faces have taller lines than Latin ones of the same size; an English table may quote
 * a Japanese form. */
static size_t points_a_line(const mds_book *book, const mds_cell *cells, size_t count)
{
    bool wide = book->lang == MDS_LANG_JA;
    for (size_t c = 0; cells != NULL && !wide && c < count; c++) {
        wide = holds_wide(cells[c].text);
    }
    return wide ? 17 : 13;
}

/* Not every program fits the height of a row to wrapped text by itself. */
static void set_height(mds_sheets *s, lxw_worksheet *sheet, lxw_row_t row, const mds_cell *cells,
                       const mds_table *table, size_t most)
{
    size_t lines = 1;
    const size_t shown = mds_sheets__front(table); /* what is folded is read cell by cell */
    for (size_t c = 0; c < shown; c++) {
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
    lines = lines < most ? lines : most;
    const size_t points = points_a_line(s->book, cells, shown);
    mds_book__note(s->book, worksheet_set_row(sheet, row, (double)(lines * points + 3), NULL));
}

/* In a page header & begins a code: && is the character. */
static void set_header(mds_sheets *s, lxw_worksheet *sheet)
{
    mds_strbuf text;
    mds_strbuf_init(&text, 4096);
    mds_strbuf_puts(&text, "&L");
    const char *title = mds_export__cell_text(&s->book->scratch, s->title, HEADER_UNITS / 2);
    for (const char *p = title; *p != '\0'; p++) {
        mds_strbuf_append(&text, *p == '&' ? "&&" : p, *p == '&' ? 2 : 1);
    }
    mds_strbuf_puts(&text, "&R&A  &P/&N");
    mds_book__check(s->book, &s->book->scratch);
    mds_book__check(s->book, &text);
    mds_book__note(s->book, worksheet_set_header(sheet, text.p));
    mds_strbuf_finish(&text);
}

/* \p top is the row of the headings. */
static void set_page(mds_sheets *s, lxw_worksheet *sheet, const mds_table *table,
                     const mds_sheet_layout *layout, lxw_row_t top)
{
    set_header(s, sheet);
    worksheet_set_landscape(sheet);
    worksheet_gridlines(sheet, LXW_SHOW_ALL_GRIDLINES);
    worksheet_set_paper(sheet, layout->paper);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.4);
    worksheet_fit_to_pages(sheet, layout->pages_wide, 0);
    mds_book__note(s->book, worksheet_repeat_rows(sheet, top, top));
    worksheet_freeze_panes(sheet, top + 1, layout->frozen);
    if (mds_sheets__front(table) < table->column_count) {
        mds_book__note(s->book,
                       worksheet_print_area(sheet, 0, 0, (lxw_row_t)(top + table->row_count),
                                            (lxw_col_t)(mds_sheets__front(table) - 1)));
    }
    if (layout->repeated > 0) {
        mds_book__note(s->book,
                       worksheet_repeat_columns(sheet, 0, (lxw_col_t)(layout->repeated - 1)));
    }
    if (!layout->names && table->row_count > 0) {
        mds_book__note(s->book,
                       worksheet_autofilter(sheet, top, 0, (lxw_row_t)(top + table->row_count),
                                            mds_sheets__column(table, table->column_count - 1)));
    }
}

static lxw_format *title_format(mds_sheets *s)
{
    if (s->title_row == NULL) {
        s->title_row = mds_book__format(s->book);
        if (s->title_row != NULL) {
            format_set_bold(s->title_row);
            format_set_font_size(s->title_row, 13);
            format_set_font_color(s->title_row, 0x2F4A63);
        }
    }
    return s->title_row;
}

static void write_title(mds_sheets *s, lxw_worksheet *sheet)
{
    mds_book__text(s->book, sheet, 0, 0, s->title, title_format(s));
    mds_book__note(s->book, worksheet_set_row(sheet, 0, 24, NULL));
}

static void write_rows(mds_sheets *s, lxw_worksheet *sheet, const mds_table *table,
                       const mds_sheet_layout *layout, lxw_row_t row)
{
    const mds_cell *cell = table->cells;
    for (size_t i = 0; i < table->row_count && s->book->error == LXW_NO_ERROR; i++, row++) {
        mds_cell_mark row_mark = cell->mark == MDS_MARK_HEADING ? MDS_MARK_HEADING : MDS_MARK_NONE;
        set_height(s, sheet, row, cell, table, layout->most_lines);
        for (size_t c = 0; c < table->column_count; c++, cell++) {
            write_cell(s, sheet, row, mds_sheets__column(table, c), cell, &table->columns[c],
                       row_mark);
        }
    }
}

static double front_width(const mds_table *table)
{
    double width = 0.0;

    for (size_t c = 0; c < mds_sheets__front(table); c++) {
        width += table->columns[c].width;
    }
    return width;
}

void mds_sheets__write(mds_sheets *s, const mds_table *table, const mds_sheet_layout *layout)
{
    lxw_worksheet *sheet = mds_book__sheet(s->book, table->title);
    lxw_row_t top = layout->title_row ? 1 : 0;
    if (sheet == NULL || s->heading == NULL) {
        return;
    }
    s->left = layout->names;
    if (layout->title_row) {
        write_title(s, sheet);
    } else if (layout->lead != NULL) {
        top =
            mds_sheets__lead(s, sheet, layout->lead, mds_sheets__front(table), front_width(table));
    }
    set_page(s, sheet, table, layout, top);
    mds_sheets__columns(s, sheet, table, top);
    set_height(s, sheet, top, NULL, table, layout->most_lines);
    write_rows(s, sheet, table, layout, top + 1);
    if (table->row_count > 0) {
        mds_sheets__rules(s, sheet, table, top);
    }
}
