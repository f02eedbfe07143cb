/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the tables of a translation. */
#ifndef MDS_ENGINE_TRANSLATE_REPORT_PARTS_H
#define MDS_ENGINE_TRANSLATE_REPORT_PARTS_H

#include "register_internal.h"
#include <mdsrisk/translate_report.h>

typedef struct mds_translate_words {
    mds_reg r;
    const mds_translation_result *result;
    const mds_form *from, *to;
} mds_translate_words;

/* The answer of the source to one of its questions as its form prints it, or why there is none. */
const char *mds_translate__source_word(mds_translate_words *w, uint32_t question);
/* Whether a person has to answer the question. */
static inline bool mds_translate__needs_person(const mds_translated *at)
{
    return at->state != MDS_TRANSLATED_NO_ANSWER && at->state != MDS_TRANSLATED_ENTAILED &&
           at->closed_by == MDS_NO_ORDINAL;
}

void mds_translate__summary(mds_translate_words *w, mds_table *out);
void mds_translate__steps(mds_translate_words *w, mds_table *out);
void mds_translate__values(mds_translate_words *w, mds_table *out);

#endif
