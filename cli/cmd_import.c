/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "forms_in.h"
#include "import_batch.h"

#include "base/utf8.h"
#include <mdsrisk/archive.h>
#include <mdsrisk/export.h>
#include <mdsrisk/export_reading.h>
#include <mdsrisk/import.h>
#include <stddef.h>
#include <string.h>

/* Doubtful readings that the terminal shows. */
enum { DOUBTS_SHOWN = 10, STANDS_SHOWN = 60 };

/* Options of import alone. */
typedef struct import_options {
    const char *show; /* --show */
} import_options;

/* What a file says, as it may reach a terminal; "-" for nothing. */
static const char *plain(const run *r, const char *text)
{
    return text[0] != '\0' ? shown_text(r, text) : "-";
}

static void print_count(const run *r, FILE *to, const char *key, size_t count)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%zu", count);
    print_text(r, to, key, text, NULL);
    (void)fputc('\n', to);
}

/* The readings to look at first: place, what is there, what it was taken for, why. */
static void print_doubts(const run *r, FILE *to, const mds_reading_report *report)
{
    const size_t count = report->care_counts[MDS_CARE_DOUBTFUL];

    if (count == 0) {
        (void)fprintf(to, "%s\n", say(r, "reading.doubts.none"));
        return;
    }
    print_count(r, to, "reading.doubts", count);
    for (size_t i = 0; i < count && i < DOUBTS_SHOWN; i++) {
        const mds_reading_item *item = &report->items[i];
        (void)fprintf(to, "  %s  %s  \"%.*s\" -> %s\n      %s\n", item->id, plain(r, item->place),
                      (int)mds_utf8_head(item->stands, STANDS_SHOWN), plain(r, item->stands),
                      plain(r, item->answer), plain(r, item->why));
    }
    if (count > DOUBTS_SHOWN) {
        print_count(r, to, "reading.doubts.more", count - DOUBTS_SHOWN);
    }
}

/* What was read, and how: on standard error when the JSON goes to standard output. */
static void print_summary(const run *r, FILE *to, const mds_disclosure *form,
                          const mds_reading_report *report)
{
    print_missing(r, to);
    (void)fprintf(to, "%s: %s\n", say(r, "cli.import.edition"), report->edition);
    (void)fprintf(to, "%s: %s, %s\n", say(r, "cli.import.device"),
                  plain(r, form->device[MDS_DEVICE_MANUFACTURER]),
                  plain(r, form->device[MDS_DEVICE_MODEL]));
    if (form->device[MDS_DEVICE_DESCRIPTION][0] != '\0') {
        (void)fprintf(to, "  %s\n", plain(r, form->device[MDS_DEVICE_DESCRIPTION]));
    }
    for (size_t i = 0; i < report->layout_count; i++) {
        (void)fprintf(to, "  %s\n", plain(r, report->layout[i]));
    }
    (void)fprintf(to, "%s: %zu\n", say(r, "cli.import.questions"), report->questions);
    for (size_t i = 0; i < report->count_count; i++) {
        (void)fprintf(to, "  %5zu  %s\n", report->counts[i].count, report->counts[i].answer);
    }
    (void)fprintf(to, "%s: %zu\n", say(r, "cli.import.notes"), report->notes);
    (void)fprintf(to, "%s: %zu\n", say(r, "cli.import.diagnostics"), mds_diags_count(r->diags));
    print_doubts(r, to, report);
}

static mds_exit check_arguments(const run *r)
{
    const import_options *own = r->own;

    if (r->arg_count != 1) {
        return usage_error(r, "cli.error.one_form", NULL);
    }
    if (own->show == NULL) {
        return EXIT_DONE;
    }
    if (!mds_export_reading_takes(own->show)) {
        return usage_error(r, "cli.error.show", own->show, NULL);
    }
    return r->opt.output != NULL && same_target(r->opt.output, own->show)
               ? usage_error(r, "cli.error.same_output", own->show, NULL)
               : EXIT_DONE;
}

/* Reads the form, unless the file is an archive of several: opening it shows which. */
static mds_status read_one(run *r, const char *path, bool *archive, const mds_disclosure **out)
{
    const import_options *own = r->own;
    mds_source *source = NULL;

    show_progress(r, path);
    mds_status status = mds_source_open(&source, path, 0, r->diags);
    *archive = status == MDS_OK && own->show == NULL && mds_source_is_archive(source);
    if (status == MDS_OK && !*archive) {
        status = mds_import_form_sheet(out, r->arena, r->catalog, source, r->opt.sheet, r->diags);
    }
    if (status == MDS_OK && !*archive) {
        remember_forms(r, out, 1);
    }
    mds_source_free(source);
    return status;
}

/* The form alone in a format of others, the policy's defaults around it. */
static mds_status write_form(run *r, const mds_exchange_format *format, const mds_disclosure *form)
{
    const mds_deployment deployment = mds_deployment_default(r->policy);
    mds_diags *aside = mds_diags_new(r->arena, 0); /* it is not assessed */
    mds_exchange_input input = {.arena = r->arena,
                                .catalog = r->catalog,
                                .lang = r->opt.lang,
                                .as_of = r->as_of,
                                .form = form};
    const mds_status status = mds_facts_derive(&input.facts, r->arena, r->catalog, r->policy, &form,
                                               1, &deployment, r->as_of, aside);

    return status == MDS_OK ? write_exchange(r, format, &input) : status;
}

/* The disclosure, in our format or in one of others. */
static mds_status write_disclosure(run *r, const mds_exchange_format *format,
                                   const mds_disclosure *form)
{
    const import_options *own = r->own;
    const char *json;

    if (format != NULL) {
        return write_form(r, format, form);
    }
    const mds_status status = mds_export_disclosure(&json, r->arena, r->catalog, form, r->diags);
    return status == MDS_OK && (own->show == NULL || r->opt.output != NULL) ? write_text(r, json)
                                                                            : status;
}

static mds_exit import_main(run *r)
{
    const import_options *own = r->own;
    const mds_exchange_format *format = NULL;
    const mds_disclosure *form;
    const mds_reading_report *report = NULL;
    const bool to_file = r->opt.output != NULL && strcmp(r->opt.output, "-") != 0;
    mds_exit code = check_arguments(r);
    bool archive;

    if (code == EXIT_DONE) {
        code = read_exchange(r, &format);
    }
    if (code == EXIT_DONE && format != NULL) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    if (own->show == NULL && format == NULL && is_folder(r->args[0])) {
        return import_batch(r, r->args[0]);
    }
    mds_status status = read_one(r, r->args[0], &archive, &form);
    if (archive) {
        return import_batch(r, r->args[0]);
    }
    if (status == MDS_OK) {
        status =
            mds_reading_report_build(&report, r->arena, r->catalog, form, r->diags, r->opt.lang);
    }
    if (status == MDS_OK && own->show != NULL) {
        status = mds_export_reading(report, r->arena, r->catalog, own->show, r->diags);
    }
    if (status == MDS_OK) {
        status = write_disclosure(r, format, form);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (!r->opt.quiet) {
        print_summary(r, to_file || (own->show != NULL && r->opt.output == NULL) ? stdout : stderr,
                      form, report);
    }
    return EXIT_DONE;
}

static const option_spec option_show = {"--show",
                                        0,
                                        offsetof(import_options, show),
                                        "cli.value.file",
                                        "cli.option.show",
                                        .file = OPTION_WRITES,
                                        .own = true};

static const option_spec *const import_option_list[] = {
    &option_output,  &option_format_form, &option_show,  &option_as_of, &option_sheet,
    &option_catalog, &option_lang,        &option_quiet, &option_help,  NULL};

const command cmd_import = {"import",
                            "cli.import.usage",
                            "cli.import.summary",
                            "cli.import.help",
                            import_option_list,
                            import_main,
                            .own_size = sizeof(import_options)};
