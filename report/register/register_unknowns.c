/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not known, by how much hangs on it: the list of questions for the manufacturer. */
#include "engine/answers.h"
#include "register_internal.h"
#include <stdlib.h>

/* clang-format off */
#define UNKNOWN_COLUMNS(X)                                                                        \
    X(question, 13, false)    X(question_title, 44, true)  X(wording, 50, true)                   \
    X(answer_state, 16, true) X(response, 18, true)        X(note, 40, true)                      \
    X(where, 18, true)        X(facts, 44, true)           X(risk_count, 9, false)                \
    X(rrf_largest, 11, false) X(file, 24, true)
/* clang-format on */

enum {
#define X(id, width, wrap) COL_##id,
    UNKNOWN_COLUMNS(X)
#undef X
        COLUMN_COUNT
};

static const mds_column_spec columns[] = {
#define X(id, width, wrap) {#id, width, wrap},
    UNKNOWN_COLUMNS(X)
#undef X
};

enum { DERIVED_DEPTH = 16 };

typedef struct unknown {
    const mds_disclosure *disclosure;
    uint32_t question;
    size_t order; /* keeps the form's order among equals */
    size_t risks;
    double rrf;
} unknown;

/* touches[fact * scenarios + s]: the fact bears on applicable scenario s. */
typedef struct reach {
    const mds_reg *r;
    unsigned char *touches;
    size_t scenarios;
} reach;

static void touch(reach *t, uint32_t fact, size_t scenario, int depth)
{
    unsigned char *cell = &t->touches[fact * t->scenarios + scenario];
    if (*cell != 0 || depth == DERIVED_DEPTH) {
        return;
    }
    *cell = 1;
    const mds_condition *derived = &t->r->catalog->facts[fact].derived;
    for (size_t i = 0; i < derived->count; i++) {
        for (size_t k = 0; k < derived->at[i].count; k++) {
            touch(t, derived->at[i].at[k].fact, scenario, depth + 1);
        }
    }
}

static void touch_condition(reach *t, const mds_condition *condition, size_t scenario)
{
    for (size_t i = 0; i < condition->count; i++) {
        for (size_t k = 0; k < condition->at[i].count; k++) {
            touch(t, condition->at[i].at[k].fact, scenario, 0);
        }
    }
}

static bool find_reach(reach *t, mds_reg *r)
{
    *t = (reach){.r = r, .scenarios = r->as->scenario_count};
    t->touches = mds_arena_alloc(r->arena, r->catalog->fact_count * t->scenarios + 1, 1);
    if (t->touches == NULL) {
        r->status = mds_arena_status(r->arena);
        return false;
    }
    for (size_t i = 0; i < r->as->ranked_count; i++) {
        const mds_scenario_result *s = &r->as->scenarios[r->as->ranking[i]];
        const mds_scenario *scenario = &r->catalog->scenarios[s->scenario];
        size_t at = r->as->ranking[i];
        touch_condition(t, &scenario->opens, at);
        for (size_t k = 0; k < scenario->raise_count; k++) {
            touch_condition(t, &scenario->raises[k].when, at);
        }
        for (size_t k = 0; k < s->credit_count; k++) {
            if (s->credits[k].effect->fact != MDS_NO_ORDINAL) {
                touch(t, s->credits[k].effect->fact, at, 0);
            }
        }
    }
    return true;
}

/* Only facts that are still unknown count: another answer may have settled one. */
static void weigh(unknown *u, const reach *t)
{
    const mds_reg *r = t->r;
    const mds_crosswalk *crosswalk = &r->catalog->crosswalks[u->disclosure->form];
    for (size_t s = 0; s < t->scenarios; s++) {
        bool hit = false;
        for (size_t i = mds_answers_first_row(crosswalk, u->question);
             i < crosswalk->row_count && crosswalk->rows[i].question == u->question; i++) {
            uint32_t fact = crosswalk->rows[i].fact;
            hit = hit || (r->as->facts->at[fact].truth == MDS_UNKNOWN &&
                          t->touches[fact * t->scenarios + s] != 0);
        }
        if (hit) {
            double rrf = r->as->scenarios[s].at[MDS_STAGE_R2][MDS_CASE_EXPECTED].rrf;
            u->risks++;
            u->rrf = rrf > u->rrf ? rrf : u->rrf;
        }
    }
}

static int by_weight(const void *a, const void *b)
{
    const unknown *x = a;
    const unknown *y = b;
    if (x->rrf != y->rrf) {
        return x->rrf > y->rrf ? -1 : 1;
    }
    if (x->risks != y->risks) {
        return x->risks > y->risks ? -1 : 1;
    }
    return x->order < y->order ? -1 : x->order > y->order;
}

static const char *open_facts(mds_reg *r, const unknown *u)
{
    const mds_crosswalk *crosswalk = &r->catalog->crosswalks[u->disclosure->form];
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = mds_answers_first_row(crosswalk, u->question);
         i < crosswalk->row_count && crosswalk->rows[i].question == u->question; i++) {
        uint32_t fact = crosswalk->rows[i].fact;
        if (r->as->facts->at[fact].truth != MDS_UNKNOWN) {
            continue;
        }
        if (list.n > 0) {
            mds_strbuf_putc(&list, '\n');
        }
        mds_strbuf_puts(&list, mds_reg__in(r, &r->catalog->facts[fact].title));
    }
    const char *text = list.n > 0 || list.status != MDS_OK
                           ? mds_reg__copy(r, &list)
                           : mds_reg__text(r, "unknown.nothing_open");
    mds_strbuf_finish(&list);
    return text;
}

static void put(mds_table_builder *b, const unknown *u)
{
    mds_reg *r = b->r;
    const mds_disclosure *d = u->disclosure;
    const mds_question *question = &r->catalog->forms[d->form].questions[u->question];
    const mds_answer *answer = &d->answers[u->question];
    const char *state = mds_proof__answer_word(r, d, u->question);
    if (answer->state == MDS_ANSWER_NA) {
        const bool japanese = mds_words__is_japanese(&r->catalog->forms[d->form]);
        state = mds_reg__text(r, japanese ? "answer.na_to_confirm" : "answer.na_not_accepted");
    } else if (answer->state == MDS_ANSWER_YES) {
        state = mds_reg__text(r, "answer.yes_gated");
    }
    mds_table__text(b, COL_question, question->id);
    mds_table__text(b, COL_question_title, mds_reg__in(r, &question->title));
    mds_table__text(b, COL_wording, answer->wording);
    mds_table__text(b, COL_answer_state, state);
    mds_table__text(b, COL_response, answer->response);
    mds_table__text(b, COL_note, answer->note);
    mds_table__text(b, COL_where, answer->where);
    mds_table__text(b, COL_facts, open_facts(r, u));
    mds_table__number(b, COL_risk_count, (double)u->risks, MDS_NUMBER_INTEGER);
    if (u->risks > 0) {
        mds_table__number(b, COL_rrf_largest, u->rrf, MDS_NUMBER_FACTOR);
    }
    mds_table__text(b, COL_file, d->file);
}

static size_t collect(mds_reg *r, unknown *list, const reach *t)
{
    size_t count = 0;
    for (size_t i = 0; i < r->as->facts->disclosure_count; i++) {
        const mds_disclosure *d = r->as->facts->disclosures[i];
        const mds_crosswalk *crosswalk = &r->catalog->crosswalks[d->form];
        for (uint32_t q = 0; q < d->answer_count; q++) {
            bool matters = r->catalog->forms[d->form].questions[q].kind == MDS_QUESTION_CHOICE ||
                           mds_answers_have_rows(crosswalk, q);
            if (matters && d->answers[q].state != MDS_ANSWER_TEXT &&
                mds_answers_unknown(r->catalog, d, q)) {
                list[count] = (unknown){.disclosure = d, .question = q, .order = count};
                weigh(&list[count], t);
                count++;
            }
        }
    }
    return count;
}

void mds_register__unknowns(mds_reg *r, mds_table *out)
{
    mds_table_builder b;
    mds_table__init(&b, r, "unknowns", columns, COLUMN_COUNT);
    size_t most = 0;
    for (size_t i = 0; i < r->as->facts->disclosure_count; i++) {
        most += r->as->facts->disclosures[i]->answer_count;
    }
    reach t;
    unknown *list = mds_arena_alloc(r->arena, most + 1, sizeof *list);
    if (list == NULL || !find_reach(&t, r)) {
        r->status = mds_arena_status(r->arena);
        mds_table__finish(&b, out);
        return;
    }
    size_t count = collect(r, list, &t);
    qsort(list, count, sizeof *list, by_weight);
    for (size_t i = 0; i < count && mds_table__row(&b); i++) {
        put(&b, &list[i]);
    }
    mds_table__finish(&b, out);
}
