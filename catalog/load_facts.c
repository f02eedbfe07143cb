/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Capabilities, evidence, facts. */
#include "loader.h"

void load_capabilities(loader *in, const loaded_file *file)
{
    static const char *const known[] = {"id", "source", "clause", "title", NULL};
    mds_capability *list = loader_alloc(in, file->record_count, sizeof *list);
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    const char *previous = NULL;
    uint32_t i = 0;

    if (list == NULL || ids == NULL) {
        in->status = MDS_ENOMEM;
        return;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        const record at = record_begin(in, file, json, "id", ids, i, &previous);
        record_known(&at, known);
        list[i] = (mds_capability){.id = at.id,
                                   .source = record_string(&at, "source", true),
                                   .clause = record_string(&at, "clause", false),
                                   .title = record_text(&at, "title")};
    }
    in->catalog->capabilities = list;
    in->catalog->capability_count = i;
    in->capabilities = ids;
}

void load_evidence(loader *in, const loaded_file *file)
{
    static const char *const known[] = {
        "id",   "subject", "parameter", "published", "unit", "conversion", "low",
        "mode", "high",    "strength",  "source",    "seen", "caveat",     NULL};
    mds_evidence *list = loader_alloc(in, file->record_count, sizeof *list);
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    const char *previous = NULL;
    uint32_t i = 0;

    if (list == NULL || ids == NULL) {
        in->status = MDS_ENOMEM;
        return;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        const record at = record_begin(in, file, json, "id", ids, i, &previous);
        mds_evidence *evidence = &list[i];

        record_known(&at, known);
        *evidence = (mds_evidence){.id = at.id,
                                   .subject = record_string(&at, "subject", true),
                                   .parameter = record_string(&at, "parameter", true),
                                   .published = record_string(&at, "published", true),
                                   .unit = record_string(&at, "unit", false),
                                   .conversion = record_string(&at, "conversion", false),
                                   .source = record_string(&at, "source", true),
                                   .seen = record_string(&at, "seen", false),
                                   .caveat = record_string(&at, "caveat", false),
                                   .strength = (mds_strength)record_enum(
                                       &at, "strength", strength_names, MDS_STRENGTH__COUNT)};
        const mds_json *mode = mds_json_member(json, "mode");
        evidence->has_value = mode != NULL;
        evidence->value.mode = mds_json_number(mode, 0);
        evidence->value.low = mds_json_number(mds_json_member(json, "low"), evidence->value.mode);
        evidence->value.high = mds_json_number(mds_json_member(json, "high"), evidence->value.mode);
    }
    in->catalog->evidence = list;
    in->catalog->evidence_count = i;
    in->evidence = ids;
}

static void read_fact(const record *at, mds_fact *fact)
{
    static const char *const known[] = {
        "id",         "fact_kind",      "capability", "title",
        "group",      "vendor_updates", "deployment", "unverified_factor",
        "derived",    "nist_800_53",    "iso_27002",  "iec_62443",
        "uncredited", "certainty",      "rationale",  NULL};

    record_known(at, known);
    *fact = (mds_fact){
        .id = at->id,
        .kind = (mds_fact_kind)record_enum(at, "fact_kind", fact_kind_names, MDS_FACT_KIND__COUNT),
        .capability = record_ordinal(at, "capability", at->in->capabilities, true),
        .title = record_text(at, "title"),
        .group = record_string(at, "group", false),
        .vendor_updates = record_bool(at, "vendor_updates"),
        .deployment = record_bool(at, "deployment"),
        .derived = record_condition(at, "derived"),
        .nist_800_53 = record_strings(at, "nist_800_53"),
        .iso_27002 = record_strings(at, "iso_27002"),
        .iec_62443 = record_strings(at, "iec_62443"),
        .uncredited = record_string(at, "uncredited", false),
        .certainty =
            (mds_certainty)record_enum(at, "certainty", certainty_names, MDS_CERTAINTY__COUNT),
        .rationale = record_string(at, "rationale", true)};
    if (mds_json_member(at->object, "unverified_factor") != NULL) {
        fact->unverified_factor = record_number(at, "unverified_factor", 0, 1);
    }
    if ((fact->kind == MDS_FACT_CONTROL) != (fact->group[0] != '\0')) {
        record_fault(at, "group", "catalog.reason.group");
    }
}

void load_facts(loader *in, const loaded_file *file)
{
    mds_fact *list = loader_alloc(in, file->record_count, sizeof *list);
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    const char *previous = NULL;
    uint32_t i = 0;

    if (list == NULL || ids == NULL) {
        in->status = MDS_ENOMEM;
        return;
    }
    in->facts = ids;
    /* Derived facts refer to others, before or behind them: the ids come first. */
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        list[i].id = record_begin(in, file, json, "id", ids, i, &previous).id;
    }
    i = 0;
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        const record at = {in, file, list[i].id, json};
        read_fact(&at, &list[i]);
    }
    in->catalog->facts = list;
    in->catalog->fact_count = i;
}
