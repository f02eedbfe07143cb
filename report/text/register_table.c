/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"
#include "register_internal.h"
#include <string.h>

enum { REGISTER_TEXT_LIMIT = 1 << 20 };

void mds_reg__init(mds_reg *r, mds_arena *arena, const mds_risk_assessment *as, mds_lang lang)
{
    *r = (mds_reg){.arena = arena,
                   .as = as,
                   .catalog = as->catalog,
                   .policy = as->policy,
                   .facts = as->facts,
                   .deployment = as->deployment,
                   .as_of = as->as_of,
                   .lang = lang};
    mds_strbuf_init(&r->buf, REGISTER_TEXT_LIMIT);
}

void mds_reg__finish(mds_reg *r)
{
    mds_strbuf_finish(&r->buf);
}

const char *mds_reg__text(const mds_reg *r, const char *key)
{
    return mds_catalog_text(r->catalog, r->lang, key);
}

const char *mds_reg__named(mds_reg *r, const char *prefix, const char *name)
{
    mds_strbuf_clear(&r->buf);
    mds_strbuf_printf(&r->buf, "%s.%s", prefix, name);
    if (r->buf.status != MDS_OK) {
        r->status = r->buf.status;
        return "";
    }
    const char *text = mds_reg__text(r, r->buf.p);
    /* The key itself comes back when there is no text, and the buffer is about to be reused. */
    return text == r->buf.p ? mds_reg__copy(r, &r->buf) : text;
}

const char *mds_reg__in(const mds_reg *r, const mds_text *text)
{
    return text->in[r->lang];
}

static void append_arguments(mds_reg *r, mds_strbuf *out, const char *key, va_list list)
{
    const char *args[9];
    size_t count = 0;
    const char *arg = va_arg(list, const char *);
    while (arg != NULL && count < sizeof args / sizeof args[0]) {
        args[count++] = arg;
        arg = va_arg(list, const char *);
    }
    mds_strbuf_template(out, mds_reg__text(r, key), args, count);
}

void mds_reg__append(mds_reg *r, mds_strbuf *out, const char *key, ...)
{
    va_list list;
    va_start(list, key);
    append_arguments(r, out, key, list);
    va_end(list);
}

const char *mds_reg__format(mds_reg *r, const char *key, ...)
{
    va_list list;
    va_start(list, key);
    mds_strbuf_clear(&r->buf);
    append_arguments(r, &r->buf, key, list);
    va_end(list);
    return mds_reg__copy(r, &r->buf);
}

const char *mds_reg__copy(mds_reg *r, const mds_strbuf *buf)
{
    const char *copy = buf->status == MDS_OK ? mds_strbuf_copy(buf, r->arena) : NULL;
    if (copy != NULL) {
        return copy;
    }
    if (r->status == MDS_OK) {
        r->status = buf->status != MDS_OK ? buf->status : mds_arena_status(r->arena);
    }
    return "";
}

void mds_reg__drop(mds_reg *r, mds_strbuf *buf)
{
    if (r->status == MDS_OK) {
        r->status = buf->status;
    }
    mds_strbuf_finish(buf);
}

const char *mds_reg__significant(mds_reg *r, double value, int digits)
{
    char text[MDS_NUM_SIZE];
    mds_num_significant(text, value, digits);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_puts(&r->buf, text);
    return mds_reg__copy(r, &r->buf);
}

const char *mds_reg__date(mds_reg *r, int32_t day)
{
    char text[MDS_DATE_SIZE];
    mds_date_format(text, day);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_puts(&r->buf, text);
    return mds_reg__copy(r, &r->buf);
}

void mds_table__init(mds_table_builder *b, mds_reg *r, const char *id,
                     const mds_column_spec *columns, size_t count)
{
    *b = (mds_table_builder){.r = r, .table = {.id = id, .title = ""}};
    mds_column *made = mds_arena_alloc(r->arena, count, sizeof *made);
    if (made == NULL) {
        r->status = mds_arena_status(r->arena);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        made[i] = (mds_column){.id = columns[i].id,
                               .title = mds_reg__named(r, "column", columns[i].id),
                               .width = columns[i].width,
                               .wrap = columns[i].wrap};
    }
    b->table.title = mds_reg__named(r, "table", id);
    b->columns = made;
    b->table.columns = made;
    b->table.column_count = count;
}

void mds_table__place(mds_table_builder *b, size_t column, mds_column_group group,
                      mds_column_input input)
{
    if (column < b->table.column_count) {
        b->columns[column].group = group;
        b->columns[column].input = input;
    }
}

void mds_table__rename(mds_table_builder *b, size_t column, const char *title)
{
    if (column < b->table.column_count) {
        b->columns[column].title = title;
    }
}

bool mds_table__row(mds_table_builder *b)
{
    size_t columns = b->table.column_count;
    if (columns == 0) {
        return false;
    }
    size_t used = b->table.row_count * columns;
    for (size_t i = 0; i < columns; i++) {
        if (!mds_array_reserve(b->r->arena, &b->cells, &b->capacity, used + i, sizeof *b->cells)) {
            b->r->status = mds_arena_status(b->r->arena);
            b->row = NULL;
            return false;
        }
        b->cells[used + i] = (mds_cell){.kind = MDS_CELL_EMPTY, .text = ""};
    }
    b->row = b->cells + used;
    b->table.row_count++;
    return true;
}

void mds_table__text(mds_table_builder *b, size_t column, const char *text)
{
    mds_table__marked(b, column, text, MDS_MARK_NONE);
}

void mds_table__marked(mds_table_builder *b, size_t column, const char *text, mds_cell_mark mark)
{
    if (b->row == NULL) {
        return;
    }
    b->row[column] = (mds_cell){
        .kind = text[0] != '\0' ? MDS_CELL_TEXT : MDS_CELL_EMPTY, .mark = mark, .text = text};
}

/* The one place where a number of the register is rounded for people. */
static void round_for_people(char out[MDS_NUM_SIZE], double value, mds_number_style style)
{
    switch (style) {
    case MDS_NUMBER_INTEGER:
        mds_num_fixed(out, value, 0);
        return;
    case MDS_NUMBER_RISK:
        mds_num_significant(out, value, value < 10 ? 2 : 3);
        return;
    case MDS_NUMBER_RRF:
        mds_num_digits(out, mds_model_printed(value), 3);
        return;
    case MDS_NUMBER_PLAIN:
    case MDS_NUMBER_SHARE:
    case MDS_NUMBER_PROBABILITY:
    case MDS_NUMBER_TYPED:
    case MDS_NUMBER_STYLE__COUNT:
        mds_num_significant(out, value, 3);
        return;
    }
}

static const char *number_words(mds_reg *r, double value, mds_number_style style)
{
    char text[MDS_NUM_SIZE];

    if (style == MDS_NUMBER_SHARE || style == MDS_NUMBER_PROBABILITY) {
        return style == MDS_NUMBER_SHARE ? mds_words__share(r, value) : mds_words__sure(r, value);
    }
    round_for_people(text, value, style);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_puts(&r->buf, text);
    return mds_reg__copy(r, &r->buf);
}

void mds_table__number(mds_table_builder *b, size_t column, double value, mds_number_style style)
{
    if (b->row == NULL) {
        return;
    }
    b->row[column] = (mds_cell){.kind = MDS_CELL_NUMBER,
                                .style = style,
                                .text = number_words(b->r, value, style),
                                .number = value};
}

void mds_table__formula(mds_table_builder *b, size_t column, double value, const char *formula)
{
    mds_table__number(b, column, value, MDS_NUMBER_PLAIN);
    if (b->row != NULL) {
        b->row[column].formula = formula;
    }
}

void mds_table__date(mds_table_builder *b, size_t column, int32_t day)
{
    if (b->row == NULL || day == MDS_DAY_NONE) {
        return;
    }
    b->row[column] =
        (mds_cell){.kind = MDS_CELL_DATE, .text = mds_reg__date(b->r, day), .number = (double)day};
}

/* A row that is nothing but a heading: one with a value beside it says something by itself. */
static bool is_bare_heading(const mds_cell *row, size_t columns)
{
    bool bare = row[0].mark == MDS_MARK_HEADING;

    for (size_t c = 1; c < columns; c++) {
        bare = bare && row[c].kind == MDS_CELL_EMPTY;
    }
    return bare;
}

void mds_table__drop_idle_headings(mds_table_builder *b)
{
    const size_t columns = b->table.column_count;
    const size_t rows = b->table.row_count;
    size_t kept = 0;

    for (size_t i = 0; i < rows; i++) {
        const mds_cell *row = b->cells + i * columns;
        const bool last = i + 1 == rows;
        if (is_bare_heading(row, columns) && (last || is_bare_heading(row + columns, columns))) {
            continue;
        }
        memmove(b->cells + kept * columns, row, columns * sizeof *row);
        kept++;
    }
    b->table.row_count = kept;
    b->row = NULL;
}

void mds_table__finish(mds_table_builder *b, mds_table *out)
{
    b->table.cells = b->cells;
    *out = b->table;
}
