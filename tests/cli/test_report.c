/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as a page: read by another parser it is whole, asks for nothing, can be used without
 * seeing it, and what others wrote in it is text. */
#include "base/xml.h"
#include "support/command.h"
#include "support/hostile.h"
#include "support/reports.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(report, .init = scratch_begin, .fini = scratch_end);

enum { MOST_IDS = 4096, MOST_DEPTH = 64 };

/* What was met of a page. */
typedef struct page {
    const char *what;
    mds_strbuf shape; /* the names of its elements, in their order */
    char *ids[MOST_IDS];
    char *wanted[MOST_IDS]; /* ids that something points to */
    size_t id_count, wanted_count;
    size_t scripts, pictures, tables, captions, headings;
} page;

typedef struct bytes {
    const char *at;
    size_t left;
} bytes;

static int read_bytes(void *payload, char *buffer, int n)
{
    bytes *b = payload;
    const size_t count = b->left < (size_t)n ? b->left : (size_t)n;

    memcpy(buffer, b->at, count);
    b->at += count;
    b->left -= count;
    return (int)count;
}

static const char *const allowed[] = {
    "html",   "head",    "meta",       "title",   "style",    "body",  "main",  "header",
    "nav",    "section", "div",        "p",       "h1",       "h2",    "h3",    "h4",
    "ul",     "ol",      "li",         "dl",      "dt",       "dd",    "a",     "b",
    "strong", "span",    "table",      "caption", "thead",    "tbody", "tr",    "th",
    "td",     "details", "summary",    "figure",  "pre",      "svg",   "desc",  "rect",
    "line",   "circle",  "figcaption", "path",    "polyline", "text",  "script"};

/* No attribute that asks for something or runs something. */
static const char *const refused[] = {"src",    "srcset",  "style",     "action",      "data",
                                      "onload", "onclick", "onerror",   "onmouseover", "xlink:href",
                                      "ping",   "poster",  "background"};

static void remember(char **list, size_t *count, const char *text)
{
    cr_assert_lt(*count, MOST_IDS);
    list[(*count)++] = strdup(text);
}

static void meet_pointers(page *p, mds_xml *xml)
{
    const char *id = mds_xml_attribute(xml, "id");

    if (id != NULL) {
        remember(p->ids, &p->id_count, id);
    }
    const char *named = mds_xml_attribute(xml, "aria-labelledby");
    if (named != NULL) {
        char *copy = strdup(named);
        for (char *one = strtok(copy, " "); one != NULL; one = strtok(NULL, " ")) {
            remember(p->wanted, &p->wanted_count, one);
        }
        free(copy);
    }
    const char *target = mds_xml_attribute(xml, "href");
    if (target != NULL) {
        cr_expect_eq(target[0], '#', "%s: points to %s", p->what, target);
        remember(p->wanted, &p->wanted_count, target + 1);
    }
}

static void meet(page *p, mds_xml *xml)
{
    const char *name = mds_xml_name(xml);
    bool known = false;

    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
        known = known || strcmp(name, allowed[i]) == 0;
    }
    cr_expect(known, "%s: an element %s", p->what, name);
    mds_strbuf_printf(&p->shape, "%s\n", name);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        cr_expect_null(mds_xml_attribute(xml, refused[i]), "%s: %s %s", p->what, name, refused[i]);
    }
    p->scripts += strcmp(name, "script") == 0;
    p->captions += strcmp(name, "caption") == 0;
    p->headings += strcmp(name, "h1") == 0;
    p->tables += strcmp(name, "table") == 0;
    if (strcmp(name, "th") == 0) {
        const char *scope = mds_xml_attribute(xml, "scope");
        cr_expect(scope != NULL, "%s: a heading of nothing", p->what);
    }
    if (strcmp(name, "svg") == 0) {
        const char *role = mds_xml_attribute(xml, "role");
        const bool is_picture = role != NULL && strcmp(role, "img") == 0;
        p->pictures += is_picture;
        cr_expect(is_picture ? mds_xml_attribute(xml, "aria-labelledby") != NULL
                             : mds_xml_attribute(xml, "aria-hidden") != NULL,
                  "%s: a picture without a name", p->what);
    }
    meet_pointers(p, xml);
}

static bool has(char *const *list, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* Reads a page as XML behind its first line, which names the language of the file. */
static void read_page(page *p, const char *file)
{
    size_t size = 0;
    char *text = slurp(file, &size);

    *p = (page){.what = file};
    mds_strbuf_init(&p->shape, 1 << 22);
    cr_assert_not_null(text);
    cr_assert_eq(strncmp(text, "<!DOCTYPE html>\n", 16), 0);
    bytes in = {text + 16, size - 16};
    mds_xml *xml = mds_xml_new(read_bytes, &in, 1 << 24);
    for (mds_xml_event event = mds_xml_next(xml); event != MDS_XML_EOF; event = mds_xml_next(xml)) {
        cr_assert_neq(event, MDS_XML_ERROR, "%s: %s", file, mds_xml_reason(xml));
        if (event == MDS_XML_START) {
            meet(p, xml);
        }
    }
    mds_xml_free(xml);
    free(text);
}

static void forget(page *p)
{
    for (size_t i = 0; i < p->id_count; i++) {
        free(p->ids[i]);
    }
    for (size_t i = 0; i < p->wanted_count; i++) {
        free(p->wanted[i]);
    }
    mds_strbuf_finish(&p->shape);
}

static void expect_whole(const page *p)
{
    cr_expect_eq(p->scripts, 1, "%s", p->what);
    cr_expect_eq(p->headings, 1, "%s", p->what);
    cr_expect_eq(p->tables, p->captions, "%s: a table without a caption", p->what);
    for (size_t i = 0; i < p->id_count; i++) {
        cr_expect_not(has(p->ids, i, p->ids[i]), "%s: two of id %s", p->what, p->ids[i]);
    }
    for (size_t i = 0; i < p->wanted_count; i++) {
        cr_expect(has(p->ids, p->id_count, p->wanted[i]), "%s: no id %s", p->what, p->wanted[i]);
    }
}

/* Whether a table follows each picture before the next section begins. */
static void expect_tables(const page *p)
{
    bool waits = false;
    size_t seen = 0;

    for (const char *line = p->shape.p; *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        if (n == 6 && strncmp(line, "figure", n) == 0) {
            waits = true;
            seen++;
        } else if (n == 5 && strncmp(line, "table", n) == 0) {
            waits = false;
        }
        line += n + 1;
    }
    cr_expect_not(waits, "%s: a picture without a table", p->what);
    cr_expect_geq(seen, 4);
}

Test(report, is_whole_and_asks_for_nothing)
{
    static const char *const forms[][2] = {{MONITOR, MONITOR_DEPLOYMENT},
                                           {CT, CT_DEPLOYMENT},
                                           {PUMP, PUMP_DEPLOYMENT},
                                           {PACS, PACS_DEPLOYMENT}};
    static const char *const langs[] = {"en", "ja"};

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        for (size_t l = 0; l < 2; l++) {
            page p;
            char lang[32];
            command_result made = command("assess", forms[i][0], "--context", forms[i][1], AS_OF,
                                          "--lang", langs[l], "-q", "-o", "r.html", NULL);
            cr_assert_eq(made.code, 0, "%s", made.err);
            read_page(&p, "r.html");
            expect_whole(&p);
            expect_tables(&p);
            forget(&p);
            char *text = slurp("r.html", NULL);
            (void)snprintf(lang, sizeof lang, "<html lang=\"%s\">", langs[l]);
            cr_expect_not_null(strstr(text, lang));
            cr_expect_not_null(
                strstr(text, "http-equiv=\"Content-Security-Policy\" content=\"default-src "
                             "'none'; style-src 'sha256-"));
            free(text);
            free(made.out);
            free(made.err);
        }
    }
}

/* Each would become an element, an attribute, a script or the end of one where it gets through.
 * What no form can hold is said in a row more. */
static const struct {
    const char *text;
    bool is_said;
} payloads[] = {
    {"<script>alert(1)</script>", false},
    {"</title><img src=x onerror=alert(1)>", false},
    {"\" onmouseover=\"alert(1)", false},
    {"' onclick='alert(1)", false},
    {"</text></svg><iframe src=//example.org>", false},
    {"]]><b>", false},
    {"<!--", false},
    {"-->", false},
    {"&lt;b&gt;&#60;b&#62;&nosuch;", false},
    {"</script><b>", false},
    {"</style><b>", false},
    {"</pre><b>", false},
    {"x\nFORGED: y", false},
    {"\xE2\x80\xAE"
     "DEGROF",
     false},
    {"javascript:alert(1)", false},
    {"=HYPERLINK(\"http://example.org\")", false},
    {"\x1B[2J", true},
    {"\xEF\xBF\xBF", true},
};

static void make_hostile(const char *payload, const char *lang)
{
    hostile_form("form.csv", payload);
    hostile_context("context.json", payload);
    command_result made =
        command("assess", "form.csv", "--context", "context.json", AS_OF, "--device-id", payload,
                "--lang", lang, "-q", "-o", "r.html", NULL);
    cr_assert_eq(made.code, 0, "%s: %s", payload, made.err);
    free(made.out);
    free(made.err);
}

Test(report, no_field_becomes_markup)
{
    static const char *const langs[] = {"en", "ja"};

    for (size_t l = 0; l < 2; l++) {
        page plain;
        make_hostile("plain words", langs[l]);
        read_page(&plain, "r.html");
        for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
            page p;
            make_hostile(payloads[i].text, langs[l]);
            read_page(&p, "r.html");
            p.what = payloads[i].text;
            expect_whole(&p);
            cr_expect(payloads[i].is_said || strcmp(p.shape.p, plain.shape.p) == 0,
                      "%s: other elements", p.what);
            forget(&p);
        }
        forget(&plain);
    }
}

/* What the hospital typed into the register is in the page as text, and the page is no
 * register to carry over. */
Test(report, holds_what_the_hospital_typed)
{
    command_result made = shell(
        "mdsrisk assess " MONITOR " --context " MONITOR_DEPLOYMENT
        " --as-of 2026-11-20 -q -o r.csv &&"
        "awk 'NR==2{sub(/undecided,,/,\"accept,\\\"<b>Dr. O</b>\\\",\")}{print}' r.csv > old.csv &&"
        "mdsrisk assess " MONITOR " --context " MONITOR_DEPLOYMENT
        " --as-of 2026-11-20 -q --register old.csv -o r.html && "
        "mdsrisk assess " MONITOR " --context " MONITOR_DEPLOYMENT
        " --as-of 2026-11-20 -q -o r.html");
    page p;

    cr_expect_eq(made.code, 0, "%s", made.out);
    read_page(&p, "r.html");
    expect_whole(&p);
    forget(&p);
    free(made.out);
    free(made.err);
    made = shell("mdsrisk assess " MONITOR " --context " MONITOR_DEPLOYMENT
                 " --as-of 2026-11-20 -q --register old.csv -o r.html && grep -c "
                 "'&lt;b&gt;Dr. O&lt;/b&gt;' r.html");
    cr_expect_eq(made.code, 0, "%s", made.out);
    read_page(&p, "r.html");
    expect_whole(&p);
    forget(&p);
    free(made.out);
    free(made.err);
}

Test(report, same_input_same_bytes)
{
    command_result made =
        shell("mdsrisk assess " MONITOR " --as-of 2026-11-20 -q -o a.html && TZ=Asia/Tokyo mdsrisk "
              "assess " MONITOR " --as-of 2026-11-20 -q -o b.html");

    cr_expect_eq(made.code, 0, "%s", made.out);
    cr_expect(same_files("a.html", "b.html"));
    free(made.out);
    free(made.err);
}

static void expect_other(size_t i, const char *lang, const char *payload)
{
    page p;
    command_result made = run_report(i, lang, "o.html");

    cr_assert_eq(made.code, 0, "%s: %s", report_words(i), made.out);
    free(made.out);
    free(made.err);
    read_page(&p, "o.html");
    p.what = payload;
    expect_whole(&p);
    cr_expect_geq(p.tables, 1, "%s", report_words(i));
    forget(&p);
}

Test(report, other_commands_write_pages_and_workbooks)
{
    static const char *const texts[] = {"plain words", "\"><script>alert(1)</script>",
                                        "]]></table></main><b>"};
    static const char *const langs[] = {"en", "ja"};

    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
        hostile_form("form.csv", texts[t]);
        for (size_t i = 0; i < REPORTS; i++) {
            expect_other(i, langs[t % 2], texts[t]);
        }
    }
    for (size_t i = 0; i < REPORTS; i++) {
        command_result made = run_report(i, "en", "o.xlsx");
        char *book = slurp("o.xlsx", NULL);
        cr_assert_eq(made.code, 0, "%s: %s", report_words(i), made.out);
        cr_assert_not_null(book);
        cr_expect_eq(strncmp(book, "PK", 2), 0, "%s", report_words(i));
        free(book);
        free(made.out);
        free(made.err);
        cr_assert_eq(remove("o.xlsx"), 0);
    }
}

Test(report, an_ending_that_no_command_writes_is_refused_with_those_it_does)
{
    static const char *const endings[] = {"o.pdf", "o", "o.html.doc", "o.xls", "html"};

    hostile_form("form.csv", "plain words");
    for (size_t i = 0; i < REPORTS; i++) {
        for (size_t e = 0; e < sizeof endings / sizeof endings[0]; e++) {
            if (strncmp(report_words(i), "explain", 7) == 0) {
                break; /* its text goes to any other name */
            }
            command_result made = run_report(i, "en", endings[e]);
            cr_expect_eq(made.code, 3, "%s -o %s", report_words(i), endings[e]);
            cr_expect_not_null(strstr(made.out, ".json, .html, .md, .docx"), "%s", made.out);
            cr_expect_not(exists(endings[e]));
            free(made.out);
            free(made.err);
        }
    }
}
