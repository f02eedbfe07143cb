/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "delimiter.h"

#include <mdsrisk/limits.h>
#include <string.h>

/* How much of a file is looked at, how many records of it, and fields that count in full: a sign
 * that parts each record once may belong to the text. */
enum { SNIFF_BYTES = 1 << 18, SNIFF_RECORDS = 400, SNIFF_FIELDS = MDS_LIMIT_COLUMNS + 1 };
enum { FULL_FIELDS = 3 };

static const char signs[] = {',', ';', '\t', '|', '\0'};
enum { SIGNS = sizeof signs - 1 };

static bool is_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_one_of(const char *list, char c)
{
    return c != '\0' && strchr(list, c) != NULL;
}

size_t mds_delimiter__quoted(mds_sv text, const char *list)
{
    size_t i = 0;

    while (i < text.n && text.p[i] == ' ') {
        i++;
    }
    i += i + 1 < text.n && text.p[i] == '=' && text.p[i + 1] == '"';
    if (i >= text.n || text.p[i] != '"') {
        return 0;
    }
    for (i++; i < text.n; i++) {
        if (text.p[i] != '"') {
            continue;
        }
        if (i + 1 < text.n && text.p[i + 1] == '"') {
            i++;
            continue;
        }
        size_t end = i + 1;
        while (end < text.n && text.p[end] == ' ') {
            end++;
        }
        return end == text.n || is_end(text.p[end]) || is_one_of(list, text.p[end]) ? i + 1 : 0;
    }
    return 0;
}

/* Bytes of the record at the head of a text, without its end; how often each sign is in it
 * outside quotes. */
static size_t count_record(size_t counts[SIGNS], mds_sv text)
{
    size_t i = 0;
    bool begins = true;

    memset(counts, 0, SIGNS * sizeof *counts);
    while (i < text.n && !is_end(text.p[i])) {
        const size_t quoted =
            begins ? mds_delimiter__quoted((mds_sv){text.p + i, text.n - i}, signs) : 0;
        if (quoted > 0) {
            i += quoted;
            begins = false;
            continue;
        }
        begins = is_one_of(signs, text.p[i]);
        for (size_t k = 0; k < SIGNS; k++) {
            counts[k] += text.p[i] == signs[k];
        }
        i++;
    }
    return i;
}

size_t mds_delimiter__record(mds_sv text)
{
    size_t counts[SIGNS];

    return count_record(counts, text);
}

/* The number of fields that most records have, that being two or more. */
static mds_delimiter most_regular(const size_t seen[SNIFF_FIELDS], char sign, size_t records)
{
    mds_delimiter best = {.sign = sign, .records = records};

    for (size_t fields = 2; fields < SNIFF_FIELDS; fields++) {
        if (seen[fields] > best.regular) {
            best.fields = fields;
            best.regular = seen[fields];
        }
    }
    return best;
}

static size_t worth(const mds_delimiter *d)
{
    const size_t fields = d->fields < FULL_FIELDS ? d->fields : FULL_FIELDS;

    return fields > 0 ? d->regular * (fields - 1) : 0;
}

mds_delimiter mds_delimiter__find(mds_sv text)
{
    size_t seen[SIGNS][SNIFF_FIELDS] = {{0}};
    size_t counts[SIGNS];
    size_t records = 0;
    mds_sv rest = {text.p, text.n < SNIFF_BYTES ? text.n : SNIFF_BYTES};

    while (rest.n > 0 && records < SNIFF_RECORDS) {
        const size_t bytes = count_record(counts, rest);
        const size_t step = bytes + (bytes < rest.n);
        rest.p += step;
        rest.n -= step;
        if (bytes == 0) {
            continue;
        }
        records++;
        for (size_t k = 0; k < SIGNS; k++) {
            seen[k][counts[k] + 1 < SNIFF_FIELDS ? counts[k] + 1 : 0]++;
        }
    }
    mds_delimiter best = most_regular(seen[0], signs[0], records);
    for (size_t k = 1; k < SIGNS; k++) {
        const mds_delimiter other = most_regular(seen[k], signs[k], records);
        best = worth(&other) > worth(&best) ? other : best;
    }
    return best;
}
