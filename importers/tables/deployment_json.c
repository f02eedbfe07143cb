/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deployment in JSON (catalog/data/schema/context.schema.json). */
#include "deployment_build.h"

#include "base/json.h"
#include "base/num.h"
#include <mdsrisk/import.h>
#include <stdio.h>
#include <string.h>

/* A path is an entry, a point and a name of at most 80 bytes. */
enum { ENTRY_BYTES = 64, PATH_BYTES = 160 };

static void wrong_type(mds_deployment_build *b, const char *path, const char *expected)
{
    b->refused = true;
    mds_diag_add(b->diags, MDS_D_JSON_MEMBER_TYPE, b->file, path, path, expected, NULL);
}

/* A scalar as text; NULL, after a diagnostic, for an object or an array. null is "not given". */
static const char *scalar(mds_deployment_build *b, const mds_json *value, const char *path,
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

/* The members of an object at the top: designated_environment, network_zone_basis. */
static void read_object(mds_deployment_build *b, const mds_json *object, mds_deployment_group group)
{
    const char *called = mds_json_name(object);
    char path[PATH_BYTES];
    char number[MDS_NUM_SIZE];

    if (!mds_json_is_object(object)) {
        wrong_type(b, called, "object");
        return;
    }
    for (const mds_json *m = mds_json_first(object); m != NULL; m = mds_json_next(m)) {
        const char *name = mds_json_name(m);
        const mds_deployment_member *member = mds_deployment_member_of(group, name);
        if (is_comment(m)) {
            continue;
        }
        (void)snprintf(path, sizeof path, "%.40s.%.80s", called, name);
        if (member == NULL) {
            mds_deployment__unknown(b, group, name, path, path);
            continue;
        }
        const char *text = scalar(b, m, path, number);
        if (text != NULL) {
            mds_deployment__set(b, member, path, text, path);
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

/* The entry of a list that \p object begins, or NULL after a diagnostic: one name, one entry. */
static void *begin_entry(mds_deployment_build *b, mds_deployment_group group,
                         const mds_json *object, const char *entry)
{
    size_t count = 0;
    const char *naming = mds_deployment_members(group, &count)->name;
    const char *name = mds_json_string(mds_json_member(object, naming), "");
    char path[PATH_BYTES];

    (void)snprintf(path, sizeof path, "%.60s.%s", entry, naming);
    if (name[0] == '\0') {
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_UNNAMED, b->file, entry, path, NULL);
        return NULL;
    }
    const uint32_t ordinal = mds_deployment__naming(b, group, name, path, entry);
    if (ordinal == MDS_NO_ORDINAL) {
        return NULL;
    }
    const void *first = mds_deployment__entry(b, group, ordinal);
    if (first != NULL) {
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_TWICE, b->file, entry, name,
                     mds_deployment__entry_where(group, first), NULL);
        return NULL;
    }
    return mds_deployment__add_entry(b, group, ordinal, entry);
}

static void read_entry(mds_deployment_build *b, mds_deployment_group group, const mds_json *object,
                       const char *entry)
{
    char path[PATH_BYTES];
    char number[MDS_NUM_SIZE];
    void *begun = begin_entry(b, group, object, entry);

    for (const mds_json *m = mds_json_first(object); m != NULL && begun != NULL;
         m = mds_json_next(m)) {
        const char *name = mds_json_name(m);
        const mds_deployment_member *member = mds_deployment_member_of(group, name);
        if (is_comment(m)) {
            continue;
        }
        (void)snprintf(path, sizeof path, "%.60s.%.80s", entry, name);
        if (member == NULL) {
            mds_deployment__unknown(b, group, name, path, path);
            continue;
        }
        const char *text = scalar(b, m, path, number);
        if (text != NULL) {
            mds_deployment__set_entry(b, group, begun, member, path, text, path);
        }
    }
}

static void read_list(mds_deployment_build *b, const mds_json *list, mds_deployment_group group)
{
    const char *name = mds_json_name(list);
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
            read_entry(b, group, v, entry);
        }
    }
}

static void read_member(mds_deployment_build *b, const mds_json *m)
{
    const char *name = mds_json_name(m);
    const mds_deployment_member *member = mds_deployment_member_of(MDS_MEMBERS_TOP, name);
    char number[MDS_NUM_SIZE];

    if (is_comment(m)) {
        return;
    }
    if (member == NULL) {
        mds_deployment__unknown(b, MDS_MEMBERS_TOP, name, name, name);
    } else if (member->type == MDS_MEMBER_HEAD || mds_json_is_null(m)) {
        return;
    } else if (member->type != MDS_MEMBER_GROUP) {
        const char *text = scalar(b, m, name, number);
        if (text != NULL) {
            mds_deployment__set(b, member, name, text, name);
        }
    } else if (mds_deployment_list_of(member->group)->entry_size > 0) {
        read_list(b, m, member->group);
    } else {
        read_object(b, m, member->group);
    }
}

static bool check_head(mds_deployment_build *b, const mds_json *root)
{
    const mds_json *kind = mds_json_member(root, "kind");
    const double version = mds_json_number(mds_json_member(root, "format_version"), -1);

    if (!mds_json_is_object(root) || strcmp(mds_json_string(kind, ""), "context") != 0) {
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NOT_ONE, b->file, NULL, NULL);
        return false;
    }
    if (version < MDS_DEPLOYMENT_FORMAT_VERSION || version > MDS_DEPLOYMENT_FORMAT_VERSION) {
        char found[MDS_NUM_SIZE];
        char supported[24];
        mds_num_exact(found, version);
        (void)snprintf(supported, sizeof supported, "%d", MDS_DEPLOYMENT_FORMAT_VERSION);
        mds_diag_add(b->diags, MDS_D_JSON_VERSION, b->file, "format_version",
                     mds_json_member(root, "format_version") != NULL ? found : "", supported, NULL);
        return false;
    }
    return true;
}

void mds_deployment__read_json(mds_deployment_build *b, const mds_source *source)
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
