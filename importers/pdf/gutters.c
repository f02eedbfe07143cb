/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns without rules: parted by the white gaps that all rows leave, and by the place where the
 * words of many rows begin. */
#include "page.h"

#include <stdlib.h>
#include <string.h>

enum { POINT = 100, BINS = 6000, FEW_KEYS = 8 };
/* One line in so many may reach over a gutter with wide gaps; over one that text fills. */
enum { OPEN = 4, WIDE_OPEN = 16 };

typedef struct row_range {
    uint32_t first, last; /* lines of a view that begin with an id */
    int32_t left;         /* where those begin */
} row_range;

/* What is known of the lines of a group: of each point across the page, how many have a word over
 * it, and in how many a word begins there. */
typedef struct profile {
    const mds_pdf_view *views;
    row_range *rows; /* of each view */
    size_t count;
    uint32_t group;
    bool keys; /* lines that begin with an id; else those of several pieces */
    uint32_t *covered, *begun;
    uint32_t *reach; /* in how many lines a word begins there or to the right */
    size_t lines;
    uint32_t most; /* lines that may reach over a gap */
    int32_t size;
} profile;

size_t mds_pdf__line_end(const mds_pdf_view *v, size_t from)
{
    size_t to = from + 1;

    while (to < v->word_count && v->lines[to] == v->lines[from]) {
        to++;
    }
    return to;
}

bool mds_pdf__is_key_line(const mds_pdf_view *v, size_t from)
{
    return mds_pdf__key_of(v->words[from].text) != MDS_PDF_KEY_NONE;
}

static bool is_member(const profile *p, const mds_pdf_view *v)
{
    return v->group == p->group && !v->ruled;
}

/* Lines that begin with an id with letters. */
static size_t count_keys(const profile *p)
{
    size_t keys = 0;

    for (size_t i = 0; i < p->count; i++) {
        const mds_pdf_view *v = &p->views[i];
        for (size_t from = 0; v->group == p->group && from < v->word_count;
             from = mds_pdf__line_end(v, from)) {
            keys += mds_pdf__key_of(v->words[from].text) == MDS_PDF_KEY_ID;
        }
    }
    return keys;
}

/* Whether a line shows columns. */
static bool is_counted(const profile *p, const mds_pdf_view *v, size_t from, size_t to)
{
    bool several = false;

    for (size_t i = from + 1; i < to; i++) {
        several = several || v->words[i].box.x0 - v->words[i - 1].box.x1 > mds_pdf__wide_gap(v);
    }
    return several && (!p->keys || mds_pdf__is_key_line(v, from));
}

/* Adds where the words of a line begin; those of a line that goes on with a row from the first. */
static void begin_line(const profile *p, const mds_pdf_view *v, size_t from, size_t to, bool rest)
{
    const int32_t end = v->words[to - 1].box.x0 / POINT;

    for (int32_t b = 0; b <= end && b < BINS; b++) {
        p->reach[b]++;
    }
    for (size_t i = rest ? from : from + 1; i < to; i++) {
        const int32_t first = v->words[i].box.x0 / POINT;
        if (first > 0 && first < BINS) {
            p->begun[first]++;
        }
    }
}

static void cover_line(const profile *p, const mds_pdf_view *v, size_t from, size_t to)
{
    int32_t done = -1;

    for (size_t i = from; i < to; i++) {
        const mds_pdf_box *box = &v->words[i].box;
        const int32_t first = box->x0 / POINT;
        const int32_t last = (box->x1 - 1) / POINT;
        for (int32_t b = first > done ? first : done + 1; b <= last && b < BINS; b++) {
            p->covered[b]++;
            done = b;
        }
    }
}

/* The rows of a view: from its first id to its last. */
static row_range range_of(const mds_pdf_view *v)
{
    row_range r = {.first = UINT32_MAX, .left = INT32_MAX};

    for (size_t from = 0; from < v->word_count; from = mds_pdf__line_end(v, from)) {
        if (mds_pdf__is_key_line(v, from)) {
            r.first = v->lines[from] < r.first ? v->lines[from] : r.first;
            r.last = v->lines[from];
            r.left = v->words[from].box.x0 < r.left ? v->words[from].box.x0 : r.left;
        }
    }
    return r;
}

/* Whether a line goes on with a row: it lies between the ids of a view, begins behind them, and
 * does not reach over a gutter, as what a section says of itself does. */
static bool is_rest(const mds_pdf_view *v, size_t from, const row_range *rows,
                    const mds_pdf_columns *known)
{
    const size_t to = mds_pdf__line_end(v, from);
    bool within = v->lines[from] > rows->first && v->lines[from] < rows->last &&
                  v->words[from].box.x0 > rows->left + v->size;

    for (size_t k = from; within && k < to; k++) {
        for (uint32_t c = 1; c < known->count; c++) {
            const int32_t start = known->starts[c];
            within = within &&
                     (v->words[k].box.x0 >= start - POINT || v->words[k].box.x1 <= start + POINT);
        }
    }
    return within;
}

static bool take_profile(profile *p, mds_arena *arena)
{
    static const mds_pdf_columns none = {.count = 1};

    p->keys = count_keys(p) >= FEW_KEYS;
    p->size = 800;
    p->covered = mds_arena_alloc(arena, BINS, sizeof *p->covered);
    p->begun = mds_arena_alloc(arena, BINS, sizeof *p->begun);
    p->reach = mds_arena_alloc(arena, BINS, sizeof *p->reach);
    p->rows = mds_arena_alloc(arena, p->count, sizeof *p->rows);
    if (p->covered == NULL || p->begun == NULL || p->reach == NULL || p->rows == NULL) {
        return false;
    }
    for (size_t i = 0; i < p->count; i++) {
        const mds_pdf_view *v = &p->views[i];
        p->rows[i] = range_of(v);
        for (size_t from = 0; is_member(p, v) && from < v->word_count;) {
            const size_t to = mds_pdf__line_end(v, from);
            if (is_counted(p, v, from, to)) {
                cover_line(p, v, from, to);
                begin_line(p, v, from, to, false);
                p->lines++;
            } else if (is_rest(v, from, &p->rows[i], &none)) {
                begin_line(p, v, from, to, true);
            }
            from = to;
        }
        p->size = is_member(p, v) ? v->size : p->size;
    }
    /* One text in a hundred may reach over a gap, and two of any form. */
    p->most = p->lines >= 200 ? (uint32_t)(p->lines / 100) : p->lines >= 20 ? 2 : 0;
    return true;
}

/* Whether the gap before word \p k is as wide as one beside it: justified text has such. */
static bool is_stretched(const mds_pdf_view *v, size_t k)
{
    const int32_t gap = v->words[k].box.x0 - v->words[k - 1].box.x1;
    const bool before = k > 1 && v->lines[k - 2] == v->lines[k - 1];
    const bool behind = k + 1 < v->word_count && v->lines[k + 1] == v->lines[k];
    const int32_t near = gap / 16;

    return (before && abs(v->words[k - 1].box.x0 - v->words[k - 2].box.x1 - gap) <= near) ||
           (behind && abs(v->words[k + 1].box.x0 - v->words[k].box.x1 - gap) <= near);
}

/* Whether most lines that have words on both sides of an edge leave a wide gap there: the words of
 * one cell may begin below one another by chance. \p reach: how far behind the edge a word may
 * begin. */
static bool is_gutter(const profile *p, int32_t edge, int32_t reach)
{
    size_t wide = 0;
    size_t tight = 0;

    for (size_t i = 0; i < p->count; i++) {
        const mds_pdf_view *v = &p->views[i];
        for (size_t k = 1; is_member(p, v) && k < v->word_count; k++) {
            const int32_t end = v->words[k - 1].box.x1;
            const int32_t begin = v->words[k].box.x0;
            if (v->lines[k] == v->lines[k - 1] && end <= edge + POINT && begin >= edge - POINT &&
                begin - edge <= reach) {
                const bool stretched = is_stretched(v, k);
                wide += begin - end >= v->size * 8 / 10 && !stretched;
                tight += begin - end < v->size / 2 || stretched;
            }
        }
    }
    return wide > tight;
}

/* Whether the lines of rows, those that go on too, show a gutter: next to none reaches over it. The
 * words of a column that few rows use may leave gaps below one another by chance. \p share: one
 * line in so many may. */
static bool is_open(const profile *p, int32_t edge, const mds_pdf_columns *known, size_t share)
{
    size_t over = 0;
    size_t apart = 0;

    for (size_t i = 0; p->keys && i < p->count; i++) {
        const mds_pdf_view *v = &p->views[i];
        for (size_t from = 0; is_member(p, v) && from < v->word_count;) {
            const size_t to = mds_pdf__line_end(v, from);
            const bool row = mds_pdf__is_key_line(v, from) || is_rest(v, from, &p->rows[i], known);
            bool left = false;
            bool right = false;
            for (size_t k = from; row && k < to; k++) {
                over += v->words[k].box.x0 < edge - POINT && v->words[k].box.x1 > edge + POINT;
                left = left || v->words[k].box.x1 <= edge + POINT;
                right = right || v->words[k].box.x0 >= edge - POINT;
            }
            apart += left && right;
            from = to;
        }
    }
    return over * share <= apart;
}

/* How far words reach from bin \p b on before the next gap. */
static int32_t run_of(const profile *p, int32_t b)
{
    int32_t end = b;
    int32_t gap = 0;

    for (; end < BINS && gap * POINT < p->size * 35 / 100; end++) {
        gap = p->covered[end] <= p->most ? gap + 1 : 0;
    }
    return (end - b) * POINT;
}

/* Where next to no line has words, a third of a letter wide: parted in the middle, for a heading
 * may be wider than what is below it. */
static void find_gaps(const profile *p, mds_pdf_columns *out)
{
    int32_t gap = 0;
    bool covered = false;

    for (int32_t b = 0; b < BINS && p->lines >= 2; b++) {
        if (p->covered[b] <= p->most) {
            gap++;
            continue;
        }
        if (covered && gap * POINT >= p->size * 35 / 100 && gap >= 2 &&
            out->count < MDS_PDF_COLUMNS && is_gutter(p, b * POINT, run_of(p, b)) &&
            is_open(p, b * POINT, out, OPEN)) {
            out->starts[out->count] = b * POINT;
            out->edges[out->count++] = b * POINT - gap * POINT / 2;
        }
        covered = true;
        gap = 0;
    }
}

static bool is_known(const mds_pdf_columns *columns, int32_t x)
{
    for (uint32_t c = 1; c < columns->count; c++) {
        if (abs(columns->starts[c] - x) <= 3 * POINT ||
            (x >= columns->edges[c] && x <= columns->starts[c])) {
            return true;
        }
    }
    return false;
}

static void insert_edge(mds_pdf_columns *columns, int32_t edge, int32_t start)
{
    uint32_t at = columns->count;

    while (at > 1 && columns->edges[at - 1] > edge) {
        columns->edges[at] = columns->edges[at - 1];
        columns->starts[at] = columns->starts[at - 1];
        at--;
    }
    columns->edges[at] = edge;
    columns->starts[at] = start;
    columns->count++;
}

/* Whether words of many kinds end before a place where words begin, as those of questions do before
 * an answer: "Note" is before each number of a list of notes. */
static bool is_edge(const profile *p, int32_t x)
{
    const char *before[FEW_KEYS];
    size_t count = 0;

    for (size_t i = 0; i < p->count; i++) {
        const mds_pdf_view *v = &p->views[i];
        for (size_t k = 1; is_member(p, v) && k < v->word_count && count < FEW_KEYS; k++) {
            const char *text = v->words[k - 1].text;
            size_t known = 0;
            if (v->lines[k] != v->lines[k - 1] || abs(v->words[k].box.x0 - x) > POINT ||
                v->words[k - 1].box.x1 > x) {
                continue;
            }
            while (known < count && strcmp(before[known], text) != 0) {
                known++;
            }
            if (known == count) {
                before[count++] = text;
            }
        }
    }
    return count == FEW_KEYS;
}

/* Text that fills its cell leaves no gap before the next one; but the words of that one begin at
 * one place in a quarter of the lines, and nothing reaches over it. */
static void find_starts(const profile *p, mds_pdf_columns *out)
{
    for (int32_t b = 1; b + 1 < BINS && p->lines >= 2 * FEW_KEYS; b++) {
        const uint32_t here = p->begun[b] + p->begun[b + 1];
        const int32_t x = (p->begun[b] > 0 ? b : b + 1) * POINT;
        const bool many = here * 4 >= p->lines || here * 2 >= p->reach[b];
        if (here >= FEW_KEYS && many && out->count < MDS_PDF_COLUMNS && !is_known(out, x) &&
            ((is_gutter(p, x, POINT) && is_open(p, x, out, OPEN)) ||
             (is_edge(p, x) && is_open(p, x, out, WIDE_OPEN)))) {
            insert_edge(out, x - POINT, x);
        }
    }
}

/* Takes out gutters before which few words are apart, now that the next ones are known: the last
 * words of justified lines in a column that few rows use. */
static void drop_weak(const profile *p, mds_pdf_columns *out)
{
    uint32_t kept = 1;

    for (uint32_t c = 1; c < out->count; c++) {
        const int32_t start = out->starts[c];
        if (c + 1 < out->count && !is_gutter(p, start, out->starts[c + 1] - start - 2 * POINT) &&
            !is_edge(p, start)) {
            continue;
        }
        out->edges[kept] = out->edges[c];
        out->starts[kept++] = start;
    }
    out->count = kept;
}

bool mds_pdf__gutters_find(mds_pdf_columns *out, const mds_pdf_view *views, size_t count,
                           uint32_t group, mds_arena *arena)
{
    profile p = {.views = views, .count = count, .group = group};

    if (!take_profile(&p, arena)) {
        return false;
    }
    *out = (mds_pdf_columns){.edges = {MDS_PDF_FAR_LEFT}, .count = 1};
    find_gaps(&p, out);
    find_starts(&p, out);
    drop_weak(&p, out);
    return true;
}
