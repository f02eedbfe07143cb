/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place where layers are multiplied and frequencies summed: a device in one case becomes
 * numbers. Every command that plays something through comes here. */
#include "evaluation.h"

#include <math.h>
#include <string.h>

typedef struct mds_evaluation_room {
    mds_layer_member *members; /* of all scenarios, those of one side by side */
    mds_path *paths;
    double *raises;
    double *parts;  /* per scenario: F / F_tol without the anchor */
    uint32_t *slot; /* per layer: its place among the layers of the route at hand */
    double *left;   /* per place: the least m */
    uint32_t *lead; /* per place: whose it is */
} mds_evaluation_room;

static size_t most_members(const mds_catalog *catalog)
{
    size_t route_effects = 0;

    for (size_t k = 0; k < catalog->compensating_count; k++) {
        route_effects += catalog->compensating[k].route_effect_count;
    }
    return catalog->effect_count + catalog->scenario_count * route_effects;
}

/* A control without a group fails alone: it has a layer of its own behind the groups. */
static size_t layer_keys(const mds_catalog *catalog)
{
    return catalog->group_count + catalog->fact_count + catalog->compensating_count;
}

static size_t key_of(const mds_catalog *catalog, const mds_layer_member *member)
{
    if (member->layer < catalog->group_count) {
        return member->layer;
    }
    return catalog->group_count + (member->fact != MDS_NO_ORDINAL
                                       ? member->fact
                                       : catalog->fact_count + member->compensating);
}

mds_status mds_evaluation_new(mds_evaluation **out, mds_arena *arena, const mds_catalog *catalog)
{
    mds_evaluation *made = mds_arena_alloc(arena, 1, sizeof *made);
    mds_evaluation_room *room = mds_arena_alloc(arena, 1, sizeof *room);
    size_t raises = 0;
    size_t paths = 0;

    if (made == NULL || room == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t s = 0; s < catalog->scenario_count; s++) {
        raises += catalog->scenarios[s].raise_count;
        paths += catalog->scenarios[s].route_count;
    }
    made->risks = mds_arena_alloc(arena, catalog->scenario_count, sizeof *made->risks);
    made->opens = mds_arena_alloc(arena, catalog->route_count, sizeof *made->opens);
    made->raise = mds_arena_alloc(arena, catalog->route_count, sizeof *made->raise);
    room->members = mds_arena_alloc(arena, most_members(catalog), sizeof *room->members);
    room->paths = mds_arena_alloc(arena, paths, sizeof *room->paths);
    room->raises = mds_arena_alloc(arena, raises, sizeof *room->raises);
    room->parts = mds_arena_alloc(arena, catalog->scenario_count, sizeof *room->parts);
    room->slot = mds_arena_alloc(arena, layer_keys(catalog), sizeof *room->slot);
    room->left = mds_arena_alloc(arena, layer_keys(catalog), sizeof *room->left);
    room->lead = mds_arena_alloc(arena, layer_keys(catalog), sizeof *room->lead);
    if (made->risks == NULL || made->opens == NULL || made->raise == NULL ||
        room->members == NULL || room->paths == NULL || room->raises == NULL ||
        room->parts == NULL || room->slot == NULL || room->left == NULL || room->lead == NULL) {
        return mds_arena_status(arena);
    }
    if (layer_keys(catalog) > 0) {
        memset(room->slot, 0xff, layer_keys(catalog) * sizeof *room->slot); /* MDS_NO_ORDINAL */
    }
    made->risk_count = catalog->scenario_count;
    made->room = room;
    *out = made;
    return MDS_OK;
}

bool mds_evaluation__holds(const mds_device *device, mds_truth truth)
{
    return truth == MDS_TRUE || (truth == MDS_UNKNOWN && device->unknowns == MDS_UNKNOWNS_AS_NO);
}

static mds_truth value_of(const mds_device *device, const mds_condition *condition)
{
    const mds_facts facts = {.at = device->facts, .count = device->catalog->fact_count};

    return mds_condition_value(condition, &facts);
}

static bool holds(const mds_device *device, const mds_condition *condition)
{
    return mds_evaluation__holds(device, value_of(device, condition));
}

/* Open routes and what the deployment makes of them; returns the open ones. */
static mds_route_bits open_routes(mds_evaluation *out, const mds_device *device)
{
    const mds_catalog *catalog = device->catalog;
    mds_route_bits open = 0;

    out->networked = false;
    for (size_t r = 0; r < catalog->route_count; r++) {
        const mds_route *route = &catalog->routes[r];
        out->opens[r] = value_of(device, &route->open_when);
        out->raise[r] = 1.0;
        for (size_t i = 0; i < route->raise_count; i++) {
            if (holds(device, &route->raises[i].when)) {
                out->raise[r] *= route->raises[i].factor;
            }
        }
        if (mds_evaluation__holds(device, out->opens[r])) {
            open |= (mds_route_bits)1 << r;
            out->networked = out->networked || route->networked;
        }
    }
    return open;
}

/* The layers of one route, stage by stage: those of the device, then with the hospital's. */
static void walk_path(mds_evaluation_room *room, const mds_device *device, mds_path *path,
                      mds_layer_member *members, size_t count)
{
    const mds_catalog *catalog = device->catalog;
    const mds_route_bits bit = (mds_route_bits)1 << path->route;
    size_t layers = 0;
    size_t i = 0;

    path->f[MDS_STAGE_R0] = 1.0;
    for (unsigned stage = MDS_STAGE_R1; stage < MDS_STAGE__COUNT; stage++) {
        for (; i < count && members[i].from <= stage; i++) {
            if ((members[i].routes & bit) == 0) {
                continue;
            }
            uint32_t *slot = &room->slot[key_of(catalog, &members[i])];
            if (*slot == MDS_NO_ORDINAL) {
                *slot = (uint32_t)layers++;
                room->left[*slot] = 2.0;
            }
            if (members[i].left < room->left[*slot]) {
                room->left[*slot] = members[i].left;
                room->lead[*slot] = (uint32_t)i;
            }
        }
        path->f[stage] = mds_model_layers_left(room->left, layers, device->policy->common_cause);
        for (size_t k = 0; k < layers; k++) {
            members[room->lead[k]].leads[stage] |= bit;
        }
    }
    for (i = 0; i < count; i++) {
        room->slot[key_of(catalog, &members[i])] = MDS_NO_ORDINAL;
    }
}

/* What is not known counts as it does for conditions. */
static double threat_of(const mds_device *device, uint32_t scenario)
{
    if (device->threats == NULL) {
        return 1.0;
    }
    return device->unknowns == MDS_UNKNOWNS_AS_NO ? device->threats[scenario].possible
                                                  : device->threats[scenario].known;
}

static void set_rates(mds_risk *risk, const mds_device *device, double *raises)
{
    const mds_scenario *scenario = &device->catalog->scenarios[risk->scenario];

    risk->raises = raises;
    risk->threat = threat_of(device, risk->scenario);
    risk->raised = device->rate_factor * risk->threat;
    for (size_t i = 0; i < scenario->raise_count; i++) {
        raises[i] = holds(device, &scenario->raises[i].when) ? scenario->raises[i].factor : 1.0;
        risk->raised *= raises[i];
    }
    for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
        risk->impact[p] = fmin(1.0, scenario->impact[p].value * device->scale[p]);
        risk->worst = fmax(risk->worst, risk->impact[p]);
    }
    risk->tolerable = mds_model_tolerated(device->policy, risk->worst);
}

static void set_stage(mds_risk *risk, const mds_device *device, const mds_evaluation *out,
                      mds_stage stage)
{
    const mds_scenario *scenario = &device->catalog->scenarios[risk->scenario];
    const mds_risk_constants *c = risk->constants;
    mds_risk_at *at = &risk->at[stage];

    at->patch = stage == MDS_STAGE_R0 ? out->patch_none : out->patch_factor;
    at->unpatched = 1.0 - scenario->patch_share + scenario->patch_share * at->patch;
    for (size_t i = 0; i < risk->path_count; i++) {
        const mds_path *path = &risk->paths[i];
        at->phi += path->open ? path->share * path->raise * path->f[stage] : 0.0;
    }
    at->own = c->rate.mean * risk->raised * at->unpatched * c->v1.mean * c->v2.mean * at->phi;
    at->frequency = scenario->anchored ? at->own * device->anchor.mean : at->own;
    at->quantile = at->frequency * c->factor;
    at->rrf = at->quantile / risk->tolerable;
    at->part = at->frequency / risk->tolerable;
    at->exceeds = mds_model_exceeds_v(at->frequency, c->variance, risk->tolerable);
}

/* Fills risk->paths; returns the routes that are open and have a share. */
static mds_route_bits set_paths(mds_risk *risk, const mds_device *device, const mds_evaluation *out,
                                mds_path *paths, mds_route_bits open)
{
    const mds_scenario *scenario = &device->catalog->scenarios[risk->scenario];
    mds_route_bits mine = 0;

    for (size_t i = 0; i < scenario->route_count; i++) {
        const uint32_t route = scenario->routes[i].route;
        paths[i] = (mds_path){.route = route,
                              .share = scenario->routes[i].share,
                              .raise = out->raise[route],
                              .open = (open >> route & 1U) != 0};
        mine |= open & (mds_route_bits)1 << route;
    }
    risk->paths = paths;
    risk->path_count = scenario->route_count;
    return mine;
}

static mds_strength weaker(mds_strength a, mds_strength b)
{
    return a > b ? a : b;
}

/* Whatever R2 rests on: rate, what raised it, v1, v2, and the least member of each layer. */
static mds_strength weakest_evidence(const mds_risk *risk, const mds_scenario *scenario)
{
    mds_strength weakest = weaker(scenario->base_rate.grounds.strength,
                                  weaker(scenario->v1.strength, scenario->v2.strength));

    for (size_t i = 0; i < scenario->raise_count; i++) {
        if (risk->raises[i] > 1.0 || risk->raises[i] < 1.0) {
            weakest = weaker(weakest, scenario->raises[i].strength);
        }
    }
    for (size_t i = 0; i < risk->member_count; i++) {
        if (risk->members[i].leads[MDS_STAGE_R2] != 0) {
            weakest = weaker(weakest, risk->members[i].strength);
        }
    }
    return weakest;
}

static void evaluate_risk(mds_risk *risk, const mds_device *device, mds_evaluation *out,
                          mds_path *paths, mds_layer_member *members, mds_route_bits open)
{
    const mds_scenario *scenario = &device->catalog->scenarios[risk->scenario];

    risk->opens = value_of(device, &scenario->opens);
    const mds_route_bits mine = set_paths(risk, device, out, paths, open);
    risk->applies = mds_evaluation__holds(device, risk->opens) && mine != 0;
    risk->members = members;
    if (!risk->applies) {
        return;
    }
    risk->member_count = mds_evaluation__members(members, device, risk->scenario, mine);
    for (size_t i = 0; i < risk->path_count; i++) {
        if (paths[i].open) {
            walk_path(out->room, device, &paths[i], members, risk->member_count);
        }
    }
    for (unsigned stage = device->from; stage < MDS_STAGE__COUNT; stage++) {
        set_stage(risk, device, out, (mds_stage)stage);
    }
    risk->verdict = mds_model_judged(device->policy, risk->at[MDS_STAGE_R2].rrf);
    risk->word = mds_model_word(device->policy, risk->at[MDS_STAGE_R2].rrf);
    risk->weakest = weakest_evidence(risk, scenario);
}

double mds_device_joint(const mds_device *device, const double *a, const double *b)
{
    double sum_a[2] = {0.0, 0.0}; /* of what is not anchored, and of what is */
    double sum_b[2] = {0.0, 0.0};
    double spread[2] = {0.0, 0.0};

    for (size_t s = 0; s < device->catalog->scenario_count; s++) {
        const bool anchored = device->catalog->scenarios[s].anchored;
        sum_a[anchored] += a[s];
        sum_b[anchored] += b[s];
        spread[anchored] += a[s] * b[s] * (device->constants[s].rho - 1.0);
    }
    return device->own_error * (device->anchor.second * (sum_a[1] * sum_b[1] + spread[1]) +
                                device->anchor.mean * (sum_a[1] * sum_b[0] + sum_a[0] * sum_b[1]) +
                                sum_a[0] * sum_b[0] + spread[0]);
}

mds_moments mds_device_sum(const mds_device *device, const double *parts)
{
    mds_moments sum = {.second = mds_device_joint(device, parts, parts)};

    for (size_t s = 0; s < device->catalog->scenario_count; s++) {
        sum.mean +=
            device->catalog->scenarios[s].anchored ? device->anchor.mean * parts[s] : parts[s];
    }
    return sum;
}

static void set_device(mds_evaluation *out, const mds_device *device, mds_stage stage)
{
    mds_device_at *at = &out->at[stage];
    double *parts = out->room->parts;

    for (size_t s = 0; s < out->risk_count; s++) {
        const mds_risk *risk = &out->risks[s];
        parts[s] = risk->applies ? risk->at[stage].own / risk->tolerable : 0.0;
    }
    at->sum = mds_device_sum(device, parts);
    at->rrf = mds_model_quantile(at->sum, device->z);
    at->sure = 1.0 - mds_model_exceeds(at->sum, 1.0);
    for (size_t s = 0; s < out->risk_count; s++) {
        mds_risk_at *risk = &out->risks[s].at[stage];
        risk->share = at->sum.mean > 0.0 ? risk->part / at->sum.mean : 0.0;
    }
}

static void set_patch(mds_evaluation *out, const mds_device *device)
{
    const mds_catalog *catalog = device->catalog;
    const double none = catalog->patch_state_count > 0
                            ? catalog->patch_states[catalog->patch_state_count - 1].factor
                            : 1.0;

    out->patch = mds_evaluation__patch(device);
    const double factor =
        out->patch < catalog->patch_state_count ? catalog->patch_states[out->patch].factor : none;
    out->patch_factor =
        mds_model_patch(device->policy, factor, none, device->past, device->years_past);
    out->patch_none = mds_model_patch(device->policy, none, none, device->past, device->years_past);
}

void mds_device_evaluate(mds_evaluation *out, const mds_device *device)
{
    const mds_catalog *catalog = device->catalog;
    mds_layer_member *members = out->room->members;
    mds_path *paths = out->room->paths;
    double *raises = out->room->raises;
    const mds_route_bits open = open_routes(out, device);

    set_patch(out, device);
    for (uint32_t s = 0; s < catalog->scenario_count; s++) {
        mds_risk *risk = &out->risks[s];
        *risk = (mds_risk){.scenario = s, .constants = &device->constants[s]};
        set_rates(risk, device, raises);
        evaluate_risk(risk, device, out, paths, members, open);
        members += risk->member_count;
        paths += risk->path_count;
        raises += catalog->scenarios[s].raise_count;
    }
    for (unsigned stage = device->from; stage < MDS_STAGE__COUNT; stage++) {
        set_device(out, device, (mds_stage)stage);
    }
    out->by_number = mds_model_judged(device->policy, out->at[MDS_STAGE_R2].rrf);
    out->gate = mds_evaluation__gate(device, out);
    out->verdict = out->gate > out->by_number ? out->gate : out->by_number;
}
