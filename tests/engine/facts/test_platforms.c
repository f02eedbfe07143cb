/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Systems that a form names in its own words. */
#include "base/date.h"
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <mdsrisk/facts.h>
#include <mdsrisk/risk.h>
#include <stdio.h>
#include <string.h>

static fixture f;
static const mds_facts *facts;
static mds_deployment deployment;

static int32_t day(const char *text)
{
    mds_day out = MDS_DAY_NONE;

    cr_assert(mds_date_parse(&out, (mds_sv){text, strlen(text)}));
    return out;
}

/* The facts of a form whose ALOF-1 has the note. */
static void derive(const char *note)
{
    char text[1024];

    (void)snprintf(text, sizeof text,
                   "ID,Question,Answer,Comments\nALOF-1,a,Yes,\"%s\"\n"
                   "ALOF-2,b,No,\nAUDT-1,c,No,\nCONN-7,d,No,\n",
                   note);
    fixture_form_text(&f, text);
    cr_assert_eq(f.status, MDS_OK);
    cr_assert_eq(mds_facts_derive(&facts, f.arena, f.catalog, &f.catalog->policies[0], &f.form, 1,
                                  &deployment, day("2026-11-20"), f.diags),
                 MDS_OK);
}

/* The only platform that is named; "" for none. */
static const char *named(const char *note)
{
    derive(note);
    cr_assert_leq(facts->platforms.count, 1, "%s: %zu", note, facts->platforms.count);
    return facts->platforms.count == 0 ? ""
                                       : f.catalog->platforms[facts->platforms.at[0].platform].id;
}

static void begin(void)
{
    fixture_init(&f);
    deployment = mds_deployment_default(&f.catalog->policies[0]);
}

static void finish(void)
{
    fixture_free(&f);
}

TestSuite(platforms, .init = begin, .fini = finish);

/* Every spelling of the catalog, in sentences of both languages, with and without blanks. */
Test(platforms, every_spelling_is_found)
{
    static const char *const around[][2] = {{"", ""},
                                            {"Runs on ", "."},
                                            {"(", ", service pack 1)"},
                                            {"搭載OSは", "です。"},
                                            {"OS: ", "\nsee manual"}};
    size_t tried = 0;

    cr_assert_gt(f.catalog->platform_count, 150);
    for (size_t p = 0; p < f.catalog->platform_count; p++) {
        const mds_platform *platform = &f.catalog->platforms[p];
        for (size_t w = 0; w < platform->words.count; w++) {
            char note[256];
            (void)snprintf(note, sizeof note, "%s%s%s", around[tried % 5][0], platform->words.at[w],
                           around[tried % 5][1]);
            tried++;
            cr_expect_str_eq(named(note), platform->id, "%s", note);
        }
    }
}

Test(platforms, the_longest_name_counts_and_names_end)
{
    static const struct {
        const char *note, *id;
    } cases[] = {{"Windows 7 Embedded SP1", "windows-7"},
                 {"Ｗｉｎｄｏｗｓ　７", "windows-7"},
                 {"Microsoft Windows\xC2\xAE 7 Professional", "windows-7"},
                 {"Windows 8.1 Pro", "windows-8.1"},
                 {"Windows 8 Pro", "windows-8"},
                 {"windows-10", "windows-10"},
                 {"Windows 10 Pro", "windows-10-22h2"},
                 {"Windows 10 IoT Enterprise LTSC 2021", "windows-10-iot-ltsc-2021"},
                 {"Windows 10 IoT Enterprise", "windows-10"},
                 {"LTSC 2021", "windows-10-ltsc-2021-any"},
                 {"OpenSSL 1.0.2k", "openssl-1.0.2"},
                 {"CentOS 7.4", "centos-7"},
                 {"Windows Server 2008 R2", "windows-server-2008-r2"},
                 {"SQL Server 2008", "sqlserver-2008"},
                 {"Windows 70", ""},
                 {"qWindows 7x9", ""},
                 {"MyQNX 65", ""},
                 {"the windows can be closed", ""},
                 {"integrity of data", ""},
                 {"Yes", ""}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_str_eq(named(cases[i].note), cases[i].id, "%s", cases[i].note);
    }
}

Test(platforms, what_is_said_of_them)
{
    derive("Windows 7 SP1");
    const mds_diag *diag = fixture_expect(&f, MDS_D_PLATFORM_ENDED);
    cr_expect_str_eq(diag->args[3], "2020-01-14");
    cr_expect_str_eq(diag->args[1], "ALOF-1");
    derive("Windows 10");
    cr_expect_str_eq(fixture_expect(&f, MDS_D_PLATFORM_AMBIGUOUS)->args[3], "2025-10-14");
    derive("VxWorks 6.9");
    (void)fixture_expect(&f, MDS_D_PLATFORM_UNDATED);
    derive("Windows 10 IoT Enterprise LTSC 2021");
    cr_expect_str_eq(fixture_expect(&f, MDS_D_PLATFORM_ENDS)->args[3], "2032-01-13");
    /* A date of the manufacturer that comes earlier needs no other. */
    deployment.end_of_support = day("2027-01-01");
    derive("Windows 10 IoT Enterprise LTSC 2021");
    cr_expect_eq(fixture_count(&f, MDS_D_PLATFORM_ENDS), 0);
}

static const mds_risk_assessment *assess(const char *note)
{
    const mds_risk_assessment *out = NULL;

    derive(note);
    cr_assert_eq(mds_assess_device(&out, f.arena, f.catalog, &f.catalog->policies[0], facts,
                                   &deployment, day("2026-11-20"), f.diags),
                 MDS_OK);
    return out;
}

/* The frequencies of all risks now, and taken as good. */
static void sums(const char *note, double *now, double *best)
{
    const mds_risk_assessment *as = assess(note);

    *now = *best = 0;
    for (size_t i = 0; i < as->now->risk_count; i++) {
        *now += as->now->risks[i].at[MDS_STAGE_R2].frequency;
        *best += as->best->risks[i].at[MDS_STAGE_R2].frequency;
    }
}

/* Whatever is named, nothing gets better; what has ended makes the reckoned case worse, unless the
 * manufacturer has given a date. */
Test(platforms, no_name_gives_credit)
{
    double plain = 0;
    double plain_best = 0;

    sums("no name", &plain, &plain_best);
    for (size_t p = 0; p < f.catalog->platform_count; p++) {
        double now = 0;
        double best = 0;
        sums(f.catalog->platforms[p].words.at[0], &now, &best);
        cr_expect_geq(now, plain, "%s", f.catalog->platforms[p].id);
        cr_expect_eq(best, plain_best, "%s", f.catalog->platforms[p].id);
    }
    double ended = 0;
    sums("Windows 7", &ended, &plain_best);
    cr_expect_gt(ended, plain);
    deployment.end_of_support = day("2030-01-01");
    double dated = 0;
    double named_too = 0;
    sums("no name", &dated, &plain_best);
    sums("Windows 7", &named_too, &plain_best);
    cr_expect_eq(dated, named_too);
}
