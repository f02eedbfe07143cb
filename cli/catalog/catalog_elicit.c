/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalog elicit: the form of an expert elicitation, and what the filled ones say together. */
#include "catalog_learn.h"
#include "catalog_view.h"

#include "base/num.h"
#include <mdsrisk/elicitation_report.h>
#include <mdsrisk/export_elicitation.h>
#include <mdsrisk/export_table.h>
#include <mdsrisk/import_elicitation.h>
#include <mdsrisk/limits.h>
#include <string.h>

const option_spec option_alpha = {
    "--alpha",          0,          offsetof(catalog_options, alpha), "cli.value.number",
    "cli.option.alpha", .own = true};

static mds_exit write_form(run *r)
{
    mds_export_format format = MDS_EXPORT_XLSX;

    if (r->opt.output == NULL) {
        return usage_error(r, "cli.error.elicit_output", NULL);
    }
    mds_exit code =
        read_format(r, r->opt.output, TAKES(MDS_EXPORT_XLSX) | TAKES(MDS_EXPORT_CSV), &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = spare_existing(r);
    if (status == MDS_OK) {
        status = mds_export_elicitation_form(r->opt.output, r->catalog, format, r->as_of,
                                             r->opt.lang, r->diags);
    }
    if (status == MDS_OK && !r->opt.quiet) {
        print_text(r, stdout, "cli.catalog.elicit_form", r->opt.output, NULL);
        printf("\n");
    }
    return exit_of(r, status);
}

static mds_exit read_alpha(const run *r, double *out)
{
    const catalog_options *own = r->own;

    *out = MDS_ALPHA_BEST;
    if (own->alpha != NULL &&
        (!mds_num_parse(out, (mds_sv){own->alpha, strlen(own->alpha)}) || *out < 0 || *out > 1)) {
        return usage_error(r, "cli.error.value", option_alpha.name, own->alpha, "0 .. 1", NULL);
    }
    return EXIT_DONE;
}

/* Every form, so that a person sees all that is wrong at once. */
static mds_status read_experts(run *r, const mds_expert ***out, size_t count)
{
    const mds_expert **experts = mds_arena_alloc(r->arena, count, sizeof *experts);
    mds_status worst = MDS_OK;

    if (experts == NULL) {
        return mds_arena_status(r->arena);
    }
    for (size_t i = 0; i < count; i++) {
        mds_source *source = NULL;
        mds_status status =
            mds_source_open(&source, r->args[i + 1], MDS_LIMIT_FILE_BYTES, r->diags);
        if (status == MDS_OK) {
            status = mds_import_expert(&experts[i], r->arena, r->catalog, source, r->diags);
        }
        mds_source_free(source);
        worst = worst == MDS_OK ? status : worst;
        if (status == MDS_ENOMEM) {
            break;
        }
    }
    if (worst == MDS_OK) {
        worst = mds_experts_check(experts, count, r->diags);
    }
    *out = experts;
    return worst;
}

/* The best calibration, by which a lower alpha would do. */
static mds_status too_high(run *r, const mds_expert *const *experts, size_t count, double alpha)
{
    const mds_elicitation *any = NULL;
    double best = 0.0;
    char text[MDS_NUM_SIZE];
    char most[MDS_NUM_SIZE];

    const mds_status status = mds_elicitation_combine(&any, r->arena, r->catalog, r->policy,
                                                      experts, count, MDS_ALPHA_BEST);
    if (status != MDS_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        best = any->scores[i].calibration > best ? any->scores[i].calibration : best;
    }
    mds_num_significant(text, alpha, 3);
    mds_num_significant(most, best, 3);
    mds_diag_add(r->diags, MDS_D_ELICITATION_ALPHA, NULL, NULL, text, most, NULL);
    return MDS_EFORMAT;
}

static mds_status work_out(run *r, const mds_elicitation **out, double alpha)
{
    const size_t count = r->arg_count - 1;
    const mds_expert **experts = NULL;

    mds_status status = read_experts(r, &experts, count);
    if (status == MDS_OK) {
        status =
            mds_elicitation_combine(out, r->arena, r->catalog, r->policy, experts, count, alpha);
    }
    return status == MDS_ENOTFOUND ? too_high(r, experts, count, alpha) : status;
}

static void print_scores(const run *r, const mds_table *table)
{
    printf("%s\n", say(r, "cli.catalog.elicit_scores"));
    for (size_t i = 0; i < table->row_count; i++) {
        char lead[80];
        (void)snprintf(lead, sizeof lead, "%11s %11s %6s  %11s  ",
                       cell_text(r, table, i, "calibration"), cell_text(r, table, i, "information"),
                       cell_text(r, table, i, "expert_weight"),
                       cell_text(r, table, i, "expert_hits"));
        print_wrapped(0, lead, cell_text(r, table, i, "expert"));
    }
}

static void print_target(const run *r, const mds_table *table, size_t i)
{
    printf("\n");
    print_wrapped(0, "", cell_text(r, table, i, "expert_question"));
    print_paragraph(r, 2, "", "cli.catalog.elicit_now", cell_text(r, table, i, "parameter_low"),
                    cell_text(r, table, i, "parameter_mode"),
                    cell_text(r, table, i, "parameter_high"),
                    cell_text(r, table, i, "catalog_place"), NULL);
    print_paragraph(
        r, 2, "", "cli.catalog.elicit_performance", cell_text(r, table, i, "performance_q5"),
        cell_text(r, table, i, "performance_q50"), cell_text(r, table, i, "performance_q95"), NULL);
    print_paragraph(r, 2, "", "cli.catalog.elicit_equal", cell_text(r, table, i, "equal_q5"),
                    cell_text(r, table, i, "equal_q50"), cell_text(r, table, i, "equal_q95"), NULL);
    print_wrapped(2, "", cell_text(r, table, i, "how_to_enter"));
}

static void print_all(const run *r, const mds_elicitation *found, const mds_table *const *tables)
{
    const mds_table *targets = tables[MDS_ELICITATION_TARGETS];
    char alpha[MDS_NUM_SIZE];

    print_scores(r, tables[MDS_ELICITATION_SCORES]);
    mds_num_significant(alpha, found->alpha, 3);
    print_paragraph(r, 0, "",
                    found->alpha_chosen ? "cli.catalog.elicit_alpha_best"
                                        : "cli.catalog.elicit_alpha_given",
                    alpha, NULL);
    for (size_t i = 0; i < targets->row_count; i++) {
        print_target(r, targets, i);
    }
    printf("\n");
    print_paragraph(r, 0, "", "cli.catalog.elicit_owner", NULL);
}

static mds_status write_tables(run *r, const mds_elicitation *found, const mds_table *const *tables,
                               mds_export_format format)
{
    char alpha[MDS_NUM_SIZE];

    mds_num_exact(alpha, found->alpha);
    const mds_head head[] = {{"catalog", r->catalog->sha256},
                             {"policy", r->policy->sha256},
                             {"alpha", alpha},
                             {"alpha_is", found->alpha_chosen ? "best" : "given"}};
    const mds_document document = {.kind = "elicitation",
                                   .lang = r->opt.lang,
                                   .title = say(r, "table.elicited"),
                                   .as_of = r->as_of,
                                   .head = head,
                                   .head_count = sizeof head / sizeof *head,
                                   .tables = tables,
                                   .table_count = MDS_ELICITATION_TABLE__COUNT};
    return write_document(r, &document, format, r->opt.output);
}

static mds_exit combine(run *r)
{
    const mds_elicitation *found = NULL;
    const mds_table *const *tables = NULL;
    mds_export_format format = MDS_EXPORT_JSON;
    double alpha = MDS_ALPHA_BEST;

    mds_exit code = read_format(r, r->opt.output, TAKES_ALL, &format);
    if (code == EXIT_DONE) {
        code = read_alpha(r, &alpha);
    }
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = work_out(r, &found, alpha);
    if (status == MDS_OK) {
        status = mds_elicitation_tables(&tables, r->arena, found, r->opt.lang);
    }
    if (status == MDS_OK && r->opt.output != NULL) {
        status = write_tables(r, found, tables, format);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    if (r->opt.output == NULL) {
        print_all(r, found, tables);
    }
    print_diags(r);
    return EXIT_DONE;
}

mds_exit catalog_elicit(run *r)
{
    return r->arg_count < 2 ? write_form(r) : combine(r);
}
