/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register in JSON is what register.schema.json says: as far as JSON Schema is used there. */
#include "base/json.h"
#include "export_internal.h"
#include "support/files.h"
#include "support/small_world.h"
#include <stdlib.h>

static const mds_json *schema;

static bool is_type(const mds_json *value, const char *type)
{
    return strcmp(type, "object") == 0    ? mds_json_is_object(value)
           : strcmp(type, "array") == 0   ? mds_json_is_array(value)
           : strcmp(type, "string") == 0  ? mds_json_is_string(value)
           : strcmp(type, "boolean") == 0 ? mds_json_is_bool(value)
           : strcmp(type, "null") == 0    ? mds_json_is_null(value)
                                          : mds_json_is_number(value);
}

static void expect_type(const mds_json *value, const mds_json *type, const char *name)
{
    bool any = type == NULL;
    if (mds_json_is_string(type)) {
        any = is_type(value, mds_json_string(type, ""));
    }
    for (const mds_json *one = mds_json_is_array(type) ? mds_json_first(type) : NULL; one != NULL;
         one = mds_json_next(one)) {
        any = any || is_type(value, mds_json_string(one, ""));
    }
    cr_expect(any, "%s has another type", name);
}

static void expect_word(const mds_json *value, const mds_json *words, const char *name)
{
    bool any = words == NULL;
    for (const mds_json *one = mds_json_first(words); one != NULL; one = mds_json_next(one)) {
        any = any || (mds_json_is_null(one) && mds_json_is_null(value)) ||
              (mds_json_is_string(one) &&
               strcmp(mds_json_string(one, ""), mds_json_string(value, "\n")) == 0);
    }
    cr_expect(any, "%s: \"%s\" is none of the words", name, mds_json_string(value, ""));
}

static void expect_range(const mds_json *value, const mds_json *rule, const char *name)
{
    const double number = mds_json_number(value, 0.0);
    if (mds_json_is_number(value)) {
        cr_expect(number >= mds_json_number(mds_json_member(rule, "minimum"), -1e300), "%s", name);
        cr_expect(number <= mds_json_number(mds_json_member(rule, "maximum"), 1e300), "%s", name);
    }
}

static void expect_valid(const mds_json *value, const mds_json *rule, const char *name);

static void expect_members(const mds_json *value, const mds_json *rule, const char *name)
{
    const mds_json *properties = mds_json_member(rule, "properties");
    for (const mds_json *one = mds_json_first(value); one != NULL && properties != NULL;
         one = mds_json_next(one)) {
        const mds_json *of = mds_json_member(properties, mds_json_name(one));
        const mds_json *others = mds_json_member(rule, "additionalProperties");
        of = of == NULL && !mds_json_is_bool(others) ? others : of;
        cr_expect(of != NULL, "%s.%s is not in the schema", name, mds_json_name(one));
        if (of != NULL) {
            expect_valid(one, of, mds_json_name(one));
        }
    }
    const mds_json *required = mds_json_member(rule, "required");
    for (const mds_json *one = mds_json_first(required); one != NULL; one = mds_json_next(one)) {
        cr_expect(mds_json_member(value, mds_json_string(one, "")) != NULL, "%s lacks %s", name,
                  mds_json_string(one, ""));
    }
}

static void expect_valid(const mds_json *value, const mds_json *rule, const char *name)
{
    const char *to = mds_json_string(mds_json_member(rule, "$ref"), NULL);
    if (to != NULL) {
        rule = mds_json_member(mds_json_member(schema, "$defs"), strrchr(to, '/') + 1);
        cr_assert_not_null(rule, "%s is not defined", to);
    }
    expect_type(value, mds_json_member(rule, "type"), name);
    expect_word(value, mds_json_member(rule, "enum"), name);
    expect_range(value, rule, name);
    const mds_json *constant = mds_json_member(rule, "const");
    if (mds_json_is_number(constant)) {
        cr_expect_eq(mds_json_number(value, -1.0), mds_json_number(constant, 0.0), "%s", name);
    }
    if (mds_json_is_object(value)) {
        expect_members(value, rule, name);
    }
    const mds_json *items = mds_json_member(rule, "items");
    for (const mds_json *one = items != NULL ? mds_json_first(value) : NULL; one != NULL;
         one = mds_json_next(one)) {
        expect_valid(one, items, name);
    }
}

static mds_json *parsed(const char *text, size_t size, const small_world *w)
{
    mds_json *root = NULL;
    cr_assert_eq(mds_json_parse(&root, "schema test", text, size, w->diags), MDS_OK);
    return root;
}

static mds_json *read_schema(const char *path, const small_world *w)
{
    size_t size = 0;
    char *text = read_file(path, &size);
    mds_json *rules = parsed(text, size, w);
    free(text);
    return rules;
}

Test(schema, register_is_what_its_schema_says)
{
    small_world w;
    small_make(&w);
    mds_json *rules = read_schema(MDS_SOURCE_DIR "/catalog/data/schema/register.schema.json", &w);
    schema = rules;
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const mds_register *reg = small_register(&w, (mds_lang)lang);
        mds_strbuf out;
        mds_strbuf_init(&out, 1 << 22);
        mds_export__json(&out, reg, false);
        mds_json *root = parsed(out.p, out.n, &w);
        expect_valid(root, schema, "register");
        mds_json_free(root);
        mds_strbuf_finish(&out);
    }
    mds_json_free(rules);
    small_free(&w);
}

/* Every header field of the library is in it, so that none is added to one side alone. */
Test(schema, disclosure_is_what_its_schema_says)
{
    small_world w;
    small_make(&w);
    mds_json *rules = read_schema(MDS_SOURCE_DIR "/catalog/data/schema/disclosure.schema.json", &w);
    schema = rules;
    const char *text = NULL;
    cr_assert_eq(mds_export_disclosure(&text, w.arena, &w.catalog, &w.disclosure, NULL), MDS_OK);
    mds_json *root = parsed(text, strlen(text), &w);
    expect_valid(root, schema, "disclosure");
    mds_json_free(root);
    mds_json_free(rules);
    small_free(&w);
}
