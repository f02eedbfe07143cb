/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a workbook takes the answers of its form. */
#include <mdsrisk/import.h>

#include "base/utf8.h"
#include "container.h"
#include "note_table.h"
#include "recognise.h"
#include <mdsrisk/limits.h>
#include <string.h>

typedef struct finder {
    const mds_recogniser *r;
    mds_form_places *out;
    mds_form_place *at;
} finder;

/* The merged range that a place belongs to, or NULL. */
static const mds_grid_range *merge_of(const mds_grid_sheet *sheet, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < sheet->merge_count; i++) {
        const mds_grid_range *range = &sheet->merges[i];
        if (row >= range->first_row && row <= range->last_row && column >= range->first_column &&
            column <= range->last_column) {
            return range;
        }
    }
    return NULL;
}

/* The cell at a place; of a merged range the first one, which alone takes a value. */
static mds_place_cell cell_at(const mds_grid_sheet *sheet, uint32_t row, uint32_t column)
{
    const mds_grid_range *merge = merge_of(sheet, row, column);
    mds_place_cell place = {
        .part = sheet->part, .sheet = sheet->name, .row = row, .column = column, .text = ""};

    if (merge != NULL) {
        place.row = merge->first_row;
        place.column = merge->first_column;
    }
    const mds_grid_row *cells = mds_grid__row_at(sheet, place.row);
    const mds_grid_cell *cell = cells != NULL ? mds_grid__at(cells, place.column) : NULL;
    place.text = cell != NULL ? cell->text : "";
    const mds_grid_place origin = mds_grid__origin(sheet, place.row, place.column);
    place.row = origin.row;
    place.column = origin.column;
    return place;
}

/* What one cell takes: a word, a tick in one of its boxes, or a mark at one of its words. False
 * when the arena is exhausted. */
static bool kind_of(mds_place_kind *kind, const finder *f, const char *text)
{
    const char *key = mds_utf8_key(f->r->scratch, text);
    mds_choices choices;

    if (key == NULL) {
        return false;
    }
    *kind = MDS_PLACE_CELL;
    if (mds_choices__read(&choices, &f->r->layouts.words.choices, key) && choices.words > 1) {
        *kind = choices.boxes ? MDS_PLACE_BOXES : MDS_PLACE_WORDS;
    }
    return true;
}

/* The cells of printed choices: those of their marks where these have cells of their own. */
static void choice_cells(mds_form_place *place, const mds_layout *layout, uint32_t row,
                         mds_answer_set set)
{
    const mds_choice_columns *columns = &layout->rounds[0];
    const size_t choices = set == MDS_ANSWERS_YES_NO_NA ? 3 : 2;

    place->kind =
        layout->shape == MDS_SHAPE_MARKS || mds_choice__column_of(columns, 0, true) != MDS_NO_COLUMN
            ? MDS_PLACE_MARKS
            : MDS_PLACE_WORDS;
    for (size_t k = 0; k < choices; k++) {
        const uint32_t marks = mds_choice__column_of(columns, k, true);
        const uint32_t column =
            marks != MDS_NO_COLUMN ? marks : mds_choice__column_of(columns, k, false);
        if (column != MDS_NO_COLUMN) {
            place->answer[k] = cell_at(layout->sheet, row, column);
        }
    }
}

/* Whether a place shows what another cell holds: a printed side that repeats an input sheet. */
static bool is_computed(const finder *f, const mds_place_cell *cell)
{
    for (size_t s = 0; s < f->r->grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &f->r->grid->sheets[s];
        if (cell->part != NULL && sheet->part != NULL && strcmp(sheet->part, cell->part) == 0) {
            return mds_grid__is_formula(sheet, cell->row, cell->column);
        }
    }
    return false;
}

static bool find_place(const finder *f, const mds_layout *layout, size_t r)
{
    const uint32_t q = layout->questions[r];
    const mds_question *question = &f->r->form->questions[q];
    const uint32_t row = layout->sheet->rows[r].number;
    mds_form_place *place = &f->at[q];

    if ((place->kind != MDS_PLACE_NONE && !is_computed(f, &place->answer[0])) ||
        question->kind == MDS_QUESTION_HEADING || layout->answer == MDS_NO_COLUMN ||
        layout->shape == MDS_SHAPE_LINE) {
        return true;
    }
    *place = (mds_form_place){.kind = MDS_PLACE_NONE};
    if (layout->shape == MDS_SHAPE_CELL || question->kind != MDS_QUESTION_CHOICE) {
        place->answer[0] = cell_at(layout->sheet, row, layout->answer);
        if (!kind_of(&place->kind, f, place->answer[0].text)) {
            return false;
        }
    } else {
        choice_cells(place, layout, row, question->answer_set);
    }
    if (layout->note != MDS_NO_COLUMN) {
        place->note = cell_at(layout->sheet, row, layout->note);
        f->out->note_numbers = f->out->note_numbers || layout->note_numbers;
    }
    return true;
}

static bool find_questions(const finder *f)
{
    for (size_t i = 0; i < f->r->layouts.count; i++) {
        const mds_layout *layout = &f->r->layouts.at[i];
        for (size_t r = 0; r < layout->sheet->row_count; r++) {
            if (layout->questions[r] != MDS_NO_ORDINAL && !find_place(f, layout, r)) {
                return false;
            }
        }
    }
    return true;
}

/* The column of answers on a sheet, which takes the header fields too where the printed side is
 * computed; MDS_NO_COLUMN when there is none. */
static uint32_t input_column(const finder *f, const mds_grid_sheet *sheet)
{
    for (size_t i = 0; i < f->r->layouts.count; i++) {
        const mds_layout *layout = &f->r->layouts.at[i];
        if (layout->sheet == sheet && layout->shape == MDS_SHAPE_CELL) {
            return layout->answer;
        }
    }
    return MDS_NO_COLUMN;
}

/* The cell that takes a field's value: the one that holds it, else the next one to the right of the
 * label, else the one in the column of answers. */
static mds_place_cell field_cell(const finder *f, const mds_grid_sheet *sheet,
                                 const mds_header_field *field, const mds_grid_row *row,
                                 const mds_grid_cell *label)
{
    const mds_grid_range *merge = merge_of(sheet, row->number, label->column);
    const uint32_t right = (merge != NULL ? merge->last_column : label->column) + 1;
    const uint32_t input = input_column(f, sheet);
    mds_place_cell place = {0};

    if (!field->apart) {
        return place; /* label and value share a cell */
    }
    place = cell_at(sheet, field->cell != NULL ? field->cell->line : row->number,
                    field->cell != NULL ? field->cell->column : right);
    if (mds_grid__is_formula(sheet, place.row, place.column) && input != MDS_NO_COLUMN) {
        place = cell_at(sheet, row->number, input);
    }
    if (mds_grid__is_formula(sheet, place.row, place.column)) {
        return (mds_place_cell){0};
    }
    /* Beside the label is another one: the value belongs behind the colon. */
    return field->cell == NULL && place.text[0] != '\0' ? (mds_place_cell){0} : place;
}

static mds_status find_fields(const finder *f)
{
    const mds_grid *grid = f->r->grid;

    for (size_t s = 0; s < grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &grid->sheets[s];
        const size_t rows = mds_layouts__own(&f->r->layouts, s) ? sheet->row_count : 0;
        for (size_t r = 0; r < rows; r++) {
            const mds_grid_row *row = &sheet->rows[r];
            for (size_t i = 0; i < row->count; i++) {
                mds_header_field field;
                if (row->cells[i].spread) {
                    continue;
                }
                if (!mds_header__read(&field, f->r, sheet, r, i)) {
                    return mds_recognise__no_memory(f->r);
                }
                if (field.field != MDS_DEVICE_FIELD__COUNT &&
                    f->out->device[field.field].part == NULL) {
                    f->out->device[field.field] = field_cell(f, sheet, &field, row, &row->cells[i]);
                }
            }
        }
    }
    return MDS_OK;
}

/* The list that explains the numbers of remarks, while it is empty. */
static void find_list(const finder *f)
{
    const mds_note_collector notes = {.scratch = f->r->scratch,
                                      .form = f->r->form,
                                      .grid = f->r->grid,
                                      .layouts = &f->r->layouts};

    for (size_t s = 0; s < f->r->grid->sheet_count && f->out->note_list.part == NULL; s++) {
        const mds_grid_sheet *sheet = &f->r->grid->sheets[s];
        uint32_t row = 0;
        uint32_t column = 0;
        if (f->out->note_numbers && mds_layouts__own(&f->r->layouts, s) &&
            mds_note__empty_list(&notes, sheet, &row, &column)) {
            f->out->note_list = (mds_place_cell){.part = sheet->part,
                                                 .sheet = sheet->name,
                                                 .row = row,
                                                 .column = column,
                                                 .text = ""};
        }
    }
}

static void count_filled(const finder *f)
{
    const mds_answer *answers = f->r->answers;

    for (size_t q = 0; q < f->out->count; q++) {
        f->out->filled +=
            answers[q].state != MDS_ANSWER_MISSING && answers[q].state != MDS_ANSWER_UNANSWERED;
    }
}

static mds_status find(const mds_form_places **out, mds_recogniser *r, const mds_source *source)
{
    finder f = {.r = r};
    const mds_status status = mds_recognise__form(r, source);

    if (status != MDS_OK) {
        return status;
    }
    const size_t count = r->form->question_count;
    f.out = mds_arena_alloc(r->arena, 1, sizeof *f.out);
    f.at = mds_arena_alloc(r->arena, count, sizeof *f.at);
    if (f.out == NULL || f.at == NULL) {
        return mds_recognise__no_memory(r);
    }
    *f.out = (mds_form_places){.form = r->layouts.form, .at = f.at, .count = count};
    if (!find_questions(&f)) {
        return mds_recognise__no_memory(r);
    }
    find_list(&f);
    count_filled(&f);
    *out = f.out;
    return find_fields(&f);
}

/* Only the sheets of an xlsx file are parts of it. */
static bool is_workbook(const mds_grid *grid)
{
    bool found = false;

    for (size_t i = 0; i < grid->sheet_count; i++) {
        found = found || grid->sheets[i].part != NULL;
    }
    return found;
}

mds_status mds_import_places(const mds_form_places **out, mds_arena *arena,
                             const mds_catalog *catalog, const mds_source *source, mds_diags *diags)
{
    const char *name = NULL;
    const mds_container container = mds_container__sniff(source, &name);
    mds_grid grid;

    if (container == MDS_CONTAINER_TEXT || container == MDS_CONTAINER_JSON) {
        mds_diag_add(diags, MDS_D_PLACES_NOT_XLSX, mds_source_name(source), NULL, NULL);
        return MDS_EUNSUPPORTED;
    }
    mds_grid__init(&grid, arena, mds_source_name(source), diags);
    mds_status status = mds_container__read(&grid, source);
    if (status == MDS_OK && !is_workbook(&grid)) {
        mds_diag_add(diags, MDS_D_PLACES_NOT_XLSX, mds_source_name(source), NULL, NULL);
        status = MDS_EUNSUPPORTED;
    }
    if (status != MDS_OK) {
        return status;
    }
    mds_recogniser r = {.arena = arena, .catalog = catalog, .grid = &grid, .empty = true};
    const mds_form_places *places = NULL;
    r.scratch = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    if (r.scratch == NULL) {
        mds_diag_add(diags, MDS_D_OUT_OF_MEMORY, grid.file, NULL, NULL);
        return MDS_ENOMEM;
    }
    status = find(&places, &r, source);
    if (status == MDS_OK) {
        *out = places;
    }
    mds_arena_free(r.scratch);
    return status;
}
