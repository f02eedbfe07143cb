/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms about one device; a file of answers to questions goes into the form before it. */
#include "cmd.h"

#include "base/limits.h"
#include <mdsrisk/ask.h>

/* What an importer says of a form that is mostly empty is no news about a list of questions. */
static bool is_news(mds_diag_code code, bool supplement)
{
    return !supplement || (code != MDS_D_FORM_QUESTIONS_MISSING &&
                           code != MDS_D_FORM_MOSTLY_MISSING && code != MDS_D_FORM_UNANSWERED);
}

static void pass_on(mds_diags *to, const mds_diags *from, bool supplement)
{
    for (size_t i = 0; i < mds_diags_count(from); i++) {
        const mds_diag *at = mds_diags_at(from, i);
        const char *args[MDS_DIAG_ARGS] = {NULL};
        for (uint32_t k = 0; k < at->arg_count; k++) {
            args[k] = at->args[k];
        }
        if (is_news(at->code, supplement)) {
            mds_diag_add(to, at->code, at->file, at->where, args[0], args[1], args[2], args[3],
                         NULL);
        }
    }
}

/* Reads a form behind another one; \p forms holds \p count before it. */
static mds_status read_next(run *r, const char *path, const mds_disclosure **forms, size_t count,
                            size_t *base)
{
    mds_diags *kept = r->diags;
    const mds_disclosure *next = NULL;
    const mds_disclosure *rest = NULL;

    mds_diags *own = mds_diags_new(r->arena, MDS_LIMIT_DIAGS);
    if (own == NULL) {
        return mds_arena_status(r->arena);
    }
    r->diags = own;
    mds_status status = read_form(r, path, &next);
    r->diags = kept;
    const bool supplement =
        status == MDS_OK && mds_disclosure_supplements(r->catalog, forms[*base], next);
    pass_on(r->diags, own, supplement);
    if (status != MDS_OK) {
        return status;
    }
    if (!supplement) {
        *base = count;
        forms[count] = next;
        return MDS_OK;
    }
    status = mds_disclosure_update(&forms[*base], &rest, r->arena, r->catalog, forms[*base], next,
                                   r->diags);
    forms[count] = rest;
    return status;
}

mds_status read_forms(run *r, const char *const *paths, size_t count,
                      const mds_disclosure *const **out)
{
    const mds_disclosure **forms = mds_arena_alloc(r->arena, count, sizeof *forms);
    size_t base = 0;

    if (forms == NULL) {
        return mds_arena_status(r->arena);
    }
    mds_status status = count > 0 ? read_form(r, paths[0], &forms[0]) : MDS_OK;
    for (size_t i = 1; i < count && status == MDS_OK; i++) {
        status = read_next(r, paths[i], forms, i, &base);
    }
    if (status == MDS_OK) {
        *out = forms;
    }
    return status;
}
