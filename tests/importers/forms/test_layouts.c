/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers survive every layout: columns permuted, sheets split, ids misspelt, notes elsewhere. */
#include "support/fixture.h"
#include "support/layouts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 80 };

static size_t compare(const fixture *f, const made_form *made, uint32_t seed)
{
    const mds_form *form = &f->catalog->forms[f->form->form];
    size_t wrong = 0;

    for (size_t q = 0; q < form->question_count; q++) {
        const made_answer *want = &made->answers[q];
        const mds_answer *got = &f->form->answers[q];
        if (got->state != want->state || strcmp(got->response, want->response) != 0 ||
            strcmp(got->note_cell, want->note_cell) != 0 || strcmp(got->note, want->note) != 0 ||
            got->wording[0] == '\0') {
            cr_log_warn("seed %u %s at %s: %s, not %s; \"%s\" \"%s\" \"%s\"", seed,
                        form->questions[q].id, got->where, mds_answer_state_name(got->state),
                        mds_answer_state_name(want->state), got->response, got->note_cell,
                        got->note);
            wrong++;
        }
    }
    return wrong;
}

Test(layouts, answers_come_back)
{
    const mds_diag_code none = (mds_diag_code)0;
    fixture f;

    fixture_init(&f);
    const uint32_t edition = mds_catalog_form(f.catalog, "mds2-2019");
    cr_assert_neq(edition, MDS_NO_ORDINAL);
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        made_form *made = made_form_new(&f.catalog->forms[edition], seed);
        size_t size = 0;
        cr_assert_not_null(made);
        unsigned char *bytes = made_form_bytes(made, &size);
        cr_assert_not_null(bytes, "seed %u", seed);
        fixture_form(&f, bytes, size);
        cr_assert_eq(f.status, MDS_OK, "seed %u", seed);
        cr_assert_eq(compare(&f, made, seed), 0, "seed %u: %s, ids %d, notes %d, headings %d", seed,
                     made->workbook ? "xlsx" : "csv", made->id_style, made->note_place,
                     made->headings);
        fixture_expect_only(&f, &none);
        free(bytes);
        free(made);
    }
    fixture_free(&f);
}
