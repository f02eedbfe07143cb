/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Capabilities, evidence, facts. */
#include "loader.h"

static void read_capability(const record *at, void *out)
{
    static const char *const known[] = {"id", "source", "clause", "title", NULL};

    record_known(at, known);
    *(mds_capability *)out = (mds_capability){.id = at->id,
                                              .source = record_string(at, "source", true),
                                              .clause = record_string(at, "clause", false),
                                              .title = record_text(at, "title")};
}

void load_capabilities(loader *in, const loaded_file *file)
{
    in->catalog->capabilities = load_list(in, file, sizeof(mds_capability), read_capability,
                                          &in->capabilities, &in->catalog->capability_count);
}

static void read_evidence(const record *at, void *out)
{
    static const char *const known[] = {
        "id",   "subject", "parameter", "published", "unit", "conversion", "low",
        "mode", "high",    "strength",  "source",    "seen", "caveat",     NULL};
    mds_evidence *evidence = out;
    const mds_json *mode = mds_json_member(at->object, "mode");

    record_known(at, known);
    *evidence = (mds_evidence){
        .id = at->id,
        .subject = record_string(at, "subject", true),
        .parameter = record_string(at, "parameter", true),
        .published = record_string(at, "published", true),
        .unit = record_string(at, "unit", false),
        .conversion = record_string(at, "conversion", false),
        .source = record_string(at, "source", true),
        .seen = record_string(at, "seen", false),
        .caveat = record_string(at, "caveat", false),
        .strength = (mds_strength)record_enum(at, "strength", strength_names, MDS_STRENGTH__COUNT)};
    evidence->has_value = mode != NULL;
    evidence->value.mode = mds_json_number(mode, 0);
    evidence->value.low = mds_json_number(mds_json_member(at->object, "low"), evidence->value.mode);
    evidence->value.high =
        mds_json_number(mds_json_member(at->object, "high"), evidence->value.mode);
}

void load_evidence(loader *in, const loaded_file *file)
{
    in->catalog->evidence = load_list(in, file, sizeof(mds_evidence), read_evidence, &in->evidence,
                                      &in->catalog->evidence_count);
}

static void read_fact(const record *at, void *out)
{
    static const char *const known[] = {
        "id",         "fact_kind",      "capability", "title",
        "group",      "vendor_updates", "deployment", "unverified_factor",
        "derived",    "nist_800_53",    "iso_27002",  "iec_62443",
        "uncredited", "certainty",      "rationale",  NULL};
    mds_fact *fact = out;

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
    in->catalog->facts =
        load_list(in, file, sizeof(mds_fact), read_fact, &in->facts, &in->catalog->fact_count);
}
