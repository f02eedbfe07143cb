/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Text by display width, full-width characters taking two columns: for terminals and for the
 * heights of spreadsheet rows.
 */
#ifndef MDS_ENGINE_TEXT_WIDTH_H
#define MDS_ENGINE_TEXT_WIDTH_H

#include "base/strbuf.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Bytes of the character at \p p, which is not the terminating NUL, its code point, and its
 *  columns: 2 when it is East Asian Wide or Fullwidth (Unicode Standard Annex 11), 0 when it
 *  combines with the one before it. A byte that is no character counts as one. */
size_t mds_text_next(const char *p, uint32_t *code, size_t *width);
/** Columns of \p text. */
size_t mds_text_width(const char *text);
/** Lines that \p text takes when it is wrapped at \p columns; at least 1. */
size_t mds_text_lines(const char *text, size_t columns);
/** Appends \p n blanks. */
void mds_text_blanks(mds_strbuf *out, size_t n);
/** Appends \p text and a line end, broken so that no line is longer than \p line columns where its
 *  words allow. Its first line begins at \p column, the others begin at \p hang. */
void mds_text_wrap(mds_strbuf *out, size_t line, size_t column, size_t hang, const char *text);

#endif
