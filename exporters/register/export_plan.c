/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_parts.h"

#include "base/date.h"
#include "base/num.h"

void mds_plan__day(mds_jsonw *w, const char *name, int32_t day)
{
    char text[MDS_DATE_SIZE];
    mds_date_format(text, day);
    mds_jsonw_member_string(w, name, day == MDS_DAY_NONE ? NULL : text);
}

static void separate(mds_plan_row *row)
{
    if (row->begun) {
        mds_strbuf_putc(row->out, ',');
    }
    row->begun = true;
}

void mds_plan__text(mds_plan_row *row, const char *text)
{
    separate(row);
    mds_export__csv_text(row->out, text);
}

void mds_plan__number(mds_plan_row *row, double value)
{
    char text[MDS_NUM_SIZE];
    mds_num_exact(text, value);
    separate(row);
    mds_strbuf_puts(row->out, text);
}

void mds_plan__end(mds_plan_row *row)
{
    mds_strbuf_puts(row->out, "\r\n");
    row->begun = false;
}

void mds_plan__basis_heading(mds_plan_row *row)
{
    mds_plan__text(row, "as_of");
    mds_plan__text(row, "model");
    mds_plan__text(row, "catalog_sha256");
    mds_plan__text(row, "policy_sha256");
    mds_plan__text(row, "form_sha256");
}

void mds_plan__basis(mds_plan_row *row, const mds_catalog *catalog, const mds_policy *policy,
                     const mds_facts *facts, int32_t as_of)
{
    char day[MDS_DATE_SIZE];
    mds_date_format(day, as_of);
    mds_plan__text(row, day);
    mds_plan__text(row, catalog->model);
    mds_plan__text(row, catalog->sha256);
    mds_plan__text(row, policy->sha256);
    mds_plan__text(row, facts->disclosure_count > 0 ? facts->disclosures[0]->sha256 : "");
}
