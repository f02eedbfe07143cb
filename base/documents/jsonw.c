/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include "base/inert.h"
#include "base/num.h"
#include "base/utf8.h"
#include <inttypes.h>

void mds_jsonw_init(mds_jsonw *w, mds_strbuf *buf)
{
    *w = (mds_jsonw){.buf = buf, .first = true};
}

void mds_jsonw_inline_next(mds_jsonw *w)
{
    if (w->inline_depth == 0) {
        w->inline_depth = w->depth + 1;
    }
}

static bool on_one_line(const mds_jsonw *w)
{
    return w->inline_depth != 0 && w->depth >= w->inline_depth;
}

static void new_line(const mds_jsonw *w)
{
    static const char blanks[] = "                ";
    const size_t most = sizeof blanks - 1;

    mds_strbuf_putc(w->buf, '\n');
    for (size_t left = (size_t)w->depth * 2; left > 0; left -= left < most ? left : most) {
        mds_strbuf_append(w->buf, blanks, left < most ? left : most);
    }
}

/* What is before a value or a name: nothing after a name, else a comma and a break. */
static void before(mds_jsonw *w)
{
    if (w->after_name) {
        w->after_name = false;
        return;
    }
    if (!w->first) {
        mds_strbuf_putc(w->buf, ',');
    }
    if (w->depth > 0) {
        if (!on_one_line(w)) {
            new_line(w);
        } else if (!w->first) {
            mds_strbuf_putc(w->buf, ' ');
        }
    }
    w->first = false;
}

static void begin(mds_jsonw *w, char bracket)
{
    before(w);
    mds_strbuf_putc(w->buf, bracket);
    w->depth++;
    w->first = true;
}

static void end(mds_jsonw *w, char bracket)
{
    const bool empty = w->first;
    const bool one_line = on_one_line(w);

    if (w->depth == w->inline_depth) {
        w->inline_depth = 0;
    }
    w->depth--;
    if (!empty && !one_line) {
        new_line(w);
    }
    mds_strbuf_putc(w->buf, bracket);
    w->first = false;
}

void mds_jsonw_object(mds_jsonw *w)
{
    begin(w, '{');
}

void mds_jsonw_object_end(mds_jsonw *w)
{
    end(w, '}');
}

void mds_jsonw_array(mds_jsonw *w)
{
    begin(w, '[');
}

void mds_jsonw_array_end(mds_jsonw *w)
{
    end(w, ']');
}

/* Whether a byte may need an escape: controls, quotes, backslashes, and the first bytes of U+0080
 * to U+00BF, U+0600 to U+063F and U+2000 to U+2FFF, among which some steer a terminal. */
static const bool looked_at[256] = {
    true,          true,          true,         true, true,         true,          true,
    true,          true,          true,         true, true,         true,          true,
    true,          true,          true,         true, true,         true,          true,
    true,          true,          true,         true, true,         true,          true,
    true,          true,          true,         true, ['"'] = true, ['\\'] = true, [0x7F] = true,
    [0xC2] = true, [0xD8] = true, [0xE2] = true};

/* Writes the character at \p at escaped when it has to be; its bytes, or 0. What steers a terminal
 * goes by its code: a file that somebody prints to the screen stays harmless. */
static size_t put_escaped(mds_strbuf *buf, const char *at)
{
    static const char short_forms[][3] = {
        ['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t", ['"'] = "\\\"", ['\\'] = "\\\\"};
    const unsigned char c = (unsigned char)*at;
    uint32_t code;

    if (c <= '\\' && short_forms[c][0] != '\0') {
        mds_strbuf_append(buf, short_forms[c], 2);
        return 1;
    }
    const size_t n = mds_utf8_next(at, &code);
    if (mds_inert_steers(at) == 0 || (n == 1 && c >= 0x80)) {
        return 0; /* bytes that are no UTF-8 stay as they are */
    }
    mds_strbuf_printf(buf, "\\u%04x", (unsigned)code);
    return n;
}

static void quoted(mds_strbuf *buf, const char *text)
{
    const char *from = text;

    mds_strbuf_putc(buf, '"');
    for (const char *at = text;; at++) {
        while (!looked_at[(unsigned char)*at]) { /* the final zero is looked at */
            at++;
        }
        mds_strbuf_append(buf, from, (size_t)(at - from));
        from = at;
        if (*at == '\0') {
            break;
        }
        const size_t n = put_escaped(buf, at);
        from += n;
        at += n > 0 ? n - 1 : 0;
    }
    mds_strbuf_putc(buf, '"');
}

void mds_jsonw_name(mds_jsonw *w, const char *name)
{
    before(w);
    quoted(w->buf, name);
    mds_strbuf_append(w->buf, ": ", 2);
    w->after_name = true;
}

void mds_jsonw_string(mds_jsonw *w, const char *text)
{
    if (text == NULL) {
        mds_jsonw_null(w);
        return;
    }
    before(w);
    quoted(w->buf, text);
}

void mds_jsonw_number(mds_jsonw *w, double value)
{
    char text[MDS_NUM_SIZE];

    mds_num_exact(text, value);
    before(w);
    mds_strbuf_puts(w->buf, text);
}

static void write_uint(mds_jsonw *w, uint64_t value)
{
    before(w);
    mds_strbuf_printf(w->buf, "%" PRIu64, value);
}

void mds_jsonw_bool(mds_jsonw *w, bool value)
{
    before(w);
    mds_strbuf_puts(w->buf, value ? "true" : "false");
}

void mds_jsonw_null(mds_jsonw *w)
{
    before(w);
    mds_strbuf_puts(w->buf, "null");
}

void mds_jsonw_member_string(mds_jsonw *w, const char *name, const char *text)
{
    mds_jsonw_name(w, name);
    mds_jsonw_string(w, text);
}

void mds_jsonw_member_number(mds_jsonw *w, const char *name, double value)
{
    mds_jsonw_name(w, name);
    mds_jsonw_number(w, value);
}

void mds_jsonw_member_uint(mds_jsonw *w, const char *name, uint64_t value)
{
    mds_jsonw_name(w, name);
    write_uint(w, value);
}

void mds_jsonw_member_bool(mds_jsonw *w, const char *name, bool value)
{
    mds_jsonw_name(w, name);
    mds_jsonw_bool(w, value);
}
