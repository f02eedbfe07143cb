/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xml_events.h"

#include <libxml/dict.h>
#include <stdlib.h>
#include <string.h>

/* The library's own bound of a text in its trees; beside it, room for the values of a tag. */
enum { TEXT_BYTES = 10000000, VALUE_BYTES = 4 << 20 };

void mds_xml__events_init(mds_xml_events *events)
{
    *events = (mds_xml_events){.status = MDS_OK};
    mds_strbuf_init(&events->text, (size_t)TEXT_BYTES + VALUE_BYTES);
}

void mds_xml__events_finish(mds_xml_events *events)
{
    free(events->items);
    free(events->values);
    mds_strbuf_finish(&events->text);
}

void mds_xml__events_clear(mds_xml_events *e)
{
    const size_t n = e->run != MDS_XML_RUN_NONE ? e->text.n - e->run_at : 0;

    if (n > 0) {
        memmove(e->text.p, e->text.p + e->run_at, n);
    }
    e->text.n = n;
    e->run_at = 0;
    e->count = e->at = e->value_count = 0;
}

const mds_xml_item *mds_xml__events_next(mds_xml_events *e)
{
    return e->at < e->count ? &e->items[e->at++] : NULL;
}

/* The parser ends with what it does, and is not called again. */
static void stop(mds_xml_events *e, mds_status status, const char *reason)
{
    if (e->status == MDS_OK) {
        e->status = status;
        e->reason = reason;
    }
    xmlStopParser(e->parser);
}

/* As the library says it of a text in its trees. */
static void stop_huge(mds_xml_events *e)
{
    const int line = e->parser->input != NULL ? e->parser->input->line : 0;

    if (e->status == MDS_OK) {
        e->line = line;
    }
    stop(e, MDS_ELIMIT, "xmlSAX2Characters: huge text node");
}

static bool put(mds_xml_events *e, const xmlChar *bytes, size_t n)
{
    mds_strbuf_append(&e->text, bytes, n);
    if (e->text.status == MDS_ELIMIT) {
        stop_huge(e);
    } else if (e->text.status != MDS_OK) {
        stop(e, e->text.status, "out of memory");
    }
    return e->text.status == MDS_OK;
}

/* Room for one more of \p size bytes. */
static bool grow(mds_xml_events *e, void **list, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity) {
        return true;
    }
    const size_t grown = *capacity < 64 ? 64 : *capacity * 2;
    void *fresh = realloc(*list, grown * size);
    if (fresh == NULL) {
        stop(e, MDS_ENOMEM, "out of memory");
        return false;
    }
    *list = fresh;
    *capacity = grown;
    return true;
}

static mds_xml_item *add(mds_xml_events *e, mds_xml_event event, const char *name)
{
    void *list = e->items;

    if (e->status != MDS_OK || !grow(e, &list, &e->capacity, e->count, sizeof *e->items)) {
        return NULL;
    }
    e->items = list;
    e->items[e->count] = (mds_xml_item){.event = event, .depth = e->depth, .name = name};
    return &e->items[e->count++];
}

/* Ends the text that is open. */
static void end_run(mds_xml_events *e)
{
    const mds_xml_run run = e->run;

    e->run = MDS_XML_RUN_NONE;
    if (run == MDS_XML_RUN_NONE || !put(e, (const xmlChar *)"", 1)) {
        return;
    }
    mds_xml_item *item = add(e, MDS_XML_TEXT, "");
    if (item != NULL) {
        item->text = e->run_at;
        item->depth++;
    }
}

static void go_on(mds_xml_events *e, mds_xml_run run, const xmlChar *text, int n)
{
    if (e->status != MDS_OK || n < 0) {
        return;
    }
    if (e->run != run) {
        end_run(e);
        e->run = run;
        e->run_at = e->text.n;
    }
    if ((size_t)n > TEXT_BYTES - (e->text.n - e->run_at)) {
        stop_huge(e);
        return;
    }
    (void)put(e, text, (size_t)n);
}

static void characters(void *context, const xmlChar *text, int n)
{
    go_on(context, MDS_XML_RUN_TEXT, text, n);
}

static void cdata(void *context, const xmlChar *text, int n)
{
    go_on(context, MDS_XML_RUN_CDATA, text, n);
}

static void comment(void *context, const xmlChar *text)
{
    (void)text;
    end_run(context);
}

static void instruction(void *context, const xmlChar *target, const xmlChar *text)
{
    (void)target;
    (void)text;
    end_run(context);
}

/* A prefix that no namespace is declared for stays part of the name. */
static const char *local_name(mds_xml_events *e, const xmlChar *name, const xmlChar *prefix,
                              const xmlChar *uri)
{
    const xmlChar *local =
        prefix != NULL && uri == NULL ? xmlDictQLookup(e->parser->dict, prefix, name) : name;

    if (local == NULL) {
        stop(e, MDS_ENOMEM, "out of memory");
    }
    return local != NULL ? (const char *)local : "";
}

/* The parser leaves "&" as "&#38;" in a value, for a tree to read once more. */
static bool put_value(mds_xml_events *e, const xmlChar *text, size_t n)
{
    static const char sign[] = "&#38;";
    const size_t length = sizeof sign - 1;
    const xmlChar *end = text + n;

    while (text < end) {
        const xmlChar *found = memchr(text, '&', (size_t)(end - text));
        const size_t plain = (size_t)((found != NULL ? found + 1 : end) - text);
        if (!put(e, text, plain)) {
            return false;
        }
        text += plain;
        if (found != NULL && (size_t)(end - found) >= length && memcmp(found, sign, length) == 0) {
            text = found + length;
        }
    }
    return put(e, (const xmlChar *)"", 1);
}

static bool add_value(mds_xml_events *e, const char *name)
{
    void *list = e->values;

    if (!grow(e, &list, &e->value_capacity, e->value_count, sizeof *e->values)) {
        return false;
    }
    e->values = list;
    e->values[e->value_count++] = (mds_xml_value){name, e->text.n};
    return true;
}

static bool add_values(mds_xml_events *e, int namespaces, const xmlChar **declared, int count,
                       const xmlChar **attributes)
{
    bool done = true;

    for (int i = 0; i < namespaces && done; i++) {
        const xmlChar *prefix = declared[2 * i];
        const xmlChar *uri = declared[2 * i + 1];
        done = add_value(e, prefix != NULL ? (const char *)prefix : "xmlns") &&
               put(e, uri, uri != NULL ? strlen((const char *)uri) : 0) &&
               put(e, (const xmlChar *)"", 1);
    }
    for (int i = 0; i < count && done; i++) {
        const xmlChar **a = attributes + (ptrdiff_t)5 * i;
        done = add_value(e, local_name(e, a[0], a[1], a[2])) &&
               put_value(e, a[3], (size_t)(a[4] - a[3]));
    }
    return done;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespaces, const xmlChar **declared, int count,
                          int defaulted, const xmlChar **attributes)
{
    mds_xml_events *e = context;

    (void)defaulted;
    if (e->status != MDS_OK) {
        return;
    }
    end_run(e);
    if (e->depth == MDS_LIMIT_XML_DEPTH) {
        stop(e, MDS_ELIMIT, "elements are nested too deeply");
        return;
    }
    e->depth++;
    mds_xml_item *item = add(e, MDS_XML_START, local_name(e, name, prefix, uri));
    if (item == NULL) {
        return;
    }
    item->first = e->value_count;
    item->count = (size_t)(namespaces + count);
    (void)add_values(e, namespaces, declared, count, attributes);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri)
{
    mds_xml_events *e = context;

    if (e->status != MDS_OK || e->depth == 0) {
        return;
    }
    end_run(e);
    (void)add(e, MDS_XML_END, local_name(e, name, prefix, uri));
    e->depth--;
}

void mds_xml__events_handler(xmlSAXHandler *out)
{
    /* Text and white space go the same way: the library then does not guess which is which. */
    *out = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                           .startElementNs = start_element,
                           .endElementNs = end_element,
                           .characters = characters,
                           .ignorableWhitespace = characters,
                           .cdataBlock = cdata,
                           .comment = comment,
                           .processingInstruction = instruction};
}
