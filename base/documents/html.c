/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/html.h"

#include <libxml/HTMLparser.h>
#include <mdsrisk/limits.h>
#include <string.h>

/* Names of a tag; open elements; bytes of a name that the library takes for one. */
enum { MOST_NAMES = 1024, MOST_DEPTH = 512, NAME_BYTES = 64 };

/* A tag while it is looked at. */
typedef struct tag_scan {
    enum { BETWEEN, IN_NAME, BEHIND_NAME, BEHIND_EQUALS, IN_QUOTES, IN_VALUE } state;
    char quote;
    size_t names, name_bytes;
} tag_scan;

typedef struct reader {
    htmlParserCtxtPtr parser;
    const mds_html_events *events;
    void *payload;
    mds_status status;
} reader;

static void stop(reader *r, mds_status status)
{
    if (r->status == MDS_OK) {
        r->status = status;
    }
    xmlStopParser(r->parser);
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
    reader *r = context;

    if (r->status != MDS_OK) {
        return;
    }
    if (r->parser->nameNr > MOST_DEPTH) {
        stop(r, MDS_ELIMIT);
    } else if (!r->events->start(r->payload, (const char *)name, attributes)) {
        stop(r, MDS_EINVAL);
    }
}

static void end_element(void *context, const xmlChar *name)
{
    reader *r = context;

    if (r->status == MDS_OK && !r->events->end(r->payload, (const char *)name)) {
        stop(r, MDS_EINVAL);
    }
}

static void characters(void *context, const xmlChar *text, int n)
{
    reader *r = context;

    if (r->status == MDS_OK && !r->events->text(r->payload, (const char *)text, (size_t)n)) {
        stop(r, MDS_EINVAL);
    }
}

static void note_error(void *context, xmlErrorPtr error)
{
    reader *r = context;

    if (error != NULL && error->code == XML_ERR_NO_MEMORY && r->status == MDS_OK) {
        r->status = MDS_ENOMEM;
    }
}

/* One byte of a tag: counts the names of attributes, which the library compares with each other. A
 * quotation mark opens a value only behind a name and "=". */
static void scan_byte(tag_scan *s, char c)
{
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';

    switch (s->state) {
    case IN_QUOTES:
        s->state = c == s->quote ? BETWEEN : IN_QUOTES;
        return;
    case IN_VALUE:
        s->state = blank ? BETWEEN : IN_VALUE;
        return;
    case BEHIND_EQUALS:
        s->quote = c;
        s->state = blank ? BEHIND_EQUALS : c == '"' || c == '\'' ? IN_QUOTES : IN_VALUE;
        return;
    case BETWEEN:
    case IN_NAME:
    case BEHIND_NAME:
        break;
    }
    if (c == '=' && s->state != BETWEEN) {
        s->state = BEHIND_EQUALS;
    } else if (blank) {
        s->state = s->state == IN_NAME ? BEHIND_NAME : s->state;
    } else {
        s->names += s->state != IN_NAME || s->name_bytes % NAME_BYTES == 0;
        s->name_bytes = s->state == IN_NAME ? s->name_bytes + 1 : 1;
        s->state = IN_NAME;
    }
}

/* Whether a tag has more attributes than any that a program writes. */
static bool has_crowded_tag(mds_sv page)
{
    tag_scan scan = {0};
    bool tag = false;

    for (size_t i = 0; i + 1 < page.n && scan.names <= MOST_NAMES; i++) {
        const char c = page.p[i];
        const char next = (char)(page.p[i + 1] | 0x20);
        if (!tag && c == '<' && next >= 'a' && next <= 'z') {
            tag = true;
            scan = (tag_scan){0};
        } else if (tag && c == '>' && scan.state != IN_QUOTES) {
            tag = false;
        } else if (tag) {
            scan_byte(&scan, c);
        }
    }
    return scan.names > MOST_NAMES;
}

/* All at once: in pieces, the library may lose a quotation mark at their border. */
static void feed(reader *r, mds_sv page)
{
    if (page.n > INT32_MAX || has_crowded_tag(page)) {
        stop(r, MDS_ELIMIT);
        return;
    }
    (void)htmlParseChunk(r->parser, page.p, (int)page.n, 1);
}

mds_status mds_html_parse(mds_sv page, const mds_html_events *events, void *payload)
{
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
    htmlSAXHandler handler = {.startElement = start_element,
                              .endElement = end_element,
                              .characters = characters,
                              .cdataBlock = NULL,
                              .ignorableWhitespace = characters};
    reader r = {.events = events, .payload = payload};

    r.parser = htmlCreatePushParserCtxt(&handler, &r, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (r.parser == NULL) {
        return MDS_ENOMEM;
    }
    (void)htmlCtxtUseOptions(r.parser, options);
    r.parser->sax->serror = note_error;
    r.parser->sax->initialized = XML_SAX2_MAGIC;
    r.parser->userData = &r;
    feed(&r, page);
    htmlFreeParserCtxt(r.parser);
    return r.status;
}

const char *mds_html_attribute(mds_html_attributes attributes, const char *name)
{
    for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
        if (strcmp((const char *)attributes[i], name) == 0) {
            return attributes[i + 1] != NULL ? (const char *)attributes[i + 1] : "";
        }
    }
    return NULL;
}
