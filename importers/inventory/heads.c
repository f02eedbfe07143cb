/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "heads.h"

#include "base/utf8.h"
#include "words.h"
#include <string.h>

enum { HEADING_ROWS = 100, FEW_CELLS = 4, SECOND_ROW = 2 /* names that a lower row must have */ };

/* A heading without capitals, signs and blanks: "serialno" of "Serial-No.". */
static void squash(char out[MDS_UTF8_SHORT], const char *text)
{
    char *to = out;

    (void)mds_utf8_short_key(out, text);
    for (const char *p = out; *p != '\0'; p++) {
        if (*p != ' ') {
            *to++ = *p;
        }
    }
    *to = '\0';
}

/* The number of the column that "name=heading" is about. */
static size_t name_of(const mds_heads_asked *asked, const char *word)
{
    const size_t n = strcspn(word, "=");
    size_t i = 0;

    while (i < asked->count &&
           (strncmp(asked->name(i), word, n) != 0 || asked->name(i)[n] != '\0')) {
        i++;
    }
    return i;
}

/* Headings as they are compared, by column of the sheet. */
typedef struct keys {
    char (*at)[MDS_UTF8_SHORT];
    bool *taken;
    uint32_t count;
} keys;

static bool read_keys(keys *out, mds_arena *scratch, const mds_grid_row *upper,
                      const mds_grid_row *lower)
{
    const mds_grid_row *rows[] = {upper, lower};

    *out = (keys){.count = 0};
    for (size_t r = 0; r < 2; r++) {
        if (rows[r] != NULL && rows[r]->count > 0) {
            const uint32_t end = rows[r]->cells[rows[r]->count - 1].column + 1;
            out->count = end > out->count ? end : out->count;
        }
    }
    out->at = mds_arena_alloc(scratch, (size_t)out->count + 1, sizeof *out->at);
    out->taken = mds_arena_alloc(scratch, (size_t)out->count + 1, sizeof *out->taken);
    if (out->at == NULL || out->taken == NULL) {
        return false;
    }
    for (size_t r = 0; r < 2; r++) {
        for (size_t i = 0; rows[r] != NULL && i < rows[r]->count; i++) {
            squash(out->at[rows[r]->cells[i].column], rows[r]->cells[i].text);
        }
    }
    return true;
}

/* Gives each name the first free column with one of its words; how many have one. */
static size_t assign(mds_heads *out, const mds_heads_asked *asked, keys *from)
{
    const mds_strings *words = &asked->catalog->words[asked->words];

    out->found = 0;
    for (size_t i = 0; i < asked->count; i++) {
        out->column[i] = MDS_NO_ORDINAL;
    }
    for (size_t w = 0; w < words->count; w++) {
        char key[MDS_UTF8_SHORT];
        const size_t name = name_of(asked, words->at[w]);
        if (name == asked->count || out->column[name] != MDS_NO_ORDINAL) {
            continue;
        }
        squash(key, words->at[w] + strcspn(words->at[w], "=") + 1);
        for (uint32_t c = 0; c < from->count && out->column[name] == MDS_NO_ORDINAL; c++) {
            if (!from->taken[c] && strcmp(from->at[c], key) == 0) {
                from->taken[c] = true;
                out->column[name] = c;
                out->found++;
            }
        }
    }
    return out->found;
}

/* Names of one row, or of two that make one heading. */
static bool try_rows(mds_heads *out, mds_arena *scratch, const mds_heads_asked *asked,
                     const mds_grid_row *upper, const mds_grid_row *lower)
{
    keys from;

    if (!read_keys(&from, scratch, upper, lower)) {
        return false;
    }
    (void)assign(out, asked, &from);
    return true;
}

/* Whether the row below belongs to the heading: it has names of its own. */
static bool add_lower(mds_heads *out, mds_arena *scratch, const mds_heads_asked *asked,
                      const mds_grid_sheet *sheet, size_t row)
{
    mds_heads lower = {.found = 0};

    if (row + 1 >= sheet->row_count || sheet->rows[row + 1].number != sheet->rows[row].number + 1) {
        return true;
    }
    if (!try_rows(&lower, scratch, asked, NULL, &sheet->rows[row + 1])) {
        return false;
    }
    if (lower.found >= SECOND_ROW) {
        out->end = row + 2;
        return try_rows(out, scratch, asked, &sheet->rows[row], &sheet->rows[row + 1]);
    }
    return true;
}

/* Cells of a row that say something different from the one before. */
static size_t cells_of(const mds_grid_row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < row->count; i++) {
        count += !row->cells[i].spread;
    }
    return count;
}

bool mds_heads__find(mds_heads *out, mds_arena *scratch, const mds_heads_asked *asked,
                     const mds_grid_sheet *sheet, size_t least)
{
    for (size_t i = 0; i < sheet->row_count && i < HEADING_ROWS; i++) {
        mds_heads heads = {.begin = i, .end = i + 1};
        if (!try_rows(&heads, scratch, asked, &sheet->rows[i], NULL) ||
            (heads.found > 0 && !add_lower(&heads, scratch, asked, sheet, i))) {
            return false;
        }
        if (heads.found >= least ||
            (least > 2 && heads.found + 1 >= least && cells_of(&sheet->rows[i]) <= FEW_CELLS)) {
            *out = heads;
            return true;
        }
    }
    return false;
}

bool mds_heads__repeated(const mds_heads *heads, const mds_grid_sheet *sheet,
                         const mds_grid_row *row)
{
    size_t same = 0;

    for (size_t h = heads->begin; h < heads->end; h++) {
        const mds_grid_row *heading = &sheet->rows[h];
        same = 0;
        for (size_t i = 0; i < row->count; i++) {
            const mds_grid_cell *of = mds_grid__at(heading, row->cells[i].column);
            same += of != NULL && strcmp(of->text, row->cells[i].text) == 0;
        }
        if (same >= 2 && same * 2 > row->count) {
            return true;
        }
    }
    return false;
}

const char *mds_heads__text(mds_arena *arena, const mds_grid_row *row, uint32_t column)
{
    const mds_grid_cell *cell =
        row != NULL && column != MDS_NO_ORDINAL ? mds_grid__at(row, column) : NULL;

    if (cell == NULL) {
        return "";
    }
    const mds_sv text = mds_words__trim((mds_sv){cell->text, strlen(cell->text)});
    return mds_arena_strndup(arena, text.p, text.n);
}

const char *mds_heads__printed(mds_arena *arena, const mds_heads *heads,
                               const mds_grid_sheet *sheet, uint32_t column)
{
    const char *upper = mds_heads__text(arena, &sheet->rows[heads->begin], column);
    const char *lower = heads->end - heads->begin > 1
                            ? mds_heads__text(arena, &sheet->rows[heads->end - 1], column)
                            : "";

    if (upper == NULL || lower == NULL) {
        return NULL;
    }
    if (upper[0] == '\0' || lower[0] == '\0' || strcmp(upper, lower) == 0) {
        return upper[0] != '\0' ? upper : lower;
    }
    return mds_arena_printf(arena, "%s / %s", upper, lower);
}

bool mds_heads__texts(const char **out, mds_arena *arena, const mds_heads *heads,
                      const mds_grid_row *row, size_t count)
{
    for (size_t c = 0; c < count; c++) {
        out[c] = mds_heads__text(arena, row, heads->column[c]);
        if (out[c] == NULL) {
            return false;
        }
    }
    return true;
}

static bool has_needed(const mds_heads *heads, uint32_t needed)
{
    for (size_t c = 0; c < MDS_HEADS_MOST; c++) {
        if ((needed >> c & 1U) != 0 && heads->column[c] == MDS_NO_ORDINAL) {
            return false;
        }
    }
    return true;
}

const mds_grid_sheet *mds_heads__sheet(mds_heads *out, mds_arena *scratch,
                                       const mds_heads_asked *asked, const mds_grid *grid,
                                       size_t least, uint32_t needed)
{
    for (size_t s = 0; s < grid->sheet_count; s++) {
        if (mds_heads__find(out, scratch, asked, &grid->sheets[s], least) &&
            has_needed(out, needed)) {
            return &grid->sheets[s];
        }
    }
    return NULL;
}
