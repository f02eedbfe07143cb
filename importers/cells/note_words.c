/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References to numbered notes, and the labels of these. */
#include "note_words.h"

#include "base/utf8.h"
#include <string.h>

static const char *skip(const mds_catalog *catalog, mds_word_list list, const char *key)
{
    return key + mds_words__at(catalog, list, key);
}

static const char *skip_blanks(const char *key)
{
    return key + strspn(key, " ");
}

/* Behind the word for a note, "notes", "#"; NULL when none is there. */
static const char *skip_marker(const mds_catalog *catalog, const char *key)
{
    const char *after = skip(catalog, MDS_WORDS_NOTE_MARKERS, key);

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

/* "1, 3 and 5-7": how far it goes; the key itself when no number is there. */
static const char *read_numbers(mds_note_numbers *out, const mds_catalog *catalog, const char *key)
{
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
            const char *after = skip(catalog, MDS_WORDS_NOTE_JOINERS, next);
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

/* What may be between the marker and the number: "no. ", "#", ": ". */
static const char *skip_to_number(const mds_catalog *catalog, const char *key)
{
    key += strspn(key, " _");
    key = skip(catalog, MDS_WORDS_NOTE_FILLERS, key);
    return key + strspn(key, " _");
}

static bool is_pure(mds_note_numbers *out, const mds_catalog *catalog, const char *key,
                    bool numbers_alone)
{
    static const char article[] = "the ";

    key += strspn(key, " ([");
    key = skip(catalog, MDS_WORDS_NOTE_OPENINGS, key);
    key += strncmp(key, article, strlen(article)) == 0 ? strlen(article) : 0;
    const char *number = skip_marker(catalog, key);
    if (number == NULL && !numbers_alone) {
        return false;
    }
    number = skip_to_number(catalog, number != NULL ? number : key);
    const char *end = read_numbers(out, catalog, number);
    if (end == number) {
        return false;
    }
    end = skip_blanks(end);
    end = skip(catalog, MDS_WORDS_NOTE_CLOSINGS, end);
    end += strspn(end, " .)]");
    return *end == '\0';
}

void mds_words__references(mds_note_numbers *out, bool *pure, const mds_catalog *catalog,
                           const char *key, bool numbers_alone)
{
    *out = (mds_note_numbers){0};
    *pure = is_pure(out, catalog, key, numbers_alone);
    if (*pure) {
        return;
    }
    *out = (mds_note_numbers){0};
    for (const char *p = key; *p != '\0'; p += mds_utf8_next(p, NULL)) {
        if (p > key && p[-1] >= 'a' && p[-1] <= 'z') {
            continue; /* within a word */
        }
        const char *after = skip(catalog, MDS_WORDS_NOTE_WORDS, p);
        if (after != p) {
            (void)read_numbers(out, catalog, skip_to_number(catalog, after));
        }
    }
}

bool mds_words__note_label(uint32_t *number, const mds_catalog *catalog, const char *key)
{
    key += strspn(key, " ([");
    key = skip_marker(catalog, key);
    if (key == NULL) {
        return false;
    }
    key = skip_to_number(catalog, key);
    if (!read_number(number, &key)) {
        return false;
    }
    key += strspn(key, " .:)]-");
    return *key == '\0';
}

bool mds_words__labelled_note(uint32_t *number, mds_sv *rest, mds_arena *scratch,
                              const mds_catalog *catalog, const char *text)
{
    const size_t size = strlen(text);
    const size_t head = mds_utf8_head(text, MDS_WORDS_HEAD);

    const char *beginning = mds_words__head_key(scratch, text, head);
    if (beginning == NULL || skip_marker(catalog, beginning + strspn(beginning, " ([")) == NULL) {
        return false;
    }
    for (size_t i = 1; i < size && i < MDS_WORDS_HEAD; i++) {
        const size_t mark = mds_words__separator_at(text + i, size - i);
        const size_t blank = mds_words__blank_at(text + i, size - i);
        if ((mark == 0 && blank == 0 && text[i] != ')') || (unsigned char)text[i - 1] < '0') {
            continue;
        }
        const char *key = mds_words__head_key(scratch, text, i);
        if (key == NULL) {
            return false;
        }
        if (mds_words__note_label(number, catalog, key)) {
            mds_sv body = {text + i, size - i};
            size_t length;
            while ((length = mds_words__separator_at(body.p, body.n)) > 0 ||
                   (length = mds_words__blank_at(body.p, body.n)) > 0 ||
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

bool mds_words__blank_note(const mds_catalog *catalog, const mds_form *form, const char *key)
{
    if (mds_words__have(&form->words[MDS_WORD_PLACEHOLDER], key) ||
        mds_words__have(&form->note_headings, key)) {
        return true;
    }
    const char *behind = skip_marker(catalog, key);
    return behind != NULL && behind[strspn(behind, "_-:. ")] == '\0';
}
