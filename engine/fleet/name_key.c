/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "name_key.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include <string.h>

enum { KEY_BYTES = 1024, ABBREVIATION = 3 };
/* Letters and digits that tell a model without its maker. */
enum { WITH_DIGITS = 3, WITHOUT_DIGITS = 6 };

/* What a character belongs to; NAME_HAN for kana too, until it is spelt. */
static bool script_of(name_script *out, const char *p, uint32_t code)
{
    if (code < 0x80) {
        *out = mds_is_digit(*p) ? NAME_DIGITS : NAME_LETTERS;
        return mds_is_digit(*p) || mds_is_letter(*p);
    }
    if (code >= 0x3041 && code <= 0x30FA) {
        *out = NAME_KANA;
        return code <= 0x3096 || code >= 0x30A1;
    }
    if ((code >= 0x3400 && code <= 0x9FFF) || code == 0x3005 || code >= 0x20000) {
        *out = NAME_HAN;
        return true;
    }
    *out = NAME_LETTERS;
    /* signs: Latin-1, general punctuation to box drawing, CJK punctuation, private use */
    return code >= 0xC0 && !(code >= 0x2000 && code <= 0x2BFF) &&
           !(code >= 0x3000 && code <= 0x30FF) && !(code >= 0xE000 && code <= 0xF8FF);
}

/* Katakana to hiragana; else the character itself. */
static size_t put_hiragana(char *out, const char *p, size_t n, uint32_t code)
{
    if (code >= 0x30A1 && code <= 0x30F6) {
        return mds_utf8_put(out, code - 0x60);
    }
    memcpy(out, p, n);
    return n;
}

/* The spelling of the longest kana that \p text begins with, "" where there is none; \p n gets its
 * bytes. */
static const char *spelling_of(const mds_catalog *catalog, const char *text, size_t *n)
{
    const mds_strings *list = &catalog->words[MDS_WORDS_KANA];
    const char *found = "";

    *n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const char *equal = strchr(list->at[i], '=');
        const size_t length = equal != NULL ? (size_t)(equal - list->at[i]) : 0;
        if (length > *n && strncmp(text, list->at[i], length) == 0) {
            *n = length;
            found = equal + 1;
        }
    }
    return found;
}

/* Kana in Latin letters; "*" of a small tsu doubles the letter behind it. */
static void spell(mds_strbuf *out, const mds_catalog *catalog, const char *kana)
{
    bool twice = false;

    for (size_t n = 0; *kana != '\0'; kana += n) {
        const char *letters = spelling_of(catalog, kana, &n);
        if (n == 0) {
            n = mds_utf8_next(kana, NULL);
        }
        if (letters[0] == '*') {
            twice = true;
            continue;
        }
        if (twice && letters[0] != '\0') {
            mds_strbuf_putc(out, letters[0]);
        }
        twice = false;
        mds_strbuf_puts(out, letters);
    }
}

static bool add_part(name_key *out, mds_arena *arena, const mds_catalog *catalog,
                     const mds_strbuf *run, name_script script)
{
    mds_strbuf spelt;
    const char *text;

    if (run->n == 0 || out->count == NAME_PARTS) {
        return true;
    }
    mds_strbuf_init(&spelt, KEY_BYTES);
    if (script == NAME_KANA) {
        spell(&spelt, catalog, run->p);
    } else {
        mds_strbuf_puts(&spelt, run->p);
    }
    text = mds_strbuf_copy(&spelt, arena);
    mds_strbuf_finish(&spelt);
    if (text == NULL) {
        return mds_arena_status(arena) == MDS_OK; /* too long for a name: passed over */
    }
    if (text[0] != '\0') {
        out->parts[out->count++] = (name_part){text, script};
    }
    return true;
}

/* Splits a match key where the script changes or a sign is; the long-vowel mark is none. */
static bool split(name_key *out, mds_arena *arena, const mds_catalog *catalog, const char *key)
{
    name_script script = NAME_DIGITS;
    bool good = true;
    mds_strbuf run;

    out->count = 0;
    mds_strbuf_init(&run, KEY_BYTES);
    while (*key != '\0' && good) {
        uint32_t code;
        char kana[MDS_UTF8_BYTES];
        name_script next = script;
        const size_t n = mds_utf8_next(key, &code);
        const bool part = script_of(&next, key, code);
        if (code != 0x30FC && (!part || next != script)) {
            good = add_part(out, arena, catalog, &run, script);
            mds_strbuf_clear(&run);
            script = next;
        }
        if (part) {
            mds_strbuf_append(&run, kana, put_hiragana(kana, key, n, code));
        }
        key += n;
    }
    good = good && add_part(out, arena, catalog, &run, script);
    good = good && run.status != MDS_ENOMEM;
    mds_strbuf_finish(&run);
    return good;
}

/* Whether the parts from \p at on are a word of the list; how many they are. */
static size_t word_at(const name_key *key, size_t at, const mds_strings *words)
{
    for (size_t i = 0; i < words->count; i++) {
        const char *rest = words->at[i];
        size_t k = at;
        while (k < key->count && *rest != '\0' &&
               strncmp(rest, key->parts[k].text, strlen(key->parts[k].text)) == 0) {
            rest += strlen(key->parts[k++].text);
            rest += *rest == ' ';
        }
        if (*rest == '\0' && k > at) {
            return k - at;
        }
    }
    return 0;
}

/* Leaves words of the list out, unless nothing else is there. */
static void leave_out(name_key *key, const mds_strings *words)
{
    name_key kept = {.count = 0};

    for (size_t i = 0; i < key->count;) {
        const size_t n = word_at(key, i, words);
        if (n == 0) {
            kept.parts[kept.count++] = key->parts[i];
        }
        i += n > 0 ? n : 1;
    }
    if (kept.count > 0) {
        *key = kept;
    }
}

bool mds_fleet__model_key(name_key *out, mds_arena *arena, const mds_catalog *catalog,
                          const char *text)
{
    const char *key = mds_utf8_key(arena, text);

    if (key == NULL || !split(out, arena, catalog, key)) {
        return false;
    }
    leave_out(out, &catalog->words[MDS_WORDS_MODEL_FILLERS]);
    return true;
}

/* Takes what is in brackets out, and the forms of companies that are written without blanks. */
static void strip_maker(char *key, const mds_strings *forms)
{
    char *to = key;
    size_t depth = 0;

    for (const char *p = key; *p != '\0'; p++) {
        depth += *p == '(';
        if (depth == 0) {
            *to++ = *p;
        } else if (*p == ')') {
            depth--;
        }
    }
    *to = '\0';
    for (size_t i = 0; i < forms->count; i++) {
        const size_t n = strlen(forms->at[i]);
        char *at = mds_utf8_is_ascii(forms->at[i]) ? NULL : strstr(key, forms->at[i]);
        if (at != NULL) {
            memmove(at, at + n, strlen(at + n) + 1);
        }
    }
}

bool mds_fleet__maker_key(name_key *out, mds_arena *arena, const mds_catalog *catalog,
                          const char *text)
{
    const mds_strings *forms = &catalog->words[MDS_WORDS_COMPANY_FORMS];
    const char *key = mds_utf8_key(arena, text);
    char *bare = key != NULL ? mds_arena_strndup(arena, key, strlen(key)) : NULL;

    if (bare == NULL) {
        return false;
    }
    strip_maker(bare, forms);
    if (!split(out, arena, catalog, bare)) {
        return false;
    }
    leave_out(out, forms);
    return true;
}

static bool same_part(const name_part *a, const name_part *b)
{
    return strcmp(a->text, b->text) == 0;
}

bool mds_fleet__has_at(const name_key *key, size_t at, const name_key *begin)
{
    if (begin->count == 0 || at + begin->count > key->count) {
        return false;
    }
    for (size_t i = 0; i < begin->count; i++) {
        if (!same_part(&key->parts[at + i], &begin->parts[i])) {
            return false;
        }
    }
    return true;
}

/* The text of all parts; a sign stays between two numbers, which would else be another one. */
static void join_parts(char out[KEY_BYTES], const name_key *key)
{
    size_t n = 0;

    for (size_t i = 0; i < key->count; i++) {
        const size_t length = strlen(key->parts[i].text);
        const bool numbers =
            i > 0 && key->parts[i].script == NAME_DIGITS && key->parts[i - 1].script == NAME_DIGITS;
        if (n + length + 2 > KEY_BYTES) {
            break;
        }
        if (numbers) {
            out[n++] = '.';
        }
        memcpy(out + n, key->parts[i].text, length);
        n += length;
    }
    out[n] = '\0';
}

bool mds_fleet__same_text(const name_key *a, const name_key *b)
{
    char x[KEY_BYTES];
    char y[KEY_BYTES];

    join_parts(x, a);
    join_parts(y, b);
    return x[0] != '\0' && strcmp(x, y) == 0;
}

static bool has_han(const name_key *key)
{
    for (size_t i = 0; i < key->count; i++) {
        if (key->parts[i].script == NAME_HAN) {
            return true;
        }
    }
    return false;
}

/* "sys" of "systems". */
static bool abbreviates(const name_part *a, const name_part *b)
{
    const size_t n = strlen(a->text);

    return n >= ABBREVIATION && strncmp(a->text, b->text, n) == 0;
}

maker_relation mds_fleet__compare_makers(const name_key *a, const name_key *b)
{
    const size_t n = a->count < b->count ? a->count : b->count;
    bool same = true;

    if (n == 0) {
        return MAKER_MISSING;
    }
    for (size_t i = 0; i < n && same; i++) {
        same = same_part(&a->parts[i], &b->parts[i]) || abbreviates(&a->parts[i], &b->parts[i]) ||
               abbreviates(&b->parts[i], &a->parts[i]);
    }
    if (same || mds_fleet__same_text(a, b)) {
        return MAKER_SAME;
    }
    return has_han(a) != has_han(b) ? MAKER_SCRIPTS : MAKER_OTHER;
}

bool mds_fleet__without_maker(name_key *out, const mds_catalog *catalog, const name_key *model,
                              const name_key *maker)
{
    size_t n = 0;

    while (n < model->count && n < maker->count && same_part(&model->parts[n], &maker->parts[n])) {
        n++;
    }
    *out = *model;
    if (n == 0 || n == model->count) {
        return false;
    }
    out->count = model->count - n;
    memcpy(out->parts, model->parts + n, out->count * sizeof *out->parts);
    leave_out(out, &catalog->words[MDS_WORDS_COMPANY_FORMS]);
    return true;
}

void mds_fleet__core(name_key *out, const name_key *model)
{
    bool code = false;

    for (size_t i = 1; i < model->count; i++) {
        code = code || (model->parts[i].script == NAME_DIGITS &&
                        model->parts[i - 1].script == NAME_LETTERS);
    }
    *out = *model;
    out->count = 0;
    for (size_t i = 0; i < model->count; i++) {
        if (!code || model->parts[i].script < NAME_KANA) {
            out->parts[out->count++] = model->parts[i];
        }
    }
}

bool mds_fleet__telling(const name_key *model)
{
    char text[KEY_BYTES];
    bool digits = false;

    join_parts(text, model);
    for (size_t i = 0; i < model->count; i++) {
        digits = digits || model->parts[i].script == NAME_DIGITS;
    }
    return strlen(text) >= (digits ? WITH_DIGITS : WITHOUT_DIGITS);
}
