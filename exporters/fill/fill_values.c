/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A formula's last value is beside it in the file, and programs show it without working the
 * formula out (LibreOffice does so even where the workbook asks for it). One that looks at a cell
 * that is filled in would go on showing what was there before: a printed side that contradicts the
 * input. Such values are left out; a program then has to work them out. */
#include "fill_plan.h"

#include <string.h>

/* Beyond so many references, and groups of formulas, all values go: to find fewer would take too
 * long. */
enum { MOST_REFERENCES = 10000, MOST_GROUPS = 2000 };

/* Where a value changes. */
typedef struct change {
    uint32_t sheet;
    mds_area area;
} change;

/* A formula that looks at cells. */
typedef struct formula {
    uint32_t sheet;
    const mds_sheet_cell *cell;
    mds_refs refs;         /* of the group's first formula where there is one */
    int64_t rows, columns; /* from that one */
    bool stale;
} formula;

/* Formulas that are one, written out in the first cell alone. */
typedef struct group {
    uint32_t sheet;
    const mds_sheet_cell *first;
    mds_refs refs;
} group;

typedef struct search {
    mds_fill_plan *plan;
    mds_arena *arena;
    formula *at;
    size_t count, capacity;
    group *groups;
    size_t group_count, group_capacity;
    change *changes;
    size_t change_count, change_capacity;
    size_t references;
} search;

static const group *find_group(const search *s, uint32_t sheet, const char *id)
{
    for (size_t i = s->group_count; i-- > 0;) {
        if (s->groups[i].sheet == sheet && strcmp(s->groups[i].first->formula->shared, id) == 0) {
            return &s->groups[i];
        }
    }
    return NULL;
}

static mds_status add_change(search *s, uint32_t sheet, const mds_area *area)
{
    if (!mds_array_reserve(s->arena, &s->changes, &s->change_capacity, s->change_count,
                           sizeof *s->changes)) {
        return mds_arena_status(s->arena);
    }
    s->changes[s->change_count++] = (change){sheet, *area};
    return MDS_OK;
}

static mds_area area_of(uint32_t row, uint32_t column)
{
    return (mds_area){row, row, column, column};
}

static mds_status forget(search *s, uint32_t sheet, const mds_sheet_cell *cell)
{
    const mds_cell_edit edit = {.row = cell->row, .column = cell->column};
    return mds_fill__add(s->plan, sheet, UINT32_MAX, edit);
}

/* What an array formula worked out for other cells goes with its own value. */
static mds_status forget_formula(search *s, uint32_t sheet, const mds_sheet_cell *cell)
{
    const mds_sheet_xml *xml = &s->plan->book->sheets[sheet].xml;
    const mds_area area =
        cell->formula->spreads ? cell->formula->area : area_of(cell->row, cell->column);
    s->plan->filled->formulas++;
    mds_status status = forget(s, sheet, cell);
    for (size_t i = 0; cell->formula->spreads && i < xml->cell_count && status == MDS_OK; i++) {
        const mds_sheet_cell *other = &xml->cells[i];
        if (other->formula == NULL && mds_area__has(&area, other->row, other->column)) {
            status = forget(s, sheet, other);
        }
    }
    return status == MDS_OK ? add_change(s, sheet, &area) : status;
}

/* Keeps the first of a group for those that follow. */
static mds_status add_group(search *s, uint32_t sheet, const mds_sheet_cell *cell,
                            const mds_refs *refs)
{
    if (cell->formula->shared[0] == '\0' || s->group_count == MOST_GROUPS) {
        return MDS_OK;
    }
    if (!mds_array_reserve(s->arena, &s->groups, &s->group_capacity, s->group_count,
                           sizeof *s->groups)) {
        return mds_arena_status(s->arena);
    }
    s->groups[s->group_count++] = (group){sheet, cell, *refs};
    return MDS_OK;
}

static mds_status read_formula(formula *f, search *s)
{
    const mds_template_book *book = s->plan->book;
    const mds_sheet_formula *own = f->cell->formula;
    const mds_ref_scope scope = {
        .sheets = book->sheet_names, .sheet_count = (uint32_t)book->sheet_count, .own = f->sheet};
    const group *g = own->text.n == 0 ? find_group(s, f->sheet, own->shared) : NULL;
    if (g != NULL) {
        f->refs = g->refs;
        f->rows = (int64_t)f->cell->row - g->first->row;
        f->columns = (int64_t)f->cell->column - g->first->column;
        return MDS_OK;
    }
    f->refs.anything = own->text.n == 0; /* of a group that is not known, or a table's */
    if (f->refs.anything) {
        return MDS_OK;
    }
    const mds_status status = mds_refs__read(&f->refs, s->arena, own->text, &scope);
    return status == MDS_OK ? add_group(s, f->sheet, f->cell, &f->refs) : status;
}

static mds_status add_formula(search *s, uint32_t sheet, const mds_sheet_cell *cell)
{
    formula f = {.sheet = sheet, .cell = cell};
    const mds_status status = read_formula(&f, s);
    if (status != MDS_OK) {
        return status;
    }
    if (f.refs.anything) {
        return forget_formula(s, sheet, cell);
    }
    if (f.refs.count == 0) {
        return MDS_OK;
    }
    if (!mds_array_reserve(s->arena, &s->at, &s->capacity, s->count, sizeof *s->at)) {
        return mds_arena_status(s->arena);
    }
    s->references += f.refs.count;
    s->at[s->count++] = f;
    return MDS_OK;
}

/* Each formula of the book. */
static mds_status for_each(search *s, mds_status (*act)(search *, uint32_t, const mds_sheet_cell *),
                           size_t most_references)
{
    const mds_template_book *book = s->plan->book;
    mds_status status = MDS_OK;
    for (uint32_t k = 0; k < book->sheet_count; k++) {
        const mds_sheet_xml *sheet = &book->sheets[k].xml;
        for (size_t i = 0;
             i < sheet->cell_count && status == MDS_OK && s->references <= most_references; i++) {
            if (sheet->cells[i].formula != NULL) {
                status = act(s, k, &sheet->cells[i]);
            }
        }
    }
    return status;
}

static bool overlap(const mds_area *a, const mds_area *b)
{
    return a->first_row <= b->last_row && b->first_row <= a->last_row &&
           a->first_column <= b->last_column && b->first_column <= a->last_column;
}

static bool looks_at(const formula *f, const change *where)
{
    mds_area area;
    for (size_t i = 0; i < f->refs.count; i++) {
        const mds_ref *ref = &f->refs.at[i];
        if (ref->sheet == where->sheet &&
            (!mds_ref__moved(&area, ref, f->rows, f->columns) || overlap(&area, &where->area))) {
            return true;
        }
    }
    return false;
}

/* Each change once; those that follow from it are behind it. */
static mds_status spread(search *s)
{
    mds_status status = MDS_OK;
    for (size_t k = 0; k < s->change_count && status == MDS_OK; k++) {
        const change where = s->changes[k];
        for (size_t i = 0; i < s->count && status == MDS_OK; i++) {
            if (!s->at[i].stale && looks_at(&s->at[i], &where)) {
                s->at[i].stale = true;
                status = forget_formula(s, s->at[i].sheet, s->at[i].cell);
            }
        }
    }
    return status;
}

/* The cells of an array may be named more than once. */
static void drop_repeated(mds_fill_plan *plan)
{
    size_t kept = 0;
    mds_fill__sort(plan);
    for (size_t i = 0; i < plan->count; i++) {
        const mds_fill_edit *last = kept > 0 ? &plan->edits[kept - 1] : NULL;
        const mds_fill_edit *edit = &plan->edits[i];
        if (last == NULL || last->sheet != edit->sheet || last->cell.row != edit->cell.row ||
            last->cell.column != edit->cell.column) {
            plan->edits[kept++] = *edit;
        }
    }
    plan->count = kept;
}

static mds_status find_stale(search *s, size_t edits)
{
    mds_status status = MDS_OK;
    for (size_t i = 0; i < edits && status == MDS_OK; i++) {
        const mds_fill_edit *edit = &s->plan->edits[i];
        const mds_area area = area_of(edit->cell.row, edit->cell.column);
        status = add_change(s, edit->sheet, &area);
    }
    if (status == MDS_OK) {
        status = for_each(s, add_formula, MOST_REFERENCES);
    }
    if (status == MDS_OK && s->references > MOST_REFERENCES) {
        s->plan->count = edits;
        s->plan->filled->formulas = 0;
        return for_each(s, forget_formula, SIZE_MAX);
    }
    return status == MDS_OK ? spread(s) : status;
}

mds_status mds_fill__forget_values(mds_fill_plan *plan)
{
    search s = {.plan = plan, .arena = plan->book->arena};
    const mds_status status = plan->count > 0 ? find_stale(&s, plan->count) : MDS_OK;
    if (status == MDS_OK) {
        drop_repeated(plan);
    }
    return status;
}
