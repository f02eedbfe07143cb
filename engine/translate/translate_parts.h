/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Private to the translation: what reading the rules, judging what they leave, and the words of the
 * proof share.
 */
#ifndef MDS_ENGINE_TRANSLATE_PARTS_H
#define MDS_ENGINE_TRANSLATE_PARTS_H

#include "engine/translate_source.h"
#include <mdsrisk/translate.h>

/* What the source says to one of its questions. */
typedef struct mds_stated {
    mds_answer_bits answer; /* 0: nothing definite */
    mds_answer_bits can_be; /* what it can be, if nothing contradicts itself */
    uint32_t doubt[2];      /* a yes, and the no that denies it, because of which this is doubtful;
                               or MDS_NO_ORDINAL */
    const char *note;       /* match key */
} mds_stated;

/* What is gathered about a question of the target. */
typedef struct mds_gathered {
    mds_answer_bits takes, possible;
    mds_answer_bits settled; /* entailed before rules of several conditions are read backwards */
    mds_translation_step *steps;
    size_t count, capacity;
} mds_gathered;

typedef struct mds_translator {
    mds_arena *arena;
    const mds_translation_result *result;
    const mds_form *from, *to;
    bool to_left;
    mds_stated *stated; /* per question of the source */
    mds_gathered *at;   /* per question of the target */
    mds_diags *diags;
    mds_status status;
} mds_translator;

/** Memory of the translator's arena; NULL, and a status in the translator, when it is exhausted. */
void *mds_translate__alloc(mds_translator *t, size_t count, size_t size);

/** A new step of \p target; NULL, and a status in the translator, when memory is short. */
mds_translation_step *mds_translate__step(mds_translator *t, uint32_t target, mds_step_kind kind,
                                          const mds_translation_row *row);

/** Whether a step of \p row is among those gathered. */
bool mds_translate__has_step(const mds_gathered *at, const mds_translation_row *row);

/** The questions of one side of a row. */
static inline const uint32_t *mds_translate__side(const mds_translation_row *row, bool left,
                                                  size_t *count)
{
    *count = left ? row->left_count : row->right_count;
    return left ? row->left : row->right;
}

static inline bool mds_translate__contains(const uint32_t *list, size_t count, uint32_t question)
{
    size_t i = 0;
    while (i < count && list[i] != question) {
        i++;
    }
    return i < count;
}

/** The answer that the steps so far entail, or 0. */
mds_answer_bits mds_translate__entailed(const mds_gathered *at);

/** Writes what the steps of every question come to into \p at, one per question of the target. */
void mds_translate__judge(mds_translator *t, mds_translated *at);

/** Applies the rules of the catalog; \p at is what result->at shows. */
mds_status mds_translate__apply(mds_translation_result *result, mds_translated *at,
                                mds_arena *arena, mds_diags *diags);

#endif
