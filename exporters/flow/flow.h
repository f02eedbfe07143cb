/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as it is read from top to bottom: headings, sentences, items and tables, without
 * pictures. What writes documents of text takes them one by one. */
#ifndef MDS_EXPORTERS_FLOW_H
#define MDS_EXPORTERS_FLOW_H

#include "export_internal.h"
#include <mdsrisk/paper.h>

typedef enum mds_flow_style {
    MDS_FLOW_TITLE,   /* of the whole report */
    MDS_FLOW_HEADING, /* of a section */
    MDS_FLOW_PART,    /* of a part of a section */
    MDS_FLOW_BEHIND,  /* of what is behind a part */
    MDS_FLOW_BODY,
    MDS_FLOW_STRONG, /* the verdict */
    MDS_FLOW_SMALL,
    MDS_FLOW_ITEM,
    MDS_FLOW_LINE, /* to write on */
    MDS_FLOW_STYLE__COUNT
} mds_flow_style;

typedef struct mds_flow {
    void *to;
    bool brief; /* without what is opened only where a reader wants it */
    /* What follows up to the next call has tables of so many columns at most; NULL: no matter. */
    void (*begin)(void *to, size_t columns);
    /* \p lead stands out before the text; "" for none. */
    void (*text)(void *to, mds_flow_style style, const char *lead, const char *text);
    void (*table)(void *to, const mds_table *table);
} mds_flow;

/* The whole report. */
void mds_flow__walk(const mds_flow *flow, const mds_paper *paper);
/* flow_front.c: what is decided on. */
void mds_flow__front(const mds_flow *flow, const mds_paper *paper);
/* A word of the report in its language. */
const char *mds_flow__say(const mds_paper *paper, const char *key);
/* Whether the first cell of the row is a heading over names and values. */
bool mds_flow__is_heading(const mds_table *table, size_t row);

/* The report as text of Markdown. */
void mds_flow__markdown(mds_strbuf *out, const mds_paper *paper);

/* The report as a document of Word at \p path. MDS_EIO with a diagnostic; MDS_ENOMEM, MDS_ELIMIT.
 */
MDS_NODISCARD mds_status mds_flow__docx(const mds_paper *paper, const char *path, mds_diags *diags);

/* Text that means nothing to a reader of Markdown, as one line; line ends become \p between. */
void mds_markdown__text(mds_strbuf *out, const char *text, const char *between);

#endif
