/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which known guideline and family an empty form belongs to, by what its items cite. */
#include "learn_build.h"

#include "base/utf8.h"
#include <string.h>

/* Which volume the heading above a column names. */
static const learn_volume *column_volume(mds_arena *arena, const learn_guideline *guideline,
                                         const learn_sheet *sheet, uint32_t column)
{
    for (size_t r = sheet->first_row; r > 0; r--) {
        const mds_grid_cell *cell = mds_grid__at(sheet->rows[r - 1].row, column);
        const char *key = cell != NULL ? mds_utf8_key(arena, cell->text) : NULL;
        const learn_volume *volume = key != NULL ? mds_learn__volume_named(guideline, key) : NULL;
        if (volume != NULL) {
            return volume;
        }
    }
    return NULL;
}

bool mds_learn__cite(learn_references *out, mds_arena *arena, const learn_guideline *guideline,
                     const learn_sheet *sheet, const learn_item *item)
{
    const mds_grid_row *row = sheet->rows[item->row].row;

    if (!mds_learn__clauses_read(out, arena, guideline, NULL, item->text, false)) {
        return false;
    }
    for (size_t i = 0; out->count == 0 && i < row->count; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        const bool beside =
            cell->column != item->column && cell->column != item->number_column &&
            (item->number_column == LEARN_NO_COLUMN || cell->column > item->number_column);
        if (beside && !cell->spread &&
            !mds_learn__clauses_read(out, arena, guideline,
                                     column_volume(arena, guideline, sheet, cell->column),
                                     cell->text, true)) {
            return false;
        }
    }
    return true;
}

bool mds_learn__guideline_guess(uint32_t *out, mds_arena *arena, const mds_catalog *catalog,
                                const learn_group *group)
{
    size_t most = 0;

    *out = MDS_NO_ORDINAL;
    for (uint32_t g = 0; g < catalog->guideline_count; g++) {
        learn_guideline guideline;
        size_t known = 0;
        if (!mds_learn__guideline_init(&guideline, arena, catalog, g)) {
            return false;
        }
        for (size_t s = 0; s < group->count; s++) {
            const learn_sheet *sheet = group->sheets[s];
            for (size_t i = 0; i < sheet->item_count; i++) {
                learn_references cited = {.count = 0};
                if (!mds_learn__cite(&cited, arena, &guideline, sheet, &sheet->items[i])) {
                    return false;
                }
                for (size_t k = 0; k < cited.count; k++) {
                    known +=
                        mds_guideline_clause(guideline.guideline, cited.at[k]) != MDS_NO_ORDINAL;
                }
            }
        }
        /* Of two that know as many, the later one. */
        if (known > 0 && known >= most) {
            most = known;
            *out = g;
        }
    }
    return true;
}

static bool has_clause(const mds_question *question, const learn_references *cited)
{
    for (size_t i = 0; i < question->clauses.count; i++) {
        for (size_t k = 0; k < cited->count; k++) {
            if (strcmp(question->clauses.at[i], cited->at[k]) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* How many items of a form are in the group with the same number and a common clause. */
static bool count_common(size_t *out, mds_arena *arena, const mds_catalog *catalog,
                         const mds_form *form, const learn_group *group)
{
    learn_guideline guideline;

    *out = 0;
    if (!mds_learn__guideline_init(&guideline, arena, catalog, form->guideline)) {
        return false;
    }
    for (size_t s = 0; s < group->count; s++) {
        const learn_sheet *sheet = group->sheets[s];
        for (size_t i = 0; i < sheet->item_count; i++) {
            learn_references cited = {.count = 0};
            char id[LEARN_ID];
            if (sheet->items[i].number.number.count == 0) {
                continue;
            }
            mds_learn__number_id(id, &sheet->items[i].number);
            const uint32_t q = mds_form_question(form, id);
            if (!mds_learn__cite(&cited, arena, &guideline, sheet, &sheet->items[i])) {
                return false;
            }
            *out += q != MDS_NO_ORDINAL && has_clause(&form->questions[q], &cited);
        }
    }
    return true;
}

bool mds_learn__family_guess(const char **out, mds_arena *arena, const mds_catalog *catalog,
                             const learn_group *group)
{
    size_t most = 0;

    *out = NULL;
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        size_t common = 0;
        if (form->guideline == MDS_NO_ORDINAL || form->completeness == MDS_TOPICS) {
            continue;
        }
        if (!count_common(&common, arena, catalog, form, group)) {
            return false;
        }
        if (common > most && common * 2 >= form->question_count) {
            most = common;
            *out = form->family;
        }
    }
    return true;
}
