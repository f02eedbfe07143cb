/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* strtod_l: a number's form must not depend on the process's locale */
#include "base/num.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum style { STYLE_FIXED, STYLE_EXPONENT, STYLE_SHORTEST } style;

/* printf writes the decimal separator of the process's locale; ours is always a point. It is the
 * only character that can be outside "0-9e+-". */
static void format_number(char out[MDS_NUM_SIZE], style form, int precision, double value)
{
    char raw[400]; /* %.*f of the largest double has 309 digits */
    int n = 0;
    size_t to = 0;
    bool separated = false;

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
        const double scaled = round(size * powers[k]);
        if (scaled / powers[k] == size) {
            out[0] = '-';
            write_decimal(out + (value < 0), (uint64_t)scaled, k);
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
    if (write_short(out, value)) {
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

bool mds_num_parse(double *out, mds_sv text)
{
    char copy[MDS_NUM_SIZE * 2];

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
