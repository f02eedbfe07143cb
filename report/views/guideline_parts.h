/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that put the guideline view into words. */
#ifndef MDS_ENGINE_GUIDELINE_PARTS_H
#define MDS_ENGINE_GUIDELINE_PARTS_H

#include "clause_words.h"
#include "engine/clauses.h"

typedef struct mds_guideline_words {
    mds_reg r;
    const mds_guideline_view *view;
} mds_guideline_words;

/* The tables; each begins and finishes its own. */
void mds_guideline__clauses(mds_guideline_words *w, mds_table *out);
void mds_guideline__summary(mds_guideline_words *w, mds_table *out);

/* The form whose items name the clauses. */
const mds_form *mds_guideline__edition(const mds_guideline_words *w, uint32_t form);
/* A copy of what the buffer holds; the buffer is finished. */
const char *mds_guideline__taken(mds_guideline_words *w, mds_strbuf *buf);
/* A line feed, unless the text is still empty. */
void mds_guideline__new_line(mds_strbuf *out);

#endif
