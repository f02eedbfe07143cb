/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of systems and components in answers, notes and headers. The longest name counts:
 * "Windows 8.1" is no Windows 8. */
#include <mdsrisk/deployment.h>
#include <mdsrisk/platform.h>

#include "base/arena_internal.h"
#include "base/ascii.h"
#include "base/date.h"
#include "base/utf8.h"
#include <string.h>

/* Bytes of text that are looked at in one form; names of the catalog; the shortest one. */
enum { MOST_TEXT = 1 << 20, SHORTEST_NAME = 3, BUCKETS = 1024 };

typedef struct name {
    const char *key;
    uint32_t platform;
    struct name *next; /* of the same bucket */
} name;

typedef struct finder {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_disclosure *disclosure;
    name *buckets[BUCKETS]; /* by the first two bytes */
    bool *seen;             /* per platform */
    bool *replied;          /* per platform: a reply names it */
    bool any_reply;
    mds_named_platform *list;
    size_t count, capacity;
    size_t looked; /* bytes */
} finder;

/* What may be between the parts of a name, or be left out: "Win-10", "Windows(R)10". */
static size_t filler(const char *p)
{
    if (*p == ' ' || *p == '-' || *p == '_' || *p == '/' || *p == '\n') {
        return 1;
    }
    return strncmp(p, "\xC2\xAE", 2) == 0 ? 2 : 0;
}

static void skip_filler(const char **p)
{
    while (filler(*p) > 0) {
        *p += filler(*p);
    }
}

/* Of what begins at \p p, which is no filler. */
static size_t bucket_of(const char *p)
{
    const unsigned char first = (unsigned char)*p;

    p += *p != '\0';
    skip_filler(&p);
    return (first * 31U + (unsigned char)*p) % BUCKETS;
}

/* Where the name ends in the text; NULL when it is not there. */
static const char *match(const char *key, const char *text)
{
    while (*key != '\0') {
        if (filler(key) > 0) {
            skip_filler(&key);
            skip_filler(&text);
            continue;
        }
        if (*key != *text) {
            const char *behind = text;
            skip_filler(&behind);
            if (behind == text || *key != *behind) {
                return NULL;
            }
            text = behind;
        }
        key++;
        text++;
    }
    return text;
}

/* Whether a name that ends with \p last may end before \p p: "OpenSSL 1.0.2k" has a letter more,
 * "Windows 2000" does not end in "Windows 2". */
static bool ends_at(char last, const char *p)
{
    if (mds_is_digit(last) && mds_is_lower(p[0])) {
        return !mds_is_lower(p[1]) && !mds_is_digit(p[1]);
    }
    return !mds_is_digit(*p) && !mds_is_lower(*p);
}

static bool set_ends(const finder *f, mds_named_platform *at)
{
    const mds_strings *ends = &f->catalog->platforms[at->platform].security_ends;

    at->end = MDS_DAY_NONE;
    at->end_of = MDS_NO_ORDINAL;
    at->ended = ends->count == 0 && f->catalog->platforms[at->platform].ended[0] != '\0';
    for (size_t i = 0; i < ends->count; i++) {
        int32_t day = MDS_DAY_NONE;
        const mds_sv text = {ends->at[i], strlen(ends->at[i])};
        if (mds_date_parse(&day, text) && (at->end == MDS_DAY_NONE || day < at->end)) {
            at->end = day;
            at->end_of = (uint32_t)i;
        }
    }
    return true;
}

/* An edition of what several share a name: "windows-10-22h2" of "windows-10". */
static bool is_edition(const mds_platform *one, const mds_platform *shared)
{
    const size_t n = strlen(shared->id);

    return shared->security_ends.count > 1 && strncmp(one->id, shared->id, n) == 0 &&
           one->id[n] == '-';
}

/* Takes out the names whose edition a reply gives: the manufacturer was asked for it. */
static void drop_answered(finder *f)
{
    const mds_platform *all = f->catalog->platforms;
    size_t kept = 0;

    for (size_t i = 0; i < f->count && f->any_reply; i++) {
        bool answered = false;
        for (size_t k = 0; k < f->count; k++) {
            const uint32_t one = f->list[k].platform;
            answered =
                answered || (f->replied[one] && is_edition(&all[one], &all[f->list[i].platform]));
        }
        if (!answered) {
            f->list[kept++] = f->list[i];
        }
    }
    f->count = f->any_reply ? kept : f->count;
}

static bool add(finder *f, uint32_t platform, uint32_t question, const char *said, size_t n)
{
    if (f->seen[platform]) {
        return true;
    }
    f->seen[platform] = true;
    if (!mds_array_reserve(f->arena, &f->list, &f->capacity, f->count, sizeof *f->list)) {
        return false;
    }
    mds_named_platform *at = &f->list[f->count++];
    *at = (mds_named_platform){.platform = platform,
                               .disclosure = f->disclosure,
                               .question = question,
                               .said = mds_arena_strndup(f->arena, said, n)};
    return at->said != NULL && set_ends(f, at);
}

/* The longest name that begins at \p p; where it ends, or NULL. */
static const char *longest(const finder *f, const char *p, uint32_t *platform)
{
    const char *best = NULL;

    for (const name *at = f->buckets[bucket_of(p)]; at != NULL; at = at->next) {
        const char *end = match(at->key, p);
        if (end != NULL && (best == NULL || end > best) &&
            ends_at(at->key[strlen(at->key) - 1], end)) {
            best = end;
            *platform = at->platform;
        }
    }
    return best;
}

static bool read_text(finder *f, uint32_t question, bool reply, const char *text)
{
    const size_t n = strlen(text);

    if (n < SHORTEST_NAME || f->looked + n > MOST_TEXT) {
        return true;
    }
    f->looked += n;
    const mds_arena_mark before = mds_arena_marked(f->arena);
    const char *key = mds_utf8_key(f->arena, text);
    const size_t count = f->count;
    if (key == NULL) {
        return false;
    }
    for (const char *p = key; *p != '\0';) {
        uint32_t platform = 0;
        const bool begins = p == key || !(mds_is_lower(p[-1]) || mds_is_digit(p[-1]));
        const char *end = begins ? longest(f, p, &platform) : NULL;
        if (end != NULL && reply) {
            f->replied[platform] = f->any_reply = true;
        }
        if (end != NULL && !add(f, platform, question, p, (size_t)(end - p))) {
            return false;
        }
        p = end != NULL ? end : p + 1;
    }
    if (f->count == count) {
        mds_arena_rewind(f->arena, before);
    }
    return true;
}

static bool read_disclosure(finder *f, const mds_disclosure *disclosure)
{
    const mds_form *form = &f->catalog->forms[disclosure->form];
    bool done = true;

    f->disclosure = disclosure;
    f->looked = 0;
    for (uint32_t q = 0; q < disclosure->answer_count && done; q++) {
        const mds_answer *answer = &disclosure->answers[q];
        const bool own_words =
            answer->state == MDS_ANSWER_TEXT || answer->state == MDS_ANSWER_UNREADABLE;
        done = read_text(f, q, answer->replied, answer->note) &&
               (!own_words || read_text(f, q, answer->replied, answer->response)) &&
               (answer->former_note == NULL || read_text(f, q, false, answer->former_note));
    }
    for (size_t d = 0; d < MDS_DEVICE_FIELD__COUNT && done; d++) {
        /* The value of a question has been read above. */
        if (form->device_questions[d] == MDS_NO_ORDINAL && disclosure->device[d] != NULL) {
            done = read_text(f, MDS_NO_ORDINAL, false, disclosure->device[d]);
        }
    }
    return done;
}

static bool index_names(finder *f)
{
    for (uint32_t p = 0; p < f->catalog->platform_count; p++) {
        const mds_strings *words = &f->catalog->platforms[p].words;
        name *names = mds_arena_alloc(f->arena, words->count, sizeof *names);
        if (names == NULL && words->count > 0) {
            return false;
        }
        for (size_t w = 0; w < words->count; w++) {
            name **first = &f->buckets[bucket_of(words->at[w])];
            names[w] = (name){words->at[w], p, *first};
            *first = &names[w];
        }
    }
    return true;
}

mds_status mds_platforms_find(mds_named_platforms *out, mds_arena *arena,
                              const mds_catalog *catalog, const mds_disclosure *const *disclosures,
                              size_t count)
{
    finder f = {.arena = arena, .catalog = catalog};

    *out = (mds_named_platforms){0};
    if (catalog->platform_count == 0 || count == 0) {
        return MDS_OK;
    }
    f.seen = mds_arena_alloc(arena, catalog->platform_count, sizeof *f.seen);
    f.replied = mds_arena_alloc(arena, catalog->platform_count, sizeof *f.replied);
    if (f.seen == NULL || f.replied == NULL || !index_names(&f)) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < count; i++) {
        if (!read_disclosure(&f, disclosures[i])) {
            return mds_arena_status(arena);
        }
    }
    drop_answered(&f);
    *out = (mds_named_platforms){f.list, f.count};
    return MDS_OK;
}

mds_status mds_platform_in_text(bool *out, mds_arena *arena, const mds_catalog *catalog,
                                const char *text)
{
    finder f = {.arena = arena, .catalog = catalog};

    *out = false;
    if (text[0] == '\0') {
        return MDS_OK;
    }
    f.seen = mds_arena_alloc(arena, catalog->platform_count, sizeof *f.seen);
    f.replied = mds_arena_alloc(arena, catalog->platform_count, sizeof *f.replied);
    if (f.seen == NULL || f.replied == NULL || !index_names(&f) ||
        !read_text(&f, MDS_NO_ORDINAL, false, text)) {
        return mds_arena_status(arena);
    }
    *out = f.count > 0;
    return MDS_OK;
}

bool mds_platform_bears(const mds_named_platform *platform, const mds_deployment *deployment)
{
    const int32_t support = deployment->end_of_support;

    return support == MDS_DAY_NONE || (platform->end != MDS_DAY_NONE && platform->end < support);
}

int32_t mds_platforms_end(const mds_named_platforms *platforms)
{
    int32_t end = MDS_DAY_NONE;

    for (size_t i = 0; i < platforms->count; i++) {
        const int32_t own = platforms->at[i].end;
        end = own != MDS_DAY_NONE && (end == MDS_DAY_NONE || own < end) ? own : end;
    }
    return end;
}

bool mds_platforms_ended(const mds_named_platforms *platforms)
{
    for (size_t i = 0; i < platforms->count; i++) {
        if (platforms->at[i].ended) {
            return true;
        }
    }
    return false;
}
