/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which row the lines of a column belong to where no rules part the rows. The lines of a row are
 * consecutive, and lie beside its id from its top, around its middle or down to its bottom; the
 * cheapest way to cut the column is found by dynamic programming. */
#include "page.h"

#include <math.h>
#include <stdlib.h>

/* Lines around an anchor that may be its own: a question has a dozen at most. */
enum { WINDOW = 48 };

/* What a row costs that lies aside by a line, per line that nobody gets, and a row without lines.
 */
static const double cost_aside = 3;
static const double cost_orphan = 0.8;
static const double cost_empty = 1;
/* A line that lies beside another row's id. */
static const double cost_beside_other = 4;
static const double cost_never = 1e300;

typedef struct window {
    size_t from, to;  /* ends of blocks that are looked at */
    double *cost;     /* of the best way in which the anchor's block ends there */
    uint32_t *begin;  /* where that block begins */
    uint32_t *before; /* where the block before it ends */
} window;

static int32_t middle(const mds_pdf_span *span)
{
    return span->top + (span->bottom - span->top) / 2;
}

/* How far the lines from \p s to before \p e lie from where the anchor wants them, in lines. */
static double aside(const mds_pdf_span *lines, size_t s, size_t e, const mds_pdf_span *anchor,
                    mds_pdf_align align, int32_t pitch)
{
    const mds_pdf_span block = {lines[s].top, lines[e - 1].bottom};
    int32_t by = 0;

    switch (align) {
    case MDS_PDF_TOP:
        by = block.top - anchor->top;
        break;
    case MDS_PDF_MIDDLE:
        by = middle(&block) - middle(anchor);
        break;
    case MDS_PDF_BOTTOM:
        by = block.bottom - anchor->bottom;
        break;
    }
    return fmin(2, fabs((double)by) / pitch);
}

/* A gap within a row that is wider than its lines need. */
static double gap_inside(const mds_pdf_span *lines, size_t i, int32_t pitch)
{
    const double gap = (double)(lines[i].top - lines[i - 1].bottom) / pitch;

    return gap > 1.25 ? 0.5 + 2 * (gap - 1.25) : 0;
}

/* A cut between lines that are as near as those of one row. */
static double cut(const mds_pdf_span *lines, size_t i, size_t count, int32_t pitch)
{
    if (i == 0 || i >= count) {
        return 0;
    }
    const double gap = (double)(lines[i].top - lines[i - 1].bottom) / pitch;
    return gap < 0.2 ? 5 : gap < 1.2 ? 0.3 * (1.2 - gap) : 0;
}

static size_t first_below(const mds_pdf_span *lines, size_t n, int32_t y)
{
    size_t low = 0;
    size_t high = n;

    while (low < high) {
        const size_t at = low + (high - low) / 2;
        if (middle(&lines[at]) < y) {
            low = at + 1;
        } else {
            high = at;
        }
    }
    return low;
}

/* The lines that may be the anchor's: those between its neighbours, and not too many. */
static void open_window(window *w, const mds_pdf_span *lines, size_t n, const mds_pdf_span *anchors,
                        size_t m, size_t i, int32_t pitch)
{
    const size_t at = first_below(lines, n, middle(&anchors[i]));

    w->from = i > 0 ? first_below(lines, n, middle(&anchors[i - 1]) - pitch / 4) : 0;
    w->to = i + 1 < m ? first_below(lines, n, middle(&anchors[i + 1]) + pitch / 4) : n;
    w->from = w->from + WINDOW < at ? at - WINDOW : w->from;
    w->to = w->to > at + WINDOW ? at + WINDOW : w->to;
    w->to = w->to < w->from ? w->from : w->to;
}

typedef struct assigner {
    const mds_pdf_span *lines, *anchors;
    size_t line_count, anchor_count;
    mds_pdf_align align;
    int32_t pitch;
    bool must;
    window *windows;
    uint32_t *beside; /* of each line: the anchor that it lies beside, or their number */
} assigner;

/* The cheapest way to have given the lines before \p s to the anchors before \p i. */
static double before(const assigner *a, size_t i, size_t s, uint32_t *end)
{
    double best = cost_never;

    *end = 0;
    if (i == 0) {
        return cost_orphan * (double)s;
    }
    const window *w = &a->windows[i - 1];
    for (size_t e = w->from; e <= w->to && e <= s; e++) {
        const double cost = w->cost[e - w->from] + cost_orphan * (double)(s - e);
        if (cost < best) {
            best = cost;
            *end = (uint32_t)e;
        }
    }
    return best;
}

/* What is on the line of an id belongs to its row, wherever the other lines of the row are. */
static bool is_beside_other(const assigner *a, size_t line, size_t i)
{
    return a->beside[line] != i && a->beside[line] < a->anchor_count;
}

static void find_beside(const assigner *a)
{
    const int32_t near = a->pitch / 4;
    size_t i = 0;

    for (size_t l = 0; l < a->line_count; l++) {
        const int32_t y = middle(&a->lines[l]);
        while (i < a->anchor_count && a->anchors[i].bottom + near < y) {
            i++;
        }
        const bool beside = i < a->anchor_count && a->anchors[i].top - near <= y;
        a->beside[l] = (uint32_t)(beside ? i : a->anchor_count);
    }
}

static void fill_window(const assigner *a, size_t i)
{
    window *w = &a->windows[i];

    for (size_t e = w->from; e <= w->to; e++) {
        w->cost[e - w->from] = cost_never;
    }
    for (size_t s = w->from; s <= w->to; s++) {
        uint32_t end = 0;
        const double base = before(a, i, s, &end) + cut(a->lines, s, a->line_count, a->pitch);
        double inside = 0;
        for (size_t e = s; e <= w->to; e++) {
            double cost = base;
            if (e == s) {
                cost += a->must ? cost_empty : 0;
            } else {
                inside += e - 1 > s ? gap_inside(a->lines, e - 1, a->pitch) : 0;
                inside += is_beside_other(a, e - 1, i) ? cost_beside_other : 0;
                cost +=
                    inside + cost_aside * aside(a->lines, s, e, &a->anchors[i], a->align, a->pitch);
            }
            if (cost < w->cost[e - w->from]) {
                w->cost[e - w->from] = cost;
                w->begin[e - w->from] = (uint32_t)s;
                w->before[e - w->from] = end;
            }
        }
    }
}

static double trace_back(const assigner *a, uint32_t *owner)
{
    const window *last = &a->windows[a->anchor_count - 1];
    double best = cost_never;
    size_t end = last->from;

    for (size_t e = last->from; e <= last->to; e++) {
        const double cost = last->cost[e - last->from] + cost_orphan * (double)(a->line_count - e);
        if (cost < best) {
            best = cost;
            end = e;
        }
    }
    for (size_t i = 0; i < a->line_count; i++) {
        owner[i] = (uint32_t)a->anchor_count;
    }
    for (size_t i = a->anchor_count; i > 0; i--) {
        const window *w = &a->windows[i - 1];
        if (end < w->from || end > w->to || w->cost[end - w->from] >= cost_never) {
            break;
        }
        for (size_t k = w->begin[end - w->from]; k < end; k++) {
            owner[k] = (uint32_t)(i - 1);
        }
        end = w->before[end - w->from];
    }
    return best;
}

double mds_pdf__assign(uint32_t *owner, const mds_pdf_span *lines, size_t line_count,
                       const mds_pdf_span *anchors, size_t anchor_count, mds_pdf_align align,
                       int32_t pitch, bool must, mds_arena *arena)
{
    assigner a = {lines, anchors, line_count, anchor_count, align, pitch > 0 ? pitch : 1,
                  must,  NULL,    NULL};

    if (anchor_count == 0) {
        return 0;
    }
    a.windows = mds_arena_alloc(arena, anchor_count, sizeof *a.windows);
    a.beside = mds_arena_alloc(arena, line_count, sizeof *a.beside);
    if (a.windows == NULL || a.beside == NULL) {
        return -1;
    }
    find_beside(&a);
    for (size_t i = 0; i < anchor_count; i++) {
        window *w = &a.windows[i];
        open_window(w, lines, line_count, anchors, anchor_count, i, a.pitch);
        const size_t n = w->to - w->from + 1;
        w->cost = mds_arena_alloc(arena, n, sizeof *w->cost);
        w->begin = mds_arena_alloc(arena, n, sizeof *w->begin);
        w->before = mds_arena_alloc(arena, n, sizeof *w->before);
        if (w->cost == NULL || w->begin == NULL || w->before == NULL) {
            return -1;
        }
        fill_window(&a, i);
    }
    return trace_back(&a, owner);
}
