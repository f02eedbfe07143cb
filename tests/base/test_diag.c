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
