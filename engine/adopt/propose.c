/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which known question a new one may be: by number, clause and wording. */
#include <mdsrisk/adopt.h>

#include "base/utf8.h"
#include "engine/wording.h"
#include <stdlib.h>
#include <string.h>

/* Judgement, tried on editions whose correspondence is known (docs/use/learning.md). */
static const double number_weight = 0.35, clause_weight = 0.3, wording_weight = 0.35;
/* Another number says little: a new edition may have moved its items. */
static const double moved_weight = 0.1;
static const double least_score = 0.35;   /* of a proposal */
static const double least_wording = 0.25; /* of one that rests on the wording alone */
static const double clear_wording = 0.18; /* enough where the next one is as far below as this: */
static const double wording_gap = 0.07;
static const double equal_score = 0.65; /* from here on the two may be equal */
static const double second_gap = 0.1;   /* a second proposal is as good but for this */

enum {
    STEPS = 3,    /* of successors from one guideline to another */
    REACHED = 64, /* clauses that one clause leads to */
    PER_QUESTION = 2
};

typedef struct reached {
    struct {
        uint32_t guideline, clause;
    } at[REACHED];
    size_t count;
} reached;

typedef struct target {
    uint32_t form;
    bool kin;      /* its numbers can be compared: of the same kind, and numbered alike */
    mds_lang lang; /* of its titles that are compared */
    mds_wording *wordings;
    reached *clauses;  /* per question, with their successors */
    uint32_t *matched; /* per new question: the known one that it is likely to be, so far */
} target;

typedef struct proposing {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_form *form;
    mds_wording *wordings; /* of the new form's titles */
    mds_proposal *list;
    size_t count, capacity;
} proposing;

static bool asks(const mds_question *question)
{
    return question->kind == MDS_QUESTION_CHOICE;
}

static bool is_japanese(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80) {
            return true;
        }
    }
    return false;
}

static mds_lang language_of(const mds_form *form)
{
    size_t japanese = 0;

    for (size_t i = 0; i < form->question_count; i++) {
        japanese += is_japanese(form->questions[i].title.in[MDS_LANG_EN]);
    }
    return japanese * 2 > form->question_count ? MDS_LANG_JA : MDS_LANG_EN;
}

/* The last form of a family that has questions, the new edition apart. */
static uint32_t latest(const proposing *p, const char *family)
{
    uint32_t found = MDS_NO_ORDINAL;

    for (uint32_t f = 0; f < p->catalog->form_count; f++) {
        const mds_form *form = &p->catalog->forms[f];
        if (strcmp(form->family, family) == 0 && form->completeness != MDS_TOPICS &&
            strcmp(form->edition, p->form->edition) != 0) {
            found = f;
        }
    }
    return found;
}

static void reach(reached *out, uint32_t guideline, uint32_t clause)
{
    for (size_t i = 0; i < out->count; i++) {
        if (out->at[i].guideline == guideline && out->at[i].clause == clause) {
            return;
        }
    }
    if (out->count < REACHED) {
        out->at[out->count].guideline = guideline;
        out->at[out->count++].clause = clause;
    }
}

/* A form's clauses with all that they lead to in later guidelines. */
static void reach_all(reached *out, const mds_catalog *catalog, uint32_t guideline,
                      const mds_strings *clauses)
{
    *out = (reached){.count = 0};
    if (guideline == MDS_NO_ORDINAL) {
        return;
    }
    for (size_t i = 0; i < clauses->count; i++) {
        const uint32_t clause =
            mds_guideline_clause(&catalog->guidelines[guideline], clauses->at[i]);
        if (clause != MDS_NO_ORDINAL) {
            reach(out, guideline, clause);
        }
    }
    size_t first = 0;
    for (size_t step = 0; step < STEPS; step++) {
        const size_t last = out->count;
        for (; first < last; first++) {
            const mds_clause *from =
                &catalog->guidelines[out->at[first].guideline].clauses[out->at[first].clause];
            for (size_t i = 0; i < from->successor_count; i++) {
                reach(out, from->successors[i].guideline, from->successors[i].clause);
            }
        }
    }
}

/* Share of common clauses in the guideline of the later form; below 0 when one side has none. */
static double common_clauses(const reached *a, const reached *b, uint32_t guideline)
{
    size_t in_a = 0;
    size_t in_b = 0;
    size_t common = 0;

    for (size_t i = 0; i < b->count; i++) {
        in_b += b->at[i].guideline == guideline;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (a->at[i].guideline != guideline) {
            continue;
        }
        in_a++;
        for (size_t k = 0; k < b->count; k++) {
            common += b->at[k].guideline == guideline && a->at[i].clause == b->at[k].clause;
        }
    }
    return in_a == 0 || in_b == 0 ? -1 : 2 * (double)common / (double)(in_a + in_b);
}

static const char *parent_id(const mds_form *form, const mds_question *question)
{
    return question->parent != MDS_NO_ORDINAL ? form->questions[question->parent].id : "";
}

/* The last level of a number: "2" of "13.4.2". */
static const char *last_level(const char *id)
{
    const char *last = id;

    for (const char *p = id; *p != '\0'; p++) {
        last = strchr(".-(", *p) != NULL ? p + 1 : last;
    }
    return last;
}

static double compare_numbers(const proposing *p, const target *to, const mds_question *question,
                              const mds_question *known)
{
    const mds_form *form = &p->catalog->forms[to->form];
    const bool line = question->bullet.count > 0;

    if (!to->kin || line != (known->bullet.count > 0)) {
        return to->kin ? 0 : -1;
    }
    const char *parent = parent_id(p->form, question);
    const bool beside = strcmp(parent, parent_id(form, known)) == 0;
    /* The number above has moved, and this one with it. */
    const bool moved = question->parent != MDS_NO_ORDINAL && known->parent != MDS_NO_ORDINAL &&
                       to->matched[question->parent] == known->parent;
    /* The lines below an item are known by their words: their order differs between editions. */
    if (line) {
        return beside || moved ? 1 : 0;
    }
    if (strcmp(question->id, known->id) == 0) {
        return 1;
    }
    if (moved && strcmp(last_level(question->id), last_level(known->id)) == 0) {
        return 1;
    }
    return (beside && parent[0] != '\0') || moved ? 0.5 : 0;
}

/* Whether a line begins with a word by which the known one is recognised. */
static bool same_line(const mds_question *question, const mds_question *known)
{
    for (size_t i = 0; i < question->bullet.count; i++) {
        for (size_t k = 0; k < known->bullet.count; k++) {
            const size_t n = strlen(known->bullet.at[k]);
            if (strncmp(question->bullet.at[i], known->bullet.at[k], n) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void add_part(double *sum, double *weights, double part, double weight)
{
    if (part >= 0) {
        *sum += part * weight;
        *weights += weight;
    }
}

static mds_proposal compare(const proposing *p, const target *to, uint32_t q, uint32_t k,
                            const reached *clauses)
{
    const mds_form *form = &p->catalog->forms[to->form];
    const mds_question *question = &p->form->questions[q];
    const mds_question *known = &form->questions[k];
    const uint32_t guideline =
        p->form->guideline > form->guideline || form->guideline == MDS_NO_ORDINAL
            ? p->form->guideline
            : form->guideline;
    mds_proposal made = {.question = q, .form = to->form, .known = k};
    double sum = 0;
    double weights = 0;

    made.number = compare_numbers(p, to, question, known);
    made.clauses = common_clauses(clauses, &to->clauses[k], guideline);
    made.wording =
        same_line(question, known) ? 1 : mds_wording_likeness(&p->wordings[q], &to->wordings[k]);
    add_part(&sum, &weights, made.number, made.number > 0 ? number_weight : moved_weight);
    add_part(&sum, &weights, made.clauses, clause_weight);
    add_part(&sum, &weights, made.wording, wording_weight);
    made.score = sum / weights;
    made.relation = made.score >= equal_score && question->answer_set == known->answer_set
                        ? MDS_RELATION_EQUAL
                        : MDS_RELATION_INTERSECTS_WITH;
    return made;
}

static bool add(proposing *p, mds_proposal proposal)
{
    if (!mds_array_reserve(p->arena, &p->list, &p->capacity, p->count, sizeof *p->list)) {
        return false;
    }
    p->list[p->count++] = proposal;
    return true;
}

/* Whether a question has a proposal that is likely to be the same, or as alike in its words. */
static bool is_settled(const proposing *p, uint32_t q, double wording)
{
    for (size_t i = 0; i < p->count; i++) {
        if (p->list[i].question == q &&
            (p->list[i].relation == MDS_RELATION_EQUAL || p->list[i].wording >= wording)) {
            return true;
        }
    }
    return false;
}

/* What is known of one question: the best proposals, best first, and how far the best wording is
 * from the next. */
typedef struct ranking {
    mds_proposal best[PER_QUESTION];
    size_t count;
    double first, second; /* the two best wordings */
} ranking;

static void rank(ranking *out, mds_proposal made)
{
    size_t i = out->count;

    while (i > 0 && out->best[i - 1].score < made.score) {
        if (i < PER_QUESTION) {
            out->best[i] = out->best[i - 1];
        }
        i--;
    }
    if (i < PER_QUESTION) {
        out->best[i] = made;
        out->count += out->count < PER_QUESTION;
    }
    if (made.wording > out->first) {
        out->second = out->first;
        out->first = made.wording;
    } else if (made.wording > out->second) {
        out->second = made.wording;
    }
}

static void rank_all(ranking *out, const proposing *p, const target *to, uint32_t q)
{
    const mds_form *form = &p->catalog->forms[to->form];
    reached clauses;

    *out = (ranking){.count = 0};
    reach_all(&clauses, p->catalog, p->form->guideline, &p->form->questions[q].clauses);
    for (uint32_t k = 0; k < form->question_count; k++) {
        if (asks(&form->questions[k])) {
            rank(out, compare(p, to, q, k, &clauses));
        }
    }
}

/* Whether a proposal is good enough to be shown: by its score, or because no other known question
 * is nearly as alike in its words. */
static bool is_worthy(const ranking *from, size_t i)
{
    const mds_proposal *at = &from->best[i];
    const bool wording_alone = at->number < 0 && at->clauses < 0;
    const bool clear = at->wording >= from->first && at->wording >= clear_wording &&
                       from->first - from->second >= wording_gap;

    return (clear && i == 0) || (at->score >= (wording_alone ? least_wording : least_score) &&
                                 from->best[0].score - at->score <= second_gap);
}

static bool propose_for(proposing *p, const target *to, uint32_t q)
{
    ranking found;

    rank_all(&found, p, to, q);
    if (found.count > 0 && is_settled(p, q, found.best[0].wording)) {
        return true;
    }
    for (size_t i = 0; i < found.count && is_worthy(&found, i); i++) {
        /* Of two as likely ones neither can be said to be the same. */
        if (i > 0) {
            found.best[i].relation = MDS_RELATION_INTERSECTS_WITH;
        }
        if (!add(p, found.best[i])) {
            return false;
        }
    }
    return true;
}

/* Which known question each new one may be, from above to below: what has moved takes what is
 * below it along. */
static void match(const proposing *p, const target *to)
{
    for (uint32_t q = 0; q < p->form->question_count; q++) {
        ranking found;
        to->matched[q] = MDS_NO_ORDINAL;
        if (asks(&p->form->questions[q])) {
            rank_all(&found, p, to, q);
            if (found.count > 0 && is_worthy(&found, 0)) {
                to->matched[q] = found.best[0].known;
            }
        }
    }
}

/* Titles of both forms, weighed together. */
static bool make_wordings(proposing *p, target *to)
{
    const mds_form *form = &p->catalog->forms[to->form];
    const size_t own = p->form->question_count;
    mds_wording *list = mds_arena_alloc(p->arena, own + form->question_count, sizeof *list);

    for (size_t i = 0; list != NULL && i < own + form->question_count; i++) {
        const mds_text *title =
            i < own ? &p->form->questions[i].title : &form->questions[i - own].title;
        if (!mds_wording_of(&list[i], p->arena, title->in[to->lang])) {
            return false;
        }
    }
    if (list == NULL || !mds_wordings_weigh(list, own + form->question_count, p->arena)) {
        return false;
    }
    p->wordings = list;
    to->wordings = list + own;
    return true;
}

static bool propose_to(proposing *p, target *to)
{
    const mds_form *form = &p->catalog->forms[to->form];

    to->clauses = mds_arena_alloc(p->arena, form->question_count, sizeof *to->clauses);
    to->matched = mds_arena_alloc(p->arena, p->form->question_count, sizeof *to->matched);
    if (to->clauses == NULL || to->matched == NULL || !make_wordings(p, to)) {
        return false;
    }
    for (size_t k = 0; k < form->question_count; k++) {
        reach_all(&to->clauses[k], p->catalog, form->guideline, &form->questions[k].clauses);
    }
    for (uint32_t q = 0; q < p->form->question_count; q++) {
        to->matched[q] = MDS_NO_ORDINAL;
    }
    match(p, to);
    for (uint32_t q = 0; q < p->form->question_count; q++) {
        if (asks(&p->form->questions[q]) && !propose_for(p, to, q)) {
            return false;
        }
    }
    return true;
}

/* One known question is equal to one new one at most: of several the likeliest, the others touch
 * it. */
static void single_out(proposing *p)
{
    for (size_t i = 0; i < p->count; i++) {
        for (size_t k = 0; k < p->count; k++) {
            if (k != i && p->list[i].relation == MDS_RELATION_EQUAL &&
                p->list[k].relation == MDS_RELATION_EQUAL && p->list[i].form == p->list[k].form &&
                p->list[i].known == p->list[k].known &&
                (p->list[i].score > p->list[k].score ||
                 (p->list[i].score >= p->list[k].score && i < k))) {
                p->list[k].relation = MDS_RELATION_INTERSECTS_WITH;
            }
        }
    }
}

static int by_question(const void *a, const void *b)
{
    const mds_proposal *x = a;
    const mds_proposal *y = b;

    if (x->question != y->question) {
        return x->question < y->question ? -1 : 1;
    }
    if (x->form != y->form) {
        return x->form < y->form ? -1 : 1;
    }
    if (x->score > y->score || x->score < y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return x->known < y->known ? -1 : x->known > y->known;
}

/* Whether at least half of the new form's numbers are in the known one. */
static bool numbered_alike(const mds_form *form, const mds_form *known)
{
    size_t common = 0;
    size_t own = 0;

    for (size_t q = 0; q < form->question_count; q++) {
        if (form->questions[q].bullet.count == 0) {
            own++;
            common += mds_form_question(known, form->questions[q].id) != MDS_NO_ORDINAL;
        }
    }
    return common * 2 >= own;
}

mds_status mds_propose(mds_proposals *out, mds_arena *arena, const mds_catalog *catalog,
                       const mds_form *form)
{
    proposing p = {.arena = arena, .catalog = catalog, .form = form};
    const mds_lang lang = language_of(form);
    uint32_t kin = latest(&p, form->family);
    const bool own_kind = kin != MDS_NO_ORDINAL;
    const bool alike = own_kind && numbered_alike(form, &catalog->forms[kin]);
    const uint32_t mds2 = strcmp(form->family, "mds2") != 0 ? latest(&p, "mds2") : MDS_NO_ORDINAL;

    /* A kind of which nothing is known yet: the other Japanese disclosure is nearest. */
    if (!own_kind && lang == MDS_LANG_JA) {
        kin = latest(&p, "jp-mds");
    }
    const target targets[] = {{.form = kin, .kin = alike, .lang = lang},
                              {.form = mds2, .kin = false, .lang = lang}};
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        target to = targets[i];
        if (to.form != MDS_NO_ORDINAL && !propose_to(&p, &to)) {
            return mds_arena_status(arena);
        }
        if (i == 0) {
            single_out(&p);
        }
    }
    if (p.count > 0) {
        qsort(p.list, p.count, sizeof *p.list, by_question);
    }
    *out = (mds_proposals){p.list, p.count};
    return MDS_OK;
}
