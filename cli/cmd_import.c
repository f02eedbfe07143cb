/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include <mdsrisk/export.h>
#include <mdsrisk/import.h>
#include <string.h>

static const char *text_or_dash(const run *r, const char *text)
{
    return text[0] != '\0' ? shown_text(r, text) : "-";
}

/* What was read, and how much of it: on standard error when the JSON goes to standard output. */
static void print_summary(const run *r, FILE *to, const mds_disclosure *form)
{
    const mds_form *edition = &r->catalog->forms[form->form];
    size_t counts[MDS_ANSWER_STATE__COUNT] = {0};
    size_t questions = 0;
    size_t notes = 0;
    size_t hidden = 0;

    for (size_t i = 0; i < form->answer_count; i++) {
        if (edition->questions[i].kind != MDS_QUESTION_HEADING) {
            questions++;
            counts[form->answers[i].state]++;
        }
        notes += form->answers[i].note[0] != '\0';
        hidden += form->answers[i].hidden;
    }
    (void)fprintf(to, "%s: %s\n", say(r, "cli.import.edition"), edition->title.in[r->opt.lang]);
    (void)fprintf(to, "%s: %s, %s\n", say(r, "cli.import.device"),
                  text_or_dash(r, form->device[MDS_DEVICE_MANUFACTURER]),
                  text_or_dash(r, form->device[MDS_DEVICE_MODEL]));
    if (form->device[MDS_DEVICE_DESCRIPTION][0] != '\0') {
        (void)fprintf(to, "  %s\n", shown_text(r, form->device[MDS_DEVICE_DESCRIPTION]));
    }
    (void)fprintf(to, "%s: %zu\n", say(r, "cli.import.questions"), questions);
    for (size_t i = 0; i < MDS_ANSWER_STATE__COUNT; i++) {
        char key[48];
        if (counts[i] > 0) {
            (void)snprintf(key, sizeof key, "answer.%s",
                           mds_answer_state_name((mds_answer_state)i));
            (void)fprintf(to, "  %5zu  %s\n", counts[i], say(r, key));
        }
    }
    (void)fprintf(to, "%s: %zu\n", say(r, "cli.import.notes"), notes);
    if (hidden > 0) {
        (void)fprintf(to, "%s: %zu\n", say(r, "cli.import.hidden"), hidden);
    }
    (void)fprintf(to, "%s: %zu\n", say(r, "cli.import.diagnostics"), mds_diags_count(r->diags));
}

static mds_exit import_main(run *r)
{
    const mds_disclosure *form;
    const char *json;
    const bool to_file = r->opt.output != NULL && strcmp(r->opt.output, "-") != 0;

    if (r->arg_count != 1) {
        return usage_error(r, "cli.error.one_form", NULL);
    }
    mds_status status = read_form(r, r->args[0], &form);
    if (status == MDS_OK) {
        status = mds_export_disclosure(&json, r->arena, r->catalog, form);
    }
    if (status == MDS_OK) {
        status = write_text(r, json);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (!r->opt.quiet) {
        print_summary(r, to_file ? stdout : stderr, form);
    }
    return EXIT_DONE;
}

static const option_spec *const import_options[] = {&option_output, &option_catalog, &option_lang,
                                                    &option_quiet,  &option_help,    NULL};

const command cmd_import = {"import",
                            "cli.import.usage",
                            "cli.import.summary",
                            "cli.import.help",
                            import_options,
                            import_main,
                            0};
