/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tables of members say of a record. */
#include "catalog/fields.h"

#include "loader.h"

#include <string.h>

const mds_record_type *mds_record_type_of(mds_record_kind kind)
{
    return kind < MDS_RECORD_CAPABILITY ? &mds_fields__forms[kind]
                                        : &mds_fields__risk[kind - MDS_RECORD_CAPABILITY];
}

size_t mds_field_size(const mds_field *field)
{
    static const size_t sizes[MDS_FIELD_TYPE__COUNT] = {
        [MDS_FIELD_STRING] = sizeof(char *),
        [MDS_FIELD_TEXT] = sizeof(mds_text),
        [MDS_FIELD_NUMBER] = sizeof(double),
        [MDS_FIELD_COUNT] = sizeof(size_t),
        [MDS_FIELD_FLAG] = sizeof(bool),
        [MDS_FIELD_CHOICE] = sizeof(bool),
        [MDS_FIELD_ENUM] = sizeof(mds_certainty),
        [MDS_FIELD_BITS] = sizeof(uint32_t),
        [MDS_FIELD_STRINGS] = sizeof(mds_strings),
        [MDS_FIELD_ORDINAL] = sizeof(uint32_t),
        [MDS_FIELD_ORDINALS] = sizeof(uint32_t *),
        [MDS_FIELD_LITERALS] = sizeof(mds_literal *),
        [MDS_FIELD_CONDITION] = sizeof(mds_condition),
        [MDS_FIELD_OBJECTS] = sizeof(void *),
        [MDS_FIELD_DIGEST] = sizeof((mds_policy){.id = NULL}.sha256),
    };

    return field->type == MDS_FIELD_OBJECT ? mds_record_type_of(field->of)->size
                                           : sizes[field->type];
}

const void *mds_field_at(const mds_field *field, const void *from, size_t i)
{
    return (const char *)from + field->offset + i * mds_field_size(field);
}

size_t mds_field_length(const mds_field *field, const void *from)
{
    size_t count = 0;

    if (field->counter != NULL) {
        memcpy(&count, (const char *)from + field->count_offset, sizeof count);
    }
    return count;
}

const char *mds_record_id(const mds_record_type *type, const void *from)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if ((type->fields[i].flags & MDS_FIELD_ID) != 0) {
            const char *id;
            memcpy(&id, mds_field_at(&type->fields[i], from, 0), sizeof id);
            return id;
        }
    }
    return "";
}

size_t mds_record_count(const mds_catalog *catalog, const mds_record_type *type)
{
    size_t count;

    memcpy(&count, (const char *)catalog + type->count_offset, sizeof count);
    return count;
}

const void *mds_record_at(const mds_catalog *catalog, const mds_record_type *type, size_t i)
{
    const char *list;

    memcpy(&list, (const char *)catalog + type->list_offset, sizeof list);
    return list + i * type->size;
}
