/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms as text, made from a seed: any delimiter, notes that are full of the other ones, in quotes
 * and over several lines. None may be read as another answer, and all must be read. */
#include "support/fixture.h"
#include "support/pdf_pages.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { SEEDS = 600, ROWS = 60, TEXT = 512 };

static const char delimiters[] = {',', ';', '\t', '|'};
static const char *const answers[] = {"Yes", "No", "N/A", "See Note"};
/* Pieces of notes and questions; those behind the first three need quotes. */
static const char *const plain[] = {"see the manual", "12:30", "at 10.0.0.1:443"};
static const char *const signs[] = {": ",
                                    "a: b: c",
                                    "; ",
                                    "x; y; z",
                                    ", ",
                                    "one, two",
                                    "|",
                                    "\t",
                                    "\n",
                                    "\nMPII-2: yes",
                                    "\r\nAUDT-1,Is it?: No",
                                    "\"no\"",
                                    "? : "};

typedef struct form_text {
    uint32_t random;
    char delimiter;
    bool quote_all, ragged, heading, titles, spaced;
    mds_strbuf text;
    const char *answers[ROWS];
    char notes[ROWS][TEXT];
} form_text;

#define SOME(t, list) ((list)[pdf_random(&(t)->random, sizeof(list) / sizeof *(list))])

static void put_field(form_text *t, const char *text, bool first)
{
    const char own[] = {t->delimiter, '"', '\n', '\r', '\0'};
    const bool quotes = strpbrk(text, own) != NULL || (t->quote_all && text[0] != '\0');

    if (!first) {
        mds_strbuf_putc(&t->text, t->delimiter);
        mds_strbuf_puts(&t->text, t->spaced && quotes ? " " : "");
    }
    mds_strbuf_puts(&t->text, quotes ? "\"" : "");
    for (const char *p = text; *p != '\0'; p++) {
        mds_strbuf_puts(&t->text, *p == '"' ? "\"" : "");
        mds_strbuf_putc(&t->text, *p);
    }
    mds_strbuf_puts(&t->text, quotes ? "\"" : "");
}

static void add(char text[TEXT], const char *more)
{
    const size_t used = strlen(text);

    (void)snprintf(text + used, TEXT - used, "%s", more);
}

static void put_row(form_text *t, size_t i, const char *id)
{
    char asked[TEXT] = "Is it so";

    t->notes[i][0] = '\0';
    if (pdf_random(&t->random, 3) > 0) {
        add(t->notes[i], SOME(t, plain));
        for (uint32_t n = pdf_random(&t->random, 4); n > 0; n--) {
            add(t->notes[i], SOME(t, signs));
            add(t->notes[i], SOME(t, plain));
        }
    }
    add(asked, pdf_random(&t->random, 3) == 0 ? ": of a kind, or not" : "");
    add(asked, t->titles ? "" : "?");
    t->answers[i] = t->notes[i][0] != '\0' ? SOME(t, answers) : answers[i % 3];
    put_field(t, id, true);
    put_field(t, asked, false);
    put_field(t, t->answers[i], false);
    if (!t->ragged || t->notes[i][0] != '\0') {
        put_field(t, t->notes[i], false);
    }
    mds_strbuf_putc(&t->text, '\n');
}

static void make(form_text *t, const mds_form *form, uint32_t seed)
{
    *t = (form_text){.random = seed * 2654435761u + 1,
                     .delimiter = delimiters[seed % sizeof delimiters],
                     .quote_all = seed / 4 % 3 == 0,
                     .ragged = seed / 12 % 2 == 0,
                     .heading = seed / 24 % 3 != 0,
                     .titles = seed / 72 % 2 == 0,
                     .spaced = seed / 144 % 3 == 0};
    mds_strbuf_init(&t->text, 1 << 20);
    if (t->heading) {
        put_field(t, "ID", true);
        put_field(t, "Question", false);
        put_field(t, "Answer", false);
        put_field(t, "Note", false);
        mds_strbuf_putc(&t->text, '\n');
    }
    for (size_t i = 0, q = 0; i < ROWS; q++) {
        if (form->questions[q].kind == MDS_QUESTION_CHOICE) {
            put_row(t, i++, form->questions[q].id);
        }
    }
}

/* Whether two texts are one but for white space. */
static bool same(const char *a, const char *b)
{
    static const char blanks[] = " \t\r\n";

    for (;;) {
        a += strspn(a, blanks);
        b += strspn(b, blanks);
        if (*a == '\0' || *a != *b) {
            return *a == *b;
        }
        a++;
        b++;
    }
}

Test(delimiters, quotes_hide_the_others)
{
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA,
                                              MDS_ANSWER_SEE_NOTE};
    size_t read = 0;
    size_t wrong = 0;
    size_t notes = 0;
    fixture f;

    fixture_init(&f);
    const mds_form *form = &f.catalog->forms[mds_catalog_form(f.catalog, "mds2-2019")];
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        form_text t;
        make(&t, form, seed);
        fixture_form(&f, t.text.p, t.text.n);
        cr_assert_not_null(f.form, "seed %u: %s", seed, t.text.p);
        for (size_t i = 0, q = 0; i < ROWS; q++) {
            if (form->questions[q].kind != MDS_QUESTION_CHOICE) {
                continue;
            }
            const mds_answer *a = &f.form->answers[q];
            size_t wanted = 0;
            while (strcmp(t.answers[i], answers[wanted]) != 0) {
                wanted++;
            }
            const bool definite = a->state == MDS_ANSWER_YES || a->state == MDS_ANSWER_NO ||
                                  a->state == MDS_ANSWER_NA;
            read += a->state == states[wanted];
            wrong += definite && a->state != states[wanted];
            /* Without a heading nothing says which column holds notes. */
            const bool noted = !t.heading || same(a->note, t.notes[i]);
            notes += noted;
            if (a->state != states[wanted] || !noted) {
                cr_log_info("seed %u: %s is \"%s\" \"%s\", read as %d \"%s\"", seed,
                            form->questions[q].id, t.answers[i], t.notes[i], (int)a->state,
                            a->note);
            }
            i++;
        }
        mds_strbuf_finish(&t.text);
    }
    printf("%d forms as text: %zu of %d answers read, %zu wrong, %zu notes\n", SEEDS, read,
           SEEDS * ROWS, wrong, notes);
    cr_expect_eq(wrong, 0);
    cr_expect_eq(read, (size_t)SEEDS * ROWS);
    cr_expect_eq(notes, (size_t)SEEDS * ROWS);
    fixture_free(&f);
}
