/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/fixture.h"

#include "support/unsaid.h"
#include <criterion/criterion.h>
#include <mdsrisk/limits.h>
#include <mdsrisk/message.h>
#include <string.h>

void fixture_init(fixture *f)
{
    *f = (fixture){.status = MDS_EINVAL};
    f->arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    f->diags = mds_diags_new(f->arena, MDS_LIMIT_DIAGS);
    cr_assert_eq(mds_catalog_load(&f->catalog, NULL, f->diags), MDS_OK);
}

void fixture_free(fixture *f)
{
    mds_catalog_free(f->catalog);
    mds_arena_free(f->arena);
    *f = (fixture){.status = MDS_EINVAL};
}

static void restart(fixture *f)
{
    mds_arena_free(f->arena);
    f->arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    f->diags = mds_diags_new(f->arena, MDS_LIMIT_DIAGS);
    f->form = NULL;
    f->deployment = NULL;
    cr_assert_not_null(f->diags);
}

static void list_diags(const fixture *f)
{
    for (size_t i = 0; i < mds_diags_count(f->diags); i++) {
        const mds_diag *d = mds_diags_at(f->diags, i);
        cr_log_warn("MDS%d %s {%s} {%s}", (int)d->code, d->where,
                    d->arg_count > 0 ? d->args[0] : "", d->arg_count > 1 ? d->args[1] : "");
    }
}

/* Diagnostics that pass through a helper are seen by no test of the sources. */
static void expect_arguments(const fixture *f)
{
    for (size_t i = 0; i < mds_diags_count(f->diags); i++) {
        const mds_diag *at = mds_diags_at(f->diags, i);
        char id[12];
        mds_diag_code_name(at->code, id);
        cr_assert_eq(at->arg_count, mds_catalog_message(f->catalog, id)->argument_count, "%s", id);
    }
}

static void import_source(fixture *f, mds_source *source, bool deployment)
{
    if (deployment) {
        f->status = mds_import_deployment(&f->deployment, f->arena, f->catalog,
                                          &f->catalog->policies[0], source, f->diags);
        cr_assert_eq(f->status == MDS_OK, f->deployment != NULL);
    } else {
        f->status = mds_import_form(&f->form, f->arena, f->catalog, source, f->diags);
        cr_assert_eq(f->status == MDS_OK, f->form != NULL);
    }
    /* A refusal without a reason is no refusal. */
    if (f->status != MDS_OK) {
        cr_assert_gt(mds_diags_count_of(f->diags, MDS_SEVERITY_ERROR), 0);
    }
    expect_arguments(f);
    const mds_form_cell *unsaid =
        f->form != NULL ? unsaid_cell(f->catalog, f->form, f->diags) : NULL;
    if (unsaid != NULL) {
        list_diags(f);
    }
    cr_assert_null(unsaid, "\"%s\" in column %s ends unanswered and unsaid",
                   unsaid != NULL ? unsaid->text : "", unsaid != NULL ? unsaid->column : "");
    mds_source_free(source);
}

static void import_bytes(fixture *f, const void *bytes, size_t n, bool deployment)
{
    mds_source *source = NULL;

    restart(f);
    cr_assert_eq(mds_source_from_memory(&source, "test", bytes, n), MDS_OK);
    import_source(f, source, deployment);
}

void fixture_form(fixture *f, const void *bytes, size_t n)
{
    import_bytes(f, bytes, n, false);
}

void fixture_form_text(fixture *f, const char *text)
{
    import_bytes(f, text, strlen(text), false);
}

static void import_file(fixture *f, const char *path, bool deployment)
{
    mds_source *source = NULL;

    restart(f);
    cr_assert_eq(mds_source_open(&source, path, MDS_LIMIT_FILE_BYTES, f->diags), MDS_OK);
    import_source(f, source, deployment);
}

void fixture_form_file(fixture *f, const char *path)
{
    import_file(f, path, false);
}

void fixture_form_workbook(fixture *f, workbook *book)
{
    cr_assert(workbook_finish(book));
    fixture_form(f, book->bytes, book->size);
}

void fixture_deployment(fixture *f, const char *text)
{
    import_bytes(f, text, strlen(text), true);
}

void fixture_context_file(fixture *f, const char *path)
{
    import_file(f, path, true);
}

const mds_answer *fixture_answer(const fixture *f, const char *question)
{
    cr_assert_not_null(f->form);
    const uint32_t q = mds_form_question(&f->catalog->forms[f->form->form], question);
    cr_assert_neq(q, MDS_NO_ORDINAL, "no question %s", question);
    return &f->form->answers[q];
}

const mds_diag *fixture_diag(const fixture *f, mds_diag_code code, size_t n)
{
    for (size_t i = 0; i < mds_diags_count(f->diags); i++) {
        const mds_diag *d = mds_diags_at(f->diags, i);
        if (d->code == code && n-- == 0) {
            return d;
        }
    }
    return NULL;
}

size_t fixture_count(const fixture *f, mds_diag_code code)
{
    size_t n = 0;

    while (fixture_diag(f, code, n) != NULL) {
        n++;
    }
    return n;
}

const mds_diag *fixture_expect(const fixture *f, mds_diag_code code)
{
    const mds_diag *d = fixture_diag(f, code, 0);

    if (d == NULL) {
        list_diags(f);
    }
    cr_assert_not_null(d, "MDS%d was not reported", (int)code);
    return d;
}

void fixture_expect_only(const fixture *f, const mds_diag_code *allowed)
{
    for (size_t i = 0; i < mds_diags_count(f->diags); i++) {
        const mds_diag *d = mds_diags_at(f->diags, i);
        bool known = d->severity == MDS_SEVERITY_NOTE;
        for (const mds_diag_code *code = allowed; (int)*code != 0 && !known; code++) {
            known = *code == d->code;
        }
        if (!known) {
            list_diags(f);
        }
        cr_assert(known, "MDS%d was not expected", (int)d->code);
    }
}
