/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_ENGINE_EXPLAIN_INTERNAL_H
#define MDS_ENGINE_EXPLAIN_INTERNAL_H

#include "register_internal.h"

enum {
    MDS_EXPLAIN_LINE = 80,  /* columns of a line: a terminal as it opens */
    MDS_EXPLAIN_LABEL = 34, /* columns of a label */
    MDS_EXPLAIN_DIGITS = 4
};

/* An explanation in the making. */
typedef struct mds_explanation {
    mds_reg r;
    mds_strbuf out;
    const mds_scenario *scenario;
    const mds_risk *risk;
    const char *risk_id;
    unsigned char *cited; /* by evidence record; NULL when memory was short */
    mds_table_builder b;  /* the same as names and values */
} mds_explanation;

/* A row of the table: a name and its value; a heading where there is no value. */
void mds_explain__row(mds_explanation *x, const char *item, const char *value);

/* explain_layout.c: lines of a terminal, whose full-width characters take two columns */
/* A paragraph; lines after the first are two columns further in. */
void mds_explain__paragraph(mds_explanation *x, size_t indent, const char *text);
/* Label, then the value beside it, wrapped within its own column. */
void mds_explain__field(mds_explanation *x, size_t indent, const char *label, const char *value);
/* An empty line and a heading. */
void mds_explain__heading(mds_explanation *x, const char *key);
/* \p text padded to \p columns; right: blanks in front. */
void mds_explain__pad(mds_explanation *x, const char *text, size_t columns, bool right);

/* A number with MDS_EXPLAIN_DIGITS significant digits. */
const char *mds_explain__number(mds_explanation *x, double value);
const char *mds_explain__label(mds_explanation *x, const char *key);

/* Appends ids of the evidence; the sources are at the end, each once. */
void mds_explain__cite(mds_explanation *x, mds_strbuf *text, const uint32_t *evidence,
                       size_t count);

/* explain_measures.c: the routes of the risk, and the layers on each that is open */
void mds_explain__routes(mds_explanation *x);

#endif
