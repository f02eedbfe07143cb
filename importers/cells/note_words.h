/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the readers of answers and of references to notes share: where words end.
 */
#ifndef MDS_IMPORTERS_NOTE_WORDS_H
#define MDS_IMPORTERS_NOTE_WORDS_H

#include "words.h"

/* Bytes at the beginning of a cell within which an answer word or a note's label must end. */
enum { MDS_WORDS_HEAD = 72 };

/* Length of the blank at \p p: ASCII, no-break or ideographic; 0 when there is none. */
size_t mds_words__blank_at(const char *p, size_t n);
/* Length of the mark at \p p that may part an answer from its note; 0 when there is none. */
size_t mds_words__separator_at(const char *p, size_t n);
/* The key of the first \p n bytes of \p text. */
const char *mds_words__head_key(mds_arena *scratch, const char *text, size_t n);
/* What follows a word without what parts it from the word, and without the brackets around it;
 * \p in_brackets becomes true where there were some. */
mds_sv mds_words__unwrap(mds_sv rest, bool *in_brackets);

#endif
