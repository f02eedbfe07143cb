/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text_width.h"

#include "base/utf8.h"
#include <string.h>
#include <utf8proc.h>

size_t mds_text_next(const char *p, uint32_t *code, size_t *width)
{
    if (*p >= ' ' && *p <= '~') { /* most of them, by far */
        *code = (unsigned char)*p;
        *width = 1;
        return 1;
    }
    const size_t n = mds_utf8_next(p, code);

    *width = (size_t)utf8proc_charwidth((utf8proc_int32_t)*code);
    return n;
}

size_t mds_text_width(const char *text)
{
    size_t width = 0;
    while (*text != '\0') {
        uint32_t code;
        size_t columns;
        text += mds_text_next(text, &code, &columns);
        width += columns;
    }
    return width;
}

/* Breaks behind blanks and around wide characters, as a spreadsheet program does. */
size_t mds_text_lines(const char *text, size_t columns)
{
    if (columns == 0 || strlen(text) <= columns) {
        size_t lines = 1;
        for (const char *p = strchr(text, '\n'); p != NULL; p = strchr(p + 1, '\n')) {
            lines++;
        }
        return lines;
    }
    size_t lines = 1;
    size_t at = 0;   /* columns used on the line */
    size_t word = 0; /* of them, since the last place to break */
    while (*text != '\0') {
        uint32_t code;
        size_t width;
        text += mds_text_next(text, &code, &width);
        const bool wide = width == 2;
        if (code == '\n') {
            lines++;
            at = word = 0;
            continue;
        }
        word = wide ? 0 : word + 1;
        if (at + width > columns && code != ' ') {
            lines++;
            at = word < columns && !wide ? word - 1 : 0;
        }
        at += width;
        word = code == ' ' ? 0 : word;
    }
    return lines;
}
