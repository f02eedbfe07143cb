/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hospital's entries beside the risks of a new assessment. Nothing typed is ever dropped: what
 * finds no risk stays in a list of its own, with the reason. */
#include <mdsrisk/entries.h>

#include "base/date.h"
#include "base/map.h"
#include <string.h>

static const char *const field_names[MDS_ENTRY__COUNT] = {
    [MDS_ENTRY_DECISION] = "decision",
    [MDS_ENTRY_OWNER] = "owner",
    [MDS_ENTRY_DUE] = "due",
    [MDS_ENTRY_ACCEPTED_BY] = "accepted_by",
    [MDS_ENTRY_ACCEPTED_UNTIL] = "accepted_until",
    [MDS_ENTRY_REASON] = "reason",
    [MDS_ENTRY_TICKET] = "ticket",
    [MDS_ENTRY_COST] = "cost",
    [MDS_ENTRY_REVIEW] = "review_on",
    [MDS_ENTRY_REMARK] = "remark",
};

static const char *const decision_names[MDS_DECISION__COUNT] = {
    [MDS_DECISION_UNDECIDED] = "undecided", [MDS_DECISION_ACCEPT] = "accept",
    [MDS_DECISION_REDUCE] = "reduce",       [MDS_DECISION_TRANSFER] = "transfer",
    [MDS_DECISION_AVOID] = "avoid",
};

const char *mds_entry_field_name(mds_entry_field field)
{
    return (unsigned)field < MDS_ENTRY__COUNT ? field_names[field] : "";
}

bool mds_entry_is_date(mds_entry_field field)
{
    return field == MDS_ENTRY_DUE || field == MDS_ENTRY_ACCEPTED_UNTIL || field == MDS_ENTRY_REVIEW;
}

const char *mds_decision_name(mds_decision decision)
{
    return (unsigned)decision < MDS_DECISION__COUNT ? decision_names[decision] : "";
}

bool mds_entry_is_typed(const mds_entry *entry, size_t own_count)
{
    if (entry->other[0] != '\0') {
        return true;
    }
    for (int f = 0; f < MDS_ENTRY__COUNT; f++) {
        const bool word = f == MDS_ENTRY_DECISION && entry->decision == MDS_DECISION_UNDECIDED;
        if (entry->cells[f].text[0] != '\0' && !word) {
            return true;
        }
    }
    for (size_t i = 0; i < own_count; i++) {
        if (entry->own[i].text[0] != '\0') {
            return true;
        }
    }
    return false;
}

typedef struct carrier {
    mds_arena *arena;
    const mds_risk_assessment *as;
    const mds_entries *former;
    mds_diags *diags;
    mds_map *ids; /* risk id to scenario */
    mds_carried_risk *risks;
    mds_left_entry *left;
    mds_carried *out;
    bool other_model;
    bool told_device;
} carrier;

static mds_status make_map(carrier *c)
{
    const mds_catalog *catalog = c->as->catalog;

    c->ids = mds_map_new(c->arena, 2 * catalog->scenario_count + 1);
    if (c->ids == NULL) {
        return mds_arena_status(c->arena);
    }
    for (uint32_t s = 0; s < catalog->scenario_count; s++) {
        const char *id = mds_risk_id(c->arena, catalog, c->as->facts, c->as->deployment, s);
        if (id == NULL) {
            return mds_arena_status(c->arena);
        }
        (void)mds_map_add(c->ids, id, s);
        (void)mds_map_add(c->ids, catalog->scenarios[s].id, s); /* of a row known by its title */
    }
    return MDS_OK;
}

/* Who accepted it and until when, as one text: another acceptance is another text. */
static const char *acceptance_of(mds_arena *arena, const mds_entry *entry)
{
    const char *by = entry->cells[MDS_ENTRY_ACCEPTED_BY].text;
    const char *until = entry->cells[MDS_ENTRY_ACCEPTED_UNTIL].text;
    const size_t size = strlen(by);
    const size_t rest = strlen(until);
    char *out = mds_arena_alloc(arena, size + rest + 3, 1);

    if (out != NULL) {
        memcpy(out, by, size);
        memcpy(out + size, "; ", 2);
        memcpy(out + size + 2, until, rest);
    }
    return out;
}

static unsigned acceptance_flags(const carrier *c, const mds_entry *entry)
{
    const mds_typed *until = &entry->cells[MDS_ENTRY_ACCEPTED_UNTIL];
    unsigned flags = 0;

    if (entry->decision != MDS_DECISION_ACCEPT) {
        return 0;
    }
    if (until->day != MDS_DAY_NONE && until->day < c->as->as_of) {
        flags |= MDS_ACCEPTANCE_EXPIRED;
    }
    if (entry->cells[MDS_ENTRY_ACCEPTED_BY].text[0] == '\0' || until->text[0] == '\0') {
        flags |= MDS_ACCEPTANCE_INCOMPLETE;
    }
    return flags;
}

/* The number at which a risk was accepted stays, until somebody accepts it anew. */
static mds_status check_acceptance(carrier *c, mds_carried_risk *risk, double now)
{
    const mds_entry *entry = risk->entry;

    if (entry->decision != MDS_DECISION_ACCEPT) {
        return MDS_OK;
    }
    risk->accepted_as = acceptance_of(c->arena, entry);
    if (risk->accepted_as == NULL) {
        return mds_arena_status(c->arena);
    }
    const bool same = entry->accepted_rrf >= 0.0 && !c->other_model &&
                      strcmp(entry->accepted_as, risk->accepted_as) == 0;
    if (same) {
        risk->accepted_rrf = entry->accepted_rrf;
    } else {
        risk->accepted_rrf = entry->rrf >= 0.0 && !c->other_model ? entry->rrf : now;
    }
    risk->flags = acceptance_flags(c, entry);
    if (mds_model_printed(now) > mds_model_printed(risk->accepted_rrf)) {
        risk->flags |= MDS_ACCEPTANCE_GREW;
    }
    return MDS_OK;
}

static mds_since since(const carrier *c, double before, double now)
{
    if (before < 0.0) {
        return c->former == NULL ? MDS_SINCE_FIRST : MDS_SINCE_NEW;
    }
    if (c->other_model) {
        return MDS_SINCE_OTHER;
    }
    const double was = mds_model_printed(before);
    const double is = mds_model_printed(now);
    return is > was ? MDS_SINCE_GREW : is < was ? MDS_SINCE_FELL : MDS_SINCE_SAME;
}

static void leave(carrier *c, const mds_entry *entry, mds_left_reason reason)
{
    mds_left_entry *left = &c->left[c->out->left_count++];

    *left = (mds_left_entry){.entry = entry, .reason = reason};
    if (reason == MDS_LEFT_GONE && entry->decision == MDS_DECISION_ACCEPT) {
        left->flags = acceptance_flags(c, entry) | MDS_ACCEPTANCE_GONE;
    }
}

/* A row of which the id is none of this device's. */
static void leave_stranger(carrier *c, const mds_entry *entry)
{
    if (entry->risk_id[0] == '\0') {
        mds_diag_add(c->diags, MDS_D_REGISTER_NO_ID, c->former->file, entry->where, NULL);
        leave(c, entry, MDS_LEFT_NO_ID);
        return;
    }
    if (!c->told_device) {
        c->told_device = true;
        mds_diag_add(c->diags, MDS_D_REGISTER_OTHER_DEVICE, c->former->file, entry->where,
                     entry->risk_id, c->former->device, NULL);
    }
    leave(c, entry, MDS_LEFT_OTHER);
}

static void place(carrier *c, const mds_entry *entry)
{
    const bool typed = mds_entry_is_typed(entry, c->former->own_count);
    const uint32_t s = mds_map_find(c->ids, entry->risk_id);

    if (s == MDS_MAP_NONE) {
        if (typed) {
            leave_stranger(c, entry);
        }
        return;
    }
    mds_carried_risk *risk = &c->risks[s];
    if (risk->before < 0.0) {
        risk->before = entry->rrf;
    }
    if (!typed) {
        return;
    }
    if (!c->as->now->risks[s].applies) {
        mds_diag_add(c->diags, MDS_D_REGISTER_RISK_GONE, c->former->file, entry->where,
                     entry->risk_id, NULL);
        leave(c, entry, MDS_LEFT_GONE);
    } else if (risk->entry != NULL) {
        mds_diag_add(c->diags, MDS_D_REGISTER_ID_TWICE, c->former->file, entry->where,
                     entry->risk_id, risk->entry->where, NULL);
        leave(c, entry, MDS_LEFT_TWICE);
    } else {
        risk->entry = entry;
    }
}

/* What is said of an acceptance that does not fit any more. */
static void say_flags(const carrier *c, const mds_entry *entry, unsigned flags)
{
    if ((flags & MDS_ACCEPTANCE_GREW) != 0) {
        mds_diag_add(c->diags, MDS_D_REGISTER_ACCEPTED_GREW, c->former->file, entry->where,
                     entry->risk_id, NULL);
    }
    if ((flags & MDS_ACCEPTANCE_EXPIRED) != 0) {
        mds_diag_add(c->diags, MDS_D_REGISTER_ACCEPTED_EXPIRED, c->former->file, entry->where,
                     entry->risk_id, entry->cells[MDS_ENTRY_ACCEPTED_UNTIL].text, NULL);
    }
}

static mds_status judge(carrier *c)
{
    for (size_t i = 0; i < c->as->ranked_count; i++) {
        const uint32_t s = c->as->ranking[i];
        const double now = c->as->now->risks[s].at[MDS_STAGE_R2].rrf;
        mds_carried_risk *risk = &c->risks[s];
        risk->since = since(c, risk->before, now);
        c->out->counts[risk->since]++;
        if (risk->entry == NULL) {
            continue;
        }
        const mds_status status = check_acceptance(c, risk, now);
        if (status != MDS_OK) {
            return status;
        }
        c->out->flagged += risk->flags != 0;
        say_flags(c, risk->entry, risk->flags);
    }
    for (size_t i = 0; i < c->out->left_count; i++) {
        c->out->flagged += c->left[i].flags != 0;
    }
    return MDS_OK;
}

static void check_model(carrier *c)
{
    const char *model = c->former->model;

    c->other_model = model[0] != '\0' && strcmp(model, c->as->catalog->model) != 0;
    if (c->other_model) {
        mds_diag_add(c->diags, MDS_D_REGISTER_OTHER_MODEL, c->former->file, NULL, model,
                     c->as->catalog->model, NULL);
    }
}

mds_status mds_entries_carry(const mds_carried **out, mds_arena *arena,
                             const mds_risk_assessment *assessment, const mds_entries *former,
                             mds_diags *diags)
{
    const size_t scenarios = assessment->catalog->scenario_count;
    carrier c = {.arena = arena, .as = assessment, .former = former, .diags = diags};

    c.out = mds_arena_alloc(arena, 1, sizeof *c.out);
    c.risks = mds_arena_alloc(arena, scenarios + 1, sizeof *c.risks);
    c.left = mds_arena_alloc(arena, (former != NULL ? former->count : 0) + 1, sizeof *c.left);
    if (c.out == NULL || c.risks == NULL || c.left == NULL) {
        return mds_arena_status(arena);
    }
    *c.out = (mds_carried){.former = former, .risks = c.risks, .left = c.left};
    for (size_t s = 0; s < scenarios; s++) {
        c.risks[s] = (mds_carried_risk){.before = -1.0, .accepted_rrf = -1.0, .accepted_as = ""};
    }
    mds_status status = make_map(&c);
    if (status == MDS_OK && former != NULL) {
        check_model(&c);
        for (size_t i = 0; i < former->count; i++) {
            place(&c, &former->at[i]);
        }
    }
    if (status == MDS_OK) {
        status = judge(&c);
    }
    if (status == MDS_OK) {
        *out = c.out;
    }
    return status;
}
