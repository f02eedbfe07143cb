/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two registers, risk by risk: what became of the number, and what was typed since. */
#include "register_internal.h"

#include <mdsrisk/diff_report.h>
#include <stdio.h>

/* clang-format off */
#define COLUMNS(X)                                                                                \
    X(diff_move, 12, false)       X(diff_scenario, 44, true) X(diff_rrf_before, 10, false)        \
    X(diff_rrf_after, 10, false)  X(diff_typed, 70, true)    X(risk_id, 30, false)
/* clang-format on */

enum {
#define X(id, width, wrap) COL_##id,
    COLUMNS(X)
#undef X
        COLUMN_COUNT
};

static const mds_column_spec columns[] = {
#define X(id, width, wrap) {#id, width, wrap},
    COLUMNS(X)
#undef X
};

/* What a cell of a row says; a dash where it says nothing. */
static const char *said(mds_reg *r, const mds_entry *entry, int field)
{
    const char *text = entry == NULL                 ? ""
                       : field == MDS_ENTRY_DECISION ? mds_register__decision(r, entry)
                                                     : entry->cells[field].text;

    if (text[0] == '\0' && field == MDS_ENTRY_DECISION) {
        return mds_decision_word(r->catalog, r->lang, MDS_DECISION_UNDECIDED);
    }
    return text[0] != '\0' ? text : mds_reg__text(r, "diff.nothing");
}

static const char *own_said(mds_reg *r, const mds_entry *entry, size_t column)
{
    const char *text = entry != NULL && column != SIZE_MAX ? entry->own[column].text : "";

    return text[0] != '\0' ? text : mds_reg__text(r, "diff.nothing");
}

static void append(mds_reg *r, mds_strbuf *list, const char *name, const char *was, const char *is)
{
    if (list->n > 0) {
        mds_strbuf_puts(list, mds_reg__text(r, "list.separator"));
    }
    mds_reg__append(r, list, "diff.typed", name, was, is, NULL);
}

/* "Decision: undecided -> accept; Owner: - -> Sato" */
static const char *typed_text(mds_reg *r, const mds_rows_diff *diff, const mds_row_change *change)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 1 << 18);
    for (int f = 0; f < MDS_ENTRY__COUNT; f++) {
        if ((change->fields & 1u << f) != 0) {
            append(r, &list, mds_reg__named(r, "column", mds_entry_field_name((mds_entry_field)f)),
                   said(r, change->before, f), said(r, change->after, f));
        }
    }
    for (size_t i = 0; change->own > 0 && i < diff->own_count; i++) {
        const mds_own_column *own = &diff->own[i];
        if (!mds_typed_same(mds_row_own(change->before, own->before),
                            mds_row_own(change->after, own->after))) {
            append(r, &list, own->title, own_said(r, change->before, own->before),
                   own_said(r, change->after, own->after));
        }
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static void put_number(mds_table_builder *b, size_t column, const mds_entry *entry)
{
    if (entry != NULL && !entry->left && entry->rrf >= 0.0) {
        mds_table__number(b, column, entry->rrf, MDS_NUMBER_RRF);
    }
}

static void put_row(mds_table_builder *b, const mds_rows_diff *diff, const mds_row_change *change)
{
    mds_reg *r = b->r;
    const mds_entry *entry = change->after != NULL ? change->after : change->before;
    const bool alarming = change->move == MDS_ROW_GREW || change->move == MDS_ROW_NEW;

    mds_table__marked(b, COL_diff_move,
                      mds_reg__named(r, "diff.move", mds_row_move_name(change->move)),
                      alarming ? MDS_MARK_NOTICE : MDS_MARK_NONE);
    mds_table__text(b, COL_diff_scenario,
                    change->scenario != MDS_NO_ORDINAL
                        ? mds_reg__in(r, &r->catalog->scenarios[change->scenario].title)
                        : entry->title);
    put_number(b, COL_diff_rrf_before, change->before);
    put_number(b, COL_diff_rrf_after, change->after);
    mds_table__text(b, COL_diff_typed, typed_text(r, diff, change));
    mds_table__text(b, COL_risk_id, entry->risk_id);
}

mds_status mds_diff_entries_table(const mds_table **out, mds_arena *arena,
                                  const mds_rows_diff *diff, mds_lang lang)
{
    mds_table *made = mds_arena_alloc(arena, 1, sizeof *made);
    mds_reg r = {.arena = arena, .catalog = diff->catalog, .lang = lang};
    mds_table_builder b;

    if (made == NULL) {
        return mds_arena_status(arena);
    }
    mds_strbuf_init(&r.buf, 1 << 20);
    mds_table__init(&b, &r, "changed_rows", columns, COLUMN_COUNT);
    for (size_t i = 0; i < diff->count && mds_table__row(&b); i++) {
        put_row(&b, diff, &diff->at[i]);
    }
    mds_table__finish(&b, made);
    mds_strbuf_finish(&r.buf);
    if (r.status == MDS_OK) {
        *out = made;
    }
    return r.status;
}
