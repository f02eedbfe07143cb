/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns: parted by upright rules where there are some, else by the white gaps that all rows
 * leave. They are found over all pages together: a page on which nobody answered "Yes" has no such
 * column to be seen. */
#include "page.h"

#include <stdlib.h>
#include <string.h>

enum { POINT = 100, BINS = 6000, MOST_GROUPS = 16, FAR_LEFT = INT32_MIN / 4, FEW_KEYS = 8 };

/* The gap before a word that parts pieces for certain, and the one that does so at a gutter. */
static int32_t wide_gap(const mds_pdf_view *v)
{
    return v->size * 12 / 10;
}

static int32_t narrow_gap(const mds_pdf_view *v)
{
    return v->size * 35 / 100;
}

static size_t line_end(const mds_pdf_view *v, size_t from)
{
    size_t to = from + 1;

    while (to < v->word_count && v->lines[to] == v->lines[from]) {
        to++;
    }
    return to;
}

/* Whether a line begins with an id or a number. */
static bool is_key_line(const mds_pdf_view *v, size_t from)
{
    return mds_pdf__key_of(v->words[from].text) != MDS_PDF_KEY_NONE;
}

/* Places of the upright rules beside a line, from the left. */
static uint32_t rules_beside(const mds_pdf_view *v, int32_t y, int32_t places[MDS_PDF_COLUMNS])
{
    uint32_t count = 0;

    for (size_t i = 0; i < v->upright.count && count < MDS_PDF_COLUMNS; i++) {
        const mds_pdf_rule *rule = &v->upright.at[i];
        if (rule->from <= y && rule->to >= y &&
            (count == 0 || rule->at - places[count - 1] > 300)) {
            places[count++] = rule->at;
        }
    }
    return count;
}

/* A view has ruled columns when rules part the words of most lines that begin with an id, or of
 * most lines where none does. */
static void find_ruled(mds_pdf_view *v)
{
    size_t lines[2] = {0};
    size_t parted[2] = {0};

    for (size_t from = 0; from < v->word_count; from = line_end(v, from)) {
        const bool key = is_key_line(v, from);
        const size_t to = line_end(v, from);
        int32_t places[MDS_PDF_COLUMNS];
        const uint32_t n = rules_beside(v, mds_pdf__middle_y(&v->words[from].box), places);
        bool part = false;
        for (uint32_t i = 0; i < n; i++) {
            part = part || (places[i] > v->words[from].box.x0 + POINT &&
                            (places[i] < v->words[to - 1].box.x1 || i + 1 < n));
        }
        lines[key]++;
        parted[key] += part;
    }
    const bool key = lines[1] >= 2;
    v->ruled = parted[key] > 0 && parted[key] * 2 >= lines[key];
}

/* Whether two places of a pattern are the same. */
static bool is_near(int32_t a, int32_t b)
{
    return abs(a - b) <= 350;
}

static bool same_places(const int32_t *a, uint32_t n, const int32_t *b, uint32_t m)
{
    if (n != m) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!is_near(a[i], b[i])) {
            return false;
        }
    }
    return true;
}

/* A set of rules beside lines, and how many lines have it. */
typedef struct pattern {
    int32_t places[MDS_PDF_COLUMNS];
    uint32_t count;
    size_t lines;
} pattern;

enum { MOST_PATTERNS = 64 };

/* The pattern of most lines that begin with an id. */
static pattern main_pattern(const mds_pdf_view *views, size_t count)
{
    pattern known[MOST_PATTERNS];
    size_t known_count = 0;
    pattern best = {.count = 0};

    for (size_t i = 0; i < count; i++) {
        const mds_pdf_view *v = &views[i];
        for (size_t from = 0; v->ruled && from < v->word_count; from = line_end(v, from)) {
            pattern p = {.lines = 1};
            if (!is_key_line(v, from)) {
                continue;
            }
            p.count = rules_beside(v, mds_pdf__middle_y(&v->words[from].box), p.places);
            size_t k = 0;
            while (k < known_count &&
                   !same_places(known[k].places, known[k].count, p.places, p.count)) {
                k++;
            }
            if (k < known_count) {
                known[k].lines++;
            } else if (known_count < MOST_PATTERNS) {
                known[known_count++] = p;
            }
        }
    }
    for (size_t k = 0; k < known_count; k++) {
        best = known[k].lines > best.lines && known[k].count > 0 ? known[k] : best;
    }
    return best;
}

/* Counts, for each point across the page, the lines whose words cover it: those that begin with an
 * id, or, where hardly any does, those of several pieces. */
static size_t cover(const mds_pdf_view *v, uint32_t *bins, bool keys)
{
    size_t counted = 0;

    for (size_t from = 0; from < v->word_count;) {
        const size_t to = line_end(v, from);
        bool several = false;
        for (size_t i = from + 1; i < to; i++) {
            several = several || v->words[i].box.x0 - v->words[i - 1].box.x1 > wide_gap(v);
        }
        several = several && (!keys || is_key_line(v, from));
        int32_t done = -1;
        for (size_t i = from; several && i < to; i++) {
            const int32_t last = (v->words[i].box.x1 - 1) / POINT;
            int32_t b = v->words[i].box.x0 / POINT;
            for (b = b > done ? b : done + 1; b <= last && b < BINS; b++) {
                bins[b]++;
                done = b;
            }
        }
        counted += several;
        from = to;
    }
    return counted;
}

/* Views are of one group when their text has one size and begins at one place. */
static uint32_t group_views(mds_pdf_view *views, size_t count)
{
    int32_t sizes[MOST_GROUPS];
    int32_t widths[MOST_GROUPS];
    uint32_t groups = 0;

    for (size_t i = 0; i < count; i++) {
        mds_pdf_view *v = &views[i];
        uint32_t g = 0;
        while (g < groups &&
               (abs(sizes[g] - v->size) * 20 > sizes[g] || abs(widths[g] - v->page->width) > 300)) {
            g++;
        }
        if (g == groups && groups < MOST_GROUPS) {
            sizes[groups] = v->size;
            widths[groups++] = v->page->width;
        }
        v->group = g < groups ? g : 0;
    }
    return groups;
}

/* Lines of a group that begin with an id with letters. */
static size_t count_keys(const mds_pdf_view *views, size_t count, uint32_t group)
{
    size_t keys = 0;

    for (size_t i = 0; i < count; i++) {
        const mds_pdf_view *v = &views[i];
        for (size_t from = 0; v->group == group && from < v->word_count; from = line_end(v, from)) {
            keys += mds_pdf__key_of(v->words[from].text) == MDS_PDF_KEY_ID;
        }
    }
    return keys;
}

/* Whether most lines that have words on both sides of an edge leave a wide gap there: the words of
 * one cell may begin below one another by chance. */
static bool is_gutter(const mds_pdf_view *views, size_t count, uint32_t group, int32_t edge)
{
    size_t wide = 0;
    size_t tight = 0;

    for (size_t i = 0; i < count; i++) {
        const mds_pdf_view *v = &views[i];
        for (size_t k = 1; v->group == group && !v->ruled && k < v->word_count; k++) {
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

/* The columns of a group: parted where next to no line has words, a third of a letter wide. */
static bool find_gutters(mds_pdf_columns *out, const mds_pdf_view *views, size_t count,
                         uint32_t group, mds_arena *arena)
{
    const bool keys = count_keys(views, count, group) >= FEW_KEYS;
    uint32_t *bins = mds_arena_alloc(arena, BINS, sizeof *bins);
    size_t counted = 0;
    int32_t size = 800;
    int32_t gap = 0;
    bool covered = false;

    if (bins == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (views[i].group == group && !views[i].ruled) {
            counted += cover(&views[i], bins, keys);
            size = views[i].size;
        }
    }
    const uint32_t most = (uint32_t)(counted / 100);
    *out = (mds_pdf_columns){.edges = {FAR_LEFT}, .count = 1};
    for (int32_t b = 0; b < BINS && counted >= 2; b++) {
        if (bins[b] <= most) {
            gap++;
            continue;
        }
        if (covered && gap * POINT >= size * 35 / 100 && gap >= 2 && out->count < MDS_PDF_COLUMNS &&
            is_gutter(views, count, group, b * POINT)) {
            out->edges[out->count++] = b * POINT;
        }
        covered = true;
        gap = 0;
    }
    return true;
}

/* Whether a new piece begins at word \p i of a line. */
static bool is_parted(const mds_pdf_view *v, size_t i, const int32_t *places, uint32_t n)
{
    const mds_pdf_box *before = &v->words[i - 1].box;
    const mds_pdf_box *box = &v->words[i].box;

    for (uint32_t k = 0; v->ruled && k < n; k++) {
        if (places[k] > mds_pdf__middle_x(before) && places[k] <= mds_pdf__middle_x(box)) {
            return true;
        }
    }
    for (uint32_t c = 1; !v->ruled && c < v->columns.count; c++) {
        const int32_t edge = v->columns.edges[c];
        if (before->x1 <= edge + POINT && box->x0 >= edge - 2 * POINT &&
            box->x0 - before->x1 >= narrow_gap(v)) {
            return true;
        }
    }
    return !v->ruled && v->columns.count == 1 && box->x0 - before->x1 > 2 * wide_gap(v);
}

/* The column of a place by edges. */
static uint32_t column_at(const mds_pdf_columns *columns, int32_t x)
{
    uint32_t c = columns->count - 1;

    while (c > 0 && x < columns->edges[c]) {
        c--;
    }
    return c;
}

/* The column of a piece between rules: by its place where its rules are some of the main ones, else
 * by its order, as in a table of its own. */
static uint32_t ruled_column(const pattern *main, const int32_t *places, uint32_t n, int32_t x,
                             uint32_t slot)
{
    mds_pdf_columns columns = {.edges = {FAR_LEFT}, .count = 1};
    bool inside = main->count > 0;

    for (uint32_t i = 0; i < n && inside; i++) {
        bool found = false;
        for (uint32_t k = 0; k < main->count; k++) {
            found = found || is_near(places[i], main->places[k]);
        }
        inside = found;
    }
    if (!inside || n == main->count) {
        return slot;
    }
    for (uint32_t k = 0; k < main->count && columns.count < MDS_PDF_COLUMNS; k++) {
        columns.edges[columns.count++] = main->places[k];
    }
    return column_at(&columns, x);
}

static bool add_pieces(mds_pdf_view *v, mds_arena *arena, const pattern *main)
{
    mds_pdf_piece *piece = NULL;
    int32_t places[MDS_PDF_COLUMNS];
    uint32_t n = 0;

    v->pieces = mds_arena_alloc(arena, v->word_count + 1, sizeof *v->pieces);
    if (v->pieces == NULL) {
        return false;
    }
    for (size_t i = 0; i < v->word_count; i++) {
        const mds_pdf_word *word = &v->words[i];
        const bool fresh = i == 0 || v->lines[i] != v->lines[i - 1];
        if (fresh && v->ruled) {
            n = rules_beside(v, mds_pdf__middle_y(&word->box), places);
        }
        if (!fresh && !is_parted(v, i, places, n)) {
            mds_pdf__join(&piece->box, &word->box);
            piece->count++;
            continue;
        }
        piece = &v->pieces[v->piece_count++];
        *piece = (mds_pdf_piece){
            .box = word->box, .first = i, .count = 1, .line = v->lines[i], .row = MDS_PDF_NO_ROW};
        const int32_t width = word->box.x1 - word->box.x0;
        const int32_t x = word->box.x0 + (width / 2 < v->size / 2 ? width / 2 : v->size / 2);
        while (v->ruled && piece->slot < n && places[piece->slot] <= x) {
            piece->slot++;
        }
        piece->column = v->ruled ? ruled_column(main, places, n, x, piece->slot)
                                 : column_at(&v->columns, word->box.x0 + 2 * POINT);
    }
    return true;
}

/* Columns of a group that is not the main one: the same ones when there are as many, else columns
 * of their own, which nothing is read from unless they have headings. */
static void align_columns(mds_pdf_view *v, const mds_pdf_columns *main)
{
    for (size_t i = 0; v->columns.count != main->count && i < v->piece_count; i++) {
        if (v->pieces[i].column > 1) {
            v->pieces[i].column += MDS_PDF_COLUMNS;
        }
    }
}

/* The column in which most ids begin. */
static uint32_t key_column(const mds_pdf_view *views, size_t count)
{
    size_t counts[2 * MDS_PDF_COLUMNS + 2] = {0};
    uint32_t best = 0;

    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < views[i].piece_count; k++) {
            const mds_pdf_piece *piece = &views[i].pieces[k];
            const char *text = views[i].words[piece->first].text;
            const mds_pdf_key key = mds_pdf__key_of(text);
            const bool id = key == MDS_PDF_KEY_ID || mds_pdf__is_rest_of_key(text);
            counts[piece->column] += id ? 4 : key == MDS_PDF_KEY_NUMBER;
        }
    }
    for (uint32_t c = 1; c < sizeof counts / sizeof *counts; c++) {
        best = counts[c] > counts[best] ? c : best;
    }
    return best;
}

bool mds_pdf__columns_find(mds_pdf_view *views, size_t count, mds_arena *arena)
{
    const uint32_t groups = group_views(views, count);
    mds_pdf_columns columns[MOST_GROUPS];
    size_t members[MOST_GROUPS] = {0};
    uint32_t main_group = 0;

    for (size_t i = 0; i < count; i++) {
        find_ruled(&views[i]);
        members[views[i].group] += views[i].ruled ? 0 : views[i].word_count;
    }
    for (uint32_t g = 0; g < groups; g++) {
        if (!find_gutters(&columns[g], views, count, g, arena)) {
            return false;
        }
        main_group = members[g] > members[main_group] ? g : main_group;
    }
    const pattern main = main_pattern(views, count);
    for (size_t i = 0; i < count; i++) {
        views[i].columns = columns[views[i].group];
        if (!add_pieces(&views[i], arena, &main)) {
            return false;
        }
        if (!views[i].ruled && views[i].group != main_group) {
            align_columns(&views[i], &columns[main_group]);
        }
    }
    const uint32_t key = key_column(views, count);
    for (size_t i = 0; i < count; i++) {
        views[i].key = key;
    }
    return true;
}
