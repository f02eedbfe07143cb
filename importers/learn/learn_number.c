/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn_number.h"

#include "sign.h"
#include <stdio.h>
#include <string.h>

/* How the level that begins at \p p is written, \p before being the sign in front of it. */
static learn_level level_of(mds_sign_kind before, mds_sign_kind first)
{
    if (first == MDS_SIGN_ENCLOSED) {
        return LEARN_LEVEL_CIRCLE;
    }
    if (before == MDS_SIGN_OPEN) {
        return LEARN_LEVEL_BRACKET;
    }
    return before == MDS_SIGN_DASH ? LEARN_LEVEL_DASH : LEARN_LEVEL_DOT;
}

/* Walks through the text of a number: its groups of digits are its levels, but for those that
 * blanks alone part, which may be one level ("1 2" for 12). */
static void find_levels(learn_number *out, const char *text)
{
    mds_sign_kind before = MDS_SIGN_BLANK;
    size_t level = 0;
    uint32_t value = 0;
    bool inside = false;

    for (const char *p = text; p < text + out->number.end;) {
        const mds_sign sign = mds_sign__at(p);
        const bool digit = sign.kind == MDS_SIGN_DIGIT || sign.kind == MDS_SIGN_ENCLOSED;
        if (sign.kind == MDS_SIGN_ENCLOSED || (digit && !inside)) {
            const bool joined =
                before == MDS_SIGN_BLANK && value > 0 && value != out->number.at[level];
            level += value > 0 && !joined;
            value = joined ? value : 0;
            if (level >= out->number.count) {
                return;
            }
            if (!joined) {
                out->level[level] = (unsigned char)level_of(before, sign.kind);
            }
        }
        if (digit) {
            value = sign.kind == MDS_SIGN_DIGIT ? value * 10 + sign.value : sign.value;
        }
        inside = digit && sign.kind == MDS_SIGN_DIGIT;
        before =
            sign.kind == MDS_SIGN_BLANK && before != MDS_SIGN_DIGIT && before != MDS_SIGN_ENCLOSED
                ? before
                : sign.kind;
        p += sign.length;
    }
}

/* "4)" stands for "(4)". */
static void close_bracket(learn_number *number, const char *text)
{
    if (number->number.count == 1 && number->level[0] == LEARN_LEVEL_DOT &&
        mds_sign__at(text + number->number.end).kind == MDS_SIGN_CLOSE) {
        number->level[0] = LEARN_LEVEL_BRACKET;
        number->number.relative = true;
    }
}

/* "AUDT-": capital letters and a dash before a number; its bytes, 0 when there is none. */
static size_t read_prefix(char out[LEARN_PREFIX], const char *text)
{
    const char *p = text;
    size_t n = 0;
    mds_sign sign = mds_sign__skip_blanks(&p);

    for (; sign.kind == MDS_SIGN_LETTER && n + 1 < LEARN_PREFIX; sign = mds_sign__at(p)) {
        out[n++] = (char)(sign.value - ('a' - 'A'));
        p += sign.length;
    }
    out[n] = '\0';
    sign = mds_sign__skip_blanks(&p);
    if (n == 0 || sign.kind != MDS_SIGN_DASH) {
        return 0;
    }
    p += sign.length;
    return mds_sign__skip_blanks(&p).kind == MDS_SIGN_DIGIT ? (size_t)(p - text) : 0;
}

size_t mds_learn__number_read(learn_number out[MDS_NUMBER_READINGS], const mds_catalog *catalog,
                              const char *text)
{
    mds_number readings[MDS_NUMBER_READINGS];
    char prefix[LEARN_PREFIX];
    const size_t letters = read_prefix(prefix, text);
    const size_t count = mds_number__read(readings, catalog, text + letters);

    for (size_t i = 0; i < count; i++) {
        out[i] = (learn_number){.number = readings[i]};
        find_levels(&out[i], text + letters);
        close_bracket(&out[i], text + letters);
        if (letters > 0) {
            memcpy(out[i].prefix, prefix, sizeof prefix);
            out[i].number.end = (uint16_t)(out[i].number.end + letters);
        }
    }
    return count;
}

const char *mds_learn__number_rest(const learn_number *number, const char *text)
{
    const char *p = text + number->number.end;

    for (;;) {
        const mds_sign sign = mds_sign__at(p);
        if (sign.kind != MDS_SIGN_BLANK && sign.kind != MDS_SIGN_DOT &&
            sign.kind != MDS_SIGN_CLOSE && sign.kind != MDS_SIGN_COLON) {
            return p;
        }
        p += sign.length;
    }
}

static size_t common(const mds_number *a, const mds_number *b)
{
    size_t i = 0;

    while (i < a->count && i < b->count && a->at[i] == b->at[i]) {
        i++;
    }
    return i;
}

static bool first_from(const mds_number *number, size_t level)
{
    for (size_t i = level; i < number->count; i++) {
        if (number->at[i] != 1) {
            return false;
        }
    }
    return true;
}

bool mds_learn__number_begins(const learn_number *number)
{
    return first_from(&number->number, 0);
}

bool mds_learn__number_equal(const learn_number *a, const learn_number *b)
{
    return strcmp(a->prefix, b->prefix) == 0 && mds_number__compare(&a->number, &b->number) == 0;
}

bool mds_learn__number_inside(const learn_number *inner, const learn_number *outer)
{
    return strcmp(inner->prefix, outer->prefix) == 0 && inner->number.count > outer->number.count &&
           common(&inner->number, &outer->number) == outer->number.count;
}

bool mds_learn__number_rises(const learn_number *before, const learn_number *next)
{
    return strcmp(before->prefix, next->prefix) == 0
               ? mds_number__compare(&before->number, &next->number) < 0
               : next->number.at[0] == 1;
}

bool mds_learn__number_follows(const learn_number *before, const learn_number *next)
{
    const mds_number *a = &before->number;
    const mds_number *b = &next->number;
    const size_t same = common(a, b);

    if (strcmp(before->prefix, next->prefix) != 0) {
        return first_from(b, 0);
    }
    if (same == a->count) {
        return b->count > same && first_from(b, same);
    }
    return same < b->count && b->at[same] == a->at[same] + 1 && first_from(b, same + 1);
}

bool mds_learn__number_join(learn_number *out, const learn_number *head, const learn_number *tail)
{
    learn_number joined = *head;

    if (!mds_number__below(&joined.number, &head->number, &tail->number)) {
        return false;
    }
    memcpy(joined.level + head->number.count, tail->level, tail->number.count);
    *out = joined;
    return true;
}

void mds_learn__number_id(char out[LEARN_ID], const learn_number *number)
{
    static const char *const marks[] = {[LEARN_LEVEL_DOT] = ".",
                                        [LEARN_LEVEL_DASH] = "-",
                                        [LEARN_LEVEL_BRACKET] = "(",
                                        [LEARN_LEVEL_CIRCLE] = "-"};
    int n = snprintf(out, LEARN_ID, "%s%s%u", number->prefix, number->prefix[0] != '\0' ? "-" : "",
                     (unsigned)number->number.at[0]);

    for (size_t i = 1; i < number->number.count; i++) {
        const bool bracket = number->level[i] == LEARN_LEVEL_BRACKET;
        char level[12];
        const int size = snprintf(level, sizeof level, "%s%u%s", marks[number->level[i]],
                                  (unsigned)number->number.at[i], bracket ? ")" : "");
        if (n + size >= LEARN_ID) {
            return;
        }
        memcpy(out + n, level, (size_t)size + 1);
        n += size;
    }
}
