/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Words in notes and remarks.
 */
#ifndef MDS_ENGINE_NOTE_WORDS_H
#define MDS_ENGINE_NOTE_WORDS_H

#include <mdsrisk/catalog.h>

/** The first of \p words that the match key \p note holds, or NULL. A Latin word counts from its
 *  beginning, so that "option" is found in "optional" and not in "adoption". */
const char *mds_note_words__find(const mds_strings *words, const char *note);

#endif
