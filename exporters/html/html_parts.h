/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a report's page. */
#ifndef MDS_EXPORTERS_HTML_PARTS_H
#define MDS_EXPORTERS_HTML_PARTS_H

#include "svg.h"
#include <mdsrisk/paper.h>

/* html_table.c */
typedef struct mds_html_table {
    const char *class;
    const mds_picture *bars; /* a cell beside each row, or NULL */
    bool list;               /* to filter and to sort: cells carry what they are sorted by */
    bool names;              /* names and values: the first cell is the row's heading */
    bool scrolls;            /* sideways, where it is wider than the page */
} mds_html_table;

void mds_html__table(mds_strbuf *out, const mds_table *table, const char *title,
                     const mds_html_table *how);
/* A verdict's word with its shape. */
void mds_html__chip(mds_strbuf *out, mds_cell_mark mark, const char *word);

/* The whole page. */
void mds_html__paper(mds_strbuf *out, const mds_paper *paper);

/* html_front.c: the page that is signed */
void mds_html__front(mds_strbuf *out, const mds_paper *paper);

/* A word of the page in its language. */
const char *mds_html__say(const mds_paper *paper, const char *key);

#endif
