/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers as workbooks and tables. A sheet is one of ours when a row of it holds our headings, in
 * whatever order; columns without a heading of ours are the hospital's. */
#include "entries_build.h"

#include "base/date.h"
#include "base/formula.h"
#include "base/num.h"
#include "base/strbuf.h"
#include "container.h"
#include "grid.h"
#include <string.h>

enum { HEADING_ROWS = 100, COLUMNS_NEEDED = 4, MOST_COLUMNS = 1024, OTHER_BYTES = 1 << 15 };

typedef struct reader {
    mds_entries_build *b;
    const mds_grid *grid;
    const mds_grid_sheet *sheet;
    uint32_t columns[MOST_COLUMNS]; /* of ours, or MDS_COLUMN_NONE */
    size_t own[MOST_COLUMNS];       /* 1 + the number of the hospital's column, or 0 */
    const char *titles[MOST_COLUMNS];
    bool found[MDS_COLUMN_PASSED_OVER]; /* columns that the sheet has */
} reader;

static const char *place(const reader *r, uint32_t row, uint32_t column)
{
    const char *where = mds_grid__where(r->b->arena, r->grid, r->sheet, row, column);

    return where != NULL ? where : "";
}

/* An apostrophe that a csv got from us in front of a formula is no part of the text. */
static const char *as_typed(const reader *r, const char *text)
{
    if (!r->grid->lines || text[0] != '\'') {
        return text;
    }
    return mds_formula_guarded(text) ? text + 1 : text;
}

/* Maps the columns of a row; false when it is not the heading row of a register. */
static bool read_heading(reader *r, const mds_grid_row *row)
{
    size_t known = 0;

    memset(r->found, 0, sizeof r->found);
    memset(r->own, 0, sizeof r->own);
    for (size_t c = 0; c < MOST_COLUMNS; c++) {
        r->columns[c] = MDS_COLUMN_NONE;
        r->titles[c] = NULL;
    }
    for (size_t i = 0; i < row->count && row->cells[i].column < MOST_COLUMNS; i++) {
        const uint32_t column = mds_entries__column(r->b, row->cells[i].text);
        const uint32_t at = row->cells[i].column;
        r->titles[at] = as_typed(r, row->cells[i].text);
        if (column < (uint32_t)MDS_COLUMN_PASSED_OVER && r->found[column]) {
            continue; /* a second one of this name is the hospital's */
        }
        r->columns[at] = column;
        if (column < (uint32_t)MDS_COLUMN_PASSED_OVER) {
            r->found[column] = true;
        }
        known += column != MDS_COLUMN_NONE;
    }
    return known >= COLUMNS_NEEDED && (r->found[MDS_COLUMN_RISK_ID] || r->found[MDS_COLUMN_RISK]) &&
           (r->found[MDS_ENTRY_DECISION] || r->found[MDS_COLUMN_RANK] ||
            r->found[MDS_COLUMN_LEFT_WHY]);
}

/* A register of before had no column of the hospital's; of one that has some, each is missed. */
static void say_missing(const reader *r)
{
    bool some = false;

    for (int f = 0; f < MDS_ENTRY__COUNT; f++) {
        some = some || r->found[f];
    }
    if (!some) {
        return;
    }
    for (uint32_t c = 0; c <= (uint32_t)MDS_COLUMN_RISK_ID; c++) {
        if (!r->found[c]) {
            mds_diag_add(r->b->diags, MDS_D_REGISTER_COLUMN_MISSING, r->b->file,
                         r->sheet->name[0] != '\0' ? r->sheet->name : NULL,
                         mds_entries__column_id(c), NULL);
        }
    }
}

/* The hospital's column at \p column, made when a cell is met in it. */
static size_t own_of(reader *r, uint32_t column)
{
    char letters[8];
    size_t nth = 0;

    if (r->own[column] != 0) {
        return r->own[column] - 1;
    }
    if (r->titles[column] == NULL) {
        mds_grid__column_name(letters, column);
        r->titles[column] = mds_arena_strndup(r->b->arena, letters, strlen(letters));
    }
    const char *title = r->titles[column];
    if (title == NULL) {
        mds_entries__no_memory(r->b);
        return 0;
    }
    for (uint32_t c = 0; c < column; c++) {
        nth += r->own[c] != 0 && strcmp(r->titles[c], title) == 0;
    }
    const size_t own = mds_entries__own(r->b, title, nth);
    r->own[column] = own + 1;
    return own;
}

/* Numbers come back as numbers when their text says the same, so that 0012 stays as it is. */
static mds_typed typed_of(const reader *r, const mds_grid_cell *cell, uint32_t column)
{
    mds_typed typed = {.text = as_typed(r, cell->text), .day = MDS_DAY_NONE};
    const bool number = column == MDS_COLUMN_NONE || column == (uint32_t)MDS_ENTRY_COST;
    const bool date = column == MDS_COLUMN_NONE || (column < (uint32_t)MDS_ENTRY__COUNT &&
                                                    mds_entry_is_date((mds_entry_field)column));
    char again[MDS_NUM_SIZE];
    double value = 0;
    mds_day day;

    if (date && strlen(typed.text) == 10 && typed.text[4] == '-' &&
        (cell->raw != cell->text || r->grid->lines) &&
        mds_date_parse(&day, (mds_sv){typed.text, 10})) {
        typed.kind = MDS_TYPED_DATE;
        typed.number = day;
    } else if (number && mds_num_parse(&value, (mds_sv){cell->raw, strlen(cell->raw)})) {
        mds_num_exact(again, value);
        if (strcmp(again, cell->raw) == 0) {
            typed.kind = MDS_TYPED_NUMBER;
            typed.number = value;
        }
    }
    return typed;
}

/* What a row without a risk of ours holds in our columns: "Risk: Stolen laptop; Share: ..". */
static const char *other_of(const reader *r, const mds_grid_row *row)
{
    mds_strbuf list;

    mds_strbuf_init(&list, OTHER_BYTES);
    for (size_t i = 0; i < row->count && row->cells[i].column < MOST_COLUMNS; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        const uint32_t column = r->columns[cell->column];
        if (column != MDS_COLUMN_NONE && column >= (uint32_t)MDS_ENTRY__COUNT && !cell->spread) {
            mds_strbuf_printf(&list, "%s%s: %s", list.n > 0 ? "; " : "", r->titles[cell->column],
                              cell->text);
        }
    }
    const char *text = mds_strbuf_copy(&list, r->b->arena);
    mds_strbuf_finish(&list);
    return text != NULL ? text : "";
}

static void read_row(reader *r, const mds_grid_row *row)
{
    mds_entries_build *b = r->b;
    mds_entry *entry = mds_entries__row(b, place(r, row->number, 0));

    if (entry == NULL) {
        return;
    }
    for (size_t i = 0; i < row->count && row->cells[i].column < MOST_COLUMNS; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        const uint32_t column = r->columns[cell->column];
        if (column == (uint32_t)MDS_COLUMN_PASSED_OVER) {
            continue;
        }
        const char *where = place(r, cell->line, cell->column);
        const mds_typed typed = typed_of(r, cell, column);
        const bool theirs = column == MDS_COLUMN_NONE || column < (uint32_t)MDS_ENTRY__COUNT;
        if (theirs && mds_grid__is_formula(r->sheet, row->number, cell->column)) {
            mds_diag_add(b->diags, MDS_D_REGISTER_FORMULA, b->file, where, NULL);
        }
        if (column == MDS_COLUMN_NONE) {
            const size_t own = own_of(r, cell->column);
            if (b->status != MDS_OK) {
                return;
            }
            mds_entries__put_own(b, own, typed);
        } else {
            mds_entries__put(b, entry, column, typed, where);
        }
    }
    if (entry->risk_id[0] == '\0' && entry->other[0] == '\0') {
        entry->other = other_of(r, row);
    }
    mds_entries__end_row(b, entry);
}

/* A column that the hospital added stays, empty or not. */
static void read_own_headings(reader *r, const mds_grid_row *row)
{
    for (size_t i = 0; i < row->count && r->b->status == MDS_OK; i++) {
        const uint32_t column = row->cells[i].column;
        if (column < MOST_COLUMNS && r->columns[column] == MDS_COLUMN_NONE) {
            (void)own_of(r, column);
        }
    }
}

static bool read_sheet(reader *r)
{
    for (size_t i = 0; i < r->sheet->row_count && i < HEADING_ROWS; i++) {
        if (!read_heading(r, &r->sheet->rows[i])) {
            continue;
        }
        say_missing(r);
        read_own_headings(r, &r->sheet->rows[i]);
        for (i++; i < r->sheet->row_count && r->b->status == MDS_OK; i++) {
            read_row(r, &r->sheet->rows[i]);
        }
        return true;
    }
    return false;
}

/* The delimiter of the headings: what people type below them may hold more of another. */
static char heading_delimiter(const mds_source *source)
{
    static const char candidates[] = {',', ';', '\t'};
    const char *bytes = (const char *)mds_source_bytes(source);
    const size_t n = mds_source_size(source);
    size_t counts[sizeof candidates] = {0};
    size_t best = 0;
    bool quoted = false;

    for (size_t i = 0; i < n && (quoted || bytes[i] != '\n'); i++) {
        quoted = quoted != (bytes[i] == '"');
        for (size_t k = 0; k < sizeof candidates; k++) {
            counts[k] += !quoted && bytes[i] == candidates[k];
        }
    }
    for (size_t k = 1; k < sizeof candidates; k++) {
        best = counts[k] > counts[best] ? k : best;
    }
    return counts[best] > 0 ? candidates[best] : '\0';
}

void mds_entries__read_grid(mds_entries_build *b, const mds_source *source)
{
    mds_grid grid;
    reader *r = mds_arena_alloc(b->arena, 1, sizeof *r);
    bool found = false;

    if (r == NULL) {
        mds_entries__no_memory(b);
        return;
    }
    mds_grid__init(&grid, b->arena, b->file, b->diags);
    grid.delimiter = heading_delimiter(source);
    b->status = mds_container__read(&grid, source);
    *r = (reader){.b = b, .grid = &grid};
    for (size_t s = 0; s < grid.sheet_count && b->status == MDS_OK; s++) {
        r->sheet = &grid.sheets[s];
        found = read_sheet(r) || found;
    }
    if (b->status == MDS_OK && !found) {
        mds_diag_add(b->diags, MDS_D_REGISTER_NOT_ONE, b->file, NULL, NULL);
        b->status = MDS_EFORMAT;
    }
}
