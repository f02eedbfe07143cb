/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The only door to the XML library: a streaming reader over a caller's read function.
 *
 * No network, no entity substitution, no DTD (a DOCTYPE is refused when it is met), no huge mode;
 * depth, bytes, tags, attributes and different names are bounded before the library sees
 * them. UTF-8 and UTF-16 are read. Names are local names without their prefix.
 */
#ifndef MDS_BASE_XML_H
#define MDS_BASE_XML_H

#include "base/strbuf.h"

typedef struct mds_xml mds_xml;

typedef enum mds_xml_event {
    MDS_XML_START, /* an element begins; an empty one gives START and then END */
    MDS_XML_END,
    MDS_XML_TEXT, /* text, CDATA and significant white space */
    MDS_XML_EOF,
    MDS_XML_ERROR /* malformed or over a bound: mds_xml_status(), mds_xml_reason() */
} mds_xml_event;

/** Reads up to \p n bytes into \p buffer; the count, 0 at the end, -1 on failure. */
typedef int (*mds_xml_read_fn)(void *payload, char *buffer, int n);

/** A reader of at most \p limit bytes; NULL when memory is short. */
mds_xml *mds_xml_new(mds_xml_read_fn read, void *payload, size_t limit);
/** NULL is allowed. */
void mds_xml_free(mds_xml *xml);

mds_xml_event mds_xml_next(mds_xml *xml);
/** Local name of the current START or END. */
const char *mds_xml_name(const mds_xml *xml);
/** Text of the current TEXT. */
const char *mds_xml_text(const mds_xml *xml);
/** Value of an attribute of the current START by local name, or NULL. Valid until the next call
 *  of mds_xml_next() or of this function. */
const char *mds_xml_attribute(mds_xml *xml, const char *name);
/** Depth of the current element; the root has 1. */
uint32_t mds_xml_depth(const mds_xml *xml);
/** Passes over the rest of the current START element, its END included. */
mds_xml_event mds_xml_skip(mds_xml *xml);
/** MDS_EFORMAT, MDS_ELIMIT, MDS_ENOMEM or MDS_EIO after MDS_XML_ERROR. */
mds_status mds_xml_status(const mds_xml *xml);
/** The parser's reason in English, with its line; "" when there is none. */
const char *mds_xml_reason(const mds_xml *xml);

#endif
