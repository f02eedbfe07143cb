/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MDS EXAMPLES "lab-analyser/mds.xlsx"
#define CHECKLIST EXAMPLES "lab-analyser/checklist.xlsx"

TestSuite(guideline_command, .init = scratch_begin, .fini = scratch_end);

/* Columns of the widest line; a Japanese character takes two. */
static size_t widest(const char *text)
{
    size_t most = 0;
    size_t width = 0;
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
        if (*p == '\n') {
            width = 0;
        } else if (*p < 0x80 || *p >= 0xE0) {
            width += *p < 0x80 ? 1 : 2;
        } else if (*p >= 0xC0) {
            width += 1;
        }
        most = width > most ? width : most;
    }
    return most;
}

static void expect(const char *text, const char *part)
{
    cr_expect_not_null(strstr(text, part), "%s is not in:\n%s", part, text);
}

Test(guideline_command, tells_what_is_left_to_the_hospital)
{
    command_result r = command("guideline", MDS, "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    expect(r.out, "Keep screens with personal data from being overlooked [Hospital:");
    expect(r.out, "Turn the screen away");
    expect(r.out, "Yes: 4.3 / No: 4.3.1");
    expect(r.out, "(SDS)");
    cr_assert_leq(widest(r.out), 80);
    cr_assert_eq(files_here(), 0);
    release(r);
    r = command("guideline", MDS, "--lang", "ja", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    expect(r.out, "[× 運用的対策]");
    expect(r.out, "はい: 4.3 / いいえ: 4.3.1");
    expect(r.out, "施設側でご用意ください。 -> 医療機関");
    cr_assert_leq(widest(r.out), 80);
    release(r);
}

Test(guideline_command, writes_every_format_and_the_same_bytes_again)
{
    static const char *const files[] = {"a.xlsx", "a.csv", "a.json"};
    static const char *const again[] = {"b.xlsx", "b.csv", "b.json"};
    for (size_t i = 0; i < 3; i++) {
        release(command("guideline", MDS, AS_OF, "--lang", "ja", "-q", "-o", files[i], NULL));
        command_result r =
            command("guideline", MDS, AS_OF, "--lang", "ja", "-q", "-o", again[i], NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        cr_assert_str_empty(r.out);
        cr_assert(exists(files[i]));
        cr_assert(same_files(files[i], again[i]));
        release(r);
    }
    char *csv = slurp("a.csv", NULL);
    expect(csv, "clause,clause_title,clause_later,clause_state,clause_answers,clause_follows");
    expect(csv, "6.0版 システム運用編 17① (推定)");
    expect(csv, "開示書!");
    free(csv);
    char *json = slurp("a.json", NULL);
    expect(json, "\"kind\": \"guideline\"");
    expect(json, "\"responsibility\": [");
    expect(json, "\"contract\": [");
    expect(json, "CVSS基本値7以上");
    expect(json, "\"findings\": [");
    free(json);
}

Test(guideline_command, forms_of_one_device_stand_side_by_side)
{
    const command_result r = command("guideline", MDS, CHECKLIST, PACS, AS_OF, "--lang", "en", "-q",
                                     "-o", "all.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    char *json = slurp("all.json", NULL);
    expect(json, "\"clause_answers\": ");
    expect(json, "\"clause_answers_2\": ");
    cr_expect_null(strstr(json, "clause_answers_3"), "the checklist names no clauses");
    expect(json, "derived from ALOF-1 = Yes");
    expect(json, "These may be forms of two devices");
    free(json);
}

Test(guideline_command, refuses_what_it_cannot_do)
{
    command_result r = command("guideline", NULL);
    cr_expect_eq(r.code, 3);
    release(r);
    r = command("guideline", MDS, "-o", "view.pdf", "--lang", "en", NULL);
    cr_expect_eq(r.code, 3);
    expect(r.err, ".xlsx, .csv, .json");
    release(r);
    r = command("guideline", CHECKLIST, "--lang", "en", NULL);
    cr_expect_eq(r.code, 2);
    expect(r.err, "MDS1960");
    release(r);
    r = command("guideline", "nothing.xlsx", NULL);
    cr_expect_eq(r.code, 2);
    release(r);
    release(shell("cp '" MDS "' form.xlsx"));
    r = command("guideline", "form.xlsx", "-o", "form.xlsx", NULL);
    cr_expect_eq(r.code, 3);
    cr_expect(same_files("form.xlsx", MDS));
    release(r);
    r = command("guideline", MDS, "-o", "no/such/folder/view.xlsx", NULL);
    cr_expect_eq(r.code, 2);
    release(r);
}

/* The register of a Japanese form names the clauses; that of an MDS2 does not change for them. */
Test(guideline_command, the_register_names_the_clauses_behind_a_risk)
{
    release(command("assess", MDS, AS_OF, "--lang", "ja", "-q", "-o", "jp.csv", NULL));
    char *csv = slurp("jp.csv", NULL);
    cr_assert_not_null(csv);
    expect(csv, "安全管理ガイドライン 5.2版 6.5.C7 / 6.0版");
    expect(csv, "開示書に設問のない対策");
    free(csv);
    release(command("assess", MONITOR, AS_OF, "--lang", "ja", "-q", "-o", "mds2.csv", NULL));
    csv = slurp("mds2.csv", NULL);
    cr_assert_not_null(csv);
    cr_expect_null(strstr(csv, "安全管理ガイドライン"));
    cr_expect_null(strstr(csv, "設問のない対策"));
    free(csv);
}

/* The worksheet's questions, all answered, come back as answers of the same edition. */
Test(guideline_command, questions_about_a_japanese_form_go_out_and_come_back_in_its_words)
{
    release(command("ask", MDS, AS_OF, "--lang", "ja", "--top", "all", "-q", "-o", "q.csv", NULL));
    command_result r = shell("sed 's/,,\\r$/,対象外,\\r/' q.csv >answered.csv && "
                             "mdsrisk import answered.csv --lang en -o answered.json");
    cr_assert_eq(r.code, 0, "%s", r.out);
    release(r);
    char *json = slurp("answered.json", NULL);
    expect(json, "\"edition\": \"jp-mds-4.1\"");
    expect(json, "{\"question\": \"4.3\", \"answer\": \"na\"");
    free(json);
    release(command("ask", MDS, AS_OF, "--lang", "ja", "-q", "-o", "q.txt", NULL));
    char *letter = slurp("q.txt", NULL);
    expect(letter, "[ ] はい  [ ] いいえ  [ ] 対象外");
    cr_expect_null(strstr(letter, "該当なし"));
    free(letter);
}
