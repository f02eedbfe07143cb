/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the XML library's parser calls for a piece of a document, kept in its order until it is
 * asked for. Private to xml.c.
 */
#ifndef MDS_BASE_XML_EVENTS_H
#define MDS_BASE_XML_EVENTS_H

#include "base/xml.h"
#include <libxml/parser.h>
#include <mdsrisk/limits.h>

typedef struct mds_xml_item {
    mds_xml_event event; /* START, END or TEXT */
    uint32_t depth;      /* of the element; a text has one more than its element */
    const char *name;    /* of an element: the parser's own copy */
    size_t text;         /* of a text: where it begins */
    size_t first, count; /* of a START: its attributes */
} mds_xml_item;

typedef struct mds_xml_value {
    const char *name; /* the parser's own copy */
    size_t text;      /* where the value begins */
} mds_xml_value;

typedef enum mds_xml_run { MDS_XML_RUN_NONE, MDS_XML_RUN_TEXT, MDS_XML_RUN_CDATA } mds_xml_run;

typedef struct mds_xml_events {
    xmlParserCtxtPtr parser;
    mds_xml_item *items;
    size_t count, capacity, at;
    mds_xml_value *values;
    size_t value_count, value_capacity;
    mds_strbuf text; /* texts and values, each ended by NUL */
    mds_xml_run run; /* a text that may go on, at the end of \p text */
    size_t run_at;
    uint32_t depth;     /* open elements */
    mds_status status;  /* MDS_OK, MDS_ENOMEM or MDS_ELIMIT */
    const char *reason; /* in English */
    int line;           /* of the document; 0 where it does not matter */
} mds_xml_events;

/** The calls that fill the events; their context is a mds_xml_events. */
void mds_xml__events_handler(xmlSAXHandler *out);
void mds_xml__events_init(mds_xml_events *events);
void mds_xml__events_finish(mds_xml_events *events);
/** Forgets what has been asked for, but for a text that may go on. */
void mds_xml__events_clear(mds_xml_events *events);
/** The next one, or NULL. */
const mds_xml_item *mds_xml__events_next(mds_xml_events *events);

#endif
