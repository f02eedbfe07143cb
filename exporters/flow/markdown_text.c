/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that means nothing to a reader of Markdown. A backslash takes its meaning from any mark; it
 * is only where a mark could have one, so that the source stays readable. */
#include "flow.h"

#include "base/ascii.h"
#include "base/inert.h"
#include <string.h>

/* Emphasis, code, links, references, tables, markup, mathematics, names of people, attributes. */
static bool always_means(char c)
{
    return strchr("\\`*_[]<>|~&$#!@{}^", c) != NULL;
}

/* What begins a list, an underlined heading, a definition or a title where a line begins. */
static bool means_first(char c)
{
    return strchr("-+=:%", c) != NULL;
}

/* "12." and "12)" begin a list of numbers. */
static bool ends_number(const char *begin, const char *p)
{
    if ((*p != '.' && *p != ')') || p == begin || strchr(" \t\r\n", p[1]) == NULL) {
        return false;
    }
    for (const char *q = begin; q < p; q++) {
        if (!mds_is_digit(*q)) {
            return false;
        }
    }
    return true;
}

/* "http://" and "www." become links by themselves. */
static bool begins_link(const char *begin, const char *p)
{
    if (*p == ':') {
        return p[1] != ' ' && p[1] != '\0' && !mds_is_digit(p[1]);
    }
    return *p == '.' && p - begin >= 3 && (p[-1] | 0x20) == 'w' && (p[-2] | 0x20) == 'w' &&
           (p[-3] | 0x20) == 'w';
}

static void put_line(mds_strbuf *out, const char *begin, const char *end)
{
    while (begin < end && (*begin == ' ' || *begin == '\t')) {
        begin++;
    }
    while (end > begin && (end[-1] == ' ' || end[-1] == '\t')) {
        end--;
    }
    for (const char *p = begin; p < end; p++) {
        if (always_means(*p) || (p == begin && means_first(*p)) || ends_number(begin, p) ||
            begins_link(begin, p)) {
            mds_strbuf_putc(out, '\\');
        }
        mds_strbuf_putc(out, *p == '\t' ? ' ' : *p);
    }
}

void mds_markdown__text(mds_strbuf *out, const char *text, const char *between)
{
    mds_strbuf inert;

    mds_strbuf_init(&inert, MDS_EXPORT_LIMIT);
    mds_inert_lines(&inert, text);
    for (const char *line = inert.p; *line != '\0';) {
        const size_t n = strcspn(line, "\r\n");
        put_line(out, line, line + n);
        line += n + strspn(line + n, "\r\n");
        mds_strbuf_puts(out, n > 0 && *line != '\0' ? between : "");
    }
    mds_strbuf_inherit(out, &inert);
    mds_strbuf_finish(&inert);
}
