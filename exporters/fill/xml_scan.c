/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml_scan.h"

#include "base/utf8.h"
#include <string.h>

bool mds_scan__is(mds_sv text, const char *word)
{
    return text.n == strlen(word) && memcmp(text.p, word, text.n) == 0;
}

static bool starts(mds_sv xml, size_t at, const char *word)
{
    const size_t n = strlen(word);
    return xml.n - at >= n && memcmp(xml.p + at, word, n) == 0;
}

/* Behind the next \p word from \p at on; 0 when there is none. */
static size_t behind(mds_sv xml, size_t at, const char *word)
{
    const size_t n = strlen(word);
    for (; at + n <= xml.n; at++) {
        const char *p = memchr(xml.p + at, word[0], xml.n - n + 1 - at);
        if (p == NULL) {
            return 0;
        }
        at = (size_t)(p - xml.p);
        if (memcmp(p, word, n) == 0) {
            return at + n;
        }
    }
    return 0;
}

/* Behind the ">" of the tag that begins before \p at; 0 when there is none. */
static size_t tag_end(mds_sv xml, size_t at)
{
    char quote = '\0';
    for (; at < xml.n; at++) {
        const char c = xml.p[at];
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return at + 1;
        }
    }
    return 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void set_name(mds_tag *tag, mds_sv xml, size_t at)
{
    const size_t begin = at;
    size_t colon = begin;
    while (at < tag->end && !is_blank(xml.p[at]) && xml.p[at] != '/' && xml.p[at] != '>') {
        if (xml.p[at] == ':') {
            colon = at + 1;
        }
        at++;
    }
    tag->prefix = (mds_sv){xml.p + begin, colon - begin};
    tag->name = (mds_sv){xml.p + colon, at - colon};
}

/* What ends the comment, CDATA or instruction that begins at \p at; NULL when none does. */
static const char *section_end(mds_sv xml, size_t at)
{
    return starts(xml, at, "<!--")        ? "-->"
           : starts(xml, at, "<![CDATA[") ? "]]>"
           : starts(xml, at, "<?")        ? "?>"
                                          : NULL;
}

bool mds_scan__tag(mds_tag *out, mds_sv xml, size_t *at)
{
    while (*at < xml.n) {
        const char *p = memchr(xml.p + *at, '<', xml.n - *at);
        if (p == NULL) {
            return false;
        }
        const size_t begin = (size_t)(p - xml.p);
        const char *end = section_end(xml, begin);
        if (end != NULL) {
            *at = behind(xml, begin + 2, end);
            if (*at == 0) {
                return false;
            }
            continue;
        }
        *out = (mds_tag){.begin = begin, .end = tag_end(xml, begin + 1)};
        if (out->end == 0) {
            return false;
        }
        out->closes = xml.p[begin + 1] == '/';
        out->empty = !out->closes && xml.p[out->end - 2] == '/';
        set_name(out, xml, begin + 1 + (out->closes ? 1 : 0));
        *at = out->end;
        return true;
    }
    return false;
}

static bool is_named(mds_sv found, const char *name)
{
    const size_t n = strlen(name);
    return mds_scan__is(found, name) ||
           (name[0] == ':' && found.n > n && memcmp(found.p + found.n - n, name, n) == 0);
}

bool mds_scan__attribute(mds_attribute *out, mds_sv xml, const mds_tag *tag, const char *name)
{
    size_t at = (size_t)(tag->name.p - xml.p) + tag->name.n;
    while (at < tag->end) {
        const size_t begin = at;
        while (at < tag->end && is_blank(xml.p[at])) {
            at++;
        }
        const size_t word = at;
        while (at < tag->end && xml.p[at] != '=' && !is_blank(xml.p[at])) {
            at++;
        }
        const mds_sv found = {xml.p + word, at - word};
        while (at < tag->end && xml.p[at] != '"' && xml.p[at] != '\'') {
            at++;
        }
        if (at >= tag->end) {
            return false;
        }
        const char *close = memchr(xml.p + at + 1, xml.p[at], tag->end - at - 1);
        if (close == NULL) {
            return false;
        }
        const mds_sv value = {xml.p + at + 1, (size_t)(close - xml.p) - at - 1};
        at = (size_t)(close - xml.p) + 1;
        if (is_named(found, name)) {
            *out = (mds_attribute){.value = value, .begin = begin, .end = at};
            return true;
        }
    }
    return false;
}

bool mds_scan__is_utf8(mds_sv xml)
{
    static const char *const names[] = {"utf-8", "UTF-8", "utf8", "UTF8", "us-ascii", "US-ASCII"};
    const char *end = memchr(xml.p, '>', xml.n);
    mds_attribute encoding;
    if (memchr(xml.p, '\0', xml.n < 4 ? xml.n : 4) != NULL || end == NULL) {
        return false;
    }
    if (xml.n < 5 || memcmp(xml.p, "<?xml", 5) != 0) {
        return true;
    }
    const mds_tag declaration = {.end = (size_t)(end - xml.p), .name = {xml.p + 2, 3}};
    if (!mds_scan__attribute(&encoding, xml, &declaration, "encoding")) {
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (mds_scan__is(encoding.value, names[i])) {
            return true;
        }
    }
    return false;
}

bool mds_scan__skip(size_t *inner_end, mds_sv xml, size_t *at, const mds_tag *tag)
{
    size_t depth = tag->empty ? 0 : 1;
    mds_tag next = *tag;
    while (depth > 0) {
        if (!mds_scan__tag(&next, xml, at)) {
            return false;
        }
        depth = next.closes ? depth - 1 : depth + (next.empty ? 0 : 1);
    }
    if (inner_end != NULL) {
        *inner_end = tag->empty ? tag->end : next.begin;
    }
    return true;
}

/* "_x0041_" in a cell's text would be read as "A". */
static bool is_escape(const char *p)
{
    return p[0] == '_' && p[1] == 'x' && strspn(p + 2, "0123456789ABCDEFabcdef") >= 4 &&
           p[6] == '_';
}

void mds_scan__escape(mds_strbuf *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '&') {
            mds_strbuf_puts(out, "&amp;");
        } else if (*p == '<') {
            mds_strbuf_puts(out, "&lt;");
        } else if (*p == '>') {
            mds_strbuf_puts(out, "&gt;");
        } else if (is_escape(p)) {
            mds_strbuf_puts(out, "_x005F_");
        } else if ((unsigned char)*p >= 0x20 || *p == '\t' || *p == '\n') {
            mds_strbuf_putc(out, *p);
        }
    }
}

static bool put_code(mds_strbuf *out, uint32_t code)
{
    char bytes[MDS_UTF8_BYTES];
    const size_t n = mds_utf8_put(bytes, code);

    mds_strbuf_append(out, bytes, n);
    return n > 0;
}

/* "&#12354;" and "&#x3042;", between "&" and ";". */
static bool put_number(mds_strbuf *out, mds_sv entity)
{
    const bool hexadecimal = entity.n > 2 && (entity.p[1] == 'x' || entity.p[1] == 'X');
    const char *const digits = "0123456789abcdef";
    uint32_t code = 0;
    if (entity.n < 2 || entity.p[0] != '#') {
        return false;
    }
    for (size_t i = hexadecimal ? 2 : 1; i < entity.n; i++) {
        const char c = (char)(entity.p[i] >= 'A' ? entity.p[i] | 0x20 : entity.p[i]);
        const char *digit = c == '\0' ? NULL : strchr(digits, c);
        const uint32_t base = hexadecimal ? 16 : 10;
        if (digit == NULL || (uint32_t)(digit - digits) >= base) {
            return false;
        }
        code = code * base + (uint32_t)(digit - digits);
        if (code > 0x10FFFF) {
            return false;
        }
    }
    return put_code(out, code);
}

static void put_entity(mds_strbuf *out, mds_sv entity)
{
    static const struct {
        const char *name;
        char c;
    } known[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (mds_scan__is(entity, known[i].name)) {
            mds_strbuf_putc(out, known[i].c);
            return;
        }
    }
    if (!put_number(out, entity)) {
        mds_strbuf_putc(out, '&');
        mds_strbuf_append(out, entity.p, entity.n);
        mds_strbuf_putc(out, ';');
    }
}

/* Moves behind "<![CDATA[...]]>", whose text is appended as it is, a comment or an instruction;
 * returns false when none of them begins at *at. */
static bool put_section(mds_strbuf *out, mds_sv xml, size_t *at)
{
    static const char cdata[] = "<![CDATA[";
    const bool literal = starts(xml, *at, cdata);
    const char *close = section_end(xml, *at);
    const size_t end = close != NULL ? behind(xml, *at + 2, close) : 0;
    if (end == 0) {
        return false;
    }
    if (literal) {
        const size_t begin = *at + strlen(cdata);
        mds_strbuf_append(out, xml.p + begin, end - strlen(close) - begin);
    }
    *at = end;
    return true;
}

void mds_scan__unescape(mds_strbuf *out, mds_sv xml)
{
    for (size_t at = 0; at < xml.n;) {
        const char *p = xml.p + at;
        const char *close = *p == '&' ? memchr(p, ';', xml.n - at) : NULL;
        if (close != NULL) {
            put_entity(out, (mds_sv){p + 1, (size_t)(close - p) - 1});
            at = (size_t)(close - xml.p) + 1;
        } else if (*p != '<' || !put_section(out, xml, &at)) {
            mds_strbuf_putc(out, *p);
            at++;
        }
    }
}

mds_status mds_scan__keep(mds_sv *out, mds_arena *arena, mds_strbuf *text)
{
    const mds_sv bytes = {mds_strbuf_copy(text, arena), text->n};
    const mds_status status = text->status;
    mds_strbuf_finish(text);
    if (status != MDS_OK || bytes.p == NULL) {
        return status != MDS_OK ? status : mds_arena_status(arena);
    }
    *out = bytes;
    return MDS_OK;
}

void mds_splice__to(mds_splice *splice, size_t begin, size_t end)
{
    mds_strbuf_append(splice->out, splice->xml.p + splice->copied, begin - splice->copied);
    splice->copied = end;
}

void mds_splice__finish(mds_splice *splice)
{
    mds_splice__to(splice, splice->xml.n, splice->xml.n);
}
