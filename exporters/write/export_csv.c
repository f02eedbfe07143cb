/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RFC 4180 with a byte order mark, which spreadsheet programs take as the sign of UTF-8. A text
 * that such a program would run as a formula gets an apostrophe in front; numbers are ours. */
#include "base/formula.h"
#include "base/num.h"
#include "export_internal.h"
#include <string.h>

/* A text that steers nothing, as a field. */
static void put_field(mds_strbuf *out, const char *text)
{
    bool formula = mds_formula_guarded(text);
    bool quoted = strpbrk(text, "\",\r\n") != NULL;
    if (quoted) {
        mds_strbuf_putc(out, '"');
    }
    if (formula) {
        mds_strbuf_putc(out, '\'');
    }
    for (const char *p = text; *p != '\0';) {
        size_t plain = strcspn(p, "\"");
        mds_strbuf_append(out, p, plain);
        p += plain;
        if (*p == '"') {
            mds_strbuf_puts(out, "\"\"");
            p++;
        }
    }
    if (quoted) {
        mds_strbuf_putc(out, '"');
    }
}

void mds_export__csv_text(mds_strbuf *out, const char *text)
{
    mds_strbuf scratch;

    mds_strbuf_init(&scratch, MDS_EXPORT_LIMIT);
    put_field(out, mds_export__cell_text(&scratch, text, SIZE_MAX));
    mds_strbuf_inherit(out, &scratch);
    mds_strbuf_finish(&scratch);
}

static void put_cell(mds_strbuf *out, const mds_cell *cell)
{
    char number[MDS_NUM_SIZE];
    switch (cell->kind) {
    case MDS_CELL_EMPTY:
        return;
    case MDS_CELL_TEXT:
    case MDS_CELL_DATE:
        mds_export__csv_text(out, cell->text);
        return;
    case MDS_CELL_NUMBER:
        mds_num_exact(number, cell->number);
        mds_strbuf_puts(out, number);
        return;
    }
}

/* The column of \p more that is the same as a column of \p table: of its id, and of those of one id
 * the same in number. SIZE_MAX when there is none. */
static size_t same_column(const mds_table *table, size_t column, const mds_table *more)
{
    size_t nth = 0;

    for (size_t c = 0; c < column; c++) {
        nth += strcmp(table->columns[c].id, table->columns[column].id) == 0;
    }
    for (size_t c = 0; c < more->column_count; c++) {
        if (strcmp(more->columns[c].id, table->columns[column].id) == 0 && nth-- == 0) {
            return c;
        }
    }
    return SIZE_MAX;
}

static void put_comma(mds_strbuf *out, size_t column)
{
    mds_strbuf_puts(out, column > 0 ? "," : "");
}

/* Of a table alone, or of one with rows of another behind it. */
static void put_heading(mds_strbuf *out, const mds_table *table, const mds_table *more)
{
    mds_strbuf_puts(out, "\xEF\xBB\xBF");
    for (size_t c = 0; c < table->column_count; c++) {
        put_comma(out, c);
        mds_export__csv_text(out, table->columns[c].id);
    }
    for (size_t c = 0; more != NULL && c < more->column_count; c++) {
        if (same_column(more, c, table) == SIZE_MAX) {
            mds_strbuf_putc(out, ',');
            mds_export__csv_text(out, more->columns[c].id);
        }
    }
    mds_strbuf_puts(out, "\r\n");
}

static void put_rows(mds_strbuf *out, const mds_table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        for (size_t c = 0; c < table->column_count; c++) {
            put_comma(out, c);
            put_cell(out, &table->cells[i * table->column_count + c]);
        }
        mds_strbuf_puts(out, "\r\n");
    }
}

void mds_export__csv(mds_strbuf *out, const mds_table *table)
{
    put_heading(out, table, NULL);
    put_rows(out, table);
}

void mds_export__csv_both(mds_strbuf *out, const mds_table *table, const mds_table *more)
{
    put_heading(out, table, more);
    put_rows(out, table);
    for (size_t i = 0; i < more->row_count; i++) {
        const mds_cell *cells = &more->cells[i * more->column_count];
        for (size_t c = 0; c < table->column_count; c++) {
            const size_t at = same_column(table, c, more);
            put_comma(out, c);
            if (at != SIZE_MAX) {
                put_cell(out, &cells[at]);
            }
        }
        for (size_t c = 0; c < more->column_count; c++) {
            if (same_column(more, c, table) == SIZE_MAX) {
                mds_strbuf_putc(out, ',');
                put_cell(out, &cells[c]);
            }
        }
        mds_strbuf_puts(out, "\r\n");
    }
}
