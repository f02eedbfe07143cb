/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/fixture.h"

#include "base/date.h"
#include <criterion/criterion.h>
#include <mdsrisk/import_records.h>
#include <string.h>

static fixture f;

static void begin(void)
{
    fixture_init(&f);
}

static void end(void)
{
    fixture_free(&f);
}

TestSuite(records, .init = begin, .fini = end);

/* The records of a text, on top of the defaults; NULL when it is refused. */
static const mds_deployment *import_bytes(const void *bytes, size_t n)
{
    static mds_deployment base;
    const mds_deployment *deployment = NULL;
    mds_source *source = NULL;

    f.diags = mds_diags_new(f.arena, 1000);
    base = mds_deployment_default(&f.catalog->policies[0]);
    cr_assert_eq(mds_source_from_memory(&source, "r.csv", bytes, n), MDS_OK);
    f.status = mds_import_records(&deployment, f.arena, f.catalog, &f.catalog->policies[0], &base,
                                  source, f.diags);
    mds_source_free(source);
    cr_assert_eq(f.status == MDS_OK, deployment != NULL);
    if (f.status != MDS_OK) {
        cr_assert_gt(mds_diags_count_of(f.diags, MDS_SEVERITY_ERROR), 0);
    }
    return deployment;
}

static const mds_deployment *import(const char *text)
{
    return import_bytes(text, strlen(text));
}

static const char *kind(const mds_deployment *deployment, size_t i)
{
    return f.catalog->compensating[deployment->records[i].compensating].id;
}

Test(records, english_headings_and_ids)
{
    const mds_deployment *c =
        import("Kind,Implementation,Assurance,Constraint,Objective,Risk covered,Owner,Evidence,"
               "Validated,Expires\r\n"
               "firewall,in_place,verified,a,b,c,d,e,2026-01-02,2027-01-02\r\n"
               "network-segmentation,,,,,,,,,\r\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_assert_eq(c->record_count, 1, "a row that nobody filled in is no record");
    const mds_control_record *r = &c->records[0];
    cr_assert_str_eq(kind(c, 0), "firewall");
    cr_assert_eq(r->implementation, MDS_IMPLEMENTATION_IN_PLACE);
    cr_assert_eq(r->assurance, MDS_ASSURANCE_VERIFIED);
    cr_assert_str_eq(r->constraint, "a");
    cr_assert_str_eq(r->objective, "b");
    cr_assert_str_eq(r->risk_covered, "c");
    cr_assert_str_eq(r->owner, "d");
    cr_assert_str_eq(r->evidence, "e");
    cr_assert_eq(r->validated, 20455);
    cr_assert_eq(r->expires, 20820);
    cr_assert_str_eq(r->file, "r.csv");
    cr_assert_str_eq(r->where, "L2:C1");
    cr_assert_str_eq(c->file, "r.csv");
}

Test(records, japanese_headings_words_and_another_order_of_columns)
{
    const mds_deployment *c = import("病院の台帳\n"
                                     "責任者,種類,有効期限,実施状況,確認の程度\n"
                                     "情報室,ネットワークの分離,2027/03/31,一部実施,文書で裏付け\n"
                                     "ＭＥ室,ファイアウォール,46477,実施,医療機関が検証\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_assert_eq(c->record_count, 2);
    cr_assert_str_eq(kind(c, 0), "network-segmentation");
    cr_assert_eq(c->records[0].implementation, MDS_IMPLEMENTATION_PARTIAL);
    cr_assert_eq(c->records[0].assurance, MDS_ASSURANCE_DOCUMENTED);
    cr_assert_str_eq(c->records[0].owner, "情報室");
    cr_assert_eq(c->records[0].expires, c->records[1].expires, "a date as a serial");
    cr_assert_eq(c->records[1].implementation, MDS_IMPLEMENTATION_IN_PLACE);
    cr_assert_str_eq(c->records[1].evidence, "");
    cr_assert_eq(c->records[1].validated, MDS_DAY_NONE);
}

Test(records, several_of_one_kind_are_kept)
{
    const mds_deployment *c = import("kind,implementation,owner\n"
                                     "firewall,none,a\nfirewall,partial,b\nFirewall,in place,c\n");
    cr_assert_eq(c->record_count, 3);
    cr_assert_eq(c->records[2].implementation, MDS_IMPLEMENTATION_IN_PLACE);
}

Test(records, what_cannot_be_read_is_refused_with_its_place)
{
    static const struct {
        const char *text;
        mds_diag_code code;
        const char *where;
    } cases[] = {
        {"kind,implementation,owner\nfire-wall,none,a\n", MDS_D_DEPLOYMENT_NEAR, "L2:C1"},
        {"kind,implementation,owner\nfirewall,perhaps,a\n", MDS_D_DEPLOYMENT_VALUE, "L2:C2"},
        {"kind,owner,expires\nfirewall,a,soon\n", MDS_D_DEPLOYMENT_DATE, "L2:C3"},
        {"kind,owner,expires\nfirewall,a,2026-02-30\n", MDS_D_DEPLOYMENT_DATE, "L2:C3"},
        {"kind,owner,expires\n,a,2026-02-20\n", MDS_D_DEPLOYMENT_UNNAMED, "L2:C1"},
        {"kind,owner,expires,Owner\nfirewall,a,,b\n", MDS_D_DEPLOYMENT_TWICE, "L1:C4"},
        {"kind,owner\nfirewall,a\n", MDS_D_RECORDS_NOT_ONE, ""},
        {"question,answer\nMLDP-1,yes\n", MDS_D_RECORDS_NOT_ONE, ""},
        {"{\"format_version\": 1, \"kind\": \"context\"}", MDS_D_RECORDS_NOT_ONE, ""},
        {"{\"format_version\": 2, \"kind\": \"compensating_records\", \"records\": []}",
         MDS_D_JSON_VERSION, "format_version"},
        {"{\"format_version\": 1, \"kind\": \"compensating_records\", \"records\": [{}]}",
         MDS_D_DEPLOYMENT_UNNAMED, "records[0]"},
        {"{\"format_version\": 1, \"kind\": \"compensating_records\", \"records\": "
         "[{\"kind\": \"firewall\", \"owner\": 3}]}",
         MDS_D_JSON_MEMBER_TYPE, "records[0]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_null(import(cases[i].text), "case %zu", i);
        cr_assert_eq(f.status, MDS_EFORMAT, "case %zu: %d", i, f.status);
        const mds_diag *d = fixture_expect(&f, cases[i].code);
        cr_assert_str_eq(d->where, cases[i].where, "case %zu: %s", i, d->where);
    }
}

Test(records, what_is_doubtful_is_said)
{
    const mds_deployment *c = import("kind,owner,validated,expires,budget\n"
                                     "firewall,a,2027-01-01,2026-01-01,12\n");
    cr_assert_not_null(c);
    cr_assert_str_eq(fixture_expect(&f, MDS_D_RECORDS_COLUMN)->where, "L1:C5");
    (void)fixture_expect(&f, MDS_D_DEPLOYMENT_DATE_ORDER);
}

Test(records, those_of_the_deployment_come_first)
{
    mds_source *source = NULL;
    const mds_deployment *more = NULL;
    fixture_deployment(&f, "{\"format_version\": 1, \"kind\": \"context\", \"name\": \"n\", "
                           "\"compensating_controls\": [{\"kind\": \"anti-malware\"}]}");
    cr_assert_not_null(f.deployment);
    static const char text[] = "kind,owner,evidence\nfirewall,a,b\n";
    cr_assert_eq(mds_source_from_memory(&source, "r.csv", text, sizeof text - 1), MDS_OK);
    cr_assert_eq(mds_import_records(&more, f.arena, f.catalog, &f.catalog->policies[0],
                                    f.deployment, source, f.diags),
                 MDS_OK);
    mds_source_free(source);
    cr_assert_eq(more->record_count, 2);
    cr_assert_str_eq(kind(more, 0), "anti-malware");
    cr_assert_str_eq(kind(more, 1), "firewall");
    cr_assert_str_eq(more->name, "n");
}

/* Every prefix of a table, and every byte of it turned over, is read or refused, never worse. */
Test(records, damaged_tables_do_no_harm)
{
    static const char text[] =
        "kind,implementation,owner,expires\n\"firewall\",in place,\"a\"\"b\",2027-01-02\n";
    char copy[sizeof text];
    for (size_t n = 1; n < sizeof text - 1; n++) {
        (void)import_bytes(text, n);
        memcpy(copy, text, sizeof text);
        copy[n] = (char)(copy[n] ^ 0x80);
        (void)import_bytes(copy, sizeof text - 1);
    }
}
