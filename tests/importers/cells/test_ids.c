/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids of questions in cells. */
#include "ids.h"

#include <criterion/criterion.h>
#include <mdsrisk/catalog.h>
#include <stdio.h>
#include <string.h>

enum { CELLS = 20000, MOST_PIECES = 7 };

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 16;
}

static mds_id_match match_of(uint32_t *question, mds_arena *arena, const mds_id_index *index,
                             const char *text)
{
    const char *key = mds_ids__key(arena, text);

    cr_assert_not_null(key);
    *question = MDS_NO_ORDINAL;
    return mds_ids__find(question, index, key);
}

/* What is told from the bytes alone, without a key, must not differ from what the key tells: a
 * full-width first letter is the same to the key, and cannot be told from its bytes. */
Test(ids, a_cell_means_the_same_in_full_width)
{
    static const char *const pieces[] = {"AUDT", "audt", "m",    "A",     "1",  "2", "10",
                                         ".",    "-",    " ",    "\t",    "_",  ",", ":",
                                         "é",    "２",   "MPII", "text ", "－", "（"};
    mds_arena *arena = mds_arena_new(0, NULL);
    mds_catalog *catalog = NULL;
    uint32_t state = 1;
    size_t known = 0;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    const mds_id_index *ids = mds_ids__build(arena, catalog);
    cr_assert_not_null(ids);
    for (size_t n = 0; n < CELLS; n++) {
        char text[80] = "";
        char wide[84];
        for (uint32_t i = next(&state) % MOST_PIECES + 1; i > 0; i--) {
            strcat(text, pieces[next(&state) % (sizeof pieces / sizeof *pieces)]);
        }
        if (text[0] <= ' ' || text[0] > '~') {
            continue;
        }
        const char first[] = {'\xEF', (char)(0xBC + (text[0] - '!' + 1) / 64),
                              (char)(0x80 + (text[0] - '!' + 1) % 64), '\0'};
        (void)snprintf(wide, sizeof wide, "%s%s", first, text + 1);
        for (size_t f = 0; f < catalog->form_count; f++) {
            uint32_t plain_question, wide_question;
            const mds_id_match plain = match_of(&plain_question, arena, &ids[f], text);
            const mds_id_match full = match_of(&wide_question, arena, &ids[f], wide);
            cr_assert_eq(plain, full, "\"%s\" in %s", text, catalog->forms[f].edition);
            cr_assert_eq(plain_question, wide_question);
            known += plain >= MDS_ID_PREFIX;
        }
    }
    cr_assert_gt(known, 100);
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}
