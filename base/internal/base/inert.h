/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Text that others wrote, as it may be shown: it can neither begin a line of its own, nor steer a
 * terminal, nor turn the direction of what follows. Files keep it as it is.
 */
#ifndef MDS_BASE_INERT_H
#define MDS_BASE_INERT_H

#include "base/strbuf.h"

/** Bytes of the character at \p p when it is one that steers: a control character (C0, DEL, C1), a
 *  mark of direction (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), a separator of
 *  lines or paragraphs (U+2028, U+2029), or a byte that is no UTF-8. 0 for any other. \p p is not
 *  the terminating NUL. */
size_t mds_inert_steers(const char *p);

/** Appends \p text as one line. Line ends become " / ", tabs blanks; other characters that steer
 *  are shown by their code, as "[U+202E]", or "[xE9]" for a byte that is no UTF-8. */
void mds_inert_line(mds_strbuf *out, const char *text);

/** The same with line feeds, carriage returns and tabs as they are: for cells and paragraphs. */
void mds_inert_lines(mds_strbuf *out, const char *text);

/** \p text when it is one line that steers nothing, else such a copy in \p arena; NULL when the
 *  arena is exhausted. */
const char *mds_inert_text(mds_arena *arena, const char *text);

#endif
