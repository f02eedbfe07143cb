/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A choice that only its weight, colour or fill sets off. One rule for the whole block: in each row
 * that has it, one choice looks so and the others look as everywhere else. */
#include "overlay.h"

#include <stdio.h>
#include <string.h>

/* A printed choice of a row, with what it looks like. */
typedef struct item {
    uint32_t column;
    size_t word; /* of its cell */
    size_t class;
    uint16_t look;
} item;

typedef struct row_items {
    item at[MDS_SPOTS];
    size_t count;
    bool marked; /* a sign is there: it decides, not the look */
} row_items;

/* What the rows of a block look like. */
typedef struct block_look {
    size_t rows;                      /* with one choice that is set off */
    size_t odd;                       /* with several, or in another way */
    uint16_t plain, set_off;          /* of the first row that has one */
    bool classes[MDS_CHOICE_CLASSES]; /* which are set off */
    bool marked;
} block_look;

/* How the text at \p begin of a cell looks: as its run, or as the cell. */
static uint16_t look_of(const mds_grid_sheet *sheet, const mds_grid_row *row,
                        const mds_grid_cell *cell, size_t begin)
{
    size_t low = 0;
    size_t high = sheet->run_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const mds_grid_run *run = &sheet->runs[middle];
        const bool before =
            run->row < row->number ||
            (run->row == row->number &&
             (run->column < cell->column || (run->column == cell->column && run->end <= begin)));
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    const mds_grid_run *run = low < sheet->run_count ? &sheet->runs[low] : NULL;
    return run != NULL && run->row == row->number && run->column == cell->column
               ? (uint16_t)(run->look ^ 0x5555u)
               : cell->look;
}

/* The choices of one cell; a cell with other text holds none. */
static bool add_cell(row_items *out, const mds_recogniser *r, const mds_layout *layout,
                     const mds_grid_row *row, const mds_grid_cell *cell)
{
    const mds_choice_words *words = &r->layouts.words.choices;
    mds_choice_spot spots[MDS_SPOTS];
    mds_choices choices = {.count = 0};
    size_t count = 0;

    if (cell->spread || strlen(cell->text) > MDS_SPOT_BYTES) {
        return true;
    }
    const char *key = mds_choices__key(r->scratch, cell->text);
    if (key == NULL) {
        return false;
    }
    if (!mds_choices__read(&choices, words, key)) {
        return true;
    }
    if (!mds_choices__spots(spots, &count, r->scratch, words, cell->text)) {
        return false;
    }
    out->marked = out->marked || choices.marks > 0;
    for (size_t k = 0; k < count && out->count < MDS_SPOTS; k++) {
        out->at[out->count++] = (item){cell->column, k, mds_choice__class(spots[k].choice),
                                       look_of(layout->sheet, row, cell, spots[k].begin)};
    }
    return true;
}

/* Two words of one class are two answers, and no choices of one question. */
static bool are_choices(const row_items *row)
{
    bool there[MDS_CHOICE_CLASSES + 1] = {false};

    for (size_t i = 0; i < row->count; i++) {
        if (there[row->at[i].class]) {
            return false;
        }
        there[row->at[i].class] = true;
    }
    return true;
}

static bool read_items(row_items *out, const mds_recogniser *r, const mds_layout *layout, size_t i)
{
    const mds_grid_row *row = &layout->sheet->rows[i];

    *out = (row_items){.count = 0};
    for (size_t k = 0; k < row->count; k++) {
        const mds_grid_cell *cell = &row->cells[k];
        if (cell->column != layout->id_columns[i] && cell->column >= layout->first_column &&
            cell->column <= layout->last_column && !add_cell(out, r, layout, row, cell)) {
            return false;
        }
    }
    out->count = are_choices(out) ? out->count : 0;
    return true;
}

/* The choice that looks unlike all others of its row, which look alike; the row's count for none.
 * \p odd: they look different in another way. */
static size_t set_off_in(const row_items *row, bool *odd)
{
    size_t found = row->count;
    bool alike = true;

    *odd = false;
    for (size_t i = 1; i < row->count; i++) {
        alike = alike && row->at[i].look == row->at[0].look;
    }
    for (size_t i = 0; i < row->count && !alike && row->count > 2; i++) {
        size_t same = 0;
        for (size_t k = 0; k < row->count; k++) {
            same += k != i && row->at[k].look == row->at[i == 0].look;
        }
        if (same == row->count - 1 && row->at[i].look != row->at[i == 0].look) {
            found = i;
        }
    }
    *odd = !alike && found == row->count;
    return found;
}

/* Of two choices, the one that looks as those that are set off elsewhere. */
static size_t set_off_of_two(const row_items *row, const block_look *block)
{
    for (size_t i = 0; i < 2 && row->count == 2 && block->rows > 0; i++) {
        if (row->at[i].look == block->set_off && row->at[1 - i].look == block->plain) {
            return i;
        }
    }
    return row->count;
}

static void count_row(block_look *block, const row_items *row)
{
    bool odd = false;
    const size_t found = set_off_in(row, &odd);

    block->marked = block->marked || row->marked;
    if (row->count < 2 || (odd && row->count == 2)) {
        return;
    }
    if (found == row->count) {
        block->odd += odd;
        return;
    }
    const uint16_t plain = row->at[found == 0].look;
    if (block->rows == 0) {
        block->plain = plain;
        block->set_off = row->at[found].look;
    }
    block->odd += block->plain != plain || block->set_off != row->at[found].look;
    block->rows++;
    block->classes[row->at[found].class] = true;
}

/* Puts a sign before one choice of a row: the chosen one, or one that says that none is sure. */
static bool put_sign(const mds_recogniser *r, const mds_layout *layout, size_t row,
                     const row_items *items, size_t at, const char *sign)
{
    const item *chosen = &items->at[at];
    const mds_grid_cell *cell = mds_grid__at(&layout->sheet->rows[row], chosen->column);
    const char *signs[MDS_SPOTS] = {NULL};
    mds_choice_spot spots[MDS_SPOTS];
    size_t count = 0;

    signs[chosen->word] = sign;
    return mds_choices__spots(spots, &count, r->scratch, &r->layouts.words.choices, cell->text) &&
           mds_overlay__sign(r, layout->sheet, row, chosen->column, spots, signs, count);
}

/* Reads, or spoils, what is set off in one row. */
static bool settle_row(const mds_recogniser *r, const mds_layout *layout, size_t i,
                       const block_look *block, size_t *read)
{
    row_items items;
    bool odd = false;

    if (!read_items(&items, r, layout, i)) {
        return false;
    }
    size_t found = set_off_in(&items, &odd);
    if (odd && items.count == 2) {
        found = set_off_of_two(&items, block);
        odd = found == items.count;
    }
    if (items.count < 2 || (found == items.count && !odd)) {
        return true;
    }
    const bool sure = block->odd == 0 && !odd;
    *read += sure;
    return put_sign(r, layout, i, &items, sure ? found : 0, sure ? mds_sign__ring : mds_sign__lost);
}

static size_t different(const block_look *block)
{
    size_t count = 0;

    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        count += block->classes[k];
    }
    return count;
}

mds_status mds_recognise__styled(const mds_recogniser *r, const mds_layout *layout)
{
    block_look block = {.rows = 0};
    size_t read = 0;
    char count[24];

    for (size_t i = 0; i <= layout->last_row && i < layout->sheet->row_count; i++) {
        row_items items;
        if (!mds_overlay__asks(r, layout, i)) {
            continue;
        }
        if (!read_items(&items, r, layout, i)) {
            return mds_recognise__no_memory(r);
        }
        count_row(&block, &items);
    }
    /* Where one choice looks so in every row, the form prints it so. */
    if (block.marked || block.rows == 0 || (different(&block) < 2 && block.odd == 0)) {
        return MDS_OK;
    }
    for (size_t i = 0; i <= layout->last_row && i < layout->sheet->row_count; i++) {
        if (mds_overlay__asks(r, layout, i) && !settle_row(r, layout, i, &block, &read)) {
            return mds_recognise__no_memory(r);
        }
    }
    if (read > 0) {
        (void)snprintf(count, sizeof count, "%zu", read);
        mds_diag_add(r->grid->diags, MDS_D_FORM_STYLE_READ, r->grid->file, layout->sheet->name,
                     count, NULL);
    }
    return MDS_OK;
}
