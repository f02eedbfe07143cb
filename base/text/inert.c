/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/inert.h"

#include "base/utf8.h"
#include <string.h>

static bool is_line_end(uint32_t code)
{
    return (code >= '\n' && code <= '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

static bool steers(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

/* The character at \p p; false for a byte that is none. */
static bool character(const char *p, size_t *n, uint32_t *code)
{
    *n = mds_utf8_next(p, code);
    return *n > 1 || (unsigned char)*p < 0x80;
}

/* Whether the character at \p p, of *n bytes, steers. */
static bool is_steering(const char *p, size_t *n)
{
    const unsigned char c = (unsigned char)*p;
    uint32_t code;

    *n = 1;
    return (c < 0x20 || c >= 0x7F) && (!character(p, n, &code) || steers(code));
}

size_t mds_inert_steers(const char *p)
{
    size_t n;

    return is_steering(p, &n) ? n : 0;
}

static void show_code(mds_strbuf *out, const char *p)
{
    uint32_t code;
    size_t n;

    if (character(p, &n, &code)) {
        mds_strbuf_printf(out, "[U+%04X]", (unsigned)code);
    } else {
        mds_strbuf_printf(out, "[x%02X]", (unsigned)(unsigned char)*p);
    }
}

/* Past the line ends and blanks at \p p. */
static const char *past_line_end(const char *p)
{
    uint32_t code;
    size_t n;

    while (*p != '\0' && character(p, &n, &code) &&
           (is_line_end(code) || code == ' ' || code == '\t')) {
        p += n;
    }
    return p;
}

static void show(mds_strbuf *out, const char *text, bool one_line)
{
    const char *from = text;

    for (const char *at = text; *at != '\0';) {
        uint32_t code;
        size_t n;
        if (!is_steering(at, &n) || (!one_line && strchr("\n\r\t", *at) != NULL)) {
            at += n;
            continue;
        }
        mds_strbuf_append(out, from, (size_t)(at - from));
        if (one_line && character(at, &n, &code) && is_line_end(code)) {
            const char *next = past_line_end(at);
            mds_strbuf_puts(out, at > text && *next != '\0' ? " / " : "");
            at = next;
        } else if (one_line && *at == '\t') {
            mds_strbuf_putc(out, ' ');
            at++;
        } else {
            show_code(out, at);
            at += n;
        }
        from = at;
    }
    mds_strbuf_puts(out, from);
}

void mds_inert_line(mds_strbuf *out, const char *text)
{
    show(out, text, true);
}

void mds_inert_lines(mds_strbuf *out, const char *text)
{
    show(out, text, false);
}

const char *mds_inert_text(mds_arena *arena, const char *text)
{
    enum { MOST_BYTES = 64 << 20 };
    const char *at = text;
    mds_strbuf line;

    for (size_t n = 0; *at != '\0' && !is_steering(at, &n); at += n) {
    }
    if (*at == '\0') {
        return text;
    }
    mds_strbuf_init(&line, MOST_BYTES);
    mds_inert_line(&line, text);
    const char *copy = mds_strbuf_copy(&line, arena);
    mds_strbuf_finish(&line);
    return copy;
}
