/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policies. */
#include "loader.h"

#include <string.h>

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
    bool *seen; /* by the policy's fields */
} reading;

static bool is_parameter(const mds_field *field)
{
    return field->type == MDS_FIELD_NUMBER;
}

static void read_parameter(const record *at, reading *to)
{
    const mds_record_type *type = mds_record_type_of(MDS_RECORD_POLICY);
    mds_policy_number *number = &to->numbers[to->policy->number_count++];

    mds_record__read(at, MDS_RECORD_PARAMETER, number);
    for (size_t i = 0; i < type->field_count; i++) {
        const mds_field *field = &type->fields[i];
        if (is_parameter(field) && strcmp(field->name, at->id) == 0) {
            number->value = mds_record__number(at, "value", field->low, field->high);
            memcpy((char *)to->policy + field->offset, &number->value, sizeof number->value);
            to->seen[i] = true;
            return;
        }
    }
    mds_record__fault(at, "id", "catalog.reason.unknown_word");
}

/* Kept in ascending order of impact, whatever the order of the lines. */
static void read_tolerable(const record *at, reading *to)
{
    mds_policy_number *number = &to->numbers[to->policy->number_count++];
    size_t i = to->policy->tolerable_count++;

    mds_record__read(at, MDS_RECORD_TOLERABLE, number);
    const mds_tolerance tolerable = {mds_record__number(at, "impact", 0, 1), number->value};
    for (; i > 0 && to->tolerable[i - 1].impact > tolerable.impact; i--) {
        to->tolerable[i] = to->tolerable[i - 1];
    }
    to->tolerable[i] = tolerable;
}

static void read_zone(const record *at, mds_record_kind kind, mds_zone *zone)
{
    zone->data_scale = 1;
    mds_record__read(at, kind, zone);
    zone->without_basis = MDS_NO_ORDINAL;
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
        mds_record__read(at, MDS_RECORD_PROFILE, &to->profiles[to->policy->profile_count++]);
        break;
    case ZONE:
        (void)mds_map_add(to->ids[ZONE], at->id, (uint32_t)to->policy->zone_count);
        read_zone(at, MDS_RECORD_ZONE, &to->zones[to->policy->zone_count++]);
        break;
    case DATA_VOLUME:
        (void)mds_map_add(to->ids[DATA_VOLUME], at->id, (uint32_t)to->policy->data_volume_count);
        read_zone(at, MDS_RECORD_DATA_VOLUME, &to->data_volumes[to->policy->data_volume_count++]);
        break;
    case RECORD_TYPE__COUNT:
        break;
    }
}

static bool begin_reading(loader *in, reading *to, size_t count)
{
    const size_t fields = mds_record_type_of(MDS_RECORD_POLICY)->field_count;

    to->seen = mds_loader__alloc(in, fields, sizeof *to->seen);
    to->tolerable = mds_loader__alloc(in, count, sizeof *to->tolerable);
    to->numbers = mds_loader__alloc(in, count, sizeof *to->numbers);
    to->profiles = mds_loader__alloc(in, count, sizeof *to->profiles);
    to->zones = mds_loader__alloc(in, count, sizeof *to->zones);
    to->data_volumes = mds_loader__alloc(in, count, sizeof *to->data_volumes);
    bool ok = to->seen != NULL && to->tolerable != NULL && to->numbers != NULL &&
              to->profiles != NULL && to->zones != NULL && to->data_volumes != NULL;
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
    const mds_record_type *type = mds_record_type_of(MDS_RECORD_POLICY);

    for (size_t i = 0; i < type->field_count; i++) {
        if (is_parameter(&type->fields[i]) && !from->seen[i]) {
            mds_record__fault(head, type->fields[i].name, "catalog.reason.missing");
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

void mds_load__policy(loader *in, const loaded_file *file)
{
    mds_policy *policy = &in->policies[file->ordinal];
    record head = {in, file, "", file->root};
    reading to = {.policy = policy};
    const char *previous = NULL;

    head.id = mds_record__string(&head, "id", true);
    if (!mds_load__is_model(in, file->name, file->root)) {
        return;
    }
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    if (ids == NULL || !begin_reading(in, &to, file->record_count)) {
        in->status = MDS_ENOMEM;
        return;
    }
    mds_record__read(&head, MDS_RECORD_POLICY, policy);
    policy->tolerable = to.tolerable;
    policy->numbers = to.numbers;
    policy->profiles = to.profiles;
    policy->zones = to.zones;
    policy->data_volumes = to.data_volumes;
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
    link_zones(&head, &to);
    check_parameters(&head, &to);
    check_tolerable(&head, policy);
}
