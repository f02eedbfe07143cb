/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws over the table of a deployment's members: each is read from each kind of file into its own
 * place, the published schema knows just these, and the form to fill in asks for each. */
#include "base/json.h"
#include "engine/deployment_members.h"
#include "support/files.h"
#include "support/fixture.h"
#include <mdsrisk/export.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES = 4096, VALUE_BYTES = 64, PATH_BYTES = 128 };

static const mds_value_source *source_of(const fixture *f)
{
    static mds_value_source from;
    from = (mds_value_source){f->catalog, &f->catalog->policies[0]};
    return &from;
}

static bool is_list(mds_deployment_group group)
{
    return mds_deployment_list_of(group)->entry_size > 0;
}

static const mds_deployment_member *naming_of(mds_deployment_group group)
{
    size_t count = 0;
    return mds_deployment_members(group, &count);
}

/* The value of a set behind the one that is assumed where nothing is said. */
static uint32_t other_value(const fixture *f, mds_deployment_group group,
                            const mds_deployment_member *m)
{
    const mds_deployment defaults = mds_deployment_default(&f->catalog->policies[0]);
    const void *empty = is_list(group) ? mds_deployment_list_of(group)->empty : &defaults;
    uint32_t ordinal = 0;

    memcpy(&ordinal, (const char *)empty + m->offset, sizeof ordinal);
    return (ordinal + 1) % (uint32_t)mds_value_set_size(source_of(f), m->values);
}

/* A value that is not the default. */
static void sample(const fixture *f, mds_deployment_group group, const mds_deployment_member *m,
                   char out[VALUE_BYTES])
{
    const mds_value_source *from = source_of(f);
    switch (m->type) {
    case MDS_MEMBER_CHOICE:
        (void)snprintf(out, VALUE_BYTES, "%s",
                       mds_value_id(from, m->values, other_value(f, group, m)));
        return;
    case MDS_MEMBER_YES_NO:
        (void)snprintf(out, VALUE_BYTES, "true");
        return;
    case MDS_MEMBER_NO_YES:
        (void)snprintf(out, VALUE_BYTES, "false");
        return;
    case MDS_MEMBER_DATE:
        (void)snprintf(out, VALUE_BYTES, "2027-03-04");
        return;
    case MDS_MEMBER_NUMBER:
    case MDS_MEMBER_WHOLE:
        (void)snprintf(out, VALUE_BYTES, "7");
        return;
    case MDS_MEMBER_HEAD:
    case MDS_MEMBER_TEXT:
    case MDS_MEMBER_GROUP:
        (void)snprintf(out, VALUE_BYTES, "words of %s", m->name);
    }
}

/* Whether the struct holds the sample at the member's place. */
static bool holds(const fixture *f, mds_deployment_group group, const void *base,
                  const mds_deployment_member *m)
{
    const char *at = (const char *)base + m->offset;
    char value[VALUE_BYTES];
    const char *text = NULL;
    uint32_t ordinal = 0;
    int32_t day = 0;
    double number = 0;
    bool truth = false;

    sample(f, group, m, value);
    switch (m->type) {
    case MDS_MEMBER_CHOICE:
        memcpy(&ordinal, at, sizeof ordinal);
        return ordinal == other_value(f, group, m);
    case MDS_MEMBER_YES_NO:
    case MDS_MEMBER_NO_YES:
        memcpy(&truth, at, sizeof truth);
        return truth;
    case MDS_MEMBER_DATE:
        memcpy(&day, at, sizeof day);
        return day == 20881;
    case MDS_MEMBER_NUMBER:
        memcpy(&number, at, sizeof number);
        return number > 6.99 && number < 7.01;
    case MDS_MEMBER_HEAD:
    case MDS_MEMBER_TEXT:
    case MDS_MEMBER_WHOLE:
    case MDS_MEMBER_GROUP:
        memcpy(&text, at, sizeof text);
        return text != NULL && strcmp(text, value) == 0;
    }
    return false;
}

/* One member alone in a file, with what its entry needs beside it. */
static void write_json(const fixture *f, mds_deployment_group group, const char *group_name,
                       const mds_deployment_member *m, char out[TEXT_BYTES])
{
    char value[VALUE_BYTES];
    char named[VALUE_BYTES];
    char member[PATH_BYTES];

    sample(f, group, m, value);
    (void)snprintf(member, sizeof member, "\"%s\": \"%s\"", m->name, value);
    if (group == MDS_MEMBERS_TOP) {
        (void)snprintf(out, TEXT_BYTES, "{\"format_version\": 1, \"kind\": \"context\", %s}",
                       member);
    } else if (!is_list(group)) {
        (void)snprintf(out, TEXT_BYTES,
                       "{\"format_version\": 1, \"kind\": \"context\", \"%s\": {%s}}", group_name,
                       member);
    } else {
        sample(f, group, naming_of(group), named);
        (void)snprintf(out, TEXT_BYTES,
                       "{\"format_version\": 1, \"kind\": \"context\", \"%s\": [{\"%s\": \"%s\"%s%s"
                       "%s%s}]}",
                       group_name, naming_of(group)->name, named, m == naming_of(group) ? "" : ", ",
                       m == naming_of(group) ? "" : member,
                       group == MDS_MEMBERS_VERIFIED && !m->required ? ", \"state\": " : "",
                       group == MDS_MEMBERS_VERIFIED && !m->required ? "true" : "");
    }
}

static void write_csv(const fixture *f, mds_deployment_group group, const char *group_name,
                      const mds_deployment_member *m, char out[TEXT_BYTES])
{
    char value[VALUE_BYTES];
    char named[VALUE_BYTES];

    sample(f, group, m, value);
    if (group == MDS_MEMBERS_TOP) {
        (void)snprintf(out, TEXT_BYTES, "%s,%s,\n", m->name, value);
    } else if (!is_list(group)) {
        (void)snprintf(out, TEXT_BYTES, "%s.%s,%s,\n", group_name, m->name, value);
    } else {
        sample(f, group, naming_of(group), named);
        (void)snprintf(out, TEXT_BYTES, "%s.%s.%s,%s,\n%s%s%s", group_name, named, m->name, value,
                       group == MDS_MEMBERS_VERIFIED && !m->required ? "verified_facts." : "",
                       group == MDS_MEMBERS_VERIFIED && !m->required ? named : "",
                       group == MDS_MEMBERS_VERIFIED && !m->required ? ".state,true,\n" : "");
    }
}

/* The deployment, or its only entry of a list. */
static const void *base_of(const mds_deployment *d, mds_deployment_group group)
{
    const mds_deployment_list *list = mds_deployment_list_of(group);
    const void *items = NULL;
    size_t count = 0;

    if (!is_list(group)) {
        return d;
    }
    memcpy(&items, (const char *)d + list->items_offset, sizeof items);
    memcpy(&count, (const char *)d + list->count_offset, sizeof count);
    cr_assert_eq(count, 1);
    return items;
}

static void expect_read(fixture *f, mds_deployment_group group, const mds_deployment_member *m,
                        const char *text)
{
    const mds_deployment defaults = mds_deployment_default(&f->catalog->policies[0]);
    const void *empty = is_list(group) ? mds_deployment_list_of(group)->empty : &defaults;

    fixture_deployment(f, text);
    cr_assert_eq(f->status, MDS_OK, "%s: not read", text);
    cr_expect(holds(f, group, base_of(f->deployment, group), m), "%s: not kept", text);
    cr_expect(m == naming_of(group) || !holds(f, group, empty, m), "%s: is the default", m->name);
}

static void each_is_read(fixture *f, mds_deployment_group group, const char *name)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group, &count);
    char text[TEXT_BYTES];

    for (size_t i = 0; i < count; i++) {
        const mds_deployment_member *m = &members[i];
        if (m->type == MDS_MEMBER_GROUP) {
            each_is_read(f, m->group, m->name);
        } else if (m->type != MDS_MEMBER_HEAD) {
            write_json(f, group, name, m, text);
            expect_read(f, group, m, text);
            if (!is_list(group) || i > 0) {
                write_csv(f, group, name, m, text);
                expect_read(f, group, m, text);
            }
        }
    }
}

Test(deployment_members, each_is_read_into_its_own_place)
{
    fixture f;

    fixture_init(&f);
    each_is_read(&f, MDS_MEMBERS_TOP, "");
    fixture_free(&f);
}

/* \p properties has just the members of a group, and those of the groups in it. */
static void expect_same_members(const mds_json *properties, mds_deployment_group group)
{
    size_t count = 0;
    size_t found = 0;
    const mds_deployment_member *members = mds_deployment_members(group, &count);

    for (const mds_json *p = mds_json_first(properties); p != NULL; p = mds_json_next(p)) {
        cr_expect(mds_deployment_member_of(group, mds_json_name(p)) != NULL,
                  "%s is in the schema alone", mds_json_name(p));
        found++;
    }
    cr_expect_eq(found, count);
    for (size_t i = 0; i < count; i++) {
        const mds_json *one = mds_json_member(properties, members[i].name);
        cr_assert_not_null(one, "the schema lacks %s", members[i].name);
        if (members[i].type == MDS_MEMBER_GROUP) {
            const mds_json *of = is_list(members[i].group) ? mds_json_member(one, "items") : one;
            expect_same_members(mds_json_member(of, "properties"), members[i].group);
        }
    }
}

Test(deployment_members, the_schema_knows_just_these)
{
    fixture f;
    mds_json *schema = NULL;
    size_t size = 0;
    char *text = read_file(MDS_SOURCE_DIR "/catalog/data/schema/context.schema.json", &size);

    fixture_init(&f);
    cr_assert_eq(mds_json_parse(&schema, "schema", text, size, f.diags), MDS_OK);
    expect_same_members(mds_json_member(schema, "properties"), MDS_MEMBERS_TOP);
    mds_json_free(schema);
    free(text);
    fixture_free(&f);
}

static void expect_in_draft(const char *draft, const char *name)
{
    char quoted[PATH_BYTES];

    (void)snprintf(quoted, sizeof quoted, "\"%s\":", name);
    cr_expect(strstr(draft, quoted) != NULL, "the draft lacks %s", name);
}

Test(deployment_members, the_form_asks_for_each)
{
    fixture f;
    const char *draft = NULL;
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(MDS_MEMBERS_TOP, &count);

    fixture_init(&f);
    cr_assert_eq(mds_export_deployment_template(&draft, f.arena, f.catalog, &f.catalog->policies[0],
                                                MDS_EXPORT_JSON, MDS_LANG_EN),
                 MDS_OK);
    for (size_t i = 0; i < count; i++) {
        expect_in_draft(draft, members[i].name);
    }
    fixture_free(&f);
}

/* A group's name alone is no field: what is beside it would be lost. */
Test(deployment_members, a_group_alone_is_no_field)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(MDS_MEMBERS_TOP, &count);
    char text[TEXT_BYTES];
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < count; i++) {
        if (members[i].type == MDS_MEMBER_GROUP) {
            (void)snprintf(text, sizeof text, "name,Ward 3,\n%s,something,\n", members[i].name);
            fixture_deployment(&f, text);
            (void)fixture_expect(&f, MDS_D_DEPLOYMENT_FIELD_UNKNOWN);
        }
    }
    fixture_free(&f);
}

/* Two names of one control are one control. */
Test(deployment_members, an_entry_named_otherwise_is_the_same)
{
    fixture f;

    fixture_init(&f);
    fixture_deployment(&f,
                       "{\"format_version\": 1, \"kind\": \"context\", "
                       "\"compensating_controls\": [{\"kind\": \"firewall\", \"owner\": \"IT\"},"
                       " {\"kind\": \"FIREWALL\", \"owner\": \"Ward\"}]}");
    cr_expect_eq(f.status, MDS_EFORMAT);
    (void)fixture_expect(&f, MDS_D_DEPLOYMENT_TWICE);
    fixture_free(&f);
}

/* A rule of the records' workbook holds these lists itself, where a comma would cut a word. */
Test(deployment_members, words_within_a_rule_have_no_comma)
{
    static const mds_value_set sets[] = {MDS_VALUES_IMPLEMENTATION, MDS_VALUES_ASSURANCE};
    fixture f;

    fixture_init(&f);
    for (size_t s = 0; s < 2; s++) {
        for (size_t i = 0; i < mds_value_set_size(source_of(&f), sets[s]); i++) {
            for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
                const char *word = mds_value_title(source_of(&f), sets[s], i, (mds_lang)lang);
                cr_expect_null(strchr(word, ','), "%s", word);
            }
        }
    }
    fixture_free(&f);
}
