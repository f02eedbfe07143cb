/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ids.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

/* Bytes of a cell that can hold an id, full-width and spaced out. */
enum { ID_BYTES = 96, ID_KEY = 32 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
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
                         (is_letter(before) && mds_is_digit(key[next])))) {
            i = next;
        }
        if (key[i] == '-' && is_letter(before)) {
            next = i + 1;
            while (key[next] == ' ') {
                next++;
            }
            if (mds_is_digit(key[next])) {
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

/* What a key leaves out. */
static bool is_dropped(char c)
{
    return c == 0x7F || ((unsigned char)c < ' ' && !(c >= '\t' && c <= '\r'));
}

/* What may be between the letters of an id and its number. */
static bool is_between(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7F || c == '_' || c == '-' || c == '.';
}

/* Whether an id may begin there: letters, if any, and a number, or one letter alone. Most cells are
 * sentences, which need no key for that. What is not ASCII is left to the key. */
static bool may_be_id(const char *text, size_t n)
{
    size_t i = 0;
    size_t letters = 0;

    while (i < n && ((unsigned char)text[i] <= ' ' || text[i] == 0x7F)) {
        i++;
    }
    for (; i < n && (mds_is_letter(text[i]) || is_dropped(text[i])); i++) {
        letters += mds_is_letter(text[i]);
    }
    while (i < n && is_between(text[i])) {
        i++;
    }
    return i == n ? letters == 1 : mds_is_digit(text[i]) || (unsigned char)text[i] >= 0x80;
}

const char *mds_ids__key(mds_arena *arena, const char *text)
{
    const size_t n = mds_utf8_head(text, ID_BYTES);

    if (!may_be_id(text, n)) {
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

static int compare_numbers(const void *a, const void *b)
{
    const mds_number_entry *x = a;
    const mds_number_entry *y = b;
    const int order = mds_number__compare(&x->number, &y->number);

    if (order != 0) {
        return order;
    }
    return x->question < y->question ? -1 : x->question > y->question;
}

/* "2(7)@server" is 2(7) of one of several scopes; "4.1#a" has no number of its own. */
static bool read_number(mds_number *out, const mds_catalog *catalog, const char *id)
{
    mds_number readings[MDS_NUMBER_READINGS];
    const size_t n = strcspn(id, "@");

    if (strchr(id, '#') != NULL || mds_number__read(readings, catalog, id) == 0) {
        return false;
    }
    *out = readings[0];
    return out->end == n && !out->relative;
}

static bool add_id(mds_id_index *out, mds_arena *arena, const mds_catalog *catalog, const char *id,
                   uint32_t question)
{
    mds_number_entry *entry = &out->numbers[out->number_count];

    if (!out->keyed && read_number(&entry->number, catalog, id)) {
        entry->question = question;
        out->number_count++;
        out->chapters = out->chapters || strpbrk(id, "(-") != NULL;
        return true;
    }
    /* A line without a number has no id on the page. */
    const bool number = id[0] >= '0' && id[0] <= '9';
    if (!out->keyed && number) {
        return true;
    }
    out->bare = out->bare || number;
    const char *key = mds_ids__key(arena, id);
    out->entries[out->count++] = (mds_id_entry){key, question};
    return key != NULL;
}

static bool build_index(mds_id_index *out, mds_arena *arena, const mds_catalog *catalog,
                        const mds_form *form)
{
    size_t count = form->question_count + 1;

    for (size_t q = 0; q < form->question_count; q++) {
        count += form->questions[q].aliases.count;
    }
    *out = (mds_id_index){.entries = mds_arena_alloc(arena, count, sizeof *out->entries),
                          .numbers = mds_arena_alloc(arena, count, sizeof *out->numbers)};
    if (out->entries == NULL || out->numbers == NULL) {
        return false;
    }
    for (size_t q = 0; q < form->question_count; q++) {
        const char first = form->questions[q].id[0];
        out->keyed = out->keyed || first < '0' || first > '9';
    }
    for (size_t q = 0; q < form->question_count; q++) {
        const mds_question *question = &form->questions[q];
        if (!add_id(out, arena, catalog, question->id, (uint32_t)q)) {
            return false;
        }
        for (size_t a = 0; a < question->aliases.count; a++) {
            if (!add_id(out, arena, catalog, question->aliases.at[a], (uint32_t)q)) {
                return false;
            }
        }
    }
    qsort(out->entries, out->count, sizeof *out->entries, compare);
    qsort(out->numbers, out->number_count, sizeof *out->numbers, compare_numbers);
    return true;
}

mds_id_index *mds_ids__build(mds_arena *arena, const mds_catalog *catalog)
{
    mds_id_index *out = mds_arena_alloc(arena, catalog->form_count, sizeof *out);

    for (size_t f = 0; out != NULL && f < catalog->form_count; f++) {
        if (!build_index(&out[f], arena, catalog, &catalog->forms[f])) {
            return NULL;
        }
    }
    return out;
}

size_t mds_ids__number(const mds_number_entry **out, const mds_id_index *index,
                       const mds_number *number)
{
    size_t low = 0;
    size_t high = index->number_count;
    size_t count = 0;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (mds_number__compare(&index->numbers[middle].number, number) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *out = index->numbers + low;
    while (low + count < index->number_count &&
           mds_number__compare(&index->numbers[low + count].number, number) == 0) {
        count++;
    }
    return count;
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
    n += key[n] == '.' && n == 1 && mds_is_digit(key[n + 1]);
    size_t end = 0;
    while (mds_is_digit(key[n])) {
        while (mds_is_digit(key[n])) {
            n++;
        }
        end = n;
        if ((key[n] == '.' || key[n] == '-') && mds_is_digit(key[n + 1])) {
            n++;
        }
    }
    const bool alone = key[n] == '\0' || (key[n] == '.' && key[n + 1] == '\0');
    return end == 0 && n == 1 && alone ? n : end;
}

mds_id_match mds_ids__find(uint32_t *question, const mds_id_index *index, const char *key)
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
