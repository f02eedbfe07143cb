/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/compare_play.h"

#include "assess_parts.h"
#include <math.h>
#include <string.h>

/* One credit, with all that does not change from draw to draw multiplied out. */
typedef struct play_credit {
    uint32_t effect; /* of the catalog */
    uint32_t fact;   /* MDS_NO_ORDINAL: compensating */
    double factor;   /* decay * g, and a of a compensating control */
    double cap;
    mds_acts_on on;
    uint32_t layer;
} play_credit;

typedef struct play_scenario {
    const mds_scenario *data;
    double base; /* what multiplies the rate: end of support, the hospital's factor */
    double tolerance;
    double impact[MDS_PROPERTY__COUNT];
    double headline;
    play_credit *credits;
    size_t credit_count;
    size_t layers[MDS_ACTS_ON__COUNT];
} play_scenario;

struct mds_player {
    const mds_assessment *assessment;
    play_scenario *scenarios;
    mds_fact_value *values; /* truths of the draw at hand */
    mds_facts facts;
    double *chance;    /* per fact: probability of true where it is unknown */
    uint32_t *unknown; /* facts to settle */
    size_t unknown_count;
    uint32_t *derived; /* facts to derive again, as no source settles them */
    size_t derived_count;
    /* E per layer, scratch: of all controls, and of the device's own */
    double *layer[MDS_ACTS_ON__COUNT], *own_layer[MDS_ACTS_ON__COUNT];
};

double mds_play_unknown_mean(const mds_policy *policy)
{
    double weight = policy->unknown_alpha + policy->unknown_beta;
    return weight > 0.0 ? policy->unknown_alpha / weight : 0.0;
}

/* Probability that fact is true when nothing is known: a control is there with the policy's
 *  mean; an exposure is absent with it. Silence is not assurance, either way. */
static double play_chance(const mds_policy *policy, const mds_fact *fact)
{
    double mean = mds_play_unknown_mean(policy);
    return fact->kind == MDS_FACT_EXPOSURE ? 1.0 - mean : mean;
}

static void sort_facts(mds_player *player)
{
    const mds_assessment *as = player->assessment;

    for (uint32_t i = 0; i < as->catalog->fact_count; i++) {
        const mds_fact *fact = &as->catalog->facts[i];
        player->values[i] = as->facts->at[i];
        player->chance[i] = play_chance(as->policy, fact);
        if (fact->derived.count > 0 && !as->facts->at[i].stated) {
            player->derived[player->derived_count++] = i;
        } else if (as->facts->at[i].truth == MDS_UNKNOWN) {
            player->unknown[player->unknown_count++] = i;
        }
    }
}

static bool same_layer(const mds_credit *a, const mds_credit *b)
{
    return a->effect->acts_on == b->effect->acts_on &&
           (a->group[0] != '\0' ? strcmp(a->group, b->group) == 0
                                : a->effect->fact == b->effect->fact &&
                                      a->effect->compensating == b->effect->compensating);
}

static void set_credits(mds_player *player, play_scenario *to, const mds_scenario_result *result)
{
    const mds_catalog *catalog = player->assessment->catalog;

    for (size_t i = 0; i < result->credit_count; i++) {
        const mds_credit *credit = &result->credits[i];
        play_credit *at = &to->credits[i];
        bool compensating = credit->effect->fact == MDS_NO_ORDINAL;
        *at = (play_credit){.effect = (uint32_t)(credit->effect - catalog->effects),
                            .fact = credit->effect->fact,
                            .factor = credit->decay * credit->g *
                                      (compensating ? credit->a[MDS_CASE_EXPECTED] : 1.0),
                            .cap = credit->cap,
                            .on = credit->effect->acts_on,
                            .layer = MDS_NO_ORDINAL};
        for (size_t k = 0; k < i && at->layer == MDS_NO_ORDINAL; k++) {
            if (same_layer(credit, &result->credits[k])) {
                at->layer = to->credits[k].layer;
            }
        }
        if (at->layer == MDS_NO_ORDINAL) {
            at->layer = (uint32_t)to->layers[at->on]++;
        }
    }
    to->credit_count = result->credit_count;
}

static void set_scenario(mds_player *player, play_scenario *to, const mds_scenario_result *result)
{
    const mds_assessment *as = player->assessment;

    to->data = &as->catalog->scenarios[result->scenario];
    to->base = result->eos_rate * as->deployment->hospital_rate_factor;
    to->headline = result->headline;
    to->tolerance = HUGE_VAL;
    for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
        to->impact[p] = result->impact[p];
        if (result->impact[p] > 0.0) {
            to->tolerance = fmin(to->tolerance, mds_model_tolerable(as->policy, result->impact[p]));
        }
    }
    set_credits(player, to, result);
}

mds_player *mds_player_new(mds_arena *arena, const mds_assessment *assessment)
{
    const mds_catalog *catalog = assessment->catalog;
    mds_player *player = mds_arena_alloc(arena, 1, sizeof *player);
    play_credit *credits = mds_arena_alloc(arena, catalog->effect_count, sizeof *credits);

    if (player == NULL || credits == NULL) {
        return NULL;
    }
    player->assessment = assessment;
    player->scenarios = mds_arena_alloc(arena, catalog->scenario_count, sizeof *player->scenarios);
    player->values = mds_arena_alloc(arena, catalog->fact_count, sizeof *player->values);
    player->chance = mds_arena_alloc(arena, catalog->fact_count, sizeof *player->chance);
    player->unknown = mds_arena_alloc(arena, catalog->fact_count, sizeof *player->unknown);
    player->derived = mds_arena_alloc(arena, catalog->fact_count, sizeof *player->derived);
    for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
        player->layer[on] = mds_arena_alloc(arena, catalog->effect_count, sizeof(double));
        player->own_layer[on] = mds_arena_alloc(arena, catalog->effect_count, sizeof(double));
        if (player->layer[on] == NULL || player->own_layer[on] == NULL) {
            return NULL;
        }
    }
    if (player->scenarios == NULL || player->values == NULL || player->chance == NULL ||
        player->unknown == NULL || player->derived == NULL) {
        return NULL;
    }
    player->facts = (mds_facts){.at = player->values, .count = catalog->fact_count};
    sort_facts(player);
    for (size_t s = 0; s < assessment->scenario_count; s++) {
        player->scenarios[s].credits = credits;
        set_scenario(player, &player->scenarios[s], &assessment->scenarios[s]);
        credits += player->scenarios[s].credit_count;
    }
    return player;
}

bool mds_player_fact(const mds_player *player, uint32_t fact)
{
    return player->values[fact].truth == MDS_TRUE;
}

static void settle_facts(mds_player *player, const mds_drawn *drawn)
{
    const mds_catalog *catalog = player->assessment->catalog;

    for (size_t i = 0; i < player->unknown_count; i++) {
        uint32_t fact = player->unknown[i];
        player->values[fact].truth =
            drawn->chance[fact] < player->chance[fact] ? MDS_TRUE : MDS_FALSE;
    }
    /* Derivation is one step (the catalog's check proves it), so the order does not matter. */
    for (size_t i = 0; i < player->derived_count; i++) {
        uint32_t fact = player->derived[i];
        player->values[fact].truth =
            mds_condition_value(&catalog->facts[fact].derived, &player->facts);
    }
}

static double rate_of(const mds_player *player, const play_scenario *scenario, double rate)
{
    double lambda = rate * scenario->base;

    if (mds_condition_value(&scenario->data->opens, &player->facts) != MDS_TRUE) {
        return 0.0;
    }
    for (size_t i = 0; i < scenario->data->raise_count; i++) {
        const mds_raise *raise = &scenario->data->raises[i];
        if (mds_condition_value(&raise->when, &player->facts) == MDS_TRUE) {
            lambda *= raise->factor;
        }
    }
    return lambda;
}

static void raise_to(double *layer, double x)
{
    if (x > *layer) {
        *layer = x;
    }
}

/* What the layers leave of the device's own controls, and of all. */
static void left_by(mds_player *player, const play_scenario *scenario, const mds_drawn *drawn,
                    double *own, double *all)
{
    const double common_cause = player->assessment->policy->common_cause;

    for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
        for (size_t i = 0; i < scenario->layers[on]; i++) {
            player->own_layer[on][i] = 0.0;
            player->layer[on][i] = 0.0;
        }
    }
    for (size_t i = 0; i < scenario->credit_count; i++) {
        const play_credit *credit = &scenario->credits[i];
        const bool compensating = credit->fact == MDS_NO_ORDINAL;
        if (!compensating && player->values[credit->fact].truth != MDS_TRUE) {
            continue;
        }
        double x = drawn->e[credit->effect] * credit->factor;
        x = x < credit->cap ? x : credit->cap;
        raise_to(&player->layer[credit->on][credit->layer], x);
        if (!compensating) {
            raise_to(&player->own_layer[credit->on][credit->layer], x);
        }
    }
    *own = 1.0;
    *all = 1.0;
    for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
        const size_t layers = scenario->layers[on];
        *own *= mds_model_layers(player->own_layer[on], layers, common_cause);
        *all *= mds_model_layers(player->layer[on], layers, common_cause);
    }
}

void mds_player_play(mds_player *player, const mds_drawn *drawn, mds_played *out)
{
    double none[MDS_PROPERTY__COUNT] = {1.0, 1.0, 1.0};
    double none_r0 = 1.0;
    double none_r1 = 1.0;

    settle_facts(player, drawn);
    *out = (mds_played){.largest_rrf = 0.0};
    for (size_t s = 0; s < player->assessment->scenario_count; s++) {
        const play_scenario *scenario = &player->scenarios[s];
        double lambda = rate_of(player, scenario, drawn->rate[s]);
        if (!(lambda > 0.0)) {
            continue;
        }
        double inherent = lambda * drawn->v1[s] * drawn->v2[s];
        double own, all;
        left_by(player, scenario, drawn, &own, &all);
        own *= inherent;
        all *= inherent;
        double likelihood = mds_model_likelihood(all);
        for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
            none[p] *= 1.0 - likelihood * scenario->impact[p];
        }
        none_r0 *= 1.0 - mds_model_likelihood(inherent) * scenario->headline;
        none_r1 *= 1.0 - mds_model_likelihood(own) * scenario->headline;
        out->largest_rrf = fmax(out->largest_rrf, mds_assess__rrf(all, scenario->tolerance));
    }
    for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
        out->index[p] = 100.0 * (1.0 - none[p]);
    }
    out->r0 = 100.0 * (1.0 - none_r0);
    out->r1 = 100.0 * (1.0 - none_r1);
}
