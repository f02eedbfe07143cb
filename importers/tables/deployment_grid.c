/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deployment as a workbook: a sheet of fields with their answers, one of verified facts, one of
 * records; each is known by its headings. */
#include "deployment_build.h"

#include "base/utf8.h"
#include "container.h"
#include "grid.h"
#include <stdio.h>
#include <string.h>

enum { HEADING_ROWS = 100, FACT_FIELDS_MAX = 16, KEY_BYTES = 64 };

/* The columns of the sheet of facts: the members of MDS_MEMBERS_VERIFIED, the fact first. */
typedef struct fact_columns {
    const mds_deployment_member *fields;
    size_t count;
    uint32_t column[FACT_FIELDS_MAX]; /* MDS_NO_ORDINAL: not there */
} fact_columns;

/* Whether a cell is a heading: its word, or what is printed for it in a language. */
static bool is_heading(mds_deployment_build *b, const char *text, const char *word)
{
    const char *key = mds_utf8_key(b->arena, text);
    char name[KEY_BYTES];

    if (key == NULL) {
        mds_deployment__no_memory(b);
        return false;
    }
    if (strcmp(key, word) == 0) {
        return true;
    }
    (void)snprintf(name, sizeof name, "context.column.%s", word);
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const char *printed =
            mds_utf8_key(b->arena, mds_catalog_text(b->from.catalog, (mds_lang)lang, name));
        if (printed != NULL && strcmp(printed, key) == 0) {
            return true;
        }
    }
    return false;
}

/* The column under a heading; MDS_NO_ORDINAL when the row has none. */
static uint32_t column_of(mds_deployment_build *b, const mds_grid_row *row, const char *word)
{
    for (size_t i = 0; i < row->count; i++) {
        if (is_heading(b, row->cells[i].text, word)) {
            return row->cells[i].column;
        }
    }
    return MDS_NO_ORDINAL;
}

/* "Locks an account [PAUT-4] (account-lockout)" to its id; else the fact whose title or id it is.
 */
static const char *fact_id(mds_deployment_build *b, const char *text)
{
    const char *open = strrchr(text, '(');
    const size_t n = strlen(text);

    if (open != NULL && n > 0 && text[n - 1] == ')') {
        char *id = mds_arena_strndup(b->arena, open + 1, n - (size_t)(open + 1 - text) - 1);
        if (id != NULL && mds_catalog_fact(b->from.catalog, id) != MDS_NO_ORDINAL) {
            return id;
        }
    }
    const char *key = mds_utf8_key(b->arena, text);
    for (size_t f = 0; key != NULL && f < b->from.catalog->fact_count; f++) {
        for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
            const char *title = mds_utf8_key(b->arena, b->from.catalog->facts[f].title.in[lang]);
            if (title != NULL && strcmp(title, key) == 0) {
                return b->from.catalog->facts[f].id;
            }
        }
    }
    return text;
}

static const char *place(mds_deployment_build *b, const mds_grid *grid, const mds_grid_sheet *sheet,
                         const mds_grid_row *row, uint32_t column)
{
    const char *where = mds_grid__where(b->arena, grid, sheet, row->number, column);

    return where != NULL ? where : "";
}

static void read_fact(mds_deployment_build *b, const mds_grid *grid, const mds_grid_sheet *sheet,
                      const mds_grid_row *row, const fact_columns *columns)
{
    const mds_grid_cell *name = mds_grid__at(row, columns->column[0]);

    if (name == NULL) {
        return;
    }
    const char *where = place(b, grid, sheet, row, columns->column[0]);
    const char *id = fact_id(b, mds_deployment__keep(b, name->text));
    void *entry = mds_deployment__begin_entry(b, MDS_MEMBERS_VERIFIED, id, "verified_facts", where);
    for (size_t f = 1; f < columns->count && entry != NULL; f++) {
        const uint32_t column = columns->column[f];
        const mds_grid_cell *cell = column != MDS_NO_ORDINAL ? mds_grid__at(row, column) : NULL;
        if (cell != NULL) {
            mds_deployment__set_entry(b, MDS_MEMBERS_VERIFIED, entry, &columns->fields[f],
                                      columns->fields[f].name, cell->text,
                                      place(b, grid, sheet, row, column));
        }
    }
    b->fields++;
}

/* Reads the sheet as what its heading row says; false when that row is none. */
static bool read_from(mds_deployment_build *b, const mds_grid *grid, const mds_grid_sheet *sheet,
                      size_t index)
{
    const mds_grid_row *row = &sheet->rows[index];
    const uint32_t field = column_of(b, row, "field");
    uint32_t answer = column_of(b, row, "answer");
    fact_columns columns;

    answer = answer == MDS_NO_ORDINAL ? column_of(b, row, "value") : answer;
    if (field != MDS_NO_ORDINAL && answer != MDS_NO_ORDINAL) {
        mds_deployment__read_fields(b, grid, sheet, index + 1, field, answer);
        return true;
    }
    columns.fields = mds_deployment_members(MDS_MEMBERS_VERIFIED, &columns.count);
    for (size_t f = 0; f < columns.count; f++) {
        columns.column[f] = column_of(b, row, columns.fields[f].name);
    }
    if (columns.column[0] == MDS_NO_ORDINAL || columns.column[1] == MDS_NO_ORDINAL) {
        return false;
    }
    for (size_t r = index + 1; r < sheet->row_count; r++) {
        read_fact(b, grid, sheet, &sheet->rows[r], &columns);
    }
    return true;
}

void mds_deployment__read_book(mds_deployment_build *b, const mds_source *source)
{
    mds_grid grid;

    mds_grid__init(&grid, b->arena, b->file, b->diags);
    const mds_status status = mds_container__read(&grid, source);
    if (status != MDS_OK) {
        b->refused = status == MDS_EFORMAT || status == MDS_EUNSUPPORTED;
        b->failed = b->refused ? MDS_OK : status;
        return;
    }
    for (size_t s = 0; s < grid.sheet_count; s++) {
        const mds_grid_sheet *sheet = &grid.sheets[s];
        for (size_t r = 0; r < sheet->row_count && r < HEADING_ROWS; r++) {
            if (!sheet->hidden && read_from(b, &grid, sheet, r)) {
                break;
            }
        }
    }
    if (b->fields == 0) {
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NOT_ONE, b->file, NULL, NULL);
        return;
    }
    mds_deployment__read_records(b, &grid);
}
