/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the exporters of treatment and life cycle share. */
#ifndef MDS_EXPORTERS_PLAN_H
#define MDS_EXPORTERS_PLAN_H

#include "export_internal.h"
#include <mdsrisk/export_plan.h>

/* Null when the day is not given. */
void mds_plan__day(mds_jsonw *w, const char *name, int32_t day);

/* A csv field and the comma before it unless it is the first of its row. */
typedef struct mds_plan_row {
    mds_strbuf *out;
    bool begun;
} mds_plan_row;
void mds_plan__text(mds_plan_row *row, const char *text);
void mds_plan__number(mds_plan_row *row, double value);
void mds_plan__end(mds_plan_row *row);
/* The last columns of every table: date, model, catalog, policy. */
void mds_plan__basis_heading(mds_plan_row *row);
void mds_plan__basis(mds_plan_row *row, const mds_catalog *catalog, const mds_policy *policy,
                     const mds_facts *facts, int32_t as_of);

#endif
