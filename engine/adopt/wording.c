/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/wording.h"

#include "base/text_width.h"
#include "base/utf8.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES = 1200 /* of a question that are compared */ };

static int by_value(const void *a, const void *b)
{
    const uint64_t *x = a;
    const uint64_t *y = b;

    return *x < *y ? -1 : *x > *y;
}

/* Whether a character carries meaning: no blank, mark or bracket. */
static bool is_content(uint32_t code)
{
    if (code < 0x80) {
        return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
    }
    /* Punctuation of Latin 1, general punctuation to enclosed signs, CJK punctuation. */
    return code >= 0xC0 && !(code >= 0x2000 && code < 0x2E80) &&
           !(code >= 0x3000 && code < 0x3041) && code != 0x30FB;
}

/* Bytes of the bracket at \p p that holds a digit; 0 when there is none such. */
static size_t clause_at(const char *p)
{
    const size_t n = *p == '(' ? strcspn(p, ")") : 0;

    return n > 0 && p[n] == ')' && strcspn(p, "0123456789") < n ? n + 1 : 0;
}

static size_t unique(uint64_t *list, size_t count)
{
    size_t kept = 0;

    if (count > 0) {
        qsort(list, count, sizeof *list, by_value);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || list[kept - 1] != list[i]) {
            list[kept++] = list[i];
        }
    }
    return kept;
}

bool mds_wording_of(mds_wording *out, mds_arena *arena, const char *text)
{
    const char *key = mds_utf8_key(arena, text);
    uint32_t before = 0;
    size_t count = 0;

    *out = (mds_wording){.at = NULL};
    if (key == NULL) {
        return false;
    }
    size_t size = strlen(key);
    size = size < TEXT_BYTES ? size : TEXT_BYTES;
    uint64_t *list = mds_arena_alloc(arena, size, sizeof *list);
    if (list == NULL) {
        return false;
    }
    for (const char *p = key; *p != '\0' && p < key + size;) {
        uint32_t code = 0;
        const size_t clause = clause_at(p);
        p += clause > 0 ? clause : mds_utf8_next(p, &code);
        if (!is_content(code)) {
            before = 0;
            continue;
        }
        if (before != 0) {
            list[count++] = (uint64_t)before << 32 | code;
        }
        before = code;
    }
    out->count = unique(list, count);
    out->at = list;
    return true;
}

/* How many texts have each pair: \p all sorted becomes unique, with its counts. */
static size_t count_pairs(uint64_t *all, size_t *texts, size_t count)
{
    size_t kept = 0;

    if (count > 0) {
        qsort(all, count, sizeof *all, by_value);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || all[kept - 1] != all[i]) {
            all[kept] = all[i];
            texts[kept++] = 0;
        }
        texts[kept - 1]++;
    }
    return kept;
}

bool mds_wordings_weigh(mds_wording *list, size_t count, mds_arena *arena)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++) {
        total += list[i].count;
    }
    uint64_t *all = mds_arena_alloc(arena, total, sizeof *all);
    size_t *texts = mds_arena_alloc(arena, total, sizeof *texts);
    double *weight = mds_arena_alloc(arena, total, sizeof *weight);
    if (all == NULL || texts == NULL || weight == NULL) {
        return false;
    }
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i].count > 0) {
            memcpy(all + n, list[i].at, list[i].count * sizeof *all);
        }
        n += list[i].count;
    }
    n = count_pairs(all, texts, n);
    for (size_t i = 0; i < count; i++) {
        list[i].weight = weight;
        list[i].total = 0;
        for (size_t k = 0; k < list[i].count; k++) {
            const uint64_t *found = bsearch(&list[i].at[k], all, n, sizeof *all, by_value);
            *weight = log1p((double)count / (double)texts[found - all]);
            list[i].total += *weight++;
        }
    }
    return true;
}

double mds_wording_likeness(const mds_wording *a, const mds_wording *b)
{
    double common = 0;
    size_t i = 0;
    size_t k = 0;

    while (i < a->count && k < b->count) {
        if (a->at[i] == b->at[k]) {
            common += a->weight[i];
            i++;
            k++;
        } else if (a->at[i] < b->at[k]) {
            i++;
        } else {
            k++;
        }
    }
    return a->total + b->total > 0 ? 2 * common / (a->total + b->total) : 0;
}
