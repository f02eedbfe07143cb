/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: headings repeated on each page, columns as wide as the report says, no row torn where it
 * fits a page. */
#include "docx.h"

#include "base/text_width.h"

/* Twentieths of a point: what is beside a cell's text, and the width of a bold letter. */
enum { MARGINS = 160, LETTER = 118, SMALL_LETTER = 98 };
enum { MOST_COLUMNS = 14, LEAST_WIDTH = 11, MOST_WIDTH = 42, NAMES_SHARE = 28 };

static void begin_table(mds_strbuf *out, unsigned width)
{
    mds_strbuf_printf(out,
                      "<w:tbl><w:tblPr><w:tblStyle w:val=\"Rows\"/><w:tblW w:w=\"%u\" "
                      "w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
                      width);
}

/* A table must not touch the next one: Word would make one of both. */
static void end_table(mds_strbuf *out)
{
    mds_strbuf_puts(out, "</w:tbl>\n<w:p><w:pPr><w:pStyle w:val=\"Small\"/></w:pPr></w:p>\n");
}

static void put_cell(mds_strbuf *out, const char *text, unsigned width, const char *style,
                     bool strong)
{
    mds_strbuf_printf(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/>%s</w:tcPr><w:p><w:pPr>"
        "<w:pStyle w:val=\"%s\"/></w:pPr>",
        width, strong ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8EDF3\"/>" : "", style);
    if (text[0] != '\0') {
        mds_docx__run(out, text, strong);
    }
    mds_strbuf_puts(out, "</w:p></w:tc>");
}

static double weight_of(const mds_column *column)
{
    return column->width < LEAST_WIDTH  ? LEAST_WIDTH
           : column->width > MOST_WIDTH ? MOST_WIDTH
                                        : column->width;
}

/* What the longest word of a heading takes, so that it is not torn. Japanese may break anywhere. */
static unsigned least_of(const mds_column *column, unsigned letter)
{
    size_t longest = 0;
    size_t word = 0;

    for (const char *p = column->title; *p != '\0';) {
        uint32_t code;
        size_t columns;
        p += mds_text_next(p, &code, &columns);
        word = code == ' ' || columns > 1 ? 0 : word + columns;
        longest = word > longest ? word : longest;
    }
    return MARGINS + letter * (unsigned)longest;
}

/* By weight; a column that would tear its heading has what the heading takes, and the others share
 * what is left. */
static void share_width(unsigned *widths, const mds_table *table, unsigned width, unsigned letter)
{
    double all = 0;
    double rest = 0;
    unsigned left = width;

    for (size_t c = 0; c < table->column_count; c++) {
        all += weight_of(&table->columns[c]);
    }
    for (size_t c = 0; c < table->column_count; c++) {
        const double weight = weight_of(&table->columns[c]);
        const unsigned least = least_of(&table->columns[c], letter);
        widths[c] = width * weight / all < least && least < left ? least : 0;
        left -= widths[c];
        rest += widths[c] > 0 ? 0 : weight;
    }
    for (size_t c = 0; c < table->column_count; c++) {
        widths[c] =
            widths[c] > 0 ? widths[c] : (unsigned)(left * weight_of(&table->columns[c]) / rest);
    }
}

static void put_rows(mds_strbuf *out, const mds_table *table, unsigned width)
{
    const bool small = table->column_count > 7;
    const char *style = small ? "CellSmall" : "Cell";
    unsigned widths[MOST_COLUMNS];

    share_width(widths, table, width, small ? SMALL_LETTER : LETTER);
    begin_table(out, width);
    for (size_t c = 0; c < table->column_count; c++) {
        mds_strbuf_printf(out, "<w:gridCol w:w=\"%u\"/>", widths[c]);
    }
    mds_strbuf_puts(out, "</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (size_t c = 0; c < table->column_count; c++) {
        put_cell(out, table->columns[c].title, widths[c], style, true);
    }
    mds_strbuf_puts(out, "</w:tr>\n");
    for (size_t row = 0; row < table->row_count; row++) {
        const bool heading = mds_flow__is_heading(table, row);
        mds_strbuf_puts(out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (size_t c = 0; c < table->column_count; c++) {
            const mds_cell *cell = &table->cells[row * table->column_count + c];
            put_cell(out, cell->text, widths[c], style, heading || cell->mark == MDS_MARK_NOTICE);
        }
        mds_strbuf_puts(out, "</w:tr>\n");
    }
    end_table(out);
}

/* More columns than a page can show: what a row holds, below each other. */
static void put_records(mds_strbuf *out, const mds_table *table, unsigned width)
{
    const unsigned names = width * NAMES_SHARE / 100;

    begin_table(out, width);
    mds_strbuf_printf(out, "<w:gridCol w:w=\"%u\"/><w:gridCol w:w=\"%u\"/></w:tblGrid>\n", names,
                      width - names);
    for (size_t row = 0; row < table->row_count; row++) {
        bool first = true;
        for (size_t c = 0; c < table->column_count; c++) {
            const mds_cell *cell = &table->cells[row * table->column_count + c];
            if (cell->text[0] == '\0') {
                continue;
            }
            mds_strbuf_puts(out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            put_cell(out, table->columns[c].title, names, "Cell", first);
            put_cell(out, cell->text, width - names, "Cell", first);
            mds_strbuf_puts(out, "</w:tr>\n");
            first = false;
        }
    }
    end_table(out);
}

void mds_docx__table(mds_strbuf *out, const mds_table *table, unsigned width)
{
    if (table->row_count == 0 || table->column_count == 0) {
        return;
    }
    if (table->column_count > MOST_COLUMNS) {
        put_records(out, table, width);
    } else {
        put_rows(out, table, width);
    }
}
