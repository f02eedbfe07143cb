/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the hospital typed, as it was typed, what became of it, and the entries that are beside no
 * risk. */
#include "register_internal.h"

#include <stdio.h>
#include <string.h>

const char *mds_decision_word(const mds_catalog *catalog, mds_lang lang, mds_decision decision)
{
    static const char *const keys[MDS_DECISION__COUNT] = {
        [MDS_DECISION_UNDECIDED] = "decision.undecided",
        [MDS_DECISION_ACCEPT] = "decision.accept",
        [MDS_DECISION_REDUCE] = "decision.reduce",
        [MDS_DECISION_TRANSFER] = "decision.transfer",
        [MDS_DECISION_AVOID] = "decision.avoid",
    };

    return (unsigned)decision < MDS_DECISION__COUNT
               ? mds_catalog_text(catalog, lang, keys[decision])
               : "";
}

void mds_register__put_typed(mds_table_builder *b, size_t column, const mds_typed *typed)
{
    if (b->row == NULL || typed->text[0] == '\0') {
        return;
    }
    switch (typed->kind) {
    case MDS_TYPED_TEXT:
        mds_table__text(b, column, typed->text);
        return;
    case MDS_TYPED_NUMBER:
    case MDS_TYPED_DATE:
        b->row[column] =
            (mds_cell){.kind = typed->kind == MDS_TYPED_DATE ? MDS_CELL_DATE : MDS_CELL_NUMBER,
                       .style = MDS_NUMBER_TYPED,
                       .text = typed->text,
                       .number = typed->number};
        return;
    }
}

/* A word of ours changes with the register's language; whatever else is there does not. */
const char *mds_register__decision(mds_reg *r, const mds_entry *entry)
{
    const char *typed = entry->cells[MDS_ENTRY_DECISION].text;

    for (int lang = 0; lang < MDS_LANG__COUNT && entry->decision < MDS_DECISION__COUNT; lang++) {
        if (strcmp(typed, mds_decision_word(r->catalog, (mds_lang)lang, entry->decision)) == 0) {
            return mds_decision_word(r->catalog, r->lang, entry->decision);
        }
    }
    return typed;
}

void mds_register__put_entry(mds_table_builder *b, size_t first, const mds_entry *entry)
{
    const char *decision = entry != NULL ? mds_register__decision(b->r, entry) : "";

    if (decision[0] == '\0') {
        decision = mds_decision_word(b->r->catalog, b->r->lang, MDS_DECISION_UNDECIDED);
    }
    mds_table__text(b, first, decision);
    for (int f = MDS_ENTRY_DECISION + 1; entry != NULL && f < MDS_ENTRY__COUNT; f++) {
        mds_register__put_typed(b, first + (size_t)f, &entry->cells[f]);
    }
}

static const char *flags_text(mds_reg *r, unsigned flags)
{
    static const struct {
        unsigned flag;
        const char *key;
    } words[] = {
        {MDS_ACCEPTANCE_GONE, "acceptance.gone"},
        {MDS_ACCEPTANCE_EXPIRED, "acceptance.expired"},
        {MDS_ACCEPTANCE_GREW, "acceptance.grew"},
        {MDS_ACCEPTANCE_INCOMPLETE, "acceptance.incomplete"},
    };
    mds_strbuf list;

    mds_strbuf_init(&list, 1 << 12);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if ((flags & words[i].flag) != 0) {
            mds_strbuf_puts(&list, list.n > 0 ? mds_reg__text(r, "list.separator") : "");
            mds_strbuf_puts(&list, mds_reg__text(r, words[i].key));
        }
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static const char *since_text(mds_reg *r, const mds_carried_risk *risk, double now)
{
    static const char *const keys[MDS_SINCE__COUNT] = {
        [MDS_SINCE_FIRST] = "since.first", [MDS_SINCE_SAME] = "since.same",
        [MDS_SINCE_GREW] = "since.grew",   [MDS_SINCE_FELL] = "since.fell",
        [MDS_SINCE_NEW] = "since.new",     [MDS_SINCE_OTHER] = "since.other",
    };
    const char *before = risk->before >= 0.0 ? mds_words__rrf(r, risk->before) : "";

    return mds_reg__format(r, keys[risk->since], before, mds_words__rrf(r, now), NULL);
}

const char *mds_register__since(mds_reg *r, const mds_carried_risk *risk, double now)
{
    const char *since = since_text(r, risk, now);

    if (risk->flags == 0) {
        return since;
    }
    return mds_reg__format(r, "since.flagged", flags_text(r, risk->flags), since, NULL);
}

/* clang-format off */
#define LEFT_COLUMNS(X)                                                                           \
    X(left_why, 26, true)      X(risk_id, 30, false)        X(risk, 31, true)                     \
    X(decision, 11, true)      X(owner, 13, true)           X(due, 11, false)                     \
    X(accepted_by, 18, true)   X(accepted_until, 12, false) X(reason, 32, true)                   \
    X(ticket, 14, true)        X(cost, 12, false)           X(review_on, 12, false)               \
    X(remark, 32, true)        X(rrf, 10, false)            X(accepted_at, 12, false)             \
    X(accepted_as, 26, true)   X(left_other, 50, true)
/* clang-format on */

enum {
#define X(id, width, wrap) LEFT_##id,
    LEFT_COLUMNS(X)
#undef X
        LEFT_COUNT
};

static const mds_column_spec left_columns[] = {
#define X(id, width, wrap) {#id, width, wrap},
    LEFT_COLUMNS(X)
#undef X
};

enum { OWN_WIDTH = 20 };

static void begin_left(mds_table_builder *b, mds_reg *r)
{
    const mds_entries *former = r->carried != NULL ? r->carried->former : NULL;
    const size_t own = former != NULL ? former->own_count : 0;
    mds_column_spec *all = mds_arena_alloc(r->arena, LEFT_COUNT + own, sizeof *all);

    if (all == NULL) {
        r->status = mds_arena_status(r->arena);
        *b = (mds_table_builder){.r = r, .table = {.id = "left", .title = ""}};
        return;
    }
    memcpy(all, left_columns, sizeof left_columns);
    for (size_t i = 0; i < own; i++) {
        all[LEFT_COUNT + i] =
            (mds_column_spec){.id = former->own_titles[i], .width = OWN_WIDTH, .wrap = true};
    }
    mds_table__init(b, r, "left", all, LEFT_COUNT + own);
    for (size_t i = 0; i < own; i++) {
        mds_table__place(b, LEFT_COUNT + i, MDS_GROUP_OWN, MDS_INPUT_TEXT);
        mds_table__rename(b, LEFT_COUNT + i, former->own_titles[i]);
    }
}

static const char *left_why(mds_reg *r, const mds_left_entry *left)
{
    static const char *const keys[MDS_LEFT__COUNT] = {
        [MDS_LEFT_GONE] = "left.gone",
        [MDS_LEFT_TWICE] = "left.twice",
        [MDS_LEFT_OTHER] = "left.other",
        [MDS_LEFT_NO_ID] = "left.no_id",
    };
    const char *why = mds_reg__text(r, keys[left->reason]);

    return left->flags == 0
               ? why
               : mds_reg__format(r, "since.flagged", flags_text(r, left->flags), why, NULL);
}

void mds_register__left(mds_reg *r, mds_table *out)
{
    mds_table_builder b;

    begin_left(&b, r);
    for (size_t i = 0; r->carried != NULL && i < r->carried->left_count && mds_table__row(&b);
         i++) {
        const mds_left_entry *left = &r->carried->left[i];
        const mds_entry *entry = left->entry;
        mds_table__marked(&b, LEFT_left_why, left_why(r, left),
                          left->flags != 0 ? MDS_MARK_NOTICE : MDS_MARK_NONE);
        mds_table__text(&b, LEFT_risk_id, entry->risk_id);
        mds_table__text(&b, LEFT_risk, entry->title);
        mds_register__put_entry(&b, LEFT_decision, entry);
        if (entry->rrf >= 0.0) {
            mds_table__number(&b, LEFT_rrf, entry->rrf, MDS_NUMBER_RRF);
        }
        if (entry->accepted_rrf >= 0.0) {
            mds_table__number(&b, LEFT_accepted_at, entry->accepted_rrf, MDS_NUMBER_RRF);
            mds_table__text(&b, LEFT_accepted_as, entry->accepted_as);
        }
        mds_table__text(&b, LEFT_left_other, entry->other);
        for (size_t k = 0; k < r->carried->former->own_count; k++) {
            mds_register__put_typed(&b, LEFT_COUNT + k, &entry->own[k]);
        }
    }
    mds_table__finish(&b, out);
}

/* The scenarios that do not apply, with the reason. */
void mds_register__not_applicable(mds_reg *r, mds_table *out)
{
    static const mds_column_spec specs[] = {
        {"risk_id", 30, false}, {"risk", 40, true}, {"why", 60, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "not_applicable", specs, sizeof specs / sizeof specs[0]);
    for (uint32_t s = 0; s < r->as->now->risk_count; s++) {
        const mds_risk *risk = &r->as->now->risks[s];
        if (risk->applies) {
            continue;
        }
        const char *id = mds_risk_id(r->arena, r->catalog, r->facts, r->deployment, s);
        if (id == NULL || !mds_table__row(&b)) {
            r->status = mds_arena_status(r->arena);
            break;
        }
        mds_table__text(&b, 0, id);
        mds_table__text(&b, 1, mds_reg__in(r, &r->catalog->scenarios[s].title));
        mds_table__text(&b, 2, mds_words__not_applicable(r, risk));
    }
    mds_table__finish(&b, out);
}
