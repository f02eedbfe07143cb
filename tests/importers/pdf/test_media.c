/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each answer of a PDF carries its page, its box and what the page shows it with. */
#include "grid.h"
#include "pdf.h"
#include "support/pdf_pages.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Rows of one page; the answer of each is put by the test behind it. */
static void put_page(mds_strbuf *lines, const char *head, const char *const *answers, size_t count)
{
    mds_strbuf_puts(lines, head);
    for (size_t i = 0; i < count; i++) {
        const int y = 4000 + (int)i * 3000;
        char id[32];
        (void)snprintf(id, sizeof id, "AUDT-%zu", i + 1);
        pdf_word(lines, 3000, y, id);
        pdf_word(lines, 9000, y, "Whether");
        pdf_word(lines, 13000, y, "it");
        mds_strbuf_puts(lines, answers[i]);
    }
}

/* Where the last cell of a row lies, and with what. */
static mds_page_box box_of(const mds_grid *grid, const char *id)
{
    const mds_grid_row *row = pdf_row_of(grid, id);

    cr_assert_not_null(row, "%s", id);
    return mds_grid__box(&grid->sheets[0], row->number, row->cells[row->count - 1].column);
}

static void read(mds_grid *grid, mds_strbuf *lines, mds_diags **diags, mds_arena *arena)
{
    *diags = mds_diags_new(arena, 100);
    mds_grid__init(grid, arena, "form.pdf", *diags);
    cr_assert_eq(mds_pdf__read_lines(grid, (mds_sv){lines->p, lines->n}), MDS_OK);
    mds_strbuf_finish(lines);
}

Test(pdf_media, a_field_a_word_and_a_ring_are_told_apart)
{
    static const char *const answers[] = {
        "W 40000 4000 41600 4800 800 0\011Yes\n", "F choice 40000 6800 46000 8000 0\tField1\tNo\n",
        "F check 40000 10000 41000 11000 1\tField2\011Yes\nW 41500 10000 43000 10800 800 "
        "0\011Yes\n",
        "W 40000 13000 41600 13800 800 0\011Yes\nW 42500 13000 43300 13800 800 0\tNo\n"
        "S ring 39600 12700 42000 14100 0\n",
        "F text 40000 15800 46000 17000 0\tField3\tNo\nW 40000 16000 41600 16800 800 0\011Yes\n"};
    static const mds_medium media[] = {MDS_MEDIUM_PRINTED, MDS_MEDIUM_FIELD, MDS_MEDIUM_FIELD,
                                       MDS_MEDIUM_DRAWN, MDS_MEDIUM_FIELD};
    mds_arena *arena = mds_arena_new(64 << 20, NULL);
    mds_diags *diags = NULL;
    mds_strbuf lines;
    mds_grid grid;

    mds_strbuf_init(&lines, 1 << 16);
    mds_strbuf_puts(&lines, "mdsrisk-pdf 1\n");
    put_page(&lines, "P 59500 84200 0 10 0 0 1\n", answers, sizeof answers / sizeof *answers);
    mds_strbuf_puts(&lines, "E 1\n");
    read(&grid, &lines, &diags, arena);
    for (size_t i = 0; i < sizeof media / sizeof *media; i++) {
        char id[32];
        (void)snprintf(id, sizeof id, "AUDT-%zu", i + 1);
        const mds_page_box box = box_of(&grid, id);
        cr_expect_eq(box.page, 1, "%s", id);
        cr_expect_eq(box.medium, media[i], "%s: %d", id, (int)box.medium);
        cr_expect(box.x0 >= 39000 && box.x0 <= 40000, "%s: %d", id, box.x0);
        cr_expect_lt(box.y0, box.y1);
    }
    /* What the last field holds is not what it shows: said, and no reader takes it for an answer.
     */
    cr_expect_eq(mds_diags_count(diags), 1);
    cr_expect_eq(mds_diags_at(diags, 0)->code, MDS_D_PDF_FIELD_CONTRADICTS);
    const mds_grid_row *last = pdf_row_of(&grid, "AUDT-5");
    cr_expect_not_null(strstr(last->cells[last->count - 1].text, "\xEF\xBF\xBD"));
    mds_arena_free(arena);
}

Test(pdf_media, characters_over_a_scan_are_recognised_ones)
{
    static const char *const answers[] = {"W 40000 4000 41600 4800 800 0\011Yes\n",
                                          "W 40000 7000 41600 7800 800 0\tNo\n"};
    mds_arena *arena = mds_arena_new(64 << 20, NULL);
    mds_diags *diags = NULL;
    mds_strbuf lines;
    mds_grid grid;

    mds_strbuf_init(&lines, 1 << 16);
    mds_strbuf_puts(&lines, "mdsrisk-pdf 1\n");
    put_page(&lines, "P 59500 84200 100 0 10 0 1\n", answers, 2);
    mds_strbuf_puts(&lines, "E 1\n");
    read(&grid, &lines, &diags, arena);
    cr_expect_eq(box_of(&grid, "AUDT-1").medium, MDS_MEDIUM_RECOGNISED);
    cr_expect_eq(box_of(&grid, "AUDT-2").medium, MDS_MEDIUM_RECOGNISED);
    mds_arena_free(arena);
}
