/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical disclosure: what the exporter writes comes back the same. */
#include "support/fixture.h"
#include "support/jp_layouts.h"
#include "support/layouts.h"
#include <mdsrisk/export.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The disclosure as JSON in memory of its own: the fixture's arena goes with the next import. */
static char *export_copy(const fixture *f)
{
    const char *text = NULL;

    cr_assert_eq(mds_export_disclosure(&text, f->arena, f->catalog, f->form, NULL), MDS_OK);
    char *copy = malloc(strlen(text) + 1);
    cr_assert_not_null(copy);
    memcpy(copy, text, strlen(text) + 1);
    return copy;
}

/* Everything after the file's name and hash, which are those of the file that was read, up to how
 * it was laid out, which a file of answers does not say. */
static const char *content(char *json)
{
    const char *device = strstr(json, "\"device\"");
    char *layout = strstr(json, "\n  ],\n  \"layout\"");
    char *end = layout != NULL ? layout : strstr(json, "\n  ]\n}");

    cr_assert_not_null(device);
    cr_assert_not_null(end);
    *end = '\0';
    return device;
}

Test(json, comes_back_the_same)
{
    fixture f;

    fixture_init(&f);
    for (uint32_t seed = 101; seed < 106; seed++) {
        size_t size = 0;
        made_form *made =
            made_form_new(&f.catalog->forms[mds_catalog_form(f.catalog, "mds2-2019")], seed);
        unsigned char *bytes = made_form_bytes(made, &size);
        fixture_form(&f, bytes, size);
        cr_assert_eq(f.status, MDS_OK);
        char *first = export_copy(&f);
        fixture_form_text(&f, first);
        cr_assert_eq(f.status, MDS_OK);
        fixture_expect_only(&f, (const mds_diag_code[]){(mds_diag_code)0});
        char *second = export_copy(&f);
        cr_expect_str_eq(content(first), content(second));
        free(first);
        free(second);
        free(bytes);
        free(made);
    }
    fixture_free(&f);
}

Test(json, japanese_forms_come_back)
{
    static const char *const editions[] = {"jp-mds-4.1", "jp-mds-3.0a", "jp-mds-2.0"};
    fixture f;

    fixture_init(&f);
    for (uint32_t seed = 201; seed < 219; seed++) {
        const uint32_t edition = mds_catalog_form(f.catalog, editions[seed % 3]);
        size_t size = 0;
        jp_form *jp = jp_form_new(&f.catalog->forms[edition], seed);
        unsigned char *bytes = made_form_bytes(&jp->made, &size);
        fixture_form(&f, bytes, size);
        cr_assert_eq(f.status, MDS_OK);
        char *first = export_copy(&f);
        fixture_form_text(&f, first);
        cr_assert_eq(f.status, MDS_OK);
        cr_expect_eq(f.form->form, edition);
        cr_expect_str_eq(f.form->device[MDS_DEVICE_VERSION], "3.2");
        char *second = export_copy(&f);
        cr_expect_str_eq(content(first), content(second));
        free(first);
        free(second);
        free(bytes);
        free(jp);
    }
    fixture_free(&f);
}

#define HEAD "{\"format_version\": 1, \"kind\": \"disclosure\", \"edition\": \"mds2-2019\", "

Test(json, refusals)
{
    static const struct {
        const char *text;
        mds_diag_code code;
        const char *where;
    } files[] = {
        {"{\"format_version\": 1, \"kind\": \"form\"}", MDS_D_JSON_VALUE, "kind"},
        {"{\"format_version\": 2, \"kind\": \"disclosure\", \"edition\": \"mds2-2019\"}",
         MDS_D_JSON_VERSION, "format_version"},
        {"{\"kind\": \"disclosure\", \"edition\": \"mds2-2019\"}", MDS_D_JSON_VERSION,
         "format_version"},
        {"{\"format_version\": 1, \"kind\": \"disclosure\", \"edition\": \"mds9\"}",
         MDS_D_JSON_VALUE, "edition"},
        {HEAD "\"answers\": {}}", MDS_D_JSON_MEMBER_TYPE, "answers"},
        {HEAD "\"device\": {}}", MDS_D_JSON_MEMBER_MISSING, "answers"},
        {HEAD "\"answers\": [1]}", MDS_D_JSON_MEMBER_TYPE, "answers[0]"},
        {HEAD "\"answers\": [{\"answer\": \"yes\"}]}", MDS_D_JSON_MEMBER_MISSING,
         "answers[0].question"},
        {HEAD "\"answers\": [{\"question\": \"ALOF-1\", \"answer\": \"perhaps\"}]}",
         MDS_D_JSON_VALUE, "answers[0].answer"},
        {HEAD "\"answers\": [{\"question\": \"ALOF-1\", \"answer\": \"yes\", \"note\": 3}]}",
         MDS_D_JSON_MEMBER_TYPE, "answers[0].note"},
        {HEAD "\"device\": [], \"answers\": []}", MDS_D_JSON_MEMBER_TYPE, "device"},
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        fixture_form_text(&f, files[i].text);
        cr_expect_eq(f.status, MDS_EFORMAT, "%s", files[i].text);
        cr_expect_str_eq(fixture_expect(&f, files[i].code)->where, files[i].where);
    }
    fixture_free(&f);
}

Test(json, what_is_strange_is_said)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, HEAD
                      "\"// why\": \"a comment\", \"colour\": 1, \"device\": {\"model\": \"M1\"}, "
                      "\"answers\": [{\"question\": \"ALOF-1\", \"answer\": \"yes\"}, "
                      "{\"question\": \"ALOF-1\", \"answer\": \"no\"}, "
                      "{\"question\": \"SHAD-15\", \"answer\": \"na\", \"hidden\": true}, "
                      "{\"question\": \"AUDT-99\", \"answer\": \"no\"}]}");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_CONFLICT);
    cr_expect_eq(fixture_answer(&f, "SAHD-15")->state, MDS_ANSWER_NA);
    cr_expect(fixture_answer(&f, "SAHD-15")->hidden);
    cr_expect_str_eq(f.form->device[MDS_DEVICE_MODEL], "M1");
    cr_expect_str_eq(fixture_expect(&f, MDS_D_JSON_MEMBER_UNKNOWN)->args[0], "colour");
    cr_expect_eq(fixture_count(&f, MDS_D_JSON_MEMBER_UNKNOWN), 1);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_QUESTION_UNKNOWN)->args[0], "AUDT-99");
    (void)fixture_expect(&f, MDS_D_FORM_QUESTION_CONFLICT);
    (void)fixture_expect(&f, MDS_D_FORM_QUESTIONS_MISSING);
    fixture_free(&f);
}
