/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* strtod_l: a number's form must not depend on the process's locale */
#include "base/num.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum style { STYLE_FIXED, STYLE_EXPONENT, STYLE_SHORTEST } style;

/* Twice 64 bits, which gcc and clang have wherever they make 64-bit programs, and for WebAssembly.
 */
__extension__ typedef unsigned __int128 wide;

/* Powers of five that 64 bits hold; digits that a double holds, whatever they are. */
enum { EXACT_FIVE = 27, EXACT_DIGITS = 15 };

static uint64_t power(uint64_t base, int exponent)
{
    uint64_t out = 1;

    for (int i = 0; i < exponent; i++) {
        out *= base;
    }
    return out;
}

/* Writes \p n with a point before its last \p decimals digits. */
static void write_decimal(char *out, uint64_t n, size_t decimals)
{
    char digits[24];
    size_t count = 0;

    while (n > 0 || count <= decimals) {
        digits[count++] = (char)('0' + n % 10);
        n /= 10;
    }
    while (count > 0) {
        *out++ = digits[--count];
        if (count == decimals && count > 0) {
            *out++ = '.';
        }
    }
    *out = '\0';
}

/* The digits of a number: n / 10^decimals. */
typedef struct scaled {
    uint64_t n;
    int decimals;
    bool exact; /* no other double is as near */
} scaled;

/* Rounds to \p decimals as printf does: the number is m * 2^e, so that m * 5^decimals has all
 * digits that there are, and what is shifted out of it decides. False where that takes more than
 * 128 bits. */
static bool scale(scaled *out, double size, int decimals)
{
    const uint64_t hidden = (uint64_t)1 << 52;
    uint64_t bits;

    memcpy(&bits, &size, sizeof bits);
    const uint64_t m = (bits & (hidden - 1)) | hidden;
    const int shift = 1075 - (int)(bits >> 52) - decimals;
    /* The doubles below a power of two are nearer than those above: that is left to the C library.
     */
    if (m == hidden || decimals < 0 || decimals > EXACT_FIVE || shift < 1 || shift > 126) {
        return false;
    }
    const uint64_t five = power(5, decimals);
    const wide product = (wide)m * five;
    const wide half = (wide)1 << (shift - 1);
    const wide rest = product & (half * 2 - 1);
    const wide n = product >> shift;
    if (n >= (wide)1 << 62) {
        return false;
    }
    const bool up = rest > half || (rest == half && (n & 1) != 0);
    const wide off = up ? half * 2 - rest : rest;
    *out = (scaled){(uint64_t)n + up, decimals, off * 2 < five};
    return true;
}

/* Rounds to \p digits digits; \p exponent is the number's, or next to it, and becomes that of the
 * digits: 9.99 may be rounded to 10.0. */
static bool scale_digits(scaled *out, int *exponent, double size, int digits)
{
    if (digits < 1 || digits > 17 || !scale(out, size, digits - 1 - *exponent)) {
        return false;
    }
    if (out->n >= power(10, digits)) {
        (*exponent)++;
        return scale(out, size, digits - 1 - *exponent);
    }
    if (out->n <= power(10, digits - 1)) { /* of too few digits, or rounded up from these */
        scaled finer;
        if (!scale(&finer, size, digits - *exponent)) {
            return false;
        }
        if (finer.n < power(10, digits)) {
            *out = finer;
            (*exponent)--;
        }
    }
    return true;
}

static void cut_zeros(char *text)
{
    if (strchr(text, '.') == NULL) {
        return;
    }
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == '0') {
        n--;
    }
    if (n > 0 && text[n - 1] == '.') {
        n--;
    }
    text[n] = '\0';
}

/* "1.23e-05" */
static void write_exponent(char *out, uint64_t n, int digits, int exponent, bool cut)
{
    const int size = exponent < 0 ? -exponent : exponent;

    write_decimal(out, n, (size_t)digits - 1);
    if (cut) {
        cut_zeros(out);
    }
    out += strlen(out);
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    *out++ = (char)('0' + size / 10); /* no number that scale() takes has three digits there */
    *out++ = (char)('0' + size % 10);
    *out = '\0';
}

static void write_shortest(char *out, const scaled *digits, int count, int exponent)
{
    if (exponent < -4 || exponent >= count) {
        write_exponent(out, digits->n, count, exponent, true);
    } else {
        write_decimal(out, digits->n, (size_t)digits->decimals);
        cut_zeros(out);
    }
}

static int exponent_of(double size)
{
    return (int)floor(log10(size));
}

/* What format_number() writes, where 128 bits are enough. */
static bool format_scaled(char out[MDS_NUM_SIZE], style form, int precision, double value)
{
    const double size = fabs(value);
    scaled digits;

    if (!(size > 1e-30 && size < 1e18)) {
        return false;
    }
    int exponent = form == STYLE_EXPONENT ? exponent_of(size) : 0;
    if (form == STYLE_FIXED
            ? !scale(&digits, size, precision)
            : form == STYLE_SHORTEST || !scale_digits(&digits, &exponent, size, precision + 1)) {
        return false;
    }
    out[0] = '-';
    char *to = out + (value < 0);
    if (form == STYLE_FIXED) {
        write_decimal(to, digits.n, (size_t)precision);
    } else {
        write_exponent(to, digits.n, precision + 1, exponent, false);
    }
    return true;
}

/* printf writes the decimal separator of the process's locale; ours is always a point. It is the
 * only character that can be outside "0-9e+-". */
static void format_number(char out[MDS_NUM_SIZE], style form, int precision, double value)
{
    char raw[400]; /* %.*f of the largest double has 309 digits */
    int n = 0;
    size_t to = 0;
    bool separated = false;

    if (format_scaled(out, form, precision, value)) {
        return;
    }
    switch (form) {
    case STYLE_FIXED:
        n = snprintf(raw, sizeof raw, "%.*f", precision, value);
        break;
    case STYLE_EXPONENT:
        n = snprintf(raw, sizeof raw, "%.*e", precision, value);
        break;
    case STYLE_SHORTEST:
        n = snprintf(raw, sizeof raw, "%.*g", precision, value);
        break;
    }
    for (int i = 0; i < n && i < (int)sizeof raw - 1 && to + 1 < MDS_NUM_SIZE; i++) {
        const char c = raw[i];
        if ((c >= '0' && c <= '9') || c == 'e' || c == '-' || c == '+') {
            out[to++] = c;
        } else if (!separated) {
            out[to++] = '.';
            separated = true;
        }
    }
    out[to] = '\0';
}

/* Most numbers have a few decimals. One with at most 15 digits that divides back to the value is
 * its shortest text, and needs no conversion that is exact for all numbers. */
static bool write_short(char out[MDS_NUM_SIZE], double value)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    const double size = fabs(value);

    if (size < 1e-4 || size >= 1e9) {
        return false;
    }
    for (size_t k = 0; k < sizeof powers / sizeof *powers; k++) {
        const double whole = round(size * powers[k]);
        if (whole / powers[k] == size) {
            out[0] = '-';
            write_decimal(out + (value < 0), (uint64_t)whole, k);
            return true;
        }
    }
    return false;
}

/* With 15 digits, else with 16 or 17: the fewest that read back as the same double. */
static bool write_exact(char out[MDS_NUM_SIZE], double value)
{
    const double size = fabs(value);
    scaled digits;

    if (!(size > 1e-30 && size < 1e15)) {
        return false;
    }
    for (int count = EXACT_DIGITS; count <= 17; count++) {
        int exponent = exponent_of(size);
        if (!scale_digits(&digits, &exponent, size, count)) {
            return false;
        }
        if (digits.exact) {
            out[0] = '-';
            write_shortest(out + (value < 0), &digits, count, exponent);
            return true;
        }
    }
    return false;
}

void mds_num_exact(char out[MDS_NUM_SIZE], double value)
{
    if (!isfinite(value)) {
        memcpy(out, "null", 5);
        return;
    }
    if (value == 0) {
        memcpy(out, "0", 2);
        return;
    }
    if (write_short(out, value) || write_exact(out, value)) {
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        double back;
        format_number(out, STYLE_SHORTEST, digits, value);
        if (mds_num_parse(&back, (mds_sv){out, strlen(out)}) && back == value) {
            return;
        }
    }
}

void mds_num_significant(char out[MDS_NUM_SIZE], double value, int digits)
{
    if (!isfinite(value)) {
        memcpy(out, "-", 2);
        return;
    }
    if (value == 0) {
        memcpy(out, "0", 2);
        return;
    }
    const double size = fabs(value);
    if (size < 1e-4 || size >= 1e6) {
        format_number(out, STYLE_EXPONENT, digits - 1, value);
        return;
    }
    int decimals = digits - 1 - (int)floor(log10(size));
    decimals = decimals < 0 ? 0 : decimals;
    format_number(out, STYLE_FIXED, decimals, value);
    cut_zeros(out);
}

void mds_num_digits(char out[MDS_NUM_SIZE], double value, int digits)
{
    const double size = fabs(value);

    /* A power of ten must not lose its first digit to the last bit. */
    const int places = size > 0.0 && isfinite(size) ? (int)floor(log10(size) + 1e-12) : 0;
    const int decimals = digits - 1 - places;
    mds_num_fixed(out, value, size > 0.0 && decimals > 0 ? decimals : 0);
}

void mds_num_fixed(char out[MDS_NUM_SIZE], double value, int decimals)
{
    if (!isfinite(value)) {
        memcpy(out, "-", 2);
        return;
    }
    if (fabs(value) >= 1e15) {
        format_number(out, STYLE_EXPONENT, decimals, value);
        return;
    }
    format_number(out, STYLE_FIXED, decimals, value);
    if (strspn(out, "-0.") == strlen(out) && out[0] == '-') {
        memmove(out, out + 1, strlen(out)); /* no minus before a rounded zero */
    }
}

/* Up to 15 digits and a small power of ten are whole in a double: one division, or one product, is
 * rounded once, as the number itself is. False where the C library has to look. */
static bool parse_short(double *out, mds_sv text)
{
    const char *p = text.p;
    const char *end = text.p + text.n;
    const bool negative = p < end && *p == '-';
    uint64_t n = 0;
    int digits = 0;
    int decimals = 0;
    bool point = false;

    for (p += negative; p < end && digits <= EXACT_DIGITS; p++) {
        if (*p == '.' && !point && digits > 0) {
            point = true;
            continue;
        }
        if (*p < '0' || *p > '9') {
            return false;
        }
        n = n * 10 + (uint64_t)(*p - '0');
        digits++;
        decimals += point;
    }
    if (digits == 0 || digits > EXACT_DIGITS) {
        return false;
    }
    const double size = (double)n / (double)power(10, decimals);
    *out = negative ? -size : size;
    return true;
}

bool mds_num_parse(double *out, mds_sv text)
{
    char copy[MDS_NUM_SIZE * 2];

    if (parse_short(out, text)) {
        return true;
    }
    if (text.n == 0 || text.n >= sizeof copy) {
        return false;
    }
    for (size_t i = 0; i < text.n; i++) {
        /* strtod also takes hexadecimal, "nan" and "inf" */
        if (strchr("0123456789+-.eE", text.p[i]) == NULL || text.p[i] == '\0') {
            return false;
        }
    }
    memcpy(copy, text.p, text.n);
    copy[text.n] = '\0';
    char *end;
    /* glibc's "C" locale is static: making it costs nothing */
    const locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c_locale == (locale_t)0) {
        return false;
    }
    const double value = strtod_l(copy, &end, c_locale);
    freelocale(c_locale);
    if (*end != '\0' || !isfinite(value)) {
        return false;
    }
    *out = value;
    return true;
}

bool mds_num_parse_uint(uint64_t *out, mds_sv text, uint64_t max)
{
    uint64_t value = 0;

    if (text.n == 0) {
        return false;
    }
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9') {
            return false;
        }
        const uint64_t digit = (uint64_t)(text.p[i] - '0');
        if (digit > max || value > (max - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

bool mds_size_add(size_t *out, size_t a, size_t b)
{
    return !__builtin_add_overflow(a, b, out);
}

bool mds_size_mul(size_t *out, size_t a, size_t b)
{
    return !__builtin_mul_overflow(a, b, out);
}
