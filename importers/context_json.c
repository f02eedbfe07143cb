/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deployment context in JSON (catalog/schema/context.schema.json). */
#include "context_build.h"

#include "base/json.h"
#include "base/num.h"
#include <mdsrisk/import.h>
#include <stdio.h>
#include <string.h>

/* A path is an entry, a point and a name of at most 80 bytes. */
enum { ENTRY_BYTES = 64, PATH_BYTES = 160 };

static void wrong_type(mds_context_build *b, const char *path, const char *expected)
{
    b->refused = true;
    mds_diag_add(b->diags, MDS_D_JSON_MEMBER_TYPE, b->file, path, path, expected, NULL);
}

/* A scalar as text; NULL, after a diagnostic, for an object or an array. null is "not given". */
static const char *scalar(mds_context_build *b, const mds_json *value, const char *path,
                          char number[MDS_NUM_SIZE])
{
    if (mds_json_is_string(value)) {
        return mds_json_string(value, "");
    }
    if (mds_json_is_null(value)) {
        return "";
    }
    if (mds_json_is_bool(value)) {
        return mds_json_bool(value, false) ? "true" : "false";
    }
    if (mds_json_is_number(value)) {
        mds_num_exact(number, mds_json_number(value, 0));
        return number;
    }
    wrong_type(b, path, "string");
    return NULL;
}

static bool is_comment(const mds_json *member)
{
    const char *name = mds_json_name(member);

    return name != NULL && name[0] == '/' && name[1] == '/';
}

static void read_environment(mds_context_build *b, const mds_json *object)
{
    char path[PATH_BYTES];
    char number[MDS_NUM_SIZE];

    if (!mds_json_is_object(object)) {
        wrong_type(b, "designated_environment", "object");
        return;
    }
    for (const mds_json *m = mds_json_first(object); m != NULL; m = mds_json_next(m)) {
        const char *name = mds_json_name(m);
        if (is_comment(m)) {
            continue;
        }
        (void)snprintf(path, sizeof path, "designated_environment.%.80s", name);
        if (!mds_context_knows(MDS_FIELDS_ENVIRONMENT, name)) {
            mds_context_unknown(b, MDS_FIELDS_ENVIRONMENT, name, path, path);
            continue;
        }
        const char *text = scalar(b, m, path, number);
        if (text != NULL) {
            mds_context_set(b, path, text, path);
        }
    }
}

/* Whether an entry of a list says anything: the template's empty ones do not. */
static bool is_blank(const mds_json *object)
{
    for (const mds_json *m = mds_json_first(object); m != NULL; m = mds_json_next(m)) {
        if (!is_comment(m) && !mds_json_is_null(m) && mds_json_string(m, "x")[0] != '\0') {
            return false;
        }
    }
    return true;
}

/* The name of an entry (its kind or fact), or NULL after a diagnostic. */
static const char *entry_name(mds_context_build *b, const mds_json *object, const char *member,
                              const char *entry)
{
    char path[PATH_BYTES];
    const char *name = mds_json_string(mds_json_member(object, member), "");

    if (name[0] == '\0') {
        (void)snprintf(path, sizeof path, "%s.%s", entry, member);
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_CONTEXT_UNNAMED, b->file, entry, path, NULL);
        return NULL;
    }
    return name;
}

static void twice(mds_context_build *b, const char *entry, const char *name, const char *first)
{
    b->refused = true;
    mds_diag_add(b->diags, MDS_D_CONTEXT_TWICE, b->file, entry, name, first, NULL);
}

static void read_control(mds_context_build *b, const mds_json *object, const char *entry)
{
    char path[PATH_BYTES];
    char number[MDS_NUM_SIZE];
    const char *first = NULL;
    const char *kind = entry_name(b, object, "kind", entry);

    if (kind == NULL) {
        return;
    }
    if (mds_context_has_record(b, kind, &first)) {
        twice(b, entry, kind, first);
        return;
    }
    (void)snprintf(path, sizeof path, "%s.kind", entry);
    mds_control_record *record = mds_context_record(b, kind, path, entry);
    for (const mds_json *m = mds_json_first(object); m != NULL && record != NULL;
         m = mds_json_next(m)) {
        const char *name = mds_json_name(m);
        if (is_comment(m)) {
            continue;
        }
        (void)snprintf(path, sizeof path, "%s.%.80s", entry, name);
        if (!mds_context_knows(MDS_FIELDS_CONTROL, name)) {
            mds_context_unknown(b, MDS_FIELDS_CONTROL, name, path, path);
            continue;
        }
        const char *text = scalar(b, m, path, number);
        if (text != NULL) {
            mds_context_set_record(b, record, name, path, text, path);
        }
    }
}

static void read_verified(mds_context_build *b, const mds_json *object, const char *entry)
{
    char path[PATH_BYTES];
    char number[MDS_NUM_SIZE];
    const char *first = NULL;
    const char *fact = entry_name(b, object, "fact", entry);

    if (fact == NULL) {
        return;
    }
    if (mds_context_has_verified(b, fact, &first)) {
        twice(b, entry, fact, first);
        return;
    }
    (void)snprintf(path, sizeof path, "%s.fact", entry);
    mds_verified_fact *verified = mds_context_verified(b, fact, path, entry);
    for (const mds_json *m = mds_json_first(object); m != NULL && verified != NULL;
         m = mds_json_next(m)) {
        const char *name = mds_json_name(m);
        if (is_comment(m)) {
            continue;
        }
        (void)snprintf(path, sizeof path, "%s.%.80s", entry, name);
        if (!mds_context_knows(MDS_FIELDS_VERIFIED, name)) {
            mds_context_unknown(b, MDS_FIELDS_VERIFIED, name, path, path);
            continue;
        }
        const char *text = scalar(b, m, path, number);
        if (text != NULL) {
            mds_context_set_verified(b, verified, name, path, text, path);
        }
    }
}

static void read_cost(mds_context_build *b, const mds_json *object, const char *entry)
{
    char path[PATH_BYTES];
    char number[MDS_NUM_SIZE];
    const char *first = NULL;
    const char *kind = entry_name(b, object, "kind", entry);

    if (kind == NULL) {
        return;
    }
    if (mds_context_has_cost(b, kind, &first)) {
        twice(b, entry, kind, first);
        return;
    }
    (void)snprintf(path, sizeof path, "%.60s.kind", entry);
    mds_treatment_cost *cost = mds_context_cost(b, kind, path, entry);
    for (const mds_json *m = mds_json_first(object); m != NULL && cost != NULL;
         m = mds_json_next(m)) {
        const char *name = mds_json_name(m);
        if (is_comment(m)) {
            continue;
        }
        (void)snprintf(path, sizeof path, "%.60s.%.80s", entry, name);
        if (!mds_context_knows(MDS_FIELDS_COST, name)) {
            mds_context_unknown(b, MDS_FIELDS_COST, name, path, path);
            continue;
        }
        const char *text = scalar(b, m, path, number);
        if (text != NULL) {
            mds_context_set_cost(b, cost, name, path, text, path);
        }
    }
}

static void read_document(mds_context_build *b, const mds_json *object, const char *entry)
{
    char path[PATH_BYTES];
    char number[MDS_NUM_SIZE];
    const char *first = NULL;
    const char *id = entry_name(b, object, "document", entry);

    if (id == NULL) {
        return;
    }
    if (mds_context_has_document(b, id, &first)) {
        twice(b, entry, id, first);
        return;
    }
    (void)snprintf(path, sizeof path, "%.60s.document", entry);
    mds_held_document *held = mds_context_document(b, id, path, entry);
    for (const mds_json *m = mds_json_first(object); m != NULL && held != NULL;
         m = mds_json_next(m)) {
        const char *name = mds_json_name(m);
        if (is_comment(m)) {
            continue;
        }
        (void)snprintf(path, sizeof path, "%.60s.%.80s", entry, name);
        if (!mds_context_knows(MDS_FIELDS_DOCUMENT, name)) {
            mds_context_unknown(b, MDS_FIELDS_DOCUMENT, name, path, path);
            continue;
        }
        const char *text = scalar(b, m, path, number);
        if (text != NULL) {
            mds_context_set_document(b, held, name, text);
        }
    }
}

static void read_list(mds_context_build *b, const mds_json *list, const char *name,
                      void (*read)(mds_context_build *b, const mds_json *object, const char *entry))
{
    char entry[ENTRY_BYTES];
    size_t i = 0;

    if (!mds_json_is_array(list)) {
        wrong_type(b, name, "array");
        return;
    }
    for (const mds_json *v = mds_json_first(list); v != NULL; v = mds_json_next(v)) {
        (void)snprintf(entry, sizeof entry, "%.40s[%zu]", name, i++);
        if (!mds_json_is_object(v)) {
            wrong_type(b, entry, "object");
        } else if (!is_blank(v)) {
            read(b, v, entry);
        }
    }
}

static void read_member(mds_context_build *b, const mds_json *m)
{
    const char *name = mds_json_name(m);
    char number[MDS_NUM_SIZE];

    if (is_comment(m) || strcmp(name, "format_version") == 0 || strcmp(name, "kind") == 0) {
        return;
    }
    if (!mds_context_knows(MDS_FIELDS_TOP, name)) {
        mds_context_unknown(b, MDS_FIELDS_TOP, name, name, name);
    } else if (mds_json_is_null(m)) {
        return;
    } else if (strcmp(name, "designated_environment") == 0) {
        read_environment(b, m);
    } else if (strcmp(name, "compensating_controls") == 0) {
        read_list(b, m, name, read_control);
    } else if (strcmp(name, "verified_facts") == 0) {
        read_list(b, m, name, read_verified);
    } else if (strcmp(name, "treatment_costs") == 0) {
        read_list(b, m, name, read_cost);
    } else if (strcmp(name, "documents") == 0) {
        read_list(b, m, name, read_document);
    } else {
        const char *text = scalar(b, m, name, number);
        if (text != NULL) {
            mds_context_set(b, name, text, name);
        }
    }
}

static bool check_head(mds_context_build *b, const mds_json *root)
{
    const mds_json *kind = mds_json_member(root, "kind");
    const double version = mds_json_number(mds_json_member(root, "format_version"), -1);

    if (!mds_json_is_object(root) || strcmp(mds_json_string(kind, ""), "context") != 0) {
        mds_diag_add(b->diags, MDS_D_CONTEXT_NOT_ONE, b->file, NULL, NULL);
        return false;
    }
    if (version < MDS_CONTEXT_FORMAT_VERSION || version > MDS_CONTEXT_FORMAT_VERSION) {
        char found[MDS_NUM_SIZE];
        char supported[24];
        mds_num_exact(found, version);
        (void)snprintf(supported, sizeof supported, "%d", MDS_CONTEXT_FORMAT_VERSION);
        mds_diag_add(b->diags, MDS_D_JSON_VERSION, b->file, "format_version",
                     mds_json_member(root, "format_version") != NULL ? found : "", supported, NULL);
        return false;
    }
    return true;
}

void mds_context_read_json(mds_context_build *b, const mds_source *source)
{
    mds_json *root = NULL;
    const mds_status status = mds_json_parse(&root, b->file, (const char *)mds_source_bytes(source),
                                             mds_source_size(source), b->diags);

    if (status != MDS_OK) {
        b->refused = status == MDS_EFORMAT;
        b->failed = b->refused ? MDS_OK : status;
    } else if (!check_head(b, root)) {
        b->refused = true;
    } else {
        for (const mds_json *m = mds_json_first(root); m != NULL; m = mds_json_next(m)) {
            read_member(b, m);
        }
    }
    mds_json_free(root);
}
