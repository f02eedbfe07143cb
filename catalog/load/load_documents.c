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

    mds_record__known(at, known);
    *(mds_life_document *)out = (mds_life_document){
        .id = at->id,
        .milestone =
            (mds_milestone)mds_record__enum(at, "milestone", milestone_names, MDS_MILESTONE__COUNT),
        .from_hospital = mds_record__enum(at, "from", sources, 2) == 1,
        .title = mds_record__text(at, "title"),
        .purpose = mds_record__text(at, "purpose"),
        .fact = mds_record__ordinal(at, "fact", at->in->facts, false),
        .certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                     MDS_CERTAINTY__COUNT),
        .rationale = mds_record__string(at, "rationale", true)};
}

void mds_load__documents(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->documents = mds_load__list(in, file, sizeof(mds_life_document), read_document,
                                            &ids, &in->catalog->document_count);
}
