/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/diag.h>

#include "base/inert.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

/* Room that is set aside for errors when the arena is exhausted: that it is, must be said. */
enum { SPARE_ENTRIES = 8, SPARE_BYTES = 4096 };

/* How often a code was added. */
typedef struct kind {
    mds_diag_code code;
    size_t count, kept;
} kind;

struct mds_diags {
    mds_arena *arena;
    mds_diag *at;
    size_t count;
    size_t capacity;
    size_t max;
    size_t errors, others; /* kept, but for the first of each kind */
    size_t omitted;
    size_t by_severity[MDS_SEVERITY_ERROR + 1];
    kind *kinds;
    size_t kind_count, kind_capacity;
    mds_diag spare_at[SPARE_ENTRIES];
    size_t spare_count;
    size_t spare_used;
    char spare[SPARE_BYTES];
};

mds_diags *mds_diags_new(mds_arena *arena, size_t max)
{
    mds_diags *diags = mds_arena_alloc(arena, 1, sizeof *diags);

    if (diags != NULL) {
        diags->arena = arena;
        diags->max = max != 0 ? max : MDS_LIMIT_DIAGS;
    }
    return diags;
}

mds_severity mds_diag_severity(mds_diag_code code)
{
    switch (code) {
#define MDS_X(name, number, severity, arguments)                                                   \
    case MDS_D_##name:                                                                             \
        return MDS_SEVERITY_##severity;
        MDS_DIAG_CODES(MDS_X)
#undef MDS_X
    }
    return MDS_SEVERITY_ERROR;
}

/* Longest quotation in a message, in bytes: a cell may hold a megabyte, and a message that quotes
 * it whole is read by nobody. */
enum { QUOTED_BYTES = 400 };

/* Bytes for a text: of the arena, or with \p spare of the room set aside; NULL when it is
 * exhausted. */
static char *room_for(mds_diags *diags, size_t n, bool spare)
{
    if (!spare) {
        return mds_arena_alloc(diags->arena, n, 1);
    }
    if (n > SPARE_BYTES - diags->spare_used) {
        return NULL;
    }
    diags->spare_used += n;
    return diags->spare + diags->spare_used - n;
}

/* What a file says must not steer the terminal that shows it. */
static void blank_controls(char *text)
{
    while (*text != '\0') {
        const size_t n = mds_inert_steers(text);
        memset(text, ' ', n);
        text += n > 0 ? n : mds_utf8_next(text, NULL);
    }
}

/* A copy of \p text (NULL: empty), of up to \p most bytes; NULL when there is no room. */
static const char *keep(mds_diags *diags, const char *text, size_t most, bool spare)
{
    static const char more[] = "\xE2\x80\xA6"; /* horizontal ellipsis */
    const size_t n = text != NULL ? mds_utf8_head(text, most) : 0;
    const bool cut = text != NULL && text[n] != '\0';

    if (n == 0 && !cut) {
        return "";
    }
    char *kept = room_for(diags, n + sizeof more, spare);
    if (kept != NULL) {
        memcpy(kept, text, n);
        memcpy(kept + n, cut ? more : "", cut ? sizeof more : 1);
        blank_controls(kept);
    }
    return kept;
}

static bool fill(mds_diags *diags, mds_diag *entry, const char *file, const char *where,
                 va_list args, bool spare)
{
    entry->file = keep(diags, file, SIZE_MAX, spare);
    entry->where = keep(diags, where, QUOTED_BYTES, spare);
    if (entry->file == NULL || entry->where == NULL) {
        return false;
    }
    for (const char *arg = va_arg(args, const char *);
         arg != NULL && entry->arg_count < MDS_DIAG_ARGS; arg = va_arg(args, const char *)) {
        const char *kept = keep(diags, arg, QUOTED_BYTES, spare);
        if (kept == NULL) {
            return false;
        }
        entry->args[entry->arg_count++] = kept;
    }
    return true;
}

/* The counts of a code; NULL when there is no memory for them. */
static kind *kind_of(mds_diags *diags, mds_diag_code code)
{
    for (size_t i = 0; i < diags->kind_count; i++) {
        if (diags->kinds[i].code == code) {
            return &diags->kinds[i];
        }
    }
    if (!mds_array_reserve(diags->arena, &diags->kinds, &diags->kind_capacity, diags->kind_count,
                           sizeof *diags->kinds)) {
        return NULL;
    }
    diags->kinds[diags->kind_count] = (kind){.code = code};
    return &diags->kinds[diags->kind_count++];
}

/* Whether there is still room for an entry: for the first of each kind always, and for errors
 * however many warnings there are. */
static bool has_room(mds_diags *diags, const kind *of, mds_severity severity)
{
    size_t *kept = severity == MDS_SEVERITY_ERROR ? &diags->errors : &diags->others;

    if (*kept >= diags->max) {
        return of != NULL && of->kept == 0;
    }
    (*kept)++;
    return true;
}

void mds_diag_add(mds_diags *diags, mds_diag_code code, const char *file, const char *where, ...)
{
    if (diags == NULL) {
        return;
    }
    const mds_severity severity = mds_diag_severity(code);
    mds_diag entry = {.code = code, .severity = severity};
    mds_diag last = entry;
    kind *of = kind_of(diags, code);
    bool kept = false;
    va_list args;
    va_list again;

    diags->by_severity[severity]++;
    va_start(args, where);
    va_copy(again, args);
    if (has_room(diags, of, severity)) {
        kept = mds_array_reserve(diags->arena, &diags->at, &diags->capacity, diags->count,
                                 sizeof *diags->at) &&
               fill(diags, &entry, file, where, args, false);
        if (kept) {
            diags->at[diags->count++] = entry;
        } else if (severity == MDS_SEVERITY_ERROR && diags->spare_count < SPARE_ENTRIES) {
            kept = fill(diags, &last, file, where, again, true);
            diags->spare_at[diags->spare_count] = last;
            diags->spare_count += kept;
        }
    }
    va_end(again);
    va_end(args);
    diags->omitted += !kept;
    if (of != NULL) {
        of->count++;
        of->kept += kept;
    }
}

size_t mds_diags_count(const mds_diags *diags)
{
    return diags->count + diags->spare_count;
}

const mds_diag *mds_diags_at(const mds_diags *diags, size_t i)
{
    return i < diags->count ? &diags->at[i] : &diags->spare_at[i - diags->count];
}

size_t mds_diags_omitted(const mds_diags *diags)
{
    return diags->omitted;
}

size_t mds_diags_count_of_code(const mds_diags *diags, mds_diag_code code)
{
    for (size_t i = 0; i < diags->kind_count; i++) {
        if (diags->kinds[i].code == code) {
            return diags->kinds[i].count;
        }
    }
    return 0;
}

size_t mds_diags_count_of(const mds_diags *diags, mds_severity severity)
{
    return diags->by_severity[severity];
}

void mds_diag_code_name(mds_diag_code code, char out[12])
{
    (void)snprintf(out, 12, "MDS%04u", (unsigned)code % 10000U);
}
