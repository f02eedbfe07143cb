/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guidelines whose clauses forms refer to: guidelines/<edition>.json. */
#include "loader.h"

static mds_map *enter_clauses(loader *in, const loaded_file *file)
{
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    const char *previous = NULL;
    uint32_t i = 0;

    if (ids == NULL) {
        in->status = MDS_ENOMEM;
        return NULL;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        (void)mds_record__begin(in, file, json, "id", ids, i, &previous);
    }
    return ids;
}

static void read_head(loader *in, const loaded_file *file, mds_guideline *guideline)
{
    record head = {in, file, "", file->root};

    head.id = mds_record__string(&head, "edition", true);
    mds_record__read(&head, MDS_RECORD_GUIDELINE, guideline);
}

/* Where a clause went: into a guideline whose clauses are entered already. */
static void read_successor(const record *at, mds_successor *out)
{
    const char *edition = mds_record__string(at, "guideline", true);

    mds_record__read(at, MDS_RECORD_SUCCESSOR, out);
    out->guideline = mds_catalog_guideline(at->in->catalog, edition);
    if (out->guideline == MDS_NO_ORDINAL) {
        mds_record__unresolved(at, edition);
        return;
    }
    out->clause = mds_record__ordinal(at, "clause", at->in->clauses[out->guideline], true);
}

static void read_clause(const record *at, mds_clause *out)
{
    const mds_json *list = mds_json_member(at->object, "successors");
    mds_successor *successors = mds_loader__alloc(at->in, mds_json_count(list), sizeof *successors);

    mds_record__read(at, MDS_RECORD_CLAUSE, out);
    for (const mds_json *entry = mds_json_first(list); successors != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        const record inner = {at->in, at->file, at->id, entry};
        read_successor(&inner, &successors[out->successor_count++]);
    }
    out->successors = successors;
}

static void read_clauses(loader *in, const loaded_file *file, mds_guideline *guideline)
{
    mds_clause *clauses = mds_loader__alloc(in, file->record_count, sizeof *clauses);

    if (clauses == NULL) {
        return;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        record at = {in, file, "", json};
        at.id = mds_record__string(&at, "id", true);
        read_clause(&at, &clauses[guideline->clause_count++]);
    }
    guideline->clauses = clauses;
}

void mds_load__guidelines(loader *in)
{
    size_t count = 0;

    for (size_t i = 0; i < in->file_count && in->status != MDS_ENOMEM; i++) {
        if (in->files[i].kind == FILE_GUIDELINE) {
            in->clauses[count] = enter_clauses(in, &in->files[i]);
            read_head(in, &in->files[i], &in->guidelines[count++]);
        }
    }
    count = 0;
    for (size_t i = 0; i < in->file_count && in->status != MDS_ENOMEM; i++) {
        if (in->files[i].kind == FILE_GUIDELINE) {
            read_clauses(in, &in->files[i], &in->guidelines[count++]);
        }
    }
}
