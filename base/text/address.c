/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/address.h"

#include "base/ascii.h"
#include <string.h>

enum { IP_PARTS = 4, MAC_DIGITS = 12 };

/* A decimal number of at most \p most; its bytes, 0 where there is none. */
static size_t read_number(uint32_t *out, mds_sv text, uint32_t most)
{
    size_t n = 0;

    *out = 0;
    while (n < text.n && n < 3 && mds_is_digit(text.p[n])) {
        *out = *out * 10 + (uint32_t)(text.p[n++] - '0');
    }
    return *out <= most ? n : 0;
}

/* An address that \p text begins with; its bytes, 0 where there is none. */
static size_t read_ip4(uint32_t *out, mds_sv text)
{
    size_t at = 0;
    uint32_t address = 0;

    for (size_t i = 0; i < IP_PARTS; i++) {
        uint32_t part;
        if (i > 0 && (at >= text.n || text.p[at++] != '.')) {
            return 0;
        }
        const size_t n = read_number(&part, (mds_sv){text.p + at, text.n - at}, 255);
        if (n == 0) {
            return 0;
        }
        at += n;
        address = address << 8 | part;
    }
    *out = address;
    return at;
}

bool mds_address_ip4(uint32_t *out, mds_sv text)
{
    uint32_t address;
    const size_t n = read_ip4(&address, text);

    if (n == 0 || n != text.n) {
        return false;
    }
    *out = address;
    return true;
}

static uint32_t mask_of(uint8_t bits)
{
    return bits == 0 ? 0 : UINT32_MAX << (32 - bits);
}

bool mds_address_net4(uint32_t *net, uint8_t *bits, mds_sv text)
{
    uint32_t address;
    uint32_t prefix;
    const size_t n = read_ip4(&address, text);

    if (n == 0 || n >= text.n || text.p[n] != '/') {
        return false;
    }
    const mds_sv rest = {text.p + n + 1, text.n - n - 1};
    if (rest.n == 0 || read_number(&prefix, rest, 32) != rest.n) {
        return false;
    }
    *bits = (uint8_t)prefix;
    *net = address & mask_of(*bits);
    return true;
}

static bool is_hex(char c)
{
    return mds_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool mds_address_is_mac(mds_sv text)
{
    size_t digits = 0;
    size_t group = 0; /* digits in the first group */
    char mark = '\0';

    for (size_t i = 0; i < text.n; i++) {
        const char c = text.p[i];
        if (is_hex(c)) {
            digits++;
            continue;
        }
        if (c == '\0' || strchr(":-. ", c) == NULL || (mark != '\0' && c != mark)) {
            return false;
        }
        if (mark == '\0') {
            mark = c;
            group = digits;
        }
        if ((group != 2 && group != 4) || digits % group != 0 || i == 0 || !is_hex(text.p[i - 1])) {
            return false;
        }
    }
    return digits == MAC_DIGITS && is_hex(text.p[text.n - 1]);
}

bool mds_address_within(uint32_t address, uint32_t net, uint8_t bits)
{
    return (address & mask_of(bits)) == net;
}

bool mds_address_next(mds_sv *out, mds_sv *rest)
{
    static const char marks[] = " \t\r\n,;|[](){}\"'";
    size_t from = 0;

    while (from < rest->n && rest->p[from] != '\0' && strchr(marks, rest->p[from]) != NULL) {
        from++;
    }
    size_t to = from;
    while (to < rest->n && (rest->p[to] == '\0' || strchr(marks, rest->p[to]) == NULL)) {
        to++;
    }
    *out = (mds_sv){rest->p + from, to - from};
    *rest = (mds_sv){rest->p + to, rest->n - to};
    return to > from;
}
