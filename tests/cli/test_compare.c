/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPLOYMENT "--context", PUMP_DEPLOYMENT, AS_OF
#define QUICK "--draws", "200"

TestSuite(compare, .init = scratch_begin, .fini = scratch_end);

Test(compare, every_format_in_every_language_and_the_same_bytes_twice)
{
    static const char *const outputs[][2] = {
        {"a.xlsx", "b.xlsx"}, {"a.csv", "b.csv"}, {"a.json", "b.json"}};
    static const char *const langs[] = {"en", "ja"};

    for (size_t i = 0; i < 6; ++i) {
        const char *const *output = outputs[i / 2];
        for (size_t k = 0; k < 2; ++k) {
            command_result r = command("compare", PUMP, MONITOR, CT, DEPLOYMENT, QUICK, "--seed",
                                       "7", "--lang", langs[i % 2], "-o", output[k], NULL);
            cr_assert_eq(r.code, 0, "%s", r.err);
            cr_expect_eq(has_non_ascii(r.out), i % 2 == 1);
            release(r);
        }
        cr_expect(same_files(output[0], output[1]), "%s", output[0]);
        cr_assert(remove(output[0]) == 0 && remove(output[1]) == 0);
        cr_assert_eq(files_here(), 0);
    }
}

Test(compare, another_seed_gives_other_draws)
{
    release(
        command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--seed", "1", "-o", "a.json", NULL));
    release(
        command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--seed", "2", "-o", "b.json", NULL));
    cr_expect(exists("a.json") && exists("b.json"));
    cr_expect_not(same_files("a.json", "b.json"));
}

Test(compare, bids_on_different_forms_are_named)
{
    static const char *const says = "jp-mds-4.1; AL-300: mds2-2019)";
    command_result r = command("compare", EXAMPLES "lab-analyser/mds.xlsx", PUMP, DEPLOYMENT, QUICK,
                               "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect(strstr(r.out, says) != NULL, "%s", r.out);
    release(r);
    r = command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--lang", "en", NULL);
    cr_expect(strstr(r.out, "mds2-2019") == NULL, "%s", r.out);
    release(r);
}

/* Bids go by the names of their devices, in every output; files keep the letters as ids. */
Test(compare, bids_go_by_their_names)
{
    command_result r =
        command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--lang", "en", "-o", "a.md", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "AL-300"), "%s", r.out);
    cr_expect_null(strstr(r.out, " B "), "%s", r.out);
    cr_expect_not_null(strstr(r.err, "MDS1351"), "a pump is no monitor: %s", r.err);
    release(r);
    char *page = slurp("a.md", NULL);
    cr_assert_not_null(page);
    cr_expect_not_null(strstr(page, "AL-300: measured"), "%s", page);
    cr_expect_null(strstr(page, "A: measured"), "%s", page);
    cr_expect_not_null(strstr(page, "may not be for one purpose"), "%s", page);
    free(page);
}

/* Two bids of one name keep their letters. */
Test(compare, a_name_that_two_bids_have_names_none)
{
    char *form = slurp(MONITOR, NULL);
    char *changed = calloc(1, strlen(form) + 16);
    char *at = strstr(form, "PAUT-5,Every password can be changed,Yes");
    cr_assert_not_null(at);
    memcpy(changed, form, (size_t)(at - form));
    strcat(changed, "PAUT-5,Every password can be changed,No");
    strcat(changed, at + strlen("PAUT-5,Every password can be changed,Yes"));
    spill("other.csv", changed);
    command_result r = command("compare", MONITOR, "other.csv", DEPLOYMENT, QUICK, "--lang", "en",
                               "-o", "a.csv", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "A is the safer device of A and B"), "%s", r.out);
    cr_expect_null(strstr(r.err, "MDS1351"), "%s", r.err);
    release(r);
    free(changed);
    free(form);
}

/* A price is shown as it is written and moves nothing. */
Test(compare, a_price_is_shown_and_never_counted)
{
    spill("bids.csv", "bid,price\nA,\"EUR 41,200\"\nB,=1+1\n");
    release(command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "-o", "without.csv", NULL));
    command_result r = command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--bids", "bids.csv",
                               "-o", "with.csv", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    char *with = slurp("with.csv", NULL);
    char *without = slurp("without.csv", NULL);
    cr_assert(with != NULL && without != NULL);
    cr_expect_not_null(strstr(with, "\"EUR 41,200\""), "%s", with);
    cr_expect_not_null(strstr(with, "'=1+1"), "%s", with);
    cr_expect_not_null(strstr(with, ",price,"), "%s", with);
    cr_expect_null(strstr(without, "price"), "%s", without);
    free(with);
    free(without);
}

Test(compare, says_the_verdict_and_how_sure_it_is)
{
    command_result r = command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect(strstr(r.out, "of the draws") != NULL, "%s", r.out);
    cr_expect(strstr(r.out, "Price") != NULL);
    cr_expect(strstr(r.out, "--bids") != NULL, "one date for all is said");
    release(r);
}

/* A line for each bid: two names of one bid, or one name of two, leave open whose date it is. */
Test(compare, a_bid_is_named_once)
{
    static const char *const cases[][2] = {
        {"bid,end_of_support\nA,2030-01-01\nform.xlsx,2031-01-01\n", "L3:C1: error MDS1883"},
        {"bid,end_of_support\nA,2030-01-01\nA,2031-01-01\n", "L3:C1: error MDS1883"},
        {"bid,end_of_support\nform.csv,2030-01-01\n", "L2:C1: error MDS1878"},
        {"bid,end_of_support\nD,2030-01-01\n", "L2:C1: error MDS1881"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        spill("bids.csv", cases[i][0]);
        const command_result r = command("compare", PUMP, MONITOR, PACS, DEPLOYMENT, QUICK,
                                         "--lang", "en", "--bids", "bids.csv", NULL);
        cr_expect_eq(r.code, 2, "case %zu: exit code %d", i, r.code);
        cr_expect_not_null(strstr(r.err, cases[i][1]), "case %zu: %s", i, r.err);
        release(r);
    }
}

Test(compare, no_bid_one_bid_and_a_bid_twice)
{
    command_result none = command("compare", DEPLOYMENT, NULL);
    command_result one = command("compare", PUMP, DEPLOYMENT, NULL);
    command_result twice =
        command("compare", PUMP, MONITOR, PUMP, DEPLOYMENT, "-o", "x.json", NULL);

    cr_expect_eq(none.code, 3);
    cr_expect_eq(one.code, 3);
    cr_expect_eq(twice.code, 2);
    cr_expect(strstr(twice.err, "MDS1880") != NULL, "%s", twice.err);
    cr_expect_not(exists("x.json"));
    release(none);
    release(one);
    release(twice);
}

/* Words of the scale, in both languages, weigh what its numbers do, on either side. */
Test(compare, words_of_importance_are_numbers)
{
    static const struct {
        const char *number, *words[2];
    } cases[] = {{"1", {"equal", "同程度"}},
                 {"3", {"Moderately more", "やや重要"}},
                 {"5", {"strongly  more", "かなり重要"}},
                 {"7", {"very strongly more", "非常に重要"}},
                 {"9", {"EXTREMELY MORE", "極めて重要"}},
                 {"1/3", {"moderately less", "やや重要でない"}},
                 {"1/5", {"strongly less", "かなり重要でない"}},
                 {"1/7", {"very strongly less", "非常に重要でない"}},
                 {"1/9", {"extremely less", "極めて重要でない"}}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int word = -1; word < 2; word++) {
            char text[256];
            (void)snprintf(text, sizeof text, ",support,upkeep\r\nsupport,,%s\r\nupkeep,,\r\n",
                           word < 0 ? cases[i].number : cases[i].words[word]);
            spill("weights", text);
            command_result r = command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--weights",
                                       "weights", "-o", word < 0 ? "a.json" : "b.json", NULL);
            cr_assert_eq(r.code, 0, "%s: %s", text, r.err);
            cr_expect(word < 0 || same_files("a.json", "b.json"), "%s", text);
            release(r);
        }
    }
}

/* What a weights file says, the exit code, and the diagnostic that it gives. */
typedef struct weights_case {
    const char *text;
    int code;
    const char *said;
} weights_case;

Test(compare, weights_of_every_kind)
{
    static const weights_case cases[] = {
        {"criterion,weight\nsafety-risk,0.5\nsupport,0.5\n", 0, "MDS1886"},
        {"criterion,weight\nsafety-risk,3\nsupport,1\n", 0, "MDS1884"},
        {"criterion,weight\nsafety,1\n", 2, "MDS1881"},
        {"criterion,weight\nsafety-risk,1\nsafety-risk,2\n", 2, "MDS1883"},
        {"criterion,weight\nsafety-risk,-1\nsupport,2\n", 2, "MDS1882"},
        {"criterion,weight\nsafety-risk,much\n", 2, "MDS1882"},
        {"criterion,weight\nsafety-risk,0\n", 2, "MDS1885"},
        {"a,b,c\n1,2,3\n", 2, "MDS1887"},
        {"{\"format_version\":1,\"kind\":\"weights\",\"weights\":{\"support\":0.4,"
         "\"safety-risk\":0.6}}",
         0, "MDS1886"},
        {"{\"format_version\":1,\"kind\":\"weights\",\"weights\":{\"support\":[]}}", 2, "MDS1887"},
        {"{\"format_version\":2,\"kind\":\"weights\",\"weights\":{}}", 2, "MDS1013"},
        {"{\"format_version\":1,\"kind\":\"other\"}", 2, "MDS1887"},
        {"{\"format_version\":1,", 2, "MDS1010"},
        {",safety-risk,support,upkeep\nsafety-risk,1,3,5\nsupport,,1,2\nupkeep,,,1\n", 0,
         "MDS1886"},
        {",safety-risk,support,upkeep\nsafety-risk,,1/3,5\nsupport,3,,2\nupkeep,,,\n", 0,
         "MDS1889"},
        {",safety-risk,support\nsafety-risk,1,3\nsupport,3,1\n", 2, "MDS1888"},
        {",safety-risk,support\nsafety-risk,1,\nsupport,,1\n", 2, "MDS1882"},
        {",safety-risk,support\nsafety-risk,1,1/0\nsupport,,1\n", 2, "MDS1882"},
        {",safety-risk,support\nsafety-risk,1,10\nsupport,,1\n", 2, "safety-risk : support"},
        {",safety-risk,support\nsafety-risk,1,\nsupport,0.1,1\n", 2, "support : safety-risk"},
        {",safety-risk,support\nsafety-risk,1,9\nsupport,.11,1\n", 0, "MDS1886"},
        {",safety-risk,support\nsafety-risk,1,8\nsupport,.13,1\n", 0, "MDS1886"},
        {",safety-risk,upkeep\nsafety-risk,1,3\nsupport,,1\n", 2, "MDS1882"},
        {"{\"format_version\":1,\"kind\":\"pairwise\",\"criteria\":[\"support\",\"upkeep\"],"
         "\"matrix\":[[1,\"1/3\"],[null,1]]}",
         0, "MDS1886"},
        {"{\"format_version\":1,\"kind\":\"pairwise\",\"criteria\":[\"support\",\"upkeep\"],"
         "\"matrix\":[[1,2,3],[1,1,1]]}",
         2, "MDS1887"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        spill("weights", cases[i].text);
        command_result r =
            command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--weights", "weights", NULL);
        cr_expect_eq(r.code, cases[i].code, "%zu: %d\n%s", i, r.code, r.err);
        cr_expect(strstr(r.err, cases[i].said) != NULL, "%zu: %s", i, r.err);
        cr_expect(strstr(r.err, "weights") != NULL, "%zu", i);
        release(r);
    }
}

Test(compare, bids_have_their_own_support_dates)
{
    spill("bids.csv", "bid,end_of_life,end_of_support\nform.xlsx,,2036-01-01\nB,2027-01-01,"
                      "2028-01-01\n");
    command_result r = command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--bids", "bids.csv",
                               "--horizon", "2032-01-01", "-o", "out.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    char *json = slurp("out.json", NULL);
    cr_assert_not_null(json);
    cr_expect(strstr(json, "\"end_of_support\": \"2036-01-01\"") != NULL);
    cr_expect(strstr(json, "\"end_of_support\": \"2028-01-01\"") != NULL);
    cr_expect(strstr(json, "\"gates_failed\": [\"horizon\"]") != NULL);
    free(json);
    release(r);
}

Test(compare, a_bid_without_a_date_is_recommended_on_condition)
{
    spill("bids.csv", "bid,end_of_life,end_of_support\nB,,2028-01-01\n");
    command_result r = command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--bids", "bids.csv",
                               "--horizon", "2032-01-01", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect(strstr(r.out, "On condition") != NULL, "%s", r.out);
    release(r);
}

Test(compare, support_dates_that_cannot_be)
{
    static const weights_case cases[] = {
        {"bid,end_of_life,end_of_support\nA,,tomorrow\n", 2, "MDS1303"},
        {"bid,end_of_life,end_of_support\nZ,,2030-01-01\n", 2, "MDS1881"},
        {"bid,end_of_life,end_of_support\nA,,2030-01-01\nA,,2031-01-01\n", 2, "MDS1883"},
        {"bid,end_of_life,end_of_support\nA,2031-01-01,2030-01-01\n", 0, "MDS1305"},
        {"bid,cost\nA,3\n", 2, "MDS1887"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        spill("bids", cases[i].text);
        command_result r =
            command("compare", PUMP, MONITOR, DEPLOYMENT, QUICK, "--bids", "bids", NULL);
        cr_expect_eq(r.code, cases[i].code, "%zu: %d\n%s", i, r.code, r.err);
        cr_expect(strstr(r.err, cases[i].said) != NULL, "%zu: %s", i, r.err);
        release(r);
    }
}

Test(compare, options_out_of_bounds)
{
    static const char *const cases[][2] = {
        {"--draws", "0"},         {"--draws", "1000001"}, {"--draws", "many"}, {"--seed", "-1"},
        {"--seed", "5000000000"}, {"--horizon", "soon"},  {"-o", "out.pdf"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        command_result r =
            command("compare", PUMP, MONITOR, DEPLOYMENT, cases[i][0], cases[i][1], NULL);
        cr_expect_eq(r.code, 3, "%s %s: %d", cases[i][0], cases[i][1], r.code);
        release(r);
    }
}

Test(compare, what_is_true_of_one_device_is_left_out)
{
    command_result r =
        command("compare", PUMP, MONITOR, "--context", PUMP_DEPLOYMENT, AS_OF, QUICK, NULL);
    cr_expect_eq(r.code, 0);
    cr_expect(strstr(r.err, "MDS1879") != NULL, "%s", r.err);
    release(r);
}

static const char criterion[] =
    "{\"format_version\": 1, \"kind\": \"criteria\", \"records\": [\n"
    "{\"id\": \"own\", \"title\": {\"en\": \"Own\", \"ja\": \"自体\"}, \"measured\": {\"en\": "
    "\"m\", \"ja\": \"m\"}, \"measure\": \"%s\", \"scale\": \"%s\", \"direction\": \"%s\", "
    "\"worst\": 0, \"best\": 1, \"weight\": 1, \"certainty\": \"judgement\", \"rationale\": "
    "{\"en\": \"test\", \"ja\": \"試験\"}}\n]}\n";

/* A hospital may replace the criteria; a scale that contradicts itself is refused. */
Test(compare, criteria_of_the_hospitals_own)
{
    static const char *const cases[][3] = {{"own_share", "linear", "higher"},
                                           {"own_share", "linear", "lower"},
                                           {"own_share", "log10", "higher"},
                                           {"fact_share", "linear", "higher"},
                                           {"beauty", "linear", "higher"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        char text[1024];
        (void)snprintf(text, sizeof text, criterion, cases[i][0], cases[i][1], cases[i][2]);
        spill("criteria.json", text);
        command_result r = command("compare", PUMP, MONITOR, "--catalog", ".", DEPLOYMENT, QUICK,
                                   "-o", "out.csv", NULL);
        cr_expect_eq(r.code, i == 0 ? 0 : 2, "%zu: %d %s", i, r.code, r.err);
        cr_expect(i == 0 ? exists("out.csv") : strstr(r.err, "MDS1502") != NULL, "%zu: %s", i,
                  r.err);
        release(r);
    }
}
