/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that is signed: verdict, how sure, by what factor; what to do; what is assumed and not
 * known; lines to sign. */
#include "html_parts.h"

#include <stdio.h>

static void put_template(mds_strbuf *out, const mds_paper *paper, const char *element,
                         const char *class, const char *key, const char *const *args, size_t count)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    mds_strbuf_template(&text, mds_html__say(paper, key), args, count);
    mds_html__element(out, element, class, text.p);
    mds_strbuf_inherit(out, &text);
    mds_strbuf_finish(&text);
}

static mds_cell_mark mark_of(mds_verdict verdict)
{
    return (mds_cell_mark)((int)MDS_MARK_VERDICT_ACCEPTABLE + (int)verdict);
}

static void put_head(mds_strbuf *out, const mds_paper *paper)
{
    const mds_lead *lead = paper->front->lead;

    mds_strbuf_puts(out, "<header class=\"head\">");
    mds_html__element(out, "p", "small quiet", mds_html__say(paper, "paper.decision"));
    mds_html__element(out, "h1", NULL, lead->device[0] != '\0' ? lead->device : lead->title);
    mds_strbuf_puts(out, "<p>");
    for (size_t i = 0; i < lead->identity.count; i++) {
        mds_strbuf_puts(out, i > 0 ? " · " : "");
        mds_html__text(out, lead->identity.at[i].name);
        mds_strbuf_puts(out, lead->identity.at[i].name[0] != '\0' ? " " : "");
        mds_html__text(out, lead->identity.at[i].text);
    }
    mds_strbuf_puts(out, "</p></header>\n");
}

static void put_rule(mds_strbuf *out, const mds_paper *paper, const char *key, const char *text)
{
    if (text[0] != '\0') {
        mds_strbuf_puts(out, "<p class=\"rule\"><b>");
        mds_html__text(out, mds_html__say(paper, key));
        mds_strbuf_puts(out, "</b> ");
        mds_html__text(out, text);
        mds_strbuf_puts(out, "</p>\n");
    }
}

static void put_signal(mds_strbuf *out, const mds_paper *paper)
{
    const mds_front *front = paper->front;
    const mds_signal *signal = &front->lead->signal;
    const mds_cell_mark mark = mark_of(front->verdict);
    const char *const args[] = {signal->rrf, signal->sure};

    mds_strbuf_printf(out, "<div class=\"signal %s\">", mds_svg__verdict(mark));
    mds_svg__shape(out, mark, 60.0);
    mds_strbuf_puts(out, "<p><strong>");
    mds_html__text(out, signal->word);
    mds_strbuf_puts(out, "</strong> ");
    put_template(out, paper, "span", NULL, "paper.times", args, 2);
    mds_strbuf_puts(out, "</p></div>\n");
    put_rule(out, paper, "paper.unjudged", signal->unjudged);
    put_rule(out, paper, "paper.rule", front->lead->gate);
    if (front->ruler != NULL) {
        mds_strbuf_puts(out, "<figure>");
        mds_svg__ruler(out, front->ruler, "ruler", "-wide", 700.0);
        mds_svg__ruler(out, front->ruler, "ruler", "-slim", 350.0);
        mds_strbuf_puts(out, "</figure>\n");
    }
}

static void put_step(mds_strbuf *out, const mds_lead_step *step, size_t number)
{
    mds_strbuf_printf(out, "<tr><th scope=\"row\"><span class=\"step\">%zu</span>", number);
    mds_html__text(out, step->text);
    mds_strbuf_puts(out, "</th><td class=\"n\"><b>");
    mds_html__text(out, step->rrf);
    mds_strbuf_puts(out, "</b></td><td>");
}

static void put_conclusion(mds_strbuf *out, const mds_paper *paper)
{
    const mds_lead *lead = paper->front->lead;
    char number[24];
    const char *const args[] = {number};

    (void)snprintf(number, sizeof number, "%zu", lead->enough);
    if (lead->enough > 0 && paper->front->verdict != MDS_VERDICT_ACCEPTABLE) {
        put_template(out, paper, "p", NULL, lead->enough == 1 ? "paper.enough_one" : "paper.enough",
                     args, 1);
    } else if (lead->conclusion[0] != '\0') {
        mds_html__element(out, "p", NULL, lead->conclusion);
    }
}

static void put_steps(mds_strbuf *out, const mds_paper *paper)
{
    static const char *const heads[] = {"paper.do_what", "paper.do_then", "paper.do_verdict",
                                        "paper.do_sure"};
    const mds_lead *lead = paper->front->lead;

    mds_strbuf_puts(out, "<section class=\"three\" aria-labelledby=\"do\">\n<h2 id=\"do\">");
    mds_html__text(out, mds_html__say(paper, "paper.do"));
    mds_strbuf_puts(out, "</h2>\n");
    if (lead->step_count > 0) {
        mds_strbuf_puts(out, "<table class=\"steps\">");
        mds_html__element(out, "caption", "vh", mds_html__say(paper, "paper.do"));
        mds_strbuf_puts(out, "<thead><tr>");
        for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
            mds_strbuf_printf(out, "<th scope=\"col\"%s>", i % 2 == 1 ? " class=\"n\"" : "");
            mds_html__text(out, mds_html__say(paper, heads[i]));
            mds_strbuf_puts(out, "</th>");
        }
        mds_strbuf_puts(out, "</tr></thead>\n<tbody>\n");
        for (size_t i = 0; i < lead->step_count; i++) {
            char verdict[64];
            put_step(out, &lead->steps[i], i + 1);
            (void)snprintf(verdict, sizeof verdict, "signal.%s",
                           mds_verdict_name(lead->steps[i].verdict));
            mds_html__chip(out, mark_of(lead->steps[i].verdict), mds_html__say(paper, verdict));
            mds_strbuf_puts(out, "</td>");
            mds_html__element(out, "td", "n", lead->steps[i].sure);
            mds_strbuf_puts(out, "</tr>\n");
        }
        mds_strbuf_puts(out, "</tbody></table>\n");
    }
    put_conclusion(out, paper);
    mds_html__element(out, "p", "small quiet", mds_html__say(paper, "paper.do_each"));
    mds_strbuf_puts(out, "</section>\n");
}

static void put_drivers(mds_strbuf *out, const mds_paper *paper)
{
    const mds_table *drivers = paper->front->drivers;

    if (drivers == NULL || drivers->row_count == 0) {
        return;
    }
    mds_strbuf_puts(out, "<section><h2>");
    mds_html__text(out, mds_html__say(paper, "paper.drivers"));
    mds_strbuf_puts(out, "</h2><ol class=\"drv\">");
    for (size_t i = 0; i < drivers->row_count; i++) {
        const mds_cell *cells = &drivers->cells[i * drivers->column_count];
        mds_strbuf_puts(out, "<li><b class=\"num\">");
        mds_html__text(out, cells[0].text);
        mds_strbuf_puts(out, "</b> <span>");
        mds_html__text(out, cells[1].text);
        mds_strbuf_puts(out, "</span></li>\n");
    }
    mds_strbuf_puts(out, "</ol></section>\n");
}

static void put_flag(mds_strbuf *out, const mds_paper *paper, mds_lead_flag flag)
{
    if (flag != MDS_LEAD_PLAIN) {
        mds_strbuf_puts(out, " <span class=\"flag\">");
        mds_html__text(out, mds_html__say(paper, flag == MDS_LEAD_DEFAULT ? "lead.flag_default"
                                                                          : "paper.flag_check"));
        mds_strbuf_puts(out, "</span>");
    }
}

static void put_list(mds_strbuf *out, const mds_paper *paper, const char *key,
                     const mds_lead_list *list)
{
    const bool named = list->count > 0 && list->at[0].name[0] != '\0';

    if (list->count == 0) {
        return;
    }
    mds_strbuf_puts(out, "<section><h2>");
    mds_html__text(out, mds_html__say(paper, key));
    mds_strbuf_puts(out, named ? "</h2><dl class=\"assume\">\n" : "</h2><ul class=\"dots\">\n");
    for (size_t i = 0; i < list->count; i++) {
        if (named) {
            mds_html__element(out, "dt", NULL, list->at[i].name);
        }
        mds_strbuf_puts(out, named ? "<dd>" : "<li>");
        mds_html__text(out, list->at[i].text);
        put_flag(out, paper, list->at[i].flag);
        mds_strbuf_puts(out, named ? "</dd>\n" : "</li>\n");
    }
    mds_strbuf_puts(out, named ? "</dl></section>\n" : "</ul></section>\n");
}

static void put_sign(mds_strbuf *out, const mds_paper *paper)
{
    static const char *const ticks[] = {"paper.accept", "paper.reduce", "paper.transfer",
                                        "paper.avoid"};
    static const char *const heads[] = {"paper.role", "paper.name", "paper.date",
                                        "paper.signature"};
    static const char *const roles[] = {"paper.role_clinical", "paper.role_engineering",
                                        "paper.role_security"};
    static const char *const lines[] = {"paper.accepted_until", "paper.review_on", "paper.reason"};

    mds_strbuf_puts(out, "<section class=\"sign\" aria-labelledby=\"sign\">\n<h2 id=\"sign\">");
    mds_html__text(out, mds_html__say(paper, "paper.sign"));
    mds_strbuf_puts(out, " <span class=\"small quiet\">");
    mds_html__text(out, mds_html__say(paper, "paper.sign_until"));
    mds_strbuf_puts(out, "</span></h2>\n<ul class=\"ticks\">");
    for (size_t i = 0; i < 4; i++) {
        mds_html__element(out, "li", NULL, mds_html__say(paper, ticks[i]));
    }
    mds_strbuf_puts(out, "</ul>\n<div class=\"signgrid\"><table>");
    mds_html__element(out, "caption", "vh", mds_html__say(paper, "paper.sign"));
    mds_strbuf_puts(out, "<thead><tr>");
    for (size_t i = 0; i < 4; i++) {
        mds_strbuf_puts(out, "<th scope=\"col\">");
        mds_html__text(out, mds_html__say(paper, heads[i]));
        mds_strbuf_puts(out, "</th>");
    }
    mds_strbuf_puts(out, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < 3; i++) {
        mds_strbuf_puts(out, "<tr><th scope=\"row\">");
        mds_html__text(out, mds_html__say(paper, roles[i]));
        mds_strbuf_puts(out, "</th><td></td><td></td><td></td></tr>\n");
    }
    mds_strbuf_puts(out, "</tbody></table><dl class=\"lines\">");
    for (size_t i = 0; i < 3; i++) {
        mds_html__element(out, "dt", NULL, mds_html__say(paper, lines[i]));
        mds_strbuf_puts(out, "<dd></dd>");
    }
    mds_strbuf_puts(out, "</dl></div></section>\n");
}

void mds_html__front(mds_strbuf *out, const mds_paper *paper)
{
    const mds_lead *lead = paper->front->lead;

    mds_strbuf_puts(out, "<div class=\"page1\">\n");
    put_head(out, paper);
    mds_strbuf_puts(out, "<div class=\"main\">\n");
    put_signal(out, paper);
    put_steps(out, paper);
    mds_strbuf_puts(out, "</div>\n<div class=\"side\">\n");
    put_drivers(out, paper);
    put_list(out, paper, "paper.assumes", &lead->assumes);
    put_list(out, paper, "paper.unknown", &lead->unknown);
    put_list(out, paper, "paper.changed", &lead->changed);
    mds_strbuf_puts(out, "</div>\n");
    put_sign(out, paper);
    mds_html__element(out, "p", "small quiet foot", paper->foot);
    mds_strbuf_puts(out, "</div>\n");
}
