/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison as csv, one line a bid, and as JSON with all digits. */
#include "compare_parts.h"

#include "base/date.h"
#include "base/num.h"
#include "engine/random.h"
#include <mdsrisk/compare_report.h>
#include <string.h>

static const char *const case_names[MDS_UNKNOWNS__COUNT] = {
    [MDS_UNKNOWNS_AS_NO] = "verdict", [MDS_UNKNOWNS_AS_GOOD] = "best_case"};

static void csv_number(mds_strbuf *out, double value)
{
    char text[MDS_NUM_SIZE];
    mds_num_exact(text, value);
    mds_strbuf_putc(out, ',');
    mds_strbuf_puts(out, text);
}

static void csv_cell(mds_strbuf *out, const mds_cell *cell, bool first)
{
    if (cell->kind == MDS_CELL_NUMBER) {
        char text[MDS_NUM_SIZE];
        mds_num_exact(text, cell->number);
        mds_strbuf_puts(out, first ? "" : ",");
        mds_strbuf_puts(out, text);
        return;
    }
    mds_strbuf_puts(out, first ? "" : ",");
    mds_export__csv_text(out, cell->text);
}

/* The verdict's line of a bid and, behind it, what it measures and is worth on each criterion. */
static void put_csv(mds_strbuf *out, const mds_compare_report *report)
{
    const mds_comparison *cmp = report->comparison;
    const mds_table *table = &report->tables[MDS_COMPARE_VERDICT];

    mds_strbuf_puts(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < table->column_count; i++) {
        mds_strbuf_puts(out, i > 0 ? "," : "");
        mds_export__csv_text(out, table->columns[i].id);
    }
    for (size_t i = 0; i < cmp->catalog->criterion_count; i++) {
        mds_strbuf_printf(out, ",measure_%s,value_%s", cmp->catalog->criteria[i].id,
                          cmp->catalog->criteria[i].id);
    }
    mds_strbuf_puts(out, ",p05,p50,p95\r\n");
    for (size_t row = 0; row < table->row_count; row++) {
        const mds_bid_result *bid = &cmp->bids[cmp->order[row]];
        for (size_t i = 0; i < table->column_count; i++) {
            csv_cell(out, &table->cells[row * table->column_count + i], i == 0);
        }
        for (size_t i = 0; i < cmp->catalog->criterion_count; i++) {
            csv_number(out, bid->scores[i].measure[MDS_UNKNOWNS_AS_NO]);
            csv_number(out, bid->scores[i].value[MDS_UNKNOWNS_AS_NO]);
        }
        csv_number(out, bid->p05);
        csv_number(out, bid->p50);
        csv_number(out, bid->p95);
        mds_strbuf_puts(out, "\r\n");
    }
}

static void member_cases(mds_jsonw *w, const char *name, const double *values)
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    for (size_t i = 0; i < MDS_UNKNOWNS__COUNT; i++) {
        mds_jsonw_member_number(w, case_names[i], values[i]);
    }
    mds_jsonw_object_end(w);
}

static void member_day(mds_jsonw *w, const char *name, int32_t day)
{
    char text[MDS_DATE_SIZE];
    mds_date_format(text, day);
    mds_jsonw_member_string(w, name, day == MDS_DAY_NONE ? NULL : text);
}

static void member_numbers(mds_jsonw *w, const char *name, const double *values, size_t count)
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_array(w);
    for (size_t i = 0; i < count; i++) {
        mds_jsonw_number(w, values[i]);
    }
    mds_jsonw_array_end(w);
}

static void put_basis(mds_jsonw *w, const mds_comparison *cmp)
{
    const mds_risk_assessment *as = cmp->bids[0].bid.assessment;
    const mds_compare_options *options = &cmp->options;

    mds_jsonw_name(w, "basis");
    mds_jsonw_object(w);
    member_day(w, "as_of", as->as_of);
    mds_jsonw_member_string(w, "model", as->catalog->model);
    mds_jsonw_member_string(w, "catalog_version", as->catalog->version);
    mds_jsonw_member_string(w, "catalog_sha256", as->catalog->sha256);
    mds_jsonw_member_string(w, "policy", as->policy->id);
    mds_jsonw_member_string(w, "policy_sha256", as->policy->sha256);
    mds_jsonw_member_string(w, "context",
                            as->deployment->file[0] != '\0' ? as->deployment->file : NULL);
    member_day(w, "horizon", options->horizon);
    mds_jsonw_member_uint(w, "draws", options->draws);
    mds_jsonw_member_uint(w, "seed", options->seed);
    mds_jsonw_member_string(w, "generator", MDS_RANDOM_NAME);
    mds_jsonw_member_string(w, "weights", options->weights_stated ? options->weights_file : NULL);
    mds_jsonw_member_number(w, "weights_precision",
                            options->weights_stated ? MDS_COMPARE_STATED_PRECISION
                                                    : MDS_COMPARE_DEFAULT_PRECISION);
    if (options->ahp != NULL) {
        mds_jsonw_name(w, "ahp");
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_number(w, "lambda_max", options->ahp->lambda_max);
        mds_jsonw_member_number(w, "ci", options->ahp->ci);
        mds_jsonw_member_number(w, "ri", options->ahp->ri);
        mds_jsonw_member_number(w, "cr", options->ahp->cr);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_object_end(w);
}

static void put_criteria(mds_jsonw *w, const mds_comparison *cmp)
{
    mds_jsonw_name(w, "criteria");
    mds_jsonw_array(w);
    for (size_t i = 0; i < cmp->catalog->criterion_count; i++) {
        const mds_criterion *criterion = &cmp->catalog->criteria[i];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "id", criterion->id);
        mds_jsonw_member_string(w, "measure", mds_measure_name(criterion->measure));
        mds_jsonw_member_string(w, "scale", criterion->log10 ? "log10" : "linear");
        mds_jsonw_member_number(w, "worst", criterion->worst);
        mds_jsonw_member_number(w, "best", criterion->best);
        mds_jsonw_member_number(w, "weight", cmp->weights[i]);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_scores(mds_jsonw *w, const mds_comparison *cmp, const mds_bid_result *bid)
{
    mds_jsonw_name(w, "scores");
    mds_jsonw_array(w);
    for (size_t i = 0; i < cmp->catalog->criterion_count; i++) {
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "criterion", cmp->catalog->criteria[i].id);
        member_cases(w, "measure", bid->scores[i].measure);
        member_cases(w, "value", bid->scores[i].value);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_gates(mds_jsonw *w, const mds_bid_result *bid)
{
    mds_jsonw_name(w, "gates_failed");
    mds_jsonw_inline_next(w);
    mds_jsonw_array(w);
    for (size_t g = 0; g < MDS_BID_GATE__COUNT; g++) {
        if (bid->gate[g]) {
            mds_jsonw_string(w, mds_bid_gate_name((mds_bid_gate)g));
        }
    }
    mds_jsonw_array_end(w);
}

static void put_forms(mds_jsonw *w, const mds_facts *facts)
{
    mds_jsonw_name(w, "forms");
    mds_jsonw_array(w);
    for (size_t i = 0; i < facts->disclosure_count; i++) {
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "file", facts->disclosures[i]->file);
        mds_jsonw_member_string(w, "sha256", facts->disclosures[i]->sha256);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_bid(mds_jsonw *w, const mds_comparison *cmp, const mds_bid_result *bid)
{
    const mds_risk_assessment *as = bid->bid.assessment;

    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "bid", bid->bid.label);
    mds_jsonw_member_string(w, "name", bid->bid.name);
    mds_jsonw_member_string(w, "price", bid->bid.price);
    put_forms(w, as->facts);
    mds_jsonw_member_string(w, "verdict", mds_verdict_name(as->verdict));
    member_day(w, "supported_until_at_least", as->supported_until_at_least);
    mds_jsonw_member_number(w, "rrf", as->now->at[MDS_STAGE_R2].rrf);
    mds_jsonw_member_number(w, "sure", as->now->at[MDS_STAGE_R2].sure);
    mds_jsonw_member_bool(w, "eligible", bid->eligible);
    put_gates(w, bid);
    mds_jsonw_member_string(
        w, "dominated_by",
        bid->dominated_by != MDS_NO_ORDINAL ? cmp->bids[bid->dominated_by].bid.label : NULL);
    member_day(w, "end_of_life", as->deployment->end_of_life);
    member_day(w, "end_of_support", as->deployment->end_of_support);
    mds_jsonw_member_uint(w, "questions", bid->questions);
    mds_jsonw_member_uint(w, "answered", bid->answered);
    member_cases(w, "value", bid->total);
    mds_jsonw_member_number(w, "mean", bid->mean);
    mds_jsonw_member_number(w, "p05", bid->p05);
    mds_jsonw_member_number(w, "p50", bid->p50);
    mds_jsonw_member_number(w, "p95", bid->p95);
    mds_jsonw_member_number(w, "p_first_of_eligible", bid->first);
    mds_jsonw_member_number(w, "p_first_any_weights", bid->first_any);
    member_numbers(w, "p_rank", bid->rank, cmp->bid_count);
    member_numbers(w, "p_rank_any_weights", bid->rank_any, cmp->bid_count);
    member_numbers(w, "p_better_than", bid->better, cmp->bid_count);
    member_numbers(w, "p_safer_than", bid->safer, cmp->bid_count);
    if (bid->central != NULL) {
        member_numbers(w, "central_weights", bid->central, cmp->catalog->criterion_count);
    }
    put_scores(w, cmp, bid);
    mds_jsonw_object_end(w);
}

static void put_table(mds_jsonw *w, const char *name, const mds_table *table)
{
    mds_jsonw_name(w, name);
    mds_jsonw_array(w);
    for (size_t row = 0; row < table->row_count; row++) {
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        for (size_t i = 0; i < table->column_count; i++) {
            mds_jsonw_member_string(w, table->columns[i].id,
                                    table->cells[row * table->column_count + i].text);
        }
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_json(mds_strbuf *out, const mds_compare_report *report)
{
    const mds_comparison *cmp = report->comparison;
    mds_jsonw w;

    mds_jsonw_init(&w, out);
    mds_jsonw_object(&w);
    mds_jsonw_member_uint(&w, "format_version", MDS_COMPARISON_FORMAT_VERSION);
    mds_jsonw_member_string(&w, "kind", "comparison");
    mds_jsonw_member_string(&w, "lang", report->lang == MDS_LANG_JA ? "ja" : "en");
    mds_jsonw_member_string(&w, "title", report->title);
    mds_jsonw_member_string(&w, "headline", report->headline);
    mds_jsonw_name(&w, "notes");
    mds_jsonw_array(&w);
    for (size_t i = 0; i < report->note_count; i++) {
        mds_jsonw_string(&w, report->notes[i]);
    }
    mds_jsonw_array_end(&w);
    mds_jsonw_name(&w, "order");
    mds_jsonw_inline_next(&w);
    mds_jsonw_array(&w);
    for (size_t i = 0; i < cmp->bid_count; i++) {
        mds_jsonw_string(&w, cmp->bids[cmp->order[i]].bid.label);
    }
    mds_jsonw_array_end(&w);
    put_basis(&w, cmp);
    put_criteria(&w, cmp);
    mds_jsonw_name(&w, "bids");
    mds_jsonw_array(&w);
    for (size_t i = 0; i < cmp->bid_count; i++) {
        put_bid(&w, cmp, &cmp->bids[i]);
    }
    mds_jsonw_array_end(&w);
    put_table(&w, "capabilities", &report->tables[MDS_COMPARE_CAPABILITIES]);
    put_table(&w, "differences", &report->tables[MDS_COMPARE_DIFFERENCES]);
    put_table(&w, "contract", &report->tables[MDS_COMPARE_CONTRACT]);
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(out, '\n');
}

mds_status mds_export_comparison(const mds_compare_report *report, mds_export_format format,
                                 const char *path, mds_diags *diags)
{
    mds_strbuf text;

    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    switch (format) {
    case MDS_EXPORT_XLSX:
        return mds_export__compare_xlsx(report, path, diags);
    case MDS_EXPORT_CSV:
        put_csv(&text, report);
        break;
    case MDS_EXPORT_JSON:
        put_json(&text, report);
        break;
    case MDS_EXPORT_HTML:
    case MDS_EXPORT_MD:
    case MDS_EXPORT_DOCX:
    case MDS_EXPORT_FORMAT__COUNT:
        return MDS_EINVAL;
    }
    return mds_export__write(&text, path, diags);
}
