/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From answers to facts: docs/catalog.md, "How an answer becomes a fact". Every source that says
 * something, or fails to, leaves a proof; the value of a fact is then judged from its proofs. */
#include "base/date.h"
#include "engine/answers.h"
#include "findings.h"
#include "given.h"

#include "base/date.h"
#include <stdio.h>
#include <string.h>

typedef struct derivation {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_policy *policy;
    const mds_deployment *deployment;
    int32_t as_of;
    mds_diags *diags;
    const mds_findings *findings;
    mds_fact_value *values;
    mds_proof *proofs;     /* of all facts, fact by fact */
    size_t *first;         /* first proof of each fact */
    size_t *used;          /* proofs filled in so far, per fact */
    size_t *by_forms;      /* those of the forms, per fact */
    bool *disputed;        /* per fact: a yes behind a closed gate, or a finding without a basis
                              against all the rest */
    bool *unanswered;      /* per fact: a question that bears on it has no usable answer */
    mds_reading *readings; /* of the disclosure at hand, per question */
    mds_facts facts;
} derivation;

static mds_proof *add_proof(derivation *d, uint32_t fact, mds_proof_rule rule, mds_truth says)
{
    mds_proof *proof = &d->proofs[d->first[fact] + d->used[fact]++];
    *proof = (mds_proof){
        .rule = rule, .says = says, .question = MDS_NO_ORDINAL, .gate_question = MDS_NO_ORDINAL};
    return proof;
}

/* What a yes or a no entails by the relation; the relation may hold to the fact's negation. */
static mds_truth entailed(const mds_crosswalk_row *row, bool yes)
{
    bool speaks = false;
    switch (row->relation) {
    case MDS_RELATION_EQUAL:
        speaks = true;
        break;
    case MDS_RELATION_SUBSET_OF:
        speaks = yes;
        break;
    case MDS_RELATION_SUPERSET_OF:
        speaks = !yes;
        break;
    case MDS_RELATION_INTERSECTS_WITH:
    case MDS_RELATION_NOT_RELATED:
    case MDS_RELATION__COUNT:
        break;
    }
    if (!speaks) {
        return MDS_UNKNOWN;
    }
    return yes != row->inverse ? MDS_TRUE : MDS_FALSE;
}

static void prove_row(derivation *d, const mds_disclosure *disclosure, const mds_crosswalk_row *row)
{
    mds_reading reading = row->question < disclosure->answer_count
                              ? d->readings[row->question]
                              : (mds_reading){.gate_question = MDS_NO_ORDINAL};
    mds_truth says = MDS_UNKNOWN;
    mds_proof_rule rule = MDS_PROOF_NOTHING;
    uint32_t gate = MDS_NO_ORDINAL;
    bool lead = mds_given__is_lead(row);
    d->values[row->fact].asked = d->values[row->fact].asked || !lead;
    switch (reading.statement) {
    case MDS_STATEMENT_YES:
    case MDS_STATEMENT_NO:
        says = lead ? MDS_UNKNOWN : entailed(row, reading.statement == MDS_STATEMENT_YES);
        rule = says == MDS_UNKNOWN ? MDS_PROOF_NOTHING : MDS_PROOF_ANSWER;
        break;
    case MDS_STATEMENT_ABSENT:
        /* That one special case does not apply says nothing of the others. */
        says = lead || row->relation == MDS_RELATION_SUBSET_OF ? MDS_UNKNOWN : MDS_FALSE;
        rule = lead ? MDS_PROOF_NOTHING : MDS_PROOF_GATE_CLOSED;
        gate = reading.gate_question;
        break;
    case MDS_STATEMENT_YES_GATED:
        gate = reading.gate_question;
        d->disputed[row->fact] = d->disputed[row->fact] || !lead;
        break;
    case MDS_STATEMENT_NOTHING:
    case MDS_STATEMENT_NA_OPEN:
        d->unanswered[row->fact] = d->unanswered[row->fact] || !lead;
        break;
    }
    mds_proof *proof = add_proof(d, row->fact, rule, says);
    proof->disclosure = disclosure;
    proof->question = row->question;
    proof->gate_question = gate;
    proof->row = row;
}

static const mds_crosswalk *crosswalk_of(const mds_catalog *catalog,
                                         const mds_disclosure *disclosure)
{
    return &catalog->crosswalks[disclosure->form];
}

static void prove_disclosure(derivation *d, const mds_disclosure *disclosure)
{
    const mds_form *form = &d->catalog->forms[disclosure->form];
    const mds_crosswalk *crosswalk = crosswalk_of(d->catalog, disclosure);
    if (disclosure->answer_count == 0) {
        return; /* its answers went into another form: it must not count as a silent voice */
    }
    for (uint32_t q = 0; q < form->question_count && q < disclosure->answer_count; q++) {
        d->readings[q] = mds_answers_read(form, disclosure, q);
    }
    for (size_t i = 0; i < crosswalk->row_count; i++) {
        prove_row(d, disclosure, &crosswalk->rows[i]);
    }
    if (d->diags != NULL) {
        mds_answers_report(form, crosswalk, disclosure, d->readings, d->diags);
    }
}

static void report_contradiction(derivation *d, uint32_t fact, const mds_proof *yes,
                                 const mds_proof *no)
{
    char labels[2][MDS_ANSWER_LABEL];
    char place[256];
    if (yes->disclosure == NULL || no->disclosure == NULL) {
        return; /* a finding without a basis against a form: said where the finding is */
    }
    mds_answers_label(labels[0], &d->catalog->forms[yes->disclosure->form], yes->disclosure,
                      yes->question);
    mds_answers_label(labels[1], &d->catalog->forms[no->disclosure->form], no->disclosure,
                      no->question);
    (void)snprintf(place, sizeof place, "%.160s %.80s", no->disclosure->file,
                   mds_answers_where(no->disclosure, no->question));
    mds_diag_add(d->diags, MDS_D_FACT_CONTRADICTED, yes->disclosure->file,
                 mds_answers_where(yes->disclosure, yes->question), d->catalog->facts[fact].id,
                 labels[0], labels[1], place, NULL);
}

/* A reply has named the document that shows what the fact is. */
static bool is_documented(const mds_proof *proof, mds_truth truth)
{
    return proof->rule == MDS_PROOF_ANSWER && proof->says == truth &&
           proof->disclosure->answers[proof->question].documented;
}

static void judge(derivation *d, uint32_t fact)
{
    mds_fact_value *value = &d->values[fact];
    const mds_proof *proofs = &d->proofs[d->first[fact]];
    const mds_proof *yes = NULL;
    const mds_proof *no = NULL;
    for (size_t i = 0; i < d->used[fact]; i++) {
        const mds_proof *proof = &proofs[i];
        if (proof->says == MDS_TRUE && yes == NULL) {
            yes = proof;
        } else if (proof->says == MDS_FALSE && no == NULL) {
            no = proof;
        }
    }
    value->contradicted = d->disputed[fact];
    if (yes != NULL && no != NULL) {
        value->contradicted = true;
        report_contradiction(d, fact, yes, no);
    }
    value->truth = MDS_UNKNOWN;
    value->stated = value->contradicted;
    if (!value->contradicted) {
        value->truth = yes != NULL ? MDS_TRUE : no != NULL ? MDS_FALSE : MDS_UNKNOWN;
        value->stated = value->truth != MDS_UNKNOWN;
    }
    value->assurance = MDS_ASSURANCE_SELF_DECLARED;
    for (size_t i = 0; i < d->used[fact] && value->truth != MDS_UNKNOWN; i++) {
        if (is_documented(&proofs[i], value->truth)) {
            value->assurance = MDS_ASSURANCE_DOCUMENTED;
        }
    }
}

/* What the zone or the data volume says about \p fact. */
static mds_truth stated(const mds_zone *zone, uint32_t fact)
{
    for (size_t i = 0; zone != NULL && i < zone->fact_count; i++) {
        if (zone->facts[i].fact == fact) {
            return zone->facts[i].negated ? MDS_FALSE : MDS_TRUE;
        }
    }
    return MDS_UNKNOWN;
}

static const mds_zone *chosen(const mds_zone *zones, size_t count, uint32_t ordinal)
{
    return ordinal < count ? &zones[ordinal] : NULL;
}

/* The deployment overrides the form: it is the hospital's own statement. A deployment fact that
 * neither zone nor data volume names is false. */
static void apply_deployment(derivation *d)
{
    const mds_policy *policy = d->policy;
    const mds_zone *zone = chosen(policy->zones, policy->zone_count, d->facts.zone);
    const mds_zone *volume =
        chosen(policy->data_volumes, policy->data_volume_count, d->deployment->data_volume);
    for (uint32_t fact = 0; fact < d->catalog->fact_count; fact++) {
        mds_truth by_zone = stated(zone, fact);
        mds_truth by_volume = stated(volume, fact);
        bool none = by_zone == MDS_UNKNOWN && by_volume == MDS_UNKNOWN;
        if (none && !d->catalog->facts[fact].deployment) {
            continue;
        }
        mds_fact_value *value = &d->values[fact];
        bool clash = by_zone != MDS_UNKNOWN && by_volume != MDS_UNKNOWN && by_zone != by_volume;
        if (clash) {
            mds_diag_add(d->diags, MDS_D_FACT_DEPLOYMENT_CLASH, d->deployment->file, NULL,
                         d->catalog->facts[fact].id, zone->id, volume->id, NULL);
        }
        value->contradicted = clash;
        value->stated = true;
        value->assurance = MDS_ASSURANCE_SELF_DECLARED;
        value->truth = clash                    ? MDS_UNKNOWN
                       : none                   ? MDS_FALSE
                       : by_zone != MDS_UNKNOWN ? by_zone
                                                : by_volume;
        add_proof(d, fact, MDS_PROOF_DEPLOYMENT, value->truth);
    }
}

static const char *truth_word(mds_truth truth)
{
    static const char *const words[] = {"false", "unknown", "true"};
    return words[truth];
}

static const mds_finding *finding_of(const derivation *d, const mds_verified_fact *found)
{
    return &d->findings->at[found - d->deployment->verified];
}

static mds_finding_weight weight_of(const derivation *d, const mds_verified_fact *found)
{
    return finding_of(d, found)->weight;
}

/* Without evidence, or from a day to come, a finding is the hospital's word and no more. */
static mds_assurance assurance_of(const derivation *d, const mds_verified_fact *found)
{
    const char *id = d->catalog->facts[found->fact].id;
    char day[MDS_DATE_SIZE];

    if (found->assurance == MDS_ASSURANCE_SELF_DECLARED) {
        return found->assurance;
    }
    if (!finding_of(d, found)->evidence) {
        mds_diag_add(d->diags, MDS_D_FACT_VERIFIED_NO_EVIDENCE, d->deployment->file, found->where,
                     id, NULL);
        return MDS_ASSURANCE_SELF_DECLARED;
    }
    if (found->on != MDS_DAY_NONE && found->on > d->as_of) {
        mds_date_format(day, found->on);
        mds_diag_add(d->diags, MDS_D_FACT_FINDING_TO_COME, d->deployment->file, found->where, id,
                     day, NULL);
        return MDS_ASSURANCE_SELF_DECLARED;
    }
    return found->assurance;
}

/* The hospital's own findings override everything else about the fact, but for those that count as
 * declarations. */
static void apply_verified(derivation *d, bool *fixed)
{
    const mds_deployment *deployment = d->deployment;
    for (size_t i = 0; i < deployment->verified_count; i++) {
        const mds_verified_fact *found = &deployment->verified[i];
        const mds_finding_weight weight = weight_of(d, found);
        const char *id = d->catalog->facts[found->fact].id;
        mds_fact_value *value = &d->values[found->fact];
        value->found = value->found || weight != MDS_FINDING_IS_ZONE;
        if (weight != MDS_FINDING_COUNTS) {
            continue;
        }
        mds_truth says = found->state ? MDS_TRUE : MDS_FALSE;
        const mds_assurance assurance = assurance_of(d, found);
        if (fixed[found->fact]) {
            bool clash = value->contradicted || value->truth != says;
            if (clash && !value->contradicted) {
                mds_diag_add(d->diags, MDS_D_FACT_VERIFIED_TWICE, deployment->file, found->where,
                             id, NULL);
            }
            value->contradicted = clash;
            value->truth = clash ? MDS_UNKNOWN : says;
            value->assurance = assurance > value->assurance ? assurance : value->assurance;
        } else {
            if (value->truth != MDS_UNKNOWN && value->truth != says) {
                mds_diag_add(d->diags, MDS_D_FACT_VERIFIED_OVERRIDES, deployment->file,
                             found->where, id, truth_word(value->truth), truth_word(says), NULL);
            }
            value->contradicted = false;
            value->truth = says;
            value->assurance = assurance;
        }
        fixed[found->fact] = true;
        value->stated = true;
        add_proof(d, found->fact, MDS_PROOF_VERIFIED, says)->verified = found;
    }
}

/* A chain of evidence is as good as its weakest link. */
static mds_assurance weakest_assurance(const derivation *d, const mds_condition *condition)
{
    mds_assurance weakest = MDS_ASSURANCE_VERIFIED;
    for (size_t i = 0; i < condition->count; i++) {
        for (size_t j = 0; j < condition->at[i].count; j++) {
            mds_assurance assurance = d->values[condition->at[i].at[j].fact].assurance;
            weakest = assurance < weakest ? assurance : weakest;
        }
    }
    return weakest;
}

/* What the finer facts say of a derived one. A control is there when a finer one is; that the finer
 * ones are missing leaves the other ways to it, of which no form asks. */
static mds_truth follows(const derivation *d, uint32_t fact)
{
    const mds_fact *what = &d->catalog->facts[fact];
    mds_truth value = mds_condition_value(&what->derived, &d->facts);
    return what->kind == MDS_FACT_CONTROL && value == MDS_FALSE ? MDS_UNKNOWN : value;
}

/* Starts from unknown and repeats until nothing changes. Kleene's connectives never take back a
 * definite value when an input becomes known, so this ends, and the order of the facts does not
 * matter. */
static void derive_rest(derivation *d)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t fact = 0; fact < d->catalog->fact_count; fact++) {
            const mds_condition *condition = &d->catalog->facts[fact].derived;
            if (condition->count == 0 || d->values[fact].stated ||
                d->values[fact].truth != MDS_UNKNOWN) {
                continue;
            }
            d->values[fact].truth = follows(d, fact);
            changed = changed || d->values[fact].truth != MDS_UNKNOWN;
        }
    }
    for (uint32_t fact = 0; fact < d->catalog->fact_count; fact++) {
        const mds_condition *condition = &d->catalog->facts[fact].derived;
        if (condition->count > 0 && !d->values[fact].stated) {
            d->values[fact].assurance = weakest_assurance(d, condition);
            add_proof(d, fact, MDS_PROOF_DERIVED, d->values[fact].truth);
        }
    }
}

/* Room for every proof that can arise, fact by fact. */
static bool reserve(derivation *d)
{
    const mds_disclosure *const *disclosures = d->facts.disclosures;
    const size_t count = d->facts.disclosure_count;
    size_t fact_count = d->catalog->fact_count;
    size_t questions = 0;
    d->values = mds_arena_alloc(d->arena, fact_count, sizeof *d->values);
    d->first = mds_arena_alloc(d->arena, fact_count + 1, sizeof *d->first);
    d->used = mds_arena_alloc(d->arena, fact_count, sizeof *d->used);
    d->by_forms = mds_arena_alloc(d->arena, fact_count, sizeof *d->by_forms);
    d->disputed = mds_arena_alloc(d->arena, fact_count, sizeof *d->disputed);
    d->unanswered = mds_arena_alloc(d->arena, fact_count, sizeof *d->unanswered);
    if (d->values == NULL || d->first == NULL || d->used == NULL || d->by_forms == NULL ||
        d->disputed == NULL || d->unanswered == NULL) {
        return false;
    }
    for (size_t i = 0; i < fact_count; i++) {
        /* One for the deployment, one for the derivation. */
        d->first[i + 1] = 2;
    }
    for (size_t i = 0; i < count; i++) {
        const mds_crosswalk *crosswalk = crosswalk_of(d->catalog, disclosures[i]);
        for (size_t j = 0; j < crosswalk->row_count; j++) {
            d->first[crosswalk->rows[j].fact + 1]++;
        }
        size_t form_questions = d->catalog->forms[disclosures[i]->form].question_count;
        questions = form_questions > questions ? form_questions : questions;
    }
    for (size_t i = 0; i < d->deployment->verified_count; i++) {
        d->first[d->deployment->verified[i].fact + 1]++;
    }
    for (size_t i = 0; i < fact_count; i++) {
        d->first[i + 1] += d->first[i];
    }
    d->proofs = mds_arena_alloc(d->arena, d->first[fact_count], sizeof *d->proofs);
    d->readings = mds_arena_alloc(d->arena, questions, sizeof *d->readings);
    d->facts.at = d->values;
    d->facts.count = fact_count;
    return d->proofs != NULL && d->readings != NULL;
}

static bool usable(const mds_catalog *catalog, const mds_disclosure *const *disclosures,
                   size_t count, const mds_deployment *deployment)
{
    for (size_t i = 0; i < count; i++) {
        if (disclosures[i]->form >= catalog->form_count ||
            disclosures[i]->form >= catalog->crosswalk_count) {
            return false;
        }
    }
    for (size_t i = 0; i < deployment->verified_count; i++) {
        if (deployment->verified[i].fact >= catalog->fact_count) {
            return false;
        }
    }
    return true;
}

/* From the proofs to values. */
static void settle(derivation *d, bool *fixed)
{
    for (uint32_t fact = 0; fact < d->catalog->fact_count; fact++) {
        fixed[fact] = false;
        judge(d, fact);
    }
    apply_deployment(d);
    apply_verified(d, fixed);
    derive_rest(d);
}

/* Each finding that counts as a declaration is judged against the forms and the findings that
 * count, without any other declaration: so their order is irrelevant. */
static void dispute_declarations(derivation *d)
{
    for (size_t i = 0; i < d->deployment->verified_count; i++) {
        const mds_verified_fact *found = &d->deployment->verified[i];
        if (weight_of(d, found) == MDS_FINDING_IS_DECLARATION) {
            const mds_truth against = found->state ? MDS_FALSE : MDS_TRUE;
            const bool disputed = d->values[found->fact].truth == against;
            d->disputed[found->fact] = d->disputed[found->fact] || disputed;
        }
    }
}

static void add_declarations(derivation *d)
{
    const mds_deployment *deployment = d->deployment;

    for (size_t i = 0; i < deployment->verified_count; i++) {
        const mds_verified_fact *found = &deployment->verified[i];
        if (weight_of(d, found) == MDS_FINDING_IS_DECLARATION) {
            mds_diag_add(d->diags,
                         d->disputed[found->fact] ? MDS_D_FACT_FINDING_DISPUTED
                                                  : MDS_D_FACT_FINDING_DECLARED,
                         deployment->file, found->where, d->catalog->facts[found->fact].id, NULL);
            add_proof(d, found->fact, MDS_PROOF_DECLARED, found->state ? MDS_TRUE : MDS_FALSE)
                ->verified = found;
        }
    }
}

static bool has_declarations(const derivation *d)
{
    for (size_t i = 0; i < d->deployment->verified_count; i++) {
        if (weight_of(d, &d->deployment->verified[i]) == MDS_FINDING_IS_DECLARATION) {
            return true;
        }
    }
    return false;
}

/* What the facts are without the declarations shows which of these are disputed. */
static void weigh_declarations(derivation *d, bool *fixed)
{
    mds_diags *diags = d->diags;
    const size_t count = d->catalog->fact_count;

    d->diags = NULL;
    memcpy(d->by_forms, d->used, count * sizeof *d->used);
    settle(d, fixed);
    dispute_declarations(d);
    memcpy(d->used, d->by_forms, count * sizeof *d->used);
    for (size_t fact = 0; fact < count; fact++) {
        d->values[fact] = (mds_fact_value){.asked = d->values[fact].asked};
    }
    d->diags = diags;
    add_declarations(d);
}

static void finish_values(derivation *d)
{
    for (uint32_t fact = 0; fact < d->catalog->fact_count; fact++) {
        mds_fact_value *value = &d->values[fact];
        value->proofs = &d->proofs[d->first[fact]];
        value->proof_count = d->used[fact];
        value->open = value->truth == MDS_UNKNOWN && (value->contradicted || d->unanswered[fact]);
    }
}

static void report_zone(const derivation *d)
{
    if (d->facts.zone_declared) {
        mds_diag_add(d->diags, MDS_D_ZONE_DECLARED, d->deployment->file, NULL,
                     d->deployment->zone < d->policy->zone_count
                         ? d->policy->zones[d->deployment->zone].id
                         : "",
                     NULL);
    }
}

/* The day with the file and the place that it comes from, where that is not the catalog. */
static const char *end_text(const derivation *d, const mds_platform *platform,
                            const mds_named_platform *at)
{
    const mds_strings *sources = &platform->end_sources;
    char day[MDS_DATE_SIZE];

    mds_date_format(day, at->end);
    const bool own = at->end_of < sources->count && sources->at[at->end_of][0] != '\0';
    const char *text =
        mds_arena_printf(d->arena, own ? "%s (%s)" : "%s", day, own ? sources->at[at->end_of] : "");
    return text != NULL ? text : "";
}

/* Where a file of the user's and the table contradict each other. */
static void report_dispute(const derivation *d, const mds_platform *platform,
                           const mds_named_platform *at, const char *where)
{
    const char *file = at->disclosure->file;

    for (size_t i = 0; i < platform->ends_before.count; i++) {
        if (platform->ends_before.at[i][0] != '\0') {
            const char *day = mds_arena_printf(d->arena, "%s (%s)", platform->security_ends.at[i],
                                               platform->end_sources.at[i]);
            mds_diag_add(d->diags, MDS_D_LIFE_OTHER_DAY, file, where, platform->name,
                         day != NULL ? day : "", platform->ends_before.at[i], platform->source,
                         NULL);
        }
    }
    if (platform->supported[0] != '\0' && at->end != MDS_DAY_NONE && at->end < d->as_of) {
        mds_diag_add(d->diags, MDS_D_LIFE_STILL_SUPPORTED, file, where, platform->name,
                     platform->supported, end_text(d, platform, at), NULL);
    }
}

/* What is said of a platform by what is known of its end. */
static void report_platform(const derivation *d, const mds_named_platform *at, const char *question,
                            const char *where)
{
    const mds_platform *platform = &d->catalog->platforms[at->platform];
    const char *file = at->disclosure->file;

    if (at->ended) {
        mds_diag_add(d->diags, MDS_D_PLATFORM_ENDED_UNDATED, file, where, platform->name, question,
                     at->said, platform->ended, NULL);
        return;
    }
    if (platform->security_ends.count == 0) {
        mds_diag_add(d->diags, MDS_D_PLATFORM_UNDATED, file, where, platform->name, question,
                     at->said, NULL);
        return;
    }
    const mds_diag_code code = platform->security_ends.count > 1 ? MDS_D_PLATFORM_AMBIGUOUS
                               : at->end <= d->as_of             ? MDS_D_PLATFORM_ENDED
                                                                 : MDS_D_PLATFORM_ENDS;
    mds_diag_add(d->diags, code, file, where, platform->name, question, at->said,
                 end_text(d, platform, at), NULL);
}

/* What the forms name beside the answers, where it ends before the device's own support. */
static void report_platforms(const derivation *d)
{
    for (size_t i = 0; i < d->facts.platforms.count; i++) {
        const mds_named_platform *at = &d->facts.platforms.at[i];
        const mds_form *form = &d->catalog->forms[at->disclosure->form];
        const bool asked = at->question != MDS_NO_ORDINAL;
        const char *where = asked ? at->disclosure->answers[at->question].where : NULL;
        report_dispute(d, &d->catalog->platforms[at->platform], at, where);
        if (mds_platform_bears(at, d->deployment)) {
            report_platform(d, at, asked ? form->questions[at->question].id : "-", where);
        }
    }
}

/* Which forms count, and room for what they and the deployment say. */
static mds_status begin(derivation *d, const mds_disclosure *const *disclosures, size_t count)
{
    const mds_status status =
        mds_given__part(&d->facts, d->arena, d->catalog, d->policy, disclosures, count, d->diags);

    d->facts.zone = d->findings->zone;
    d->facts.zone_declared = d->findings->zone_declared;
    return status != MDS_OK ? status : reserve(d) ? MDS_OK : mds_arena_status(d->arena);
}

/* From what is said to values. */
static mds_status finish(const mds_facts **out, derivation *d)
{
    bool *fixed = mds_arena_alloc(d->arena, d->catalog->fact_count + 1, sizeof *fixed);
    mds_facts *facts = mds_arena_alloc(d->arena, 1, sizeof *facts);

    if (fixed == NULL || facts == NULL) {
        return mds_arena_status(d->arena);
    }
    for (size_t i = 0; i < d->facts.disclosure_count; i++) {
        prove_disclosure(d, d->facts.disclosures[i]);
    }
    if (has_declarations(d)) {
        weigh_declarations(d, fixed);
    }
    settle(d, fixed);
    finish_values(d);
    *facts = d->facts;
    *out = facts;
    return MDS_OK;
}

mds_status mds_facts_derive(const mds_facts **out, mds_arena *arena, const mds_catalog *catalog,
                            const mds_policy *policy, const mds_disclosure *const *disclosures,
                            size_t count, const mds_deployment *deployment, int32_t as_of,
                            mds_diags *diags)
{
    mds_findings findings;

    if (!usable(catalog, disclosures, count, deployment)) {
        return MDS_EINVAL;
    }
    derivation d = {.arena = arena,
                    .catalog = catalog,
                    .policy = policy,
                    .deployment = deployment,
                    .as_of = as_of,
                    .diags = diags,
                    .findings = &findings};
    mds_status status = mds_findings__weigh(&findings, arena, catalog, policy, deployment, as_of);
    if (status == MDS_OK) {
        status = begin(&d, disclosures, count);
    }
    if (status != MDS_OK) {
        return status;
    }
    report_zone(&d);
    status = mds_platforms_find(&d.facts.platforms, arena, catalog, d.facts.disclosures,
                                d.facts.disclosure_count);
    if (status != MDS_OK) {
        return status;
    }
    report_platforms(&d);
    return finish(out, &d);
}

mds_status mds_facts__again(const mds_facts **out, mds_arena *arena, const mds_catalog *catalog,
                            const mds_policy *policy, const mds_disclosure *const *disclosures,
                            size_t count, const mds_deployment *deployment, int32_t as_of,
                            const mds_findings *findings)
{
    derivation d = {.arena = arena,
                    .catalog = catalog,
                    .policy = policy,
                    .deployment = deployment,
                    .as_of = as_of,
                    .findings = findings};
    const mds_status status = begin(&d, disclosures, count);

    return status == MDS_OK ? finish(out, &d) : status;
}
