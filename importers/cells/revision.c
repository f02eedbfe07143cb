/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revision.h"

#include "base/num.h"
#include "day.h"
#include "words.h"
#include <string.h>

enum { FIRST_YEAR = 1990, LAST_YEAR = 2099, MONTH_DAYS = 32, YEAR_DAYS = 13 * MONTH_DAYS };

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static int number_of(const char *p, size_t n)
{
    uint64_t number = 0;

    return mds_num_parse_uint(&number, (mds_sv){p, n}, INT32_MAX) ? (int)number : 0;
}

/* A number of one or two digits behind a sign, up to \p most; 0 when none is there. */
static int part_at(const char **p, const mds_catalog *catalog, mds_word_list sign, int most)
{
    size_t n = mds_words__at(catalog, sign, *p);

    if (n == 0 && **p != '\0' && strchr("./-", **p) != NULL) {
        n = 1;
    }
    const size_t digits = n > 0 ? strspn(*p + n, "0123456789") : 0;
    const int number = digits == 1 || digits == 2 ? number_of(*p + n, digits) : 0;
    if (number < 1 || number > most) {
        return 0;
    }
    *p += n + digits;
    return number;
}

static mds_revision of_day(int year, int month, int day)
{
    const mds_stamp stamp = day > 0 ? MDS_STAMP_DAY : month > 0 ? MDS_STAMP_MONTH : MDS_STAMP_YEAR;

    return (mds_revision){.stamp = stamp, .value = year * YEAR_DAYS + month * MONTH_DAYS + day};
}

/* What follows a year: a month and a day, if at all. */
static mds_revision behind_year(const char **p, const mds_catalog *catalog, int year)
{
    const int month = part_at(p, catalog, MDS_WORDS_YEAR_SIGNS, 12);
    const int day = month > 0 ? part_at(p, catalog, MDS_WORDS_MONTH_SIGNS, 31) : 0;

    return of_day(year, month, day);
}

/* "2024", "2024/04/01", "20240401", "r6", with the era's name. */
static mds_revision day_at(const char **p, const mds_catalog *catalog)
{
    const size_t digits = strspn(*p, "0123456789");
    const int year = digits == 4 || digits == 8 ? number_of(*p, 4) : 0;
    int of_era = 0;

    if (year >= FIRST_YEAR && year <= LAST_YEAR) {
        const char *at = *p;
        *p += digits;
        return digits == 4 ? behind_year(p, catalog, year)
                           : of_day(year, number_of(at + 4, 2), number_of(at + 6, 2));
    }
    if (digits == 0 && mds_day__era_year(&of_era, catalog, p)) {
        return behind_year(p, catalog, of_era);
    }
    return (mds_revision){.stamp = MDS_STAMP_NONE};
}

/* "2.1" as one number that can be compared. */
static mds_revision version_at(const char **p)
{
    const size_t whole = strspn(*p, "0123456789");
    const char *point = *p + whole;
    const size_t part = *point == '.' ? strspn(point + 1, "0123456789") : 0;

    if (whole == 0 || whole > 4 || part > 3) {
        return (mds_revision){.stamp = MDS_STAMP_NONE};
    }
    const int value = number_of(*p, whole) * 1000 + (part > 0 ? number_of(point + 1, part) : 0);
    *p = point + (part > 0 ? part + 1 : 0);
    return (mds_revision){.stamp = MDS_STAMP_NUMBER, .value = value};
}

/* "rev. b", "ver.2", or a number with a word for a revision behind it. */
static mds_revision revision_at(const char **p, const mds_catalog *catalog)
{
    const char *at = *p;
    const size_t word = mds_words__at(catalog, MDS_WORDS_REVISION_WORDS, at);

    at += word;
    at += word > 0 ? strspn(at, " .:-_#") : 0;
    if (word > 0 && *at >= 'a' && *at <= 'z' && !is_alnum(at[1])) {
        *p = at + 1;
        return (mds_revision){.stamp = MDS_STAMP_LETTER, .value = *at};
    }
    const mds_revision found = version_at(&at);
    if (found.stamp == MDS_STAMP_NONE ||
        (word == 0 && mds_words__at(catalog, MDS_WORDS_REVISION_ENDS, at) == 0)) {
        return (mds_revision){.stamp = MDS_STAMP_NONE};
    }
    *p = at;
    return found;
}

static void take_stamp(mds_revision *out, const mds_revision *found)
{
    const bool same = out->stamp == found->stamp && out->value == found->value;

    if (out->stamp == MDS_STAMP_NONE || same) {
        out->stamp = found->stamp;
        out->value = found->value;
    } else {
        out->stamp = MDS_STAMP_SEVERAL;
    }
}

void mds_revision__read(mds_revision *out, const mds_catalog *catalog, const char *key)
{
    mds_revision here = {.stamp = MDS_STAMP_NONE};

    for (const char *p = key; *p != '\0';) {
        const char *before = p;
        if (p == key || !(is_alnum(p[-1]) && is_alnum(*p)) || (p[-1] > '9' && *p <= '9')) {
            mds_revision found = day_at(&p, catalog);
            if (found.stamp == MDS_STAMP_NONE) {
                found = revision_at(&p, catalog);
            }
            if (found.stamp != MDS_STAMP_NONE) {
                take_stamp(&here, &found);
            }
        }
        p += p == before;
    }
    if (here.stamp != MDS_STAMP_NONE) {
        out->stamp = here.stamp;
        out->value = here.value;
    }
    out->previous =
        out->previous || mds_words__name(&catalog->words[MDS_WORDS_PREVIOUS_HEADINGS], key);
    out->present =
        out->present || mds_words__name(&catalog->words[MDS_WORDS_PRESENT_HEADINGS], key);
}

bool mds_revision__is_told(const mds_revision *revision)
{
    return revision->previous || revision->present || revision->stamp != MDS_STAMP_NONE;
}

/* 1: it holds now; -1: it is an older one; 0: no word says so, or words say both. */
static int word_of(const mds_revision *revision)
{
    return revision->present - revision->previous;
}

int mds_revision__compare(const mds_revision *a, const mds_revision *b)
{
    const int by_word = word_of(a) - word_of(b);
    const bool comparable =
        a->stamp == b->stamp && a->stamp != MDS_STAMP_NONE && a->stamp != MDS_STAMP_SEVERAL;
    const int by_stamp = comparable ? (a->value > b->value) - (a->value < b->value) : 0;

    /* Words and stamps against each other decide nothing. */
    if (by_word != 0 && by_stamp != 0 && (by_word > 0) != (by_stamp > 0)) {
        return 0;
    }
    return by_word != 0 ? by_word : by_stamp;
}
