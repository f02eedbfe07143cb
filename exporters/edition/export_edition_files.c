/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of a catalog that a learned edition extends: what is in them stays as it is. */
#include <mdsrisk/export_edition.h>

#include "export_internal.h"
#include <stdio.h>
#include <string.h>

enum { DEEPEST = 64 /* of the values that are copied: as deep as a file may be */ };

static void copy_value(mds_jsonw *w, const mds_json *value, size_t depth)
{
    if (depth > DEEPEST) {
        mds_jsonw_null(w);
    } else if (mds_json_is_object(value) || mds_json_is_array(value)) {
        const bool object = mds_json_is_object(value);
        object ? mds_jsonw_object(w) : mds_jsonw_array(w);
        for (const mds_json *at = mds_json_first(value); at != NULL; at = mds_json_next(at)) {
            if (object) {
                mds_jsonw_name(w, mds_json_name(at));
            }
            copy_value(w, at, depth + 1);
        }
        object ? mds_jsonw_object_end(w) : mds_jsonw_array_end(w);
    } else if (mds_json_is_string(value)) {
        mds_jsonw_string(w, mds_json_string(value, ""));
    } else if (mds_json_is_number(value)) {
        mds_jsonw_number(w, mds_json_number(value, 0));
    } else if (mds_json_is_bool(value)) {
        mds_jsonw_bool(w, mds_json_bool(value, false));
    } else {
        mds_jsonw_null(w);
    }
}

static void copy_line(mds_jsonw *w, const mds_json *value)
{
    if (mds_json_is_object(value) || mds_json_is_array(value)) {
        mds_jsonw_inline_next(w);
    }
    copy_value(w, value, 0);
}

/* What writes the list that is extended, between the members that are copied. */
typedef struct extension {
    const char *member; /* the list's name */
    void (*put)(mds_jsonw *w, const mds_json *list, const void *payload);
    const void *payload;
} extension;

static mds_status extend(const char **out, mds_arena *arena, const mds_json *root,
                         const extension *with)
{
    mds_strbuf buf;
    mds_jsonw w;

    mds_strbuf_init(&buf, MDS_EXPORT_LIMIT);
    mds_jsonw_init(&w, &buf);
    mds_jsonw_object(&w);
    for (const mds_json *at = mds_json_first(root); at != NULL; at = mds_json_next(at)) {
        mds_jsonw_name(&w, mds_json_name(at));
        if (strcmp(mds_json_name(at), with->member) == 0) {
            mds_jsonw_array(&w);
            with->put(&w, at, with->payload);
            mds_jsonw_array_end(&w);
        } else {
            copy_line(&w, at);
        }
    }
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(&buf, '\n');
    mds_status status = buf.status;
    const char *text = status == MDS_OK ? mds_strbuf_copy(&buf, arena) : NULL;
    if (status == MDS_OK && text == NULL) {
        status = mds_arena_status(arena);
    }
    mds_strbuf_finish(&buf);
    if (status == MDS_OK) {
        *out = text;
    }
    return status;
}

typedef struct new_clauses {
    const mds_clause *at;
    size_t count;
} new_clauses;

static void put_text(mds_jsonw *w, const char *name, const mds_text *text)
{
    mds_jsonw_name(w, name);
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "en", text->in[MDS_LANG_EN]);
    mds_jsonw_member_string(w, "ja", text->in[MDS_LANG_JA]);
    mds_jsonw_object_end(w);
}

static void put_clause(mds_jsonw *w, const mds_clause *clause)
{
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "id", clause->id);
    mds_jsonw_member_string(w, MDS_LEARNED_MARK, clause->source);
    put_text(w, "label", &clause->label);
    put_text(w, "title", &clause->title);
    mds_jsonw_member_string(w, "certainty", mds_certainty_name(clause->certainty));
    mds_jsonw_member_string(w, "source", clause->source);
    mds_jsonw_object_end(w);
}

static void put_clauses(mds_jsonw *w, const mds_json *list, const void *payload)
{
    const new_clauses *fresh = payload;
    size_t next = 0;

    for (const mds_json *at = mds_json_first(list); at != NULL; at = mds_json_next(at)) {
        const char *id = mds_json_string(mds_json_member(at, "id"), "");
        bool again = false;
        while (next < fresh->count && strcmp(fresh->at[next].id, id) <= 0) {
            again = strcmp(fresh->at[next].id, id) == 0;
            put_clause(w, &fresh->at[next++]);
        }
        if (!again) {
            copy_line(w, at);
        }
    }
    while (next < fresh->count) {
        put_clause(w, &fresh->at[next++]);
    }
}

mds_status mds_export_edition_guideline(const char **out, mds_arena *arena, const char *name,
                                        const char *json, size_t n, const mds_clause *clauses,
                                        size_t count, mds_diags *diags)
{
    const new_clauses fresh = {clauses, count};
    const extension with = {"records", put_clauses, &fresh};
    mds_json *root = NULL;
    mds_status status = mds_json_parse(&root, name, json, n, diags);

    if (status == MDS_OK) {
        status = extend(out, arena, root, &with);
    }
    mds_json_free(root);
    return status;
}

typedef struct new_files {
    const mds_edition_file *at;
    size_t count;
} new_files;

static bool is_listed(const mds_json *list, const char *name)
{
    for (const mds_json *at = mds_json_first(list); at != NULL; at = mds_json_next(at)) {
        if (strcmp(mds_json_string(mds_json_member(at, "file"), ""), name) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether an entry is the last of its kind. */
static bool is_last(const mds_json *entry)
{
    const char *kind = mds_json_string(mds_json_member(entry, "kind"), "");

    for (const mds_json *at = mds_json_next(entry); at != NULL; at = mds_json_next(at)) {
        if (strcmp(mds_json_string(mds_json_member(at, "kind"), ""), kind) == 0) {
            return false;
        }
    }
    return true;
}

static bool has_kind(const mds_json *list, const char *kind)
{
    for (const mds_json *at = mds_json_first(list); at != NULL; at = mds_json_next(at)) {
        if (strcmp(mds_json_string(mds_json_member(at, "kind"), ""), kind) == 0) {
            return true;
        }
    }
    return false;
}

static void put_file(mds_jsonw *w, const mds_edition_file *file)
{
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "file", file->name);
    mds_jsonw_member_string(w, "kind", file->kind);
    mds_jsonw_object_end(w);
}

static void put_files(mds_jsonw *w, const mds_json *list, const char *kind, const new_files *fresh)
{
    for (size_t i = 0; i < fresh->count; i++) {
        if (strcmp(fresh->at[i].kind, kind) == 0 && !is_listed(list, fresh->at[i].name)) {
            put_file(w, &fresh->at[i]);
        }
    }
}

static void put_manifest(mds_jsonw *w, const mds_json *list, const void *payload)
{
    const new_files *fresh = payload;

    for (const mds_json *at = mds_json_first(list); at != NULL; at = mds_json_next(at)) {
        copy_line(w, at);
        if (is_last(at)) {
            put_files(w, list, mds_json_string(mds_json_member(at, "kind"), ""), fresh);
        }
    }
    /* Of a kind that there was none of. */
    for (size_t i = 0; i < fresh->count; i++) {
        if (!has_kind(list, fresh->at[i].kind)) {
            put_file(w, &fresh->at[i]);
        }
    }
}

mds_status mds_export_edition_manifest(const char **out, mds_arena *arena, const char *name,
                                       const char *json, size_t n, const mds_edition_file *files,
                                       size_t count, mds_diags *diags)
{
    const new_files fresh = {files, count};
    const extension with = {"files", put_manifest, &fresh};
    mds_json *root = NULL;
    mds_status status = mds_json_parse(&root, name, json, n, diags);

    if (status == MDS_OK) {
        status = extend(out, arena, root, &with);
    }
    mds_json_free(root);
    return status;
}
