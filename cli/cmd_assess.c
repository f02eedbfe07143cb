/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd.h"

#include <mdsrisk/export.h>
#include <string.h>

enum { TOP_RISKS = 5 };

static const char *const verdict_words[] = {"acceptable", "reduce", "not_acceptable"};

/* --fail-on as the mildest verdict that fails; MDS_VERDICT__COUNT: never. */
static mds_exit read_fail_on(const run *r, mds_verdict *out)
{
    *out = MDS_VERDICT__COUNT;
    if (r->opt.fail_on == NULL) {
        return EXIT_DONE;
    }
    for (size_t i = MDS_VERDICT_REDUCE; i < MDS_VERDICT__COUNT; i++) {
        if (strcmp(r->opt.fail_on, verdict_words[i]) == 0) {
            *out = (mds_verdict)i;
            return EXIT_DONE;
        }
    }
    return usage_error(r, "cli.error.value", "--fail-on", r->opt.fail_on, "reduce, not_acceptable",
                       NULL);
}

/* Colour underlines the word, it never replaces it. */
static const char *paint(const run *r, mds_cell_mark mark)
{
    if (!r->color) {
        return "";
    }
    switch (mark) {
    case MDS_MARK_LEVEL_VERY_HIGH:
    case MDS_MARK_LEVEL_HIGH:
    case MDS_MARK_VERDICT_NOT_ACCEPTABLE:
        return "\033[1;31m";
    case MDS_MARK_LEVEL_MODERATE:
    case MDS_MARK_VERDICT_REDUCE:
        return "\033[1;33m";
    case MDS_MARK_LEVEL_LOW:
    case MDS_MARK_LEVEL_VERY_LOW:
    case MDS_MARK_VERDICT_ACCEPTABLE:
        return "\033[1;32m";
    case MDS_MARK_NONE:
    case MDS_MARK_HEADING:
    case MDS_MARK_NOTICE:
    case MDS_MARK__COUNT:
        break;
    }
    return "";
}

static void print_cell(const run *r, const mds_table *table, size_t row, const char *column)
{
    const mds_cell *at = table_cell(table, row, column);
    const char *color = paint(r, at->mark);

    printf("%s%s%s", color, at->text, color[0] != '\0' ? "\033[0m" : "");
}

static void print_gates(const run *r, const mds_assessment *as)
{
    static const char *const keys[MDS_GATE_KIND__COUNT] = {"gate.eos_networked",
                                                           "gate.eos_perimeter_alone"};
    for (size_t i = 0; i < MDS_GATE_KIND__COUNT; i++) {
        if (as->gate[i]) {
            print_wrapped(0, "", say(r, keys[i]));
        }
    }
}

static void print_risk(const run *r, const mds_register *reg, size_t row)
{
    const mds_table *table = &reg->tables[MDS_TABLE_RISKS];
    const mds_assessment *as = reg->assessment;
    const mds_scenario *scenario =
        &as->catalog->scenarios[as->scenarios[as->ranking[row]].scenario];

    printf("\n%2zu. %s\n    ", row + 1, scenario->title.in[r->opt.lang]);
    print_cell(r, table, row, "verdict");
    printf("; RRF ");
    print_cell(r, table, row, "rrf_expected");
    printf(" (");
    print_cell(r, table, row, "rrf_lo");
    printf(" .. ");
    print_cell(r, table, row, "rrf_hi");
    printf("); SP 800-30: ");
    print_cell(r, table, row, "level");
    printf("\n    %s\n", table_cell(table, row, "risk_id")->text);
    print_wrapped(4, "-> ", table_cell(table, row, "proposed_response")->text);
}

static void print_headline(const run *r, const mds_register *reg)
{
    static const char *const verdict_keys[] = {"verdict.acceptable", "verdict.reduce",
                                               "verdict.not_acceptable"};
    const mds_assessment *as = reg->assessment;
    const mds_table *unknowns = &reg->tables[MDS_TABLE_UNKNOWNS];
    const char *color =
        paint(r, (mds_cell_mark)((int)MDS_MARK_VERDICT_ACCEPTABLE + (int)as->verdict));
    char number[3][24];
    size_t above = 0;

    for (size_t i = 0; i < as->ranked_count; i++) {
        above += as->scenarios[as->ranking[i]].verdict != MDS_VERDICT_ACCEPTABLE;
    }
    (void)snprintf(number[0], sizeof number[0], "%zu", as->ranked_count);
    (void)snprintf(number[1], sizeof number[1], "%zu", above);
    (void)snprintf(number[2], sizeof number[2], "%zu", unknowns->row_count);
    printf("%s\n", reg->title);
    printf("%s: %s%s%s\n", say(r, "cli.assess.verdict"), color, say(r, verdict_keys[as->verdict]),
           color[0] != '\0' ? "\033[0m" : "");
    print_gates(r, as);
    print_text(r, stdout, "cli.assess.range", say(r, verdict_keys[as->verdict_at[MDS_CASE_LO]]),
               say(r, verdict_keys[as->verdict_at[MDS_CASE_HI]]), NULL);
    printf("\n");
    print_text(r, stdout, "cli.assess.counts", number[0], number[1], number[2], NULL);
    printf("\n");
    for (size_t i = 0; i < as->ranked_count && i < TOP_RISKS; i++) {
        print_risk(r, reg, i);
    }
    if (as->ranked_count > TOP_RISKS) {
        (void)snprintf(number[0], sizeof number[0], "%zu", as->ranked_count - TOP_RISKS);
        printf("\n");
        print_text(r, stdout, "cli.assess.more", number[0], NULL);
        printf("\n");
    }
}

static mds_exit write_register(run *r, const mds_register *reg)
{
    if (r->opt.output == NULL) {
        if (!r->opt.quiet) {
            printf("\n%s\n", say(r, "cli.assess.no_output"));
        }
        return EXIT_DONE;
    }
    show_progress(r, r->opt.output);
    const mds_status status =
        mds_export_register(reg, mds_export_format_of(r->opt.output), r->opt.output, r->diags);
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    show_progress(r, "");
    if (!r->opt.quiet) {
        printf("\n");
        print_text(r, stdout, "cli.assess.written", r->opt.output, NULL);
        printf("\n");
    }
    return EXIT_DONE;
}

static mds_exit assess_main(run *r)
{
    const mds_assessment *assessment;
    const mds_register *reg;
    mds_verdict fail_on;

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    /* said before the work, not after it */
    if (r->opt.output != NULL && mds_export_format_of(r->opt.output) == MDS_EXPORT_FORMAT__COUNT) {
        return usage_error(r, "cli.error.ending", r->opt.output, ".xlsx, .csv, .json", NULL);
    }
    mds_exit code = read_fail_on(r, &fail_on);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = assess_forms(r, r->args, r->arg_count, &assessment);
    if (status == MDS_OK) {
        status = mds_register_build(&reg, r->arena, assessment, r->diags, r->opt.lang);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (!r->opt.quiet) {
        print_headline(r, reg);
    }
    code = write_register(r, reg);
    if (code == EXIT_DONE && assessment->verdict >= fail_on) {
        code = EXIT_ABOVE_TOLERANCE;
    }
    return code;
}

static const option_spec *const assess_options[] = {&option_output,
                                                    &option_context,
                                                    &option_records,
                                                    &option_as_of,
                                                    &option_fail_on,
                                                    &option_policy,
                                                    &option_catalog,
                                                    &option_lang,
                                                    &option_quiet,
                                                    &option_help,
                                                    NULL};

const command cmd_assess = {"assess",          "cli.assess.usage", "cli.assess.summary",
                            "cli.assess.help", assess_options,     assess_main};
