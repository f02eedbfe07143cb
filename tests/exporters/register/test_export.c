/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/files.h"

#include "base/num.h"
#include "export_internal.h"
#include "support/small_world.h"
#include <mdsrisk/export.h>
#include <mdsrisk/import.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zip.h>

Test(export, format_is_told_by_the_ending)
{
    cr_expect_eq(mds_export_format_of("a.xlsx"), MDS_EXPORT_XLSX);
    cr_expect_eq(mds_export_format_of("A.XLSX"), MDS_EXPORT_XLSX);
    cr_expect_eq(mds_export_format_of("dir.csv/a.json"), MDS_EXPORT_JSON);
    cr_expect_eq(mds_export_format_of("a.csv"), MDS_EXPORT_CSV);
    cr_expect_eq(mds_export_format_of("a.Html"), MDS_EXPORT_HTML);
    cr_expect_eq(mds_export_format_of("a.htm"), MDS_EXPORT_FORMAT__COUNT);
    cr_expect_eq(mds_export_format_of("a.xls"), MDS_EXPORT_FORMAT__COUNT);
    cr_expect_eq(mds_export_format_of("csv"), MDS_EXPORT_FORMAT__COUNT);
    cr_expect_eq(mds_export_format_of(""), MDS_EXPORT_FORMAT__COUNT);
}

/* Same input, same bytes: whatever the clock and the time zone say. */
Test(export, bytes_depend_on_the_register_alone)
{
    static const char *const names[] = {"a.xlsx", "a.csv", "a.json"};
    small_world w;
    folder f;
    small_make(&w);
    folder_make(&f);
    const mds_register *reg = small_register(&w, MDS_LANG_JA);
    for (int format = 0; format <= MDS_EXPORT_JSON; format++) {
        const char *path = in_folder(&f, names[format]);
        size_t first_size = 0;
        size_t second_size = 0;
        setenv("TZ", "UTC", 1);
        cr_assert_eq(mds_export_register(reg, (mds_export_format)format, path, w.diags), MDS_OK);
        char *first = read_file(path, &first_size);
        setenv("TZ", "Asia/Tokyo", 1);
        sleep(1); /* a time of day written anywhere would differ now */
        cr_assert_eq(mds_export_register(reg, (mds_export_format)format, path, w.diags), MDS_OK);
        char *second = read_file(path, &second_size);
        cr_expect(first_size == second_size && memcmp(first, second, first_size) == 0, "%s",
                  names[format]);
        free(first);
        free(second);
        unlink(path);
    }
    folder_remove(&f, "none");
    small_free(&w);
}

Test(export, workbook_holds_no_formula_and_every_table)
{
    small_world w;
    folder f;
    small_make(&w);
    folder_make(&f);
    w.answers[3].note = "=1+1";
    small_assess(&w);
    const mds_register *reg = small_register(&w, MDS_LANG_EN);
    const char *path = in_folder(&f, "a.xlsx");
    cr_assert_eq(mds_export_register(reg, MDS_EXPORT_XLSX, path, w.diags), MDS_OK);
    /* The lead is above the risks, and no entry is left over. */
    for (int i = 1; i <= MDS_TABLE_KIND__COUNT - 2; i++) {
        char name[64];
        snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", i);
        char *sheet = part_of(path, name);
        /* Sheet 4 holds the sums. */
        cr_expect_eq(strstr(sheet, "<f>") != NULL, i == 4, "%s", name);
        cr_expect_not_null(strstr(sheet, "state=\"frozen\""), "%s", name);
        free(sheet);
    }
    char *strings = part_of(path, "xl/sharedStrings.xml");
    cr_expect_not_null(strstr(strings, ">=HYPERLINK(\"x\")<")); /* text it was, text it is */
    cr_expect_not_null(strstr(strings, "Acme &amp; Sons P-3"));
    cr_expect_not_null(strstr(strings, "\xC3\x97 Not acceptable")); /* not by colour alone */
    free(strings);
    char *book = part_of(path, "xl/workbook.xml");
    cr_expect_not_null(strstr(book, "name=\"Risk register\""));
    cr_expect_not_null(strstr(book, "_xlnm.Print_Titles"));
    free(book);
    folder_remove(&f, "a.xlsx");
    small_free(&w);
}

Test(export, workbook_keeps_numbers_whole)
{
    small_world w;
    folder f;
    small_make(&w);
    folder_make(&f);
    const char *path = in_folder(&f, "a.xlsx");
    cr_assert_eq(
        mds_export_register(small_register(&w, MDS_LANG_EN), MDS_EXPORT_XLSX, path, w.diags),
        MDS_OK);
    char *sheet = part_of(path, "xl/worksheets/sheet1.xml");
    double rrf = w.risk->now->risks[w.risk->ranking[0]].at[MDS_STAGE_R2].rrf;
    bool found = false;
    for (const char *p = strstr(sheet, "<v>"); p != NULL && !found; p = strstr(p + 1, "<v>")) {
        double value = strtod(p + 3, NULL);
        found = value > rrf * (1 - 1e-12) && value < rrf * (1 + 1e-12);
    }
    cr_expect(found, "no cell holds %.17g", rrf);
    free(sheet);
    folder_remove(&f, "a.xlsx");
    small_free(&w);
}

Test(export, cell_text_is_cut_at_a_character_and_says_so)
{
    mds_strbuf scratch;
    mds_strbuf_init(&scratch, 1 << 20);
    cr_expect_str_eq(mds_export__cell_text(&scratch, "short", 10), "short");
    cr_expect_str_eq(mds_export__cell_text(&scratch, "0123456789AB", 10), "0123 [...]");
    cr_expect_str_eq(mds_export__cell_text(&scratch, "日本語日本語日本語日本語", 10),
                     "日本語日 [...]");
    /* Beyond U+FFFF a character is two units. */
    cr_expect_str_eq(mds_export__cell_text(&scratch, "𠮷𠮷𠮷𠮷𠮷𠮷", 11), "𠮷𠮷 [...]");
    cr_expect_str_eq(mds_export__cell_text(&scratch, "𠮷𠮷𠮷𠮷𠮷", 10), "𠮷𠮷𠮷𠮷𠮷");
    cr_expect_str_eq(mds_export__cell_text(&scratch,
                                           "a\xFF"
                                           "b",
                                           10),
                     "a[xFF]"
                     "b");
    mds_strbuf_finish(&scratch);
}

Test(export, a_long_note_fits_its_cell)
{
    small_world w;
    folder f;
    small_make(&w);
    folder_make(&f);
    char *note = malloc(120001);
    cr_assert_not_null(note);
    for (size_t i = 0; i < 120000; i += 3) {
        memcpy(note + i, "漢", 3);
    }
    note[120000] = '\0';
    w.answers[2].note = note;
    small_assess(&w);
    const char *path = in_folder(&f, "a.xlsx");
    cr_assert_eq(
        mds_export_register(small_register(&w, MDS_LANG_EN), MDS_EXPORT_XLSX, path, w.diags),
        MDS_OK);
    char *strings = part_of(path, "xl/sharedStrings.xml");
    cr_expect_not_null(strstr(strings, "漢 [...]<"));
    free(strings);
    free(note);
    folder_remove(&f, "a.xlsx");
    small_free(&w);
}

/* What a full disk for temporary files leaves: one part ends early, the container is sound. */
Test(export, a_part_cut_short_is_found)
{
    small_world w;
    folder f;
    small_make(&w);
    folder_make(&f);
    const char *path = in_folder(&f, "a.xlsx");
    cr_assert_eq(
        mds_export_register(small_register(&w, MDS_LANG_EN), MDS_EXPORT_XLSX, path, w.diags),
        MDS_OK);
    cr_expect(mds_export__xlsx_whole(path));
    char *sheet = part_of(path, "xl/worksheets/sheet2.xml");
    for (size_t eighth = 0; eighth < 8; eighth++) {
        size_t n = strlen(sheet) * eighth / 8;
        zip_t *zip = zip_open(path, 0, NULL);
        cr_assert_not_null(zip);
        zip_source_t *source = zip_source_buffer(zip, sheet, n, 0);
        cr_assert_not_null(source);
        cr_assert_geq(zip_file_add(zip, "xl/worksheets/sheet2.xml", source, ZIP_FL_OVERWRITE), 0);
        cr_assert_eq(zip_close(zip), 0);
        cr_expect_not(mds_export__xlsx_whole(path), "cut at %zu of %zu", n, strlen(sheet));
    }
    free(sheet);
    cr_expect_not(mds_export__xlsx_whole("/nowhere/a.xlsx"));
    folder_remove(&f, "a.xlsx");
    small_free(&w);
}

static void must_fail(const small_world *w, const mds_register *reg, mds_export_format format,
                      const char *path)
{
    size_t before = mds_diags_count(w->diags);
    cr_expect_eq(mds_export_register(reg, format, path, w->diags), MDS_EIO, "%s", path);
    cr_assert_gt(mds_diags_count(w->diags), before, "%s", path);
    const mds_diag *diag = mds_diags_at(w->diags, before);
    cr_expect(diag->code == MDS_D_OUTPUT_UNWRITABLE || diag->code == MDS_D_OUTPUT_INCOMPLETE);
    cr_expect_str_eq(diag->file, path);
}

Test(export, an_unwritable_target_is_said)
{
    small_world w;
    folder f;
    small_make(&w);
    folder_make(&f);
    const mds_register *reg = small_register(&w, MDS_LANG_EN);
    for (int format = 0; format <= MDS_EXPORT_JSON; format++) {
        must_fail(&w, reg, (mds_export_format)format, in_folder(&f, "missing/a"));
        must_fail(&w, reg, (mds_export_format)format, f.path);
        must_fail(&w, reg, (mds_export_format)format, "");
    }
    cr_expect_eq(folder_count(&f), 0);
    folder_remove(&f, "none");
    small_free(&w);
}

/* A limit on the size of files stands for a full disk: the old file stays, nothing else does. */
Test(export, a_full_disk_leaves_the_old_file)
{
    small_world w;
    folder f;
    small_make(&w);
    folder_make(&f);
    const mds_register *reg = small_register(&w, MDS_LANG_EN);
    const char *path = in_folder(&f, "old");
    FILE *old = fopen(path, "w");
    cr_assert_not_null(old);
    fputs("old", old);
    fclose(old);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit usual;
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &usual), 0);
    for (rlim_t limit = 0; limit <= 2048; limit += 512) { /* the csv has some 4000 bytes */
        for (int format = 0; format <= MDS_EXPORT_JSON; format++) {
            struct rlimit small = {.rlim_cur = limit, .rlim_max = usual.rlim_max};
            cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
            mds_status status = mds_export_register(reg, (mds_export_format)format, path, w.diags);
            cr_assert_eq(setrlimit(RLIMIT_FSIZE, &usual), 0);
            size_t n = 0;
            char *bytes = read_file(path, &n);
            cr_expect_eq(status, MDS_EIO, "format %d, limit %d", format, (int)limit);
            cr_expect_str_eq(bytes, "old");
            free(bytes);
            cr_expect_eq(folder_count(&f), 1);
        }
    }
    folder_remove(&f, "old");
    small_free(&w);
}
