/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of risks as others lay them out: the import of CISO Assistant, a risk table after
 * ISO 14971, the register of NIST IR 8286. */
#include "exchange.h"

#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static const mds_scenario *scenario_of(const mds_exchange *x, const mds_risk *risk)
{
    return &x->catalog->scenarios[risk->scenario];
}

/* What was typed beside the risk in row \p row, "" for nothing. */
static const char *typed(const mds_exchange *x, size_t row, mds_entry_field field)
{
    const mds_carried_risk *carried = mds_exchange__carried(x, row);

    return carried != NULL ? carried->entry->cells[field].text : "";
}

static const char *level(mds_exchange *x, mds_level word)
{
    const char *key = mds_arena_printf(x->arena, "level.%s", mds_level_name(word));

    x->status = key == NULL ? mds_arena_status(x->arena) : x->status;
    return key != NULL ? mds_exchange__say(x, key) : "";
}

/* How many of the four ascending limits \p value reaches, as a word. */
static const char *word_of(mds_exchange *x, double value, const double limits[4])
{
    int word = MDS_LEVEL_VERY_LOW;

    while (word < MDS_LEVEL_VERY_HIGH && value >= limits[word]) {
        word++;
    }
    return level(x, (mds_level)word);
}

/* Judgement: one word a power of ten of events a device-year. The words of SP 800-30, G-3, count
 * events of a whole organisation: every device would be "very low". */
static const char *likelihood(mds_exchange *x, double frequency)
{
    static const double limits[] = {.001, .01, .1, 1};

    return word_of(x, frequency, limits);
}

/* SP 800-30, table H-3, in parts of the worst. */
static const char *impact(mds_exchange *x, double worst)
{
    static const double limits[] = {.05, .21, .80, .96};

    return word_of(x, worst, limits);
}

static const char *both_controls(mds_exchange *x, const mds_risk *risk)
{
    const char *device = mds_exchange__controls(x, risk, MDS_STAGE_R1);
    const char *hospital = mds_exchange__controls(x, risk, MDS_STAGE_R2);
    const char *between = device[0] != '\0' && hospital[0] != '\0' ? "\n" : "";
    const char *text = mds_arena_printf(x->arena, "%s%s%s", device, between, hospital);

    x->status = text == NULL ? mds_arena_status(x->arena) : x->status;
    return text != NULL ? text : "";
}

static void put_ciso_row(mds_exchange *x, size_t row)
{
    const mds_risk *risk = mds_exchange__risk(x, row);
    const char *response = mds_exchange__response(x, row);

    mds_exchange__field(x, mds_exchange__cell(x, row, "risk_id"));
    mds_exchange__field(x, mds_exchange__cell(x, row, "risk"));
    mds_exchange__field(x, mds_exchange__cell(x, row, "scenario"));
    mds_exchange__field(x, likelihood(x, risk->at[MDS_STAGE_R0].frequency));
    mds_exchange__field(x, impact(x, risk->worst));
    mds_exchange__field(x, both_controls(x, risk));
    mds_exchange__field(x, likelihood(x, risk->at[MDS_STAGE_R2].frequency));
    mds_exchange__field(x, impact(x, risk->worst));
    mds_exchange__field(x, response[0] != '\0' ? response : "open");
    mds_exchange__field(x, mds_exchange__line(x, x->in->reg->device_label));
    mds_exchange__field(x, typed(x, row, MDS_ENTRY_REASON));
    mds_exchange__field(x, "mdsrisk");
    mds_exchange__row_end(x);
}

void mds_exchange__ciso_assistant(mds_exchange *x)
{
    static const char *const titles[] = {"ref_id",          "name",
                                         "description",     "inherent_proba",
                                         "inherent_impact", "existing_controls",
                                         "current_proba",   "current_impact",
                                         "treatment",       "assets",
                                         "justification",   "filtering_labels"};

    mds_exchange__heading(x, titles, COUNT_OF(titles));
    for (size_t row = 0; row < x->in->reg->assessment->ranked_count; row++) {
        put_ciso_row(x, row);
    }
}

/* The hazard's number is that of its scenario in the catalog: rank and wording move, it does not.
 */
static void put_hazard(mds_exchange *x, const mds_risk *risk)
{
    const char *number = mds_arena_printf(x->arena, "H-%02u", (unsigned)risk->scenario + 1);

    x->status = number == NULL ? mds_arena_status(x->arena) : x->status;
    mds_exchange__field(x, number != NULL ? number : "");
}

static void put_probabilities(mds_exchange *x, const mds_risk *risk)
{
    const double p2 = risk->constants->v2.mean;
    const double both = risk->at[MDS_STAGE_R0].frequency;

    mds_exchange__number(x, risk->worst);
    mds_exchange__number(x, p2 > 0.0 ? both / p2 : 0.0);
    mds_exchange__number(x, p2);
    mds_exchange__number(x, both);
    mds_exchange__number(x, risk->at[MDS_STAGE_R0].rrf);
}

static void put_iso14971_row(mds_exchange *x, size_t row)
{
    const mds_risk *risk = mds_exchange__risk(x, row);
    const mds_scenario *scenario = scenario_of(x, risk);

    put_hazard(x, risk);
    mds_exchange__field(x, mds_exchange__in(x, &scenario->threat));
    mds_exchange__field(x, mds_exchange__cell(x, row, "risk"));
    mds_exchange__field(x, mds_exchange__format(x, "exchange.situation",
                                                mds_exchange__in(x, &scenario->asset),
                                                mds_exchange__in(x, &scenario->weakness), NULL));
    mds_exchange__field(x, mds_exchange__in(x, &scenario->consequence));
    put_probabilities(x, risk);
    mds_exchange__field(x, mds_exchange__controls(x, risk, MDS_STAGE_R1));
    mds_exchange__field(x, mds_exchange__controls(x, risk, MDS_STAGE_R2));
    mds_exchange__number(x, risk->at[MDS_STAGE_R2].frequency);
    mds_exchange__number(x, risk->at[MDS_STAGE_R2].rrf);
    mds_exchange__field(x, mds_exchange__cell(x, row, "weakest_evidence"));
    mds_exchange__field(x, mds_exchange__cell(x, row, "decision"));
    mds_exchange__field(x, mds_exchange__cell(x, row, "owner"));
    mds_exchange__field(x, mds_exchange__cell(x, row, "reason"));
    mds_exchange__field(x, mds_exchange__cell(x, row, "risk_id"));
    mds_exchange__row_end(x);
}

void mds_exchange__iso14971(mds_exchange *x)
{
    static const char *const keys[] = {"exchange.iso.number",
                                       "exchange.iso.hazard",
                                       "exchange.iso.sequence",
                                       "exchange.iso.situation",
                                       "exchange.iso.harm",
                                       "exchange.iso.severity",
                                       "exchange.iso.p1",
                                       "exchange.iso.p2",
                                       "exchange.iso.before",
                                       "exchange.iso.risk_before",
                                       "exchange.iso.device_controls",
                                       "exchange.iso.hospital_controls",
                                       "exchange.iso.after",
                                       "exchange.iso.risk_after",
                                       "column.weakest_evidence",
                                       "column.decision",
                                       "column.owner",
                                       "column.reason",
                                       "exchange.iso.risk_id"};
    const char *titles[COUNT_OF(keys)];

    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        titles[i] = mds_exchange__say(x, keys[i]);
    }
    mds_exchange__heading(x, titles, COUNT_OF(titles));
    for (size_t row = 0; row < x->in->reg->assessment->ranked_count; row++) {
        put_iso14971_row(x, row);
    }
}

static const char *response_words(mds_exchange *x, size_t row)
{
    const char *reason = typed(x, row, MDS_ENTRY_REASON);

    return reason[0] != '\0'
               ? reason
               : mds_exchange__format(x, "exchange.response",
                                      mds_exchange__cell(x, row, "proposed_response"), NULL);
}

static void put_ir8286_row(mds_exchange *x, const mds_event_cost *cost, size_t row)
{
    const mds_risk *risk = mds_exchange__risk(x, row);
    const mds_capability *capability = &x->catalog->capabilities[scenario_of(x, risk)->capability];
    const double events = risk->at[MDS_STAGE_R2].frequency;
    const double money = mds_event_cost_at(cost, risk->worst);

    mds_exchange__field(x, mds_exchange__cell(x, row, "risk_id"));
    mds_exchange__field(x, mds_exchange__cell(x, row, "rank"));
    mds_exchange__field(x, mds_exchange__cell(x, row, "scenario"));
    mds_exchange__field(x, mds_exchange__in(x, &capability->title));
    mds_exchange__number(x, events);
    mds_exchange__number(x, money);
    mds_exchange__number(x, events * money);
    mds_exchange__field(x, mds_exchange__response(x, row));
    mds_exchange__field(x, typed(x, row, MDS_ENTRY_COST));
    mds_exchange__field(x, response_words(x, row));
    mds_exchange__field(x, typed(x, row, MDS_ENTRY_OWNER));
    mds_exchange__field(x, "Open");
    mds_exchange__field(x, cost->currency);
    mds_exchange__row_end(x);
}

/* A risk that does not apply any more has no numbers. */
static void put_ir8286_closed(mds_exchange *x, const mds_entry *entry)
{
    const char *fields[] = {entry->risk_id,
                            "",
                            entry->title,
                            "",
                            "",
                            "",
                            "",
                            mds_exchange__decided(entry->decision),
                            entry->cells[MDS_ENTRY_COST].text,
                            entry->cells[MDS_ENTRY_REASON].text,
                            entry->cells[MDS_ENTRY_OWNER].text,
                            "Closed",
                            ""};

    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        mds_exchange__field(x, fields[i]);
    }
    mds_exchange__row_end(x);
}

void mds_exchange__ir8286(mds_exchange *x)
{
    static const char *const titles[] = {"ID",
                                         "Priority",
                                         "Risk Description",
                                         "Risk Category",
                                         "Current Assessment: Likelihood",
                                         "Current Assessment: Impact",
                                         "Exposure Rating",
                                         "Risk Response Type",
                                         "Risk Response Cost",
                                         "Risk Response Description",
                                         "Risk Owner",
                                         "Status",
                                         "Currency"};
    const mds_register *reg = x->in->reg;
    const mds_deployment *deployment = reg->assessment->deployment;
    const mds_event_cost *cost = &deployment->event_cost;

    if (!mds_event_cost_given(cost)) {
        mds_diag_add(x->in->diags,
                     cost->tenth > 0.0 && cost->full > 0.0 ? MDS_D_EVENT_COST_ORDER
                                                           : MDS_D_EVENT_COST_MISSING,
                     deployment->file, "event_cost", NULL);
        x->status = MDS_EUNSUPPORTED;
        return;
    }
    mds_exchange__heading(x, titles, COUNT_OF(titles));
    for (size_t row = 0; row < reg->assessment->ranked_count; row++) {
        put_ir8286_row(x, cost, row);
    }
    for (size_t i = 0; reg->carried != NULL && i < reg->carried->left_count; i++) {
        if (reg->carried->left[i].reason == MDS_LEFT_GONE) {
            put_ir8286_closed(x, reg->carried->left[i].entry);
        }
    }
}
