/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of spellings of one marked choice of several: none may be read as another answer. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

typedef struct language {
    const char *words[3];
    const char *ids[3];
    const char *begin; /* of the file, up to the response of the first question */
} language;

static const language languages[] = {
    {{"Yes", "No", "N/A"}, {"ALOF-1", "ALOF-2", "AUDT-1"}, "ID,Question,Response\n"},
    {{"はい", "いいえ", "対象外"}, {"1", "2", "3"}, "開示書の例 (第5.2版対応),,\n設問,回答,備考\n"},
};

/* The sign at the chosen word, and at the others. */
typedef struct signs {
    const char *chosen, *other;
    bool fills; /* the others have no sign: the position shows in some rows only */
} signs;

static const signs pairs[] = {
    {"☒", "☐", false},     {"■", "□", false},     {"☑", "☐", false},     {"●", "○", false},
    {"◉", "○", false},     {"◼", "◻", false},     {"(x)", "( )", false}, {"[x]", "[ ]", false},
    {"[X]", "[]", false},  {"(●)", "(○)", false}, {"(○)", "( )", false}, {"（○）", "（　）", false},
    {"[✓]", "[ ]", false}, {"(•)", "( )", false}, {"✓", "☐", false},     {"○", "×", false},
    {"✓", "✗", false},     {"レ", "□", false},    {"_x_", "___", false}, {"✓", "", true},
    {"✔", "", true},       {"○", "", true},       {"◎", "", true},       {"●", "", true},
    {"■", "", true},       {"", "×", false},      {"☑", "☒", false},
};

static const char *const gaps[] = {"", " ", "　"};
static const char *const separators[] = {" ", "   ", "　", "/", " / ", ", ", "・", "、", "\n", ""};

enum { PAIRS = sizeof pairs / sizeof *pairs, GAPS = sizeof gaps / sizeof *gaps };
enum { SEPARATORS = sizeof separators / sizeof *separators };

typedef struct spelling {
    const language *in;
    const signs *of;
    const char *gap, *separator;
    bool behind, colon;
    size_t offered;
} spelling;

typedef struct tally {
    size_t readings, read, other, unsaid;
} tally;

static void put_response(mds_strbuf *out, const spelling *s, size_t chosen)
{
    for (size_t k = 0; k < s->offered; k++) {
        const char *sign = k == chosen ? s->of->chosen : s->of->other;
        mds_strbuf_puts(out, k > 0 ? s->separator : "");
        if (!s->behind) {
            mds_strbuf_puts(out, sign);
            mds_strbuf_puts(out, sign[0] != '\0' ? s->gap : "");
        }
        mds_strbuf_puts(out, s->in->words[k]);
        if (s->behind && sign[0] != '\0') {
            mds_strbuf_puts(out, s->colon ? ":" : "");
            mds_strbuf_puts(out, s->gap);
            mds_strbuf_puts(out, sign);
        }
    }
}

static mds_answer_state meant(size_t k)
{
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};

    return states[k];
}

/* Reads one file with the given choices of its rows. */
static void check_file(fixture *f, tally *t, const spelling *s, const size_t *chosen, size_t rows)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    mds_strbuf_puts(&text, s->in->begin);
    for (size_t i = 0; i < rows; i++) {
        const bool japanese = s->in == &languages[1];
        mds_strbuf_printf(&text, japanese ? "%s 設問,\"" : "%s,q,\"", s->in->ids[i]);
        put_response(&text, s, chosen[i]);
        mds_strbuf_puts(&text, "\"\n");
    }
    mds_strbuf_puts(&text, s->in == &languages[1] ? "4 設問,はい\n4.2 設問,いいえ\n" : "");
    fixture_form_text(f, text.p);
    for (size_t i = 0; i < rows && f->status == MDS_OK; i++) {
        const mds_answer *answer = fixture_answer(f, s->in->ids[i]);
        const bool definite = answer->state == MDS_ANSWER_YES || answer->state == MDS_ANSWER_NO ||
                              answer->state == MDS_ANSWER_NA;
        t->readings++;
        t->read += answer->state == meant(chosen[i]);
        if (definite && answer->state != meant(chosen[i])) {
            t->other++;
            cr_log_error("%s is read as %s", answer->response,
                         mds_answer_state_name(answer->state));
        }
        if (!definite && mds_diags_count(f->diags) == 0) {
            t->unsaid++;
            cr_log_error("%s is lost without a word", answer->response);
        }
    }
    mds_strbuf_finish(&text);
}

static void check_spelling(fixture *f, tally *t, const spelling *s)
{
    static const size_t three[] = {0, 1, 2};
    static const size_t two[] = {0, 1, 1};

    check_file(f, t, s, s->offered == 3 ? three : two, 3);
    for (size_t k = 0; k < s->offered; k++) {
        check_file(f, t, s, &k, 1);
    }
}

Test(spellings, none_is_read_as_another)
{
    tally t = {0};
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < (size_t)2 * PAIRS * GAPS * SEPARATORS * 2 * 2 * 2; i++) {
        size_t n = i;
        spelling s = {.in = &languages[n % 2]};
        n /= 2;
        s.of = &pairs[n % PAIRS];
        n /= PAIRS;
        s.gap = gaps[n % GAPS];
        n /= GAPS;
        s.separator = separators[n % SEPARATORS];
        n /= SEPARATORS;
        s.behind = n % 2 == 1;
        s.offered = n / 2 % 2 == 1 ? 3 : 2;
        s.colon = n / 4 == 1;
        /* Two words without anything between are one, and a colon is behind a word. */
        const bool runs_on = s.separator[0] == '\0' && (s.of->chosen[0] == '\0' || s.of->fills);
        if (!runs_on && (!s.colon || s.behind) && i % 5 == 0) {
            check_spelling(&f, &t, &s);
        }
    }
    (void)fprintf(stderr, "%zu spellings of marked choices: %zu read, %zu as another answer\n",
                  t.readings, t.read, t.other);
    cr_expect_eq(t.other, 0);
    cr_expect_eq(t.unsaid, 0);
    cr_expect_gt(t.read * 10, t.readings * 8, "%zu of %zu", t.read, t.readings);
    fixture_free(&f);
}
