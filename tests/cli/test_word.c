/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of Word: whole archives of well-formed parts, without a program or a way out of the
 * file, whatever others wrote in them. */
#include "base/xml.h"
#include "support/command.h"
#include "support/hostile.h"
#include "support/reports.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

TestSuite(word, .init = scratch_begin, .fini = scratch_end);

enum { PARTS = 9, PART_BYTES = 1 << 26 };

static const char *const langs[] = {"en", "ja"};

static const char *const parts[PARTS] = {
    "[Content_Types].xml", "_rels/.rels",        "word/_rels/document.xml.rels",
    "word/settings.xml",   "word/numbering.xml", "word/styles.xml",
    "word/footer1.xml",    "docProps/core.xml",  "word/document.xml",
};

static const char *const payloads[] = {
    "</w:t></w:r></w:p><w:p>",
    "<w:altChunk r:id=\"rId9\"/>",
    "]]><x>",
    "<!--",
    "&lt;&#60;&nosuch;",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"",
    "\" w:instr=\"INCLUDEPICTURE http://example.org\"",
    "x\nFORGED: y",
    "\xE2\x80\xAE\x44\x45GROF",
};

typedef struct part {
    char *bytes;
    size_t left;
    const char *at;
    mds_strbuf shape; /* its elements in their order */
} part;

static int read_bytes(void *payload, char *buffer, int n)
{
    part *p = payload;
    const size_t count = p->left < (size_t)n ? p->left : (size_t)n;

    memcpy(buffer, p->at, count);
    p->at += count;
    p->left -= count;
    return (int)count;
}

static const char *const refused[] = {
    "object", "altChunk",  "hyperlink", "instrText", "control",         "drawing",
    "pict",   "OLEObject", "subDoc",    "script",    "attachedTemplate"};

static void meet(part *p, mds_xml *xml, const char *what)
{
    const char *name = mds_xml_name(xml);
    const char *mode = mds_xml_attribute(xml, "TargetMode");
    const char *instruction = mds_xml_attribute(xml, "instr");

    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        cr_expect_str_neq(name, refused[i], "%s", what);
    }
    cr_expect_null(mode, "%s: a relation that leads out", what);
    if (instruction != NULL) {
        cr_expect(strcmp(instruction, " PAGE ") == 0 || strcmp(instruction, " NUMPAGES ") == 0,
                  "%s: %s", what, instruction);
    }
    /* A line end within a text is a break of our own. */
    if (strcmp(name, "br") != 0 && strcmp(name, "t") != 0) {
        mds_strbuf_printf(&p->shape, "%s\n", name);
    }
}

static void read_part(zip_t *zip, const char *name, mds_strbuf *shape, const char *what)
{
    zip_stat_t stat;
    part p = {.bytes = NULL};

    mds_strbuf_init(&p.shape, PART_BYTES);
    cr_assert_eq(zip_stat(zip, name, 0, &stat), 0, "%s: no %s", what, name);
    p.bytes = malloc(stat.size);
    zip_file_t *file = zip_fopen(zip, name, 0);
    cr_assert_not_null(file);
    cr_assert_eq(zip_fread(file, p.bytes, stat.size), (zip_int64_t)stat.size);
    cr_assert_eq(zip_fclose(file), 0);
    p.at = p.bytes;
    p.left = stat.size;
    mds_xml *xml = mds_xml_new(read_bytes, &p, PART_BYTES);
    for (mds_xml_event event = mds_xml_next(xml); event != MDS_XML_EOF; event = mds_xml_next(xml)) {
        cr_assert_neq(event, MDS_XML_ERROR, "%s: %s: %s", what, name, mds_xml_reason(xml));
        if (event == MDS_XML_START) {
            meet(&p, xml, what);
        }
    }
    mds_strbuf_append(shape, p.shape.p, p.shape.n);
    mds_strbuf_finish(&p.shape);
    mds_xml_free(xml);
    free(p.bytes);
}

/* The elements of all parts, one a line. */
static void read_document(mds_strbuf *shape, const char *file, const char *what)
{
    zip_t *zip = zip_open(file, ZIP_RDONLY | ZIP_CHECKCONS, NULL);

    mds_strbuf_init(shape, PART_BYTES);
    cr_assert_not_null(zip, "%s", what);
    cr_expect_eq(zip_get_num_entries(zip, 0), PARTS);
    for (size_t i = 0; i < PARTS; i++) {
        read_part(zip, parts[i], shape, what);
    }
    zip_discard(zip);
    cr_expect_not_null(strstr(shape->p, "tblHeader\n"), "%s: no table", what);
}

static void make_decision(mds_strbuf *shape, const char *payload, const char *lang)
{
    hostile_form("form.csv", payload);
    hostile_context("context.json", payload);
    command_result made =
        command("assess", "form.csv", "--context", "context.json", AS_OF, "--device-id", payload,
                "--lang", lang, "-q", "-o", "r.docx", NULL);
    cr_assert_eq(made.code, 0, "%s: %s", payload, made.err);
    free(made.out);
    free(made.err);
    read_document(shape, "r.docx", payload);
}

Test(word, no_field_of_the_decision_is_markup)
{
    for (size_t l = 0; l < 2; l++) {
        mds_strbuf plain;
        make_decision(&plain, "plain words", langs[l]);
        for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
            mds_strbuf shape;
            make_decision(&shape, payloads[i], langs[l]);
            cr_expect_str_eq(shape.p, plain.p, "%s: other elements", payloads[i]);
            mds_strbuf_finish(&shape);
        }
        mds_strbuf_finish(&plain);
    }
}

Test(word, every_command_writes_whole_documents)
{
    for (size_t p = 0; p < 3; p++) {
        hostile_form("form.csv", payloads[p]);
        for (size_t i = 0; i < REPORTS; i++) {
            mds_strbuf shape;
            command_result made = run_report(i, langs[p % 2], "o.docx");
            cr_assert_eq(made.code, 0, "%s: %s", report_words(i), made.out);
            read_document(&shape, "o.docx", report_words(i));
            mds_strbuf_finish(&shape);
            free(made.out);
            free(made.err);
        }
    }
}

/* A manufacturer types into the letter and sends it back: each of its questions has its cell. */
Test(word, the_letter_is_read_when_it_comes_back)
{
    for (size_t l = 0; l < 2; l++) {
        char script[1024];
        (void)snprintf(script, sizeof script,
                       "mdsrisk ask " MONITOR " --as-of 2026-11-20 --lang %s -q -o q.docx && "
                       "mdsrisk import q.docx -q -o q.json && "
                       "test $(grep -c '\"where\": \"T1:' q.json) -eq 25",
                       langs[l]);
        command_result made = shell(script);
        cr_expect_eq(made.code, 0, "%s", made.out);
        free(made.out);
        free(made.err);
    }
}

Test(word, same_input_same_bytes)
{
    command_result made =
        shell("mdsrisk assess " MONITOR " --as-of 2026-11-20 -q -o a.docx && TZ=Asia/Tokyo mdsrisk "
              "assess " MONITOR " --as-of 2026-11-20 -q -o b.docx");

    cr_expect_eq(made.code, 0, "%s", made.out);
    cr_expect(same_files("a.docx", "b.docx"));
    free(made.out);
    free(made.err);
}
