/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text_width.h"
#include "base/utf8.h"

#include <linebreak.h>
#include <pthread.h>
#include <string.h>

void mds_text_blanks(mds_strbuf *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mds_strbuf_putc(out, ' ');
    }
}

/* Small kana and the long-vowel mark, class CJ of Unicode Standard Annex 14. */
static bool is_conditional_starter(uint32_t code)
{
    static const uint32_t small[] = {0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063,
                                     0x3083, 0x3085, 0x3087, 0x308E, 0x3095, 0x3096};
    const uint32_t hiragana = code >= 0x30A1 && code <= 0x30F6 ? code - 0x60 : code;

    for (size_t i = 0; i < sizeof small / sizeof small[0]; i++) {
        if (hiragana == small[i]) {
            return true;
        }
    }
    return code == 0x30FC || (code >= 0x31F0 && code <= 0x31FF) ||
           (code >= 0xFF67 && code <= 0xFF70);
}

/* Annex 14 leaves to the user of the library whether such a character may begin a line. In the
 * strict style of JIS X 4051 it may not, like the iteration mark that is here in its place. */
static void make_strict(char *text)
{
    static const char iteration[] = "\xE3\x80\x85";
    uint32_t code;

    for (size_t size; *text != '\0'; text += size) {
        size = mds_utf8_next(text, &code);
        if (is_conditional_starter(code)) {
            memcpy(text, iteration, sizeof iteration - 1); /* all of them take three bytes */
        }
    }
}

/* Where a line may break by Annex 14: one flag a byte of \p text, that of a character at its last
 * byte. */
static void find_breaks(mds_strbuf *breaks, const char *text)
{
    static pthread_once_t prepared = PTHREAD_ONCE_INIT; /* an index into the library's own table */
    const size_t n = strlen(text);
    mds_strbuf strict;

    (void)pthread_once(&prepared, init_linebreak);
    mds_strbuf_init(&strict, breaks->limit);
    mds_strbuf_append(&strict, text, n);
    mds_strbuf_append(breaks, text, n);
    mds_strbuf_inherit(breaks, &strict);
    if (breaks->status == MDS_OK && n > 0) {
        make_strict(strict.p);
        set_linebreaks_utf8((const utf8_t *)strict.p, n, NULL, breaks->p);
    }
    mds_strbuf_finish(&strict);
}

/* Between two narrow characters only a blank breaks: ids and options ("--as-of") stay whole, so
 * that they can be copied. */
static bool may_break(uint32_t before, uint32_t after, bool wide, char flag)
{
    if (before == ' ' || after == ' ') {
        return before == ' ' && after != ' ';
    }
    return wide && flag == LINEBREAK_ALLOWBREAK;
}

/* The next piece that stays together. */
static size_t piece(const char *text, const char *breaks, size_t *width)
{
    uint32_t before;
    size_t columns;
    size_t n = mds_text_next(text, &before, &columns);

    *width = columns;
    while (text[n] != '\0' && text[n] != '\n') {
        uint32_t after;
        size_t next;
        const size_t size = mds_text_next(text + n, &after, &next);
        if (may_break(before, after, columns == 2 || next == 2, breaks[n - 1])) {
            break;
        }
        before = after;
        columns = next;
        n += size;
        *width += next;
    }
    return n;
}

static void trim(mds_strbuf *out)
{
    while (out->n > 0 && out->p[out->n - 1] == ' ') {
        out->p[--out->n] = '\0';
    }
}

void mds_text_wrap(mds_strbuf *out, size_t line, size_t column, size_t hang, const char *text)
{
    size_t at = column;
    mds_strbuf breaks;

    mds_strbuf_init(&breaks, out->limit);
    find_breaks(&breaks, text);
    mds_strbuf_inherit(out, &breaks);
    const char *flags = breaks.p;
    while (*text != '\0' && out->status == MDS_OK) {
        size_t width = 0;
        const size_t n = *text == '\n' ? 1 : piece(text, flags, &width);
        size_t trimmed = n;
        while (trimmed > 0 && text[trimmed - 1] == ' ') {
            trimmed--;
        }
        size_t needed = width - (n - trimmed);
        if (*text == '\n' || (at > hang && at + needed > line)) {
            trim(out);
            mds_strbuf_putc(out, '\n');
            mds_text_blanks(out, hang);
            at = hang;
        }
        if (*text != '\n') {
            mds_strbuf_append(out, text, n);
            at += width;
        }
        text += n;
        flags += n;
    }
    trim(out);
    mds_strbuf_putc(out, '\n');
    mds_strbuf_finish(&breaks);
}
