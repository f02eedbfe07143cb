/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml_guard.h"

#include <mdsrisk/limits.h>
#include <string.h>

enum {
    IN_TEXT,
    AT_TAG,     /* behind "<" */
    IN_NAME,    /* of an element */
    IN_TAG,     /* between attributes */
    IN_KEY,     /* name of an attribute */
    IN_VALUE,   /* within quotes */
    IN_END_TAG, /* "</name>" */
    AT_BANG,    /* behind "<!" */
    IN_COMMENT,
    IN_CDATA,
    IN_INSTRUCTION
};

static const uint64_t HASH_BEGIN = 14695981039346656037U; /* FNV-1a */
static const uint64_t HASH_PRIME = 1099511628211U;

static bool stop(mds_xml_guard *g, const char *reason)
{
    g->reason = reason;
    return false;
}

static void begin_name(mds_xml_guard *g)
{
    g->hash = HASH_BEGIN;
    g->name_bytes = 0;
}

static bool take_name_byte(mds_xml_guard *g, char c)
{
    g->hash = (g->hash ^ (unsigned char)c) * HASH_PRIME;
    return ++g->name_bytes <= MDS_LIMIT_XML_NAME_BYTES || stop(g, "a name is too long");
}

/* The library keeps every different name for good. */
static bool end_name(mds_xml_guard *g)
{
    const uint64_t hash = g->hash != 0 ? g->hash : 1;
    size_t slot = (size_t)(hash % MDS_XML_GUARD_SLOTS);

    while (g->names[slot] != 0 && g->names[slot] != hash) {
        slot = (slot + 1) % MDS_XML_GUARD_SLOTS;
    }
    if (g->names[slot] == 0) {
        g->names[slot] = hash;
        g->name_count++;
    }
    return g->name_count <= MDS_LIMIT_XML_NAMES || stop(g, "there are too many different names");
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool begin_key(mds_xml_guard *g, char c)
{
    begin_name(g);
    g->state = IN_KEY;
    g->namespace = c == 'x';
    return (++g->attributes <= MDS_LIMIT_XML_ATTRIBUTES ||
            stop(g, "a tag has too many attributes")) &&
           take_name_byte(g, c);
}

/* Within a start tag, but in no name and no value. */
static bool pass_tag(mds_xml_guard *g, char c)
{
    if (c == '>') {
        g->state = IN_TEXT;
    } else if (c == '"' || c == '\'') {
        g->quote = c;
        g->state = IN_VALUE;
        begin_name(g);
    } else if (!is_blank(c) && c != '/' && c != '=') {
        return begin_key(g, c);
    }
    return true;
}

static bool pass_name(mds_xml_guard *g, char c)
{
    if (!is_blank(c) && c != '>' && c != '/' && c != '=' && c != '"' && c != '\'') {
        static const char mark[] = "xmlns";
        if (g->state == IN_KEY && g->name_bytes < sizeof mark - 1) {
            g->namespace = g->namespace && c == mark[g->name_bytes];
        }
        return take_name_byte(g, c);
    }
    g->namespace = g->namespace && g->state == IN_KEY && g->name_bytes >= 5;
    g->state = IN_TAG;
    return end_name(g) && pass_tag(g, c);
}

static bool pass_value(mds_xml_guard *g, char c)
{
    if (c != g->quote) {
        return !g->namespace || take_name_byte(g, c);
    }
    const bool uri = g->namespace;
    g->namespace = false;
    g->state = IN_TAG;
    return !uri || end_name(g);
}

/* Behind "<". */
static bool open_tag(mds_xml_guard *g, char c)
{
    g->tag_bytes = 0;
    g->attributes = 0;
    g->matched = 0;
    g->namespace = false;
    switch (c) {
    case '/':
        g->state = IN_END_TAG;
        return true;
    case '?':
        g->state = IN_INSTRUCTION;
        return true;
    case '!':
        g->state = AT_BANG;
        return true;
    default:
        g->state = IN_NAME;
        begin_name(g);
        return take_name_byte(g, c);
    }
}

/* Behind "<!": a comment, CDATA, or a document type, which is refused before it is read. */
static bool pass_bang(mds_xml_guard *g, char c)
{
    static const char comment[] = "--";
    static const char cdata[] = "[CDATA[";

    if (c == comment[0] || c == cdata[0] || g->matched > 0) {
        g->quote = g->matched == 0 ? c : g->quote; /* which of the two it may be */
        const char *mark = g->quote == '-' ? comment : cdata;
        if (c == mark[g->matched]) {
            g->matched++;
            if (mark[g->matched] == '\0') {
                g->state = g->quote == '-' ? IN_COMMENT : IN_CDATA;
                g->matched = 0;
            }
            return true;
        }
    }
    g->forbidden = true;
    return stop(g, "a document type declaration is not allowed");
}

/* Counts how much of a mark of one repeated sign and ">" has been seen: "-->", "]]>", "?>". */
static void pass_until(mds_xml_guard *g, char c, char sign, size_t times)
{
    if (c == sign) {
        g->matched++;
    } else if (c == '>' && g->matched >= times) {
        g->state = IN_TEXT;
        g->matched = 0;
    } else {
        g->matched = 0;
    }
}

static bool pass_byte(mds_xml_guard *g, char c)
{
    switch (g->state) {
    case AT_TAG:
        return open_tag(g, c);
    case IN_NAME:
    case IN_KEY:
        return pass_name(g, c);
    case IN_TAG:
        return pass_tag(g, c);
    case IN_VALUE:
        return pass_value(g, c);
    case AT_BANG:
        return pass_bang(g, c);
    case IN_COMMENT:
        pass_until(g, c, '-', 2);
        return true;
    case IN_CDATA:
        pass_until(g, c, ']', 2);
        return true;
    case IN_INSTRUCTION:
        pass_until(g, c, '?', 1);
        return true;
    default: /* an end tag */
        g->state = c == '>' ? IN_TEXT : IN_END_TAG;
        return true;
    }
}

bool mds_xml__guard_pass(mds_xml_guard *g, const char *bytes, size_t n)
{
    const char *p = bytes;
    const char *end = bytes + n;

    while (p < end && g->reason == NULL) {
        if (g->state == IN_TEXT) {
            p = memchr(p, '<', (size_t)(end - p));
            if (p == NULL) {
                return true;
            }
            p++;
            g->state = AT_TAG;
            continue;
        }
        if (g->state >= IN_NAME && g->state <= IN_END_TAG &&
            ++g->tag_bytes > MDS_LIMIT_XML_TAG_BYTES) {
            return stop(g, "a tag is too long");
        }
        if (!pass_byte(g, *p++)) {
            return false;
        }
    }
    return g->reason == NULL;
}
