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

void load_documents(loader *in, const loaded_file *file)
{
    static const char *const known[] = {"id",   "milestone", "from",      "title", "purpose",
                                        "fact", "certainty", "rationale", NULL};
    static const char *const sources[] = {"manufacturer", "hospital"};
    mds_life_document *list = loader_alloc(in, file->record_count, sizeof *list);
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
        list[i] = (mds_life_document){.id = at.id,
                                      .milestone = (mds_milestone)record_enum(
                                          &at, "milestone", milestone_names, MDS_MILESTONE__COUNT),
                                      .from_hospital = record_enum(&at, "from", sources, 2) == 1,
                                      .title = record_text(&at, "title"),
                                      .purpose = record_text(&at, "purpose"),
                                      .fact = record_ordinal(&at, "fact", in->facts, false),
                                      .certainty = (mds_certainty)record_enum(
                                          &at, "certainty", certainty_names, MDS_CERTAINTY__COUNT),
                                      .rationale = record_string(&at, "rationale", true)};
    }
    in->catalog->documents = list;
    in->catalog->document_count = i;
}
