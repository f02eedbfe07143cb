/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the tags of an XML text are, byte by byte, so that a piece of it can be replaced while
 * everything else keeps its bytes. A parser has read the text before (base/xml.h): here nothing is
 * judged, what cannot be followed ends the scan. */
#ifndef MDS_EXPORTERS_XML_SCAN_H
#define MDS_EXPORTERS_XML_SCAN_H

#include "base/strbuf.h"

typedef struct mds_tag {
    size_t begin, end; /* of "<...>" */
    mds_sv prefix;     /* with its colon; empty when there is none */
    mds_sv name;       /* without it */
    bool closes;       /* "</name>" */
    bool empty;        /* "<name/>" */
} mds_tag;

/* The next tag at or behind *at, which moves behind it; comments, CDATA and instructions are
 * passed over. False at the end, or where the text cannot be followed. */
bool mds_scan__tag(mds_tag *out, mds_sv xml, size_t *at);

typedef struct mds_attribute {
    mds_sv value;      /* raw */
    size_t begin, end; /* with the blank before it */
} mds_attribute;

/* An attribute by its name as written; ":id" is one under any prefix. */
bool mds_scan__attribute(mds_attribute *out, mds_sv xml, const mds_tag *tag, const char *name);
/* Moves *at from behind a start tag to behind its end tag; *inner_end, if not NULL, gets where the
 * end tag begins. */
bool mds_scan__skip(size_t *inner_end, mds_sv xml, size_t *at, const mds_tag *tag);

/* Whether the bytes can be taken as they are: UTF-8, and said to be so if anything is said. */
bool mds_scan__is_utf8(mds_sv xml);

bool mds_scan__is(mds_sv text, const char *word);
/* Appends text with what XML needs escaped, and what a cell cannot hold left out. */
void mds_scan__escape(mds_strbuf *out, const char *text);

/* Appends the text that a piece of XML without tags stands for: that of CDATA too, none of
 * comments. An entity that is not known stands for itself. */
void mds_scan__unescape(mds_strbuf *out, mds_sv xml);

/* Keeps what the buffer holds in the arena and finishes the buffer. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_scan__keep(mds_sv *out, mds_arena *arena, mds_strbuf *text);

/* A copy of a text in which some pieces are replaced, in their order. */
typedef struct mds_splice {
    mds_strbuf *out;
    mds_sv xml;
    size_t copied; /* bytes of \c xml that are done with */
} mds_splice;

/* What is before \p begin is copied, what is before \p end is left out. The text that
 * takes its place is appended to \c out by the caller. */
void mds_splice__to(mds_splice *splice, size_t begin, size_t end);
/* Copies the rest. */
void mds_splice__finish(mds_splice *splice);

#endif
