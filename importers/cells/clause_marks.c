/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clause_marks.h"

#include "sign.h"
#include <string.h>

/* A range of more clauses than this is none. */
enum { LONGEST_RANGE = 10 };

static bool same(mds_clause_number a, mds_clause_number b)
{
    return a.chapter == b.chapter && a.section == b.section && a.requirement == b.requirement &&
           a.part == b.part;
}

static void add(mds_clauses *out, mds_clause_number clause)
{
    for (size_t i = 0; i < out->count; i++) {
        if (same(out->at[i], clause)) {
            return;
        }
    }
    if (out->count < MDS_CLAUSES) {
        out->at[out->count++] = clause;
    }
}

/* One or two digits. */
static bool read_small(uint8_t *out, const char **p)
{
    unsigned value = 0;
    size_t digits = 0;
    mds_sign sign;

    for (; (sign = mds_sign__at(*p)).kind == MDS_SIGN_DIGIT && digits < 3; digits++) {
        value = value * 10 + sign.value;
        *p += sign.length;
    }
    *out = (uint8_t)(value % 100);
    return digits == 1 || digits == 2;
}

static bool skip_kind(const char **p, mds_sign_kind kind)
{
    const char *at = *p;
    const mds_sign sign = mds_sign__skip_blanks(&at);

    if (sign.kind != kind) {
        return false;
    }
    *p = at + sign.length;
    return true;
}

/* "(1)" or "-1" behind a requirement. */
static void read_part(mds_clause_number *clause, const char **p)
{
    const char *at = *p;
    uint8_t part = 0;

    if (skip_kind(&at, MDS_SIGN_OPEN) && read_small(&part, &at) && skip_kind(&at, MDS_SIGN_CLOSE)) {
        clause->part = part;
        *p = at;
        return;
    }
    at = *p;
    if (mds_sign__at(at).kind == MDS_SIGN_DASH && skip_kind(&at, MDS_SIGN_DASH) &&
        read_small(&part, &at)) {
        clause->part = part;
        *p = at;
    }
}

/* "C7", "C.11", "C11(1)" below the chapter that \p clause holds. */
static bool read_requirement(mds_clause_number *clause, const char **p)
{
    const char *at = *p;
    const mds_sign sign = mds_sign__skip_blanks(&at);
    uint8_t requirement = 0;

    if (sign.kind != MDS_SIGN_LETTER || sign.value != 'c') {
        return false;
    }
    at += sign.length;
    (void)skip_kind(&at, MDS_SIGN_DOT);
    (void)mds_sign__skip_blanks(&at);
    if (!read_small(&requirement, &at)) {
        return false;
    }
    clause->requirement = requirement;
    clause->part = 0;
    read_part(clause, &at);
    *p = at;
    return true;
}

/* "6.5" and, where it is, the requirement behind it. */
static bool read_clause(mds_clause_number *out, const char **p)
{
    const char *at = *p;
    mds_clause_number clause = {0};

    if (!read_small(&clause.chapter, &at) || mds_sign__at(at).kind != MDS_SIGN_DOT ||
        !skip_kind(&at, MDS_SIGN_DOT) || !read_small(&clause.section, &at)) {
        return false;
    }
    const char *chapter_end = at;
    (void)skip_kind(&at, MDS_SIGN_DOT);
    if (!read_requirement(&clause, &at)) {
        if (at > chapter_end && mds_sign__at(at).kind == MDS_SIGN_DIGIT) {
            return false; /* "12.3.1" is the number of an item */
        }
        at = chapter_end;
    }
    *p = at;
    *out = clause;
    return true;
}

static void add_range(mds_clauses *out, mds_clause_number from, mds_clause_number to)
{
    if (from.chapter != to.chapter || from.section != to.section) {
        add(out, to);
        return;
    }
    for (int step = 0; step < LONGEST_RANGE && !same(from, to); step++) {
        if (from.requirement == to.requirement) {
            from.part++;
        } else {
            from.requirement++;
        }
        add(out, from);
    }
}

/* What follows a clause: "~6.5.C10-3", "、C10". */
static void read_more(mds_clauses *out, mds_clause_number last, const char **p)
{
    for (;;) {
        const char *at = *p;
        const bool range = skip_kind(&at, MDS_SIGN_WAVE);
        mds_clause_number next = last;
        if (!range && !skip_kind(&at, MDS_SIGN_COMMA)) {
            return;
        }
        (void)mds_sign__skip_blanks(&at);
        if (!read_requirement(&next, &at) && !read_clause(&next, &at)) {
            return;
        }
        if (range) {
            add_range(out, last, next);
        } else {
            add(out, next);
        }
        last = next;
        *p = at;
    }
}

void mds_clauses__read(mds_clauses *out, const char *text)
{
    bool open = false;
    bool inside = false; /* a number or a word: "12.3.1" holds no chapter 2.3 */

    for (const char *p = text; *p != '\0';) {
        const mds_sign sign = mds_sign__at(p);
        mds_clause_number clause;
        const char *at = p;
        if (sign.kind == MDS_SIGN_DIGIT && !inside && read_clause(&clause, &at) &&
            (clause.requirement > 0 || open)) {
            add(out, clause);
            read_more(out, clause, &at);
            p = at;
            inside = true;
            continue;
        }
        open = sign.kind == MDS_SIGN_OPEN || (open && sign.kind != MDS_SIGN_CLOSE);
        inside = sign.kind == MDS_SIGN_DIGIT || sign.kind == MDS_SIGN_DOT ||
                 sign.kind == MDS_SIGN_LETTER;
        p += sign.length;
    }
}

mds_clauses_match mds_clauses__compare(const mds_clauses *a, const mds_clauses *b)
{
    size_t common = 0;

    if (a->count == 0 || b->count == 0) {
        return MDS_CLAUSES_NONE;
    }
    for (size_t i = 0; i < a->count; i++) {
        for (size_t k = 0; k < b->count; k++) {
            common += same(a->at[i], b->at[k]);
        }
    }
    if (common == 0) {
        return MDS_CLAUSES_OTHER;
    }
    return common == a->count && common == b->count ? MDS_CLAUSES_SAME : MDS_CLAUSES_SOME;
}
