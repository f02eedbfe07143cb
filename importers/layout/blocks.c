/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two blocks of a form side by side on one sheet: "No | Question | Answer | No | Question |
 * Answer". */
#include "layout.h"

#include "base/utf8.h"
#include <string.h>

/* A row of headings has so many at most, and is within so many rows. */
enum { HEADINGS = 32, HEADING_ROWS = 60, HEADING_BYTES = 96, FEWEST = 2 };

/* The headings of one row, as keys. */
typedef struct headings {
    const char *keys[HEADINGS];
    uint32_t columns[HEADINGS];
    size_t count;
} headings;

static bool read_headings(headings *out, mds_arena *scratch, const mds_grid_row *row)
{
    *out = (headings){.count = 0};
    for (size_t i = 0; i < row->count && out->count < HEADINGS; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        if (cell->spread) {
            continue;
        }
        const char *key =
            strlen(cell->text) < HEADING_BYTES ? mds_utf8_key(scratch, cell->text) : "";
        if (key == NULL) {
            return false;
        }
        out->keys[out->count] = key;
        out->columns[out->count++] = cell->column;
    }
    return true;
}

/* The column at which the row of headings begins anew; 0 when it does not. */
static uint32_t second_begin(const headings *h)
{
    const size_t half = h->count / 2;
    bool twice = h->count >= 2 * FEWEST + 2 && h->count % 2 == 0;

    for (size_t i = 0; i < half && twice; i++) {
        twice = h->keys[i][0] != '\0' && strcmp(h->keys[i], h->keys[half + i]) == 0 &&
                (i == 0 || strcmp(h->keys[i], h->keys[0]) != 0) &&
                h->columns[half + i] - h->columns[i] == h->columns[half] - h->columns[0];
    }
    return twice ? h->columns[half] : 0;
}

/* The part of a row from \p first up to \p end. */
static mds_grid_row part_of(const mds_grid_row *row, uint32_t first, uint32_t end)
{
    mds_grid_row part = *row;

    while (part.count > 0 && part.cells[0].column < first) {
        part.cells++;
        part.count--;
    }
    while (part.count > 0 && part.cells[part.count - 1].column >= end) {
        part.count--;
    }
    return part;
}

/* What is above the headings and behind the last row with two blocks belongs to the left one. */
static bool copy_part(mds_grid_sheet *out, mds_arena *scratch, const mds_grid_sheet *sheet,
                      uint32_t split, bool right)
{
    out->rows = mds_arena_alloc(scratch, sheet->row_count, sizeof *out->rows);
    out->row_count = 0;
    for (size_t r = 0; out->rows != NULL && r < sheet->row_count; r++) {
        const mds_grid_row part = right ? part_of(&sheet->rows[r], split, UINT32_MAX)
                                        : part_of(&sheet->rows[r], 0, split);
        if (part.count > 0) {
            out->rows[out->row_count++] = part;
        }
    }
    return out->rows != NULL;
}

static bool find_split(uint32_t *split, mds_arena *scratch, const mds_grid_sheet *sheet)
{
    *split = 0;
    for (size_t r = 0; r < sheet->row_count && r < HEADING_ROWS && *split == 0; r++) {
        headings h;
        if (!read_headings(&h, scratch, &sheet->rows[r])) {
            return false;
        }
        *split = second_begin(&h);
    }
    return true;
}

bool mds_blocks__part(const mds_grid **out, mds_arena *scratch, const mds_grid *grid)
{
    mds_grid *parted = mds_arena_alloc(scratch, 1, sizeof *parted);
    mds_grid_sheet *sheets = mds_arena_alloc(scratch, 2 * grid->sheet_count, sizeof *sheets);
    size_t count = 0;

    *out = grid;
    if (parted == NULL || sheets == NULL) {
        return false;
    }
    for (size_t s = 0; s < grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &grid->sheets[s];
        uint32_t split = 0;
        if (!find_split(&split, scratch, sheet)) {
            return false;
        }
        sheets[count++] = *sheet;
        if (split > 0) {
            sheets[count] = *sheet;
            if (!copy_part(&sheets[count - 1], scratch, sheet, split, false) ||
                !copy_part(&sheets[count], scratch, sheet, split, true)) {
                return false;
            }
            count++;
        }
    }
    *parted = *grid;
    parted->sheets = sheets;
    parted->sheet_count = count;
    *out = count > grid->sheet_count ? parted : grid;
    return true;
}
