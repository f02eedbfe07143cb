/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fill_words.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include <string.h>

/* A quoted sign with its quotation marks is no longer. */
enum { QUOTED_BYTES = 16 };

/* "1. ", "2)", "3:", "(1)" and "1 " in front of a word are the number of the option; a sign may
 * be there too. */
static const char *without_number(const mds_catalog *catalog, const char *key)
{
    const size_t sign = mds_choice__sign(catalog, key);
    const char *p = key + (*key == '(' ? 1 : sign);
    if (sign > 0) {
        return *p != '\0' ? p : key;
    }
    const char *digits = p;
    while (*p >= '0' && *p <= '9') {
        p++;
    }
    if (p == digits) {
        return key;
    }
    while (*p == ' ' || *p == '.' || *p == ')' || *p == ':' || *p == ',') {
        p++;
    }
    return *p != '\0' ? p : key;
}

/* Whether the key is one of the words, or begins with one behind which a remark follows. */
static bool begins_with(const char *key, const mds_strings *words)
{
    for (size_t i = 0; i < words->count; i++) {
        const size_t n = strlen(words->at[i]);
        if (n > 0 && strncmp(key, words->at[i], n) == 0 &&
            !(mds_is_lower(key[n - 1]) && mds_is_lower(key[n]))) {
            return true;
        }
    }
    return false;
}

mds_status mds_fill__meaning(mds_answer_state *out, mds_arena *scratch, const mds_catalog *catalog,
                             const mds_form *form, uint32_t question, const char *text)
{
    static const struct {
        mds_answer_word word;
        mds_answer_state state;
    } meanings[] = {{MDS_WORD_YES, MDS_ANSWER_YES},
                    {MDS_WORD_NA, MDS_ANSWER_NA},
                    {MDS_WORD_NO, MDS_ANSWER_NO},
                    {MDS_WORD_SEE_NOTE, MDS_ANSWER_SEE_NOTE}};
    const bool applicable = form->questions[question].answer_set == MDS_ANSWERS_APPLICABLE;
    const mds_strings *words = applicable ? form->applicable_words : form->words;
    const char *key = mds_utf8_key(scratch, text);
    if (key == NULL) {
        return mds_arena_status(scratch);
    }
    *out = MDS_ANSWER_UNREADABLE;
    if (key[0] == '\0' || begins_with(key, &form->words[MDS_WORD_PLACEHOLDER])) {
        *out = MDS_ANSWER_UNANSWERED;
        return MDS_OK;
    }
    key = without_number(catalog, key);
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (begins_with(key, &words[meanings[i].word])) {
            *out = meanings[i].state;
            return MDS_OK;
        }
    }
    return MDS_OK;
}

mds_status mds_fill__offered(const char **out, mds_arena *scratch, const mds_catalog *catalog,
                             const mds_form *form, uint32_t question, const mds_offers *offers,
                             mds_answer_state state)
{
    *out = NULL;
    for (size_t i = 0; i < offers->count && *out == NULL; i++) {
        mds_answer_state meaning = MDS_ANSWER_UNREADABLE;
        const mds_status status =
            mds_fill__meaning(&meaning, scratch, catalog, form, question, offers->at[i]);
        if (status != MDS_OK) {
            return status;
        }
        *out = meaning == state ? offers->at[i] : NULL;
    }
    return MDS_OK;
}

/* A sign that the text quotes by itself: "put a tick in the column", in quotation marks. */
static mds_sv quoted_sign(const mds_catalog *catalog, mds_sv text)
{
    const mds_strings *opens = &catalog->words[MDS_WORDS_QUOTE_OPENINGS];
    const mds_strings *closes = &catalog->words[MDS_WORDS_QUOTE_CLOSINGS];
    char head[QUOTED_BYTES + 1];

    for (size_t i = 0; i < text.n; i++) {
        const size_t n = text.n - i < QUOTED_BYTES ? text.n - i : QUOTED_BYTES;
        for (size_t k = 0; k < opens->count && k < closes->count; k++) {
            const size_t open = strlen(opens->at[k]);
            if (n < open || memcmp(text.p + i, opens->at[k], open) != 0) {
                continue;
            }
            memcpy(head, text.p + i, n);
            head[n] = '\0';
            const size_t sign = mds_choice__sign(catalog, head + open);
            if (sign > 0 &&
                strncmp(head + open + sign, closes->at[k], strlen(closes->at[k])) == 0) {
                return (mds_sv){text.p + i + open, sign};
            }
        }
    }
    return (mds_sv){"", 0};
}

/* The directions must not name two. */
static const char *directed_sign(const mds_catalog *catalog, const mds_template_book *book)
{
    mds_sv found = {"", 0};
    for (size_t i = 0; i < book->string_count; i++) {
        const mds_sv sign = quoted_sign(catalog, book->strings[i]);
        if (sign.n > 0 && found.n > 0 &&
            (sign.n != found.n || memcmp(sign.p, found.p, sign.n) != 0)) {
            return NULL;
        }
        found = sign.n > 0 ? sign : found;
    }
    return found.n > 0 ? mds_arena_strndup(book->arena, found.p, found.n) : NULL;
}

const char *mds_fill__sign(const mds_catalog *catalog, const mds_template_book *book,
                           const mds_offers *offers)
{
    const char *directed = NULL;
    for (size_t i = 0; i < offers->count; i++) {
        if (mds_choice__sign(catalog, offers->at[i]) == strlen(offers->at[i])) {
            return offers->at[i];
        }
    }
    directed = directed_sign(catalog, book);
    return directed != NULL ? directed : mds_choice__circle(catalog);
}
