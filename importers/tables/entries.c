/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hospital's entries in a register. Every cell of theirs is kept as it was typed; what mdsrisk
 * understands of it is kept beside it. */
#include "entries_build.h"

#include "base/date.h"
#include "base/num.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "day.h"
#include "deployment_build.h"
#include "grid.h"
#include <stdio.h>
#include <string.h>

enum { MOST_OWN = 64, MOST_ROWS = 20000, KEY_BYTES = 64 };

static const char *const needed[] = {
    [MDS_COLUMN_RISK_ID] = "risk_id",
    [MDS_COLUMN_RISK] = "risk",
    [MDS_COLUMN_RANK] = "rank",
    [MDS_COLUMN_RRF] = "rrf",
    [MDS_COLUMN_DEVICE] = "device",
    [MDS_COLUMN_ASSESSED_ON] = "assessed_on",
    [MDS_COLUMN_MODEL] = "model",
    [MDS_COLUMN_ACCEPTED_AT] = "accepted_at",
    [MDS_COLUMN_ACCEPTED_AS] = "accepted_as",
    [MDS_COLUMN_LEFT_WHY] = "left_why",
    [MDS_COLUMN_LEFT_OTHER] = "left_other",
};

/* Written by us and made anew at each run. */
static const char *const passed_over[] = {"share",
                                          "frequency",
                                          "worst_effect",
                                          "routes",
                                          "helps_most",
                                          "changed",
                                          "sure",
                                          "events_a_year",
                                          "tolerable",
                                          "impact_safety",
                                          "impact_effectiveness",
                                          "impact_security",
                                          "rrf_r0",
                                          "rrf_r1",
                                          "rrf_best",
                                          "level",
                                          "proposed_response",
                                          "responsible",
                                          "controls_credited",
                                          "controls_missing",
                                          "controls_unknown",
                                          "compensating_controls",
                                          "scenario",
                                          "weakest_evidence",
                                          "references",
                                          "capability",
                                          "asset_tag",
                                          "location",
                                          "eos_stage",
                                          "verdict",
                                          "status",
                                          "key_property"};
/* Headings as version 0.1.0 wrote them. */
static const char *const former[] = {"rank", "share", "rrf", "frequency", "routes"};
/* Narrow columns that name a group. */
static const char *const groups[] = {"follow_up", "numbers",  "controls",
                                     "evidence",  "identity", "own"};

void mds_entries__no_memory(mds_entries_build *b)
{
    if (b->status == MDS_OK) {
        b->status = mds_grid__out_of_memory(b->arena, b->file, b->diags);
    }
}

const char *mds_entries__column_id(uint32_t column)
{
    return column < (uint32_t)MDS_ENTRY__COUNT ? mds_entry_field_name((mds_entry_field)column)
                                               : needed[column];
}

static void learn(mds_entries_build *b, mds_map *map, const char *text, uint32_t value)
{
    const char *key = mds_utf8_key(b->arena, text);

    if (key == NULL) {
        mds_entries__no_memory(b);
    } else {
        (void)mds_map_add(map, key, value);
    }
}

/* An id, and what is printed for it in each language under "<prefix>.<id>". */
static void learn_heading(mds_entries_build *b, const char *lead, const char *prefix,
                          const char *id, uint32_t column)
{
    char key[KEY_BYTES];

    (void)snprintf(key, sizeof key, "%s.%s", prefix, id);
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        mds_strbuf text;
        mds_strbuf_init(&text, 1 << 12);
        mds_strbuf_puts(&text, lead);
        mds_strbuf_puts(&text, mds_catalog_text(b->catalog, (mds_lang)lang, key));
        learn(b, b->headings, text.p, column);
        mds_strbuf_finish(&text);
    }
    if (lead[0] == '\0') {
        learn(b, b->headings, id, column);
    }
}

static void learn_headings(mds_entries_build *b)
{
    for (uint32_t c = 0; c < (uint32_t)MDS_COLUMN_PASSED_OVER; c++) {
        learn_heading(b, "", "column", mds_entries__column_id(c), c);
    }
    for (size_t i = 0; i < sizeof passed_over / sizeof passed_over[0]; i++) {
        learn_heading(b, "", "column", passed_over[i], MDS_COLUMN_PASSED_OVER);
    }
    for (size_t i = 0; i < sizeof former / sizeof former[0]; i++) {
        learn_heading(b, "", "former", former[i], mds_entries__column(b, former[i]));
    }
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        learn_heading(b, "+ ", "group", groups[i], MDS_COLUMN_PASSED_OVER);
    }
}

static void learn_words(mds_entries_build *b)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 1 << 12);
    for (uint32_t d = 0; d < (uint32_t)MDS_DECISION__COUNT; d++) {
        const char *name = mds_decision_name((mds_decision)d);
        char key[KEY_BYTES];
        (void)snprintf(key, sizeof key, "decision.%s", name);
        learn(b, b->decisions, name, d);
        for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
            const char *word = mds_catalog_text(b->catalog, (mds_lang)lang, key);
            learn(b, b->decisions, word, d);
            mds_strbuf_puts(&list, list.n > 0 ? ", " : "");
            mds_strbuf_puts(&list, word);
        }
    }
    b->words = mds_strbuf_copy(&list, b->arena);
    mds_strbuf_finish(&list);
    for (uint32_t s = 0; s < b->catalog->scenario_count; s++) {
        for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
            learn(b, b->titles, b->catalog->scenarios[s].title.in[lang], s);
        }
    }
    if (b->words == NULL) {
        mds_entries__no_memory(b);
    }
}

static mds_status start(mds_entries_build *b, mds_arena *arena, const mds_catalog *catalog,
                        const mds_source *source, mds_diags *diags)
{
    const char *name = mds_source_name(source);

    *b = (mds_entries_build){.arena = arena,
                             .catalog = catalog,
                             .file = mds_arena_strndup(arena, name, strlen(name)),
                             .diags = diags,
                             .headings = mds_map_new(arena, 256),
                             .decisions = mds_map_new(arena, 64),
                             .titles = mds_map_new(arena, 2 * catalog->scenario_count + 1),
                             .out = {.device = "", .model = "", .as_of = ""}};
    if (b->file == NULL || b->headings == NULL || b->decisions == NULL || b->titles == NULL) {
        return mds_arena_status(arena);
    }
    b->out.file = b->file;
    learn_headings(b);
    learn_words(b);
    return b->status;
}

uint32_t mds_entries__column(mds_entries_build *b, const char *heading)
{
    const char *key = mds_utf8_key(b->arena, heading);

    if (key == NULL) {
        mds_entries__no_memory(b);
        return MDS_COLUMN_NONE;
    }
    return mds_map_find(b->headings, key);
}

size_t mds_entries__own(mds_entries_build *b, const char *title, size_t nth)
{
    for (size_t i = 0; i < b->out.own_count; i++) {
        if (strcmp(b->own_titles[i], title) == 0 && nth-- == 0) {
            return i;
        }
    }
    if (b->out.own_count >= MOST_OWN) {
        mds_diag_add(b->diags, MDS_D_INPUT_OVER_BUDGET, b->file, title, NULL);
        b->status = b->status == MDS_OK ? MDS_ELIMIT : b->status;
        return 0;
    }
    if (!mds_array_reserve(b->arena, &b->own_titles, &b->own_capacity, b->out.own_count,
                           sizeof *b->own_titles)) {
        mds_entries__no_memory(b);
        return 0;
    }
    b->own_titles[b->out.own_count] = title;
    return b->out.own_count++;
}

mds_entry *mds_entries__row(mds_entries_build *b, const char *where)
{
    if (b->out.count >= MOST_ROWS) {
        mds_diag_add(b->diags, MDS_D_INPUT_OVER_BUDGET, b->file, where, NULL);
        b->status = b->status == MDS_OK ? MDS_ELIMIT : b->status;
        return NULL;
    }
    mds_typed *own = mds_arena_alloc(b->arena, MOST_OWN, sizeof *own);
    if (own == NULL ||
        !mds_array_reserve(b->arena, &b->rows, &b->capacity, b->out.count, sizeof *b->rows)) {
        mds_entries__no_memory(b);
        return NULL;
    }
    mds_entry *row = &b->rows[b->out.count];
    b->own = own;
    *row = (mds_entry){.risk_id = "",
                       .title = "",
                       .own = own,
                       .other = "",
                       .rrf = -1.0,
                       .accepted_rrf = -1.0,
                       .accepted_as = "",
                       .where = where};
    for (int f = 0; f < MDS_ENTRY__COUNT; f++) {
        row->cells[f] = (mds_typed){.text = "", .day = MDS_DAY_NONE};
    }
    for (size_t i = 0; i < MOST_OWN; i++) {
        own[i] = (mds_typed){.text = "", .day = MDS_DAY_NONE};
    }
    return row;
}

static void set_decision(mds_entries_build *b, mds_entry *row, const char *text, const char *where)
{
    const char *key = mds_utf8_key(b->arena, text);

    if (key == NULL) {
        mds_entries__no_memory(b);
        return;
    }
    const uint32_t found = mds_map_find(b->decisions, key);
    row->decision = found == MDS_MAP_NONE ? MDS_DECISION__COUNT : (mds_decision)found;
    if (row->decision == MDS_DECISION__COUNT) {
        mds_diag_add(b->diags, MDS_D_REGISTER_DECISION_WORD, b->file, where, text, b->words, NULL);
    }
}

/* What can mean one day only; a date of a workbook is one already. */
static void set_day(mds_entries_build *b, mds_entry_field field, mds_typed *typed,
                    const char *where)
{
    if (typed->kind == MDS_TYPED_DATE) {
        typed->day = (int32_t)typed->number;
    } else if (!mds_day__read(&typed->day, b->arena, b->catalog, typed->text, false)) {
        typed->day = MDS_DAY_NONE;
        mds_diag_add(b->diags, MDS_D_REGISTER_DATE, b->file, where, mds_entry_field_name(field),
                     typed->text, NULL);
    }
}

static void set_needed(mds_entries_build *b, mds_entry *row, uint32_t column,
                       const mds_typed *typed)
{
    double number = -1.0;
    const bool is_number = typed->kind == MDS_TYPED_NUMBER ||
                           mds_num_parse(&number, (mds_sv){typed->text, strlen(typed->text)});

    number = typed->kind == MDS_TYPED_NUMBER ? typed->number : number;
    if (column == (uint32_t)MDS_COLUMN_RISK_ID) {
        row->risk_id = typed->text;
    } else if (column == (uint32_t)MDS_COLUMN_RISK) {
        row->title = typed->text;
    } else if (column == (uint32_t)MDS_COLUMN_RRF && is_number) {
        row->rrf = number;
    } else if (column == (uint32_t)MDS_COLUMN_ACCEPTED_AT && is_number) {
        row->accepted_rrf = number;
    } else if (column == (uint32_t)MDS_COLUMN_ACCEPTED_AS) {
        row->accepted_as = typed->text;
    } else if (column == (uint32_t)MDS_COLUMN_LEFT_WHY) {
        row->left = typed->text[0] != '\0';
    } else if (column == (uint32_t)MDS_COLUMN_LEFT_OTHER) {
        row->other = typed->text;
    } else if (column == (uint32_t)MDS_COLUMN_DEVICE && b->out.device[0] == '\0') {
        b->out.device = typed->text;
    } else if (column == (uint32_t)MDS_COLUMN_MODEL && b->out.model[0] == '\0') {
        b->out.model = typed->text;
    } else if (column == (uint32_t)MDS_COLUMN_ASSESSED_ON && b->out.as_of[0] == '\0') {
        b->out.as_of = typed->text;
    }
}

void mds_entries__put(mds_entries_build *b, mds_entry *row, uint32_t column, mds_typed typed,
                      const char *where)
{
    if (column >= (uint32_t)MDS_ENTRY__COUNT) {
        set_needed(b, row, column, &typed);
        return;
    }
    if (column == (uint32_t)MDS_ENTRY_DECISION) {
        set_decision(b, row, typed.text, where);
    } else if (mds_entry_is_date((mds_entry_field)column)) {
        set_day(b, (mds_entry_field)column, &typed, where);
    }
    row->cells[column] = typed;
}

void mds_entries__put_own(mds_entries_build *b, size_t own, mds_typed typed)
{
    b->own[own] = typed;
}

void mds_entries__end_row(mds_entries_build *b, mds_entry *row)
{
    const bool typed = mds_entry_is_typed(row, b->out.own_count);

    if (row->risk_id[0] == '\0' && row->title[0] != '\0') {
        const char *key = mds_utf8_key(b->arena, row->title);
        const uint32_t s = key != NULL ? mds_map_find(b->titles, key) : MDS_MAP_NONE;
        if (s != MDS_MAP_NONE) {
            row->risk_id = b->catalog->scenarios[s].id;
            row->other = "";
        }
    }
    if (typed || row->risk_id[0] != '\0') {
        b->out.typed += typed;
        b->out.count++;
    }
}

mds_status mds_import_entries(const mds_entries **out, mds_arena *arena, const mds_catalog *catalog,
                              const mds_source *source, mds_diags *diags)
{
    mds_entries_build b;
    const mds_status status = start(&b, arena, catalog, source, diags);

    if (status != MDS_OK) {
        return status;
    }
    if (mds_deployment__is_json(source)) {
        mds_entries__read_json(&b, source);
    } else {
        mds_entries__read_grid(&b, source);
    }
    mds_entries *made = mds_arena_alloc(arena, 1, sizeof *made);
    if (b.status != MDS_OK) {
        return b.status;
    }
    if (made == NULL) {
        return mds_grid__out_of_memory(arena, b.file, diags);
    }
    *made = b.out;
    made->at = b.rows;
    made->own_titles = b.own_titles;
    *out = made;
    return MDS_OK;
}
