/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policies and calibrations. */
#include "loader.h"

#include <stddef.h>
#include <string.h>

typedef struct parameter {
    const char *id;
    size_t offset; /* of the double in mds_policy */
    double low, high;
} parameter;

static const parameter parameters[] = {
    {"common-cause", offsetof(mds_policy, common_cause), 0, 1},
    {"confidence", offsetof(mds_policy, confidence), 0.5, 0.99},
    {"eos-cap", offsetof(mds_policy, eos_cap), 1, 1000},
    {"eos-growth", offsetof(mds_policy, eos_growth), 0, 100},
    {"eos-half-life", offsetof(mds_policy, eos_half_life), 0.001, 100},
    {"eos-warn-years", offsetof(mds_policy, eos_warn_years), 0, 50},
    {"evidence-documented", offsetof(mds_policy, evidence_documented), 0, 1},
    {"evidence-self-declared", offsetof(mds_policy, evidence_self_declared), 0, 1},
    {"evidence-verified", offsetof(mds_policy, evidence_verified), 0, 1},
    {"given-share", offsetof(mds_policy, given_share), 0, 1},
    {"judge-share", offsetof(mds_policy, judge_share), 0, 1},
    {"model-sd", offsetof(mds_policy, model_sd), 0, 3},
    {"partial", offsetof(mds_policy, partial), 0, 1},
    {"reduce-limit", offsetof(mds_policy, reduce_limit), 1, 1e6},
};
enum { PARAMETER_COUNT = sizeof parameters / sizeof parameters[0] };

typedef enum record_type {
    PARAMETER,
    TOLERABLE,
    PROFILE,
    ZONE,
    DATA_VOLUME,
    RECORD_TYPE__COUNT
} record_type;
static const char *const type_names[] = {"parameter", "tolerable", "profile", "zone",
                                         "data_volume"};

/* A policy while its records are read. */
typedef struct reading {
    mds_policy *policy;
    mds_tolerance *tolerable;
    mds_policy_number *numbers;
    mds_profile *profiles;
    mds_zone *zones, *data_volumes;
    mds_map *ids[RECORD_TYPE__COUNT];
    bool seen[PARAMETER_COUNT];
} reading;

static void read_parameter(const record *at, reading *to)
{
    static const char *const known[] = {"id",       "type",   "value",     "strength",
                                        "evidence", "source", "rationale", NULL};

    mds_policy_number *number = &to->numbers[to->policy->number_count++];

    mds_record__known(at, known);
    *number = (mds_policy_number){.id = at->id, .grounds = mds_record__grounds(at)};
    for (size_t i = 0; i < PARAMETER_COUNT; i++) {
        if (strcmp(parameters[i].id, at->id) == 0) {
            const double value =
                mds_record__number(at, "value", parameters[i].low, parameters[i].high);
            memcpy((char *)to->policy + parameters[i].offset, &value, sizeof value);
            number->value = value;
            to->seen[i] = true;
            return;
        }
    }
    mds_record__fault(at, "id", "catalog.reason.unknown_word");
}

/* Kept in ascending order of impact, whatever the order of the lines. */
static void read_tolerable(const record *at, reading *to)
{
    static const char *const known[] = {"id",       "type",   "impact",    "frequency", "strength",
                                        "evidence", "source", "rationale", NULL};
    mds_policy_number *number = &to->numbers[to->policy->number_count++];
    const mds_tolerance tolerable = {mds_record__number(at, "impact", 0, 1),
                                     mds_record__number(at, "frequency", 1e-12, 1e6)};
    size_t i = to->policy->tolerable_count++;

    mds_record__known(at, known);
    *number = (mds_policy_number){
        .id = at->id, .value = tolerable.frequency, .grounds = mds_record__grounds(at)};
    for (; i > 0 && to->tolerable[i - 1].impact > tolerable.impact; i--) {
        to->tolerable[i] = to->tolerable[i - 1];
    }
    to->tolerable[i] = tolerable;
}

static void read_profile(const record *at, reading *to)
{
    static const char *const known[] = {"id",       "type",   "title",     "scale", "strength",
                                        "evidence", "source", "rationale", NULL};
    mds_profile *profile = &to->profiles[to->policy->profile_count++];
    const record scale = mds_record__object(at, "scale");

    mds_record__known(at, known);
    *profile = (mds_profile){
        .id = at->id, .title = mds_record__text(at, "title"), .grounds = mds_record__grounds(at)};
    for (size_t i = 0; i < MDS_PROPERTY__COUNT; i++) {
        profile->scale[i] = mds_record__number(&scale, mds_property__names[i], 0, 50);
    }
}

static void read_zone(const record *at, mds_zone *zone, bool is_volume)
{
    static const char *const known[] = {
        "id",       "type",   "title",     "facts", "security_scale", "without_basis", "strength",
        "evidence", "source", "rationale", NULL};

    mds_record__known(at, known);
    *zone =
        (mds_zone){.id = at->id,
                   .title = mds_record__text(at, "title"),
                   .without_basis = MDS_NO_ORDINAL,
                   .data_scale = is_volume ? mds_record__number(at, "security_scale", 0, 50) : 1,
                   .grounds = mds_record__grounds(at)};
    zone->facts = mds_record__literals(at, "facts", &zone->fact_count);
    for (size_t i = 0; i < zone->fact_count; i++) {
        if (!at->in->catalog->facts[zone->facts[i].fact].deployment) {
            mds_record__fault(at, "facts", "catalog.reason.not_deployment");
        }
    }
}

static void read_policy_record(const record *at, reading *to)
{
    switch ((record_type)mds_record__enum(at, "type", type_names, RECORD_TYPE__COUNT)) {
    case PARAMETER:
        read_parameter(at, to);
        break;
    case TOLERABLE:
        read_tolerable(at, to);
        break;
    case PROFILE:
        (void)mds_map_add(to->ids[PROFILE], at->id, (uint32_t)to->policy->profile_count);
        read_profile(at, to);
        break;
    case ZONE:
        (void)mds_map_add(to->ids[ZONE], at->id, (uint32_t)to->policy->zone_count);
        read_zone(at, &to->zones[to->policy->zone_count++], false);
        break;
    case DATA_VOLUME:
        (void)mds_map_add(to->ids[DATA_VOLUME], at->id, (uint32_t)to->policy->data_volume_count);
        read_zone(at, &to->data_volumes[to->policy->data_volume_count++], true);
        break;
    case RECORD_TYPE__COUNT:
        break;
    }
}

static bool begin_reading(loader *in, reading *to, size_t count)
{
    to->tolerable = mds_loader__alloc(in, count, sizeof *to->tolerable);
    to->numbers = mds_loader__alloc(in, count, sizeof *to->numbers);
    to->profiles = mds_loader__alloc(in, count, sizeof *to->profiles);
    to->zones = mds_loader__alloc(in, count, sizeof *to->zones);
    to->data_volumes = mds_loader__alloc(in, count, sizeof *to->data_volumes);
    bool ok = to->tolerable != NULL && to->numbers != NULL && to->profiles != NULL &&
              to->zones != NULL && to->data_volumes != NULL;
    for (size_t i = 0; i < RECORD_TYPE__COUNT && ok; i++) {
        to->ids[i] = mds_map_new(in->arena, count);
        ok = to->ids[i] != NULL;
    }
    if (!ok) {
        in->status = MDS_ENOMEM;
    }
    return ok;
}

/* What no single record shows: every parameter is there. */
static void check_parameters(const record *head, const reading *from)
{
    for (size_t i = 0; i < PARAMETER_COUNT; i++) {
        if (!from->seen[i]) {
            mds_record__fault(head, parameters[i].id, "catalog.reason.missing");
        }
    }
}

/* Two knots at least; what hurts more is tolerated less often. */
static void check_tolerable(const record *head, const mds_policy *policy)
{
    const mds_tolerance *knots = policy->tolerable;

    if (policy->tolerable_count < 2) {
        mds_record__fault(head, "tolerable", "catalog.reason.missing");
    }
    for (size_t i = 1; i < policy->tolerable_count; i++) {
        if (knots[i - 1].impact >= knots[i].impact ||
            knots[i - 1].frequency <= knots[i].frequency) {
            mds_record__fault(head, "tolerable", "catalog.reason.tolerable_order");
        }
    }
}

/* A zone may name one that is read after it. */
static void link_zones(const record *head, reading *to)
{
    for (const mds_json *json = mds_json_first(head->file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = {head->in, head->file, mds_json_string(mds_json_member(json, "id"), ""),
                           json};
        const uint32_t zone = mds_map_find(to->ids[ZONE], at.id);
        if (zone != MDS_MAP_NONE) {
            to->zones[zone].without_basis =
                mds_record__ordinal(&at, "without_basis", to->ids[ZONE], false);
        }
    }
}

void mds_load__policy(loader *in, const loaded_file *file, size_t ordinal)
{
    static const char *const known[] = {"format_version",  "kind",         "id",
                                        "version",         "model",        "title",
                                        "default_profile", "default_zone", "default_data_volume",
                                        "default_country", "records",      NULL};
    mds_policy *policy = &in->policies[ordinal];
    record head = {in, file, "", file->root};
    reading to = {.policy = policy};
    const char *previous = NULL;

    head.id = mds_record__string(&head, "id", true);
    if (!mds_load__is_model(in, file->name, file->root)) {
        return;
    }
    mds_record__known(&head, known);
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    if (ids == NULL || !begin_reading(in, &to, file->record_count)) {
        in->status = MDS_ENOMEM;
        return;
    }
    *policy = (mds_policy){.id = head.id,
                           .version = mds_record__string(&head, "version", true),
                           .title = mds_record__text(&head, "title"),
                           .tolerable = to.tolerable,
                           .numbers = to.numbers,
                           .profiles = to.profiles,
                           .zones = to.zones,
                           .data_volumes = to.data_volumes};
    memcpy(policy->sha256, file->sha256, sizeof policy->sha256);
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = mds_record__begin(in, file, json, "id", ids, 0, &previous);
        read_policy_record(&at, &to);
    }
    policy->default_profile = mds_record__ordinal(&head, "default_profile", to.ids[PROFILE], true);
    policy->default_zone = mds_record__ordinal(&head, "default_zone", to.ids[ZONE], true);
    policy->default_data_volume =
        mds_record__ordinal(&head, "default_data_volume", to.ids[DATA_VOLUME], true);
    policy->default_country = (mds_country)mds_record__enum(&head, "default_country",
                                                            mds_country__names, MDS_COUNTRY__COUNT);
    link_zones(&head, &to);
    check_parameters(&head, &to);
    check_tolerable(&head, policy);
}

static void read_calibration(const record *at, void *out)
{
    static const char *const known[] = {"id",       "facts",    "compensating", "low",       "high",
                                        "strength", "evidence", "source",       "rationale", NULL};
    mds_calibration *calibration = out;

    mds_record__known(at, known);
    *calibration = (mds_calibration){.id = at->id,
                                     .low = mds_record__number(at, "low", 0, 1e6),
                                     .high = mds_record__number(at, "high", 0, 1e6),
                                     .grounds = mds_record__grounds(at)};
    calibration->facts = mds_record__literals(at, "facts", &calibration->fact_count);
    calibration->compensating = mds_record__ordinals(at, "compensating", at->in->compensating,
                                                     &calibration->compensating_count);
}

void mds_load__calibration(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->calibrations = mds_load__list(in, file, sizeof(mds_calibration), read_calibration,
                                               &ids, &in->catalog->calibration_count);
}
