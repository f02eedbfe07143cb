/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the file behind a canonical disclosure was understood, and what was said of it: read again,
 * so that a disclosure that goes through JSON is the same afterwards. */
#include "form_json.h"

#include "base/json.h"
#include <mdsrisk/message.h>
#include <stdlib.h>
#include <string.h>

/* The index whose name a member has; \p count when it is none. */
static size_t named(const mds_json *object, const char *member, const char *(*name)(size_t),
                    size_t count)
{
    const char *text = mds_json_string(mds_json_member(object, member), "");
    size_t i = 0;

    while (i < count && strcmp(name(i), text) != 0) {
        i++;
    }
    return i;
}

static const char *role_name(size_t i)
{
    return mds_form_role_name((mds_form_role)i);
}

static const char *sense_name(size_t i)
{
    return mds_choice_sense_name((mds_choice_sense)i);
}

static const char *shape_name(size_t i)
{
    return mds_shape_name((mds_shape)i);
}

static const char *side_name(size_t i)
{
    return mds_choice_side_name((mds_choice_side)i);
}

static size_t count_member(const mds_json *object, const char *name)
{
    const double number = mds_json_number(mds_json_member(object, name), 0);

    return number >= 0 && number < 1e9 ? (size_t)number : 0;
}

static bool bool_member(const mds_json *object, const char *name)
{
    return mds_json_bool(mds_json_member(object, name), false);
}

static const char *text_of(mds_arena *arena, const mds_json *object, const char *name)
{
    const char *text = mds_json_string(mds_json_member(object, name), "");

    return mds_arena_strndup(arena, text, strlen(text));
}

static bool read_columns(mds_form_block *out, mds_arena *arena, const mds_json *list)
{
    mds_form_column *columns = mds_arena_alloc(arena, mds_json_count(list) + 1, sizeof *columns);

    if (columns == NULL) {
        return false;
    }
    for (const mds_json *v = mds_json_first(list); v != NULL; v = mds_json_next(v)) {
        const size_t role = named(v, "role", role_name, MDS_ROLE__COUNT);
        columns[out->column_count] =
            (mds_form_column){.role = role < MDS_ROLE__COUNT ? (mds_form_role)role : MDS_ROLE_OTHER,
                              .name = text_of(arena, v, "column"),
                              .heading = text_of(arena, v, "heading")};
        if (columns[out->column_count].name == NULL || columns[out->column_count].heading == NULL) {
            return false;
        }
        out->column_count++;
    }
    out->columns = columns;
    return true;
}

static bool read_signs(mds_form_block *out, mds_arena *arena, const mds_json *list)
{
    mds_form_sign *signs = mds_arena_alloc(arena, mds_json_count(list) + 1, sizeof *signs);

    if (signs == NULL) {
        return false;
    }
    for (const mds_json *v = mds_json_first(list); v != NULL; v = mds_json_next(v)) {
        const size_t sense = named(v, "means", sense_name, MDS_SENSE__COUNT);
        signs[out->sign_count] = (mds_form_sign){
            .sign = text_of(arena, v, "sign"),
            .sense = sense < MDS_SENSE__COUNT ? (mds_choice_sense)sense : MDS_SENSE_UNKNOWN,
            .count = count_member(v, "count")};
        if (signs[out->sign_count].sign == NULL) {
            return false;
        }
        out->sign_count++;
    }
    out->signs = signs;
    return true;
}

static bool read_block(mds_form_block *out, mds_arena *arena, const mds_json *value)
{
    const size_t shape = named(value, "shape", shape_name, MDS_SHAPE__COUNT);
    const size_t side = named(value, "marks_stand", side_name, MDS_SIDE__COUNT);

    *out =
        (mds_form_block){.sheet = text_of(arena, value, "sheet"),
                         .hidden = bool_member(value, "hidden"),
                         .shape = shape < MDS_SHAPE__COUNT ? (mds_shape)shape : MDS_SHAPE_CELL,
                         .answers = bool_member(value, "answers"),
                         .lies = bool_member(value, "lies"),
                         .side = side < MDS_SIDE__COUNT ? (mds_choice_side)side : MDS_SIDE_UNKNOWN,
                         .questions = count_member(value, "questions")};
    return out->sheet != NULL && read_columns(out, arena, mds_json_member(value, "columns")) &&
           read_signs(out, arena, mds_json_member(value, "signs"));
}

mds_status mds_form__json_layout(const mds_form_reading **out, mds_arena *arena,
                                 const mds_json *root)
{
    const mds_json *list = mds_json_member(root, "layout");
    mds_form_reading *reading = mds_arena_alloc(arena, 1, sizeof *reading);
    mds_form_block *blocks = mds_arena_alloc(arena, mds_json_count(list) + 1, sizeof *blocks);

    if (!mds_json_is_array(list)) {
        return MDS_OK;
    }
    if (reading == NULL || blocks == NULL) {
        return mds_arena_status(arena);
    }
    for (const mds_json *v = mds_json_first(list); v != NULL; v = mds_json_next(v)) {
        if (!read_block(&blocks[reading->block_count], arena, v)) {
            return mds_arena_status(arena);
        }
        reading->block_count++;
    }
    reading->blocks = blocks;
    *out = reading;
    return MDS_OK;
}

/* The code by its name, when the catalog knows it and it is no error: those are not of a form that
 * could be read. */
static bool read_code(mds_diag_code *out, const mds_catalog *catalog, const mds_json *message)
{
    const char *name = mds_json_string(mds_json_member(message, "code"), "");
    const mds_message *known = mds_catalog_message(catalog, name);

    if (known == NULL || known->severity == MDS_SEVERITY_ERROR) {
        return false;
    }
    *out = (mds_diag_code)strtol(name + 3, NULL, 10);
    return true;
}

bool mds_form__json_messages(const mds_catalog *catalog, const mds_json *root, const char *file,
                             mds_diags *diags)
{
    const mds_json *list = mds_json_member(root, "messages");

    if (!mds_json_is_array(list)) {
        return false;
    }
    for (const mds_json *v = mds_json_first(list); v != NULL; v = mds_json_next(v)) {
        if (!mds_json_is_array(mds_json_member(v, "args"))) {
            return false; /* of an older program, which did not say what the words rest on */
        }
    }
    for (const mds_json *v = mds_json_first(list); v != NULL; v = mds_json_next(v)) {
        const char *args[MDS_DIAG_ARGS] = {NULL};
        mds_diag_code code;
        size_t count = 0;
        if (!read_code(&code, catalog, v)) {
            continue;
        }
        for (const mds_json *arg = mds_json_first(mds_json_member(v, "args"));
             arg != NULL && count < MDS_DIAG_ARGS; arg = mds_json_next(arg)) {
            args[count++] = mds_json_string(arg, "");
        }
        mds_diag_add(diags, code, file, mds_json_string(mds_json_member(v, "where"), ""), args[0],
                     args[1], args[2], args[3], NULL);
    }
    return true;
}
