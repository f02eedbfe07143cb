/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The other door to the XML library: HTML as browsers take it, as a stream of tags and texts.
 * Elements that the page leaves open end by themselves. Nothing is fetched; depth, bytes and
 * attributes are bounded before the library sees them.
 */
#ifndef MDS_BASE_HTML_H
#define MDS_BASE_HTML_H

#include "base/strbuf.h"

/** Names and values in turn, ended by NULL; a value may be NULL. NULL: there are none. */
typedef const unsigned char **mds_html_attributes;

/** What is called for each tag and text; names are in lower case. False stops the reading. */
typedef struct mds_html_events {
    bool (*start)(void *payload, const char *name, mds_html_attributes attributes);
    bool (*end)(void *payload, const char *name);
    bool (*text)(void *payload, const char *text, size_t n);
} mds_html_events;

/** Reads a page in UTF-8. MDS_ELIMIT when it passes a bound, MDS_ENOMEM, MDS_EINVAL when an event
 *  stopped it. */
MDS_NODISCARD mds_status mds_html_parse(mds_sv page, const mds_html_events *events, void *payload);

/** The value of an attribute, "" when it has none; NULL when it is not there. */
const char *mds_html_attribute(mds_html_attributes attributes, const char *name);

#endif
