/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "grid.h"

#include "base/ascii.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Defined names that are kept: more than any workbook of a form has; bytes of a sheet's name. */
enum { MOST_NAMES = 1000, SHEET_NAME_BYTES = 250 };

mds_status mds_grid__out_of_memory(const mds_arena *arena, const char *file, mds_diags *diags)
{
    const mds_status status = mds_arena_status(arena);

    if (status == MDS_ELIMIT) {
        mds_diag_add(diags, MDS_D_INPUT_OVER_BUDGET, file, NULL, NULL);
        return MDS_ELIMIT;
    }
    mds_diag_add(diags, MDS_D_OUT_OF_MEMORY, file, NULL, NULL);
    return MDS_ENOMEM;
}

static mds_status no_memory(const mds_grid *grid)
{
    return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
}

static mds_status over_limit(const mds_grid *grid, mds_diag_code code, size_t limit,
                             const char *where)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%zu", limit);
    mds_diag_add(grid->diags, code, grid->file, where, text, NULL);
    return MDS_ELIMIT;
}

size_t mds_grid__blank_controls(char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;
        const bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
        /* U+FFFE and U+FFFF are no characters; three blanks keep the length. */
        const bool none =
            strncmp(text, "\xEF\xBF\xBE", 3) == 0 || strncmp(text, "\xEF\xBF\xBF", 3) == 0;
        if (control || none) {
            memset(text, ' ', none ? 3 : 1);
            count++;
        }
    }
    return count;
}

void mds_grid__init(mds_grid *grid, mds_arena *arena, const char *file, mds_diags *diags)
{
    *grid = (mds_grid){.arena = arena, .file = file, .diags = diags};
}

mds_status mds_grid__add_sheet(mds_grid *grid, const char *name, bool hidden)
{
    if (grid->sheet_count >= MDS_LIMIT_SHEETS) {
        return over_limit(grid, MDS_D_SHEET_SHEETS, MDS_LIMIT_SHEETS, NULL);
    }
    if (!mds_array_reserve(grid->arena, &grid->sheets, &grid->sheet_capacity, grid->sheet_count,
                           sizeof *grid->sheets)) {
        return no_memory(grid);
    }
    /* A place names its sheet: a name as long as a book would be in every message. */
    size_t length = strlen(name);
    if (length > SHEET_NAME_BYTES) {
        length = SHEET_NAME_BYTES;
        while (length > 0 && ((unsigned char)name[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    const char *copy = mds_arena_strndup(grid->arena, name, length);
    if (copy == NULL) {
        return no_memory(grid);
    }
    grid->sheets[grid->sheet_count++] = (mds_grid_sheet){.name = copy, .hidden = hidden};
    grid->scratch_count = 0;
    return MDS_OK;
}

/* White space that makes a cell look empty: ASCII blanks, no-break and ideographic space. */
static bool is_blank(const char *text)
{
    while (*text != '\0') {
        if (strchr(" \t\r\n", *text) != NULL) {
            text++;
        } else if (strncmp(text, "\xC2\xA0", 2) == 0) {
            text += 2;
        } else if (strncmp(text, "\xE3\x80\x80", 3) == 0) {
            text += 3;
        } else {
            return false;
        }
    }
    return true;
}

void mds_grid__leave_out(const mds_grid *grid, uint32_t line, uint32_t column, size_t count)
{
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];

    if (sheet->left_out == 0) {
        sheet->left_out_first = mds_grid__where(grid->arena, grid, sheet, line, column);
    }
    sheet->left_out += count;
}

bool mds_grid__leaves_out(const mds_grid *grid, uint32_t line, uint32_t column, const char *text)
{
    const mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];

    if (column < MDS_LIMIT_COLUMNS && grid->cell_count < MDS_LIMIT_CELLS &&
        sheet->row_count < MDS_LIMIT_ROWS) {
        return false;
    }
    if (!is_blank(text)) {
        mds_grid__leave_out(grid, line, column, 1);
    }
    return true;
}

bool mds_grid__is_cut(const mds_grid *grid, const mds_grid_sheet *sheet)
{
    return sheet->left_out > 0 &&
           (sheet->row_count >= MDS_LIMIT_ROWS || grid->cell_count >= MDS_LIMIT_CELLS);
}

mds_status mds_grid__add_cell(mds_grid *grid, uint32_t column, uint32_t line, const char *text,
                              const char *raw)
{
    if (is_blank(text)) {
        return MDS_OK;
    }
    if (mds_grid__leaves_out(grid, line, column, text)) {
        return MDS_OK;
    }
    if (!mds_array_reserve(grid->arena, &grid->scratch, &grid->scratch_capacity,
                           grid->scratch_count, sizeof *grid->scratch)) {
        return no_memory(grid);
    }
    grid->scratch_disorder =
        grid->scratch_disorder ||
        (grid->scratch_count > 0 && grid->scratch[grid->scratch_count - 1].column >= column);
    grid->scratch[grid->scratch_count++] =
        (mds_grid_cell){.text = text, .raw = raw, .column = column, .line = line};
    grid->cell_count++;
    return MDS_OK;
}

mds_status mds_grid__end_row(mds_grid *grid, uint32_t number, bool hidden)
{
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];
    const size_t count = grid->scratch_count;

    grid->scratch_count = 0;
    if (count == 0) {
        return MDS_OK;
    }
    sheet->disorder = sheet->disorder || grid->scratch_disorder ||
                      (sheet->row_count > 0 && sheet->rows[sheet->row_count - 1].number >= number);
    grid->scratch_disorder = false;
    mds_grid_cell *cells = mds_arena_alloc(grid->arena, count, sizeof *cells);
    if (cells == NULL || !mds_array_reserve(grid->arena, &sheet->rows, &sheet->row_capacity,
                                            sheet->row_count, sizeof *sheet->rows)) {
        return no_memory(grid);
    }
    memcpy(cells, grid->scratch, count * sizeof *cells);
    sheet->rows[sheet->row_count++] =
        (mds_grid_row){.number = number, .hidden = hidden, .cells = cells, .count = count};
    return MDS_OK;
}

/* Position of \p column in the row, or where it would have to be inserted. */
static size_t position(const mds_grid_row *row, uint32_t column)
{
    size_t low = 0;
    size_t high = row->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (row->cells[middle].column < column) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const mds_grid_cell *mds_grid__at(const mds_grid_row *row, uint32_t column)
{
    const size_t i = position(row, column);

    return i < row->count && row->cells[i].column == column ? &row->cells[i] : NULL;
}

size_t mds_grid__row_index(const mds_grid_sheet *sheet, uint32_t number)
{
    size_t low = 0;
    size_t high = sheet->row_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sheet->rows[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const mds_grid_row *mds_grid__row_at(const mds_grid_sheet *sheet, uint32_t number)
{
    const size_t i = mds_grid__row_index(sheet, number);

    return i < sheet->row_count && sheet->rows[i].number == number ? &sheet->rows[i] : NULL;
}

mds_status mds_grid__add_formula(mds_grid *grid, uint32_t row, uint32_t column)
{
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];

    if (sheet->formula_count >= MDS_LIMIT_CELLS) {
        return MDS_OK;
    }
    if (!mds_array_reserve(grid->arena, &sheet->formulas, &sheet->formula_capacity,
                           sheet->formula_count, sizeof *sheet->formulas)) {
        return no_memory(grid);
    }
    sheet->formulas[sheet->formula_count++] = (mds_grid_place){row, column};
    return MDS_OK;
}

mds_status mds_grid__add_merge(mds_grid *grid, mds_grid_range range)
{
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];

    if (!mds_array_reserve(grid->arena, &sheet->merges, &sheet->merge_capacity, sheet->merge_count,
                           sizeof *sheet->merges)) {
        return no_memory(grid);
    }
    sheet->merges[sheet->merge_count++] = range;
    return MDS_OK;
}

mds_status mds_grid__add_block(mds_grid *grid, mds_grid_block block)
{
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];

    if (!mds_array_reserve(grid->arena, &sheet->blocks, &sheet->block_capacity, sheet->block_count,
                           sizeof *sheet->blocks)) {
        return no_memory(grid);
    }
    sheet->blocks[sheet->block_count++] = block;
    return MDS_OK;
}

mds_status mds_grid__put_looks(mds_grid *grid, uint32_t row, uint32_t column,
                               const mds_looks *looks)
{
    mds_grid_cell *last = grid->scratch_count > 0 ? &grid->scratch[grid->scratch_count - 1] : NULL;
    mds_status status = MDS_OK;
    uint32_t begin = 0;

    if (last == NULL || last->column != column) {
        return MDS_OK;
    }
    last->look = looks->look;
    for (size_t i = 0; i < looks->count && status == MDS_OK; i++) {
        const mds_grid_run run = {row, column, begin, looks->parts[i].end, looks->parts[i].look};
        status = mds_grid__add_run(grid, &run);
        begin = run.end;
    }
    return status;
}

mds_status mds_grid__add_run(mds_grid *grid, const mds_grid_run *run)
{
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];

    if (sheet->run_count >= MDS_LIMIT_CELLS) {
        return MDS_OK;
    }
    if (!mds_array_reserve(grid->arena, &sheet->runs, &sheet->run_capacity, sheet->run_count,
                           sizeof *sheet->runs)) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    sheet->runs[sheet->run_count++] = *run;
    return MDS_OK;
}

mds_status mds_grid__add_spot(mds_grid *grid, const mds_grid_spot *spot)
{
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];

    if (!mds_array_reserve(grid->arena, &sheet->spots, &sheet->spot_capacity, sheet->spot_count,
                           sizeof *sheet->spots)) {
        return no_memory(grid);
    }
    sheet->spots[sheet->spot_count++] = *spot;
    return MDS_OK;
}

mds_status mds_grid__add_offer(mds_grid *grid, mds_grid_range range, const char *list)
{
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];

    if (sheet->offer_count >= MDS_LIMIT_ROWS) {
        return MDS_OK;
    }
    if (!mds_array_reserve(grid->arena, &sheet->offers, &sheet->offer_capacity, sheet->offer_count,
                           sizeof *sheet->offers)) {
        return no_memory(grid);
    }
    sheet->offers[sheet->offer_count++] = (mds_grid_offer){range, list};
    return MDS_OK;
}

mds_status mds_grid__add_name(mds_grid *grid, const char *name, const char *refers)
{
    if (grid->name_count >= MOST_NAMES) {
        return MDS_OK;
    }
    if (!mds_array_reserve(grid->arena, &grid->names, &grid->name_capacity, grid->name_count,
                           sizeof *grid->names)) {
        return no_memory(grid);
    }
    grid->names[grid->name_count++] = (mds_grid_name){name, refers};
    return MDS_OK;
}

int mds_grid__compare_places(const void *a, const void *b)
{
    const mds_grid_place *x = a;
    const mds_grid_place *y = b;

    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    return x->column < y->column ? -1 : x->column > y->column;
}

bool mds_grid__is_formula(const mds_grid_sheet *sheet, uint32_t row, uint32_t column)
{
    const mds_grid_place wanted = {row, column};

    return sheet->formula_count > 0 && bsearch(&wanted, sheet->formulas, sheet->formula_count,
                                               sizeof wanted, mds_grid__compare_places) != NULL;
}

bool mds_grid__column_hidden(const mds_grid_sheet *sheet, uint32_t column)
{
    for (size_t i = 0; i < sheet->hidden_count; i++) {
        if (column >= sheet->hidden_columns[i].first_column &&
            column <= sheet->hidden_columns[i].last_column) {
            return true;
        }
    }
    return false;
}

void mds_grid__column_name(char out[8], uint32_t column)
{
    char reversed[8];
    size_t n = 0;
    uint64_t rest = (uint64_t)column + 1;

    while (rest > 0 && n < 7) {
        rest--;
        reversed[n++] = (char)('A' + rest % 26);
        rest /= 26;
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = reversed[n - 1 - i];
    }
    out[n] = '\0';
}

static int compare_spots(const void *a, const void *b)
{
    const mds_grid_spot *x = a;
    const mds_grid_spot *y = b;

    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    return x->column < y->column ? -1 : x->column > y->column;
}

mds_page_box mds_grid__box(const mds_grid_sheet *sheet, uint32_t row, uint32_t column)
{
    const mds_grid_spot wanted = {.row = row, .column = column};
    const mds_grid_spot *spot =
        sheet->spot_count > 0
            ? bsearch(&wanted, sheet->spots, sheet->spot_count, sizeof wanted, compare_spots)
            : NULL;

    return spot != NULL ? spot->box : (mds_page_box){.page = 0};
}

/* Page, then points from the left and from the top. */
static const char *spot_where(mds_arena *arena, const mds_grid_sheet *sheet, uint32_t row,
                              uint32_t column)
{
    const mds_page_box box = mds_grid__box(sheet, row, column);
    char place[96];

    if (box.page == 0) {
        (void)snprintf(place, sizeof place, "row %u", row);
    } else {
        (void)snprintf(place, sizeof place, "p. %u, %d-%d x %d-%d", box.page, box.x0 / 100,
                       box.x1 / 100, box.y0 / 100, box.y1 / 100);
    }
    return mds_arena_strndup(arena, place, strlen(place));
}

size_t mds_grid__blocks_to(const mds_grid_sheet *sheet, uint32_t row)
{
    size_t low = 0;
    size_t high = sheet->block_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sheet->blocks[middle].row <= row) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Table, row and cell; or the paragraph. */
static const char *block_where(mds_arena *arena, const mds_grid_sheet *sheet, uint32_t row,
                               uint32_t column)
{
    const size_t count = mds_grid__blocks_to(sheet, row);

    if (sheet->block_count == 0) {
        return mds_arena_printf(arena, "R%u:C%u", row, column + 1);
    }
    const mds_grid_block *block = &sheet->blocks[count > 0 ? count - 1 : 0];
    return block->table ? mds_arena_printf(arena, "T%u:R%u:C%u", block->ordinal,
                                           row - block->row + 1, column + 1)
                        : mds_arena_printf(arena, "P%u", block->ordinal);
}

const char *mds_grid__where(mds_arena *arena, const mds_grid *grid, const mds_grid_sheet *sheet,
                            uint32_t row, uint32_t column)
{
    const mds_grid_place origin = mds_grid__origin(sheet, row, column);
    char place[40];
    char name[8];

    row = origin.row;
    column = origin.column;
    if (grid->lines) {
        (void)snprintf(place, sizeof place, "L%u:C%u", row, column + 1);
        return mds_arena_strndup(arena, place, strlen(place));
    }
    if (grid->document) {
        return block_where(arena, sheet, row, column);
    }
    if (grid->pages) {
        return spot_where(arena, sheet, row, column);
    }
    mds_grid__column_name(name, column);
    const int n = snprintf(place, sizeof place, "!%s%u", name, row);
    const size_t length = strlen(sheet->name);
    char *where = mds_arena_alloc(arena, length + (size_t)n + 1, 1);
    if (where != NULL) {
        memcpy(where, sheet->name, length);
        memcpy(where + length, place, (size_t)n);
    }
    return where;
}

double mds_grid__left_of(const mds_grid_sheet *sheet, uint32_t column)
{
    double left = (double)column * sheet->usual_width;

    for (size_t i = 0; i < sheet->width_count; i++) {
        const mds_grid_width *w = &sheet->widths[i];
        const uint32_t last = w->last < column ? w->last + 1 : column;
        left += last > w->first ? (double)(last - w->first) * (w->pixels - sheet->usual_width) : 0;
    }
    return left;
}

bool mds_grid__parse_reference(uint32_t *row, uint32_t *column, mds_sv text)
{
    uint32_t r = 0;
    uint32_t c = 0;
    size_t i = 0;

    while (i < text.n && i < 3 && mds_is_letter(text.p[i])) {
        c = c * 26 + (uint32_t)((text.p[i] | 0x20) - 'a') + 1;
        i++;
    }
    const size_t letters = i;
    while (i < text.n && i - letters < 7 && text.p[i] >= '0' && text.p[i] <= '9') {
        r = r * 10 + (uint32_t)(text.p[i] - '0');
        i++;
    }
    if (c == 0 || i != text.n) {
        return false;
    }
    *row = r;
    *column = c - 1;
    return true;
}

/* "$A$1" to "A1". */
static bool parse_anchored(uint32_t *row, uint32_t *column, mds_sv text)
{
    char plain[16];
    size_t n = 0;

    for (size_t i = 0; i < text.n && n < sizeof plain; i++) {
        if (text.p[i] != '$') {
            plain[n++] = text.p[i];
        }
    }
    return n < sizeof plain && mds_grid__parse_reference(row, column, (mds_sv){plain, n}) &&
           *row > 0;
}

bool mds_grid__parse_range(mds_grid_range *out, mds_sv text)
{
    const char *colon = text.n > 0 ? memchr(text.p, ':', text.n) : NULL;
    const size_t first = colon != NULL ? (size_t)(colon - text.p) : text.n;
    mds_grid_range range = {0};

    if (!parse_anchored(&range.first_row, &range.first_column, (mds_sv){text.p, first})) {
        return false;
    }
    range.last_row = range.first_row;
    range.last_column = range.first_column;
    if (colon != NULL && !parse_anchored(&range.last_row, &range.last_column,
                                         (mds_sv){colon + 1, text.n - first - 1})) {
        return false;
    }
    if (range.last_row < range.first_row || range.last_column < range.first_column) {
        return false;
    }
    *out = range;
    return true;
}
