/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that are due at the milestones of a device's life. */
#include "loader.h"

static const char *const milestone_names[MDS_MILESTONE__COUNT] = {
    [MDS_MILESTONE_SUPPORT] = "support",
    [MDS_MILESTONE_WARNING] = "warning",
    [MDS_MILESTONE_END_OF_LIFE] = "end_of_life",
    [MDS_MILESTONE_END_OF_SUPPORT] = "end_of_support",
};

const char *mds_milestone_name(mds_milestone milestone)
{
    return (unsigned)milestone < MDS_MILESTONE__COUNT ? milestone_names[milestone] : "";
}

static void read_document(const record *at, void *out)
{
    static const char *const known[] = {"id",   "milestone", "from",      "title", "purpose",
                                        "fact", "certainty", "rationale", NULL};
    static const char *const sources[] = {"manufacturer", "hospital"};

    record_known(at, known);
    *(mds_life_document *)out = (mds_life_document){
        .id = at->id,
        .milestone =
            (mds_milestone)record_enum(at, "milestone", milestone_names, MDS_MILESTONE__COUNT),
        .from_hospital = record_enum(at, "from", sources, 2) == 1,
        .title = record_text(at, "title"),
        .purpose = record_text(at, "purpose"),
        .fact = record_ordinal(at, "fact", at->in->facts, false),
        .certainty =
            (mds_certainty)record_enum(at, "certainty", certainty_names, MDS_CERTAINTY__COUNT),
        .rationale = record_string(at, "rationale", true)};
}

void load_documents(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->documents = load_list(in, file, sizeof(mds_life_document), read_document, &ids,
                                       &in->catalog->document_count);
}
