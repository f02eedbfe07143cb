/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "translate_view.h"

#include "base/strbuf.h"
#include <mdsrisk/export_table.h>

static bool can_be_reached(const run *r, const mds_disclosure *source, uint32_t form)
{
    return r->catalog->forms[form].completeness != MDS_TOPICS &&
           (form == source->form ||
            mds_catalog_translation(r->catalog, source->form, form) != MDS_NO_ORDINAL);
}

/* Says which editions the form can be translated to. */
static mds_exit refuse_edition(const run *r, const mds_disclosure *source)
{
    const translate_options *own = r->own;
    mds_strbuf known;

    mds_strbuf_init(&known, 1 << 16);
    for (uint32_t i = 0; i < r->catalog->form_count; i++) {
        if (can_be_reached(r, source, i)) {
            mds_strbuf_puts(&known, known.n > 0 ? ", " : "");
            mds_strbuf_puts(&known, r->catalog->forms[i].edition);
        }
    }
    const mds_exit code = own->to != NULL
                              ? usage_error(r, "cli.error.value", "--to", own->to, known.p, NULL)
                              : usage_error(r, "cli.error.edition_missing", known.p, NULL);
    mds_strbuf_finish(&known);
    return code;
}

/* A workbook of the tables for people; csv holds the answers alone; JSON the values too. */
static mds_status write_report(run *r, const mds_translation_result *result,
                               const mds_translate_report *report, const char *path)
{
    static const mds_translate_table order[] = {MDS_TRANSLATE_SUMMARY, MDS_TRANSLATE_ANSWERS,
                                                MDS_TRANSLATE_STEPS, MDS_TRANSLATE_DIAGNOSTICS,
                                                MDS_TRANSLATE_VALUES};
    const mds_export_format format = mds_export_format_of(path);
    const mds_table *tables[MDS_TRANSLATE_TABLE__COUNT];
    size_t count = 0;

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        const mds_table *table = &report->tables[order[i]];
        const bool people = order[i] != MDS_TRANSLATE_VALUES && table->row_count > 0;
        if (format == MDS_EXPORT_JSON ||
            ((format == MDS_EXPORT_XLSX || mds_export_is_document(format)) && people) ||
            order[i] == MDS_TRANSLATE_ANSWERS) {
            tables[count++] = table;
        }
    }
    const mds_form *forms = r->catalog->forms;
    const mds_head head[] = {{"from", forms[result->source->form].edition},
                             {"to", forms[result->target].edition},
                             {"file", result->source->file},
                             {"file_sha256", result->source->sha256},
                             {"catalog", r->catalog->sha256}};
    const mds_document document = {.kind = "translation",
                                   .lang = r->opt.lang,
                                   .title = report->title,
                                   .as_of = r->as_of,
                                   .head = head,
                                   .head_count = sizeof head / sizeof *head,
                                   .tables = tables,
                                   .table_count = count};
    return write_document(r, &document, format, path);
}

static mds_exit check_options(const run *r)
{
    const translate_options *own = r->own;
    const bool fills = own->template != NULL;

    if (r->arg_count != 1) {
        return usage_error(r, "cli.error.translate_one_form", NULL);
    }
    if (fills && r->opt.output == NULL) {
        return usage_error(r, "cli.error.template_output", NULL);
    }
    const char *const written[] = {r->opt.output, own->proof};
    for (size_t i = 0; i < 2; i++) {
        mds_export_format format = MDS_EXPORT_XLSX;
        const unsigned others = TAKES_ALL;
        const mds_exit code = read_format(
            r, written[i], TAKES(MDS_EXPORT_XLSX) | (i == 0 && fills ? 0 : others), &format);
        if (code != EXIT_DONE) {
            return code;
        }
    }
    if (r->opt.output != NULL && own->proof != NULL && same_target(r->opt.output, own->proof)) {
        return usage_error(r, "cli.error.same_output", own->proof, NULL);
    }
    return EXIT_DONE;
}

static void print_written(const run *r, const filled_copy *copy)
{
    const translate_options *own = r->own;
    printf("\n");
    if (own->template != NULL) {
        print_filled(r, copy);
    } else if (r->opt.output != NULL) {
        print_paragraph(r, 0, "", "cli.translate.written", r->opt.output, NULL);
    } else {
        print_paragraph(r, 0, "", "cli.translate.no_output", NULL);
    }
    if (own->proof != NULL) {
        print_paragraph(r, 0, "", "cli.translate.proof", own->proof, NULL);
    } else if (own->template != NULL) {
        print_paragraph(r, 0, "", "cli.translate.proof_hint", NULL);
    }
}

/* The report is worded last, so that it holds what filling a template had to say. */
static mds_status write_all(run *r, const mds_translation_result *result, filled_copy *copy,
                            const mds_translate_report **report)
{
    const translate_options *own = r->own;
    mds_status status = MDS_OK;

    if (own->template != NULL) {
        show_progress(r, own->template);
        status = fill_template(r, result, copy);
    }
    if (status == MDS_OK) {
        status = mds_translate_report_build(report, r->arena, result, r->diags, r->opt.lang);
    }
    if (status == MDS_OK && r->opt.output != NULL && own->template == NULL) {
        status = write_report(r, result, *report, r->opt.output);
    }
    if (status == MDS_OK && own->proof != NULL) {
        status = write_report(r, result, *report, own->proof);
    }
    return status;
}

static mds_exit translate_main(run *r)
{
    const translate_options *own = r->own;
    const mds_disclosure *source = NULL;
    const mds_translation_result *result = NULL;
    const mds_translate_report *report = NULL;
    filled_copy copy = {.read_back = false};
    mds_exit code = check_options(r);

    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = read_form(r, r->args[0], &source);
    if (status == MDS_OK) {
        remember_forms(r, &source, 1);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    const uint32_t target =
        own->to != NULL ? mds_catalog_form(r->catalog, own->to) : MDS_NO_ORDINAL;
    if (target == MDS_NO_ORDINAL) {
        show_progress(r, "");
        return refuse_edition(r, source);
    }
    status = mds_translate(&result, r->arena, r->catalog, source, target, r->diags);
    if (status == MDS_OK) {
        status = write_all(r, result, &copy, &report);
    }
    if (status != MDS_OK) {
        /* An edition of which only topics are known is no fault of this program. */
        return exit_of(r, status == MDS_EINVAL ? MDS_EUNSUPPORTED : status);
    }
    print_diags(r);
    if (!r->opt.quiet) {
        print_translation(r, result, report);
        print_written(r, &copy);
    }
    return EXIT_DONE;
}

static const option_spec option_to = {
    "--to", 0, offsetof(translate_options, to), "cli.value.edition", "cli.option.to", .own = true};
static const option_spec option_template = {"--template",
                                            0,
                                            offsetof(translate_options, template),
                                            "cli.value.file",
                                            "cli.option.template",
                                            .file = OPTION_READS,
                                            .own = true};
static const option_spec option_proof = {"--proof",
                                         0,
                                         offsetof(translate_options, proof),
                                         "cli.value.file",
                                         "cli.option.proof",
                                         .file = OPTION_WRITES,
                                         .own = true};

static const option_spec *const translate_option_list[] = {
    &option_to,      &option_report, &option_template, &option_proof, &option_as_of, &option_sheet,
    &option_catalog, &option_lang,   &option_quiet,    &option_help,  NULL};

const command cmd_translate = {"translate",
                               "cli.translate.usage",
                               "cli.translate.summary",
                               "cli.translate.help",
                               translate_option_list,
                               translate_main,
                               .own_size = sizeof(translate_options)};
