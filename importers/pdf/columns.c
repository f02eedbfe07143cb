/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns: parted by upright rules where there are some, else by the white gaps that all rows
 * leave. They are found over all pages together: a page on which nobody answered "Yes" has no such
 * column to be seen. */
#include "page.h"

#include <stdlib.h>
#include <string.h>

/* FEW_WORDS: as many as are in the gap before a column. */
enum { POINT = 100, MOST_GROUPS = 16, FEW_WORDS = 8 };

/* The gap before a word that parts pieces at a gutter. */
static int32_t narrow_gap(const mds_pdf_view *v)
{
    return v->size * 35 / 100;
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

    for (size_t from = 0; from < v->word_count; from = mds_pdf__line_end(v, from)) {
        const bool key = mds_pdf__is_key_line(v, from);
        const size_t to = mds_pdf__line_end(v, from);
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
        for (size_t from = 0; v->ruled && from < v->word_count; from = mds_pdf__line_end(v, from)) {
            pattern p = {.lines = 1};
            if (!mds_pdf__is_key_line(v, from)) {
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

/* The column of a place by edges. */
static uint32_t column_at(const mds_pdf_columns *columns, int32_t x)
{
    uint32_t c = columns->count - 1;

    while (c > 0 && x < columns->edges[c]) {
        c--;
    }
    return c;
}

/* The gap between a word and the one before it in its line. */
static int32_t gap_before(const mds_pdf_view *v, size_t i)
{
    return i > 0 && i < v->word_count && v->lines[i] == v->lines[i - 1]
               ? v->words[i].box.x0 - v->words[i - 1].box.x1
               : INT32_MAX;
}

/* Whether the next word of a line begins where those of column \p c do. */
static bool is_before_start(const mds_pdf_view *v, size_t i, uint32_t c)
{
    return i + 1 < v->word_count && v->lines[i + 1] == v->lines[i] &&
           abs(v->words[i + 1].box.x0 - v->columns.starts[c]) <= POINT;
}

/* Whether a word lies in the gap before column \p c. */
static bool is_between(const mds_pdf_view *v, size_t i, uint32_t c)
{
    return v->words[i].box.x1 <= v->columns.starts[c] &&
           column_at(&v->columns, v->words[i].box.x0 + 2 * POINT) == c;
}

/* The column that a word begins in. Words that lie in the gap before a column are the beginning of
 * a wide heading, or the end of the text before it: whatever is nearer. */
static uint32_t column_of(const mds_pdf_view *v, size_t i)
{
    const uint32_t c = column_at(&v->columns, v->words[i].box.x0 + 2 * POINT);
    size_t first = i;
    size_t last = i;

    if (c == 0 || !is_between(v, i, c)) {
        return c;
    }
    while (first > 0 && i - first < FEW_WORDS && v->lines[first - 1] == v->lines[i] &&
           is_between(v, first - 1, c)) {
        first--;
    }
    while (last + 1 < v->word_count && last - i < FEW_WORDS && v->lines[last + 1] == v->lines[i] &&
           is_between(v, last + 1, c)) {
        last++;
    }
    return gap_before(v, last + 1) >= gap_before(v, first) || is_before_start(v, last, c) ? c - 1
                                                                                          : c;
}

/* Whether a line goes on with a row: it begins behind the column of ids, or with the half of one,
 * and none of its words reaches over the place where those of a column begin. A heading does, and
 * text below the table. */
static bool keeps_within(const mds_pdf_view *v, size_t i)
{
    while (i > 0 && v->lines[i - 1] == v->lines[i]) {
        i--;
    }
    const size_t to = mds_pdf__line_end(v, i);
    bool within = column_of(v, i) > 0 || is_before_start(v, i, 1);
    for (; i < to; i++) {
        for (uint32_t c = 1; c < v->columns.count; c++) {
            const int32_t start = v->columns.starts[c];
            within = within && (v->words[i].box.x0 >= start - POINT || v->words[i].box.x1 <= start);
        }
    }
    return within;
}

/* What is known of a line before it is parted. */
typedef struct line_kind {
    bool key;    /* it begins with an id */
    int32_t gap; /* that parts it at a gutter */
} line_kind;

/* The rows of a view: where its ids begin, and the last line with one. */
typedef struct key_lines {
    uint32_t last;
    int32_t left;
} key_lines;

static key_lines find_key_lines(const mds_pdf_view *v)
{
    key_lines keys = {0, INT32_MAX - v->size};

    for (size_t from = 0; from < v->word_count; from = mds_pdf__line_end(v, from)) {
        if (mds_pdf__is_key_line(v, from)) {
            const int32_t x = v->words[from].box.x0;
            keys = (key_lines){v->lines[from], x < keys.left ? x : keys.left};
        }
    }
    return keys;
}

/* Lines of text below the rows, as those of notes, are as wide as the table. */
static line_kind kind_of(const mds_pdf_view *v, size_t i, const key_lines *keys)
{
    const bool key = mds_pdf__is_key_line(v, i);
    const bool below =
        !key && v->lines[i] >= keys->last && v->words[i].box.x0 <= keys->left + v->size;

    return (line_kind){key, below ? mds_pdf__wide_gap(v) : narrow_gap(v)};
}

/* Whether a new piece begins at word \p i of a line. */
static bool is_parted(const mds_pdf_view *v, size_t i, const int32_t *places, uint32_t n,
                      line_kind kind)
{
    const mds_pdf_box *before = &v->words[i - 1].box;
    const mds_pdf_box *box = &v->words[i].box;

    for (uint32_t k = 0; v->ruled && k < n; k++) {
        if (places[k] > mds_pdf__middle_x(before) && places[k] <= mds_pdf__middle_x(box)) {
            return true;
        }
    }
    if (!v->ruled && v->columns.count > 1) {
        const uint32_t column = column_of(v, i);
        /* Text that fills its cell ends just before the next one. */
        const int32_t aside = abs(box->x0 - v->columns.starts[column]);
        const bool starts =
            box->x0 - before->x1 >= v->size / 10 &&
            ((kind.key && aside <= 2 * POINT) || (aside <= POINT && keeps_within(v, i)));
        return column_of(v, i - 1) < column && (starts || box->x0 - before->x1 >= kind.gap);
    }
    return !v->ruled && box->x0 - before->x1 > 2 * mds_pdf__wide_gap(v);
}

/* The column of a piece between rules: by its place where its rules are some of the main ones, else
 * by its order, as in a table of its own. */
static uint32_t ruled_column(const pattern *main, const int32_t *places, uint32_t n, int32_t x,
                             uint32_t slot)
{
    mds_pdf_columns columns = {.edges = {MDS_PDF_FAR_LEFT}, .count = 1};
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
    line_kind kind = {0};
    const key_lines keys = find_key_lines(v);

    v->pieces = mds_arena_alloc(arena, v->word_count + 1, sizeof *v->pieces);
    if (v->pieces == NULL) {
        return false;
    }
    for (size_t i = 0; i < v->word_count; i++) {
        const mds_pdf_word *word = &v->words[i];
        const bool fresh = i == 0 || v->lines[i] != v->lines[i - 1];
        if (fresh) {
            n = v->ruled ? rules_beside(v, mds_pdf__middle_y(&word->box), places) : 0;
            kind = kind_of(v, i, &keys);
        }
        if (!fresh && !is_parted(v, i, places, n, kind)) {
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
        piece->column = v->ruled ? ruled_column(main, places, n, x, piece->slot) : column_of(v, i);
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

/* Key lines of all views that have the rules of \p main beside them, and those without rules. */
static void count_ruled(const mds_pdf_view *views, size_t count, const pattern *main,
                        size_t *matching, size_t *plain)
{
    int32_t places[MDS_PDF_COLUMNS];

    *matching = 0;
    *plain = 0;
    for (size_t i = 0; i < count; i++) {
        const mds_pdf_view *v = &views[i];
        for (size_t from = 0; from < v->word_count; from = mds_pdf__line_end(v, from)) {
            if (mds_pdf__is_key_line(v, from)) {
                const uint32_t n = rules_beside(v, mds_pdf__middle_y(&v->words[from].box), places);
                *matching += same_places(places, n, main->places, main->count);
                *plain += n == 0;
            }
        }
    }
}

/* Whether the main rules are beside any line of a view. */
static bool has_rules(const mds_pdf_view *v, const pattern *main)
{
    int32_t places[MDS_PDF_COLUMNS];

    for (size_t from = 0; from < v->word_count; from = mds_pdf__line_end(v, from)) {
        const uint32_t n = rules_beside(v, mds_pdf__middle_y(&v->words[from].box), places);
        if (same_places(places, n, main->places, main->count)) {
            return true;
        }
    }
    return false;
}

/* Columns are the same ones on each page. A page with the end of the table and many numbered notes
 * has the rules of the others; one without rules among them has columns where theirs are. */
static void settle_rules(mds_pdf_view *views, size_t count, const pattern *main)
{
    size_t matching = 0;
    size_t plain = 0;

    if (main->count == 0) {
        return;
    }
    count_ruled(views, count, main, &matching, &plain);
    for (size_t i = 0; i < count; i++) {
        mds_pdf_view *v = &views[i];
        if (plain > 2 * matching) {
            v->ruled = false;
        } else if (!v->ruled && has_rules(v, main)) {
            v->ruled = true;
        }
    }
}

/* The columns of a view without rules in a document whose rows have them. */
static void take_columns(mds_pdf_columns *out, const pattern *main)
{
    *out = (mds_pdf_columns){.edges = {MDS_PDF_FAR_LEFT}, .count = 1};
    for (uint32_t i = 0; i < main->count && out->count < MDS_PDF_COLUMNS; i++) {
        out->edges[out->count++] = main->places[i];
    }
}

/* The group of most words without rules. */
static uint32_t fullest_group(const mds_pdf_view *views, size_t count)
{
    size_t members[MOST_GROUPS] = {0};
    uint32_t best = 0;

    for (size_t i = 0; i < count; i++) {
        members[views[i].group] += views[i].ruled ? 0 : views[i].word_count;
    }
    for (uint32_t g = 1; g < MOST_GROUPS; g++) {
        best = members[g] > members[best] ? g : best;
    }
    return best;
}

/* Whether a view is of the same group as one with rules. */
static bool is_beside_ruled(const mds_pdf_view *views, size_t count, const mds_pdf_view *v)
{
    bool found = false;

    for (size_t i = 0; i < count; i++) {
        found = found || (views[i].ruled && views[i].group == v->group);
    }
    return found;
}

bool mds_pdf__columns_find(mds_pdf_view *views, size_t count, mds_arena *arena)
{
    const uint32_t groups = group_views(views, count);
    mds_pdf_columns columns[MOST_GROUPS];

    for (size_t i = 0; i < count; i++) {
        find_ruled(&views[i]);
    }
    const pattern main = main_pattern(views, count);
    settle_rules(views, count, &main);
    const uint32_t main_group = fullest_group(views, count);
    for (uint32_t g = 0; g < groups; g++) {
        if (!mds_pdf__gutters_find(&columns[g], views, count, g, arena)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        mds_pdf_view *v = &views[i];
        const bool plain = !v->ruled && !(main.count > 0 && is_beside_ruled(views, count, v));
        v->columns = columns[v->group];
        if (!plain && !v->ruled) {
            take_columns(&v->columns, &main);
        }
        if (!add_pieces(v, arena, &main)) {
            return false;
        }
        if (plain && v->group != main_group) {
            align_columns(v, &columns[main_group]);
        }
    }
    const uint32_t key = key_column(views, count);
    for (size_t i = 0; i < count; i++) {
        views[i].key = key;
    }
    return true;
}
