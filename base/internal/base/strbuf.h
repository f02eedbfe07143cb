/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Growable string with a hard limit, and a text view. Failure is sticky: appending to a failed
 * buffer does nothing, so that a writer checks once, at the end.
 */
#ifndef MDS_BASE_STRBUF_H
#define MDS_BASE_STRBUF_H

#include <mdsrisk/arena.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

/** printf's conversions, as this C library checks them. */
#ifdef __MINGW_PRINTF_FORMAT
#define MDS_PRINTF(format_at, first)                                                               \
    __attribute__((format(__MINGW_PRINTF_FORMAT, format_at, first)))
#else
#define MDS_PRINTF(format_at, first) __attribute__((format(printf, format_at, first)))
#endif

/** A view of \p n bytes that somebody else owns; not NUL-terminated. */
typedef struct mds_sv {
    const char *p;
    size_t n;
} mds_sv;

typedef struct mds_strbuf {
    char *p; /* never NULL after init; NUL-terminated */
    size_t n;
    size_t capacity;
    size_t limit;
    mds_status status; /* MDS_OK, MDS_ENOMEM or MDS_ELIMIT */
} mds_strbuf;

/** An empty buffer of at most \p limit bytes; allocates nothing yet. */
void mds_strbuf_init(mds_strbuf *buf, size_t limit);
void mds_strbuf_finish(mds_strbuf *buf);
/** Empties it and keeps its memory. A limit that was hit is forgotten; a lack of memory is not, so
 *  that a buffer used again and again tells it at the end. */
void mds_strbuf_clear(mds_strbuf *buf);
/** Room for \p n more bytes at once. */
void mds_strbuf_reserve(mds_strbuf *buf, size_t n);
/** The bytes, to be freed with free() by the caller, and an empty buffer again; NULL when nothing
 *  was ever put into it. */
char *mds_strbuf_release(mds_strbuf *buf);
void mds_strbuf_append(mds_strbuf *buf, const void *bytes, size_t n);
void mds_strbuf_puts(mds_strbuf *buf, const char *text);
void mds_strbuf_putc(mds_strbuf *buf, char c);
/** printf without floating point conversions (their form depends on the locale: num.h). */
void mds_strbuf_printf(mds_strbuf *buf, const char *format, ...) MDS_PRINTF(2, 3);
/** \p template with "{1}".."{9}" replaced by \p args[0..count-1], each as one line that steers
 *  nothing (inert.h); a number without an argument becomes nothing. "{1|answer is|answers are}" is
 *  its first half where the first argument is "1", else the second; a half may hold places such as
 *  "{1}". Any other brace stands for itself. */
void mds_strbuf_template(mds_strbuf *buf, const char *template, const char *const *args,
                         size_t count);
/** Makes \p buf fail as \p part did, whose text went into it: else the gap would not be seen. */
void mds_strbuf_inherit(mds_strbuf *buf, const mds_strbuf *part);
/** A NUL-terminated copy in \p arena; NULL when the buffer failed or the arena is exhausted, which
 *  mds_arena_status() then tells. */
char *mds_strbuf_copy(const mds_strbuf *buf, mds_arena *arena);

/** A text made as by mds_strbuf_printf(), in \p arena; NULL when it is exhausted. */
char *mds_arena_printf(mds_arena *arena, const char *format, ...) MDS_PRINTF(2, 3);

/** Grows an array that lives in an arena: room for \p *count + 1 elements of \p size in
 *  \p *array (a pointer to the array pointer). False when the arena is exhausted. */
bool mds_array_reserve(mds_arena *arena, void *array, size_t *capacity, size_t count, size_t size);

#endif
