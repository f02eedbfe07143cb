/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalog sensitivity: which judged numbers move verdicts. */
#include "catalog_view.h"

#include <mdsrisk/export_table.h>
#include <mdsrisk/import_archetypes.h>
#include <mdsrisk/limits.h>
#include <mdsrisk/sensitivity_report.h>

/* Where the devices are: in every context that is named, or in the policy's defaults. */
static mds_status read_places(run *r, mds_archetype_places *out)
{
    const size_t named = r->arg_count - 2;
    const size_t count = named > 0 ? named : 1;
    const mds_deployment **list = mds_arena_alloc(r->arena, count, sizeof *list);
    mds_status status = MDS_OK;

    if (list == NULL) {
        return mds_arena_status(r->arena);
    }
    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        r->opt.deployment = named > 0 ? r->args[i + 2] : NULL;
        status = read_deployment(r, &list[i]);
    }
    *out = (mds_archetype_places){.catalog = r->catalog,
                                  .policy = r->policy,
                                  .deployments = list,
                                  .deployment_count = count,
                                  .as_of = r->as_of};
    return status;
}

static mds_status work_out(run *r, const mds_number_study **out)
{
    mds_archetype_places places;
    mds_source *source = NULL;
    const mds_risk_assessment *const *devices = NULL;
    size_t count = 0;

    mds_status status = read_places(r, &places);
    if (status == MDS_OK) {
        status = mds_source_open(&source, r->args[1], MDS_LIMIT_FILE_BYTES, r->diags);
    }
    if (status == MDS_OK) {
        status = mds_import_archetypes(&devices, &count, r->arena, &places, source, r->diags);
    }
    if (status == MDS_OK) {
        show_progress(r, say(r, "cli.catalog.sensitivity_progress"));
        status = mds_sensitivity_of(out, r->arena, devices, count);
        show_progress(r, "");
    }
    mds_source_free(source);
    return status;
}

static void print_row(const run *r, const mds_table *table, size_t row)
{
    char lead[64];
    char name[256];
    const char *part = cell_text(r, table, row, "parameter_part");

    (void)snprintf(lead, sizeof lead, "%5s %5s %6s  ", cell_text(r, table, row, "verdicts_low"),
                   cell_text(r, table, row, "verdicts_high"),
                   cell_text(r, table, row, "parameter_change"));
    (void)snprintf(name, sizeof name, "%s%s%s", cell_text(r, table, row, "parameter_of"),
                   part[0] != '\0' ? ", " : "", part);
    print_paragraph(
        r, 0, lead,
        name[0] != '\0' ? "cli.catalog.sensitivity_row" : "cli.catalog.sensitivity_row_alone",
        cell_text(r, table, row, "parameter"), cell_text(r, table, row, "parameter_low"),
        cell_text(r, table, row, "parameter_now"), cell_text(r, table, row, "parameter_high"), name,
        NULL);
}

/* On a terminal only what moves a verdict. */
static void print_moving(const run *r, const mds_number_study *found, const mds_table *table)
{
    char devices[24];
    char others[24];
    size_t row = 0;

    (void)snprintf(devices, sizeof devices, "%zu", found->device_count);
    print_paragraph(r, 0, "", "cli.catalog.sensitivity_head", devices, NULL);
    printf("\n%s\n", say(r, "cli.catalog.sensitivity_columns"));
    while (row < found->parameter_count &&
           found->parameters[row].moved_low + found->parameters[row].moved_high > 0) {
        print_row(r, table, row++);
    }
    (void)snprintf(others, sizeof others, "%zu", found->parameter_count - row);
    printf("\n");
    print_paragraph(r, 0, "", "cli.catalog.sensitivity_others", others, NULL);
}

static mds_status write_table(run *r, const mds_table *table, mds_export_format format)
{
    const mds_table *const tables[] = {table};
    const mds_head head[] = {{"catalog", r->catalog->sha256}};
    const mds_document document = {.kind = "sensitivity",
                                   .lang = r->opt.lang,
                                   .title = say(r, "table.sensitivity"),
                                   .as_of = r->as_of,
                                   .head = head,
                                   .head_count = 1,
                                   .tables = tables,
                                   .table_count = 1};
    return write_document(r, &document, format, r->opt.output);
}

mds_exit catalog_sensitivity(run *r)
{
    const mds_number_study *found = NULL;
    const mds_table *table = NULL;
    mds_export_format format = MDS_EXPORT_JSON;

    if (r->arg_count < 2) {
        return usage_error(r, "cli.error.archetypes_missing", NULL);
    }
    mds_exit code = read_format(r, r->opt.output, TAKES_ALL, &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = work_out(r, &found);
    if (status == MDS_OK) {
        status = mds_sensitivity_table(&table, r->arena, r->catalog, found, r->opt.lang);
    }
    if (status == MDS_OK && r->opt.output != NULL) {
        status = write_table(r, table, format);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    if (r->opt.output == NULL) {
        print_moving(r, found, table);
    }
    print_diags(r);
    return EXIT_DONE;
}
