/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An edition that the catalog holds in part, with what its form has besides. */
#include "adopt_parts.h"

#include <string.h>

typedef struct merging {
    const mds_form *form, *known;
    uint32_t *same; /* per new question: the known one that it is, or MDS_NO_ORDINAL */
    mds_question *list;
    size_t count;
    uint32_t *from_new, *from_known; /* their ordinals in the list */
} merging;

/* The line below a known question that begins as the new one does. */
static uint32_t find_line(const merging *m, const mds_question *line, uint32_t parent)
{
    for (uint32_t k = 0; k < m->known->question_count; k++) {
        const mds_question *known = &m->known->questions[k];
        for (size_t i = 0; known->parent == parent && i < known->bullet.count; i++) {
            for (size_t n = 0; n < line->bullet.count; n++) {
                const char *word = known->bullet.at[i];
                if (strncmp(line->bullet.at[n], word, strlen(word)) == 0) {
                    return k;
                }
            }
        }
    }
    return MDS_NO_ORDINAL;
}

/* By number, also as older prints have it; a line by its words below the same number. */
static size_t match_known(const merging *m)
{
    size_t fresh = 0;

    for (uint32_t q = 0; q < m->form->question_count; q++) {
        const mds_question *at = &m->form->questions[q];
        const uint32_t parent =
            at->parent != MDS_NO_ORDINAL && at->parent < q ? m->same[at->parent] : MDS_NO_ORDINAL;
        m->same[q] = at->bullet.count > 0 && parent != MDS_NO_ORDINAL
                         ? find_line(m, at, parent)
                         : mds_form_question(m->known, at->id);
        fresh += m->same[q] == MDS_NO_ORDINAL;
    }
    return fresh;
}

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
        const uint32_t k = m->same[q];
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
        if (m->same[q] == MDS_NO_ORDINAL) {
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
    for (uint32_t k = 0; k < m->known->question_count; k++) {
        bool found = false;
        for (size_t q = 0; q < m->form->question_count && !found; q++) {
            found = m->same[q] == k;
        }
        if (!found) {
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
    merging m = {.form = form,
                 .known = before,
                 .same = mds_arena_alloc(arena, form->question_count, sizeof *m.same),
                 .from_new = mds_arena_alloc(arena, form->question_count, sizeof *m.from_new),
                 .from_known =
                     mds_arena_alloc(arena, before->question_count, sizeof *m.from_known)};

    if (m.same == NULL || m.from_new == NULL || m.from_known == NULL) {
        return mds_arena_status(arena);
    }
    m.list = mds_arena_alloc(arena, before->question_count + match_known(&m), sizeof *m.list);
    if (m.list == NULL) {
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
