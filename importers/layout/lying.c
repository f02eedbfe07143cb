/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that lie on their side: the questions are beside each other, and their answers in a row
 * below; a long one goes on in further bands. Each band is turned into a sheet of its own, what
 * is between the bands stays as it is. */
#include "lying.h"

#include <mdsrisk/limits.h>
#include <string.h>

/* No line of header fields has so many cells; no form so many bands. */
enum { MANY_CELLS = 10, MOST_BANDS = 200 };

typedef struct liar {
    mds_arena *scratch;
    mds_grid_sheet *sheets;
    size_t count, capacity;
} liar;

/* Whether a row has about as many cells as one of ids: remarks are at some of them only. A title
 * that is merged over many is one. */
static bool is_wide(const mds_grid_row *row, const mds_lying_view *v)
{
    size_t own = 0;

    for (size_t i = 0; i < row->count; i++) {
        own += !row->cells[i].spread;
    }
    return own >= MANY_CELLS || own * 4 >= v->widest;
}

/* Whether nothing is in the row above a row. */
static bool is_apart(const mds_lying_view *v, size_t r)
{
    return r > 0 && v->ordinals[r] > v->ordinals[r - 1] + 1;
}

/* By how many rows a band begins above its ids, from the gaps between the bands; 0 where there are
 * none. */
static uint32_t above_by_gaps(const mds_lying_view *v, const size_t *first, size_t count)
{
    uint32_t most = 0;

    for (size_t i = 1; i < count; i++) {
        size_t begin = first[i];
        while (begin > first[i - 1] && !is_apart(v, begin)) {
            begin--;
        }
        const uint32_t above = v->ordinals[first[i]] - v->ordinals[begin];
        most = begin > first[i - 1] && above > most ? above : most;
    }
    return most;
}

/* By how many rows the bands begin above their ids: what is there is as long as the ids are,
 * in the first band at least. */
static uint32_t height_above(const mds_grid_sheet *sheet, const mds_lying_view *v,
                             const size_t *first, size_t count)
{
    const uint32_t gaps = above_by_gaps(v, first, count);
    const uint32_t ids = v->ordinals[first[0]];
    uint32_t above = 0;
    bool wide = false;

    for (size_t r = first[0]; r > 0 && !is_apart(v, r); r--) {
        above = is_wide(&sheet->rows[r - 1], v) ? ids - v->ordinals[r - 1] : above;
    }
    for (size_t r = first[0]; r > 0 && ids - v->ordinals[r - 1] <= gaps; r--) {
        wide = wide || is_wide(&sheet->rows[r - 1], v);
    }
    return wide ? gaps : above;
}

/* The end of the band with ids in a row, at \p limit at the latest: a gap, or another table of a
 * document, behind which only a few cells of a row are filled. */
static size_t band_end(const mds_grid_sheet *sheet, const mds_lying_view *v, size_t ids,
                       size_t limit)
{
    const size_t block = mds_grid__blocks_to(sheet, sheet->rows[ids].number);
    size_t end = ids + 1;

    while (end < limit) {
        const mds_grid_row *row = &sheet->rows[end];
        const bool apart = is_apart(v, end) || mds_grid__blocks_to(sheet, row->number) != block;
        if (apart && !is_wide(row, v)) {
            break;
        }
        end++;
    }
    return end;
}

/* Whether the ids in a row begin a band: those of another level are in the rows below, and their
 * numbers begin anew. */
static bool begins_band(const mds_lying_view *v, size_t r, bool letters, const mds_number *last)
{
    if (letters) {
        return v->rows[r].letters && (r == 0 || !v->rows[r - 1].letters);
    }
    return v->rows[r].numbers &&
           (last->count == 0 || mds_number__compare(last, &v->rows[r].first) < 0);
}

/* The first rows of ids of the bands. */
static size_t find_bands(size_t *first, const mds_lying_view *v, size_t rows, bool letters)
{
    mds_number last = {.count = 0};
    size_t count = 0;

    for (size_t r = 0; r < rows; r++) {
        if (begins_band(v, r, letters, &last)) {
            first[count++] = r;
        }
        if (v->rows[r].numbers && mds_number__compare(&last, &v->rows[r].greatest) < 0) {
            last = v->rows[r].greatest;
        }
    }
    return count;
}

/* The rows of the bands, all built like the first one. False in \p fits when one is too long. */
static void measure_bands(mds_grid_part *parts, bool *fits, const mds_grid_sheet *sheet,
                          const mds_lying_view *v, const size_t *first, size_t count)
{
    const uint32_t above = height_above(sheet, v, first, count);
    size_t at = 0;

    *fits = true;
    for (size_t i = 0; i < count; i++) {
        size_t begin = first[i];
        size_t limit = i + 1 < count ? first[i + 1] : sheet->row_count;
        while (begin > at && v->ordinals[first[i]] - v->ordinals[begin - 1] <= above) {
            begin--;
        }
        while (i + 1 < count && limit > first[i] + 1 &&
               v->ordinals[first[i + 1]] - v->ordinals[limit - 1] <= above) {
            limit--;
        }
        const size_t end = band_end(sheet, v, first[i], limit);
        parts[i] = (mds_grid_part){begin, end};
        *fits = *fits && v->ordinals[end - 1] - v->ordinals[begin] < MDS_LIMIT_COLUMNS;
        at = end;
    }
}

static bool add_sheet(liar *l, const mds_grid_sheet *sheet)
{
    if (!mds_array_reserve(l->scratch, &l->sheets, &l->capacity, l->count, sizeof *l->sheets)) {
        return false;
    }
    l->sheets[l->count++] = *sheet;
    return true;
}

/* A sheet with the rows outside of the bands, and one with the bands. */
static bool stand_up(liar *l, const mds_grid_sheet *sheet, const mds_lying_view *v)
{
    mds_grid_part *parts = mds_arena_alloc(l->scratch, sheet->row_count, sizeof *parts);
    size_t *first = mds_arena_alloc(l->scratch, sheet->row_count, sizeof *first);
    mds_grid_row *rows = mds_arena_alloc(l->scratch, sheet->row_count, sizeof *rows);
    mds_grid_sheet rest = *sheet;
    mds_grid_sheet turned;
    bool fits = false;

    if (parts == NULL || first == NULL || rows == NULL) {
        return false;
    }
    const size_t count = find_bands(first, v, sheet->row_count, v->letters > 0);
    measure_bands(parts, &fits, sheet, v, first, count);
    if (!fits || count > MOST_BANDS) {
        return add_sheet(l, sheet);
    }
    rest.rows = rows;
    rest.row_count = 0;
    for (size_t r = 0, i = 0; r < sheet->row_count; r++) {
        i += i < count && r >= parts[i].end;
        if (i == count || r < parts[i].begin) {
            rows[rest.row_count++] = sheet->rows[r];
        }
    }
    return (rest.row_count == 0 || add_sheet(l, &rest)) &&
           mds_grid__turn(&turned, l->scratch, sheet, v->ordinals, parts, count) &&
           add_sheet(l, &turned);
}

bool mds_lying__stand_up(const mds_grid **out, mds_arena *scratch, const mds_catalog *catalog,
                         const mds_id_index *ids, const mds_grid *grid)
{
    const mds_lying_view *views = mds_lying__look(scratch, catalog, ids, grid);
    mds_grid *turned = mds_arena_alloc(scratch, 1, sizeof *turned);
    liar l = {.scratch = scratch};
    size_t letters = 0;
    size_t down = 0;
    bool changed = false;

    *out = grid;
    if (views == NULL || turned == NULL) {
        return false;
    }
    for (size_t s = 0; s < grid->sheet_count; s++) {
        letters += views[s].letters + views[s].other_letters;
        down = views[s].down > down ? views[s].down : down;
    }
    for (size_t s = 0; s < grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &grid->sheets[s];
        const bool lies = views[s].letters > views[s].other_letters ||
                          (letters == 0 && views[s].along > 2 * down);
        changed = changed || lies;
        if (!(lies ? stand_up(&l, sheet, &views[s]) : add_sheet(&l, sheet))) {
            return false;
        }
    }
    *turned = *grid;
    turned->sheets = l.sheets;
    turned->sheet_count = l.count;
    *out = changed ? turned : grid;
    return true;
}
