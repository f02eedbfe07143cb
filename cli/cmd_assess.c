/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include <mdsrisk/export.h>
#include <mdsrisk/export_paper.h>
#include <mdsrisk/import_entries.h>
#include <mdsrisk/limits.h>
#include <string.h>
#include <sys/stat.h>

enum { TOP = 3 };

typedef struct assess_options {
    const char *fail_on, *former, *device_id;
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
static const option_spec option_former = {
    "--register",          0,          offsetof(assess_options, former), "cli.value.file",
    "cli.option.register", .own = true};
static const option_spec option_device_id = {
    "--device-id",          0,          offsetof(assess_options, device_id), "cli.value.id",
    "cli.option.device_id", .own = true};

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

static mds_status export_register(run *r, const mds_register *reg, const output_kind *kind)
{
    const mds_paper *paper = NULL;

    if (kind->exchange != NULL) {
        const mds_exchange_input input = {.arena = r->arena,
                                          .catalog = r->catalog,
                                          .lang = r->opt.lang,
                                          .as_of = r->as_of,
                                          .reg = reg};
        return write_exchange(r, kind->exchange, &input);
    }
    if (!mds_export_is_document(kind->format)) {
        return mds_export_register(reg, kind->format, r->opt.output, r->diags);
    }
    const mds_status status = mds_paper_of_register(&paper, r->arena, reg, r->diags);
    return status == MDS_OK ? mds_export_paper(paper, kind->format, r->opt.output, r->diags)
                            : status;
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
    const mds_status status = export_register(r, reg, kind);
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

static mds_status read_entries(run *r, const char *path, mds_diags *diags, const mds_entries **out)
{
    mds_source *source = NULL;
    mds_status status = mds_source_open(&source, path, MDS_LIMIT_FILE_BYTES, diags);

    show_progress(r, path);
    if (status == MDS_OK) {
        status = mds_import_entries(out, r->arena, r->catalog, source, diags);
    }
    mds_source_free(source);
    return status;
}

/* A file of others holds no entries, but it may be told to replace a register, which does. */
static mds_status spare_register(run *r)
{
    const mds_entries *there = NULL;
    mds_diags *aside = mds_diags_new(r->arena, 0);
    struct stat st;

    if (aside == NULL) {
        return mds_arena_status(r->arena);
    }
    if (stat(r->opt.output, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
        read_entries(r, r->opt.output, aside, &there) == MDS_OK && there->typed > 0) {
        mds_diag_add(r->diags, MDS_D_REGISTER_OUTPUT_HOLDS, r->opt.output, NULL, NULL);
        return MDS_EIO;
    }
    return MDS_OK;
}

/* The entries of --register, or of the register that the output replaces. What stands in the output
 * is never lost: it is carried, or nothing is written. */
static mds_status read_former(run *r, const output_kind *kind, const mds_entries **out)
{
    const assess_options *own = r->own;
    const char *output = r->opt.output;
    const mds_entries *there = NULL;
    struct stat st;
    mds_status status = MDS_OK;

    *out = NULL;
    if (own->former != NULL) {
        status = read_entries(r, own->former, r->diags, out);
    }
    if (status == MDS_OK && kind->exchange != NULL) {
        return spare_register(r);
    }
    /* A page holds no entries. */
    if (status != MDS_OK || output == NULL || mds_export_is_document(kind->format) ||
        stat(output, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0 ||
        (own->former != NULL && same_target(own->former, output))) {
        return status;
    }
    status = read_entries(r, output, r->diags, &there);
    if (status == MDS_ENOMEM) {
        return status;
    }
    if (status != MDS_OK || (own->former != NULL && there->typed > 0)) {
        mds_diag_add(r->diags, MDS_D_REGISTER_OUTPUT_HOLDS, output, NULL, NULL);
        return MDS_EIO;
    }
    *out = own->former == NULL ? there : *out;
    return MDS_OK;
}

/* The assessment with --device-id in place of what its deployment says. */
static mds_status name_device(run *r, const mds_risk_assessment **assessment)
{
    const assess_options *own = r->own;
    mds_risk_assessment *named = mds_arena_alloc(r->arena, 1, sizeof *named);
    mds_deployment *deployment = mds_arena_alloc(r->arena, 1, sizeof *deployment);

    if (named == NULL || deployment == NULL) {
        return mds_arena_status(r->arena);
    }
    *named = **assessment;
    *deployment = *named->deployment;
    if (own->device_id != NULL) {
        deployment->asset[MDS_ASSET_DEVICE_ID] = own->device_id;
    }
    named->deployment = deployment;
    *assessment = named;
    return MDS_OK;
}

/* The register with what the hospital typed into the former one. */
static mds_status build_register(run *r, const output_kind *kind,
                                 const mds_risk_assessment **assessment, const mds_register **out)
{
    const mds_entries *former = NULL;
    const mds_carried *carried = NULL;
    mds_status status = read_former(r, kind, &former);

    if (status == MDS_OK) {
        status = assess_device(r, r->args, r->arg_count, assessment);
    }
    if (status == MDS_OK) {
        status = name_device(r, assessment);
    }
    if (status == MDS_OK && former != NULL) {
        status = mds_entries_carry(&carried, r->arena, *assessment, former, r->diags);
    }
    if (status == MDS_OK) {
        status = mds_register_build(out, r->arena, *assessment, carried, r->diags, r->opt.lang);
    }
    return status;
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
    output_kind kind = {.format = MDS_EXPORT_XLSX};
    mds_exit code = read_exchange(r, &kind.exchange);
    if (code == EXIT_DONE && kind.exchange == NULL) {
        code = read_format(r, r->opt.output, TAKES_ALL, &kind.format);
    }
    if (code == EXIT_DONE) {
        code = read_fail_on(r, &fail_on);
    }
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    const mds_status status = build_register(r, &kind, &assessment, &reg);
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (!r->opt.quiet) {
        print_headline(r, reg);
    }
    code = write_register(r, reg, &kind);
    if (code == EXIT_DONE && assessment->verdict >= fail_on) {
        code = EXIT_ABOVE_TOLERANCE;
    }
    return code;
}

static const option_spec *const assess_option_list[] = {&option_output,
                                                        &option_format_register,
                                                        &option_context,
                                                        &option_records,
                                                        &option_as_of,
                                                        &option_former,
                                                        &option_device_id,
                                                        &option_fail_on,
                                                        &option_policy,
                                                        &option_sheet,
                                                        &option_catalog,
                                                        &option_lang,
                                                        &option_quiet,
                                                        &option_help,
                                                        NULL};

const command cmd_assess = {"assess",
                            "cli.assess.usage",
                            "cli.assess.summary",
                            "cli.assess.help",
                            assess_option_list,
                            assess_main,
                            .own_size = sizeof(assess_options)};
