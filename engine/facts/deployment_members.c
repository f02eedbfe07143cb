/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/deployment_members.h"

#include <stddef.h>
#include <string.h>

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))
#define AT(T, m) .offset = offsetof(T, m)
#define MEMBER(n, kind, T, m) .name = n, .type = MDS_MEMBER_##kind, AT(T, m)
#define CHOICE(n, from, T, m) MEMBER(n, CHOICE, T, m), .values = MDS_VALUES_##from
#define LABEL(key) .label = key, .note = ""
#define EXPLAINED(key, explanation) .label = key, .note = explanation
#define UNNAMED .label = "", .note = ""
#define GROUP(n, of) .name = n, .type = MDS_MEMBER_GROUP, .group = MDS_MEMBERS_##of
#define MORE .section = MDS_SECTION_MORE
#define ASSET(n, field)                                                                            \
    MEMBER(n, TEXT, mds_deployment, asset[field]), .section = MDS_SECTION_ASSET, LABEL("asset." n)

static const mds_deployment_member top[] = {
    {.name = "format_version", .type = MDS_MEMBER_HEAD, UNNAMED},
    {.name = "kind", .type = MDS_MEMBER_HEAD, UNNAMED},
    {MEMBER("name", TEXT, mds_deployment, name), EXPLAINED("summary.place", "context.name")},
    {ASSET("device_id", MDS_ASSET_DEVICE_ID)},
    {ASSET("asset_tag", MDS_ASSET_TAG)},
    {ASSET("serial_number", MDS_ASSET_SERIAL)},
    {ASSET("location", MDS_ASSET_LOCATION)},
    {ASSET("department", MDS_ASSET_DEPARTMENT)},
    {MEMBER("quantity", WHOLE, mds_deployment, asset[MDS_ASSET_QUANTITY]), .least = 1, .most = 1e6,
     .section = MDS_SECTION_ASSET, LABEL("asset.quantity")},
    {ASSET("criticality", MDS_ASSET_CRITICALITY)},
    {ASSET("data_kept", MDS_ASSET_DATA_KEPT)},
    {ASSET("connected_systems", MDS_ASSET_CONNECTED)},
    {CHOICE("clinical_profile", PROFILE, mds_deployment, profile), .stated = MDS_STATED_PROFILE,
     LABEL("summary.profile")},
    {CHOICE("network_zone", ZONE, mds_deployment, zone), .stated = MDS_STATED_ZONE,
     LABEL("summary.zone")},
    {GROUP("network_zone_basis", BASIS), MORE, EXPLAINED("", "context.network_zone_basis")},
    {CHOICE("data_volume", DATA_VOLUME, mds_deployment, data_volume),
     .stated = MDS_STATED_DATA_VOLUME, LABEL("summary.data_volume")},
    {CHOICE("country", COUNTRY, mds_deployment, country), .stated = MDS_STATED_COUNTRY,
     LABEL("summary.country")},
    {MEMBER("end_of_life", DATE, mds_deployment, end_of_life),
     EXPLAINED("summary.end_of_life", "context.end_of_life")},
    {MEMBER("end_of_support", DATE, mds_deployment, end_of_support),
     EXPLAINED("summary.end_of_support", "context.end_of_support")},
    {GROUP("designated_environment", ENVIRONMENT), MORE,
     EXPLAINED("", "context.designated_environment")},
    {GROUP("compensating_controls", CONTROL), EXPLAINED("", "context.compensating_controls")},
    {GROUP("verified_facts", VERIFIED), EXPLAINED("", "context.verified_facts")},
    {GROUP("treatment_costs", COST), EXPLAINED("", "context.treatment_costs")},
    {GROUP("documents", DOCUMENT), EXPLAINED("", "context.documents")},
    /* The hospital's own counts may lie far from the national ones, yet not beyond any hospital. */
    {MEMBER("hospital_rate_factor", NUMBER, mds_deployment, hospital_rate_factor), .least = 0.001,
     .most = 1000, MORE, EXPLAINED("summary.rate_factor", "context.hospital_rate_factor")},
    {GROUP("event_cost", EVENT_COST), MORE, EXPLAINED("", "context.event_cost")},
};

static const mds_deployment_member basis[] = {
    {MEMBER("by", TEXT, mds_deployment, zone_basis.by), LABEL("context.label.by")},
    {MEMBER("on", DATE, mds_deployment, zone_basis.on), LABEL("context.label.on")},
    {MEMBER("evidence", TEXT, mds_deployment, zone_basis.evidence),
     LABEL("context.label.evidence")},
};

static const mds_deployment_member environment[] = {
    {MEMBER("designated", YES_NO, mds_deployment, designated_environment),
     LABEL("context.label.designated")},
    {MEMBER("document", TEXT, mds_deployment, designation_document),
     LABEL("context.label.document")},
};

static const mds_deployment_member event_cost[] = {
    {MEMBER("currency", TEXT, mds_deployment, event_cost.currency),
     LABEL("context.label.currency")},
    /* As in treatment_costs: any currency fits. */
    {MEMBER("impact_tenth", NUMBER, mds_deployment, event_cost.tenth), .least = 0, .most = 1e15,
     LABEL("context.label.impact_tenth")},
    {MEMBER("impact_full", NUMBER, mds_deployment, event_cost.full), .least = 0, .most = 1e15,
     LABEL("context.label.impact_full")},
};

#define RECORD(n, kind)                                                                            \
    .name = #n, .type = MDS_MEMBER_##kind, AT(mds_control_record, n),                              \
    EXPLAINED("records.column." #n, "context.record." #n)

static const mds_deployment_member control[] = {
    {CHOICE("kind", CONTROL, mds_control_record, compensating), LABEL("records.column.kind")},
    {RECORD(implementation, CHOICE), .values = MDS_VALUES_IMPLEMENTATION},
    {RECORD(assurance, CHOICE), .values = MDS_VALUES_ASSURANCE},
    {RECORD(constraint, TEXT)},
    {RECORD(objective, TEXT)},
    {RECORD(risk_covered, TEXT)},
    {RECORD(owner, TEXT)},
    {RECORD(evidence, TEXT)},
    {RECORD(validated, DATE)},
    {RECORD(expires, DATE)},
};

#define VERIFIED(n, kind)                                                                          \
    .name = #n, .type = MDS_MEMBER_##kind, AT(mds_verified_fact, n), LABEL("context.column." #n)

static const mds_deployment_member verified[] = {
    {VERIFIED(fact, CHOICE), .values = MDS_VALUES_FACT},
    {VERIFIED(state, YES_NO), .required = true},
    {VERIFIED(assurance, CHOICE), .values = MDS_VALUES_ASSURANCE},
    {VERIFIED(by, TEXT)},
    {VERIFIED(on, DATE)},
    {VERIFIED(evidence, TEXT)},
};

static const mds_deployment_member cost[] = {
    {CHOICE("kind", CONTROL, mds_treatment_cost, compensating), LABEL("records.column.kind")},
    /* Any currency and any unit fits; beyond it a digit too many is likelier than a price. */
    {MEMBER("cost", NUMBER, mds_treatment_cost, cost), .least = 0, .most = 1e12,
     LABEL("context.label.cost")},
    {MEMBER("feasible", NO_YES, mds_treatment_cost, ruled_out), LABEL("context.label.feasible")},
    {MEMBER("reason", TEXT, mds_treatment_cost, reason), LABEL("context.label.reason")},
};

static const mds_deployment_member document[] = {
    {CHOICE("document", DOCUMENT, mds_held_document, document), UNNAMED},
    {MEMBER("reference", TEXT, mds_held_document, reference), UNNAMED},
};

static const struct {
    const mds_deployment_member *members;
    size_t count;
} groups[MDS_MEMBERS__COUNT] = {
    [MDS_MEMBERS_TOP] = {top, COUNT_OF(top)},
    [MDS_MEMBERS_BASIS] = {basis, COUNT_OF(basis)},
    [MDS_MEMBERS_ENVIRONMENT] = {environment, COUNT_OF(environment)},
    [MDS_MEMBERS_EVENT_COST] = {event_cost, COUNT_OF(event_cost)},
    [MDS_MEMBERS_CONTROL] = {control, COUNT_OF(control)},
    [MDS_MEMBERS_VERIFIED] = {verified, COUNT_OF(verified)},
    [MDS_MEMBERS_COST] = {cost, COUNT_OF(cost)},
    [MDS_MEMBERS_DOCUMENT] = {document, COUNT_OF(document)},
};

static const mds_control_record no_record = {.implementation = MDS_IMPLEMENTATION_NONE,
                                             .assurance = MDS_ASSURANCE_SELF_DECLARED,
                                             .constraint = "",
                                             .objective = "",
                                             .risk_covered = "",
                                             .owner = "",
                                             .evidence = "",
                                             .validated = INT32_MIN,
                                             .expires = INT32_MIN,
                                             .file = ""};
static const mds_verified_fact no_fact = {
    .assurance = MDS_ASSURANCE_SELF_DECLARED, .by = "", .on = INT32_MIN, .evidence = ""};
static const mds_treatment_cost no_cost = {.cost = -1.0, .reason = ""};
static const mds_held_document no_document = {.reference = ""};

#define LIST(T, items, n, none)                                                                    \
    {                                                                                              \
        .entry_size = sizeof(T), .items_offset = offsetof(mds_deployment, items),                  \
        .count_offset = offsetof(mds_deployment, n), .where_offset = offsetof(T, where),           \
        .empty = &(none)                                                                           \
    }

static const mds_deployment_list lists[MDS_MEMBERS__COUNT] = {
    [MDS_MEMBERS_CONTROL] = LIST(mds_control_record, records, record_count, no_record),
    [MDS_MEMBERS_VERIFIED] = LIST(mds_verified_fact, verified, verified_count, no_fact),
    [MDS_MEMBERS_COST] = LIST(mds_treatment_cost, costs, cost_count, no_cost),
    [MDS_MEMBERS_DOCUMENT] = LIST(mds_held_document, documents, document_count, no_document),
};

/* Readers store a choice as uint32_t, whatever enum it is in the struct. */
_Static_assert(sizeof(mds_country) == sizeof(uint32_t), "a choice has 32 bits");
_Static_assert(sizeof(mds_implementation) == sizeof(uint32_t), "a choice has 32 bits");
_Static_assert(sizeof(mds_assurance) == sizeof(uint32_t), "a choice has 32 bits");

const mds_deployment_member *mds_deployment_members(mds_deployment_group group, size_t *count)
{
    *count = groups[group].count;
    return groups[group].members;
}

const mds_deployment_member *mds_deployment_member_of(mds_deployment_group group, const char *name)
{
    for (size_t i = 0; i < groups[group].count; i++) {
        if (strcmp(groups[group].members[i].name, name) == 0) {
            return &groups[group].members[i];
        }
    }
    return NULL;
}

bool mds_member_has_values(const mds_deployment_member *member)
{
    return member->type == MDS_MEMBER_CHOICE || member->type == MDS_MEMBER_YES_NO ||
           member->type == MDS_MEMBER_NO_YES;
}

const mds_deployment_list *mds_deployment_list_of(mds_deployment_group group)
{
    return &lists[group];
}
