/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person has decided on proposals, and what follows: rules, facts, further editions. */
#include "adopt_parts.h"

#include <string.h>

typedef struct reviewing {
    adopting a;
    const mds_reviewed *reviews;
    size_t count;
    const char *file;
    mds_diags *diags;
} reviewing;

static mds_relation turned(mds_relation relation)
{
    switch (relation) {
    case MDS_RELATION_SUBSET_OF:
        return MDS_RELATION_SUPERSET_OF;
    case MDS_RELATION_SUPERSET_OF:
        return MDS_RELATION_SUBSET_OF;
    case MDS_RELATION_EQUAL:
    case MDS_RELATION_INTERSECTS_WITH:
    case MDS_RELATION_NOT_RELATED:
    case MDS_RELATION__COUNT:
        break;
    }
    return relation;
}

/* The translation between the reviewed edition and a known one. */
static const mds_translation *translation_of(const reviewing *r, const char *known)
{
    const uint32_t other = mds_catalog_form(r->a.catalog, known);
    const uint32_t found = other != MDS_NO_ORDINAL
                               ? mds_catalog_translation(r->a.catalog, r->a.own, other)
                               : MDS_NO_ORDINAL;

    return found != MDS_NO_ORDINAL ? &r->a.catalog->translations[found] : NULL;
}

static const mds_translation_row *row_of(const mds_translation *translation, const char *id)
{
    for (size_t i = 0; translation != NULL && i < translation->row_count; i++) {
        if (strcmp(translation->rows[i].id, id) == 0) {
            return &translation->rows[i];
        }
    }
    return NULL;
}

/* Whether a relation may be decided on: proposed, or decided in an earlier review. What follows by
 * way of a third edition is decided there. */
static bool is_open(const reviewing *r, const mds_translation_row *row)
{
    return row->review == MDS_REVIEW_UNREVIEWED ||
           (row->review == MDS_REVIEW_SINGLE &&
            !mds_adopt__is_made(&r->a, "learn.carried", row->rationale.in[MDS_LANG_EN]));
}

/* Every review must be of a proposal that is there; a refused one is gone. */
static mds_status check_reviews(const reviewing *r)
{
    mds_status status = MDS_OK;

    for (size_t i = 0; i < r->count; i++) {
        const mds_reviewed *at = &r->reviews[i];
        const mds_translation *translation = translation_of(r, at->known);
        const mds_translation_row *row = row_of(translation, at->row);
        const bool known = strcmp(at->edition, r->a.form->edition) == 0 && translation != NULL;
        if (at->verdict == MDS_REVIEWED_OPEN || (known && row != NULL && is_open(r, row)) ||
            (known && row == NULL && at->verdict == MDS_REVIEWED_REFUSED)) {
            continue;
        }
        mds_diag_add(r->diags, MDS_D_REVIEW_ROW_UNKNOWN, r->file, at->where, at->row, at->edition,
                     at->known, NULL);
        status = MDS_EINVAL;
    }
    return status;
}

static const mds_reviewed *review_of(const reviewing *r, const char *known, const char *row)
{
    for (size_t i = 0; i < r->count; i++) {
        const mds_reviewed *at = &r->reviews[i];
        if (at->verdict != MDS_REVIEWED_OPEN && strcmp(at->row, row) == 0 &&
            strcmp(at->known, known) == 0) {
            return at;
        }
    }
    return NULL;
}

/* "Yes to the one entails yes to the other." */
static bool add_rule(const reviewing *r, mds_translation_rule *out, bool to_left, uint32_t from,
                     uint32_t to)
{
    mds_answer_case *when = mds_arena_alloc(r->a.arena, 1, sizeof *when);
    mds_answer_literal *literal = mds_arena_alloc(r->a.arena, 1, sizeof *literal);

    if (when == NULL || literal == NULL) {
        return false;
    }
    *literal = (mds_answer_literal){from, MDS_MAY_YES};
    *when = (mds_answer_case){literal, 1};
    /* Not read backwards: "not applicable" to the one may mean something else in the other. */
    *out = (mds_translation_rule){.to_left = to_left,
                                  .when = when,
                                  .when_count = 1,
                                  .then = {to, MDS_MAY_YES},
                                  .one_way = true};
    return true;
}

/* The rules that a relation allows by itself: yes to yes, the narrower to the wider. */
static bool add_rules(const reviewing *r, mds_translation_row *row)
{
    mds_translation_rule *rules = mds_arena_alloc(r->a.arena, 2, sizeof *rules);
    const bool right =
        row->relation == MDS_RELATION_EQUAL || row->relation == MDS_RELATION_SUBSET_OF;
    const bool left =
        row->relation == MDS_RELATION_EQUAL || row->relation == MDS_RELATION_SUPERSET_OF;

    row->rules = rules;
    row->rule_count = 0;
    if (rules == NULL) {
        return false;
    }
    if (right && !add_rule(r, &rules[row->rule_count++], false, row->left[0], row->right[0])) {
        return false;
    }
    return !left || add_rule(r, &rules[row->rule_count++], true, row->right[0], row->left[0]);
}

static bool accept(const reviewing *r, const adopt_pair *pair, const mds_reviewed *review,
                   mds_translation_row *row)
{
    if (review->relation != MDS_RELATION__COUNT) {
        row->relation = pair->new_left ? review->relation : turned(review->relation);
    }
    row->concept_relation = row->relation;
    row->review = MDS_REVIEW_SINGLE;
    row->certainty = MDS_CERTAINTY_JUDGEMENT;
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const char *before = row->rationale.in[lang];
        const char *const args[] = {review->comment[0] != '\0' ? review->comment : before};
        if (review->comment[0] == '\0' &&
            mds_adopt__is_made(&r->a, "learn.accepted", row->rationale.in[MDS_LANG_EN])) {
            break; /* accepted before, and nothing new is said */
        }
        row->rationale.in[lang] = mds_adopt__text(&r->a, "learn.accepted", args, 1).in[lang];
        if (row->rationale.in[lang] == NULL) {
            return false;
        }
    }
    return add_rules(r, row);
}

/* The rows of one file, as decided. */
static bool decide(reviewing *r, const mds_translation *from)
{
    const bool new_left = from->left == r->a.own;
    const mds_form *known = &r->a.catalog->forms[new_left ? from->right : from->left];
    adopt_pair *pair = mds_adopt__pair_with(&r->a, new_left ? from->right : from->left);

    for (size_t i = 0; i < from->row_count; i++) {
        mds_translation_row row = from->rows[i];
        const bool carried =
            mds_adopt__is_made(&r->a, "learn.carried", row.rationale.in[MDS_LANG_EN]);
        const mds_reviewed *review = is_open(r, &row) ? review_of(r, known->edition, row.id) : NULL;
        pair->touched = pair->touched || review != NULL || carried;
        /* What was carried over follows anew from what is decided now. */
        if (carried || (review != NULL && review->verdict == MDS_REVIEWED_REFUSED)) {
            continue;
        }
        if ((review != NULL && !accept(r, pair, review, &row)) ||
            !mds_adopt__add_row(&r->a, pair, row)) {
            return false;
        }
    }
    return true;
}

static bool is_single(const mds_translation_row *row)
{
    return row->left_count == 1 && row->right_count == 1;
}

static bool holds(const mds_translation_row *row)
{
    return adopt_is_reviewed(row->review) && row->review != MDS_REVIEW_DISPUTED;
}

/* Relations to facts: those that a person has written, then what follows from reviewed relations to
 * known questions, then what would follow from the open ones. */
static bool derive_facts(reviewing *r)
{
    const mds_crosswalk *before = &r->a.catalog->crosswalks[r->a.own];

    for (size_t i = 0; i < before->row_count; i++) {
        const mds_crosswalk_row *row = &before->rows[i];
        if (adopt_is_reviewed(row->review) &&
            !mds_adopt__is_made(&r->a, "learn.fact.accepted", row->rationale) &&
            !mds_adopt__add_fact(&r->a, *row)) {
            return false;
        }
    }
    for (int open = 0; open < 2; open++) {
        for (size_t p = 0; p < r->a.pair_count; p++) {
            const adopt_pair *pair = &r->a.pairs[p];
            for (size_t i = 0; i < pair->count; i++) {
                const mds_translation_row *row = &pair->rows[i];
                const uint32_t own = pair->new_left ? row->left[0] : row->right[0];
                const uint32_t known = pair->new_left ? row->right[0] : row->left[0];
                const bool wanted =
                    open ? !adopt_is_reviewed(row->review) && row->relation == MDS_RELATION_EQUAL
                         : holds(row);
                if (is_single(row) && wanted &&
                    !mds_adopt__facts_through(
                        &r->a, own, pair->other, known,
                        pair->new_left ? row->relation : turned(row->relation),
                        open ? MDS_REVIEW_UNREVIEWED : MDS_REVIEW_SINGLE,
                        open ? "learn.fact.proposed" : "learn.fact.accepted")) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* Which new question a known one of a pair is equal to by review, per known question. What itself
 * came by way of a third edition leads no further. */
static uint32_t *equals_of(reviewing *r, const adopt_pair *pair)
{
    const size_t count = r->a.catalog->forms[pair->other].question_count;
    uint32_t *equals = mds_arena_alloc(r->a.arena, count, sizeof *equals);

    for (size_t k = 0; equals != NULL && k < count; k++) {
        equals[k] = MDS_NO_ORDINAL;
    }
    for (size_t i = 0; equals != NULL && i < pair->count; i++) {
        const mds_translation_row *row = &pair->rows[i];
        if (is_single(row) && holds(row) && row->relation == MDS_RELATION_EQUAL &&
            !mds_adopt__is_made(&r->a, "learn.carried", row->rationale.in[MDS_LANG_EN])) {
            equals[pair->new_left ? row->right[0] : row->left[0]] =
                pair->new_left ? row->left[0] : row->right[0];
        }
    }
    return equals;
}

/* Whether an answer means the same to both questions: yes does where they are equal; no and n/a do
 * only where both take the same answers. */
static bool same_answer(const mds_question *a, const mds_question *b, mds_answer_bits answers)
{
    return answers == MDS_MAY_YES || a->answer_set == b->answer_set;
}

/* A known row on its way to the new edition. */
typedef struct carrying {
    reviewing *r;
    const mds_form *via;    /* the known form that the new one was compared with */
    const uint32_t *equals; /* per question of it */
    bool via_left;          /* where it is in the known row */
} carrying;

static bool carry_case(const carrying *c, mds_answer_case *out, const mds_answer_case *from,
                       bool *usable)
{
    mds_answer_literal *literals = mds_arena_alloc(c->r->a.arena, from->count, sizeof *literals);

    if (literals == NULL) {
        return false;
    }
    for (size_t i = 0; i < from->count; i++) {
        const mds_answer_literal *at = &from->at[i];
        const uint32_t own = c->equals[at->question];
        *usable = *usable && own != MDS_NO_ORDINAL &&
                  same_answer(&c->via->questions[at->question], &c->r->a.form->questions[own],
                              at->answers);
        literals[i] = (mds_answer_literal){own, at->answers};
    }
    *out = (mds_answer_case){literals, from->count};
    return true;
}

static bool carry_cases(const carrying *c, const mds_answer_case **list, size_t count, bool *usable)
{
    mds_answer_case *cases = mds_arena_alloc(c->r->a.arena, count, sizeof *cases);

    for (size_t i = 0; cases != NULL && i < count; i++) {
        if (!carry_case(c, &cases[i], &(*list)[i], usable)) {
            return false;
        }
    }
    *list = cases;
    return cases != NULL;
}

/* A rule with the new questions in place of the known ones; not usable where an answer would mean
 * something else. The new edition is on the left. */
static bool carry_rule(const carrying *c, mds_translation_rule *rule, bool *usable)
{
    const bool when_via = rule->to_left != c->via_left;
    mds_answer_case given = {NULL, 0};

    *usable = true;
    if (when_via) {
        if (!carry_cases(c, &rule->when, rule->when_count, usable) ||
            !carry_cases(c, &rule->doubted_by, rule->doubted_count, usable)) {
            return false;
        }
    } else {
        const uint32_t own = c->equals[rule->then.question];
        *usable =
            own != MDS_NO_ORDINAL && same_answer(&c->via->questions[rule->then.question],
                                                 &c->r->a.form->questions[own], rule->then.answers);
        rule->then.question = own;
        if (!carry_case(c, &given, &rule->given, usable)) {
            return false;
        }
        rule->given = given;
    }
    rule->to_left = !when_via;
    return true;
}

static bool carry_rules(const carrying *c, mds_translation_row *row)
{
    mds_translation_rule *rules = mds_arena_alloc(c->r->a.arena, row->rule_count, sizeof *rules);
    size_t count = 0;

    if (rules == NULL) {
        return false;
    }
    for (size_t i = 0; i < row->rule_count; i++) {
        bool usable = false;
        rules[count] = row->rules[i];
        if (!carry_rule(c, &rules[count], &usable)) {
            return false;
        }
        count += usable;
    }
    row->rules = rules;
    row->rule_count = count;
    return true;
}

/* The new questions that the known ones of a row are equal to; NULL when one has none, or memory is
 * short, which *enough says. */
static uint32_t *carry_questions(const carrying *c, const mds_translation_row *row, bool *enough)
{
    const uint32_t *from = c->via_left ? row->left : row->right;
    const size_t count = c->via_left ? row->left_count : row->right_count;
    uint32_t *own = mds_arena_alloc(c->r->a.arena, count, sizeof *own);

    *enough = own != NULL;
    for (size_t i = 0; own != NULL && i < count; i++) {
        own[i] = c->equals[from[i]];
        if (own[i] == MDS_NO_ORDINAL) {
            return NULL;
        }
    }
    return own;
}

static bool carry_row(const carrying *c, adopt_pair *pair, const mds_translation_row *from)
{
    adopting *a = &c->r->a;
    bool enough = true;
    uint32_t *own = carry_questions(c, from, &enough);
    mds_translation_row row = *from;

    if (own == NULL) {
        return enough;
    }
    const size_t own_count = c->via_left ? from->left_count : from->right_count;
    row.right = c->via_left ? from->right : from->left;
    row.right_count = c->via_left ? from->right_count : from->left_count;
    row.left = own;
    row.left_count = own_count;
    row.relation = c->via_left ? from->relation : turned(from->relation);
    row.concept_relation = c->via_left ? from->concept_relation : turned(from->concept_relation);
    row.review = holds(from) ? MDS_REVIEW_SINGLE : from->review;
    row.certainty = MDS_CERTAINTY_JUDGEMENT;
    row.id = mds_adopt__row_id(a, pair, row.left, row.left_count, row.right, row.right_count);
    if (row.id == NULL || !carry_rules(c, &row)) {
        return false;
    }
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const char *const args[] = {from->id, c->via->edition, from->rationale.in[lang]};
        row.rationale.in[lang] = mds_adopt__text(a, "learn.carried", args, 3).in[lang];
        if (row.rationale.in[lang] == NULL) {
            return false;
        }
    }
    /* What a person has said of the two editions is before what follows by way of a third. */
    for (size_t i = 0; i < pair->count; i++) {
        if (strcmp(pair->rows[i].id, row.id) == 0) {
            if (!adopt_is_reviewed(pair->rows[i].review)) {
                pair->rows[i] = row;
                pair->touched = true;
            }
            return true;
        }
    }
    pair->touched = true;
    return mds_adopt__add_row(a, pair, row);
}

/* What the known form of \p pair is related to, the new one is where it is equal to it. */
static bool carry_over(reviewing *r, size_t p)
{
    const uint32_t via = r->a.pairs[p].other;
    const uint32_t *equals = equals_of(r, &r->a.pairs[p]);

    if (equals == NULL) {
        return false;
    }
    for (size_t t = 0; t < r->a.catalog->translation_count; t++) {
        const mds_translation *from = &r->a.catalog->translations[t];
        const bool via_left = from->left == via;
        const uint32_t other = via_left ? from->right : from->left;
        if ((!via_left && from->right != via) || other == r->a.own) {
            continue;
        }
        const carrying c = {r, &r->a.catalog->forms[via], equals, via_left};
        adopt_pair *pair = mds_adopt__pair_with(&r->a, other);
        for (size_t i = 0; pair->new_left && i < from->row_count; i++) {
            if (!carry_row(&c, pair, &from->rows[i])) {
                return false;
            }
        }
    }
    return true;
}

static bool apply(reviewing *r)
{
    for (size_t t = 0; t < r->a.catalog->translation_count; t++) {
        const mds_translation *from = &r->a.catalog->translations[t];
        if ((from->left == r->a.own || from->right == r->a.own) && !decide(r, from)) {
            return false;
        }
    }
    const size_t decided = r->a.pair_count;
    if (!derive_facts(r)) {
        return false;
    }
    for (size_t p = 0; p < decided; p++) {
        if (!carry_over(r, p)) {
            return false;
        }
    }
    return true;
}

mds_status mds_adopt_review(mds_adopted *out, mds_arena *arena, const mds_catalog *catalog,
                            uint32_t form, const mds_reviewed *reviews, size_t count,
                            const char *file, mds_diags *diags)
{
    reviewing r = {.reviews = reviews, .count = count, .file = file, .diags = diags};
    mds_status status = mds_adopt__begin(&r.a, arena, catalog, &catalog->forms[form]);

    if (status == MDS_OK) {
        status = check_reviews(&r);
    }
    if (status == MDS_OK) {
        status = apply(&r) ? mds_adopt__end(out, &r.a) : mds_arena_status(arena);
    }
    return status;
}
