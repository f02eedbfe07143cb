/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printed choices in cells of their own, beside what was taken for the column of answers: it says
 * the same in nearly every row, and another column another choice. Where their marks were not
 * understood, the word that is printed there is no answer. */
#include "layout.h"

#include "base/arena_internal.h"
#include "choice_rule.h"
#include "choice_spots.h"
#include <mdsrisk/limits.h>

/* Rows that show it; how many of twenty name the same choice where the answers should be; letters
 * beside a choice, as of a footnote. */
enum { LEAST_ROWS = 3, ALIKE_OF_TWENTY = 19, FEW_LETTERS = 2 };

/* The one choice that a cell names, whatever marks are beside it; MDS_CHOICE_CLASSES for none or
 * several. False when the arena is exhausted. */
static bool class_in(size_t *class, mds_arena *scratch, const mds_vocabulary *words,
                     const mds_grid_cell *cell)
{
    mds_choice_spot spots[MDS_SPOTS];
    size_t count = 0;

    *class = MDS_CHOICE_CLASSES;
    if (cell == NULL || cell->spread || cell->text[0] == '\0') {
        return true;
    }
    const mds_arena_mark before = mds_arena_marked(scratch);
    const bool done = mds_choices__spots(spots, &count, scratch, &words->choices, cell->text);
    mds_arena_rewind(scratch, before);
    const mds_catalog *catalog = words->choices.catalog;
    if (done && count == 1 &&
        mds_choices__other_letters(catalog, cell->text, spots, count) <= FEW_LETTERS) {
        *class = mds_choice__class(spots[0].choice);
    }
    return done;
}

/* Of a column: how often it names a choice beside one of the column of answers. */
typedef struct tally {
    uint32_t pairs[MDS_CHOICE_CLASSES][MDS_CHOICE_CLASSES];
} tally;

static bool is_other(const mds_layout *layout, uint32_t c)
{
    return c >= layout->first_column && c <= layout->last_column && c < MDS_LIMIT_COLUMNS &&
           c != layout->answer && c != layout->id && !mds_layout__is_older(layout, c) &&
           !mds_layout__is_rival(layout, c);
}

static bool count_row(tally *columns, const mds_layout *layout, mds_arena *scratch,
                      const mds_vocabulary *words, const mds_grid_row *row)
{
    size_t own = 0;

    if (!class_in(&own, scratch, words, mds_grid__at(row, layout->answer))) {
        return false;
    }
    for (size_t i = 0; own != MDS_CHOICE_CLASSES && i < row->count; i++) {
        size_t other = 0;
        if (!is_other(layout, row->cells[i].column)) {
            continue;
        }
        if (!class_in(&other, scratch, words, &row->cells[i])) {
            return false;
        }
        if (other != MDS_CHOICE_CLASSES) {
            columns[row->cells[i].column].pairs[own][other]++;
        }
    }
    return true;
}

/* Whether half of the rows name one choice in the column of answers and another one here. A choice
 * with a footnote or in brackets is not always understood. */
static bool is_printed(const tally *t, const uint32_t *own, uint32_t rows)
{
    bool printed = false;

    for (size_t a = 0; a < MDS_CHOICE_CLASSES; a++) {
        for (size_t b = 0; b < MDS_CHOICE_CLASSES; b++) {
            printed =
                printed || (a != b && t->pairs[a][b] >= LEAST_ROWS && t->pairs[a][b] * 2 >= rows &&
                            own[a] * 20 >= rows * ALIKE_OF_TWENTY);
        }
    }
    return printed;
}

/* How often the column of answers names each choice. */
static bool count_own(uint32_t own[MDS_CHOICE_CLASSES + 1], const mds_layout *layout,
                      mds_arena *scratch, const mds_vocabulary *words)
{
    for (size_t r = 0; r < layout->sheet->row_count; r++) {
        size_t class = 0;
        if (layout->questions[r] == MDS_NO_ORDINAL) {
            continue;
        }
        if (!class_in(&class, scratch, words,
                      mds_grid__at(&layout->sheet->rows[r], layout->answer))) {
            return false;
        }
        own[class]++;
    }
    return true;
}

bool mds_layout__find_printed(mds_layout *layout, mds_arena *scratch, const mds_vocabulary *words)
{
    uint32_t own[MDS_CHOICE_CLASSES + 1] = {0};
    uint32_t rows = 0;
    uint32_t most = 0;

    if (!count_own(own, layout, scratch, words)) {
        return false;
    }
    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        rows += own[k];
        most = own[k] > most ? own[k] : most;
    }
    if (most * 20 < rows * ALIKE_OF_TWENTY || rows < LEAST_ROWS) {
        return true; /* as in nearly every form: the answers differ */
    }
    tally *columns = mds_arena_alloc(scratch, MDS_LIMIT_COLUMNS, sizeof *columns);
    if (columns == NULL) {
        return false;
    }
    for (size_t r = 0; r < layout->sheet->row_count; r++) {
        if (layout->questions[r] != MDS_NO_ORDINAL &&
            !count_row(columns, layout, scratch, words, &layout->sheet->rows[r])) {
            return false;
        }
    }
    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        layout->printed = layout->printed || is_printed(&columns[c], own, rows);
    }
    return true;
}
