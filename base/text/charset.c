/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/charset.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include <stdint.h>
#include <string.h>

/* What a character says for an encoding, for each of its bytes. */
enum {
    WORTH_KANA = 4,     /* kana, and signs of Japanese text */
    WORTH_KANJI = 3,    /* kanji in a word, or alone in a field */
    WORTH_RARE = 1,     /* rare kanji in a word */
    WORTH_LETTER = 4,   /* an accented letter in a word */
    WORTH_SIGN = 3,     /* a typographic sign of Western text */
    WORTH_STRANGE = -4, /* what no text holds */
    WORTH_UNLIKELY = -1,
    MOST_UNDECIDED = 40 /* kanji that are taken for Japanese without any kana */
};

/* A reading of the bytes in one encoding. */
typedef struct reading {
    int64_t worth;
    size_t japanese; /* kana and Japanese signs */
    size_t wide;     /* all characters of two bytes */
    bool possible;
} reading;

/* What parts fields: a character between two of them fills its field. */
static bool parts_fields(unsigned char c)
{
    return c < 0x20 || (c < 0x80 && strchr(",;|\" ", c) != NULL);
}

static unsigned char byte_at(const unsigned char *bytes, size_t n, size_t i)
{
    return i < n ? bytes[i] : '\n';
}

/* Kinds of characters of two bytes. */
typedef enum wide_kind { WIDE_NONE, WIDE_KANA, WIDE_KANJI, WIDE_RARE, WIDE_STRANGE } wide_kind;

/* How many bytes the character at \p i takes in CP932; 0 when there is none such. */
static size_t cp932_at(wide_kind *kind, const unsigned char *bytes, size_t n, size_t i)
{
    const unsigned char lead = bytes[i];
    const unsigned char trail = byte_at(bytes, n, i + 1);

    if (lead >= 0xA1 && lead <= 0xDF) {
        *kind = WIDE_NONE; /* half-width katakana, of one byte */
        return 1;
    }
    if (lead == 0x80 || lead == 0xA0 || lead >= 0xFD || i + 1 >= n || trail < 0x40 ||
        trail == 0x7F || trail > 0xFC) {
        return 0;
    }
    if (lead <= 0x83 || lead == 0x87) {
        *kind = WIDE_KANA;
    } else if (lead >= 0x88 && lead <= 0x97) {
        *kind = WIDE_KANJI;
    } else if ((lead >= 0x98 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xEA)) {
        *kind = WIDE_RARE;
    } else {
        *kind = lead == 0x84 || (lead >= 0xFA && lead <= 0xFC) ? WIDE_RARE : WIDE_STRANGE;
    }
    return 2;
}

/* The same in EUC-JP. */
static size_t eucjp_at(wide_kind *kind, const unsigned char *bytes, size_t n, size_t i)
{
    const unsigned char lead = bytes[i];
    const size_t length = lead == 0x8F ? 3 : 2;

    if ((lead < 0xA1 && lead != 0x8E && lead != 0x8F) || lead == 0xFF || n - i < length) {
        return 0;
    }
    for (size_t k = 1; k < length; k++) {
        if (bytes[i + k] < 0xA1 || bytes[i + k] == 0xFF) {
            return 0;
        }
    }
    if (lead == 0x8E) {
        *kind = bytes[i + 1] <= 0xDF ? WIDE_NONE : WIDE_STRANGE;
    } else if (lead <= 0xA5 || lead == 0xAD) {
        *kind = WIDE_KANA;
    } else if (lead >= 0xB0 && lead <= 0xCF) {
        *kind = WIDE_KANJI;
    } else {
        *kind = lead >= 0xD0 || lead == 0x8F ? WIDE_RARE : WIDE_STRANGE;
    }
    return length;
}

typedef size_t (*wide_fn)(wide_kind *kind, const unsigned char *bytes, size_t n, size_t i);

static int worth_of_wide(wide_kind kind, bool in_word, bool alone)
{
    switch (kind) {
    case WIDE_KANA:
        return 2 * WORTH_KANA;
    case WIDE_KANJI:
        return in_word || alone ? 2 * WORTH_KANJI : 0;
    case WIDE_RARE:
        return in_word ? 2 * WORTH_RARE : alone ? WORTH_RARE : 2 * WORTH_UNLIKELY;
    case WIDE_STRANGE:
        return 2 * WORTH_STRANGE;
    case WIDE_NONE:
        return 0;
    }
    return 0;
}

/* Reads the bytes as one of the Japanese encodings. A wide character beside another one is part
 * of a word; one alone among letters is what an accented letter looks like in the wrong
 * encoding. */
static reading read_japanese(const unsigned char *bytes, size_t n, wide_fn at)
{
    reading out = {.possible = true};
    bool before = false; /* a wide character ends where this one begins */

    for (size_t i = 0; i < n;) {
        wide_kind kind = WIDE_NONE;
        wide_kind next = WIDE_NONE;
        if (bytes[i] < 0x80) {
            before = false;
            i++;
            continue;
        }
        const size_t length = at(&kind, bytes, n, i);
        if (length == 0) {
            out.possible = false;
            return out;
        }
        const bool behind = i + length < n && bytes[i + length] >= 0x80 &&
                            at(&next, bytes, n, i + length) > 0 && next != WIDE_NONE;
        const bool alone = parts_fields(i > 0 ? bytes[i - 1] : '\n') &&
                           parts_fields(byte_at(bytes, n, i + length));
        out.worth += worth_of_wide(kind, before || behind, alone);
        out.japanese += kind == WIDE_KANA;
        out.wide += kind != WIDE_NONE;
        before = kind != WIDE_NONE;
        i += length;
    }
    return out;
}

/* Letters of Windows-1252 that words have; its two signs among them are none. */
static bool is_western_letter(unsigned char c)
{
    return (c >= 0xC0 && c != 0xD7 && c != 0xF7) || c == 0x8A || c == 0x8C || c == 0x8E ||
           c == 0x9A || c == 0x9C || c == 0x9E || c == 0x9F;
}

/* Quotation marks, dashes and the like. */
static bool is_western_sign(unsigned char c)
{
    static const unsigned char signs[] = {
        0x80, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA3, 0xA7, 0xA9,
        0xAA, 0xAB, 0xAE, 0xB0, 0xB1, 0xB2, 0xB3, 0xB5, 0xB7, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0xD7};

    return memchr(signs, c, sizeof signs) != NULL;
}

/* Whether the accented letters around \p i are beside a plain one. */
static bool is_in_word(const unsigned char *bytes, size_t n, size_t i)
{
    enum { REACH = 3 };
    size_t left = i;
    size_t right = i;

    while (left > 0 && i - left < REACH && is_western_letter(bytes[left - 1])) {
        left--;
    }
    while (right + 1 < n && right - i < REACH && is_western_letter(bytes[right + 1])) {
        right++;
    }
    return (left > 0 && mds_is_letter((char)bytes[left - 1])) ||
           mds_is_letter((char)byte_at(bytes, n, right + 1));
}

static reading read_western(const unsigned char *bytes, size_t n)
{
    enum { LONGEST_RUN = 3 };
    reading out = {.possible = true};
    size_t run = 0;

    for (size_t i = 0; i < n; i++) {
        const unsigned char c = bytes[i];
        if (c < 0x80) {
            run = 0;
            continue;
        }
        if (c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D) {
            out.possible = false;
            return out;
        }
        if (++run > LONGEST_RUN) {
            out.worth += WORTH_STRANGE;
        } else if (is_western_letter(c)) {
            out.worth += is_in_word(bytes, n, i) ? WORTH_LETTER : WORTH_UNLIKELY;
        } else {
            out.worth += is_western_sign(c) ? WORTH_SIGN : WORTH_UNLIKELY;
        }
    }
    return out;
}

/* Kanji alone are Chinese as well: without kana among them only a few are taken. */
static bool reads_as_japanese(const reading *r)
{
    return r->possible && r->worth > 0 &&
           (r->japanese * 20 >= r->wide || r->wide <= MOST_UNDECIDED);
}

static bool guess_eight_bits(mds_charset_guess *out, const unsigned char *bytes, size_t n)
{
    const struct {
        mds_charset charset;
        reading read;
    } all[] = {{MDS_CHARSET_CP932, read_japanese(bytes, n, cp932_at)},
               {MDS_CHARSET_EUCJP, read_japanese(bytes, n, eucjp_at)},
               {MDS_CHARSET_CP1252, read_western(bytes, n)}};
    int64_t best = 0;
    int64_t second = 0;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const reading *r = &all[i].read;
        const bool fits = all[i].charset == MDS_CHARSET_CP1252 ? r->possible && r->worth > 0
                                                               : reads_as_japanese(r);
        if (fits && r->worth > best) {
            second = best;
            best = r->worth;
            out->charset = all[i].charset;
        } else if (fits && r->worth > second) {
            second = r->worth;
        }
    }
    out->unsure = second * 2 > best;
    return best > 0;
}

/* UTF-8 in which a byte here and there is spoilt is no text in another encoding. */
static bool is_spoilt_utf8(const unsigned char *bytes, size_t n)
{
    size_t good = 0;
    size_t bad = 0;

    for (size_t i = 0; i < n;) {
        size_t length = bytes[i] < 0x80 ? 1 : bytes[i] < 0xE0 ? 2 : bytes[i] < 0xF0 ? 3 : 4;
        length = length > n - i ? n - i : length;
        if (bytes[i] >= 0x80) {
            const bool whole = mds_utf8_valid((const char *)bytes + i, length, NULL);
            good += whole;
            bad += !whole;
            length = whole ? length : 1;
        }
        i += length;
    }
    return good > 4 * bad;
}

/* Whether a unit of UTF-16 is one that tables hold: ASCII, Latin, punctuation, Japanese. */
static bool is_common_unit(unsigned unit)
{
    return unit == '\t' || unit == '\n' || unit == '\r' || (unit >= 0x20 && unit < 0x250) ||
           (unit >= 0x2000 && unit < 0x2800) || (unit >= 0x3000 && unit < 0xA000) ||
           (unit >= 0xF900 && unit < 0xFB00) || unit >= 0xFE30;
}

/* UTF-16 without its mark: a byte of zero in each unit that is ASCII, and few units that no table
 * holds. Read the wrong way round, a comma is U+2C00 and a digit U+3100. */
static bool guess_utf16(mds_charset_guess *out, const unsigned char *bytes, size_t n)
{
    size_t zeros[2] = {0, 0};
    size_t common = 0;

    for (size_t i = 0; i < n; i++) {
        zeros[i % 2] += bytes[i] == 0;
    }
    const size_t high = zeros[0] > zeros[1] ? 0 : 1; /* where the high byte is */
    if (n < 4 || n % 2 != 0 || zeros[high] * 20 < n / 2 || zeros[1 - high] * 8 > zeros[high]) {
        return false;
    }
    for (size_t i = 0; i < n; i += 2) {
        common += is_common_unit((unsigned)bytes[i + high] * 256U + bytes[i + 1 - high]);
    }
    *out = (mds_charset_guess){.charset = high == 0 ? MDS_CHARSET_UTF16BE : MDS_CHARSET_UTF16LE};
    return common * 20 >= n / 2 * 19;
}

/* The escape sequence at \p p: how wide the characters behind it are, 0 when it is none. */
static size_t escape_at(bool *kana, const unsigned char *p, size_t n)
{
    *kana = false;
    if (n < 3 || p[0] != 0x1B) {
        return 0;
    }
    if (p[1] == '$' && (p[2] == '@' || p[2] == 'B')) {
        return 2;
    }
    *kana = p[1] == '(' && p[2] == 'I';
    return p[1] == '(' && strchr("BJI", p[2]) != NULL && p[2] != '\0' ? 1 : 0;
}

static bool has_escape(const unsigned char *bytes, size_t n)
{
    bool kana = false;

    for (const unsigned char *p = memchr(bytes, 0x1B, n); p != NULL;
         p = memchr(p + 1, 0x1B, n - (size_t)(p + 1 - bytes))) {
        if (escape_at(&kana, p, n - (size_t)(p - bytes)) > 0) {
            return true;
        }
        if ((size_t)(p + 1 - bytes) >= n) {
            break;
        }
    }
    return false;
}

static bool is_seven_bits(const unsigned char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

bool mds_charset_guess_of(mds_charset_guess *out, const unsigned char *bytes, size_t n)
{
    *out = (mds_charset_guess){.charset = MDS_CHARSET_UTF8};
    if (n > 0 && memchr(bytes, 0, n) != NULL) {
        return guess_utf16(out, bytes, n);
    }
    if (n > 0 && has_escape(bytes, n) && is_seven_bits(bytes, n)) {
        out->charset = MDS_CHARSET_ISO2022JP;
        return true;
    }
    if (mds_utf8_valid((const char *)bytes, n, NULL)) {
        return true;
    }
    return !is_spoilt_utf8(bytes, n) && guess_eight_bits(out, bytes, n);
}

const char *mds_charset_name(mds_charset charset)
{
    static const char *const names[MDS_CHARSET__COUNT] = {
        [MDS_CHARSET_UTF8] = "UTF-8",         [MDS_CHARSET_UTF16LE] = "UTF-16LE",
        [MDS_CHARSET_UTF16BE] = "UTF-16BE",   [MDS_CHARSET_ISO2022JP] = "ISO-2022-JP",
        [MDS_CHARSET_CP932] = "CP932",        [MDS_CHARSET_EUCJP] = "EUC-JP",
        [MDS_CHARSET_CP1252] = "Windows-1252"};

    return names[charset];
}

size_t mds_charset_unescape(unsigned char *bytes, size_t n)
{
    size_t width = 1;
    bool kana = false;
    size_t to = 0;

    for (size_t i = 0; i < n;) {
        bool next_kana = false;
        const size_t next = escape_at(&next_kana, bytes + i, n - i);
        if (next > 0) {
            width = next;
            kana = next_kana;
            i += 3;
        } else if (width == 2 && bytes[i] > 0x20) {
            const unsigned row = bytes[i];
            const unsigned cell = i + 1 < n ? bytes[i + 1] : 0;
            if (row > 0x7E || cell < 0x21 || cell > 0x7E) {
                return 0;
            }
            bytes[to++] = (unsigned char)((row + 1) / 2 + (row < 0x5F ? 0x70 : 0xB0));
            bytes[to++] = (unsigned char)(row % 2 == 0  ? cell + 0x7E
                                          : cell > 0x5F ? cell + 0x20
                                                        : cell + 0x1F);
            i += 2;
        } else {
            bytes[to++] = (unsigned char)(bytes[i] + (kana && bytes[i] > 0x20 ? 0x80 : 0));
            /* A line ends in ASCII, whatever was before it. */
            if (bytes[i] == '\n') {
                width = 1;
                kana = false;
            }
            i++;
        }
    }
    return to;
}
