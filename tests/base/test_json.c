/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "base/json.h"
#include "base/strbuf.h"
#include <mdsrisk/limits.h>
#include <string.h>

static mds_arena *arena;
static mds_diags *diags;

static void setup(void)
{
    arena = mds_arena_new(1 << 20, NULL);
    diags = mds_diags_new(arena, 10);
}

static void teardown(void)
{
    mds_arena_free(arena);
}

static mds_status parse(mds_json **out, const char *text)
{
    return mds_json_parse(out, "test.json", text, strlen(text), diags);
}

Test(json, refuses_what_the_library_would_let_through, .init = setup, .fini = teardown)
{
    static const char *const bad[][2] = {
        {"{\"a\":1,\"a\":2}", "json.reason.duplicate"},
        {"{\"x\":{\"b\":1,\"c\":{},\"b\":2}}", "json.reason.duplicate"},
        {"{\"a\":\"x\\u0000y\"}", "json.reason.nul"},
        {"{\"a\":1} x", "json.reason.syntax"},
        {"{\"a\":1e999}", "json.reason.number"},
        {"[1e999]", "json.reason.number"},
        {"{\"a\":\"\xFF\"}", "json.reason.utf8"},
        {"{", "json.reason.syntax"},
        {"", "json.reason.syntax"},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        mds_json *root = NULL;
        const size_t before = mds_diags_count(diags);
        cr_assert_eq(parse(&root, bad[i][0]), MDS_EFORMAT, "%s", bad[i][0]);
        cr_assert_null(root);
        cr_assert_eq(mds_diags_count(diags), before + 1);
        cr_assert_str_eq(mds_diags_at(diags, before)->args[0], bad[i][1], "%s", bad[i][0]);
    }
}

Test(json, bounds_depth, .init = setup, .fini = teardown)
{
    char text[2 * MDS_LIMIT_JSON_DEPTH + 8];
    mds_json *root = NULL;

    for (size_t depth = MDS_LIMIT_JSON_DEPTH; depth <= MDS_LIMIT_JSON_DEPTH + 1; depth++) {
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        text[2 * depth] = '\0';
        const mds_status status = parse(&root, text);
        cr_assert_eq(status, depth <= MDS_LIMIT_JSON_DEPTH ? MDS_OK : MDS_EFORMAT);
        if (status == MDS_OK) {
            mds_json_free(root);
        }
    }
}

/* An array, an object and a nest of them, each with as many values as may be and one more. */
Test(json, bounds_values, .init = setup, .fini = teardown)
{
    static const char *const shapes[][3] = {
        {"[", "1", "]"}, {"{", "\"%zu\":1", "}"}, {"[", "[]", "]"}};
    mds_strbuf text;

    mds_strbuf_init(&text, (size_t)32 << 20);
    for (size_t s = 0; s < 3; s++) {
        for (size_t over = 0; over < 2; over++) {
            mds_json *root = NULL;
            const size_t most = MDS_LIMIT_JSON_VALUES - 1 + over;
            mds_strbuf_clear(&text);
            mds_strbuf_puts(&text, shapes[s][0]);
            for (size_t i = 0; i < (s == 2 ? most / 2 : most); i++) {
                mds_strbuf_puts(&text, i > 0 ? "," : "");
                if (s == 1) {
                    mds_strbuf_printf(&text, "\"%zu\":1", i);
                } else {
                    mds_strbuf_puts(&text, shapes[s][1]);
                }
            }
            mds_strbuf_puts(&text, s == 2 && over > 0 ? ",1]" : shapes[s][2]);
            cr_assert_eq(text.status, MDS_OK);
            cr_expect_eq(parse(&root, text.p), over > 0 ? MDS_EFORMAT : MDS_OK, "shape %zu", s);
            mds_json_free(root);
        }
    }
    mds_strbuf_finish(&text);
}

Test(json, names_the_line, .init = setup, .fini = teardown)
{
    mds_json *root = NULL;

    cr_assert_eq(parse(&root, "{\n\"a\": 1,\n\"b\": oops\n}"), MDS_EFORMAT);
    cr_assert_str_eq(mds_diags_at(diags, 0)->where, "L3");
}

Test(json, matches_names_exactly_and_skips_a_byte_order_mark, .init = setup, .fini = teardown)
{
    mds_json *root = NULL;

    cr_assert_eq(parse(&root, "\xEF\xBB\xBF{\"Name\":\"v\",\"n\":2.5,\"t\":true}"), MDS_OK);
    cr_assert_null(mds_json_member(root, "name"));
    cr_assert_str_eq(mds_json_string(mds_json_member(root, "Name"), ""), "v");
    cr_assert(mds_json_number(mds_json_member(root, "n"), 0) == 2.5);
    cr_assert(mds_json_bool(mds_json_member(root, "t"), false));
    cr_assert_null(mds_json_member(NULL, "x"));
    mds_json_free(root);
}

Test(json, writes_what_it_reads, .init = setup, .fini = teardown)
{
    mds_strbuf buf;
    mds_jsonw w;
    mds_json *root = NULL;

    mds_strbuf_init(&buf, 10000);
    mds_jsonw_init(&w, &buf);
    mds_jsonw_object(&w);
    mds_jsonw_member_string(&w, "text", "a\"b\\c\n\x01漢");
    mds_jsonw_name(&w, "rows");
    mds_jsonw_array(&w);
    for (int i = 0; i < 2; i++) {
        mds_jsonw_inline_next(&w);
        mds_jsonw_object(&w);
        mds_jsonw_member_uint(&w, "i", (uint64_t)i);
        mds_jsonw_member_number(&w, "x", 0.1);
        mds_jsonw_object_end(&w);
    }
    mds_jsonw_array_end(&w);
    mds_jsonw_name(&w, "none");
    mds_jsonw_array(&w);
    mds_jsonw_array_end(&w);
    mds_jsonw_object_end(&w);
    cr_assert_str_eq(buf.p, "{\n  \"text\": \"a\\\"b\\\\c\\n\\u0001漢\",\n  \"rows\": [\n"
                            "    {\"i\": 0, \"x\": 0.1},\n    {\"i\": 1, \"x\": 0.1}\n  ],\n"
                            "  \"none\": []\n}");
    cr_assert_eq(parse(&root, buf.p), MDS_OK);
    cr_assert_str_eq(mds_json_string(mds_json_member(root, "text"), ""), "a\"b\\c\n\x01漢");
    mds_json_free(root);
    mds_strbuf_finish(&buf);
}
