/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `mdsrisk simulate` and `explain --draws` as a user runs them. */
#include "support/command.h"

#include "base/json.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

TestSuite(simulate, .init = scratch_begin, .fini = scratch_end);

#define PUMP_DEVICE PUMP, "--context", PUMP_DEPLOYMENT, AS_OF

static mds_json *parse(const char *path)
{
    mds_json *root = NULL;
    size_t n = 0;
    char *text = slurp(path, &n);
    cr_assert_not_null(text);
    cr_assert_eq(mds_json_parse(&root, path, text, n, NULL), MDS_OK);
    free(text);
    return root;
}

static double number(const mds_json *object, const char *name)
{
    const mds_json *value = mds_json_member(object, name);
    cr_assert(mds_json_is_number(value), "%s is no number", name);
    return mds_json_number(value, nan(""));
}

Test(simulate, same_seed_gives_the_same_file_whatever_the_threads)
{
    command_result one = command("simulate", PUMP_DEVICE, "--seed", "7", "--draws", "2000",
                                 "--threads", "1", "--sobol", "-o", "one.json", NULL);
    command_result two = command("simulate", PUMP_DEVICE, "--seed", "7", "--draws", "2000",
                                 "--threads", "3", "--sobol", "-o", "two.json", NULL);
    command_result other = command("simulate", PUMP_DEVICE, "--seed", "8", "--draws", "2000",
                                   "--sobol", "-o", "other.json", NULL);
    cr_assert_eq(one.code, 0, "%s", one.err);
    cr_assert_eq(two.code, 0);
    cr_assert_eq(other.code, 0);
    cr_assert(same_files("one.json", "two.json"));
    cr_assert_not(same_files("one.json", "other.json"));
    cr_assert_str_eq(one.out, two.out);
    release(one);
    release(two);
    release(other);
}

Test(simulate, file_says_what_it_rests_on_and_its_parts_fit)
{
    command_result r = command("simulate", PUMP_DEVICE, "--seed", "7", "--draws", "2000", "-q",
                               "-o", "out.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_str_eq(r.out, "");
    mds_json *root = parse("out.json");
    cr_assert_str_eq(mds_json_string(mds_json_member(root, "generator"), ""), "xoshiro256++");
    cr_assert_eq(number(root, "seed"), 7.0);
    cr_assert_eq(number(root, "draws"), 2000.0);
    cr_assert_str_eq(mds_json_string(mds_json_member(root, "model"), ""), "RM-2");
    cr_assert_eq(
        strlen(mds_json_string(mds_json_member(mds_json_member(root, "catalog"), "sha256"), "")),
        64);
    const mds_json *risks = mds_json_member(root, "risks");
    cr_assert_gt(mds_json_count(risks), 5);
    const double within = number(root, "share_within");
    for (const mds_json *risk = mds_json_first(risks); risk != NULL; risk = mds_json_next(risk)) {
        const mds_json *times = mds_json_member(risk, "times_tolerable");
        const mds_json *form = mds_json_member(risk, "closed_form");
        cr_assert_leq(number(times, "p05"), number(times, "p50"));
        cr_assert_leq(number(times, "p50"), number(times, "quantile"));
        cr_assert_leq(number(times, "quantile"), number(times, "p95"));
        cr_assert_lt(fabs(number(times, "standard_error") - number(times, "sd") / sqrt(2000.0)),
                     1e-12);
        cr_assert_geq(number(risk, "share_within"), within);
        cr_assert_lt(fabs(number(times, "quantile") / number(form, "rrf") - 1.0), 0.2);
        cr_assert_lt(fabs(number(risk, "share_within") - number(form, "sure")), 0.07);
    }
    cr_assert_null(mds_json_member(root, "sobol"));
    mds_json_free(root);
    release(r);
}

Test(simulate, csv_has_a_row_for_the_device_and_each_risk)
{
    command_result r =
        command("simulate", PUMP_DEVICE, "--draws", "100", "-o", "out.csv", "--lang", "ja", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(has_non_ascii(r.out));
    char *text = slurp("out.csv", NULL);
    size_t commas = 0, columns = 0, rows = 0;
    cr_assert_not_null(text);
    cr_assert_not_null(strstr(text, "\ntimes_tolerable,,,,"));
    cr_assert_not_null(strstr(text, "\ntimes_tolerable,network-exploit-"));
    for (const char *p = text; *p != '\0'; p++) {
        commas += *p == ',';
        if (*p == '\n') {
            columns = rows++ == 0 ? commas : columns;
            cr_assert_geq(commas, columns);
            commas = 0;
        }
    }
    cr_assert_eq(columns, 21);
    cr_assert_gt(rows, 10);
    free(text);
    release(r);
}

Test(simulate, wrong_options_are_usage_errors_and_write_nothing)
{
    static const char *const wrong[][2] = {
        {"--draws", "99"},  {"--draws", "1000001"}, {"--draws", "many"},
        {"--draws", "-5"},  {"--seed", "-1"},       {"--seed", "1.5"},
        {"--threads", "0"}, {"--threads", "65"},    {"--output", "a.doc"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        command_result r = command("simulate", PUMP, wrong[i][0], wrong[i][1], NULL);
        cr_assert_eq(r.code, 3, "%s %s", wrong[i][0], wrong[i][1]);
        cr_assert_not_null(strstr(r.err, wrong[i][1]));
        release(r);
    }
    command_result r = command("simulate", NULL);
    cr_assert_eq(r.code, 3);
    release(r);
    cr_assert_eq(files_here(), 0);
}

Test(simulate, form_that_is_missing)
{
    command_result r = command("simulate", "nowhere.xlsx", "-o", "out.json", NULL);
    cr_assert_eq(r.code, 2);
    cr_assert_not(exists("out.json"));
    release(r);
}

Test(simulate, explanation_with_draws_begins_with_the_one_without)
{
    command_result plain = command("explain", PUMP_DEVICE, "network-exploit", NULL);
    command_result drawn =
        command("explain", PUMP_DEVICE, "network-exploit", "--draws", "1000", NULL);
    cr_assert_eq(plain.code, 0, "%s", plain.err);
    cr_assert_eq(drawn.code, 0, "%s", drawn.err);
    cr_assert_eq(strncmp(drawn.out, plain.out, strlen(plain.out)), 0);
    cr_assert_not_null(strstr(drawn.out + strlen(plain.out), "xoshiro256++"));
    cr_assert_not_null(strstr(drawn.out + strlen(plain.out), "P95"));
    cr_assert_not_null(strstr(drawn.out + strlen(plain.out), "Shapley"));
    cr_assert_not_null(strstr(drawn.out + strlen(plain.out), "Sobol"));
    release(plain);
    release(drawn);
}
