/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `import` shows of a reading: on the terminal, as JSON, and beside the source as a page or a
 * workbook. */
#include "support/command.h"
#include "support/files.h"

#include "base/json.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(show, .init = scratch_begin, .fini = scratch_end);

static mds_json *parse(const char *path)
{
    mds_json *root = NULL;
    size_t n = 0;
    char *text = slurp(path, &n);

    cr_assert_not_null(text, "%s is missing", path);
    cr_assert_eq(mds_json_parse(&root, path, text, n, NULL), MDS_OK);
    free(text);
    return root;
}

/* The member of the answer to a question. */
static const char *answer_member(const mds_json *root, const char *question, const char *member)
{
    for (const mds_json *a = mds_json_first(mds_json_member(root, "answers")); a != NULL;
         a = mds_json_next(a)) {
        if (strcmp(mds_json_string(mds_json_member(a, "question"), ""), question) == 0) {
            return mds_json_string(mds_json_member(a, member), "?");
        }
    }
    return "?";
}

/* Every tag of the page is one that we write, with attributes that do nothing. */
static void check_tags(const char *page)
{
    static const char *const names[] = {
        "html",    "head", "meta",  "title", "style", "body", "main", "header", "section",
        "article", "h1",   "h2",    "h3",    "p",     "br",   "b",    "i",      "span",
        "ul",      "li",   "table", "thead", "tbody", "tr",   "th",   "td",     "!DOCTYPE"};

    for (const char *p = strchr(page, '<'); p != NULL; p = strchr(p + 1, '<')) {
        const char *name = p[1] == '/' ? p + 2 : p + 1;
        const size_t n = strcspn(name, " />");
        bool known = false;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            known = known || (strlen(names[i]) == n && strncmp(name, names[i], n) == 0);
        }
        cr_assert(known, "a tag that is not ours: %.60s", p);
        char tag[400];
        (void)snprintf(tag, sizeof tag, "%.*s", (int)strcspn(p, ">"), p);
        cr_assert_null(strstr(tag, " on"), "an attribute that acts: %s", tag);
        cr_assert_null(strstr(tag, "href"), "%s", tag);
    }
}

static const char *const hostile[] = {"<script>alert(1)</script>",
                                      "\"\"><img src=x onerror=alert(1)>",
                                      "</td></table><iframe src=x>",
                                      "=HYPERLINK(\"\"http://x\"\",\"\"y\"\")",
                                      "&lt;script&gt;",
                                      "' onmouseover='alert(1)",
                                      "</style><script>alert(2)</script>",
                                      "\xE2\x80\xAE"
                                      "seY",
                                      "\xC2\x9B"
                                      "31m",
                                      "{1} {2} reading.title"};

/* Hostile text in every cell: id column apart, question, answer, note, sheet-wide heading. */
static void write_hostile(const char *path)
{
    static const char *const ids[] = {"MPII-1", "MPII-2", "MPII-2.1", "MPII-2.2", "ALOF-1",
                                      "ALOF-2", "AUDT-1", "AUDT-2",   "AUTH-1",   "CNFS-1"};
    char text[8192];
    size_t n =
        (size_t)snprintf(text, sizeof text, "Question ID,<b>Question</b>,Response,Notes\r\n");

    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "%s,\"%s\",\"%s\",\"%s\"\r\n", ids[i],
                              hostile[i], i % 3 == 0 ? "Yes" : hostile[i], hostile[i]);
    }
    spill(path, text);
}

Test(show, hostile_text_is_inert_on_the_page)
{
    static const char *const langs[] = {"en", "ja"};

    write_hostile("hostile.csv");
    for (size_t i = 0; i < 2; i++) {
        command_result r =
            command("import", "hostile.csv", "--show", "seen.html", "--lang", langs[i], NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        cr_assert_null(strstr(r.out, "\xE2\x80\xAE"));
        cr_assert_null(strstr(r.out, "\xC2\x9B"));
        char *page = slurp("seen.html", NULL);
        cr_assert_not_null(page);
        check_tags(page);
        cr_assert_not_null(strstr(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
        cr_assert_not_null(strstr(page, i == 0 ? "What was read" : "読取り結果の確認"));
        cr_assert_not_null(strstr(page, "default-src 'none'; style-src 'sha256-"));
        cr_assert_null(strstr(page, "\xE2\x80\xAE"), "text that turns what follows");
        free(page);
        release(r);
    }
}

Test(show, hostile_text_is_text_in_the_workbook)
{
    write_hostile("hostile.csv");
    command_result r = command("import", "hostile.csv", "--show", "seen.xlsx", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    char *sheet = part_of("seen.xlsx", "xl/worksheets/sheet1.xml");
    cr_assert_not_null(sheet);
    cr_assert_null(strstr(sheet, "<f>"));
    free(sheet);
    release(r);
}

/* Each spelling with what it is read as and how. */
static const struct {
    const char *id, *cell, *answer, *certainty;
} kinds[] = {
    {"MPII-1", "Yes", "yes", "word"},
    {"MPII-2", "No (planned for next release)", "no", "word_note"},
    {"MPII-2.1", "See Note 1", "see_note", "reference"},
    {"MPII-2.2", "[x] Yes [ ] No [ ] N/A", "yes", "mark"},
    {"MPII-2.3", "[ ] Yes [x] No [ ] N/A", "no", "mark"},
    {"MPII-2.4", "perhaps later", "unreadable", "none"},
    {"ALOF-1", "", "unanswered", "none"},
    {"ALOF-2", "N/A", "na", "word"},
};

static void write_kinds(const char *path)
{
    char text[4096];
    size_t n = (size_t)snprintf(text, sizeof text, "Question ID,Question,Response,Notes\r\n");

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "%s,Wording of %s,%s,\r\n", kinds[i].id,
                              kinds[i].id, kinds[i].cell);
    }
    spill(path, text);
}

Test(show, json_says_how_each_answer_was_read)
{
    write_kinds("kinds.csv");
    command_result r = command("import", "kinds.csv", "-o", "kinds.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    mds_json *root = parse("kinds.json");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        cr_expect_str_eq(answer_member(root, kinds[i].id, "answer"), kinds[i].answer, "%s",
                         kinds[i].cell);
        cr_expect_str_eq(answer_member(root, kinds[i].id, "certainty"), kinds[i].certainty, "%s",
                         kinds[i].cell);
    }
    const mds_json *block = mds_json_first(mds_json_member(root, "layout"));
    cr_assert_not_null(block);
    const mds_json *column = mds_json_first(mds_json_member(block, "columns"));
    cr_expect_str_eq(mds_json_string(mds_json_member(column, "role"), ""), "id");
    cr_expect_str_eq(mds_json_string(mds_json_member(column, "column"), ""), "1");
    cr_expect_str_eq(mds_json_string(mds_json_member(column, "heading"), ""), "Question ID");
    cr_expect(mds_json_is_array(mds_json_member(root, "messages")));
    cr_expect_not_null(mds_json_first(mds_json_member(root, "messages")));
    mds_json_free(root);
    release(r);
    /* The file of answers is read again, and keeps how it was read. */
    r = command("import", "kinds.json", "-o", "again.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    root = parse("again.json");
    cr_expect_str_eq(answer_member(root, "MPII-2.2", "certainty"), "mark");
    cr_expect_str_eq(answer_member(root, "MPII-2.4", "certainty"), "none");
    mds_json_free(root);
    release(r);
}

/* The doubtful reading comes first, between the rows above and below it. */
Test(show, doubts_come_first_between_their_neighbours)
{
    write_kinds("kinds.csv");
    command_result r = command("import", "kinds.csv", "--show", "seen.html", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    char *page = slurp("seen.html", NULL);
    /* The first is the reference to a note that is missing. */
    const char *first = strstr(page, "<article>");
    cr_assert_not_null(first);
    first = strstr(first + 1, "<article>");
    cr_assert_not_null(first);
    char *end = strstr(first, "</article>");
    cr_assert_not_null(end);
    const char *rest = strstr(end, "MPII-1<");
    cr_expect_not_null(rest, "the plain readings stand behind");
    *end = '\0';
    cr_expect_not_null(strstr(first, "MPII-2.4"));
    cr_expect_not_null(strstr(first, "Wording of MPII-2.3"));
    cr_expect_not_null(strstr(first, "Wording of ALOF-1"));
    cr_expect_not_null(strstr(first, "perhaps later"));
    cr_expect_not_null(strstr(first, "L7:C3"));
    cr_expect_not_null(strstr(r.out, "To look at first: 2"));
    cr_expect_not_null(strstr(r.out, "answers: column 3"));
    free(page);
    release(r);
}

/* Every question that is asked for is on the page once as an item, whatever was read. */
Test(show, examples_are_shown_whole)
{
    static const char *const forms[] = {PUMP, CT, MONITOR, PACS};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        command_result r = command("import", forms[i], "--show", "seen.html", "-o", "a.json", NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        char *page = slurp("seen.html", NULL);
        size_t items = 0;
        for (const char *p = page; (p = strstr(p, "<th scope=\"row\">")) != NULL; p++) {
            items++;
        }
        for (const char *p = page; (p = strstr(p, "<article>")) != NULL; p++) {
            items++;
        }
        cr_expect_eq(items, 240, "%s: %zu", forms[i], items);
        check_tags(page);
        free(page);
        release(r);
    }
}

Test(show, refuses_what_it_cannot_write)
{
    write_kinds("kinds.csv");
    command_result r = command("import", "kinds.csv", "--show", "seen.pdf", NULL);
    cr_expect_eq(r.code, 3);
    cr_expect_not(exists("seen.pdf"));
    release(r);
    r = command("import", "kinds.csv", "-o", "x.html", "--show", "x.html", NULL);
    cr_expect_eq(r.code, 3);
    release(r);
    cr_assert_eq(rename("kinds.csv", "kinds.html"), 0);
    r = command("import", "kinds.html", "--show", "kinds.html", NULL);
    cr_expect_eq(r.code, 3);
    char *form = slurp("kinds.html", NULL);
    cr_expect_eq(strncmp(form, "Question ID", 11), 0, "the form is as it was");
    free(form);
    release(r);
}
