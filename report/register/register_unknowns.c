/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not known, by how much hangs on it: the list of questions for the manufacturer. */
#include "engine/answers.h"
#include "register_internal.h"
#include <stdlib.h>

/* clang-format off */
#define UNKNOWN_COLUMNS(X)                                                                        \
    X(question, 13, false)    X(question_title, 44, true)  X(wording, 50, true)                   \
    X(answer_state, 16, true) X(response, 18, true)        X(note, 40, true)                      \
    X(where, 18, true)        X(facts, 44, true)           X(answer_factor, 11, false)            \
    X(rrf_after, 11, false)   X(file, 24, true)
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

typedef struct unknown {
    const mds_disclosure *disclosure; /* NULL: nobody asks, for the hospital's own look */
    uint32_t question;
    uint32_t fact;                 /* where nobody asks */
    size_t order;                  /* keeps the form's order among equals */
    const mds_answer_worth *worth; /* of the fact of which a good answer brings most, or NULL */
} unknown;

typedef struct worths {
    const mds_answer_worth *at;
    size_t count;
} worths;

static const mds_answer_worth *worth_of(const worths *w, uint32_t fact)
{
    for (size_t i = 0; i < w->count; i++) {
        if (w->at[i].fact == fact) {
            return &w->at[i];
        }
    }
    return NULL;
}

/* The list of worths is sorted, so the least of two places is the larger factor. */
static void weigh(unknown *u, const mds_reg *r, const worths *w)
{
    const mds_crosswalk *crosswalk = &r->catalog->crosswalks[u->disclosure->form];
    for (size_t i = mds_answers_first_row(crosswalk, u->question);
         i < crosswalk->row_count && crosswalk->rows[i].question == u->question; i++) {
        const mds_answer_worth *worth = worth_of(w, crosswalk->rows[i].fact);
        if (worth != NULL && (u->worth == NULL || worth < u->worth)) {
            u->worth = worth;
        }
    }
}

static int by_weight(const void *a, const void *b)
{
    const unknown *x = a;
    const unknown *y = b;
    const double left = x->worth != NULL ? x->worth->factor : 1.0;
    const double right = y->worth != NULL ? y->worth->factor : 1.0;
    if (left < right || left > right) {
        return left > right ? -1 : 1;
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
        if (r->facts->at[fact].truth != MDS_UNKNOWN) {
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

static void put_worth(mds_table_builder *b, const unknown *u)
{
    if (u->worth != NULL) {
        mds_table__number(b, COL_answer_factor, u->worth->factor, MDS_NUMBER_RRF);
        mds_table__number(b, COL_rrf_after, u->worth->rrf_after, MDS_NUMBER_RRF);
    }
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
    put_worth(b, u);
    mds_table__text(b, COL_file, d->file);
}

/* An exposure that nobody asked about. */
static void put_look(mds_table_builder *b, const unknown *u)
{
    mds_reg *r = b->r;
    mds_table__text(b, COL_question_title, mds_reg__text(r, "unknown.look_yourself"));
    mds_table__text(b, COL_facts, mds_reg__in(r, &r->catalog->facts[u->fact].title));
    put_worth(b, u);
}

static size_t collect(const mds_reg *r, unknown *list, const worths *w)
{
    size_t count = 0;
    for (size_t i = 0; i < r->facts->disclosure_count; i++) {
        const mds_disclosure *d = r->facts->disclosures[i];
        const mds_crosswalk *crosswalk = &r->catalog->crosswalks[d->form];
        for (uint32_t q = 0; q < d->answer_count; q++) {
            bool matters = r->catalog->forms[d->form].questions[q].kind == MDS_QUESTION_CHOICE ||
                           mds_answers_have_rows(crosswalk, q);
            if (matters && d->answers[q].state != MDS_ANSWER_TEXT &&
                mds_answers_unknown(r->catalog, d, q)) {
                list[count] = (unknown){.disclosure = d, .question = q, .order = count};
                weigh(&list[count], r, w);
                count++;
            }
        }
    }
    for (size_t i = 0; i < w->count; i++) {
        if (!w->at[i].asked) {
            list[count] = (unknown){.fact = w->at[i].fact, .order = count, .worth = &w->at[i]};
            count++;
        }
    }
    return count;
}

void mds_register__unknowns(mds_reg *r, mds_table *out)
{
    mds_table_builder b;
    worths w = {NULL, 0};
    mds_table__init(&b, r, "unknowns", columns, COLUMN_COUNT);
    const mds_status status = mds_answers_worth(&w.at, &w.count, r->arena, r->as, MDS_WORTH_OPEN);
    size_t most = w.count;
    for (size_t i = 0; i < r->facts->disclosure_count; i++) {
        most += r->facts->disclosures[i]->answer_count;
    }
    unknown *list = mds_arena_alloc(r->arena, most + 1, sizeof *list);
    if (list == NULL || status != MDS_OK) {
        r->status = mds_arena_status(r->arena);
        mds_table__finish(&b, out);
        return;
    }
    size_t count = collect(r, list, &w);
    qsort(list, count, sizeof *list, by_weight);
    for (size_t i = 0; i < count && mds_table__row(&b); i++) {
        if (list[i].disclosure != NULL) {
            put(&b, &list[i]);
        } else {
            put_look(&b, &list[i]);
        }
    }
    mds_table__finish(&b, out);
}
