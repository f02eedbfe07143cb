/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Looks at the bytes of an XML document before the library does, and stops what would cost it
 * memory or time out of proportion: tags with thousands of attributes or a megabyte long,
 * thousands of different names, a document type. Private to xml.c.
 */
#ifndef MDS_BASE_XML_GUARD_H
#define MDS_BASE_XML_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Slots for the hashes of names; at most half of them are used. */
enum { MDS_XML_GUARD_SLOTS = 8192 };

typedef struct mds_xml_guard {
    int state;
    char quote;        /* that ends the value being read */
    bool namespace;    /* the value being read names a namespace */
    size_t matched;    /* bytes of the mark that ends, or begins, a comment or CDATA */
    size_t tag_bytes;  /* of the tag being read */
    size_t name_bytes; /* of the name being read */
    size_t attributes; /* of the tag being read */
    uint64_t hash;     /* of the name being read */
    size_t name_count; /* different ones so far */
    uint64_t names[MDS_XML_GUARD_SLOTS];
    const char *reason; /* NULL, or why the document is refused */
    bool forbidden;     /* not for its size, but for what it is */
} mds_xml_guard;

/** Looks at the next \p n bytes of the document, in UTF-8. \p guard begins as zero. False when
 *  the document is refused: guard->reason says why, in English. */
bool mds_xml__guard_pass(mds_xml_guard *guard, const char *bytes, size_t n);

#endif
