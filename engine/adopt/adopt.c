/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new edition beside those of the catalog: what both a draft and a review need. */
#include "adopt_parts.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_LIMIT = 1 << 16 };

/* Why a learned question has no relation to a fact, as long as nobody has looked. */
static const char nobody[] =
    "Learned from the form; nobody has related it to a fact yet (catalog review).";

static const mds_proposal *best_for(const mds_proposals *proposals, uint32_t question)
{
    const mds_proposal *best = NULL;

    for (size_t i = 0; i < proposals->count; i++) {
        const mds_proposal *at = &proposals->at[i];
        if (at->question == question && (best == NULL || at->score > best->score)) {
            best = at;
        }
    }
    return best;
}

void mds_adopt_sections(mds_question *questions, size_t count, const mds_catalog *catalog,
                        const mds_proposals *proposals)
{
    uint32_t before = 0;

    for (uint32_t q = 0; q < count; q++) {
        if (questions[q].section == MDS_NO_ORDINAL) {
            const mds_proposal *best = best_for(proposals, q);
            const uint32_t parent = questions[q].parent;
            questions[q].section =
                best != NULL ? catalog->forms[best->form].questions[best->known].section
                : parent != MDS_NO_ORDINAL && parent < q ? questions[parent].section
                                                         : before;
        }
        before = questions[q].section;
    }
}

static bool same_text(const mds_text *a, const mds_text *b)
{
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        if (strcmp(a->in[lang], b->in[lang]) != 0) {
            return false;
        }
    }
    return true;
}

mds_status mds_adopt__begin(adopting *a, mds_arena *arena, const mds_catalog *catalog,
                            const mds_form *form)
{
    *a = (adopting){.arena = arena,
                    .catalog = catalog,
                    .form = form,
                    .own = mds_catalog_form(catalog, form->edition)};
    const size_t known = a->own != MDS_NO_ORDINAL ? catalog->forms[a->own].question_count : 0;
    a->renumbered = mds_arena_alloc(arena, known, sizeof *a->renumbered);
    a->pairs = mds_arena_alloc(arena, catalog->form_count, sizeof *a->pairs);
    if (a->renumbered == NULL || a->pairs == NULL) {
        return mds_arena_status(arena);
    }
    for (uint32_t k = 0; k < known; k++) {
        const mds_question *question = &catalog->forms[a->own].questions[k];
        const uint32_t q = mds_form_question(form, question->id);
        const bool same = q != MDS_NO_ORDINAL && strcmp(form->questions[q].id, question->id) == 0 &&
                          same_text(&form->questions[q].title, &question->title);
        a->renumbered[k] = same ? q : MDS_NO_ORDINAL;
    }
    return MDS_OK;
}

adopt_pair *mds_adopt__pair_with(adopting *a, uint32_t other)
{
    for (size_t i = 0; i < a->pair_count; i++) {
        if (a->pairs[i].other == other) {
            return &a->pairs[i];
        }
    }
    const uint32_t known = a->own != MDS_NO_ORDINAL
                               ? mds_catalog_translation(a->catalog, a->own, other)
                               : MDS_NO_ORDINAL;
    adopt_pair *pair = &a->pairs[a->pair_count++];
    *pair = (adopt_pair){.other = other, .new_left = true};
    if (known != MDS_NO_ORDINAL) {
        pair->new_left = a->catalog->translations[known].left == a->own;
    }
    return pair;
}

bool mds_adopt__has_row(const adopt_pair *pair, const char *id)
{
    for (size_t i = 0; i < pair->count; i++) {
        if (strcmp(pair->rows[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

bool mds_adopt__add_row(adopting *a, adopt_pair *pair, mds_translation_row row)
{
    if (!mds_array_reserve(a->arena, &pair->rows, &pair->capacity, pair->count,
                           sizeof *pair->rows)) {
        return false;
    }
    pair->rows[pair->count++] = row;
    return true;
}

static void put_ids(mds_strbuf *out, const mds_form *form, const uint32_t *questions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_puts(out, i > 0 ? "&" : "");
        mds_strbuf_puts(out, form->questions[questions[i]].id);
    }
}

const char *mds_adopt__row_id(const adopting *a, const adopt_pair *pair, const uint32_t *own,
                              size_t own_count, const uint32_t *others, size_t other_count)
{
    const mds_form *other = &a->catalog->forms[pair->other];
    mds_strbuf id;

    mds_strbuf_init(&id, TEXT_LIMIT);
    if (pair->new_left) {
        put_ids(&id, a->form, own, own_count);
        mds_strbuf_putc(&id, ':');
        put_ids(&id, other, others, other_count);
    } else {
        put_ids(&id, other, others, other_count);
        mds_strbuf_putc(&id, ':');
        put_ids(&id, a->form, own, own_count);
    }
    const char *made = mds_strbuf_copy(&id, a->arena);
    mds_strbuf_finish(&id);
    return made;
}

/* New ordinals in place of the catalog's; false when a question is not there any more. */
static bool renumber_list(uint32_t *list, size_t count, const adopting *a)
{
    for (size_t i = 0; i < count; i++) {
        if (a->renumbered[list[i]] == MDS_NO_ORDINAL) {
            return false;
        }
        list[i] = a->renumbered[list[i]];
    }
    return true;
}

static bool copy_case(mds_answer_case *out, const adopting *a, const mds_answer_case *from)
{
    mds_answer_literal *literals = mds_arena_alloc(a->arena, from->count, sizeof *literals);

    for (size_t i = 0; literals != NULL && i < from->count; i++) {
        literals[i] = from->at[i];
        literals[i].question = a->renumbered[from->at[i].question];
    }
    *out = (mds_answer_case){literals, from->count};
    return literals != NULL;
}

static bool copy_cases(const mds_answer_case **list, size_t count, const adopting *a)
{
    mds_answer_case *cases = mds_arena_alloc(a->arena, count, sizeof *cases);

    for (size_t i = 0; cases != NULL && i < count; i++) {
        if (!copy_case(&cases[i], a, &(*list)[i])) {
            return false;
        }
    }
    *list = cases;
    return cases != NULL;
}

static bool copy_rule(mds_translation_rule *rule, const adopting *a, bool new_left)
{
    mds_answer_case given = {NULL, 0};

    if (rule->to_left != new_left) {
        return copy_cases(&rule->when, rule->when_count, a) &&
               copy_cases(&rule->doubted_by, rule->doubted_count, a);
    }
    rule->then.question = a->renumbered[rule->then.question];
    if (!copy_case(&given, a, &rule->given)) {
        return false;
    }
    rule->given = given;
    return true;
}

bool mds_adopt__renumber(mds_translation_row *row, const adopting *a, bool new_left)
{
    const uint32_t *from = new_left ? row->left : row->right;
    const size_t count = new_left ? row->left_count : row->right_count;
    uint32_t *own = mds_arena_alloc(a->arena, count, sizeof *own);
    mds_translation_rule *rules = mds_arena_alloc(a->arena, row->rule_count, sizeof *rules);

    if (own == NULL || rules == NULL) {
        return false;
    }
    memcpy(own, from, count * sizeof *own);
    if (!renumber_list(own, count, a)) {
        row->rule_count = 0;
        row->left_count = 0; /* says that the row is gone */
        return true;
    }
    for (size_t i = 0; i < row->rule_count; i++) {
        rules[i] = row->rules[i];
        if (!copy_rule(&rules[i], a, new_left)) {
            return false;
        }
    }
    row->rules = rules;
    if (new_left) {
        row->left = own;
    } else {
        row->right = own;
    }
    return true;
}

bool mds_adopt__add_fact(adopting *a, mds_crosswalk_row row)
{
    for (size_t i = 0; i < a->fact_count; i++) {
        if (a->facts[i].question == row.question && a->facts[i].fact == row.fact) {
            return true;
        }
    }
    if (!mds_array_reserve(a->arena, &a->facts, &a->fact_capacity, a->fact_count,
                           sizeof *a->facts)) {
        return false;
    }
    a->facts[a->fact_count++] = row;
    return true;
}

/* What follows for the new question from its relation to the known one and that one's to a fact;
 * INTERSECTS_WITH: nothing. */
static mds_relation through(mds_relation first, mds_relation second)
{
    if (first == MDS_RELATION_EQUAL) {
        return second;
    }
    if (second == MDS_RELATION_EQUAL || first == second) {
        return first;
    }
    return MDS_RELATION_INTERSECTS_WITH;
}

mds_text mds_adopt__text(const adopting *a, const char *key, const char *const *args, size_t count)
{
    mds_text made;

    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        mds_strbuf text;
        mds_strbuf_init(&text, TEXT_LIMIT);
        mds_strbuf_template(&text, mds_catalog_text(a->catalog, (mds_lang)lang, key), args, count);
        made.in[lang] = mds_strbuf_copy(&text, a->arena);
        mds_strbuf_finish(&text);
    }
    return made;
}

bool mds_adopt__is_made(const adopting *a, const char *key, const char *text)
{
    const char *template = mds_catalog_text(a->catalog, MDS_LANG_EN, key);
    const size_t n = strcspn(template, "{");

    return n > 0 && strncmp(text, template, n) == 0;
}

bool mds_adopt__facts_through(adopting *a, uint32_t question, uint32_t form, uint32_t known,
                              mds_relation relation, mds_review review, const char *reason)
{
    const mds_crosswalk *crosswalk = &a->catalog->crosswalks[form];
    const mds_form *other = &a->catalog->forms[form];

    for (size_t i = 0; i < crosswalk->row_count; i++) {
        const mds_crosswalk_row *row = &crosswalk->rows[i];
        const mds_relation made = through(relation, row->relation);
        const bool open = row->review == MDS_REVIEW_DISPUTED || !adopt_is_reviewed(row->review);
        if (row->question != known || made == MDS_RELATION_INTERSECTS_WITH ||
            made == MDS_RELATION_NOT_RELATED) {
            continue;
        }
        const char *const args[] = {other->questions[known].id, other->edition, row->rationale};
        const mds_text text = mds_adopt__text(a, reason, args, 3);
        const mds_crosswalk_row fact = {.question = question,
                                        .fact = row->fact,
                                        .relation = made,
                                        .inverse = row->inverse,
                                        .certainty = MDS_CERTAINTY_PROVISIONAL,
                                        .review = open ? row->review : review,
                                        .rationale = text.in[MDS_LANG_EN]};
        if (fact.rationale == NULL || !mds_adopt__add_fact(a, fact)) {
            return false;
        }
    }
    return true;
}

static int by_id(const void *a, const void *b)
{
    const mds_translation_row *x = a;
    const mds_translation_row *y = b;

    return strcmp(x->id, y->id);
}

static int by_question(const void *a, const void *b)
{
    const mds_crosswalk_row *x = a;
    const mds_crosswalk_row *y = b;

    if (x->question != y->question) {
        return x->question < y->question ? -1 : 1;
    }
    return x->fact < y->fact ? -1 : x->fact > y->fact;
}

const char *mds_adopt__excuse(const adopting *a, uint32_t q)
{
    const char *const *before =
        a->own != MDS_NO_ORDINAL ? a->catalog->crosswalks[a->own].unmapped : NULL;

    for (uint32_t k = 0; before != NULL && k < a->catalog->forms[a->own].question_count; k++) {
        if (a->renumbered[k] == q && before[k] != NULL) {
            return strcmp(before[k], nobody) != 0 ? before[k] : NULL;
        }
    }
    return NULL;
}

static const char *const *excuses(const adopting *a)
{
    const char **reasons = mds_arena_alloc(a->arena, a->form->question_count, sizeof *reasons);
    size_t row = 0;

    for (uint32_t q = 0; reasons != NULL && q < a->form->question_count; q++) {
        const bool mapped = row < a->fact_count && a->facts[row].question == q;
        while (row < a->fact_count && a->facts[row].question == q) {
            row++;
        }
        if (!mapped && a->form->questions[q].kind != MDS_QUESTION_HEADING) {
            const char *before = mds_adopt__excuse(a, q);
            reasons[q] = before != NULL ? before : nobody;
        }
    }
    return reasons;
}

mds_status mds_adopt__end(mds_adopted *out, adopting *a)
{
    mds_adopted_pair *pairs = mds_arena_alloc(a->arena, a->pair_count, sizeof *pairs);

    if (a->fact_count > 0) {
        qsort(a->facts, a->fact_count, sizeof *a->facts, by_question);
    }
    const char *const *unmapped = excuses(a);
    if (pairs == NULL || unmapped == NULL) {
        return mds_arena_status(a->arena);
    }
    *out = (mds_adopted){.form = a->form,
                         .crosswalk = {.form = MDS_NO_ORDINAL,
                                       .rows = a->facts,
                                       .row_count = a->fact_count,
                                       .unmapped = unmapped},
                         .pairs = pairs,
                         .kept = a->kept};
    for (size_t i = 0; i < a->pair_count; i++) {
        const adopt_pair *pair = &a->pairs[i];
        const mds_form *other = &a->catalog->forms[pair->other];
        if (!pair->touched) {
            continue;
        }
        if (pair->count > 0) {
            qsort(pair->rows, pair->count, sizeof *pair->rows, by_id);
        }
        for (size_t r = 0; r < pair->count; r++) {
            out->open += !adopt_is_reviewed(pair->rows[r].review);
        }
        pairs[out->pair_count++] = (mds_adopted_pair){.left = pair->new_left ? a->form : other,
                                                      .right = pair->new_left ? other : a->form,
                                                      .rows = pair->rows,
                                                      .row_count = pair->count};
    }
    return MDS_OK;
}
