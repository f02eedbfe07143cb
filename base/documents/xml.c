/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml.h"

#include "base/utf8.h"
#include "xml_events.h"
#include "xml_guard.h"
#include <stdlib.h>
#include <string.h>

/* Bytes read at once. One more than two bytes of UTF-16 takes, in UTF-8. */
enum { CHUNK_BYTES = 16384, TEXT_BYTES = CHUNK_BYTES / 2 * 3 + 4 };
/* Bytes that the library gets at once. What is found in a piece with a fault counts for nothing. */
enum { PIECE_BYTES = 512 };

struct mds_xml {
    mds_xml_events events;   /* first: the library's calls get one pointer for both */
    const mds_xml_item *now; /* NULL before the first and behind the last */
    bool ended;              /* the library has seen the end of the document */
    mds_xml_read_fn read;
    void *payload;
    size_t left; /* bytes that may still be read */
    mds_status status;
    bool begun;            /* the encoding is known */
    mds_utf16 utf16;       /* of a document in UTF-16 */
    char text[TEXT_BYTES]; /* in UTF-8, not yet taken by the library */
    size_t at, end;
    mds_xml_guard guard;
    char reason[160];
};

/* Reads from the caller up to \p n bytes; -1 on failure. */
static int read_bounded(mds_xml *xml, char *buffer, size_t n)
{
    const int got = xml->read(xml->payload, buffer, (int)n);

    if (got < 0) {
        xml->status = MDS_EIO;
        return -1;
    }
    if ((size_t)got > xml->left) {
        xml->status = MDS_ELIMIT;
        return -1;
    }
    xml->left -= (size_t)got;
    return got;
}

/* A document is in UTF-8 or in UTF-16, whose first bytes are a mark or "<". */
static bool begins_utf16(mds_utf16 *out, const unsigned char *bytes, size_t n)
{
    const bool little =
        n >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == '<' && bytes[1] == '\0'));
    const bool big =
        n >= 2 && ((bytes[0] == 0xFE && bytes[1] == 0xFF) || (bytes[0] == '\0' && bytes[1] == '<'));

    *out = (mds_utf16){.on = little || big, .big_endian = big};
    return little || big;
}

/* The first bytes, enough of them to know the encoding. */
static int read_begin(mds_xml *xml, char *chunk)
{
    int n = 0;

    while (n < 2) {
        const int got = read_bounded(xml, chunk + n, (size_t)(CHUNK_BYTES - n));
        if (got <= 0) {
            return got < 0 ? got : n;
        }
        n += got;
    }
    xml->begun = true;
    (void)begins_utf16(&xml->utf16, (const unsigned char *)chunk, (size_t)n);
    return n;
}

/* Half a unit of UTF-16 gives no text yet: more is read. -1 on failure, 0 at the end. */
static int read_chunk(mds_xml *xml)
{
    char chunk[CHUNK_BYTES];
    int got;

    xml->at = xml->end = 0;
    do {
        got = xml->begun ? read_bounded(xml, chunk, sizeof chunk) : read_begin(xml, chunk);
        if (got > 0 && xml->utf16.on) {
            xml->end = mds_utf16_decode(&xml->utf16, xml->text, chunk, (size_t)got);
        } else if (got > 0) {
            memcpy(xml->text, chunk, (size_t)got);
            xml->end = (size_t)got;
        }
    } while (got > 0 && xml->end == 0);
    return got;
}

/* Fills the text with the next bytes, as UTF-8 that the guard has seen; false when it fails. */
static bool fill(mds_xml *xml)
{
    const int got = read_chunk(xml);

    if (got <= 0 || mds_xml__guard_pass(&xml->guard, xml->text, xml->end)) {
        return got >= 0;
    }
    xml->status = xml->guard.forbidden ? MDS_EFORMAT : MDS_ELIMIT;
    (void)snprintf(xml->reason, sizeof xml->reason, "%s", xml->guard.reason);
    return false;
}

/* The next bytes, up to \p n of them: fewer at the end alone. -1 on failure. */
static int read_text(mds_xml *xml, char *buffer, size_t n)
{
    size_t have = 0;

    while (have < n) {
        if (xml->at == xml->end && !fill(xml)) {
            return -1;
        }
        if (xml->at == xml->end) {
            break;
        }
        const size_t left = xml->end - xml->at;
        const size_t take = left < n - have ? left : n - have;
        memcpy(buffer + have, xml->text + xml->at, take);
        xml->at += take;
        have += take;
    }
    return (int)have;
}

/* Keeps the first error, as one line. The handler belongs to this reader alone: the library's
 * global handlers are left to the embedding program. */
static void keep_reason(void *context, xmlErrorPtr error)
{
    mds_xml *xml = context;

    if (xml->reason[0] != '\0' || error == NULL || error->message == NULL) {
        return;
    }
    (void)snprintf(xml->reason, sizeof xml->reason, "line %d: %s", error->line, error->message);
    xml->reason[strcspn(xml->reason, "\n")] = '\0';
    /* The library calls a text over its own bound a lack of memory. */
    if (error->code == XML_ERR_NO_MEMORY) {
        xml->status = strstr(xml->reason, "huge") != NULL ? MDS_ELIMIT : MDS_ENOMEM;
    }
}

/* The library wants the first four bytes apart, to know the encoding. */
static bool begin(mds_xml *xml)
{
    /* No XML_PARSE_NOENT, DTDLOAD or HUGE: entities stay unexpanded and the library's own bounds
     * hold. It gets UTF-8, whatever the declaration says. */
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                        XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC;
    xmlSAXHandler handler;
    char first[4];

    const int n = read_text(xml, first, sizeof first);
    if (n < 0) {
        return true; /* the status says why */
    }
    mds_xml__events_handler(&handler);
    handler.serror = keep_reason;
    const bool whole = n == (int)sizeof first;
    xml->events.parser =
        xmlCreatePushParserCtxt(&handler, xml, whole ? first : NULL, whole ? n : 0, NULL);
    if (xml->events.parser == NULL || xmlCtxtUseOptions(xml->events.parser, options) != 0) {
        return false;
    }
    if (!whole) {
        (void)xmlParseChunk(xml->events.parser, first, n, 0);
    }
    return true;
}

mds_xml *mds_xml_new(mds_xml_read_fn read, void *payload, size_t limit)
{
    mds_xml *xml = calloc(1, sizeof *xml);

    if (xml == NULL) {
        return NULL;
    }
    xml->read = read;
    xml->payload = payload;
    xml->left = limit;
    mds_xml__events_init(&xml->events);
    xmlResetLastError();
    if (!begin(xml)) {
        mds_xml_free(xml);
        return NULL;
    }
    xmlResetLastError();
    return xml;
}

void mds_xml_free(mds_xml *xml)
{
    if (xml == NULL) {
        return;
    }
    xmlFreeParserCtxt(xml->events.parser);
    mds_xml__events_finish(&xml->events);
    free(xml);
}

static mds_xml_event fail(mds_xml *xml, mds_status status, const char *reason)
{
    if (xml->status == MDS_OK) {
        xml->status = status;
    }
    if (xml->reason[0] == '\0') {
        (void)snprintf(xml->reason, sizeof xml->reason, "%s", reason);
    }
    return MDS_XML_ERROR;
}

/* The library's buffers know no reader to complain to: what they had no memory for is simply
 * missing. The thread's last error tells. */
static bool lost_memory(void)
{
    const xmlError *last = xmlGetLastError();

    return last != NULL && last->code == XML_ERR_NO_MEMORY;
}

/* Hands the library the next piece of the document, or its end. False on failure. */
static bool push(mds_xml *xml)
{
    char piece[PIECE_BYTES];
    mds_xml_events *events = &xml->events;
    const int n = read_text(xml, piece, sizeof piece);

    mds_xml__events_clear(events);
    if (n < 0) {
        return false;
    }
    const int error = xmlParseChunk(events->parser, piece, n, n == 0);
    xml->ended = n == 0;
    if (events->status != MDS_OK) {
        char reason[sizeof xml->reason];
        (void)snprintf(reason, sizeof reason, "line %d: %s", events->line, events->reason);
        (void)fail(xml, events->status, events->line > 0 ? reason : events->reason);
        return false;
    }
    return error == 0 && events->parser->wellFormed != 0;
}

mds_xml_event mds_xml_next(mds_xml *xml)
{
    if (xml->status == MDS_OK && lost_memory()) {
        return fail(xml, MDS_ENOMEM, "out of memory");
    }
    if (xml->status != MDS_OK) {
        return MDS_XML_ERROR;
    }
    while ((xml->now = mds_xml__events_next(&xml->events)) == NULL) {
        if (xml->ended) {
            return MDS_XML_EOF;
        }
        const bool done = push(xml);
        if (xml->status == MDS_OK && lost_memory()) {
            return fail(xml, MDS_ENOMEM, "out of memory");
        }
        if (!done) {
            return fail(xml, MDS_EFORMAT, "malformed XML");
        }
    }
    return xml->now->event;
}

const char *mds_xml_name(const mds_xml *xml)
{
    return xml->now != NULL ? xml->now->name : "";
}

const char *mds_xml_text(const mds_xml *xml)
{
    const bool text = xml->now != NULL && xml->now->event == MDS_XML_TEXT;

    return text ? xml->events.text.p + xml->now->text : "";
}

/* A prefixed attribute ("r:id") is found by its local name, whatever the prefix. */
const char *mds_xml_attribute(mds_xml *xml, const char *name)
{
    const size_t count = xml->now != NULL ? xml->now->count : 0;

    for (size_t i = 0; i < count; i++) {
        const mds_xml_value *value = &xml->events.values[xml->now->first + i];
        if (strcmp(value->name, name) == 0) {
            return xml->events.text.p + value->text;
        }
    }
    return NULL;
}

uint32_t mds_xml_depth(const mds_xml *xml)
{
    return xml->now != NULL ? xml->now->depth : 1;
}

mds_xml_event mds_xml_skip(mds_xml *xml)
{
    uint32_t open = 1;

    while (open > 0) {
        const mds_xml_event event = mds_xml_next(xml);
        if (event == MDS_XML_EOF || event == MDS_XML_ERROR) {
            return event;
        }
        open += event == MDS_XML_START;
        open -= event == MDS_XML_END;
    }
    return MDS_XML_END;
}

mds_status mds_xml_status(const mds_xml *xml)
{
    return xml->status;
}

const char *mds_xml_reason(const mds_xml *xml)
{
    return xml->reason;
}
