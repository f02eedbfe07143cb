/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of matches: what a person has settled. */
#include <mdsrisk/import_inventory.h>

#include "base/map.h"
#include "base/utf8.h"
#include "container.h"
#include "engine/evidence_words.h"
#include "heads.h"
#include <string.h>

enum { MAKER, MODEL, MODEL_NUMBER, VERSION, FORM, COLUMNS, LEAST = 2 };

static const char *column_name(size_t i)
{
    static const char *const names[COLUMNS] = {"manufacturer", "model", "model_number", "version",
                                               "form"};
    return names[i];
}

typedef struct reading {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_grid *grid;
    const mds_grid_sheet *sheet;
    mds_heads heads;
    mds_diags *diags;
    mds_map *known;
    mds_settled *rows;
    size_t count;
} reading;

/* Whether the row settles something: not when another one has settled the same otherwise. */
static bool settles(reading *r, const mds_settled *row, const char *form)
{
    if (form[0] == '\0' ||
        (row->maker[0] == '\0' && row->model[0] == '\0' && row->model_number[0] == '\0')) {
        return false;
    }
    const char *text = mds_arena_printf(r->arena, "%s\n%s\n%s\n%s", row->maker, row->model,
                                        row->model_number, row->version);
    const char *key = text != NULL ? mds_utf8_key(r->arena, text) : NULL;
    if (key == NULL) {
        return false;
    }
    const uint32_t first = mds_map_find(r->known, key);
    if (first == MDS_MAP_NONE) {
        (void)mds_map_add(r->known, key, (uint32_t)r->count);
        return true;
    }
    if (strcmp(r->rows[first].form, row->form) != 0) {
        mds_diag_add(r->diags, MDS_D_MATCHES_TWICE, r->grid->file, row->where, row->model,
                     r->rows[first].where, NULL);
    }
    return false;
}

static mds_status read_row(reading *r, const mds_grid_row *row)
{
    const char *text[COLUMNS];

    if (!mds_heads__texts(text, r->arena, &r->heads, row, COLUMNS)) {
        return mds_arena_status(r->arena);
    }
    const mds_settled settled = {
        .maker = text[MAKER],
        .model = text[MODEL],
        .model_number = text[MODEL_NUMBER],
        .version = text[VERSION],
        .form = mds_evidence_named(r->catalog, text[FORM]) ? text[FORM] : "",
        .where = mds_grid__where(r->arena, r->grid, r->sheet, row->number, r->heads.column[FORM])};
    if (settled.where == NULL) {
        return mds_arena_status(r->arena);
    }
    if (settles(r, &settled, text[FORM])) {
        r->rows[r->count++] = settled;
    }
    return mds_arena_status(r->arena);
}

static mds_status read_sheet(reading *r)
{
    mds_status status = MDS_OK;

    r->rows = mds_arena_alloc(r->arena, r->sheet->row_count + 1, sizeof *r->rows);
    r->known = mds_map_new(r->arena, r->sheet->row_count + 1);
    if (r->rows == NULL || r->known == NULL) {
        return mds_arena_status(r->arena);
    }
    for (size_t i = r->heads.end; i < r->sheet->row_count && status == MDS_OK; i++) {
        status = read_row(r, &r->sheet->rows[i]);
    }
    return status;
}

static mds_status read_grid(reading *r)
{
    const mds_heads_asked asked = {r->catalog, MDS_WORDS_MATCH_COLUMNS, column_name, COLUMNS};

    r->sheet =
        mds_heads__sheet(&r->heads, r->arena, &asked, r->grid, LEAST, 1U << MODEL | 1U << FORM);
    if (r->sheet != NULL) {
        return read_sheet(r);
    }
    if (mds_arena_status(r->arena) != MDS_OK) {
        return mds_arena_status(r->arena);
    }
    mds_diag_add(r->diags, MDS_D_MATCHES_NOT_ONE, r->grid->file, NULL, NULL);
    return MDS_EFORMAT;
}

mds_status mds_import_matches(const mds_settled **out, size_t *count, mds_arena *arena,
                              const mds_catalog *catalog, const mds_source *source,
                              mds_diags *diags)
{
    mds_grid grid;
    reading r = {.arena = arena, .catalog = catalog, .grid = &grid, .diags = diags};

    mds_grid__init(&grid, arena, mds_source_name(source), diags);
    mds_status status = mds_container__read(&grid, source);
    if (status == MDS_OK) {
        status = read_grid(&r);
    }
    if (status == MDS_OK) {
        *out = r.rows;
        *count = r.count;
    }
    return status;
}
