/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on the pages: upright ones, and pages on their side for wide tables. */
#include "docx.h"

#include "html.h"
#include <string.h>

/* In twentieths of a point: A4 with 20 mm around. */
enum { PAGE_SHORT = 11906, PAGE_LONG = 16838, PAGE_MARGIN = 1134, UPRIGHT_COLUMNS = 5 };

typedef struct writer {
    mds_strbuf *out;
    bool wide;  /* the page lies on its side */
    bool front; /* what was written is the page that is signed */
} writer;

static const char *const styles[MDS_FLOW_STYLE__COUNT] = {
    [MDS_FLOW_TITLE] = "Title",     [MDS_FLOW_HEADING] = "Heading1", [MDS_FLOW_PART] = "Heading2",
    [MDS_FLOW_BEHIND] = "Heading3", [MDS_FLOW_BODY] = "Normal",      [MDS_FLOW_STRONG] = "Verdict",
    [MDS_FLOW_SMALL] = "Small",     [MDS_FLOW_ITEM] = "ListBullet",  [MDS_FLOW_LINE] = "LineToFill",
};

void mds_docx__run(mds_strbuf *out, const char *text, bool strong)
{
    mds_strbuf line;

    mds_strbuf_init(&line, MDS_EXPORT_LIMIT);
    mds_strbuf_puts(out, strong ? "<w:r><w:rPr><w:b/><w:bCs/></w:rPr>" : "<w:r>");
    for (const char *p = text;;) {
        const size_t n = strcspn(p, "\n");
        mds_strbuf_clear(&line);
        mds_strbuf_append(&line, p, n);
        mds_strbuf_puts(out, "<w:t xml:space=\"preserve\">");
        mds_html__text(out, line.p);
        mds_strbuf_puts(out, "</w:t>");
        if (p[n] == '\0' || p[n + 1] == '\0') {
            break;
        }
        mds_strbuf_puts(out, "<w:br/>");
        p += n + 1;
    }
    mds_strbuf_puts(out, "</w:r>");
    mds_strbuf_inherit(out, &line);
    mds_strbuf_finish(&line);
}

static void put_text(void *to, mds_flow_style style, const char *lead, const char *text)
{
    writer *w = to;

    mds_strbuf_printf(w->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", styles[style]);
    if (lead[0] != '\0') {
        mds_docx__run(w->out, lead, true);
        mds_docx__run(w->out, text[0] != '\0' ? "  " : "", false);
    }
    if (text[0] != '\0') {
        mds_docx__run(w->out, text, false);
    }
    if (style == MDS_FLOW_LINE) {
        mds_strbuf_puts(w->out, "<w:r><w:tab/></w:r>");
    }
    mds_strbuf_puts(w->out, "</w:p>\n");
}

static void put_page(const writer *w)
{
    mds_strbuf_printf(w->out,
                      "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>"
                      "<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>",
                      w->wide ? PAGE_LONG : PAGE_SHORT, w->wide ? PAGE_SHORT : PAGE_LONG,
                      w->wide ? " w:orient=\"landscape\"" : "");
    mds_strbuf_printf(w->out,
                      "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
                      "w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>",
                      PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN);
}

/* A page of the other kind, or behind the page that is signed, begins here. */
static void begin(void *to, size_t columns)
{
    writer *w = to;
    const bool wide = columns > 0 ? columns > UPRIGHT_COLUMNS : w->wide && !w->front;

    if (w->out->n > 0 && (wide != w->wide || w->front)) {
        mds_strbuf_puts(w->out, "<w:p><w:pPr><w:pStyle w:val=\"Small\"/>");
        put_page(w);
        mds_strbuf_puts(w->out, "</w:pPr></w:p>\n");
    }
    w->wide = wide;
    w->front = false;
}

static void put_table(void *to, const mds_table *table)
{
    const writer *w = to;

    mds_docx__table(w->out, table,
                    (unsigned)((w->wide ? PAGE_LONG : PAGE_SHORT) - 2 * PAGE_MARGIN));
}

void mds_docx__body(mds_strbuf *out, const mds_paper *paper)
{
    mds_strbuf text;
    writer w = {.out = &text, .front = paper->front != NULL};
    const mds_flow flow = {
        .to = &w, .brief = true, .begin = begin, .text = put_text, .table = put_table};

    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    mds_flow__walk(&flow, paper);
    put_page(&w);
    mds_strbuf_puts(out,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/"
                    "2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                    "relationships\"><w:body>\n");
    mds_strbuf_append(out, text.p, text.n);
    mds_strbuf_puts(out, "</w:body></w:document>\n");
    mds_strbuf_inherit(out, &text);
    mds_strbuf_finish(&text);
}
