/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a form to a worksheet, and from the filled worksheet back into the assessment. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(ask, .init = scratch_begin, .fini = scratch_end);

#define MONITOR_ARGUMENTS MONITOR, "--context", MONITOR_DEPLOYMENT, AS_OF

static void run(const char *output, const char *lang)
{
    const command_result r = command("ask", MONITOR_ARGUMENTS, "-o", output, "--lang", lang, NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(exists(output));
    release(r);
}

/* Writes \p word into the empty answer column of each line but the first. */
static size_t fill(const char *from, const char *to, const char *word)
{
    char *text = slurp(from, NULL);
    char *filled = calloc(1, strlen(text) * 2 + 4096);
    size_t count = 0;
    cr_assert(text != NULL && filled != NULL);
    for (char *line = text; *line != '\0';) {
        char *end = strstr(line, "\r\n");
        cr_assert_not_null(end);
        const size_t n = (size_t)(end - line);
        if (line == text) {
            strncat(filled, line, n);
        } else {
            cr_assert(n > 2 && line[n - 1] == ',' && line[n - 2] == ',', "an answer is not empty");
            strncat(filled, line, n - 1);
            strcat(filled, word);
            strcat(filled, ",White paper 7");
            count++;
        }
        strcat(filled, "\r\n");
        line = end + 2;
    }
    spill(to, filled);
    free(text);
    free(filled);
    return count;
}

/* How many questions an assessment says are open. */
static int open_questions(const char *out)
{
    const char *at = strstr(out, " questions are open");
    cr_assert_not_null(at, "%s", out);
    while (at > out && at[-1] >= '0' && at[-1] <= '9') {
        at--;
    }
    return atoi(at);
}

static void check_round_trip(const char *lang, const char *word)
{
    run("questions.csv", lang);
    cr_assert_eq(fill("questions.csv", "answers.csv", word), 25);
    command_result r = command("assess", MONITOR_ARGUMENTS, "--lang", "en", NULL);
    const int before = open_questions(r.out);
    release(r);
    r = command("assess", MONITOR, "answers.csv", "--context", MONITOR_DEPLOYMENT, AS_OF, "-o",
                "register.json", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_lt(open_questions(r.out), before);
    cr_assert_null(strstr(r.err, "MDS1203"), "%s", r.err);
    release(r);
    char *reg = slurp("register.json", NULL);
    cr_assert_not_null(strstr(reg, "MDS1840"));
    cr_assert_not_null(strstr(reg, "answers.csv"));
    free(reg);
}

Test(ask, the_filled_worksheet_updates_the_assessment)
{
    check_round_trip("en", "Yes");
}

Test(ask, the_filled_japanese_worksheet_does_too)
{
    check_round_trip("ja", "\xE3\x81\xAF\xE3\x81\x84");
}

Test(ask, an_unfilled_worksheet_changes_nothing)
{
    run("questions.xlsx", "en");
    const command_result a =
        command("assess", MONITOR_ARGUMENTS, "--lang", "en", "-q", "-o", "a.csv", NULL);
    const command_result b =
        command("assess", MONITOR, "questions.xlsx", "--context", MONITOR_DEPLOYMENT, AS_OF,
                "--lang", "en", "-q", "-o", "b.csv", NULL);
    cr_assert(a.code == 0 && b.code == 0, "%s %s", a.err, b.err);
    cr_assert(same_files("a.csv", "b.csv"));
    release(a);
    release(b);
}

Test(ask, the_same_bytes_each_time)
{
    static const char *const names[][2] = {
        {"a.xlsx", "b.xlsx"}, {"a.csv", "b.csv"}, {"a.txt", "b.txt"}, {"a.json", "b.json"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        run(names[i][0], "ja");
        run(names[i][1], "ja");
        cr_assert(same_files(names[i][0], names[i][1]), "%s", names[i][0]);
    }
}

Test(ask, the_terminal_says_how_many_settle_it)
{
    const command_result r = command("ask", MONITOR_ARGUMENTS, "--lang", "en", NULL);
    cr_assert_eq(r.code, 0);
    cr_assert_not_null(strstr(r.out, "makes it acceptable"), "%s", r.out);
    cr_assert_not_null(strstr(r.out, "Until what date"), "%s", r.out);
    cr_assert_null(strstr(r.err, "RM-1"), "%s", r.err);
    cr_assert(!has_non_ascii(r.out));
    release(r);
    const command_result ja = command("ask", MONITOR_ARGUMENTS, "--lang", "ja", NULL);
    cr_assert(has_non_ascii(ja.out));
    release(ja);
}

Test(ask, wrong_usage)
{
    static const char *const wrong[][3] = {
        {"-o", "questions.pdf", NULL}, {"--top", "0", NULL}, {"--top", "many", NULL}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const command_result r = command("ask", MONITOR, wrong[i][0], wrong[i][1], NULL);
        cr_assert_eq(r.code, 3, "%s", wrong[i][1]);
        release(r);
    }
    const command_result none = command("ask", NULL);
    cr_assert_eq(none.code, 3);
    release(none);
    cr_assert_eq(files_here(), 0);
}

Test(ask, lint_reports_and_writes)
{
    const command_result r = command("lint", CT, AS_OF, "--lang", "en", "-o", "lint.json", NULL);
    cr_assert_eq(r.code, 0);
    cr_assert_not_null(strstr(r.out, "MDS1862"), "%s", r.out);
    release(r);
    char *json = slurp("lint.json", NULL);
    cr_assert_not_null(json);
    cr_assert_not_null(strstr(json, "\"kind\": \"lint\""));
    cr_assert_not_null(strstr(json, "MDS1862"));
    free(json);
    const command_result later = command("lint", CT, "--as-of", "2020-01-01", "--lang", "ja", NULL);
    cr_assert_null(strstr(later.out, "MDS1862"), "%s", later.out);
    release(later);
}

/* A form whose note at one question names a system. */
static void write_naming(const char *path, const char *note)
{
    char text[8192] = "ID,Question,Answer,Comments\n";

    (void)snprintf(text + strlen(text), sizeof text - strlen(text), "ALOF-1,a,Yes,%s\n", note);
    for (int i = 1; i <= 12; i++) {
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "CNFS-%d,s,Yes,\n", i);
    }
    strcat(text, "ALOF-2,b,No,\nAUDT-1,c,No,\nCONN-7,d,No,Windows 10\nCSUP-2,e,Yes,\n");
    for (int i = 1; i <= 30; i++) {
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "SAHD-%d,s,Yes,\n", i);
    }
    spill(path, text);
}

static void expect_asked(const char *path, const char *words)
{
    char *text = slurp(path, NULL);

    cr_assert_not_null(text);
    cr_expect_not_null(strstr(text, words), "%s: %s", path, text);
    free(text);
}

/* What is asked about a system, in the letter and the worksheet of both languages. */
Test(ask, a_named_system_has_a_question_of_its_own)
{
    static const struct {
        const char *note, *en, *ja;
    } cases[] = {{"Windows 10", "Which edition", "エディション"},
                 {"Windows 7 SP1", "2020-01-14", "延長サポート契約"},
                 {"VxWorks 6.9", "Which version", "提供期限"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_naming("form.csv", cases[i].note);
        for (int ja = 0; ja < 2; ja++) {
            static const char *const outputs[] = {"q.txt", "q.csv", "q.md", "q.json"};
            for (size_t k = 0; k < sizeof outputs / sizeof *outputs; k++) {
                (void)remove(outputs[k]);
                const command_result r = command("ask", "form.csv", AS_OF, "--lang",
                                                 ja ? "ja" : "en", "-o", outputs[k], NULL);
                cr_assert_eq(r.code, 0, "%s", r.err);
                expect_asked(outputs[k], ja ? cases[i].ja : cases[i].en);
                release(r);
            }
        }
    }
}

static char *messages_of(const char *reply)
{
    const command_result r =
        command("lint", "form.csv", "--as-of", "2026-11-20", "--lang", "en", reply, NULL);

    cr_assert_eq(r.code, 0, "%s", r.err);
    free(r.err);
    return r.out;
}

/* The reply names the edition in the note, with an answer or without one: another end is proposed,
 * also for the other place that names the system, and nothing counts as documented for it. */
Test(ask, the_reply_changes_what_is_proposed)
{
    static const char *const answers[] = {"", "Yes", "See note"};

    write_naming("form.csv", "Windows 10");
    char *before = messages_of(NULL);
    cr_expect_not_null(strstr(before, "MDS1312"), "%s", before);
    free(before);
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        char reply[256];
        (void)snprintf(reply, sizeof reply,
                       "ID,Question,Answer,Note\nALOF-1,a,%s,\"Windows 10 IoT Enterprise LTSC "
                       "2021, build 19044\"\nALOF-2,b,No,\n",
                       answers[i]);
        spill("reply.csv", reply);
        char *after = messages_of("reply.csv");
        cr_expect_not_null(strstr(after, "2032-01-13"), "%s: %s", answers[i], after);
        cr_expect_null(strstr(after, "MDS1312"), "%s: %s", answers[i], after);
        cr_expect_null(strstr(after, "MDS1470"), "%s: %s", answers[i], after);
        free(after);
    }
    /* A reply that does not name a system takes none back. */
    spill("reply.csv", "ID,Question,Answer,Note\nALOF-1,a,Yes,White paper 7\nALOF-2,b,No,\n");
    char *after = messages_of("reply.csv");
    cr_expect_not_null(strstr(after, "MDS1312"), "%s", after);
    free(after);
}
