/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "small_table.h"

#include "base/json.h"
#include "base/num.h"
#include "container.h"
#include "words.h"
#include <stdio.h>
#include <string.h>

enum { MOST_SIDE = 256 }; /* rows and columns: more is no such table */

const small_cell *mds_small__table_at(const small_table *table, size_t row, size_t column)
{
    return &table->cells[row * table->columns + column];
}

size_t mds_small__table_column(const small_table *table, const char *heading)
{
    size_t column = 0;

    while (column < table->columns) {
        const char *a = mds_small__table_at(table, 0, column)->text;
        const char *b = heading;
        while (*a != '\0' && (*a >= 'A' && *a <= 'Z' ? *a + 32 : *a) == *b) {
            a++;
            b++;
        }
        if (*a == '\0' && *b == '\0') {
            break;
        }
        column++;
    }
    return column;
}

static mds_status not_one(mds_diags *diags, const char *file, const char *where)
{
    mds_diag_add(diags, MDS_D_COMPARE_NOT_ONE, file, where,
                 "criterion,weight / pairwise / bid,end_of_life,end_of_support", NULL);
    return MDS_EFORMAT;
}

static mds_status reserve(small_table *out, mds_arena *arena, size_t rows, size_t columns)
{
    if (rows == 0 || columns == 0 || rows > MOST_SIDE || columns > MOST_SIDE) {
        return not_one(out->diags, out->file, NULL);
    }
    out->rows = rows;
    out->columns = columns;
    out->cells = mds_arena_alloc(arena, rows * columns, sizeof *out->cells);
    if (out->cells == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < rows * columns; i++) {
        out->cells[i] = (small_cell){.text = "", .where = ""};
    }
    return MDS_OK;
}

static mds_status from_grid(small_table *out, mds_arena *arena, const mds_grid *grid)
{
    const mds_grid_sheet *sheet = &grid->sheets[0];
    size_t columns = 0;

    for (size_t r = 0; r < sheet->row_count; r++) {
        const mds_grid_row *row = &sheet->rows[r];
        const size_t last = row->count > 0 ? row->cells[row->count - 1].column + 1 : 0;
        columns = last > columns ? last : columns;
    }
    mds_status status = reserve(out, arena, sheet->row_count, columns);
    for (size_t r = 0; r < sheet->row_count && status == MDS_OK; r++) {
        const mds_grid_row *row = &sheet->rows[r];
        for (size_t k = 0; k < row->count; k++) {
            const mds_grid_cell *cell = &row->cells[k];
            small_cell *to = &out->cells[r * columns + cell->column];
            const mds_sv text = mds_words__trim((mds_sv){cell->text, strlen(cell->text)});
            to->text = mds_arena_strndup(arena, text.p, text.n);
            to->where = mds_grid__where(arena, grid, sheet, cell->line, cell->column);
            if (to->text == NULL || to->where == NULL) {
                return mds_arena_status(arena);
            }
        }
    }
    return status;
}

static mds_status read_csv(small_table *out, mds_arena *arena, const mds_source *source)
{
    mds_grid grid;

    mds_grid__init(&grid, arena, out->file, out->diags);
    const mds_status status = mds_csv__read(&grid, source);
    if (status != MDS_OK) {
        return status;
    }
    return grid.sheet_count > 0 ? from_grid(out, arena, &grid)
                                : not_one(out->diags, out->file, NULL);
}

/* A copy in which control characters are blanks: it goes to terminals and workbooks. */
static const char *keep(mds_arena *arena, const char *text)
{
    char *copy = mds_arena_strndup(arena, text, strlen(text));

    if (copy != NULL) {
        (void)mds_grid__blank_controls(copy);
    }
    return copy;
}

/* A string or a number as text; false when it is neither. null is empty. */
static bool put(small_table *out, mds_arena *arena, size_t row, size_t column,
                const mds_json *value, const char *where)
{
    char number[MDS_NUM_SIZE];
    const char *text = mds_json_string(value, "");
    small_cell *cell = &out->cells[row * out->columns + column];

    if (mds_json_is_number(value)) {
        mds_num_exact(number, mds_json_number(value, 0));
        text = number;
    } else if (value != NULL && !mds_json_is_string(value) && !mds_json_is_null(value)) {
        (void)not_one(out->diags, out->file, where);
        return false;
    }
    cell->text = keep(arena, text);
    cell->where = keep(arena, where);
    return cell->text != NULL && cell->where != NULL;
}

static mds_status failed(const mds_arena *arena)
{
    const mds_status status = mds_arena_status(arena);
    return status != MDS_OK ? status : MDS_EFORMAT;
}

static void heading(small_table *out, const char *const *names)
{
    for (size_t i = 0; i < out->columns; i++) {
        out->cells[i].text = names[i];
    }
}

static mds_status read_weights(small_table *out, mds_arena *arena, const mds_json *root)
{
    static const char *const names[] = {"criterion", "weight"};
    const mds_json *object = mds_json_member(root, "weights");
    char where[128];
    size_t row = 1;

    if (!mds_json_is_object(object)) {
        return not_one(out->diags, out->file, "weights");
    }
    mds_status status = reserve(out, arena, mds_json_count(object) + 1, 2);
    if (status != MDS_OK) {
        return status;
    }
    heading(out, names);
    for (const mds_json *m = mds_json_first(object); m != NULL; m = mds_json_next(m), row++) {
        const char *name = mds_json_name(m);
        (void)snprintf(where, sizeof where, "weights.%.100s", name);
        if (!put(out, arena, row, 1, m, where)) {
            return failed(arena);
        }
        small_cell *cell = &out->cells[row * 2];
        *cell = (small_cell){.text = keep(arena, name), .where = out->cells[row * 2 + 1].where};
        if (cell->text == NULL) {
            return failed(arena);
        }
    }
    return MDS_OK;
}

static mds_status read_pairwise(small_table *out, mds_arena *arena, const mds_json *root)
{
    const mds_json *criteria = mds_json_member(root, "criteria");
    const mds_json *matrix = mds_json_member(root, "matrix");
    const size_t n = mds_json_count(criteria);
    char where[64];
    size_t row = 1;

    if (!mds_json_is_array(criteria) || !mds_json_is_array(matrix) || mds_json_count(matrix) != n) {
        return not_one(out->diags, out->file, "matrix");
    }
    mds_status status = reserve(out, arena, n + 1, n + 1);
    if (status != MDS_OK) {
        return status;
    }
    for (const mds_json *m = mds_json_first(criteria); m != NULL; m = mds_json_next(m), row++) {
        (void)snprintf(where, sizeof where, "criteria[%zu]", row - 1);
        if (!put(out, arena, row, 0, m, where) || !put(out, arena, 0, row, m, where)) {
            return failed(arena);
        }
    }
    row = 1;
    for (const mds_json *m = mds_json_first(matrix); m != NULL; m = mds_json_next(m), row++) {
        size_t column = 1;
        if (!mds_json_is_array(m) || mds_json_count(m) != n) {
            return not_one(out->diags, out->file, "matrix");
        }
        for (const mds_json *v = mds_json_first(m); v != NULL; v = mds_json_next(v), column++) {
            (void)snprintf(where, sizeof where, "matrix[%zu][%zu]", row - 1, column - 1);
            if (!put(out, arena, row, column, v, where)) {
                return failed(arena);
            }
        }
    }
    return MDS_OK;
}

static mds_status read_bids(small_table *out, mds_arena *arena, const mds_json *root)
{
    static const char *const names[] = {"bid", "end_of_life", "end_of_support"};
    const mds_json *list = mds_json_member(root, "bids");
    char where[64];
    size_t row = 1;

    if (!mds_json_is_array(list)) {
        return not_one(out->diags, out->file, "bids");
    }
    mds_status status = reserve(out, arena, mds_json_count(list) + 1, 3);
    if (status != MDS_OK) {
        return status;
    }
    heading(out, names);
    for (const mds_json *m = mds_json_first(list); m != NULL; m = mds_json_next(m), row++) {
        for (size_t k = 0; k < 3; k++) {
            (void)snprintf(where, sizeof where, "bids[%zu].%s", row - 1, names[k]);
            if (!put(out, arena, row, k, mds_json_member(m, names[k]), where)) {
                return failed(arena);
            }
        }
    }
    return MDS_OK;
}

static mds_status read_root(small_table *out, mds_arena *arena, const mds_json *root)
{
    const char *kind = mds_json_string(mds_json_member(root, "kind"), "");
    const double version = mds_json_number(mds_json_member(root, "format_version"), -1);

    if (version < MDS_COMPARE_FILE_VERSION || version > MDS_COMPARE_FILE_VERSION) {
        char found[MDS_NUM_SIZE];
        mds_num_exact(found, version);
        mds_diag_add(out->diags, MDS_D_JSON_VERSION, out->file, "format_version",
                     mds_json_member(root, "format_version") != NULL ? found : "", "1", NULL);
        return MDS_EFORMAT;
    }
    if (strcmp(kind, "weights") == 0) {
        return read_weights(out, arena, root);
    }
    if (strcmp(kind, "pairwise") == 0) {
        return read_pairwise(out, arena, root);
    }
    return strcmp(kind, "bids") == 0 ? read_bids(out, arena, root)
                                     : not_one(out->diags, out->file, "kind");
}

static mds_status read_json(small_table *out, mds_arena *arena, const mds_source *source)
{
    mds_json *root = NULL;
    mds_status status = mds_json_parse(&root, out->file, (const char *)mds_source_bytes(source),
                                       mds_source_size(source), out->diags);

    if (status == MDS_OK) {
        status = read_root(out, arena, root);
    }
    mds_json_free(root);
    return status;
}

/* JSON begins with a brace, behind a byte order mark and blanks. */
static bool is_json(const mds_source *source)
{
    const unsigned char *bytes = mds_source_bytes(source);
    const size_t n = mds_source_size(source);
    size_t i = n >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;

    while (i < n && bytes[i] != '\0' && strchr(" \t\r\n", bytes[i]) != NULL) {
        i++;
    }
    return i < n && bytes[i] == '{';
}

mds_status mds_small__table_read(small_table *out, mds_arena *arena, const mds_source *source,
                                 mds_diags *diags)
{
    const char *name = mds_source_name(source);
    small_table table = {.diags = diags, .file = mds_arena_strndup(arena, name, strlen(name))};

    if (table.file == NULL) {
        return mds_arena_status(arena);
    }
    const mds_status status =
        is_json(source) ? read_json(&table, arena, source) : read_csv(&table, arena, source);
    if (status == MDS_OK) {
        *out = table;
    }
    return status;
}
