/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an empty form to a catalog that reads, translates and assesses the filled one. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(learn, .init = scratch_begin, .fini = scratch_end);

#define TITLE                                                                                      \
    "製造業者による医療情報セキュリティ開示書 Ver.5.0,,,\r\n"                  \
    "医療情報システムの安全管理に関するガイドライン第6.0版対応,,,\r\n"
#define HEADINGS "番号,設問,回答(はい/いいえ/対象外),備考\r\n"
#define ITEM_3 "3,利用者が席を離れている間に、他人に操作されないようにできますか,"
#define ITEM_4 "4,使用できる者を製品側で制限していますか,"
#define ITEM_5 "5,部品表を求めに応じて渡せますか,"
#define ITEM_8 "8,ソフトウェアを追加できないように制限できますか,"
#define REVIEW "Edition,Known edition,Proposal,Accept (yes/no),Relation,Comment\r\n"
#define ROW "jp-mds-5.0,jp-mds-4.1,"

/* The items are named as in the catalog, so that it is known what should be proposed. */
static const char form[] = TITLE "製造業者,,製品名,\r\n" HEADINGS ITEM_3 ",\r\n" ITEM_4
                                 ",\r\n" ITEM_5 ",\r\n" ITEM_8 ",\r\n";
static const char filled[] =
    TITLE "製造業者,試験工業,製品名,試験機\r\n" HEADINGS ITEM_3 "はい,\r\n" ITEM_4
          "はい,\r\n" ITEM_5 "いいえ,\r\n" ITEM_8 "いいえ,\r\n";
static const char review[] = REVIEW ROW "3:3,yes,,the same words\r\n" ROW "4:4,はい,equal,\r\n" ROW
                                        "5:5,no,,\r\n" ROW "8:8,yes,narrower,\r\n";

static const char refused[] =
    TITLE "製造業者,試験工業,製品名,試験機\r\n" HEADINGS ITEM_3 "いいえ,\r\n" ITEM_4
          "いいえ,\r\n" ITEM_5 "いいえ,\r\n" ITEM_8 "いいえ,\r\n";

/* Runs, expects the exit code, and forgets what was said. */
#define expect(wanted, ...)                                                                        \
    do {                                                                                           \
        command_result r_ = command(__VA_ARGS__, NULL);                                            \
        cr_assert_eq(r_.code, (wanted), "%d: %s", r_.code, r_.err);                                \
        release(r_);                                                                               \
    } while (0)

static bool holds(const char *path, const char *text)
{
    char *bytes = slurp(path, NULL);

    cr_assert_not_null(bytes, "%s", path);
    const bool found = strstr(bytes, text) != NULL;
    free(bytes);
    return found;
}

static void learn_here(void)
{
    spill("様式.csv", form);
    expect(0, "catalog", "learn", "様式.csv", "-o", "cat", "-q");
}

static bool says(command_result r, const char *text)
{
    return strstr(r.out, text) != NULL;
}

static bool same_assessment(const char *a, const char *b)
{
    command_result first = command("assess", a, "--catalog", "cat", AS_OF, "--lang", "en", NULL);
    command_result second = command("assess", b, "--catalog", "cat", AS_OF, "--lang", "en", NULL);

    cr_assert(first.code < 2 && second.code < 2, "%s%s", first.err, second.err);
    cr_assert_gt(strlen(first.out), 100);
    const bool same = strcmp(first.out, second.out) == 0;
    release(first);
    release(second);
    return same;
}

Test(learn, a_folder_that_is_of_use_at_once)
{
    spill("様式.csv", form);
    spill("記入済み.csv", filled);
    command_result r = command("catalog", "learn", "様式.csv", "-o", "cat", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(says(r, "Learned jp-mds-5.0 (jp-mds): 4 items, 4 of them"), "%s", r.out);
    cr_assert(says(r, "review-jp-mds-5.0.xlsx") && says(r, "--catalog cat"));
    release(r);
    cr_assert(exists("cat/review-jp-mds-5.0.xlsx"));
    expect(0, "catalog", "check", "--catalog", "cat");
    r = command("import", "記入済み.csv", "--catalog", "cat", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(says(r, "\"edition\": \"jp-mds-5.0\"") && says(r, "試験工業"));
    release(r);
    /* The form says who made it; the words are the form's, and stay apart from the catalog's. */
    cr_assert(
        holds("cat/forms/jp-mds-5.0.json", "\"// learned\": \"mdsrisk catalog learn: 様式.csv"));
    cr_assert(holds("cat/forms/jp-mds-5.0.json", "部品表を求めに応じて渡せますか"));
    expect(0, "guideline", "記入済み.csv", "--catalog", "cat", "-q", "-o", "g.csv");
}

Test(learn, what_nobody_has_looked_at_is_no_evidence)
{
    learn_here();
    spill("filled.csv", filled);
    cr_assert(holds("cat/translations/jp-mds-5.0--jp-mds-4.1.json", "\"review\": \"unreviewed\""));
    cr_assert_not(holds("cat/translations/jp-mds-5.0--jp-mds-4.1.json", "\"rules\""));
    command_result r = command("translate", "filled.csv", "--to", "jp-mds-4.1", "--catalog", "cat",
                               "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(says(r, "0 of 36 answers are entailed"), "%s", r.out);
    release(r);
    /* An assessment comes to the same whatever the answers are. */
    spill("none.csv", refused);
    cr_assert(same_assessment("filled.csv", "none.csv"));
    spill("review.csv", review);
    expect(0, "catalog", "review", "cat", "review.csv", "-q");
    cr_assert_not(same_assessment("filled.csv", "none.csv"));
}

Test(learn, a_review_makes_the_edition_speak)
{
    learn_here();
    spill("filled.csv", filled);
    spill("review.csv", review);
    command_result r = command("catalog", "review", "cat", "review.csv", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(says(r, "Accepted proposals for jp-mds-5.0: 3."), "%s", r.out);
    cr_assert(says(r, "Refused, and gone: 1."));
    release(r);
    expect(0, "catalog", "check", "--catalog", "cat");
    r = command("translate", "filled.csv", "--to", "jp-mds-4.1", "--catalog", "cat", "--lang", "en",
                NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(says(r, "2 of 36 answers are entailed"), "%s", r.out);
    cr_assert(says(r, "3 = はい") && says(r, "4 = はい") && says(r, "<- 4 = はい (L6:C3)"), "%s",
              r.out);
    release(r);
    /* What is equal to a known item reaches further editions; what is narrower does not. */
    r = command("translate", "filled.csv", "--to", "mds2-2019", "--catalog", "cat", "--lang", "en",
                NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(says(r, "AUTH-1 = Yes"), "%s", r.out);
    release(r);
    /* A no entails nothing, in neither direction: the reviewer has spoken of yes alone. */
    cr_assert_not(holds("cat/translations/jp-mds-5.0--jp-mds-4.1.json", "\"no\""));
    cr_assert(holds("cat/translations/jp-mds-5.0--jp-mds-4.1.json", "the same words"));
    cr_assert_not(holds("cat/translations/jp-mds-5.0--jp-mds-4.1.json", "5:5"));
    cr_assert(holds("cat/crosswalk/jp-mds-5.0.json", "\"review\": \"single\""));
    expect(0, "assess", "filled.csv", "--catalog", "cat", "-q", "-o", "register.csv");
}

Test(learn, the_same_review_twice_changes_nothing)
{
    learn_here();
    spill("review.csv", review);
    expect(0, "catalog", "review", "cat", "review.csv", "-q");
    expect(0, "catalog", "check", "--catalog", "cat");
    command_result r = shell("cp -r cat once && mdsrisk catalog review cat review.csv -q && "
                             "diff -r once cat");
    cr_assert_eq(r.code, 0, "%s", r.out);
    release(r);
}

Test(learn, a_review_can_be_thought_over)
{
    learn_here();
    spill("review.csv", REVIEW ROW "4:4,yes,equal,\r\n");
    expect(0, "catalog", "review", "cat", "review.csv", "-q");
    cr_assert(holds("cat/translations/jp-mds-5.0--mds2-2019.json", "AUTH-1"));
    spill("again.csv", REVIEW ROW "4:4,yes,overlaps,after all\r\n");
    expect(0, "catalog", "review", "cat", "again.csv", "-q");
    cr_assert_not(holds("cat/translations/jp-mds-5.0--jp-mds-4.1.json", "\"rules\""));
    cr_assert(holds("cat/translations/jp-mds-5.0--jp-mds-4.1.json", "after all"));
    /* What followed from the relation is gone with it. */
    cr_assert_not(holds("cat/translations/jp-mds-5.0--mds2-2019.json", "AUTH-1"));
    cr_assert_not(holds("cat/crosswalk/jp-mds-5.0.json", "\"review\": \"single\""));
}

Test(learn, the_workbook_of_proposals_is_read_back)
{
    learn_here();
    command_result r =
        command("catalog", "review", "cat", "cat/review-jp-mds-5.0.xlsx", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(says(r, "No row of the list has a verdict"), "%s", r.out);
    release(r);
}

Test(learn, a_mistake_in_a_review_is_shown_and_nothing_changed)
{
    static const struct {
        const char *row, *said;
    } cases[] = {
        {ROW "4:4,perhaps,,\r\n", "L2:C4"},
        {ROW "4:4,yes,same as,\r\n", "L2:C5"},
        {ROW "4:99,yes,,\r\n", "4:99"},
        {"jp-mds-7.0,jp-mds-4.1,4:4,yes,,\r\n", "jp-mds-7.0"},
        {ROW "4:4,yes,,\r\n" ROW "4:4,no,,\r\n", "MDS1945"},
    };

    learn_here();
    expect(0, "catalog", "check", "--catalog", "cat");
    command_result r = shell("cp -r cat before");
    release(r);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[600];
        (void)snprintf(text, sizeof text, "%s%s", REVIEW, cases[i].row);
        spill("review.csv", text);
        r = command("catalog", "review", "cat", "review.csv", "--lang", "en", NULL);
        cr_assert_eq(r.code, 2, "%s: %d", cases[i].row, r.code);
        cr_assert(strstr(r.err, cases[i].said) != NULL, "%s: %s", cases[i].row, r.err);
        release(r);
    }
    spill("review.csv", "何か,別の\r\n表,です\r\n");
    expect(2, "catalog", "review", "cat", "review.csv");
    r = shell("diff -r before cat");
    cr_assert_eq(r.code, 0, "%s", r.out);
    release(r);
}

Test(learn, what_was_reviewed_stays_when_the_form_is_learned_again)
{
    static const char changed[] =
        TITLE HEADINGS ITEM_3 ",\r\n"
                              "4,使用者の範囲を施設ごとに変えられますか,,\r\n" ITEM_8
                              ",\r\n9,窓口を公表していますか,,\r\n";

    learn_here();
    spill("review.csv", review);
    expect(0, "catalog", "review", "cat", "review.csv", "-q");
    spill("様式.csv", changed);
    command_result r =
        command("catalog", "learn", "様式.csv", "--catalog", "cat", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(says(r, "4 items"), "%s", r.out);
    release(r);
    /* Item 4 asks something else now; 5 is gone. */
    cr_assert(holds("cat/translations/jp-mds-5.0--jp-mds-4.1.json", "the same words"));
    cr_assert_not(holds("cat/forms/jp-mds-5.0.json", "部品表"));
    cr_assert_not(
        holds("cat/translations/jp-mds-5.0--mds2-2019.json", "AUTH-1\"], \"relation\": \"equal"));
    /* Somebody may have written into the first list. */
    cr_assert(exists("cat/review-jp-mds-5.0.xlsx") && exists("cat/review-jp-mds-5.0-2.xlsx"));
    expect(0, "catalog", "check", "--catalog", "cat");
}

Test(learn, files_of_others_are_not_overwritten)
{
    static const char other[] = "{\"kind\": \"form\"}\n";

    spill("form.csv", form);
    cr_assert_eq(mkdir("cat", 0777), 0);
    cr_assert_eq(mkdir("cat/crosswalk", 0777), 0);
    spill("cat/crosswalk/jp-mds-5.0.json", other);
    command_result r = command("catalog", "learn", "form.csv", "-o", "cat", "--lang", "en", NULL);
    cr_assert_eq(r.code, 2, "%s", r.err);
    cr_assert(strstr(r.err, "MDS1939") != NULL, "%s", r.err);
    release(r);
    cr_assert(holds("cat/crosswalk/jp-mds-5.0.json", other));
    cr_assert_not(exists("cat/manifest.json"));
    cr_assert_not(exists("cat/forms"));
}

Test(learn, nothing_is_left_of_what_failed)
{
    static const char invoice[] =
        "請求書,,\r\nNo.,品名,数量\r\n1,ケーブル,2\r\n2,コネクタ,4\r\n3,工賃,1\r\n";

    spill("invoice.csv", invoice);
    for (int lang = 0; lang < 2; lang++) {
        command_result r = command("catalog", "learn", "invoice.csv", "-o", "cat", "--lang",
                                   lang == 0 ? "en" : "ja", NULL);
        cr_assert_eq(r.code, 2);
        cr_assert(strstr(r.err, "MDS1930") != NULL, "%s", r.err);
        cr_assert_eq(has_non_ascii(r.err), lang == 1);
        release(r);
    }
    cr_assert_not(exists("cat"));
    expect(2, "catalog", "learn", "missing.xlsx", "-o", "cat");
    spill("form.csv", form);
    expect(2, "catalog", "learn", "form.csv", "-o", "invoice.csv");
    cr_assert(holds("invoice.csv", "請求書"));
    cr_assert_eq(files_here(), 2);
}

Test(learn, usage)
{
    spill("form.csv", form);
    expect(3, "catalog", "learn");
    expect(3, "catalog", "learn", "form.csv", "form.csv");
    expect(0, "catalog", "learn", "form.csv", "-o", "cat", "-q");
    expect(3, "catalog", "learn", "form.csv", "-o", "other", "--catalog", "cat");
    expect(3, "catalog", "learn", "form.csv", "-o", "form.csv");
    expect(3, "catalog", "review", "cat");
    expect(3, "catalog", "review", "cat", "a.csv", "b.csv");
    expect(3, "catalog", "learn", "form.csv", "--format", "xlsx");
    cr_assert_eq(files_here(), 2);
}

Test(learn, an_edition_can_be_named_and_two_live_side_by_side)
{
    spill("form.csv", form);
    expect(0, "catalog", "learn", "form.csv", "-o", "cat", "-q");
    expect(0, "catalog", "learn", "form.csv", "-o", "cat", "-q", "--edition", "jp-mds-5.1");
    cr_assert(exists("cat/forms/jp-mds-5.0.json") && exists("cat/forms/jp-mds-5.1.json"));
    cr_assert(holds("cat/manifest.json", "forms/jp-mds-5.0.json"));
    cr_assert(holds("cat/manifest.json", "forms/jp-mds-5.1.json"));
    expect(0, "catalog", "check", "--catalog", "cat");
    command_result r =
        command("catalog", "learn", "form.csv", "-o", "cat", "--edition", "../x", NULL);
    cr_assert_eq(r.code, 2);
    release(r);
}

/* A rule about item 12.4 of the known editions means what a person has found equal to it, and not
 * the item that has its number now. */
Test(learn, rules_between_forms_follow_the_review_not_the_number)
{
    static const char moved[] = TITLE HEADINGS ITEM_4 "%s,\r\n"
                                                      "12.4,記録の時刻を合わせられますか,はい,\r\n"
                                                      "13,遠隔保守に使えますか,%s,\r\n";
    char text[1200];

    (void)snprintf(text, sizeof text, moved, "", "");
    spill("form.csv", text);
    (void)snprintf(text, sizeof text, moved, "はい", "はい");
    spill("filled.csv", text);
    expect(0, "catalog", "learn", "form.csv", "-o", "cat", "-q");
    command_result r = command("assess", "filled.csv", "--catalog", "cat", "--lang", "en", NULL);
    cr_assert_lt(r.code, 2, "%s", r.err);
    cr_assert_null(strstr(r.err, "SDS"), "%s", r.err);
    release(r);
    spill("review.csv", REVIEW ROW "13:12.4,yes,equal,\r\n");
    expect(0, "catalog", "review", "cat", "review.csv", "-q");
    r = command("assess", "filled.csv", "--catalog", "cat", "--lang", "en", NULL);
    cr_assert_lt(r.code, 2, "%s", r.err);
    cr_assert_not_null(strstr(r.err, "SDS"), "%s", r.err);
    cr_assert_not_null(strstr(r.err, "13 = "), "%s", r.err);
    release(r);
}

/* The compiled-in questions of an edition stay, with all that is known of them. */
Test(learn, a_known_edition_gets_what_it_lacked)
{
    command_result r =
        shell("mdsrisk catalog learn " EXAMPLES "blank-mds-jp-4.1.xlsx -o cat --lang en");
    cr_assert_eq(r.code, 0, "%s", r.out);
    release(r);
    expect(0, "catalog", "check", "--catalog", "cat");
    r = command("translate", EXAMPLES "lab-analyser/mds.xlsx", "--to", "mds2-2019", "--catalog",
                "cat", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    command_result s = command("translate", EXAMPLES "lab-analyser/mds.xlsx", "--to", "mds2-2019",
                               "--lang", "en", NULL);
    cr_assert_str_eq(r.out, s.out);
    release(r);
    release(s);
}
