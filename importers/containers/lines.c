/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines.h"

#include "base/ascii.h"
#include "delimiter.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* Lines that must begin with an id, and lines that one copied question may take. */
enum { LEAST_KEYED = 5, MOST_LINES = 12, SNIFF_LINES = 2000 };

typedef struct line {
    mds_sv text; /* without its end */
    size_t key;  /* bytes of the id that it begins with, or 0 */
    uint32_t number;
} line;

/* "MPII-2.1": letters, a hyphen, numbers with dots. */
static size_t key_at(mds_sv text)
{
    size_t n = 0;

    while (n < text.n && n < 6 && mds_is_letter(text.p[n])) {
        n++;
    }
    if (n < 2 || n == text.n || text.p[n] != '-') {
        return 0;
    }
    const size_t digits = ++n;
    while (n < text.n && n < 16 &&
           (mds_is_digit(text.p[n]) ||
            (text.p[n] == '.' && n + 1 < text.n && mds_is_digit(text.p[n + 1])))) {
        n++;
    }
    return n > digits ? n : 0;
}

static size_t line_bytes(mds_sv text)
{
    size_t n = 0;

    while (n < text.n && text.p[n] != '\n' && text.p[n] != '\r') {
        n++;
    }
    return n;
}

/* Takes the line or, where \p n says so, the record at the head of \p rest. */
static void take_line(line *out, mds_sv *rest, size_t n)
{
    size_t end = n + (n < rest->n);
    end += n + 1 < rest->n && rest->p[n] == '\r' && rest->p[n + 1] == '\n';
    out->text = (mds_sv){rest->p, n};
    out->number++;
    while (out->text.n > 0 && strchr(" \t", out->text.p[0]) != NULL) {
        out->text.p++;
        out->text.n--;
    }
    out->key = key_at(out->text);
    rest->p += end;
    rest->n -= end;
}

static bool next_line(line *out, mds_sv *rest)
{
    if (rest->n == 0) {
        return false;
    }
    take_line(out, rest, line_bytes(*rest));
    return true;
}

/* Whether a colon is at \p *p, or behind blanks there; \p *p is then behind it. */
static bool take_colon(size_t *p, mds_sv text)
{
    size_t at = *p;

    while (at < text.n && text.p[at] == ' ') {
        at++;
    }
    *p = at + 1;
    return at < text.n && text.p[at] == ':';
}

/* Where the question ends and a colon parts it from the answer: behind the last quotation mark or
 * "?"; where none is there, at the first colon behind the "?", or of all. \p begin: behind the
 * colon. */
static bool find_colon(size_t *end, size_t *begin, mds_sv text)
{
    const bool quoted = text.n > 0 && text.p[0] == '"';

    for (size_t i = text.n; i > 1; i--) {
        if (text.p[i - 1] != (quoted ? '"' : '?')) {
            continue;
        }
        *end = i;
        *begin = i;
        if (take_colon(begin, text)) {
            return true;
        }
    }
    size_t asked = text.n;
    while (asked > 0 && text.p[asked - 1] != '?') {
        asked--;
    }
    const char *colon = asked < text.n ? memchr(text.p + asked, ':', text.n - asked) : NULL;
    if (colon == NULL || quoted) {
        return false;
    }
    *end = (size_t)(colon - text.p);
    *begin = *end + 1;
    return true;
}

/* Where a sign of a record is, if the record is one of a table. */
typedef struct place {
    size_t field;  /* from 0 */
    bool quoted;   /* within the quotes of its field */
    bool followed; /* a later field holds something */
} place;

static place place_of(mds_sv record, char delimiter, size_t at)
{
    const char list[] = {delimiter, '\0'};
    place out = {0};
    size_t field = 0;
    bool begins = true;

    for (size_t i = 0; i < record.n;) {
        const mds_sv rest = {record.p + i, record.n - i};
        const size_t quoted = begins ? mds_delimiter__quoted(rest, list) : 0;
        const size_t step = quoted > 0 ? quoted : 1;
        begins = quoted == 0 && record.p[i] == delimiter;
        if (at >= i && at < i + step) {
            out.field = field;
            out.quoted = quoted > 0;
        }
        field += begins;
        out.followed = out.followed || (i > at && field > out.field && !begins &&
                                        (quoted > 2 || record.p[i] != ' '));
        i += step;
    }
    return out;
}

/* Whether a line has its answer behind a colon, "MPII-2,question? : Yes,". In a record of a table a
 * colon may be in quotes, and one that follows neither a quotation mark nor a "?" may be text of
 * any field. \p rest: what is behind the id. */
static bool has_colon(mds_sv rest)
{
    const char delimiter = rest.n > 0 ? rest.p[0] : '\0';
    size_t end = 0;
    size_t begin = 0;

    if (delimiter == '\0' || strchr(",:;", delimiter) == NULL ||
        memchr(rest.p, '\t', rest.n) != NULL) {
        return false;
    }
    rest.p++;
    rest.n--;
    if (!find_colon(&end, &begin, rest)) {
        return false;
    }
    const place at = place_of(rest, delimiter, begin - 1);
    const bool clear = end > 0 && (rest.p[end - 1] == '?' || rest.p[end - 1] == '"');
    return delimiter == ':' || (!at.quoted && (clear || (at.field == 0 && !at.followed)));
}

mds_lines_kind mds_lines__kind(mds_sv text)
{
    line l = {0};
    size_t keyed = 0;
    size_t colons = 0;
    size_t blanks = 0;

    for (size_t i = 0; i < SNIFF_LINES && text.n > 0; i++) {
        /* A cell of a table may hold lines that look like those of a form. */
        take_line(&l, &text, mds_delimiter__record(text));
        if (l.key == 0) {
            continue;
        }
        const mds_sv rest = {l.text.p + l.key, l.text.n - l.key};
        keyed++;
        colons += has_colon(rest);
        blanks += rest.n == 0 || (rest.n > 1 && rest.p[0] == ' ' && mds_is_letter(rest.p[1]) &&
                                  memchr(rest.p, '\t', rest.n) == NULL);
    }
    if (keyed < LEAST_KEYED) {
        return MDS_LINES_NONE;
    }
    return colons * 2 > keyed       ? MDS_LINES_COLON
           : blanks * 3 > keyed * 2 ? MDS_LINES_COPIED
                                    : MDS_LINES_NONE;
}

static mds_sv trim(mds_sv text)
{
    while (text.n > 0 && strchr(" \t\"", text.p[0]) != NULL) {
        text.p++;
        text.n--;
    }
    while (text.n > 0 && strchr(" \t\"", text.p[text.n - 1]) != NULL) {
        text.n--;
    }
    return text;
}

static mds_status put(mds_grid *grid, uint32_t column, const line *l, mds_sv text)
{
    text = trim(text);
    if (mds_grid__leaves_out(grid, l->number, column, "x")) {
        return MDS_OK;
    }
    char *copy = mds_arena_strndup(grid->arena, text.p, text.n);
    if (copy == NULL) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    (void)mds_grid__blank_controls(copy);
    return mds_grid__add_cell(grid, column, l->number, copy, copy);
}

/* "Yes," "Yes,See Note 6" "Acme, Inc.,": a comma at the end parts an empty note, else the first one
 * parts the note. */
static void part_note(mds_sv *answer, mds_sv *note, mds_sv text)
{
    text = trim(text);
    const char *comma = text.n > 0 ? memchr(text.p, ',', text.n) : NULL;

    *answer = text;
    *note = (mds_sv){text.p, 0};
    if (text.n > 0 && text.p[text.n - 1] == ',') {
        answer->n--;
    } else if (comma != NULL) {
        answer->n = (size_t)(comma - text.p);
        *note = (mds_sv){comma + 1, text.n - answer->n - 1};
    }
}

static mds_status put_parts(mds_grid *grid, const line *l, mds_sv question, mds_sv answer,
                            mds_sv note)
{
    mds_status status = put(grid, 0, l, (mds_sv){l->text.p, l->key});

    status = status == MDS_OK ? put(grid, 1, l, question) : status;
    status = status == MDS_OK ? put(grid, 2, l, answer) : status;
    status = status == MDS_OK ? put(grid, 3, l, note) : status;
    return status == MDS_OK ? mds_grid__end_row(grid, l->number, false) : status;
}

static mds_status put_whole(mds_grid *grid, const line *l)
{
    const mds_status status = put(grid, 0, l, l->text);

    return status == MDS_OK ? mds_grid__end_row(grid, l->number, false) : status;
}

/* A line of its own. With a colon behind the id, commas belong to the answer. */
static mds_status put_colon_line(mds_grid *grid, const line *l)
{
    const bool keyed = l->key > 0 && l->key < l->text.n && strchr(",:;", l->text.p[l->key]) != NULL;
    mds_sv rest = {l->text.p, l->text.n};
    size_t end = 0;
    size_t begin = 0;

    if (keyed) {
        rest = (mds_sv){l->text.p + l->key + 1, l->text.n - l->key - 1};
    }
    if (!keyed || !find_colon(&end, &begin, rest)) {
        return put_whole(grid, l);
    }
    mds_sv answer = {rest.p + begin, rest.n - begin};
    mds_sv note = {rest.p, 0};
    if (l->text.p[l->key] != ':') {
        part_note(&answer, &note, answer);
    }
    return put_parts(grid, l, (mds_sv){rest.p, end}, answer, note);
}

/* The lines of one copied question, up to the next id or an empty line. */
typedef struct question {
    line lines[MOST_LINES];
    size_t count;
} question;

/* The answer is what is behind the last "?", on its line or on the next ones; the note what
 * is behind it at a distance, or on a line of its own. */
static mds_status put_copied(mds_grid *grid, const question *q)
{
    const line *first = &q->lines[0];
    size_t last = q->count;
    size_t at = 0;

    for (size_t i = 0; i < q->count; i++) {
        for (size_t k = 0; k < q->lines[i].text.n; k++) {
            if (q->lines[i].text.p[k] == '?') {
                last = i;
                at = k + 1;
            }
        }
    }
    if (last == q->count) {
        mds_status status = MDS_OK;
        for (size_t i = 0; i < q->count && status == MDS_OK; i++) {
            status = put_whole(grid, &q->lines[i]);
        }
        return status;
    }
    const mds_sv asked = {first->text.p + first->key,
                          (size_t)(q->lines[last].text.p + at - first->text.p) - first->key};
    mds_sv answer = trim((mds_sv){q->lines[last].text.p + at, q->lines[last].text.n - at});
    mds_sv note = {answer.p, 0};
    size_t next = last + 1;
    if (answer.n == 0 && next < q->count) {
        answer = q->lines[next++].text;
    }
    for (size_t i = 0; i + 1 < answer.n; i++) {
        if (answer.p[i] == '\t' || (answer.p[i] == ' ' && answer.p[i + 1] == ' ')) {
            note = (mds_sv){answer.p + i, answer.n - i};
            answer.n = i;
        }
    }
    if (note.n == 0 && next < q->count) {
        note = q->lines[next].text;
    }
    return put_parts(grid, first, asked, answer, note);
}

static mds_status read_copied(mds_grid *grid, mds_sv text)
{
    question q = {.count = 0};
    line l = {0};
    mds_status status = MDS_OK;

    while (status == MDS_OK && next_line(&l, &text)) {
        const bool ends = l.key > 0 || l.text.n == 0 || q.count == MOST_LINES;
        if (q.count > 0 && ends) {
            status = put_copied(grid, &q);
            q.count = 0;
        }
        if (status == MDS_OK && (l.key > 0 || (q.count > 0 && l.text.n > 0))) {
            q.lines[q.count++] = l;
        } else if (status == MDS_OK && l.text.n > 0) {
            status = put_whole(grid, &l);
        }
    }
    return status == MDS_OK && q.count > 0 ? put_copied(grid, &q) : status;
}

mds_status mds_lines__read(mds_grid *grid, mds_sv text, mds_lines_kind kind)
{
    line l = {0};
    mds_status status = MDS_OK;

    if (kind == MDS_LINES_COPIED) {
        return read_copied(grid, text);
    }
    while (status == MDS_OK && next_line(&l, &text)) {
        if (l.text.n > 0) {
            status = put_colon_line(grid, &l);
        }
    }
    return status;
}
