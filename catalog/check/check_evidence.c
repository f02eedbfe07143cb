/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which published figures something rests on: every list of evidence of every record, by the tables
 * of members. */
#include "check.h"

#include "loader.h"

static void mark_record(bool *cited, const mds_record_type *type, const void *from);

static void mark_ordinals(bool *cited, const mds_field *field, const void *from)
{
    const uint32_t *const *list = mds_field_at(field, from, 0);

    for (size_t i = 0; i < mds_field_length(field, from); i++) {
        cited[(*list)[i]] = true;
    }
}

static void mark_objects(bool *cited, const mds_field *field, const void *from)
{
    const mds_record_type *type = mds_record_type_of(field->of);
    const char *const *list = mds_field_at(field, from, 0);

    for (size_t i = 0; i < mds_field_length(field, from); i++) {
        mark_record(cited, type, *list + i * type->size);
    }
}

static void mark_record(bool *cited, const mds_record_type *type, const void *from)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const mds_field *field = &type->fields[i];
        const size_t elements = field->each != NULL ? field->each_count : 1;
        if ((field->flags & MDS_FIELD_FILE) != 0) {
            continue;
        }
        if (field->type == MDS_FIELD_ORDINALS && field->to == MDS_TO_EVIDENCE) {
            mark_ordinals(cited, field, from);
        } else if (field->type == MDS_FIELD_OBJECTS) {
            mark_objects(cited, field, from);
        }
        for (size_t k = 0; field->type == MDS_FIELD_OBJECT && k < elements; k++) {
            mark_record(cited, mds_record_type_of(field->of), mds_field_at(field, from, k));
        }
    }
}

void mds_check__cited(bool *cited, const mds_catalog *catalog)
{
    for (mds_record_kind kind = 0; kind < MDS_RECORD__COUNT; kind++) {
        const mds_record_type *type = mds_record_type_of(kind);
        for (size_t i = 0; type->list != NULL && i < mds_record_count(catalog, type); i++) {
            mark_record(cited, type, mds_record_at(catalog, type, i));
        }
    }
}
