/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Facts: what is true of the device, by three-valued logic, each with its proof.
 */
#ifndef MDSRISK_FACTS_H
#define MDSRISK_FACTS_H

#include <mdsrisk/deployment.h>
#include <mdsrisk/disclosure.h>
#include <mdsrisk/platform.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Kleene's three values. */
typedef enum mds_truth { MDS_FALSE, MDS_UNKNOWN, MDS_TRUE } mds_truth;

/** Why an answer says what it says about a fact. */
typedef enum mds_proof_rule {
    MDS_PROOF_ANSWER,      /**< relation of the crosswalk, applied to a yes or a no */
    MDS_PROOF_GATE_CLOSED, /**< not applicable: the question's gate is closed by another answer */
    MDS_PROOF_NOTHING,     /**< the answer, or the relation, says nothing about the fact */
    MDS_PROOF_VERIFIED,    /**< the hospital's own finding */
    MDS_PROOF_DEPLOYMENT,  /**< zone or data volume of the deployment */
    MDS_PROOF_DERIVED,     /**< follows from other facts */
    MDS_PROOF_DECLARED,    /**< a finding that switches something off, without who, when, how */
    MDS_PROOF_RULE__COUNT
} mds_proof_rule;

/** One step: what one answer, or one other source, says about one fact. */
typedef struct mds_proof {
    mds_proof_rule rule;
    mds_truth says;
    const mds_disclosure *disclosure;  /**< NULL unless it is about an answer */
    uint32_t question;                 /**< of the disclosure's form, or MDS_NO_ORDINAL */
    uint32_t gate_question;            /**< whose answer closed the gate, or MDS_NO_ORDINAL; with
                                            MDS_PROOF_NOTHING: a yes that it contradicts */
    const mds_crosswalk_row *row;      /**< or NULL */
    const mds_verified_fact *verified; /**< or NULL */
} mds_proof;

typedef struct mds_fact_value {
    mds_truth truth;
    bool contradicted; /**< sources disagree: unknown, and said */
    bool stated;       /**< by an answer, the deployment or the hospital, and not derived alone */
    bool asked;        /**< a question of a form bears on it */
    bool found;        /**< the hospital has looked at it */
    bool open;         /**< unknown, and a question was left without a usable answer, or sources
                            disagree */
    mds_assurance assurance;
    const mds_proof *proofs;
    size_t proof_count;
} mds_fact_value;

/** A form that is all but blank beside another one: it counts as not given. */
typedef struct mds_left_out {
    const mds_disclosure *disclosure;
    size_t answered, questions; /**< of its questions with a choice of answers */
} mds_left_out;

/** One value per fact of the catalog. */
typedef struct mds_facts {
    const mds_fact_value *at;
    size_t count;
    const mds_disclosure *const *disclosures; /**< that count */
    size_t disclosure_count;
    const mds_left_out *left_out; /**< forms that do not, as if they were not there */
    size_t left_out_count;
    mds_named_platforms platforms; /**< that the forms name */
    bool given;                    /**< some form counts as given; else there is no verdict */
    uint32_t zone;                 /**< in which the device is reckoned */
    bool zone_declared;            /**< standalone without a basis: reckoned in a network */
} mds_facts;

/** Derives the facts of one device from \p count disclosures about it and the deployment, as of a
 *  day (days since 1970-01-01) that no finding may lie behind. Contra-
 *  dictions, n/a without a closed gate and the like are diagnostics. \p arena owns the result;
 *  \p disclosures and \p deployment must outlive it. MDS_ENOMEM or MDS_ELIMIT; MDS_EINVAL when a
 *  disclosure names a form, or the deployment a fact, that the catalog lacks. */
MDS_NODISCARD MDS_API mds_status mds_facts_derive(const mds_facts **out, mds_arena *arena,
                                                  const mds_catalog *catalog,
                                                  const mds_policy *policy,
                                                  const mds_disclosure *const *disclosures,
                                                  size_t count, const mds_deployment *deployment,
                                                  int32_t as_of, mds_diags *diags);

/** Marks in \p used, one per fact of the catalog, those that bear on a number of the model. */
MDS_API void mds_facts_used(bool *used, const mds_catalog *catalog);

/** Who, when and how; the day is not behind \p as_of. What switches a route or a scenario off
 *  needs it. "TBD" and the like name nobody and nothing. */
MDS_API bool mds_finding_has_basis(const mds_catalog *catalog, const char *by, int32_t on,
                                   const char *evidence, int32_t as_of);

/** Kleene value of a condition; a condition without conjunctions is true. */
MDS_API mds_truth mds_condition_value(const mds_condition *condition, const mds_facts *facts);

#ifdef __cplusplus
}
#endif
#endif
