/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include "base/utf8.h"
#include "sign.h"
#include <string.h>

/* Bytes at the beginning of a cell within which an answer word or a note's label must end. */
enum { HEAD_BYTES = 72 };

bool mds_words__have(const mds_strings *words, const char *key)
{
    for (size_t i = 0; i < words->count; i++) {
        if (strcmp(words->at[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* Length of the blank at \p p: ASCII, no-break or ideographic; 0 when there is none. */
static size_t blank_at(const char *p, size_t n)
{
    if (n > 0 && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')) {
        return 1;
    }
    if (n >= 2 && memcmp(p, "\xC2\xA0", 2) == 0) {
        return 2;
    }
    return n >= 3 && memcmp(p, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

mds_sv mds_words__trim(mds_sv text)
{
    size_t length;

    while ((length = blank_at(text.p, text.n)) > 0) {
        text.p += length;
        text.n -= length;
    }
    for (;;) {
        if (text.n >= 1 && blank_at(text.p + text.n - 1, 1) == 1) {
            text.n -= 1;
        } else if (text.n >= 2 && blank_at(text.p + text.n - 2, 2) == 2) {
            text.n -= 2;
        } else if (text.n >= 3 && blank_at(text.p + text.n - 3, 3) == 3) {
            text.n -= 3;
        } else {
            return text;
        }
    }
}

/* Length of the mark at \p p that may part an answer from its note; 0 when there is none. */
static size_t separator_at(const char *p, size_t n)
{
    static const char *const wide[] = {
        "\xEF\xBC\x8C", /* full-width comma */ "\xE3\x80\x81",    /* ideographic comma */
        "\xEF\xBC\x9A", /* full-width colon */ "\xEF\xBC\x9B",    /* full-width semicolon */
        "\xEF\xBC\x88", /* full-width bracket */ "\xE3\x80\x82",  /* ideographic full stop */
        "\xE2\x80\x90", /* hyphen */ "\xE2\x80\x91",              /* no-break hyphen */
        "\xE2\x80\x92", /* figure dash */ "\xE2\x80\x93",         /* en dash */
        "\xE2\x80\x94", /* em dash */ "\xE2\x80\x95",             /* horizontal bar */
        "\xE2\x88\x92", /* minus */ "\xEF\xBC\x8D",               /* full-width hyphen */
        "\xEF\xBC\x8A", /* full-width asterisk */ "\xE2\x80\xBB", /* reference mark */
    };

    if (n > 0 && strchr(",;:([-.*\n", *p) != NULL && *p != '\0') {
        return 1;
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (n >= 3 && memcmp(p, wide[i], 3) == 0) {
            return 3;
        }
    }
    return 0;
}

/* Bytes of the character at \p p. */
static size_t character(const char *p)
{
    size_t n = 1;

    while (((unsigned char)p[n] & 0xC0) == 0x80) {
        n++;
    }
    return n;
}

/* The answers of a form to one kind of question. */
typedef struct answers {
    const mds_form *form;
    mds_answer_set set;
} answers;

static bool means(const answers *a, mds_answer_word word, const char *key)
{
    const bool applicable = a->set == MDS_ANSWERS_APPLICABLE;

    if (applicable && word == MDS_WORD_NA) {
        return false; /* such a question offers two answers */
    }
    return mds_words__have(&a->form->words[word], key) ||
           (applicable && mds_words__have(&a->form->applicable_words[word], key));
}

static mds_answer_state word_state(const answers *a, const char *key)
{
    static const struct {
        mds_answer_word word;
        mds_answer_state state;
    } meanings[] = {
        {MDS_WORD_YES, MDS_ANSWER_YES},
        {MDS_WORD_NO, MDS_ANSWER_NO},
        {MDS_WORD_NA, MDS_ANSWER_NA},
        {MDS_WORD_SEE_NOTE, MDS_ANSWER_SEE_NOTE},
        {MDS_WORD_PLACEHOLDER, MDS_ANSWER_UNANSWERED},
    };

    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (means(a, meanings[i].word, key)) {
            return meanings[i].state;
        }
    }
    return MDS_ANSWER_UNREADABLE;
}

/* An answer of the form that this kind of question does not offer. */
static bool is_foreign(const answers *a, const char *key)
{
    if (a->set == MDS_ANSWERS_APPLICABLE) {
        return mds_words__have(&a->form->words[MDS_WORD_NA], key);
    }
    return mds_words__have(&a->form->applicable_words[MDS_WORD_YES], key) ||
           mds_words__have(&a->form->applicable_words[MDS_WORD_NO], key);
}

/* The state by a printed choice; UNREADABLE where the question does not offer it. */
static mds_answer_state label_state(mds_label label, mds_answer_set set)
{
    const bool applicable = set == MDS_ANSWERS_APPLICABLE;

    switch (label) {
    case MDS_LABEL_YES:
        return MDS_ANSWER_YES;
    case MDS_LABEL_NO:
        return MDS_ANSWER_NO;
    case MDS_LABEL_NA:
        return applicable ? MDS_ANSWER_UNREADABLE : MDS_ANSWER_NA;
    case MDS_LABEL_APPLICABLE:
        return applicable ? MDS_ANSWER_YES : MDS_ANSWER_UNREADABLE;
    case MDS_LABEL_NOT_APPLICABLE:
        return applicable ? MDS_ANSWER_NO : MDS_ANSWER_UNREADABLE;
    case MDS_LABEL__COUNT:
        break;
    }
    return MDS_ANSWER_UNREADABLE;
}

/* Whether all answers stand there that a question of \p set offers. */
static bool all_stand(const mds_choices *choices, mds_answer_set set)
{
    const bool *stands = choices->stands;

    switch (set) {
    case MDS_ANSWERS_YES_NO_NA:
        return stands[MDS_LABEL_YES] && stands[MDS_LABEL_NO] && stands[MDS_LABEL_NA];
    case MDS_ANSWERS_APPLICABLE:
        return stands[MDS_LABEL_APPLICABLE] && stands[MDS_LABEL_NOT_APPLICABLE];
    case MDS_ANSWERS_CONFIRMED:
        return stands[MDS_LABEL_YES] && stands[MDS_LABEL_NO];
    case MDS_ANSWER_SET__COUNT:
        break;
    }
    return false;
}

/* The only choice that stands there and is not struck out or left unticked; MDS_LABEL__COUNT when
 * there is none such. */
static mds_label only_choice(const mds_choices *choices)
{
    mds_label found = MDS_LABEL__COUNT;

    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        if (!choices->stands[i]) {
            continue;
        }
        if (found != MDS_LABEL__COUNT || choices->marks[i] == MDS_TICK_EMPTY ||
            choices->marks[i] == MDS_TICK_CROSS) {
            return MDS_LABEL__COUNT;
        }
        found = (mds_label)i;
    }
    return found;
}

void mds_words__choose(mds_cell_reading *reading, const mds_choices *choices, mds_answer_set set,
                       bool crosses)
{
    const unsigned taken = mds_choices__taken(choices, crosses);
    mds_label label = only_choice(choices);

    reading->dated = choices->dated;
    reading->printed = choices->words > 1;
    reading->taken = taken;
    if (taken != 0 && (taken & (taken - 1)) != 0) {
        reading->state = MDS_ANSWER_CONFLICT;
        return;
    }
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        label = taken == 1u << i ? (mds_label)i : label;
    }
    if (label != MDS_LABEL__COUNT) {
        reading->state = label_state(label, set);
        reading->not_offered = reading->state == MDS_ANSWER_UNREADABLE;
        return;
    }
    bool marks = choices->boxes || choices->lone != MDS_TICK_NONE;
    bool buttons = true; /* a ring at each word: all of them off */
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        marks = marks || choices->marks[i] != MDS_TICK_NONE;
        buttons = buttons && choices->stands[i] == (choices->marks[i] == MDS_TICK_RING);
    }
    reading->unmarked = !marks && all_stand(choices, set);
    reading->state = reading->unmarked || buttons || choices->boxes || choices->words == 0
                         ? MDS_ANSWER_UNANSWERED
                         : MDS_ANSWER_UNREADABLE;
}

static const char *skip(const char *key, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t n = strlen(words[i]);
        if (strncmp(key, words[i], n) == 0) {
            return key + n;
        }
    }
    return key;
}

static const char *skip_blanks(const char *key)
{
    return key + strspn(key, " ");
}

/* "note", "notes", "注記" ...; NULL when none stands there. */
static const char *skip_marker(const char *key)
{
    static const char *const markers[] = {"note(s)", "notes",  "note", "comments", "comment",
                                          "remarks", "remark", "注記", "注釈",     "注",
                                          "備考",    "※",      "*",    "#"};
    const char *after = skip(key, markers, sizeof markers / sizeof *markers);

    return after != key ? after : NULL;
}

static bool read_number(uint32_t *out, const char **key)
{
    const size_t n = strspn(*key, "0123456789");
    uint32_t number = 0;

    if (n == 0 || n > 4) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        number = number * 10 + (uint32_t)((*key)[i] - '0');
    }
    *key += n;
    *out = number;
    return true;
}

static void add_number(mds_note_numbers *out, uint32_t number)
{
    for (size_t i = 0; i < out->count; i++) {
        if (out->at[i] == number) {
            return;
        }
    }
    if (out->count < MDS_NOTE_REFERENCES) {
        out->at[out->count++] = number;
    }
}

/* "1, 3 and 5-7": how far it goes; the key itself when no number stands there. */
static const char *read_numbers(mds_note_numbers *out, const char *key)
{
    static const char *const between[] = {",",     ";",      "&",  "and ", "、", "・", "#",
                                          "note ", "notes ", "注", "備考", "※",  "*"};
    const char *end = key;
    uint32_t number = 0;
    uint32_t last = 0;

    while (read_number(&number, &key)) {
        add_number(out, number);
        end = key;
        const char *dash = skip_blanks(key);
        if (*dash == '-' || *dash == '~') {
            dash = skip_blanks(dash + 1);
            if (read_number(&last, &dash) && last > number && last - number < 16) {
                for (uint32_t i = number + 1; i <= last; i++) {
                    add_number(out, i);
                }
                key = dash;
                end = key;
            }
        }
        for (;;) {
            const char *next = skip_blanks(key);
            const char *after = skip(next, between, sizeof between / sizeof *between);
            if (after == next) {
                key = next;
                break;
            }
            key = after;
        }
        if (key == end) {
            break; /* two numbers without anything between are one word */
        }
    }
    return end;
}

/* What may stand between the marker and the number: "no. ", "#", ": ". */
static const char *skip_to_number(const char *key)
{
    static const char *const fillers[] = {"nos.", "no.", "numbers ", "number ", "#", ":", "欄"};

    key += strspn(key, " _");
    key = skip(key, fillers, sizeof fillers / sizeof *fillers);
    return key + strspn(key, " _");
}

static bool is_pure(mds_note_numbers *out, const char *key, bool numbers_alone)
{
    static const char *const openings[] = {
        "please see ", "please refer to ", "refer to ", "reference ", "see also ", "see ", "cf. ",
        "cf "};
    static const char *const articles[] = {"the "};
    static const char *const closings[] = {"を参照", "参照"};

    key += strspn(key, " ([");
    key = skip(key, openings, sizeof openings / sizeof *openings);
    key = skip(key, articles, 1);
    const char *number = skip_marker(key);
    if (number == NULL && !numbers_alone) {
        return false;
    }
    number = skip_to_number(number != NULL ? number : key);
    const char *end = read_numbers(out, number);
    if (end == number) {
        return false;
    }
    end = skip_blanks(end);
    end = skip(end, closings, sizeof closings / sizeof *closings);
    end += strspn(end, " .)]");
    return *end == '\0';
}

void mds_words__references(mds_note_numbers *out, bool *pure, const char *key, bool numbers_alone)
{
    static const char *const markers[] = {"note(s)", "notes", "note", "注記", "注", "備考"};

    *out = (mds_note_numbers){0};
    *pure = is_pure(out, key, numbers_alone);
    if (*pure) {
        return;
    }
    *out = (mds_note_numbers){0};
    for (const char *p = key; *p != '\0'; p += character(p)) {
        if (p > key && p[-1] >= 'a' && p[-1] <= 'z') {
            continue; /* within a word */
        }
        const char *after = skip(p, markers, sizeof markers / sizeof *markers);
        if (after != p) {
            (void)read_numbers(out, skip_to_number(after));
        }
    }
}

bool mds_words__note_label(uint32_t *number, const char *key)
{
    key += strspn(key, " ([");
    key = skip_marker(key);
    if (key == NULL) {
        return false;
    }
    key = skip_to_number(key);
    if (!read_number(number, &key)) {
        return false;
    }
    key += strspn(key, " .:)]-");
    return *key == '\0';
}

/* The key of the first \p n bytes of \p text. */
static const char *head_key(mds_arena *scratch, const char *text, size_t n)
{
    const char *head = mds_arena_strndup(scratch, text, n);

    return head != NULL ? mds_utf8_key(scratch, head) : NULL;
}

bool mds_words__labelled_note(uint32_t *number, mds_sv *rest, mds_arena *scratch, const char *text)
{
    const size_t size = strlen(text);
    size_t head = size < HEAD_BYTES ? size : HEAD_BYTES;

    while (head < size && ((unsigned char)text[head] & 0xC0) == 0x80) {
        head--;
    }
    const char *beginning = head_key(scratch, text, head);
    if (beginning == NULL || skip_marker(beginning + strspn(beginning, " ([")) == NULL) {
        return false;
    }
    for (size_t i = 1; i < size && i < HEAD_BYTES; i++) {
        const size_t mark = separator_at(text + i, size - i);
        const size_t blank = blank_at(text + i, size - i);
        if ((mark == 0 && blank == 0 && text[i] != ')') || (unsigned char)text[i - 1] < '0') {
            continue;
        }
        const char *key = head_key(scratch, text, i);
        if (key == NULL) {
            return false;
        }
        if (mds_words__note_label(number, key)) {
            mds_sv body = {text + i, size - i};
            size_t length;
            while ((length = separator_at(body.p, body.n)) > 0 ||
                   (length = blank_at(body.p, body.n)) > 0 ||
                   (length = body.n > 0 && (*body.p == ')' || *body.p == ']')) > 0) {
                body.p += length;
                body.n -= length;
            }
            *rest = mds_words__trim(body);
            return rest->n > 0;
        }
    }
    return false;
}

/* "(optional)" to "optional"; the separators before it are gone already. */
static mds_sv unwrap(mds_sv rest, bool *in_brackets)
{
    size_t length;
    bool bracket = false;

    while ((length = separator_at(rest.p, rest.n)) > 0 || (length = blank_at(rest.p, rest.n)) > 0) {
        /* "*6" and "※6" are references: their mark belongs to them. */
        if (*rest.p == '*' || memcmp(rest.p, "\xE2\x80\xBB", length) == 0) {
            break;
        }
        bracket = bracket || *rest.p == '(' || *rest.p == '[' ||
                  (length == 3 && memcmp(rest.p, "\xEF\xBC\x88", 3) == 0);
        rest.p += length;
        rest.n -= length;
    }
    rest = mds_words__trim(rest);
    if (bracket && rest.n > 0 && (rest.p[rest.n - 1] == ')' || rest.p[rest.n - 1] == ']')) {
        rest.n--;
    } else if (bracket && rest.n >= 3 && memcmp(rest.p + rest.n - 3, "\xEF\xBC\x89", 3) == 0) {
        rest.n -= 3;
    }
    *in_brackets = bracket;
    return rest;
}

/* Whether the mark behind a word may be read as one that parts it from a note: "N.B." and "N-1"
 * hold no answer, and "No. 5" is a number. */
static bool parts(const char *key, const char *mark)
{
    if (strlen(key) == 1) {
        return strchr(",;:(", *mark) != NULL;
    }
    if (*mark != '.') {
        return true;
    }
    mark += 1 + strspn(mark + 1, " ");
    return *mark < '0' || *mark > '9';
}

/* Length of the longest answer word that \p key begins with; 0 when there is none. */
static size_t longest_word(const answers *a, const char *key)
{
    size_t longest = 0;

    for (size_t w = 0; w < MDS_ANSWER_WORD__COUNT; w++) {
        const mds_strings *const lists[] = {&a->form->words[w], &a->form->applicable_words[w]};
        for (size_t k = 0; k < 2; k++) {
            for (size_t i = 0; i < lists[k]->count; i++) {
                const size_t n = strlen(lists[k]->at[i]);
                if (n > longest && strncmp(key, lists[k]->at[i], n) == 0) {
                    longest = n;
                }
            }
        }
    }
    return longest;
}

/* The longest answer word at the beginning of \p text, whose key is \p whole, that a separator, or
 * a blank, ends. */
static bool leading_word(mds_answer_state *state, size_t *end, bool *blank_only, mds_arena *scratch,
                         const answers *a, const char *text, const char *whole)
{
    const size_t size = strlen(text);
    const size_t longest = longest_word(a, whole);
    bool found = false;

    for (size_t i = 1; longest > 0 && i < size && i < HEAD_BYTES; i++) {
        const size_t mark = separator_at(text + i, size - i);
        const size_t blank = blank_at(text + i, size - i);
        if ((mark == 0 && blank == 0) || blank_at(text + i - 1, 1) > 0) {
            continue;
        }
        const char *key = head_key(scratch, text, i);
        if (key != NULL && strlen(key) > longest) {
            break; /* and every longer beginning has a longer key */
        }
        const mds_answer_state is = key != NULL ? word_state(a, key) : MDS_ANSWER_UNREADABLE;
        if (is == MDS_ANSWER_UNREADABLE || is == MDS_ANSWER_UNANSWERED ||
            (mark > 0 && !parts(key, text + i))) {
            continue;
        }
        size_t after = i;
        size_t length;
        while ((length = blank_at(text + after, size - after)) > 0) {
            after += length;
        }
        *state = is;
        *end = i;
        *blank_only = mark == 0 && separator_at(text + after, size - after) == 0;
        found = true;
    }
    return found;
}

/* Whether \p rest, behind the word of \p state, takes that word back: "Yes / No". */
static bool takes_back(mds_answer_state state, mds_arena *scratch, const answers *a,
                       const char *rest, const char *key)
{
    mds_answer_state other = word_state(a, key);
    size_t end = 0;
    bool blank_only = false;

    if (other == MDS_ANSWER_UNREADABLE &&
        !(leading_word(&other, &end, &blank_only, scratch, a, rest, key) && !blank_only)) {
        return false;
    }
    return other != state &&
           (other == MDS_ANSWER_YES || other == MDS_ANSWER_NO || other == MDS_ANSWER_NA);
}

/* The text behind the number of an option, "1. " of "1. はい(オプション)"; the text itself where
 * there is none. */
static const char *skip_option(const char *text)
{
    const char *p = text;
    mds_sign sign = mds_sign__skip_blanks(&p);

    if (sign.kind == MDS_SIGN_ENCLOSED) {
        p += sign.length;
        (void)mds_sign__skip_blanks(&p);
        return p;
    }
    if (sign.kind != MDS_SIGN_DIGIT) {
        return text;
    }
    p += sign.length;
    sign = mds_sign__at(p);
    if (sign.kind != MDS_SIGN_DOT && sign.kind != MDS_SIGN_COLON && sign.kind != MDS_SIGN_CLOSE) {
        return text;
    }
    p += sign.length;
    (void)mds_sign__skip_blanks(&p);
    return p;
}

/* A word with something behind it. */
static bool read_glued(mds_cell_reading *out, mds_arena *scratch, const answers *a,
                       const char *text)
{
    mds_answer_state state = MDS_ANSWER_UNREADABLE;
    size_t end = 0;
    bool blank_only = false;
    bool in_brackets = false;
    bool pure = false;

    const char *word = skip_option(text);
    const char *whole = word != text ? mds_utf8_key(scratch, word) : out->key;
    if (whole == NULL) {
        return false;
    }
    if (!leading_word(&state, &end, &blank_only, scratch, a, word, whole)) {
        return true;
    }
    const mds_sv rest = unwrap((mds_sv){word + end, strlen(word + end)}, &in_brackets);
    const char *copy = mds_arena_strndup(scratch, rest.p, rest.n);
    const char *key = copy != NULL ? mds_utf8_key(scratch, copy) : NULL;
    if (key == NULL) {
        return false;
    }
    if (takes_back(state, scratch, a, copy, key)) {
        return true;
    }
    /* "Yes (2)" points to a note; "Yes, 2" may count something. */
    mds_words__references(&out->numbers, &pure, key, in_brackets);
    /* "No restrictions apply" begins with a word and is a sentence: a blank alone parts nothing. */
    if (blank_only && !pure) {
        out->numbers = (mds_note_numbers){0};
        return true;
    }
    out->state = state;
    out->glued = !pure && rest.n > 0 && strcmp(key, "*") != 0 && strcmp(key, "※") != 0 &&
                 word_state(a, key) == MDS_ANSWER_UNREADABLE;
    out->rest = rest;
    return true;
}

/* "= (/)": the key without the day that a checklist has beside its answer. */
static const char *before_day(mds_arena *scratch, const char *key)
{
    const char *open = strrchr(key, '(');
    size_t n = open != NULL ? (size_t)(open - key) : 0;

    if (open == NULL || open[1 + strspn(open + 1, "0123456789 /.-")] != ')') {
        return key;
    }
    while (n > 0 && key[n - 1] == ' ') {
        n--;
    }
    return mds_arena_strndup(scratch, key, n);
}

/* One word of the form, or its printed choices (an encoding may have made "?" of their marks), with
 * the printed remark behind them or without. Whether the text is such a thing. A day beside a word
 * belongs to a checklist; elsewhere it is a note. */
static bool read_choices(mds_cell_reading *out, const mds_vocabulary *words, mds_answer_set set)
{
    mds_choices choices;
    mds_cell_reading chosen = *out;

    const bool whole = mds_choices__read(&choices, &words->choices, out->key);
    const char *rest = out->key + choices.end;
    if (choices.words == 0 || (choices.days > 0 && set != MDS_ANSWERS_CONFIRMED) ||
        (choices.words == 1 && strchr(out->key, '?') != NULL) ||
        (!whole && (choices.words == 1 || !mds_choices__is_remark(rest)))) {
        return false;
    }
    if (!whole) {
        bool pure = false;
        mds_words__references(&chosen.numbers, &pure, rest, false);
    }
    mds_words__choose(&chosen, &choices, set, false);
    if (chosen.state == MDS_ANSWER_UNREADABLE && !chosen.not_offered) {
        return false;
    }
    *out = chosen;
    return true;
}

bool mds_words__read(mds_cell_reading *out, mds_arena *scratch, const mds_vocabulary *words,
                     mds_answer_set set, const char *text)
{
    const answers a = {words->form, set};
    bool pure = false;

    const char *key = mds_utf8_key(scratch, text);
    if (key == NULL) {
        return false;
    }
    *out = (mds_cell_reading){.state = MDS_ANSWER_UNREADABLE, .key = key};
    if (key[0] == '\0') {
        out->state = MDS_ANSWER_UNANSWERED;
        return true;
    }
    const char *word = set == MDS_ANSWERS_CONFIRMED ? before_day(scratch, key) : key;
    if (word == NULL) {
        return false;
    }
    out->state = word[0] != '\0' ? word_state(&a, word) : MDS_ANSWER_UNANSWERED;
    if (out->state != MDS_ANSWER_UNREADABLE) {
        out->dated = strpbrk(key + strlen(word), "0123456789") != NULL;
        return true;
    }
    out->not_offered = is_foreign(&a, word);
    if (out->not_offered || read_choices(out, words, set)) {
        return true;
    }
    mds_words__references(&out->numbers, &pure, key, false);
    if (pure) {
        out->state = MDS_ANSWER_SEE_NOTE;
        return true;
    }
    out->numbers = (mds_note_numbers){0};
    return read_glued(out, scratch, &a, text);
}

bool mds_words__read_line(mds_cell_reading *out, mds_arena *scratch, const mds_vocabulary *words,
                          mds_answer_set set, const char *text)
{
    mds_choices choices;
    const char *key = mds_utf8_key(scratch, text);

    if (key == NULL) {
        return false;
    }
    *out = (mds_cell_reading){.state = MDS_ANSWER_UNREADABLE, .key = key};
    const char *found = mds_choices__find(&choices, &words->choices, key);
    if (found != NULL) {
        bool pure = false;
        mds_words__choose(out, &choices, set, false);
        mds_words__references(&out->numbers, &pure, found + choices.end, true);
    }
    return true;
}

bool mds_words__blank_note(const mds_form *form, const char *key)
{
    if (mds_words__have(&form->words[MDS_WORD_PLACEHOLDER], key) ||
        mds_words__have(&form->note_headings, key)) {
        return true;
    }
    const char *behind = skip_marker(key);
    return behind != NULL && behind[strspn(behind, "_-:. ")] == '\0';
}
