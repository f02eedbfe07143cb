/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents about the device's life that the hospital holds. */
#include "deployment_build.h"

#include <string.h>

bool mds_deployment__has_document(const mds_deployment_build *b, const char *id, const char **where)
{
    for (size_t i = 0; i < b->deployment.document_count; i++) {
        if (strcmp(b->catalog->documents[b->documents[i].document].id, id) == 0) {
            *where = b->documents[i].where;
            return true;
        }
    }
    return false;
}

mds_held_document *mds_deployment__document(mds_deployment_build *b, const char *id,
                                            const char *path, const char *where)
{
    const uint32_t chosen = mds_deployment__document_id(b, id, path, where);
    const size_t count = b->deployment.document_count;

    if (chosen == MDS_NO_ORDINAL) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (b->documents[i].document == chosen) {
            return &b->documents[i];
        }
    }
    if (!mds_array_reserve(b->arena, &b->documents, &b->document_capacity, count,
                           sizeof *b->documents)) {
        mds_deployment__no_memory(b);
        return NULL;
    }
    b->documents[count] = (mds_held_document){
        .document = chosen, .reference = "", .where = mds_deployment__keep(b, where)};
    b->deployment.document_count++;
    return &b->documents[count];
}

void mds_deployment__set_document(mds_deployment_build *b, mds_held_document *held,
                                  const char *field, const char *text)
{
    if (strcmp(field, "reference") == 0) {
        held->reference = mds_deployment__keep(b, text);
    }
}
