/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register and an explanation of the small world, word for word. After an intended change:
 * MDS_UPDATE_GOLDEN=1, then read the difference before it is committed. */
#include "export_internal.h"
#include "support/small_world.h"
#include <stdio.h>
#include <stdlib.h>

static const char *const languages[MDS_LANG__COUNT] = {"en", "ja"};

static void compare(const char *name, int lang, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/tests/golden/%s.%s", MDS_SOURCE_DIR, languages[lang], name);
    if (getenv("MDS_UPDATE_GOLDEN") != NULL) {
        FILE *file = fopen(path, "wb");
        cr_assert_not_null(file, "%s", path);
        cr_assert_geq(fputs(text, file), 0);
        cr_assert_eq(fclose(file), 0);
        return;
    }
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s is missing", path);
    size_t n = strlen(text);
    char *golden = calloc(n + 2, 1);
    cr_assert_not_null(golden);
    size_t got = fread(golden, 1, n + 1, file);
    fclose(file);
    size_t same = 0;
    while (same < n && same < got && golden[same] == text[same]) {
        same++;
    }
    cr_expect(got == n && same == n, "%s differs from byte %zu on: \"%.80s\"", path, same,
              text + same);
    free(golden);
}

Test(golden, register_and_explanation)
{
    small_world w;
    small_make(&w);
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const mds_register *reg = small_register(&w, (mds_lang)lang);
        mds_strbuf text;
        mds_strbuf_init(&text, 1 << 22);
        for (int t = 0; t < MDS_TABLE_KIND__COUNT; t++) {
            mds_export__csv(&text, &reg->tables[t]);
        }
        compare("tables.csv", lang, text.p);
        mds_strbuf_clear(&text);
        mds_export__json(&text, reg, false);
        compare("register.json", lang, text.p);
        mds_strbuf_finish(&text);
        const char *explanation = NULL;
        cr_assert_eq(mds_explain(&explanation, w.arena, w.risk, "exploit", (mds_lang)lang), MDS_OK);
        compare("explain.txt", lang, explanation);
    }
    small_free(&w);
}
