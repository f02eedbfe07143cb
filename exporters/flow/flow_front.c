/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision: verdict, how sure, by what factor; what to do; what is assumed and not known; lines
 * to sign. */
#include "flow.h"

#include <stdio.h>

enum { MOST_TEXT = 1 << 16, STEP_COLUMNS = 4, SIGN_COLUMNS = 4 };

static void put_template(const mds_flow *flow, const mds_paper *paper, mds_flow_style style,
                         const char *lead, const char *key, const char *const *args, size_t count)
{
    mds_strbuf text;

    mds_strbuf_init(&text, MOST_TEXT);
    mds_strbuf_template(&text, mds_flow__say(paper, key), args, count);
    flow->text(flow->to, style, lead, text.p);
    mds_strbuf_finish(&text);
}

static void put_heading(const mds_flow *flow, const mds_paper *paper, const char *key)
{
    flow->text(flow->to, MDS_FLOW_HEADING, "", mds_flow__say(paper, key));
}

static void put_identity(const mds_flow *flow, const mds_paper *paper)
{
    const mds_lead_list *identity = &paper->front->lead->identity;
    mds_strbuf text;

    mds_strbuf_init(&text, MOST_TEXT);
    for (size_t i = 0; i < identity->count; i++) {
        const mds_lead_line *line = &identity->at[i];
        mds_strbuf_printf(&text, "%s%s%s%s", i > 0 ? " \xC2\xB7 " : "", line->name,
                          line->name[0] != '\0' ? " " : "", line->text);
    }
    flow->text(flow->to, MDS_FLOW_SMALL, mds_flow__say(paper, "paper.decision"), text.p);
    mds_strbuf_finish(&text);
}

static void put_signal(const mds_flow *flow, const mds_paper *paper)
{
    const mds_lead *lead = paper->front->lead;
    const char *const args[] = {lead->signal.rrf, lead->signal.sure};

    flow->text(flow->to, MDS_FLOW_TITLE, "", lead->device[0] != '\0' ? lead->device : lead->title);
    put_identity(flow, paper);
    put_template(flow, paper, MDS_FLOW_STRONG, lead->signal.word, "paper.times", args, 2);
    if (lead->signal.unjudged[0] != '\0') {
        flow->text(flow->to, MDS_FLOW_BODY, mds_flow__say(paper, "paper.unjudged"),
                   lead->signal.unjudged);
    }
    if (lead->gate[0] != '\0') {
        flow->text(flow->to, MDS_FLOW_BODY, mds_flow__say(paper, "paper.rule"), lead->gate);
    }
}

static void put_conclusion(const mds_flow *flow, const mds_paper *paper)
{
    const mds_lead *lead = paper->front->lead;
    char number[24];
    const char *const args[] = {number};

    (void)snprintf(number, sizeof number, "%zu", lead->enough);
    if (lead->enough > 0 && paper->front->verdict != MDS_VERDICT_ACCEPTABLE) {
        put_template(flow, paper, MDS_FLOW_BODY, "",
                     lead->enough == 1 ? "paper.enough_one" : "paper.enough", args, 1);
    } else if (lead->conclusion[0] != '\0') {
        flow->text(flow->to, MDS_FLOW_BODY, "", lead->conclusion);
    }
}

static mds_cell words(const char *text)
{
    return (mds_cell){.kind = text[0] != '\0' ? MDS_CELL_TEXT : MDS_CELL_EMPTY, .text = text};
}

static void put_steps(const mds_flow *flow, const mds_paper *paper)
{
    const mds_lead *lead = paper->front->lead;
    const mds_column columns[STEP_COLUMNS] = {
        {.id = "do", .title = mds_flow__say(paper, "paper.do_what"), .width = 60},
        {.id = "then", .title = mds_flow__say(paper, "paper.do_then"), .width = 10},
        {.id = "verdict", .title = mds_flow__say(paper, "paper.do_verdict"), .width = 16},
        {.id = "sure", .title = mds_flow__say(paper, "paper.do_sure"), .width = 10}};
    mds_cell cells[MDS_STEPS_MAX * STEP_COLUMNS];

    for (size_t i = 0; i < lead->step_count; i++) {
        const mds_lead_step *step = &lead->steps[i];
        char verdict[64];
        (void)snprintf(verdict, sizeof verdict, "signal.%s", mds_verdict_name(step->verdict));
        mds_cell *row = &cells[i * STEP_COLUMNS];
        row[0] = words(step->text);
        row[1] = words(step->rrf);
        row[2] = words(mds_flow__say(paper, verdict));
        row[3] = words(step->sure);
    }
    const mds_table table = {.id = "steps",
                             .title = "",
                             .columns = columns,
                             .column_count = STEP_COLUMNS,
                             .cells = cells,
                             .row_count = lead->step_count};
    put_heading(flow, paper, "paper.do");
    if (lead->step_count > 0) {
        flow->table(flow->to, &table);
    }
    put_conclusion(flow, paper);
    if (lead->step_count > 0) {
        flow->text(flow->to, MDS_FLOW_SMALL, "", mds_flow__say(paper, "paper.do_each"));
    }
}

static void put_drivers(const mds_flow *flow, const mds_paper *paper)
{
    const mds_table *drivers = paper->front->drivers;

    if (drivers == NULL || drivers->row_count == 0) {
        return;
    }
    put_heading(flow, paper, "paper.drivers");
    for (size_t i = 0; i < drivers->row_count; i++) {
        const mds_cell *cells = &drivers->cells[i * drivers->column_count];
        flow->text(flow->to, MDS_FLOW_ITEM, cells[0].text, cells[1].text);
    }
}

static void put_list(const mds_flow *flow, const mds_paper *paper, const char *key,
                     const mds_lead_list *list)
{
    if (list->count > 0) {
        put_heading(flow, paper, key);
    }
    for (size_t i = 0; i < list->count; i++) {
        const mds_lead_line *line = &list->at[i];
        mds_strbuf text;
        mds_strbuf_init(&text, MOST_TEXT);
        mds_strbuf_puts(&text, line->text);
        if (line->flag != MDS_LEAD_PLAIN) {
            mds_strbuf_printf(&text, " (%s)",
                              mds_flow__say(paper, line->flag == MDS_LEAD_DEFAULT
                                                       ? "lead.flag_default"
                                                       : "paper.flag_check"));
        }
        flow->text(flow->to, MDS_FLOW_ITEM, line->name, text.p);
        mds_strbuf_finish(&text);
    }
}

static void put_sign(const mds_flow *flow, const mds_paper *paper)
{
    static const char *const choices[] = {"paper.accept", "paper.reduce", "paper.transfer",
                                          "paper.avoid"};
    static const char *const heads[SIGN_COLUMNS] = {"paper.role", "paper.name", "paper.date",
                                                    "paper.signature"};
    static const char *const roles[] = {"paper.role_clinical", "paper.role_engineering",
                                        "paper.role_security"};
    static const char *const lines[] = {"paper.accepted_until", "paper.review_on", "paper.reason"};
    mds_column columns[SIGN_COLUMNS];
    mds_cell cells[3 * SIGN_COLUMNS];
    mds_strbuf boxes;

    put_heading(flow, paper, "paper.sign");
    flow->text(flow->to, MDS_FLOW_SMALL, "", mds_flow__say(paper, "paper.sign_until"));
    mds_strbuf_init(&boxes, MOST_TEXT);
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        mds_strbuf_printf(&boxes, "%s\xE2\x98\x90 %s", i > 0 ? "    " : "",
                          mds_flow__say(paper, choices[i]));
    }
    flow->text(flow->to, MDS_FLOW_BODY, "", boxes.p);
    mds_strbuf_finish(&boxes);
    for (size_t c = 0; c < SIGN_COLUMNS; c++) {
        columns[c] = (mds_column){.id = heads[c], .title = mds_flow__say(paper, heads[c])};
        columns[c].width = 20;
    }
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        cells[i] =
            words(i % SIGN_COLUMNS == 0 ? mds_flow__say(paper, roles[i / SIGN_COLUMNS]) : "");
    }
    const mds_table table = {.id = "sign",
                             .title = "",
                             .columns = columns,
                             .column_count = SIGN_COLUMNS,
                             .cells = cells,
                             .row_count = 3};
    flow->table(flow->to, &table);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        flow->text(flow->to, MDS_FLOW_LINE, mds_flow__say(paper, lines[i]), "");
    }
}

void mds_flow__front(const mds_flow *flow, const mds_paper *paper)
{
    const mds_lead *lead = paper->front->lead;

    put_signal(flow, paper);
    put_steps(flow, paper);
    put_drivers(flow, paper);
    put_list(flow, paper, "paper.assumes", &lead->assumes);
    put_list(flow, paper, "paper.unknown", &lead->unknown);
    put_list(flow, paper, "paper.changed", &lead->changed);
    put_sign(flow, paper);
}
