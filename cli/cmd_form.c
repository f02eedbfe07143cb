/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms in our own layout: empty, or with the answers of any form that is read. */
#include "commands.h"

#include "base/strbuf.h"
#include <mdsrisk/export.h>
#include <mdsrisk/export_form.h>
#include <string.h>

typedef struct form_options {
    const char *edition;
} form_options;

static const option_spec option_edition_of = {
    "--edition", 0, offsetof(form_options, edition), "cli.value.edition", "cli.option.form_edition",
    .own = true};

/* Says which editions can be written. */
static mds_exit refuse_edition(const run *r)
{
    const form_options *own = r->own;
    mds_strbuf known;

    mds_strbuf_init(&known, 1 << 16);
    for (uint32_t i = 0; i < r->catalog->form_count; i++) {
        if (mds_form_is_writable(r->catalog, i)) {
            mds_strbuf_puts(&known, known.n > 0 ? ", " : "");
            mds_strbuf_puts(&known, r->catalog->forms[i].edition);
        }
    }
    const mds_exit code =
        own->edition != NULL
            ? usage_error(r, "cli.error.value", "--edition", own->edition, known.p, NULL)
            : usage_error(r, "cli.error.form_edition", known.p, NULL);
    mds_strbuf_finish(&known);
    return code;
}

static mds_exit check_output(const run *r)
{
    if (r->opt.output == NULL) {
        return usage_error(r, "cli.error.output_missing", NULL);
    }
    return mds_export_format_of(r->opt.output) != MDS_EXPORT_XLSX
               ? usage_error(r, "cli.error.ending", r->opt.output, ".xlsx", NULL)
               : EXIT_DONE;
}

static mds_exit form_new(run *r)
{
    const form_options *own = r->own;
    const uint32_t form =
        own->edition != NULL ? mds_catalog_form(r->catalog, own->edition) : MDS_NO_ORDINAL;

    if (!mds_form_is_writable(r->catalog, form)) {
        return refuse_edition(r);
    }
    mds_exit code = check_output(r);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = spare_existing(r);
    if (status == MDS_OK) {
        status =
            mds_export_blank_form(r->opt.output, r->catalog, form, r->as_of, r->opt.lang, r->diags);
    }
    return exit_of(r, status);
}

static const char *note_of(const mds_answer *answer)
{
    return answer->note[0] != '\0' ? answer->note : answer->note_cell;
}

/* How an answer is read again: a question that is not there is as open as one without an answer,
 * and a note alone is an answer to see it. */
static mds_answer_state state_of(const mds_answer *answer)
{
    if (answer->state != MDS_ANSWER_MISSING && answer->state != MDS_ANSWER_UNANSWERED) {
        return answer->state;
    }
    return note_of(answer)[0] != '\0' ? MDS_ANSWER_SEE_NOTE : MDS_ANSWER_UNANSWERED;
}

static bool is_same(const mds_answer *a, const mds_answer *b)
{
    return state_of(a) == state_of(b) && strcmp(note_of(a), note_of(b)) == 0 &&
           (a->state != MDS_ANSWER_TEXT || strcmp(a->response, b->response) == 0);
}

/* The workbook is read as any form would be, and held against what was to be written. */
static mds_status check_written(run *r, const mds_disclosure *form)
{
    const mds_form *edition = &r->catalog->forms[form->form];
    mds_diags *kept = r->diags;
    const mds_disclosure *copy = NULL;
    mds_strbuf names;
    size_t count = 0;
    char number[24];

    r->diags = mds_diags_new(r->arena, 0); /* what was said of the form is known */
    mds_status status =
        r->diags != NULL ? read_form(r, r->opt.output, &copy) : mds_arena_status(r->arena);
    r->diags = kept;
    mds_strbuf_init(&names, 1 << 16);
    for (uint32_t q = 0; q < edition->question_count && status == MDS_OK; q++) {
        if (edition->questions[q].kind != MDS_QUESTION_HEADING &&
            (copy->form != form->form || !is_same(&form->answers[q], &copy->answers[q]))) {
            mds_strbuf_printf(&names, "%s%s", count++ > 0 ? " / " : "", edition->questions[q].id);
        }
    }
    (void)snprintf(number, sizeof number, "%zu", count);
    if (status == MDS_OK && count > 0) {
        mds_diag_add(r->diags, MDS_D_FORM_READ_BACK, r->opt.output, NULL, number, names.p, NULL);
    }
    mds_strbuf_finish(&names);
    return status;
}

static mds_exit form_write(run *r)
{
    const form_options *own = r->own;
    const mds_disclosure *form = NULL;
    mds_exit code =
        own->edition != NULL ? usage_error(r, "cli.error.form_own_edition", NULL) : check_output(r);

    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = spare_existing(r);
    if (status == MDS_OK) {
        status = read_form(r, r->args[1], &form);
    }
    if (status == MDS_OK && !mds_form_is_writable(r->catalog, form->form)) {
        mds_diag_add(r->diags, MDS_D_FORM_NOT_WRITABLE, r->args[1], NULL,
                     r->catalog->forms[form->form].edition, NULL);
        status = MDS_EUNSUPPORTED;
    }
    if (status == MDS_OK) {
        status = mds_export_form(r->opt.output, r->catalog, form, r->as_of, r->opt.lang, r->diags);
    }
    if (status == MDS_OK) {
        status = check_written(r, form);
    }
    if (status == MDS_OK) {
        print_diags(r);
        show_progress(r, "");
    }
    return exit_of(r, status);
}

static mds_exit form_main(run *r)
{
    if (r->arg_count == 1 && strcmp(r->args[0], "new") == 0) {
        return form_new(r);
    }
    if (r->arg_count == 2 && strcmp(r->args[0], "write") == 0) {
        return form_write(r);
    }
    return usage_error(r, "cli.error.form_verb", NULL);
}

static const option_spec *const form_option_list[] = {
    &option_edition_of, &option_output, &option_as_of, &option_sheet, &option_catalog,
    &option_lang,       &option_quiet,  &option_help,  NULL};

const command cmd_form = {"form",
                          "cli.form.usage",
                          "cli.form.summary",
                          "cli.form.help",
                          form_option_list,
                          form_main,
                          .own_size = sizeof(form_options)};
