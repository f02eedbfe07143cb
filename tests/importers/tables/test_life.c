/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Life-cycle files: what each format says becomes the end of a system, or is refused or said. */
#include "base/date.h"
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <mdsrisk/import_life.h>
#include <stdio.h>
#include <string.h>

static fixture f;
static const mds_catalog *now;

static void begin(void)
{
    fixture_init(&f);
    now = f.catalog;
}

static void finish(void)
{
    fixture_free(&f);
}

TestSuite(life, .init = begin, .fini = finish);

/* Reads another file, on top of those before. */
static mds_status read_file(const char *name, const char *text, const char *system)
{
    mds_source *source = NULL;

    cr_assert_eq(mds_source_from_memory(&source, name, text, strlen(text)), MDS_OK);
    f.diags = mds_diags_new(f.arena, 0);
    const mds_status status = mds_import_life(&now, f.arena, now, source, system, f.diags);
    mds_source_free(source);
    return status;
}

static const mds_platform *platform(const char *id)
{
    for (size_t i = 0; i < now->platform_count; i++) {
        if (strcmp(now->platforms[i].id, id) == 0) {
            return &now->platforms[i];
        }
    }
    cr_assert_fail("no %s", id);
    return NULL;
}

/* The ends of a platform, with blanks between. */
static const char *ends(const char *id)
{
    static char out[512];
    const mds_platform *at = platform(id);

    out[0] = '\0';
    for (size_t i = 0; i < at->security_ends.count; i++) {
        (void)snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s", i > 0 ? " " : "",
                       at->security_ends.at[i]);
    }
    return out;
}

/* One cycle in each shape in which endoflife.date gives it. */
static const char *cycle_as(int shape, const char *product, const char *cycle, const char *eol)
{
    static char out[1024];
    const bool day = eol[0] == '"';

    switch (shape) {
    case 0:
        (void)snprintf(out, sizeof out, "[{\"cycle\":\"%s\",\"eol\":%s}]", cycle, eol);
        break;
    case 1:
        (void)snprintf(out, sizeof out,
                       "{\"schema_version\":\"1.2.0\",\"result\":{\"name\":\"%s\",\"label\":\"L\","
                       "\"releases\":[{\"name\":\"%s\",\"label\":\"%s\",\"isEol\":%s,"
                       "\"eolFrom\":%s}]}}",
                       product, cycle, cycle, day ? "true" : eol, day ? eol : "null");
        break;
    case 2:
        (void)snprintf(out, sizeof out,
                       "{\"result\":[{\"name\":\"other\",\"releases\":[]},{\"name\":\"%s\","
                       "\"releases\":[{\"name\":\"%s\",\"isEol\":%s,\"eolFrom\":%s}]}]}",
                       product, cycle, day ? "true" : eol, day ? eol : "null");
        break;
    default:
        (void)snprintf(out, sizeof out,
                       "{\"title\":\"T\",\"permalink\":\"/%s\",\"releases\":[{\"releaseCycle\":"
                       "\"%s\",\"eol\":%s}]}",
                       product, cycle, eol);
    }
    return out;
}

enum { SHAPES = 4 };

/* Every cycle that the catalog names, in every shape: the same day changes nothing, another one
 * takes its place with its file and what was there before, and the word alone changes no day. */
Test(life, every_cycle_of_the_catalog_in_every_shape)
{
    size_t tried = 0;

    for (size_t p = 0; p < f.catalog->platform_count; p++) {
        const mds_platform *at = &f.catalog->platforms[p];
        for (size_t c = 0; c < at->cycles.count; c++) {
            char product[64];
            char file[80];
            const char *cycle = strchr(at->cycles.at[c], '/') + 1;
            const int shape = (int)(tried++ % SHAPES);
            (void)snprintf(product, sizeof product, "%.*s", (int)(cycle - at->cycles.at[c] - 1),
                           at->cycles.at[c]);
            (void)snprintf(file, sizeof file, "data/%s.json", product);
            now = f.catalog;
            cr_assert_eq(read_file(file, cycle_as(shape, product, cycle, "\"2033-03-03\""), NULL),
                         MDS_OK);
            const mds_platform *fresh = &now->platforms[p];
            cr_assert_eq(now->platform_count, f.catalog->platform_count, "%s", at->cycles.at[c]);
            cr_assert_str_eq(fresh->security_ends.at[c], "2033-03-03", "%s", at->id);
            cr_assert_not_null(strstr(fresh->end_sources.at[c], file));
            cr_assert_str_eq(fresh->ends_before.at[c],
                             c < at->security_ends.count ? at->security_ends.at[c] : "");
            now = f.catalog;
            cr_assert_eq(read_file(file, cycle_as(shape, product, cycle, "false"), NULL), MDS_OK);
            cr_assert_eq(now->platforms[p].security_ends.count, at->security_ends.count);
            cr_assert_neq(now->platforms[p].supported[0], '\0');
            now = f.catalog;
            cr_assert_eq(read_file(file, cycle_as(shape, product, cycle, "true"), NULL), MDS_OK);
            cr_assert_eq(now->platforms[p].security_ends.count, at->security_ends.count);
            cr_assert_neq(now->platforms[p].ended[0], '\0');
        }
    }
    cr_assert_gt(tried, 120);
}

Test(life, a_name_with_several_ends_keeps_the_others)
{
    cr_assert_eq(read_file("windows.json", cycle_as(0, "", "10-22h2", "\"2026-10-13\""), NULL),
                 MDS_OK);
    cr_expect_str_eq(ends("windows-10-22h2"), "2026-10-13");
    cr_expect_str_eq(ends("windows-10"), "2026-10-13 2026-10-13 2027-01-12 2029-01-09 2032-01-13");
    cr_expect_str_eq(ends("windows-11"), "2026-10-13 2026-11-10 2028-10-10 2029-10-09 2034-10-10");
}

Test(life, what_the_table_lacks_is_added)
{
    const size_t before = now->platform_count;

    cr_assert_eq(read_file("x", cycle_as(1, "northwind-os", "7.2", "\"2031-01-01\""), NULL),
                 MDS_OK);
    cr_assert_eq(now->platform_count, before + 1);
    cr_expect_str_eq(now->platforms[before].words.at[0], "northwind-os 7.2");
    /* A name without a number would be found in any sentence. */
    cr_assert_eq(read_file("x", cycle_as(1, "northwind", "stable", "\"2031-01-01\""), NULL),
                 MDS_OK);
    cr_assert_eq(now->platform_count, before + 1);
    (void)fixture_expect(&f, MDS_D_LIFE_UNMATCHED);
    /* A later file speaks about what an earlier one has added. */
    cr_assert_eq(read_file("y", cycle_as(1, "northwind-os", "7.2", "\"2032-01-01\""), NULL),
                 MDS_OK);
    cr_expect_str_eq(now->platforms[before].security_ends.at[0], "2032-01-01");
    cr_expect_str_eq(now->platforms[before].ends_before.at[0], "2031-01-01");
    cr_expect_eq(now->life_file_count, 3);
}

#define CORE(members) "{\"$schema\":\"x\",\"last_updated\":\"2025-11-19T16:00:00Z\"," members "}"

Test(life, openeox_gives_the_end_of_security_support)
{
    static const struct {
        const char *text, *end; /* NULL: refused */
    } cases[] = {
        {CORE("\"end_of_life\":\"2031-03-31T23:59:59Z\",\"end_of_sales\":\"2020-12-31T23:59:59Z\","
              "\"end_of_security_support\":\"2028-03-31T23:59:59Z\""),
         "2028-03-31"},
        /* the end of sales is no end of support */
        {CORE("\"end_of_sales\":\"2020-06-30T23:59:59Z\",\"end_of_security_support\":\"tba\","
              "\"end_of_life\":\"tba\""),
         "2020-01-14"},
        {CORE("\"end_of_security_support\":\"tba\",\"end_of_life\":\"2025-12-31T12:00:00Z\""),
         "2025-12-31"},
        {CORE("\"end_of_security_support\":\"2025-12-31T12:00:00Z\",\"end_of_life\":\"tba\""),
         "2025-12-31"},
        /* points in time, not days: the one is seven minutes before the other */
        {CORE("\"end_of_life\":\"2025-11-25T10:00:00.000-20:30\","
              "\"end_of_security_support\":\"2025-11-26T10:00:00.000+03:37\""),
         "2025-11-26"},
        {CORE("\"end_of_life\":\"2028-04-01T00:00:00+09:00\","
              "\"end_of_security_support\":\"2028-04-01T00:00:00+09:00\""),
         "2028-03-31"},
        {CORE("\"end_of_life\":\"2025-11-19T16:00:00Z\","
              "\"end_of_security_support\":\"2025-12-31T12:00:00Z\""),
         NULL},
        {CORE("\"end_of_life\":\"2025-12-31 12:00:00Z\","
              "\"end_of_security_support\":\"2025-12-17T14:00:00Z\""),
         NULL},
        {CORE("\"end_of_life\":\"2025-12-31T12:00:00Z\","
              "\"end_of_security_support\":\"2025-12-17t14:00:00Z\""),
         NULL},
        {CORE("\"end_of_life\":\"2026-12-31T12:00:00Z\",\"general_availability\":"
              "\"2026-01-21T17:00:00Z\",\"end_of_security_support\":\"2025-11-19T16:00:00Z\""),
         NULL},
        {CORE("\"end_of_life\":\"tba\""), NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        now = f.catalog;
        const mds_status status = read_file("eox.json", cases[i].text, "Windows 7 SP1");
        if (cases[i].end == NULL) {
            cr_expect_eq(status, MDS_EFORMAT, "%zu", i);
            (void)fixture_expect(&f, MDS_D_LIFE_INVALID);
            cr_expect_eq(now, f.catalog);
        } else {
            cr_assert_eq(status, MDS_OK, "%zu", i);
            cr_expect_str_eq(ends("windows-7"), cases[i].end, "%zu", i);
        }
    }
}

Test(life, openeox_wants_a_name)
{
    static const char core[] = CORE("\"end_of_life\":\"2031-03-31T23:59:59Z\","
                                    "\"end_of_security_support\":\"2028-03-31T23:59:59Z\"");

    cr_expect_eq(read_file("dates.json", core, NULL), MDS_EFORMAT);
    (void)fixture_expect(&f, MDS_D_LIFE_NO_SYSTEM);
    cr_assert_eq(read_file("data/windows-7.json", core, NULL), MDS_OK);
    cr_expect_str_eq(ends("windows-7"), "2028-03-31");
    const size_t before = now->platform_count;
    cr_assert_eq(read_file("dates.json", core, "Northwind RT 3"), MDS_OK);
    cr_assert_eq(now->platform_count, before + 1);
    cr_expect_str_eq(now->platforms[before].words.at[0], "northwind rt 3");
}

#define CLE(events)                                                                                \
    "{\"identifier\":[\"pkg:generic/pg/postgresql@1?a=b\"],\"definitions\":{\"support\":["         \
    "{\"id\":\"standard\"},{\"id\":\"extended\"}]},\"events\":[" events "]}"
#define END(id, type, day, versions, more)                                                         \
    "{\"id\":" id ",\"type\":\"" type "\",\"effective\":\"" day                                    \
    "T00:00:00Z\",\"versions\":[" versions "]" more "}"
#define STANDARD ",\"supportId\":\"standard\""
#define RANGE(text) "{\"range\":\"vers:generic/" text "\"}"

Test(life, cle_speaks_of_versions)
{
    static const struct {
        const char *text, *end, *of; /* NULL: refused */
    } cases[] = {
        {CLE(END("1", "endOfSupport", "2030-05-05", RANGE(">=14|<15"), STANDARD)), "2030-05-05",
         "postgresql-14"},
        {CLE(END("1", "endOfSupport", "2030-05-05", RANGE(">=14|<15"), STANDARD)), "2024-11-21",
         "postgresql-12"},
        {CLE(END("1", "endOfSupport", "2030-05-05", RANGE("<15"), STANDARD)), "2030-05-05",
         "postgresql-9.6"},
        {CLE(END("1", "endOfSupport", "2030-05-05", RANGE("9.6.1"), STANDARD)), "2021-11-11",
         "postgresql-9.6"},
        {CLE(END("1", "endOfSupport", "2030-05-05", "{\"version\":\"9.6\"}", STANDARD)),
         "2030-05-05", "postgresql-9.6"},
        /* a part of what is called 9.6 is not all of it */
        {CLE(END("1", "endOfSupport", "2030-05-05", RANGE(">=9.6|<9.6.4"), STANDARD)), "2021-11-11",
         "postgresql-9.6"},
        /* two policies, two days: the name alone does not say which */
        {CLE(END("2", "endOfSupport", "2031-03-31", RANGE(">=14|<15"),
                 ",\"supportId\":\"extended\"") "," END("1", "endOfSupport", "2028-03-31",
                                                        RANGE(">=14|<15"), STANDARD)),
         "2031-03-31 2028-03-31", "postgresql-14"},
        /* withdrawn */
        {CLE("{\"id\":3,\"type\":\"withdrawn\",\"effective\":\"2021-01-15T00:00:00Z\","
             "\"eventId\":1}," END("2", "endOfSupport", "2031-03-31", RANGE("14"),
                                   STANDARD) "," END("1", "endOfSupport", "2028-03-31",
                                                     RANGE(">=14|<15"), STANDARD)),
         "2026-11-12", "postgresql-14"},
        /* sales and development end earlier */
        {CLE(END("2", "endOfMarketing", "2020-03-31", RANGE(">=14|<15"),
                 "") "," END("1", "endOfDevelopment", "2020-03-31", RANGE(">=14|<15"), "")),
         "2026-11-12", "postgresql-14"},
        /* the end of life where no support is told of */
        {CLE(END("1", "endOfLife", "2029-03-31", RANGE(">=14|<15"), "")), "2029-03-31",
         "postgresql-14"},
        {CLE(END("2", "endOfLife", "2029-03-31", RANGE(">=14|<15"),
                 "") "," END("1", "endOfSupport", "2028-03-31", RANGE(">=14|<15"), STANDARD)),
         "2028-03-31", "postgresql-14"},
        {CLE(END("1", "endOfSupport", "2028-03-31", RANGE("*"), "")), NULL, ""},
        {CLE(END("1", "endOfSecurity", "2028-03-31", RANGE("*"), "")), NULL, ""},
        {CLE(END("1", "endOfLife", "2028-03-31", "\"4.0.0\"", "")), NULL, ""},
        {CLE(END("1", "endOfLife", "2028-03-31", RANGE("*"),
                 "") "," END("2", "endOfLife", "2028-03-31", RANGE("*"), "")),
         NULL, ""},
        {CLE("{\"id\":3,\"type\":\"withdrawn\",\"effective\":\"2021-01-15T00:00:00Z\","
             "\"eventId\":1}"),
         NULL, ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        now = f.catalog;
        const mds_status status = read_file("cle.json", cases[i].text, NULL);
        if (cases[i].end == NULL) {
            cr_expect_eq(status, MDS_EFORMAT, "%zu", i);
            (void)fixture_expect(&f, MDS_D_LIFE_INVALID);
        } else {
            cr_assert_eq(status, MDS_OK, "%zu", i);
            cr_expect_str_eq(ends(cases[i].of), cases[i].end, "%zu", i);
        }
    }
}

Test(life, what_is_none_is_named)
{
    cr_expect_eq(read_file("a.json", "{\"bomFormat\":\"CycloneDX\"}", NULL), MDS_EUNSUPPORTED);
    (void)fixture_expect(&f, MDS_D_LIFE_NOT_ONE);
    cr_expect_eq(read_file("a.json", "[]", NULL), MDS_EUNSUPPORTED);
    cr_expect_eq(read_file("a.json", "title: Windows\n", NULL), MDS_EFORMAT);
    cr_expect_eq(now, f.catalog);
}
