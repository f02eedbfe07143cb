/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inventory of devices, in whatever shape a tool or a person has made it. */
#include <mdsrisk/import_inventory.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "columns_by_content.h"
#include "container.h"
#include "heads.h"
#include "words.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

enum { LEAST_NAMES = 3, MOST_UNITS = 100000 };

typedef struct reading {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_grid *grid;
    const mds_grid_sheet *sheet;
    mds_heads heads;
    mds_diags *diags;
    mds_fleet_device *devices;
    size_t count, capacity;
    mds_inventory_column *columns;
    size_t column_count, column_capacity;
} reading;

static const char *field_name(size_t i)
{
    return mds_inventory_field_name((mds_inventory_field)i);
}

/* Fields by which a row is a device; a sum or a remark has none. */
static bool is_identity(size_t field)
{
    return field == MDS_INVENTORY_TAG || field == MDS_INVENTORY_NAME ||
           field == MDS_INVENTORY_MAKER || field == MDS_INVENTORY_MODEL ||
           field == MDS_INVENTORY_MODEL_NUMBER || field == MDS_INVENTORY_SERIAL ||
           field == MDS_INVENTORY_MAC || field == MDS_INVENTORY_IP;
}

/* Whether a cell begins with a word for a sum. */
static bool begins_sum(const reading *r, const char *text)
{
    const mds_strings *words = &r->catalog->words[MDS_WORDS_INVENTORY_TOTALS];
    char key[MDS_UTF8_SHORT];

    if (!mds_utf8_short_key(key, text)) {
        return false;
    }
    for (size_t i = 0; i < words->count; i++) {
        const size_t n = strlen(words->at[i]);
        if (strncmp(key, words->at[i], n) == 0 && (key[n] == '\0' || key[n] == ' ')) {
            return true;
        }
    }
    return false;
}

/* Cells with a text of their own: a merged one that runs over the row counts once. */
static size_t own_cells(const mds_grid_row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < row->count; i++) {
        count += !row->cells[i].spread || i == 0;
    }
    return count;
}

/* A device has two cells at least, of which one names it, besides a word for a sum. */
static bool is_device(const reading *r, const mds_grid_row *row, const char *const *text)
{
    size_t names = 0;
    bool sum = false;

    for (size_t f = 0; f < MDS_INVENTORY__COUNT; f++) {
        if (text[f][0] == '\0') {
            continue;
        }
        if (begins_sum(r, text[f])) {
            sum = true;
        } else {
            names += is_identity(f);
        }
    }
    return own_cells(row) >= 2 && names >= (sum ? 2U : 1U) &&
           !mds_heads__repeated(&r->heads, r->sheet, row);
}

static bool says(const reading *r, mds_word_list list, const char *text)
{
    char key[MDS_UTF8_SHORT];

    return mds_utf8_short_key(key, text) && mds_words__name(&r->catalog->words[list], key);
}

static mds_device_use use_of(const reading *r, const char *const *text)
{
    const char *status = text[MDS_INVENTORY_STATUS];

    if (says(r, MDS_WORDS_INVENTORY_RETIRING, status) ||
        says(r, MDS_WORDS_INVENTORY_RETIRING, text[MDS_INVENTORY_NOTE])) {
        return MDS_USE_TO_BE_RETIRED;
    }
    return says(r, MDS_WORDS_INVENTORY_RETIRED, status) ? MDS_USE_RETIRED : MDS_USE_ACTIVE;
}

/* A whole number in front, "5" or "5 pcs"; false where it is no count of devices. */
static bool read_quantity(uint32_t *out, const char *text)
{
    uint32_t value = 0;
    size_t n = 0;

    while (mds_is_digit(text[n]) && value <= MOST_UNITS) {
        value = value * 10 + (uint32_t)(text[n++] - '0');
    }
    *out = 1;
    if (n == 0 || value == 0 || value > MOST_UNITS || text[n] == '.' || text[n] == ',') {
        return false;
    }
    *out = value;
    return true;
}

static mds_status read_row(reading *r, const mds_grid_row *row)
{
    mds_fleet_device device = {.row = row->number,
                               .sheet = (uint32_t)(r->sheet - r->grid->sheets),
                               .quantity = 1,
                               .id = "",
                               .twin = MDS_NO_ORDINAL,
                               .product = MDS_NO_ORDINAL,
                               .zone = MDS_NO_ORDINAL,
                               .zone_line = MDS_NO_ORDINAL};
    const char *quantity;

    for (size_t f = 0; f < MDS_INVENTORY__COUNT; f++) {
        device.text[f] = mds_heads__text(r->arena, row, r->heads.column[f]);
        if (device.text[f] == NULL) {
            return mds_arena_status(r->arena);
        }
    }
    if (!is_device(r, row, device.text)) {
        return MDS_OK;
    }
    quantity = device.text[MDS_INVENTORY_QUANTITY];
    if (quantity[0] != '\0' && !read_quantity(&device.quantity, quantity)) {
        device.problems |= MDS_ROW_QUANTITY;
    }
    device.use = use_of(r, device.text);
    device.where = mds_grid__where(r->arena, r->grid, r->sheet, row->number, row->cells[0].column);
    if (device.where == NULL ||
        !mds_array_reserve(r->arena, &r->devices, &r->capacity, r->count, sizeof *r->devices)) {
        return mds_arena_status(r->arena);
    }
    r->devices[r->count++] = device;
    return MDS_OK;
}

static bool uses(const reading *r, uint32_t column, size_t *field)
{
    for (*field = 0; *field < MDS_INVENTORY__COUNT; ++*field) {
        if (r->heads.column[*field] == column) {
            return true;
        }
    }
    return false;
}

static mds_status add_column(reading *r, uint32_t column, const bool *by_content)
{
    const char *heading = mds_heads__printed(r->arena, &r->heads, r->sheet, column);
    char place[8];
    size_t field;
    const bool used = uses(r, column, &field);

    if (heading == NULL) {
        return mds_arena_status(r->arena);
    }
    if (heading[0] == '\0' && !used) {
        return MDS_OK;
    }
    mds_grid__column_name(place, column);
    if (!mds_array_reserve(r->arena, &r->columns, &r->column_capacity, r->column_count,
                           sizeof *r->columns)) {
        return mds_arena_status(r->arena);
    }
    r->columns[r->column_count++] =
        (mds_inventory_column){.sheet = r->sheet->name,
                               .place = mds_arena_strndup(r->arena, place, strlen(place)),
                               .heading = heading,
                               .used = used,
                               .field = used ? (mds_inventory_field)field : MDS_INVENTORY_NOTE,
                               .by_content = used && by_content[field]};
    return mds_arena_status(r->arena);
}

static uint32_t width_of(const mds_grid_sheet *sheet, size_t from, size_t to)
{
    uint32_t end = 0;

    for (size_t i = from; i < to; i++) {
        const mds_grid_row *row = &sheet->rows[i];
        const uint32_t last = row->count > 0 ? row->cells[row->count - 1].column + 1 : 0;
        end = last > end ? last : end;
    }
    return end;
}

static mds_status read_sheet(reading *r)
{
    bool by_content[MDS_INVENTORY__COUNT];
    mds_status status = MDS_OK;

    mds_columns__by_content(&r->heads, r->sheet, by_content);
    const uint32_t width = width_of(r->sheet, r->heads.begin, r->sheet->row_count);
    for (uint32_t c = 0; c < width && status == MDS_OK; c++) {
        status = add_column(r, c, by_content);
    }
    for (size_t i = r->heads.end; i < r->sheet->row_count && status == MDS_OK; i++) {
        if (r->sheet->rows[i].count > 0) {
            status = read_row(r, &r->sheet->rows[i]);
        }
    }
    return status;
}

/* Half an inventory is none: the devices that are missing would count as gone. */
static mds_status check_whole(const reading *r)
{
    char rows[24];
    char cells[24];
    char left[24];

    for (size_t s = 0; s < r->grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &r->grid->sheets[s];
        if (mds_grid__is_cut(r->grid, sheet)) {
            (void)snprintf(rows, sizeof rows, "%d", MDS_LIMIT_ROWS);
            (void)snprintf(cells, sizeof cells, "%d", MDS_LIMIT_CELLS);
            (void)snprintf(left, sizeof left, "%zu", sheet->left_out);
            mds_diag_add(r->diags, MDS_D_INVENTORY_LARGE, r->grid->file, sheet->left_out_first,
                         rows, cells, left, NULL);
            return MDS_ELIMIT;
        }
    }
    return MDS_OK;
}

static mds_status read_grid(reading *r)
{
    const mds_heads_asked asked = {r->catalog, MDS_WORDS_INVENTORY_COLUMNS, field_name,
                                   MDS_INVENTORY__COUNT};
    mds_status status = MDS_OK;
    size_t sheets = 0;

    for (size_t s = 0; s < r->grid->sheet_count && status == MDS_OK; s++) {
        r->sheet = &r->grid->sheets[s];
        if (mds_heads__find(&r->heads, r->arena, &asked, r->sheet, LEAST_NAMES)) {
            sheets++;
            status = read_sheet(r);
        } else if (r->sheet->row_count > 0 && r->grid->sheet_count > 1) {
            mds_diag_add(r->diags, MDS_D_INVENTORY_SHEET, r->grid->file, r->sheet->name, NULL);
        }
    }
    if (status == MDS_OK && mds_arena_status(r->arena) != MDS_OK) {
        status = mds_arena_status(r->arena);
    }
    if (status == MDS_OK && sheets == 0) {
        mds_diag_add(r->diags, MDS_D_INVENTORY_NOT_ONE, r->grid->file, NULL, NULL);
        status = MDS_EFORMAT;
    }
    if (status == MDS_OK && r->count == 0) {
        mds_diag_add(r->diags, MDS_D_INVENTORY_EMPTY, r->grid->file, NULL, NULL);
        status = MDS_EFORMAT;
    }
    return status;
}

mds_status mds_import_inventory(mds_inventory *out, mds_arena *arena, const mds_catalog *catalog,
                                const mds_source *source, mds_diags *diags)
{
    mds_grid grid;
    reading r = {.arena = arena, .catalog = catalog, .grid = &grid, .diags = diags};

    mds_grid__init(&grid, arena, mds_source_name(source), diags);
    mds_status status = mds_container__read(&grid, source);
    if (status == MDS_OK) {
        status = check_whole(&r);
    }
    if (status == MDS_OK) {
        status = read_grid(&r);
    }
    if (status == MDS_OK) {
        *out = (mds_inventory){r.devices, r.count, r.columns, r.column_count};
    }
    return status;
}
