/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only the differences, and what a contract should settle. */
#include "base/date.h"
#include "compare_words.h"
#include "engine/random.h"
#include <stdio.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* How many controls of a capability a bid has, lacks and leaves open. */
typedef struct tally {
    size_t at[MDS_TRUE + 1]; /* by truth */
} tally;

static tally count_controls(const mds_risk_assessment *as, uint32_t capability)
{
    tally found = {{0, 0, 0}};

    for (size_t i = 0; i < as->catalog->fact_count; i++) {
        const mds_fact *fact = &as->catalog->facts[i];
        if (fact->kind == MDS_FACT_CONTROL && fact->capability == capability) {
            found.at[as->facts->at[i].truth]++;
        }
    }
    return found;
}

void mds_compared__capabilities(mds_compared *c, mds_table *out)
{
    static const mds_bid_column columns[] = {{"capability", 40, true, false},
                                             {"controls", 16, false, true}};
    const mds_comparison *cmp = c->comparison;
    mds_table_builder b;

    mds_compared__table(&b, c, "capabilities", columns, COUNT(columns));
    for (uint32_t k = 0; k < cmp->catalog->capability_count; k++) {
        const mds_capability *capability = &cmp->catalog->capabilities[k];
        const tally first = count_controls(cmp->bids[0].bid.assessment, k);
        bool differs = false;
        for (size_t i = 1; i < cmp->bid_count; i++) {
            const tally other = count_controls(cmp->bids[i].bid.assessment, k);
            differs = differs || memcmp(&first, &other, sizeof first) != 0;
        }
        if (!differs || !mds_table__row(&b)) {
            continue;
        }
        mds_table__text(&b, 0,
                        mds_reg__format(&c->reg, "capability.name", capability->id,
                                        mds_reg__in(&c->reg, &capability->title), NULL));
        for (size_t i = 0; i < cmp->bid_count; i++) {
            const tally found = count_controls(cmp->bids[i].bid.assessment, k);
            char number[3][24];
            for (size_t t = 0; t < COUNT(number); t++) {
                (void)snprintf(number[t], sizeof number[t], "%zu", found.at[t]);
            }
            mds_table__text(&b, 1 + i,
                            mds_reg__format(&c->reg, "compare.controls", number[MDS_TRUE],
                                            number[MDS_FALSE], number[MDS_UNKNOWN], NULL));
        }
    }
    mds_table__finish(&b, out);
}

/* A question of a form. */
typedef struct asked {
    uint32_t form, question;
    const char *id;
} asked;

/* The question of this id in a form of any edition. */
static uint32_t question_in(const mds_catalog *catalog, uint32_t form, const asked *wanted)
{
    return form == wanted->form ? wanted->question
                                : mds_form_question(&catalog->forms[form], wanted->id);
}

/* The bid's form that holds the question, whatever the edition; NULL when none does. */
static const mds_disclosure *form_with(const mds_risk_assessment *as, const asked *wanted,
                                       uint32_t *question)
{
    for (size_t i = 0; i < as->facts->disclosure_count; i++) {
        const mds_disclosure *d = as->facts->disclosures[i];
        *question = question_in(as->catalog, d->form, wanted);
        if (*question != MDS_NO_ORDINAL && *question < d->answer_count) {
            return d;
        }
    }
    return NULL;
}

/* "Yes (note: ...)": a note often takes back what the answer says. */
static const char *answer_text(mds_compared *c, const mds_risk_assessment *as, const asked *wanted)
{
    uint32_t question;
    const mds_disclosure *d = form_with(as, wanted, &question);
    if (d == NULL) {
        return mds_reg__text(&c->reg, "answer.missing");
    }
    const char *note = d->answers[question].note;
    const char *word = mds_proof__answer_word(&c->reg, d, question);
    return note[0] == '\0' ? word
                           : mds_reg__format(&c->reg, "compare.answer_note", word, note, NULL);
}

static mds_answer_state state_of(const mds_risk_assessment *as, const asked *wanted)
{
    uint32_t question;
    const mds_disclosure *d = form_with(as, wanted, &question);
    return d != NULL ? d->answers[question].state : MDS_ANSWER_MISSING;
}

static bool answers_differ(const mds_comparison *cmp, const asked *wanted)
{
    const mds_answer_state first = state_of(cmp->bids[0].bid.assessment, wanted);

    for (size_t i = 1; i < cmp->bid_count; i++) {
        if (state_of(cmp->bids[i].bid.assessment, wanted) != first) {
            return true;
        }
    }
    return false;
}

/* Whether an earlier form of the catalog has the question already. */
static bool listed_before(const mds_catalog *catalog, size_t form, const char *id)
{
    for (size_t f = 0; f < form; f++) {
        if (mds_form_question(&catalog->forms[f], id) != MDS_NO_ORDINAL) {
            return true;
        }
    }
    return false;
}

void mds_compared__differences(mds_compared *c, mds_table *out)
{
    static const mds_bid_column columns[] = {{"capability", 26, true, false},
                                             {"question", 11, false, false},
                                             {"question_title", 44, true, false},
                                             {"answer", 26, true, true}};
    const mds_comparison *cmp = c->comparison;
    mds_table_builder b;

    mds_compared__table(&b, c, "differences", columns, COUNT(columns));
    for (uint32_t f = 0; f < cmp->catalog->form_count; f++) {
        const mds_form *form = &cmp->catalog->forms[f];
        for (uint32_t q = 0; q < form->question_count; q++) {
            const mds_question *question = &form->questions[q];
            const asked wanted = {f, q, question->id};
            if (question->kind != MDS_QUESTION_CHOICE || !answers_differ(cmp, &wanted) ||
                listed_before(cmp->catalog, f, question->id) || !mds_table__row(&b)) {
                continue;
            }
            const mds_capability *section = &cmp->catalog->capabilities[question->section];
            mds_table__text(&b, 0, mds_reg__in(&c->reg, &section->title));
            mds_table__text(&b, 1, question->id);
            mds_table__text(&b, 2, mds_reg__in(&c->reg, &question->title));
            for (size_t i = 0; i < cmp->bid_count; i++) {
                mds_table__text(&b, 3 + i, answer_text(c, cmp->bids[i].bid.assessment, &wanted));
            }
        }
    }
    mds_table__finish(&b, out);
}

enum { POINT_BID, POINT_KIND, POINT_ITEM, POINT_SETTLE };

static void point(mds_table_builder *b, const mds_bid_result *bid, const char *kind,
                  const char *item, const char *settle)
{
    if (!mds_table__row(b)) {
        return;
    }
    mds_table__text(b, POINT_BID, bid->bid.name);
    mds_table__text(b, POINT_KIND, kind);
    mds_table__text(b, POINT_ITEM, item);
    mds_table__text(b, POINT_SETTLE, settle);
}

static void point_support(mds_compared *c, mds_table_builder *b, const mds_bid_result *bid)
{
    const int32_t end = bid->bid.assessment->deployment->end_of_support;
    const int32_t horizon = c->comparison->options.horizon;
    const char *needed = horizon != MDS_DAY_NONE ? mds_reg__date(&c->reg, horizon) : "";

    if (end == MDS_DAY_NONE) {
        point(b, bid, mds_reg__text(&c->reg, "compare.point.support"),
              mds_reg__text(&c->reg, "compare.support.unknown"),
              horizon != MDS_DAY_NONE
                  ? mds_reg__format(&c->reg, "compare.support.promise_until", needed, NULL)
                  : mds_reg__text(&c->reg, "compare.support.promise"));
    } else if (horizon != MDS_DAY_NONE && end < horizon) {
        point(b, bid, mds_reg__text(&c->reg, "compare.point.support"),
              mds_reg__format(&c->reg, "compare.support.short", mds_reg__date(&c->reg, end), needed,
                              NULL),
              mds_reg__format(&c->reg, "compare.support.extend", needed, NULL));
    } else {
        point(b, bid, mds_reg__text(&c->reg, "compare.point.support"),
              mds_reg__format(&c->reg, "compare.support.until", mds_reg__date(&c->reg, end), NULL),
              mds_reg__text(&c->reg, "compare.support.write_down"));
    }
}

/* Ids of the questions of the fact, to look them up in the form. */
static const char *fact_item(mds_compared *c, const mds_risk_assessment *as, uint32_t fact)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    mds_proof__append_questions(&c->reg, &list, &as->facts->at[fact]);
    const char *questions = mds_reg__copy(&c->reg, &list);
    mds_strbuf_finish(&list);
    return mds_reg__format(&c->reg, "compare.fact",
                           mds_reg__in(&c->reg, &as->catalog->facts[fact].title), questions, NULL);
}

static void points_facts(mds_compared *c, mds_table_builder *b, const mds_bid_result *bid)
{
    const mds_risk_assessment *as = bid->bid.assessment;

    for (size_t k = 0; k < as->catalog->criterion_count; k++) {
        const mds_criterion *criterion = &as->catalog->criteria[k];
        for (size_t i = 0; i < criterion->fact_count; i++) {
            const mds_truth truth = as->facts->at[criterion->facts[i]].truth;
            if (truth != MDS_TRUE) {
                point(b, bid, mds_reg__in(&c->reg, &criterion->title),
                      fact_item(c, as, criterion->facts[i]),
                      mds_reg__text(&c->reg, truth == MDS_FALSE ? "compare.settle.missing"
                                                                : "compare.settle.unknown"));
            }
        }
    }
}

static void point_unknowns(mds_compared *c, mds_table_builder *b, const mds_bid_result *bid)
{
    char open[24];
    char all[24];

    if (bid->answered == bid->questions) {
        return;
    }
    (void)snprintf(open, sizeof open, "%zu", bid->questions - bid->answered);
    (void)snprintf(all, sizeof all, "%zu", bid->questions);
    point(b, bid, mds_reg__text(&c->reg, "compare.point.unknown"),
          mds_reg__format(&c->reg, "compare.unknown", open, all, NULL),
          mds_reg__text(&c->reg, "compare.settle.ask"));
}

/* The largest risks of a device that is more than acceptable. */
static void points_risks(mds_compared *c, mds_table_builder *b, const mds_bid_result *bid)
{
    enum { MOST = 3 };
    const mds_risk_assessment *as = bid->bid.assessment;

    if (as->now->verdict == MDS_VERDICT_ACCEPTABLE) {
        return;
    }
    mds_compared__about(c, as);
    for (size_t i = 0; i < as->ranked_count && i < MOST; i++) {
        const mds_risk *risk = &as->now->risks[as->ranking[i]];
        const mds_scenario *scenario = &as->catalog->scenarios[risk->scenario];
        const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
        point(b, bid, mds_reg__text(&c->reg, "compare.point.risk"),
              mds_reg__format(&c->reg, "compare.risk", mds_reg__in(&c->reg, &scenario->title),
                              mds_words__share(&c->reg, at->share),
                              mds_words__rrf(&c->reg, at->rrf), NULL),
              "");
    }
}

void mds_compared__contract(mds_compared *c, mds_table *out)
{
    static const mds_bid_column columns[] = {{"bid", 6, false, false},
                                             {"point", 22, true, false},
                                             {"item", 60, true, false},
                                             {"settle", 60, true, false}};
    mds_table_builder b;

    mds_compared__table(&b, c, "contract", columns, COUNT(columns));
    for (size_t i = 0; i < c->comparison->bid_count; i++) {
        const mds_bid_result *bid = mds_compared__bid(c, c->comparison->order[i]);
        point_support(c, &b, bid);
        points_risks(c, &b, bid);
        points_facts(c, &b, bid);
        point_unknowns(c, &b, bid);
    }
    mds_table__finish(&b, out);
}

static void basis(mds_compared *c, mds_table_builder *b, const char *key, const char *value)
{
    if (mds_table__row(b)) {
        mds_table__text(b, 0, mds_reg__text(&c->reg, key));
        mds_table__text(b, 1, value[0] != '\0' ? value : mds_reg__text(&c->reg, "not_given"));
    }
}

static void basis_bids(mds_compared *c, mds_table_builder *b)
{
    for (size_t i = 0; i < c->comparison->bid_count; i++) {
        const mds_bid_result *bid = mds_compared__bid(c, i);
        const mds_facts *facts = bid->bid.assessment->facts;
        for (size_t k = 0; k < facts->disclosure_count && mds_table__row(b); k++) {
            mds_table__text(b, 0,
                            mds_reg__format(&c->reg, "compare.basis.bid", bid->bid.name, NULL));
            mds_table__text(b, 1,
                            mds_reg__format(&c->reg, "compare.basis.file",
                                            facts->disclosures[k]->file,
                                            facts->disclosures[k]->sha256, NULL));
        }
    }
}

static void basis_ahp(mds_compared *c, mds_table_builder *b, const mds_ahp *ahp)
{
    mds_reg *r = &c->reg;
    const mds_compare_options *options = &c->comparison->options;

    if (ahp == NULL) {
        return;
    }
    basis(c, b, "compare.basis.lambda", mds_reg__significant(r, ahp->lambda_max, 6));
    basis(c, b, "compare.basis.ci", mds_reg__significant(r, ahp->ci, 3));
    basis(c, b, "compare.basis.ri", mds_reg__significant(r, ahp->ri, 3));
    basis(c, b, "compare.basis.cr", mds_reg__significant(r, ahp->cr, 3));
    if (ahp->cr > 0.0) {
        const mds_criterion *list = c->comparison->catalog->criteria;
        basis(c, b, "compare.basis.odd",
              mds_reg__format(r, "compare.basis.odd_value",
                              list[options->ahp_criteria[ahp->odd_row]].id,
                              list[options->ahp_criteria[ahp->odd_column]].id,
                              mds_reg__significant(r, ahp->odd_fits, 2), NULL));
    }
}

static const char *whole(mds_compared *c, uint64_t number)
{
    mds_strbuf_clear(&c->reg.buf);
    mds_strbuf_printf(&c->reg.buf, "%llu", (unsigned long long)number);
    return mds_reg__copy(&c->reg, &c->reg.buf);
}

void mds_compared__basis(mds_compared *c, mds_table *out)
{
    static const mds_bid_column columns[] = {{"item", 34, true, false},
                                             {"entry", 100, true, false}};
    const mds_comparison *cmp = c->comparison;
    const mds_compare_options *options = &cmp->options;
    const mds_risk_assessment *as = cmp->bids[0].bid.assessment;
    mds_reg *r = &c->reg;
    mds_table_builder b;
    mds_compared__table(&b, c, "basis", columns, COUNT(columns));
    basis(c, &b, "summary.as_of", mds_reg__date(r, as->as_of));
    basis(c, &b, "summary.context",
          as->deployment->file[0] != '\0' ? as->deployment->file
                                          : mds_reg__text(r, "summary.context_default"));
    basis(c, &b, "compare.basis.horizon",
          options->horizon != MDS_DAY_NONE ? mds_reg__date(r, options->horizon) : "");
    basis_bids(c, &b);
    basis(c, &b, "compare.basis.weights",
          options->weights_stated ? options->weights_file
                                  : mds_reg__text(r, "compare.basis.weights_catalog"));
    basis_ahp(c, &b, options->ahp);
    basis(c, &b, "compare.basis.precision",
          mds_reg__significant(r,
                               options->weights_stated ? MDS_COMPARE_STATED_PRECISION
                                                       : MDS_COMPARE_DEFAULT_PRECISION,
                               3));
    basis(c, &b, "compare.basis.draws", whole(c, options->draws));
    basis(c, &b, "compare.basis.seed", whole(c, options->seed));
    basis(c, &b, "compare.basis.generator", MDS_RANDOM_NAME);
    basis(c, &b, "summary.model", as->catalog->model);
    basis(
        c, &b, "summary.catalog",
        mds_reg__format(r, "compare.basis.file", as->catalog->version, as->catalog->sha256, NULL));
    basis(c, &b, "summary.policy",
          mds_reg__format(r, "compare.basis.file", as->policy->id, as->policy->sha256, NULL));
    mds_table__finish(&b, out);
}
