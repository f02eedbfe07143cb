/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/diag.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

struct mds_diags {
    mds_arena *arena;
    mds_diag *at;
    size_t count;
    size_t capacity;
    size_t max;
    size_t omitted;
    size_t by_severity[MDS_SEVERITY_ERROR + 1];
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

/* Bytes of the character at \p c that must not reach a terminal: control characters (a message is
 * one line), and the marks that turn the direction of what follows. 0 for any other character. */
static size_t steering(const unsigned char *c)
{
    if (c[0] < 0x20 || c[0] == 0x7F) {
        return 1;
    }
    if ((c[0] == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0) || (c[0] == 0xD8 && c[1] == 0x9C)) {
        return 2; /* U+0080 to U+009F, U+061C */
    }
    if (c[0] == 0xE2 && ((c[1] == 0x80 && (c[2] == 0x8E || c[2] == 0x8F)) ||
                         (c[1] == 0x80 && c[2] >= 0xA8 && c[2] <= 0xAE) ||
                         (c[1] == 0x81 && c[2] >= 0xA6 && c[2] <= 0xA9))) {
        return 3; /* U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069 */
    }
    return 0;
}

/* What a file says must not steer the terminal that shows it. */
static void blank_controls(char *text)
{
    while (*text != '\0') {
        const size_t n = steering((const unsigned char *)text);
        memset(text, ' ', n);
        text += n > 0 ? n : 1;
    }
}

/* A copy of \p text (NULL: empty), of up to \p most bytes, in the list's arena; NULL when it is
 * exhausted. */
static const char *keep(const mds_diags *diags, const char *text, size_t most)
{
    static const char more[] = "\xE2\x80\xA6"; /* horizontal ellipsis */
    const size_t n = text != NULL ? mds_utf8_head(text, most) : 0;
    const bool cut = text != NULL && text[n] != '\0';

    char *kept = mds_arena_alloc(diags->arena, n + sizeof more, 1);
    if (kept != NULL && n > 0) {
        memcpy(kept, text, n);
        memcpy(kept + n, more, cut ? sizeof more : 0);
        blank_controls(kept);
    }
    return kept;
}

static bool fill(const mds_diags *diags, mds_diag *entry, const char *file, const char *where,
                 va_list args)
{
    entry->file = keep(diags, file, SIZE_MAX);
    entry->where = keep(diags, where, QUOTED_BYTES);
    if (entry->file == NULL || entry->where == NULL) {
        return false;
    }
    for (const char *arg = va_arg(args, const char *);
         arg != NULL && entry->arg_count < MDS_DIAG_ARGS; arg = va_arg(args, const char *)) {
        const char *kept = keep(diags, arg, QUOTED_BYTES);
        if (kept == NULL) {
            return false;
        }
        entry->args[entry->arg_count++] = kept;
    }
    return true;
}

void mds_diag_add(mds_diags *diags, mds_diag_code code, const char *file, const char *where, ...)
{
    if (diags == NULL) {
        return;
    }
    mds_diag entry = {.code = code, .severity = mds_diag_severity(code)};
    diags->by_severity[entry.severity]++;

    va_list args;
    va_start(args, where);
    if (diags->count < diags->max &&
        mds_array_reserve(diags->arena, &diags->at, &diags->capacity, diags->count,
                          sizeof *diags->at) &&
        fill(diags, &entry, file, where, args)) {
        diags->at[diags->count++] = entry;
    } else {
        diags->omitted++;
    }
    va_end(args);
}

size_t mds_diags_count(const mds_diags *diags)
{
    return diags->count;
}

const mds_diag *mds_diags_at(const mds_diags *diags, size_t i)
{
    return &diags->at[i];
}

size_t mds_diags_omitted(const mds_diags *diags)
{
    return diags->omitted;
}

size_t mds_diags_count_of(const mds_diags *diags, mds_severity severity)
{
    return diags->by_severity[severity];
}

void mds_diag_code_name(mds_diag_code code, char out[12])
{
    (void)snprintf(out, 12, "MDS%04u", (unsigned)code % 10000U);
}
