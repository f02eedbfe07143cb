/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "day.h"

#include "base/date.h"
#include "base/num.h"
#include "base/utf8.h"
#include <string.h>

enum { WEEKDAY_BYTES = 11 }; /* "(monday)", and in Japanese three characters in brackets */

/* A month by its English name or its first three letters; 0 when it is none. */
static int month_of(const char *word, size_t n)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};

    for (int i = 0; i < 12; i++) {
        if (n >= 3 && n <= strlen(months[i]) && strncmp(word, months[i], n) == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* The numbers and the month's name in a date that is written out, in their order. */
typedef struct date_parts {
    int numbers[3];
    size_t digits[3];
    size_t count;
    int month;        /* 0 when none is named */
    bool month_first; /* named before any number */
    bool points;      /* "20.11.2026" */
} date_parts;

/* Bytes of a word of the list that \p text begins with; 0 for none. */
static size_t word_at(const mds_catalog *catalog, mds_word_list list, const char *text)
{
    const mds_strings *words = &catalog->words[list];

    for (size_t i = 0; i < words->count; i++) {
        const size_t n = strlen(words->at[i]);
        if (strncmp(text, words->at[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

static size_t sign_at(const mds_catalog *catalog, const char *key)
{
    static const mds_word_list lists[] = {MDS_WORDS_YEAR_SIGNS, MDS_WORDS_MONTH_SIGNS,
                                          MDS_WORDS_DAY_SIGNS, MDS_WORDS_DAY_ENDINGS};
    size_t n = 0;

    for (size_t i = 0; n == 0 && i < sizeof lists / sizeof lists[0]; i++) {
        n = word_at(catalog, lists[i], key);
    }
    return n;
}

static bool take_parts(date_parts *out, const mds_catalog *catalog, const char *key)
{
    while (*key != '\0') {
        const size_t digits = strspn(key, "0123456789");
        const size_t letters = strspn(key, "abcdefghijklmnopqrstuvwxyz");
        if (digits > 0) {
            uint64_t number = 0;
            if (out->count == 3 || !mds_num_parse_uint(&number, (mds_sv){key, digits}, 9999)) {
                return false;
            }
            out->digits[out->count] = digits;
            out->numbers[out->count++] = (int)number;
            key += digits;
            key += sign_at(catalog, key);
        } else if (letters > 0) {
            const int month = month_of(key, letters);
            if (month == 0 || out->month != 0) {
                return false;
            }
            out->month = month;
            out->month_first = out->count == 0;
            key += letters;
        } else if (strchr(" -.,/", *key) != NULL) {
            key++;
        } else {
            return false;
        }
    }
    return true;
}

static bool from_parts(mds_day *day, const date_parts *parts)
{
    if (parts->month != 0 && parts->count == 2) {
        /* The year has four digits, whichever side of the month it is on. */
        if (parts->digits[1] == 4) {
            return mds_date_from_civil(day, parts->numbers[1], parts->month, parts->numbers[0]);
        }
        return parts->digits[0] == 4 && !parts->month_first &&
               mds_date_from_civil(day, parts->numbers[0], parts->month, parts->numbers[1]);
    }
    if (parts->month != 0 || parts->count != 3) {
        return false;
    }
    if (parts->digits[2] == 4 && parts->digits[0] <= 2) {
        mds_day other;
        const bool day_first =
            mds_date_from_civil(day, parts->numbers[2], parts->numbers[1], parts->numbers[0]);
        const bool month_first =
            mds_date_from_civil(&other, parts->numbers[2], parts->numbers[0], parts->numbers[1]);
        /* 20/11/2026 and 11/20/2026 are one day each, 10/8/2019 is two; points are written behind
         * the day first everywhere. */
        if (day_first && month_first && *day != other) {
            return parts->points;
        }
        *day = day_first ? *day : other;
        return day_first || (month_first && !parts->points);
    }
    /* With the year first the order is certain. */
    return mds_date_from_civil(day, parts->numbers[0], parts->numbers[1], parts->numbers[2]);
}

/* A day without the day of the week in brackets behind it; NULL when the arena is exhausted. */
static const char *before_weekday(mds_arena *scratch, const char *key)
{
    const char *open = strchr(key, '(');
    size_t n = open != NULL ? (size_t)(open - key) : 0;

    if (open == NULL || strlen(open) > WEEKDAY_BYTES || key[strlen(key) - 1] != ')') {
        return key;
    }
    while (n > 0 && key[n - 1] == ' ') {
        n--;
    }
    return mds_arena_strndup(scratch, key, n);
}

/* A number of one or two digits at \p *p, with the blanks around it. */
static bool take_number(int *out, const char **p)
{
    const char *at = *p + strspn(*p, " ");
    const size_t n = strspn(at, "0123456789");
    uint64_t value = 0;

    if (n == 0 || n > 2 || !mds_num_parse_uint(&value, (mds_sv){at, n}, 99)) {
        return false;
    }
    *p = at + n + strspn(at + n, " ");
    *out = (int)value;
    return true;
}

/* A sign of the list at \p *p, or a point, a slash or a dash in its place. */
static bool take_sign(const mds_catalog *catalog, mds_word_list list, const char **p)
{
    size_t n = word_at(catalog, list, *p);

    if (n == 0 && **p != '\0' && strchr("./-", **p) != NULL) {
        n = 1;
    }
    *p += n;
    return n > 0;
}

/* An era of the list, "r2019-05-01 NAME": its letter, its first day and its name. Where it is
 * at the beginning of \p key, what follows it; else NULL. */
static const char *take_era(int *before, mds_day *first, const char *era, const char *key)
{
    const char *name = strchr(era, ' ');
    uint64_t year = 0;

    if (name == NULL) {
        return NULL;
    }
    const mds_sv day = {era + 1, (size_t)(name - era) - 1};
    const char *behind = NULL;
    name++;
    if (strncmp(key, name, strlen(name)) == 0) {
        behind = key + strlen(name);
    } else if (key[0] == era[0]) {
        behind = key + (key[1] == '.' ? 2 : 1);
    }
    if (behind == NULL || !mds_date_parse(first, day) ||
        !mds_num_parse_uint(&year, (mds_sv){era + 1, 4}, 9999)) {
        return NULL;
    }
    *before = (int)year - 1;
    return behind;
}

static bool take_year(int *year, const mds_catalog *catalog, const char **p)
{
    *p += strspn(*p, " ");
    const size_t first = word_at(catalog, MDS_WORDS_FIRST_YEARS, *p);
    if (first > 0) {
        *year = 1;
        *p += first;
        return true;
    }
    return take_number(year, p) && *year > 0;
}

bool mds_day__era_year(int *year, const mds_catalog *catalog, const char **p)
{
    const mds_strings *eras = &catalog->words[MDS_WORDS_ERAS];

    for (size_t i = 0; i < eras->count; i++) {
        mds_day first = 0;
        int before = 0;
        const char *at = take_era(&before, &first, eras->at[i], *p);
        const char *behind = at;
        if (at != NULL && take_year(year, catalog, &behind)) {
            *year += before;
            *p = behind;
            return true;
        }
    }
    return false;
}

bool mds_day__of_era(int32_t *day, const mds_catalog *catalog, const char *key)
{
    const mds_strings *eras = &catalog->words[MDS_WORDS_ERAS];
    mds_day first = 0;
    mds_day found;
    int before = 0;
    int numbers[3];
    const char *p = NULL;

    for (size_t i = 0; p == NULL && i < eras->count; i++) {
        p = take_era(&before, &first, eras->at[i], key);
    }
    if (p == NULL || !take_year(&numbers[0], catalog, &p) ||
        !take_sign(catalog, MDS_WORDS_YEAR_SIGNS, &p) || !take_number(&numbers[1], &p) ||
        !take_sign(catalog, MDS_WORDS_MONTH_SIGNS, &p) || !take_number(&numbers[2], &p)) {
        return false;
    }
    p += word_at(catalog, MDS_WORDS_DAY_SIGNS, p);
    if (*p != '\0' || !mds_date_from_civil(&found, before + numbers[0], numbers[1], numbers[2]) ||
        found < first) {
        return false;
    }
    *day = found;
    return true;
}

bool mds_day__read(int32_t *day, mds_arena *scratch, const mds_catalog *catalog, const char *text,
                   bool epoch_1904)
{
    const char *key = mds_utf8_key(scratch, text);
    double serial = 0;
    mds_day found;

    if (key == NULL) {
        return false;
    }
    key = before_weekday(scratch, key);
    if (key == NULL) {
        return false;
    }
    const mds_sv view = {key, strlen(key)};
    date_parts parts = {.points = strchr(key, '.') != NULL && strpbrk(key, "/-") == NULL};
    /* Of five digits it is a serial: 1927 to 2173; a date without dashes has eight. */
    const bool is_date = strspn(key, "0123456789") == 5 && mds_num_parse(&serial, view)
                             ? mds_date_from_serial(&found, serial, epoch_1904)
                             : mds_date_parse(&found, view) ||
                                   mds_day__of_era(&found, catalog, key) ||
                                   (take_parts(&parts, catalog, key) && from_parts(&found, &parts));
    if (is_date) {
        *day = found;
    }
    return is_date;
}

bool mds_day__is_two(int32_t days[2], mds_arena *scratch, const mds_catalog *catalog,
                     const char *text)
{
    const char *key = mds_utf8_key(scratch, text);
    date_parts parts = {0};

    return key != NULL && take_parts(&parts, catalog, key) && parts.month == 0 &&
           parts.count == 3 && parts.digits[2] == 4 && parts.digits[0] <= 2 &&
           mds_date_from_civil(&days[0], parts.numbers[2], parts.numbers[1], parts.numbers[0]) &&
           mds_date_from_civil(&days[1], parts.numbers[2], parts.numbers[0], parts.numbers[1]) &&
           days[0] != days[1];
}
