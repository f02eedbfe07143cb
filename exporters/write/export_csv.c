/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RFC 4180 with a byte order mark, which spreadsheet programs take as the sign of UTF-8. A text
 * that such a program would run as a formula gets an apostrophe in front; numbers are ours. */
#include "base/num.h"
#include "export_internal.h"
#include <string.h>

/* The full-width forms of = + - @ start a formula too in a Japanese spreadsheet program. */
static bool starts_formula(const char *text)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
        if (strncmp(text, wide[i], 3) == 0) {
            return true;
        }
    }
    return text[0] != '\0' && strchr("=+-@\t\r\n", text[0]) != NULL;
}

/* A text that steers nothing, as a field. */
static void put_field(mds_strbuf *out, const char *text)
{
    bool formula = starts_formula(text);
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

void mds_export__csv(mds_strbuf *out, const mds_table *table)
{
    mds_strbuf_puts(out, "\xEF\xBB\xBF");
    for (size_t c = 0; c < table->column_count; c++) {
        if (c > 0) {
            mds_strbuf_putc(out, ',');
        }
        mds_export__csv_text(out, table->columns[c].id);
    }
    mds_strbuf_puts(out, "\r\n");
    for (size_t i = 0; i < table->row_count; i++) {
        for (size_t c = 0; c < table->column_count; c++) {
            if (c > 0) {
                mds_strbuf_putc(out, ',');
            }
            put_cell(out, &table->cells[i * table->column_count + c]);
        }
        mds_strbuf_puts(out, "\r\n");
    }
}
