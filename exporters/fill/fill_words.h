/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words in a template's answer cells mean, and which word to write. */
#ifndef MDS_EXPORTERS_FILL_WORDS_H
#define MDS_EXPORTERS_FILL_WORDS_H

#include "fill_text.h"
#include <mdsrisk/disclosure.h>

/* How a text answers a question: YES, NO, NA, SEE_NOTE; UNANSWERED when it is empty or says
 * nothing; UNREADABLE when it is no answer. Option numbers ("1. ") and what follows the word do
 * not count. */
MDS_NODISCARD mds_status mds_fill__meaning(mds_answer_state *out, mds_arena *scratch,
                                           const mds_catalog *catalog, const mds_form *form,
                                           uint32_t question, const char *text);

/* The first of the words that means \p state, or NULL. */
MDS_NODISCARD mds_status mds_fill__offered(const char **out, mds_arena *scratch,
                                           const mds_catalog *catalog, const mds_form *form,
                                           uint32_t question, const mds_offers *offers,
                                           mds_answer_state state);

/* What to put into the column of the answer that is chosen: what the cell offers, else what the
 * form's own directions quote, else a circle. */
const char *mds_fill__sign(const mds_catalog *catalog, const mds_template_book *book,
                           const mds_offers *offers);

#endif
