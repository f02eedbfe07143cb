/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ids.h"

#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

/* Bytes of a cell that can hold an id, full-width and spaced out. */
enum { ID_BYTES = 96, ID_KEY = 32 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes the blanks out around '.', '-' and between a letter and a digit, and the dash between a
 * letter and a digit: "audt - 2. 8" and "audt2.8" become one key, "1-1" and "11" stay apart. */
static void squeeze(char *key)
{
    size_t to = 0;

    for (size_t i = 0; key[i] != '\0'; i++) {
        const char before = (char)(to > 0 ? key[to - 1] : '\0');
        size_t next = i;
        while (key[next] == ' ' || key[next] == '_') {
            next++;
        }
        if (next > i && (before == '.' || before == '-' || key[next] == '.' ||
                         (key[next] == '-' && is_letter(before)) ||
                         (is_letter(before) && is_digit(key[next])))) {
            i = next;
        }
        if (key[i] == '-' && is_letter(before)) {
            next = i + 1;
            while (key[next] == ' ') {
                next++;
            }
            if (is_digit(key[next])) {
                i = next;
            }
        }
        if (key[i] == '\0') {
            break;
        }
        key[to++] = key[i];
    }
    key[to] = '\0';
}

/* Every id has a number. Digits beyond ASCII are not told apart here. */
static bool may_hold_number(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (is_digit(text[i]) || (unsigned char)text[i] >= 0x80) {
            return true;
        }
    }
    return false;
}

const char *mds_ids_key(mds_arena *arena, const char *text)
{
    size_t n = strlen(text);

    if (n > ID_BYTES) {
        n = ID_BYTES;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) {
            n--;
        }
    }
    if (!may_hold_number(text, n)) {
        return "";
    }
    const char *head = mds_arena_strndup(arena, text, n);
    const char *key = head != NULL ? mds_utf8_key(arena, head) : NULL;
    if (key == NULL) {
        return NULL;
    }
    char *squeezed = mds_arena_strndup(arena, key, strlen(key));
    if (squeezed != NULL) {
        squeeze(squeezed);
    }
    return squeezed;
}

static int compare(const void *a, const void *b)
{
    const mds_id_entry *x = a;
    const mds_id_entry *y = b;

    return strcmp(x->key, y->key);
}

bool mds_ids_build(mds_id_index *out, mds_arena *arena, const mds_form *form)
{
    size_t count = form->question_count;

    for (size_t q = 0; q < form->question_count; q++) {
        count += form->questions[q].aliases.count;
    }
    mds_id_entry *entries = mds_arena_alloc(arena, count, sizeof *entries);
    if (entries == NULL) {
        return false;
    }
    size_t n = 0;
    for (size_t q = 0; q < form->question_count; q++) {
        const mds_question *question = &form->questions[q];
        entries[n++] = (mds_id_entry){mds_ids_key(arena, question->id), (uint32_t)q};
        for (size_t a = 0; a < question->aliases.count; a++) {
            entries[n++] = (mds_id_entry){mds_ids_key(arena, question->aliases.at[a]), (uint32_t)q};
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (entries[i].key == NULL) {
            return false;
        }
    }
    qsort(entries, n, sizeof *entries, compare);
    *out = (mds_id_index){entries, n};
    return true;
}

static bool look_up(uint32_t *question, const mds_id_index *index, const char *key, size_t n)
{
    char text[ID_KEY];

    if (n == 0 || n >= sizeof text) {
        return false;
    }
    memcpy(text, key, n);
    text[n] = '\0';
    const mds_id_entry wanted = {text, 0};
    const mds_id_entry *found =
        bsearch(&wanted, index->entries, index->count, sizeof wanted, compare);
    if (found != NULL) {
        *question = found->question;
    }
    return found != NULL;
}

/* Length of what looks like an id at the beginning: letters, then numbers between dots or
 * dashes. 0 when nothing does. */
static size_t shape(const char *key)
{
    size_t n = 0;

    while (key[n] >= 'a' && key[n] <= 'z') {
        n++;
    }
    size_t end = 0;
    while (is_digit(key[n])) {
        while (is_digit(key[n])) {
            n++;
        }
        end = n;
        if ((key[n] == '.' || key[n] == '-') && is_digit(key[n + 1])) {
            n++;
        }
    }
    return end;
}

mds_id_match mds_ids_find(uint32_t *question, const mds_id_index *index, const char *key)
{
    const size_t n = shape(key);

    if (n == 0 || is_letter(key[n])) {
        return MDS_ID_NONE;
    }
    const bool whole = key[n] == '\0' || (key[n] == '.' && key[n + 1] == '\0');
    if (look_up(question, index, key, n)) {
        return whole ? MDS_ID_WHOLE : MDS_ID_PREFIX;
    }
    return whole && n >= 3 && is_letter(key[1]) ? MDS_ID_UNKNOWN : MDS_ID_NONE;
}
