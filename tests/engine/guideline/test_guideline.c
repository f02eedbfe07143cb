/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From answers to clauses, on the shipped catalog and on chains of guidelines made by hand. */
#include "support/hand_world.h"
#include "support/jp_forms.h"

#include <criterion/criterion.h>
#include <mdsrisk/guideline_report.h>
#include <string.h>

enum { ARENA_LIMIT = 256 << 20, WORLDS = 60 };

static mds_catalog *catalog;
static mds_arena *arena;
static mds_diags *diags;

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

TestSuite(guideline, .init = setup, .fini = teardown);

static const mds_guideline_view *view_of(const mds_disclosure *const *forms, size_t count)
{
    const mds_guideline_view *view = NULL;
    cr_assert_eq(mds_guideline_view_build(&view, arena, catalog, forms, count, diags), MDS_OK);
    return view;
}

static const mds_guideline_view *view_of_one(const filled *form)
{
    const mds_disclosure *forms[] = {&form->disclosure};
    return view_of(forms, 1);
}

static const mds_guideline_row *row_of(const mds_guideline_view *view, const char *clause)
{
    static mds_guideline_item no_item;
    static const mds_guideline_row no_row = {.items = &no_item};

    for (size_t i = 0; i < view->row_count; i++) {
        const mds_guideline_row *row = &view->rows[i];
        if (strcmp(catalog->guidelines[row->guideline].clauses[row->clause].id, clause) == 0) {
            return row;
        }
    }
    cr_assert_fail("no row of clause %s", clause);
    return &no_row; /* is never reached, which the compiler cannot know */
}

typedef struct outcome {
    const char *answers, *clause;
    mds_clause_state state;
} outcome;

Test(guideline, a_clause_follows_from_all_its_items)
{
    static const outcome outcomes[] = {
        {"4=yes 4.3=yes 4.3.1=yes", "6.5.C7", MDS_CLAUSE_TECHNICAL},
        {"4=yes 4.3=yes 4.3.1=no", "6.5.C7", MDS_CLAUSE_PARTLY},
        {"4=yes 4.3=yes 4.3.1=na", "6.5.C7", MDS_CLAUSE_PARTLY},
        {"4=yes 4.3=yes", "6.5.C7", MDS_CLAUSE_PARTLY},
        {"4=yes 4.3=no 4.3.1=no", "6.5.C7", MDS_CLAUSE_ORGANISATIONAL},
        {"4=yes 4.3=no 4.3.1=na", "6.5.C7", MDS_CLAUSE_ORGANISATIONAL},
        {"4=yes 4.3=no 4.3.1=yes", "6.5.C7",
         MDS_CLAUSE_UNKNOWN}, /* a contradiction is no measure */
        {"6=na", "6.5.C10", MDS_CLAUSE_NOT_APPLICABLE},
        {"6=see_note", "6.5.C10", MDS_CLAUSE_UNKNOWN},
        {"", "6.5.C10", MDS_CLAUSE_UNKNOWN},
        {"12=yes", "6.11", MDS_CLAUSE_AGREE},
        {"12=no", "6.11", MDS_CLAUSE_NOT_APPLICABLE},
        {"12=no 12.1=na", "6.11.C3", MDS_CLAUSE_NOT_APPLICABLE},
        {"12=yes 12.4=yes", "6.11.C7", MDS_CLAUSE_AGREE},
    };
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
        fill_answers(&mds, outcomes[i].answers);
        const mds_guideline_row *row = row_of(view_of_one(&mds), outcomes[i].clause);
        cr_assert_not_null(row, "%s", outcomes[i].clause);
        cr_expect_eq(row->state, outcomes[i].state, "%s: %s, and not %s", outcomes[i].answers,
                     mds_clause_state_name(row->state), mds_clause_state_name(outcomes[i].state));
    }
}

static mds_item_says says_of(const mds_guideline_row *row, const filled *form, const char *id)
{
    for (size_t i = 0; i < row->item_count; i++) {
        if (strcmp(form->form->questions[row->items[i].question].id, id) == 0) {
            return row->items[i].says;
        }
    }
    return MDS_ITEM_SAYS__COUNT;
}

Test(guideline, what_another_answer_rules_out_needs_no_confirmation)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    fill_answers(&mds, "12=no 12.1=na 7=na");
    const mds_guideline_view *view = view_of_one(&mds);
    cr_assert_eq(says_of(row_of(view, "6.11.C3"), &mds, "12.1"), MDS_ITEM_NOT_ASKED);
    cr_assert_eq(says_of(row_of(view, "6.5.C15"), &mds, "7"), MDS_ITEM_NA);
}

/* 3.0a asks for the function by yes and no, 4.1 by 該当 and 非該当: it is no measure in either. */
Test(guideline, a_function_that_is_there_is_no_measure_in_any_edition)
{
    filled old = fill_form(arena, catalog, "jp-mds-3.0a", "old");
    fill_answers(&old, "12=yes 12.4=yes");
    const mds_guideline_view *view = view_of_one(&old);
    for (size_t i = 0; i < view->row_count; i++) {
        const mds_item_says says = says_of(&view->rows[i], &old, "12.4");
        cr_expect(says == MDS_ITEM_APPLIES || says == MDS_ITEM_SAYS__COUNT);
    }
    cr_assert_eq(row_of(view, "6.11.C1")->state, MDS_CLAUSE_AGREE);
}

Test(guideline, every_item_stands_at_every_clause_that_it_names)
{
    static const char *const editions[] = {"jp-mds-2.0", "jp-mds-3.0a", "jp-mds-4.1"};
    for (size_t e = 0; e < sizeof editions / sizeof *editions; e++) {
        filled mds = fill_form(arena, catalog, editions[e], "mds");
        const mds_guideline_view *view = view_of_one(&mds);
        const mds_guideline *guideline = &catalog->guidelines[mds.form->guideline];
        size_t total = 0;
        cr_assert_eq(view->guideline, mds.form->guideline);
        for (size_t q = 0; q < mds.form->question_count; q++) {
            const mds_question *question = &mds.form->questions[q];
            for (size_t i = 0; i < question->clauses.count; i++) {
                const mds_guideline_row *row = row_of(view, question->clauses.at[i]);
                if (question->kind == MDS_QUESTION_CHOICE) {
                    cr_assert_not_null(row);
                    cr_expect_neq(says_of(row, &mds, question->id), MDS_ITEM_SAYS__COUNT);
                }
            }
        }
        for (size_t i = 0; i < view->row_count; i++) {
            cr_expect_eq(view->rows[i].guideline, mds.form->guideline);
            cr_expect(view->rows[i].organisational != NULL, "%s %s", editions[e],
                      guideline->clauses[view->rows[i].clause].id);
        }
        for (size_t i = 0; i < MDS_CLAUSE_STATE__COUNT; i++) {
            total += view->state_count[i];
        }
        cr_assert_eq(total, view->row_count);
    }
}

static size_t place_of(const mds_guideline_view *view, const char *clause)
{
    const mds_guideline_row *row = row_of(view, clause);
    cr_assert_not_null(row, "%s", clause);
    return (size_t)(row - view->rows);
}

Test(guideline, clauses_stand_by_number)
{
    static const char *const order[] = {"6.2.C1", "6.4.C5",  "6.5.C1", "6.5.C3",  "6.5.C10", "6.9",
                                        "6.9.C6", "6.10.C4", "6.11",   "6.11.C3", "6.11.C11"};
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    const mds_guideline_view *view = view_of_one(&mds);
    for (size_t i = 1; i < sizeof order / sizeof *order; i++) {
        cr_expect_lt(place_of(view, order[i - 1]), place_of(view, order[i]), "%s, %s", order[i - 1],
                     order[i]);
    }
}

Test(guideline, items_of_an_older_edition_stand_at_the_newer_clause)
{
    filled old = fill_form(arena, catalog, "jp-mds-3.0a", "old");
    filled new = fill_form(arena, catalog, "jp-mds-4.1", "new");
    const mds_disclosure *forms[] = {&old.disclosure, &new.disclosure};
    fill_answers(&old, "7=no");
    fill_answers(&new, "7=yes");
    const mds_guideline_view *view = view_of(forms, 2);
    cr_assert_eq(view->guideline, new.form->guideline);
    const mds_guideline_row *row = row_of(view, "6.5.C15"); /* 6.5.C12 of 5.0 */
    cr_assert_not_null(row);
    cr_assert_eq(row->item_count, 2);
    cr_assert_eq(row->items[0].form, 0);
    cr_assert_eq(row->items[1].form, 1);
    cr_assert_eq(row->state, MDS_CLAUSE_PARTLY);
}

Test(guideline, mds2_reaches_clauses_by_entailed_answers_alone)
{
    filled mds2 = fill_form(arena, catalog, "mds2-2019", "mds2");
    fill_answers(&mds2, "ALOF-1=yes AUTH-2=no EMRG-1=no");
    const mds_guideline_view *view = view_of_one(&mds2);
    const mds_translation_result *derived = view->forms[0].derived;
    cr_assert_not_null(derived);
    cr_assert_str_eq(catalog->forms[view->forms[0].form].edition, "jp-mds-4.1");
    cr_assert_eq(row_of(view, "6.5.C4")->state, MDS_CLAUSE_TECHNICAL);
    for (size_t i = 0; i < view->row_count; i++) {
        for (size_t k = 0; k < view->rows[i].item_count; k++) {
            const mds_guideline_item *item = &view->rows[i].items[k];
            const mds_translated *at = &derived->at[item->question];
            cr_expect(item->says == MDS_ITEM_UNKNOWN || item->says == MDS_ITEM_NOT_ASKED ||
                      at->state == MDS_TRANSLATED_ENTAILED);
        }
    }
    cr_assert_eq(row_of(view, "6.10.C4")->state, MDS_CLAUSE_UNKNOWN); /* No leaves 対象外 open */
}

Test(guideline, what_is_not_derived_is_no_question_beside_a_form_that_answers)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    filled mds2 = fill_form(arena, catalog, "mds2-2019", "mds2");
    const mds_disclosure *forms[] = {&mds.disclosure, &mds2.disclosure};
    fill_answers(&mds, "6=yes");
    const mds_guideline_row *row = row_of(view_of(forms, 2), "6.5.C10");
    cr_assert_eq(row->item_count, 2);
    cr_assert_eq(row->items[1].says, MDS_ITEM_SILENT);
    cr_assert_eq(row->state, MDS_CLAUSE_TECHNICAL);
}

Test(guideline, a_form_without_clauses_is_said_and_alone_is_refused)
{
    filled list = fill_form(arena, catalog, "checklist-r5-vendor", "list");
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    const mds_disclosure *forms[] = {&list.disclosure, &mds.disclosure};
    const mds_guideline_view *view = NULL;
    cr_assert_eq(mds_guideline_view_build(&view, arena, catalog, forms, 1, diags), MDS_EFORMAT);
    cr_assert_eq(mds_diags_at(diags, mds_diags_count(diags) - 1)->code, MDS_D_GUIDELINE_NONE);
    view = view_of(forms, 2);
    cr_assert_eq(view->form_count, 2);
    cr_assert_eq(view->forms[0].form, MDS_NO_ORDINAL);
    cr_assert_eq(mds_diags_at(diags, mds_diags_count(diags) - 1)->code, MDS_D_GUIDELINE_NO_CLAUSES);
    cr_assert_eq(mds_guideline_view_build(&view, arena, catalog, forms, 0, diags), MDS_EFORMAT);
    mds.disclosure.form = (uint32_t)catalog->form_count;
    cr_assert_eq(mds_guideline_view_build(&view, arena, catalog, forms, 2, diags), MDS_EINVAL);
}

static bool is_flagged(const mds_guideline_view *view, const filled *form, const char *question,
                       mds_responsible moves_to)
{
    const uint32_t q = mds_form_question(form->form, question);
    for (size_t i = 0; i < view->flag_count; i++) {
        if (view->flags[i].question == q && view->flags[i].mark->moves_to == moves_to) {
            return true;
        }
    }
    return false;
}

Test(guideline, remarks_that_move_responsibility_are_flagged)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    fill_answers(&mds, "2=no 4.2=yes 6=yes 8=yes 9=yes");
    fill_note(&mds, "2", "画面のフィルムは施設側でご用意ください。");
    fill_note(&mds, "4.2", "上位システムの設定に依存します。");
    fill_note(&mds, "6", "ｵﾌﾟｼｮﾝ"); /* half-width: the words are match keys */
    fill_note(&mds, "8", "標準で対応しています。");
    fill_note(&mds, "9", "Adoption of the standard.");
    const mds_guideline_view *view = view_of_one(&mds);
    cr_expect(is_flagged(view, &mds, "2", MDS_RESPONSIBLE_HOSPITAL));
    cr_expect(is_flagged(view, &mds, "4.2", MDS_RESPONSIBLE_OTHER));
    cr_expect(is_flagged(view, &mds, "6", MDS_RESPONSIBLE_BOTH));
    cr_assert(row_of(view, "6.5.C10")->items[0].flagged);
    cr_assert_not(row_of(view, "6.9.C9")->items[0].flagged);
    cr_assert_not(row_of(view, "6.9")->items[0].flagged, "\"option\" inside another word");
}

Test(guideline, a_remark_of_mds2_flags_the_answer_that_was_derived_from_it)
{
    filled mds2 = fill_form(arena, catalog, "mds2-2019", "mds2");
    fill_answers(&mds2, "ALOF-1=yes");
    fill_note(&mds2, "ALOF-1", "Set up by the hospital.");
    const mds_guideline_view *view = view_of_one(&mds2);
    cr_assert(is_flagged(view, &mds2, "ALOF-1", MDS_RESPONSIBLE_HOSPITAL));
    cr_assert(row_of(view, "6.5.C4")->items[0].flagged);
}

static const mds_guideline_report *report_of(const mds_guideline_view *view, mds_lang lang)
{
    const mds_guideline_report *report = NULL;
    cr_assert_eq(mds_guideline_report_build(&report, arena, view, diags, lang), MDS_OK);
    return report;
}

static bool says(const mds_guideline_report *report, const char *word)
{
    for (size_t t = 0; t < MDS_GUIDELINE_TABLE__COUNT; t++) {
        const mds_table *table = &report->tables[t];
        for (size_t i = 0; i < table->row_count * table->column_count; i++) {
            if (strstr(table->cells[i].text, word) != NULL) {
                return true;
            }
        }
    }
    return false;
}

/* A no leaves something to the hospital; it is no judgement on anybody. */
Test(guideline, no_answer_is_ever_called_a_failure_to_comply)
{
    static const char *const words[] = {"omplian", "omply", "onform", "iolat",  "不適合", "非適合",
                                        "準拠",    "違反",  "不備",   "不遵守", "適合性"};
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA,
                                              MDS_ANSWER_UNANSWERED, MDS_ANSWER_SEE_NOTE};
    hand_random random = {.state = 6};
    for (size_t n = 0; n < WORLDS; n++) {
        filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
        filled mds2 = fill_form(arena, catalog, "mds2-2019", "mds2");
        const mds_disclosure *forms[] = {&mds.disclosure, &mds2.disclosure};
        for (size_t q = 0; q < mds.form->question_count; q++) {
            mds.answers[q].state = n == 0 ? MDS_ANSWER_NO : states[hand_below(&random, 5)];
        }
        for (size_t q = 0; q < mds2.form->question_count; q++) {
            mds2.answers[q].state = n == 0 ? MDS_ANSWER_NO : states[hand_below(&random, 5)];
        }
        const mds_guideline_view *view = view_of(forms, n % 2 == 0 ? 1 : 2);
        for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
            const mds_guideline_report *report = report_of(view, (mds_lang)lang);
            for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
                cr_expect_not(says(report, words[w]), "%s", words[w]);
            }
            cr_expect(report->tables[MDS_GUIDELINE_CLAUSES].row_count == view->row_count);
        }
    }
}

Test(guideline, the_contract_holds_what_arose_and_then_examples)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    fill_answers(&mds, "6=yes");
    const mds_table *plain =
        &report_of(view_of_one(&mds), MDS_LANG_EN)->tables[MDS_GUIDELINE_CONTRACT];
    cr_assert_eq(plain->row_count, catalog->contract_count);
    fill_note(&mds, "6", "オプション");
    const mds_guideline_report *report = report_of(view_of_one(&mds), MDS_LANG_EN);
    cr_assert_eq(report->tables[MDS_GUIDELINE_CONTRACT].row_count, catalog->contract_count + 1);
    size_t urgent = 0;
    for (size_t i = 0; i < catalog->contract_count; i++) {
        urgent += catalog->contract[i].cvss == 7.0 || catalog->contract[i].cvss == 9.0;
    }
    cr_assert_eq(urgent, 2);
}

/* Three editions by hand: a -> b a judgement, b -> c certain, a -> c provisional, and back. */
Test(guideline, a_way_is_as_sure_as_its_weakest_step_and_the_surer_way_counts)
{
    const mds_successor to_b = {.guideline = 1, .clause = 0, .certainty = MDS_CERTAINTY_JUDGEMENT};
    const mds_successor to_c = {
        .guideline = 2, .clause = 0, .certainty = MDS_CERTAINTY_PROVISIONAL};
    const mds_successor b_to_c = {.guideline = 2, .clause = 0, .certainty = MDS_CERTAINTY_CERTAIN};
    const mds_successor ring = {.guideline = 0, .clause = 0, .certainty = MDS_CERTAINTY_CERTAIN};
    const mds_successor from_a[] = {to_c, to_b};
    const mds_successor from_b[] = {b_to_c, ring};
    const mds_text none = {{"", ""}};
    const mds_text walk = {{"Walk around.", "巡回する。"}};
    const mds_clause a = {
        .id = "1", .organisational = none, .successors = from_a, .successor_count = 2};
    const mds_clause b = {
        .id = "2", .organisational = walk, .successors = from_b, .successor_count = 2};
    const mds_clause c = {.id = "3", .organisational = none};
    const mds_guideline guidelines[] = {{.edition = "g-1", .clauses = &a, .clause_count = 1},
                                        {.edition = "g-2", .clauses = &b, .clause_count = 1},
                                        {.edition = "g-3", .clauses = &c, .clause_count = 1}};
    const char *clause[] = {"1"};
    const mds_question question = {.id = "1",
                                   .parent = MDS_NO_ORDINAL,
                                   .gate = {.question = MDS_NO_ORDINAL},
                                   .clauses = {clause, 1}};
    mds_form form = {.edition = "f", .family = "f", .questions = &question, .question_count = 1};
    const mds_catalog hand = {
        .guidelines = guidelines, .guideline_count = 3, .forms = &form, .form_count = 1};
    mds_answer answer = {.state = MDS_ANSWER_NO, .note = "", .where = ""};
    mds_disclosure disclosure = {
        .file = "f", .answers = &answer, .answer_count = 1, .document_day = INT32_MIN};
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        disclosure.device[i] = "";
    }
    const mds_disclosure *forms[] = {&disclosure};
    const mds_guideline_view *view = NULL;
    cr_assert_eq(mds_guideline_view_build(&view, arena, &hand, forms, 1, diags), MDS_OK);
    cr_assert_eq(view->row_count, 1);
    const mds_guideline_row *row = &view->rows[0];
    cr_assert_eq(row->state, MDS_CLAUSE_ORGANISATIONAL);
    cr_assert_str_eq(row->organisational->in[MDS_LANG_EN], "Walk around.");
    cr_assert_eq(row->later_count, 3); /* the ring leads back to the first, and ends */
    cr_assert_eq(row->later[1].guideline, 1);
    cr_assert_eq(row->later[1].certainty, MDS_CERTAINTY_JUDGEMENT);
    cr_assert_eq(row->later[2].guideline, 2);
    cr_assert_eq(row->later[2].certainty, MDS_CERTAINTY_JUDGEMENT);

    clause[0] = "3"; /* the last edition, whose text is at the clause that it came from */
    form.guideline = 2;
    cr_assert_eq(mds_guideline_view_build(&view, arena, &hand, forms, 1, diags), MDS_OK);
    cr_assert_eq(view->rows[0].later_count, 0);
    cr_assert_str_eq(view->rows[0].organisational->in[MDS_LANG_EN], "Walk around.");
}
