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
        adopt_pair *pair = adopt_pair_with(a, new_left ? from->right : from->left);
        for (size_t i = 0; i < from->row_count; i++) {
            mds_translation_row row = from->rows[i];
            if (adopt_is_reviewed(row.review) && !adopt_renumber(&row, a, new_left)) {
                return false;
            }
            if (!adopt_is_reviewed(row.review) || row.left_count == 0) {
                pair->touched = true; /* a row less */
                continue;
            }
            a->kept++;
            if (!adopt_add_row(a, pair, row)) {
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
            !adopt_add_fact(a, row)) {
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
        out->in[lang] = reasons != NULL ? adopt_text(a, "learn.rationale", args, 2).in[lang] : NULL;
        if (out->in[lang] == NULL) {
            return false;
        }
    }
    return true;
}

static bool add_proposal(adopting *a, const mds_proposal *at)
{
    adopt_pair *pair = adopt_pair_with(a, at->form);
    uint32_t *sides = mds_arena_alloc(a->arena, 2, sizeof *sides);

    if (sides == NULL) {
        return false;
    }
    sides[0] = at->question;
    sides[1] = at->known;
    mds_translation_row row = {.id = adopt_row_id(a, pair, &sides[0], 1, &sides[1], 1),
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
    if (adopt_has_row(pair, row.id)) {
        return true; /* reviewed already */
    }
    pair->touched = true;
    return adopt_add_row(a, pair, row);
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
    mds_status status = adopt_begin(&a, arena, catalog, form);

    if (status != MDS_OK) {
        return status;
    }
    bool enough = keep_rows(&a) && keep_facts(&a);
    for (size_t i = 0; i < proposals->count && enough; i++) {
        const mds_proposal *at = &proposals->at[i];
        enough = add_proposal(&a, at);
        if (enough && at->relation == MDS_RELATION_EQUAL && !has_fact(&a, at->question)) {
            enough = adopt_facts_through(&a, at->question, at->form, at->known, at->relation,
                                         MDS_REVIEW_UNREVIEWED, "learn.fact.proposed");
        }
    }
    return enough ? adopt_end(out, &a) : mds_arena_status(arena);
}

/* Where in the known form the new questions behind known question \p k come, and how many. */
static size_t count_fresh(const mds_form *form, const mds_form *known)
{
    size_t fresh = 0;

    for (size_t q = 0; q < form->question_count; q++) {
        fresh += mds_form_question(known, form->questions[q].id) == MDS_NO_ORDINAL;
    }
    return fresh;
}

typedef struct merging {
    const mds_form *form, *known;
    mds_question *list;
    size_t count;
    uint32_t *from_new, *from_known; /* their ordinals in the list */
} merging;

static void take_known(merging *m, uint32_t k)
{
    m->from_known[k] = (uint32_t)m->count;
    m->list[m->count++] = m->known->questions[k];
}

static uint32_t moved(const uint32_t *ordinals, uint32_t question)
{
    return question != MDS_NO_ORDINAL ? ordinals[question] : MDS_NO_ORDINAL;
}

/* Both forms in one order: the known questions in theirs, each new one behind the one that it
 * follows in the new form. */
static void merge_questions(merging *m)
{
    uint32_t next = 0;

    for (uint32_t q = 0; q < m->form->question_count; q++) {
        const uint32_t k = mds_form_question(m->known, m->form->questions[q].id);
        if (k == MDS_NO_ORDINAL) {
            m->from_new[q] = (uint32_t)m->count;
            m->list[m->count++] = m->form->questions[q];
            continue;
        }
        while (next <= k) {
            take_known(m, next++);
        }
        m->from_new[q] = m->from_known[k];
    }
    while (next < m->known->question_count) {
        take_known(m, next++);
    }
}

/* Ordinals of parents and gates, which still are those of the forms that the questions came from.
 */
static void relink(const merging *m)
{
    for (uint32_t k = 0; k < m->known->question_count; k++) {
        mds_question *at = &m->list[m->from_known[k]];
        at->parent = moved(m->from_known, at->parent);
        at->gate.question = moved(m->from_known, at->gate.question);
    }
    for (uint32_t q = 0; q < m->form->question_count; q++) {
        mds_question *at = &m->list[m->from_new[q]];
        if (mds_form_question(m->known, at->id) == MDS_NO_ORDINAL) {
            at->parent = moved(m->from_new, at->parent);
            at->gate.question = moved(m->from_new, at->gate.question);
        }
    }
}

static mds_status find_missing(mds_strings *out, mds_arena *arena, const merging *m)
{
    const char **list = mds_arena_alloc(arena, m->known->question_count, sizeof *list);
    size_t count = 0;

    if (list == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t k = 0; k < m->known->question_count; k++) {
        if (mds_form_question(m->form, m->known->questions[k].id) == MDS_NO_ORDINAL) {
            list[count++] = m->known->questions[k].id;
        }
    }
    *out = (mds_strings){list, count};
    return MDS_OK;
}

/* Ordinals of the catalog that holds the known form, in that of the new one. */
static void move_ordinals(mds_form *form, mds_question *questions, const mds_catalog *catalog,
                          const mds_catalog *held, const mds_form *known)
{
    form->guideline =
        known->guideline != MDS_NO_ORDINAL
            ? mds_catalog_guideline(catalog, held->guidelines[known->guideline].edition)
            : MDS_NO_ORDINAL;
    for (size_t i = 0; i < form->question_count; i++) {
        const uint32_t k = mds_form_question(known, questions[i].id);
        for (uint32_t s = 0; k != MDS_NO_ORDINAL && s < catalog->capability_count; s++) {
            if (strcmp(catalog->capabilities[s].id,
                       held->capabilities[known->questions[k].section].id) == 0) {
                questions[i].section = s;
            }
        }
    }
}

mds_status mds_adopt_merge(mds_form *out, mds_strings *missing, mds_arena *arena,
                           const mds_catalog *catalog, const mds_form *form,
                           const mds_catalog *held, uint32_t known)
{
    const mds_form *before = &held->forms[known];
    const size_t most = before->question_count + count_fresh(form, before);
    merging m = {.form = form,
                 .known = before,
                 .list = mds_arena_alloc(arena, most, sizeof *m.list),
                 .from_new = mds_arena_alloc(arena, form->question_count, sizeof *m.from_new),
                 .from_known =
                     mds_arena_alloc(arena, before->question_count, sizeof *m.from_known)};

    if (m.list == NULL || m.from_new == NULL || m.from_known == NULL) {
        return mds_arena_status(arena);
    }
    const mds_status status = find_missing(missing, arena, &m);
    if (status != MDS_OK) {
        return status;
    }
    if (missing->count * 2 > before->question_count) {
        return MDS_ENOTFOUND;
    }
    merge_questions(&m);
    relink(&m);
    *out = *before;
    out->questions = m.list;
    out->question_count = m.count;
    out->expected_questions = m.count;
    out->completeness = MDS_COMPLETE;
    out->not_known = form->not_known;
    out->title_marks = form->title_marks;
    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        out->device_questions[f] = moved(m.from_known, before->device_questions[f]);
    }
    move_ordinals(out, m.list, catalog, held, before);
    /* Clauses of another guideline than the edition's would be unknown to it. */
    for (size_t i = 0; form->guideline != out->guideline && i < m.count; i++) {
        if (mds_form_question(before, m.list[i].id) == MDS_NO_ORDINAL) {
            m.list[i].clauses = (mds_strings){NULL, 0};
        }
    }
    return MDS_OK;
}
