/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables with their caption, headings of columns and rows, and what a mark means as word and
 * shape. */
#include "html_parts.h"

#include "base/num.h"
#include <string.h>

void mds_html__chip(mds_strbuf *out, mds_cell_mark mark, const char *word)
{
    const char *verdict = mds_svg__verdict(mark);

    if (verdict == NULL) {
        mds_html__text(out, word);
        return;
    }
    mds_strbuf_printf(out, "<span class=\"chip %s\">", verdict);
    mds_svg__shape(out, mark, 14.0);
    mds_html__text(out, word);
    mds_strbuf_puts(out, "</span>");
}

static bool is_number(const mds_cell *cell)
{
    return cell->kind == MDS_CELL_NUMBER;
}

/* Numbers are aligned right where all of a column are. */
static bool is_numeric(const mds_table *table, size_t column)
{
    bool any = false;

    for (size_t row = 0; row < table->row_count; row++) {
        const mds_cell *cell = &table->cells[row * table->column_count + column];
        if (cell->kind == MDS_CELL_TEXT || cell->kind == MDS_CELL_DATE) {
            return false;
        }
        any = any || is_number(cell);
    }
    return any;
}

/* The first column of text names the row. */
static size_t naming(const mds_table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        if (!is_numeric(table, c)) {
            return c;
        }
    }
    return 0;
}

static void put_head(mds_strbuf *out, const mds_table *table, const mds_html_table *how,
                     size_t naming_column)
{
    mds_strbuf_puts(out, "<thead><tr>");
    for (size_t c = 0; c < table->column_count; c++) {
        mds_strbuf_printf(out, "<th scope=\"col\"%s%s>", is_numeric(table, c) ? " class=\"n\"" : "",
                          table->columns[c].input != MDS_INPUT_NONE ? " data-own=\"\"" : "");
        mds_html__text(out, table->columns[c].title);
        mds_strbuf_puts(out, "</th>");
        if (how->bars != NULL && c == naming_column) {
            mds_strbuf_puts(out, "<td></td>");
        }
    }
    mds_strbuf_puts(out, "</tr></thead>\n");
}

static void put_value(mds_strbuf *out, const mds_cell *cell)
{
    if (cell->mark == MDS_MARK_NOTICE && cell->text[0] != '\0') {
        mds_strbuf_puts(out, "<strong class=\"notice\">");
        mds_html__text(out, cell->text);
        mds_strbuf_puts(out, "</strong>");
    } else if (mds_svg__verdict(cell->mark) != NULL) {
        mds_html__chip(out, cell->mark, cell->text);
    } else {
        mds_html__text(out, cell->text);
    }
}

static void put_cell(mds_strbuf *out, const mds_table *table, size_t row, size_t c,
                     const mds_html_table *how, bool heads)
{
    const mds_cell *cell = &table->cells[row * table->column_count + c];
    const bool above = cell->style == MDS_NUMBER_RRF && is_number(cell) && cell->number > 1.0;

    mds_strbuf_puts(out, heads ? "<th scope=\"row\"" : "<td");
    if (is_numeric(table, c)) {
        mds_strbuf_printf(out, " class=\"n%s\"", above ? " above" : "");
    } else if (table->columns[c].input != MDS_INPUT_NONE) {
        mds_strbuf_puts(out, " class=\"own\"");
    }
    if (how->list && is_number(cell)) {
        char exact[MDS_NUM_SIZE];
        mds_num_exact(exact, cell->number);
        mds_strbuf_printf(out, " data-v=\"%s\"", exact);
    }
    mds_strbuf_putc(out, '>');
    put_value(out, cell);
    mds_strbuf_puts(out, heads ? "</th>" : "</td>");
}

static void put_row(mds_strbuf *out, const mds_table *table, size_t row, const mds_html_table *how,
                    size_t naming_column)
{
    const mds_cell *first = &table->cells[row * table->column_count];

    if (first->mark == MDS_MARK_HEADING && how->names) {
        mds_strbuf_printf(out, "<tr><th class=\"group\" scope=\"colgroup\" colspan=\"%zu\">",
                          table->column_count);
        mds_html__text(out, first->text);
        mds_strbuf_puts(out, "</th></tr>\n");
        return;
    }
    mds_strbuf_puts(out, "<tr>");
    for (size_t c = 0; c < table->column_count; c++) {
        put_cell(out, table, row, c, how, c == naming_column && first[c].text[0] != '\0');
        if (how->bars != NULL && c == naming_column) {
            mds_strbuf_puts(out, "<td class=\"barcell\">");
            mds_svg__row(out, how->bars, row);
            mds_strbuf_puts(out, "</td>");
        }
    }
    mds_strbuf_puts(out, "</tr>\n");
}

void mds_html__table(mds_strbuf *out, const mds_table *table, const char *title,
                     const mds_html_table *how)
{
    const size_t naming_column = how->names ? 0 : naming(table);

    if (how->scrolls) {
        mds_strbuf_puts(out, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
        mds_html__text(out, title);
        mds_strbuf_puts(out, "\">");
    }
    mds_strbuf_printf(out, "<table class=\"%s\">", how->class);
    mds_html__element(out, "caption", "vh", title);
    put_head(out, table, how, naming_column);
    mds_strbuf_puts(out, "<tbody>\n");
    for (size_t row = 0; row < table->row_count; row++) {
        put_row(out, table, row, how, naming_column);
    }
    mds_strbuf_printf(out, "</tbody></table>%s\n", how->scrolls ? "</div>" : "");
}
