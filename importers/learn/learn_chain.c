/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn_chain.h"

#include <string.h>

enum {
    MOST_CANDIDATES = 32768, /* of a sheet; no form has as many */
    WINDOW = 512,            /* candidates back that one may follow */
    FIRST_CELLS = 8,         /* of a row: a number is among them */
    OUTLINE = 4,             /* kinds of numbers within each other */
    FEW_LEVELS = 3           /* rows that repeat a number's first level in a cell of its own */
};

/* Worth of a candidate and of a link between two. */
enum {
    WORTH_CERTAIN = 40,
    WORTH_HEADED = 20,
    WORTH_NONE = 4,
    WORTH_FOLLOWS = 15,
    WORTH_INNER = 10
};

/* The chapters that hold where a row is: 2, then "(3)" in it, then "①" in that. */
typedef struct outline {
    learn_number at[OUTLINE];
    size_t count;
} outline;

static void enter(outline *o, const learn_number *number)
{
    if (!number->number.relative) {
        o->count = 0;
    }
    /* A number of a kind that is open ends it and what is within it. */
    for (size_t i = 0; i < o->count; i++) {
        const learn_number *open = &o->at[i];
        if (open->number.relative && open->level[0] == number->level[0]) {
            o->count = i;
        }
    }
    if (o->count < OUTLINE) {
        o->at[o->count++] = *number;
    }
}

/* The number with those of the outline above it; as it is where that gets too deep. */
static learn_number whole_number(const outline *o)
{
    learn_number number = o->at[0];

    for (size_t i = 1; i < o->count; i++) {
        if (!mds_learn__number_join(&number, &number, &o->at[i])) {
            return o->at[o->count - 1];
        }
    }
    return number;
}

static bool add(learn_chain *out, mds_arena *arena, learn_candidate candidate)
{
    if (out->count == MOST_CANDIDATES) {
        out->overfull = true;
        return true;
    }
    if (!mds_array_reserve(arena, &out->at, &out->capacity, out->count, sizeof *out->at)) {
        return false;
    }
    out->at[out->count++] = candidate;
    return true;
}

/* A number cell "4.1" may have lost the nought of "4.10". */
static bool add_tenth(learn_chain *out, mds_arena *arena, learn_candidate candidate)
{
    mds_number *number = &candidate.number.number;
    uint16_t *last = &number->at[number->count - 1];

    if (!candidate.whole || number->count != 2 || *last > 9 ||
        candidate.number.level[1] != LEARN_LEVEL_DOT) {
        return true;
    }
    *last = (uint16_t)(*last * 10);
    return add(out, arena, candidate);
}

static bool add_cell(learn_chain *out, mds_arena *arena, const mds_catalog *catalog, outline *o,
                     size_t row, size_t i, const mds_grid_cell *cell)
{
    learn_number readings[MDS_NUMBER_READINGS];
    const size_t count = mds_learn__number_read(readings, catalog, cell->text);

    for (size_t k = 0; k < count; k++) {
        learn_candidate candidate = {.row = row, .cell = i, .number = readings[k]};
        candidate.whole = *mds_learn__number_rest(&readings[k], cell->text) == '\0';
        if (k == 0) {
            enter(o, &readings[k]);
        }
        if (readings[k].number.relative && o->count > 1) {
            const uint16_t end = readings[k].number.end;
            candidate.number = whole_number(o);
            candidate.number.number.end = end;
            candidate.inner = true;
        }
        /* A merged cell speaks once; in the rows below it is the chapter of what is there. */
        if (cell->spread) {
            continue;
        }
        if (!add(out, arena, candidate) || !add_tenth(out, arena, candidate)) {
            return false;
        }
    }
    return true;
}

/* A cell that holds one number of one level, and nothing else; 0 otherwise. */
static unsigned level_at(const mds_catalog *catalog, const mds_grid_row *row, uint32_t column)
{
    learn_number readings[MDS_NUMBER_READINGS];
    const mds_grid_cell *cell = mds_grid__at(row, column);

    if (cell == NULL || mds_learn__number_read(readings, catalog, cell->text) == 0) {
        return 0;
    }
    const learn_number *number = &readings[0];
    const bool alone = number->number.count == 1 && !number->number.relative &&
                       number->prefix[0] == '\0' &&
                       *mds_learn__number_rest(number, cell->text) == '\0';
    return alone ? number->number.at[0] : 0;
}

/* The column from which on the levels of a number are in cells of their own, "4 | 1 | 1": its
 * numbers repeat from row to row while those beside them rise. LEARN_NO_COLUMN when there is none.
 */
static uint32_t level_column(const learn_sheet *sheet)
{
    for (uint32_t column = 0; column < FIRST_CELLS; column++) {
        unsigned before = 0;
        size_t repeated = 0;
        size_t beside = 0;
        for (size_t r = 0; r < sheet->sheet->row_count; r++) {
            const mds_grid_row *row = &sheet->sheet->rows[r];
            const unsigned level = level_at(sheet->catalog, row, column);
            repeated += level > 0 && level == before;
            beside += level > 0 && level == before && level_at(sheet->catalog, row, column + 1) > 0;
            before = level > 0 ? level : before;
        }
        if (beside >= FEW_LEVELS && beside * 2 >= repeated) {
            return column;
        }
    }
    return LEARN_NO_COLUMN;
}

/* The number whose levels are in the row's cells from \p column on; it ends before cell \p next.
 */
static bool join_levels(learn_number *out, size_t *last, const mds_catalog *catalog,
                        const mds_grid_row *row, uint32_t column)
{
    *out = (learn_number){.number = {.count = 0}};
    for (size_t i = 0; i < row->count; i++) {
        const uint32_t at = row->cells[i].column;
        if (at < column) {
            continue;
        }
        const unsigned level = at == column + out->number.count ? level_at(catalog, row, at) : 0;
        if (level == 0 || out->number.count == MDS_NUMBER_LEVELS) {
            break;
        }
        out->number.at[out->number.count++] = (uint16_t)level;
        *last = i;
    }
    return out->number.count > 0;
}

static bool gather(learn_chain *out, mds_arena *arena, const learn_sheet *sheet)
{
    const uint32_t levels = level_column(sheet);
    outline o = {.count = 0};

    for (size_t r = 0; r < sheet->sheet->row_count; r++) {
        const learn_row *row = &sheet->rows[r];
        learn_candidate joined = {.row = r, .whole = true};
        size_t first = 0;
        if (row->heading) {
            continue;
        }
        if (levels != LEARN_NO_COLUMN &&
            join_levels(&joined.number, &joined.cell, sheet->catalog, row->row, levels)) {
            first = joined.cell + 1;
            const mds_grid_cell *cell = &row->row->cells[joined.cell];
            joined.number.number.end = (uint16_t)strlen(cell->text);
            if (!add(out, arena, joined)) {
                return false;
            }
        }
        const size_t cells = row->row->count < FIRST_CELLS ? row->row->count : FIRST_CELLS;
        for (size_t i = first; i < cells && row->row->cells[i].column < row->answers_from; i++) {
            if (!add_cell(out, arena, sheet->catalog, &o, r, i, &row->row->cells[i])) {
                return false;
            }
        }
    }
    return true;
}

static size_t column_of(const learn_sheet *sheet, const learn_candidate *candidate)
{
    return sheet->rows[candidate->row].row->cells[candidate->cell].column;
}

/* Counters of the lines ("No. 1, 2, 3, ...") beside the numbers of items rise as well as those,
 * and are none: whole numbers of one level in a column whose rows have deeper ones beside them. */
static void drop_counters(learn_chain *chain, const learn_sheet *sheet)
{
    for (size_t column = 0; column < FIRST_CELLS; column++) {
        size_t here = 0;
        size_t flat = 0;
        size_t beside = 0;
        size_t deep = 0;
        for (size_t i = 0; i < chain->count; i++) {
            const learn_candidate *at = &chain->at[i];
            if (column_of(sheet, at) != column) {
                continue;
            }
            here++;
            flat += at->whole && at->number.number.count == 1;
            for (size_t k = i + 1; k < chain->count && chain->at[k].row == at->row; k++) {
                if (column_of(sheet, &chain->at[k]) != column) {
                    beside++;
                    deep += chain->at[k].number.number.count > 1;
                    break;
                }
            }
        }
        if (here < 4 || flat < here || beside * 2 < here || deep == 0) {
            continue;
        }
        size_t kept = 0;
        for (size_t i = 0; i < chain->count; i++) {
            if (column_of(sheet, &chain->at[i]) != column) {
                chain->at[kept++] = chain->at[i];
            }
        }
        chain->count = kept;
    }
}

/* A name such as "ABC-1" is no item for that: letters are before several numbers, or before one
 * in a row that offers answers. */
static void drop_names(learn_chain *chain, const learn_sheet *sheet)
{
    size_t kept = 0;

    for (size_t i = 0; i < chain->count; i++) {
        const learn_candidate *at = &chain->at[i];
        const learn_row *row = &sheet->rows[at->row];
        bool item = at->number.prefix[0] == '\0' || mds_learn__is_choice(row->printed) ||
                    mds_learn__is_choice(row->listed);
        for (size_t k = 0; !item && k < chain->count; k++) {
            item = k != i && chain->at[k].row != at->row &&
                   strcmp(chain->at[k].number.prefix, at->number.prefix) == 0;
        }
        if (item) {
            chain->at[kept++] = *at;
        }
    }
    chain->count = kept;
}

static long worth(const learn_sheet *sheet, const learn_candidate *at)
{
    const learn_row *row = &sheet->rows[at->row];
    const long offers = mds_learn__is_choice(row->printed) || mds_learn__is_choice(row->listed)
                            ? WORTH_CERTAIN
                        : mds_learn__is_choice(row->headed) ? WORTH_HEADED
                                                            : WORTH_NONE;

    return offers + (at->inner ? WORTH_INNER : 0) + at->whole;
}

bool mds_learn__chain_find(learn_chain *out, mds_arena *arena, const learn_sheet *sheet)
{
    *out = (learn_chain){.count = 0};
    if (!gather(out, arena, sheet)) {
        return false;
    }
    drop_names(out, sheet);
    drop_counters(out, sheet);
    const size_t count = out->count;
    long *best = mds_arena_alloc(arena, count, sizeof *best);
    size_t *before = mds_arena_alloc(arena, count, sizeof *before);
    size_t last = count;
    if (best == NULL || before == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const learn_candidate *at = &out->at[i];
        const long own = worth(sheet, at);
        best[i] = own + (mds_learn__number_begins(&at->number) ? WORTH_FOLLOWS : 0);
        before[i] = count;
        for (size_t k = i > WINDOW ? i - WINDOW : 0; k < i && out->at[k].row < at->row; k++) {
            if (!mds_learn__number_rises(&out->at[k].number, &at->number)) {
                continue;
            }
            const long with =
                best[k] + own +
                (mds_learn__number_follows(&out->at[k].number, &at->number) ? WORTH_FOLLOWS : 0);
            if (with > best[i]) {
                best[i] = with;
                before[i] = k;
            }
        }
        if (last == count || best[i] > best[last]) {
            last = i;
        }
    }
    for (size_t i = last; i < count; i = before[i]) {
        out->at[i].chosen = true;
    }
    return true;
}
