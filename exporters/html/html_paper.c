/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as one page: no request, no script but our own, readable without it. The page is
 * well-formed as XML too, so that any parser can check it. */
#include "html_parts.h"
#include "paper_css.h"
#include "paper_js.h"
#include <stdio.h>
#include <string.h>

const char *mds_html__say(const mds_paper *paper, const char *key)
{
    return mds_catalog_text(paper->catalog, paper->lang, key);
}

static void put_contents(mds_strbuf *out, const mds_paper *paper)
{
    mds_strbuf_puts(out, "<nav class=\"toc\" aria-label=\"");
    mds_html__text(out, mds_html__say(paper, "paper.contents"));
    mds_strbuf_puts(out, "\"><ul>\n");
    for (size_t i = 0; i < paper->section_count; i++) {
        const mds_section *section = &paper->sections[i];
        if (section->depth == 0) {
            mds_strbuf_printf(out, "<li><a href=\"#%s\">", section->id);
            mds_html__text(out, section->title);
            mds_strbuf_puts(out, "</a></li>\n");
        }
    }
    mds_strbuf_puts(out, "</ul></nav>\n");
}

/* The table behind a picture: beside it where it carries the bars, else folded below. */
static void put_behind(mds_strbuf *out, const mds_paper *paper, const mds_section *section)
{
    const mds_html_table how = {.class = "data", .scrolls = true};

    mds_strbuf_puts(out, "<details class=\"behind\"><summary>");
    mds_html__text(out, mds_html__say(paper, "paper.numbers"));
    mds_strbuf_puts(out, "</summary>\n");
    mds_html__table(out, section->table, section->title, &how);
    mds_strbuf_puts(out, "</details>\n");
}

static void put_picture(mds_strbuf *out, const mds_paper *paper, const mds_section *section)
{
    const mds_picture *picture = section->picture;
    char id[64];

    if (picture->kind == MDS_PICTURE_PLANE) {
        (void)snprintf(id, sizeof id, "%s-picture", section->id);
        mds_strbuf_puts(out, "<figure>");
        mds_svg__plane(out, picture, id);
        mds_svg__keys(out, picture);
        mds_strbuf_puts(out, "<figcaption>");
        mds_html__text(out, picture->shows);
        mds_strbuf_puts(out, "</figcaption></figure>\n");
        put_behind(out, paper, section);
        return;
    }
    const mds_html_table how = {.class = picture->kind == MDS_PICTURE_BARS ? "bars" : "bars counts",
                                .bars = picture};
    mds_svg__keys(out, picture);
    mds_html__table(out, section->table, section->title, &how);
}

static void put_table(mds_strbuf *out, const mds_section *section)
{
    const mds_table *table = section->table;
    const bool names = table->column_count > 0 && strcmp(table->columns[0].id, "item") == 0;
    const mds_html_table how = {.class = section->look == MDS_SECTION_LIST ? "list"
                                         : names                           ? "names"
                                                                           : "data",
                                .list = section->look == MDS_SECTION_LIST,
                                .names = names,
                                .scrolls = !names};

    mds_html__table(out, table, section->title, &how);
}

static void put_body(mds_strbuf *out, const mds_paper *paper, const mds_section *section)
{
    if (section->picture != NULL) {
        put_picture(out, paper, section);
    } else if (section->table != NULL) {
        put_table(out, section);
    }
    if (section->sum != NULL) {
        const mds_html_table how = {.class = "names", .names = true};
        mds_html__element(out, "h4", NULL, mds_html__say(paper, "paper.sum"));
        mds_html__table(out, section->sum, mds_html__say(paper, "paper.sum"), &how);
    }
}

static void put_lines(mds_strbuf *out, const mds_section *section)
{
    for (size_t i = 0; i < section->line_count; i++) {
        mds_html__element(out, "p", NULL, section->lines[i]);
    }
}

/* Its parts are the sections of a greater depth behind it. */
static void put_section(mds_strbuf *out, const mds_paper *paper, size_t first, size_t next)
{
    const mds_section *section = &paper->sections[first];
    const bool beside = section->look == MDS_SECTION_BESIDE;

    mds_strbuf_printf(out, "<section class=\"%s\" id=\"%s\" aria-labelledby=\"%s-title\">\n",
                      beside ? "sec" : "full", section->id, section->id);
    mds_strbuf_printf(out, "<div class=\"lead\"><h2 id=\"%s-title\">", section->id);
    mds_html__text(out, section->title);
    mds_strbuf_puts(out, "</h2>\n");
    put_lines(out, section);
    mds_strbuf_puts(out, "</div>\n<div>\n");
    put_body(out, paper, section);
    for (size_t i = first + 1; i < next; i++) {
        mds_strbuf_printf(out, "<details class=\"part\" id=\"%s\"><summary><h3>",
                          paper->sections[i].id);
        mds_html__text(out, paper->sections[i].title);
        mds_strbuf_puts(out, "</h3></summary>\n");
        put_lines(out, &paper->sections[i]);
        put_body(out, paper, &paper->sections[i]);
        mds_strbuf_puts(out, "</details>\n");
    }
    mds_strbuf_puts(out, "</div></section>\n");
}

/* What the script says is in the page, in its language. */
static void put_words(mds_strbuf *out, const mds_paper *paper)
{
    static const char *const words[][2] = {
        {"filter", "paper.filter"}, {"sort", "paper.sort"}, {"shown", "paper.shown"}};

    mds_strbuf_puts(out, "<main");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        mds_strbuf_printf(out, " data-%s=\"", words[i][0]);
        mds_html__text(out, mds_html__say(paper, words[i][1]));
        mds_strbuf_putc(out, '"');
    }
    mds_strbuf_puts(out, ">\n");
}

void mds_html__paper(mds_strbuf *out, const mds_paper *paper)
{
    mds_html__begin(out, paper->lang, paper->title, (const char *)paper_css,
                    (const char *)paper_js);
    put_words(out, paper);
    if (paper->front != NULL) {
        mds_html__front(out, paper);
    } else {
        mds_html__element(out, "h1", NULL, paper->title);
    }
    put_contents(out, paper);
    for (size_t i = 0; i < paper->section_count;) {
        size_t next = i + 1;
        while (next < paper->section_count && paper->sections[next].depth > 0) {
            next++;
        }
        put_section(out, paper, i, next);
        i = next;
    }
    if (paper->front == NULL && paper->foot != NULL) {
        mds_html__element(out, "p", "small quiet foot", paper->foot);
    }
    mds_strbuf_puts(out, "</main>\n");
    mds_html__end(out, (const char *)paper_js);
}
