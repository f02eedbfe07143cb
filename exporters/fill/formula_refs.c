/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formula_refs.h"

#include <string.h>

enum { LAST_ROW = 1048576, LAST_COLUMN = 16383 };

typedef struct reader {
    const char *p, *end;
    mds_arena *arena;
    const mds_ref_scope *scope;
    mds_refs refs;
    bool no_memory;
} reader;

/* One end of an area. */
typedef struct end_point {
    uint32_t row, column; /* row 0: a whole column; column UINT32_MAX: a whole row */
    bool fixed_row, fixed_column;
} end_point;

static bool is_word(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '\\' || c == '$' || c == '?' || (unsigned char)c >= 0x80;
}

static mds_sv word_at(const char *p, const char *end)
{
    const char *q = p;
    while (q < end && is_word(*q)) {
        q++;
    }
    return (mds_sv){p, (size_t)(q - p)};
}

/* "$B$5", "B", "$5": the whole word. */
static bool read_end(end_point *out, mds_sv word)
{
    const char *p = word.p;
    const char *const end = p + word.n;
    end_point e = {.column = UINT32_MAX};
    uint32_t letters = 0;
    bool dollar = p < end && *p == '$';
    p += dollar ? 1 : 0;
    for (; p < end && ((*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z')); p++) {
        letters = letters * 26 + (uint32_t)((*p | 0x20) - 'a') + 1;
        if (letters > LAST_COLUMN + 1) {
            return false;
        }
    }
    if (letters > 0) {
        e.column = letters - 1;
        e.fixed_column = dollar;
        dollar = p < end && *p == '$';
        p += dollar ? 1 : 0;
    }
    for (; p < end && *p >= '0' && *p <= '9'; p++) {
        e.row = e.row * 10 + (uint32_t)(*p - '0');
        if (e.row > LAST_ROW) {
            return false;
        }
    }
    e.fixed_row = dollar;
    if (p != end || (letters == 0 && e.row == 0)) {
        return false;
    }
    *out = e;
    return true;
}

static void add(reader *r, uint32_t sheet, const end_point *first, const end_point *last)
{
    mds_ref ref = {.sheet = sheet,
                   .area = {.first_row = first->row,
                            .last_row = last->row,
                            .first_column = first->column,
                            .last_column = last->column},
                   .fixed_first_row = first->fixed_row,
                   .fixed_last_row = last->fixed_row,
                   .fixed_first_column = first->fixed_column,
                   .fixed_last_column = last->fixed_column};
    if (first->row == 0) { /* whole columns stay whole wherever they move */
        ref.area.first_row = 1;
        ref.area.last_row = LAST_ROW;
        ref.fixed_first_row = ref.fixed_last_row = true;
    }
    if (first->column == UINT32_MAX) {
        ref.area.first_column = 0;
        ref.area.last_column = LAST_COLUMN;
        ref.fixed_first_column = ref.fixed_last_column = true;
    }
    if (!mds_array_reserve(r->arena, &r->refs.at, &r->refs.capacity, r->refs.count,
                           sizeof *r->refs.at)) {
        r->no_memory = true;
        return;
    }
    r->refs.at[r->refs.count++] = ref;
}

static bool is_whole(const end_point *e)
{
    return e->row == 0 || e->column == UINT32_MAX;
}

/* A word that is no function and no sheet: a place, the begin of an area, or a name. */
static void read_place(reader *r, uint32_t sheet, mds_sv word)
{
    end_point first;
    end_point last;
    if (!read_end(&first, word)) {
        const bool constant = mds_scan__is(word, "TRUE") || mds_scan__is(word, "FALSE") ||
                              *word.p == '.' || (*word.p >= '0' && *word.p <= '9');
        r->refs.anything = r->refs.anything || !constant; /* a name */
        return;
    }
    if (r->p < r->end && *r->p == ':') {
        const mds_sv other = word_at(r->p + 1, r->end);
        if (read_end(&last, other) && (first.row == 0) == (last.row == 0) &&
            (first.column == UINT32_MAX) == (last.column == UINT32_MAX)) {
            r->p = other.p + other.n;
            add(r, sheet, &first, &last);
        } else {
            r->refs.anything = true;
        }
    } else if (!is_whole(&first)) {
        add(r, sheet, &first, &first);
    } else if (first.row == 0) { /* letters alone: a name. Digits alone are a number. */
        r->refs.anything = true;
    }
}

static uint32_t sheet_named(const reader *r, mds_sv name)
{
    for (uint32_t i = 0; i < r->scope->sheet_count; i++) {
        if (mds_scan__is(name, r->scope->sheets[i])) {
            return i;
        }
    }
    return UINT32_MAX;
}

/* Behind "Sheet!": a name that is none of this book's sheets may be a group of them, or spelled in
 * other letters. */
static void read_on_sheet(reader *r, mds_sv name)
{
    const uint32_t sheet = sheet_named(r, name);
    const mds_sv word = word_at(r->p, r->end);
    r->p += word.n;
    if (sheet == UINT32_MAX || word.n == 0) {
        r->refs.anything = true;
    } else {
        read_place(r, sheet, word);
    }
}

static bool finds_cells_itself(mds_sv function)
{
    return mds_scan__is(function, "INDIRECT") || mds_scan__is(function, "OFFSET") ||
           mds_scan__is(function, "indirect") || mds_scan__is(function, "offset");
}

static void read_word(reader *r)
{
    const mds_sv word = word_at(r->p, r->end);
    r->p += word.n;
    if (r->p < r->end && *r->p == '!') {
        r->p++;
        read_on_sheet(r, word);
    } else if (r->p < r->end && *r->p == '(') {
        r->refs.anything = r->refs.anything || finds_cells_itself(word);
    } else {
        read_place(r, r->scope->own, word);
    }
}

/* From an opening quote to behind the closing one; a doubled quote is one of the text. */
static mds_sv read_quoted(reader *r, mds_strbuf *text)
{
    const char quote = *r->p++;
    mds_strbuf_clear(text);
    while (r->p < r->end) {
        if (*r->p == quote) {
            r->p++;
            if (r->p == r->end || *r->p != quote) {
                break;
            }
        }
        mds_strbuf_putc(text, *r->p++);
    }
    return (mds_sv){text->p, text->n};
}

static void read_all(reader *r, mds_strbuf *scratch)
{
    while (r->p < r->end && !r->refs.anything && !r->no_memory) {
        const char c = *r->p;
        if (c == '"') {
            (void)read_quoted(r, scratch);
        } else if (c == '\'') {
            const mds_sv name = read_quoted(r, scratch);
            if (r->p < r->end && *r->p == '!') {
                r->p++;
                read_on_sheet(r, name);
            }
        } else if (c == '[') { /* a table, or another book */
            r->refs.anything = true;
        } else if (c == '#') { /* "#REF!" */
            r->p++;
            r->p += word_at(r->p, r->end).n;
            r->p += r->p < r->end && *r->p == '!' ? 1 : 0;
        } else if (is_word(c)) {
            read_word(r);
        } else {
            r->p++;
        }
    }
}

mds_status mds_refs__read(mds_refs *out, mds_arena *arena, mds_sv text, const mds_ref_scope *scope)
{
    reader r = {.arena = arena, .scope = scope};
    mds_strbuf plain;
    mds_strbuf scratch;
    mds_strbuf_init(&plain, 1 << 20);
    mds_strbuf_init(&scratch, 1 << 20);
    mds_scan__unescape(&plain, text);
    r.p = plain.p;
    r.end = plain.p + plain.n;
    read_all(&r, &scratch);
    r.refs.anything = r.refs.anything || plain.status != MDS_OK || scratch.status != MDS_OK;
    const bool no_buffer = plain.status == MDS_ENOMEM || scratch.status == MDS_ENOMEM;
    mds_strbuf_finish(&plain);
    mds_strbuf_finish(&scratch);
    if (r.no_memory || no_buffer) {
        return no_buffer ? MDS_ENOMEM : mds_arena_status(arena);
    }
    *out = r.refs;
    return MDS_OK;
}

static bool move(uint32_t *value, bool fixed, int64_t by, int64_t least, int64_t most)
{
    const int64_t moved = (int64_t)*value + (fixed ? 0 : by);
    if (moved < least || moved > most) {
        return false;
    }
    *value = (uint32_t)moved;
    return true;
}

bool mds_ref__moved(mds_area *out, const mds_ref *ref, int64_t rows, int64_t columns)
{
    mds_area a = ref->area;
    if (!move(&a.first_row, ref->fixed_first_row, rows, 1, LAST_ROW) ||
        !move(&a.last_row, ref->fixed_last_row, rows, 1, LAST_ROW) ||
        !move(&a.first_column, ref->fixed_first_column, columns, 0, LAST_COLUMN) ||
        !move(&a.last_column, ref->fixed_last_column, columns, 0, LAST_COLUMN)) {
        return false;
    }
    *out =
        (mds_area){.first_row = a.first_row < a.last_row ? a.first_row : a.last_row,
                   .last_row = a.first_row < a.last_row ? a.last_row : a.first_row,
                   .first_column = a.first_column < a.last_column ? a.first_column : a.last_column,
                   .last_column = a.first_column < a.last_column ? a.last_column : a.first_column};
    return true;
}
