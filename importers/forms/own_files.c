/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "own_files.h"

#include "base/utf8.h"
#include <string.h>

/* Our tables have their headings above; a heading is a short text. */
enum { HEADING_ROWS = 12, HEADING_BYTES = 96, ID_BYTES = 64 };

/* The keys of one row's cells. */
typedef struct headings {
    const char **keys;
    size_t count;
} headings;

static bool read_row(headings *out, mds_arena *scratch, const mds_grid_row *row)
{
    *out = (headings){.keys = mds_arena_alloc(scratch, row->count + 1, sizeof *out->keys)};
    for (size_t i = 0; out->keys != NULL && i < row->count; i++) {
        if (strlen(row->cells[i].text) <= HEADING_BYTES) {
            const char *key = mds_utf8_key(scratch, row->cells[i].text);
            if (key == NULL) {
                return false;
            }
            out->keys[out->count++] = key;
        }
    }
    return out->keys != NULL;
}

static bool have(const headings *row, const char *key)
{
    for (size_t i = 0; i < row->count; i++) {
        if (strcmp(row->keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a heading is there, as a csv names it, "rrf", or in the words of a language. */
static bool have_heading(const headings *row, mds_arena *scratch, const mds_catalog *catalog,
                         const char *id)
{
    const char *dot = strrchr(id, '.');

    if (have(row, dot != NULL ? dot + 1 : id)) {
        return true;
    }
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const char *key = mds_utf8_key(scratch, mds_catalog_text(catalog, (mds_lang)lang, id));
        if (key != NULL && have(row, key)) {
            return true;
        }
    }
    return false;
}

/* "column.risk_id+column.rrf": whether all of the headings are in the row. */
static bool have_all(const headings *row, mds_arena *scratch, const mds_catalog *catalog,
                     const char *ids)
{
    while (*ids != '\0') {
        const size_t n = strcspn(ids, "+");
        char id[ID_BYTES];
        if (n >= sizeof id) {
            return false;
        }
        memcpy(id, ids, n);
        id[n] = '\0';
        if (!have_heading(row, scratch, catalog, id)) {
            return false;
        }
        ids += n + (ids[n] == '+');
    }
    return true;
}

/* The kind of the table below one row of headings; NULL when it is none of ours. */
static const char *kind_of_row(mds_arena *scratch, const mds_catalog *catalog, const headings *row)
{
    const mds_strings *kinds = &catalog->words[MDS_WORDS_OWN_FILES];

    for (size_t i = 0; i < kinds->count; i++) {
        const char *equals = strchr(kinds->at[i], '=');
        if (equals != NULL && have_all(row, scratch, catalog, equals + 1)) {
            return mds_arena_strndup(scratch, kinds->at[i], (size_t)(equals - kinds->at[i]));
        }
    }
    return NULL;
}

bool mds_own__kind(const char **out, mds_arena *scratch, const mds_catalog *catalog,
                   const mds_grid *grid)
{
    *out = "";
    for (size_t s = 0; s < grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &grid->sheets[s];
        for (size_t r = 0; r < sheet->row_count && r < HEADING_ROWS; r++) {
            headings row;
            if (!read_row(&row, scratch, &sheet->rows[r])) {
                return false;
            }
            const char *kind = row.count > 1 ? kind_of_row(scratch, catalog, &row) : NULL;
            if (kind != NULL) {
                *out = kind;
                return true;
            }
        }
    }
    return mds_arena_status(scratch) == MDS_OK;
}

bool mds_own__is_kind(const mds_catalog *catalog, const char *kind)
{
    const mds_strings *kinds = &catalog->words[MDS_WORDS_OWN_FILES];
    const size_t n = strlen(kind);

    for (size_t i = 0; i < kinds->count; i++) {
        if (n > 0 && strncmp(kinds->at[i], kind, n) == 0 && kinds->at[i][n] == '=') {
            return true;
        }
    }
    return false;
}

mds_status mds_own__refuse(mds_diags *diags, mds_arena *scratch, const char *file, const char *kind)
{
    const char *what = mds_arena_printf(scratch, "own_file.%s", kind);
    const char *use = mds_arena_printf(scratch, "own_use.%s", kind);

    if (what == NULL || use == NULL) {
        return mds_grid__out_of_memory(scratch, file, diags);
    }
    mds_diag_add(diags, MDS_D_OWN_FILE, file, NULL, what, use, NULL);
    return MDS_EUNSUPPORTED;
}
