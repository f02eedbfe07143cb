/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rings, check boxes and option buttons over the cells of a form. Which word they belong to is
 * decided by their places; what these leave open is unreadable. */
#include "overlay.h"

#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows that a mark covers at most; marks over one cell; pixels of half a wide character, and of
 * what is between the edge of a cell and its text. */
enum { TALLEST = 4, CELL_MARKS = 12, HALF_WIDTH = 7, EDGE = 3 };

/* How much of a mark may lie over a second cell before it belongs to either. */
static const double doubtful_share = .35;

/* A mark over a cell of a question. */
typedef struct target {
    const mds_grid_drawn *drawn;
    size_t row; /* index */
    uint32_t column;
    bool sure;
} target;

typedef struct overlay {
    const mds_recogniser *r;
    mds_layout *layout;
    double *lefts; /* of the columns, and the end of the last one */
    target *targets;
    size_t count;
    size_t read;
    const char *first; /* where the first one is */
} overlay;

static double overlap(double a0, double a1, double b0, double b1)
{
    const double from = a0 > b0 ? a0 : b0;
    const double to = a1 < b1 ? a1 : b1;

    return to > from ? to - from : 0;
}

/* The row that most of a mark covers. */
static uint32_t row_of(const mds_grid_drawn *d, bool *sure)
{
    const double height = d->y1 - d->y0;
    uint32_t best = (uint32_t)d->y0;
    double most = 0;
    double second = 0;

    for (uint32_t n = (uint32_t)d->y0; n <= (uint32_t)d->y1; n++) {
        const double over = overlap(d->y0, d->y1, n, n + 1.);
        if (over > most) {
            second = most;
            most = over;
            best = n;
        } else if (over > second) {
            second = over;
        }
    }
    *sure = *sure && second <= doubtful_share * height;
    return best;
}

static uint32_t column_at(const overlay *o, double x)
{
    uint32_t low = 0;
    uint32_t high = MDS_LIMIT_COLUMNS - 1;

    while (low < high) {
        const uint32_t middle = low + (high - low + 1) / 2;
        if (o->lefts[middle] <= x) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

/* The columns of the cell at one column: its merged range's, or it alone. */
static mds_grid_range cell_range(const overlay *o, size_t row, uint32_t column)
{
    const mds_grid_sheet *sheet = o->layout->sheet;
    const mds_grid_cell *cell = mds_grid__at(&sheet->rows[row], column);

    return cell != NULL && cell->merge > 0
               ? sheet->merges[cell->merge - 1]
               : (mds_grid_range){.first_column = column, .last_column = column};
}

/* The cell of a row that most of a mark covers: its first column. */
static uint32_t column_of(const overlay *o, const mds_grid_drawn *d, size_t row, bool *sure)
{
    const double width = d->x1 - d->x0;
    const uint32_t last = column_at(o, d->x1);
    uint32_t best = column_at(o, (d->x0 + d->x1) / 2);
    double most = 0;
    double second = 0;

    for (uint32_t c = column_at(o, d->x0); c <= last;) {
        const mds_grid_range range = cell_range(o, row, c);
        const uint32_t end =
            range.last_column < MDS_LIMIT_COLUMNS ? range.last_column + 1 : MDS_LIMIT_COLUMNS;
        const double over = overlap(d->x0, d->x1, o->lefts[range.first_column], o->lefts[end]);
        if (over > most) {
            second = most;
            most = over;
            best = range.first_column;
        } else if (over > second) {
            second = over;
        }
        c = end > c ? end : c + 1;
    }
    *sure = *sure && second <= doubtful_share * width;
    return best;
}

/* What lies over a row without a question, or over many rows, marks no choice. */
static void add_target(overlay *o, const mds_grid_drawn *d)
{
    const mds_grid_sheet *sheet = o->layout->sheet;
    target t = {.drawn = d, .sure = true};

    if (d->y1 - d->y0 > TALLEST || d->y0 < 1 || d->y1 > 10000000) {
        return;
    }
    const uint32_t number = row_of(d, &t.sure);
    t.row = mds_grid__row_index(sheet, number);
    if (t.row >= sheet->row_count || sheet->rows[t.row].number != number ||
        !mds_overlay__asks(o->r, o->layout, t.row)) {
        return;
    }
    t.column = column_of(o, d, t.row, &t.sure);
    if (t.column >= o->layout->first_column && t.column <= o->layout->last_column &&
        t.column != o->layout->id_columns[t.row]) {
        o->targets[o->count++] = t;
    }
}

static int compare_targets(const void *a, const void *b)
{
    const target *x = a;
    const target *y = b;

    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    if (x->column != y->column) {
        return x->column < y->column ? -1 : 1;
    }
    return x->drawn->x0 < y->drawn->x0 ? -1 : x->drawn->x0 > y->drawn->x0;
}

/* The state that a control writes into a cell is no answer of its own. */
static void clear_link(const overlay *o, const mds_grid_drawn *d)
{
    static const char *const states[] = {"TRUE", "FALSE", "true", "false", "0", "1",
                                         "2",    "3",     "4",    "5",     "6"};
    const mds_grid_sheet *sheet = o->layout->sheet;
    const size_t at = mds_grid__row_index(sheet, d->link_row);

    if (d->link_row == 0 || at >= sheet->row_count || sheet->rows[at].number != d->link_row) {
        return;
    }
    mds_grid_row *row = &sheet->rows[at];
    for (size_t i = 0; i < row->count; i++) {
        bool state = false;
        for (size_t k = 0; k < sizeof states / sizeof *states; k++) {
            state = state || strcmp(row->cells[i].raw, states[k]) == 0;
        }
        if (row->cells[i].column == d->link_column && state &&
            d->link_column != o->layout->id_columns[at]) {
            memmove(row->cells + i, row->cells + i + 1, (row->count - i - 1) * sizeof *row->cells);
            row->count--;
            return;
        }
    }
}

/* Half-width characters of a part of a text. */
static double units_of(const char *text, size_t n)
{
    double units = 0;

    for (size_t i = 0; i < n;) {
        const size_t length = mds_utf8_next(text + i, NULL);
        units += length >= 3 ? 2 : 1;
        i += length;
    }
    return units;
}

/* The word of a cell that a ring is around, at one size of letters; \p count for none. */
static size_t ringed_at(const mds_choice_spot *spots, size_t count, const char *text,
                        const mds_grid_cell *cell, double x0, double x1, double width, double unit)
{
    const double total = units_of(text, strlen(text)) * unit;
    const double start = cell->align == MDS_ALIGN_CENTER  ? (width - total) / 2
                         : cell->align == MDS_ALIGN_RIGHT ? width - EDGE - total
                                                          : EDGE;
    size_t found = count;

    if (total > width) {
        return count;
    }
    for (size_t k = 0; k < count; k++) {
        const double a = start + units_of(text, spots[k].begin) * unit;
        const double b = start + units_of(text, spots[k].end) * unit;
        const double over = overlap(x0, x1, a, b);
        const double less = b - a < x1 - x0 ? b - a : x1 - x0;
        if (over >= less / 2) {
            if (found < count) {
                return count;
            }
            found = k;
        } else if (over > doubtful_share * (b - a)) {
            return count;
        }
    }
    return found;
}

/* The word that a ring is around, whatever the size of the letters; \p count when that differs. */
static size_t ringed(const overlay *o, const target *t, const mds_choice_spot *spots, size_t count)
{
    static const double sizes[] = {.8, 1, 1.2};
    const mds_grid_cell *cell = mds_grid__at(&o->layout->sheet->rows[t->row], t->column);
    const mds_grid_range range = cell_range(o, t->row, t->column);
    const double left = o->lefts[t->column];
    const uint32_t end =
        range.last_column < MDS_LIMIT_COLUMNS ? range.last_column + 1 : MDS_LIMIT_COLUMNS;
    size_t found = count;

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const size_t word =
            ringed_at(spots, count, cell->text, cell, t->drawn->x0 - left, t->drawn->x1 - left,
                      o->lefts[end] - left, HALF_WIDTH * sizes[i]);
        if (word == count || (i > 0 && word != found) || strchr(cell->text, '\n') != NULL) {
            return count;
        }
        found = word;
    }
    return found;
}

/* The marks over one cell. */
typedef struct group {
    const target *at;
    size_t count;
    const char *text; /* of the cell, "" */
    mds_choice_spot spots[MDS_SPOTS];
    size_t words;
    size_t captions; /* marks whose caption is a choice */
    bool rings, controls, doubtful;
} group;

static const char *sign_of(const mds_grid_drawn *d)
{
    return d->kind == MDS_DRAWN_ON    ? mds_sign__on
           : d->kind == MDS_DRAWN_OFF ? mds_sign__off
                                      : mds_sign__ring;
}

static bool look_at(group *g, const overlay *o)
{
    const mds_choice_words *words = &o->r->layouts.words.choices;
    const mds_grid_cell *cell = mds_grid__at(&o->layout->sheet->rows[g->at->row], g->at->column);

    g->text = cell != NULL ? cell->text : "";
    if (!mds_choices__spots(g->spots, &g->words, o->r->scratch, words, g->text)) {
        return false;
    }
    for (size_t i = 0; i < g->count; i++) {
        const mds_grid_drawn *d = g->at[i].drawn;
        mds_choice_spot spots[MDS_SPOTS];
        size_t found = 0;
        if (!mds_choices__spots(spots, &found, o->r->scratch, words, d->caption)) {
            return false;
        }
        g->captions += found == 1;
        g->rings = g->rings || d->kind == MDS_DRAWN_RING;
        g->controls = g->controls || d->kind == MDS_DRAWN_ON || d->kind == MDS_DRAWN_OFF;
        g->doubtful = g->doubtful || d->kind == MDS_DRAWN_OTHER || !g->at[i].sure;
    }
    g->doubtful = g->doubtful || (g->rings && g->controls) || g->count > CELL_MARKS;
    return true;
}

/* Check boxes with their words beside them: a cell of its own for the whole list. */
static bool put_captions(const overlay *o, const group *g)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 4096);
    for (size_t i = 0; i < g->count; i++) {
        mds_strbuf_printf(&text, "%s%s%s", i > 0 ? "  " : "", sign_of(g->at[i].drawn),
                          g->at[i].drawn->caption);
    }
    const bool put = text.status == MDS_OK &&
                     mds_overlay__put(o->r, o->layout->sheet, g->at->row, g->at->column, text.p);
    mds_strbuf_finish(&text);
    return put;
}

/* Signs in front of the words; false in \p sure where the marks leave open which word is meant. */
static void choose_signs(const char **signs, bool *sure, const overlay *o, const group *g)
{
    *sure = g->rings || g->count == g->words;
    for (size_t i = 0; i < g->count && *sure; i++) {
        const size_t word = g->rings && g->words > 1 ? ringed(o, &g->at[i], g->spots, g->words)
                            : g->rings               ? 0
                                                     : i;
        *sure = word < g->words;
        if (*sure) {
            signs[word] = sign_of(g->at[i].drawn);
        }
    }
}

/* A mark that may mean any of the words makes them unreadable; over an empty cell it is only said
 * that it was not read. */
static bool put_lost(const overlay *o, const group *g)
{
    static const char *const signs[MDS_SPOTS] = {mds_sign__lost};

    if (g->words == 0 && !(g->controls && g->text[0] == '\0')) {
        o->layout->unread_marks += g->count;
        return true;
    }
    return g->words > 0 ? mds_overlay__sign(o->r, o->layout->sheet, g->at->row, g->at->column,
                                            g->spots, signs, g->words)
                        : mds_overlay__put(o->r, o->layout->sheet, g->at->row, g->at->column,
                                           mds_sign__lost);
}

static bool put_group(overlay *o, group *g)
{
    const mds_grid_sheet *sheet = o->layout->sheet;
    const char *signs[MDS_SPOTS] = {NULL};
    bool sure = false;

    if (!look_at(g, o)) {
        return false;
    }
    if (g->doubtful) {
        return put_lost(o, g);
    }
    const bool captioned = g->controls && g->captions == g->count;
    const bool bare = g->text[0] == '\0' && g->count == 1 && g->captions == 0;
    if (g->words > 0 && !captioned) {
        choose_signs(signs, &sure, o, g);
    }
    if (!sure && !(g->text[0] == '\0' && (captioned || bare))) {
        return put_lost(o, g);
    }
    o->read += g->count;
    o->first = o->first != NULL ? o->first
                                : mds_recognise__place(o->r, o->layout, &sheet->rows[g->at->row],
                                                       g->at->column, NULL);
    if (sure) {
        return mds_overlay__sign(o->r, sheet, g->at->row, g->at->column, g->spots, signs, g->words);
    }
    return captioned
               ? put_captions(o, g)
               : mds_overlay__put(o->r, sheet, g->at->row, g->at->column, sign_of(g->at->drawn));
}

static bool begin(overlay *o)
{
    const mds_grid_sheet *sheet = o->layout->sheet;

    o->lefts = mds_arena_alloc(o->r->scratch, MDS_LIMIT_COLUMNS + 1, sizeof *o->lefts);
    o->targets = mds_arena_alloc(o->r->scratch, sheet->overlay_count, sizeof *o->targets);
    if (o->lefts == NULL || o->targets == NULL) {
        return false;
    }
    for (uint32_t c = 0; c <= MDS_LIMIT_COLUMNS; c++) {
        o->lefts[c] = mds_grid__left_of(sheet, c);
    }
    for (size_t i = 0; i < sheet->overlay_count; i++) {
        clear_link(o, &sheet->overlay[i]);
    }
    for (size_t i = 0; i < sheet->overlay_count; i++) {
        add_target(o, &sheet->overlay[i]);
    }
    qsort(o->targets, o->count, sizeof *o->targets, compare_targets);
    return true;
}

mds_status mds_recognise__drawn(const mds_recogniser *r, mds_layout *layout)
{
    overlay o = {.r = r, .layout = layout};
    char count[24];

    if (layout->sheet->overlay_count == 0) {
        return MDS_OK;
    }
    bool enough = begin(&o);
    for (size_t i = 0; i < o.count && enough;) {
        group g = {.at = &o.targets[i]};
        while (i < o.count && o.targets[i].row == g.at->row &&
               o.targets[i].column == g.at->column) {
            g.count++;
            i++;
        }
        enough = put_group(&o, &g);
    }
    if (!enough) {
        return mds_recognise__no_memory(r);
    }
    if (o.read > 0) {
        (void)snprintf(count, sizeof count, "%zu", o.read);
        mds_diag_add(r->grid->diags, MDS_D_FORM_DRAWN_READ, r->grid->file, o.first, count, NULL);
    }
    return MDS_OK;
}
