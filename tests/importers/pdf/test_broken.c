/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet that is wider than the paper, printed on two to four pages a part, across or down first,
 * with rules and without, made from a seed. None may get another row's answer. */
#include "grid.h"
#include "pdf.h"
#include "support/pdf_pages.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { SEEDS = 240, ROWS = 60, DOWN = 12, ACROSS = 4, LINE = PDF_LINE, LEFT = 5000, CELLS = 4 };

/* Columns of the sheet and where each page begins among them: id, question, answer, note. */
static const int widths[CELLS] = {7000, 36000, 8000, 9000};
static const bool breaks[3][CELLS] = {
    {true, false, true, false}, {true, true, true, false}, {true, true, true, true}};

typedef struct sheet {
    uint32_t random;
    mds_strbuf pages[DOWN][ACROSS];
    int down, across;
    const bool *breaks;
    bool rules, over, tail; /* across first; notes on pages behind the last row */
    const char *truth[ROWS];
} sheet;

static void put_cell(sheet *s, int column, int y, int height, const char *text)
{
    int page = -1;
    int x = LEFT;

    for (int c = 0; c <= column; c++) {
        page += s->breaks[c];
        x = s->breaks[c] ? LEFT : x + widths[c - 1];
    }
    mds_strbuf *at = &s->pages[s->down][page];
    if (s->rules) {
        mds_strbuf_printf(at, "S box %d %d %d %d 0\n", x, y - 200, x + widths[column],
                          y - 200 + height);
    }
    for (int line = 0; column == 1 && line * LINE + LINE <= height; line++) {
        pdf_word(at, x + 200, y + line * LINE, "Whether");
        pdf_word(at, x + 3600, y + line * LINE, "something");
        pdf_word(at, x + 8000, y + line * LINE, "is");
    }
    if (column != 1 && text[0] != '\0') {
        pdf_word(at, x + 200, y, text);
    }
}

static void put_rows(sheet *s)
{
    int y = 4000;

    for (int i = 0; i < ROWS; i++) {
        const int height = (1 + (int)pdf_random(&s->random, 4)) * LINE + 300;
        char id[24];
        s->truth[i] = pdf_answers[pdf_random(&s->random, PDF_ANSWERS)];
        if (y + height > 40000) {
            s->down++;
            y = 4000;
        }
        (void)snprintf(id, sizeof id, "AUDT-%d", i + 1);
        const char *cells[CELLS] = {id, "", s->truth[i],
                                    pdf_random(&s->random, 6) == 0 ? "Note" : ""};
        for (int c = 0; c < CELLS; c++) {
            put_cell(s, c, y, height, cells[c]);
        }
        y += height;
    }
    for (int i = 0; s->tail && i < 20; i++) {
        s->down += i == 0;
        pdf_word(&s->pages[s->down][0], LEFT, 4000 + i * LINE, "Note");
        pdf_word(&s->pages[s->down][0], LEFT + 2000, 4000 + i * LINE,
                 "only-by-its-maintenance-port");
    }
    s->down++;
}

static void make(sheet *s, uint32_t seed)
{
    const uint32_t kind = seed % 3;

    *s = (sheet){.random = seed * 2654435761u + 1,
                 .across = (int)kind + 2,
                 .breaks = breaks[kind],
                 .rules = seed / 3 % 2 == 0,
                 .over = seed / 6 % 2 == 0,
                 .tail = seed / 12 % 2 == 0};
    for (int d = 0; d < DOWN; d++) {
        for (int a = 0; a < ACROSS; a++) {
            mds_strbuf_init(&s->pages[d][a], 1 << 18);
        }
    }
    put_rows(s);
}

/* The pages in the order of print; empty ones are not printed. */
static void print(mds_strbuf *out, const sheet *s)
{
    const int count = s->down * s->across;
    int printed = 0;

    mds_strbuf_init(out, 1 << 20);
    mds_strbuf_puts(out, "mdsrisk-pdf 1\n");
    for (int i = 0; i < count; i++) {
        const mds_strbuf *page =
            s->over ? &s->pages[i / s->across][i % s->across] : &s->pages[i % s->down][i / s->down];
        if (page->n > 0) {
            mds_strbuf_puts(out, "P 59500 42000 0 10 0 0 1\n");
            mds_strbuf_append(out, page->p, page->n);
            printed++;
        }
    }
    mds_strbuf_printf(out, "E %d\n", printed);
}

typedef struct tally {
    size_t answers, read, wrong;
} tally;

static void count(tally *t, const sheet *s, const mds_grid *grid, uint32_t seed)
{
    for (int i = 0; i < ROWS; i++) {
        char id[24];
        (void)snprintf(id, sizeof id, "AUDT-%d", i + 1);
        const mds_grid_row *row = pdf_row_of(grid, id);
        const char *got = row != NULL ? pdf_answer_in(row) : "";
        const bool right = strcmp(got, s->truth[i]) == 0;
        t->answers += s->truth[i][0] != '\0';
        t->read += s->truth[i][0] != '\0' && right;
        t->wrong += got[0] != '\0' && !right;
        if (!right) {
            cr_log_info("seed %u: %s \"%s\", not \"%s\"", seed, id, got, s->truth[i]);
        }
    }
}

Test(pdf_broken, none_gets_the_answer_of_another)
{
    tally t = {0};

    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        mds_arena *arena = mds_arena_new(64 << 20, NULL);
        mds_diags *diags = mds_diags_new(arena, 100);
        mds_strbuf lines;
        mds_grid grid;
        sheet s;
        make(&s, seed);
        print(&lines, &s);
        mds_grid__init(&grid, arena, "form.pdf", diags);
        cr_assert_eq(mds_pdf__read_lines(&grid, (mds_sv){lines.p, lines.n}), MDS_OK);
        count(&t, &s, &grid, seed);
        mds_strbuf_finish(&lines);
        for (int d = 0; d < DOWN; d++) {
            for (int a = 0; a < ACROSS; a++) {
                mds_strbuf_finish(&s.pages[d][a]);
            }
        }
        mds_arena_free(arena);
    }
    printf("%d wide sheets: %zu of %zu answers read, %zu wrong\n", SEEDS, t.read, t.answers,
           t.wrong);
    cr_expect_eq(t.wrong, 0);
    cr_expect_leq((t.answers - t.read) * 20, t.answers);
}
