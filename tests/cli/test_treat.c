/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(plan, .init = scratch_begin, .fini = scratch_end);

static const char *const verbs[] = {"treat", "lifecycle"};

Test(plan, help_in_both_languages)
{
    for (size_t i = 0; i < 2; i++) {
        command_result en = command(verbs[i], "--help", "--lang", "en", NULL);
        command_result ja = command(verbs[i], "--help", "--lang", "ja", NULL);
        cr_assert_eq(en.code, 0, "%s", en.err);
        cr_assert_eq(ja.code, 0, "%s", ja.err);
        cr_assert(!has_non_ascii(en.out) && strstr(en.out, "--records") != NULL);
        cr_assert(has_non_ascii(ja.out));
        release(en);
        release(ja);
    }
}

Test(plan, wrong_usage_is_exit_code_3)
{
    static const char *const cases[][4] = {
        {"treat"},
        {"treat", CT, "--level", "0"},
        {"treat", CT, "--level", "-3"},
        {"treat", CT, "--level", "low"},
        {"treat", CT, "--case", "lo"},
        {"treat", CT, "-o", "x.pdf"},
        {"lifecycle"},
        {"lifecycle", CT, "--years", "0"},
        {"lifecycle", CT, "--years", "51"},
        {"lifecycle", CT, "--step", "13"},
        {"lifecycle", CT, "--add", "wishful-thinking"},
        {"lifecycle", CT, "-o", "x.txt"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const *c = cases[i];
        command_result r = command(c[0], c[1], c[2], c[3], NULL);
        cr_assert_eq(r.code, 3, "%s %s %s: exit code %d, %s", c[0], c[2] ? c[2] : "",
                     c[3] ? c[3] : "", r.code, r.err);
        cr_assert_gt(strlen(r.err), 0);
        cr_assert_eq(files_here(), 0);
        release(r);
    }
}

Test(plan, every_example_in_every_format_and_language)
{
    static const char *const devices[][2] = {{PUMP, PUMP_DEPLOYMENT},
                                             {CT, CT_DEPLOYMENT},
                                             {MONITOR, MONITOR_DEPLOYMENT},
                                             {PACS, PACS_DEPLOYMENT}};
    for (size_t i = 0; i < 32; i++) {
        const char *verb = verbs[i / 16];
        const char *const *device = devices[i / 4 % 4];
        const char *output = i % 2 == 0 ? "out.json" : "out.csv";
        command_result r = command(verb, device[0], "--context", device[1], AS_OF, "--lang",
                                   i / 2 % 2 == 0 ? "en" : "ja", "-o", output, NULL);
        size_t n = 0;
        char *bytes = slurp(output, &n);
        cr_assert_eq(r.code, 0, "%s %s: %s", verb, device[0], r.err);
        cr_assert(bytes != NULL && n > 500);
        cr_assert_gt(strlen(r.out), 100);
        cr_assert_null(strstr(r.out, "cli."), "a text is missing: %s", r.out);
        cr_assert_not_null(strstr(bytes, "RM-2"), "the numbers do not name their source");
        free(bytes);
        cr_assert_eq(remove(output), 0);
        release(r);
    }
}

/* The scanner past its end of support: nothing makes it acceptable, isolation makes it tolerable,
 * and what the treatment promises is what an assessment with that record then says. */
Test(plan, the_proposal_holds_when_it_is_carried_out)
{
    command_result none = command("treat", CT, "--context", CT_DEPLOYMENT, AS_OF, NULL);
    command_result some = command("treat", CT, "--context", CT_DEPLOYMENT, AS_OF, "--level",
                                  "reduce", "-o", "t.json", "--quiet", NULL);
    cr_assert_eq(none.code, 0, "%s", none.err);
    cr_assert_not_null(strstr(none.out, "replace the device or disconnect it"), "%s", none.out);
    cr_assert_eq(some.code, 0, "%s", some.err);
    char *json = slurp("t.json", NULL);
    cr_assert_not_null(json);
    const char *sets = strstr(json, "\"minimal_sets\"");
    cr_assert_not_null(sets);
    cr_assert_eq(strncmp(strstr(sets, "\"add\":"), "\"add\": [\"network-isolation\"]", 28), 0,
                 "%.200s", sets);
    free(json);
    release(none);
    release(some);

    char *deployment = slurp(CT_DEPLOYMENT, NULL);
    cr_assert_not_null(deployment);
    static const char record[] =
        "compensating_controls.network-isolation.implementation,in_place\r\n"
        "compensating_controls.network-isolation.assurance,verified\r\n"
        "compensating_controls.network-isolation.constraint,c\r\n"
        "compensating_controls.network-isolation.objective,o\r\n"
        "compensating_controls.network-isolation.risk_covered,r\r\n"
        "compensating_controls.network-isolation.owner,w\r\n"
        "compensating_controls.network-isolation.evidence,e\r\n"
        "compensating_controls.network-isolation.validated,2026-11-01\r\n"
        "compensating_controls.network-isolation.expires,2027-11-01\r\n"
        "treatment_costs.firewall.cost,1200\r\n"
        "treatment_costs.anti-malware.feasible,FALSE\r\n";
    FILE *file = fopen("carried-out.csv", "w");
    cr_assert_not_null(file);
    /* The file's own empty lines for this kind would contradict: they say nothing, so they go. */
    cr_assert(fputs(deployment, file) >= 0 && fputs(record, file) >= 0);
    cr_assert_eq(fclose(file), 0);
    free(deployment);
    command_result done =
        command("treat", CT, "--context", "carried-out.csv", AS_OF, "--level", "reduce", NULL);
    cr_assert_eq(done.code, 0, "%s", done.err);
    cr_assert_not_null(strstr(done.out, "nothing to add"), "%s", done.out);
    cr_assert_not_null(strstr(done.out, "Ruled out in the context: Malware protection"), "%s",
                       done.out);
    release(done);
}

Test(plan, a_bad_cost_is_refused_with_its_place)
{
    static const char head[] = "field,value\r\nkind,context\r\n";
    static const char *const bad[] = {"-1", "cheap", "1e99", "nan"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[200];
        (void)snprintf(text, sizeof text, "%streatment_costs.firewall.cost,%s\r\n", head, bad[i]);
        spill("c.csv", text);
        command_result r = command("treat", CT, "--context", "c.csv", AS_OF, NULL);
        cr_assert_eq(r.code, 2, "%s: %d", bad[i], r.code);
        cr_assert_not_null(strstr(r.err, "MDS1304"), "%s", r.err);
        cr_assert_not_null(strstr(r.err, "c.csv:"), "%s", r.err);
        release(r);
    }
    spill("c.json", "{\"format_version\": 1, \"kind\": \"context\", \"treatment_costs\": ["
                    "{\"kind\": \"firewall\", \"cost\": -2}]}");
    command_result r = command("treat", CT, "--context", "c.json", AS_OF, NULL);
    cr_assert_eq(r.code, 2);
    cr_assert_not_null(strstr(r.err, "treatment_costs[0].cost"), "%s", r.err);
    release(r);
}

Test(plan, the_curve_shows_what_an_added_control_changes)
{
    command_result r = command("lifecycle", CT, "--context", CT_DEPLOYMENT, AS_OF, "--years", "3",
                               "--add", "network-isolation", "-o", "c.csv", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_not_null(strstr(r.out, "Not acceptable from: 2026-11-20"), "%s", r.out);
    cr_assert_not_null(strstr(r.out, "Not acceptable from: not within this time"), "%s", r.out);
    cr_assert_null(strstr(r.err, "RM-1"), "%s", r.err);
    char *csv = slurp("c.csv", NULL);
    cr_assert_not_null(csv);
    cr_assert_not_null(strstr(csv, "\r\nnetwork-isolation,2026-11-20,today"));
    free(csv);
    release(r);
}

/* A terminal of 80 columns breaks what is longer anywhere. */
Test(plan, what_is_to_be_read_fits_a_terminal)
{
    static const char *const devices[][2] = {
        {PUMP, PUMP_DEPLOYMENT}, {CT, CT_DEPLOYMENT}, {MONITOR, MONITOR_DEPLOYMENT}};

    for (size_t i = 0; i < 3; i++) {
        command_result r = command("treat", devices[i][0], "--context", devices[i][1], AS_OF, NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        for (const char *line = r.out; *line != '\0'; line += strcspn(line, "\n") + 1) {
            const int n = (int)strcspn(line, "\n");
            cr_assert(n <= 80, "%d columns: %.*s", n, n, line);
        }
        release(r);
    }
}

/* What the screen says the report says too: advice, stage of life, the first days. */
Test(plan, the_report_says_what_the_screen_says)
{
    static const char *const sentences[][2] = {
        {"treat",
         "No set of compensating controls is enough: replace the device or disconnect it."},
        {"treat", "Isolation from the network (cost 3)."},
        {"treat", "Ask first whether this can be done here: Isolation from the network."},
        {"treat", "Counts in part today; choosing it means completing and verifying it: Firewall"},
        {"treat", "Costs: the catalog&#39;s default of 1 (cheapest) to 5"},
        {"lifecycle", "Stage: End of support (past EOS). EOL: 2020-01-14. EOS: 2023-03-31."},
        {"lifecycle", "the hospital alone answers for the further use of the device."},
        {"lifecycle", "Not acceptable from: 2026-11-20"}};

    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        command_result r = command(sentences[i][0], CT, "--context", CT_DEPLOYMENT, AS_OF, "--lang",
                                   "en", "-o", "out.html", NULL);
        char *page = slurp("out.html", NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        cr_assert_not_null(page);
        cr_expect_not_null(strstr(page, sentences[i][1]), "%s", sentences[i][1]);
        free(page);
        release(r);
    }
}

/* The form of records goes out and comes in again the same, whatever its format and language. */
Test(plan, the_form_of_records_survives_the_round_trip)
{
    static const char *const endings[] = {"xlsx", "csv", "json"};
    static const char *const langs[] = {"en", "ja"};
    command_result first =
        command("context", "records", "--context", CT_DEPLOYMENT, AS_OF, "-o", "first.json", NULL);
    cr_assert_eq(first.code, 0, "%s", first.err);
    release(first);
    for (size_t i = 0; i < 6; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "form.%s", endings[i / 2]);
        command_result out = command("context", "records", "--context", CT_DEPLOYMENT, AS_OF, "-o",
                                     name, "--lang", langs[i % 2], NULL);
        command_result in =
            command("context", "records", "--records", name, AS_OF, "-o", "second.json", NULL);
        cr_assert_eq(out.code, 0, "%s: %s", name, out.err);
        cr_assert_eq(in.code, 0, "%s: %s", name, in.err);
        cr_assert_eq(strlen(in.err), 0, "%s: %s", name, in.err);
        cr_assert(same_files("first.json", "second.json"), "%s, %s", name, langs[i % 2]);
        release(out);
        release(in);
    }
}

/* The same records give the same register, from the deployment or from a table of their own. */
Test(plan, records_count_wherever_they_come_from)
{
    command_result r = shell(
        "set -e; mdsrisk context records --context " CT_DEPLOYMENT " --as-of 2026-11-20 -o r.xlsx;"
        "mdsrisk context records --context " CT_DEPLOYMENT " --as-of 2026-11-20 -o s.xlsx;"
        "cmp r.xlsx s.xlsx;"
        "grep -v compensating_controls " CT_DEPLOYMENT " > bare.csv;"
        "mdsrisk assess " CT " --context " CT_DEPLOYMENT " --as-of 2026-11-20 -q -o a.csv;"
        "mdsrisk assess " CT " --context bare.csv --as-of 2026-11-20 -q -o b.csv;"
        "mdsrisk assess " CT " --context bare.csv --records r.xlsx --as-of 2026-11-20 -q -o c.csv;"
        "cmp a.csv c.csv; ! cmp -s a.csv b.csv");
    cr_assert_eq(r.code, 0, "%s", r.out);
    release(r);
}

Test(plan, documents_are_held_when_the_deployment_says_where)
{
    spill("c.json", "{\"format_version\": 1, \"kind\": \"context\", \"documents\": "
                    "[{\"document\": \"sbom\", \"reference\": \"folder 3\"}]}");
    command_result held =
        command("lifecycle", CT, "--context", "c.json", AS_OF, "--lang", "en", "-o", "-", NULL);
    cr_assert_eq(held.code, 0, "%s", held.err);
    cr_assert_not_null(strstr(held.out, "\"state\": \"held\", \"reference\": \"folder 3\""), "%s",
                       held.out);
    cr_assert_not_null(strstr(held.out, "\"state\": \"missing\""));
    release(held);
    spill("c.csv", "field,value\r\nkind,context\r\ndocuments.love-letter.reference,x\r\n");
    command_result none = command("lifecycle", CT, "--context", "c.csv", AS_OF, NULL);
    cr_assert_eq(none.code, 2);
    cr_assert_not_null(strstr(none.err, "love-letter"), "%s", none.err);
    release(none);
}
