/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the deployment says of the device, held against the forms: docs/use/lint.md. */
#include "engine/answers.h"
#include "engine/evidence_words.h"
#include "lifecycle.h"

#include "base/date.h"
#include "base/strbuf.h"
#include <mdsrisk/lint.h>

#include <stdio.h>

enum { LABELS_LIMIT = 1 << 10, LABELS_SHOWN = 3 };

/* A form's answer that says \p truth of the fact, or NULL. */
static const mds_proof *answer_that_says(const mds_fact_value *value, mds_truth truth)
{
    for (size_t i = 0; i < value->proof_count; i++) {
        if (value->proofs[i].rule == MDS_PROOF_ANSWER && value->proofs[i].says == truth) {
            return &value->proofs[i];
        }
    }
    return NULL;
}

enum { DEPTH = 4 }; /* of derivations; the bound only ends a cycle in an edited catalog */

/* A form's answer that makes the condition true, by itself or through what a fact derives from. */
static const mds_proof *answer_that_opens(const mds_catalog *catalog, const mds_facts *facts,
                                          const mds_condition *condition, int depth)
{
    const mds_proof *found = NULL;

    for (size_t i = 0; i < condition->count && depth < DEPTH; i++) {
        for (size_t j = 0; j < condition->at[i].count && found == NULL; j++) {
            const mds_literal *literal = &condition->at[i].at[j];
            if (!literal->negated) {
                found = answer_that_says(&facts->at[literal->fact], MDS_TRUE);
            }
            if (found == NULL && !literal->negated) {
                found = answer_that_opens(catalog, facts, &catalog->facts[literal->fact].derived,
                                          depth + 1);
            }
        }
    }
    return found;
}

/* A zone that takes the device off the network against a form that shows a network, with a basis
 * or without. */
static void check_zone(const mds_catalog *catalog, const mds_policy *policy, const mds_facts *facts,
                       const mds_deployment *deployment, mds_diags *diags)
{
    const mds_proof *proof = NULL;

    if (deployment->zone >= policy->zone_count ||
        policy->zones[deployment->zone].without_basis >= policy->zone_count) {
        return;
    }
    for (size_t r = 0; r < catalog->route_count && proof == NULL; r++) {
        if (catalog->routes[r].closed_by[MDS_CLOSER_ZONE]) {
            proof = answer_that_opens(catalog, facts, &catalog->routes[r].open_when, 0);
        }
    }
    if (proof != NULL) {
        char label[MDS_ANSWER_LABEL];
        mds_answers_label(label, &catalog->forms[proof->disclosure->form], proof->disclosure,
                          proof->question);
        mds_diag_add(diags, MDS_D_LINT_ZONE_AGAINST_FORM, proof->disclosure->file,
                     mds_answers_where(proof->disclosure, proof->question),
                     policy->zones[deployment->zone].id, label, NULL);
    }
}

static bool is_past(const mds_deployment *deployment, int32_t as_of)
{
    return deployment->end_of_support != MDS_DAY_NONE && as_of >= deployment->end_of_support;
}

/* Whether some patch state counts only when the hospital has found this fact. */
static bool is_patch_finding(const mds_catalog *catalog, uint32_t fact)
{
    for (size_t s = 0; s < catalog->patch_state_count; s++) {
        const mds_patch_state *state = &catalog->patch_states[s];
        for (size_t i = 0; i < state->need_count && state->found; i++) {
            for (size_t j = 0; j < state->needs[i].count; j++) {
                if (state->needs[i].at[j] == fact) {
                    return true;
                }
            }
        }
    }
    return false;
}

static void check_findings(const mds_catalog *catalog, const mds_deployment *deployment,
                           int32_t as_of, mds_diags *diags)
{
    for (size_t i = 0; i < deployment->verified_count; i++) {
        const mds_verified_fact *found = &deployment->verified[i];
        const char *id = catalog->facts[found->fact].id;
        if (!found->state || !is_patch_finding(catalog, found->fact)) {
            continue;
        }
        if (found->assurance == MDS_ASSURANCE_SELF_DECLARED ||
            !mds_evidence_named(catalog, found->evidence)) {
            mds_diag_add(diags, MDS_D_LINT_PATCHES_NOT_SHOWN, deployment->file, found->where, id,
                         NULL);
        }
        if (is_past(deployment, as_of)) {
            mds_diag_add(diags, MDS_D_LINT_PATCHES_PAST_END, deployment->file, found->where, id,
                         NULL);
        }
    }
}

/* Past end of support the gate counts a measure in depth only when it is whole and shown. */
static void check_depth(const mds_catalog *catalog, const mds_deployment *deployment, int32_t as_of,
                        mds_diags *diags)
{
    for (size_t i = 0; i < deployment->record_count && is_past(deployment, as_of); i++) {
        const mds_control_record *record = &deployment->records[i];
        const mds_compensating *kind = &catalog->compensating[record->compensating];
        const bool counts = record->implementation == MDS_IMPLEMENTATION_IN_PLACE &&
                            record->assurance != MDS_ASSURANCE_SELF_DECLARED;
        if (kind->depth && !counts &&
            mds_lifecycle__record(catalog, record, as_of) == MDS_RECORD_CREDITED) {
            mds_diag_add(diags, MDS_D_LINT_DEPTH_NOT_COUNTED, record->file, record->where, kind->id,
                         NULL);
        }
    }
}

/* Whether a form other than \p disclosure answers something that this question bears on. */
static bool is_answered_elsewhere(const mds_facts *facts, const mds_disclosure *disclosure,
                                  uint32_t question)
{
    for (size_t f = 0; f < facts->count; f++) {
        const mds_fact_value *value = &facts->at[f];
        bool asked = false;
        bool answered = false;
        for (size_t i = 0; i < value->proof_count; i++) {
            const mds_proof *proof = &value->proofs[i];
            asked = asked || (proof->disclosure == disclosure && proof->question == question);
            answered =
                answered || (proof->rule == MDS_PROOF_ANSWER && proof->disclosure != disclosure);
        }
        if (asked && answered) {
            return true;
        }
    }
    return false;
}

static mds_status check_second(const mds_catalog *catalog, const mds_facts *facts,
                               const mds_disclosure *disclosure, mds_diags *diags)
{
    const mds_form *form = &catalog->forms[disclosure->form];
    mds_strbuf labels;
    char count[24];
    size_t open = 0;

    mds_strbuf_init(&labels, LABELS_LIMIT);
    for (uint32_t q = 0; q < disclosure->answer_count && q < form->question_count; q++) {
        if (form->questions[q].kind == MDS_QUESTION_CHOICE &&
            mds_answers_unknown(catalog, disclosure, q) &&
            is_answered_elsewhere(facts, disclosure, q)) {
            if (open++ < LABELS_SHOWN) {
                mds_strbuf_printf(&labels, "%s%s", labels.n > 0 ? ", " : "", form->questions[q].id);
            }
        }
    }
    if (open > 0) {
        (void)snprintf(count, sizeof count, "%zu", open);
        mds_diag_add(diags, MDS_D_LINT_SECOND_FORM_OPEN, disclosure->file, NULL, count, labels.p,
                     NULL);
    }
    const mds_status status = labels.status;
    mds_strbuf_finish(&labels);
    return status;
}

mds_status mds_lint_deployment(const mds_catalog *catalog, const mds_policy *policy,
                               const mds_facts *facts, const mds_deployment *deployment,
                               int32_t as_of, mds_diags *diags)
{
    mds_status status = MDS_OK;

    check_zone(catalog, policy, facts, deployment, diags);
    check_findings(catalog, deployment, as_of, diags);
    check_depth(catalog, deployment, as_of, diags);
    for (size_t i = 1; i < facts->disclosure_count && status == MDS_OK; i++) {
        status = check_second(catalog, facts, facts->disclosures[i], diags);
    }
    return status;
}
