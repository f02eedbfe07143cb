/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that are no register, as a file: what a workbook of them must hold. */
#include "support/files.h"
#include "support/small_world.h"
#include <mdsrisk/export_table.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define WORD(words, of_mark)                                                                       \
    {                                                                                              \
        .kind = MDS_CELL_TEXT, .mark = of_mark, .text = words                                      \
    }
#define COUNT(digits, value)                                                                       \
    {                                                                                              \
        .kind = MDS_CELL_NUMBER, .style = MDS_NUMBER_INTEGER, .text = digits, .number = value      \
    }

static const mds_column name_columns[] = {
    {.id = "name", .title = "Name", .width = 20, .wrap = true},
    {.id = "value", .title = "Value", .width = 40, .wrap = true},
};
static const mds_cell name_cells[] = {WORD("Items", MDS_MARK_NONE), COUNT("2", 2)};
static const mds_column item_columns[] = {
    {.id = "item", .title = "Item", .width = 12, .wrap = false},
    {.id = "state", .title = "State", .width = 20, .wrap = true},
    {.id = "why", .title = "Why", .width = 30, .wrap = true},
};
static const mds_cell item_cells[] = {
    WORD("3", MDS_MARK_NONE),
    WORD("entailed", MDS_MARK_VERDICT_ACCEPTABLE),
    WORD("=HYPERLINK(\"x\")", MDS_MARK_NONE),
    WORD("4", MDS_MARK_NONE),
    WORD("needs a person", MDS_MARK_NOTICE),
    {.kind = MDS_CELL_EMPTY, .text = ""},
};
static const mds_table tables[] = {
    {.id = "summary",
     .title = "Summary",
     .columns = name_columns,
     .column_count = 2,
     .cells = name_cells,
     .row_count = 1},
    {.id = "answers",
     .title = "Answers",
     .columns = item_columns,
     .column_count = 3,
     .cells = item_cells,
     .row_count = 2},
    {.id = "nothing", .title = "Nothing", .columns = item_columns, .column_count = 3},
};
static const mds_table *const listed[] = {&tables[0], &tables[1], &tables[2]};

static mds_document document_in(mds_lang lang)
{
    return (mds_document){.kind = "test",
                          .lang = lang,
                          .title = "A & B",
                          .as_of = SMALL_AS_OF,
                          .tables = listed,
                          .table_count = 3};
}

Test(document, workbook_has_a_sheet_a_table)
{
    folder f;
    folder_make(&f);
    const mds_document document = document_in(MDS_LANG_JA);
    const char *path = in_folder(&f, "a.xlsx");
    cr_assert_eq(mds_export_document_file(&document, MDS_EXPORT_XLSX, path, NULL), MDS_OK);

    char *book = part_of(path, "xl/workbook.xml");
    cr_expect_not_null(strstr(book, "name=\"Summary\""));
    cr_expect_not_null(strstr(book, "Answers!$2:$2")); /* the headings are repeated */
    free(book);
    char *summary = part_of(path, "xl/worksheets/sheet1.xml");
    cr_expect_null(strstr(summary, "<autoFilter"));
    free(summary);
    char *sheet = part_of(path, "xl/worksheets/sheet2.xml");
    cr_expect_not_null(strstr(sheet, "<autoFilter ref=\"A2:C4\"/>"));
    cr_expect_not_null(strstr(sheet, "topLeftCell=\"B3\""));
    cr_expect_not_null(strstr(sheet, "orientation=\"landscape\""));
    cr_expect_not_null(strstr(sheet, "paperSize=\"9\""));
    cr_expect_not_null(strstr(sheet, "&amp;LA &amp;&amp; B&amp;R"), "the page's title");
    cr_expect_null(strstr(sheet, "<f>"));
    free(sheet);
    char *strings = part_of(path, "xl/sharedStrings.xml");
    cr_expect_not_null(strstr(strings, ">=HYPERLINK"));
    cr_expect_not_null(strstr(strings, "\xE2\x97\x8B entailed"));
    cr_expect_not_null(strstr(strings, "\xE2\x96\xB2 needs a person"));
    free(strings);
    char *styles = part_of(path, "xl/styles.xml");
    cr_expect_not_null(strstr(styles, "Yu Gothic"));
    free(styles);
    folder_remove(&f, "a.xlsx");
}

Test(document, without_a_title_the_headings_come_first)
{
    folder f;
    folder_make(&f);
    mds_document document = document_in(MDS_LANG_EN);
    document.title = NULL;
    const char *path = in_folder(&f, "a.xlsx");
    cr_assert_eq(mds_export_document_file(&document, MDS_EXPORT_XLSX, path, NULL), MDS_OK);
    char *sheet = part_of(path, "xl/worksheets/sheet2.xml");
    cr_expect_not_null(strstr(sheet, "<autoFilter ref=\"A1:C3\"/>"));
    free(sheet);
    folder_remove(&f, "a.xlsx");
}

Test(document, bytes_depend_on_the_document_alone)
{
    static const char *const names[] = {"a.xlsx", "a.csv", "a.json"};
    folder f;
    folder_make(&f);
    const mds_document document = document_in(MDS_LANG_EN);
    for (int format = 0; format <= MDS_EXPORT_JSON; format++) {
        const char *path = in_folder(&f, names[format]);
        size_t first_size = 0;
        size_t second_size = 0;
        cr_assert_eq(mds_export_document_file(&document, (mds_export_format)format, path, NULL),
                     MDS_OK);
        char *first = read_file(path, &first_size);
        sleep(1); /* a time of day written anywhere would differ now */
        cr_assert_eq(mds_export_document_file(&document, (mds_export_format)format, path, NULL),
                     MDS_OK);
        char *second = read_file(path, &second_size);
        cr_expect(first_size == second_size && memcmp(first, second, first_size) == 0, "%s",
                  names[format]);
        free(first);
        free(second);
        unlink(path);
    }
    folder_remove(&f, "none");
}

Test(document, text_formats_are_those_of_the_text_function)
{
    folder f;
    folder_make(&f);
    mds_arena *arena = mds_arena_new(1 << 20, NULL);
    const mds_document document = document_in(MDS_LANG_EN);
    for (int format = MDS_EXPORT_CSV; format <= MDS_EXPORT_JSON; format++) {
        const char *path = in_folder(&f, "a");
        const char *text = NULL;
        size_t size = 0;
        cr_assert_eq(mds_export_document(&text, arena, &document, (mds_export_format)format),
                     MDS_OK);
        cr_assert_eq(mds_export_document_file(&document, (mds_export_format)format, path, NULL),
                     MDS_OK);
        char *bytes = read_file(path, &size);
        cr_expect_str_eq(bytes, text);
        free(bytes);
    }
    mds_arena_free(arena);
    folder_remove(&f, "a");
}

Test(document, nothing_to_write_is_refused)
{
    folder f;
    folder_make(&f);
    mds_document document = document_in(MDS_LANG_EN);
    document.table_count = 0;
    for (int format = 0; format <= MDS_EXPORT_FORMAT__COUNT; format++) {
        cr_expect_eq(mds_export_document_file(&document, (mds_export_format)format,
                                              in_folder(&f, "a"), NULL),
                     MDS_EINVAL);
    }
    cr_expect_eq(folder_count(&f), 0);
    folder_remove(&f, "none");
}
