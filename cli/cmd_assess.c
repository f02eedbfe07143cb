/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess_batch.h"
#include "commands.h"
#include "register_of.h"

#include <string.h>

enum { TOP = 3 };

typedef struct assess_options {
    const char *fail_on, *former, *device_id, *batch;
} assess_options;

/* What -o is to be. */
typedef struct output_kind {
    mds_export_format format;
    const mds_exchange_format *exchange; /* NULL: of our own */
} output_kind;

static const option_spec option_fail_on = {
    "--fail-on",          0,          offsetof(assess_options, fail_on), "cli.value.verdict",
    "cli.option.fail_on", .own = true};

/* Reading and writing one file is what it is for. */
static const option_spec option_former = {"--register",
                                          0,
                                          offsetof(assess_options, former),
                                          "cli.value.file",
                                          "cli.option.register",
                                          .file = OPTION_CARRIES,
                                          .own = true};
static const option_spec option_device_id = {
    "--device-id",          0,          offsetof(assess_options, device_id), "cli.value.id",
    "cli.option.device_id", .own = true};

static const option_spec option_batch = {"--batch",
                                         0,
                                         offsetof(assess_options, batch),
                                         "cli.value.batch",
                                         "cli.option.batch",
                                         .file = OPTION_LISTS,
                                         .own = true};

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
    if (row < table->row_count) {
        printf("\n%s\n", heading);
    }
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

/* The device, the verdict in its colour, and what belongs beside it. */
static void print_lead(const run *r, const mds_table *table)
{
    for (size_t row = 0; row < table->row_count; row++) {
        const mds_cell *item = table_cell(table, row, "item");
        const mds_cell *value = table_cell(table, row, "value");
        const char *text = cell_text(r, table, row, "value");
        if (item->mark == MDS_MARK_HEADING) {
            printf("%s\n", cell_text(r, table, row, "item"));
            print_wrapped(0, "", text);
        } else if (value->mark != MDS_MARK_NONE && value->mark != MDS_MARK_NOTICE) {
            print_cell(r, table, row, "value");
            printf("\n");
        } else {
            print_paragraph(r, 0, "", "cli.assess.lead", item->text, text, NULL);
        }
    }
}

static void print_headline(const run *r, const mds_register *reg)
{
    const mds_risk_assessment *as = reg->assessment;
    char number[2][24];

    print_missing(r, stdout);
    print_lead(r, &reg->tables[MDS_TABLE_LEAD]);
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

static mds_status write_as(run *r, const mds_register *reg, const output_kind *kind)
{
    if (kind->exchange != NULL) {
        const mds_exchange_input input = {.arena = r->arena,
                                          .catalog = r->catalog,
                                          .lang = r->opt.lang,
                                          .as_of = r->as_of,
                                          .reg = reg,
                                          .diags = r->diags};
        return write_exchange(r, kind->exchange, &input);
    }
    return export_register(r, reg, kind->format, r->opt.output);
}

/* On standard output a file is alone. */
static bool says_summary(const run *r)
{
    return !r->opt.quiet && (r->opt.output == NULL || strcmp(r->opt.output, "-") != 0);
}

static mds_exit write_register(run *r, const mds_register *reg, const output_kind *kind)
{
    if (r->opt.output == NULL) {
        if (!r->opt.quiet) {
            printf("\n%s\n", say(r, "cli.assess.no_output"));
        }
        return EXIT_DONE;
    }
    show_progress(r, r->opt.output);
    const mds_status status = write_as(r, reg, kind);
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    show_progress(r, "");
    if (says_summary(r)) {
        printf("\n");
        print_text(r, stdout, "cli.assess.written", r->opt.output, NULL);
        printf("\n");
    }
    return EXIT_DONE;
}

static mds_status make_register(run *r, const output_kind *kind,
                                const mds_risk_assessment **assessment, const mds_register **out)
{
    const assess_options *own = r->own;
    const bool ours = kind->exchange == NULL;
    const mds_entries *former = NULL;

    mds_status status = read_former(r, own->former, ours ? r->opt.output : NULL, &former);
    if (status == MDS_OK && !ours) {
        status = spare_register(r);
    }
    if (status == MDS_OK) {
        status = assess_device(r, r->args, r->arg_count, assessment);
    }
    return status == MDS_OK ? build_register(r, *assessment, own->device_id, former, out) : status;
}

static mds_exit assess_one(run *r, const output_kind *kind, mds_verdict fail_on)
{
    const mds_risk_assessment *assessment;
    const mds_register *reg;
    const mds_status status = make_register(r, kind, &assessment, &reg);

    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (says_summary(r)) {
        print_headline(r, reg);
    }
    const mds_exit code = write_register(r, reg, kind);
    return code == EXIT_DONE && assessment->verdict >= fail_on ? EXIT_ABOVE_TOLERANCE : code;
}

/* What is of one device and not of many, and the other way round. */
static mds_exit check_arguments(const run *r, output_kind *kind)
{
    const assess_options *own = r->own;

    if (own->batch != NULL) {
        const char *alone = own->former != NULL              ? option_former.name
                            : own->device_id != NULL         ? option_device_id.name
                            : r->opt.vulnerability_count > 0 ? option_vulnerability.name
                                                             : NULL;
        return r->arg_count > 0 ? usage_error(r, "cli.error.batch_arguments", NULL)
               : alone != NULL  ? usage_error(r, "cli.error.batch_alone", alone, NULL)
                                : EXIT_DONE;
    }
    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    /* said before the work, not after it */
    const mds_exit code = read_exchange(r, &kind->exchange);
    return code == EXIT_DONE && kind->exchange == NULL
               ? read_format(r, r->opt.output, TAKES_ALL, &kind->format)
               : code;
}

static mds_exit assess_main(run *r)
{
    const assess_options *own = r->own;
    output_kind kind = {.format = MDS_EXPORT_XLSX};
    mds_verdict fail_on;

    mds_exit code = check_arguments(r, &kind);
    if (code == EXIT_DONE) {
        code = read_fail_on(r, &fail_on);
    }
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    return own->batch != NULL ? assess_batch(r, own->batch, fail_on)
                              : assess_one(r, &kind, fail_on);
}

static const option_spec *const assess_option_list[] = {
    &option_report,        &option_format_register,
    &option_batch,         &option_context,
    &option_records,       &option_life,
    &option_vulnerability, &option_as_of,
    &option_former,        &option_device_id,
    &option_fail_on,       &option_policy,
    &option_sheet,         &option_catalog,
    &option_lang,          &option_quiet,
    &option_help,          NULL};

const command cmd_assess = {"assess",
                            "cli.assess.usage",
                            "cli.assess.summary",
                            "cli.assess.help",
                            assess_option_list,
                            assess_main,
                            .own_size = sizeof(assess_options),
                            .exit_codes = "cli.help.exit_codes_risk"};
