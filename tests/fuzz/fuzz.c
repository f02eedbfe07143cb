/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "base/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BYTES = 64 << 20, DIAGS = 200 };

static void must(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}

const mds_catalog *fuzz_catalog(void)
{
    static mds_catalog *catalog;

    if (catalog == NULL) {
        must(mds_catalog_load(&catalog, NULL, NULL) == MDS_OK, "the catalog loads");
    }
    return catalog;
}

static void check_text(const char *text)
{
    must(text != NULL, "no string is NULL");
    must(mds_utf8_printable(text, strlen(text)), "text can be written to a workbook");
}

static void check_form(const mds_disclosure *form)
{
    const mds_form *edition = &fuzz_catalog()->forms[form->form];
    size_t present = 0;

    must(form->answer_count == edition->question_count, "one answer a question");
    for (size_t q = 0; q < form->answer_count; q++) {
        const mds_answer *a = &form->answers[q];
        must((unsigned)a->state < MDS_ANSWER_STATE__COUNT, "the state is one of the enum");
        present += a->state != MDS_ANSWER_MISSING;
        check_text(a->response);
        check_text(a->note_cell);
        check_text(a->note);
        check_text(a->where);
        check_text(a->wording);
    }
    must(present <= form->answer_count, "no more answers than questions");
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        check_text(form->device[i]);
    }
}

static void check_context(const mds_context *context)
{
    const mds_catalog *catalog = fuzz_catalog();
    const mds_policy *policy = &catalog->policies[0];

    must(context->profile < policy->profile_count, "the profile exists");
    must(context->zone < policy->zone_count, "the zone exists");
    must(context->data_volume < policy->data_volume_count, "the data volume exists");
    must(context->hospital_rate_factor > 0, "the factor is positive");
    check_text(context->name);
    check_text(context->designation_document);
    for (size_t i = 0; i < context->record_count; i++) {
        const mds_control_record *r = &context->records[i];
        must(r->compensating < catalog->compensating_count, "the control exists");
        check_text(r->owner);
        check_text(r->evidence);
        check_text(r->where);
    }
    for (size_t i = 0; i < context->verified_count; i++) {
        must(context->verified[i].fact < catalog->fact_count, "the fact exists");
        check_text(context->verified[i].evidence);
    }
}

static void import(const void *bytes, size_t size, bool as_context)
{
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, DIAGS) : NULL;
    mds_source *source = NULL;
    const mds_disclosure *form = NULL;
    const mds_context *context = NULL;

    must(diags != NULL, "there is memory");
    must(mds_source_from_memory(&source, "input", bytes, size) == MDS_OK, "there is memory");
    const mds_status status = as_context
                                  ? mds_import_context(&context, arena, fuzz_catalog(),
                                                       &fuzz_catalog()->policies[0], source, diags)
                                  : mds_import_form(&form, arena, fuzz_catalog(), source, diags);
    if (status == MDS_OK && as_context) {
        check_context(context);
    } else if (status == MDS_OK) {
        check_form(form);
    } else {
        must(form == NULL && context == NULL, "outputs are untouched on failure");
        must(mds_diags_count_of(diags, MDS_SEVERITY_ERROR) > 0, "a refusal has a reason");
    }
    mds_source_free(source);
    mds_arena_free(arena);
}

void fuzz_form(const void *bytes, size_t size)
{
    import(bytes, size, false);
}

void fuzz_context(const void *bytes, size_t size)
{
    import(bytes, size, true);
}
