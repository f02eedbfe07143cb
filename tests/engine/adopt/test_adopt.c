/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New editions made from known ones: what should be proposed for them is known. */
#include "engine/wording.h"

#include <criterion/criterion.h>
#include <mdsrisk/adopt_report.h>
#include <mdsrisk/learn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_LIMIT = 256 << 20 };

static mds_catalog *catalog;
static mds_arena *arena;
static mds_diags *diags;
static mds_learnt *learnt;
static mds_proposals proposals;

static void setup(void)
{
    arena = mds_arena_new(ARENA_LIMIT, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    diags = mds_diags_new(arena, 1000);
    cr_assert_not_null(diags);
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(adopt, .init = setup, .fini = teardown);

static void learn(const char *text, const char *edition, const char *family)
{
    const mds_learn_options options = {edition, family};
    mds_source *source = NULL;

    cr_assert_eq(mds_source_from_memory(&source, "new.csv", text, strlen(text)), MDS_OK);
    const mds_status status = mds_learn_form(&learnt, arena, catalog, source, &options, diags);
    mds_source_free(source);
    cr_assert_eq(status, MDS_OK);
    cr_assert_eq(mds_propose(&proposals, arena, catalog, &learnt->form), MDS_OK);
}

static uint32_t form_of(const char *edition)
{
    const uint32_t form = mds_catalog_form(catalog, edition);

    cr_assert_neq(form, MDS_NO_ORDINAL, "%s", edition);
    return form;
}

static uint32_t question_of(const mds_form *form, const char *id)
{
    const uint32_t question = mds_form_question(form, id);

    cr_assert_neq(question, MDS_NO_ORDINAL, "%s", id);
    return question;
}

/* "13.4.2" for "12.4.2": what is from chapter \p from on moves by one. */
static void number_of(char out[32], const char *id, unsigned from)
{
    char *end = NULL;
    const unsigned long chapter = strtoul(id, &end, 10);

    (void)snprintf(out, 32, "%lu%.20s", chapter >= from ? chapter + 1 : chapter, end);
}

/* jp-mds-4.1 in the catalog's own words as a csv text, with a new chapter \p added, if not 0. */
static const char *next_edition(unsigned added, bool clauses)
{
    const mds_form *form = &catalog->forms[form_of("jp-mds-4.1")];
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 20);
    mds_strbuf_puts(&text, "開示書(MDS)\n番号,設問,回答\n");
    for (size_t q = 0; q < form->question_count; q++) {
        const mds_question *at = &form->questions[q];
        char number[32];
        number_of(number, at->id, added > 0 ? added : 1000);
        if (added > 0 && strcmp(at->id, "12") == 0) {
            mds_strbuf_printf(&text, "%u,部品表を求めに応じて渡せますか,はい・いいえ・対象外\n",
                              added);
        }
        if (at->bullet.count > 0) {
            mds_strbuf_printf(&text, ",・%s,", at->title.in[MDS_LANG_JA]);
        } else {
            mds_strbuf_printf(&text, "%s,%s", number, at->title.in[MDS_LANG_JA]);
            for (size_t i = 0; clauses && i < at->clauses.count; i++) {
                mds_strbuf_printf(&text, "%s%s%s", i == 0 ? "(" : "、", at->clauses.at[i],
                                  i + 1 == at->clauses.count ? ")" : "");
            }
            mds_strbuf_putc(&text, ',');
        }
        mds_strbuf_puts(&text, at->kind != MDS_QUESTION_CHOICE ? "\n"
                               : at->answer_set == MDS_ANSWERS_APPLICABLE
                                   ? "該当・非該当\n"
                                   : "はい・いいえ・対象外\n");
    }
    const char *made = mds_strbuf_copy(&text, arena);
    mds_strbuf_finish(&text);
    cr_assert_not_null(made);
    return made;
}

static const mds_proposal *best_of(uint32_t question, uint32_t form)
{
    for (size_t i = 0; i < proposals.count; i++) {
        if (proposals.at[i].question == question && proposals.at[i].form == form) {
            return &proposals.at[i];
        }
    }
    return NULL;
}

Test(adopt, likeness_is_a_share_and_the_same_from_both_sides)
{
    static const char *const texts[] = {"利用者を認証しますか",
                                        "利用者を認証しますか？",
                                        "利用者を二要素で認証しますか",
                                        "記録を書き出せますか",
                                        "ＴＬＳで、暗号化",
                                        "tlsで、暗号化",
                                        "",
                                        "利用者を認証しますか (6.5.C1)"};
    enum { COUNT = sizeof texts / sizeof texts[0] };
    mds_wording list[COUNT];

    for (size_t i = 0; i < COUNT; i++) {
        cr_assert(mds_wording_of(&list[i], arena, texts[i]));
    }
    cr_assert(mds_wordings_weigh(list, COUNT, arena));
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t k = 0; k < COUNT; k++) {
            const double like = mds_wording_likeness(&list[i], &list[k]);
            cr_assert(like >= 0 && like <= 1 + 1e-12, "%zu %zu: %g", i, k, like);
            cr_assert_float_eq(like, mds_wording_likeness(&list[k], &list[i]), 1e-12);
        }
    }
    /* Signs, width, case and clauses make no difference. */
    cr_assert_float_eq(mds_wording_likeness(&list[0], &list[1]), 1, 1e-12);
    cr_assert_float_eq(mds_wording_likeness(&list[4], &list[5]), 1, 1e-12);
    cr_assert_float_eq(mds_wording_likeness(&list[0], &list[7]), 1, 1e-12);
    cr_assert_float_eq(mds_wording_likeness(&list[0], &list[6]), 0, 1e-12);
    cr_assert_gt(mds_wording_likeness(&list[0], &list[2]),
                 mds_wording_likeness(&list[0], &list[3]));
}

Test(adopt, the_same_questions_under_the_same_numbers_are_proposed_as_equal)
{
    learn(next_edition(0, true), "jp-mds-4.2", "jp-mds");
    const uint32_t known = form_of("jp-mds-4.1");
    const mds_form *form = &catalog->forms[known];

    cr_assert_eq(learnt->form.question_count, form->question_count);
    for (uint32_t q = 0; q < form->question_count; q++) {
        const mds_proposal *best = best_of(q, known);
        if (form->questions[q].kind != MDS_QUESTION_CHOICE) {
            cr_assert_null(best);
            continue;
        }
        cr_assert_not_null(best, "%s", form->questions[q].id);
        cr_assert_eq(best->known, q, "%s", form->questions[q].id);
        cr_assert_eq(best->relation, MDS_RELATION_EQUAL, "%s", form->questions[q].id);
        cr_assert_float_eq(best->number, 1, 1e-12);
        /* A bullet names fewer clauses than the sheet prints above it. */
        cr_assert_gt(best->score, 0.85, "%s: %g", form->questions[q].id, best->score);
    }
}

/* A new chapter before 12 moves 12 and what is below it. */
Test(adopt, what_has_moved_is_found_by_its_words)
{
    learn(next_edition(12, false), "jp-mds-4.2", "jp-mds");
    const uint32_t known = form_of("jp-mds-4.1");
    const mds_form *form = &catalog->forms[known];
    size_t right = 0;

    for (size_t i = 0; i < proposals.count; i++) {
        const mds_proposal *at = &proposals.at[i];
        const mds_question *question = &learnt->form.questions[at->question];
        char number[32];
        if (at->form != known || at->relation != MDS_RELATION_EQUAL || question->bullet.count > 0) {
            continue;
        }
        number_of(number, form->questions[at->known].id, 12);
        cr_assert_str_eq(question->id, number, "%s is not %s", question->id,
                         form->questions[at->known].id);
        right++;
    }
    cr_assert_geq(right, 20);
    const mds_proposal *added = best_of(question_of(&learnt->form, "12"), known);
    cr_assert(added == NULL || added->relation != MDS_RELATION_EQUAL);
}

Test(adopt, a_clause_leads_through_its_successors)
{
    const uint32_t known = form_of("jp-mds-4.1");
    const mds_guideline *later = &catalog->guidelines[mds_catalog_guideline(catalog, "mhlw-6.0")];
    const mds_guideline *guideline = &catalog->guidelines[catalog->forms[known].guideline];
    const mds_question *question = NULL;
    const mds_clause *to = NULL;
    char text[800];

    for (size_t q = 0; q < catalog->forms[known].question_count && to == NULL; q++) {
        question = &catalog->forms[known].questions[q];
        const uint32_t clause = question->clauses.count == 1
                                    ? mds_guideline_clause(guideline, question->clauses.at[0])
                                    : MDS_NO_ORDINAL;
        const mds_clause *from = clause != MDS_NO_ORDINAL ? &guideline->clauses[clause] : NULL;
        for (size_t i = 0; from != NULL && i < from->successor_count; i++) {
            if (&catalog->guidelines[from->successors[i].guideline] == later) {
                to = &later->clauses[from->successors[i].clause];
            }
        }
    }
    cr_assert_not_null(to);
    (void)snprintf(text, sizeof text,
                   "開示書(MDS) 第6.0版対応\n番号,設問,条項,回答(はい/いいえ/対象外)\n"
                   "1,甲乙丙丁,%s,\n2,戊己庚辛,,\n3,壬癸子丑,,\n",
                   to->label.in[MDS_LANG_JA]);
    learn(text, "jp-mds-5.0", "jp-mds");
    cr_assert_eq(learnt->form.questions[0].clauses.count, 1, "%s", to->label.in[MDS_LANG_JA]);
    size_t found = 0;
    for (size_t i = 0; i < proposals.count; i++) {
        found += proposals.at[i].question == 0 && proposals.at[i].clauses > 0;
        cr_assert(proposals.at[i].question == 0 || proposals.at[i].clauses < 0 ||
                  proposals.at[i].clauses <= 0);
    }
    cr_assert_gt(found, 0, "%s", to->id);
}

Test(adopt, one_known_question_is_equal_to_one_new_one_at_most)
{
    learn("開示書(MDS)\n番号,設問,回答(はい/いいえ/対象外)\n"
          "1,二要素認証ができますか,\n2,二要素認証ができますか,\n"
          "3,記録を残しますか,\n4,記録を残しますか,\n",
          "jp-mds-9.0", "jp-mds");
    for (size_t i = 0; i < proposals.count; i++) {
        for (size_t k = i + 1; k < proposals.count; k++) {
            const mds_proposal *a = &proposals.at[i];
            const mds_proposal *b = &proposals.at[k];
            cr_assert(a->relation != MDS_RELATION_EQUAL || b->relation != MDS_RELATION_EQUAL ||
                      a->form != b->form || a->known != b->known);
        }
    }
}

Test(adopt, an_english_form_is_compared_in_english)
{
    const uint32_t known = form_of("mds2-2019");
    const mds_form *form = &catalog->forms[known];
    mds_strbuf text;
    size_t equal = 0;

    mds_strbuf_init(&text, 1 << 20);
    mds_strbuf_puts(&text, "MDS2 2031,,\nID,Question,Response\n");
    for (size_t q = 0; q < form->question_count; q++) {
        if (form->questions[q].kind == MDS_QUESTION_CHOICE) {
            mds_strbuf_printf(&text, "%s,\"%s\",Yes / No / N/A\n", form->questions[q].id,
                              form->questions[q].title.in[MDS_LANG_EN]);
        }
    }
    const char *made = mds_strbuf_copy(&text, arena);
    mds_strbuf_finish(&text);
    learn(made, "mds2-2031", "mds2");
    for (size_t i = 0; i < proposals.count; i++) {
        const mds_proposal *at = &proposals.at[i];
        cr_assert_eq(at->form, known);
        if (at->relation == MDS_RELATION_EQUAL) {
            cr_assert_str_eq(learnt->form.questions[at->question].id,
                             form->questions[at->known].id);
            equal++;
        }
    }
    cr_assert_eq(equal, learnt->form.question_count);
}

/* Nothing of a first draft is evidence: no rule, no reviewed row, and a reason in each language. */
Test(adopt, a_draft_claims_nothing)
{
    mds_adopted adopted;
    size_t rows = 0;

    learn(next_edition(12, true), "jp-mds-4.2", "jp-mds");
    mds_adopt_sections(learnt->questions, learnt->form.question_count, catalog, &proposals);
    cr_assert_eq(mds_adopt_draft(&adopted, arena, catalog, &learnt->form, &proposals), MDS_OK);
    for (size_t p = 0; p < adopted.pair_count; p++) {
        for (size_t i = 0; i < adopted.pairs[p].row_count; i++) {
            const mds_translation_row *row = &adopted.pairs[p].rows[i];
            cr_assert_eq(row->review, MDS_REVIEW_UNREVIEWED);
            cr_assert_eq(row->rule_count, 0);
            cr_assert_neq(strcmp(row->rationale.in[0], row->rationale.in[1]), 0);
            rows++;
        }
    }
    cr_assert_eq(adopted.open, rows);
    cr_assert_eq(rows, proposals.count);
    cr_assert_gt(adopted.crosswalk.row_count, 0);
    for (size_t i = 0; i < adopted.crosswalk.row_count; i++) {
        cr_assert(adopted.crosswalk.rows[i].review == MDS_REVIEW_UNREVIEWED ||
                  adopted.crosswalk.rows[i].review == MDS_REVIEW_DISPUTED);
        cr_assert_neq(adopted.crosswalk.rows[i].relation, MDS_RELATION_INTERSECTS_WITH);
    }
    for (uint32_t q = 0; q < learnt->form.question_count; q++) {
        bool mapped = learnt->form.questions[q].kind == MDS_QUESTION_HEADING;
        for (size_t i = 0; i < adopted.crosswalk.row_count; i++) {
            mapped = mapped || adopted.crosswalk.rows[i].question == q;
        }
        cr_assert_eq(mapped, adopted.crosswalk.unmapped[q] == NULL, "%s",
                     learnt->form.questions[q].id);
        cr_assert_lt(learnt->form.questions[q].section, catalog->capability_count);
    }
}

Test(adopt, the_list_for_a_person_has_a_row_for_each_proposal)
{
    const mds_table *const *tables = NULL;
    size_t count = 0;
    mds_adopted adopted;

    learn(next_edition(0, true), "jp-mds-4.2", "jp-mds");
    cr_assert_eq(mds_adopt_draft(&adopted, arena, catalog, &learnt->form, &proposals), MDS_OK);
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        cr_assert_eq(
            mds_adopt_tables(&tables, &count, arena, catalog, &adopted, &proposals, (mds_lang)lang),
            MDS_OK);
        cr_assert_eq(count, 2);
        cr_assert_str_eq(tables[0]->id, "review");
        cr_assert_str_eq(tables[1]->id, "summary");
        cr_assert_eq(tables[0]->row_count, adopted.open);
    }
}

static const char held_form[] =
    "製造業者による医療情報セキュリティ開示書 Ver.4.1\n番号,設問,回答(はい/いいえ/対象外)\n";

/* jp-mds-4.1 without \p dropped, and with two questions that the catalog does not know. */
static const char *whole_edition(const char *dropped)
{
    const mds_form *form = &catalog->forms[form_of("jp-mds-4.1")];
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 20);
    mds_strbuf_puts(&text, held_form);
    for (size_t q = 0; q < form->question_count; q++) {
        const mds_question *at = &form->questions[q];
        if (at->bullet.count == 0 && strcmp(at->id, dropped) != 0) {
            mds_strbuf_printf(&text, "%s,様式の文言 %s,\n", at->id, at->title.in[MDS_LANG_JA]);
        }
        if (strcmp(at->id, "8") == 0) {
            mds_strbuf_puts(&text, "8.1,更新の手順を渡せますか,\n");
        }
    }
    mds_strbuf_puts(&text, "13,連絡先を公表していますか,\n");
    const char *made = mds_strbuf_copy(&text, arena);
    mds_strbuf_finish(&text);
    cr_assert_not_null(made);
    return made;
}

Test(adopt, an_edition_that_is_held_in_part_keeps_what_is_known_of_it)
{
    const uint32_t known = form_of("jp-mds-4.1");
    const mds_form *before = &catalog->forms[known];
    mds_strings missing;
    mds_form merged;

    learn(whole_edition("10"), "jp-mds-4.1", "jp-mds");
    cr_assert_eq(mds_adopt_merge(&merged, &missing, arena, catalog, &learnt->form, catalog, known),
                 MDS_OK);
    cr_assert_eq(merged.question_count, before->question_count + 2);
    cr_assert_eq(merged.completeness, MDS_COMPLETE);
    cr_assert_geq(missing.count, 1);
    for (uint32_t k = 0, q = 0; k < before->question_count; k++) {
        const mds_question *a = &before->questions[k];
        const uint32_t at = question_of(&merged, a->id);
        const mds_question *b = &merged.questions[at];
        cr_assert_geq(at, q, "%s has moved", a->id);
        q = at;
        cr_assert_str_eq(a->title.in[0], b->title.in[0]);
        cr_assert_eq(a->section, b->section);
        cr_assert_eq(a->kind, b->kind);
        cr_assert_eq(a->parent == MDS_NO_ORDINAL, b->parent == MDS_NO_ORDINAL, "%s", a->id);
        if (a->parent != MDS_NO_ORDINAL) {
            cr_assert_str_eq(before->questions[a->parent].id, merged.questions[b->parent].id);
        }
        cr_assert_eq(a->gate.question == MDS_NO_ORDINAL, b->gate.question == MDS_NO_ORDINAL);
        if (a->gate.question != MDS_NO_ORDINAL) {
            cr_assert_str_eq(before->questions[a->gate.question].id,
                             merged.questions[b->gate.question].id);
        }
    }
    const uint32_t added = question_of(&merged, "8.1");
    cr_assert_str_eq(merged.questions[added - 1].id, "8");
    cr_assert_eq(merged.questions[added].parent, added - 1);
    cr_assert_str_eq(merged.questions[merged.question_count - 1].id, "13");
}

Test(adopt, a_form_that_shares_little_with_an_edition_is_not_that_edition)
{
    mds_strings missing;
    mds_form merged;

    learn("製造業者による医療情報セキュリティ開示書 Ver.4.1\n"
          "番号,設問,回答(はい/いいえ/対象外)\n1,甲,\n2,乙,\n3,丙,\n",
          "jp-mds-4.1", "jp-mds");
    cr_assert_eq(mds_adopt_merge(&merged, &missing, arena, catalog, &learnt->form, catalog,
                                 form_of("jp-mds-4.1")),
                 MDS_ENOTFOUND);
}
