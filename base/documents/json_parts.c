/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large document member by member: where each value ends is found by its brackets and quotes, and
 * the value is then parsed by itself with all checks. */
#include "json_part.h"

#include <mdsrisk/limits.h>
#include <string.h>

typedef struct parts {
    const char *file, *text; /* behind a byte order mark */
    size_t n, at;
    mds_diags *diags;
    mds_json_part_fn take;
    void *payload;
    mds_json *names[MDS_LIMIT_JSON_MEMBERS]; /* strings: those of the root's members */
    size_t name_count;
} parts;

static mds_status refuse(const parts *p, const char *reason)
{
    return mds_json__refuse(p->file, p->text, p->at < p->n ? p->at : p->n, reason, p->diags);
}

/* The next byte that is no white space; NUL at the end. */
static char peek(parts *p)
{
    while (p->at < p->n && strchr(" \t\r\n", p->text[p->at]) != NULL && p->text[p->at] != '\0') {
        p->at++;
    }
    return p->at < p->n ? p->text[p->at] : '\0';
}

static size_t string_end(const parts *p, size_t i)
{
    for (i++; i < p->n && p->text[i] != '"'; i++) {
        i += p->text[i] == '\\';
    }
    return i < p->n ? i + 1 : p->n;
}

/* Behind the value that begins here; whether it is one at all is for the parser to say. */
static size_t value_end(const parts *p)
{
    size_t i = p->at;
    size_t depth = 0;

    while (i < p->n) {
        const char c = p->text[i];
        if (c == '"') {
            i = string_end(p, i);
        } else if (c == '{' || c == '[') {
            depth++;
            i++;
        } else if (c == '}' || c == ']') {
            if (depth == 0) {
                return i;
            }
            depth--;
            i++;
        } else if (depth == 0 && (c == ',' || c == ':')) {
            return i;
        } else {
            i++;
        }
        if (depth == 0 && (c == '"' || c == '}' || c == ']')) {
            return i;
        }
    }
    return p->n;
}

static mds_status parse_here(parts *p, mds_json **out)
{
    const size_t end = value_end(p);
    const mds_status status =
        mds_json__parse_part(out, p->file, p->text, p->text + p->at, end - p->at, p->diags);

    if (status == MDS_OK) {
        p->at = end;
    }
    return status;
}

static mds_status take_value(parts *p, const char *member, size_t index)
{
    mds_json *value = NULL;
    mds_status status = parse_here(p, &value);

    if (status == MDS_OK) {
        status = p->take(p->payload, member, index, value);
    }
    mds_json_free(value);
    return status;
}

/* Behind a value: a comma, or the end of what holds it. */
static mds_status next(parts *p, char closing, bool *more)
{
    const char c = peek(p);

    *more = c == ',';
    if (c != ',' && c != closing) {
        return refuse(p, "json.reason.syntax");
    }
    p->at++;
    return MDS_OK;
}

static mds_status take_elements(parts *p, const char *member)
{
    mds_status status = MDS_OK;
    bool more = true;

    p->at++;
    if (peek(p) == ']') {
        p->at++;
        return MDS_OK;
    }
    for (size_t i = 0; more && status == MDS_OK; i++) {
        (void)peek(p);
        status = take_value(p, member, i);
        if (status == MDS_OK) {
            status = next(p, ']', &more);
        }
    }
    return status;
}

static bool is_known(const parts *p, const char *name)
{
    for (size_t i = 0; i < p->name_count; i++) {
        if (strcmp(mds_json_string(p->names[i], ""), name) == 0) {
            return true;
        }
    }
    return false;
}

/* The name of a member and its colon. */
static mds_status take_name(parts *p, const char **out)
{
    if (peek(p) != '"') {
        return refuse(p, "json.reason.syntax");
    }
    if (p->name_count == MDS_LIMIT_JSON_MEMBERS) {
        return refuse(p, "json.reason.values");
    }
    mds_json *name = NULL;
    const mds_status status = parse_here(p, &name);
    if (status != MDS_OK) {
        return status;
    }
    const bool again = is_known(p, mds_json_string(name, ""));
    p->names[p->name_count++] = name;
    *out = mds_json_string(name, "");
    if (again) {
        return refuse(p, "json.reason.duplicate");
    }
    if (peek(p) != ':') {
        return refuse(p, "json.reason.syntax");
    }
    p->at++;
    return MDS_OK;
}

static mds_status take_members(parts *p)
{
    mds_status status = MDS_OK;
    bool more = true;

    p->at++;
    if (peek(p) == '}') {
        p->at++;
        return MDS_OK;
    }
    while (more && status == MDS_OK) {
        const char *name = "";
        status = take_name(p, &name);
        if (status == MDS_OK) {
            status = peek(p) == '[' ? take_elements(p, name) : take_value(p, name, MDS_JSON_WHOLE);
        }
        if (status == MDS_OK) {
            status = next(p, '}', &more);
        }
    }
    return status;
}

mds_status mds_json_each_part(const char *file, const char *text, size_t n, mds_diags *diags,
                              mds_json_part_fn take, void *payload)
{
    const size_t mark = mds_json__mark(text, n);
    parts p = {.file = file,
               .text = text + mark,
               .n = n - mark,
               .diags = diags,
               .take = take,
               .payload = payload};
    const char first = peek(&p);

    mds_status status = first == '{'   ? take_members(&p)
                        : first == '[' ? take_elements(&p, "")
                                       : refuse(&p, "json.reason.syntax");
    (void)peek(&p);
    if (status == MDS_OK && p.at < p.n) {
        status = refuse(&p, "json.reason.syntax");
    }
    for (size_t i = 0; i < p.name_count; i++) {
        mds_json_free(p.names[i]);
    }
    return status;
}
