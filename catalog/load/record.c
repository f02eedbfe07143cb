/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loader.h"

#include <string.h>

void mds_record__fault(const record *at, const char *member, const char *reason)
{
    if (at->in->status == MDS_OK) {
        at->in->status = MDS_ECATALOG;
    }
    mds_diag_add(at->in->diags, MDS_D_CATALOG_RECORD, at->file->name, at->id, at->file->name,
                 at->id, member, reason, NULL);
}

void mds_record__unresolved(const record *at, const char *id)
{
    if (at->in->status == MDS_OK) {
        at->in->status = MDS_ECATALOG;
    }
    mds_diag_add(at->in->diags, MDS_D_CATALOG_REFERENCE, at->file->name, at->id, at->file->name,
                 at->id, id, NULL);
}

void mds_record__known(const record *at, const char *const *known)
{
    if (at->object == NULL) {
        return;
    }
    for (const mds_json *member = mds_json_first(at->object); member != NULL;
         member = mds_json_next(member)) {
        const char *name = mds_json_name(member);
        const char *const *entry = known;

        while (*entry != NULL && strcmp(*entry, name) != 0) {
            entry++;
        }
        if (*entry == NULL && strncmp(name, "//", 2) != 0) {
            mds_record__fault(at, name, "catalog.reason.unknown_member");
        }
    }
}

void *mds_loader__alloc(loader *in, size_t count, size_t size)
{
    void *memory = mds_arena_alloc(in->arena, count, size);

    if (memory == NULL) {
        in->status = mds_arena_status(in->arena);
    }
    return memory;
}

const char *mds_loader__string(loader *in, const char *text)
{
    if (text[0] == '\0') {
        return "";
    }
    const char *copy = mds_arena_strndup(in->arena, text, strlen(text));
    if (copy == NULL) {
        in->status = mds_arena_status(in->arena);
        return "";
    }
    return copy;
}

const char *mds_record__string(const record *at, const char *member, bool required)
{
    const mds_json *value = mds_json_member(at->object, member);

    if (value == NULL) {
        if (required) {
            mds_record__fault(at, member, "catalog.reason.missing");
        }
        return "";
    }
    if (!mds_json_is_string(value)) {
        mds_record__fault(at, member, "catalog.reason.not_text");
        return "";
    }
    const char *text = mds_json_string(value, "");
    if (required && text[0] == '\0') {
        mds_record__fault(at, member, "catalog.reason.empty");
    }
    return mds_loader__string(at->in, text);
}

record mds_record__object(const record *at, const char *member)
{
    record inner = *at;

    inner.object = mds_json_member(at->object, member);

    if (!mds_json_is_object(inner.object)) {
        mds_record__fault(at, member,
                          inner.object == NULL ? "catalog.reason.missing"
                                               : "catalog.reason.not_object");
        inner.object = NULL;
    }
    return inner;
}

mds_text mds_record__text(const record *at, const char *member)
{
    const record inner = mds_record__object(at, member);
    mds_text text;

    for (size_t i = 0; i < MDS_LANG__COUNT; i++) {
        text.in[i] =
            inner.object != NULL ? mds_record__string(&inner, mds_lang__names[i], true) : "";
    }
    return text;
}

mds_text mds_record__optional_text(const record *at, const char *member)
{
    mds_text none = {{NULL}};

    if (mds_json_member(at->object, member) != NULL) {
        return mds_record__text(at, member);
    }
    for (size_t i = 0; i < MDS_LANG__COUNT; i++) {
        none.in[i] = "";
    }
    return none;
}

double mds_record__number(const record *at, const char *member, double low, double high)
{
    const mds_json *value = mds_json_member(at->object, member);

    if (!mds_json_is_number(value)) {
        mds_record__fault(at, member,
                          value == NULL ? "catalog.reason.missing" : "catalog.reason.not_number");
        return 0;
    }
    const double number = mds_json_number(value, 0);
    if (number < low || number > high) {
        mds_record__fault(at, member, "catalog.reason.range");
    }
    return number;
}

bool mds_record__bool(const record *at, const char *member)
{
    const mds_json *value = mds_json_member(at->object, member);

    if (value != NULL && !mds_json_is_bool(value)) {
        mds_record__fault(at, member, "catalog.reason.not_bool");
    }
    return mds_json_bool(value, false);
}

mds_strings mds_record__strings(const record *at, const char *member)
{
    const mds_json *list = mds_json_member(at->object, member);
    const mds_strings none = {NULL, 0};

    if (list == NULL) {
        return none;
    }
    if (!mds_json_is_array(list)) {
        mds_record__fault(at, member, "catalog.reason.not_list");
        return none;
    }
    const char **strings = mds_loader__alloc(at->in, mds_json_count(list), sizeof *strings);
    if (strings == NULL) {
        return none;
    }
    size_t count = 0;
    for (const mds_json *entry = mds_json_first(list); entry != NULL;
         entry = mds_json_next(entry)) {
        if (mds_json_is_string(entry)) {
            strings[count++] = mds_loader__string(at->in, mds_json_string(entry, ""));
        } else {
            mds_record__fault(at, member, "catalog.reason.not_text");
        }
    }
    return (mds_strings){strings, count};
}

uint32_t mds_record__enum(const record *at, const char *member, const char *const *names,
                          uint32_t count)
{
    return mds_record__word(at, member, mds_json_member(at->object, member), names, count);
}

uint32_t mds_record__word(const record *at, const char *member, const mds_json *value,
                          const char *const *names, uint32_t count)
{
    const char *name = mds_json_string(value, NULL);

    if (name == NULL) {
        mds_record__fault(at, member, "catalog.reason.missing");
        return 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    mds_record__fault(at, member, "catalog.reason.unknown_word");
    return 0;
}

static uint32_t resolve(const record *at, const char *id, const mds_map *ids)
{
    const uint32_t ordinal = mds_map_find(ids, id);

    if (ordinal == MDS_MAP_NONE) {
        mds_record__unresolved(at, id);
        return MDS_NO_ORDINAL;
    }
    return ordinal;
}

uint32_t mds_record__ordinal(const record *at, const char *member, const mds_map *ids,
                             bool required)
{
    const mds_json *value = mds_json_member(at->object, member);

    if (value == NULL && !required) {
        return MDS_NO_ORDINAL;
    }
    if (!mds_json_is_string(value)) {
        mds_record__fault(at, member, "catalog.reason.not_text");
        return MDS_NO_ORDINAL;
    }
    return resolve(at, mds_json_string(value, ""), ids);
}

/* Reads a JSON list of "id" and "!id". */
static const mds_literal *read_literals(const record *at, const char *member, const mds_json *list,
                                        size_t *count)
{
    *count = 0;
    if (!mds_json_is_array(list)) {
        mds_record__fault(at, member, "catalog.reason.not_list");
        return NULL;
    }
    mds_literal *literals = mds_loader__alloc(at->in, mds_json_count(list), sizeof *literals);
    if (literals == NULL) {
        return NULL;
    }
    for (const mds_json *entry = mds_json_first(list); entry != NULL;
         entry = mds_json_next(entry)) {
        const char *id = mds_json_string(entry, "");
        const bool negated = id[0] == '!';
        const uint32_t fact = resolve(at, id + negated, at->in->ids[MDS_TO_FACT]);
        if (fact != MDS_NO_ORDINAL) {
            literals[(*count)++] = (mds_literal){fact, negated};
        }
    }
    return literals;
}

const mds_literal *mds_record__literals(const record *at, const char *member, size_t *count)
{
    *count = 0;
    const mds_json *list = mds_json_member(at->object, member);
    return list == NULL ? NULL : read_literals(at, member, list, count);
}

mds_condition mds_record__condition(const record *at, const char *member)
{
    const mds_json *list = mds_json_member(at->object, member);
    const mds_condition none = {NULL, 0};

    if (list == NULL) {
        return none;
    }
    if (!mds_json_is_array(list)) {
        mds_record__fault(at, member, "catalog.reason.not_list");
        return none;
    }
    mds_conjunction *alternatives =
        mds_loader__alloc(at->in, mds_json_count(list), sizeof *alternatives);
    if (alternatives == NULL) {
        return none;
    }
    size_t count = 0;
    for (const mds_json *entry = mds_json_first(list); entry != NULL;
         entry = mds_json_next(entry)) {
        mds_conjunction *alternative = &alternatives[count];
        alternative->at = read_literals(at, member, entry, &alternative->count);
        if (alternative->count == 0) {
            mds_record__fault(at, member, "catalog.reason.empty");
        } else {
            count++;
        }
    }
    return (mds_condition){alternatives, count};
}

const uint32_t *mds_record__ordinals(const record *at, const char *member, const mds_map *ids,
                                     size_t *count)
{
    const mds_json *list = mds_json_member(at->object, member);

    *count = 0;
    return list == NULL ? NULL : mds_record__ids(at, member, list, ids, count);
}

const uint32_t *mds_record__ids(const record *at, const char *member, const mds_json *list,
                                const mds_map *ids, size_t *count)
{
    *count = 0;
    if (!mds_json_is_array(list)) {
        mds_record__fault(at, member, "catalog.reason.not_list");
        return NULL;
    }
    uint32_t *ordinals = mds_loader__alloc(at->in, mds_json_count(list), sizeof *ordinals);
    if (ordinals == NULL) {
        return NULL;
    }
    for (const mds_json *entry = mds_json_first(list); entry != NULL;
         entry = mds_json_next(entry)) {
        const uint32_t ordinal = resolve(at, mds_json_string(entry, ""), ids);
        if (ordinal != MDS_NO_ORDINAL) {
            ordinals[(*count)++] = ordinal;
        }
    }
    return ordinals;
}

record mds_record__begin(loader *in, const loaded_file *file, const mds_json *json,
                         const char *id_member, mds_map *ids, uint32_t ordinal,
                         const char **previous)
{
    record at = {in, file, "", json};

    at.id = mds_record__string(&at, id_member, true);
    if (ids != NULL && at.id[0] != '\0' && !mds_map_add(ids, at.id, ordinal)) {
        in->status = in->status == MDS_OK ? MDS_ECATALOG : in->status;
        mds_diag_add(in->diags, MDS_D_CATALOG_DUPLICATE, file->name, at.id, file->name, at.id,
                     NULL);
    }
    if (previous != NULL) {
        if (*previous != NULL && strcmp(*previous, at.id) > 0) {
            in->status = in->status == MDS_OK ? MDS_ECATALOG : in->status;
            mds_diag_add(in->diags, MDS_D_CATALOG_ORDER, file->name, at.id, file->name, at.id,
                         NULL);
        }
        *previous = at.id;
    }
    return at;
}
