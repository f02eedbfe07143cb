/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deployments in JSON and csv. */
#include "base/sha256.h"
#include "support/fixture.h"
#include <mdsrisk/export.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "{\"format_version\": 1, \"kind\": \"context\", "

static const char *const full_json = HEAD
    "\"// note\": \"a comment\", \"name\": \"Ward 3\", \"clinical_profile\": \"imaging\", "
    "\"network_zone\": \"shared-network\", "
    "\"network_zone_basis\": {\"// who\": \"\", \"by\": \"Ward\", \"on\": "
    "\"2026-02-20\", \"evidence\": \"looked\"}, \"data_volume\": \"many\", \"country\": \"jp\", "
    "\"end_of_life\": \"2024-01-31\", \"end_of_support\": \"2026/12/31\", "
    "\"designated_environment\": {\"designated\": true, \"document\": \"Letter 7\"}, "
    "\"compensating_controls\": [{\"kind\": \"network-segmentation\", "
    "\"implementation\": \"in_place\", \"assurance\": \"verified\", \"constraint\": \"c\", "
    "\"objective\": \"o\", \"risk_covered\": \"r\", \"owner\": \"IT\", \"evidence\": \"e\", "
    "\"validated\": \"2026-01-01\", \"expires\": \"2027-01-01\"}, "
    "{\"kind\": \"\", \"owner\": \"\"}], "
    "\"verified_facts\": [{\"fact\": \"account-lockout\", \"state\": true, "
    "\"assurance\": \"verified\", \"by\": \"IT\", \"on\": \"2026/2/21\", "
    "\"evidence\": \"tried\"}], "
    "\"hospital_rate_factor\": 2.5}";

static const char *const full_csv =
    "field,value,comment\n# a comment\nname,Ward 3,\nclinical_profile,imaging,\n"
    "network_zone,shared-network,\nnetwork_zone_basis.by,Ward,\n"
    "network_zone_basis.on,2026/2/20,\nnetwork_zone_basis.evidence,looked,\n"
    "data_volume,many,\ncountry,jp,\nend_of_life,2024-01-31,\n"
    "end_of_support,2026/12/31,\ndesignated_environment.designated,TRUE,\n"
    "designated_environment.document,Letter 7,\n"
    "compensating_controls.network-segmentation.implementation,in_place,\n"
    "compensating_controls.network-segmentation.assurance,verified,\n"
    "compensating_controls.network-segmentation.constraint,c,\n"
    "compensating_controls.network-segmentation.objective,o,\n"
    "compensating_controls.network-segmentation.risk_covered,r,\n"
    "compensating_controls.network-segmentation.owner,IT,\n"
    "compensating_controls.network-segmentation.evidence,e,\n"
    "compensating_controls.network-segmentation.validated,2026-01-01,\n"
    "compensating_controls.network-segmentation.expires,2027-01-01,\n"
    "compensating_controls.firewall.owner,,\n"
    "verified_facts.account-lockout.state,true,\nverified_facts.account-lockout.assurance,"
    "verified,\nverified_facts.account-lockout.by,IT,\n"
    "verified_facts.account-lockout.on,2026-02-21,\n"
    "verified_facts.account-lockout.evidence,tried,\nhospital_rate_factor,2.5,\n";

static void check_full(const fixture *f)
{
    const mds_deployment *c = f->deployment;
    const mds_policy *p = &f->catalog->policies[0];

    cr_assert_eq(f->status, MDS_OK);
    fixture_expect_only(f, (const mds_diag_code[]){(mds_diag_code)0});
    cr_expect_str_eq(c->name, "Ward 3");
    cr_expect_str_eq(p->profiles[c->profile].id, "imaging");
    cr_expect_str_eq(p->zones[c->zone].id, "shared-network");
    cr_expect_str_eq(p->data_volumes[c->data_volume].id, "many");
    cr_expect_eq(c->country, MDS_COUNTRY_JP);
    cr_expect_eq(c->end_of_life, 19753);
    cr_expect_eq(c->end_of_support, 20818);
    cr_expect(c->designated_environment);
    cr_expect_str_eq(c->designation_document, "Letter 7");
    cr_assert_eq(c->record_count, 1);
    const mds_control_record *r = &c->records[0];
    cr_expect_str_eq(f->catalog->compensating[r->compensating].id, "network-segmentation");
    cr_expect_eq(r->implementation, MDS_IMPLEMENTATION_IN_PLACE);
    cr_expect_eq(r->assurance, MDS_ASSURANCE_VERIFIED);
    cr_expect_str_eq(r->constraint, "c");
    cr_expect_str_eq(r->objective, "o");
    cr_expect_str_eq(r->risk_covered, "r");
    cr_expect_str_eq(r->owner, "IT");
    cr_expect_str_eq(r->evidence, "e");
    cr_expect_eq(r->expires - r->validated, 365);
    cr_assert_eq(c->verified_count, 1);
    cr_expect_str_eq(f->catalog->facts[c->verified[0].fact].id, "account-lockout");
    cr_expect(c->verified[0].state);
    cr_expect_eq(c->verified[0].assurance, MDS_ASSURANCE_VERIFIED);
    cr_expect_str_eq(c->verified[0].evidence, "tried");
    cr_expect_str_eq(c->verified[0].by, "IT");
    cr_expect_eq(c->verified[0].on, 20505);
    cr_expect_str_eq(c->zone_basis.by, "Ward");
    cr_expect_eq(c->zone_basis.on, 20504);
    cr_expect_str_eq(c->zone_basis.evidence, "looked");
    cr_expect(c->hospital_rate_factor > 2.49 && c->hospital_rate_factor < 2.51);
}

Test(deployment, every_member_in_both_formats)
{
    fixture f;

    fixture_init(&f);
    fixture_deployment(&f, full_json);
    check_full(&f);
    cr_expect_str_eq(f.deployment->records[0].where, "compensating_controls[0]");
    fixture_deployment(&f, full_csv);
    check_full(&f);
    cr_expect_str_eq(f.deployment->records[0].where, "L15:C2");
    fixture_free(&f);
}

/* A file of before has no basis: it is read, and what is missing is not made up. */
Test(deployment, without_a_basis_is_read_as_before)
{
    static const char *const files[] = {
        HEAD "\"network_zone\": \"standalone\", \"verified_facts\": [{\"fact\": \"usb-ports\", "
             "\"state\": false, \"evidence\": \"looked, 2026-02-20\"}]}",
        HEAD "\"network_zone\": \"standalone\", \"network_zone_basis\": null, \"verified_facts\": "
             "[{\"fact\": \"usb-ports\", \"state\": false, \"by\": \"\", \"on\": null, "
             "\"evidence\": \"looked, 2026-02-20\"}]}",
        "network_zone,standalone\nnetwork_zone_basis.by,\nnetwork_zone_basis.on,\n"
        "verified_facts.usb-ports.state,false\n"
        "verified_facts.usb-ports.evidence,\"looked, 2026-02-20\"\n",
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        fixture_deployment(&f, files[i]);
        cr_assert_eq(f.status, MDS_OK, "%s", files[i]);
        fixture_expect_only(&f, (const mds_diag_code[]){(mds_diag_code)0});
        cr_expect_str_empty(f.deployment->zone_basis.by);
        cr_expect_eq(f.deployment->zone_basis.on, INT32_MIN);
        cr_expect_str_empty(f.deployment->zone_basis.evidence);
        cr_assert_eq(f.deployment->verified_count, 1);
        cr_expect_not(f.deployment->verified[0].state);
        cr_expect_str_empty(f.deployment->verified[0].by);
        cr_expect_eq(f.deployment->verified[0].on, INT32_MIN);
        cr_expect_str_eq(f.deployment->verified[0].evidence, "looked, 2026-02-20");
    }
    fixture_free(&f);
}

/* The file decides the result as much as the form does: a register names its hash. */
Test(deployment, carries_the_hash_of_its_file)
{
    fixture f;
    char hash[65];

    fixture_init(&f);
    fixture_deployment(&f, full_csv);
    mds_sha256_hex(hash, full_csv, strlen(full_csv));
    cr_expect_str_eq(f.deployment->sha256, hash);
    cr_expect_str_empty(mds_deployment_default(&f.catalog->policies[0]).sha256);
    fixture_free(&f);
}

/* What the program offers to fill in is the defaults, in each format and language. */
Test(deployment, the_template_is_the_default)
{
    const mds_export_format formats[] = {MDS_EXPORT_JSON, MDS_EXPORT_CSV};
    fixture f;

    fixture_init(&f);
    for (int i = 0; i < 4; i++) {
        const mds_policy *policy = &f.catalog->policies[0];
        const mds_deployment defaults = mds_deployment_default(policy);
        const char *text = NULL;
        cr_assert_eq(mds_export_deployment_template(&text, f.arena, f.catalog, policy,
                                                    formats[i / 2], (mds_lang)(i % 2)),
                     MDS_OK);
        char *copy = malloc(strlen(text) + 1);
        cr_assert_not_null(copy);
        memcpy(copy, text, strlen(text) + 1);
        fixture_deployment(&f, copy);
        free(copy);
        cr_assert_eq(f.status, MDS_OK);
        fixture_expect_only(&f, (const mds_diag_code[]){(mds_diag_code)0});
        cr_expect_eq(f.deployment->profile, defaults.profile);
        cr_expect_eq(f.deployment->zone, defaults.zone);
        cr_expect_eq(f.deployment->data_volume, defaults.data_volume);
        cr_expect_eq(f.deployment->country, defaults.country);
        cr_expect_eq(f.deployment->end_of_support, INT32_MIN);
        cr_expect_not(f.deployment->designated_environment);
        cr_expect_eq(f.deployment->verified_count, 0);
        for (size_t k = 0; k < f.deployment->record_count; k++) {
            cr_expect_eq(f.deployment->records[k].implementation, MDS_IMPLEMENTATION_NONE);
        }
    }
    fixture_free(&f);
}

Test(deployment, refusals)
{
    static const struct {
        const char *text;
        mds_diag_code code;
        const char *where;
    } files[] = {
        {"[]", MDS_D_DEPLOYMENT_NOT_ONE, ""},
        {"{\"kind\": \"disclosure\", \"format_version\": 1}", MDS_D_DEPLOYMENT_NOT_ONE, ""},
        {"a,b\nc,d\n", MDS_D_DEPLOYMENT_NOT_ONE, ""},
        {"{\"kind\": \"context\"}", MDS_D_JSON_VERSION, "format_version"},
        {"format_version,2\nname,x\n", MDS_D_JSON_VERSION, "L1:C2"},
        {HEAD "\"network_zone\": \"moon\"}", MDS_D_DEPLOYMENT_VALUE, "network_zone"},
        {HEAD "\"country\": {}}", MDS_D_JSON_MEMBER_TYPE, "country"},
        {HEAD "\"end_of_support\": \"soon\"}", MDS_D_DEPLOYMENT_DATE, "end_of_support"},
        {HEAD "\"hospital_rate_factor\": 0}", MDS_D_DEPLOYMENT_NUMBER, "hospital_rate_factor"},
        {HEAD "\"hospital_rate_factor\": -2}", MDS_D_DEPLOYMENT_NUMBER, "hospital_rate_factor"},
        {"name,x\nhospital_rate_factor,-0.5\n", MDS_D_DEPLOYMENT_NUMBER, "L2:C2"},
        {HEAD "\"hospital_rate_factor\": \"many\"}", MDS_D_DEPLOYMENT_NUMBER,
         "hospital_rate_factor"},
        {HEAD "\"compensating_controls\": {}}", MDS_D_JSON_MEMBER_TYPE, "compensating_controls"},
        {HEAD "\"compensating_controls\": [3]}", MDS_D_JSON_MEMBER_TYPE,
         "compensating_controls[0]"},
        {HEAD "\"compensating_controls\": [{\"owner\": \"IT\"}]}", MDS_D_DEPLOYMENT_UNNAMED,
         "compensating_controls[0]"},
        {HEAD "\"compensating_controls\": [{\"kind\": \"moat\"}]}", MDS_D_DEPLOYMENT_VALUE,
         "compensating_controls[0]"},
        {HEAD "\"compensating_controls\": [{\"kind\": \"firewall\"}, {\"kind\": \"firewall\"}]}",
         MDS_D_DEPLOYMENT_TWICE, "compensating_controls[1]"},
        {HEAD "\"verified_facts\": [{\"fact\": \"acount-lockout\", \"state\": true}]}",
         MDS_D_DEPLOYMENT_FACT, "verified_facts[0]"},
        {HEAD "\"verified_facts\": [{\"fact\": \"account-lockout\"}]}", MDS_D_JSON_MEMBER_MISSING,
         "verified_facts[0]"},
        {HEAD "\"verified_facts\": [{\"fact\": \"account-lockout\", \"state\": \"maybe\"}]}",
         MDS_D_DEPLOYMENT_VALUE, "verified_facts[0].state"},
        {HEAD "\"designated_environment\": true}", MDS_D_JSON_MEMBER_TYPE,
         "designated_environment"},
        {HEAD "\"network_zone_basis\": \"the ward\"}", MDS_D_JSON_MEMBER_TYPE,
         "network_zone_basis"},
        {HEAD "\"network_zone_basis\": {\"on\": \"in spring\"}}", MDS_D_DEPLOYMENT_DATE,
         "network_zone_basis.on"},
        {HEAD "\"verified_facts\": [{\"fact\": \"usb-ports\", \"state\": false, \"on\": "
              "\"2026-02-30\"}]}",
         MDS_D_DEPLOYMENT_DATE, "verified_facts[0].on"},
        {"network_zone_basis.on,in spring\n", MDS_D_DEPLOYMENT_DATE, "L1:C2"},
        {"verified_facts.usb-ports.state,false\nverified_facts.usb-ports.on,13/13/2026\n",
         MDS_D_DEPLOYMENT_DATE, "L2:C2"},
        {"name,a\nname,b\n", MDS_D_DEPLOYMENT_TWICE, "L2:C2"},
        {"compensating_controls.firewall.assurance,guessed\n", MDS_D_DEPLOYMENT_VALUE, "L1:C2"},
        {"{\"format_version\": 1,", MDS_D_JSON_INVALID, NULL},
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        fixture_deployment(&f, files[i].text);
        cr_expect_eq(f.status, MDS_EFORMAT, "%s", files[i].text);
        const mds_diag *d = fixture_expect(&f, files[i].code);
        if (files[i].where != NULL) {
            cr_expect_str_eq(d->where, files[i].where, "%s: %s", files[i].text, d->where);
        }
    }
    fixture_free(&f);
}

Test(deployment, misspelt_members_name_the_nearest)
{
    static const struct {
        const char *text, *path, *nearest;
    } files[] = {
        {HEAD "\"end_of_suport\": \"2026-01-01\"}", "end_of_suport", "end_of_support"},
        {HEAD "\"designated_environment\": {\"dokument\": \"x\"}}",
         "designated_environment.dokument", "document"},
        {HEAD "\"compensating_controls\": [{\"kind\": \"firewall\", \"ovner\": \"x\"}]}",
         "compensating_controls[0].ovner", "owner"},
        {"name,x\nnetwork_zon,standalone\n", "network_zon", "network_zone"},
        {HEAD "\"network_zone_basis\": {\"evidnce\": \"x\"}}", "network_zone_basis.evidnce",
         "evidence"},
        {"name,x\nnetwork_zone_basis.evidnce,x\n", "network_zone_basis.evidnce", "evidence"},
        {HEAD "\"verified_facts\": [{\"fact\": \"usb-ports\", \"state\": false, \"evidnce\": "
              "\"x\"}]}",
         "verified_facts[0].evidnce", "evidence"},
        {"name,x\ncompensating_controls.firewall.evidance,y\n",
         "compensating_controls.firewall.evidance", "evidence"},
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        fixture_deployment(&f, files[i].text);
        cr_assert_eq(f.status, MDS_OK, "%s", files[i].text);
        const mds_diag *d = fixture_expect(&f, MDS_D_DEPLOYMENT_FIELD_UNKNOWN);
        cr_expect_str_eq(d->args[0], files[i].path);
        cr_expect_str_eq(d->args[1], files[i].nearest);
    }
    fixture_deployment(&f, HEAD "\"zzzzzzzz\": 1}");
    cr_assert_eq(f.status, MDS_OK);
    (void)fixture_expect(&f, MDS_D_JSON_MEMBER_UNKNOWN);
    fixture_free(&f);
}

Test(deployment, dates_out_of_order)
{
    fixture f;

    fixture_init(&f);
    fixture_deployment(&f,
                       HEAD "\"end_of_life\": \"2027-01-01\", \"end_of_support\": \"2026-01-01\"}");
    cr_assert_eq(f.status, MDS_OK);
    const mds_diag *d = fixture_expect(&f, MDS_D_DEPLOYMENT_DATE_ORDER);
    cr_expect_str_eq(d->args[0], "end_of_life");
    cr_expect_str_eq(d->args[3], "2026-01-01");
    fixture_deployment(&f,
                       HEAD "\"compensating_controls\": [{\"kind\": \"firewall\", \"validated\": "
                            "\"2026-01-02\", \"expires\": \"2026-01-01\"}]}");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_DEPLOYMENT_DATE_ORDER)->where,
                     "compensating_controls[0]");
    fixture_free(&f);
}

Test(deployment, the_examples)
{
    static const char *const files[] = {
        MDS_SOURCE_DIR "/examples/infusion-pump/context.json",
        MDS_SOURCE_DIR "/examples/ct-workstation/context.csv",
        MDS_SOURCE_DIR "/examples/bedside-monitor/context.json",
        MDS_SOURCE_DIR "/examples/pacs-software/context.json",
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        fixture_context_file(&f, files[i]);
        cr_assert_eq(f.status, MDS_OK, "%s", files[i]);
        fixture_expect_only(&f, (const mds_diag_code[]){(mds_diag_code)0});
    }
    fixture_free(&f);
}

Test(deployment, values_are_read_in_any_case_and_in_both_languages)
{
    fixture f;
    char text[512];

    fixture_init(&f);
    const mds_policy *p = &f.catalog->policies[0];
    for (size_t i = 0; i < p->profile_count; i++) {
        const char *const ways[] = {p->profiles[i].id, p->profiles[i].title.in[MDS_LANG_EN],
                                    p->profiles[i].title.in[MDS_LANG_JA]};
        for (size_t k = 0; k < 6; k++) {
            const char *way = ways[k % 3];
            char upper[256];
            size_t n = 0;
            for (; way[n] != '\0' && n + 1 < sizeof upper; n++) {
                const bool lower = k >= 3 && way[n] >= 'a' && way[n] <= 'z';
                upper[n] = (char)(lower ? way[n] - 32 : way[n] == '-' && k >= 3 ? ' ' : way[n]);
            }
            upper[n] = '\0';
            snprintf(text, sizeof text, "clinical_profile,\"%s\"\n", upper);
            fixture_deployment(&f, text);
            cr_assert_eq(f.status, MDS_OK, "%s", text);
            cr_expect_eq(f.deployment->profile, i, "%s", text);
            cr_expect_eq(f.deployment->stated, MDS_STATED_PROFILE, "%s", text);
        }
    }
    fixture_free(&f);
}

Test(deployment, near_misses_are_named)
{
    static const struct {
        const char *text, *meant;
    } files[] = {
        {"clinical_profile,Surgry\n", "surgery"},
        {"clinical_profile,imagng\n", "imaging"},
        {"network_zone,clinical-netwrok\n", "clinical-network"},
        {"country,jpn\n", "jp"},
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        fixture_deployment(&f, files[i].text);
        cr_expect_eq(f.status, MDS_EFORMAT, "%s", files[i].text);
        const mds_diag *d = fixture_expect(&f, MDS_D_DEPLOYMENT_NEAR);
        cr_expect_str_eq(d->args[2], files[i].meant, "%s: %s", files[i].text, d->args[2]);
    }
    fixture_free(&f);
}

/* As Excel writes a day in en-GB, en-US, de, ja; 2026-11-20 is 20777. */
Test(deployment, days_as_excel_writes_them_and_none_is_guessed)
{
    static const char *const days[] = {"2026-11-20",       "2026/11/20",     "20/11/2026",
                                       "11/20/2026",       "20.11.2026",     "20-Nov-2026",
                                       "20 November 2026", "2026年11月20日", "R8.11.20",
                                       "20261120",         "46346"};
    static const char *const two[] = {"03/04/2026", "3/4/2026", "12-11-2026"};
    fixture f;
    char text[128];

    fixture_init(&f);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        snprintf(text, sizeof text, "end_of_support,%s\n", days[i]);
        fixture_deployment(&f, text);
        cr_assert_eq(f.status, MDS_OK, "%s", text);
        cr_expect_eq(f.deployment->end_of_support, 20777, "%s", text);
    }
    for (size_t i = 0; i < sizeof two / sizeof *two; i++) {
        snprintf(text, sizeof text, "end_of_support,%s\n", two[i]);
        fixture_deployment(&f, text);
        cr_expect_eq(f.status, MDS_EFORMAT, "%s", text);
        (void)fixture_expect(&f, MDS_D_DEPLOYMENT_DATE_TWO);
    }
    fixture_deployment(&f, "end_of_support,31/02/2026\n");
    cr_expect_eq(f.status, MDS_EFORMAT);
    (void)fixture_expect(&f, MDS_D_DEPLOYMENT_DATE);
    fixture_free(&f);
}

Test(deployment, facts_about_the_device_are_kept)
{
    fixture f;

    fixture_init(&f);
    fixture_deployment(&f, HEAD "\"asset_tag\": \"CE-0417\", \"quantity\": 12, "
                                "\"location\": \"Ward 3\", \"device_id\": \"bed-4\"}");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(f.deployment->asset[MDS_ASSET_TAG], "CE-0417");
    cr_expect_str_eq(f.deployment->asset[MDS_ASSET_QUANTITY], "12");
    cr_expect_str_eq(f.deployment->asset[MDS_ASSET_LOCATION], "Ward 3");
    cr_expect_str_eq(f.deployment->asset[MDS_ASSET_DEVICE_ID], "bed-4");
    cr_expect_str_eq(f.deployment->asset[MDS_ASSET_SERIAL], "");
    fixture_deployment(&f, HEAD "\"quantity\": \"a few\"}");
    cr_expect_eq(f.status, MDS_EFORMAT);
    fixture_free(&f);
}
