/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <ctype.h>
#include <mdsrisk/terms.h>
#include <string.h>

static bool holds(const char *text, const char *word)
{
    const size_t n = strlen(word);

    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (i < n && tolower((unsigned char)text[i]) == word[i]) {
            i++;
        }
        if (i == n) {
            return true;
        }
    }
    return false;
}

/* A term of the field is the same wherever a user meets it. */
Test(terms, are_one_word_in_all_texts)
{
    static const struct {
        const char *en, *ja;
    } pairs[] = {{"residual risk", "残留リスク"},
                 {"end of support", "サポート終了"},
                 {"removable media", "リムーバブルメディア"},
                 {"remote maintenance", "遠隔保守"},
                 {"vulnerabilit", "脆弱性"},
                 {"organisational measure", "運用的対策"}};
    mds_arena *arena = mds_arena_new((size_t)64 << 20, NULL);
    mds_catalog *catalog = NULL;
    const mds_table *const *tables = NULL;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    cr_assert_eq(mds_terms_build(&tables, arena, catalog, MDS_LANG_EN), MDS_OK);
    const mds_table *texts = tables[MDS_TERMS_TEXTS];
    cr_assert_gt(texts->row_count, 1500);
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
        size_t met = 0;
        for (size_t i = 0; i < texts->row_count; i++) {
            const mds_cell *cells = &texts->cells[i * texts->column_count];
            if (holds(cells[1].text, pairs[p].en)) {
                met++;
                cr_expect(strstr(cells[2].text, pairs[p].ja) != NULL, "%s: %s", cells[0].text,
                          cells[2].text);
            }
        }
        cr_expect_gt(met, 0, "%s", pairs[p].en);
    }
    /* Every term says who uses it so. */
    const mds_table *terms = tables[MDS_TERMS_GLOSSARY];
    cr_expect_gt(terms->row_count, 50);
    for (size_t i = 0; i < terms->row_count; i++) {
        cr_expect(terms->cells[i * terms->column_count + 3].text[0] != '\0', "%s",
                  terms->cells[i * terms->column_count].text);
    }
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}
