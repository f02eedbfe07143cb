/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register's risks, with what the hospital decided, as risks of OSCAL. */
#include "oscal.h"

#include "base/date.h"
#include "base/num.h"
#include <string.h>

/* An acceptance counts as approved as long as it fits. */
static const char *status_of(const mds_carried_risk *carried)
{
    const mds_decision decision =
        carried != NULL ? carried->entry->decision : MDS_DECISION_UNDECIDED;

    switch (decision) {
    case MDS_DECISION_ACCEPT:
        return carried->flags == 0 ? "deviation-approved" : "deviation-requested";
    case MDS_DECISION_REDUCE:
    case MDS_DECISION_TRANSFER:
    case MDS_DECISION_AVOID:
        return "remediating";
    case MDS_DECISION_UNDECIDED:
    case MDS_DECISION__COUNT:
        break;
    }
    return "open";
}

static void put_facet(mds_exchange *x, const char *name, double value, const char *state)
{
    char text[MDS_NUM_SIZE];

    mds_num_significant(text, value, 9);
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "name", name);
    mds_jsonw_member_string(&x->w, "system", "urn:mdsrisk:rm-2");
    mds_jsonw_member_string(&x->w, "value", text);
    mds_exchange__array(x, "props");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "name", "state");
    mds_jsonw_member_string(&x->w, "value", state);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_characterization(mds_exchange *x, const mds_risk *risk)
{
    const mds_risk_at *now = &risk->at[MDS_STAGE_R2];

    mds_exchange__array(x, "characterizations");
    mds_jsonw_object(&x->w);
    mds_jsonw_name(&x->w, "origin");
    mds_jsonw_object(&x->w);
    mds_oscal__tool(x);
    mds_jsonw_object_end(&x->w);
    mds_exchange__array(x, "facets");
    put_facet(x, "times-tolerable", risk->at[MDS_STAGE_R0].rrf, "initial");
    put_facet(x, "times-tolerable", now->rrf, "adjusted");
    put_facet(x, "events-a-device-year", now->frequency, "adjusted");
    put_facet(x, "tolerable-events-a-device-year", risk->tolerable, "adjusted");
    put_facet(x, "impact-on-safety", risk->impact[MDS_PROPERTY_SAFETY], "adjusted");
    put_facet(x, "impact-on-effectiveness", risk->impact[MDS_PROPERTY_EFFECTIVENESS], "adjusted");
    put_facet(x, "impact-on-security", risk->impact[MDS_PROPERTY_SECURITY], "adjusted");
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
}

static void put_mitigating(mds_exchange *x, const mds_risk *risk, const char *risk_id)
{
    if (risk->member_count == 0) {
        return;
    }
    mds_exchange__array(x, "mitigating-factors");
    for (size_t i = 0; i < risk->member_count; i++) {
        const char *control;
        const char *name = mds_exchange__control(x, risk, i, &control);
        if (name == NULL) {
            continue;
        }
        const char *id = mds_arena_printf(x->arena, "%s:%s", control, risk_id);
        mds_jsonw_object(&x->w);
        mds_oscal__id(x, "uuid", "mitigating-factor", id != NULL ? id : "");
        mds_oscal__markup(x, "description", name);
        mds_jsonw_object_end(&x->w);
    }
    mds_jsonw_array_end(&x->w);
}

static void put_task(mds_exchange *x, const mds_entry *entry, const char *risk_id,
                     mds_entry_field field, const char *type, const char *title)
{
    const char *owner = mds_exchange__line(x, entry->cells[MDS_ENTRY_OWNER].text);
    const char *kind = mds_arena_printf(x->arena, "task:%s", mds_entry_field_name(field));
    const char *day = mds_exchange__instant(x, entry->cells[field].day);

    if (day == NULL || kind == NULL) {
        return;
    }
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", kind, risk_id);
    mds_jsonw_member_string(&x->w, "type", type);
    mds_oscal__markup_line(x, "title", mds_exchange__say(x, title));
    mds_jsonw_name(&x->w, "timing");
    mds_jsonw_object(&x->w);
    mds_jsonw_name(&x->w, "on-date");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "date", day);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
    if (owner[0] != '\0') {
        mds_exchange__array(x, "responsible-roles");
        mds_oscal__responsible(x, "risk-owner", "person", owner);
        mds_jsonw_array_end(&x->w);
    }
    mds_jsonw_object_end(&x->w);
}

static void put_tasks(mds_exchange *x, const mds_entry *entry, const char *risk_id)
{
    if (entry->cells[MDS_ENTRY_DUE].day == MDS_DAY_NONE &&
        entry->cells[MDS_ENTRY_REVIEW].day == MDS_DAY_NONE) {
        return;
    }
    mds_exchange__array(x, "tasks");
    put_task(x, entry, risk_id, MDS_ENTRY_DUE, "milestone", "exchange.task.due");
    put_task(x, entry, risk_id, MDS_ENTRY_REVIEW, "action", "exchange.task.review");
    mds_jsonw_array_end(&x->w);
}

static void put_type(mds_exchange *x, const char *type)
{
    if (type[0] != '\0') {
        mds_jsonw_inline_next(&x->w);
        mds_jsonw_object(&x->w);
        mds_jsonw_member_string(&x->w, "name", "type");
        mds_jsonw_member_string(&x->w, "value", type);
        mds_jsonw_object_end(&x->w);
    }
}

/* What the hospital decided, as it typed it. */
static void put_decision(mds_exchange *x, const mds_entry *entry, const char *risk_id)
{
    const char *word = entry->decision < MDS_DECISION__COUNT
                           ? mds_decision_word(x->catalog, x->in->lang, entry->decision)
                           : entry->cells[MDS_ENTRY_DECISION].text;
    const mds_entries *former = x->in->reg->carried->former;

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "decision", risk_id);
    mds_jsonw_member_string(&x->w, "lifecycle", "planned");
    mds_oscal__markup_line(x, "title", word);
    mds_oscal__markup(x, "description", entry->cells[MDS_ENTRY_REASON].text);
    mds_exchange__array(x, "props");
    put_type(x, mds_exchange__decided(entry->decision));
    for (int f = 0; f < MDS_ENTRY__COUNT; f++) {
        const mds_entry_field field = (mds_entry_field)f;
        mds_oscal__prop(x, mds_exchange__token(x, mds_entry_field_name(field)),
                        entry->cells[f].text);
    }
    for (size_t i = 0; entry->own != NULL && i < former->own_count; i++) {
        if (entry->own[i].text[0] != '\0') {
            mds_oscal__prop(x, "hospital-column",
                            mds_exchange__format(x, "exchange.own", former->own_titles[i],
                                                 entry->own[i].text, NULL));
        }
    }
    mds_jsonw_array_end(&x->w);
    put_tasks(x, entry, risk_id);
    if (entry->cells[MDS_ENTRY_REMARK].text[0] != '\0') {
        mds_oscal__markup(x, "remarks", entry->cells[MDS_ENTRY_REMARK].text);
    }
    mds_jsonw_object_end(&x->w);
}

static void put_remediations(mds_exchange *x, size_t row, const char *risk_id)
{
    const mds_carried_risk *carried = mds_exchange__carried(x, row);

    mds_exchange__array(x, "remediations");
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "recommendation", risk_id);
    mds_jsonw_member_string(&x->w, "lifecycle", "recommendation");
    mds_oscal__markup_line(x, "title", mds_exchange__say(x, "exchange.recommendation"));
    mds_oscal__markup(x, "description", mds_exchange__cell(x, row, "proposed_response"));
    mds_oscal__origins(x);
    mds_jsonw_object_end(&x->w);
    if (carried != NULL &&
        mds_entry_is_typed(carried->entry, x->in->reg->carried->former->own_count)) {
        put_decision(x, carried->entry, risk_id);
    }
    mds_jsonw_array_end(&x->w);
}

static void put_risk(mds_exchange *x, size_t row)
{
    const mds_risk_assessment *as = x->in->reg->assessment;
    const mds_risk *risk = &as->now->risks[as->ranking[row]];
    const mds_scenario *scenario = &x->catalog->scenarios[risk->scenario];
    const mds_carried_risk *carried = mds_exchange__carried(x, row);
    const char *risk_id = mds_oscal__of_device(x, mds_exchange__cell(x, row, "risk_id"));
    const char *due =
        carried != NULL ? mds_exchange__instant(x, carried->entry->cells[MDS_ENTRY_DUE].day) : NULL;

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "risk", risk_id);
    mds_oscal__markup_line(x, "title", mds_exchange__in(x, &scenario->title));
    mds_oscal__markup(x, "description", mds_exchange__cell(x, row, "scenario"));
    mds_oscal__markup(x, "statement", mds_exchange__in(x, &scenario->consequence));
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "risk-id", mds_exchange__cell(x, row, "risk_id"));
    mds_oscal__prop(x, "level", mds_level_name(risk->word));
    mds_oscal__prop_number(x, "share", risk->at[MDS_STAGE_R2].share);
    mds_oscal__prop(x, "weakest-evidence", mds_strength_name(risk->weakest));
    mds_jsonw_array_end(&x->w);
    mds_jsonw_member_string(&x->w, "status", status_of(carried));
    mds_oscal__origins(x);
    put_characterization(x, risk);
    put_mitigating(x, risk, risk_id);
    if (due != NULL) {
        mds_jsonw_member_string(&x->w, "deadline", due);
    }
    put_remediations(x, row, risk_id);
    mds_oscal__related(x, risk->scenario);
    mds_jsonw_object_end(&x->w);
}

/* A risk that does not apply any more, with what the hospital had typed. */
static void put_closed(mds_exchange *x, const mds_entry *entry)
{
    const char *risk_id = mds_oscal__of_device(x, entry->risk_id);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "risk", risk_id);
    mds_oscal__markup_line(x, "title", entry->title);
    mds_oscal__markup(x, "description", mds_exchange__say(x, "exchange.closed"));
    mds_oscal__markup(x, "statement", entry->title);
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "risk-id", entry->risk_id);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_member_string(&x->w, "status", "closed");
    mds_exchange__array(x, "remediations");
    put_decision(x, entry, risk_id);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

void mds_oscal__risks(mds_exchange *x)
{
    const mds_register *reg = x->in->reg;

    mds_exchange__array(x, "risks");
    for (size_t row = 0; row < reg->assessment->ranked_count; row++) {
        put_risk(x, row);
    }
    for (size_t i = 0; reg->carried != NULL && i < reg->carried->left_count; i++) {
        if (reg->carried->left[i].reason == MDS_LEFT_GONE) {
            put_closed(x, reg->carried->left[i].entry);
        }
    }
    mds_jsonw_array_end(&x->w);
}
