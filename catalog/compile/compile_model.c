/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiler's records of load_model.c. */
#include "compile.h"

void mds_compile__put_grounds(const mds_grounds *grounds)
{
    (void)fprintf(out, "{%d,", (int)grounds->strength);
    mds_compile__put_ordinals(grounds->evidence, grounds->evidence_count);
    mds_compile__put(",");
    mds_compile__put_string(grounds->source);
    mds_compile__put(",");
    mds_compile__put_text(&grounds->rationale);
    mds_compile__put("}");
}

void mds_compile__put_rate(const mds_rate *rate)
{
    mds_compile__put("{");
    mds_compile__put_number(rate->mode);
    mds_compile__put(",");
    mds_compile__put_number(rate->spread);
    mds_compile__put(",");
    mds_compile__put_uint(rate->basis);
    mds_compile__put(",");
    mds_compile__put_grounds(&rate->grounds);
    mds_compile__put("}");
}

void mds_compile__put_spread(const mds_rate_spread *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__text_member("title", &at->title);
    mds_compile__number_member("factor", at->factor);
    name("grounds");
    mds_compile__put_grounds(&at->grounds);
    mds_compile__put("},\n");
}

void mds_compile__put_anchor(const mds_rate *at)
{
    mds_compile__put_rate(at);
    mds_compile__put(",\n");
}

void mds_compile__put_route(const mds_route *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__text_member("title", &at->title);
    name("open_when");
    mds_compile__put_condition(&at->open_when);
    mds_compile__put(",.closed_by={");
    for (size_t i = 0; i < MDS_CLOSER__COUNT; i++) {
        mds_compile__put_bool(at->closed_by[i]);
        mds_compile__put(",");
    }
    mds_compile__put("}");
    mds_compile__bool_member("networked", at->networked);
    name("raises");
    if (mds_compile__begin_list("mds_route_raise", at->raise_count)) {
        for (size_t i = 0; i < at->raise_count; i++) {
            mds_compile__put("{");
            mds_compile__put_condition(&at->raises[i].when);
            mds_compile__put(",");
            mds_compile__put_number(at->raises[i].factor);
            mds_compile__put(",");
            mds_compile__put_grounds(&at->raises[i].grounds);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.raise_count=%zu,.grounds=", at->raise_count);
    mds_compile__put_grounds(&at->grounds);
    mds_compile__put("},\n");
}

void mds_compile__put_group(const mds_group *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__text_member("title", &at->title);
    mds_compile__uint_member("routes", at->routes);
    name("grounds");
    mds_compile__put_grounds(&at->grounds);
    mds_compile__put("},\n");
}

void mds_compile__put_patch_state(const mds_patch_state *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__text_member("title", &at->title);
    mds_compile__number_member("factor", at->factor);
    mds_compile__bool_member("found", at->found);
    mds_compile__bool_member("when_not_asked", at->when_not_asked);
    name("needs");
    if (mds_compile__begin_list("mds_fact_set", at->need_count)) {
        for (size_t i = 0; i < at->need_count; i++) {
            mds_compile__put("{");
            mds_compile__put_ordinals(at->needs[i].at, at->needs[i].count);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.need_count=%zu,.grounds=", at->need_count);
    mds_compile__put_grounds(&at->grounds);
    mds_compile__put("},\n");
}

void mds_compile__put_route_effects(const mds_route_effect *list, size_t count)
{
    if (mds_compile__begin_list("mds_route_effect", count)) {
        for (size_t i = 0; i < count; i++) {
            mds_compile__put("{");
            mds_compile__put_uint(list[i].route);
            mds_compile__put(",");
            mds_compile__put_triple(&list[i].effectiveness);
            mds_compile__put(",");
            mds_compile__put_grounds(&list[i].grounds);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
}

void mds_compile__put_route_shares(const mds_route_share *list, size_t count)
{
    if (mds_compile__begin_list("mds_route_share", count)) {
        for (size_t i = 0; i < count; i++) {
            mds_compile__put("{");
            mds_compile__put_uint(list[i].route);
            mds_compile__put(",");
            mds_compile__put_number(list[i].share);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
}
