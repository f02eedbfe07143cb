/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/html.h"

#include <libxml/HTMLparser.h>
#include <mdsrisk/limits.h>
#include <string.h>

/* Bytes given to the library at once; names of a tag that does not end within them; bytes of a name
 * that the library takes for one. */
enum { CHUNK_BYTES = 2048, MOST_NAMES = 1024, MOST_DEPTH = 512, NAME_BYTES = 64 };

/* A tag of which the end is not there yet. */
typedef struct tag_scan {
    enum { BETWEEN, IN_NAME, BEHIND_NAME, BEHIND_EQUALS, IN_QUOTES, IN_VALUE } state;
    char quote;
    size_t names, name_bytes;
    size_t seen;        /* bytes of it */
    unsigned long base; /* where it begins */
    size_t begin;
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

/* What the library holds back waits for the end of a tag or a comment; whether the tag has more
 * attributes than any that a program writes. */
static bool holds_too_much(const reader *r, tag_scan *s)
{
    const htmlParserInputPtr input = r->parser->input;
    const size_t held = input != NULL ? (size_t)(input->end - input->cur) : 0;

    if (held < 2 || input->cur[0] != '<' || input->cur[1] == '!' || input->cur[1] == '?') {
        *s = (tag_scan){0};
        return false;
    }
    const size_t begin = (size_t)(input->cur - input->base);
    if (input->consumed != s->base || begin != s->begin) {
        *s = (tag_scan){.base = input->consumed, .begin = begin};
    }
    for (; s->seen < held; s->seen++) {
        scan_byte(s, (char)input->cur[s->seen]);
    }
    return s->names > MOST_NAMES;
}

static void feed(reader *r, mds_sv page)
{
    tag_scan scan = {0};
    size_t at = 0;

    while (at < page.n && r->status == MDS_OK) {
        const size_t n = page.n - at < CHUNK_BYTES ? page.n - at : CHUNK_BYTES;
        (void)htmlParseChunk(r->parser, page.p + at, (int)n, 0);
        at += n;
        if (r->status == MDS_OK && holds_too_much(r, &scan)) {
            stop(r, MDS_ELIMIT);
        }
    }
    if (r->status == MDS_OK) {
        (void)htmlParseChunk(r->parser, "", 0, 1);
    }
}

mds_status mds_html_parse(mds_sv page, const mds_html_events *events, void *payload)
{
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOIMPLIED;
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
