/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number.h"

#include "base/utf8.h"
#include "sign.h"
#include "words.h"
#include <string.h>

/* Groups of digits that are looked at; more are in no number. */
enum { GROUPS = 8, LARGEST = 999 };

/* What is between a group and the one before. */
typedef enum between {
    BETWEEN_NOTHING, /* the first one */
    BETWEEN_LEVELS,  /* "4.1" */
    BETWEEN_DASH,    /* "4-1" */
    BETWEEN_BRACKET, /* "2(4)", "2 ④" */
    BETWEEN_BLANK    /* "1 2": one number split by a layout program, two levels, or no number */
} between;

typedef struct group {
    uint16_t value;
    uint16_t scale; /* 10 to its digits */
    between before;
    bool enclosed; /* "(4)", "④" */
    bool ends;     /* a number may end behind it */
    uint16_t end;  /* its bytes from the beginning of the text */
} group;

typedef struct scan {
    const mds_catalog *catalog;
    group at[GROUPS];
    size_t count;
} scan;

/* Behind what may be before a number and belongs to it: "No.4.1". */
static const char *skip_prefix(const mds_catalog *catalog, const char *text)
{
    return text + mds_words__at(catalog, MDS_WORDS_NUMBER_PREFIXES, text);
}

/* Digits that count or date something are no number of an item. */
static bool is_unit(const mds_catalog *catalog, const char *p)
{
    return mds_words__at(catalog, MDS_WORDS_COUNTING_UNITS, p) > 0;
}

static bool is_number_sign(mds_sign sign)
{
    return sign.kind == MDS_SIGN_DIGIT || sign.kind == MDS_SIGN_ENCLOSED;
}

/* Digits, "(4)" or "④" at \p p. */
static bool read_group(group *out, const char **p)
{
    const char *at = *p;
    mds_sign sign = mds_sign__at(at);
    const bool open = sign.kind == MDS_SIGN_OPEN;
    uint32_t value = 0;
    uint32_t scale = 1;

    if (open) {
        at += sign.length;
        sign = mds_sign__skip_blanks(&at);
    }
    out->enclosed = open || sign.kind == MDS_SIGN_ENCLOSED;
    if (sign.kind == MDS_SIGN_ENCLOSED) {
        value = sign.value;
        scale = 100;
        at += sign.length;
    }
    while (scale <= LARGEST && (sign = mds_sign__at(at)).kind == MDS_SIGN_DIGIT) {
        value = value * 10 + sign.value;
        scale *= 10;
        at += sign.length;
    }
    if (scale == 1 || mds_sign__at(at).kind == MDS_SIGN_DIGIT) {
        return false;
    }
    if (open) {
        if (mds_sign__skip_blanks(&at).kind != MDS_SIGN_CLOSE) {
            return false;
        }
        at += mds_sign__at(at).length;
    }
    out->value = (uint16_t)value;
    out->scale = (uint16_t)scale;
    *p = at;
    return true;
}

/* Whether the text from \p p on continues with another group, and how. */
static bool continues(between *how, const char **p)
{
    const char *at = *p;
    mds_sign sign = mds_sign__skip_blanks(&at);
    const bool blank = at > *p;

    if (sign.kind == MDS_SIGN_DOT || sign.kind == MDS_SIGN_DASH) {
        const bool dash = sign.kind == MDS_SIGN_DASH;
        at += sign.length;
        sign = mds_sign__skip_blanks(&at);
        *how = dash ? BETWEEN_DASH : BETWEEN_LEVELS;
        *p = at;
        return is_number_sign(sign) || sign.kind == MDS_SIGN_OPEN;
    }
    *how = blank && sign.kind == MDS_SIGN_DIGIT ? BETWEEN_BLANK : BETWEEN_BRACKET;
    *p = at;
    return is_number_sign(sign) || sign.kind == MDS_SIGN_OPEN;
}

/* Whether letters may follow a number of an item: a clause's, "6.5.C7", and a unit's, "3G", may
 * not. */
static bool is_text(const char *p, mds_sign letter, bool first)
{
    const mds_sign next = mds_sign__at(p + letter.length);
    size_t letters = 0;

    if (letter.value == 'c' && (next.kind == MDS_SIGN_DIGIT || next.kind == MDS_SIGN_DOT)) {
        return false;
    }
    for (mds_sign sign = letter; sign.kind == MDS_SIGN_LETTER && letters < 3; letters++) {
        p += sign.length;
        sign = mds_sign__at(p);
    }
    return !first || letters == 3;
}

/* Whether a number may end at \p p. \p first: it would have one level only. */
static bool may_end(const mds_catalog *catalog, const char *p, bool first, bool enclosed)
{
    mds_sign sign = mds_sign__at(p);
    const bool dot = sign.kind == MDS_SIGN_DOT;

    if (enclosed) {
        return sign.kind != MDS_SIGN_WAVE;
    }
    if (dot) {
        p += sign.length;
        sign = mds_sign__at(p);
    }
    switch (sign.kind) {
    case MDS_SIGN_LETTER:
        return is_text(p, sign, first && !dot);
    case MDS_SIGN_WAVE:
    case MDS_SIGN_SLASH:
        return false;
    case MDS_SIGN_COMMA:
    case MDS_SIGN_COLON:
        return mds_sign__at(p + sign.length).kind != MDS_SIGN_DIGIT;
    case MDS_SIGN_BLANK:
        return mds_sign__skip_blanks(&p).kind != MDS_SIGN_WAVE;
    case MDS_SIGN_END:
    case MDS_SIGN_DIGIT:
    case MDS_SIGN_ENCLOSED:
    case MDS_SIGN_DOT:
    case MDS_SIGN_DASH:
    case MDS_SIGN_OPEN:
    case MDS_SIGN_CLOSE:
        return true;
    case MDS_SIGN_OTHER:
        return dot || !is_unit(catalog, p);
    }
    return true;
}

static void take_groups(scan *out, const char *text, const char *p)
{
    between how = BETWEEN_NOTHING;

    while (out->count < GROUPS) {
        group *g = &out->at[out->count];
        if (!read_group(g, &p) || p - text > UINT16_MAX) {
            break;
        }
        g->before = how;
        g->ends = may_end(out->catalog, p, out->count == 0 || how == BETWEEN_BLANK, g->enclosed);
        g->end = (uint16_t)(p - text);
        out->count++;
        if (!continues(&how, &p)) {
            break;
        }
    }
}

typedef struct readings {
    const scan *groups;
    mds_number *out;
    size_t count;
} readings;

static void keep(readings *r, const mds_number *number, size_t last)
{
    if (r->count < MDS_NUMBER_READINGS && r->groups->at[last].ends) {
        r->out[r->count] = *number;
        r->out[r->count++].end = r->groups->at[last].end;
    }
}

static bool push(mds_number *number, uint16_t value)
{
    if (number->count == MDS_NUMBER_LEVELS) {
        return false;
    }
    number->at[number->count++] = value;
    return true;
}

/* Every way to read the groups behind \p last, which \p number ends with: the long ones first. */
static void read_on(readings *r, mds_number number, size_t last)
{
    const group *next = last + 1 < r->groups->count ? &r->groups->at[last + 1] : NULL;

    if (next == NULL) {
        keep(r, &number, last);
        return;
    }
    if (next->before == BETWEEN_BLANK && !r->groups->at[last].enclosed) {
        mds_number joined = number;
        const uint32_t value = (uint32_t)number.at[number.count - 1] * next->scale + next->value;
        if (value <= LARGEST) {
            joined.at[joined.count - 1] = (uint16_t)value;
            read_on(r, joined, last + 1);
        }
    }
    mds_number deeper = number;
    deeper.dotted = deeper.dotted || next->before == BETWEEN_LEVELS;
    if (push(&deeper, next->value)) {
        read_on(r, deeper, last + 1);
    }
    /* "4.1" ends nowhere before its last level. */
    if (next->before != BETWEEN_LEVELS && next->before != BETWEEN_DASH) {
        keep(r, &number, last);
    }
}

size_t mds_number__read(mds_number out[MDS_NUMBER_READINGS], const mds_catalog *catalog,
                        const char *text)
{
    const char *p = text;
    scan groups = {.catalog = catalog};
    readings r = {&groups, out, 0};
    mds_number first = {.count = 0};

    (void)mds_sign__skip_blanks(&p);
    p = skip_prefix(catalog, p);
    (void)mds_sign__skip_blanks(&p);
    take_groups(&groups, text, p);
    if (groups.count > 0 && push(&first, groups.at[0].value)) {
        first.relative = groups.at[0].enclosed;
        read_on(&r, first, 0);
    }
    return r.count;
}

bool mds_number__ends(const char *rest)
{
    for (;;) {
        const mds_sign sign = mds_sign__skip_blanks(&rest);
        if (sign.kind == MDS_SIGN_END) {
            return true;
        }
        if (sign.kind != MDS_SIGN_DOT && sign.kind != MDS_SIGN_CLOSE &&
            sign.kind != MDS_SIGN_COLON && sign.kind != MDS_SIGN_COMMA) {
            return false;
        }
        rest += sign.length;
    }
}

/* The numbers of a key like "2004-01-01", up to three. */
static size_t day_parts(uint16_t parts[3], const mds_catalog *catalog, const char *key)
{
    size_t count = 0;

    while (*key >= '0' && *key <= '9' && count < 3) {
        uint32_t value = 0;
        size_t digits = 0;
        for (; *key >= '0' && *key <= '9' && digits < 5; key++, digits++) {
            value = value * 10 + (uint32_t)(*key - '0');
        }
        parts[count++] = (uint16_t)(value > UINT16_MAX ? UINT16_MAX : value);
        key += mds_words__at(catalog, MDS_WORDS_DAY_FILLERS, key);
    }
    return *key == '\0' ? count : 0;
}

size_t mds_number__from_day(mds_number out[MDS_NUMBER_READINGS], mds_arena *scratch,
                            const mds_catalog *catalog, const char *text)
{
    const char *key = strlen(text) < 32 ? mds_utf8_key(scratch, text) : NULL;
    uint16_t parts[3] = {0};
    const size_t count = key != NULL ? day_parts(parts, catalog, key) : 0;
    const bool year = count == 3 && parts[0] >= 1900 && parts[0] < 2100;
    const uint16_t *month_day = year ? parts + 1 : parts;

    if (!year && (count != 2 || !mds_words__within(catalog, MDS_WORDS_MONTH_SIGNS, key))) {
        return 0;
    }
    out[0] = (mds_number){.at = {month_day[0], month_day[1]}, .count = 2, .dated = true};
    if (year) {
        out[1] = out[0];
        out[0] = (mds_number){
            .at = {(uint16_t)(parts[0] % 100), parts[1], parts[2]}, .count = 3, .dated = true};
    }
    return year ? 2 : 1;
}

bool mds_number__below(mds_number *out, const mds_number *head, const mds_number *tail)
{
    mds_number joined = *head;

    for (uint8_t i = 0; i < tail->count; i++) {
        if (!push(&joined, tail->at[i])) {
            return false;
        }
    }
    joined.relative = head->relative;
    joined.dotted = head->dotted || tail->dotted;
    joined.dated = head->dated || tail->dated;
    joined.end = tail->end;
    *out = joined;
    return true;
}

int mds_number__compare(const mds_number *a, const mds_number *b)
{
    for (uint8_t i = 0; i < a->count && i < b->count; i++) {
        if (a->at[i] != b->at[i]) {
            return a->at[i] < b->at[i] ? -1 : 1;
        }
    }
    return (int)a->count - (int)b->count;
}
