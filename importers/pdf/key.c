/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a text begins as the rows of a form do. */
#include "page.h"

#include "base/ascii.h"
#include <string.h>

/* "2.8.1", "12-1.1"; how many characters. \p levels: numbers in it. */
static size_t number_at(const char *p, size_t *levels, bool *dash)
{
    size_t n = 0;

    *levels = 0;
    while (mds_is_digit(p[n])) {
        while (mds_is_digit(p[n])) {
            n++;
        }
        ++*levels;
        if ((p[n] == '.' || p[n] == '-') && mds_is_digit(p[n + 1])) {
            *dash = *dash || p[n] == '-';
            n++;
        }
    }
    return n;
}

/* A hyphen of any kind, or none. */
static size_t dash_at(const char *p)
{
    static const char *const dashes[] = {"-",
                                         "\xE2\x80\x90",
                                         "\xE2\x80\x91",
                                         "\xE2\x80\x92",
                                         "\xE2\x80\x93",
                                         "\xE2\x88\x92",
                                         "\xEF\xBC\x8D"};

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (strncmp(p, dashes[i], strlen(dashes[i])) == 0) {
            return strlen(dashes[i]);
        }
    }
    return 0;
}

static bool ends(const char *p)
{
    return *p == '\0' || *p == ' ' || *p == ':' || *p == ')';
}

/* "MPII-2.1", "AUDT 2.8.1"; "B.1" and "A" are numbers. */
static mds_pdf_key lettered(const char *text)
{
    size_t letters = 0;
    size_t levels = 0;
    bool dash = false;

    while (mds_is_letter(text[letters]) && letters < 6) {
        letters++;
    }
    const char *p = text + letters;
    if (letters == 1 && (*p == '\0' || (*p == '.' && (mds_is_digit(p[1]) || ends(p + 1))))) {
        return MDS_PDF_KEY_NUMBER;
    }
    size_t gap = dash_at(p);
    gap = gap == 0 && *p == ' ' ? 1 : gap;
    const size_t n = gap > 0 ? number_at(p + gap, &levels, &dash) : 0;
    const char *end = p + gap + n;
    end += end[0] == '.' && end[1] == '\0'; /* "DOC-11." above "1" */
    if (letters < 2 || letters > 5 || n == 0 || !ends(end)) {
        return MDS_PDF_KEY_NONE;
    }
    /* "Note 1" is no id, and "See 4" is none. */
    return *p == ' ' && !(text[0] <= 'Z' && text[1] <= 'Z') ? MDS_PDF_KEY_NONE : MDS_PDF_KEY_ID;
}

bool mds_pdf__is_bullet(const char *text)
{
    return strncmp(text, "\xE3\x83\xBB", 3) == 0;
}

mds_pdf_key mds_pdf__key_of(const char *text)
{
    size_t levels = 0;
    bool dash = false;

    if (mds_pdf__is_bullet(text)) {
        return MDS_PDF_KEY_NUMBER;
    }
    if (!mds_is_digit(text[0])) {
        return lettered(text);
    }
    const size_t n = number_at(text, &levels, &dash);
    /* "2021-02-14" is a day and "3.6" may be a version. */
    if (dash && levels >= 2 && n <= 8 && ends(text + n)) {
        return MDS_PDF_KEY_ID;
    }
    const char *p = text + n;
    return n <= 12 && (ends(p) || *p == '.' || (unsigned char)*p >= 0x80) ? MDS_PDF_KEY_NUMBER
                                                                          : MDS_PDF_KEY_NONE;
}

bool mds_pdf__is_rest_of_key(const char *text)
{
    size_t levels = 0;
    bool dash = false;
    const size_t gap = *text == '.' ? 1 : dash_at(text);
    const size_t n = gap > 0 ? number_at(text + gap, &levels, &dash) : 0;

    return n > 0 && n <= 8 && text[gap + n] == '\0';
}
