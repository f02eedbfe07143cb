/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that lie on their side give what the upright ones give: every made layout, in every kind
 * of file, as one band and as several. */
#include "support/fixture.h"
#include "support/jp_layouts.h"
#include "support/lying.h"
#include "support/unsaid.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 30, JP_SEEDS = 60 };

static size_t compare(const fixture *f, const made_form *made, const char *what, uint32_t seed)
{
    const mds_form *form = &f->catalog->forms[f->form->form];
    size_t wrong = 0;

    for (size_t q = 0; q < form->question_count; q++) {
        const made_answer *want = &made->answers[q];
        const mds_answer *got = &f->form->answers[q];
        if (got->state != want->state || strcmp(got->note, want->note) != 0) {
            cr_log_warn("%s, seed %u %s at %s: %s, not %s; \"%s\" \"%s\" \"%s\"", what, seed,
                        form->questions[q].id, got->where, mds_answer_state_name(got->state),
                        mds_answer_state_name(want->state), got->response, got->note_cell,
                        got->note);
            wrong++;
        }
    }
    return wrong;
}

static void check(fixture *f, const made_form *made, uint32_t edition, lying_kind kind, size_t band,
                  uint32_t seed)
{
    static const char *const kinds[] = {"csv", "xlsx", "ods", "html", "docx"};
    size_t size = 0;
    unsigned char *bytes =
        lying_bytes(made, kind, band, f->catalog->forms[edition].question_count, &size);

    cr_assert_not_null(bytes);
    fixture_form(f, bytes, size);
    cr_expect_eq(f->status, MDS_OK, "%s %zu, seed %u", kinds[kind], band, seed);
    if (f->status == MDS_OK) {
        cr_expect_eq(f->form->form, edition, "%s %zu, seed %u", kinds[kind], band, seed);
        cr_expect_eq(compare(f, made, kinds[kind], seed), 0, "%s, band %zu, seed %u, notes %d",
                     kinds[kind], band, seed, made->note_place);
        cr_expect_null(unsaid_cell(f->catalog, f->form, f->diags));
    }
    free(bytes);
}

Test(lying, tables_give_the_answers)
{
    fixture f;

    fixture_init(&f);
    const uint32_t edition = mds_catalog_form(f.catalog, "mds2-2019");
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        made_form *made = made_form_new(&f.catalog->forms[edition], seed);
        cr_assert_not_null(made);
        for (int kind = 0; kind < LYING_KIND__COUNT; kind++) {
            if (made->sheet_count == 1 || kind == LYING_XLSX) {
                check(&f, made, edition, (lying_kind)kind, 0, seed);
            }
        }
        free(made);
    }
    fixture_free(&f);
}

Test(lying, bands_give_the_answers)
{
    fixture f;

    fixture_init(&f);
    const uint32_t edition = mds_catalog_form(f.catalog, "mds2-2019");
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        made_form *made = made_form_new(&f.catalog->forms[edition], seed);
        cr_assert_not_null(made);
        for (int kind = 0; kind < LYING_KIND__COUNT && made->sheet_count == 1 && !made->notes_right;
             kind++) {
            check(&f, made, edition, (lying_kind)kind, 6 + seed * 7 % 60, seed);
        }
        free(made);
    }
    fixture_free(&f);
}

static void lay_japanese(fixture *f, const char *edition)
{
    const uint32_t ordinal = mds_catalog_form(f->catalog, edition);

    for (uint32_t seed = 1; seed <= JP_SEEDS; seed++) {
        jp_form *jp = jp_form_new(&f->catalog->forms[ordinal], seed);
        cr_assert_not_null(jp);
        for (int kind = 0; kind < LYING_KIND__COUNT; kind++) {
            if (jp->made.sheet_count == 1 || kind == LYING_XLSX) {
                check(f, &jp->made, ordinal, (lying_kind)kind, 0, seed);
            }
        }
        free(jp);
    }
}

Test(lying, japanese_tables_give_the_answers)
{
    fixture f;

    fixture_init(&f);
    lay_japanese(&f, "jp-mds-4.1");
    lay_japanese(&f, "jp-mds-3.0a");
    fixture_free(&f);
}
