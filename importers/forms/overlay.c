/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs in the cells of a grid, and remarks on them. */
#include "overlay.h"

#include <stdio.h>
#include <string.h>

const char mds_sign__ring[] = "\xE2\x97\x8F";
const char mds_sign__on[] = "\xE2\x98\x91";
const char mds_sign__off[] = "\xE2\x98\x90";
const char mds_sign__lost[] = "\xEF\xBF\xBD";

bool mds_overlay__asks(const mds_recogniser *r, const mds_layout *layout, size_t row)
{
    const uint32_t q = layout->questions[row];

    return q != MDS_NO_ORDINAL && r->form->questions[q].kind == MDS_QUESTION_CHOICE;
}

/* Makes a cell. */
static bool insert(const mds_recogniser *r, mds_grid_row *row, uint32_t column, const char *text)
{
    mds_grid_cell *cells = mds_arena_alloc(r->arena, row->count + 1, sizeof *cells);
    size_t n = 0;

    if (cells == NULL) {
        return false;
    }
    while (n < row->count && row->cells[n].column < column) {
        cells[n] = row->cells[n];
        n++;
    }
    cells[n] = (mds_grid_cell){.text = text, .raw = text, .column = column, .line = row->number};
    memcpy(cells + n + 1, row->cells + n, (row->count - n) * sizeof *cells);
    row->cells = cells;
    row->count++;
    return true;
}

bool mds_overlay__put(const mds_recogniser *r, const mds_grid_sheet *sheet, size_t row,
                      uint32_t column, const char *text)
{
    mds_grid_row *at = &sheet->rows[row];
    const mds_grid_cell *there = mds_grid__at(at, column);
    const char *copy = mds_arena_strndup(r->arena, text, strlen(text));

    if (copy == NULL) {
        return false;
    }
    if (there == NULL) {
        return insert(r, at, column, copy);
    }
    const uint32_t merge = there->merge;
    for (size_t k = row; k < sheet->row_count && (k == row || merge > 0); k++) {
        mds_grid_row *each = &sheet->rows[k];
        size_t changed = 0;
        for (size_t i = 0; i < each->count; i++) {
            mds_grid_cell *cell = &each->cells[i];
            if ((merge > 0 && cell->merge == merge) || (k == row && cell->column == column)) {
                cell->text = cell->raw = copy;
                changed++;
            }
        }
        if (changed == 0) {
            break;
        }
    }
    return true;
}

bool mds_overlay__sign(const mds_recogniser *r, const mds_grid_sheet *sheet, size_t row,
                       uint32_t column, const mds_choice_spot *spots, const char *const *signs,
                       size_t count)
{
    const mds_grid_cell *cell = mds_grid__at(&sheet->rows[row], column);
    const char *text = cell != NULL ? cell->text : "";
    size_t from = 0;
    mds_strbuf out;

    mds_strbuf_init(&out, 4096);
    for (size_t k = 0; k < count; k++) {
        mds_strbuf_append(&out, text + from, spots[k].begin - from);
        mds_strbuf_puts(&out, signs[k] != NULL ? signs[k] : "");
        from = spots[k].begin;
    }
    mds_strbuf_puts(&out, text + from);
    const bool put = out.status == MDS_OK && mds_overlay__put(r, sheet, row, column, out.p);
    mds_strbuf_finish(&out);
    return put;
}

/* Whether a column may hold the answer. */
static bool is_answer(const mds_layout *layout, uint32_t column)
{
    bool answer = column == layout->answer || mds_layout__is_rival(layout, column);

    for (size_t n = 0; n < layout->round_count; n++) {
        for (size_t i = 0; i < layout->rounds[n].count; i++) {
            answer = answer || layout->rounds[n].at[i].column == column;
        }
    }
    return answer;
}

void mds_recognise__remarks(const mds_recogniser *r, const mds_layout *layout)
{
    const mds_grid_sheet *sheet = layout->sheet;

    for (size_t i = 0; i < sheet->remark_count; i++) {
        const mds_grid_remark *remark = &sheet->remarks[i];
        const size_t row = mds_grid__row_index(sheet, remark->row);
        if (row < sheet->row_count && sheet->rows[row].number == remark->row &&
            layout->questions[row] != MDS_NO_ORDINAL && is_answer(layout, remark->column)) {
            mds_diag_add(r->grid->diags, MDS_D_FORM_REMARK_ON_ANSWER, r->grid->file,
                         mds_recognise__place(r, layout, &sheet->rows[row], remark->column, NULL),
                         r->form->questions[layout->questions[row]].id, remark->text, NULL);
        }
    }
}
