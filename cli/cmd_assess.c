/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include <mdsrisk/export.h>
#include <string.h>

enum { TOP = 3 };

typedef struct assess_options {
    const char *fail_on;
} assess_options;

static const option_spec option_fail_on = {
    "--fail-on",          0,          offsetof(assess_options, fail_on), "cli.value.verdict",
    "cli.option.fail_on", .own = true};

static const char *const verdict_words[] = {"acceptable", "reduce", "not_acceptable"};

/* --fail-on as the mildest verdict that fails; MDS_VERDICT__COUNT: never. */
static mds_exit read_fail_on(const run *r, mds_verdict *out)
{
    const assess_options *own = r->own;

    *out = MDS_VERDICT__COUNT;
    if (own->fail_on == NULL) {
        return EXIT_DONE;
    }
    for (size_t i = MDS_VERDICT_REDUCE; i <= MDS_VERDICT_NOT_ACCEPTABLE; i++) {
        if (strcmp(own->fail_on, verdict_words[i]) == 0) {
            *out = (mds_verdict)i;
            return EXIT_DONE;
        }
    }
    return usage_error(r, "cli.error.value", "--fail-on", own->fail_on, "reduce, not_acceptable",
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
    case MDS_MARK_VERDICT_CANNOT_BE_JUDGED:
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

    printf("%s%s%s", color, shown_text(r, at->text), color[0] != '\0' ? "\033[0m" : "");
}

/* A row of the summary whose item is \p key, its value as a paragraph. */
static void print_item(const run *r, const mds_register *reg, const char *key)
{
    const mds_table *table = &reg->tables[MDS_TABLE_SUMMARY];
    const char *item = say(r, key);

    for (size_t row = 0; row < table->row_count; row++) {
        if (strcmp(cell_text(r, table, row, "item"), item) == 0) {
            print_wrapped(0, "", cell_text(r, table, row, "value"));
        }
    }
}

/* The rows below a heading of the summary, up to the next one. */
static void print_section(const run *r, const mds_register *reg, const char *key, size_t most)
{
    const mds_table *table = &reg->tables[MDS_TABLE_SUMMARY];
    const char *heading = say(r, key);
    size_t row = 0;

    while (row < table->row_count && strcmp(cell_text(r, table, row, "item"), heading) != 0) {
        row++;
    }
    printf("\n%s\n", heading);
    for (size_t n = 0; ++row < table->row_count && n < most; n++) {
        const mds_cell *item = table_cell(table, row, "item");
        if (item->mark == MDS_MARK_HEADING) {
            break;
        }
        print_paragraph(r, 2, "- ", "cli.assess.line", item->text,
                        cell_text(r, table, row, "value"), cell_text(r, table, row, "remark"),
                        NULL);
    }
}

static void print_headline(const run *r, const mds_register *reg)
{
    const mds_table *table = &reg->tables[MDS_TABLE_SUMMARY];
    const mds_risk_assessment *as = reg->assessment;
    const char *verdict = say(r, "summary.verdict");
    char number[2][24];

    printf("%s\n", shown_text(r, reg->title));
    for (size_t row = 0; row < table->row_count; row++) {
        if (strcmp(cell_text(r, table, row, "item"), verdict) == 0) {
            print_cell(r, table, row, "value");
            printf("\n");
        }
    }
    print_item(r, reg, "summary.unjudged");
    print_item(r, reg, "summary.assumed");
    print_item(r, reg, "summary.gate");
    print_item(r, reg, "summary.ask_first");
    print_section(r, reg, "summary.top", TOP);
    print_section(r, reg, "summary.helps", TOP);
    print_section(r, reg, "summary.questions", TOP);
    (void)snprintf(number[0], sizeof number[0], "%zu", as->ranked_count);
    (void)snprintf(number[1], sizeof number[1], "%zu", reg->tables[MDS_TABLE_UNKNOWNS].row_count);
    printf("\n");
    print_text(r, stdout, "cli.assess.counts", number[0], number[1], NULL);
    printf("\n");
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
    const mds_risk_assessment *assessment;
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
    mds_status status = assess_device(r, r->args, r->arg_count, &assessment);
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

static const option_spec *const assess_option_list[] = {&option_output,
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

const command cmd_assess = {
    "assess",           "cli.assess.usage", "cli.assess.summary",  "cli.assess.help",
    assess_option_list, assess_main,        sizeof(assess_options)};
