/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn_clause.h"

#include "base/utf8.h"
#include "clause_marks.h"
#include "learn_words.h"
#include "sign.h"
#include <stdio.h>
#include <string.h>

enum {
    ID_BYTES = 64,
    RANGE = 20,      /* clauses that a range may stand for */
    NAME_BYTES = 96, /* of a volume before a number */
    MOST_NUMBER = 99,
    CIRCLED = 0x2460, /* the code point of "①" */
    CIRCLED_LAST = 20
};

/* References that are being read, and what a shortened one leaves out. */
typedef struct reading {
    learn_references *out;
    mds_arena *arena;
    const learn_guideline *in;
    const char *p;
    bool sure;                  /* only what names its volume: in running text */
    bool failed;                /* the arena is exhausted */
    const learn_volume *volume; /* of the reference before; NULL: none was named */
    char base[ID_BYTES];        /* "SO-14-": what the last number is behind */
    unsigned last;              /* that number */
    char tail[2];               /* ")" of "SO-14-6(1)" */
} reading;

static void add(reading *r, const char *id)
{
    for (size_t i = 0; i < r->out->count; i++) {
        if (strcmp(r->out->at[i], id) == 0) {
            return;
        }
    }
    const char *copy = mds_arena_strndup(r->arena, id, strlen(id));
    r->failed = r->failed || copy == NULL;
    if (copy != NULL && r->out->count < LEARN_REFERENCES) {
        r->out->at[r->out->count++] = copy;
    }
}

static void add_numbered(reading *r, unsigned number)
{
    char id[ID_BYTES + 16];

    (void)snprintf(id, sizeof id, "%s%u%s", r->base, number, r->tail);
    r->last = number;
    add(r, id);
}

static bool is_known(const learn_guideline *in, const char *id)
{
    return mds_guideline_clause(in->guideline, id) != MDS_NO_ORDINAL;
}

/* Digits at \p p, full-width ones too; NULL when none are there, or too many. */
static const char *take_number(unsigned *out, const char *p)
{
    mds_sign sign = mds_sign__at(p);
    const bool digits = sign.kind == MDS_SIGN_DIGIT;

    *out = 0;
    for (; sign.kind == MDS_SIGN_DIGIT; sign = mds_sign__at(p)) {
        *out = *out * 10 + sign.value;
        if (*out > MOST_NUMBER) {
            return NULL;
        }
        p += sign.length;
    }
    return digits && *out > 0 ? p : NULL;
}

/* Whether \p name is the volume's, or a part of it that no other volume's name has. */
static bool names(const learn_guideline *in, const learn_volume *volume, const char *name)
{
    if (strstr(volume->key, name) == NULL) {
        return false;
    }
    for (size_t i = 0; i < in->volume_count; i++) {
        if (&in->volumes[i] != volume && strstr(in->volumes[i].key, name) != NULL) {
            return false;
        }
    }
    return true;
}

/* Bytes of the word at the end of \p key, which has more than that; 0 for none. */
static size_t ending(const mds_strings *words, const char *key, size_t length)
{
    for (size_t i = 0; i < words->count; i++) {
        const size_t n = strlen(words->at[i]);
        if (length > n && strcmp(key + length - n, words->at[i]) == 0) {
            return n;
        }
    }
    return 0;
}

/* The volume by a name in the form's text. */
static const learn_volume *volume_of(reading *r, const char *text, size_t n)
{
    const char *copy = mds_arena_strndup(r->arena, text, n);
    const char *key = copy != NULL ? mds_utf8_key(r->arena, copy) : NULL;
    char name[NAME_BYTES];

    r->failed = r->failed || key == NULL;
    size_t length = key != NULL ? strlen(key) : 0;
    length -= ending(&r->in->catalog->words[MDS_WORDS_VOLUME_ENDINGS], key, length);
    if (length < 3 || length >= sizeof name) {
        return NULL;
    }
    memcpy(name, key, length);
    name[length] = '\0';
    for (size_t i = 0; i < r->in->volume_count; i++) {
        if (names(r->in, &r->in->volumes[i], name)) {
            return &r->in->volumes[i];
        }
    }
    return NULL;
}

static bool is_bracket(const char *p, size_t *n)
{
    static const char *const brackets[] = {"[",  "]",  "［", "］", "【", "】", "〔",
                                           "〕", "「", "」", "<",  ">",  "＜", "＞"};

    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        *n = strlen(brackets[i]);
        if (strncmp(p, brackets[i], *n) == 0) {
            return true;
        }
    }
    return false;
}

/* What may be around a volume's name. */
static const char *skip_around(const char *p)
{
    for (;;) {
        const mds_sign sign = mds_sign__at(p);
        size_t n = sign.length;
        if (sign.kind != MDS_SIGN_BLANK && sign.kind != MDS_SIGN_COLON &&
            sign.kind != MDS_SIGN_CLOSE && sign.kind != MDS_SIGN_DASH &&
            sign.kind != MDS_SIGN_DOT && !is_bracket(p, &n)) {
            return p;
        }
        p += n;
    }
}

/* The name of a volume, or a part of it in brackets, before a number; NULL when no volume is named
 * there. */
static const char *take_volume(reading *r, const learn_volume **volume, const char *p)
{
    size_t n = 0;

    (void)mds_sign__skip_blanks(&p);
    p += is_bracket(p, &n) ? n : 0;
    const char *begin = p;
    for (mds_sign sign = mds_sign__at(p);
         (sign.kind == MDS_SIGN_OTHER && !is_bracket(p, &n)) || sign.kind == MDS_SIGN_LETTER;
         sign = mds_sign__at(p)) {
        p += sign.length;
    }
    if (p == begin || p - begin >= NAME_BYTES) {
        return NULL;
    }
    *volume = volume_of(r, begin, (size_t)(p - begin));
    return *volume != NULL ? skip_around(p) : NULL;
}

/* "(1)" behind a number: it moves into the base. */
static const char *take_part(reading *r, unsigned *number, const char *p)
{
    char base[ID_BYTES];
    const mds_sign open = mds_sign__at(p);
    unsigned part = 0;
    const char *end = open.kind == MDS_SIGN_OPEN ? take_number(&part, p + open.length) : NULL;

    if (end == NULL || mds_sign__at(end).kind != MDS_SIGN_CLOSE) {
        return p;
    }
    const int n = snprintf(base, sizeof base, "%.40s%u(", r->base, *number);
    memcpy(r->base, base, (size_t)n + 1);
    r->tail[0] = ')';
    *number = part;
    return end + mds_sign__at(end).length;
}

/* Circled numbers behind a chapter, one after the other: "8①②". NULL when there is none. */
static const char *take_circles(reading *r, const char *p)
{
    const char *end = NULL;
    char base[ID_BYTES];

    memcpy(base, r->base, sizeof base);
    for (mds_sign sign = mds_sign__skip_blanks(&p); sign.kind == MDS_SIGN_ENCLOSED;
         sign = mds_sign__skip_blanks(&p)) {
        unsigned number = sign.value;
        memcpy(r->base, base, sizeof base);
        r->tail[0] = '\0';
        p = take_part(r, &number, p + sign.length);
        add_numbered(r, number);
        end = p;
    }
    return end;
}

/* "14.5" is clause 5 of chapter 14, or a heading of its own where the guideline has such. */
static void settle_dots(const learn_guideline *in, char id[ID_BYTES], size_t prefix)
{
    if (is_known(in, id) || in->dotted) {
        return;
    }
    for (char *at = id + prefix; *at != '\0'; at++) {
        *at = (char)(*at == '.' ? '-' : *at);
    }
}

/* Numbers of a chapter at \p p, "14", "14.5", "5.3", behind the volume's "SO-" in \p id. */
static const char *take_chapter(char id[ID_BYTES], bool *parted, const char *p)
{
    size_t length = strlen(id);
    unsigned number = 0;
    const char *end = take_number(&number, p);

    *parted = false;
    if (end == NULL) {
        return NULL;
    }
    for (;;) {
        const int n = snprintf(id + length, ID_BYTES - length, "%u", number);
        length += (size_t)n;
        const mds_sign mark = mds_sign__at(end);
        const bool joins = mark.kind == MDS_SIGN_DOT || mark.kind == MDS_SIGN_DASH;
        const char *next = joins ? take_number(&number, end + mark.length) : NULL;
        if (next == NULL || length + 4 > ID_BYTES) {
            return end;
        }
        *parted = true;
        id[length++] = mark.kind == MDS_SIGN_DOT ? '.' : '-';
        id[length] = '\0';
        end = next;
    }
}

/* Remembers what the last number of \p id is behind, for a range. */
static void keep_base(reading *r, const char *id, size_t prefix)
{
    const char *dash = strrchr(id, '-');
    const size_t n = dash != NULL ? (size_t)(dash - id) + 1 : 0;

    if (n > prefix) {
        memcpy(r->base, id, n);
        r->base[n] = '\0';
        (void)take_number(&r->last, dash + 1);
        r->tail[0] = '\0';
    }
}

/* A reference in \p volume at \p p; \p named: a bare chapter is one too. */
static const char *take_in_volume(reading *r, const learn_volume *volume, const char *p, bool named)
{
    char id[ID_BYTES];
    bool parted = false;
    const size_t prefix = (size_t)snprintf(id, sizeof id, "%.20s-", volume->id);
    const char *end = take_chapter(id, &parted, p);

    if (end == NULL) {
        return NULL;
    }
    end += mds_words__at(r->in->catalog, MDS_WORDS_CHAPTERS, end);
    const char *circle = skip_around(end);
    if (mds_sign__at(circle).kind == MDS_SIGN_ENCLOSED) {
        (void)snprintf(r->base, sizeof r->base, "%.50s-", id);
        return take_circles(r, circle);
    }
    if (!named && (r->sure || !parted)) {
        return NULL;
    }
    settle_dots(r->in, id, prefix);
    add(r, id);
    keep_base(r, id, prefix);
    return end;
}

/* One reference at r->p, and where it ends; NULL when none is there. */
static const char *take_reference(reading *r)
{
    const learn_volume *volume = NULL;
    const char *p = take_volume(r, &volume, r->p);

    if (p != NULL) {
        r->volume = volume;
        return take_in_volume(r, volume, p, true);
    }
    if (mds_sign__at(r->p).kind == MDS_SIGN_ENCLOSED) {
        return r->base[0] != '\0' ? take_circles(r, r->p) : NULL;
    }
    /* The volume holds for what follows without one. */
    if (r->volume != NULL) {
        return take_in_volume(r, r->volume, r->p, true);
    }
    return r->in->usual != NULL ? take_in_volume(r, r->in->usual, r->p, false) : NULL;
}

/* The end of a range at \p p, "14④", "④": adds what lies between. NULL when it is none. */
static const char *take_range(reading *r, const char *p)
{
    char base[ID_BYTES];
    const unsigned first = r->last;
    learn_references end = {.count = 0};
    learn_references *out = r->out;

    memcpy(base, r->base, sizeof base);
    (void)mds_sign__skip_blanks(&p);
    r->out = &end;
    r->p = p;
    p = take_reference(r);
    r->out = out;
    if (p == NULL || strcmp(base, r->base) != 0 || r->last <= first || r->last - first > RANGE) {
        return NULL;
    }
    const unsigned last = r->last;
    for (unsigned number = first + 1; number <= last; number++) {
        add_numbered(r, number);
    }
    return p;
}

/* What parts two references: blanks, ",", "/", "and". */
static const char *skip_between(const reading *r, const char *p)
{
    for (;;) {
        const mds_sign sign = mds_sign__at(p);
        const size_t n = sign.kind == MDS_SIGN_BLANK || sign.kind == MDS_SIGN_COMMA ||
                                 sign.kind == MDS_SIGN_SLASH
                             ? sign.length
                             : mds_words__at(r->in->catalog, MDS_WORDS_CLAUSE_JOINERS, p);
        if (n == 0) {
            return p;
        }
        p += n;
    }
}

/* References from r->p on, and where they end: r->p itself when there are none. */
static const char *take_references(reading *r)
{
    const char *end = r->p;

    for (;;) {
        r->p = skip_between(r, r->p);
        const char *next = take_reference(r);
        if (next == NULL) {
            return end;
        }
        end = next;
        const mds_sign wave = mds_sign__skip_blanks(&next);
        if (wave.kind == MDS_SIGN_WAVE) {
            next = take_range(r, next + wave.length);
            if (next == NULL) {
                return end;
            }
            end = next;
        }
        r->p = end;
    }
}

static void restart(reading *r, const char *p, const learn_volume *volume)
{
    r->p = p;
    r->volume = volume;
    r->base[0] = r->tail[0] = '\0';
}

/* Reads \p n bytes that must be references throughout; what was added goes again otherwise. */
static void read_whole(reading *r, const learn_volume *volume, const char *p, size_t n)
{
    const learn_references before = *r->out;
    const char *text = mds_arena_strndup(r->arena, p, n);

    if (text == NULL) {
        r->failed = true;
        return;
    }
    r->sure = false;
    restart(r, text, volume);
    const char *end = skip_between(r, take_references(r));
    if (*end != '\0') {
        *r->out = before;
    }
}

/* The text in the brackets that open at \p p, brackets in it included. */
static mds_sv bracketed(const char *p)
{
    const char *begin = p + mds_sign__at(p).length;
    size_t depth = 0;

    while (*p != '\0') {
        const mds_sign sign = mds_sign__at(p);
        depth += sign.kind == MDS_SIGN_OPEN;
        if (sign.kind == MDS_SIGN_CLOSE && --depth == 0) {
            return (mds_sv){begin, (size_t)(p - begin)};
        }
        p += sign.length;
    }
    return (mds_sv){begin, 0};
}

/* References that name their volume, anywhere in a text. */
static void read_running(reading *r, const char *text)
{
    r->sure = true;
    for (const char *p = text; *p != '\0' && !r->failed;) {
        const learn_volume *volume = NULL;
        restart(r, p, NULL);
        const char *end = take_volume(r, &volume, p) != NULL ? take_references(r) : p;
        p = end > p ? end : p + mds_sign__at(p).length;
    }
}

static void read_volumes(reading *r, const learn_volume *volume, const char *text, bool whole)
{
    const size_t before = r->out->count;

    if (whole) {
        read_whole(r, volume, text, strlen(text));
        return;
    }
    for (const char *p = text; *p != '\0' && !r->failed; p += mds_sign__at(p).length) {
        if (mds_sign__at(p).kind == MDS_SIGN_OPEN) {
            const mds_sv inside = bracketed(p);
            if (inside.n > 0 && inside.n < (size_t)4 * ID_BYTES) {
                read_whole(r, NULL, inside.p, inside.n);
            }
        }
    }
    if (r->out->count == before) {
        read_running(r, text);
    }
}

/* "6.5.C11(1)", or "6.5.C10-1" where the guideline calls it so. */
static void add_clause(reading *r, mds_clause_number clause)
{
    const unsigned chapter = clause.chapter;
    const unsigned section = clause.section;
    const unsigned requirement = clause.requirement;
    const unsigned part = clause.part;
    char id[ID_BYTES];

    if (requirement == 0) {
        (void)snprintf(id, sizeof id, "%u.%u", chapter, section);
    } else if (part == 0) {
        (void)snprintf(id, sizeof id, "%u.%u.C%u", chapter, section, requirement);
    } else {
        (void)snprintf(id, sizeof id, "%u.%u.C%u-%u", chapter, section, requirement, part);
        if (!is_known(r->in, id)) {
            (void)snprintf(id, sizeof id, "%u.%u.C%u(%u)", chapter, section, requirement, part);
        }
    }
    add(r, id);
}

/* A section alone, "6.9", is one of a chapter that the guideline is known to have: "1.2" in
 * brackets may be the version of anything. */
static bool has_chapter(const learn_guideline *in, unsigned chapter)
{
    char begin[ID_BYTES];
    const int n = snprintf(begin, sizeof begin, "%u.", chapter);

    for (size_t i = 0; i < in->guideline->clause_count; i++) {
        if (strncmp(in->guideline->clauses[i].id, begin, (size_t)n) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a cell holds numbers and what parts them, and no word. */
static bool is_bare(const char *text)
{
    for (mds_sign sign = mds_sign__at(text); sign.kind != MDS_SIGN_END; sign = mds_sign__at(text)) {
        if (sign.kind == MDS_SIGN_OTHER || (sign.kind == MDS_SIGN_LETTER && sign.value != 'c')) {
            return false;
        }
        text += sign.length;
    }
    return true;
}

static void read_chapters(reading *r, const char *text, bool whole)
{
    mds_clauses clauses = {.count = 0};

    if (whole && !is_bare(text)) {
        return;
    }
    mds_clauses__read(&clauses, text);
    if (whole && clauses.count == 0) {
        /* A chapter alone is read in brackets only. */
        mds_strbuf enclosed;
        mds_strbuf_init(&enclosed, 4096);
        mds_strbuf_printf(&enclosed, "(%s)", text);
        mds_clauses__read(&clauses, enclosed.p);
        r->failed = r->failed || enclosed.status == MDS_ENOMEM;
        mds_strbuf_finish(&enclosed);
    }
    for (size_t i = 0; i < clauses.count; i++) {
        if (clauses.at[i].requirement > 0 || has_chapter(r->in, clauses.at[i].chapter)) {
            add_clause(r, clauses.at[i]);
        }
    }
}

bool mds_learn__clauses_read(learn_references *out, mds_arena *arena,
                             const learn_guideline *guideline, const learn_volume *volume,
                             const char *text, bool whole)
{
    reading r = {.out = out, .arena = arena, .in = guideline};

    if (guideline->usual != NULL) {
        read_volumes(&r, volume, text, whole);
    } else {
        read_chapters(&r, text, whole);
    }
    return !r.failed;
}

const learn_volume *mds_learn__volume_named(const learn_guideline *guideline, const char *key)
{
    const learn_volume *found = NULL;

    for (size_t i = 0; i < guideline->volume_count; i++) {
        if (strstr(key, guideline->volumes[i].key) != NULL) {
            if (found != NULL) {
                return NULL;
            }
            found = &guideline->volumes[i];
        }
    }
    return found;
}

/* "System operations" of "System operations 14-5"; "" where a label has no number. */
static const char *name_of(mds_arena *arena, const char *label)
{
    size_t n = strcspn(label, "0123456789");

    if (label[n] == '\0') {
        return "";
    }
    while (n > 0 && label[n - 1] == ' ') {
        n--;
    }
    return mds_arena_strndup(arena, label, n);
}

static bool add_volume(learn_guideline *out, mds_arena *arena, const mds_clause *clause)
{
    const char *dash = strchr(clause->id, '-');
    const size_t n = dash != NULL ? (size_t)(dash - clause->id) : 0;

    if (n == 0 || mds_sign__at(clause->id).kind != MDS_SIGN_LETTER) {
        return true;
    }
    out->dotted = out->dotted || (strchr(dash, '.') != NULL && strchr(dash + 1, '-') == NULL);
    for (size_t i = 0; i < out->volume_count; i++) {
        if (strlen(out->volumes[i].id) == n && strncmp(out->volumes[i].id, clause->id, n) == 0) {
            return true;
        }
    }
    learn_volume volume = {.id = mds_arena_strndup(arena, clause->id, n)};
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        volume.name.in[lang] = name_of(arena, clause->label.in[lang]);
        if (volume.name.in[lang] == NULL) {
            return false;
        }
    }
    volume.key = mds_utf8_key(arena, volume.name.in[MDS_LANG_JA]);
    if (volume.id == NULL || volume.key == NULL) {
        return false;
    }
    if (volume.key[0] != '\0' && out->volume_count < LEARN_VOLUMES) {
        out->volumes[out->volume_count++] = volume;
    }
    return true;
}

/* The volume that most clauses are in: forms ask about technical measures. */
static const learn_volume *largest(const learn_guideline *guideline)
{
    const learn_volume *best = NULL;
    size_t most = 0;

    for (size_t v = 0; v < guideline->volume_count; v++) {
        const size_t n = strlen(guideline->volumes[v].id);
        size_t count = 0;
        for (size_t i = 0; i < guideline->guideline->clause_count; i++) {
            const char *id = guideline->guideline->clauses[i].id;
            count += strncmp(id, guideline->volumes[v].id, n) == 0 && id[n] == '-';
        }
        if (count > most) {
            most = count;
            best = &guideline->volumes[v];
        }
    }
    return best;
}

bool mds_learn__guideline_init(learn_guideline *out, mds_arena *arena, const mds_catalog *catalog,
                               uint32_t ordinal)
{
    const mds_guideline *guideline = &catalog->guidelines[ordinal];

    *out = (learn_guideline){.catalog = catalog, .guideline = guideline};
    for (size_t i = 0; i < guideline->clause_count; i++) {
        if (!add_volume(out, arena, &guideline->clauses[i])) {
            return false;
        }
    }
    out->usual = largest(out);
    return true;
}

/* "14-5" as it is printed in Japanese: "14⑤". */
static void circle_last(char *out, size_t size, const char *numbers)
{
    const char *dash = strrchr(numbers, '-');
    unsigned number = 0;
    const char *end = dash != NULL ? take_number(&number, dash + 1) : NULL;

    if (end == NULL || number > CIRCLED_LAST) {
        (void)snprintf(out, size, "%.40s", numbers);
        return;
    }
    char circle[MDS_UTF8_BYTES + 1] = {0};
    (void)mds_utf8_put(circle, CIRCLED + number - 1);
    (void)snprintf(out, size, "%.*s%s%.20s", (int)(dash - numbers), numbers, circle, end);
}

const char *mds_learn__clause_label(mds_arena *arena, const learn_guideline *guideline,
                                    const char *id, mds_lang lang)
{
    char numbers[2 * ID_BYTES];
    char label[4 * ID_BYTES];

    for (size_t i = 0; i < guideline->volume_count; i++) {
        const learn_volume *volume = &guideline->volumes[i];
        const size_t n = strlen(volume->id);
        if (strncmp(id, volume->id, n) != 0 || id[n] != '-') {
            continue;
        }
        if (lang == MDS_LANG_JA) {
            circle_last(numbers, sizeof numbers, id + n + 1);
        } else {
            (void)snprintf(numbers, sizeof numbers, "%.60s", id + n + 1);
        }
        (void)snprintf(label, sizeof label, "%.100s %s", volume->name.in[lang], numbers);
        return mds_arena_strndup(arena, label, strlen(label));
    }
    return mds_arena_strndup(arena, id, strlen(id));
}
