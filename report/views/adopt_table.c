/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposals for the eye and the pen of a person. */
#include <mdsrisk/adopt_report.h>

#include "summary_rows.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* clang-format off */
#define REVIEW_COLUMNS(X)                                                                         \
    X(review_item, 10, false)        X(review_wording, 34, true)                                  \
    X(review_known_item, 11, false)  X(review_known_title, 32, true)                              \
    X(review_proposed, 11, true)     X(review_score, 8, false)                                    \
    X(review_accept, 10, true)       X(review_relation, 13, true)                                 \
    X(review_comment, 26, true)      X(review_why, 40, true)                                      \
    X(review_edition, 16, false)     X(review_known, 16, false)                                   \
    X(review_row, 20, false)
/* clang-format on */

#define X(id, width, wrap) C_##id,
enum { REVIEW_COLUMNS(X) C__COUNT };
#undef X
#define X(id, width, wrap) {#id, width, wrap},
static const mds_column_spec review_columns[] = {REVIEW_COLUMNS(X)};
#undef X

enum { TABLES = 2, NAME_BYTES = 48 };

static const mds_proposal *proposal_of(const mds_proposals *proposals, uint32_t question,
                                       const mds_form *forms, const mds_form *known_form,
                                       uint32_t known)
{
    for (size_t i = 0; i < proposals->count; i++) {
        const mds_proposal *at = &proposals->at[i];
        if (at->question == question && at->known == known && &forms[at->form] == known_form) {
            return at;
        }
    }
    return NULL;
}

/* The relation of the new question to the known one, whichever side it is on. */
static const char *relation_word(mds_reg *r, const mds_translation_row *row, bool new_left)
{
    mds_relation relation = row->relation;

    if (!new_left && relation == MDS_RELATION_SUBSET_OF) {
        relation = MDS_RELATION_SUPERSET_OF;
    } else if (!new_left && relation == MDS_RELATION_SUPERSET_OF) {
        relation = MDS_RELATION_SUBSET_OF;
    }
    return mds_reg__named(r, "learn.relation", mds_relation_name(relation));
}

static void add_row(mds_table_builder *b, const mds_adopted *adopted, const mds_adopted_pair *pair,
                    const mds_translation_row *row, const mds_proposals *proposals)
{
    mds_reg *r = b->r;
    const bool new_left = pair->left == adopted->form;
    const mds_form *known = new_left ? pair->right : pair->left;
    const uint32_t q = new_left ? row->left[0] : row->right[0];
    const uint32_t k = new_left ? row->right[0] : row->left[0];
    const mds_proposal *proposal = proposal_of(proposals, q, r->catalog->forms, known, k);

    if (!mds_table__row(b)) {
        return;
    }
    mds_table__text(b, C_review_item, adopted->form->questions[q].id);
    mds_table__text(b, C_review_wording, mds_reg__in(r, &adopted->form->questions[q].title));
    mds_table__text(b, C_review_known_item, known->questions[k].id);
    mds_table__text(b, C_review_known_title, mds_reg__in(r, &known->questions[k].title));
    mds_table__text(b, C_review_proposed, relation_word(r, row, new_left));
    if (proposal != NULL) {
        mds_table__number(b, C_review_score, floor(proposal->score * 100 + 0.5) / 100,
                          MDS_NUMBER_PLAIN);
    }
    mds_table__text(b, C_review_why, mds_reg__in(r, &row->rationale));
    mds_table__text(b, C_review_edition, adopted->form->edition);
    mds_table__text(b, C_review_known, known->edition);
    mds_table__text(b, C_review_row, row->id);
}

static void build_review(mds_reg *r, mds_table *out, const mds_adopted *adopted,
                         const mds_proposals *proposals)
{
    mds_table_builder b;

    mds_table__init(&b, r, "review", review_columns, C__COUNT);
    for (uint32_t q = 0; q < adopted->form->question_count; q++) {
        for (size_t p = 0; p < adopted->pair_count; p++) {
            const mds_adopted_pair *pair = &adopted->pairs[p];
            const bool new_left = pair->left == adopted->form;
            for (size_t i = 0; i < pair->row_count; i++) {
                const mds_translation_row *row = &pair->rows[i];
                const uint32_t *own = new_left ? row->left : row->right;
                if (row->review == MDS_REVIEW_UNREVIEWED && own[0] == q) {
                    add_row(&b, adopted, pair, row, proposals);
                }
            }
        }
    }
    mds_table__finish(&b, out);
}

static void build_summary(mds_reg *r, mds_table *out, const mds_adopted *adopted)
{
    static const char *const lines[] = {"accept",      "relation",    "equal",
                                        "subset_of",   "superset_of", "intersects_with",
                                        "not_related", "comment",     "then"};
    mds_table_builder b;

    mds_summary__init(&b, r);
    mds_summary__heading(&b, "learn.review.heading");
    mds_summary__line(&b, mds_reg__text(r, "column.review_edition"), adopted->form->edition,
                      mds_reg__in(r, &adopted->form->title), MDS_MARK_NONE);
    mds_summary__count(&b, mds_reg__text(r, "learn.review.open"), adopted->open, "",
                       MDS_MARK_NOTICE);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char name[NAME_BYTES];
        char value[NAME_BYTES];
        (void)snprintf(name, sizeof name, "learn.review.name.%s", lines[i]);
        (void)snprintf(value, sizeof value, "learn.review.%s", lines[i]);
        mds_summary__line(&b, mds_reg__text(r, name), mds_reg__text(r, value), "", MDS_MARK_NONE);
    }
    mds_table__finish(&b, out);
}

mds_status mds_adopt_tables(const mds_table *const **out, size_t *count, mds_arena *arena,
                            const mds_catalog *catalog, const mds_adopted *adopted,
                            const mds_proposals *proposals, mds_lang lang)
{
    mds_table *tables = mds_arena_alloc(arena, TABLES, sizeof *tables);
    const mds_table **list = mds_arena_alloc(arena, TABLES, sizeof *list);
    mds_reg r = {.arena = arena, .catalog = catalog, .lang = lang};

    if (tables == NULL || list == NULL) {
        return mds_arena_status(arena);
    }
    mds_strbuf_init(&r.buf, 1 << 20);
    build_review(&r, &tables[0], adopted, proposals);
    build_summary(&r, &tables[1], adopted);
    mds_strbuf_finish(&r.buf);
    list[0] = &tables[0];
    list[1] = &tables[1];
    *out = list;
    *count = TABLES;
    return r.status;
}
