/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF made to waste memory and time: each ends soon, with a message or with what could be read. */
#include "base/strbuf.h"
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/* Seconds of processor time that the worker is allowed for one file, and one for its end. */
enum { MOST_SECONDS = 61, DEEP = 20000, MANY = 20000 };

#define CATALOG "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
#define PAGES "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
#define FONT "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
#define PAGE(box, more)                                                                            \
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" box "]/Contents 4 0 R" more ">>endobj\n"
#define RESOURCES "/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
#define BOX "0 0 595 842"

static void repeat(mds_strbuf *out, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_puts(out, text);
    }
}

static void put_stream(mds_strbuf *out, const char *head, const char *content)
{
    mds_strbuf_printf(out, "%s/Length %zu>>stream\n%s\nendstream endobj\n", head, strlen(content),
                      content);
}

static void pages_in_a_loop(mds_strbuf *out)
{
    mds_strbuf_puts(out, CATALOG "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 9>>endobj\n");
}

static void forms_in_a_loop(mds_strbuf *out)
{
    mds_strbuf_puts(out, CATALOG PAGES PAGE(BOX, RESOURCES) FONT);
    put_stream(out, "4 0 obj<<", "/X Do /X Do");
    put_stream(out,
               "6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 "
               "R>>>>",
               "/X Do /X Do /X Do");
}

/* Each form shows the next one twice. */
static void forms_that_double(mds_strbuf *out)
{
    mds_strbuf_puts(out, CATALOG PAGES PAGE(BOX, RESOURCES) FONT);
    put_stream(out, "4 0 obj<<", "/X Do");
    for (unsigned i = 6; i < 60; i++) {
        char head[160];
        (void)snprintf(head, sizeof head,
                       "%u 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X "
                       "%u 0 R>>>>",
                       i, i + 1);
        put_stream(out, head, "/X Do /X Do");
    }
}

static void deep_arrays(mds_strbuf *out)
{
    mds_strbuf_puts(out, CATALOG PAGES "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox ");
    repeat(out, "[", DEEP);
    repeat(out, "]", DEEP);
    mds_strbuf_puts(out, ">>endobj\n");
}

static void deep_states(mds_strbuf *out)
{
    mds_strbuf content;

    mds_strbuf_init(&content, 1 << 20);
    repeat(&content, "q BT /F 9 Tf ", DEEP);
    mds_strbuf_puts(out, CATALOG PAGES PAGE(BOX, RESOURCES) FONT);
    put_stream(out, "4 0 obj<<", content.p);
    mds_strbuf_finish(&content);
}

static void a_huge_page(mds_strbuf *out)
{
    mds_strbuf_puts(out, CATALOG PAGES PAGE("-1e30 -1e30 1e30 1e30", RESOURCES) FONT);
    put_stream(out, "4 0 obj<<", "BT /F 1e20 Tf 1e25 1e25 Td (ALOF-1 Yes) Tj ET");
}

static void many_rules(mds_strbuf *out)
{
    mds_strbuf content;

    mds_strbuf_init(&content, 1 << 22);
    repeat(&content, "9 9 9 9 re S 1 1 m 5 9 l S ", MANY * 4);
    mds_strbuf_puts(out, CATALOG PAGES PAGE(BOX, RESOURCES) FONT);
    put_stream(out, "4 0 obj<<", content.p);
    mds_strbuf_finish(&content);
}

static void many_pages(mds_strbuf *out)
{
    mds_strbuf_puts(out, CATALOG "2 0 obj<</Type/Pages/Count 20000/Kids[");
    repeat(out, "3 0 R ", MANY);
    mds_strbuf_puts(out, "]>>endobj\n" PAGE(BOX, RESOURCES) FONT);
    put_stream(out, "4 0 obj<<", "BT /F 9 Tf 30 700 Td (ALOF-1 Yes) Tj ET");
}

static void an_object_stream_of_itself(mds_strbuf *out)
{
    mds_strbuf_puts(out, CATALOG PAGES PAGE(BOX, RESOURCES) FONT);
    put_stream(out, "4 0 obj<</Type/ObjStm/N 3/First 12/Extends 4 0 R", "4 0 5 0 6 0 4 0 R");
}

static void fields_in_a_loop(mds_strbuf *out)
{
    mds_strbuf_puts(
        out, "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>endobj\n" PAGES PAGE(
                 BOX, RESOURCES "/Annots[7 0 R]") FONT
        "7 0 obj<</FT/Tx/T(a)/Subtype/Widget/Rect[0 0 9 9]/Parent 7 0 R/Kids[7 0 "
        "R 7 0 R]>>endobj\n");
    put_stream(out, "4 0 obj<<", "BT /F 9 Tf (a) Tj ET");
}

static void a_long_text(mds_strbuf *out)
{
    mds_strbuf content;

    mds_strbuf_init(&content, 1 << 22);
    mds_strbuf_puts(&content, "BT /F 9 Tf ");
    repeat(&content, "(ALOF-1 Yes No) Tj 0 -9 Td ", MANY * 4);
    mds_strbuf_puts(&content, "ET");
    mds_strbuf_puts(out, CATALOG PAGES PAGE(BOX, RESOURCES) FONT);
    put_stream(out, "4 0 obj<<", content.p);
    mds_strbuf_finish(&content);
}

/* Processor time of the workers that have ended, in seconds. */
static double workers_time(void)
{
    struct rusage used;

    getrusage(RUSAGE_CHILDREN, &used);
    return (double)used.ru_utime.tv_sec + (double)used.ru_stime.tv_sec +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

Test(pdf_hostile, ends_soon)
{
    static const struct {
        const char *name;
        void (*write)(mds_strbuf *out);
    } files[] = {{"pages in a loop", pages_in_a_loop},
                 {"forms in a loop", forms_in_a_loop},
                 {"forms that double", forms_that_double},
                 {"deep arrays", deep_arrays},
                 {"deep states", deep_states},
                 {"a huge page", a_huge_page},
                 {"many rules", many_rules},
                 {"many pages", many_pages},
                 {"an object stream of itself", an_object_stream_of_itself},
                 {"fields in a loop", fields_in_a_loop},
                 {"a long text", a_long_text}};
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        mds_strbuf bytes;
        mds_strbuf_init(&bytes, 16 << 20);
        mds_strbuf_puts(&bytes, "%PDF-1.7\n");
        files[i].write(&bytes);
        mds_strbuf_puts(&bytes, "trailer<</Root 1 0 R>>\n%%EOF\n");
        cr_assert_eq(bytes.status, MDS_OK);
        const double begin = workers_time();
        fixture_form(&f, bytes.p, bytes.n);
        const double seconds = workers_time() - begin;
        mds_strbuf_finish(&bytes);
        cr_expect_lt(seconds, MOST_SECONDS, "%s: %.0f s", files[i].name, seconds);
        cr_expect(f.status == MDS_OK || mds_diags_count_of(f.diags, MDS_SEVERITY_ERROR) > 0,
                  "%s: no message", files[i].name);
    }
    fixture_free(&f);
}
