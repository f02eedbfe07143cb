/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which answer belongs to which id where no rules part the rows: pages of many distances between
 * the rows, made from a seed. None may get another row's answer. */
#include "grid.h"
#include "pdf.h"

#include "support/pdf_pages.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { SEEDS = 300, ROWS = 40, LINE = PDF_LINE };

/* Where the answer is beside its question. */
typedef enum place { TOP, MIDDLE, BOTTOM, PLACE__COUNT } place;

typedef struct page {
    uint32_t random;
    mds_strbuf lines;
    int y;
    place place;
    int gap, offset; /* between the rows; of the answer against its line */
    bool single;     /* questions have one line */
    const char *truth[ROWS];
} page;

static void put_row(page *p, int number)
{
    const int lines = p->single ? 1 : 1 + (int)pdf_random(&p->random, 4);
    const int at = p->y + (p->place == TOP      ? 0
                           : p->place == MIDDLE ? (lines - 1) * LINE / 2
                                                : (lines - 1) * LINE);
    char id[24];

    (void)snprintf(id, sizeof id, "AUDT-%d", number);
    pdf_word(&p->lines, 3000, at, id);
    for (int i = 0; i < lines; i++) {
        pdf_word(&p->lines, 8000, p->y + i * LINE, "Whether");
        pdf_word(&p->lines, 12000, p->y + i * LINE, "something");
        pdf_word(&p->lines, 17000, p->y + i * LINE, "is");
    }
    p->truth[number - 1] = pdf_answers[pdf_random(&p->random, PDF_ANSWERS)];
    if (p->truth[number - 1][0] != '\0') {
        pdf_word(&p->lines, 38000, at + p->offset, p->truth[number - 1]);
    }
    p->y += lines * LINE + p->gap;
}

static void make(page *p, uint32_t seed)
{
    *p = (page){.random = seed * 2654435761u + 1, .y = 4000};
    p->place = (place)(seed % PLACE__COUNT);
    p->single = seed / PLACE__COUNT % 2 == 0;
    p->gap = 200 + (int)pdf_random(&p->random, 12) * 120;
    p->offset = (int)pdf_random(&p->random, 5) * 60 - 120;
    mds_strbuf_init(&p->lines, 1 << 20);
    mds_strbuf_puts(&p->lines, "mdsrisk-pdf 1\nP 59500 200000 0 10 0 0 1\n");
    for (int i = 1; i <= ROWS; i++) {
        put_row(p, i);
    }
    mds_strbuf_puts(&p->lines, "E 1\n");
}

typedef struct tally {
    size_t answers, read, wrong;
} tally;

static void count(tally *t, const page *p, const mds_grid *grid, uint32_t seed)
{
    for (int i = 0; i < ROWS; i++) {
        char id[24];
        (void)snprintf(id, sizeof id, "AUDT-%d", i + 1);
        const mds_grid_row *row = pdf_row_of(grid, id);
        const char *got = row != NULL ? pdf_answer_in(row) : "";
        const bool right = strcmp(got, p->truth[i]) == 0;
        t->answers += p->truth[i][0] != '\0';
        t->read += p->truth[i][0] != '\0' && right;
        t->wrong += got[0] != '\0' && !right;
        if (!right) {
            cr_log_info("seed %u, place %d, gap %d, offset %d: %s \"%s\", not \"%s\"", seed,
                        (int)p->place, p->gap, p->offset, id, got, p->truth[i]);
        }
    }
}

Test(pdf_rows, none_gets_the_answer_of_another)
{
    tally t = {0};

    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        mds_arena *arena = mds_arena_new(64 << 20, NULL);
        mds_diags *diags = mds_diags_new(arena, 100);
        mds_grid grid;
        page p;
        make(&p, seed);
        mds_grid__init(&grid, arena, "form.pdf", diags);
        cr_assert_eq(mds_pdf__read_lines(&grid, (mds_sv){p.lines.p, p.lines.n}), MDS_OK);
        count(&t, &p, &grid, seed);
        mds_strbuf_finish(&p.lines);
        mds_arena_free(arena);
    }
    printf("%d pages without rules: %zu of %zu answers read, %zu wrong\n", SEEDS, t.read, t.answers,
           t.wrong);
    cr_expect_eq(t.wrong, 0);
    cr_expect_leq((t.answers - t.read) * 100, t.answers);
}
