/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "choices.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include <string.h>

/* A longer bracket is no part of a choice. */
enum { BRACKET_BYTES = 48 };
/* Bytes at the end of a line within which its choices are. */
enum { LINE_TAIL = 512 };

/* A full-width blank is as wide as two others. */
enum { WIDE_BLANK_BYTES = 3 };

/* A gap wider than a full-width blank in a key of mds_choices__key(). */
#define WIDE_GAP "\xC2\xA6"

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
    size_t choice;
    bool bracketed;
    mds_mark_meaning mark;
    mds_gap gap; /* of a separator */
    size_t length;
    bool filled; /* of a day: it has digits */
} token;

/* The reader of one key. */
typedef struct scan {
    const mds_choice_words *words;
    const char *key;
} scan;

static bool may_begin(const mds_choice_words *words, const char *p, uint8_t what)
{
    return (words->begins[(unsigned char)*p] & what) != 0;
}

/* The first bytes of what parts words. */
#define BLANK_BEGINS " \t\n\r\xC2\xE3"

/* Bytes of the blank at \p p; 0 when there is none. */
static size_t blank_at(const char *p)
{
    if (*p == ' ' || *p == '\t') {
        return 1;
    }
    return strncmp(p, "\xC2\xA0", 2) == 0 ? 2 : strncmp(p, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

const char *mds_choices__key(mds_arena *arena, const char *text)
{
    const size_t size = strlen(text);
    mds_strbuf shown;

    mds_strbuf_init(&shown, size * 3 + 8);
    for (const char *p = text; *p != '\0';) {
        size_t blanks = 0;
        const char *from = p;
        bool line = false;
        p += strcspn(p, BLANK_BEGINS);
        mds_strbuf_append(&shown, from, (size_t)(p - from));
        from = p;
        while (*p == '\n' || *p == '\r' || blank_at(p) > 0) {
            line = line || *p == '\n';
            blanks += blank_at(p) == WIDE_BLANK_BYTES ? 2 : 1;
            p += blank_at(p) > 0 ? blank_at(p) : 1;
        }
        if (blanks > 0) {
            const bool inside = from > text && *p != '\0';
            mds_strbuf_puts(&shown, !inside      ? " "
                                    : line       ? " | "
                                    : blanks > 2 ? " " WIDE_GAP " "
                                                 : " ");
        } else if (*p != '\0') {
            mds_strbuf_append(&shown, p, 1);
            p++;
        }
    }
    const char *copy = mds_strbuf_copy(&shown, arena);
    mds_strbuf_finish(&shown);
    return copy != NULL ? mds_utf8_key(arena, copy) : NULL;
}

/* Length of \p word when it is at \p p, else 0. Every letter of every cell is asked for every
 * word: most differ in the first byte, so that a call of the C library costs more than it saves. */
static size_t length_at(const char *p, const char *word)
{
    size_t n = 0;

    while (word[n] != '\0' && word[n] == p[n]) {
        n++;
    }
    return word[n] == '\0' ? n : 0;
}

/* Which string of the list is at \p p; its index, or the list's count. */
static size_t string_at(const mds_strings *list, const char *p)
{
    size_t i = 0;

    while (i < list->count && length_at(p, list->at[i]) == 0) {
        i++;
    }
    return i;
}

static const mds_strings *list(const scan *s, mds_word_list which)
{
    return &s->words->catalog->words[which];
}

/* False where mark_at() finds none, for the price of one look. */
static bool may_be_mark(const scan *s, const char *p, mds_mark_place most)
{
    unsigned bits = 0;

    for (unsigned place = 0; place <= (unsigned)most; place++) {
        bits |= (unsigned)MDS_BEGINS_MARK << place;
    }
    return may_begin(s->words, p, (uint8_t)bits);
}

/* The mark at \p p that may be there; its length, 0 when it is none. \p most: the widest kind of
 * place that counts. */
static size_t mark_at(mds_mark_meaning *mark, const scan *s, const char *p, mds_mark_place most)
{
    if (!may_be_mark(s, p, most)) {
        return 0;
    }
    for (size_t i = 0; i < s->words->mark_count; i++) {
        const mds_mark_sign *sign = &s->words->marks[i];
        const size_t n = length_at(p, sign->key);
        if (n > 0 && sign->mark->place <= most) {
            *mark = sign->mark->meaning;
            return n;
        }
    }
    return 0;
}

/* False where word_at() finds none, for the price of one look. */
static bool may_be_word(const scan *s, const char *p)
{
    return mds_is_digit(*p) || may_begin(s->words, p, MDS_BEGINS_WORD);
}

/* A word of the form at \p p, with the number of its option in front: "1. Yes", "1Yes". */
static size_t word_at(size_t *choice, const scan *s, const char *p)
{
    const char *from = p;

    if (mds_is_digit(*p) && !mds_is_digit(p[1])) {
        p++;
        p += strspn(p, ".:)");
        p += strspn(p, " ");
    }
    if (!may_begin(s->words, p, MDS_BEGINS_WORD)) {
        return 0;
    }
    for (size_t i = 0; i < s->words->count; i++) {
        const size_t n = length_at(p, s->words->at[i].key);
        if (n > 0 && !(mds_is_lower(p[n - 1]) && mds_is_lower(p[n]))) {
            *choice = s->words->at[i].choice;
            return (size_t)(p - from) + n;
        }
    }
    return 0;
}

/* Length of a day at \p p, "8 / 2", "2023-08-02", "/" where none is filled in; 0 when none
 * is there. */
static size_t day_at(bool *filled, const scan *s, const char *p)
{
    const mds_strings *parts = list(s, MDS_WORDS_DAY_PARTS);
    const char *from = p;
    size_t signs = 0;
    size_t digits = 0;

    if ((*p == 'r' || *p == 'h' || *p == 's') && mds_is_digit(p[1])) {
        p++;
    }
    for (;;) {
        size_t n = strspn(p, "0123456789");
        digits += n;
        n = n > 0 ? n : strspn(p, "/.-");
        signs += *p == '/' || (n > 0 && digits > 0 && !mds_is_digit(*p));
        const size_t part = n == 0 ? string_at(parts, p) : parts->count;
        if (part < parts->count) {
            n = strlen(parts->at[part]);
            signs++;
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

/* A mark and nothing else. */
static bool is_ticked(mds_mark_meaning *mark, const scan *s, const char *inside)
{
    const size_t n = strlen(inside);

    if (strspn(inside, "_ ") == n) {
        *mark = MDS_TICK_EMPTY;
        return true;
    }
    /* "(1)" is the number of a note, no mark */
    return !mds_is_digit(*inside) && mark_at(mark, s, inside, MDS_TICK_IN_BRACKETS) == n;
}

/* What a bracket holds: nothing, a mark, a word, a day. */
static bool bracket_at(token *out, const scan *s, const char *p)
{
    const mds_strings *openings = list(s, MDS_WORDS_BRACKET_OPENINGS);
    const size_t pair = string_at(openings, p);
    char inside[BRACKET_BYTES];

    if (pair == openings->count || pair >= list(s, MDS_WORDS_BRACKET_CLOSINGS)->count) {
        return false;
    }
    const char *closing = list(s, MDS_WORDS_BRACKET_CLOSINGS)->at[pair];
    const char *from = p + strlen(openings->at[pair]);
    const char *to = closing_of(from, closing);
    if (to == NULL) {
        return false;
    }
    from += strspn(from, " ");
    size_t n = to > from ? (size_t)(to - from) : 0;
    while (n > 0 && from[n - 1] == ' ') {
        n--;
    }
    if (strncmp(from, WIDE_GAP, strlen(WIDE_GAP)) == 0 && n == strlen(WIDE_GAP)) {
        n = 0;
    }
    memcpy(inside, from, n);
    inside[n] = '\0';
    *out = (token){.length = (size_t)(to - p) + strlen(closing), .bracketed = true};
    if (is_ticked(&out->mark, s, inside)) {
        out->kind = TOKEN_MARK;
        return true;
    }
    if (day_at(&out->filled, s, inside) == n) {
        out->kind = TOKEN_DAY;
        return true;
    }
    out->kind = TOKEN_WORD;
    return word_at(&out->choice, s, inside) == n;
}

/* "____" and "__x__": a line to tick on. */
static size_t line_at(mds_mark_meaning *mark, const scan *s, const char *p)
{
    size_t n = strspn(p, "_");

    if (n == 0) {
        return 0;
    }
    *mark = MDS_TICK_EMPTY;
    mds_mark_meaning inside = MDS_TICK_NONE;
    const size_t sign = mark_at(&inside, s, p + n, MDS_TICK_IN_CELL);
    if (sign > 0 && p[n + sign] == '_') {
        *mark = inside;
        n += sign;
        n += strspn(p + n, "_");
    }
    return n;
}

/* A letter that is typed for a mark, between blanks: "Yes x". */
static size_t letter_at(mds_mark_meaning *mark, const scan *s, const char *p)
{
    const bool begins = p == s->key || strchr(" ,/|:;", p[-1]) != NULL;
    const size_t n = begins && !mds_is_digit(*p) ? mark_at(mark, s, p, MDS_TICK_IN_CELL) : 0;

    return n > 0 && (p[n] == '\0' || strchr(" ,/|:;", p[n]) != NULL) ? n : 0;
}

static size_t separator_at(mds_gap *gap, const scan *s, const char *p)
{
    const mds_strings *signs = list(s, MDS_WORDS_CHOICE_SEPARATORS);

    *gap = *p == ' ' ? MDS_GAP_BLANK : *p == ':' || *p == '=' ? MDS_GAP_COLON : MDS_GAP_SIGN;
    if (strncmp(p, WIDE_GAP, strlen(WIDE_GAP)) == 0) {
        *gap = MDS_GAP_WIDE;
        return strlen(WIDE_GAP);
    }
    if (*gap != MDS_GAP_SIGN) {
        return 1;
    }
    if (!may_begin(s->words, p, MDS_BEGINS_SEPARATOR)) {
        return 0;
    }
    size_t i = string_at(signs, p);
    if (i < signs->count) {
        return strlen(signs->at[i]);
    }
    /* A bracket around several words: "(Yes / No)". */
    const mds_word_list pairs[] = {MDS_WORDS_BRACKET_OPENINGS, MDS_WORDS_BRACKET_CLOSINGS};
    for (size_t k = 0; k < 2; k++) {
        i = string_at(list(s, pairs[k]), p);
        if (i < list(s, pairs[k])->count) {
            return strlen(list(s, pairs[k])->at[i]);
        }
    }
    return 0;
}

static token token_at(const scan *s, const char *p)
{
    token t = {.kind = TOKEN_END, .choice = MDS_CHOICE__COUNT};

    if (*p == '\0' || bracket_at(&t, s, p)) {
        return t;
    }
    t = (token){.kind = TOKEN_WORD, .choice = MDS_CHOICE__COUNT};
    if ((t.length = word_at(&t.choice, s, p)) > 0) {
        return t;
    }
    t.kind = TOKEN_MARK;
    if ((t.length = mark_at(&t.mark, s, p, MDS_TICK_ANYWHERE)) > 0 ||
        (t.length = line_at(&t.mark, s, p)) > 0 || (t.length = letter_at(&t.mark, s, p)) > 0) {
        /* "Yes - No": a dash beside words parts them. */
        t.kind = t.mark == MDS_TICK_DASH ? TOKEN_SEPARATOR : TOKEN_MARK;
        t.gap = MDS_GAP_SIGN;
        return t;
    }
    t.kind = TOKEN_DAY;
    if ((t.length = day_at(&t.filled, s, p)) > 1) {
        return t;
    }
    t.kind = TOKEN_SEPARATOR;
    if ((t.length = separator_at(&t.gap, s, p)) > 0) {
        return t;
    }
    t.kind = TOKEN_OTHER;
    t.length = mds_utf8_next(p, NULL);
    return t;
}

/* A gap with a colon binds what it parts, "Yes: x", whatever blanks are there too. */
static mds_gap wider(mds_gap a, mds_gap b)
{
    const bool sign = a >= MDS_GAP_SIGN || b >= MDS_GAP_SIGN;

    if (!sign && (a == MDS_GAP_COLON || b == MDS_GAP_COLON)) {
        return MDS_GAP_COLON;
    }
    return a > b ? a : b;
}

static void take_token(mds_choices *out, const token *t, mds_gap gap)
{
    mds_choice_token *to = &out->at[out->count++];

    *to = (mds_choice_token){.word = t->kind == TOKEN_WORD,
                             .bracketed = t->bracketed,
                             .choice = MDS_CHOICE__COUNT,
                             .mark = (uint8_t)t->mark,
                             .gap = (uint8_t)gap};
    if (to->word) {
        to->choice = (uint8_t)t->choice;
        out->words++;
        out->stands[t->choice] = true;
        return;
    }
    out->marks++;
    out->boxes = out->boxes || t->mark == MDS_TICK_EMPTY;
    out->lone = t->mark > out->lone ? t->mark : out->lone;
}

/* Takes the tokens up to what is no choice. */
static bool tokenise(mds_choices *out, const scan *s)
{
    const char *p = s->key;
    mds_gap gap = MDS_GAP_NONE;

    for (;;) {
        const token t = token_at(s, p);
        const bool item = t.kind == TOKEN_WORD || t.kind == TOKEN_MARK;
        out->end = (size_t)(p - s->key);
        if (t.kind == TOKEN_END || t.kind == TOKEN_OTHER ||
            (item && out->count == MDS_CHOICE_TOKENS)) {
            return t.kind == TOKEN_END;
        }
        if (item) {
            take_token(out, &t, gap);
            gap = MDS_GAP_NONE;
        } else if (t.kind == TOKEN_DAY) {
            out->days++;
            out->dated = out->dated || t.filled;
            gap = MDS_GAP_SIGN;
        } else {
            gap = wider(gap, t.gap);
        }
        p += t.length;
    }
}

/* Japanese words without the blanks that space them out. False when it is nothing of the kind. */
static bool tighten(char out[BRACKET_BYTES], const char *key)
{
    bool wide = false;
    bool blank = false;
    size_t n = 0;

    for (const char *p = key; *p != '\0'; p++) {
        wide = wide || (unsigned char)*p >= 0x80;
        blank = blank || *p == ' ';
        if (*p != ' ') {
            if (n + 1 == BRACKET_BYTES) {
                return false;
            }
            out[n++] = *p;
        }
    }
    out[n] = '\0';
    return wide && blank;
}

static bool read_key(mds_choices *out, const mds_choice_words *words, const char *key)
{
    const scan s = {words, key};
    token alone = {.kind = TOKEN_MARK};

    *out = (mds_choices){.end = strlen(key)};
    if (out->end > 0 && mark_at(&alone.mark, &s, key, MDS_TICK_IN_CELL) == out->end) {
        take_token(out, &alone, MDS_GAP_NONE);
        return true;
    }
    const bool whole = tokenise(out, &s);
    out->lone = out->words == 0 ? out->lone : MDS_TICK_NONE;
    return whole;
}

bool mds_choices__read(mds_choices *out, const mds_choice_words *words, const char *key)
{
    char tight[BRACKET_BYTES];
    mds_choices spaced;

    if (read_key(out, words, key)) {
        return true;
    }
    if (out->words == 0 && tighten(tight, key) && read_key(&spaced, words, tight) &&
        spaced.words > 0) {
        *out = spaced;
        out->end = strlen(key);
        return true;
    }
    return false;
}

size_t mds_choices__different(const mds_choices *choices)
{
    size_t count = 0;

    for (size_t i = 0; i < MDS_CHOICE__COUNT; i++) {
        count += choices->stands[i];
    }
    return count;
}

bool mds_choices__is_remark(const mds_choice_words *words, const char *key)
{
    const mds_strings *labels = &words->catalog->words[MDS_WORDS_REMARK_LABELS];

    return string_at(labels, key) < labels->count || mds_is_digit(*key) || *key == '_' ||
           *key == '-';
}

const char *mds_choices__find(mds_choices *out, const mds_choice_words *words, const char *key)
{
    const size_t n = strlen(key);
    const char *from = key + mds_utf8_head(key, n > LINE_TAIL ? n - LINE_TAIL : 0);
    const scan s = {words, key};
    bool gap = false;

    for (const char *p = from; *p != '\0'; p += mds_utf8_next(p, NULL)) {
        const token t = gap ? token_at(&s, p) : (token){.kind = TOKEN_OTHER};
        const mds_strings *closings = list(&s, MDS_WORDS_BRACKET_CLOSINGS);
        gap = *p == ' ' || string_at(closings, p) < closings->count || *p == '?';
        if ((t.kind != TOKEN_WORD && t.kind != TOKEN_MARK) ||
            (t.kind == TOKEN_MARK && t.mark == MDS_TICK_LOST)) {
            continue;
        }
        const bool whole = mds_choices__read(out, words, p);
        if (mds_choices__different(out) >= 2 &&
            (whole || mds_choices__is_remark(words, p + out->end))) {
            return p;
        }
    }
    return NULL;
}

/* Where the character before \p p begins. */
static const char *character_before(const char *text, const char *p)
{
    do {
        p--;
    } while (p > text && mds_utf8_continues(*p));
    return p;
}

/* Whether a part of a text may begin at \p p, or end before it. */
static bool is_edge(const scan *s, const char *p)
{
    mds_gap gap = MDS_GAP_NONE;

    return *p == '\0' || separator_at(&gap, s, p) > 0;
}

/* The class of an answer that is a part of its own of the text at \p p: behind a separator that is
 * no blank, before another one. MDS_CHOICE_CLASSES when there is none. */
static size_t part_at(const scan *s, const char *p)
{
    size_t choice = MDS_CHOICE__COUNT;
    const char *before = p;
    mds_gap gap = MDS_GAP_NONE;

    if (!may_be_word(s, p)) {
        return MDS_CHOICE_CLASSES;
    }
    while (before > s->key && before[-1] == ' ') {
        before--;
    }
    const bool begins =
        before == s->key ||
        (separator_at(&gap, s, character_before(s->key, before)) > 0 && gap > MDS_GAP_BLANK);
    const size_t n = begins ? word_at(&choice, s, p) : 0;
    const char *behind = p + n;
    behind += strspn(behind, " ");
    return n > 0 && is_edge(s, behind) ? mds_choice__class(choice) : MDS_CHOICE_CLASSES;
}

bool mds_choices__compete(const mds_choice_words *words, const char *key)
{
    const scan s = {words, key};
    size_t first = MDS_CHOICE_CLASSES;
    bool anywhere[MDS_CHOICE_CLASSES + 1] = {false};
    size_t classes = 0;
    bool marked = false;

    for (const char *p = key; *p != '\0'; p += mds_utf8_next(p, NULL)) {
        if (!may_be_word(&s, p) && !may_be_mark(&s, p, MDS_TICK_ANYWHERE)) {
            continue;
        }
        const size_t class = part_at(&s, p);
        size_t choice = MDS_CHOICE__COUNT;
        mds_mark_meaning mark = MDS_TICK_NONE;
        if (class < 3 && first < 3 && class != first) {
            return true;
        }
        first = class < 3 && first == MDS_CHOICE_CLASSES ? class : first;
        const bool begins =
            may_be_word(&s, p) && (p == key || is_edge(&s, character_before(key, p)));
        const bool word = begins && word_at(&choice, &s, p) > 1;
        const size_t of = word ? mds_choice__class(choice) : MDS_CHOICE_CLASSES;
        classes += of < 3 && !anywhere[of];
        anywhere[of] = true;
        marked = marked || (mark_at(&mark, &s, p, MDS_TICK_ANYWHERE) > 0 && mark > MDS_TICK_LOST) ||
                 (mark == MDS_TICK_EMPTY);
    }
    return marked && classes > 1;
}

void mds_choices__join(mds_choices *to, const mds_choices *from, size_t choice)
{
    const uint8_t cell = to->count > 0 ? (uint8_t)(to->at[to->count - 1].cell + 1) : 0;

    for (size_t i = 0; i < from->count && to->count < MDS_CHOICE_TOKENS; i++) {
        mds_choice_token *t = &to->at[to->count++];
        *t = from->at[i];
        t->cell = cell;
        t->gap = i == 0 && cell > 0 ? (uint8_t)MDS_GAP_CELL : t->gap;
        t->choice = t->word ? t->choice : (uint8_t)choice;
    }
    for (size_t i = 0; i < MDS_CHOICE__COUNT; i++) {
        to->stands[i] = to->stands[i] || from->stands[i];
    }
    to->words += from->words;
    to->marks += from->marks;
    to->lone = from->lone > to->lone ? from->lone : to->lone;
    to->days += from->days;
    to->dated = to->dated || from->dated;
    to->boxes = to->boxes || from->boxes;
}

size_t mds_choice__class(size_t choice)
{
    static const uint8_t classes[MDS_CHOICE__COUNT + 1] = {
        [MDS_LABEL_YES] = 0,    [MDS_LABEL_APPLICABLE] = 0,
        [MDS_LABEL_NO] = 1,     [MDS_LABEL_NOT_APPLICABLE] = 1,
        [MDS_LABEL_NA] = 2,     [MDS_CHOICE_SEE_NOTE] = 3,
        [MDS_CHOICE_OTHER] = 4, [MDS_CHOICE__COUNT] = MDS_CHOICE_CLASSES,
    };

    return classes[choice];
}

size_t mds_choices__class(const mds_choices *choices)
{
    size_t found = MDS_CHOICE_CLASSES;

    for (size_t i = 0; i < MDS_CHOICE__COUNT; i++) {
        if (choices->stands[i]) {
            const size_t class = mds_choice__class(i);
            if (found != MDS_CHOICE_CLASSES && found != class) {
                return MDS_CHOICE_CLASSES;
            }
            found = class;
        }
    }
    return found;
}

bool mds_choices__codes(uint8_t codes[MDS_CODES], const mds_choice_words *words, const char *key)
{
    const scan s = {words, key};
    size_t count = 0;

    memset(codes, MDS_CODE_NONE, MDS_CODES);
    for (const char *p = key; *p != '\0'; p += mds_utf8_next(p, NULL)) {
        size_t choice = MDS_CHOICE__COUNT;
        const bool alone =
            mds_is_digit(*p) && !mds_is_digit(p[1]) && (p == key || !mds_is_digit(p[-1]));
        const char *word = p + 1 + (alone ? strspn(p + 1, ".:)=- ") : 0);
        if (!alone || mds_is_digit(*word) || word_at(&choice, &s, word) == 0) {
            continue;
        }
        uint8_t *code = &codes[*p - '0'];
        const uint8_t class = (uint8_t)mds_choice__class(choice);
        if (*code != MDS_CODE_NONE && *code != class) {
            return false;
        }
        count += *code == MDS_CODE_NONE;
        *code = class;
    }
    return count >= 2;
}
