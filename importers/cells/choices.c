/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "choices.h"

#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

/* A text with more signs than this is no list of choices; nor is one with a longer bracket. */
enum { MOST_TOKENS = 64, BRACKET_BYTES = 48 };
/* Bytes at the end of a line within which its choices stand. */
enum { LINE_TAIL = 512 };

typedef enum token_kind {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_MARK,
    TOKEN_SEPARATOR,
    TOKEN_DAY,
    TOKEN_OTHER
} token_kind;

typedef struct token {
    token_kind kind;
    mds_label label;
    bool bracketed;
    mds_tick mark;
    size_t length;
    bool blank;  /* of a separator: white space alone */
    bool filled; /* of a day: it has digits */
} token;

static int longer(const void *a, const void *b)
{
    const mds_choice_word *x = a;
    const mds_choice_word *y = b;
    const size_t m = strlen(x->key);
    const size_t n = strlen(y->key);

    return m != n ? (m > n ? -1 : 1) : strcmp(x->key, y->key);
}

static bool has_word(const mds_choice_words *words, const char *key)
{
    for (size_t i = 0; i < words->count; i++) {
        if (strcmp(words->at[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

bool mds_choice__words_add(mds_choice_words *words, mds_arena *arena, const mds_form *form)
{
    mds_choice_word *all =
        mds_arena_alloc(arena, words->count + MDS_LABEL__COUNT, sizeof *words->at);

    if (all == NULL) {
        return false;
    }
    if (words->count > 0) {
        memcpy(all, words->at, words->count * sizeof *all);
    }
    words->at = all;
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        const char *key = mds_utf8_key(arena, form->labels[i]);
        if (key == NULL) {
            return false;
        }
        if (key[0] != '\0' && !has_word(words, key)) {
            words->at[words->count++] = (mds_choice_word){key, (mds_label)i};
        }
    }
    if (words->count > 0) {
        qsort(words->at, words->count, sizeof *words->at, longer);
    }
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static size_t length_of(const char *p)
{
    size_t n = 1;

    while (((unsigned char)p[n] & 0xC0) == 0x80) {
        n++;
    }
    return n;
}

/* The sign of a mark at \p p; 0 when it is none. */
static size_t mark_at(mds_tick *mark, const char *p)
{
    static const struct {
        const char *sign;
        mds_tick mark;
    } signs[] = {
        {"○", MDS_TICK_RING},  {"◯", MDS_TICK_RING},    {"〇", MDS_TICK_RING},
        {"⭕", MDS_TICK_RING},  {"⚪", MDS_TICK_RING},    {"●", MDS_TICK_FULL},
        {"◉", MDS_TICK_FULL},  {"◎", MDS_TICK_FULL},    {"⦿", MDS_TICK_FULL},
        {"■", MDS_TICK_FULL},  {"◼", MDS_TICK_FULL},    {"▪", MDS_TICK_FULL},
        {"☑", MDS_TICK_FULL},  {"☒", MDS_TICK_FULL},    {"✓", MDS_TICK_FULL},
        {"✔", MDS_TICK_FULL},  {"✅", MDS_TICK_FULL},    {"√", MDS_TICK_FULL},
        {"レ", MDS_TICK_FULL}, {"🗹", MDS_TICK_FULL}, {"□", MDS_TICK_EMPTY},
        {"☐", MDS_TICK_EMPTY}, {"◻", MDS_TICK_EMPTY},   {"◽", MDS_TICK_EMPTY},
        {"▢", MDS_TICK_EMPTY}, {"❏", MDS_TICK_EMPTY},   {"❑", MDS_TICK_EMPTY},
        {"×", MDS_TICK_CROSS}, {"✕", MDS_TICK_CROSS},   {"✖", MDS_TICK_CROSS},
        {"✗", MDS_TICK_CROSS}, {"✘", MDS_TICK_CROSS},   {"☓", MDS_TICK_CROSS},
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const size_t n = strlen(signs[i].sign);
        if (strncmp(p, signs[i].sign, n) == 0) {
            *mark = signs[i].mark;
            return n;
        }
    }
    return 0;
}

/* A letter or digit that is typed for a mark where nothing else stands. */
static bool letter_mark(mds_tick *mark, const char *p, size_t n)
{
    static const struct {
        char letter;
        mds_tick mark;
    } letters[] = {
        {'o', MDS_TICK_RING}, {'v', MDS_TICK_FULL}, {'x', MDS_TICK_CROSS}, {'1', MDS_TICK_FULL}};

    for (size_t i = 0; n == 1 && i < sizeof letters / sizeof *letters; i++) {
        if (*p == letters[i].letter) {
            *mark = letters[i].mark;
            return true;
        }
    }
    return false;
}

/* The state of a check box of a spreadsheet program. */
static bool check_box(mds_tick *mark, const char *key)
{
    const bool on = strcmp(key, "true") == 0;
    const bool off = strcmp(key, "false") == 0;

    *mark = on ? MDS_TICK_FULL : off ? MDS_TICK_EMPTY : MDS_TICK_NONE;
    return on || off;
}

/* A word of the form at \p p, with the number of its option in front: "1. はい", "1はい". */
static size_t word_at(mds_label *label, const mds_choice_words *words, const char *p)
{
    const char *from = p;

    if (is_digit(*p) && !is_digit(p[1])) {
        p++;
        p += strspn(p, ".:)");
        p += strspn(p, " ");
    }
    for (size_t i = 0; i < words->count; i++) {
        const size_t n = strlen(words->at[i].key);
        if (strncmp(p, words->at[i].key, n) == 0 && !(is_letter(p[n - 1]) && is_letter(p[n]))) {
            *label = words->at[i].label;
            return (size_t)(p - from) + n;
        }
    }
    return 0;
}

static const char *const openings[] = {"(", "[", "<", "{", "【", "〔", "「", "『", "〈", "《"};
static const char *const closings[] = {")", "]", ">", "}", "】", "〕", "」", "』", "〉", "》"};

/* Which pair of brackets opens at \p p; its number, or -1. */
static int opening_at(const char *p)
{
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (strncmp(p, openings[i], strlen(openings[i])) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static size_t closing_at(const char *p)
{
    for (size_t i = 0; i < sizeof closings / sizeof *closings; i++) {
        if (strncmp(p, closings[i], strlen(closings[i])) == 0) {
            return strlen(closings[i]);
        }
    }
    return 0;
}

/* Length of a day at \p p, "8 / 2", "令和5年8月2日", "/" where none is filled in; 0 when none
 * stands there. */
static size_t day_at(bool *filled, const char *p)
{
    static const char *const parts[] = {"年", "月", "日", "令和", "平成", "昭和", "元"};
    const char *from = p;
    size_t signs = 0;
    size_t digits = 0;

    if ((*p == 'r' || *p == 'h' || *p == 's') && is_digit(p[1])) {
        p++;
    }
    for (;;) {
        size_t n = strspn(p, "0123456789");
        digits += n;
        n = n > 0 ? n : strspn(p, "/.-");
        signs += *p == '/' || (n > 0 && digits > 0 && !is_digit(*p));
        for (size_t i = 0; n == 0 && i < sizeof parts / sizeof *parts; i++) {
            n = strncmp(p, parts[i], strlen(parts[i])) == 0 ? strlen(parts[i]) : 0;
            signs += n > 0;
        }
        if (n == 0 && *p == ' ' && p > from) {
            n = 1;
        }
        if (n == 0) {
            break;
        }
        p += n;
    }
    while (p > from && p[-1] == ' ') {
        p--;
    }
    *filled = digits > 0;
    return signs > 0 ? (size_t)(p - from) : 0;
}

/* The bracket that closes within a few characters, or NULL. */
static const char *closing_of(const char *from, const char *closing)
{
    const size_t n = strlen(closing);

    for (const char *p = from; *p != '\0' && p - from < BRACKET_BYTES; p++) {
        if (strncmp(p, closing, n) == 0) {
            return p;
        }
    }
    return NULL;
}

/* What a bracket holds: nothing, a mark, a word, a day. */
static bool bracket_at(token *out, const mds_choice_words *words, const char *p)
{
    const int pair = opening_at(p);
    char inside[BRACKET_BYTES];

    if (pair < 0) {
        return false;
    }
    const char *from = p + strlen(openings[pair]);
    const char *to = closing_of(from, closings[pair]);
    if (to == NULL) {
        return false;
    }
    from += strspn(from, " ");
    size_t n = to > from ? (size_t)(to - from) : 0;
    while (n > 0 && from[n - 1] == ' ') {
        n--;
    }
    memcpy(inside, from, n);
    inside[n] = '\0';
    out->length = (size_t)(to - p) + strlen(closings[pair]);
    out->bracketed = true;
    if (n == 0) {
        out->kind = TOKEN_MARK;
        out->mark = MDS_TICK_EMPTY;
        return true;
    }
    /* "(1)" is the number of a note, no mark. */
    if (mark_at(&out->mark, inside) == n ||
        (!is_digit(*inside) && letter_mark(&out->mark, inside, n))) {
        out->kind = TOKEN_MARK;
        out->mark = out->mark == MDS_TICK_EMPTY ? MDS_TICK_EMPTY : MDS_TICK_FULL;
        return true;
    }
    if (day_at(&out->filled, inside) == n) {
        out->kind = TOKEN_DAY;
        return true;
    }
    out->kind = TOKEN_WORD;
    return word_at(&out->label, words, inside) == n;
}

static size_t separator_at(bool *blank, const char *p)
{
    static const char *const signs[] = {" ", "・", "/", ",",    "、", "|",
                                        ";", ":",  "·", "又は", "。", "?"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(p, signs[i], strlen(signs[i])) == 0) {
            *blank = i == 0;
            return strlen(signs[i]);
        }
    }
    *blank = false;
    /* A bracket around several words: "(はい・いいえ)". */
    const int pair = opening_at(p);
    return pair >= 0 ? strlen(openings[pair]) : closing_at(p);
}

static token token_at(const mds_choice_words *words, const char *p)
{
    token t = {.kind = TOKEN_END, .label = MDS_LABEL__COUNT};

    if (*p == '\0') {
        return t;
    }
    if (bracket_at(&t, words, p)) {
        return t;
    }
    t = (token){.kind = TOKEN_WORD, .label = MDS_LABEL__COUNT};
    if ((t.length = word_at(&t.label, words, p)) > 0) {
        return t;
    }
    t.kind = TOKEN_MARK;
    if ((t.length = mark_at(&t.mark, p)) > 0) {
        return t;
    }
    t.kind = TOKEN_DAY;
    if ((t.length = day_at(&t.filled, p)) > 1) {
        return t;
    }
    t.kind = TOKEN_SEPARATOR;
    if ((t.length = separator_at(&t.blank, p)) > 0) {
        return t;
    }
    t.kind = TOKEN_OTHER;
    t.length = length_of(p);
    return t;
}

/* Takes the tokens up to what is no choice; false when there are too many of them. */
static bool tokenise(token *tokens, size_t *count, size_t *end, const mds_choice_words *words,
                     const char *key)
{
    const char *p = key;

    *count = 0;
    for (;;) {
        const token t = token_at(words, p);
        if (t.kind == TOKEN_END || t.kind == TOKEN_OTHER) {
            *end = (size_t)(p - key);
            return t.kind == TOKEN_END;
        }
        if (*count == MOST_TOKENS) {
            *end = (size_t)(p - key);
            return false;
        }
        tokens[(*count)++] = t;
        p += t.length;
    }
}

/* The word that the mark at \p i belongs to; \p count when none does. */
static size_t word_of(const token *tokens, size_t count, size_t i, bool behind)
{
    for (size_t k = i; behind ? k > 0 : k + 1 < count;) {
        k = behind ? k - 1 : k + 1;
        if (tokens[k].kind == TOKEN_WORD) {
            return k;
        }
        if (tokens[k].kind != TOKEN_SEPARATOR || !tokens[k].blank) {
            return count;
        }
    }
    return count;
}

/* Whether the marks of a list stand behind their words: "はい○・いいえ". */
static bool marks_behind(const token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].kind == TOKEN_WORD) {
            break;
        }
        if (tokens[i].kind == TOKEN_MARK) {
            return false;
        }
    }
    /* A mark between two words belongs to the one that it touches. */
    for (size_t i = 1; i < count; i++) {
        if (tokens[i].kind == TOKEN_MARK) {
            return tokens[i - 1].kind == TOKEN_WORD || word_of(tokens, count, i, false) == count;
        }
    }
    return false;
}

static void set_mark(mds_choices *out, mds_label label, mds_tick mark)
{
    if (mark > out->marks[label]) {
        out->marks[label] = mark;
    }
    out->boxes = out->boxes || mark == MDS_TICK_EMPTY;
}

static void take_tokens(mds_choices *out, const token *tokens, size_t count)
{
    const bool behind = marks_behind(tokens, count);

    for (size_t i = 0; i < count; i++) {
        const token *t = &tokens[i];
        if (t->kind == TOKEN_WORD) {
            out->words++;
            out->stands[t->label] = true;
            out->bracketed[t->label] = out->bracketed[t->label] || t->bracketed;
        } else if (t->kind == TOKEN_DAY) {
            out->days++;
            out->dated = out->dated || t->filled;
        } else if (t->kind == TOKEN_MARK) {
            const size_t k = word_of(tokens, count, i, behind);
            if (k < count) {
                set_mark(out, tokens[k].label, t->mark);
            } else if (t->mark > out->lone) {
                out->lone = t->mark;
            }
        }
    }
}

bool mds_choices__read(mds_choices *out, const mds_choice_words *words, const char *key)
{
    token tokens[MOST_TOKENS];
    size_t count = 0;

    *out = (mds_choices){.end = strlen(key)};
    if (letter_mark(&out->lone, key, out->end) || check_box(&out->lone, key)) {
        return true;
    }
    const bool whole = tokenise(tokens, &count, &out->end, words, key);
    take_tokens(out, tokens, count);
    return whole;
}

/* How many different choices stand there. */
static size_t different(const mds_choices *choices)
{
    size_t count = 0;

    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        count += choices->stands[i];
    }
    return count;
}

bool mds_choices__is_remark(const char *key)
{
    static const char label[] = "備考";

    return strncmp(key, label, sizeof label - 1) == 0 || is_digit(*key) || *key == '_' ||
           *key == '-';
}

const char *mds_choices__find(mds_choices *out, const mds_choice_words *words, const char *key)
{
    const size_t n = strlen(key);
    const char *from = n > LINE_TAIL ? key + (n - LINE_TAIL) : key;
    bool gap = false;

    while (((unsigned char)*from & 0xC0) == 0x80) {
        from++;
    }
    for (const char *p = from; *p != '\0'; p += length_of(p)) {
        const token t = gap ? token_at(words, p) : (token){.kind = TOKEN_OTHER};
        gap = *p == ' ' || closing_at(p) > 0 || *p == '?';
        if (t.kind != TOKEN_WORD && t.kind != TOKEN_MARK) {
            continue;
        }
        const bool whole = mds_choices__read(out, words, p);
        if (different(out) >= 2 && (whole || mds_choices__is_remark(p + out->end))) {
            return p;
        }
    }
    return NULL;
}

void mds_choices__join(mds_choices *to, const mds_choices *from)
{
    to->words += from->words;
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        to->stands[i] = to->stands[i] || from->stands[i];
        to->bracketed[i] = to->bracketed[i] || from->bracketed[i];
        to->marks[i] = from->marks[i] > to->marks[i] ? from->marks[i] : to->marks[i];
    }
    to->lone = from->lone > to->lone ? from->lone : to->lone;
    to->days += from->days;
    to->dated = to->dated || from->dated;
    to->boxes = to->boxes || from->boxes;
}

static unsigned having(const mds_choices *choices, mds_tick mark, size_t *count)
{
    unsigned set = 0;

    *count = 0;
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        if (choices->marks[i] == mark) {
            set |= 1u << i;
            ++*count;
        }
    }
    return set;
}

unsigned mds_choices__taken(const mds_choices *choices, bool crosses)
{
    size_t full = 0;
    size_t rings = 0;
    size_t crossed = 0;
    const size_t offered = different(choices);
    const unsigned full_set = having(choices, MDS_TICK_FULL, &full);
    const unsigned ring_set = having(choices, MDS_TICK_RING, &rings);
    const unsigned cross_set = having(choices, MDS_TICK_CROSS, &crossed);
    unsigned bracketed = 0;
    size_t brackets = 0;

    if (full > 0 && rings > 0) {
        /* Radio buttons, one of them on; anything else is two kinds of marks. */
        return offered > 1 && full == 1 && full + rings == offered ? full_set : full_set | ring_set;
    }
    if (full > 0) {
        return full_set;
    }
    if (rings > 0) {
        /* Three printed words with a ring at each: radio buttons, all of them off. */
        return choices->words > 2 && rings == offered ? 0 : ring_set;
    }
    if (crossed > 0 && crosses) {
        return cross_set;
    }
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        brackets += choices->bracketed[i];
        bracketed |= choices->bracketed[i] ? 1u << i : 0;
    }
    return brackets < offered ? bracketed : 0;
}

size_t mds_label__class(mds_label label)
{
    switch (label) {
    case MDS_LABEL_YES:
    case MDS_LABEL_APPLICABLE:
        return 0;
    case MDS_LABEL_NO:
    case MDS_LABEL_NOT_APPLICABLE:
        return 1;
    case MDS_LABEL_NA:
    case MDS_LABEL__COUNT:
        break;
    }
    return 2;
}

bool mds_choices__codes(uint8_t codes[MDS_CODES], const mds_choice_words *words, const char *key)
{
    size_t count = 0;

    memset(codes, MDS_CODE_NONE, MDS_CODES);
    for (const char *p = key; *p != '\0'; p += length_of(p)) {
        mds_label label;
        const bool alone = is_digit(*p) && !is_digit(p[1]) && (p == key || !is_digit(p[-1]));
        const char *word = p + 1 + (alone ? strspn(p + 1, ".:)=- ") : 0);
        if (!alone || is_digit(*word) || word_at(&label, words, word) == 0) {
            continue;
        }
        uint8_t *code = &codes[*p - '0'];
        const uint8_t class = (uint8_t)mds_label__class(label);
        if (*code != MDS_CODE_NONE && *code != class) {
            return false;
        }
        count += *code == MDS_CODE_NONE;
        *code = class;
    }
    return count >= 2;
}
