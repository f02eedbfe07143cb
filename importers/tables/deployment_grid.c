/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deployment as a workbook: a sheet of fields with their answers, one of verified facts, one of
 * records; each is known by its headings. */
#include "deployment_build.h"

#include "base/utf8.h"
#include "container.h"
#include "grid.h"
#include <stdio.h>
#include <string.h>

enum { HEADING_ROWS = 100, FACT_FIELDS = 6, KEY_BYTES = 64 };

static const char *const fact_fields[FACT_FIELDS] = {"fact", "state", "assurance",
                                                     "by",   "on",    "evidence"};

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
            mds_utf8_key(b->arena, mds_catalog_text(b->catalog, (mds_lang)lang, name));
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
        if (id != NULL && mds_catalog_fact(b->catalog, id) != MDS_NO_ORDINAL) {
            return id;
        }
    }
    const char *key = mds_utf8_key(b->arena, text);
    for (size_t f = 0; key != NULL && f < b->catalog->fact_count; f++) {
        for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
            const char *title = mds_utf8_key(b->arena, b->catalog->facts[f].title.in[lang]);
            if (title != NULL && strcmp(title, key) == 0) {
                return b->catalog->facts[f].id;
            }
        }
    }
    return text;
}

static void read_fact(mds_deployment_build *b, const mds_grid *grid, const mds_grid_sheet *sheet,
                      const mds_grid_row *row, const uint32_t columns[FACT_FIELDS])
{
    const mds_grid_cell *name = mds_grid__at(row, columns[0]);

    if (name == NULL) {
        return;
    }
    const char *where = mds_grid__where(b->arena, grid, sheet, row->number, columns[0]);
    const char *id = fact_id(b, mds_deployment__keep(b, name->text));
    mds_verified_fact *fact =
        mds_deployment__verified(b, id, "verified_facts", where != NULL ? where : "");
    for (size_t f = 1; f < FACT_FIELDS && fact != NULL; f++) {
        const mds_grid_cell *cell =
            columns[f] != MDS_NO_ORDINAL ? mds_grid__at(row, columns[f]) : NULL;
        if (cell != NULL) {
            where = mds_grid__where(b->arena, grid, sheet, row->number, columns[f]);
            mds_deployment__set_verified(b, fact, fact_fields[f], fact_fields[f], cell->text,
                                         where != NULL ? where : "");
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
    uint32_t columns[FACT_FIELDS];

    answer = answer == MDS_NO_ORDINAL ? column_of(b, row, "value") : answer;
    if (field != MDS_NO_ORDINAL && answer != MDS_NO_ORDINAL) {
        mds_deployment__read_fields(b, grid, sheet, index + 1, field, answer);
        return true;
    }
    for (size_t f = 0; f < FACT_FIELDS; f++) {
        columns[f] = column_of(b, row, fact_fields[f]);
    }
    if (columns[0] == MDS_NO_ORDINAL || columns[1] == MDS_NO_ORDINAL) {
        return false;
    }
    for (size_t r = index + 1; r < sheet->row_count; r++) {
        read_fact(b, grid, sheet, &sheet->rows[r], columns);
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
