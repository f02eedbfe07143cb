/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From answers to facts, on a small form made by hand. */
#include <criterion/criterion.h>
#include <mdsrisk/facts.h>
#include <string.h>

enum { MAX = 24, ARENA_LIMIT = 1024 * 1024 };

#define YES MDS_ANSWER_YES
#define NO MDS_ANSWER_NO
#define NA MDS_ANSWER_NA
#define NOTE MDS_ANSWER_SEE_NOTE

/* One edition, twice: two forms of it, or one beside its copy. */
typedef struct desk {
    mds_arena *arena;
    mds_diags *diags;
    mds_catalog catalog;
    mds_policy policy;
    mds_zone zone, volume;
    mds_form form;
    mds_crosswalk crosswalk;
    mds_question questions[MAX];
    mds_crosswalk_row rows[MAX];
    mds_fact facts[MAX];
    mds_answer answers[2][MAX];
    mds_disclosure forms[2];
    size_t form_count;
    mds_deployment deployment;
    mds_verified_fact verified[MAX];
} desk;

static void init(desk *d)
{
    *d = (desk){0};
    d->arena = mds_arena_new(ARENA_LIMIT, NULL);
    d->diags = mds_diags_new(d->arena, 100);
    d->zone = (mds_zone){.id = "zone", .without_basis = MDS_NO_ORDINAL};
    d->volume = (mds_zone){.id = "volume", .without_basis = MDS_NO_ORDINAL};
    d->policy = (mds_policy){
        .zones = &d->zone, .zone_count = 1, .data_volumes = &d->volume, .data_volume_count = 1};
    d->form = (mds_form){.edition = "test", .questions = d->questions};
    d->crosswalk = (mds_crosswalk){.rows = d->rows};
    d->catalog = (mds_catalog){.facts = d->facts,
                               .forms = &d->form,
                               .form_count = 1,
                               .crosswalks = &d->crosswalk,
                               .crosswalk_count = 1};
    for (size_t i = 0; i < 2; i++) {
        d->forms[i] =
            (mds_disclosure){.file = i == 0 ? "a.xlsx" : "b.xlsx", .answers = d->answers[i]};
    }
    d->form_count = 1;
    d->deployment = mds_deployment_default(&d->policy);
    d->deployment.file = "context.json";
    d->deployment.verified = d->verified;
}

static void finish(desk *d)
{
    mds_arena_free(d->arena);
}

static uint32_t question(desk *d, const char *id, mds_answer_state state)
{
    uint32_t q = (uint32_t)d->form.question_count++;
    d->questions[q] =
        (mds_question){.id = id, .parent = MDS_NO_ORDINAL, .gate = {.question = MDS_NO_ORDINAL}};
    for (size_t i = 0; i < 2; i++) {
        d->answers[i][q] = (mds_answer){
            .state = state, .response = "", .note_cell = "", .note = "", .where = "s!C1"};
        d->forms[i].answer_count = d->form.question_count;
    }
    return q;
}

static uint32_t gated(desk *d, const char *id, mds_answer_state state, uint32_t by, bool yes)
{
    uint32_t q = question(d, id, state);
    d->questions[q].gate = (mds_gate){.question = by, .yes = yes, .printed = true};
    return q;
}

static uint32_t fact(desk *d, const char *id)
{
    d->facts[d->catalog.fact_count] = (mds_fact){.id = id, .kind = MDS_FACT_CONTROL};
    return (uint32_t)d->catalog.fact_count++;
}

static mds_crosswalk_row *row(desk *d, uint32_t q, uint32_t f, mds_relation relation)
{
    mds_crosswalk_row *at = &d->rows[d->crosswalk.row_count++];
    *at = (mds_crosswalk_row){.question = q, .fact = f, .relation = relation};
    return at;
}

static const mds_facts *derive(desk *d)
{
    const mds_disclosure *forms[] = {&d->forms[0], &d->forms[1]};
    const mds_facts *facts = NULL;
    cr_assert_eq(mds_facts_derive(&facts, d->arena, &d->catalog, &d->policy, forms, d->form_count,
                                  &d->deployment, 0, d->diags),
                 MDS_OK);
    return facts;
}

static mds_truth truth(desk *d, uint32_t f)
{
    return derive(d)->at[f].truth;
}

static size_t said(const desk *d, mds_diag_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < mds_diags_count(d->diags); i++) {
        count += mds_diags_at(d->diags, i)->code == code;
    }
    return count;
}

/* The table of docs/inside/catalog.md, and its mirror image. */
Test(facts, relation_says_what_the_table_says)
{
    static const struct {
        mds_relation relation;
        mds_truth yes, no;
    } table[] = {
        {MDS_RELATION_EQUAL, MDS_TRUE, MDS_FALSE},
        {MDS_RELATION_SUBSET_OF, MDS_TRUE, MDS_UNKNOWN},
        {MDS_RELATION_SUPERSET_OF, MDS_UNKNOWN, MDS_FALSE},
        {MDS_RELATION_INTERSECTS_WITH, MDS_UNKNOWN, MDS_UNKNOWN},
    };
    for (size_t i = 0; i < 4; i++) {
        for (int inverse = 0; inverse < 2; inverse++) {
            for (int yes = 0; yes < 2; yes++) {
                desk d;
                init(&d);
                uint32_t q = question(&d, "Q-1", yes ? YES : NO);
                uint32_t f = fact(&d, "f");
                row(&d, q, f, table[i].relation)->inverse = inverse;
                mds_truth plain = yes ? table[i].yes : table[i].no;
                mds_truth expected = inverse ? (mds_truth)(MDS_TRUE - plain) : plain;
                const mds_fact_value *value = &derive(&d)->at[f];
                cr_assert_eq(value->truth, expected, "row %zu inverse %d yes %d", i, inverse, yes);
                cr_assert_eq(value->proof_count, 1);
                cr_assert_eq(value->proofs[0].rule,
                             expected == MDS_UNKNOWN ? MDS_PROOF_NOTHING : MDS_PROOF_ANSWER);
                cr_assert_eq(value->proofs[0].question, q);
                cr_assert_eq(value->assurance, MDS_ASSURANCE_SELF_DECLARED);
                cr_assert_eq(mds_diags_count(d.diags), 0);
                finish(&d);
            }
        }
    }
}

Test(facts, what_is_no_answer_is_neither_yes_nor_no)
{
    static const mds_answer_state states[] = {
        MDS_ANSWER_MISSING,    MDS_ANSWER_UNANSWERED, MDS_ANSWER_SEE_NOTE, MDS_ANSWER_TEXT,
        MDS_ANSWER_UNREADABLE, MDS_ANSWER_CONFLICT,   MDS_ANSWER_NA};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        for (int inverse = 0; inverse < 2; inverse++) {
            desk d;
            init(&d);
            uint32_t q = question(&d, "Q-1", states[i]);
            uint32_t f = fact(&d, "f");
            row(&d, q, f, MDS_RELATION_EQUAL)->inverse = inverse;
            cr_assert_eq(truth(&d, f), MDS_UNKNOWN, "state %zu", i);
            cr_assert_eq(said(&d, MDS_D_FACT_NA_UNGATED), states[i] == NA ? 1 : 0);
            finish(&d);
        }
    }
}

Test(facts, na_counts_only_behind_a_closed_gate)
{
    static const struct {
        mds_answer_state gate;
        bool wants_yes;
        mds_truth truth;
        mds_diag_code said; /* 0: nothing */
    } cases[] = {
        {NO, true, MDS_FALSE, 0},
        {YES, true, MDS_UNKNOWN, MDS_D_FACT_NA_OPEN},
        {NOTE, true, MDS_UNKNOWN, MDS_D_FACT_NA_OPEN},
        {NA, true, MDS_UNKNOWN, MDS_D_FACT_NA_BEHIND},
        {MDS_ANSWER_UNANSWERED, true, MDS_UNKNOWN, MDS_D_FACT_NA_OPEN},
        {MDS_ANSWER_MISSING, true, MDS_UNKNOWN, MDS_D_FACT_NA_OPEN},
        {YES, false, MDS_FALSE, 0},
        {NO, false, MDS_UNKNOWN, MDS_D_FACT_NA_OPEN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        desk d;
        init(&d);
        uint32_t gate = question(&d, "G-1", cases[i].gate);
        uint32_t q = gated(&d, "Q-1", NA, gate, cases[i].wants_yes);
        uint32_t f = fact(&d, "f");
        row(&d, q, f, MDS_RELATION_EQUAL);
        const mds_fact_value *value = &derive(&d)->at[f];
        cr_assert_eq(value->truth, cases[i].truth, "case %zu", i);
        cr_assert_eq(mds_diags_count(d.diags) > 0, cases[i].said != 0, "case %zu", i);
        cr_assert(cases[i].said == 0 || said(&d, cases[i].said) == 1, "case %zu", i);
        if (cases[i].truth == MDS_FALSE) {
            cr_assert_eq(value->proofs[0].rule, MDS_PROOF_GATE_CLOSED);
            cr_assert_eq(value->proofs[0].gate_question, gate);
        }
        finish(&d);
    }
}

/* A "-" crosses out what does not apply; an empty cell, or a dash where the gate is open, does
 * not. */
Test(facts, dash_behind_a_closed_gate_is_structural)
{
    static const struct {
        const char *response;
        mds_answer_state gate;
        mds_truth truth;
    } cases[] = {
        {"-", NO, MDS_FALSE},    {"\xef\xbc\x8d", NO, MDS_FALSE}, {"", NO, MDS_UNKNOWN},
        {"__", NO, MDS_UNKNOWN}, {"-", YES, MDS_UNKNOWN},         {"-", NOTE, MDS_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        desk d;
        init(&d);
        uint32_t gate = question(&d, "G-1", cases[i].gate);
        uint32_t q = gated(&d, "Q-1", MDS_ANSWER_UNANSWERED, gate, true);
        d.answers[0][q].response = cases[i].response;
        uint32_t f = fact(&d, "f");
        row(&d, q, f, MDS_RELATION_EQUAL);
        cr_assert_eq(truth(&d, f), cases[i].truth, "case %zu", i);
        finish(&d);
    }
}

/* A form crosses out a question and all that hang on it: the chain leads to the answer above. */
Test(facts, a_dash_closes_the_gate_of_what_hangs_on_it)
{
    static const struct {
        mds_answer_state bottom;
        const char *response;
        mds_answer_state top;
        mds_truth truth;
        size_t gated; /* diagnostics of a yes behind a closed gate */
    } cases[] = {
        {MDS_ANSWER_UNANSWERED, "-", NO, MDS_FALSE, 0},
        {NA, "N/A", NO, MDS_FALSE, 0},
        {YES, "Yes", NO, MDS_UNKNOWN, 1},
        {YES, "Yes", YES, MDS_TRUE, 0},
        {MDS_ANSWER_UNANSWERED, " - ", YES, MDS_UNKNOWN, 0},
        {MDS_ANSWER_UNANSWERED, " - ", NO, MDS_FALSE, 0},
        {MDS_ANSWER_UNANSWERED, "- ?", NO, MDS_UNKNOWN, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        desk d;
        init(&d);
        uint32_t top = question(&d, "T-1", cases[i].top);
        uint32_t middle = gated(&d, "M-1", MDS_ANSWER_UNANSWERED, top, true);
        uint32_t bottom = gated(&d, "B-1", cases[i].bottom, middle, true);
        d.answers[0][middle].response = "- ";
        d.answers[0][bottom].response = cases[i].response;
        uint32_t f = fact(&d, "f");
        row(&d, bottom, f, MDS_RELATION_EQUAL);
        cr_expect_eq(truth(&d, f), cases[i].truth, "case %zu", i);
        cr_expect_eq(said(&d, MDS_D_FACT_YES_GATED), cases[i].gated, "case %zu", i);
        finish(&d);
    }
}

Test(facts, gates_close_through_one_another)
{
    desk d;
    init(&d);
    uint32_t top = question(&d, "T-1", NO);
    uint32_t middle = gated(&d, "M-1", NA, top, true);
    uint32_t bottom = gated(&d, "B-1", NA, middle, true);
    uint32_t f = fact(&d, "f");
    row(&d, bottom, f, MDS_RELATION_EQUAL);
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[f].truth, MDS_FALSE);
    cr_assert_eq(facts->at[f].proofs[0].gate_question, top);
    d.answers[0][top].state = NOTE;
    cr_assert_eq(truth(&d, f), MDS_UNKNOWN);
    /* A yes where none can be is no ground to call the gate open or closed. */
    d.answers[0][top].state = NO;
    d.answers[0][middle].state = YES;
    cr_assert_eq(truth(&d, f), MDS_UNKNOWN);
    d.questions[bottom].gate.yes = false;
    cr_assert_eq(truth(&d, f), MDS_UNKNOWN);
    d.answers[0][top].state = YES;
    cr_assert_eq(truth(&d, f), MDS_FALSE);
    finish(&d);
}

/* A section that is crossed out without a reason has one cause: one message, and a count. */
Test(facts, chain_of_na_is_reported_at_its_root)
{
    desk d;
    init(&d);
    uint32_t root = question(&d, "CSUP-1", NA);
    uint32_t middle = gated(&d, "CSUP-2", NA, root, true);
    uint32_t leaf = gated(&d, "CSUP-2.1", NA, middle, true);
    uint32_t f = fact(&d, "f");
    row(&d, middle, f, MDS_RELATION_EQUAL);
    row(&d, leaf, f, MDS_RELATION_EQUAL);
    row(&d, leaf, fact(&d, "g"), MDS_RELATION_EQUAL);
    cr_assert_eq(truth(&d, f), MDS_UNKNOWN);
    cr_assert_eq(mds_diags_count(d.diags), 2);
    cr_assert_eq(mds_diags_at(d.diags, 0)->code, MDS_D_FACT_NA_UNGATED);
    cr_assert_str_eq(mds_diags_at(d.diags, 0)->args[0], "CSUP-1");
    const mds_diag *behind = mds_diags_at(d.diags, 1);
    cr_assert_eq(behind->code, MDS_D_FACT_NA_BEHIND);
    cr_assert_str_eq(behind->args[0], "CSUP-1");
    cr_assert_str_eq(behind->args[1], "2");
    cr_assert_str_eq(behind->args[2], "CSUP-2");
    cr_assert_str_eq(behind->args[3], "CSUP-2.1");
    finish(&d);
}

Test(facts, question_that_feeds_no_fact_is_not_complained_about)
{
    desk d;
    init(&d);
    question(&d, "A-1", NA);
    gated(&d, "B-1", YES, question(&d, "G-1", NO), true);
    fact(&d, "f");
    derive(&d);
    cr_assert_eq(mds_diags_count(d.diags), 0);
    finish(&d);
}

Test(facts, ring_of_gates_ends)
{
    desk d;
    init(&d);
    uint32_t a = question(&d, "A-1", NA);
    uint32_t b = gated(&d, "B-1", NA, a, true);
    d.questions[a].gate = (mds_gate){.question = b, .yes = true};
    uint32_t f = fact(&d, "f");
    row(&d, a, f, MDS_RELATION_EQUAL);
    cr_assert_eq(truth(&d, f), MDS_UNKNOWN);
    finish(&d);
}

Test(facts, absent_thing_makes_facts_false_whichever_way_the_question_asks)
{
    desk d;
    init(&d);
    uint32_t gate = question(&d, "G-1", NO);
    uint32_t q = gated(&d, "Q-1", NA, gate, true);
    uint32_t equal = fact(&d, "equal");
    uint32_t inverse = fact(&d, "inverse");
    uint32_t wider = fact(&d, "wider");
    uint32_t lead = fact(&d, "lead");
    row(&d, q, equal, MDS_RELATION_EQUAL);
    row(&d, q, inverse, MDS_RELATION_EQUAL)->inverse = true;
    row(&d, q, wider, MDS_RELATION_SUPERSET_OF);
    row(&d, q, lead, MDS_RELATION_INTERSECTS_WITH);
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[equal].truth, MDS_FALSE);
    cr_assert_eq(facts->at[inverse].truth, MDS_FALSE);
    cr_assert_eq(facts->at[wider].truth, MDS_FALSE);
    cr_assert_eq(facts->at[lead].truth, MDS_UNKNOWN);
    finish(&d);
}

/* That special cases do not apply does not rule out the others, of which no form at hand asks. */
Test(facts, absent_special_case_says_nothing)
{
    desk d;
    init(&d);
    uint32_t gate = question(&d, "G-1", NO);
    uint32_t one = gated(&d, "Q-1", NA, gate, true);
    uint32_t two = gated(&d, "Q-2", NA, gate, true);
    uint32_t f = fact(&d, "f");
    row(&d, one, f, MDS_RELATION_SUBSET_OF);
    row(&d, two, f, MDS_RELATION_SUBSET_OF);
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[f].truth, MDS_UNKNOWN);
    cr_assert_eq(facts->at[f].proofs[0].rule, MDS_PROOF_GATE_CLOSED);
    cr_assert_eq(facts->at[f].proofs[0].says, MDS_UNKNOWN);
    d.questions[two].gate.question = MDS_NO_ORDINAL;
    d.answers[0][two].state = YES;
    facts = derive(&d);
    cr_assert_eq(facts->at[f].truth, MDS_TRUE);
    cr_assert_not(facts->at[f].contradicted);
    finish(&d);
}

Test(facts, yes_behind_a_closed_gate_is_a_contradiction_named)
{
    desk d;
    init(&d);
    uint32_t gate = question(&d, "MLDP-2", NO);
    uint32_t q = gated(&d, "MLDP-2.5", YES, gate, true);
    uint32_t f = fact(&d, "f");
    row(&d, q, f, MDS_RELATION_EQUAL);
    row(&d, question(&d, "MLDP-9", YES), f, MDS_RELATION_EQUAL);
    const mds_fact_value *value = &derive(&d)->at[f];
    cr_assert_eq(value->truth, MDS_UNKNOWN);
    cr_assert(value->contradicted);
    cr_assert_eq(mds_diags_count(d.diags), 1);
    const mds_diag *diag = mds_diags_at(d.diags, 0);
    cr_assert_eq(diag->code, MDS_D_FACT_YES_GATED);
    cr_assert_str_eq(diag->args[0], "MLDP-2.5");
    cr_assert_str_eq(diag->args[1], "MLDP-2 = no");
    cr_assert_str_eq(diag->file, "a.xlsx");
    cr_assert_str_eq(diag->where, "s!C1");
    /* To a mere lead it does no harm. */
    uint32_t lead = fact(&d, "lead");
    row(&d, q, lead, MDS_RELATION_INTERSECTS_WITH);
    cr_assert_not(derive(&d)->at[lead].contradicted);
    finish(&d);
}

Test(facts, rows_that_agree_add_up_and_rows_that_do_not_are_reported)
{
    desk d;
    init(&d);
    uint32_t a = question(&d, "A-1", YES);
    uint32_t b = question(&d, "B-1", YES);
    uint32_t c = question(&d, "C-1", NOTE);
    uint32_t f = fact(&d, "f");
    row(&d, a, f, MDS_RELATION_EQUAL);
    row(&d, b, f, MDS_RELATION_SUBSET_OF);
    row(&d, c, f, MDS_RELATION_EQUAL);
    cr_assert_eq(truth(&d, f), MDS_TRUE);
    d.answers[0][b].state = NO;
    cr_assert_eq(truth(&d, f), MDS_TRUE);
    d.answers[0][c].state = NO;
    const mds_fact_value *value = &derive(&d)->at[f];
    cr_assert_eq(value->truth, MDS_UNKNOWN);
    cr_assert(value->contradicted);
    cr_assert_eq(said(&d, MDS_D_FACT_CONTRADICTED), 1);
    const mds_diag *diag = mds_diags_at(d.diags, 0);
    cr_assert_str_eq(diag->args[0], "f");
    cr_assert_str_eq(diag->args[1], "A-1 = yes");
    cr_assert_str_eq(diag->args[2], "C-1 = no");
    finish(&d);
}

Test(facts, two_forms_about_one_device_are_merged)
{
    desk d;
    init(&d);
    uint32_t q = question(&d, "A-1", NOTE);
    uint32_t f = fact(&d, "f");
    row(&d, q, f, MDS_RELATION_EQUAL);
    d.form_count = 2;
    d.answers[1][q].state = YES;
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[f].truth, MDS_TRUE);
    cr_assert_eq(facts->at[f].proof_count, 2);
    cr_assert_eq(facts->disclosure_count, 2);
    cr_assert_eq(facts->at[f].proofs[1].disclosure, &d.forms[1]);
    d.answers[0][q].state = NO;
    cr_assert_eq(truth(&d, f), MDS_UNKNOWN);
    cr_assert_eq(said(&d, MDS_D_FACT_CONTRADICTED), 1);
    cr_assert_str_eq(mds_diags_at(d.diags, 0)->file, "b.xlsx");
    cr_assert_str_eq(mds_diags_at(d.diags, 0)->args[3], "a.xlsx s!C1");
    finish(&d);
}

Test(facts, own_finding_overrides_the_form)
{
    desk d;
    init(&d);
    uint32_t a = question(&d, "A-1", YES);
    uint32_t b = question(&d, "B-1", NO);
    uint32_t f = fact(&d, "f");
    row(&d, a, f, MDS_RELATION_EQUAL);
    d.verified[0] = (mds_verified_fact){
        .fact = f, .assurance = MDS_ASSURANCE_VERIFIED, .evidence = "scan 12", .where = "line 3"};
    d.deployment.verified_count = 1;
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[f].truth, MDS_FALSE);
    cr_assert_eq(facts->at[f].assurance, MDS_ASSURANCE_VERIFIED);
    cr_assert_eq(facts->at[f].proofs[1].rule, MDS_PROOF_VERIFIED);
    cr_assert_eq(facts->at[f].proofs[1].verified, &d.verified[0]);
    cr_assert_eq(said(&d, MDS_D_FACT_VERIFIED_OVERRIDES), 1);
    /* It also settles a contradiction of the forms. */
    row(&d, b, f, MDS_RELATION_EQUAL);
    d.verified[0].state = true;
    facts = derive(&d);
    cr_assert_eq(facts->at[f].truth, MDS_TRUE);
    cr_assert_not(facts->at[f].contradicted);
    finish(&d);
}

Test(facts, finding_without_evidence_is_not_verified)
{
    desk d;
    init(&d);
    uint32_t f = fact(&d, "f");
    d.verified[0] = (mds_verified_fact){
        .fact = f, .state = true, .assurance = MDS_ASSURANCE_VERIFIED, .evidence = "", .where = ""};
    d.deployment.verified_count = 1;
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[f].truth, MDS_TRUE);
    cr_assert_eq(facts->at[f].assurance, MDS_ASSURANCE_SELF_DECLARED);
    cr_assert_eq(said(&d, MDS_D_FACT_VERIFIED_NO_EVIDENCE), 1);
    finish(&d);
}

Test(facts, findings_that_disagree_are_unknown)
{
    desk d;
    init(&d);
    uint32_t f = fact(&d, "f");
    for (size_t i = 0; i < 3; i++) {
        d.verified[i] = (mds_verified_fact){.fact = f,
                                            .state = i != 1,
                                            .assurance = MDS_ASSURANCE_VERIFIED,
                                            .evidence = "seen",
                                            .where = ""};
    }
    d.deployment.verified_count = 3;
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[f].truth, MDS_UNKNOWN);
    cr_assert(facts->at[f].contradicted);
    cr_assert_eq(said(&d, MDS_D_FACT_VERIFIED_TWICE), 1);
    finish(&d);
}

Test(facts, deployment_facts_come_from_zone_and_data_volume_and_else_are_false)
{
    desk d;
    init(&d);
    uint32_t shared = fact(&d, "shared");
    uint32_t many = fact(&d, "many");
    uint32_t other = fact(&d, "other");
    uint32_t form_fact = fact(&d, "form-fact");
    uint32_t asked = fact(&d, "asked");
    d.facts[shared].deployment = d.facts[many].deployment = d.facts[other].deployment = true;
    row(&d, question(&d, "A-1", NO), asked, MDS_RELATION_EQUAL);
    const mds_literal by_zone[] = {{shared, false}, {asked, false}};
    const mds_literal by_volume[] = {{many, false}};
    d.zone.facts = by_zone;
    d.zone.fact_count = 2;
    d.volume.facts = by_volume;
    d.volume.fact_count = 1;
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[shared].truth, MDS_TRUE);
    cr_assert_eq(facts->at[many].truth, MDS_TRUE);
    cr_assert_eq(facts->at[other].truth, MDS_FALSE);
    cr_assert_eq(facts->at[other].proofs[0].rule, MDS_PROOF_DEPLOYMENT);
    cr_assert_eq(facts->at[form_fact].truth, MDS_UNKNOWN);
    cr_assert_eq(facts->at[form_fact].proof_count, 0);
    cr_assert_eq(facts->at[asked].truth, MDS_TRUE);
    /* Zone and volume that contradict each other: a mistake in the policy, told. */
    const mds_literal denies[] = {{shared, true}};
    d.volume.facts = denies;
    facts = derive(&d);
    cr_assert_eq(facts->at[shared].truth, MDS_UNKNOWN);
    cr_assert_eq(said(&d, MDS_D_FACT_DEPLOYMENT_CLASH), 1);
    finish(&d);
}

/* (a and not b) or c, over all 27 worlds, against the minimum and the maximum of Kleene. */
Test(facts, derived_facts_follow_kleene)
{
    const mds_literal both[] = {{0, false}, {1, true}};
    const mds_literal last[] = {{2, false}};
    const mds_conjunction any[] = {{both, 2}, {last, 1}};
    for (int world = 0; world < 27; world++) {
        desk d;
        init(&d);
        const mds_answer_state answers[] = {NO, NOTE, YES};
        const int value[] = {world % 3, world / 3 % 3, world / 9};
        for (uint32_t i = 0; i < 3; i++) {
            row(&d, question(&d, "Q", answers[value[i]]), fact(&d, "f"), MDS_RELATION_EQUAL);
        }
        uint32_t f = fact(&d, "derived");
        d.facts[f].kind = MDS_FACT_EXPOSURE;
        d.facts[f].derived = (mds_condition){any, 2};
        int not_b = 2 - value[1];
        int conjunction = value[0] < not_b ? value[0] : not_b;
        int expected = conjunction > value[2] ? conjunction : value[2];
        const mds_facts *facts = derive(&d);
        cr_assert_eq((int)facts->at[f].truth, expected, "world %d", world);
        cr_assert_eq(facts->at[f].proofs[0].rule, MDS_PROOF_DERIVED);
        cr_assert_eq((int)facts->at[f].proofs[0].says, expected);
        finish(&d);
    }
}

/* A lock by hand, of which no form asks, keeps others out as well as one that comes by itself. */
Test(facts, coarse_control_is_affirmed_and_never_denied_by_finer_ones)
{
    desk d;
    init(&d);
    uint32_t q = question(&d, "ALOF-1", NO);
    uint32_t fine = fact(&d, "fine");
    uint32_t coarse = fact(&d, "coarse");
    const mds_literal on_fine[] = {{fine, false}};
    const mds_conjunction any[] = {{on_fine, 1}};
    d.facts[coarse].derived = (mds_condition){any, 1};
    row(&d, q, fine, MDS_RELATION_EQUAL);
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[fine].truth, MDS_FALSE);
    cr_assert_eq(facts->at[coarse].truth, MDS_UNKNOWN);
    cr_assert_not(facts->at[coarse].stated);
    d.answers[0][q].state = YES;
    facts = derive(&d);
    cr_assert_eq(facts->at[coarse].truth, MDS_TRUE);
    cr_assert_not(facts->at[coarse].stated);
    /* What a form says of the coarse one itself is. */
    row(&d, question(&d, "3", NO), coarse, MDS_RELATION_EQUAL);
    facts = derive(&d);
    cr_assert_eq(facts->at[coarse].truth, MDS_FALSE);
    cr_assert(facts->at[coarse].stated);
    finish(&d);
}

Test(facts, derived_facts_do_not_depend_on_their_order)
{
    desk d;
    init(&d);
    uint32_t later = fact(&d, "needs-the-next");
    uint32_t next = fact(&d, "needs-the-answer");
    uint32_t base = fact(&d, "answer");
    const mds_literal on_next[] = {{next, false}};
    const mds_literal on_base[] = {{base, false}};
    const mds_conjunction first[] = {{on_next, 1}};
    const mds_conjunction second[] = {{on_base, 1}};
    d.facts[later].derived = (mds_condition){first, 1};
    d.facts[next].derived = (mds_condition){second, 1};
    row(&d, question(&d, "A-1", YES), base, MDS_RELATION_EQUAL);
    d.verified[0] = (mds_verified_fact){.fact = base,
                                        .state = true,
                                        .assurance = MDS_ASSURANCE_DOCUMENTED,
                                        .evidence = "manual",
                                        .where = ""};
    d.deployment.verified_count = 1;
    const mds_facts *facts = derive(&d);
    cr_assert_eq(facts->at[later].truth, MDS_TRUE);
    cr_assert_eq(facts->at[next].truth, MDS_TRUE);
    cr_assert_eq(facts->at[next].assurance, MDS_ASSURANCE_DOCUMENTED);
    finish(&d);
}

Test(facts, condition_without_alternatives_holds)
{
    const mds_facts facts = {0};
    const mds_condition always = {0};
    cr_assert_eq(mds_condition_value(&always, &facts), MDS_TRUE);
}

Test(facts, what_the_catalog_lacks_is_refused)
{
    desk d;
    init(&d);
    fact(&d, "f");
    const mds_disclosure *forms[] = {&d.forms[0]};
    const mds_facts *facts = NULL;
    d.forms[0].form = 3;
    cr_assert_eq(mds_facts_derive(&facts, d.arena, &d.catalog, &d.policy, forms, 1, &d.deployment,
                                  0, d.diags),
                 MDS_EINVAL);
    d.forms[0].form = 0;
    d.verified[0] = (mds_verified_fact){.fact = 9, .evidence = "", .where = ""};
    d.deployment.verified_count = 1;
    cr_assert_eq(mds_facts_derive(&facts, d.arena, &d.catalog, &d.policy, forms, 1, &d.deployment,
                                  0, d.diags),
                 MDS_EINVAL);
    cr_assert_null(facts);
    finish(&d);
}

Test(facts, short_memory_is_an_error_at_every_allocation)
{
    desk d;
    init(&d);
    row(&d, question(&d, "A-1", YES), fact(&d, "f"), MDS_RELATION_EQUAL);
    const mds_disclosure *forms[] = {&d.forms[0]};
    mds_status status = MDS_ELIMIT;
    size_t limit = 1;
    for (; status != MDS_OK && limit < 65536; limit += 8) {
        const mds_facts *facts = NULL;
        mds_arena *arena = mds_arena_new(limit, NULL);
        status = mds_facts_derive(&facts, arena, &d.catalog, &d.policy, forms, 1, &d.deployment, 0,
                                  NULL);
        cr_assert(status == MDS_OK ? facts != NULL : status == MDS_ELIMIT && facts == NULL);
        mds_arena_free(arena);
    }
    cr_assert_eq(status, MDS_OK);
    cr_assert_gt(limit, 100);
    finish(&d);
}
