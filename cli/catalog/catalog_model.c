/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the risk model rests on, for a person's eye. */
#include "catalog_view.h"

#include "base/num.h"
#include <string.h>

static const char *in(const run *r, const mds_text *text)
{
    return text->in[r->opt.lang];
}

/* ".6 (3)", as the model page writes a mode and its spread. */
static void rate_text(char out[2 * MDS_NUM_SIZE + 4], const mds_rate *rate)
{
    char mode[MDS_NUM_SIZE];
    char spread[MDS_NUM_SIZE];

    mds_num_significant(mode, rate->mode, 4);
    mds_num_significant(spread, rate->spread, 4);
    (void)snprintf(out, 2 * MDS_NUM_SIZE + 4, "%s (%s)", mode, spread);
}

static void number_field(const run *r, const char *key, double value)
{
    char number[MDS_NUM_SIZE];

    mds_num_significant(number, value, 4);
    view_field(r, key, number);
}

void view_grounds(const run *r, const mds_grounds *grounds)
{
    view_field(r, "cli.catalog.strength", strength_of(r, grounds->strength));
    for (size_t i = 0; i < grounds->evidence_count; i++) {
        view_field(r, "cli.catalog.source", r->catalog->evidence[grounds->evidence[i]].id);
    }
    view_field(r, "cli.catalog.source", grounds->source);
    view_text(r, "cli.catalog.rationale", &grounds->rationale);
}

void list_spreads(const run *r)
{
    for (size_t i = 0; i < r->catalog->spread_count; i++) {
        const mds_rate_spread *at = &r->catalog->spreads[i];
        char number[MDS_NUM_SIZE];
        mds_num_significant(number, at->factor, 4);
        printf("%-14s %-5s %s\n", at->id, number, in(r, &at->title));
    }
}

void list_anchors(const run *r)
{
    for (size_t i = 0; i < r->catalog->anchor_count; i++) {
        char rate[2 * MDS_NUM_SIZE + 4];
        rate_text(rate, &r->catalog->anchors[i]);
        printf("%-14s %s\n", mds_country_name((mds_country)i), rate);
    }
}

void list_routes(const run *r)
{
    for (size_t i = 0; i < r->catalog->route_count; i++) {
        printf("%-14s %s\n", r->catalog->routes[i].id, in(r, &r->catalog->routes[i].title));
    }
}

static void print_routes(const run *r, mds_route_bits routes)
{
    for (size_t i = 0; i < r->catalog->route_count; i++) {
        if ((routes >> i & 1) != 0) {
            printf(" %s", r->catalog->routes[i].id);
        }
    }
    printf("\n");
}

void list_groups(const run *r)
{
    for (size_t i = 0; i < r->catalog->group_count; i++) {
        printf("%-24s %s:", r->catalog->groups[i].id, in(r, &r->catalog->groups[i].title));
        print_routes(r, r->catalog->groups[i].routes);
    }
}

void list_patch_states(const run *r)
{
    for (size_t i = 0; i < r->catalog->patch_state_count; i++) {
        const mds_patch_state *at = &r->catalog->patch_states[i];
        char number[MDS_NUM_SIZE];
        mds_num_significant(number, at->factor, 4);
        printf("%-14s %-5s %s\n", at->id, number, in(r, &at->title));
    }
}

static bool show_spread(const run *r, const char *id)
{
    for (size_t i = 0; i < r->catalog->spread_count; i++) {
        const mds_rate_spread *at = &r->catalog->spreads[i];
        if (strcmp(at->id, id) == 0) {
            printf("%s (%s)\n", id, say(r, "cli.catalog.spreads"));
            view_text(r, "cli.catalog.title", &at->title);
            number_field(r, "cli.catalog.value", at->factor);
            view_grounds(r, &at->grounds);
            return true;
        }
    }
    return false;
}

static void show_rate(const run *r, const char *key, const mds_rate *rate)
{
    char text[2 * MDS_NUM_SIZE + 4];

    rate_text(text, rate);
    view_field(r, key, text);
    view_field(r, "cli.catalog.spread", r->catalog->spreads[rate->basis].id);
    view_grounds(r, &rate->grounds);
}

static bool show_anchor(const run *r, const char *id)
{
    for (size_t i = 0; i < r->catalog->anchor_count; i++) {
        if (strcmp(mds_country_name((mds_country)i), id) == 0) {
            printf("%s (%s)\n", id, say(r, "cli.catalog.anchors"));
            show_rate(r, "cli.catalog.value", &r->catalog->anchors[i]);
            return true;
        }
    }
    return false;
}

static void show_route(const run *r, uint32_t ordinal)
{
    const mds_route *route = &r->catalog->routes[ordinal];

    printf("%s (%s)\n", route->id, say(r, "cli.catalog.routes"));
    view_text(r, "cli.catalog.title", &route->title);
    view_condition(r, "cli.catalog.open_when", &route->open_when);
    for (size_t i = 0; i < MDS_CLOSER__COUNT; i++) {
        if (route->closed_by[i]) {
            view_field(r, "cli.catalog.closed_by", mds_closer_name((mds_closer)i));
        }
    }
    view_grounds(r, &route->grounds);
    for (size_t i = 0; i < route->raise_count; i++) {
        view_condition(r, "cli.catalog.raised_by", &route->raises[i].when);
        number_field(r, "cli.catalog.value", route->raises[i].factor);
        view_grounds(r, &route->raises[i].grounds);
    }
    for (size_t i = 0; i < r->catalog->scenario_count; i++) {
        const mds_scenario *scenario = &r->catalog->scenarios[i];
        for (size_t k = 0; k < scenario->route_count; k++) {
            if (scenario->routes[k].route == ordinal) {
                char number[MDS_NUM_SIZE];
                mds_num_significant(number, scenario->routes[k].share, 4);
                printf("%s: %s %s\n", say(r, "cli.catalog.share"), scenario->id, number);
            }
        }
    }
}

static bool show_group(const run *r, const char *id)
{
    for (size_t i = 0; i < r->catalog->group_count; i++) {
        const mds_group *at = &r->catalog->groups[i];
        if (strcmp(at->id, id) != 0) {
            continue;
        }
        printf("%s (%s)\n", id, say(r, "cli.catalog.groups"));
        view_text(r, "cli.catalog.title", &at->title);
        printf("%s:", say(r, "cli.catalog.routes"));
        print_routes(r, at->routes);
        view_grounds(r, &at->grounds);
        for (size_t k = 0; k < r->catalog->fact_count; k++) {
            if (r->catalog->facts[k].layer == i) {
                view_field(r, "cli.catalog.member", r->catalog->facts[k].id);
            }
        }
        for (size_t k = 0; k < r->catalog->compensating_count; k++) {
            if (r->catalog->compensating[k].layer == i) {
                view_field(r, "cli.catalog.member", r->catalog->compensating[k].id);
            }
        }
        return true;
    }
    return false;
}

static bool show_patch_state(const run *r, const char *id)
{
    for (size_t i = 0; i < r->catalog->patch_state_count; i++) {
        const mds_patch_state *at = &r->catalog->patch_states[i];
        if (strcmp(at->id, id) != 0) {
            continue;
        }
        printf("%s (%s)\n", id, say(r, "cli.catalog.patch_states"));
        view_text(r, "cli.catalog.title", &at->title);
        number_field(r, "cli.catalog.value", at->factor);
        for (size_t k = 0; k < at->need_count; k++) {
            printf("%s:", say(r, "cli.catalog.one_of"));
            for (size_t m = 0; m < at->needs[k].count; m++) {
                printf(" %s", r->catalog->facts[at->needs[k].at[m]].id);
            }
            printf("\n");
        }
        view_grounds(r, &at->grounds);
        return true;
    }
    return false;
}

bool view_model_record(const run *r, const char *id)
{
    const uint32_t route = mds_catalog_route(r->catalog, id);
    bool found = show_spread(r, id);

    found = show_anchor(r, id) || found;
    found = show_group(r, id) || found;
    found = show_patch_state(r, id) || found;
    if (route != MDS_NO_ORDINAL) {
        show_route(r, route);
        found = true;
    }
    return found;
}

void view_occurrence(const run *r, const mds_scenario *scenario)
{
    show_rate(r, scenario->anchored ? "cli.catalog.anchored_rate" : "cli.catalog.base_rate",
              &scenario->base_rate);
    printf("%s:", say(r, "cli.catalog.routes"));
    for (size_t i = 0; i < scenario->route_count; i++) {
        char number[MDS_NUM_SIZE];
        mds_num_significant(number, scenario->routes[i].share, 4);
        printf(" %s %s", r->catalog->routes[scenario->routes[i].route].id, number);
    }
    printf("\n");
    view_grounds(r, &scenario->route_grounds);
    number_field(r, "cli.catalog.patch_share", scenario->patch_share);
    view_grounds(r, &scenario->patch_grounds);
}

void view_route_effects(const run *r, const mds_compensating *kind)
{
    view_field(r, "cli.catalog.depth", kind->depth ? "true" : "");
    view_field(r, "cli.catalog.shared", kind->shared ? "true" : "");
    if (kind->gate_role != MDS_GATE_ROLE_NONE) {
        view_field(r, "cli.catalog.gate_role", mds_gate_role_name(kind->gate_role));
    }
    if (kind->gate_closes != MDS_NO_ORDINAL) {
        view_field(r, "cli.catalog.gate_closes", r->catalog->routes[kind->gate_closes].id);
    }
    for (size_t i = 0; i < kind->route_effect_count; i++) {
        const mds_route_effect *at = &kind->route_effects[i];
        char number[3][MDS_NUM_SIZE];
        mds_num_significant(number[0], at->effectiveness.low, 4);
        mds_num_significant(number[1], at->effectiveness.mode, 4);
        mds_num_significant(number[2], at->effectiveness.high, 4);
        printf("%s %s: %s / %s / %s\n", say(r, "cli.catalog.on_route"),
               r->catalog->routes[at->route].id, number[0], number[1], number[2]);
        view_grounds(r, &at->grounds);
    }
}
