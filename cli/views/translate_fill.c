/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A translation into a copy of the user's template, which is then read again. */
#include "translate_view.h"

#include "base/strbuf.h"
#include <mdsrisk/import.h>
#include <mdsrisk/limits.h>
#include <string.h>

/* Where the template takes its answers. What an importer says of a form that is mostly empty is no
 * news about a template: only what makes it unusable is passed on. */
static mds_status find_places(run *r, const mds_source *source, const mds_form_places **out)
{
    mds_diags *own = mds_diags_new(r->arena, MDS_LIMIT_DIAGS);

    if (own == NULL) {
        return mds_arena_status(r->arena);
    }
    const mds_status status = mds_import_places(out, r->arena, r->catalog, source, own);
    for (size_t i = 0; i < mds_diags_count(own) && status != MDS_OK; i++) {
        const mds_diag *at = mds_diags_at(own, i);
        const char *args[MDS_DIAG_ARGS] = {NULL};
        for (uint32_t k = 0; k < at->arg_count; k++) {
            args[k] = at->args[k];
        }
        if (at->severity == MDS_SEVERITY_ERROR) {
            mds_diag_add(r->diags, at->code, at->file, at->where, args[0], args[1], args[2],
                         args[3], NULL);
        }
    }
    return status;
}

/* Whether the copy, read again, says of a question what it is to say. See-note and the like belong
 * to notes, which stay as they were. */
static bool reads_back(const mds_translated *at, bool written, const char *note,
                       const mds_answer *answer)
{
    if (note != NULL && strcmp(note, answer->note) != 0) {
        return false;
    }
    if (written) {
        return answer->state == at->answer &&
               (at->answer != MDS_ANSWER_TEXT || strcmp(answer->response, at->text) == 0);
    }
    return answer->state != MDS_ANSWER_YES && answer->state != MDS_ANSWER_NO &&
           answer->state != MDS_ANSWER_NA && answer->state != MDS_ANSWER_CONFLICT;
}

/* The copy is read as any form would be, and held against what was written. */
static mds_status check_copy(run *r, const mds_translation_result *result, const mds_filled *filled,
                             bool *good)
{
    const mds_form *form = &r->catalog->forms[result->target];
    mds_diags *kept = r->diags;
    const mds_disclosure *copy = NULL;
    mds_strbuf names;
    size_t count = 0;
    char number[24];

    r->diags = NULL; /* of a form that is mostly empty there is no news */
    mds_status status = read_form(r, r->opt.output, &copy);
    r->diags = kept;
    mds_strbuf_init(&names, 1 << 16);
    for (uint32_t q = 0; q < result->count && status == MDS_OK; q++) {
        if (copy->form != result->target ||
            !reads_back(&result->at[q], filled->at[q],
                        filled->noted[q] ? result->source->answers[q].note : NULL,
                        &copy->answers[q])) {
            mds_strbuf_puts(&names, count++ > 0 ? " / " : "");
            mds_strbuf_puts(&names, form->questions[q].id);
        }
    }
    if (status != MDS_ENOMEM && (status != MDS_OK || count > 0)) {
        (void)snprintf(number, sizeof number, "%zu", status == MDS_OK ? count : result->count);
        mds_diag_add(r->diags, MDS_D_TEMPLATE_READ_BACK, r->opt.output, NULL, number, names.p,
                     NULL);
    }
    mds_strbuf_finish(&names);
    *good = status == MDS_OK && count == 0;
    return status == MDS_ENOMEM ? status : MDS_OK;
}

mds_status fill_template(run *r, const mds_translation_result *result, filled_copy *out)
{
    const translate_options *own = r->own;
    const mds_form *forms = r->catalog->forms;
    const mds_form_places *places = NULL;
    mds_source *source = NULL;
    mds_status status = mds_source_open(&source, own->template, MDS_LIMIT_FILE_BYTES, r->diags);

    if (status == MDS_OK) {
        status = find_places(r, source, &places);
    }
    if (status == MDS_OK && places->form != result->target) {
        mds_diag_add(r->diags, MDS_D_TEMPLATE_EDITION, own->template, NULL,
                     forms[places->form].edition, forms[result->target].edition, NULL);
        status = MDS_EUNSUPPORTED;
    }
    if (status == MDS_OK) {
        status = mds_export_filled(&out->filled, r->arena, result, places, source, r->opt.output,
                                   r->diags);
    }
    mds_source_free(source);
    return status == MDS_OK ? check_copy(r, result, &out->filled, &out->read_back) : status;
}
