/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any record as a C initialiser, by the table of its members. */
#include "compile.h"

#include <string.h>

static const void *pointer_at(const void *at)
{
    const void *pointer;

    memcpy(&pointer, at, sizeof pointer);
    return pointer;
}

static uint32_t uint_at(const void *at)
{
    uint32_t value;

    memcpy(&value, at, sizeof value);
    return value;
}

static void put_objects(const mds_field *field, const char *list, size_t count)
{
    const mds_record_type *type = mds_record_type_of(field->of);

    if (mds_compile__begin_list(type->c_type, count)) {
        for (size_t i = 0; i < count; i++) {
            mds_compile__put_record(field->of, list + i * type->size);
            mds_compile__put(",\n");
        }
        mds_compile__put("}");
    }
}

static void put_value(const mds_field *field, const void *at, size_t length)
{
    switch (field->type) {
    case MDS_FIELD_STRING:
        mds_compile__put_string(pointer_at(at));
        break;
    case MDS_FIELD_TEXT:
        mds_compile__put_text(at);
        break;
    case MDS_FIELD_NUMBER:
        mds_compile__put_number(*(const double *)at);
        break;
    case MDS_FIELD_COUNT:
        (void)fprintf(out, "%zu", *(const size_t *)at);
        break;
    case MDS_FIELD_FLAG:
    case MDS_FIELD_CHOICE:
        mds_compile__put_bool(*(const bool *)at);
        break;
    case MDS_FIELD_ENUM:
    case MDS_FIELD_BITS:
    case MDS_FIELD_ORDINAL:
        mds_compile__put_uint(uint_at(at));
        break;
    case MDS_FIELD_STRINGS:
        mds_compile__put_strings(*(const mds_strings *)at);
        break;
    case MDS_FIELD_ORDINALS:
        mds_compile__put_ordinals(pointer_at(at), length);
        break;
    case MDS_FIELD_LITERALS:
        mds_compile__put_literals(pointer_at(at), length);
        break;
    case MDS_FIELD_CONDITION:
        mds_compile__put_condition(at);
        break;
    case MDS_FIELD_OBJECT:
        mds_compile__put_record(field->of, at);
        break;
    case MDS_FIELD_OBJECTS:
        put_objects(field, pointer_at(at), length);
        break;
    case MDS_FIELD_DIGEST:
        mds_compile__put_string(at);
        break;
    case MDS_FIELD_TYPE__COUNT:
        break;
    }
}

static void put_field(const mds_field *field, const void *from)
{
    const size_t length = mds_field_length(field, from);

    (void)fprintf(out, ".%s=", field->member);
    if (field->each == NULL) {
        put_value(field, mds_field_at(field, from, 0), length);
    } else {
        mds_compile__put("{");
        for (uint32_t i = 0; i < field->each_count; i++) {
            put_value(field, mds_field_at(field, from, i), 0);
            mds_compile__put(",");
        }
        mds_compile__put("}");
    }
    if (field->counter != NULL) {
        (void)fprintf(out, ",.%s=%zu", field->counter, length);
    }
}

/* Whether anything was put before in the record. */
static bool put_fields(mds_record_kind kind, const char *from, bool any)
{
    const mds_record_type *type = mds_record_type_of(kind);

    for (size_t i = 0; i < type->field_count; i++) {
        const mds_field *field = &type->fields[i];
        if ((field->flags & MDS_FIELD_FILE) != 0) {
            continue;
        }
        if (field->member == NULL) {
            any = put_fields(field->of, from + field->offset, any);
            continue;
        }
        mds_compile__put(any ? "," : "");
        put_field(field, from);
        any = true;
    }
    return any;
}

void mds_compile__put_record(mds_record_kind kind, const void *from)
{
    mds_compile__put("{");
    (void)put_fields(kind, from, false);
    mds_compile__put("}");
}

void mds_compile__put_list(mds_record_kind kind, const mds_catalog *catalog)
{
    const mds_record_type *type = mds_record_type_of(kind);

    (void)fprintf(out, "static const %s builtin_%s[] = {\n", type->c_type, type->list);
    for (size_t i = 0; i < mds_record_count(catalog, type); i++) {
        mds_compile__put_record(kind, mds_record_at(catalog, type, i));
        mds_compile__put(",\n");
    }
    mds_compile__put("{0}};\n"); /* C has no empty array */
}
