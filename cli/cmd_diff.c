/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include "base/num.h"
#include <math.h>
#include <mdsrisk/diff_report.h>
#include <mdsrisk/import_entries.h>
#include <mdsrisk/import_register.h>
#include <mdsrisk/limits.h>
#include <string.h>

enum { SHOWN = 20 };

/* A side of the comparison. */
typedef struct side {
    mds_source *source;
    bool json;  /* a register as JSON */
    bool table; /* a register as a workbook or csv */
} side;

/* What the file is; a form is neither register. */
static mds_status open_side(run *r, const char *path, side *out)
{
    const mds_entries *entries;
    const mds_status status = mds_source_open(&out->source, path, MDS_LIMIT_FILE_BYTES, r->diags);

    if (status != MDS_OK) {
        return status;
    }
    out->json = mds_import_is_register(out->source);
    /* what is no register has its reason as a form */
    out->table = !out->json &&
                 mds_import_entries(&entries, r->arena, r->catalog, out->source, NULL) == MDS_OK;
    return MDS_OK;
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

/* Two registers of which one is a table: what a table holds is compared. */
static mds_status diff_tables(run *r, const side *sides, const mds_rows_diff **out)
{
    const mds_entries *entries[2];
    mds_status status = MDS_OK;

    for (size_t i = 0; i < 2 && status == MDS_OK; i++) {
        status = mds_import_entries(&entries[i], r->arena, r->catalog, sides[i].source, r->diags);
    }
    return status == MDS_OK
               ? mds_diff_entries(out, r->arena, r->catalog, entries[0], entries[1], r->diags)
               : status;
}

static mds_status diff_saved(run *r, const side *sides, const mds_diff **out)
{
    const mds_saved *saved[2];
    mds_status status = MDS_OK;

    for (size_t i = 0; i < 2 && status == MDS_OK; i++) {
        status = mds_import_register(&saved[i], r->arena, sides[i].source, r->diags);
    }
    return status == MDS_OK
               ? mds_diff_saved(out, r->arena, r->catalog, saved[0], saved[1], r->diags)
               : status;
}

/* A form beside a register; what is no form either has a reason of its own. */
static mds_status refuse_mixed(run *r, const char *path)
{
    const mds_disclosure *form;
    const mds_status status = read_form(r, path, &form);

    if (status != MDS_OK) {
        return status;
    }
    mds_diag_add(r->diags, MDS_D_DIFF_MIXED, path, NULL, NULL);
    return MDS_EFORMAT;
}

static mds_status make_diff(run *r, const mds_diff **out, const mds_rows_diff **rows)
{
    side sides[2] = {{.source = NULL}, {.source = NULL}};
    mds_status status = open_side(r, r->args[0], &sides[0]);

    if (status == MDS_OK) {
        status = open_side(r, r->args[1], &sides[1]);
    }
    if (status == MDS_OK) {
        const bool old = sides[0].json || sides[0].table;
        const bool new = sides[1].json || sides[1].table;
        status = !old && !new                    ? diff_forms(r, out)
                 : old != new                    ? refuse_mixed(r, r->args[old ? 1 : 0])
                 : sides[0].json &&sides[1].json ? diff_saved(r, sides, out)
                                                 : diff_tables(r, sides, rows);
    }
    mds_source_free(sides[0].source);
    mds_source_free(sides[1].source);
    return status;
}

static void print_rows(const run *r, const mds_rows_diff *diff, const mds_table *table)
{
    static const mds_row_move said[] = {MDS_ROW_GREW, MDS_ROW_NEW, MDS_ROW_FELL, MDS_ROW_GONE};
    char count[5][24];

    for (size_t i = 0; i < 4; i++) {
        (void)snprintf(count[i], sizeof count[i], "%zu", diff->moved[said[i]]);
    }
    (void)snprintf(count[4], sizeof count[4], "%zu", diff->retyped);
    print_paragraph(r, 0, "", table->row_count > 0 ? "cli.diff.rows" : "cli.diff.rows_none",
                    count[0], count[1], count[2], count[3], count[4], NULL);
    if (diff->moved[MDS_ROW_OTHER] > 0) {
        print_paragraph(r, 0, "", "cli.diff.rows_other", NULL);
    }
    for (size_t i = 0; i < table->row_count; i++) {
        const char *before = cell_text(r, table, i, "diff_rrf_before");
        const char *after = cell_text(r, table, i, "diff_rrf_after");
        printf("\n%s: %s\n    RRF %s -> %s\n", cell_text(r, table, i, "diff_move"),
               cell_text(r, table, i, "diff_scenario"), before[0] != '\0' ? before : "-",
               after[0] != '\0' ? after : "-");
        print_wrapped(4, "", cell_text(r, table, i, "diff_typed"));
    }
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
    char known[MDS_NUM_SIZE];
    char verdict[64];
    char gate[64];

    mds_num_digits(rrf, mds_model_printed(saved->rrf), 3);
    mds_num_fixed(known, floor(100.0 * saved->known), 0);
    (void)snprintf(verdict, sizeof verdict, "signal.%s", mds_verdict_name(saved->verdict));
    (void)snprintf(gate, sizeof gate, "verdict.%s", mds_verdict_name(saved->gate));
    print_text(r, stdout, key, say(r, verdict), rrf, probability(r, saved->sure),
               patch_of(r, saved->patch), known,
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

static mds_status write_tables(run *r, const mds_head *head, size_t head_count,
                               const mds_table *const *tables, size_t count)
{
    const mds_document document = {.kind = "diff",
                                   .lang = r->opt.lang,
                                   .title = say(r, "diff.title"),
                                   .as_of = r->as_of,
                                   .head = head,
                                   .head_count = head_count,
                                   .tables = tables,
                                   .table_count = count};
    return write_document(r, &document, mds_export_format_of(r->opt.output), r->opt.output);
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
    return write_tables(r, head, sizeof head / sizeof *head, tables, count);
}

/* Of two registers as tables. */
static mds_status show_rows(run *r, const mds_rows_diff *diff)
{
    const mds_table *table;
    const mds_head head[] = {{"before", diff->before->file},
                             {"after", diff->after->file},
                             {"model", r->catalog->model},
                             {"model_before", diff->before->model},
                             {"model_after", diff->after->model}};
    mds_status status = mds_diff_entries_table(&table, r->arena, diff, r->opt.lang);

    if (status == MDS_OK && r->opt.output != NULL) {
        status = write_tables(r, head, sizeof head / sizeof *head, &table, 1);
    }
    if (status == MDS_OK) {
        print_diags(r);
    }
    if (status == MDS_OK && !r->opt.quiet) {
        print_rows(r, diff, table);
    }
    return status;
}

/* Of two forms, or of two registers as JSON. */
static mds_status show_diff(run *r, const mds_diff *diff)
{
    const mds_table *tables[2] = {NULL, NULL};
    mds_status status = diff->other_model
                            ? mds_diff_known_table(&tables[0], r->arena, diff, r->opt.lang)
                            : mds_diff_tables(&tables[0], &tables[1], r->arena, diff, r->opt.lang);

    if (status == MDS_OK && r->opt.output != NULL) {
        status = write_diff(r, diff, tables, diff->other_model ? 1 : 2);
    }
    if (status != MDS_OK) {
        return status;
    }
    print_diags(r);
    if (!r->opt.quiet && diff->other_model) {
        print_known(r, diff, tables[0]);
    } else if (!r->opt.quiet) {
        print_diff(r, diff, tables[0], tables[1]);
    }
    return MDS_OK;
}

static mds_exit diff_main(run *r)
{
    const mds_diff *diff = NULL;
    const mds_rows_diff *rows = NULL;

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
    mds_status status = make_diff(r, &diff, &rows);
    if (status == MDS_OK) {
        status = rows != NULL ? show_rows(r, rows) : show_diff(r, diff);
    }
    return exit_of(r, status);
}

static const option_spec *const diff_options[] = {
    &option_report, &option_context, &option_records, &option_life,  &option_as_of, &option_policy,
    &option_sheet,  &option_catalog, &option_lang,    &option_quiet, &option_help,  NULL};

const command cmd_diff = {"diff",       "cli.diff.usage", "cli.diff.summary", "cli.diff.help",
                          diff_options, diff_main,        .own_size = 0};
