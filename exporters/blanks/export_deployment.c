/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deployment to fill in. It imports as it is: every value is the documented default,
 * every compensating control is there as not in place. The comments name what is allowed. */
#include "base/json.h"
#include "base/num.h"
#include "engine/deployment_members.h"
#include "export_internal.h"

#include <string.h>

enum { COMMENT_LIMIT = 1 << 16, DEPLOYMENT_FORMAT_VERSION = 1 };

typedef struct draft {
    mds_strbuf *out;
    mds_strbuf path;    /* of the field at hand */
    mds_strbuf comment; /* and what is allowed in it */
    mds_value_source from;
    mds_deployment empty; /* the defaults that the draft shows */
    mds_lang lang;
    mds_status status; /* the first failure of a buffer other than out */
} draft;

/* A buffer forgets its failure when it is used again. */
static void check(draft *t, const mds_strbuf *buf)
{
    if (t->status == MDS_OK) {
        t->status = buf->status;
    }
}

static const char *text(const draft *t, const char *key)
{
    return key[0] != '\0' ? mds_catalog_text(t->from.catalog, t->lang, key) : "";
}

/* "id = title" of each value that is allowed. */
static const char *allowed(draft *t, mds_value_set set)
{
    const size_t count = mds_value_set_size(&t->from, set);

    mds_strbuf_clear(&t->comment);
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_puts(&t->comment, i > 0 ? text(t, "list.separator") : "");
        mds_strbuf_puts(&t->comment, mds_value_id(&t->from, set, i));
        mds_strbuf_puts(&t->comment, " = ");
        mds_strbuf_puts(&t->comment, mds_value_title(&t->from, set, i, t->lang));
    }
    check(t, &t->comment);
    return t->comment.p;
}

/* What is said beside a member: the values that are allowed, what it means, or its name. */
static const char *comment_of(draft *t, const mds_deployment_member *member)
{
    if (member->type == MDS_MEMBER_CHOICE) {
        return allowed(t, member->values);
    }
    return text(t, member->note[0] != '\0' ? member->note : member->label);
}

/* "Network segmentation: limits who can reach the device" */
static const char *about_control(draft *t, const mds_compensating *kind, const char *more)
{
    mds_strbuf_clear(&t->path);
    mds_strbuf_puts(&t->path, kind->title.in[t->lang]);
    mds_strbuf_puts(&t->path, ": ");
    mds_strbuf_puts(&t->path, more);
    check(t, &t->path);
    return t->path.p;
}

/* The default of a member as text; "" where nothing is assumed. */
static const char *default_text(const draft *t, const void *base,
                                const mds_deployment_member *member, char number[MDS_NUM_SIZE])
{
    const char *at = (const char *)base + member->offset;
    uint32_t ordinal = 0;
    double value = 0;
    bool truth = false;

    if (member->type == MDS_MEMBER_CHOICE) {
        memcpy(&ordinal, at, sizeof ordinal);
        return mds_value_id(&t->from, member->values, ordinal);
    }
    if (member->type == MDS_MEMBER_NUMBER) {
        memcpy(&value, at, sizeof value);
        mds_num_exact(number, value);
        return number;
    }
    if (member->type == MDS_MEMBER_YES_NO) {
        memcpy(&truth, at, sizeof truth);
        return truth ? "true" : "false";
    }
    return "";
}

static void json_comment(draft *t, mds_jsonw *w, const char *member, const char *comment)
{
    mds_strbuf name;
    mds_strbuf_init(&name, COMMENT_LIMIT);
    mds_strbuf_printf(&name, "// %s", member);
    check(t, &name);
    mds_jsonw_member_string(w, name.p, comment);
    mds_strbuf_finish(&name);
}

/* A number and a truth value need no quotes in JSON. */
static void json_value(draft *t, mds_jsonw *w, const void *base,
                       const mds_deployment_member *member)
{
    char number[MDS_NUM_SIZE];
    const char *value = default_text(t, base, member, number);

    if (member->type == MDS_MEMBER_YES_NO) {
        mds_jsonw_member_bool(w, member->name, strcmp(value, "true") == 0);
    } else if (member->type == MDS_MEMBER_NUMBER) {
        double parsed = 0;
        memcpy(&parsed, (const char *)base + member->offset, sizeof parsed);
        mds_jsonw_member_number(w, member->name, parsed);
    } else {
        mds_jsonw_member_string(w, member->name, value);
    }
}

static void json_control(draft *t, mds_jsonw *w, uint32_t ordinal)
{
    const mds_compensating *kind = &t->from.catalog->compensating[ordinal];
    mds_control_record empty;
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(MDS_MEMBERS_CONTROL, &count);

    memcpy(&empty, mds_deployment_list_of(MDS_MEMBERS_CONTROL)->empty, sizeof empty);
    empty.compensating = ordinal;
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "//", about_control(t, kind, kind->acts_on.in[t->lang]));
    for (size_t i = 0; i < count; i++) {
        json_value(t, w, &empty, &members[i]);
    }
    mds_jsonw_object_end(w);
}

/* Each control is there as not in place, what its members mean once before all of them. */
static void json_controls(draft *t, mds_jsonw *w, const mds_deployment_member *group)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group->group, &count);

    for (size_t i = 1; i < count; i++) {
        json_comment(t, w, members[i].name, comment_of(t, &members[i]));
    }
    mds_jsonw_name(w, group->name);
    mds_jsonw_array(w);
    for (uint32_t i = 0; i < t->from.catalog->compensating_count; i++) {
        json_control(t, w, i);
    }
    mds_jsonw_array_end(w);
}

/* The controls are few and are there; other lists are empty, an object has its members. */
static void json_group(draft *t, mds_jsonw *w, const mds_deployment_member *group)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group->group, &count);

    json_comment(t, w, group->name, text(t, group->note));
    if (group->group == MDS_MEMBERS_CONTROL) {
        json_controls(t, w, group);
        return;
    }
    mds_jsonw_name(w, group->name);
    if (mds_deployment_list_of(group->group)->entry_size > 0) {
        mds_jsonw_array(w);
        mds_jsonw_array_end(w);
        return;
    }
    mds_jsonw_object(w);
    for (size_t i = 0; i < count; i++) {
        json_value(t, w, &t->empty, &members[i]);
    }
    mds_jsonw_object_end(w);
}

static void put_json(draft *t)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(MDS_MEMBERS_TOP, &count);
    mds_jsonw w;

    mds_jsonw_init(&w, t->out);
    mds_jsonw_object(&w);
    mds_jsonw_member_string(&w, "//", text(t, "context.intro"));
    mds_jsonw_member_uint(&w, "format_version", DEPLOYMENT_FORMAT_VERSION);
    mds_jsonw_member_string(&w, "kind", "context");
    for (size_t i = 0; i < count; i++) {
        if (members[i].type == MDS_MEMBER_GROUP) {
            json_group(t, &w, &members[i]);
        } else if (members[i].type != MDS_MEMBER_HEAD) {
            json_comment(t, &w, members[i].name, comment_of(t, &members[i]));
            json_value(t, &w, &t->empty, &members[i]);
        }
    }
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(t->out, '\n');
}

static void csv_field(draft *t, const char *field, const char *value, const char *comment)
{
    mds_export__csv_text(t->out, field);
    mds_strbuf_putc(t->out, ',');
    mds_export__csv_text(t->out, value);
    mds_strbuf_putc(t->out, ',');
    mds_export__csv_text(t->out, comment);
    mds_strbuf_puts(t->out, "\r\n");
}

static void csv_object(draft *t, const mds_deployment_member *group)
{
    char number[MDS_NUM_SIZE];
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group->group, &count);

    for (size_t i = 0; i < count; i++) {
        mds_strbuf_clear(&t->path);
        mds_strbuf_printf(&t->path, "%s.%s", group->name, members[i].name);
        check(t, &t->path);
        csv_field(t, t->path.p, default_text(t, &t->empty, &members[i], number),
                  i == 0 ? text(t, group->note) : "");
    }
}

/* What is said beside a member of an entry. The first row of a control says in words which one it
 * is, that of a document its title: their ids are English. */
static const char *entry_comment(draft *t, const mds_deployment_member *group, size_t entry,
                                 size_t member)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group->group, &count);

    if (group->group == MDS_MEMBERS_CONTROL) {
        const char *comment = comment_of(t, &members[member]);
        return member == 1 ? about_control(t, &t->from.catalog->compensating[entry], comment)
                           : comment;
    }
    if (group->group == MDS_MEMBERS_DOCUMENT) {
        return mds_value_title(&t->from, members->values, entry, t->lang);
    }
    return entry == 0 && member == 1 ? text(t, group->note) : "";
}

static void csv_entry(draft *t, const mds_deployment_member *group, size_t entry)
{
    char number[MDS_NUM_SIZE];
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group->group, &count);
    const void *empty = mds_deployment_list_of(group->group)->empty;

    for (size_t i = 1; i < count; i++) {
        const bool says_nothing = group->group != MDS_MEMBERS_CONTROL;
        mds_strbuf field;
        mds_strbuf_init(&field, COMMENT_LIMIT);
        mds_strbuf_printf(&field, "%s.%s.%s", group->name,
                          mds_value_id(&t->from, members->values, entry), members[i].name);
        check(t, &field);
        csv_field(t, field.p, says_nothing ? "" : default_text(t, empty, &members[i], number),
                  entry_comment(t, group, entry, i));
        mds_strbuf_finish(&field);
    }
}

/* Every entry that a list may have, but for the facts, which are too many. */
static void csv_group(draft *t, const mds_deployment_member *group)
{
    size_t count = 0;
    const mds_value_set names = mds_deployment_members(group->group, &count)->values;

    if (mds_deployment_list_of(group->group)->entry_size == 0) {
        csv_object(t, group);
    } else if (group->group != MDS_MEMBERS_VERIFIED) {
        for (size_t i = 0; i < mds_value_set_size(&t->from, names); i++) {
            csv_entry(t, group, i);
        }
    }
}

static void put_csv(draft *t)
{
    char number[MDS_NUM_SIZE];
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(MDS_MEMBERS_TOP, &count);

    mds_strbuf_puts(t->out, "\xEF\xBB\xBF");
    csv_field(t, "field", "value", "comment");
    csv_field(t, "format_version", "1", text(t, "context.intro"));
    csv_field(t, "kind", "context", "");
    for (size_t i = 0; i < count; i++) {
        if (members[i].type == MDS_MEMBER_GROUP) {
            csv_group(t, &members[i]);
        } else if (members[i].type != MDS_MEMBER_HEAD) {
            const char *value = default_text(t, &t->empty, &members[i], number);
            csv_field(t, members[i].name, value, comment_of(t, &members[i]));
        }
    }
}

mds_status mds_export_deployment_template(const char **out, mds_arena *arena,
                                          const mds_catalog *catalog, const mds_policy *policy,
                                          mds_export_format format, mds_lang lang)
{
    if (format != MDS_EXPORT_JSON && format != MDS_EXPORT_CSV) {
        return MDS_EINVAL;
    }
    mds_strbuf buf;
    mds_strbuf_init(&buf, MDS_EXPORT_LIMIT);
    draft t = {.out = &buf,
               .from = {catalog, policy},
               .empty = mds_deployment_default(policy),
               .lang = lang};
    mds_strbuf_init(&t.path, COMMENT_LIMIT);
    mds_strbuf_init(&t.comment, COMMENT_LIMIT);
    if (format == MDS_EXPORT_JSON) {
        put_json(&t);
    } else {
        put_csv(&t);
    }
    mds_status status = t.status != MDS_OK ? t.status : buf.status;
    const char *made = status == MDS_OK ? mds_strbuf_copy(&buf, arena) : NULL;
    if (status == MDS_OK && made == NULL) {
        status = mds_arena_status(arena);
    }
    mds_strbuf_finish(&t.path);
    mds_strbuf_finish(&t.comment);
    mds_strbuf_finish(&buf);
    if (status == MDS_OK) {
        *out = made;
    }
    return status;
}
