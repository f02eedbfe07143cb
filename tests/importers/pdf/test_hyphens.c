/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that the ends of lines break, in what the worker writes of a page. */
#include "grid.h"
#include "pdf.h"

#include "base/strbuf.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

typedef struct page {
    mds_strbuf lines;
    int y;
} page;

static void put_word(page *p, int x, const char *text)
{
    mds_strbuf_printf(&p->lines, "W %d %d %d %d 800 0\t%s\n", x, p->y, x + (int)strlen(text) * 400,
                      p->y + 800, text);
}

/* A row whose question has two lines: the first ends with \p first, the second is \p second. */
static void put_row(page *p, int number, const char *first, const char *second)
{
    char id[16];

    (void)snprintf(id, sizeof id, "ALOF-%d", number);
    put_word(p, 3000, id);
    put_word(p, 8000, "The");
    put_word(p, 9600, first);
    put_word(p, 30000, "Yes");
    p->y += 1000;
    put_word(p, 8000, second);
    p->y += 2200;
}

/* Whether a cell of the sheet has the text. */
static bool holds(const mds_grid *grid, const char *text)
{
    for (size_t r = 0; grid->sheet_count > 0 && r < grid->sheets[0].row_count; r++) {
        const mds_grid_row *row = &grid->sheets[0].rows[r];
        for (size_t i = 0; i < row->count; i++) {
            if (strstr(row->cells[i].text, text) != NULL) {
                return true;
            }
        }
    }
    return false;
}

static void read_page(page *p, mds_arena *arena, mds_grid *grid)
{
    mds_diags *diags = mds_diags_new(arena, 100);

    mds_strbuf_puts(&p->lines, "E 1\n");
    mds_grid__init(grid, arena, "form.pdf", diags);
    cr_assert_eq(mds_pdf__read_lines(grid, (mds_sv){p->lines.p, p->lines.n}), MDS_OK);
    mds_strbuf_finish(&p->lines);
}

static page new_page(void)
{
    page p = {.y = 6500};

    mds_strbuf_init(&p.lines, 1 << 20);
    mds_strbuf_puts(&p.lines, "mdsrisk-pdf 1\nP 59500 84200 0 10 0 0 1\n");
    return p;
}

/* Where words are proved broken, the others are joined too; words with a hyphen keep it. */
Test(pdf_hyphens, a_document_that_hyphenates)
{
    mds_arena *arena = mds_arena_new(64 << 20, NULL);
    page p = new_page();
    mds_grid grid;

    put_row(&p, 1, "recor-", "der");
    put_row(&p, 2, "recorder", "works");
    put_row(&p, 3, "hospi-", "tal");
    put_row(&p, 4, "hospital", "works");
    put_row(&p, 5, "re-", "cord");
    put_row(&p, 6, "record", "works");
    put_row(&p, 7, "keybo-", "ard");
    put_row(&p, 8, "two-factor", "works");
    put_row(&p, 9, "two-", "factor");
    put_row(&p, 10, "Anti-", "Virus");
    read_page(&p, arena, &grid);
    cr_expect(holds(&grid, "The recorder works") && holds(&grid, "The keyboard"));
    cr_expect(holds(&grid, "The two-factor"));
    cr_expect(holds(&grid, "The Anti-Virus"));
    cr_expect_not(holds(&grid, "recor-der") || holds(&grid, "twofactor"));
    mds_arena_free(arena);
}

/* A browser breaks lines only behind hyphens that words have. */
Test(pdf_hyphens, a_document_that_does_not)
{
    mds_arena *arena = mds_arena_new(64 << 20, NULL);
    page p = new_page();
    mds_grid grid;

    put_row(&p, 1, "anti-", "malware");
    put_row(&p, 2, "built-", "in");
    put_row(&p, 3, "read-", "only");
    put_row(&p, 4, "plain", "works");
    put_row(&p, 5, "plain", "works");
    put_row(&p, 6, "plain", "works");
    read_page(&p, arena, &grid);
    cr_expect(holds(&grid, "anti-malware") && holds(&grid, "built-in"));
    cr_expect(holds(&grid, "read-only"));
    mds_arena_free(arena);
}
