/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Capabilities, evidence, facts. */
#include "loader.h"

static void read_capability(const record *at, void *out)
{
    static const char *const known[] = {"id", "source", "replaced_by", "clause", "title", NULL};

    mds_record__known(at, known);
    *(mds_capability *)out =
        (mds_capability){.id = at->id,
                         .source = mds_record__string(at, "source", true),
                         .replaced_by = mds_record__string(at, "replaced_by", false),
                         .clause = mds_record__string(at, "clause", false),
                         .title = mds_record__text(at, "title")};
}

void mds_load__capabilities(loader *in, const loaded_file *file)
{
    in->catalog->capabilities = mds_load__list(in, file, sizeof(mds_capability), read_capability,
                                               &in->capabilities, &in->catalog->capability_count);
}

static void read_evidence(const record *at, void *out)
{
    static const char *const known[] = {
        "id",   "subject", "parameter", "published", "unit", "conversion", "low",
        "mode", "high",    "strength",  "source",    "seen", "caveat",     NULL};
    mds_evidence *evidence = out;
    const mds_json *mode = mds_json_member(at->object, "mode");

    mds_record__known(at, known);
    *evidence = (mds_evidence){.id = at->id,
                               .subject = mds_record__string(at, "subject", true),
                               .parameter = mds_record__string(at, "parameter", true),
                               .published = mds_record__text(at, "published"),
                               .unit = mds_record__string(at, "unit", false),
                               .conversion = mds_record__string(at, "conversion", false),
                               .source = mds_record__string(at, "source", true),
                               .seen = mds_record__string(at, "seen", false),
                               .caveat = mds_record__optional_text(at, "caveat"),
                               .strength = (mds_strength)mds_record__enum(
                                   at, "strength", mds_strength__names, MDS_STRENGTH__COUNT)};
    evidence->has_value = mode != NULL;
    evidence->value.mode = mds_json_number(mode, 0);
    evidence->value.low = mds_json_number(mds_json_member(at->object, "low"), evidence->value.mode);
    evidence->value.high =
        mds_json_number(mds_json_member(at->object, "high"), evidence->value.mode);
}

void mds_load__evidence(loader *in, const loaded_file *file)
{
    in->catalog->evidence = mds_load__list(in, file, sizeof(mds_evidence), read_evidence,
                                           &in->evidence, &in->catalog->evidence_count);
}

static void read_fact(const record *at, void *out)
{
    static const char *const known[] = {"id",         "fact_kind",      "capability", "title",
                                        "group",      "vendor_updates", "deployment", "hospital",
                                        "derived",    "nist_800_53",    "iso_27002",  "iec_62443",
                                        "uncredited", "certainty",      "rationale",  NULL};
    mds_fact *fact = out;

    mds_record__known(at, known);
    *fact =
        (mds_fact){.id = at->id,
                   .kind = (mds_fact_kind)mds_record__enum(at, "fact_kind", mds_fact_kind__names,
                                                           MDS_FACT_KIND__COUNT),
                   .capability = mds_record__ordinal(at, "capability", at->in->capabilities, true),
                   .title = mds_record__text(at, "title"),
                   .group = mds_record__string(at, "group", false),
                   .vendor_updates = mds_record__bool(at, "vendor_updates"),
                   .layer = MDS_NO_ORDINAL,
                   .deployment = mds_record__bool(at, "deployment"),
                   .hospital = mds_record__bool(at, "hospital"),
                   .derived = mds_record__condition(at, "derived"),
                   .nist_800_53 = mds_record__strings(at, "nist_800_53"),
                   .iso_27002 = mds_record__strings(at, "iso_27002"),
                   .iec_62443 = mds_record__strings(at, "iec_62443"),
                   .uncredited = mds_record__string(at, "uncredited", false),
                   .certainty = (mds_certainty)mds_record__enum(
                       at, "certainty", mds_certainty__names, MDS_CERTAINTY__COUNT),
                   .rationale = mds_record__string(at, "rationale", true)};
    if ((fact->kind == MDS_FACT_CONTROL) != (fact->group[0] != '\0')) {
        mds_record__fault(at, "group", "catalog.reason.group");
    }
}

void mds_load__facts(loader *in, const loaded_file *file)
{
    in->facts_file = file;
    in->facts_read =
        mds_load__list(in, file, sizeof(mds_fact), read_fact, &in->facts, &in->catalog->fact_count);
    in->catalog->facts = in->facts_read;
}
