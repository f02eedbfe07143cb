/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/import_devices.h>

#include "base/map.h"
#include "base/utf8.h"
#include "container.h"
#include "words.h"
#include <stdio.h>
#include <string.h>

enum { FORM, CONTEXT, DEVICE_ID, COLUMNS, HEADING_ROWS = 100 /* among the first of a sheet */ };
static const char *const names[COLUMNS] = {"form", "context", "device_id"};

typedef struct reading {
    mds_arena *arena;
    const mds_grid *grid;
    const mds_grid_sheet *sheet;
    mds_map *known;           /* rows by what makes them one device */
    uint32_t column[COLUMNS]; /* MDS_NO_ORDINAL: not there */
    mds_device_row *rows;
    size_t count;
} reading;

/* Which column a heading names: by the id, or as it is printed in a language. */
static uint32_t column_of(reading *r, const mds_catalog *catalog, const char *heading)
{
    const char *key = mds_utf8_key(r->arena, heading);
    char text[64];

    for (uint32_t c = 0; c < COLUMNS && key != NULL; c++) {
        (void)snprintf(text, sizeof text, "devices.column.%s", names[c]);
        bool same = strcmp(key, names[c]) == 0;
        for (unsigned lang = 0; lang < MDS_LANG__COUNT && !same; lang++) {
            const char *printed =
                mds_utf8_key(r->arena, mds_catalog_text(catalog, (mds_lang)lang, text));
            same = printed != NULL && strcmp(key, printed) == 0;
        }
        if (same) {
            return c;
        }
    }
    return MDS_NO_ORDINAL;
}

/* Whether the row is the heading row; then the columns are known. */
static bool read_heading(reading *r, const mds_catalog *catalog, const mds_grid_row *row)
{
    for (size_t c = 0; c < COLUMNS; c++) {
        r->column[c] = MDS_NO_ORDINAL;
    }
    for (size_t i = 0; i < row->count; i++) {
        const uint32_t c = column_of(r, catalog, row->cells[i].text);
        if (c != MDS_NO_ORDINAL && r->column[c] == MDS_NO_ORDINAL) {
            r->column[c] = row->cells[i].column;
        }
    }
    return r->column[FORM] != MDS_NO_ORDINAL;
}

static const char *text_at(const reading *r, const mds_grid_row *row, size_t column)
{
    const mds_grid_cell *cell =
        r->column[column] != MDS_NO_ORDINAL ? mds_grid__at(row, r->column[column]) : NULL;

    if (cell == NULL) {
        return "";
    }
    const mds_sv text = mds_words__trim((mds_sv){cell->text, strlen(cell->text)});
    return mds_arena_strndup(r->arena, text.p, text.n);
}

/* What makes a row a device of its own. */
static const char *identity(const reading *r, const mds_device_row *row)
{
    const char *id = mds_utf8_key(r->arena, row->device_id);

    if (id == NULL || id[0] == '\0') {
        return mds_arena_printf(r->arena, "form\n%s\n%s", row->form, row->context);
    }
    return mds_arena_printf(r->arena, "id\n%s", id);
}

static mds_status read_row(reading *r, const mds_grid_row *row)
{
    mds_device_row *out = &r->rows[r->count];

    *out = (mds_device_row){.form = text_at(r, row, FORM),
                            .context = text_at(r, row, CONTEXT),
                            .device_id = text_at(r, row, DEVICE_ID)};
    if (out->form == NULL || out->context == NULL || out->device_id == NULL) {
        return mds_arena_status(r->arena);
    }
    if ((row->count > 0 && row->cells[0].text[0] == '#') ||
        (out->form[0] == '\0' && out->context[0] == '\0' && out->device_id[0] == '\0')) {
        return MDS_OK;
    }
    out->where = mds_grid__where(r->arena, r->grid, r->sheet, row->number, r->column[FORM]);
    const char *key = identity(r, out);
    if (out->where == NULL || key == NULL) {
        return mds_arena_status(r->arena);
    }
    const uint32_t first = mds_map_find(r->known, key);
    if (first != MDS_MAP_NONE) {
        out->twice = r->rows[first].where;
    } else {
        (void)mds_map_add(r->known, key, (uint32_t)r->count);
    }
    r->count++;
    return MDS_OK;
}

static mds_status read_rows(reading *r, size_t from)
{
    const size_t most = r->sheet->row_count;
    mds_status status = MDS_OK;

    r->rows = mds_arena_alloc(r->arena, most + 1, sizeof *r->rows);
    r->known = mds_map_new(r->arena, most + 1);
    if (r->rows == NULL || r->known == NULL) {
        return mds_arena_status(r->arena);
    }
    for (size_t i = from; i < most && status == MDS_OK; i++) {
        status = read_row(r, &r->sheet->rows[i]);
    }
    return status;
}

/* A path a line: no row has a second cell. */
static bool is_plain(const reading *r)
{
    for (size_t i = 0; i < r->sheet->row_count; i++) {
        const mds_grid_row *row = &r->sheet->rows[i];
        if (row->count > 1 || (row->count == 1 && row->cells[0].column != 0)) {
            return false;
        }
    }
    return r->grid->lines;
}

/* The first sheet with a heading row is the list, or the only one is plain. */
static mds_status read_grid(reading *r, const mds_catalog *catalog, const mds_grid *grid,
                            mds_diags *diags)
{
    for (size_t s = 0; s < grid->sheet_count; s++) {
        r->sheet = &grid->sheets[s];
        for (size_t i = 0; i < r->sheet->row_count && i < HEADING_ROWS; i++) {
            if (read_heading(r, catalog, &r->sheet->rows[i])) {
                return read_rows(r, i + 1);
            }
        }
        if (is_plain(r)) {
            r->column[FORM] = 0;
            return read_rows(r, 0);
        }
    }
    mds_diag_add(diags, MDS_D_DEVICES_NOT_LIST, grid->file, NULL, names[FORM], NULL);
    return MDS_EFORMAT;
}

mds_status mds_import_devices(const mds_device_row **out, size_t *count, mds_arena *arena,
                              const mds_catalog *catalog, const mds_source *source,
                              mds_diags *diags)
{
    const char *name = mds_source_name(source);
    mds_grid grid;
    reading r = {.arena = arena, .grid = &grid};

    mds_grid__init(&grid, arena, name, diags);
    mds_status status = mds_container__read(&grid, source);
    if (status == MDS_OK) {
        status = read_grid(&r, catalog, &grid, diags);
    }
    if (status == MDS_OK && mds_arena_status(arena) != MDS_OK) {
        status = mds_arena_status(arena);
    }
    if (status != MDS_OK) {
        return status;
    }
    if (r.count == 0) {
        mds_diag_add(diags, MDS_D_DEVICES_NONE, name, NULL, NULL);
        return MDS_EFORMAT;
    }
    *out = r.rows;
    *count = r.count;
    return MDS_OK;
}
