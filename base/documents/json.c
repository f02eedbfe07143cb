/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include "base/utf8.h"
#include "json_part.h"
#include <cjson/cJSON.h>
#include <math.h>
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

mds_status mds_json__refuse(const char *file, const char *text, size_t offset, const char *reason,
                            mds_diags *diags)
{
    char where[32];
    size_t line = 1;

    for (size_t i = 0; i < offset; i++) {
        line += text[i] == '\n';
    }
    (void)snprintf(where, sizeof where, "L%zu", line);
    mds_diag_add(diags, MDS_D_JSON_INVALID, file, where, reason, NULL);
    return MDS_EFORMAT;
}

/* Finds what the parser would accept and must not: nesting that is too deep, more values than
 * memory is meant for, and \u0000, which would end a string early. Returns the offset, or n. */
static size_t scan(const char *text, size_t n, const char **reason)
{
    int depth = 0;
    size_t values = 1;
    bool in_string = false;

    for (size_t i = 0; i < n; i++) {
        const char c = text[i];
        if (in_string && c == '\\') {
            if (n - i >= 6 && memcmp(text + i, "\\u0000", 6) == 0) {
                *reason = "json.reason.nul";
                return i;
            }
            i++;
        } else if (c == '"') {
            in_string = !in_string;
        } else if (in_string) {
            continue;
        } else if ((c == '{' || c == '[') && ++depth > MDS_LIMIT_JSON_DEPTH) {
            *reason = "json.reason.depth";
            return i;
        } else if ((c == '{' || c == '[' || c == ',') && ++values > MDS_LIMIT_JSON_VALUES) {
            *reason = "json.reason.values";
            return i;
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return n;
}

static int compare_names(const void *a, const void *b)
{
    const char *const *left = a;
    const char *const *right = b;
    return strcmp(*left, *right);
}

/* Whether two members of \p object share a name; small objects pairwise, large ones sorted. */
static mds_status find_duplicate(const cJSON *object, bool *found)
{
    enum { SMALL = 24 };
    const char *few[SMALL];
    size_t count = 0;
    const cJSON *member;

    cJSON_ArrayForEach(member, object)
    {
        count++;
    }
    const char **names = count <= SMALL ? few : malloc(count * sizeof *names);
    if (names == NULL) {
        return MDS_ENOMEM;
    }
    size_t i = 0;
    cJSON_ArrayForEach(member, object)
    {
        names[i++] = member->string;
    }
    if (count > 1) {
        qsort(names, count, sizeof *names, compare_names);
    }
    for (i = 1; i < count && !*found; i++) {
        *found = strcmp(names[i - 1], names[i]) == 0;
    }
    if (names != few) {
        free(names);
    }
    return MDS_OK;
}

/* Walks the parsed tree; its depth was bounded by scan(). */
static mds_status check_tree(const cJSON *value, const char **reason)
{
    if (cJSON_IsNumber(value) && !isfinite(value->valuedouble)) {
        *reason = "json.reason.number";
        return MDS_EFORMAT;
    }
    if (cJSON_IsObject(value)) {
        bool duplicate = false;
        const mds_status status = find_duplicate(value, &duplicate);
        if (status != MDS_OK) {
            return status;
        }
        if (duplicate) {
            *reason = "json.reason.duplicate";
            return MDS_EFORMAT;
        }
    }
    const cJSON *child;
    cJSON_ArrayForEach(child, value)
    {
        if (child->child == NULL && !cJSON_IsNumber(child)) {
            continue;
        }
        const mds_status status = check_tree(child, reason);
        if (status != MDS_OK) {
            return status;
        }
    }
    return MDS_OK;
}

/* Parses \p n bytes at \p text, which lies in a document that begins at \p whole. */
static mds_status parse(mds_json **out, const char *file, const char *whole, const char *text,
                        size_t n, mds_diags *diags)
{
    const size_t before = (size_t)(text - whole);
    const char *reason = "json.reason.syntax";
    size_t bad = 0;

    if (n > MDS_LIMIT_TEXT_BYTES) {
        return mds_json__refuse(file, whole, before, "json.reason.size", diags);
    }
    if (!mds_utf8_valid(text, n, &bad)) {
        return mds_json__refuse(file, whole, before + bad, "json.reason.utf8", diags);
    }
    bad = scan(text, n, &reason);
    if (bad < n) {
        return mds_json__refuse(file, whole, before + bad, reason, diags);
    }
    const char *end = text; /* where the parser gave up, or was done */
    cJSON *root = cJSON_ParseWithLengthOpts(text, n, &end, 0);
    size_t offset = end >= text && end <= text + n ? (size_t)(end - text) : n;
    while (root != NULL && offset < n && strchr(" \t\r\n", text[offset]) != NULL) {
        offset++;
    }
    if (root != NULL && offset < n) { /* something follows the value */
        cJSON_Delete(root);
        root = NULL;
    }
    if (root == NULL) {
        return mds_json__refuse(file, whole, before + offset, reason, diags);
    }
    const mds_status status = check_tree(root, &reason);
    if (status != MDS_OK) {
        cJSON_Delete(root);
        return status == MDS_EFORMAT ? mds_json__refuse(file, whole, before, reason, diags)
                                     : status;
    }
    *out = root;
    return MDS_OK;
}

mds_status mds_json_parse(mds_json **out, const char *file, const char *text, size_t n,
                          mds_diags *diags)
{
    const size_t mark = mds_json__mark(text, n);

    return parse(out, file, text + mark, text + mark, n - mark, diags);
}

mds_status mds_json__parse_part(mds_json **out, const char *file, const char *whole,
                                const char *text, size_t n, mds_diags *diags)
{
    return parse(out, file, whole, text, n, diags);
}

size_t mds_json__mark(const char *text, size_t n)
{
    return n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

void mds_json_free(mds_json *root)
{
    cJSON_Delete(root);
}

bool mds_json_is_object(const mds_json *value)
{
    return cJSON_IsObject(value);
}

bool mds_json_is_array(const mds_json *value)
{
    return cJSON_IsArray(value);
}

bool mds_json_is_string(const mds_json *value)
{
    return cJSON_IsString(value);
}

bool mds_json_is_number(const mds_json *value)
{
    return cJSON_IsNumber(value);
}

bool mds_json_is_bool(const mds_json *value)
{
    return cJSON_IsBool(value);
}

bool mds_json_is_null(const mds_json *value)
{
    return cJSON_IsNull(value);
}

const mds_json *mds_json_member(const mds_json *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

const mds_json *mds_json_first(const mds_json *container)
{
    return container != NULL ? container->child : NULL;
}

const mds_json *mds_json_next(const mds_json *value)
{
    return value->next;
}

const char *mds_json_name(const mds_json *value)
{
    return value->string;
}

size_t mds_json_count(const mds_json *container)
{
    size_t count = 0;
    const cJSON *child;

    cJSON_ArrayForEach(child, container)
    {
        count++;
    }
    return count;
}

const char *mds_json_string(const mds_json *value, const char *otherwise)
{
    return cJSON_IsString(value) ? value->valuestring : otherwise;
}

double mds_json_number(const mds_json *value, double otherwise)
{
    return cJSON_IsNumber(value) ? value->valuedouble : otherwise;
}

bool mds_json_bool(const mds_json *value, bool otherwise)
{
    return cJSON_IsBool(value) ? cJSON_IsTrue(value) != 0 : otherwise;
}
