/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text_width.h"
#include <string.h>

size_t mds_text_decode(const char *p, uint32_t *code)
{
    const unsigned char *b = (const unsigned char *)p;
    *code = b[0];
    if (b[0] < 0xC2 || b[0] > 0xF4) {
        return 1;
    }
    size_t size = b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
    uint32_t value = b[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((b[i] & 0xC0) != 0x80) {
            return 1;
        }
        value = (value << 6) | (b[i] & 0x3Fu);
    }
    *code = value;
    return size;
}

bool mds_text_is_wide(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } blocks[] = {
        {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF}, {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6},
        {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
    };
    if (code < blocks[0].first) {
        return false;
    }
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        if (code >= blocks[i].first && code <= blocks[i].last) {
            return true;
        }
    }
    return false;
}

size_t mds_text_width(const char *text)
{
    size_t width = 0;
    while (*text != '\0') {
        uint32_t code = 0;
        text += mds_text_decode(text, &code);
        width += mds_text_is_wide(code) ? 2 : 1;
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
        uint32_t code = 0;
        text += mds_text_decode(text, &code);
        bool wide = mds_text_is_wide(code);
        size_t width = wide ? 2 : 1;
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
