/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a record by the table of its members. */
#include "loader.h"

#include <string.h>

/* What a table leaves to a function: values that are taken apart, and what no single member shows.
 */
static const record_reader finishes[MDS_RECORD__COUNT] = {
    [MDS_RECORD_TRANSLATION_ROW] = mds_finish__translation_row,
    [MDS_RECORD_CONSISTENCY] = mds_finish__consistency,
    [MDS_RECORD_CRITERION] = mds_finish__criterion,
    [MDS_RECORD_EXPERT_QUESTION] = mds_finish__expert_question,
    [MDS_RECORD_PLATFORM] = mds_finish__platform,
    [MDS_RECORD_LINT_RULE] = mds_finish__lint_rule,
    [MDS_RECORD_TERM] = mds_finish__term,
    [MDS_RECORD_MESSAGE] = mds_finish__message,
    [MDS_RECORD_MARK] = mds_finish__mark,
    [MDS_RECORD_EVIDENCE] = mds_finish__evidence,
    [MDS_RECORD_TRIPLE] = mds_finish__triple,
    [MDS_RECORD_ESTIMATE] = mds_finish__estimate,
    [MDS_RECORD_GROUNDS] = mds_finish__grounds,
    [MDS_RECORD_RATE] = mds_finish__rate,
    [MDS_RECORD_FACT] = mds_finish__fact,
    [MDS_RECORD_ROUTE] = mds_finish__route,
    [MDS_RECORD_GROUP] = mds_finish__group,
    [MDS_RECORD_PATCH_STATE] = mds_finish__patch_state,
    [MDS_RECORD_COMPENSATING] = mds_finish__compensating,
    [MDS_RECORD_SCENARIO_ROUTES] = mds_finish__scenario_routes,
    [MDS_RECORD_REFERENCE] = mds_finish__reference,
    [MDS_RECORD_EFFECT] = mds_finish__effect,
};

static bool is_required(const mds_field *field)
{
    return (field->flags & MDS_FIELD_REQUIRED) != 0;
}

static void set_count(const mds_field *field, void *out, size_t count)
{
    memcpy((char *)out + field->count_offset, &count, sizeof count);
}

static const char *read_objects(const record *at, const mds_field *field, void *out)
{
    const mds_record_type *type = mds_record_type_of(field->of);
    const mds_json *list = mds_json_member(at->object, field->name);
    size_t count = 0;

    if (list != NULL ? !mds_json_is_array(list) : is_required(field)) {
        mds_record__fault(at, field->name,
                          list == NULL ? "catalog.reason.missing" : "catalog.reason.not_list");
    }
    char *objects = mds_loader__alloc(at->in, mds_json_count(list), type->size);
    for (const mds_json *entry = mds_json_first(list); objects != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        record inner = *at;
        inner.object = entry;
        mds_record__read(&inner, field->of, objects + count++ * type->size);
    }
    set_count(field, out, count);
    return objects;
}

static void put_number(const record *at, const mds_field *field, const char *name, void *to)
{
    const bool given = mds_json_member(at->object, name) != NULL;
    const double number =
        given || is_required(field) ? mds_record__number(at, name, field->low, field->high) : 0;
    const size_t count = number > 0 ? (size_t)number : 0;

    if (field->type == MDS_FIELD_COUNT) {
        memcpy(to, &count, sizeof count);
    } else {
        memcpy(to, &number, sizeof number);
    }
}

static void put_word(const record *at, const mds_field *field, const char *name, void *to)
{
    const bool given = mds_json_member(at->object, name) != NULL;
    const uint32_t value = given || is_required(field)
                               ? mds_record__enum(at, name, field->words, field->word_count)
                               : 0;

    if (field->type == MDS_FIELD_CHOICE) {
        *(bool *)to = value == 1;
    } else {
        memcpy(to, &value, sizeof value);
    }
}

static void put_text(const record *at, const mds_field *field, const char *name, mds_text *to)
{
    *to = is_required(field) ? mds_record__text(at, name) : mds_record__optional_text(at, name);
}

static void put_strings(const record *at, const mds_field *field, const char *name, mds_strings *to)
{
    *to = mds_record__strings(at, name);
    if (is_required(field) && field->each == NULL && to->count == 0) {
        mds_record__fault(at, name, "catalog.reason.empty");
    }
}

/* A list \p value, which its struct shows by a pointer. */
static void put_list(void *to, const void *value)
{
    memcpy(to, &value, sizeof value);
}

static void read_list(const record *at, const mds_field *field, void *out, void *to)
{
    size_t count = 0;

    if (field->type == MDS_FIELD_ORDINALS) {
        put_list(to, mds_record__ordinals(at, field->name, at->in->ids[field->to], &count));
    } else {
        put_list(to, mds_record__literals(at, field->name, &count));
    }
    set_count(field, out, count);
    if (is_required(field) && count == 0) {
        mds_record__fault(at, field->name, "catalog.reason.empty");
    }
}

/* The member \p name into its place. */
static void read_value(const record *at, const mds_field *field, const char *name, void *out,
                       void *to)
{
    switch (field->type) {
    case MDS_FIELD_STRING:
        *(const char **)to = mds_record__string(at, name, is_required(field));
        break;
    case MDS_FIELD_TEXT:
        put_text(at, field, name, to);
        break;
    case MDS_FIELD_NUMBER:
    case MDS_FIELD_COUNT:
        put_number(at, field, name, to);
        break;
    case MDS_FIELD_FLAG:
        *(bool *)to = mds_record__bool(at, name);
        break;
    case MDS_FIELD_CHOICE:
    case MDS_FIELD_ENUM:
        put_word(at, field, name, to);
        break;
    case MDS_FIELD_STRINGS:
        put_strings(at, field, name, to);
        break;
    case MDS_FIELD_ORDINAL:
        *(uint32_t *)to = mds_record__ordinal(at, name, at->in->ids[field->to], is_required(field));
        break;
    case MDS_FIELD_CONDITION:
        *(mds_condition *)to = mds_record__condition(at, name);
        break;
    case MDS_FIELD_OBJECT: {
        const record inner = mds_record__object(at, name);
        if (inner.object != NULL) {
            mds_record__read(&inner, field->of, to);
        }
        break;
    }
    case MDS_FIELD_ORDINALS:
    case MDS_FIELD_LITERALS:
        read_list(at, field, out, to);
        break;
    case MDS_FIELD_OBJECTS:
        put_list(to, read_objects(at, field, out));
        break;
    case MDS_FIELD_BITS:
    case MDS_FIELD_DIGEST:
    case MDS_FIELD_TYPE__COUNT:
        break;
    }
}

static bool is_element(const mds_field *field, const char *name)
{
    for (uint32_t i = 0; i < field->each_count; i++) {
        if (strcmp(field->each[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* An array whose elements are members of one object. */
static void read_each(const record *at, const mds_field *field, void *out)
{
    record inner = *at;

    inner.object = mds_json_member(at->object, field->name);
    if (inner.object != NULL || (field->flags & (MDS_FIELD_REQUIRED | MDS_FIELD_SOME)) != 0) {
        inner = mds_record__object(at, field->name);
    }
    for (const mds_json *member = mds_json_first(inner.object); member != NULL;
         member = mds_json_next(member)) {
        const char *name = mds_json_name(member);
        if (!is_element(field, name) && strncmp(name, "//", 2) != 0) {
            mds_record__fault(&inner, name, "catalog.reason.unknown_member");
        }
    }
    for (uint32_t i = 0; i < field->each_count; i++) {
        read_value(&inner, field, field->each[i], out,
                   (char *)out + field->offset + i * mds_field_size(field));
    }
}

static bool has_field(const mds_record_type *type, const char *name)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const mds_field *field = &type->fields[i];
        const bool found = field->name == NULL ? has_field(mds_record_type_of(field->of), name)
                                               : strcmp(field->name, name) == 0;
        if (found && (field->flags & MDS_FIELD_DERIVED) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_member(const mds_record_type *type, const char *name)
{
    static const char *const of_files[] = {"format_version", "kind", "records"};

    for (size_t i = 0; type->is_file && i < sizeof of_files / sizeof of_files[0]; i++) {
        if (strcmp(of_files[i], name) == 0) {
            return true;
        }
    }
    return has_field(type, name);
}

static void check_members(const record *at, const mds_record_type *type)
{
    for (const mds_json *member = mds_json_first(at->object); member != NULL;
         member = mds_json_next(member)) {
        const char *name = mds_json_name(member);
        if (!is_member(type, name) && strncmp(name, "//", 2) != 0) {
            mds_record__fault(at, name, "catalog.reason.unknown_member");
        }
    }
}

/* Members, not whether there are others. */
static void read_fields(const record *at, mds_record_kind kind, void *out)
{
    const mds_record_type *type = mds_record_type_of(kind);

    for (size_t i = 0; i < type->field_count; i++) {
        const mds_field *field = &type->fields[i];
        char *to = (char *)out + field->offset;
        if ((field->flags & MDS_FIELD_ID) != 0) {
            *(const char **)(void *)to = at->id;
        } else if ((field->flags & (MDS_FIELD_OWN | MDS_FIELD_DERIVED)) != 0) {
            continue;
        } else if ((field->flags & MDS_FIELD_FILE) != 0) {
            (void)mds_record__string(at, field->name, is_required(field));
        } else if (field->name == NULL) {
            read_fields(at, field->of, to);
        } else if (field->each != NULL) {
            read_each(at, field, out);
        } else {
            read_value(at, field, field->name, out, to);
        }
    }
    if (finishes[kind] != NULL) {
        finishes[kind](at, out);
    }
}

void mds_record__read(const record *at, mds_record_kind kind, void *out)
{
    check_members(at, mds_record_type_of(kind));
    read_fields(at, kind, out);
}

void *mds_record__list(loader *in, const loaded_file *file, mds_record_kind kind, size_t *count)
{
    const mds_record_type *type = mds_record_type_of(kind);
    const size_t most = file->record_count;
    char *list = mds_loader__alloc(in, most, type->size);
    record *records = mds_loader__alloc(in, most, sizeof *records);
    mds_map *map = mds_map_new(in->arena, most);
    const char *previous = NULL;

    *count = 0;
    if (list == NULL || records == NULL || map == NULL) {
        in->status = mds_arena_status(in->arena);
        return NULL;
    }
    if (type->as != MDS_TO_NOTHING) {
        in->ids[type->as] = map; /* records may refer forward */
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const uint32_t i = (uint32_t)(*count)++;
        records[i] = mds_record__begin(in, file, json, "id", map, i, &previous);
    }
    for (size_t i = 0; i < *count; i++) {
        mds_record__read(&records[i], kind, list + i * type->size);
    }
    return list;
}

void *mds_load__records(loader *in, const loaded_file *file, mds_record_kind kind)
{
    const mds_record_type *type = mds_record_type_of(kind);
    size_t count = 0;
    void *list = mds_record__list(in, file, kind, &count);

    memcpy((char *)in->catalog + type->list_offset, &list, sizeof list);
    memcpy((char *)in->catalog + type->count_offset, &count, sizeof count);
    return list;
}
