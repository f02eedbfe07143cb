/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MDS EXAMPLES "lab-analyser/mds.xlsx"
#define BLANK EXAMPLES "blank-mds-jp-4.1.xlsx"
#define TO_JP "--to", "jp-mds-4.1", "--lang", "en"
#define TO_MDS2 "--to", "mds2-2019", "--lang", "en"

TestSuite(translate, .init = scratch_begin, .fini = scratch_end);

/* Columns of the longest line; what is not ASCII is Japanese here, and two columns wide. */
static size_t longest_line(const char *text)
{
    size_t longest = 0;
    size_t columns = 0;
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;
        columns = c == '\n' ? 0 : columns + (c < 0x80 ? 1 : c >= 0xC0 ? 2 : 0);
        longest = columns > longest ? columns : longest;
    }
    return longest;
}

Test(translate, says_what_is_entailed_and_from_where)
{
    command_result r = command("translate", MDS, TO_MDS2, NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect(strstr(r.out, "AUTH-1 = Yes") != NULL, "%s", r.out);
    cr_expect(strstr(r.out, "<- 4 = ") != NULL, "%s", r.out);
    cr_expect(strstr(r.out, "Left to a person: ") != NULL);
    release(r);
    r = command("translate", PUMP, TO_JP, "-q", NULL);
    cr_assert_eq(r.code, 0);
    cr_expect_str_eq(r.out, "");
    release(r);
}

Test(translate, fits_a_terminal)
{
    static const char *const langs[] = {"en", "ja"};
    for (size_t i = 0; i < 2; i++) {
        command_result r = command("translate", MDS, "--to", "mds2-2019", "--lang", langs[i], NULL);
        cr_expect_leq(longest_line(r.out), 80, "%s", r.out);
        release(r);
    }
}

Test(translate, every_format_in_every_language_and_the_same_bytes_twice)
{
    static const char *const outputs[][2] = {
        {"a.xlsx", "b.xlsx"}, {"a.csv", "b.csv"}, {"a.json", "b.json"}};
    static const char *const langs[] = {"en", "ja"};
    for (size_t i = 0; i < 6; i++) {
        const char *const *output = outputs[i / 2];
        for (size_t k = 0; k < 2; k++) {
            command_result r = command("translate", PUMP, "--to", "jp-mds-4.1", AS_OF, "--lang",
                                       langs[i % 2], "-o", output[k], NULL);
            cr_assert_eq(r.code, 0, "%s", r.err);
            release(r);
        }
        cr_expect(same_files(output[0], output[1]), "%s", output[0]);
        cr_assert(remove(output[0]) == 0 && remove(output[1]) == 0);
        cr_assert_eq(files_here(), 0);
    }
}

Test(translate, json_has_names_that_no_language_changes)
{
    release(command("translate", MDS, "--to", "mds2-2019", "--lang", "ja", "-o", "a.json", NULL));
    char *text = slurp("a.json", NULL);
    cr_assert_not_null(text);
    cr_expect_not_null(strstr(text, "\"from\": \"jp-mds-4.1\""));
    cr_expect_not_null(strstr(text, "\"question\": \"AUTH-1\", \"value_state\": \"entailed\", "
                                    "\"value_answer\": \"yes\""));
    free(text);
}

Test(translate, a_relation_says_which_answers_count_together)
{
    static const char *const relations[] = {
        "10 is wider than PAUT-1=yes & SAHD-11=yes & SAHD-15=yes",
        "12.1 is wider than NAUT-1=yes & TXCF-4=yes & MPII-3.7=yes & RMOT-1=no",
        "4 is wider than PAUT-1 | PAUT-1.1 | PAUT-2",
        "12 is a special case of CONN-4 | MPII-3.7 | RMOT-1 | RMOT-2 | RMOT-3",
        "12=yes & 12.4=no is a special case of CONN-4 & MPII-1 & MPII-3"};
    release(command("translate", PUMP, TO_JP, "-o", "a.json", NULL));
    release(command("translate", MDS, TO_MDS2, "-o", "b.json", NULL));
    char *to_jp = slurp("a.json", NULL);
    char *to_mds2 = slurp("b.json", NULL);
    cr_assert(to_jp != NULL && to_mds2 != NULL);
    for (size_t i = 0; i < sizeof relations / sizeof relations[0]; i++) {
        cr_expect(strstr(to_jp, relations[i]) != NULL || strstr(to_mds2, relations[i]) != NULL,
                  "%s", relations[i]);
    }
    free(to_jp);
    free(to_mds2);
}

Test(translate, a_template_is_filled_in_and_read_again)
{
    command_result r = command("translate", PUMP, TO_JP, "--template", BLANK, "-o", "out.xlsx",
                               "--proof", "proof.csv", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect(strstr(r.out, "answers and 2 header fields written") != NULL, "%s", r.out);
    cr_expect(strstr(r.out, "the copy says what is entailed, and nothing else") != NULL, "%s",
              r.out);
    release(r);
    cr_expect(exists("proof.csv"));
    r = shell("mdsrisk translate " BLANK " --to jp-mds-4.1 -o none.json -q &&"
              "mdsrisk translate out.xlsx --to jp-mds-4.1 -o out.json -q &&"
              "mdsrisk translate " PUMP " --to jp-mds-4.1 -o in.json -q &&"
              "for f in none out in; do tr '{' '\\n' <$f.json | "
              "sed -n 's/.*\"question\": \"\\([^\"]*\\)\", \"value_state\": \"entailed\", "
              "\"value_answer\": \"\\([^\"]*\\)\".*/\\1 \\2/p' >$f.txt; done;"
              "test -s in.txt && test ! -s none.txt && diff in.txt out.txt && echo the same");
    cr_expect(strstr(r.out, "the same") != NULL, "%s", r.out);
    release(r);
}

/* How many notes a.json has, and of which questions b.json says another one. */
#define COMPARE_NOTES                                                                              \
    "/usr/bin/python3 - <<'E'\n"                                                                   \
    "import json\n"                                                                                \
    "a, b = (json.load(open(n))['answers'] for n in ('a.json', 'b.json'))\n"                       \
    "note = lambda x: x.get('note') or ''\n"                                                       \
    "print(sum(note(x) != '' for x in a), 'notes',\n"                                              \
    "      [x['question'] for x, y in zip(a, b) if note(x) != note(y)])\n"                         \
    "E\n"

/* To the same edition notes go along, as texts or as numbers of a list of remarks. */
Test(translate, notes_go_into_a_form_of_the_same_edition)
{
    static const struct {
        const char *form, *edition, *template, *says;
    } cases[] = {
        {PUMP, "mds2-2019", NULL, "11 notes []"},
        {MONITOR, "mds2-2019", NULL, "22 notes []"},
        {MDS, "jp-mds-4.1", NULL, "10 notes []"},
        {MDS, "jp-mds-4.1", BLANK, "10 notes []"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char script[2048];
        const char *template = cases[i].template;
        (void)snprintf(script, sizeof script,
                       "rm -f *; %s %s && mdsrisk translate %s --to %s --template %s -o out.xlsx "
                       "--lang en && mdsrisk import %s -q -o a.json && "
                       "mdsrisk import out.xlsx -q -o b.json && " COMPARE_NOTES,
                       template != NULL ? "true" : "mdsrisk form new -q -o blank.xlsx --edition",
                       template != NULL ? "" : cases[i].edition, cases[i].form, cases[i].edition,
                       template != NULL ? template : "blank.xlsx", cases[i].form);
        command_result r = shell(script);
        cr_expect_eq(r.code, 0, "%s", r.out);
        cr_expect_not_null(strstr(r.out, cases[i].says), "%s: %s", cases[i].form, r.out);
        cr_expect_null(strstr(r.out, "MDS2250"), "%s", r.out);
        release(r);
    }
}

/* A remark of one edition is no statement under the question of another. Where something else
 * is, it stays, and the note is named. */
Test(translate, notes_that_are_not_written)
{
    command_result r = shell("mdsrisk translate " PUMP " --to jp-mds-4.1 --template " BLANK
                             " -o jp.xlsx --lang en");
    cr_expect_null(strstr(r.out, "notes written"), "%s", r.out);
    cr_expect_null(strstr(r.out, "MDS2250"), "%s", r.out);
    release(r);
    r = shell("mdsrisk translate " MONITOR " --to mds2-2019 --template " PUMP
              " -o out.xlsx --lang en; "
              "mdsrisk import " PUMP " -q -o a.json && mdsrisk import out.xlsx -q -o b.json && "
              "/usr/bin/python3 - <<'E'\n"
              "import json\n"
              "a, b = (json.load(open(n))['answers'] for n in ('a.json', 'b.json'))\n"
              "print('lost', [x['question'] for x, y in zip(a, b) if x.get('note') and "
              "y.get('note') != x['note']])\n"
              "E\n");
    cr_expect_not_null(strstr(r.out, "MDS2250"), "%s", r.out);
    cr_expect_null(strstr(r.out, "MDS1918"), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "lost []"), "%s", r.out);
    release(r);
}

Test(translate, the_template_is_only_read)
{
    static const char *const makers[] = {"ln", "ln -s"};
    char script[512];
    size_t n = 0;
    char *before = slurp(BLANK, &n);
    cr_assert_not_null(before);
    free(before);
    for (size_t i = 0; i < 2; i++) {
        (void)snprintf(script, sizeof script,
                       "cp " BLANK " t.xlsx && %s t.xlsx alias.xlsx && mdsrisk translate " PUMP
                       " --to jp-mds-4.1 --template t.xlsx -o alias.xlsx; echo code $?; "
                       "mdsrisk translate " PUMP
                       " --to jp-mds-4.1 --template t.xlsx -o o.xlsx --proof alias.xlsx; "
                       "echo code $?; cmp t.xlsx " BLANK " && echo untouched; ls | wc -l; rm *",
                       makers[i]);
        command_result r = shell(script);
        cr_expect(strstr(r.out, "code 3") != NULL && strstr(r.out, "code 0") == NULL, "%s", r.out);
        cr_expect(strstr(r.out, "untouched\n2\n") != NULL, "%s", r.out);
        release(r);
    }
}

Test(translate, what_cannot_be_done_is_said)
{
    static const struct {
        const char *args, *says;
        int code;
    } cases[] = {
        {PUMP, "jp-mds-4.1", 3},
        {PUMP " --to jp-mds-9", "jp-mds-4.1", 3},
        {PUMP " --to jp-mds-5.0", "catalog learn", 2},
        {"--to jp-mds-4.1", "one form", 3},
        {PUMP " " CT " --to jp-mds-4.1", "one form", 3},
        {PUMP " --to jp-mds-4.1 --template " BLANK, "-o", 3},
        {PUMP " --to jp-mds-4.1 --template " BLANK " -o a.csv", ".xlsx", 3},
        {PUMP " --to jp-mds-4.1 -o a.txt", ".xlsx, .csv, .json", 3},
        {PUMP " --to jp-mds-4.1 -o a.csv --proof a.csv", "both", 3},
        {PUMP " --to jp-mds-4.1 -o a.csv --proof ./a.csv", "both", 3},
        {PUMP " --to jp-mds-3.0a --template " BLANK " -o a.xlsx", "jp-mds-4.1", 2},
        {PUMP " --to jp-mds-4.1 --template " MONITOR " -o a.xlsx", "", 2},
        {PUMP " --to jp-mds-4.1 --template missing.xlsx -o a.xlsx", "missing.xlsx", 2},
        {PUMP " --to jp-mds-4.1 --template " BLANK " -o no/a.xlsx", "no/a.xlsx", 2},
        {"missing.csv --to jp-mds-4.1", "missing.csv", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char script[1024];
        (void)snprintf(script, sizeof script, "mdsrisk translate %s --lang en", cases[i].args);
        command_result r = shell(script);
        cr_expect_eq(r.code, cases[i].code, "%s: %d: %s", cases[i].args, r.code, r.out);
        cr_expect(strstr(r.out, cases[i].says) != NULL, "%s: %s", cases[i].args, r.out);
        cr_expect_eq(files_here(), 0, "%s", cases[i].args);
        release(r);
    }
}
