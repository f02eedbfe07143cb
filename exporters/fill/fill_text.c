/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fill_text.h"

#include <mdsrisk/limits.h>
#include <string.h>

enum { WORDS = MDS_LABEL_NA + 1, MOST_CHANGES = 2 * WORDS, BOX_BYTES = 3, MOST_BLANKS = 4 };

typedef struct box {
    const char *empty, *ticked;
    bool circle; /* by itself it is a mark and no box */
} box;

/* An empty box and what it becomes. */
static const box boxes[] = {
    {"\xE2\x96\xA1", "\xE2\x96\xA0", false}, /* white and black square */
    {"\xE2\x98\x90", "\xE2\x98\x91", false}, /* ballot box, and with check */
    {"\xE2\x98\x90", "\xE2\x98\x92", false}, /* ballot box with X */
    {"\xE2\x97\xBB", "\xE2\x97\xBC", false}, /* medium squares */
    {"\xE2\x97\x8B", "\xE2\x97\x8F", true},  /* white and black circle */
    {"\xE2\x97\xAF", "\xE2\x97\x8F", true},  /* large circle */
    {"\xE3\x80\x87", "\xE2\x97\x8F", true},  /* ideographic zero */
};

/* What people put in front of the word, or in the column, that they choose. */
static const char *const marks[] = {
    "\xE2\x97\x8B", "\xE2\x97\xAF", "\xE3\x80\x87", "\xE2\x97\x8F", /* circles */
    "\xE2\x97\x8E",                                                 /* bullseye */
    "\xE3\x83\xAC", "\xEF\xBE\x9A",                                 /* katakana re, a tick */
    "\xE2\x9C\x93", "\xE2\x9C\x94", "\xE2\x98\x91", "\xE2\x98\x92", /* ticks and ticked boxes */
    "\xE2\x96\xA0", "\xE2\x97\xBC",                                 /* filled boxes */
    "\xE2\xAD\x95", "\xE2\x9A\xAA", "\xE2\x97\x89", "\xE2\xA6\xBF", /* more circles */
    "\xE2\x96\xAA", "\xE2\x9C\x85", "\xE2\x88\x9A",                 /* box, ticks */
};

/* What is typed for a mark, or against one, where nothing else stands. */
static const char *const typed[] = {
    "o",
    "O",
    "v",
    "V",
    "x",
    "X",
    "1",
    "\xEF\xBD\x8F", /* full-width o */
    "\xEF\xBC\xAF", /* full-width O */
    "\xEF\xBD\x96", /* full-width v */
    "\xEF\xBC\xB6", /* full-width V */
    "\xEF\xBD\x98", /* full-width x */
    "\xEF\xBC\xB8", /* full-width X */
    "\xEF\xBC\x91", /* full-width 1 */
    "\xC3\x97",     /* multiplication sign */
    "\xE2\x9C\x95", /* multiplication X */
    "\xE2\x9C\x96", /* heavy one */
    "\xE2\x9C\x97", /* ballot X */
    "\xE2\x9C\x98", /* heavy one */
};

static const char circle[] = "\xE2\x97\x8B";

size_t mds_choice__sign(const char *p)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (strncmp(p, marks[i], strlen(marks[i])) == 0) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

/* A text as it reads, and where in the XML each of its bytes comes from. */
typedef struct reading {
    mds_strbuf plain;
    size_t *begin, *end; /* of the piece of XML behind each byte */
    size_t capacity[2];
    mds_status status;
} reading;

static void note_bytes(reading *r, mds_arena *arena, size_t from, size_t begin, size_t end)
{
    for (size_t count = from; count < r->plain.n; count++) {
        if (!mds_array_reserve(arena, &r->begin, &r->capacity[0], count, sizeof *r->begin) ||
            !mds_array_reserve(arena, &r->end, &r->capacity[1], count, sizeof *r->end)) {
            r->status = mds_arena_status(arena);
            return;
        }
        r->begin[count] = begin;
        r->end[count] = end;
    }
}

/* Byte by byte, an entity at a time. */
static void read_piece(reading *r, mds_arena *arena, mds_sv rich, size_t begin, size_t end)
{
    while (begin < end && r->status == MDS_OK) {
        const char *close = rich.p[begin] == '&' ? memchr(rich.p + begin, ';', end - begin) : NULL;
        const size_t next = close != NULL ? (size_t)(close - rich.p) + 1 : begin + 1;
        const size_t before = r->plain.n;
        mds_scan__unescape(&r->plain, (mds_sv){rich.p + begin, next - begin});
        note_bytes(r, arena, before, begin, next);
        begin = next;
    }
}

static mds_status read_rich(reading *r, mds_arena *arena, mds_sv rich)
{
    size_t at = 0;
    size_t begin = 0;
    size_t end = 0;
    mds_strbuf_init(&r->plain, MDS_LIMIT_CELL_BYTES);
    while (r->status == MDS_OK && mds_template__piece(&begin, &end, rich, &at)) {
        read_piece(r, arena, rich, begin, end);
    }
    return r->status != MDS_OK ? r->status : r->plain.status;
}

/* One replacement in the text as it reads. */
typedef struct change {
    size_t begin, end;
    const char *text;
} change;

typedef struct changes {
    change at[MOST_CHANGES];
    size_t count;
} changes;

/* In the order of the text. */
static void add_change(changes *c, size_t begin, size_t end, const char *text)
{
    size_t i = c->count++;
    for (; i > 0 && c->at[i - 1].begin > begin; i--) {
        c->at[i] = c->at[i - 1];
    }
    c->at[i] = (change){begin, end, text};
}

static bool is_letter(const char *p)
{
    return (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z');
}

/* Whether the word at \p at is part of a longer one: "No" of "None", or one of the other words. */
static bool is_part(const char *text, size_t at, const char *word, const mds_choice_words *words)
{
    const size_t n = strlen(word);
    if (is_letter(word) && ((at > 0 && is_letter(text + at - 1)) || is_letter(text + at + n))) {
        return true;
    }
    for (size_t i = 0; i < WORDS; i++) {
        const char *other = words->at[i];
        const char *inside = strlen(other) > n ? strstr(other, word) : NULL;
        const size_t offset = inside != NULL ? (size_t)(inside - other) : 0;
        if (inside != NULL && at >= offset &&
            strncmp(text + at - offset, other, strlen(other)) == 0) {
            return true;
        }
    }
    return false;
}

/* Where the word stands; how often. */
static size_t find_word(size_t *at, const char *text, const mds_choice_words *words,
                        const char *word)
{
    size_t count = 0;
    for (const char *p = strstr(text, word); p != NULL; p = strstr(p + 1, word)) {
        if (!is_part(text, (size_t)(p - text), word, words)) {
            *at = (size_t)(p - text);
            count++;
        }
    }
    return count;
}

/* The box that is, or is not, ticked at \p p; \p ticked says which. NULL when there is none. */
static const box *box_at(const char *p, bool *ticked)
{
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++) {
        *ticked = strncmp(p, boxes[i].ticked, strlen(boxes[i].ticked)) == 0;
        if (*ticked || strncmp(p, boxes[i].empty, strlen(boxes[i].empty)) == 0) {
            return &boxes[i];
        }
    }
    return NULL;
}

static size_t blank_at(const char *p)
{
    return *p == ' ' ? 1 : strncmp(p, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

static const char *skip_blanks(const char *p)
{
    while (blank_at(p) > 0) {
        p += blank_at(p);
    }
    return p;
}

const char *mds_choice__ticked(const char *text, bool ticked)
{
    bool is = false;
    const char *sign = skip_blanks(text);
    const box *found = box_at(sign, &is);
    if (found == NULL || found->circle || *skip_blanks(sign + BOX_BYTES) != '\0') {
        return NULL;
    }
    return ticked == is ? NULL : ticked ? found->ticked : found->empty;
}

bool mds_choice__is_mark(const char *text)
{
    const char *sign = skip_blanks(text);
    size_t n = mds_choice__sign(sign);
    for (size_t i = 0; n == 0 && i < sizeof typed / sizeof typed[0]; i++) {
        n = strncmp(sign, typed[i], strlen(typed[i])) == 0 ? strlen(typed[i]) : 0;
    }
    return n > 0 && *skip_blanks(sign + n) == '\0';
}

/* Where the character before \p at begins when it is the one that \p is asks for; blanks between
 * are passed over. SIZE_MAX otherwise. */
static size_t sign_before(const char *text, size_t at, bool boxed)
{
    bool ticked = false;
    for (size_t blanks = 0; blanks <= MOST_BLANKS; blanks++) {
        const char *sign = at >= BOX_BYTES ? text + at - BOX_BYTES : NULL;
        if (sign != NULL &&
            (boxed ? box_at(sign, &ticked) != NULL : mds_choice__sign(sign) == BOX_BYTES)) {
            return at - BOX_BYTES;
        }
        if (at >= 1 && text[at - 1] == ' ') {
            at -= 1;
        } else if (sign != NULL && blank_at(sign) == 3) {
            at -= 3;
        } else {
            break;
        }
    }
    return SIZE_MAX;
}

static size_t box_after(const char *text, size_t at)
{
    bool ticked = false;
    for (size_t blanks = 0; blanks <= MOST_BLANKS && blank_at(text + at) > 0; blanks++) {
        at += blank_at(text + at);
    }
    return box_at(text + at, &ticked) != NULL ? at : SIZE_MAX;
}

/* Boxes stand before the words, unless the text begins with a word. */
static bool boxes_lead(const char *text, const mds_choice_words *words)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < WORDS; i++) {
        size_t at = 0;
        if (words->at[i][0] != '\0' && find_word(&at, text, words, words->at[i]) == 1 &&
            at < first) {
            first = at;
        }
    }
    return first != SIZE_MAX && sign_before(text, first, true) != SIZE_MAX;
}

static bool mark_box(changes *c, const char *text, size_t at, const char *word, bool leads,
                     bool chosen)
{
    const size_t place = leads ? sign_before(text, at, true) : box_after(text, at + strlen(word));
    bool ticked = false;
    if (place == SIZE_MAX) {
        return false;
    }
    const box *found = box_at(text + place, &ticked);
    if (ticked != chosen) {
        add_change(c, place, place + BOX_BYTES, chosen ? found->ticked : found->empty);
    }
    return true;
}

static void mark_word(changes *c, const char *text, size_t at, bool chosen)
{
    const size_t place = sign_before(text, at, false);
    if (chosen && place == SIZE_MAX) {
        add_change(c, at, at, circle);
    } else if (!chosen && place != SIZE_MAX) {
        add_change(c, place, place + BOX_BYTES, "");
    }
}

/* False when what is to be marked cannot be told. */
static bool plan_changes(changes *c, const char *text, const mds_choice_words *words)
{
    const bool leads = words->boxes && boxes_lead(text, words);
    for (size_t i = 0; i < WORDS; i++) {
        const char *word = words->at[i];
        size_t at = 0;
        const size_t count = word[0] != '\0' ? find_word(&at, text, words, word) : 0;
        const bool chosen = words->chosen != NULL && strcmp(words->chosen, word) == 0;
        if (count > 1 || (count == 0 && word[0] != '\0' && (words->boxes || chosen))) {
            return false;
        }
        if (count == 0) {
            continue;
        }
        if (!words->boxes) {
            mark_word(c, text, at, chosen);
        } else if (!mark_box(c, text, at, word, leads, chosen)) {
            return false;
        }
    }
    return true;
}

static const char *rewrite(mds_arena *arena, mds_sv rich, const reading *r, const changes *c)
{
    mds_strbuf out;
    mds_splice splice = {.out = &out, .xml = rich};
    mds_strbuf_init(&out, 2 * MDS_LIMIT_CELL_BYTES);
    for (size_t i = 0; i < c->count; i++) {
        const change *at = &c->at[i];
        const size_t begin = r->begin[at->begin];
        mds_splice__to(&splice, begin, at->end > at->begin ? r->end[at->end - 1] : begin);
        mds_strbuf_puts(&out, at->text);
    }
    mds_splice__finish(&splice);
    const char *copy = mds_strbuf_copy(&out, arena);
    mds_strbuf_finish(&out);
    return copy;
}

mds_status mds_choice__mark(const char **out, mds_choice_result *result, mds_arena *arena,
                            mds_sv rich, const mds_choice_words *words)
{
    reading r = {.status = MDS_OK};
    changes c = {.count = 0};
    mds_status status = read_rich(&r, arena, rich);
    if (status == MDS_OK && !plan_changes(&c, r.plain.p, words)) {
        *result = MDS_CHOICE_UNCLEAR;
    } else if (status == MDS_OK && c.count == 0) {
        *result = MDS_CHOICE_SAME;
    } else if (status == MDS_OK) {
        *result = MDS_CHOICE_CHANGED;
        *out = rewrite(arena, rich, &r, &c);
        status = *out != NULL ? MDS_OK : MDS_ENOMEM;
    }
    mds_strbuf_finish(&r.plain);
    return status;
}
