/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include "base/utf8.h"
#include "note_words.h"
#include "sign.h"
#include <string.h>

bool mds_words__have(const mds_strings *words, const char *key)
{
    for (size_t i = 0; i < words->count; i++) {
        if (words->at[i][0] == key[0] && strcmp(words->at[i], key) == 0) {
            return true;
        }
    }
    return false;
}

size_t mds_words__at(const mds_catalog *catalog, mds_word_list list, const char *text)
{
    const mds_strings *words = &catalog->words[list];

    for (size_t i = 0; i < words->count; i++) {
        const char *word = words->at[i];
        size_t n = 0;
        while (word[n] != '\0' && word[n] == text[n]) { /* most differ in the first byte */
            n++;
        }
        if (word[n] == '\0') {
            return n;
        }
    }
    return 0;
}

bool mds_words__within(const mds_catalog *catalog, mds_word_list list, const char *key)
{
    const mds_strings *words = &catalog->words[list];

    for (size_t i = 0; i < words->count; i++) {
        if (strstr(key, words->at[i]) != NULL) {
            return true;
        }
    }
    return false;
}

bool mds_words__name(const mds_strings *words, const char *key)
{
    for (size_t i = 0; i < words->count; i++) {
        const size_t n = strlen(words->at[i]);
        for (const char *p = strstr(key, words->at[i]); p != NULL;
             p = strstr(p + 1, words->at[i])) {
            const bool letters = (unsigned char)*words->at[i] < 0x80;
            const bool within = letters && ((p > key && p[-1] >= 'a' && p[-1] <= 'z') ||
                                            (p[n] >= 'a' && p[n] <= 'z'));
            if (!within) {
                return true;
            }
        }
    }
    return false;
}

size_t mds_words__blank_at(const char *p, size_t n)
{
    if (n > 0 && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')) {
        return 1;
    }
    if (n >= 2 && memcmp(p, "\xC2\xA0", 2) == 0) {
        return 2;
    }
    return n >= 3 && memcmp(p, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

const char *mds_words__head_key(mds_arena *scratch, const char *text, size_t n)
{
    const char *head = mds_arena_strndup(scratch, text, n);

    return head != NULL ? mds_utf8_key(scratch, head) : NULL;
}

mds_sv mds_words__trim(mds_sv text)
{
    size_t length;

    while ((length = mds_words__blank_at(text.p, text.n)) > 0) {
        text.p += length;
        text.n -= length;
    }
    for (;;) {
        if (text.n >= 1 && mds_words__blank_at(text.p + text.n - 1, 1) == 1) {
            text.n -= 1;
        } else if (text.n >= 2 && mds_words__blank_at(text.p + text.n - 2, 2) == 2) {
            text.n -= 2;
        } else if (text.n >= 3 && mds_words__blank_at(text.p + text.n - 3, 3) == 3) {
            text.n -= 3;
        } else {
            return text;
        }
    }
}

size_t mds_words__separator_at(const char *p, size_t n)
{
    static const char *const wide[] = {
        "\xEF\xBC\x8C", /* full-width comma */ "\xE3\x80\x81",    /* ideographic comma */
        "\xEF\xBC\x9A", /* full-width colon */ "\xEF\xBC\x9B",    /* full-width semicolon */
        "\xEF\xBC\x89",                                           /* full-width closing bracket */
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

/* The answers of a form to one kind of question. */
typedef struct answers {
    const mds_form *form;
    mds_answer_set set;
    const mds_catalog *catalog;
} answers;

/* Whether a number of a note, or its marker, begins at \p p right behind a word: "Yes¹",
 * "○※1". \p plain: a plain digit is one too. */
static bool is_reference(const mds_catalog *catalog, const char *p, bool plain)
{
    const mds_sign sign = mds_sign__at(p);

    return mds_words__at(catalog, MDS_WORDS_REFERENCE_SIGNS, p) > 0 ||
           sign.kind == MDS_SIGN_ENCLOSED || (plain && sign.kind == MDS_SIGN_DIGIT);
}

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

/* The state by the class of a choice; UNREADABLE where the question does not offer it. \p words:
 * what is there says "applicable", and not "yes". */
static mds_answer_state class_state(size_t class, mds_answer_set set, bool applicable)
{
    static const mds_answer_state states[MDS_CHOICE_CLASSES] = {
        MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA, MDS_ANSWER_SEE_NOTE, MDS_ANSWER_UNREADABLE};
    const bool foreign = set == MDS_ANSWERS_APPLICABLE ? class == 2 : applicable && class < 2;

    return foreign ? MDS_ANSWER_UNREADABLE : states[class];
}

/* Whether the choice of a class is "applicable" or "not applicable" alone. */
static bool is_applicable(const mds_choices *choices, size_t class)
{
    const bool *stands = choices->stands;

    return class == 0   ? stands[MDS_LABEL_APPLICABLE] && !stands[MDS_LABEL_YES]
           : class == 1 ? stands[MDS_LABEL_NOT_APPLICABLE] && !stands[MDS_LABEL_NO]
                        : false;
}

/* Whether all answers are there that a question of \p set offers. */
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

void mds_words__choose(mds_cell_reading *reading, const mds_choice_rule *rule,
                       const mds_choices *choices, size_t offered, mds_answer_set set)
{
    mds_choice_rule none = {0};

    if (rule == NULL) {
        mds_choice__rule_count(&none, choices, offered);
        mds_choice__rule_settle(&none);
        rule = &none;
    }
    const mds_choice_decision decision = mds_choice__rule_decide(rule, choices, offered);
    reading->dated = choices->dated;
    reading->printed = choices->words > 1;
    reading->marked = choices->marks > 0 || reading->printed;
    reading->taken = decision.taken;
    switch (decision.verdict) {
    case MDS_CHOSEN_NOTHING:
    case MDS_CHOSEN_EMPTY:
        reading->state = MDS_ANSWER_UNANSWERED;
        break;
    case MDS_CHOSEN_UNMARKED:
        reading->unmarked = all_stand(choices, set);
        reading->state = reading->unmarked ? MDS_ANSWER_UNANSWERED : MDS_ANSWER_UNREADABLE;
        break;
    case MDS_CHOSEN_SEVERAL:
        reading->state = MDS_ANSWER_CONFLICT;
        break;
    case MDS_CHOSEN_UNCLEAR:
        reading->state = MDS_ANSWER_UNREADABLE;
        reading->unclear = true;
        break;
    case MDS_CHOSEN_ONE:
        for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
            if (decision.taken == 1u << k) {
                reading->state = class_state(k, set, is_applicable(choices, k));
                reading->not_offered = reading->state == MDS_ANSWER_UNREADABLE && k < 4;
                reading->unclear = k == 4;
            }
        }
        break;
    }
}

/* "(optional)" to "optional"; the separators before it are gone already. */
mds_sv mds_words__unwrap(mds_sv rest, bool *in_brackets)
{
    size_t length;
    bool bracket = false;

    while ((length = mds_words__separator_at(rest.p, rest.n)) > 0 ||
           (length = mds_words__blank_at(rest.p, rest.n)) > 0) {
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
    *in_brackets = *in_brackets || bracket;
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

    for (size_t i = 1; longest > 0 && i < size && i < MDS_WORDS_HEAD; i++) {
        const size_t mark = mds_words__separator_at(text + i, size - i);
        const size_t blank = mds_words__blank_at(text + i, size - i);
        const bool number =
            (unsigned char)text[i - 1] > '9' && is_reference(a->catalog, text + i, true);
        if ((mark == 0 && blank == 0 && !number) || mds_words__blank_at(text + i - 1, 1) > 0) {
            continue;
        }
        const char *key = mds_words__head_key(scratch, text, i);
        if (key != NULL && strlen(key) > longest) {
            break; /* and every longer beginning has a longer key */
        }
        const mds_answer_state is = key != NULL ? word_state(a, key) : MDS_ANSWER_UNREADABLE;
        /* "No1" may be number 1 of something. */
        if (is == MDS_ANSWER_UNREADABLE || is == MDS_ANSWER_UNANSWERED ||
            (mark > 0 && !parts(key, text + i)) ||
            (number && mark == 0 && text[i] >= '0' && text[i] <= '9' && mds_utf8_is_ascii(key) &&
             is == MDS_ANSWER_NO)) {
            continue;
        }
        size_t after = i;
        size_t length;
        while ((length = mds_words__blank_at(text + after, size - after)) > 0) {
            after += length;
        }
        *state = is;
        *end = i;
        *blank_only =
            mark == 0 && !number && mds_words__separator_at(text + after, size - after) == 0;
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

/* The text behind the number of an option, "1. " of "1. Yes (optional)"; the text itself where
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
    in_brackets = is_reference(a->catalog, word + end, true);
    const mds_sv rest = mds_words__unwrap((mds_sv){word + end, strlen(word + end)}, &in_brackets);
    const char *copy = mds_arena_strndup(scratch, rest.p, rest.n);
    const char *key = copy != NULL ? mds_utf8_key(scratch, copy) : NULL;
    if (key == NULL) {
        return false;
    }
    if (takes_back(state, scratch, a, copy, key)) {
        return true;
    }
    /* "Yes (2)" points to a note; "Yes, 2" may count something. */
    mds_words__references(&out->numbers, &pure, a->catalog, key, in_brackets);
    /* "No restrictions apply" begins with a word and is a sentence: a blank alone parts nothing. */
    if (blank_only && !pure) {
        out->numbers = (mds_note_numbers){0};
        return true;
    }
    out->state = state;
    out->glued = !pure && rest.n > 0 &&
                 !mds_words__have(&a->catalog->words[MDS_WORDS_NOTE_SIGNS], key) &&
                 word_state(a, key) == MDS_ANSWER_UNREADABLE;
    out->rest = rest;
    return true;
}

/* A mark that answers, with a note behind it: "○(optional)". */
static bool read_noted_sign(mds_cell_reading *out, mds_arena *scratch, const mds_vocabulary *words,
                            const mds_choice_rule *rule, const char *text, const char *shown)
{
    mds_choices choices;

    size_t end = 0;

    (void)mds_choices__read(&choices, &words->choices, shown);
    if (!mds_words__mark_end(&end, scratch, &words->choices, text, &choices)) {
        return false;
    }
    const char *sign = end > 0 ? mds_words__head_key(scratch, text, end) : "";
    if (sign == NULL) {
        return false;
    }
    out->state = end > 0 ? mds_choice__rule_sign(rule, &words->choices, sign) : out->state;
    out->sign = out->state != MDS_ANSWER_UNREADABLE;
    return !out->sign || mds_words__note_behind(out, scratch, words->choices.catalog, text, end);
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

/* One word of the form, or its printed choices, with the printed remark behind them or without.
 * Whether the text is such a thing: then nothing else may read it. A day beside a word belongs to a
 * checklist; elsewhere it is a note. */
static bool read_choices(mds_cell_reading *out, const mds_vocabulary *words,
                         const mds_choice_rule *rule, mds_answer_set set, const char *key)
{
    mds_choices choices;
    mds_cell_reading chosen = *out;

    const bool whole = mds_choices__read(&choices, &words->choices, key);
    const size_t different = mds_choices__different(&choices);
    const char *rest = key + choices.end;
    /* "No - planned" is one answer and no list of them. */
    size_t offered = 0;
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        offered += choices.stands[i];
    }
    if (choices.words == 0 || (offered < 2 && different > 1 && choices.marks == 0) ||
        (choices.days > 0 && set != MDS_ANSWERS_CONFIRMED) ||
        (!whole && (different == 1 || !mds_choices__is_remark(&words->choices, rest)))) {
        return false;
    }
    if (!whole) {
        bool pure = false;
        mds_words__references(&chosen.numbers, &pure, words->choices.catalog, rest, false);
    }
    mds_words__choose(&chosen, rule, &choices, 0, set);
    if (different == 1 && choices.marks == 0 && chosen.state == MDS_ANSWER_UNREADABLE &&
        !chosen.not_offered) {
        return false;
    }
    *out = chosen;
    return true;
}

bool mds_words__read(mds_cell_reading *out, mds_arena *scratch, const mds_vocabulary *words,
                     const mds_choice_rule *rule, mds_answer_set set, const char *text)
{
    const answers a = {words->form, set, words->choices.catalog};
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
    if (out->not_offered) {
        return true;
    }
    if (rule != NULL) {
        out->state = mds_choice__rule_sign(rule, &words->choices, key);
        out->sign = out->state != MDS_ANSWER_UNREADABLE;
    }
    const char *shown = mds_choices__key(scratch, text);
    if (shown == NULL) {
        return false;
    }
    if (out->sign || read_choices(out, words, rule, set, shown)) {
        return true;
    }
    if (mds_choices__compete(&words->choices, shown)) {
        out->unclear = true;
        return true;
    }
    if (rule != NULL && !read_noted_sign(out, scratch, words, rule, text, shown)) {
        return false;
    }
    if (out->sign) {
        return true;
    }
    mds_words__references(&out->numbers, &pure, words->choices.catalog, key, false);
    if (pure) {
        out->state = MDS_ANSWER_SEE_NOTE;
        return true;
    }
    out->numbers = (mds_note_numbers){0};
    return read_glued(out, scratch, &a, text);
}

bool mds_words__read_line(mds_cell_reading *out, mds_arena *scratch, const mds_vocabulary *words,
                          const mds_choice_rule *rule, mds_answer_set set, const char *text)
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
        mds_words__choose(out, rule, &choices, 0, set);
        mds_words__references(&out->numbers, &pure, words->choices.catalog, found + choices.end,
                              true);
    }
    return true;
}
