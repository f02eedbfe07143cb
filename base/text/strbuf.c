/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/strbuf.h"

#include "base/inert.h"

#include "base/arena_internal.h"
#include "base/num.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char empty[1] = "";

void mds_strbuf_init(mds_strbuf *buf, size_t limit)
{
    *buf = (mds_strbuf){.p = empty, .limit = limit, .status = MDS_OK};
}

void mds_strbuf_finish(mds_strbuf *buf)
{
    if (buf->capacity > 0) {
        free(buf->p);
    }
    mds_strbuf_init(buf, buf->limit);
}

void mds_strbuf_clear(mds_strbuf *buf)
{
    buf->n = 0;
    if (buf->status == MDS_ELIMIT) {
        buf->status = MDS_OK;
    }
    if (buf->capacity > 0) {
        buf->p[0] = '\0';
    }
}

/* Room for \p more bytes and the NUL; false, and a sticky status, when there is none. */
static bool reserve(mds_strbuf *buf, size_t more)
{
    if (buf->status != MDS_OK) {
        return false;
    }
    if (more > buf->limit - buf->n) {
        buf->status = MDS_ELIMIT;
        return false;
    }
    const size_t need = buf->n + more + 1;
    if (need <= buf->capacity) {
        return true;
    }
    size_t capacity = buf->capacity < 128 ? 256 : buf->capacity * 2;
    if (capacity < need) {
        capacity = need;
    }
    char *grown = realloc(buf->capacity > 0 ? buf->p : NULL, capacity);
    if (grown == NULL) {
        buf->status = MDS_ENOMEM;
        return false;
    }
    buf->p = grown;
    buf->capacity = capacity;
    return true;
}

void mds_strbuf_reserve(mds_strbuf *buf, size_t n)
{
    (void)reserve(buf, n);
}

char *mds_strbuf_release(mds_strbuf *buf)
{
    char *bytes = buf->capacity > 0 ? buf->p : NULL;

    mds_strbuf_init(buf, buf->limit);
    return bytes;
}

void mds_strbuf_append(mds_strbuf *buf, const void *bytes, size_t n)
{
    if (reserve(buf, n)) {
        if (n > 0) {
            memcpy(buf->p + buf->n, bytes, n);
        }
        buf->n += n;
        buf->p[buf->n] = '\0';
    }
}

void mds_strbuf_puts(mds_strbuf *buf, const char *text)
{
    mds_strbuf_append(buf, text, strlen(text));
}

void mds_strbuf_putc(mds_strbuf *buf, char c)
{
    if (reserve(buf, 1)) {
        buf->p[buf->n++] = c;
        buf->p[buf->n] = '\0';
    }
}

/* Bytes that are there already, with the one for the NUL; 0 when there are none. */
static size_t room(const mds_strbuf *buf)
{
    if (buf->status != MDS_OK || buf->capacity == 0) {
        return 0;
    }
    const size_t there = buf->capacity - buf->n;
    const size_t allowed = buf->limit - buf->n;

    return there <= allowed ? there : allowed + 1;
}

void mds_strbuf_printf(mds_strbuf *buf, const char *format, ...)
{
    va_list args;
    va_list again;
    char *const at = buf->p + buf->n;
    const size_t there = room(buf);

    va_start(args, format);
    va_copy(again, args);
    const int n = vsnprintf(there > 0 ? at : NULL, there, format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < there) {
        buf->n += (size_t)n;
        va_end(again);
        return;
    }
    if (there > 0) {
        *at = '\0'; /* what did not fit */
    }
    if (n < 0) {
        buf->status = MDS_EINVAL;
    } else if (reserve(buf, (size_t)n)) {
        (void)vsnprintf(buf->p + buf->n, (size_t)n + 1, format, again);
        buf->n += (size_t)n;
    }
    va_end(again);
}

char *mds_arena_printf(mds_arena *arena, const char *format, ...)
{
    va_list args;
    va_list again;

    va_start(args, format);
    va_copy(again, args);
    const int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = n < 0 ? NULL : mds_arena_alloc(arena, (size_t)n + 1, 1);
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)n + 1, format, again);
    }
    va_end(again);
    return text;
}

/* What fills the place "{1" at \p at; NULL where there is none. */
static const char *argument_at(const char *at, const char *end, const char *const *args,
                               size_t count)
{
    if (end - at < 3 || at[0] != '{' || at[1] < '1' || at[1] > '9') {
        return NULL;
    }
    const size_t index = (size_t)(at[1] - '1');
    return index < count && args[index] != NULL ? args[index] : "";
}

/* A half of a number's words: the places in it are filled, another choice is none. */
static void fill_half(mds_strbuf *buf, const char *from, const char *end, const char *const *args,
                      size_t count)
{
    const char *at = from;

    while (at < end) {
        const char *arg = argument_at(at, end, args, count);
        if (arg == NULL || at[2] != '}') {
            at++;
            continue;
        }
        mds_strbuf_append(buf, from, (size_t)(at - from));
        mds_inert_line(buf, arg);
        at += 3;
        from = at;
    }
    mds_strbuf_append(buf, from, (size_t)(end - from));
}

/* Where a half ends: at the "|" or "}" that belongs to the brace before it. */
static const char *half_end(const char *at)
{
    for (int depth = 0; *at != '\0' && (depth > 0 || (*at != '|' && *at != '}')); at++) {
        depth += (*at == '{') - (*at == '}');
    }
    return at;
}

/* "one|more}" behind "{1|" at \p at; where the text behind it begins. */
static const char *fill_choice(mds_strbuf *buf, const char *at, bool one, const char *const *args,
                               size_t count)
{
    const char *middle = half_end(at);
    const char *end = *middle == '|' ? half_end(middle + 1) : middle;

    if (one) {
        fill_half(buf, at, middle, args, count);
    } else if (middle < end) {
        fill_half(buf, middle + 1, end, args, count);
    }
    return *end != '\0' ? end + 1 : end;
}

void mds_strbuf_template(mds_strbuf *buf, const char *template, const char *const *args,
                         size_t count)
{
    const char *const end = template + strlen(template);
    const char *from = template;

    for (const char *at = template; at < end;) {
        const char *arg = argument_at(at, end, args, count);
        if (arg == NULL || (at[2] != '}' && at[2] != '|')) {
            at++;
            continue;
        }
        mds_strbuf_append(buf, from, (size_t)(at - from));
        if (at[2] == '|') {
            at = fill_choice(buf, at + 3, strcmp(arg, "1") == 0, args, count);
        } else {
            mds_inert_line(buf, arg);
            at += 3;
        }
        from = at;
    }
    mds_strbuf_puts(buf, from);
}

void mds_strbuf_inherit(mds_strbuf *buf, const mds_strbuf *part)
{
    if (buf->status == MDS_OK) {
        buf->status = part->status;
    }
}

char *mds_strbuf_copy(const mds_strbuf *buf, mds_arena *arena)
{
    if (buf->status != MDS_OK) {
        mds_arena_fail(arena, buf->status);
        return NULL;
    }
    return mds_arena_strndup(arena, buf->p, buf->n);
}

bool mds_array_reserve(mds_arena *arena, void *array, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity) {
        return true;
    }
    void *old;
    size_t grown;
    if (!mds_size_mul(&grown, *capacity < 4 ? 4 : *capacity, 2)) {
        return false;
    }
    void *fresh = mds_arena_alloc(arena, grown, size);
    if (fresh == NULL) {
        return false;
    }
    /* The caller's pointer has some object pointer type; memcpy reads and writes it whatever
     * that type is. */
    memcpy(&old, array, sizeof old);
    if (count > 0) {
        memcpy(fresh, old, count * size);
    }
    memcpy(array, &fresh, sizeof fresh);
    *capacity = grown;
    return true;
}
