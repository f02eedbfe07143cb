/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Narrow justified tables without rules, in one column of rows or two, made from a seed: every word
 * of an answer or a note is read, or the place where it is is named. */
#include "form.h"
#include "pdf.h"
#include "support/fixture.h"
#include "support/pdf_pages.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { SEEDS = 200, ROWS = 120, CELLS = 4, LETTER = 400, BLANK = 220, BOTTOM = 80000 };
enum { MOST_LINES = 40, MOST_WORDS = 200, TEXT = 1024 };

static const char *const fill[] = {"the", "a",   "of", "device", "is",      "able", "to",
                                   "its", "own", "by", "at",     "records", "in",   "network"};
static const char *const texts[] = {"For use by trained staff", "Used at a bedside",
                                    "Intended to be a part of a ward", "MX-4",
                                    "To be set up by us on site"};
static const char *const notes[] = {"Only by a service engineer.", "It is up to a site to do so.",
                                    "Held in a file on a disk of a PC.", "As of a release in May."};
/* Widths of id, question, answer and note. */
static const int widths[][CELLS] = {
    {5600, 14000, 6200, 6600}, {5200, 12000, 8000, 6600}, {5600, 18000, 4600, 4600}};

#define SOME(random, list) ((list)[pdf_random(random, sizeof(list) / sizeof *(list))])

/* The words of a cell, and which line each is on. */
typedef struct cell {
    char text[TEXT];
    const char *words[MOST_WORDS];
    int line[MOST_WORDS];
    int count, lines;
} cell;

typedef struct row {
    const char *id, *answer, *note;
} row;

typedef struct table {
    uint32_t random;
    mds_strbuf lines;
    const int *widths;
    int pad, gap, blocks, block, y, pages;
    bool justified, middle;
    row rows[ROWS];
} table;

static int length(const char *word)
{
    return (int)strlen(word) * LETTER;
}

static void wrap(cell *c, const char *text, int width)
{
    int used = 0;

    *c = (cell){.lines = 1};
    (void)snprintf(c->text, sizeof c->text, "%s", text);
    for (char *word = strtok(c->text, " "); word != NULL; word = strtok(NULL, " ")) {
        if (used > 0 && used + BLANK + length(word) > width) {
            c->lines++;
            used = 0;
        }
        used += (used > 0 ? BLANK : 0) + length(word);
        c->words[c->count] = word;
        c->line[c->count++] = c->lines - 1;
    }
    c->lines = c->count > 0 ? c->lines : 0;
}

static void put_cell(table *t, const cell *c, int x, int y, int width)
{
    for (int from = 0; from < c->count;) {
        int to = from;
        int used = 0;
        while (to < c->count && c->line[to] == c->line[from]) {
            used += length(c->words[to++]);
        }
        const bool full = t->justified && c->line[from] + 1 < c->lines && to - from > 1;
        const int blank = full ? (width - used) / (to - from - 1) : BLANK;
        for (int at = x; from < to; from++) {
            pdf_word(&t->lines, at, y + c->line[from] * PDF_LINE, c->words[from]);
            at += length(c->words[from]) + blank;
        }
    }
}

static void put_row(table *t, const char *const text[CELLS])
{
    cell cells[CELLS];
    int most = 0;
    int x = 3000;

    for (int c = 0; c < CELLS; c++) {
        wrap(&cells[c], text[c], t->widths[c] - 2 * t->pad);
        most = cells[c].lines > most ? cells[c].lines : most;
        x += t->block * t->widths[c];
    }
    if (t->y + most * PDF_LINE > BOTTOM) {
        t->y = 3000;
        t->block = (t->block + 1) % t->blocks;
        if (t->block == 0) {
            t->pages++;
            mds_strbuf_printf(&t->lines, "P 84000 %d 0 10 0 0 1\n", BOTTOM + 3000);
        }
        put_row(t, text);
        return;
    }
    x += t->block * 1600;
    for (int c = 0; c < CELLS; c++) {
        const int down = t->middle ? (most - cells[c].lines) * PDF_LINE / 2 : 0;
        put_cell(t, &cells[c], x + t->pad, t->y + down, t->widths[c] - 2 * t->pad);
        x += t->widths[c];
    }
    t->y += most * PDF_LINE + t->gap;
}

static void put_question(table *t, row *r, const mds_question *question)
{
    static const char *const answers[] = {"Yes", "Yes", "No", "N/A", "See Note"};
    const bool text = question->kind == MDS_QUESTION_TEXT || question->kind == MDS_QUESTION_DATE;
    char asked[TEXT] = "Whether";

    for (uint32_t n = 2 + pdf_random(&t->random, 14); n > 0; n--) {
        const size_t used = strlen(asked);
        (void)snprintf(asked + used, sizeof asked - used, " %s", SOME(&t->random, fill));
    }
    r->id = question->id;
    r->answer = question->kind == MDS_QUESTION_HEADING ? ""
                : text                                 ? SOME(&t->random, texts)
                                                       : SOME(&t->random, answers);
    r->note = strcmp(r->answer, "See Note") == 0 || pdf_random(&t->random, 8) == 0
                  ? SOME(&t->random, notes)
                  : "";
    put_row(t, (const char *const[]){r->id, asked, r->answer, r->note});
}

static void make(table *t, const mds_form *form, uint32_t seed)
{
    *t = (table){.random = seed * 2654435761u + 1, .y = 3000, .pages = 1};
    t->widths = widths[pdf_random(&t->random, sizeof widths / sizeof *widths)];
    t->pad = 100 + (int)pdf_random(&t->random, 3) * 100;
    t->gap = 100 + (int)pdf_random(&t->random, 4) * 150;
    t->blocks = 1 + (int)(seed % 2);
    t->justified = seed / 2 % 4 != 0;
    t->middle = seed / 8 % 2 == 0;
    mds_strbuf_init(&t->lines, 1 << 20);
    mds_strbuf_printf(&t->lines, "mdsrisk-pdf 1\nP 84000 %d 0 10 0 0 1\n", BOTTOM + 3000);
    put_row(t, (const char *const[]){"ID", "Question", "Answer", "Note"});
    for (size_t i = 0; i < ROWS; i++) {
        put_question(t, &t->rows[i], &form->questions[i]);
    }
    mds_strbuf_printf(&t->lines, "E %d\n", t->pages);
}

typedef struct tally {
    size_t answers, read, wrong, silent;
} tally;

static bool is_definite(mds_answer_state state)
{
    return state == MDS_ANSWER_YES || state == MDS_ANSWER_NO || state == MDS_ANSWER_NA;
}

static mds_answer_state wanted_state(const row *r, mds_answer_state text)
{
    return strcmp(r->answer, "Yes") == 0        ? MDS_ANSWER_YES
           : strcmp(r->answer, "No") == 0       ? MDS_ANSWER_NO
           : strcmp(r->answer, "N/A") == 0      ? MDS_ANSWER_NA
           : strcmp(r->answer, "See Note") == 0 ? MDS_ANSWER_SEE_NOTE
           : r->answer[0] != '\0'               ? MDS_ANSWER_TEXT
                                                : text;
}

static void count(tally *t, const table *shown, const mds_disclosure *form, bool said,
                  uint32_t seed)
{
    for (size_t i = 0; i < ROWS; i++) {
        const row *r = &shown->rows[i];
        const mds_answer *a = &form->answers[i];
        const mds_answer_state state = wanted_state(r, a->state);
        const bool known = a->state == state;
        const bool whole = (state != MDS_ANSWER_TEXT || strcmp(a->response, r->answer) == 0) &&
                           (state == MDS_ANSWER_TEXT || strcmp(a->note, r->note) == 0);
        t->answers += r->answer[0] != '\0';
        t->read += r->answer[0] != '\0' && known && whole;
        t->wrong += is_definite(a->state) && !known;
        t->silent += known && !whole && !said;
        if (known && !whole && !said) {
            cr_log_warn("seed %u: %s \"%s\" \"%s\" read as \"%s\" \"%s\"", seed, r->id, r->answer,
                        r->note, a->response, a->note);
        }
    }
}

Test(pdf_words, are_read_or_named)
{
    tally t = {0};
    fixture f;

    fixture_init(&f);
    const uint32_t edition = mds_catalog_form(f.catalog, "mds2-2019");
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        mds_arena *arena = mds_arena_new(64 << 20, NULL);
        mds_diags *diags = mds_diags_new(arena, 100);
        const mds_disclosure *form = NULL;
        mds_source *source = NULL;
        mds_grid grid;
        table shown;
        make(&shown, &f.catalog->forms[edition], seed);
        cr_assert_eq(mds_source_from_memory(&source, "form.pdf", shown.lines.p, shown.lines.n),
                     MDS_OK);
        mds_grid__init(&grid, arena, "form.pdf", diags);
        cr_assert_eq(mds_pdf__read_lines(&grid, (mds_sv){shown.lines.p, shown.lines.n}), MDS_OK);
        cr_assert_eq(mds_form__from_grid(&form, arena, f.catalog, &grid, source, NULL), MDS_OK);
        bool said = false;
        for (size_t i = 0; i < mds_diags_count(diags); i++) {
            said = said || mds_diags_at(diags, i)->code == MDS_D_PDF_TEXT_APART;
        }
        count(&t, &shown, form, said, seed);
        mds_source_free(source);
        mds_strbuf_finish(&shown.lines);
        mds_arena_free(arena);
    }
    printf("%d justified tables: %zu of %zu answers read whole, %zu wrong, %zu cut in silence\n",
           SEEDS, t.read, t.answers, t.wrong, t.silent);
    cr_expect_eq(t.wrong, 0);
    cr_expect_eq(t.silent, 0);
    cr_expect_leq((t.answers - t.read) * 50, t.answers);
    fixture_free(&f);
}
