/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include <mdsrisk/vulnerability_report.h>

static void print_field(const run *r, const mds_table *table, size_t row, const char *column)
{
    const char *text = cell_text(r, table, row, column);

    if (text[0] != '\0') {
        for (size_t c = 0; c < table->column_count; c++) {
            if (table_cell(table, row, column) == &table->cells[row * table->column_count + c]) {
                print_paragraph(r, 4, "", "cli.vulnerabilities.field", table->columns[c].title,
                                text, NULL);
            }
        }
    }
}

/* What identifies it in the first line, all else below. */
static void print_hits(const run *r, const mds_table *table)
{
    static const char *const fields[] = {
        "vuln_by",     "vuln_version_match", "vuln_vector",        "vuln_reach",  "vuln_exploited",
        "vuln_likely", "vuln_statement",     "vuln_justification", "vuln_others", "vuln_to_do"};

    for (size_t row = 0; row < table->row_count; row++) {
        print_paragraph(r, 0, "", "cli.vulnerabilities.line", cell_text(r, table, row, "vuln_id"),
                        cell_text(r, table, row, "vuln_standing"),
                        cell_text(r, table, row, "vuln_score"), NULL);
        print_paragraph(r, 2, "", "cli.vulnerabilities.component",
                        cell_text(r, table, row, "vuln_component"),
                        cell_text(r, table, row, "vuln_version"), NULL);
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
            print_field(r, table, row, fields[i]);
        }
    }
}

static void print_ends(const run *r, const mds_table *table)
{
    if (table->row_count > 0) {
        printf("\n%s\n", table->title);
    }
    for (size_t row = 0; row < table->row_count; row++) {
        print_paragraph(
            r, 2, "- ", "cli.vulnerabilities.end", cell_text(r, table, row, "vuln_component"),
            cell_text(r, table, row, "vuln_version"), cell_text(r, table, row, "vuln_end"), NULL);
    }
}

static void print_all(run *r, const mds_table *const *tables)
{
    const char *const parts[] = {shown_text(r, r->hits->device.maker),
                                 shown_text(r, r->hits->device.name),
                                 shown_text(r, r->hits->device.version)};

    print_text(r, stdout, "cli.vulnerabilities.title", joined(r, parts, 3), NULL);
    printf("\n\n");
    print_hits(r, tables[0]);
    if (tables[0]->row_count == 0) {
        print_wrapped(0, "", say(r, "cli.vulnerabilities.none"));
    }
    print_ends(r, tables[1]);
}

static mds_status write_all(run *r, const mds_table *const *tables, mds_export_format format)
{
    const mds_head head[] = {{"catalog", r->catalog->sha256}};
    const mds_document document = {.kind = "vulnerabilities",
                                   .lang = r->opt.lang,
                                   .title = say(r, "vuln.title"),
                                   .as_of = r->as_of,
                                   .head = head,
                                   .head_count = 1,
                                   .tables = tables,
                                   .table_count = MDS_VULNERABILITY_TABLES};

    return write_document(r, &document, format, r->opt.output);
}

static mds_exit vulnerabilities_main(run *r)
{
    const mds_disclosure *const *forms = NULL;
    const mds_table *tables[MDS_VULNERABILITY_TABLES];
    mds_export_format format = MDS_EXPORT_JSON;

    if (r->opt.vulnerability_count == 0) {
        return usage_error(r, "cli.error.no_vulnerability_data", NULL);
    }
    mds_exit code = read_format(r, r->opt.output, TAKES_ALL, &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    const mds_deployment base = mds_deployment_default(r->policy);
    const mds_deployment *deployment = &base;
    mds_status status = read_forms(r, r->args, r->arg_count, &forms);
    if (status == MDS_OK) {
        status = match_vulnerabilities(r, forms, r->arg_count, &deployment);
    }
    show_progress(r, "");
    if (status == MDS_OK) {
        status = mds_vulnerability_tables(tables, r->arena, r->catalog, r->hits, r->opt.lang);
    }
    if (status == MDS_OK && r->opt.output != NULL) {
        status = write_all(r, tables, format);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (r->opt.output == NULL) {
        print_all(r, tables);
    } else if (!r->opt.quiet) {
        char count[24];
        (void)snprintf(count, sizeof count, "%zu", tables[0]->row_count);
        print_text(r, stdout, "cli.vulnerabilities.written", r->opt.output, count, NULL);
        printf("\n");
    }
    return EXIT_DONE;
}

static const option_spec *const vulnerabilities_options[] = {&option_vulnerability,
                                                             &option_report,
                                                             &option_life,
                                                             &option_as_of,
                                                             &option_policy,
                                                             &option_sheet,
                                                             &option_catalog,
                                                             &option_lang,
                                                             &option_quiet,
                                                             &option_help,
                                                             NULL};

const command cmd_vulnerabilities = {"vulnerabilities",
                                     "cli.vulnerabilities.usage",
                                     "cli.vulnerabilities.summary",
                                     "cli.vulnerabilities.help",
                                     vulnerabilities_options,
                                     vulnerabilities_main,
                                     .own_size = 0};
