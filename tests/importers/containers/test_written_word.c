/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of Word that the program writes, read again: each cell is in its place. */
#include "container.h"
#include "support/command.h"
#include "support/fixture.h"
#include <mdsrisk/export_paper.h>
#include <mdsrisk/limits.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(written_word, .init = scratch_begin, .fini = scratch_end);

enum { MOST_COLUMNS = 20, ROWS = 7 };

/* One cell each; the second is what a reader of the page sees. */
static const char *const texts[][2] = {
    {"plain", "plain"},
    {"a < b && c > \"d\"", "a < b && c > \"d\""},
    {"</w:t></w:r></w:p></w:tc></w:tbl>", "</w:t></w:r></w:p></w:tc></w:tbl>"},
    {"one\ntwo", "one two"},
    {"=HYPERLINK(\"http://example.org\")", "=HYPERLINK(\"http://example.org\")"},
    {"{ MACROBUTTON x }", "{ MACROBUTTON x }"},
    {"it's &lt;", "it's &lt;"},
    {"a\x1B[2Jb", "a [2Jb"},
    {"\xE3\x81\xAF\xE3\x81\x84", "\xE3\x81\xAF\xE3\x81\x84"},
    {"]]>", "]]>"},
};

enum { TEXTS = sizeof texts / sizeof texts[0] };

/* Line ends as blanks, so that it does not matter how a reader gives them. */
static void expect_same(const char *got, const char *want)
{
    char flat[256];
    size_t n = 0;

    for (const char *p = got; *p != '\0' && n < sizeof flat - 1; p++) {
        flat[n++] = *p == '\n' ? ' ' : *p;
    }
    flat[n] = '\0';
    cr_expect_str_eq(flat, want);
}

static void expect_cells(const mds_grid *grid, const char *const *want, size_t count)
{
    size_t met = 0;

    for (size_t s = 0; s < grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &grid->sheets[s];
        for (size_t r = 0; r < sheet->row_count; r++) {
            for (size_t c = 0; c < sheet->rows[r].count; c++) {
                cr_assert_lt(met, count, "one more: %s", sheet->rows[r].cells[c].text);
                expect_same(sheet->rows[r].cells[c].text, want[met++]);
            }
        }
    }
    cr_expect_eq(met, count, "%zu of %zu", met, count);
}

static void write_and_read(const mds_paper *paper, const char *const *want, size_t count)
{
    fixture f;
    mds_source *source = NULL;
    mds_grid grid;

    fixture_init(&f);
    cr_assert_eq(mds_export_paper(paper, MDS_EXPORT_DOCX, "t.docx", f.diags), MDS_OK);
    cr_assert_eq(mds_source_open(&source, "t.docx", MDS_LIMIT_FILE_BYTES, f.diags), MDS_OK);
    mds_grid__init(&grid, f.arena, "t.docx", f.diags);
    cr_assert_eq(mds_container__read(&grid, source), MDS_OK);
    expect_cells(&grid, want, count);
    mds_source_free(source);
    fixture_free(&f);
}

/* Tables of each width, every text in each place. Tables wider than a page are names and values. */
Test(written_word, gives_each_cell_again)
{
    for (size_t columns = 1; columns <= MOST_COLUMNS; columns++) {
        static char names[MOST_COLUMNS][16];
        mds_column heads[MOST_COLUMNS];
        mds_cell cells[MOST_COLUMNS * ROWS];
        const char *want[2 + MOST_COLUMNS * (2 * ROWS + 1)];
        const bool records = columns > 14;
        size_t count = 0;
        want[count++] = "Title <b>";
        want[count++] = "Section & part";
        for (size_t c = 0; c < columns; c++) {
            (void)snprintf(names[c], sizeof names[c], "column %zu", c);
            heads[c] = (mds_column){.id = names[c], .title = names[c], .width = (double)(10 * c)};
            if (!records) {
                want[count++] = names[c];
            }
        }
        for (size_t i = 0; i < columns * ROWS; i++) {
            const size_t t = (i * 7 + columns) % TEXTS;
            cells[i] = (mds_cell){.kind = MDS_CELL_TEXT, .text = texts[t][0]};
            if (records) {
                want[count++] = names[i % columns];
            }
            want[count++] = texts[t][1];
        }
        const mds_table table = {.id = "t",
                                 .title = "t",
                                 .columns = heads,
                                 .column_count = columns,
                                 .cells = cells,
                                 .row_count = ROWS};
        const mds_section section = {.id = "s", .title = "Section & part", .table = &table};
        const mds_paper paper = {.lang = MDS_LANG_JA,
                                 .kind = "t",
                                 .title = "Title <b>",
                                 .as_of = 20000,
                                 .sections = &section,
                                 .section_count = 1};
        write_and_read(&paper, want, count);
    }
}
