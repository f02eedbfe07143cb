/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns without rules: parted by the white gaps that all rows leave, and by the place where the
 * words of many rows begin. */
#include "page.h"

#include <stdlib.h>
#include <string.h>

enum { POINT = 100, BINS = 6000, FEW_KEYS = 8 };

/* What is known of the lines of a group: of each point across the page, how many have a word over
 * it, and in how many a word begins there. */
typedef struct profile {
    const mds_pdf_view *views;
    size_t count;
    uint32_t group;
    bool keys; /* lines that begin with an id; else those of several pieces */
    uint32_t *covered, *begun;
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

static void cover_line(const profile *p, const mds_pdf_view *v, size_t from, size_t to)
{
    int32_t done = -1;

    for (size_t i = from; i < to; i++) {
        const mds_pdf_box *box = &v->words[i].box;
        const int32_t first = box->x0 / POINT;
        const int32_t last = (box->x1 - 1) / POINT;
        if (i > from && first > 0 && first < BINS) {
            p->begun[first]++;
        }
        for (int32_t b = first > done ? first : done + 1; b <= last && b < BINS; b++) {
            p->covered[b]++;
            done = b;
        }
    }
}

static bool take_profile(profile *p, mds_arena *arena)
{
    p->keys = count_keys(p) >= FEW_KEYS;
    p->size = 800;
    p->covered = mds_arena_alloc(arena, BINS, sizeof *p->covered);
    p->begun = mds_arena_alloc(arena, BINS, sizeof *p->begun);
    if (p->covered == NULL || p->begun == NULL) {
        return false;
    }
    for (size_t i = 0; i < p->count; i++) {
        const mds_pdf_view *v = &p->views[i];
        for (size_t from = 0; is_member(p, v) && from < v->word_count;) {
            const size_t to = mds_pdf__line_end(v, from);
            if (is_counted(p, v, from, to)) {
                cover_line(p, v, from, to);
                p->lines++;
            }
            from = to;
        }
        p->size = is_member(p, v) ? v->size : p->size;
    }
    /* One text in a hundred may reach over a gap, and two of any form. */
    p->most = p->lines >= 200 ? (uint32_t)(p->lines / 100) : p->lines >= 20 ? 2 : 0;
    return true;
}

/* Whether most lines that have words on both sides of an edge leave a wide gap there: the words of
 * one cell may begin below one another by chance. */
static bool is_gutter(const profile *p, int32_t edge)
{
    size_t wide = 0;
    size_t tight = 0;

    for (size_t i = 0; i < p->count; i++) {
        const mds_pdf_view *v = &p->views[i];
        for (size_t k = 1; is_member(p, v) && k < v->word_count; k++) {
            const int32_t end = v->words[k - 1].box.x1;
            const int32_t begin = v->words[k].box.x0;
            if (v->lines[k] == v->lines[k - 1] && end <= edge + POINT && begin >= edge - POINT) {
                wide += begin - end >= v->size * 8 / 10;
                tight += begin - end < v->size / 2;
            }
        }
    }
    return wide > tight;
}

/* Where next to no line has words, a third of a letter wide: parted in the middle, for a heading
 * may be wider than what stands below it. */
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
            out->count < MDS_PDF_COLUMNS && is_gutter(p, b * POINT)) {
            out->starts[out->count] = b * POINT;
            out->edges[out->count++] = b * POINT - gap * POINT / 2;
        }
        covered = true;
        gap = 0;
    }
}

/* Lines in which a word reaches over a place. */
static size_t count_over(const profile *p, int32_t x)
{
    size_t over = 0;

    for (size_t i = 0; i < p->count; i++) {
        const mds_pdf_view *v = &p->views[i];
        for (size_t from = 0; is_member(p, v) && from < v->word_count;) {
            const size_t to = mds_pdf__line_end(v, from);
            const bool counted = is_counted(p, v, from, to);
            for (size_t k = from; counted && k < to; k++) {
                over += v->words[k].box.x0 < x - POINT && v->words[k].box.x1 > x + POINT;
            }
            from = to;
        }
    }
    return over;
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

/* Text that fills its cell leaves no gap before the next one; but the words of that one begin at
 * one place in a quarter of the lines, and nothing reaches over it. */
static void find_starts(const profile *p, mds_pdf_columns *out)
{
    for (int32_t b = 1; b + 1 < BINS && p->lines >= 2 * FEW_KEYS; b++) {
        const uint32_t here = p->begun[b] + p->begun[b + 1];
        const int32_t x = (p->begun[b] > 0 ? b : b + 1) * POINT;
        if (here >= FEW_KEYS && here * 4 >= p->lines && out->count < MDS_PDF_COLUMNS &&
            !is_known(out, x) && count_over(p, x) <= p->most && is_gutter(p, x)) {
            insert_edge(out, x - POINT, x);
        }
    }
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
    return true;
}
