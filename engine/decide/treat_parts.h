/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the search for sets of measures share. */
#ifndef MDS_ENGINE_TREAT_PARTS_H
#define MDS_ENGINE_TREAT_PARTS_H

#include <mdsrisk/treat.h>

typedef struct mds_search {
    mds_arena *arena;
    const mds_risk_assessment *as;
    mds_treat_options options;
    mds_policy *policy; /* with the confidence asked for */
    mds_device device;  /* its kinds are those of the set at hand */
    const mds_kind_credit *now;
    mds_kind_credit *kinds;
    mds_evaluation *found;
    mds_treat_kind *list;
    uint32_t candidates[MDS_TREAT_MAX_CANDIDATES]; /* ordinals, ascending */
    size_t candidate_count;
    unsigned char *solved; /* per set: it, or a part of it, is enough */
    size_t evaluated;
} mds_search;

/* Evaluates the device with the kinds of a set in place, into \c found. */
void mds_treat__evaluate(mds_search *s, uint32_t set, mds_assurance assurance);

/* Fills \c list, one per kind of the catalog, and \c candidates: those that may be added.
 * MDS_ENOMEM; MDS_ELIMIT and a diagnostic for more than MDS_TREAT_MAX_CANDIDATES. */
mds_status mds_treat__kinds(mds_search *s, mds_diags *diags);

/* Takes out the candidates that change nothing: a firewall of a device without a network is no
 * proposal. */
void mds_treat__drop_idle(mds_search *s);

#endif
