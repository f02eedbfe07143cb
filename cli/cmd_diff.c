/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include "base/num.h"
#include <math.h>
#include <mdsrisk/diff_report.h>
#include <mdsrisk/import_register.h>
#include <mdsrisk/limits.h>
#include <string.h>

enum { SHOWN = 20 };

/* A register's JSON, or NULL in *out when the file is none. */
static mds_status read_saved(run *r, const char *path, const mds_saved **out)
{
    mds_source *source = NULL;

    *out = NULL;
    mds_status status = mds_source_open(&source, path, MDS_LIMIT_FILE_BYTES, r->diags);
    if (status == MDS_OK && mds_import_is_register(source)) {
        status = mds_import_register(out, r->arena, source, r->diags);
    }
    mds_source_free(source);
    return status;
}

static mds_status diff_forms(run *r, const mds_diff **out)
{
    const mds_risk_assessment *sides[2] = {NULL, NULL};
    mds_status status = MDS_OK;

    for (size_t i = 0; i < 2 && status == MDS_OK; i++) {
        status = assess_device(r, &r->args[i], 1, &sides[i]);
    }
    if (status != MDS_OK) {
        return status;
    }
    const mds_disclosure *old = sides[0]->facts->disclosures[0];
    const mds_disclosure *new = sides[1]->facts->disclosures[0];
    if (old->form != new->form) {
        mds_diag_add(r->diags, MDS_D_DIFF_EDITIONS, new->file, NULL,
                     r->catalog->forms[old->form].edition, r->catalog->forms[new->form].edition,
                     NULL);
        return MDS_EFORMAT;
    }
    return mds_diff_forms(out, r->arena, sides[0], sides[1]);
}

static mds_status make_diff(run *r, const mds_diff **out)
{
    const mds_saved *old = NULL;
    const mds_saved *new = NULL;

    mds_status status = read_saved(r, r->args[0], &old);
    if (status == MDS_OK) {
        status = read_saved(r, r->args[1], &new);
    }
    if (status != MDS_OK) {
        return status;
    }
    if (old == NULL && new == NULL) {
        return diff_forms(r, out);
    }
    if (old == NULL || new == NULL) {
        const char *other = r->args[old == NULL ? 0 : 1];
        const mds_disclosure *form;
        status = read_form(r, other, &form); /* what is no form either has a reason of its own */
        if (status == MDS_OK) {
            mds_diag_add(r->diags, MDS_D_DIFF_MIXED, other, NULL, NULL);
            status = MDS_EFORMAT;
        }
        return status;
    }
    return mds_diff_saved(out, r->arena, r->catalog, old, new, r->diags);
}

/* A verdict that stays is said once. */
static void print_risks(const run *r, const mds_table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const char *before = cell_text(r, table, i, "diff_rrf_before");
        const char *after = cell_text(r, table, i, "diff_rrf_after");
        const char *verdict = cell_text(r, table, i, "diff_verdict_after");
        printf("\n%s: %s\n    RRF %s -> %s; ", cell_text(r, table, i, "diff_direction"),
               cell_text(r, table, i, "diff_scenario"), before[0] != '\0' ? before : "-",
               after[0] != '\0' ? after : "-");
        if (strcmp(cell_text(r, table, i, "diff_verdict_before"), verdict) != 0) {
            printf("%s -> ", cell_text(r, table, i, "diff_verdict_before"));
        }
        printf("%s\n", verdict);
        print_paragraph(r, 4, "", "cli.diff.why", cell_text(r, table, i, "diff_why"), NULL);
    }
}

static void print_answers(const run *r, const mds_table *table)
{
    char count[24];

    if (table->row_count == 0) {
        return;
    }
    (void)snprintf(count, sizeof count, "%zu", table->row_count);
    printf("\n");
    print_text(r, stdout, "cli.diff.answers", count, NULL);
    printf("\n");
    for (size_t i = 0; i < table->row_count && i < SHOWN; i++) {
        printf("  %-12s %s -> %s; RRF * %s\n", cell_text(r, table, i, "question"),
               cell_text(r, table, i, "diff_answer_before"),
               cell_text(r, table, i, "diff_answer_after"), cell_text(r, table, i, "diff_factor"));
    }
    if (table->row_count > SHOWN) {
        (void)snprintf(count, sizeof count, "%zu", table->row_count - SHOWN);
        print_text(r, stdout, "cli.diff.more", count, NULL);
        printf("\n");
    }
}

/* The title of a patch state; its id where the catalog has none. */
static const char *patch_of(const run *r, const char *id)
{
    for (size_t i = 0; i < r->catalog->patch_state_count; i++) {
        if (strcmp(r->catalog->patch_states[i].id, id) == 0) {
            return r->catalog->patch_states[i].title.in[r->opt.lang];
        }
    }
    return id;
}

/* The signal of one side, its gate, patch state and share known. */
static void print_side(const run *r, const char *key, const mds_saved *saved)
{
    char rrf[MDS_NUM_SIZE];
    char sure[MDS_NUM_SIZE];
    char known[MDS_NUM_SIZE];
    char verdict[64];
    char gate[64];

    mds_num_digits(rrf, mds_model_printed(saved->rrf), 3);
    mds_num_fixed(sure, floor(100.0 * saved->sure), 0);
    mds_num_fixed(known, floor(100.0 * saved->known), 0);
    (void)snprintf(verdict, sizeof verdict, "signal.%s", mds_verdict_name(saved->verdict));
    (void)snprintf(gate, sizeof gate, "verdict.%s", mds_verdict_name(saved->gate));
    print_text(r, stdout, key, say(r, verdict), rrf, sure, patch_of(r, saved->patch), known,
               saved->gate > MDS_VERDICT_ACCEPTABLE ? say(r, gate) : "-", NULL);
    printf("\n");
}

static void print_diff(const run *r, const mds_diff *diff, const mds_table *risks,
                       const mds_table *answers)
{
    char counts[2][24];

    print_missing(r, stdout);
    print_side(r, "cli.diff.before", diff->before);
    print_side(r, "cli.diff.after", diff->after);
    (void)snprintf(counts[0], sizeof counts[0], "%zu", diff->regressions);
    (void)snprintf(counts[1], sizeof counts[1], "%zu", diff->risk_count - diff->regressions);
    printf("\n");
    print_text(r, stdout, "cli.diff.counts", counts[0], counts[1], NULL);
    printf("\n");
    print_risks(r, risks);
    print_answers(r, answers);
}

static void print_model(const run *r, const char *key, const mds_saved *saved)
{
    char verdict[64];

    (void)snprintf(verdict, sizeof verdict, "signal.%s", mds_verdict_name(saved->verdict));
    print_text(r, stdout, key, say(r, verdict), shown_text(r, saved->model),
               shown_text(r, saved->as_of), NULL);
    printf("\n");
}

/* Of two risk models: what each knew of the device. */
static void print_known(const run *r, const mds_diff *diff, const mds_table *known)
{
    char count[24];

    print_model(r, "cli.diff.model_before", diff->before);
    print_model(r, "cli.diff.model_after", diff->after);
    (void)snprintf(count, sizeof count, "%zu", known->row_count);
    printf("\n");
    print_paragraph(r, 0, "", known->row_count > 0 ? "cli.diff.known" : "cli.diff.known_none",
                    count, NULL);
    for (size_t i = 0; i < known->row_count; i++) {
        printf("  %s: %s: %s -> %s\n", cell_text(r, known, i, "diff_known_what"),
               cell_text(r, known, i, "diff_known_title"),
               cell_text(r, known, i, "diff_known_before"),
               cell_text(r, known, i, "diff_known_after"));
    }
}

static mds_status write_diff(run *r, const mds_diff *diff, const mds_table *const *tables,
                             size_t count)
{
    const mds_head head[] = {{"before", diff->before->file},
                             {"after", diff->after->file},
                             {"verdict_before", mds_verdict_name(diff->before->verdict)},
                             {"verdict_after", mds_verdict_name(diff->after->verdict)},
                             {"model", r->catalog->model},
                             {"model_before", diff->before->model},
                             {"model_after", diff->after->model},
                             {"catalog_before", diff->before->catalog},
                             {"catalog_after", diff->after->catalog},
                             {"policy_before", diff->before->policy},
                             {"policy_after", diff->after->policy}};
    const mds_document document = {.kind = "diff",
                                   .lang = r->opt.lang,
                                   .title = say(r, "diff.title"),
                                   .as_of = r->as_of,
                                   .head = head,
                                   .head_count = sizeof head / sizeof *head,
                                   .tables = tables,
                                   .table_count = count};
    return write_document(r, &document, mds_export_format_of(r->opt.output), r->opt.output);
}

static mds_exit diff_main(run *r)
{
    const mds_diff *diff = NULL;
    const mds_table *tables[2] = {NULL, NULL};

    if (r->arg_count != 2) {
        return usage_error(r, "cli.error.diff_arguments", NULL);
    }
    mds_export_format format = MDS_EXPORT_JSON;
    mds_exit code = read_format(r, r->opt.output, TAKES_ALL, &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = make_diff(r, &diff);
    if (status == MDS_OK) {
        status = diff->other_model
                     ? mds_diff_known_table(&tables[0], r->arena, diff, r->opt.lang)
                     : mds_diff_tables(&tables[0], &tables[1], r->arena, diff, r->opt.lang);
    }
    if (status == MDS_OK && r->opt.output != NULL) {
        status = write_diff(r, diff, tables, diff->other_model ? 1 : 2);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (!r->opt.quiet && diff->other_model) {
        print_known(r, diff, tables[0]);
    } else if (!r->opt.quiet) {
        print_diff(r, diff, tables[0], tables[1]);
    }
    return EXIT_DONE;
}

static const option_spec *const diff_options[] = {&option_output,
                                                  &option_context,
                                                  &option_records,
                                                  &option_as_of,
                                                  &option_policy,
                                                  &option_sheet,
                                                  &option_catalog,
                                                  &option_lang,
                                                  &option_quiet,
                                                  &option_help,
                                                  NULL};

const command cmd_diff = {"diff",       "cli.diff.usage", "cli.diff.summary", "cli.diff.help",
                          diff_options, diff_main,        .own_size = 0};
