/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of every translation of the catalog, whatever a form says
 * (docs/method/translation.md). Forms and worlds are drawn; the seed is fixed, so that a failure
 * can be seen again. */
#include "engine/random.h"
#include "support/translating.h"

#include <criterion/criterion.h>
#include <mdsrisk/facts.h>
#include <string.h>

enum {
    WORLDS = 2000,
    FORMS = 3000,
    REPAIRS = 64,
    QUESTIONS = 400,
    PROFILES = 4,
    ROWS = 256,
    RULES = 8
};

typedef mds_answer_bits answers[QUESTIONS];

/* The true answers to both editions. */
typedef struct world {
    answers of[2]; /* left, right */
} world;

typedef struct direction {
    const mds_translation *translation;
    bool to_left;
    uint32_t from, to;
} direction;

static direction direction_of(const mds_translation *translation, bool to_left)
{
    return (direction){translation, to_left, to_left ? translation->right : translation->left,
                       to_left ? translation->left : translation->right};
}

/* Weights of yes, no and n/a: even, a well protected device, a bare one, a form full of n/a. */
static const double profiles[PROFILES][3] = {
    {.34, .33, .33}, {.7, .25, .05}, {.1, .8, .1}, {.2, .2, .6}};

static mds_answer_bits takes(const mds_question *question)
{
    if (question->kind != MDS_QUESTION_CHOICE) {
        return 0;
    }
    return question->answer_set == MDS_ANSWERS_YES_NO_NA ? MDS_MAY_ANY : MDS_MAY_YES | MDS_MAY_NO;
}

static mds_answer_bits draw_of(mds_random *random, mds_answer_bits allowed, const double *weights)
{
    double sum = 0;
    for (unsigned i = 0; i < 3; i++) {
        sum += (allowed >> i & 1) != 0 ? weights[i] : 0;
    }
    double at = mds_random__unit(random) * sum;
    for (unsigned i = 0; i < 3; i++) {
        if ((allowed >> i & 1) != 0) {
            at -= weights[i];
            if (at < 0) {
                return (mds_answer_bits)1 << i;
            }
        }
    }
    return allowed & (~allowed + 1);
}

static bool holds(const mds_answer_case *at, const answers stated)
{
    for (size_t i = 0; i < at->count; i++) {
        if ((stated[at->at[i].question] & at->at[i].answers) == 0) {
            return false;
        }
    }
    return true;
}

/* Makes the world obey one rule; whether it had to be changed. */
static bool obey(mds_random *random, world *w, const mds_translation *translation,
                 const mds_catalog *catalog, const mds_translation_rule *rule,
                 const double *weights)
{
    const mds_form *form = &catalog->forms[rule->to_left ? translation->left : translation->right];
    mds_answer_bits *then = &w->of[rule->to_left ? 0 : 1][rule->then.question];
    bool fires = false;
    for (size_t i = 0; i < rule->when_count; i++) {
        fires = fires || holds(&rule->when[i], w->of[rule->to_left ? 1 : 0]);
    }
    fires = fires && rule->tier != MDS_TIER_SUGGESTED &&
            holds(&rule->given, w->of[rule->to_left ? 0 : 1]);
    if (!fires || (*then & rule->then.answers) != 0) {
        return false;
    }
    *then =
        draw_of(random, rule->then.answers & takes(&form->questions[rule->then.question]), weights);
    return true;
}

/* Behind a gate that is closed, nothing is affirmed. */
static bool obey_gates(mds_random *random, const mds_form *form, answers of)
{
    bool changed = false;
    for (size_t q = 0; q < form->question_count; q++) {
        const mds_gate *gate = &form->questions[q].gate;
        if (gate->question == MDS_NO_ORDINAL || of[q] != MDS_MAY_YES || of[gate->question] == 0) {
            continue;
        }
        if (of[gate->question] != (gate->yes ? MDS_MAY_YES : MDS_MAY_NO)) {
            of[q] = takes(&form->questions[q]) & ~MDS_MAY_YES;
            of[q] = draw_of(random, of[q], profiles[0]);
            changed = true;
        }
    }
    return changed;
}

/* A world that satisfies every rule of the translation, both ways, and the gates of both forms;
 * false when this draw leads to none. */
static bool draw_world(mds_random *random, world *w, const mds_translation *translation,
                       const mds_catalog *catalog)
{
    const double *weights = profiles[mds_random__next(random) % PROFILES];
    const uint32_t forms[2] = {translation->left, translation->right};
    for (size_t side = 0; side < 2; side++) {
        const mds_form *form = &catalog->forms[forms[side]];
        cr_assert_leq(form->question_count, QUESTIONS);
        for (size_t q = 0; q < form->question_count; q++) {
            const mds_answer_bits allowed = takes(&form->questions[q]);
            w->of[side][q] = allowed != 0 ? draw_of(random, allowed, weights) : 0;
        }
    }
    bool changed = true;
    for (unsigned repair = 0; changed && repair < REPAIRS; repair++) {
        changed = false;
        for (size_t side = 0; side < 2; side++) {
            changed |= obey_gates(random, &catalog->forms[forms[side]], w->of[side]);
        }
        for (size_t i = 0; i < translation->row_count; i++) {
            for (size_t k = 0; k < translation->rows[i].rule_count; k++) {
                changed |=
                    obey(random, w, translation, catalog, &translation->rows[i].rules[k], weights);
            }
        }
    }
    return !changed;
}

static mds_answer_state state_of(mds_answer_bits bit)
{
    return bit == MDS_MAY_YES  ? MDS_ANSWER_YES
           : bit == MDS_MAY_NO ? MDS_ANSWER_NO
           : bit == MDS_MAY_NA ? MDS_ANSWER_NA
                               : MDS_ANSWER_UNANSWERED;
}

/* Writes the answers into a form; each is left out with probability \p silence. */
static void write_form(mds_random *random, mds_answer *out, const answers of, size_t count,
                       double silence)
{
    for (size_t q = 0; q < count; q++) {
        out[q].state = mds_random__unit(random) < silence ? MDS_ANSWER_UNANSWERED : state_of(of[q]);
        out[q].response = "";
    }
}

static const mds_translation_result *translate(translating *t, const mds_disclosure *source,
                                               uint32_t target)
{
    const mds_translation_result *result = NULL;
    cr_assert_eq(mds_translate(&result, t->arena, t->catalog, source, target, t->diags), MDS_OK);
    return result;
}

/* Calls \p law for every translation of the catalog, in both directions. */
static void each_direction(translating *t, void (*law)(translating *, const direction *))
{
    translating_init(t, NULL);
    cr_assert_geq(t->catalog->translation_count, 3);
    for (size_t i = 0; i < t->catalog->translation_count; i++) {
        for (unsigned to_left = 0; to_left < 2; to_left++) {
            const direction d = direction_of(&t->catalog->translations[i], to_left == 1);
            law(t, &d);
        }
    }
    translating_free(t);
}

/* Which rules were used to conclude, per row and rule of the translation. */
typedef bool uses[ROWS][RULES];

static void note_uses(uses used, const mds_translation *translation, const mds_translated *at)
{
    for (size_t i = 0; i < at->step_count; i++) {
        const mds_translation_step *step = &at->steps[i];
        const bool offers = step->kind == MDS_STEP_SUGGESTS || step->kind == MDS_STEP_CONDITIONAL;
        if ((step->kind == MDS_STEP_CONCLUDES && !step->contrapositive) || offers) {
            const size_t row = (size_t)(step->row - translation->rows);
            used[row][step->rule - step->row->rules] = true;
        }
    }
}

/* A law that was never put to the test says nothing. */
static void expect_all_used(uses used, const direction *d)
{
    for (size_t i = 0; i < d->translation->row_count; i++) {
        const mds_translation_row *row = &d->translation->rows[i];
        for (size_t k = 0; k < row->rule_count; k++) {
            cr_assert(row->rules[k].to_left != d->to_left || used[i][k],
                      "rule %zu of %s never concluded", k, row->id);
        }
    }
}

/* What waits for an answer is true once that answer is; what is suggested is possible, and neither
 * is filled in. */
static void expect_offers_true(const mds_translated *at, const answers truth, size_t question)
{
    cr_assert(at->suggested == MDS_ANSWER_UNANSWERED || at->state != MDS_TRANSLATED_ENTAILED);
    for (size_t i = 0; i < at->step_count; i++) {
        const mds_translation_step *step = &at->steps[i];
        if (step->kind == MDS_STEP_SUGGESTS || step->kind == MDS_STEP_CONDITIONAL) {
            cr_assert_eq(at->answer, MDS_ANSWER_UNANSWERED);
            cr_assert_neq(at->possible & step->possible, 0);
        }
        if (step->kind == MDS_STEP_CONDITIONAL) {
            cr_assert(!holds(&step->rule->given, truth) || (truth[question] & step->possible) != 0,
                      "%s", step->row->id);
        }
    }
}

/* A form that tells the truth is translated into the truth, as far as it goes. */
static void soundness(translating *t, const direction *d)
{
    mds_random random = mds_random__stream(1, d->from, d->to);
    const mds_form *from = &t->catalog->forms[d->from];
    const mds_form *to = &t->catalog->forms[d->to];
    static uses used;
    size_t drawn = 0;
    size_t filled = 0;
    size_t narrowed = 0;
    memset(used, 0, sizeof used);
    cr_assert_leq(d->translation->row_count, ROWS);
    for (unsigned i = 0; i < WORLDS; i++) {
        world w;
        mds_disclosure source;
        if (!draw_world(&random, &w, d->translation, t->catalog)) {
            continue;
        }
        translating_restart(t);
        mds_answer *list = translating_form(t, &source, d->from);
        write_form(&random, list, w.of[d->to_left ? 1 : 0], from->question_count,
                   0.4 * mds_random__unit(&random));
        const mds_translation_result *result = translate(t, &source, d->to);
        for (size_t q = 0; q < result->count; q++) {
            const mds_translated *at = &result->at[q];
            const mds_answer_bits truth = w.of[d->to_left ? 0 : 1][q];
            note_uses(used, d->translation, at);
            cr_assert_neq(at->state, MDS_TRANSLATED_CONTRADICTED, "world %u, %s", i,
                          to->questions[q].id);
            if (truth == 0) {
                continue;
            }
            cr_assert((at->possible & truth) != 0, "world %u, %s", i, to->questions[q].id);
            expect_offers_true(at, w.of[d->to_left ? 0 : 1], q);
            if (at->state == MDS_TRANSLATED_ENTAILED) {
                cr_assert_eq(at->answer, state_of(truth), "world %u, %s", i, to->questions[q].id);
            }
            filled += at->state == MDS_TRANSLATED_ENTAILED;
            narrowed += at->state == MDS_TRANSLATED_NARROWED;
        }
        drawn++;
    }
    expect_all_used(used, d);
    cr_assert_gt(drawn, WORLDS / 4, "%s to %s: %zu worlds", from->edition, to->edition, drawn);
    cr_assert_gt(filled, drawn, "%s to %s: %zu filled", from->edition, to->edition, filled);
    cr_assert_gt(narrowed, drawn, "%s to %s: %zu narrowed", from->edition, to->edition, narrowed);
}

Test(translate_laws, soundness)
{
    translating t;
    each_direction(&t, soundness);
}

/* Any answers at all, contradictions, "see note" and dashes included. */
static void draw_form(mds_random *random, mds_answer *out, const mds_form *form)
{
    answers of;
    const double *weights = profiles[mds_random__next(random) % PROFILES];
    for (size_t q = 0; q < form->question_count; q++) {
        const mds_answer_bits allowed = takes(&form->questions[q]);
        of[q] = allowed != 0 ? draw_of(random, allowed, weights) : 0;
    }
    write_form(random, out, of, form->question_count, 0.4 * mds_random__unit(random));
    for (size_t q = 0; q < form->question_count; q++) {
        const double odd = mds_random__unit(random);
        if (of[q] != 0 && odd < 0.1) {
            out[q].state = odd < 0.05 ? MDS_ANSWER_SEE_NOTE : MDS_ANSWER_UNANSWERED;
            out[q].response = odd < 0.05 ? "See Note" : "-";
        }
    }
}

/* There and back, an answer stays what it was or becomes open, even in a form that contradicts
 * itself. */
static void round_trip(translating *t, const direction *d)
{
    mds_random random = mds_random__stream(2, d->from, d->to);
    const mds_form *from = &t->catalog->forms[d->from];
    size_t kept = 0;
    for (unsigned i = 0; i < FORMS; i++) {
        mds_disclosure source;
        mds_disclosure there;
        translating_restart(t);
        mds_answer *list = translating_form(t, &source, d->from);
        draw_form(&random, list, from);
        translating_back(t, &there, translate(t, &source, d->to));
        const mds_translation_result *back = translate(t, &there, d->from);
        for (size_t q = 0; q < back->count; q++) {
            const mds_answer_state state = list[q].state;
            const bool stated =
                state == MDS_ANSWER_YES || state == MDS_ANSWER_NO || state == MDS_ANSWER_NA;
            if (back->at[q].state == MDS_TRANSLATED_ENTAILED && stated) {
                cr_assert_eq(back->at[q].answer, state, "form %u, %s", i, from->questions[q].id);
                kept++;
            }
        }
    }
    cr_assert_gt(kept, FORMS, "%s: %zu answers kept", from->edition, kept);
}

Test(translate_laws, round_trip_only_opens)
{
    translating t;
    each_direction(&t, round_trip);
}

/* Compares the translation of a form with that of one with fewer answers. In a consistent form
 * nothing that the fewer entail is lost, in any other only to a contradiction that is reported. */
static void compare_with_fewer(translating *t, const direction *d, mds_random *random,
                               const mds_disclosure *more, bool consistent)
{
    mds_disclosure fewer;
    mds_answer *list = translating_form(t, &fewer, d->from);
    const mds_form *to = &t->catalog->forms[d->to];
    for (size_t q = 0; q < more->answer_count; q++) {
        list[q] = more->answers[q];
        if (list[q].state != MDS_ANSWER_SEE_NOTE && mds_random__unit(random) < 0.3) {
            list[q].state = MDS_ANSWER_UNANSWERED;
            list[q].response = "";
        }
    }
    const mds_translation_result *less = translate(t, &fewer, d->to);
    const size_t before = translating_said(t, MDS_D_TRANSLATE_CONTRADICTED);
    const mds_translation_result *full = translate(t, more, d->to);
    const size_t said = translating_said(t, MDS_D_TRANSLATE_CONTRADICTED) - before;
    cr_assert_eq(said, full->state_count[MDS_TRANSLATED_CONTRADICTED]);
    cr_assert(!consistent || said == 0);
    for (size_t q = 0; q < full->count; q++) {
        const mds_translated *at = &full->at[q];
        const char *id = to->questions[q].id;
        if (at->state == MDS_TRANSLATED_CONTRADICTED) {
            continue;
        }
        if (less->at[q].state == MDS_TRANSLATED_ENTAILED) {
            cr_assert_eq(at->state, MDS_TRANSLATED_ENTAILED, "%s", id);
            cr_assert_eq(at->answer, less->at[q].answer, "%s", id);
        }
        if (consistent) {
            cr_assert_eq(at->possible & ~less->at[q].possible, 0, "%s", id);
        }
    }
}

static void monotony(translating *t, const direction *d)
{
    mds_random random = mds_random__stream(3, d->from, d->to);
    const mds_form *from = &t->catalog->forms[d->from];
    for (unsigned i = 0; i < FORMS; i++) {
        world w;
        mds_disclosure source;
        translating_restart(t);
        mds_answer *list = translating_form(t, &source, d->from);
        draw_form(&random, list, from);
        compare_with_fewer(t, d, &random, &source, false);
        if (draw_world(&random, &w, d->translation, t->catalog)) {
            write_form(&random, list, w.of[d->to_left ? 1 : 0], from->question_count, 0.1);
            compare_with_fewer(t, d, &random, &source, true);
        }
    }
}

Test(translate_laws, more_answers_only_fill)
{
    translating t;
    each_direction(&t, monotony);
}

static const mds_facts *derive(translating *t, const mds_disclosure *disclosure,
                               const mds_deployment *deployment)
{
    const mds_disclosure *list[] = {disclosure};
    const mds_facts *facts = NULL;
    cr_assert_eq(mds_facts_derive(&facts, t->arena, t->catalog, &t->catalog->policies[0], list, 1,
                                  deployment, 0, NULL),
                 MDS_OK);
    return facts;
}

/* What the translated form says of the device is never the opposite of what the form says. */
static void facts_agree(translating *t, const direction *d)
{
    mds_random random = mds_random__stream(4, d->from, d->to);
    const mds_form *from = &t->catalog->forms[d->from];
    const mds_deployment deployment = mds_deployment_default(&t->catalog->policies[0]);
    size_t both = 0;
    for (unsigned i = 0; i < FORMS; i++) {
        mds_disclosure source;
        mds_disclosure there;
        translating_restart(t);
        mds_answer *list = translating_form(t, &source, d->from);
        draw_form(&random, list, from);
        translating_back(t, &there, translate(t, &source, d->to));
        const mds_facts *before = derive(t, &source, &deployment);
        const mds_facts *after = derive(t, &there, &deployment);
        for (size_t f = 0; f < before->count; f++) {
            const mds_truth truths[] = {before->at[f].truth, after->at[f].truth};
            cr_assert((truths[0] != MDS_TRUE || truths[1] != MDS_FALSE) &&
                          (truths[0] != MDS_FALSE || truths[1] != MDS_TRUE),
                      "%s to %s, form %u, %s", from->edition, t->catalog->forms[d->to].edition, i,
                      t->catalog->facts[f].id);
            both += !t->catalog->facts[f].deployment && truths[0] != MDS_UNKNOWN &&
                    truths[0] == truths[1];
        }
    }
    cr_assert_gt(both, FORMS, "%s: %zu facts compared", from->edition, both);
}

Test(translate_laws, facts_never_turn_round)
{
    translating t;
    each_direction(&t, facts_agree);
}

static bool is_single(mds_answer_bits bits)
{
    return bits != 0 && (bits & (bits - 1)) == 0;
}

/* Whether every question of a side of the rule is one that takes the answers it names. */
static void check_literal(const mds_form *form, const mds_translation_row *row,
                          const mds_answer_literal *literal)
{
    cr_assert_lt(literal->question, form->question_count, "%s", row->id);
    cr_assert_neq(literal->answers, 0, "%s", row->id);
    cr_assert_eq(literal->answers & ~takes(&form->questions[literal->question]), 0, "%s: %s",
                 row->id, form->questions[literal->question].id);
}

static bool contains(const uint32_t *list, size_t count, uint32_t question)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == question) {
            return true;
        }
    }
    return false;
}

static void check_rule(const mds_catalog *catalog, const mds_translation *translation,
                       const mds_translation_row *row, const mds_translation_rule *rule)
{
    const mds_form *left = &catalog->forms[translation->left];
    const mds_form *right = &catalog->forms[translation->right];
    const mds_form *to = rule->to_left ? left : right;
    const bool about = rule->to_left ? contains(row->left, row->left_count, rule->then.question)
                                     : contains(row->right, row->right_count, rule->then.question);
    const bool fills = is_single(rule->then.answers) && rule->tier == MDS_TIER_ENTAILED;
    cr_assert(about, "%s concludes on a question that it is not about", row->id);
    cr_assert_gt(rule->when_count, 0, "%s", row->id);
    check_literal(to, row, &rule->then);
    cr_assert_neq(rule->then.answers, takes(&to->questions[rule->then.question]),
                  "%s excludes nothing", row->id);
    for (size_t i = 0; i < rule->when_count; i++) {
        for (size_t k = 0; k < rule->when[i].count; k++) {
            check_literal(rule->to_left ? right : left, row, &rule->when[i].at[k]);
        }
    }
    if (fills) {
        cr_assert(row->relation != MDS_RELATION_INTERSECTS_WITH &&
                      row->relation != MDS_RELATION_NOT_RELATED,
                  "%s only overlaps, and fills", row->id);
        cr_assert(row->review != MDS_REVIEW_DISPUTED && row->review != MDS_REVIEW_UNREVIEWED,
                  "%s is a lead, and fills", row->id);
    }
    /* A No of MDS2, of what is filled in, says "not yes": the Japanese item may be not applicable
     * instead. */
    if (fills && strcmp(to->family, "jp-mds") == 0 && rule->to_left &&
        strcmp(right->family, "mds2") == 0 &&
        to->questions[rule->then.question].answer_set == MDS_ANSWERS_YES_NO_NA) {
        cr_assert_neq(rule->then.answers, MDS_MAY_NO, "%s concludes a No", row->id);
    }
}

/* What is only suggested, or waits, concludes one answer and rests on answers of the target that
 * are not the question itself. */
static void check_tier(const mds_catalog *catalog, const mds_translation *translation,
                       const mds_translation_row *row, const mds_translation_rule *rule)
{
    const mds_form *to = &catalog->forms[rule->to_left ? translation->left : translation->right];
    cr_assert_eq(rule->given.count > 0, rule->tier != MDS_TIER_ENTAILED, "%s", row->id);
    cr_assert(rule->tier == MDS_TIER_ENTAILED || is_single(rule->then.answers), "%s", row->id);
    for (size_t i = 0; i < rule->given.count; i++) {
        check_literal(to, row, &rule->given.at[i]);
        cr_assert_neq(rule->given.at[i].question, rule->then.question, "%s", row->id);
    }
}

static bool said_in_both(const mds_text *text)
{
    return text->in[MDS_LANG_EN][0] != '\0' && text->in[MDS_LANG_JA][0] != '\0';
}

Test(translate_laws, every_row_has_relation_rationale_and_review)
{
    translating t;
    size_t rows = 0;
    translating_init(&t, NULL);
    for (size_t i = 0; i < t.catalog->translation_count; i++) {
        const mds_translation *translation = &t.catalog->translations[i];
        cr_assert_neq(translation->left, translation->right);
        for (size_t k = 0; k < translation->row_count; k++) {
            const mds_translation_row *row = &translation->rows[k];
            cr_assert_lt(row->relation, MDS_RELATION__COUNT);
            cr_assert_lt(row->concept_relation, MDS_RELATION__COUNT);
            cr_assert_lt(row->review, MDS_REVIEW__COUNT);
            cr_assert(said_in_both(&row->rationale), "%s", row->id);
            cr_assert(row->left_count > 0 && row->right_count > 0, "%s", row->id);
            cr_assert_leq(row->rule_count, RULES);
            for (size_t n = 0; n < row->rule_count; n++) {
                check_rule(t.catalog, translation, row, &row->rules[n]);
                check_tier(t.catalog, translation, row, &row->rules[n]);
            }
            rows++;
        }
    }
    cr_assert_geq(rows, 160);
    for (size_t i = 0; i < t.catalog->crosswalk_count; i++) {
        for (size_t k = 0; k < t.catalog->crosswalks[i].row_count; k++) {
            const mds_crosswalk_row *row = &t.catalog->crosswalks[i].rows[k];
            cr_assert_lt(row->relation, MDS_RELATION__COUNT);
            cr_assert_lt(row->review, MDS_REVIEW__COUNT);
            cr_assert_neq(row->rationale[0], '\0', "%s", t.catalog->forms[i].edition);
        }
    }
    translating_free(&t);
}
