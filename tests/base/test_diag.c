/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <mdsrisk/diag.h>
#include <string.h>

static const char *kept(mds_diags *diags, const char *argument)
{
    mds_diag_add(diags, MDS_D_FORM_ANSWER_UNREADABLE, "f", "C1", "AUDT-1", argument, NULL);
    return mds_diags_at(diags, mds_diags_count(diags) - 1)->args[1];
}

/* What a file says is quoted, but neither in full length nor with what steers a terminal. */
Test(diag, arguments_are_short_and_plain)
{
    mds_arena *arena = mds_arena_new((size_t)1 << 20, NULL);
    mds_diags *diags = mds_diags_new(arena, 10);
    char text[1204] = "";

    cr_expect_str_eq(kept(diags, "a\nb\tc\x1B[31m\x7F\xC2\x9B d"), "a b c [31m    d");
    cr_expect_str_eq(kept(diags, "\xC2\xA7 5 \xE3\x81\x82"), "\xC2\xA7 5 \xE3\x81\x82");
    memset(text, 'x', 400);
    cr_expect_str_eq(kept(diags, text), text);
    text[0] = 'y';
    for (size_t i = 1; i + 3 < sizeof text; i += 3) {
        memcpy(text + i, "\xE3\x81\x82", 3);
    }
    const char *cut = kept(diags, text);
    cr_expect_eq(strlen(cut), 400 + 3, "%zu", strlen(cut));
    cr_expect_eq(memcmp(cut, text, 400), 0);
    cr_expect_str_eq(cut + 400, "\xE2\x80\xA6");
    mds_arena_free(arena);
}

static bool is_kept(const mds_diags *diags, mds_diag_code code)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        if (mds_diags_at(diags, i)->code == code) {
            return true;
        }
    }
    return false;
}

/* However many warnings come first, an error is kept, and the first of each kind. */
Test(diag, no_number_of_warnings_hides_an_error)
{
    mds_arena *arena = mds_arena_new((size_t)8 << 20, NULL);
    mds_diags *diags = mds_diags_new(arena, 50);

    for (size_t i = 0; i < 1200; i++) {
        mds_diag_add(diags, MDS_D_DEPLOYMENT_FIELD_UNKNOWN, "f", "L1", "k", "v", NULL);
    }
    mds_diag_add(diags, MDS_D_DEPLOYMENT_VALUE, "f", "L2", "k", "v", "w", NULL);
    mds_diag_add(diags, MDS_D_DEPLOYMENT_DATE_ORDER, "f", "L3", "k", NULL);
    mds_diag_add(diags, MDS_D_DEPLOYMENT_NUMBER, "f", "L4", "k", NULL);
    cr_expect(is_kept(diags, MDS_D_DEPLOYMENT_VALUE));
    cr_expect(is_kept(diags, MDS_D_DEPLOYMENT_NUMBER));
    cr_expect(is_kept(diags, MDS_D_DEPLOYMENT_DATE_ORDER));
    cr_expect_eq(mds_diags_count(diags), 50 + 3);
    cr_expect_eq(mds_diags_omitted(diags), 1200 - 50);
    cr_expect_eq(mds_diags_count_of_code(diags, MDS_D_DEPLOYMENT_FIELD_UNKNOWN), 1200);
    cr_expect_eq(mds_diags_count_of_code(diags, MDS_D_DEPLOYMENT_VALUE), 1);
    cr_expect_eq(mds_diags_count_of_code(diags, MDS_D_FILE_EMPTY), 0);
    cr_expect_eq(mds_diags_count_of(diags, MDS_SEVERITY_ERROR), 2);
    mds_arena_free(arena);
}

/* That memory has run out is said with memory set aside. */
Test(diag, an_exhausted_arena_still_says_why)
{
    for (size_t limit = 16384; limit < 32768; limit += 701) {
        mds_arena *arena = mds_arena_new(limit, NULL);
        mds_diags *diags = mds_diags_new(arena, 1000);
        cr_assert_not_null(diags);
        while (mds_arena_alloc(arena, 1, 16) != NULL) {
        }
        mds_diag_add(diags, MDS_D_CSV_QUOTE_OPEN, "f", "L1", NULL);
        mds_diag_add(diags, MDS_D_INPUT_OVER_BUDGET, "form.csv", NULL, NULL);
        cr_assert_eq(mds_diags_count(diags), 1);
        cr_expect_eq(mds_diags_at(diags, 0)->code, MDS_D_INPUT_OVER_BUDGET);
        cr_expect_str_eq(mds_diags_at(diags, 0)->file, "form.csv");
        for (size_t i = 0; i < 100; i++) {
            mds_diag_add(diags, MDS_D_INPUT_OVER_BUDGET, "form.csv", NULL, NULL);
        }
        cr_expect_eq(mds_diags_count_of(diags, MDS_SEVERITY_ERROR), 101);
        cr_expect_leq(mds_diags_count(diags), 101);
        mds_arena_free(arena);
    }
}
