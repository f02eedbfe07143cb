/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value of asking against a plain repetition: change the answer, assess again. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/ask_report.h>
#include <string.h>

enum { TODAY = 20500, ARENA_LIMIT = 512 << 20 };

static mds_catalog *catalog;
static mds_arena *arena;
static const mds_policy *policy;
static const mds_form *form;
static mds_answer *answers;
static mds_disclosure disclosure;
static mds_deployment deployment;
static mds_diags *diags;

static void setup(void)
{
    arena = mds_arena_new(ARENA_LIMIT, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    policy = &catalog->policies[0];
    deployment = mds_deployment_default(policy);
    const uint32_t f = mds_catalog_form(catalog, "mds2-2019");
    form = &catalog->forms[f];
    answers = mds_arena_alloc(arena, form->question_count, sizeof *answers);
    diags = mds_diags_new(arena, 100);
    cr_assert(answers != NULL && diags != NULL);
    for (size_t i = 0; i < form->question_count; i++) {
        answers[i] = (mds_answer){.state = MDS_ANSWER_NO,
                                  .response = "",
                                  .note_cell = "",
                                  .note = "",
                                  .where = "C1",
                                  .wording = ""};
    }
    disclosure = (mds_disclosure){
        .form = f, .file = "form", .answers = answers, .answer_count = form->question_count};
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        disclosure.device[i] = "";
    }
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(ask, .init = setup, .fini = teardown);

static mds_answer *answer(const char *question)
{
    const uint32_t q = mds_form_question(form, question);
    cr_assert_neq(q, MDS_NO_ORDINAL, "%s", question);
    return &answers[q];
}

static const mds_diag *find(mds_diag_code code)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        if (mds_diags_at(diags, i)->code == code) {
            return mds_diags_at(diags, i);
        }
    }
    return NULL;
}

static const mds_risk_assessment *assess(void)
{
    const mds_disclosure *copy = &disclosure;
    const mds_facts *facts = NULL;
    const mds_risk_assessment *assessment = NULL;
    cr_assert_eq(
        mds_facts_derive(&facts, arena, catalog, policy, &copy, 1, &deployment, TODAY, NULL),
        MDS_OK);
    cr_assert_eq(
        mds_assess_device(&assessment, arena, catalog, policy, facts, &deployment, TODAY, NULL),
        MDS_OK);
    return assessment;
}

static double rrf_now(void)
{
    return assess()->now->at[MDS_STAGE_R2].rrf;
}

static const mds_ask *rank(void)
{
    const mds_ask *ask = NULL;
    cr_assert_eq(mds_ask_rank(&ask, arena, assess()), MDS_OK);
    return ask;
}

static const mds_ask_item *item_of(const mds_ask *ask, const char *question)
{
    const uint32_t q = mds_form_question(form, question);
    for (size_t i = 0; i < ask->count; i++) {
        if (ask->items[i].question == q) {
            return &ask->items[i];
        }
    }
    return NULL;
}

/* A networked device that denies every control but the open questions. */
static void open_questions(void)
{
    static const char *const open[] = {"MLDP-2", "MLDP-4",   "PAUT-1", "PAUT-3",
                                       "AUDT-2", "SAHD-12",  "DTBK-5", "TXCF-2",
                                       "STCF-1", "CSUP-2.2", "CONN-4", "RMOT-1"};
    answer("CONN-1")->state = MDS_ANSWER_YES;
    answer("CONN-1.2")->state = MDS_ANSWER_YES;
    answer("CONN-1.2.1")->state = MDS_ANSWER_YES;
    answer("CONN-3")->state = MDS_ANSWER_YES;
    answer("MPII-1")->state = MDS_ANSWER_YES;
    answer("MPII-2")->state = MDS_ANSWER_YES;
    answer("MPII-2.2")->state = MDS_ANSWER_YES;
    answer("CSUP-1")->state = MDS_ANSWER_YES;
    answer("CSUP-2")->state = MDS_ANSWER_YES;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        answer(open[i])->state = MDS_ANSWER_SEE_NOTE;
    }
}

Test(ask, each_factor_is_that_of_the_device_assessed_again)
{
    open_questions();
    const mds_ask *ask = rank();
    const double now = rrf_now();
    size_t checked = 0;
    double last = HUGE_VAL;
    for (size_t i = 0; i < ask->count; i++) {
        const mds_ask_item *item = &ask->items[i];
        cr_assert_leq(item->factor, last);
        last = item->factor;
        cr_assert(item->factor >= 1.005 || item->rise >= 1.005);
        cr_assert_float_eq(item->factor, now / item->rrf_after, 1e-9 * item->factor);
        if (item->kind != MDS_ASK_UNKNOWN) {
            continue;
        }
        mds_answer *at = &answers[item->question];
        at->state = item->yes_is_good ? MDS_ANSWER_YES : MDS_ANSWER_NO;
        cr_assert_float_eq(rrf_now(), item->rrf_after, 1e-9 * now);
        at->state = item->yes_is_good ? MDS_ANSWER_NO : MDS_ANSWER_YES;
        cr_assert_geq(rrf_now(), item->rrf_after * (1.0 - 1e-9));
        at->state = MDS_ANSWER_SEE_NOTE;
        checked++;
    }
    cr_assert_geq(checked, 6);
}

/* A control is good when it is there, an exposure when it is not. */
Test(ask, the_favourable_answer)
{
    open_questions();
    const mds_ask *ask = rank();
    const mds_ask_item *control = item_of(ask, "MLDP-4");
    const mds_ask_item *exposure = item_of(ask, "SAHD-12");
    cr_assert(control != NULL && exposure != NULL);
    cr_assert(control->yes_is_good);
    cr_assert(!exposure->yes_is_good);
}

/* Every unknown question is either in the list or counted as idle. */
Test(ask, nothing_open_is_lost)
{
    hand_random random = {.state = 3};
    for (int round = 0; round < 10; round++) {
        static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO,
                                                  MDS_ANSWER_SEE_NOTE, MDS_ANSWER_UNANSWERED};
        size_t open = 0;
        size_t listed = 0;
        for (size_t q = 0; q < form->question_count; q++) {
            answers[q].state = states[hand_below(&random, 4)];
            open += form->questions[q].kind == MDS_QUESTION_CHOICE &&
                    (answers[q].state == MDS_ANSWER_SEE_NOTE ||
                     answers[q].state == MDS_ANSWER_UNANSWERED);
        }
        const mds_ask *ask = rank();
        for (size_t i = 0; i < ask->count; i++) {
            const mds_answer_state state = answers[ask->items[i].question].state;
            listed += ask->items[i].kind == MDS_ASK_UNKNOWN && state != MDS_ANSWER_YES;
            for (size_t k = 0; k < i; k++) {
                cr_assert_neq(ask->items[k].question, ask->items[i].question);
            }
        }
        /* A yes behind a closed gate is open as well. */
        cr_assert_geq(listed + ask->idle, open);
        cr_assert_leq(listed, open);
    }
}

static void answer_first(const mds_ask *ask, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const mds_ask_item *item = &ask->items[i];
        if (item->kind != MDS_ASK_SELF_DECLARED) {
            answers[item->question].state = item->yes_is_good ? MDS_ANSWER_YES : MDS_ANSWER_NO;
        } else {
            answers[item->question].documented = true;
        }
    }
}

/* With as many good answers as named there is a verdict, or it is acceptable; with one fewer there
 * is none, or it is not. */
static void check_settled(const mds_ask *ask, size_t questions, bool acceptable)
{
    mds_answer kept[512];
    memcpy(kept, answers, form->question_count * sizeof *kept);
    for (size_t n = questions > 0 ? questions - 1 : 0; n <= questions; n++) {
        answer_first(ask, n);
        const mds_verdict verdict = assess()->verdict;
        const bool reached = acceptable ? verdict == MDS_VERDICT_ACCEPTABLE
                                        : verdict != MDS_VERDICT_CANNOT_BE_JUDGED;
        cr_assert_eq(reached, n == questions, "%zu of %zu", n, questions);
        memcpy(answers, kept, form->question_count * sizeof *kept);
    }
}

Test(ask, the_number_that_settles_the_verdict_is_the_smallest)
{
    size_t judged = 0;
    size_t acceptable = 0;
    size_t never = 0;
    hand_random random = {.state = 11};
    for (int round = 0; round < 24; round++) {
        const uint32_t open = 1 + hand_below(&random, 6);
        for (size_t q = 0; q < form->question_count; q++) {
            answers[q].documented = false;
            answers[q].state = hand_below(&random, open + 1) > 0 ? MDS_ANSWER_UNANSWERED
                               : hand_below(&random, 2) == 0     ? MDS_ANSWER_YES
                                                                 : MDS_ANSWER_NO;
        }
        deployment.country = hand_below(&random, 2) == 0 ? MDS_COUNTRY_JP : MDS_COUNTRY_US;
        const mds_ask *ask = rank();
        if (ask->judged_after != MDS_ASK_NEVER) {
            check_settled(ask, ask->judged_after, false);
            judged += ask->judged_after > 0;
        }
        if (ask->acceptable_after != MDS_ASK_NEVER) {
            check_settled(ask, ask->acceptable_after, true);
            acceptable += ask->acceptable_after > 0;
        } else {
            answer_first(ask, ask->count);
            cr_assert_neq(assess()->verdict, MDS_VERDICT_ACCEPTABLE);
            never++;
        }
    }
    cr_assert(judged > 2 && acceptable > 2, "judged %zu, acceptable %zu, never %zu", judged,
              acceptable, never);
}

Test(ask, weak_answers_are_asked_about)
{
    open_questions();
    answer("MLDP-4")->state = MDS_ANSWER_YES;
    answer("MLDP-4")->note = "Available as an OPTION";
    answer("PAUT-3")->state = MDS_ANSWER_YES;
    answer("PAUT-3")->note = "After five attempts";
    answer("PAUT-1")->state = MDS_ANSWER_YES;
    answer("AUTH-1")->state = MDS_ANSWER_YES;
    answer("ALOF-2")->state = MDS_ANSWER_YES; /* without ALOF-1 */
    const mds_ask *ask = rank();
    const mds_ask_item *qualified = item_of(ask, "MLDP-4");
    const mds_ask_item *declared = item_of(ask, "PAUT-3");
    cr_assert(qualified != NULL && declared != NULL);
    cr_assert_eq(qualified->kind, MDS_ASK_QUALIFIED);
    cr_assert_gt(qualified->factor, 1.0);
    answer("MLDP-4")->state = MDS_ANSWER_NO;
    cr_assert_float_eq(rrf_now(), qualified->rrf_if_no, 1e-9);
    answer("MLDP-4")->state = MDS_ANSWER_YES;
    cr_assert_float_eq(qualified->rise, qualified->rrf_if_no / rrf_now(), 1e-9);
    cr_assert_gt(qualified->rise, 1.0);
    /* No document is no new fact: nothing rises. */
    cr_assert_eq(declared->kind, MDS_ASK_SELF_DECLARED);
    cr_assert_float_eq(declared->rise, 1.0, 1e-12);
    cr_assert_gt(declared->factor, 1.0);
}

/* What a document behind a yes is worth: the same device with that fact documented. */
Test(ask, a_document_counts_as_documented)
{
    open_questions();
    answer("PAUT-3")->state = MDS_ANSWER_YES;
    answer("PAUT-1")->state = MDS_ANSWER_YES;
    const mds_ask_item *item = item_of(rank(), "PAUT-3");
    cr_assert_not_null(item);
    mds_verified_fact told = {.fact = mds_catalog_fact(catalog, "account-lockout"),
                              .state = true,
                              .assurance = MDS_ASSURANCE_DOCUMENTED,
                              .evidence = "letter",
                              .where = ""};
    deployment.verified = &told;
    deployment.verified_count = 1;
    cr_assert_float_eq(rrf_now(), item->rrf_after, 1e-9);
    /* What the hospital verified itself is not asked about. */
    told.assurance = MDS_ASSURANCE_VERIFIED;
    cr_assert_null(item_of(rank(), "PAUT-3"));
}

/* The reply that was asked for: the promise of the list comes true, and is not asked again. */
Test(ask, a_document_named_in_the_reply_brings_what_was_promised)
{
    static const char *const notes[] = {"White paper 7",
                                        "optional, white paper 7",
                                        "TBD",
                                        "?",
                                        "",
                                        "\xE6\x9C\xAA\xE5\xAE\x9A", /* "undecided" */
                                        "n/a",
                                        "Security manual, chapter 4"};
    static const bool named[] = {true, false, false, false, false, false, false, true};

    open_questions();
    answer("PAUT-3")->state = MDS_ANSWER_YES;
    answer("PAUT-1")->state = MDS_ANSWER_YES;
    const mds_ask_item *item = item_of(rank(), "PAUT-3");
    const double now = rrf_now();
    cr_assert(item != NULL && item->kind == MDS_ASK_SELF_DECLARED);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        mds_answer *back = mds_arena_alloc(arena, form->question_count, sizeof *back);
        const mds_disclosure *merged = NULL;
        const mds_disclosure *rest = NULL;
        mds_disclosure update = disclosure;
        const mds_answer *kept = disclosure.answers;
        for (size_t q = 0; q < form->question_count; q++) {
            back[q] = (mds_answer){
                .response = "", .note_cell = "", .note = "", .where = "", .wording = ""};
        }
        back[item->question].state = MDS_ANSWER_YES;
        back[item->question].note = notes[i];
        update.file = "reply";
        update.answers = back;
        cr_assert_eq(
            mds_disclosure_update(&merged, &rest, arena, catalog, &disclosure, &update, diags),
            MDS_OK);
        disclosure.answers = merged->answers;
        cr_assert_float_eq(rrf_now(), named[i] ? item->rrf_after : now, 1e-9, "\"%s\"", notes[i]);
        const mds_ask_item *again = item_of(rank(), "PAUT-3");
        cr_assert_eq(again == NULL, named[i], "\"%s\"", notes[i]);
        disclosure.answers = kept;
    }
    cr_assert_not_null(find(MDS_D_ANSWERS_DOCUMENTED));
}

/* Exposures that no question bears on are for the hospital; a good look brings what is said. */
Test(ask, what_nobody_asked_is_for_the_hospitals_own_look)
{
    const uint32_t f = mds_catalog_form(catalog, "jp-mds-4.1");
    mds_disclosure japanese = disclosure;
    const mds_disclosure *list = &japanese;
    const mds_facts *facts = NULL;
    const mds_risk_assessment *found = NULL;
    const mds_ask *ask = NULL;
    japanese.form = f;
    japanese.answer_count = catalog->forms[f].question_count;
    cr_assert_eq(
        mds_facts_derive(&facts, arena, catalog, policy, &list, 1, &deployment, TODAY, NULL),
        MDS_OK);
    cr_assert_eq(mds_assess_device(&found, arena, catalog, policy, facts, &deployment, TODAY, NULL),
                 MDS_OK);
    cr_assert_eq(mds_ask_rank(&ask, arena, found), MDS_OK);
    cr_assert_gt(ask->look_count, 0);
    cr_assert_gt(ask->extra_count, 0);
    for (size_t i = 0; i < ask->look_count + ask->extra_count; i++) {
        const bool look = i < ask->look_count;
        const mds_answer_worth *worth = look ? &ask->looks[i] : &ask->extras[i - ask->look_count];
        const mds_fact_value *value = &facts->at[worth->fact];
        cr_assert(!value->asked && value->truth == MDS_UNKNOWN && !worth->asked);
        cr_assert_eq(catalog->facts[worth->fact].kind, look ? MDS_FACT_EXPOSURE : MDS_FACT_CONTROL);
        cr_assert_geq(worth->factor, 1.005);
        const mds_verified_fact told = {.fact = worth->fact,
                                        .state = !look,
                                        .assurance = MDS_ASSURANCE_SELF_DECLARED,
                                        .evidence = "looked at it",
                                        .by = "Clinical engineering",
                                        .on = TODAY - 1,
                                        .where = ""};
        deployment.verified = &told;
        deployment.verified_count = 1;
        const mds_facts *again = NULL;
        const mds_risk_assessment *after = NULL;
        cr_assert_eq(
            mds_facts_derive(&again, arena, catalog, policy, &list, 1, &deployment, TODAY, NULL),
            MDS_OK);
        cr_assert_eq(
            mds_assess_device(&after, arena, catalog, policy, again, &deployment, TODAY, NULL),
            MDS_OK);
        cr_assert_float_eq(after->now->at[MDS_STAGE_R2].rrf, worth->rrf_after,
                           1e-9 * worth->rrf_after, "%s", catalog->facts[worth->fact].id);
        deployment.verified_count = 0;
    }
}

Test(ask, contradictions_are_asked_about)
{
    open_questions();
    answer("DTBK-5")->state = MDS_ANSWER_NO;
    answer("DTBK-6")->state = MDS_ANSWER_YES;
    const mds_ask_item *item = item_of(rank(), "DTBK-5");
    cr_assert_not_null(item);
    cr_assert_eq(item->kind, MDS_ASK_DOUBTFUL);
    cr_assert_not_null(item->rule);
    cr_assert_str_eq(item->rule->id, "dtbk-check-without-backup");
}

Test(ask, the_worksheet_shows_no_figure_and_stands_in_the_forms_order)
{
    open_questions();
    const mds_ask *ask = rank();
    const mds_table *table = NULL;
    const char *letter = NULL;
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        uint32_t before = 0;
        cr_assert_eq(mds_ask_worksheet(&table, arena, ask, 5, (mds_lang)lang), MDS_OK);
        cr_assert_eq(table->row_count, 5);
        for (size_t i = 0; i < table->row_count; i++) {
            const mds_cell *cells = &table->cells[i * table->column_count];
            const uint32_t q = mds_form_question(form, cells[0].text);
            cr_assert(q != MDS_NO_ORDINAL && (i == 0 || q > before));
            before = q;
            for (size_t c = 0; c < table->column_count; c++) {
                cr_assert_neq(cells[c].kind, MDS_CELL_NUMBER);
            }
            cr_assert_eq(cells[table->column_count - 2].kind, MDS_CELL_EMPTY);
            cr_assert_eq(cells[table->column_count - 1].kind, MDS_CELL_EMPTY);
        }
        cr_assert_eq(mds_ask_letter(&letter, arena, ask, 5, (mds_lang)lang), MDS_OK);
        cr_assert_null(strstr(letter, "RRF"));
        cr_assert_not_null(strstr(letter, table->cells[0].text));
    }
}

Test(ask, answers_that_come_back_go_into_the_form)
{
    mds_answer *back = mds_arena_alloc(arena, form->question_count, sizeof *back);
    cr_assert_not_null(back);
    for (size_t i = 0; i < form->question_count; i++) {
        back[i] = (mds_answer){
            .response = "", .note_cell = "", .note = "", .where = "", .wording = "ours"};
    }
    const uint32_t open = mds_form_question(form, "MLDP-4");
    const uint32_t denied = mds_form_question(form, "PAUT-3");
    const uint32_t silent = mds_form_question(form, "STCF-1");
    answers[open].state = MDS_ANSWER_SEE_NOTE;
    answers[open].wording = "theirs";
    answers[silent].state = MDS_ANSWER_SEE_NOTE;
    back[open] = (mds_answer){.state = MDS_ANSWER_YES,
                              .response = "Yes",
                              .note_cell = "",
                              .note = "",
                              .where = "E7",
                              .wording = "ours"};
    back[denied].state = MDS_ANSWER_YES;
    back[silent].state = MDS_ANSWER_UNANSWERED;
    mds_disclosure update = disclosure;
    update.file = "reply";
    update.answers = back;
    const mds_disclosure *merged = NULL;
    const mds_disclosure *rest = NULL;
    cr_assert(mds_disclosure_supplements(catalog, &disclosure, &update));
    cr_assert(!mds_disclosure_supplements(catalog, &disclosure, &disclosure));
    cr_assert_eq(mds_disclosure_update(&merged, &rest, arena, catalog, &disclosure, &update, diags),
                 MDS_OK);
    cr_assert_eq(merged->answers[open].state, MDS_ANSWER_YES);
    cr_assert_str_eq(merged->answers[open].where, "reply E7");
    cr_assert_str_eq(merged->answers[open].wording, "theirs");
    cr_assert_eq(merged->answers[denied].state, MDS_ANSWER_YES);
    cr_assert_eq(merged->answers[silent].state, MDS_ANSWER_SEE_NOTE);
    cr_assert_eq(answers[open].state, MDS_ANSWER_SEE_NOTE, "the form itself is left alone");
    cr_assert_eq(rest->answer_count, 0);
    cr_assert_str_eq(rest->file, "reply");
    const mds_diag *replaced = find(MDS_D_ANSWER_REPLACED);
    cr_assert_not_null(replaced);
    cr_assert_str_eq(replaced->args[0], "PAUT-3 = no");
    cr_assert_str_eq(replaced->args[1], "PAUT-3 = yes");
    const mds_diag *taken = find(MDS_D_ANSWERS_TAKEN);
    cr_assert_not_null(taken);
    cr_assert_str_eq(taken->args[0], "2");
}
