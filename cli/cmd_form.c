/* SPDX-License-Identifier: GPL-3.0-or-later */
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

static mds_exit form_main(run *r)
{
    const form_options *own = r->own;

    if (r->arg_count != 1 || strcmp(r->args[0], "new") != 0) {
        return usage_error(r, "cli.error.form_verb", NULL);
    }
    const uint32_t form =
        own->edition != NULL ? mds_catalog_form(r->catalog, own->edition) : MDS_NO_ORDINAL;
    if (!mds_form_is_writable(r->catalog, form)) {
        return refuse_edition(r);
    }
    if (r->opt.output == NULL || mds_export_format_of(r->opt.output) != MDS_EXPORT_XLSX) {
        return usage_error(r, "cli.error.ending", r->opt.output != NULL ? r->opt.output : "",
                           ".xlsx", NULL);
    }
    const mds_exit code = settle(r);
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

static const option_spec *const form_option_list[] = {
    &option_edition_of, &option_output, &option_as_of, &option_catalog,
    &option_lang,       &option_help,   NULL};

const command cmd_form = {"form",
                          "cli.form.usage",
                          "cli.form.summary",
                          "cli.form.help",
                          form_option_list,
                          form_main,
                          .own_size = sizeof(form_options)};
