/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet.h"

#include "base/strbuf.h"
#include <mdsrisk/fleet_report.h>
#include <string.h>

enum { SHOWN = 10 };

static void number(char out[24], size_t value)
{
    (void)snprintf(out, 24, "%zu", value);
}

static void print_counts(const run *r, const mds_fleet_list *fleet)
{
    size_t units = 0;
    size_t of[MDS_JOIN__COUNT] = {0};
    char text[4 + MDS_JOIN__COUNT][24];

    for (size_t i = 0; i < fleet->device_count; i++) {
        units += fleet->devices[i].quantity;
        of[fleet->products[fleet->devices[i].product].state]++;
    }
    number(text[0], fleet->device_count);
    number(text[1], units);
    number(text[2], fleet->product_count);
    number(text[3], fleet->form_count);
    print_text(r, stdout, "cli.fleet.devices", text[0], text[1], text[2], text[3], NULL);
    printf("\n");
    for (size_t s = 0; s < MDS_JOIN__COUNT; s++) {
        char key[48];
        if (of[s] > 0) {
            number(text[4 + s], of[s]);
            (void)snprintf(key, sizeof key, "fleet.match.%s",
                           mds_join_state_name((mds_join_state)s));
            print_paragraph(r, 2, "", "cli.fleet.state", text[4 + s], say(r, key), NULL);
        }
    }
}

/* A product that a person must settle, as its row of the table of matches has it. */
static void print_match(const run *r, const mds_table *table, size_t row)
{
    const char *number_of = cell_text(r, table, row, "fleet_model_number");
    const char *model = cell_text(r, table, row, "fleet_model");
    const char *const parts[] = {cell_text(r, table, row, "fleet_maker"),
                                 number_of[0] != '\0' ? number_of : model};

    print_paragraph(r, 2, "", "cli.fleet.product", cell_text(r, table, row, "fleet_match"),
                    joined(r, parts, 2), cell_text(r, table, row, "fleet_row"), NULL);
    if (table_cell(table, row, "fleet_why")->text[0] != '\0') {
        print_wrapped(6, "", cell_text(r, table, row, "fleet_why"));
    }
    if (table_cell(table, row, "fleet_candidates")->text[0] != '\0') {
        print_paragraph(r, 6, "", "cli.fleet.candidates",
                        cell_text(r, table, row, "fleet_candidates"), NULL);
    }
}

/* What was not joined and has candidates, and what is in doubt: the table begins with them. */
static void print_open(const run *r, const mds_fleet_list *fleet, const mds_table *table)
{
    size_t open = 0;

    for (size_t i = 0; i < fleet->product_count; i++) {
        open += fleet->products[i].state == MDS_JOIN_ASK ||
                fleet->products[i].state == MDS_JOIN_DOUBTFUL;
    }
    for (size_t i = 0; i < open && i < SHOWN; i++) {
        print_match(r, table, i);
    }
    if (open > SHOWN) {
        char more[24];
        number(more, open - SHOWN);
        print_text(r, stdout, "cli.fleet.more", more, NULL);
        printf("\n");
    }
}

/* Reads it all, and has written it when this returns. */
static mds_status import_into(run *r, store *s, mds_fleet_list *fleet,
                              const mds_table *const **tables, mds_export_format format)
{
    const char *path = r->arg_count > 1 ? r->args[1] : NULL;
    mds_inventory inventory;
    mds_status status = read_fleet(r, s, path, fleet, &inventory);

    if (status == MDS_OK) {
        status = mds_fleet_tables(tables, r->arena, r->catalog, r->policy, fleet, inventory.columns,
                                  inventory.column_count, r->opt.lang);
    }
    if (status == MDS_OK && r->opt.output != NULL) {
        const listing list = {"fleet", "fleet.title", path != NULL ? path : fleet_name(r), *tables,
                              MDS_FLEET_TABLE__COUNT};
        status = write_listing(r, &list, format, r->opt.output);
    }
    return status;
}

/* Contexts are for devices that are assessed. Those of zones are at least in the list. */
static void say_unused(run *r, const mds_fleet_list *fleet)
{
    const fleet_options *own = r->own;
    bool zones = false;

    for (size_t i = 0; i < fleet->zone_count && r->opt.output == NULL; i++) {
        zones = zones || fleet->zones[i].context[0] != '\0';
    }
    if (r->opt.deployment != NULL) {
        mds_diag_add(r->diags, MDS_D_FLEET_CONTEXT_UNUSED, r->opt.deployment, NULL, NULL);
    }
    if (zones) {
        mds_diag_add(r->diags, MDS_D_FLEET_CONTEXT_UNUSED, own->zones, NULL, NULL);
    }
}

mds_exit fleet_import(run *r)
{
    const fleet_options *own = r->own;
    const mds_table *const *tables = NULL;
    mds_export_format format = MDS_EXPORT_XLSX;
    mds_fleet_list fleet;
    store *s = NULL;

    if (r->arg_count < 2 && own->fleet == NULL) {
        return usage_error(r, "cli.error.fleet_inventory", NULL);
    }
    const mds_exit code = read_format(
        r, r->opt.output, TAKES(MDS_EXPORT_XLSX) | TAKES(MDS_EXPORT_CSV) | TAKES(MDS_EXPORT_JSON),
        &format);
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status =
        own->fleet != NULL
            ? try_fleet(r, r->arg_count > 1 ? STORE_MAKE : STORE_CHANGE, &s, r->diags)
            : MDS_OK;
    if (status == MDS_OK) {
        status = import_into(r, s, &fleet, &tables, format);
    }
    store_close(s);
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    if (own->fleet == NULL) {
        say_unused(r, &fleet);
    }
    print_diags(r);
    if (!r->opt.quiet && (r->opt.output == NULL || strcmp(r->opt.output, "-") != 0)) {
        print_counts(r, &fleet);
        print_open(r, &fleet, tables[MDS_FLEET_MATCHES]);
        if (own->fleet != NULL) {
            print_text(r, stdout, "cli.fleet.stored", fleet_name(r), NULL);
            printf("\n");
        }
    }
    return EXIT_DONE;
}
