/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as Markdown (CommonMark with tables). */
#include "flow.h"

typedef struct writer {
    mds_strbuf *out;
    bool items; /* the last thing was an item */
} writer;

/* An item is right below the one before it; all else is apart. */
static void begin_block(writer *w, bool item)
{
    if (w->out->n > 0 && !(item && w->items)) {
        mds_strbuf_putc(w->out, '\n');
    }
    w->items = item;
}

static void put_text(void *to, mds_flow_style style, const char *lead, const char *text)
{
    static const char *const marks[MDS_FLOW_STYLE__COUNT] = {[MDS_FLOW_TITLE] = "# ",
                                                             [MDS_FLOW_HEADING] = "## ",
                                                             [MDS_FLOW_PART] = "### ",
                                                             [MDS_FLOW_BEHIND] = "#### ",
                                                             [MDS_FLOW_ITEM] = "- "};
    writer *w = to;

    begin_block(w, style == MDS_FLOW_ITEM);
    mds_strbuf_puts(w->out, marks[style] != NULL ? marks[style] : "");
    if (lead[0] != '\0') {
        mds_strbuf_puts(w->out, "**");
        mds_markdown__text(w->out, lead, " / ");
        mds_strbuf_puts(w->out, text[0] != '\0' ? "** " : "**");
    }
    mds_markdown__text(w->out, text, " / ");
    mds_strbuf_puts(w->out, style == MDS_FLOW_LINE ? " \\_\\_\\_\\_\\_\\_\\_\\_\n" : "\n");
}

static void put_row(mds_strbuf *out, const mds_table *table, size_t row)
{
    const bool heading = mds_flow__is_heading(table, row);

    mds_strbuf_putc(out, '|');
    for (size_t c = 0; c < table->column_count; c++) {
        const mds_cell *cell = &table->cells[row * table->column_count + c];
        const bool strong = (heading && c == 0) || cell->mark == MDS_MARK_NOTICE;
        const char *around = strong && cell->text[0] != '\0' ? "**" : "";
        mds_strbuf_printf(out, " %s", around);
        mds_markdown__text(out, cell->text, "<br>");
        mds_strbuf_printf(out, "%s |", around);
    }
    mds_strbuf_putc(out, '\n');
}

static void put_table(void *to, const mds_table *table)
{
    writer *w = to;

    begin_block(w, false);
    mds_strbuf_putc(w->out, '|');
    for (size_t c = 0; c < table->column_count; c++) {
        mds_strbuf_putc(w->out, ' ');
        mds_markdown__text(w->out, table->columns[c].title, "<br>");
        mds_strbuf_puts(w->out, " |");
    }
    mds_strbuf_puts(w->out, "\n|");
    for (size_t c = 0; c < table->column_count; c++) {
        mds_strbuf_puts(w->out, "---|");
    }
    mds_strbuf_putc(w->out, '\n');
    for (size_t row = 0; row < table->row_count; row++) {
        put_row(w->out, table, row);
    }
}

void mds_flow__markdown(mds_strbuf *out, const mds_paper *paper)
{
    writer w = {.out = out};
    const mds_flow flow = {.to = &w, .text = put_text, .table = put_table};

    mds_flow__walk(&flow, paper);
}
