/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that needs nothing but itself: no request, its style and script known by hash. Text goes
 * in escaped, so that what a form says never becomes markup. What is written is well-formed as XML.
 */
#ifndef MDS_EXPORTERS_HTML_H
#define MDS_EXPORTERS_HTML_H

#include "export_internal.h"

/* The head of a page up to the beginning of its body; \p script, or NULL, ends it. Neither holds a
 * "<" or a "&". */
void mds_html__begin(mds_strbuf *out, mds_lang lang, const char *title, const char *style,
                     const char *script);
void mds_html__end(mds_strbuf *out, const char *script);
/* Text of an element or of an attribute in double quotes. */
void mds_html__text(mds_strbuf *out, const char *text);
/* "<p class="why">text</p>"; \p class NULL: none. */
void mds_html__element(mds_strbuf *out, const char *name, const char *class, const char *text);

#endif
