/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clauses of the guideline behind a risk: those that the form names beside the questions by which
 * its facts are proven. */
#include "clause_words.h"
#include "engine/clauses.h"

#include <stdlib.h>

typedef struct cited {
    uint32_t guideline, clause;
    const char *id;
} cited;

typedef struct citations {
    mds_reg *r;
    cited *at;
    size_t count, capacity;
} citations;

static void cite(citations *c, uint32_t guideline, uint32_t clause)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->at[i].guideline == guideline && c->at[i].clause == clause) {
            return;
        }
    }
    if (!mds_array_reserve(c->r->arena, &c->at, &c->capacity, c->count, sizeof *c->at)) {
        c->r->status = mds_arena_status(c->r->arena);
        return;
    }
    c->at[c->count++] =
        (cited){guideline, clause, c->r->catalog->guidelines[guideline].clauses[clause].id};
}

static void cite_question(citations *c, const mds_form *form, uint32_t question)
{
    const mds_strings *clauses = &form->questions[question].clauses;
    if (form->guideline >= c->r->catalog->guideline_count) {
        return;
    }
    for (size_t i = 0; i < clauses->count; i++) {
        const uint32_t clause =
            mds_guideline_clause(&c->r->catalog->guidelines[form->guideline], clauses->at[i]);
        if (clause != MDS_NO_ORDINAL) {
            cite(c, form->guideline, clause);
        }
    }
}

static void cite_fact(citations *c, uint32_t fact)
{
    const mds_fact_value *value = &c->r->facts->at[fact];
    for (size_t i = 0; i < value->proof_count; i++) {
        const mds_proof *proof = &value->proofs[i];
        if (proof->disclosure != NULL && proof->question != MDS_NO_ORDINAL &&
            proof->says != MDS_UNKNOWN) {
            cite_question(c, &c->r->catalog->forms[proof->disclosure->form], proof->question);
        }
    }
}

static void cite_condition(citations *c, const mds_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++) {
        for (size_t k = 0; k < condition->at[i].count; k++) {
            cite_fact(c, condition->at[i].at[k].fact);
        }
    }
}

static void cite_risk(citations *c, const mds_risk *s)
{
    const mds_scenario *scenario = &c->r->catalog->scenarios[s->scenario];
    cite_condition(c, &scenario->opens);
    for (size_t i = 0; i < scenario->raise_count; i++) {
        cite_condition(c, &scenario->raises[i].when);
    }
    for (size_t i = 0; i < c->r->catalog->effect_count; i++) {
        const mds_effect *effect = &c->r->catalog->effects[i];
        if (effect->scenario == s->scenario && effect->fact != MDS_NO_ORDINAL) {
            cite_fact(c, effect->fact);
        }
    }
}

static int by_number(const void *a, const void *b)
{
    const cited *x = a;
    const cited *y = b;
    if (x->guideline != y->guideline) {
        return x->guideline < y->guideline ? -1 : 1;
    }
    return mds_clauses_compare(x->id, y->id);
}

/* "Safety guideline 5.2: 6.5.C7 / 6.0: System operations 17-1 (judgement)" */
static void append(mds_reg *r, mds_strbuf *out, const cited *at)
{
    const mds_later_clause *later = NULL;
    size_t count = 0;
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_clauses__append(r, &text, at->guideline, at->clause);
    const mds_status status =
        mds_clauses_later(&later, &count, r->arena, r->catalog, at->guideline, at->clause);
    if (status != MDS_OK) {
        r->status = status;
    }
    mds_strbuf_puts(&text, count > 0 ? " / " : "");
    mds_clauses__append_later(r, &text, later, count, " / ");
    if (out->n > 0) {
        mds_strbuf_putc(out, '\n');
    }
    mds_reg__append(r, out, "clause.reference", text.p, NULL);
    mds_reg__drop(r, &text);
}

void mds_register__append_clauses(mds_reg *r, mds_strbuf *out, const mds_risk *s)
{
    citations c = {.r = r};
    cite_risk(&c, s);
    if (c.count > 1) {
        qsort(c.at, c.count, sizeof *c.at, by_number);
    }
    for (size_t i = 0; i < c.count; i++) {
        append(r, out, &c.at[i]);
    }
}
