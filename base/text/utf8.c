/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

#include "base/charset.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Length of the well-formed sequence at \p p (RFC 3629, table 3-7 of the Unicode standard), or 0.
 */
static size_t sequence(const unsigned char *p, size_t n)
{
    const unsigned char c = p[0];
    size_t length;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;

    if (c < 0x80) {
        return c == 0 ? 0 : 1;
    }
    if (c >= 0xC2 && c <= 0xDF) {
        length = 2;
    } else if (c >= 0xE0 && c <= 0xEF) {
        length = 3;
        low = c == 0xE0 ? 0xA0 : low;
        high = c == 0xED ? 0x9F : high;
    } else if (c >= 0xF0 && c <= 0xF4) {
        length = 4;
        low = c == 0xF0 ? 0x90 : low;
        high = c == 0xF4 ? 0x8F : high;
    } else {
        return 0;
    }
    if (n < length || p[1] < low || p[1] > high) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if (p[i] < 0x80 || p[i] > 0xBF) {
            return 0;
        }
    }
    return length;
}

bool mds_utf8_valid(const char *text, size_t n, size_t *bad)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t at = 0;

    while (at < n) {
        const size_t length = sequence(p + at, n - at);
        if (length == 0) {
            if (bad != NULL) {
                *bad = at;
            }
            return false;
        }
        at += length;
    }
    return true;
}

size_t mds_utf8_next(const char *p, uint32_t *code)
{
    utf8proc_int32_t point;

    if ((unsigned char)*p < 0x80) {
        if (code != NULL) {
            *code = (unsigned char)*p;
        }
        return 1;
    }
    const utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)p, -1, &point);

    if (code != NULL) {
        *code = n > 0 ? (uint32_t)point : (unsigned char)*p;
    }
    return n > 0 ? (size_t)n : 1;
}

bool mds_utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t mds_utf8_head(const char *text, size_t limit)
{
    size_t n = strnlen(text, limit);

    if (text[n] == '\0') {
        return n;
    }
    while (n > 0 && mds_utf8_continues(text[n])) {
        n--;
    }
    return n;
}

size_t mds_utf8_put(char *out, uint32_t code)
{
    if (code == 0 || !utf8proc_codepoint_valid((utf8proc_int32_t)code)) {
        return 0;
    }
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

bool mds_utf8_printable(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)text[i];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
            return false;
        }
        /* U+FFFE and U+FFFF are no characters in XML 1.0 */
        if (c == 0xEF && n - i >= 3 && (unsigned char)text[i + 1] == 0xBF &&
            ((unsigned char)text[i + 2] & 0xFEU) == 0xBE) {
            return false;
        }
    }
    return mds_utf8_valid(text, n, NULL);
}

static bool is_space(utf8proc_int32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

static bool is_latin_or_digit(utf8proc_int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* What NFKC leaves apart but a reader takes for the same sign. \p beside: an ASCII letter or
 * digit is next to it. */
static utf8proc_int32_t unify(utf8proc_int32_t c, bool beside)
{
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D) {
        return '-';
    }
    if (c == 0x30FC && beside) {
        return '-';
    }
    if (c == 0x301C || c == 0xFF5E) {
        return '~';
    }
    return c;
}

/* Plain ASCII needs no library: it is nearly every id and every answer of an English form. */
static const char *ascii_key(mds_arena *arena, const char *text, size_t n)
{
    char *key = mds_arena_alloc(arena, n + 1, 1);
    size_t to = 0;

    if (key == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        const char c = text[i];
        if (c > ' ' && c < 0x7F) {
            key[to++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        } else if (is_space(c)) {
            if (to > 0 && key[to - 1] != ' ') {
                key[to++] = ' ';
            }
        }
    }
    if (to > 0 && key[to - 1] == ' ') {
        to--;
    }
    key[to] = '\0';
    return key;
}

static size_t rewrite(const utf8proc_int32_t *points, utf8proc_ssize_t count, char *key)
{
    size_t to = 0;
    bool gap = false;

    for (utf8proc_ssize_t i = 0; i < count; i++) {
        if (is_space(points[i])) {
            gap = to > 0;
            continue;
        }
        const bool beside = (i > 0 && is_latin_or_digit(points[i - 1])) ||
                            (i + 1 < count && is_latin_or_digit(points[i + 1]));
        if (gap) {
            key[to++] = ' ';
            gap = false;
        }
        to += (size_t)utf8proc_encode_char(unify(points[i], beside), (utf8proc_uint8_t *)key + to);
    }
    key[to] = '\0';
    return to;
}

const char *mds_utf8_key(mds_arena *arena, const char *text)
{
    const utf8proc_option_t options =
        (utf8proc_option_t)(UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                            UTF8PROC_IGNORE | UTF8PROC_STABLE);
    const size_t n = text == NULL ? 0 : strlen(text);
    size_t ascii = 0;

    while (ascii < n && (unsigned char)text[ascii] < 0x80) {
        ascii++;
    }
    if (ascii == n) {
        return ascii_key(arena, text, n);
    }
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    const utf8proc_ssize_t need = utf8proc_decompose(bytes, (utf8proc_ssize_t)n, NULL, 0, options);
    if (need < 0) {
        return ascii_key(arena, "", 0);
    }
    /* One more than needed: utf8proc_reencode's normalisation may write a final NUL. */
    utf8proc_int32_t *points = mds_arena_alloc(arena, (size_t)need + 1, sizeof(utf8proc_int32_t));
    if (points == NULL) {
        return NULL;
    }
    utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)n, points, need, options);
    count = utf8proc_normalize_utf32(points, count < 0 ? 0 : count, options);
    char *key = mds_arena_alloc(arena, (size_t)(count < 0 ? 0 : count) * 5 + 1, 1);
    if (key != NULL) {
        (void)rewrite(points, count, key);
    }
    return key;
}

/* What a word is made of: letters with their marks, and digits. */
static bool is_of_word(utf8proc_int32_t c)
{
    const utf8proc_category_t category = utf8proc_category(c);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* The words of a text with one blank between them; false when they do not fit. */
static bool words_of(char out[MDS_UTF8_SHORT], const char *text)
{
    size_t to = 0;
    bool gap = false;

    while (*text != '\0') {
        uint32_t code;
        const size_t n = mds_utf8_next(text, &code);
        if (is_of_word((utf8proc_int32_t)code)) {
            if (to + n + 2 > MDS_UTF8_SHORT) {
                return false;
            }
            if (gap && to > 0) {
                out[to++] = ' ';
            }
            memcpy(out + to, text, n);
            to += n;
        }
        gap = !is_of_word((utf8proc_int32_t)code);
        text += n;
    }
    out[to] = '\0';
    return true;
}

bool mds_utf8_short_key(char out[MDS_UTF8_SHORT], const char *text)
{
    const utf8proc_option_t options =
        (utf8proc_option_t)(UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                            UTF8PROC_IGNORE | UTF8PROC_STABLE | UTF8PROC_NULLTERM);
    char words[MDS_UTF8_SHORT];
    utf8proc_int32_t points[MDS_UTF8_SHORT / 4];
    enum { ROOM = MDS_UTF8_SHORT / 4 - 1 }; /* normalisation may write a final NUL */

    out[0] = '\0';
    if (!words_of(words, text)) {
        return false;
    }
    utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)words, 0, points, ROOM, options);
    if (count < 0 || count > ROOM) {
        return false;
    }
    count = utf8proc_normalize_utf32(points, count, options);
    for (utf8proc_ssize_t i = 0; i < count; i++) { /* one letter may fold to some with signs */
        points[i] = is_of_word(points[i]) ? points[i] : ' ';
    }
    (void)rewrite(points, count, out);
    return true;
}

static size_t put_point(char *out, uint32_t point)
{
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)point, (utf8proc_uint8_t *)out);
}

size_t mds_utf16_decode(mds_utf16 *stream, char *out, const char *bytes, size_t n)
{
    enum { NO_CHARACTER = 0xFFFD };
    size_t to = 0;

    for (size_t i = 0; i < n; i++) {
        const unsigned char byte = (unsigned char)bytes[i];
        if (!stream->half) {
            stream->byte = byte;
            stream->half = true;
            continue;
        }
        stream->half = false;
        const uint32_t unit =
            stream->big_endian ? stream->byte * 256U + byte : byte * 256U + stream->byte;
        const bool low = unit >= 0xDC00 && unit < 0xE000;
        if (stream->high != 0 && low) {
            const uint32_t point = 0x10000 + ((stream->high - 0xD800) << 10) + (unit - 0xDC00);
            to += put_point(out + to, point);
            stream->high = 0;
            continue;
        }
        to += stream->high != 0 ? put_point(out + to, NO_CHARACTER) : 0;
        stream->high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
        if (stream->high == 0) {
            to += put_point(out + to, low ? NO_CHARACTER : unit);
        }
    }
    return to;
}

/* Converts into the arena: counted first, so that no more is asked for than it takes. */
static mds_status convert(mds_sv *out, mds_arena *arena, mds_charset charset,
                          const unsigned char *bytes, size_t n)
{
    size_t length = 0;

    mds_status status = mds_charset_convert(&length, charset, NULL, 0, bytes, n);
    char *text = status == MDS_OK ? mds_arena_alloc(arena, length + 1, 1) : NULL;
    if (status == MDS_OK) {
        status = text != NULL ? mds_charset_convert(&length, charset, text, length, bytes, n)
                              : mds_arena_status(arena);
    }
    if (status == MDS_OK && !mds_utf8_valid(text, length, NULL)) {
        status = MDS_EFORMAT;
    }
    if (status == MDS_OK) {
        *out = (mds_sv){text, length};
    }
    return status;
}

/* ISO-2022-JP by way of CP932, which has the characters that Windows adds to it. */
static mds_status convert_escaped(mds_sv *out, mds_arena *arena, const unsigned char *bytes,
                                  size_t n)
{
    unsigned char *copy = mds_arena_alloc(arena, n, 1);

    if (copy == NULL) {
        return mds_arena_status(arena);
    }
    memcpy(copy, bytes, n);
    const size_t plain = mds_charset_unescape(copy, n);
    return plain > 0 ? convert(out, arena, MDS_CHARSET_ISO2022JP, copy, plain) : MDS_EFORMAT;
}

/* The encoding that a byte order mark names, and the bytes that the mark takes; 0 none. */
static size_t marked_charset(mds_charset *out, const unsigned char *bytes, size_t n)
{
    static const struct {
        const char *mark;
        size_t length;
        mds_charset charset;
    } marks[] = {{"\xEF\xBB\xBF", 3, MDS_CHARSET_UTF8},
                 {"\xFF\xFE", 2, MDS_CHARSET_UTF16LE},
                 {"\xFE\xFF", 2, MDS_CHARSET_UTF16BE}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (n >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
            *out = marks[i].charset;
            return marks[i].length;
        }
    }
    return 0;
}

/* Without the zeros that pad a file and the Control-Z that ended one. */
static size_t without_padding(const unsigned char *bytes, size_t n)
{
    size_t end = n;

    while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == 0x1A)) {
        end--;
    }
    return end;
}

/* The same of UTF-16: the zero of a last ASCII unit is no padding. */
static size_t without_wide_padding(const unsigned char *bytes, size_t n)
{
    const size_t end = without_padding(bytes, n);

    return end + end % 2 < n ? end + end % 2 : n;
}

static bool is_wide(mds_charset charset)
{
    return charset == MDS_CHARSET_UTF16LE || charset == MDS_CHARSET_UTF16BE;
}

static mds_status decode_as(mds_sv *out, mds_arena *arena, mds_charset charset,
                            const unsigned char *bytes, size_t n)
{
    if (is_wide(charset)) {
        return convert(out, arena, charset, bytes, without_wide_padding(bytes, n));
    }
    n = without_padding(bytes, n);
    if (charset == MDS_CHARSET_ISO2022JP) {
        return convert_escaped(out, arena, bytes, n);
    }
    if (charset != MDS_CHARSET_UTF8) {
        return convert(out, arena, charset, bytes, n);
    }
    *out = (mds_sv){(const char *)bytes, n};
    return mds_utf8_valid(out->p, n, NULL) ? MDS_OK : MDS_EFORMAT;
}

mds_status mds_utf8_decode(mds_decoded *out, mds_arena *arena, const unsigned char *bytes, size_t n)
{
    mds_charset_guess guess = {.charset = MDS_CHARSET_UTF8};
    mds_decoded decoded = {0};
    const size_t mark = marked_charset(&guess.charset, bytes, n);

    /* Zeros at the end say nothing of the rest, unless it is UTF-16. */
    if (mark == 0 && !mds_charset_guess_of(&guess, bytes, without_padding(bytes, n)) &&
        !(mds_charset_guess_of(&guess, bytes, without_wide_padding(bytes, n)) &&
          is_wide(guess.charset))) {
        return MDS_EFORMAT;
    }
    const mds_status status =
        decode_as(&decoded.text, arena, guess.charset, bytes + mark, n - mark);
    if (status == MDS_OK) {
        decoded.encoding = mds_charset_name(guess.charset);
        decoded.guessed = mark == 0 && guess.charset != MDS_CHARSET_UTF8;
        decoded.unsure = guess.unsure;
        *out = decoded;
    }
    return status;
}
