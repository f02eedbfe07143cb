/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zips of forms: what lies in them comes out once, and nothing else. */
#include "support/raw_workbook.h"

#include <criterion/criterion.h>
#include <mdsrisk/archive.h>
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

typedef struct seen {
    mds_arena *arena;
    mds_diags *diags;
    mds_strbuf names; /* "mail.zip/a=3 " with the bytes of each file; "!" for one that is none */
} seen;

static void setup(seen *s)
{
    s->arena = mds_arena_new((size_t)64 << 20, NULL);
    s->diags = mds_diags_new(s->arena, 100);
    mds_strbuf_init(&s->names, 1 << 20);
}

static void teardown(seen *s)
{
    mds_strbuf_finish(&s->names);
    mds_arena_free(s->arena);
}

static mds_status note(void *payload, const char *name, const mds_source *file)
{
    seen *s = payload;

    if (file == NULL) {
        mds_strbuf_printf(&s->names, "%s! ", name);
    } else {
        mds_strbuf_printf(&s->names, "%s=%zu ", name, mds_source_size(file));
    }
    return MDS_OK;
}

static mds_status read_zip(seen *s, const workbook *zip)
{
    mds_source *source = NULL;

    cr_assert_eq(mds_source_from_memory(&source, "m.zip", zip->bytes, zip->size), MDS_OK);
    cr_expect(mds_source_is_archive(source));
    const mds_status status = mds_archive_read(source, note, s, s->diags);
    mds_source_free(source);
    return status;
}

/* A zip that holds \p levels zips, each within the one before, and at last a file. */
static void nest(workbook *out, int levels)
{
    archive_init(out);
    if (levels == 0) {
        workbook_text(out, "form.csv", "abc");
    } else {
        workbook inner;
        nest(&inner, levels - 1);
        workbook_part(out, "in.zip", (const char *)inner.bytes, inner.size);
        workbook_free(&inner);
    }
    cr_assert(archive_finish(out));
}

Test(archive, files_come_out_and_clutter_does_not)
{
    seen s;
    workbook zip;

    setup(&s);
    archive_init(&zip);
    workbook_text(&zip, "a/form.csv", "abc");
    workbook_text(&zip, "a/~$form.xlsx", "x");
    workbook_text(&zip, "__MACOSX/a/._form.csv", "x");
    workbook_text(&zip, ".DS_Store", "x");
    workbook_text(&zip, "b/Thumbs.db", "x");
    workbook_text(&zip, "b/empty", "");
    workbook_text(&zip, "\x8E\x91\x97\xBF.csv", "ab"); /* CP932 */
    zip.parts[zip.count - 1].old_name = true;
    cr_assert(archive_finish(&zip));
    cr_expect_eq(read_zip(&s, &zip), MDS_OK);
    cr_expect_str_eq(s.names.p,
                     "m.zip/a/form.csv=3 m.zip/b/empty=0 m.zip/\xE8\xB3\x87\xE6\x96\x99.csv=2 ");
    workbook_free(&zip);
    teardown(&s);
}

Test(archive, zips_within_are_opened_two_levels_deep)
{
    for (int levels = 0; levels < 5; levels++) {
        seen s;
        workbook zip;
        char want[128] = "m.zip";
        setup(&s);
        nest(&zip, levels);
        cr_expect_eq(read_zip(&s, &zip), MDS_OK);
        for (int i = 0; i < (levels < 3 ? levels : 3); i++) {
            (void)strcat(want, "/in.zip");
        }
        (void)strcat(want, levels < 3 ? "/form.csv=3 " : "=");
        cr_expect(strncmp(s.names.p, want, strlen(want)) == 0, "%d: %s", levels, s.names.p);
        workbook_free(&zip);
        teardown(&s);
    }
}

Test(archive, a_bad_file_stops_no_other)
{
    seen s;
    workbook zip;

    setup(&s);
    archive_init(&zip);
    workbook_text(&zip, "locked.csv", "abc");
    zip.parts[0].encrypted = true;
    workbook_text(&zip, "in.zip", "PK\x03\x04 and no more");
    workbook_text(&zip, "last.csv", "abc");
    cr_assert(archive_finish(&zip));
    cr_expect_eq(read_zip(&s, &zip), MDS_OK);
    cr_expect_str_eq(s.names.p, "m.zip/locked.csv! m.zip/in.zip=16 m.zip/last.csv=3 ");
    cr_expect_eq(mds_diags_count_of_code(s.diags, MDS_D_ZIP_ENCRYPTED), 1u);
    workbook_free(&zip);
    teardown(&s);
}

Test(archive, a_bomb_is_no_file)
{
    static char zeros[8 << 20];
    seen s;
    workbook zip;

    setup(&s);
    archive_init(&zip);
    workbook_part(&zip, "zeros", zeros, sizeof zeros);
    workbook_text(&zip, "last.csv", "abc");
    cr_assert(archive_finish(&zip));
    cr_expect_eq(read_zip(&s, &zip), MDS_OK);
    cr_expect_str_eq(s.names.p, "m.zip/zeros! m.zip/last.csv=3 ");
    cr_expect_eq(mds_diags_count_of_code(s.diags, MDS_D_ZIP_BOMB), 1u);
    workbook_free(&zip);
    teardown(&s);
}

Test(archive, a_workbook_is_none)
{
    workbook book;
    mds_source *source = NULL;

    workbook_init(&book);
    workbook_sheet(&book, "form", "visible", "");
    cr_assert(workbook_finish(&book));
    cr_assert_eq(mds_source_from_memory(&source, "f.xlsx", book.bytes, book.size), MDS_OK);
    cr_expect_not(mds_source_is_archive(source));
    mds_source_free(source);
    workbook_free(&book);
}

static void add_old(workbook *zip, const char *name, const char *content)
{
    workbook_text(zip, name, content);
    zip->parts[zip->count - 1].old_name = true;
}

/* What Japanese Windows packs says nothing of its encoding, and the second byte of 表, ソ, 能 and
 * 十 is a backslash. */
Test(archive, names_of_japanese_windows)
{
    static const struct {
        const char *bytes, *name;
    } names[] = {{"\x8A\x4A\x8E\xA6\x8F\x91.csv", "開示書.csv"},
                 {"\x88\xEA\x97\x97\x95\x5C.csv", "一覧表.csv"},
                 {"\x83\x5C\x83\x74\x83\x67/\x94\x5C\x97\xCD\x95\x5C.csv", "ソフト/能力表.csv"},
                 {"\x8B\x40\x8A\xED\x41/\x8F\x5C.csv", "機器A/十.csv"},
                 {"\x90\x5C\x90\xBF\x81\x60\x87\x40.csv", "申請～①.csv"},
                 {"\xCA\xDD\xB6\xB8.csv", "ﾊﾝｶｸ.csv"}};
    seen s;
    workbook zip;

    setup(&s);
    archive_init(&zip);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        add_old(&zip, names[i].bytes, "abc");
    }
    add_old(&zip, "\x95\x5C/.\x95\x5C.csv", "x");
    cr_assert(archive_finish(&zip));
    cr_assert_eq(read_zip(&s, &zip), MDS_OK);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char wanted[64];
        (void)snprintf(wanted, sizeof wanted, "m.zip/%s=3 ", names[i].name);
        cr_expect_not_null(strstr(s.names.p, wanted), "%s: %s", names[i].name, s.names.p);
    }
    cr_expect_null(strstr(s.names.p, "=1 "), "%s", s.names.p);
    workbook_free(&zip);
    teardown(&s);
}

Test(archive, names_of_western_zips)
{
    seen s;
    workbook zip;

    setup(&s);
    archive_init(&zip);
    add_old(&zip,
            "Ger\x84t \x81"
            "berblick.csv",
            "abc");
    cr_assert(archive_finish(&zip));
    cr_assert_eq(read_zip(&s, &zip), MDS_OK);
    cr_expect_str_eq(s.names.p, "m.zip/Gerät überblick.csv=3 ");
    workbook_free(&zip);
    teardown(&s);
}
