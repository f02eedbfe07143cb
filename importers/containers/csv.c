/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of text: RFC 4180 with ',', ';', '|' or TAB, in any encoding that base/utf8.h knows. */
#include "container.h"

#include "delimiter.h"
#include "lines.h"
#include "text_file.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

/* Records and fields that make a text a table, whatever its lines look like. */
enum { TABLE_RECORDS = 5, TABLE_FIELDS = 4 };

/* A place in the text. */
typedef struct cursor {
    const char *p, *end;
    uint32_t line; /* from 1 */
    char delimiter;
} cursor;

typedef enum field_end { END_FIELD, END_RECORD, END_TEXT } field_end;

/* Where a field was and what became of it. */
typedef struct field {
    uint32_t line;
    bool unclosed; /* its quote is still open at the end of the text */
} field;

static void take(cursor *c, mds_strbuf *buf)
{
    if (buf != NULL) {
        mds_strbuf_putc(buf, *c->p);
    }
    c->line += *c->p == '\n';
    c->p++;
}

/* A quoted field's inside; the cursor is behind the opening quote. */
static bool read_quoted(cursor *c, mds_strbuf *buf)
{
    while (c->p < c->end) {
        if (*c->p != '"') {
            take(c, buf);
        } else if (c->end - c->p > 1 && c->p[1] == '"') {
            c->p++;
            take(c, buf);
        } else {
            c->p++;
            return true;
        }
    }
    return false;
}

/* Whether a field begins with blanks and then a quotation mark, or with ="; \p n gets the bytes
 * before the mark. "Yes" is written so by hand, and ="4.10" by programs that fear for the zero. */
static bool begins_quoted(size_t *n, const cursor *c)
{
    const char *p = c->p;

    while (p < c->end && *p == ' ' && c->delimiter != ' ') {
        p++;
    }
    if (c->end - p >= 2 && p[0] == '=' && p[1] == '"') {
        p++;
    }
    *n = (size_t)(p - c->p);
    return p < c->end && *p == '"';
}

/* Blanks between a closing quote and the end of the field are no text. */
static void skip_blanks_before_end(cursor *c)
{
    const char *p = c->p;

    while (p < c->end && *p == ' ') {
        p++;
    }
    if (p == c->end || *p == c->delimiter || *p == '\n' || *p == '\r') {
        c->p = p;
    }
}

/* Reads one field into \p buf (NULL: passes over it) and its end. Text between a closing quote
 * and the delimiter is kept as it stands: programs disagree about it, and nothing may be lost. */
static field_end read_field(cursor *c, mds_strbuf *buf, field *out)
{
    size_t before = 0;

    out->line = c->line;
    out->unclosed = false;
    if (begins_quoted(&before, c)) {
        c->p += before + 1;
        out->unclosed = !read_quoted(c, buf);
        skip_blanks_before_end(c);
    }
    while (c->p < c->end && *c->p != c->delimiter && *c->p != '\n' && *c->p != '\r') {
        take(c, buf);
    }
    if (c->p >= c->end) {
        return END_TEXT;
    }
    if (*c->p == c->delimiter) {
        c->p++;
        return END_FIELD;
    }
    if (*c->p == '\r' && c->end - c->p > 1 && c->p[1] == '\n') {
        c->p++;
    }
    c->p++;
    c->line++;
    return END_RECORD;
}

/* Excel's own first line "sep=;" names the delimiter and is no record. */
static char named_delimiter(cursor *c)
{
    if (c->end - c->p < 5 || memcmp(c->p, "sep=", 4) != 0) {
        return '\0';
    }
    const char delimiter = c->p[4];
    if (delimiter != ',' && delimiter != ';' && delimiter != '\t' && delimiter != '|') {
        return '\0';
    }
    c->p += 5;
    if (c->p < c->end && *c->p == '\r') {
        c->p++;
    }
    if (c->p < c->end && *c->p == '\n') {
        c->p++;
        c->line++;
    }
    return delimiter;
}

typedef struct reader {
    mds_grid *grid;
    mds_strbuf buf;
    size_t controls;
} reader;

static mds_status keep_field(reader *r, const field *f, uint32_t column)
{
    mds_grid *grid = r->grid;
    const char *where = r->buf.status == MDS_ELIMIT || f->unclosed
                            ? mds_grid__where(grid->arena, grid, &grid->sheets[0], f->line, column)
                            : NULL;

    if (r->buf.status == MDS_ELIMIT) {
        char limit[24];
        (void)snprintf(limit, sizeof limit, "%zu", MDS_LIMIT_CELL_BYTES);
        mds_diag_add(grid->diags, MDS_D_SHEET_CELL_BYTES, grid->file, where, limit, NULL);
        return MDS_ELIMIT;
    }
    if (f->unclosed) {
        mds_diag_add(grid->diags, MDS_D_CSV_QUOTE_OPEN, grid->file, where, NULL);
    }
    if (mds_grid__leaves_out(grid, f->line, column, r->buf.p)) {
        return MDS_OK;
    }
    char *text = mds_strbuf_copy(&r->buf, grid->arena);
    if (text == NULL) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    r->controls += mds_grid__blank_controls(text);
    return mds_grid__add_cell(grid, column, f->line, text, text);
}

static mds_status read_records(reader *r, cursor *c)
{
    uint32_t column = 0;
    uint32_t first_line = c->line;
    field f;

    while (c->p < c->end) {
        mds_strbuf_clear(&r->buf);
        const field_end end = read_field(c, &r->buf, &f);
        mds_status status = MDS_OK;
        if (r->buf.n > 0 || r->buf.status != MDS_OK || f.unclosed) {
            status = keep_field(r, &f, column);
        }
        column++;
        if (status == MDS_OK && (end != END_FIELD || c->p >= c->end)) {
            status = mds_grid__end_row(r->grid, first_line, false);
            column = 0;
            first_line = c->line;
        }
        if (status != MDS_OK) {
            return status;
        }
    }
    return MDS_OK;
}

static void report_controls(const reader *r)
{
    char count[24];

    if (r->controls > 0) {
        (void)snprintf(count, sizeof count, "%zu", r->controls);
        mds_diag_add(r->grid->diags, MDS_D_TEXT_CONTROLS, r->grid->file, NULL, count, NULL);
    }
}

/* Whether nine records of ten have as many fields as a form has columns: then colons are text. */
static bool is_table(const mds_delimiter *d)
{
    return d->fields >= TABLE_FIELDS && d->regular >= TABLE_RECORDS &&
           d->regular * 10 >= d->records * 9;
}

mds_status mds_csv__read(mds_grid *grid, const mds_source *source)
{
    reader r = {.grid = grid};
    mds_sv text = {0};
    mds_status status = mds_text_file__decode(&text, grid, source);

    if (status != MDS_OK) {
        return status;
    }
    cursor c = {.p = text.p, .end = text.p + text.n, .line = 1};
    grid->lines = true;
    status = mds_grid__add_sheet(grid, "", false);
    if (status != MDS_OK) {
        return status;
    }
    const mds_delimiter found = mds_delimiter__find(text);
    const mds_lines_kind kind = is_table(&found) ? MDS_LINES_NONE : mds_lines__kind(text);
    if (kind != MDS_LINES_NONE) {
        status = mds_lines__read(grid, text, kind);
        return status == MDS_OK ? mds_grid__finish_sheet(grid) : status;
    }
    c.delimiter = named_delimiter(&c);
    if (c.delimiter == '\0') {
        c.delimiter = grid->delimiter != '\0' ? grid->delimiter : found.sign;
    }
    mds_strbuf_init(&r.buf, MDS_LIMIT_CELL_BYTES);
    status = read_records(&r, &c);
    mds_strbuf_finish(&r.buf);
    if (status == MDS_OK) {
        report_controls(&r);
        status = mds_grid__finish_sheet(grid);
    }
    return status;
}
