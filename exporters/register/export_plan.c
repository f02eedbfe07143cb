/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan_parts.h"

#include "base/date.h"
#include "base/num.h"

static const char *const case_names[MDS_CASE__COUNT] = {
    [MDS_CASE_LO] = "lo", [MDS_CASE_EXPECTED] = "expected", [MDS_CASE_HI] = "hi"};
static const char *const gate_names[MDS_GATE_KIND__COUNT] = {
    [MDS_GATE_EOS_NETWORKED] = "eos_networked",
    [MDS_GATE_EOS_PERIMETER_ALONE] = "eos_perimeter_alone"};

void mds_plan__day(mds_jsonw *w, const char *name, int32_t day)
{
    char text[MDS_DATE_SIZE];
    mds_date_format(text, day);
    mds_jsonw_member_string(w, name, day == MDS_DAY_NONE ? NULL : text);
}

void mds_plan__cases(mds_jsonw *w, const char *name, const double values[MDS_CASE__COUNT])
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
        mds_jsonw_member_number(w, case_names[c], values[c]);
    }
    mds_jsonw_object_end(w);
}

void mds_plan__gates(mds_jsonw *w, const bool gate[MDS_GATE_KIND__COUNT])
{
    mds_jsonw_name(w, "gates");
    mds_jsonw_inline_next(w);
    mds_jsonw_array(w);
    for (unsigned g = 0; g < MDS_GATE_KIND__COUNT; g++) {
        if (gate[g]) {
            mds_jsonw_string(w, gate_names[g]);
        }
    }
    mds_jsonw_array_end(w);
}

const char *mds_plan__scenario(const mds_assessment *as, uint32_t scenario)
{
    return scenario < as->scenario_count ? as->catalog->scenarios[scenario].id : "";
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
