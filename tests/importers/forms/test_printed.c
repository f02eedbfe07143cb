/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printed choices in cells of their own, with footnotes, brackets and marks that few forms have:
 * whether they are understood or not, none is read as another one. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 9, CELL = 64 };

static const char *const words[] = {"Yes", "No", "N/A"};
static const char *const ids[ROWS] = {"ALOF-1", "ALOF-2", "AUDT-1", "AUDT-2", "AUTH-1",
                                      "AUTH-2", "DTBK-1", "EMRG-1", "IGAU-1"};
static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};
/* What is around the chosen word, and around the others. */
static const char *const chosen[] = {"(%s)", "[%s]", "「%s」", "【%s】", "%s ▣",   "%s 【○】",
                                     "▣ %s", "* %s", "%s レ",  "%s✗",    "[X] %s", "%s *"};
static const char *const others[] = {"%s", "- %s", "%s ・", "%s -"};
static const char *const notes[] = {"", "¹", "*1", " (3)", "注1", "※1"};

static size_t chosen_in(size_t row)
{
    return (row * 2 + row / 3) % 3;
}

static void put_cell(mds_strbuf *text, const char *form, const char *word, const char *note)
{
    const char *at = strstr(form, "%s");

    mds_strbuf_puts(text, ",\"");
    mds_strbuf_append(text, form, (size_t)(at - form));
    mds_strbuf_puts(text, word);
    mds_strbuf_puts(text, at + 2);
    mds_strbuf_printf(text, "%s\"", note);
}

Test(printed, none_is_read_as_another)
{
    const size_t kinds = sizeof chosen / sizeof *chosen;
    const size_t unchosen = sizeof others / sizeof *others;
    const size_t footnotes = sizeof notes / sizeof *notes;
    size_t read = 0;
    size_t wrong = 0;
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < kinds * unchosen * footnotes * 2; n++) {
        const size_t choices = 2 + n % 2;
        const char *mark = chosen[n / 2 % kinds];
        const char *other = others[n / 2 / kinds % unchosen];
        const char *note = notes[n / 2 / kinds / unchosen];
        mds_strbuf text;
        mds_strbuf_init(&text, 1 << 16);
        mds_strbuf_puts(&text, "MDS2 2019\nID,Question,\"Yes, No, N/A, or See Note\"\n");
        for (size_t i = 0; i < ROWS; i++) {
            mds_strbuf_printf(&text, "%s,Is it so?", ids[i]);
            for (size_t k = 0; k < choices; k++) {
                const bool own = k == chosen_in(i) % choices;
                put_cell(&text, own ? mark : other, words[k], own && i % 2 == 0 ? note : "");
            }
            mds_strbuf_puts(&text, "\n");
        }
        fixture_form(&f, text.p, text.n);
        cr_assert_not_null(f.form, "%s", text.p);
        for (size_t i = 0; i < ROWS; i++) {
            const mds_answer *a = fixture_answer(&f, ids[i]);
            const bool definite = a->state == MDS_ANSWER_YES || a->state == MDS_ANSWER_NO ||
                                  a->state == MDS_ANSWER_NA;
            const bool right = a->state == states[chosen_in(i) % choices];
            read += right;
            wrong += definite && !right;
            if (definite && !right) {
                cr_log_warn("%s %s %s: %s is %s, \"%s\"", mark, other, note, ids[i],
                            mds_answer_state_name(a->state), a->response);
            }
        }
        mds_strbuf_finish(&text);
    }
    printf("%zu printed choices in cells: %zu read, %zu as another\n",
           kinds * unchosen * footnotes * 2 * ROWS, read, wrong);
    cr_expect_eq(wrong, 0);
    fixture_free(&f);
}
