/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: lines, thin areas and the sides of cells. */
#include "page.h"

#include <stdlib.h>

enum { POINT = 100, MOST_RULES = 4000 };

static int compare_rules(const void *a, const void *b)
{
    const mds_pdf_rule *x = a;
    const mds_pdf_rule *y = b;

    if (x->at != y->at) {
        return x->at < y->at ? -1 : 1;
    }
    return x->from != y->from ? (x->from < y->from ? -1 : 1) : 0;
}

static bool add_rule(mds_pdf_rules *rules, mds_arena *arena, int32_t at, int32_t from, int32_t to)
{
    if (to - from < 6 * POINT || rules->count >= MOST_RULES) {
        return true;
    }
    if (!mds_array_reserve(arena, &rules->at, &rules->capacity, rules->count, sizeof *rules->at)) {
        return false;
    }
    rules->at[rules->count++] = (mds_pdf_rule){at, from, to};
    return true;
}

static bool add_level(mds_pdf_view *v, mds_arena *arena, int32_t y, const mds_pdf_box *box)
{
    return add_rule(&v->level, arena, y, box->x0 - v->origin, box->x1 - v->origin);
}

static bool add_upright(mds_pdf_view *v, mds_arena *arena, int32_t x, const mds_pdf_box *box)
{
    return add_rule(&v->upright, arena, x - v->origin, box->y0, box->y1);
}

/* Lines that nearly meet are one: cells are often drawn one by one. */
static void merge_rules(mds_pdf_rules *rules)
{
    size_t to = 0;

    if (rules->count == 0) {
        return;
    }
    qsort(rules->at, rules->count, sizeof *rules->at, compare_rules);
    /* Places within a point and a half are one line. */
    for (size_t i = 1, first = 0; i < rules->count; i++) {
        first = rules->at[i].at - rules->at[first].at > 150 ? i : first;
        rules->at[i].at = rules->at[first].at;
    }
    qsort(rules->at, rules->count, sizeof *rules->at, compare_rules);
    for (size_t i = 1; i < rules->count; i++) {
        mds_pdf_rule *last = &rules->at[to];
        if (rules->at[i].at == last->at && rules->at[i].from <= last->to + 200) {
            last->to = rules->at[i].to > last->to ? rules->at[i].to : last->to;
        } else {
            rules->at[++to] = rules->at[i];
        }
    }
    rules->count = to + 1;
}

bool mds_pdf__rules_find(mds_pdf_view *v, mds_arena *arena)
{
    for (size_t i = 0; i < v->page->shape_count; i++) {
        const mds_pdf_shape *shape = &v->page->shapes[i];
        const mds_pdf_box *s = &shape->box;
        const mds_pdf_box b = {s->x0 < s->x1 ? s->x0 : s->x1, s->y0 < s->y1 ? s->y0 : s->y1,
                               s->x0 < s->x1 ? s->x1 : s->x0, s->y0 < s->y1 ? s->y1 : s->y0};
        const bool cell = shape->kind == MDS_PDF_BOX || shape->kind == MDS_PDF_AREA;
        const bool side = cell || shape->kind == MDS_PDF_LINE || shape->kind == MDS_PDF_BLOT;
        const int32_t w = b.x1 - b.x0;
        const int32_t h = b.y1 - b.y0;
        bool ok = true;
        if (mds_pdf__middle_x(&b) < v->left || mds_pdf__middle_x(&b) > v->right ||
            (shape->kind == MDS_PDF_AREA && shape->grey >= 99 && w > 200 && h > 200)) {
            continue;
        }
        if (side && h <= 200) {
            ok = add_level(v, arena, mds_pdf__middle_y(&b), &b);
        } else if (side && w <= 200) {
            ok = add_upright(v, arena, mds_pdf__middle_x(&b), &b);
        } else if (cell && h > 8 * POINT) {
            ok = add_level(v, arena, b.y0, &b) && add_level(v, arena, b.y1, &b) &&
                 add_upright(v, arena, b.x0, &b) && add_upright(v, arena, b.x1, &b);
        }
        if (!ok) {
            return false;
        }
    }
    merge_rules(&v->level);
    merge_rules(&v->upright);
    return true;
}
