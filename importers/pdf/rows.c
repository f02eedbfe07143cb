/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces to rows: between level rules where they part the rows, else beside the ids. */
#include "page.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMN = 2 * MDS_PDF_COLUMNS + 2 };

/* Pieces of one column within one band, and what they are given to. */
typedef struct lane {
    size_t *pieces;
    mds_pdf_span *spans;
    uint32_t *owner;
    size_t count;
} lane;

/* Rows between two level rules, or between the ends of the page. */
typedef struct band {
    int32_t top, bottom;
    lane lanes[MOST_COLUMN];
    size_t *anchors; /* pieces of the key column that begin a row */
    mds_pdf_span *spans;
    size_t anchor_count;
    size_t keys; /* anchors with an id or a number */
} band;

typedef struct rower {
    mds_pdf_view *view;
    mds_arena *arena;
    int32_t *cuts;
    size_t cut_count;
    size_t key_count; /* pieces that begin with an id or a number */
    uint32_t question;
    band *bands;
} rower;

/* What holds over all pages. */
typedef struct habits {
    bool narrow;                       /* the key column holds nothing but ids */
    uint32_t question;                 /* the column with most text */
    int32_t pitch;                     /* from line to line within a cell */
    mds_pdf_align align;               /* of questions beside ids */
    mds_pdf_align beside[MOST_COLUMN]; /* of other columns */
    bool at_id[MOST_COLUMN];           /* those lie beside the id, and not beside the question */
} habits;

static const char *first_word(const mds_pdf_view *v, const mds_pdf_piece *piece)
{
    return v->words[piece->first].text;
}

static mds_pdf_key key_of(const mds_pdf_view *v, const mds_pdf_piece *piece)
{
    return mds_pdf__key_of(first_word(v, piece));
}

static mds_pdf_span span_of(const mds_pdf_piece *piece)
{
    const int32_t y = mds_pdf__middle_y(&piece->box);

    return (mds_pdf_span){y, y};
}

/* How much of a row's width a level rule has to cover to part rows: most of it, and the ids. */
static bool is_cut(const mds_pdf_view *v, size_t from, size_t to, const mds_pdf_box *table,
                   int32_t key)
{
    int64_t length = 0;
    bool at_key = false;

    for (size_t i = from; i < to; i++) {
        const mds_pdf_rule *rule = &v->level.at[i];
        length += rule->to - rule->from;
        at_key = at_key || (rule->from <= key && rule->to >= key);
    }
    return at_key && length * 2 >= table->x1 - table->x0;
}

static bool find_cuts(rower *r)
{
    mds_pdf_view *v = r->view;
    mds_pdf_box table = {INT32_MAX, 0, INT32_MIN, 0};
    int32_t key = INT32_MIN;

    for (size_t i = 0; i < v->piece_count; i++) {
        const mds_pdf_piece *piece = &v->pieces[i];
        const bool begins = piece->column == v->key && key_of(v, piece) != MDS_PDF_KEY_NONE;
        key = begins && key == INT32_MIN ? mds_pdf__middle_x(&v->words[piece->first].box) : key;
        table.x0 = piece->box.x0 < table.x0 ? piece->box.x0 : table.x0;
        table.x1 = piece->box.x1 > table.x1 ? piece->box.x1 : table.x1;
    }
    r->cuts = mds_arena_alloc(r->arena, v->level.count + 1, sizeof *r->cuts);
    if (r->cuts == NULL || v->piece_count == 0) {
        return r->cuts != NULL;
    }
    key = key == INT32_MIN ? table.x0 + 100 : key;
    for (size_t from = 0; from < v->level.count;) {
        size_t to = from + 1;
        while (to < v->level.count && v->level.at[to].at == v->level.at[from].at) {
            to++;
        }
        if (is_cut(v, from, to, &table, key)) {
            r->cuts[r->cut_count++] = v->level.at[from].at;
        }
        from = to;
    }
    return true;
}

static size_t band_of(const rower *r, int32_t y)
{
    size_t low = 0;
    size_t high = r->cut_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (r->cuts[middle] < y) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Counts first, so that each lane is allocated once. */
static bool fill_bands(rower *r)
{
    mds_pdf_view *v = r->view;

    r->bands = mds_arena_alloc(r->arena, r->cut_count + 1, sizeof *r->bands);
    if (r->bands == NULL) {
        return false;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < v->piece_count; i++) {
            const mds_pdf_piece *piece = &v->pieces[i];
            lane *l = &r->bands[band_of(r, mds_pdf__middle_y(&piece->box))].lanes[piece->column];
            if (piece->gone) {
                continue;
            }
            if (pass == 0) {
                l->count++;
                continue;
            }
            if (l->pieces == NULL) {
                l->pieces = mds_arena_alloc(r->arena, l->count, sizeof *l->pieces);
                l->spans = mds_arena_alloc(r->arena, l->count, sizeof *l->spans);
                l->owner = mds_arena_alloc(r->arena, l->count, sizeof *l->owner);
                l->count = 0;
            }
            if (l->pieces == NULL || l->spans == NULL || l->owner == NULL) {
                return false;
            }
            l->pieces[l->count] = i;
            l->spans[l->count++] = span_of(piece);
        }
    }
    return true;
}

static bool has_digit(const mds_pdf_view *v, const mds_pdf_piece *piece)
{
    for (size_t i = 0; i < piece->count; i++) {
        if (strpbrk(v->words[piece->first + i].text, "0123456789") != NULL) {
            return true;
        }
    }
    return false;
}

/* Whether a piece of the key column goes on with the one before it: a heading on two lines, an id
 * that is broken behind its hyphen. */
static bool goes_on(const mds_pdf_view *v, const mds_pdf_piece *before, const mds_pdf_piece *piece,
                    int32_t pitch)
{
    const int32_t gap = mds_pdf__middle_y(&piece->box) - mds_pdf__middle_y(&before->box);
    const char *last = v->words[before->first + before->count - 1].text;
    const size_t n = strlen(last);

    if (gap > pitch + pitch / 4) {
        return false;
    }
    const char *next = first_word(v, piece);
    const bool open = n > 0 && (last[n - 1] == '-' || (last[n - 1] == '.' && *last >= 'A'));
    const bool broken = open && *next >= '0' && *next <= '9';
    return broken || mds_pdf__is_rest_of_key(next) ||
           (!has_digit(v, before) && !has_digit(v, piece));
}

/* An item of a list has no number; where ids have a column of their own, it begins a row
 * all the same. */
static bool is_item(const rower *r, const mds_pdf_piece *piece)
{
    return piece->column == r->question && r->question != r->view->key &&
           mds_pdf__is_bullet(first_word(r->view, piece));
}

/* Adds the items from the \p from-th question on that lie above \p y. */
static size_t add_items(const rower *r, band *b, size_t from, int32_t y)
{
    const lane *l = &b->lanes[r->question];
    size_t i = from;

    for (; i < l->count && l->spans[i].top < y; i++) {
        if (is_item(r, &r->view->pieces[l->pieces[i]])) {
            b->anchors[b->anchor_count] = l->pieces[i];
            b->spans[b->anchor_count++] = l->spans[i];
        }
    }
    return i;
}

static bool find_anchors(rower *r, band *b, const habits *h)
{
    const mds_pdf_view *v = r->view;
    const lane *l = &b->lanes[v->key];
    const size_t most = l->count + b->lanes[r->question].count + 1;
    size_t items = 0;

    b->anchors = mds_arena_alloc(r->arena, most, sizeof *b->anchors);
    b->spans = mds_arena_alloc(r->arena, most, sizeof *b->spans);
    if (b->anchors == NULL || b->spans == NULL) {
        return false;
    }
    for (size_t i = 0; i < l->count; i++) {
        const mds_pdf_piece *piece = &v->pieces[l->pieces[i]];
        const bool key = key_of(v, piece) != MDS_PDF_KEY_NONE;
        b->keys += key;
        r->key_count += key;
        if (h->narrow ? i > 0 && goes_on(v, &v->pieces[l->pieces[i - 1]], piece, h->pitch) : !key) {
            if (h->narrow) {
                b->spans[b->anchor_count - 1].bottom = l->spans[i].bottom;
            }
            continue;
        }
        items = add_items(r, b, items, l->spans[i].top - h->pitch / 4);
        b->anchors[b->anchor_count] = l->pieces[i];
        b->spans[b->anchor_count++] = l->spans[i];
    }
    (void)add_items(r, b, items, INT32_MAX);
    return true;
}

static bool add_row(rower *r, uint32_t *row)
{
    mds_pdf_view *v = r->view;

    if (!mds_array_reserve(r->arena, &v->rows, &v->row_capacity, v->row_count, sizeof *v->rows)) {
        return false;
    }
    *row = (uint32_t)v->row_count;
    v->rows[v->row_count++] = (mds_pdf_row){.box = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN}};
    return true;
}

static void give(rower *r, size_t piece, uint32_t row)
{
    mds_pdf_view *v = r->view;
    mds_pdf_piece *p = &v->pieces[piece];

    p->row = row;
    mds_pdf__join(&v->rows[row].box, &p->box);
    if (p->column == v->key || is_item(r, p)) {
        v->rows[row].first = true;
        v->rows[row].keyed = v->rows[row].keyed || key_of(v, p) != MDS_PDF_KEY_NONE;
    }
}

/* A band that the rules part: one row. */
static bool whole_row(rower *r, const band *b)
{
    uint32_t row = 0;
    bool any = false;

    for (size_t c = 0; c < MOST_COLUMN; c++) {
        for (size_t i = 0; i < b->lanes[c].count; i++) {
            if (!any && !add_row(r, &row)) {
                return false;
            }
            any = true;
            give(r, b->lanes[c].pieces[i], row);
        }
    }
    return true;
}

static bool assign_lane(const rower *r, lane *l, const mds_pdf_span *anchors, size_t count,
                        mds_pdf_align align, int32_t pitch, bool must, double *cost)
{
    *cost =
        mds_pdf__assign(l->owner, l->spans, l->count, anchors, count, align, pitch, must, r->arena);
    return *cost >= 0;
}

/* Where the question of each anchor begins and ends. */
static void extend(const band *b, const lane *question, mds_pdf_span *extents)
{
    for (size_t i = 0; i < b->anchor_count; i++) {
        extents[i] = b->spans[i];
    }
    for (size_t i = 0; i < question->count; i++) {
        const uint32_t a = question->owner[i];
        if (a < b->anchor_count) {
            extents[a].top =
                question->spans[i].top < extents[a].top ? question->spans[i].top : extents[a].top;
            extents[a].bottom = question->spans[i].bottom > extents[a].bottom
                                    ? question->spans[i].bottom
                                    : extents[a].bottom;
        }
    }
}

/* Gives the pieces of a band to its anchors; what is given to none makes rows by line. */
static bool part_rows(rower *r, band *b, const habits *h)
{
    mds_pdf_view *v = r->view;
    mds_pdf_span *extents = mds_arena_alloc(r->arena, b->anchor_count + 1, sizeof *extents);
    lane *question = &b->lanes[h->question];
    double cost = 0;

    if (extents == NULL ||
        !assign_lane(r, question, b->spans, b->anchor_count, h->align, h->pitch, true, &cost)) {
        return false;
    }
    extend(b, question, extents);
    const uint32_t base = (uint32_t)v->row_count;
    for (size_t i = 0; i < b->anchor_count; i++) {
        uint32_t row = 0;
        if (!add_row(r, &row)) {
            return false;
        }
        give(r, b->anchors[i], row);
    }
    for (size_t c = 0; c < MOST_COLUMN; c++) {
        lane *l = &b->lanes[c];
        if (c != h->question && c != v->key &&
            !assign_lane(r, l, h->at_id[c] ? b->spans : extents, b->anchor_count, h->beside[c],
                         h->pitch, false, &cost)) {
            return false;
        }
        for (size_t i = 0; i < l->count && (c != v->key || c == h->question); i++) {
            if (l->owner[i] < b->anchor_count) {
                give(r, l->pieces[i], base + l->owner[i]);
            }
        }
    }
    /* An id on two lines goes with its first one. */
    const lane *key = &b->lanes[v->key];
    for (size_t i = 1; h->narrow && i < key->count; i++) {
        if (v->pieces[key->pieces[i]].row == MDS_PDF_NO_ROW) {
            give(r, key->pieces[i], v->pieces[key->pieces[i - 1]].row);
        }
    }
    return true;
}

static bool add_orphans(rower *r)
{
    mds_pdf_view *v = r->view;
    uint32_t row = 0;
    uint32_t line = UINT32_MAX;

    for (size_t i = 0; i < v->piece_count; i++) {
        if (v->pieces[i].gone || v->pieces[i].row != MDS_PDF_NO_ROW) {
            continue;
        }
        if (v->pieces[i].line != line && !add_row(r, &row)) {
            return false;
        }
        line = v->pieces[i].line;
        give(r, i, row);
    }
    return true;
}

typedef struct ranked {
    int32_t y;
    uint32_t row;
} ranked;

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a;
    const ranked *y = b;

    if (x->y != y->y) {
        return x->y < y->y ? -1 : 1;
    }
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Rows from top to bottom. */
static bool sort_rows(rower *r)
{
    mds_pdf_view *v = r->view;
    ranked *order = mds_arena_alloc(r->arena, v->row_count + 1, sizeof *order);
    uint32_t *place = mds_arena_alloc(r->arena, v->row_count + 1, sizeof *place);
    mds_pdf_row *rows = mds_arena_alloc(r->arena, v->row_count + 1, sizeof *rows);

    if (order == NULL || place == NULL || rows == NULL) {
        return false;
    }
    for (size_t i = 0; i < v->row_count; i++) {
        order[i] = (ranked){mds_pdf__middle_y(&v->rows[i].box), (uint32_t)i};
    }
    qsort(order, v->row_count, sizeof *order, compare_ranked);
    for (size_t i = 0; i < v->row_count; i++) {
        place[order[i].row] = (uint32_t)i;
        rows[i] = v->rows[order[i].row];
    }
    v->rows = rows;
    for (size_t i = 0; i < v->piece_count; i++) {
        mds_pdf_piece *piece = &v->pieces[i];
        piece->row = piece->row != MDS_PDF_NO_ROW ? place[piece->row] : piece->row;
    }
    return true;
}

/* Whether rules leave several rows in one band. Text that wraps may begin with a number: where
 * rules part most rows, they part all. */
static bool is_several(const band *b, const habits *h, const rower *r)
{
    return b->keys > 1 && (h->narrow || r->cut_count * 2 < r->key_count);
}

/* Tries each way to lie beside, over all pages, and keeps the cheapest. */
static bool choose_aligns(rower *rowers, size_t count, habits *h)
{
    double best = -1;

    for (int align = MDS_PDF_TOP; align <= MDS_PDF_BOTTOM; align++) {
        double sum = 0;
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; k <= rowers[i].cut_count; k++) {
                band *b = &rowers[i].bands[k];
                double cost = 0;
                if (is_several(b, h, &rowers[i]) &&
                    !assign_lane(&rowers[i], &b->lanes[h->question], b->spans, b->anchor_count,
                                 (mds_pdf_align)align, h->pitch, true, &cost)) {
                    return false;
                }
                sum += cost;
            }
        }
        if (best < 0 || sum < best) {
            best = sum;
            h->align = (mds_pdf_align)align;
        }
    }
    return true;
}

/* What the lines of column \p c cost in a band when they lie beside ids, or beside questions. */
static double cost_beside(const rower *r, band *b, const habits *h, size_t c, mds_pdf_align align,
                          bool at_id)
{
    mds_pdf_span *extents = mds_arena_alloc(r->arena, b->anchor_count + 1, sizeof *extents);
    lane *question = &b->lanes[h->question];
    double cost = 0;

    if (extents == NULL ||
        !assign_lane(r, question, b->spans, b->anchor_count, h->align, h->pitch, true, &cost)) {
        return -1;
    }
    extend(b, question, extents);
    return assign_lane(r, &b->lanes[c], at_id ? b->spans : extents, b->anchor_count, align,
                       h->pitch, false, &cost)
               ? cost
               : -1;
}

static bool choose_beside(rower *rowers, size_t count, habits *h, size_t c)
{
    double best = -1;

    for (int way = 0; way < 6; way++) {
        const mds_pdf_align align = (mds_pdf_align)(way % 3);
        double sum = 0;
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; k <= rowers[i].cut_count; k++) {
                band *b = &rowers[i].bands[k];
                if (b->lanes[c].count == 0 || !is_several(b, h, &rowers[i])) {
                    continue;
                }
                const double cost = cost_beside(&rowers[i], b, h, c, align, way < 3);
                if (cost < 0) {
                    return false;
                }
                sum += cost;
            }
        }
        if (best < 0 || sum < best) {
            best = sum;
            h->beside[c] = align;
            h->at_id[c] = way < 3;
        }
    }
    return true;
}

static int compare_pitches(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a;
    const int32_t y = *(const int32_t *)b;

    return x < y ? -1 : x > y;
}

/* From line to line within a cell: what a quarter of the question column's lines keep. */
static bool find_pitch(const rower *rowers, size_t count, habits *h)
{
    size_t pieces = 0;
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        pieces += rowers[i].view->piece_count;
    }
    int32_t *pitches = mds_arena_alloc(rowers[0].arena, pieces + 1, sizeof *pitches);
    if (pitches == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const mds_pdf_view *v = rowers[i].view;
        for (size_t k = 0; k <= rowers[i].cut_count; k++) {
            const lane *l = &rowers[i].bands[k].lanes[h->question];
            for (size_t p = 1; p < l->count; p++) {
                const int32_t gap = l->spans[p].top - l->spans[p - 1].top;
                if (gap > v->size / 2 && gap < v->size * 3) {
                    pitches[n++] = gap;
                }
            }
        }
    }
    qsort(pitches, n, sizeof *pitches, compare_pitches);
    h->pitch = n > 0 ? pitches[n / 4] : rowers[0].view->size * 12 / 10;
    return true;
}

/* Which column holds ids alone, and which most of the text. */
static void find_columns(const rower *rowers, size_t count, habits *h)
{
    size_t letters[MOST_COLUMN] = {0};
    size_t keys = 0;
    size_t alone = 0;
    const uint32_t key = rowers[0].view->key;

    for (size_t i = 0; i < count; i++) {
        const mds_pdf_view *v = rowers[i].view;
        for (size_t p = 0; p < v->piece_count; p++) {
            const mds_pdf_piece *piece = &v->pieces[p];
            for (size_t w = 0; w < piece->count && !piece->gone; w++) {
                letters[piece->column] += strlen(v->words[piece->first + w].text);
            }
            if (piece->column == key && key_of(v, piece) != MDS_PDF_KEY_NONE) {
                keys++;
                alone += piece->count == 1;
            }
        }
    }
    h->narrow = alone * 4 >= keys * 3;
    h->question = key;
    letters[key] = h->narrow ? 0 : letters[key];
    for (uint32_t c = 0; h->narrow && c < MOST_COLUMN; c++) {
        h->question = letters[c] > letters[h->question] ? c : h->question;
    }
}

static bool make_rows(rower *r, const habits *h)
{
    for (size_t k = 0; k <= r->cut_count; k++) {
        band *b = &r->bands[k];
        const bool open = k == 0 || k == r->cut_count;
        if (is_several(b, h, r) || (open && b->anchor_count > 0)) {
            if (!part_rows(r, b, h)) {
                return false;
            }
        } else if (!open && !whole_row(r, b)) {
            return false;
        }
    }
    return add_orphans(r) && sort_rows(r);
}

bool mds_pdf__rows_find(mds_pdf_view *views, size_t count, mds_arena *arena)
{
    rower *rowers = mds_arena_alloc(arena, count + 1, sizeof *rowers);
    habits h = {.narrow = true};

    if (rowers == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        rowers[i] = (rower){.view = &views[i], .arena = arena};
        if (!find_cuts(&rowers[i]) || !fill_bands(&rowers[i])) {
            return false;
        }
    }
    if (count == 0) {
        return true;
    }
    find_columns(rowers, count, &h);
    if (!find_pitch(rowers, count, &h)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        rowers[i].question = h.question;
        for (size_t k = 0; k <= rowers[i].cut_count; k++) {
            if (!find_anchors(&rowers[i], &rowers[i].bands[k], &h)) {
                return false;
            }
        }
    }
    if (!choose_aligns(rowers, count, &h)) {
        return false;
    }
    for (size_t c = 0; c < MOST_COLUMN; c++) {
        if (c != h.question && c != views[0].key && !choose_beside(rowers, count, &h, c)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!make_rows(&rowers[i], &h)) {
            return false;
        }
    }
    return true;
}
