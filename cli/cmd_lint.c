/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include <mdsrisk/consistency.h>
#include <mdsrisk/limits.h>
#include <mdsrisk/lint_report.h>

/* With a deployment, all that an assessment says is said of both. */
static mds_status check_device(run *r)
{
    const mds_risk_assessment *as = NULL;

    return assess_device(r, r->args, r->arg_count, &as);
}

/* Reads the forms and lets everything that judges answers say what it finds. */
static mds_status check_forms(run *r)
{
    const mds_disclosure *const *forms = NULL;
    const mds_deployment deployment = mds_deployment_default(r->policy);
    const mds_facts *facts = NULL;
    mds_status status = read_forms(r, r->args, r->arg_count, &forms);

    if (status == MDS_OK) {
        status = mds_facts_derive(&facts, r->arena, r->catalog, r->policy, forms, r->arg_count,
                                  &deployment, r->as_of, r->diags);
    }
    for (size_t i = 0; i < r->arg_count && status == MDS_OK; i++) {
        status = mds_lint_check(r->catalog, forms[i], r->as_of, r->diags);
    }
    if (status == MDS_OK) {
        status = mds_consistency_check(r->arena, r->catalog, forms, r->arg_count, r->diags);
    }
    show_progress(r, "");
    return status;
}

/* Code, severity, file, place, message, way out: the columns of the register's table. */
static void print_findings(const run *r, const mds_table *table)
{
    char counts[2][24];

    for (size_t i = 0; i < table->row_count; i++) {
        const mds_cell *cell = &table->cells[i * table->column_count];
        printf("%s%s%s: %s %s: %s\n", cell[2].text, cell[3].text[0] != '\0' ? ":" : "",
               cell[3].text, cell[1].text, cell[0].text, cell[4].text);
        if (cell[5].text[0] != '\0') {
            printf("    %s\n", cell[5].text);
        }
    }
    if (mds_diags_omitted(r->diags) > 0) {
        (void)snprintf(counts[0], sizeof counts[0], "%zu", mds_diags_omitted(r->diags));
        print_text(r, stdout, "diagnostics.omitted", counts[0], NULL);
        printf("\n");
    }
    (void)snprintf(counts[0], sizeof counts[0], "%zu",
                   mds_diags_count_of(r->diags, MDS_SEVERITY_WARNING));
    (void)snprintf(counts[1], sizeof counts[1], "%zu",
                   mds_diags_count_of(r->diags, MDS_SEVERITY_NOTE));
    print_text(r, stdout, "cli.lint.counts", counts[0], counts[1], NULL);
    printf("\n");
}

static mds_status write_findings(run *r, const mds_exchange_format *others,
                                 mds_export_format format, const mds_table *table)
{
    if (others != NULL) {
        const mds_exchange_input input = {.arena = r->arena,
                                          .catalog = r->catalog,
                                          .lang = r->opt.lang,
                                          .as_of = r->as_of,
                                          .diags = r->diags};
        return write_exchange(r, others, &input);
    }
    const mds_head head[] = {{"catalog", r->catalog->sha256}};
    const mds_document document = {.kind = "lint",
                                   .lang = r->opt.lang,
                                   .title = say(r, "lint.title"),
                                   .as_of = r->as_of,
                                   .head = head,
                                   .head_count = 1,
                                   .tables = &table,
                                   .table_count = 1};
    return write_document(r, &document, format, r->opt.output);
}

static mds_status find_all(run *r, const mds_table **table)
{
    const bool deployed = r->opt.deployment != NULL || r->opt.records != NULL;
    mds_status status = deployed ? check_device(r) : check_forms(r);

    /* Findings are lost for want of memory, or because there are too many: the latter is said. */
    if (status == MDS_OK && mds_diags_omitted(r->diags) > 0 &&
        mds_diags_count(r->diags) < MDS_LIMIT_DIAGS) {
        status = MDS_ENOMEM;
    }
    return status == MDS_OK ? mds_lint_table(table, r->arena, r->catalog, r->diags, r->opt.lang)
                            : status;
}

static mds_exit lint_main(run *r)
{
    const mds_table *table = NULL;
    const mds_exchange_format *others = NULL;
    mds_export_format format = MDS_EXPORT_JSON;

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    mds_exit code = read_exchange(r, &others);
    if (code == EXIT_DONE && others == NULL) {
        code = read_format(r, r->opt.output, TAKES_ALL, &format);
    }
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = find_all(r, &table);
    if (status == MDS_OK && r->opt.output != NULL) {
        status = write_findings(r, others, format, table);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    if (!r->opt.quiet) {
        print_findings(r, table);
    }
    return EXIT_DONE;
}

static const option_spec *const lint_options[] = {&option_report,
                                                  &option_format_findings,
                                                  &option_context,
                                                  &option_records,
                                                  &option_life,
                                                  &option_as_of,
                                                  &option_policy,
                                                  &option_sheet,
                                                  &option_catalog,
                                                  &option_lang,
                                                  &option_quiet,
                                                  &option_help,
                                                  NULL};

const command cmd_lint = {"lint",       "cli.lint.usage", "cli.lint.summary", "cli.lint.help",
                          lint_options, lint_main,        .own_size = 0};
