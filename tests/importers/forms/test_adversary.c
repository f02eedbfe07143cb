/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms of marked choices in a convention of their own each, made from a seed: signs, sides,
 * brackets, what parts the words, notes glued to them, rows that say nothing or too much. Nothing
 * may be read that the form does not say. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 12, CHOICES = 4, FORMS = 1500 };

typedef enum side { FRONT, BEHIND, AROUND, SIDES } side;

/* How the choices of a row are. */
typedef enum shape {
    ONE_CELL,      /* "○ Yes  x No" */
    WORD_CELLS,    /* "○ Yes","x No" */
    SIGN_CELLS,    /* "○","Yes","x","No" */
    HEADED,        /* "○","x" below headings */
    TWO_BLOCKS,    /* HEADED, with a second block of questions beside it */
    TWO_REVISIONS, /* HEADED, the previous answers on the left */
    SHAPES
} shape;

/* A sign at the chosen word and one at the others; NULL where no sign makes a word so. */
typedef struct signs {
    const char *chosen, *other;
} signs;

static const signs conventions[] = {
    {"☒", "☐"},          {"☑", "☐"},     {"■", "□"},     {"●", "○"},     {"◉", "○"},
    {"◎", "○"},          {"✓", "☐"},     {"レ", "□"},    {"x", "○"},     {"○", "x"},
    {"X", "○"},          {"○", "X"},     {"○", "×"},     {"◎", "×"},     {"●", "×"},
    {"✓", "×"},          {"✓", "✗"},     {"v", "x"},     {"x", "_"},     {"x", "-"},
    {"X", "－"},         {"○", "－"},    {"○", "△"},     {"☑", "☒"},     {"☒", "○"},
    {"○", "☒"},          {"(x)", "( )"}, {"[x]", "[ ]"}, {"[X]", "[]"},  {"(○)", "( )"},
    {"（○）", "（　）"}, {"(●)", "(○)"}, {"[v]", "[ ]"}, {"_x_", "___"}, {"✓", ""},
    {"✔", ""},           {"○", ""},      {"◎", ""},      {"●", ""},      {"■", ""},
    {"x", ""},           {"X", ""},      {"×", ""},      {"レ", ""},     {"v", ""},
    {"☒", ""},           {"☑", ""},      {"", "×"},      {"", "x"},      {"", "－"},
    {"◯", "×"},          {"〇", "Ｘ"},   {"o", "x"},     {"x", "o"},     {"丸", "－"},
    {"✅", "❌"},          {"⭕", "❌"},     {"✗", "☐"},     {"×", "□"},     {"×", "☐"},
    {"☓", "－"},
};

static const char *const gaps[] = {"", " ", "　", "  "};
static const char *const partings[] = {" ",  "   ", "　", "／",  "/", " / ", ", ",
                                       "・", "、",  "\n", " | ", ";", "\t",  " ・ "};
static const char *const notes[] = {"",  "",     "",          "",        "※1", " ※1",
                                    "¹", " (1)", "（備考1）", " Note 1", "*1", "注1"};
static const struct {
    const char *open, *close;
} brackets[] = {{"", ""}, {"", ""}, {"", ""}, {"(", ")"}, {"[", "]"}, {"【", "】"}, {"「", "」"}};

enum {
    CONVENTIONS = sizeof conventions / sizeof *conventions,
    GAPS = sizeof gaps / sizeof *gaps,
    PARTINGS = sizeof partings / sizeof *partings,
    NOTES = sizeof notes / sizeof *notes,
    BRACKETS = sizeof brackets / sizeof *brackets
};

static const char *const words[2][CHOICES] = {{"Yes", "No", "N/A", "See Note"},
                                              {"はい", "いいえ", "対象外", "備考参照"}};
static const char *const ids[2][ROWS * 2] = {
    {"ALOF-1",   "ALOF-2",   "AUDT-1",   "AUDT-1.1", "AUDT-2", "AUDT-2.1", "AUDT-2.2", "AUDT-2.3",
     "AUDT-2.4", "AUDT-2.5", "AUDT-2.6", "AUDT-2.7", "AUTH-1", "AUTH-1.1", "AUTH-1.2", "AUTH-1.3",
     "AUTH-2",   "AUTH-3",   "AUTH-4",   "CSUP-1",   "CSUP-2", "CSUP-2.1", "CSUP-2.2", "CSUP-2.3"},
    {"1", "2", "3", "4", "4.2", "4.3", "5", "6", "8", "9", "10", "11"},
};

/* What a form does in each of its rows. */
typedef struct convention {
    uint32_t random;
    int language;
    shape shape;
    side side;
    const signs *of;
    size_t offered;
    const char *gap, *parting, *colon, *open, *close;
    unsigned blank_of_ten, both_of_twenty, note_of_ten;
    int pattern;         /* 0: at random; 1: nearly always yes; 2: always the same but once */
    bool other_signs;    /* a second sign for "chosen" in some rows */
    int truth[ROWS * 2]; /* the class chosen; -1 nothing, -2 several */
} convention;

typedef struct tally {
    size_t right, unread, wrong, invented, blank;
} tally;

static uint32_t draw(convention *c, uint32_t below)
{
    c->random ^= c->random << 13;
    c->random ^= c->random >> 17;
    c->random ^= c->random << 5;
    return (c->random >> 4) % below;
}

static convention convention_of(uint32_t seed)
{
    convention c = {.random = seed * 2654435761u + 12345};

    for (size_t i = 0; i < 8; i++) {
        (void)draw(&c, 2);
    }
    c.language = (int)draw(&c, 2);
    c.shape = (shape)(draw(&c, 2) == 0 ? ONE_CELL : draw(&c, SHAPES));
    c.side = (side)draw(&c, SIDES);
    c.of = &conventions[draw(&c, CONVENTIONS)];
    c.offered = c.language == 0 ? 2 + draw(&c, 3) : 2 + draw(&c, 2);
    c.gap = gaps[draw(&c, GAPS)];
    c.parting = partings[draw(&c, PARTINGS)];
    c.colon = draw(&c, 6) == 0 ? ":" : "";
    const size_t pair = draw(&c, BRACKETS);
    c.open = brackets[pair].open;
    c.close = brackets[pair].close;
    /* who strikes out what is not chosen sets no brackets around the strokes, nor strikes headings
     */
    const bool strikes = c.of->chosen[0] == '\0';
    c.open = strikes ? "" : c.open;
    c.shape = strikes && c.shape >= HEADED ? WORD_CELLS : c.shape;
    c.blank_of_ten = draw(&c, 3);
    c.both_of_twenty = draw(&c, 3);
    c.note_of_ten = draw(&c, 3);
    c.pattern = (int)draw(&c, 3);
    c.other_signs = draw(&c, 8) == 0;
    const int often = (int)draw(&c, (uint32_t)c.offered);
    const uint32_t once = draw(&c, ROWS);
    for (uint32_t i = 0; i < ROWS * 2; i++) {
        const int any = (int)draw(&c, (uint32_t)c.offered);
        c.truth[i] = c.pattern == 0   ? any
                     : c.pattern == 1 ? (draw(&c, 5) > 0 ? 0 : any)
                                      : (i == once ? any : often);
        c.truth[i] = draw(&c, 10) < c.blank_of_ten ? -1 : c.truth[i];
        c.truth[i] = draw(&c, 20) < c.both_of_twenty ? -2 : c.truth[i];
    }
    return c;
}

static const char *sign_of(convention *c, size_t row, size_t k)
{
    const int truth = c->truth[row];
    const bool empty = strcmp(c->of->other, "☐") == 0 || strcmp(c->of->other, "□") == 0;

    if (truth == -1) {
        return empty ? c->of->other : ""; /* boxes stay, marks are not set */
    }
    if (truth == -2) {
        return k < 2 ? c->of->chosen : c->of->other;
    }
    if ((int)k != truth) {
        return c->of->other;
    }
    return c->other_signs && draw(c, 3) == 0 && c->of->chosen[0] != '\0' ? "✓" : c->of->chosen;
}

/* The word with its sign, as it stands in one cell. */
static void put_choice(mds_strbuf *out, convention *c, size_t row, size_t k)
{
    const char *sign = sign_of(c, row, k);
    const bool sole = sign[0] != '\0';
    const bool bracketed = c->open[0] != '\0';

    if (sole && c->side != BEHIND) {
        mds_strbuf_printf(out, "%s%s%s%s", bracketed ? c->open : "", sign,
                          bracketed ? c->close : "", c->gap);
    }
    mds_strbuf_puts(out, words[c->language][k]);
    if (sole && c->side != FRONT) {
        mds_strbuf_printf(out, "%s%s%s%s%s", c->colon, c->gap, bracketed ? c->open : "", sign,
                          bracketed ? c->close : "");
    }
}

static void put_note(mds_strbuf *out, convention *c)
{
    mds_strbuf_puts(out, draw(c, 10) < c->note_of_ten ? notes[draw(c, NOTES)] : "");
}

static void put_headed(mds_strbuf *out, convention *c, size_t row)
{
    for (size_t k = 0; k < c->offered; k++) {
        const char *sign = sign_of(c, row, k);
        mds_strbuf_printf(out, ",\"%s", sign);
        if (sign[0] != '\0') {
            put_note(out, c);
        }
        mds_strbuf_puts(out, "\"");
    }
}

static void put_row(mds_strbuf *out, convention *c, size_t row)
{
    mds_strbuf_printf(out, "%s,認証の機能", ids[c->language][row]);
    for (size_t k = 0; k < c->offered && c->shape == WORD_CELLS; k++) {
        mds_strbuf_puts(out, ",\"");
        put_choice(out, c, row, k);
        mds_strbuf_puts(out, "\"");
    }
    for (size_t k = 0; k < c->offered && c->shape == SIGN_CELLS; k++) {
        const char *sign = sign_of(c, row, k);
        const char *word = words[c->language][k];
        if (c->side == BEHIND) {
            mds_strbuf_printf(out, ",\"%s\",\"%s\"", word, sign);
        } else {
            mds_strbuf_printf(out, ",\"%s\",\"%s\"", sign, word);
        }
    }
    if (c->shape == ONE_CELL) {
        mds_strbuf_puts(out, ",\"");
        for (size_t k = 0; k < c->offered; k++) {
            mds_strbuf_puts(out, k > 0 ? c->parting : "");
            put_choice(out, c, row, k);
        }
        put_note(out, c);
        mds_strbuf_puts(out, "\"");
    }
    if (c->shape == TWO_REVISIONS) {
        for (size_t k = 0; k < c->offered; k++) {
            mds_strbuf_puts(out, k == draw(c, 2) ? ",○" : ",");
        }
    }
    if (c->shape >= HEADED) {
        put_headed(out, c, row);
    }
}

static void put_headings(mds_strbuf *out, const convention *c)
{
    const char *question = c->language == 0 ? "ID,Question" : "番号,設問";
    const size_t blocks = c->shape >= TWO_BLOCKS ? 2 : 1;

    mds_strbuf_puts(out, c->language == 0 ? "MDS2 2019\n" : "開示書の例 (第5.2版対応)\n");
    if (c->shape == TWO_REVISIONS) {
        mds_strbuf_puts(out, ",,");
        for (size_t k = 0; k < c->offered * 2; k++) {
            mds_strbuf_printf(out, "%s,",
                              k == 0            ? (c->language == 0 ? "Previous" : "前回")
                              : k == c->offered ? (c->language == 0 ? "Current" : "今回")
                                                : "");
        }
        mds_strbuf_puts(out, "\n");
    }
    for (size_t b = 0; b < blocks; b++) {
        mds_strbuf_puts(out, b > 0 && c->shape == TWO_REVISIONS ? "" : b > 0 ? "," : "");
        mds_strbuf_puts(out, b > 0 && c->shape == TWO_REVISIONS ? "" : question);
        for (size_t k = 0; k < c->offered && c->shape >= HEADED; k++) {
            mds_strbuf_printf(out, ",%s", words[c->language][k]);
        }
    }
    mds_strbuf_puts(out, c->shape < HEADED ? (c->language == 0 ? ",Response\n" : ",回答\n") : "\n");
}

static size_t put_form(mds_strbuf *out, convention *c)
{
    const bool two = c->shape == TWO_BLOCKS && c->language == 0;

    if (c->shape == TWO_BLOCKS && !two) {
        c->shape = HEADED;
    }
    put_headings(out, c);
    for (size_t i = 0; i < ROWS; i++) {
        put_row(out, c, i);
        if (two) {
            mds_strbuf_puts(out, ",");
            put_row(out, c, i + ROWS);
        }
        mds_strbuf_puts(out, "\n");
    }
    return two ? ROWS * 2 : ROWS;
}

static int class_of(mds_answer_state state)
{
    return state == MDS_ANSWER_YES  ? 0
           : state == MDS_ANSWER_NO ? 1
           : state == MDS_ANSWER_NA ? 2
                                    : -1;
}

static void check_form(tally *t, fixture *f, uint32_t seed)
{
    convention c = convention_of(seed);
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    const size_t rows = put_form(&text, &c);
    fixture_form_text(f, text.p);
    bool bad = false;
    for (size_t i = 0; i < rows; i++) {
        const mds_answer *answer = f->form != NULL ? fixture_answer(f, ids[c.language][i]) : NULL;
        const int class = answer != NULL ? class_of(answer->state) : -1;
        const int truth = c.truth[i] < 3 ? c.truth[i] : -3;
        const bool wrong = class >= 0 && truth != class;
        t->right += class >= 0 && truth == class;
        t->unread += class < 0 && truth >= 0;
        t->blank += class < 0 && truth < 0;
        t->wrong += wrong && truth >= 0;
        t->invented += wrong && truth < 0;
        if (wrong) {
            bad = true;
            cr_log_error("form %u, %s: \"%s\" says %d and is read as %d", seed, ids[c.language][i],
                         answer->response, truth, class);
        }
    }
    if (bad) {
        cr_log_error("%s", text.p);
    }
    mds_strbuf_finish(&text);
}

Test(adversary, nothing_is_read_that_a_form_does_not_say)
{
    tally t = {0};
    fixture f;

    fixture_init(&f);
    for (uint32_t seed = 1; seed <= FORMS; seed++) {
        check_form(&t, &f, seed);
    }
    (void)fprintf(stderr,
                  "answers of %d forms: %zu right, %zu unread, %zu wrong, %zu invented, %zu rows "
                  "without one\n",
                  FORMS, t.right, t.unread, t.wrong, t.invented, t.blank);
    cr_expect_eq(t.wrong, 0);
    cr_expect_eq(t.invented, 0);
    cr_expect_gt(t.right * 100, (t.right + t.unread) * 74, "%zu right, %zu unread", t.right,
                 t.unread);
    fixture_free(&f);
}

/* Remarks behind the answers in a column without a heading, longer than the questions. */
Test(adversary, remarks_without_a_heading_are_notes)
{
    static const unsigned filled[] = {1, 2, 5};
    static const char remark[] = "Locks itself after ten minutes, which the operator may change";
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < sizeof filled / sizeof *filled * 2; n++) {
        const int japanese = n % 2 == 1;
        mds_strbuf text;
        mds_strbuf_init(&text, 1 << 14);
        mds_strbuf_puts(&text, japanese ? "開示書の例 (第5.2版対応)\n番号,設問,回答,\n"
                                        : "ID,Question,Response,\n");
        for (size_t i = 0; i < 10; i++) {
            mds_strbuf_printf(&text, "%s,認証の機能,%s,\"%s\"\n", ids[japanese][i],
                              words[japanese][i % 2], i % filled[n / 2] == 0 ? remark : "");
        }
        fixture_form_text(&f, text.p);
        cr_assert_eq(f.status, MDS_OK, "%s", text.p);
        for (size_t i = 0; i < 10; i++) {
            const mds_answer *answer = fixture_answer(&f, ids[japanese][i]);
            cr_expect_str_eq(answer->note, i % filled[n / 2] == 0 ? remark : "", "%s", text.p);
            cr_expect_eq(class_of(answer->state), (int)(i % 2));
        }
        mds_strbuf_finish(&text);
    }
    fixture_free(&f);
}
