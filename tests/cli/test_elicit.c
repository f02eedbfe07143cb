/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalog elicit: the form, its way back, and what is said of a wrong one. */
#include "base/strbuf.h"
#include "support/command.h"

#include <criterion/criterion.h>
#include <mdsrisk/catalog.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARCHETYPES MDS_SOURCE_DIR "/examples/archetypes/"

static mds_catalog *catalog;

static void setup(void)
{
    scratch_begin();
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    scratch_end();
}

TestSuite(catalog_elicit, .init = setup, .fini = teardown);

/* One row of a form in place of the usual one. */
typedef struct change {
    const char *id, *row; /* NULL: none */
} change;

static void answer(mds_strbuf *out, const mds_expert_question *at, double width)
{
    const double middle = at->asks == MDS_ASKED_SEED ? at->realisation : 40.0;

    mds_strbuf_printf(out, "%s,%d.5,%d.5,%d.5\n", at->id, (int)(middle / width) - 1, (int)middle,
                      (int)(middle + (at->most - middle) * (1 - 1 / width)));
}

/* A filled form in csv; answers lie about the realisations, wider with \p width. */
static void write_form(const char *path, const char *name, double width, change instead)
{
    mds_strbuf out;

    mds_strbuf_init(&out, 1 << 16);
    mds_strbuf_printf(&out, "Expert,%s\nid,5 %%,50 %%,95 %%\n", name);
    for (size_t q = 0; q < catalog->expert_question_count; q++) {
        const mds_expert_question *at = &catalog->expert_questions[q];
        if (instead.id != NULL && strcmp(instead.id, at->id) == 0) {
            mds_strbuf_puts(&out, instead.row);
        } else if (at->realisation > 0 && at->realisation < 5) {
            mds_strbuf_printf(&out, "%s,0.2,1,%d\n", at->id, (int)(2 * width));
        } else {
            answer(&out, at, width);
        }
    }
    spill(path, out.p);
    mds_strbuf_finish(&out);
}

static const change nothing;

static void write_four(void)
{
    write_form("a.csv", "Sato", 2, nothing);
    write_form("b.csv", "Meier", 3, nothing);
    write_form("c.csv", "Lee", 4, nothing);
    write_form("d.csv", "Ito", 5, nothing);
}

Test(catalog_elicit, the_form_holds_every_question_and_nothing_that_is_known)
{
    static const char *const langs[] = {"en", "ja"};

    for (size_t k = 0; k < 2; k++) {
        char path[16];
        (void)snprintf(path, sizeof path, "%s.csv", langs[k]);
        command_result r =
            command("catalog", "elicit", "-o", path, AS_OF, "--lang", langs[k], NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        cr_expect_not_null(strstr(r.out, path));
        release(r);
        char *form = slurp(path, NULL);
        for (size_t q = 0; q < catalog->expert_question_count; q++) {
            const mds_expert_question *at = &catalog->expert_questions[q];
            cr_expect_not_null(strstr(form, at->id));
            for (size_t e = 0; e < at->evidence_count; e++) {
                cr_expect_null(strstr(form, catalog->evidence[at->evidence[e]].id));
            }
        }
        cr_expect_not_null(strstr(form, k == 0 ? "NHS in England" : "NHSの236"));
        free(form);
        /* a form that is there may have been filled in */
        r = command("catalog", "elicit", "-o", path, AS_OF, NULL);
        cr_expect_eq(r.code, 2);
        cr_expect_not_null(strstr(r.err, "MDS1704"), "%s", r.err);
        release(r);
    }
    command_result r = command("catalog", "elicit", "-o", "one.xlsx", AS_OF, NULL);
    release(r);
    r = command("catalog", "elicit", "-o", "two.xlsx", AS_OF, NULL);
    release(r);
    cr_expect(same_files("one.xlsx", "two.xlsx"));
}

/* As it was written, in each language and format: what is missing is the answers alone. */
Test(catalog_elicit, an_empty_form_comes_back_as_one)
{
    static const char *const forms[][2] = {
        {"en", "e.xlsx"}, {"ja", "j.xlsx"}, {"en", "e.csv"}, {"ja", "j.csv"}};

    for (size_t i = 0; i < 4; i++) {
        command_result r =
            command("catalog", "elicit", "-o", forms[i][1], AS_OF, "--lang", forms[i][0], NULL);
        release(r);
        r = command("catalog", "elicit", forms[i][1], AS_OF, "--lang", "en", NULL);
        cr_expect_eq(r.code, 2);
        cr_expect_not_null(strstr(r.err, "MDS1706"), "%s", r.err);
        cr_expect_not_null(strstr(r.err, "MDS1714: seed-nhs-trusts"), "%s", r.err);
        cr_expect_not_null(strstr(r.err, "MDS1715: target-anchor-jp"), "%s", r.err);
        cr_expect_null(strstr(r.err, "MDS1705"), "%s", r.err);
        cr_expect_null(strstr(r.err, "MDS1708"), "%s", r.err);
        release(r);
    }
}

Test(catalog_elicit, answers_stand_beside_the_numbers_of_the_catalog)
{
    write_four();
    command_result r = command("catalog", "elicit", "a.csv", "b.csv", "c.csv", "d.csv", AS_OF,
                               "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "All experts by performance"), "%s", r.out);
    cr_expect_not_null(
        strstr(r.out, "in the catalog: 0.0015, 0.006, 0.024 (anchors.json, jp, mode)"), "%s",
        r.out);
    cr_expect_not_null(strstr(r.out, "compensating.json, network-segmentation"), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "Nothing in the catalog was changed"), "%s", r.out);
    for (const char *line = r.out; *line != '\0'; line += line[strcspn(line, "\n")] == '\n') {
        const size_t n = strcspn(line, "\n");
        cr_expect_leq(n, 80, "%.*s", (int)n, line);
        line += n;
    }
    release(r);
    static const char *const files[] = {"s.xlsx", "s.csv", "s.json", "s.html", "s.md", "s.docx"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        r = command("catalog", "elicit", "a.csv", "b.csv", "c.csv", "d.csv", AS_OF, "--lang", "ja",
                    "--alpha", "0", "-o", files[i], NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        cr_expect(exists(files[i]));
        release(r);
    }
    char *json = slurp("s.json", NULL);
    static const char *const there[] = {
        "\"alpha_is\": \"given\"", "\"elicited\"", "\"expert_scores\"",  "\"expert_seeds\"",
        "\"realisation\"",         "EV-009",       "\"performance_q50\""};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++) {
        cr_expect_not_null(strstr(json, there[i]), "%s", there[i]);
    }
    free(json);
}

Test(catalog_elicit, a_wrong_form_is_refused_with_its_cell)
{
    static const struct {
        const char *id, *row, *code, *where;
    } wrong[] = {
        {"seed-nhs-trusts", "seed-nhs-trusts,10,,90\n", "MDS1711", "L11:C3"},
        {"seed-nhs-trusts", "seed-nhs-trusts,,30,90\n", "MDS1711", "L11:C2"},
        {"seed-nhs-trusts", "seed-nhs-trusts,40,30,90\n", "MDS1712", "L11:C3"},
        {"seed-nhs-trusts", "seed-nhs-trusts,10,90,30\n", "MDS1712", "L11:C4"},
        {"seed-nhs-trusts", "seed-nhs-trusts,10,30,30\n", "MDS1712", "L11:C4"},
        {"seed-nhs-trusts", "seed-nhs-trusts,10,some,90\n", "MDS1710", "L11:C3"},
        {"seed-nhs-trusts", "seed-nhs-trusts,10,30 %,90\n", "MDS1710", "L11:C3"},
        {"seed-nhs-trusts", "seed-nhs-trusts,nan,30,inf\n", "MDS1710", "L11:C2"},
        {"seed-nhs-trusts", "seed-nhs-trusts,10,30,237\n", "MDS1713", "L11:C4"},
        {"seed-nhs-trusts", "seed-nhs-trusts,-1,30,90\n", "MDS1713", "L11:C2"},
        {"target-anchor-jp", "target-anchor-jp,0,30,90\n", "MDS1713", "L17:C2"},
        {"seed-nhs-trusts", "seed-nhs-trust,10,30,90\n", "MDS1708", "L11:C1"},
        {"seed-nhs-trusts", "seed-nhs-trusts,1,3,9\nseed-nhs-trusts,1,3,9\n", "MDS1709", "L12:C1"},
        {"seed-nhs-trusts", "", "MDS1714", ""},
        {"seed-nhs-trusts", "seed-nhs-trusts,,,\n", "MDS1714", "L11:C1"},
    };

    write_four();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        write_form("wrong.csv", "Kim", 3, (change){wrong[i].id, wrong[i].row});
        command_result r = command("catalog", "elicit", "a.csv", "wrong.csv", "b.csv", "c.csv",
                                   AS_OF, "--lang", "en", "-o", "out.json", NULL);
        cr_expect_eq(r.code, 2, "%zu: %d %s", i, r.code, r.err);
        cr_expect_not_null(strstr(r.err, wrong[i].code), "%zu: %s", i, r.err);
        cr_expect_not_null(strstr(r.err, wrong[i].where), "%zu: %s", i, r.err);
        cr_expect_not_null(strstr(r.err, "wrong.csv"), "%zu: %s", i, r.err);
        cr_expect_null(strstr(r.err, "a.csv"), "%zu: %s", i, r.err);
        cr_expect_not(exists("out.json"));
        release(r);
    }
    spill("other.csv", "ID,Yes\nSAHD-1,No\n");
    command_result r = command("catalog", "elicit", "other.csv", AS_OF, "--lang", "en", NULL);
    cr_expect_eq(r.code, 2);
    cr_expect_not_null(strstr(r.err, "MDS1705"), "%s", r.err);
    release(r);
}

Test(catalog_elicit, what_is_wrong_between_forms_is_said)
{
    write_four();
    write_form("again.csv", "Sato", 6, nothing);
    command_result r = command("catalog", "elicit", "a.csv", "b.csv", "c.csv", "again.csv", AS_OF,
                               "--lang", "en", NULL);
    cr_expect_eq(r.code, 2);
    cr_expect_not_null(
        strstr(r.err, "again.csv: error MDS1707: Sato has answered already, in a.csv"), "%s",
        r.err);
    release(r);
    r = command("catalog", "elicit", "a.csv", "b.csv", "c.csv", AS_OF, "--lang", "en", NULL);
    cr_expect_eq(r.code, 0);
    cr_expect_not_null(strstr(r.err, "MDS1716: 3 experts are few"), "%s", r.err);
    release(r);
    write_form("d.csv", "Ito", 5, (change){"target-segmentation", ""});
    r = command("catalog", "elicit", "a.csv", "b.csv", "c.csv", "d.csv", AS_OF, "--lang", "en",
                "-o", "s.json", NULL);
    cr_expect_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.err, "d.csv: warning MDS1715: target-segmentation"), "%s", r.err);
    release(r);
    r = command("catalog", "elicit", "a.csv", "b.csv", "c.csv", "d.csv", AS_OF, "--alpha",
                "0.999999", "--lang", "en", NULL);
    cr_expect_eq(r.code, 2);
    cr_expect_not_null(strstr(r.err, "MDS1717"), "%s", r.err);
    release(r);
}

Test(catalog_elicit, wrong_use)
{
    static const char *const alphas[] = {"-0.1", "1.1", "nan", "much"};

    write_four();
    for (size_t i = 0; i < 4; i++) {
        command_result r = command("catalog", "elicit", "a.csv", "--alpha", alphas[i], NULL);
        cr_expect_eq(r.code, 3, "%s", alphas[i]);
        release(r);
    }
    command_result r = command("catalog", "elicit", NULL);
    cr_expect_eq(r.code, 3);
    release(r);
    r = command("catalog", "elicit", "-o", "form.json", NULL);
    cr_expect_eq(r.code, 3);
    release(r);
    r = command("catalog", "elicit", "a.csv", "-o", "a.csv", NULL);
    cr_expect_eq(r.code, 3);
    release(r);
    r = command("catalog", "elicit", "absent.csv", NULL);
    cr_expect_eq(r.code, 2);
    release(r);
}

static bool is_target(const char *kind, const char *of, const char *part)
{
    for (size_t q = 0; q < catalog->expert_question_count; q++) {
        const mds_expert_question *at = &catalog->expert_questions[q];
        if (at->asks == MDS_ASKED_TARGET && strcmp(at->parameter, kind) == 0 &&
            strcmp(at->of, of) == 0 && strcmp(at->part, part) == 0) {
            return true;
        }
    }
    return false;
}

/* What no expert can know: what is tolerable, how bad an impact is, how wrong we are, and the state
 * that the others are compared with (docs/method/elicitation.md). */
static bool is_nobodys(const char *line)
{
    static const char *const starts[] = {"Tolerable frequencies", "Impact,",
                                         "Parameter of the policy,model-sd,",
                                         "Factor of the patch state,slow,"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (strncmp(line, starts[i], strlen(starts[i])) == 0 ||
            (line[0] == '"' && strncmp(line + 1, starts[i], strlen(starts[i])) == 0)) {
            return true;
        }
    }
    return false;
}

/* "Anchor,jp,,..." */
static bool is_asked(const char *line)
{
    static const struct {
        const char *title, *kind;
    } kinds[] = {{"Anchor", "anchor"},
                 {"Rate", "rate"},
                 {"P(event given attempt)", "v1"},
                 {"Effect on a route", "route_effect"},
                 {"Factor of the patch state", "patch_state"},
                 {"Parameter of the policy", "policy"}};
    char cell[3][64];

    for (size_t c = 0; c < 3; c++) {
        const size_t n = strcspn(line, ",\r\n");
        cr_assert_lt(n, sizeof cell[c]);
        (void)snprintf(cell[c], sizeof cell[c], "%.*s", (int)n, line);
        line += n + (line[n] == ',');
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(cell[0], kinds[i].title) == 0) {
            return is_target(kinds[i].kind, cell[1], cell[2]);
        }
    }
    return false;
}

/* Experts are asked for the ten numbers that move most verdicts, of those that one can know. */
Test(catalog_elicit, the_targets_are_what_moves_most_verdicts)
{
    command_result r = command(
        "catalog", "sensitivity", ARCHETYPES "archetypes.tsv",
        ARCHETYPES "clinical-network-japan.json", ARCHETYPES "segmented-monitored.json",
        ARCHETYPES "shared-network-us.json", AS_OF, "--lang", "en", "-o", "moves.csv", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    char *text = slurp("moves.csv", NULL);
    const char *line = strchr(text, '\n') + 1;
    size_t asked = 0;
    for (; asked < 10 && *line != '\0'; line += strcspn(line, "\n") + 1) {
        if (!is_nobodys(line)) {
            cr_expect(is_asked(line), "%.*s", (int)strcspn(line, "\r\n"), line);
            asked++;
        }
    }
    cr_expect_eq(asked, 10);
    free(text);
}
