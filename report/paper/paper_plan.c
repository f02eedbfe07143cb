/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Treatment and life cycle as reports: the sets that are enough, the dates that change something,
 * the documents that are due. */
#include "paper_internal.h"

#include <mdsrisk/documents.h>
#include <mdsrisk/plan_report.h>
#include <mdsrisk/treat.h>
#include <stdio.h>

enum {
    SET_ROW,
    SET_ADD,
    SET_COST,
    SET_RRF,
    SET_SURE,
    SET_DOCUMENTED,
    SET_VERDICT,
    SET_LEADER,
    SET_COLUMNS
};

static void put_set(mds_table_builder *b, const mds_treatment *t, const char *row,
                    const mds_treat_set *set)
{
    mds_reg *r = b->r;

    if (!mds_table__row(b)) {
        return;
    }
    mds_table__text(b, SET_ROW, row);
    mds_table__text(b, SET_ADD,
                    mds_treat_kinds(r->arena, t->assessment, set->kinds, set->count, r->lang));
    mds_table__number(b, SET_COST, set->cost, MDS_NUMBER_PLAIN);
    mds_table__number(b, SET_RRF, set->rrf, MDS_NUMBER_RRF);
    mds_table__number(b, SET_SURE, set->sure, MDS_NUMBER_PROBABILITY);
    mds_table__number(b, SET_DOCUMENTED, set->rrf_documented, MDS_NUMBER_RRF);
    mds_table__marked(b, SET_VERDICT, mds_reg__named(r, "signal", mds_verdict_name(set->verdict)),
                      mds_verdict_mark(set->verdict));
    if (set->leader != MDS_NO_ORDINAL) {
        mds_table__text(b, SET_LEADER, mds_reg__in(r, &r->catalog->scenarios[set->leader].title));
    }
}

/* Sentences below a section's title, when they could be made. */
static void put_lines(mds_paper_maker *m, mds_section *section, mds_status status,
                      const mds_sentences *lines)
{
    if (status != MDS_OK) {
        m->r.status = status;
        return;
    }
    for (size_t i = 0; i < lines->count && section != NULL; i++) {
        mds_paper__line(m, section, lines->at[i]);
    }
}

static void put_sets(mds_paper_maker *m, const mds_treatment *t)
{
    static const mds_column_spec columns[SET_COLUMNS] = {
        {"treat_row", 12, true},     {"treat_add", 50, true},   {"treat_cost", 9, false},
        {"paper_then", 10, false},   {"paper_sure", 9, false},  {"treat_documented", 14, false},
        {"paper_verdict", 18, true}, {"treat_leader", 40, true}};
    mds_section *section = mds_paper__section(m, "sets", MDS_SECTION_WIDE);
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_table_builder b;
    mds_sentences lines;
    char target[MDS_NUM_SIZE];

    if (section == NULL || table == NULL) {
        return;
    }
    mds_num_significant(target, t->options.level, 3);
    mds_paper__line(m, section,
                    mds_reg__format(&m->r,
                                    t->options.unknowns == MDS_UNKNOWNS_AS_GOOD
                                        ? "cli.treat.target_best"
                                        : "cli.treat.target",
                                    target, NULL));
    put_lines(m, section, mds_treat_advice(&lines, m->r.arena, t, m->r.lang), &lines);
    mds_table__init(&b, &m->r, "sets", columns, SET_COLUMNS);
    put_set(&b, t, mds_reg__text(&m->r, "treat.row_now"), &t->now);
    for (size_t i = 0; i < t->set_count; i++) {
        put_set(&b, t, mds_paper__count(m, i + 1), &t->sets[i]);
    }
    put_set(&b, t, mds_reg__text(&m->r, "treat.row_all"), &t->all);
    mds_table__finish(&b, table);
    section->table = table;
}

static const char *cost_reason(const mds_reg *r, uint32_t kind)
{
    for (size_t i = 0; i < r->deployment->cost_count; i++) {
        if (r->deployment->costs[i].compensating == kind) {
            return r->deployment->costs[i].reason;
        }
    }
    return "";
}

static void put_kinds(mds_paper_maker *m, const mds_treatment *t)
{
    enum { COL_KIND, COL_STATE, COL_COST, COL_SOURCE, COL_REASON, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {{"compensating_controls", 40, true},
                                                     {"treat_state", 18, true},
                                                     {"treat_cost", 9, false},
                                                     {"treat_source", 20, true},
                                                     {"reason", 40, true}};
    mds_reg *r = &m->r;
    mds_section *section = mds_paper__section(m, "kinds", MDS_SECTION_WIDE);
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_table_builder b;
    mds_sentences lines;

    if (section == NULL || table == NULL) {
        return;
    }
    put_lines(m, section, mds_treat_basis(&lines, r->arena, t, r->lang), &lines);
    mds_table__init(&b, r, "kinds", columns, COLUMNS);
    for (size_t i = 0; i < t->kind_count && mds_table__row(&b); i++) {
        const mds_treat_kind *kind = &t->kinds[i];
        mds_table__text(&b, COL_KIND, mds_words__control(r, MDS_NO_ORDINAL, kind->compensating));
        mds_table__text(&b, COL_STATE,
                        mds_reg__named(r, "treat.state", mds_treat_state_name(kind->state)));
        mds_table__number(&b, COL_COST, kind->cost, MDS_NUMBER_PLAIN);
        mds_table__text(
            &b, COL_SOURCE,
            mds_reg__text(r, kind->cost_given ? "treat.source_yours" : "lead.flag_default"));
        mds_table__text(&b, COL_REASON, cost_reason(r, kind->compensating));
    }
    mds_table__finish(&b, table);
    section->table = table;
}

mds_status mds_paper_of_treatment(const mds_paper **out, mds_arena *arena,
                                  const mds_treatment *treatment, mds_lang lang)
{
    mds_paper_maker m;

    mds_paper__begin(&m, arena, treatment->assessment, lang);
    put_sets(&m, treatment);
    mds_paper__helps(&m);
    put_kinds(&m, treatment);
    return mds_paper__finish(&m, "treat", mds_paper__title(&m, "treat.title_of"), NULL, out);
}

static void put_documents(mds_paper_maker *m)
{
    enum { COL_DOCUMENT, COL_STATE, COL_DUE, COL_FROM, COL_WHERE, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {{"life_document", 50, true},
                                                     {"life_state", 24, true},
                                                     {"due", 11, false},
                                                     {"life_from", 18, true},
                                                     {"life_where", 30, true}};
    mds_reg *r = &m->r;
    const mds_document_status *documents = NULL;
    size_t count = 0;
    const mds_status status = mds_documents_due(&documents, &count, r->arena, r->as);
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_table_builder b;

    if (status != MDS_OK || table == NULL) {
        r->status = status != MDS_OK ? status : r->status;
        return;
    }
    mds_table__init(&b, r, "documents", columns, COLUMNS);
    for (size_t i = 0; i < count && mds_table__row(&b); i++) {
        const mds_life_document *document = &r->catalog->documents[documents[i].document];
        mds_table__text(&b, COL_DOCUMENT, mds_reg__in(r, &document->title));
        mds_table__text(
            &b, COL_STATE,
            mds_reg__named(r, "life.state", mds_document_state_name(documents[i].state)));
        mds_table__date(&b, COL_DUE, documents[i].due);
        mds_table__text(&b, COL_FROM,
                        mds_reg__text(r, document->from_hospital ? "document.from.hospital"
                                                                 : "document.from.manufacturer"));
        mds_table__text(&b, COL_WHERE, documents[i].reference);
    }
    mds_table__finish(&b, table);
    mds_section *section =
        table->row_count > 0 ? mds_paper__section(m, "documents", MDS_SECTION_WIDE) : NULL;
    if (section != NULL) {
        section->table = table;
    }
}

/* Where the device is in its life, and who answers for it. */
static void put_stage(mds_paper_maker *m)
{
    mds_section *section = mds_paper__section(m, "life-stage", MDS_SECTION_WIDE);
    mds_sentences lines;

    put_lines(m, section, mds_life_stage(&lines, m->r.arena, m->r.as, m->r.lang), &lines);
}

mds_status mds_paper_of_curves(const mds_paper **out, mds_arena *arena,
                               const mds_life_curve *const *curves, size_t count,
                               const mds_risk_assessment *as, mds_lang lang)
{
    static const char *const ids[] = {"life", "life-with"};
    mds_paper_maker m;

    mds_paper__begin(&m, arena, as, lang);
    put_stage(&m);
    for (size_t i = 0; i < count && i < sizeof ids / sizeof ids[0]; i++) {
        mds_sentences lines;
        mds_section *section = mds_paper__curve(&m, ids[i], curves[i]);
        put_lines(&m, section, mds_life_firsts(&lines, arena, as, curves[i], lang), &lines);
    }
    put_documents(&m);
    return mds_paper__finish(&m, "lifecycle", mds_paper__title(&m, "life.title_of"), NULL, out);
}
