/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of Japanese forms survive every shape: marks, boxes, words, lines, input columns; numbers
 * spaced out, full-width, split over columns; remarks and header fields in every place. */
#include "support/fixture.h"
#include "support/jp_layouts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 260 };

static size_t compare(const fixture *f, const jp_form *jp, uint32_t seed)
{
    const mds_form *form = &f->catalog->forms[f->form->form];
    size_t wrong = 0;

    for (size_t q = 0; q < form->question_count; q++) {
        const made_answer *want = &jp->made.answers[q];
        const mds_answer *got = &f->form->answers[q];
        if (got->state != want->state || strcmp(got->note, want->note) != 0 ||
            got->wording[0] == '\0') {
            cr_log_warn("seed %u %s at %s: %s, not %s; \"%s\" \"%s\" \"%s\"", seed,
                        form->questions[q].id, got->where, mds_answer_state_name(got->state),
                        mds_answer_state_name(want->state), got->response, got->note_cell,
                        got->note);
            wrong++;
        }
    }
    for (size_t d = 0; d < MDS_DEVICE_FIELD__COUNT; d++) {
        if (strcmp(f->form->device[d], jp->device[d]) != 0) {
            cr_log_warn("seed %u %s: \"%s\", not \"%s\"", seed,
                        mds_device_field_name((mds_device_field)d), f->form->device[d],
                        jp->device[d]);
            wrong++;
        }
    }
    return wrong;
}

static void round_trip(fixture *f, const char *edition)
{
    const mds_diag_code none[] = {(mds_diag_code)0};
    const mds_diag_code lost[] = {MDS_D_FORM_MARKS_LOST, (mds_diag_code)0};
    const uint32_t ordinal = mds_catalog_form(f->catalog, edition);

    cr_assert_neq(ordinal, MDS_NO_ORDINAL);
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        jp_form *jp = jp_form_new(&f->catalog->forms[ordinal], seed);
        size_t size = 0;
        cr_assert_not_null(jp);
        unsigned char *bytes = made_form_bytes(&jp->made, &size);
        cr_assert_not_null(bytes, "%s, seed %u", edition, seed);
        fixture_form(f, bytes, size);
        cr_assert_eq(f->status, MDS_OK, "%s, seed %u", edition, seed);
        cr_assert_eq(f->form->form, ordinal, "seed %u: %s, not %s", seed,
                     f->catalog->forms[f->form->form].edition, edition);
        cr_assert_eq(compare(f, jp, seed), 0,
                     "%s, seed %u: %s, shape %d, numbers %d, remarks %d, clauses %d, header %d",
                     edition, seed, jp->made.workbook ? "xlsx" : "csv", (int)jp->shape, jp->numbers,
                     jp->remarks, jp->clauses, jp->header);
        fixture_expect_only(f, jp->shape == JP_LOST ? lost : none);
        cr_assert_eq(fixture_count(f, MDS_D_FORM_MARKS_LOST), jp->shape == JP_LOST, "seed %u",
                     seed);
        free(bytes);
        free(jp);
    }
}

Test(jp_layouts, answers_come_back)
{
    fixture f;

    fixture_init(&f);
    round_trip(&f, "jp-mds-4.1");
    round_trip(&f, "jp-mds-3.0a");
    round_trip(&f, "jp-mds-2.0");
    fixture_free(&f);
}
