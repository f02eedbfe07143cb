/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposals as the catalog's files hold them: unreviewed, each with its reasons. */
#include "adopt_parts.h"

#include "base/num.h"
#include <string.h>

/* The rows that a person has reviewed and that still hold. */
static bool keep_rows(adopting *a)
{
    for (size_t t = 0; a->own != MDS_NO_ORDINAL && t < a->catalog->translation_count; t++) {
        const mds_translation *from = &a->catalog->translations[t];
        if (from->left != a->own && from->right != a->own) {
            continue;
        }
        const bool new_left = from->left == a->own;
        adopt_pair *pair = mds_adopt__pair_with(a, new_left ? from->right : from->left);
        for (size_t i = 0; i < from->row_count; i++) {
            mds_translation_row row = from->rows[i];
            if (adopt_is_reviewed(row.review) && !mds_adopt__renumber(&row, a, new_left)) {
                return false;
            }
            if (!adopt_is_reviewed(row.review) || row.left_count == 0) {
                pair->touched = true; /* a row less */
                continue;
            }
            a->kept++;
            if (!mds_adopt__add_row(a, pair, row)) {
                return false;
            }
        }
    }
    return true;
}

static bool keep_facts(adopting *a)
{
    const mds_crosswalk *from = a->own != MDS_NO_ORDINAL ? &a->catalog->crosswalks[a->own] : NULL;

    for (size_t i = 0; from != NULL && i < from->row_count; i++) {
        mds_crosswalk_row row = from->rows[i];
        row.question = a->renumbered[row.question];
        if (row.question != MDS_NO_ORDINAL && adopt_is_reviewed(row.review) &&
            !mds_adopt__add_fact(a, row)) {
            return false;
        }
    }
    return true;
}

/* "same number; same clauses; wording 0.42" in one language. */
static const char *reasons_of(const adopting *a, const mds_proposal *at, mds_lang lang)
{
    const struct {
        const char *key;
        double part;
    } parts[] = {{"learn.reason.number", at->number},
                 {"learn.reason.clauses", at->clauses},
                 {"learn.reason.wording", at->wording}};
    mds_strbuf text;

    mds_strbuf_init(&text, 4096);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        char number[MDS_NUM_SIZE];
        if (parts[i].part < 0) {
            continue;
        }
        mds_num_fixed(number, parts[i].part, 2);
        const char *const args[] = {number};
        mds_strbuf_puts(&text, text.n > 0 ? ", " : "");
        mds_strbuf_template(&text, mds_catalog_text(a->catalog, lang, parts[i].key), args, 1);
    }
    const char *made = mds_strbuf_copy(&text, a->arena);
    mds_strbuf_finish(&text);
    return made;
}

static bool rationale_of(mds_text *out, const adopting *a, const mds_proposal *at)
{
    char score[MDS_NUM_SIZE];

    mds_num_fixed(score, at->score, 2);
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const char *reasons = reasons_of(a, at, (mds_lang)lang);
        const char *const args[] = {score, reasons};
        out->in[lang] =
            reasons != NULL ? mds_adopt__text(a, "learn.rationale", args, 2).in[lang] : NULL;
        if (out->in[lang] == NULL) {
            return false;
        }
    }
    return true;
}

static bool add_proposal(adopting *a, const mds_proposal *at)
{
    adopt_pair *pair = mds_adopt__pair_with(a, at->form);
    uint32_t *sides = mds_arena_alloc(a->arena, 2, sizeof *sides);

    if (sides == NULL) {
        return false;
    }
    sides[0] = at->question;
    sides[1] = at->known;
    mds_translation_row row = {.id = mds_adopt__row_id(a, pair, &sides[0], 1, &sides[1], 1),
                               .left = &sides[pair->new_left ? 0 : 1],
                               .right = &sides[pair->new_left ? 1 : 0],
                               .left_count = 1,
                               .right_count = 1,
                               .relation = at->relation,
                               .concept_relation = at->relation,
                               .review = MDS_REVIEW_UNREVIEWED,
                               .certainty = MDS_CERTAINTY_PROVISIONAL};
    if (row.id == NULL || !rationale_of(&row.rationale, a, at)) {
        return false;
    }
    if (mds_adopt__has_row(pair, row.id)) {
        return true; /* reviewed already */
    }
    pair->touched = true;
    return mds_adopt__add_row(a, pair, row);
}

/* Whether a person has related a question already: what else was proposed for it is settled. */
static bool is_related(const adopting *a, uint32_t question)
{
    for (size_t p = 0; p < a->pair_count; p++) {
        const adopt_pair *pair = &a->pairs[p];
        for (size_t i = 0; i < pair->count; i++) {
            const mds_translation_row *row = &pair->rows[i];
            const uint32_t *own = pair->new_left ? row->left : row->right;
            const size_t count = pair->new_left ? row->left_count : row->right_count;
            for (size_t k = 0; k < count; k++) {
                if (own[k] == question && adopt_is_reviewed(row->review)) {
                    return true;
                }
            }
        }
    }
    return false;
}

static bool has_fact(const adopting *a, uint32_t question)
{
    for (size_t i = 0; i < a->fact_count; i++) {
        if (a->facts[i].question == question) {
            return true;
        }
    }
    return false;
}

mds_status mds_adopt_draft(mds_adopted *out, mds_arena *arena, const mds_catalog *catalog,
                           const mds_form *form, const mds_proposals *proposals)
{
    adopting a;
    mds_status status = mds_adopt__begin(&a, arena, catalog, form);

    if (status != MDS_OK) {
        return status;
    }
    bool enough = keep_rows(&a) && keep_facts(&a);
    for (size_t i = 0; i < proposals->count && enough; i++) {
        const mds_proposal *at = &proposals->at[i];
        if (is_related(&a, at->question) || mds_adopt__excuse(&a, at->question) != NULL) {
            continue;
        }
        enough = add_proposal(&a, at);
        if (enough && at->relation == MDS_RELATION_EQUAL && !has_fact(&a, at->question)) {
            enough = mds_adopt__facts_through(&a, at->question, at->form, at->known, at->relation,
                                              MDS_REVIEW_UNREVIEWED, "learn.fact.proposed");
        }
    }
    return enough ? mds_adopt__end(out, &a) : mds_arena_status(arena);
}
