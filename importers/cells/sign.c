/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sign.h"

#include "base/utf8.h"

/* The value of a number in a circle or in brackets that is one character, or 0. */
static uint16_t enclosed(uint32_t point)
{
    static const struct {
        uint32_t first, last;
        uint16_t value;
    } ranges[] = {
        {0x2460, 0x2473, 1}, {0x2474, 0x2487, 1}, {0x24EB, 0x24F4, 11}, {0x24F5, 0x24FE, 1},
        {0x2776, 0x277F, 1}, {0x2780, 0x2789, 1}, {0x3251, 0x325F, 21}, {0x32B1, 0x32BF, 36},
    };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (point >= ranges[i].first && point <= ranges[i].last) {
            return (uint16_t)(ranges[i].value + (point - ranges[i].first));
        }
    }
    return 0;
}

static mds_sign_kind ascii_kind(uint32_t point)
{
    switch (point) {
    case '\0':
        return MDS_SIGN_END;
    case ' ':
    case '\t':
    case '\n':
    case '\r':
        return MDS_SIGN_BLANK;
    case '.':
        return MDS_SIGN_DOT;
    case '-':
        return MDS_SIGN_DASH;
    case '~':
        return MDS_SIGN_WAVE;
    case ',':
        return MDS_SIGN_COMMA;
    case ':':
        return MDS_SIGN_COLON;
    case '/':
        return MDS_SIGN_SLASH;
    case '(':
        return MDS_SIGN_OPEN;
    case ')':
        return MDS_SIGN_CLOSE;
    default:
        return MDS_SIGN_OTHER;
    }
}

static mds_sign_kind wide_kind(uint32_t point)
{
    switch (point) {
    case 0x00A0: /* no-break space */
    case 0x3000: /* ideographic space */
        return MDS_SIGN_BLANK;
    case 0x30FC: /* long-vowel mark */
    case 0x2212: /* minus */
        return MDS_SIGN_DASH;
    case 0x301C: /* wave dash */
        return MDS_SIGN_WAVE;
    case 0x3001: /* ideographic comma */
    case 0x30FB: /* middle dot */
    case 0xFF65: /* its half-width form */
        return MDS_SIGN_COMMA;
    default:
        return point >= 0x2010 && point <= 0x2015 ? MDS_SIGN_DASH : MDS_SIGN_OTHER;
    }
}

mds_sign mds_sign__at(const char *p)
{
    mds_sign sign = {.kind = MDS_SIGN_OTHER};
    uint32_t point;

    sign.length = mds_utf8_next(p, &point);

    if (point >= 0xFF01 && point <= 0xFF5E) {
        point -= 0xFEE0; /* full-width ASCII */
    }
    if (point >= '0' && point <= '9') {
        sign.kind = MDS_SIGN_DIGIT;
        sign.value = (uint16_t)(point - '0');
    } else if ((point | 0x20) >= 'a' && (point | 0x20) <= 'z') {
        sign.kind = MDS_SIGN_LETTER;
        sign.value = (uint16_t)(point | 0x20);
    } else if (enclosed(point) > 0) {
        sign.kind = MDS_SIGN_ENCLOSED;
        sign.value = enclosed(point);
    } else {
        sign.kind = point < 0x80 ? ascii_kind(point) : wide_kind(point);
    }
    return sign;
}

mds_sign mds_sign__skip_blanks(const char **p)
{
    mds_sign sign = mds_sign__at(*p);

    while (sign.kind == MDS_SIGN_BLANK) {
        *p += sign.length;
        sign = mds_sign__at(*p);
    }
    return sign;
}
