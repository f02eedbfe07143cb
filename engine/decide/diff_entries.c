/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two registers as they stand in workbooks, row by row. A row finds its like by the whole risk id;
 * where the registers are of two devices, by its scenario. */
#include <mdsrisk/diff_entries.h>

#include "base/date.h"
#include "base/map.h"
#include "diff_parts.h"
#include <string.h>

typedef struct comparer {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_entries *side[2];
    mds_diags *diags;
    mds_map *ids[2];       /* risk id to row */
    mds_map *scenarios[2]; /* scenario's id to row */
    bool *taken;           /* rows of the second that have found their like */
    bool other_device, other_model;
    mds_row_change *list;
    mds_rows_diff *out;
} comparer;

static const char *const move_names[MDS_ROW__COUNT] = {
    [MDS_ROW_GREW] = "grew", [MDS_ROW_NEW] = "new",   [MDS_ROW_FELL] = "fell",
    [MDS_ROW_GONE] = "gone", [MDS_ROW_SAME] = "same", [MDS_ROW_OTHER] = "other",
};

const char *mds_row_move_name(mds_row_move move)
{
    return (unsigned)move < MDS_ROW__COUNT ? move_names[move] : "";
}

bool mds_typed_same(const mds_typed *a, const mds_typed *b)
{
    if (a->day != MDS_DAY_NONE && a->day == b->day) {
        return true;
    }
    if (a->kind == MDS_TYPED_NUMBER && b->kind == MDS_TYPED_NUMBER) {
        return !(a->number < b->number) && !(a->number > b->number);
    }
    return strcmp(a->text, b->text) == 0;
}

/* The scenario of "network-exploit-3fa21c": the longest id that the risk's begins with. */
static uint32_t scenario_of(const mds_catalog *catalog, const mds_entry *entry)
{
    uint32_t found = MDS_NO_ORDINAL;
    size_t longest = 0;

    for (uint32_t s = 0; s < catalog->scenario_count; s++) {
        const char *id = catalog->scenarios[s].id;
        const size_t n = strlen(id);
        const char end = strncmp(entry->risk_id, id, n) == 0 ? entry->risk_id[n] : 'x';
        if (n > longest && (end == '\0' || end == '-')) {
            found = s;
            longest = n;
        }
    }
    return found;
}

/* How a row is called: by its id, and one without by what is there as the risk. */
static const char *name_of(const mds_entry *entry)
{
    return entry->risk_id[0] != '\0' ? entry->risk_id : entry->title;
}

static void note_row(comparer *c, size_t side, uint32_t row)
{
    const mds_entries *entries = c->side[side];
    const mds_entry *entry = &entries->at[row];
    const char *name = name_of(entry);
    const uint32_t scenario = scenario_of(c->catalog, entry);

    if (name[0] == '\0') {
        return;
    }
    if (mds_map_add(c->ids[side], name, row)) {
        if (scenario != MDS_NO_ORDINAL) {
            (void)mds_map_add(c->scenarios[side], c->catalog->scenarios[scenario].id, row);
        }
    } else if (!entry->left) {
        mds_diag_add(c->diags, MDS_D_DIFF_ROW_TWICE, entries->file, entry->where, name,
                     entries->at[mds_map_find(c->ids[side], name)].where, NULL);
    }
}

/* Rows of risks first: an entry kept apart is the row of a risk only where no other is. */
static mds_status note_rows(comparer *c, size_t side)
{
    const mds_entries *entries = c->side[side];

    c->ids[side] = mds_map_new(c->arena, entries->count + 1);
    c->scenarios[side] = mds_map_new(c->arena, entries->count + 1);
    if (c->ids[side] == NULL || c->scenarios[side] == NULL) {
        return mds_arena_status(c->arena);
    }
    for (int left = 0; left < 2; left++) {
        for (uint32_t i = 0; i < entries->count; i++) {
            if (entries->at[i].left == (left > 0)) {
                note_row(c, side, i);
            }
        }
    }
    return MDS_OK;
}

/* The row of the second register for one of the first; MDS_MAP_NONE. */
static uint32_t like_of(const comparer *c, const mds_entry *entry)
{
    uint32_t row = mds_map_find(c->ids[1], name_of(entry));

    if (row == MDS_MAP_NONE && c->other_device) {
        const uint32_t scenario = scenario_of(c->catalog, entry);
        row = scenario != MDS_NO_ORDINAL
                  ? mds_map_find(c->scenarios[1], c->catalog->scenarios[scenario].id)
                  : MDS_MAP_NONE;
    }
    return row == MDS_MAP_NONE || c->taken[row] ? MDS_MAP_NONE : row;
}

static bool is_risk(const mds_entry *entry)
{
    return entry != NULL && !entry->left;
}

static mds_row_move move_of(const comparer *c, const mds_row_change *change)
{
    const mds_entry *before = change->before;
    const mds_entry *after = change->after;

    if (is_risk(before) != is_risk(after)) {
        return is_risk(after) ? MDS_ROW_NEW : MDS_ROW_GONE;
    }
    if (!is_risk(before)) {
        return MDS_ROW_SAME;
    }
    if (c->other_model || before->rrf < 0.0 || after->rrf < 0.0) {
        return MDS_ROW_OTHER;
    }
    const double was = mds_model_printed(before->rrf);
    const double is = mds_model_printed(after->rrf);
    return is > was ? MDS_ROW_GREW : is < was ? MDS_ROW_FELL : MDS_ROW_SAME;
}

const mds_typed *mds_row_own(const mds_entry *entry, size_t column)
{
    static const mds_typed nothing = {.text = "", .day = MDS_DAY_NONE};

    return entry != NULL && column != SIZE_MAX ? &entry->own[column] : &nothing;
}

/* The cells of the hospital that say something else; a row that is not there says nothing. */
static void compare_cells(const comparer *c, mds_row_change *change)
{
    static const mds_typed nothing = {.text = "", .day = MDS_DAY_NONE};
    const mds_entry *before = change->before;
    const mds_entry *after = change->after;

    for (int f = 0; f < MDS_ENTRY__COUNT; f++) {
        const mds_typed *was = before != NULL ? &before->cells[f] : &nothing;
        const mds_typed *is = after != NULL ? &after->cells[f] : &nothing;
        const mds_decision had = before != NULL ? before->decision : MDS_DECISION_UNDECIDED;
        const mds_decision has = after != NULL ? after->decision : MDS_DECISION_UNDECIDED;
        const bool word = f == MDS_ENTRY_DECISION && had == has && had != MDS_DECISION__COUNT;
        if (!word && !mds_typed_same(was, is)) {
            change->fields |= 1u << f;
        }
    }
    for (size_t i = 0; i < c->out->own_count; i++) {
        const mds_own_column *own = &c->out->own[i];
        change->own +=
            !mds_typed_same(mds_row_own(before, own->before), mds_row_own(after, own->after));
    }
}

static void take(comparer *c, mds_row_change change)
{
    const mds_entry *entry = change.after != NULL ? change.after : change.before;

    change.scenario = scenario_of(c->catalog, entry);
    change.move = move_of(c, &change);
    compare_cells(c, &change);
    const bool retyped = change.fields != 0 || change.own > 0;
    c->out->retyped += retyped;
    if (is_risk(change.before) || is_risk(change.after)) {
        c->out->moved[change.move]++;
    }
    if (retyped || change.move < MDS_ROW_SAME) {
        c->list[c->out->count++] = change;
    }
}

/* The columns of both, by heading; of two with one heading the first of each. */
static mds_status join_columns(comparer *c)
{
    const size_t most = c->side[0]->own_count + c->side[1]->own_count;
    mds_own_column *own = mds_arena_alloc(c->arena, most + 1, sizeof *own);

    if (own == NULL) {
        return mds_arena_status(c->arena);
    }
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = 0; i < c->side[side]->own_count; i++) {
            const char *title = c->side[side]->own_titles[i];
            size_t at = 0;
            while (at < c->out->own_count &&
                   (strcmp(own[at].title, title) != 0 ||
                    (side == 0 ? own[at].before : own[at].after) != SIZE_MAX)) {
                at++;
            }
            if (at == c->out->own_count) {
                own[c->out->own_count++] = (mds_own_column){title, SIZE_MAX, SIZE_MAX};
            }
            *(side == 0 ? &own[at].before : &own[at].after) = i;
        }
    }
    c->out->own = own;
    return MDS_OK;
}

/* By what became of them; within that as they stand. */
static void sort(comparer *c, mds_row_change *sorted)
{
    size_t n = 0;

    for (int move = 0; move < MDS_ROW__COUNT; move++) {
        for (size_t i = 0; i < c->out->count; i++) {
            if ((int)c->list[i].move == move) {
                sorted[n++] = c->list[i];
            }
        }
    }
    c->out->at = sorted;
}

static mds_status compare(comparer *c)
{
    const mds_entries *before = c->side[0];
    const mds_entries *after = c->side[1];
    const size_t most = before->count + after->count + 1;
    mds_row_change *sorted = mds_arena_alloc(c->arena, most, sizeof *sorted);

    c->list = mds_arena_alloc(c->arena, most, sizeof *c->list);
    c->taken = mds_arena_alloc(c->arena, after->count + 1, sizeof *c->taken);
    if (sorted == NULL || c->list == NULL || c->taken == NULL) {
        return mds_arena_status(c->arena);
    }
    for (uint32_t i = 0; i < before->count; i++) {
        const mds_entry *entry = &before->at[i];
        if (mds_map_find(c->ids[0], name_of(entry)) != i) {
            continue; /* a second row of one risk, which was said, or an entry of it kept apart */
        }
        const uint32_t like = like_of(c, entry);
        if (like != MDS_MAP_NONE) {
            c->taken[like] = true;
        }
        take(c, (mds_row_change){.before = entry,
                                 .after = like != MDS_MAP_NONE ? &after->at[like] : NULL});
    }
    for (uint32_t i = 0; i < after->count; i++) {
        if (!c->taken[i] && mds_map_find(c->ids[1], name_of(&after->at[i])) == i) {
            take(c, (mds_row_change){.after = &after->at[i]});
        }
    }
    sort(c, sorted);
    return MDS_OK;
}

mds_status mds_diff_entries(const mds_rows_diff **out, mds_arena *arena, const mds_catalog *catalog,
                            const mds_entries *before, const mds_entries *after, mds_diags *diags)
{
    mds_rows_diff *made = mds_arena_alloc(arena, 1, sizeof *made);
    comparer c = {.arena = arena,
                  .catalog = catalog,
                  .side = {before, after},
                  .diags = diags,
                  .out = made,
                  .other_device = strcmp(before->device, after->device) != 0,
                  .other_model = strcmp(before->model, after->model) != 0};

    if (made == NULL) {
        return mds_arena_status(arena);
    }
    *made = (mds_rows_diff){.catalog = catalog, .before = before, .after = after};
    mds_diff__basis("diff.basis.device", before->device, after->device, after->file, diags);
    mds_diff__basis("diff.basis.model", before->model, after->model, after->file, diags);
    mds_diff__basis("diff.basis.as_of", before->as_of, after->as_of, after->file, diags);
    mds_status status = join_columns(&c);
    for (size_t side = 0; side < 2 && status == MDS_OK; side++) {
        status = note_rows(&c, side);
    }
    if (status == MDS_OK) {
        status = compare(&c);
    }
    if (status == MDS_OK) {
        *out = made;
    }
    return status;
}
