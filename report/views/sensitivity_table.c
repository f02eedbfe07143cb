/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"

#include <mdsrisk/sensitivity_report.h>

enum { KIND, OF, PART, STRENGTH, NOW, LOW, HIGH, MOVED_LOW, MOVED_HIGH, CHANGE };

static const mds_column_spec columns[] = {
    {"parameter", 24, true},          {"parameter_of", 28, true},  {"parameter_part", 26, true},
    {"parameter_strength", 14, true}, {"parameter_now", 9, false}, {"parameter_low", 9, false},
    {"parameter_high", 9, false},     {"verdicts_low", 10, false}, {"verdicts_high", 10, false},
    {"parameter_change", 10, false}};

static void put(mds_table_builder *b, const mds_parameter *at)
{
    mds_table__text(b, KIND,
                    mds_reg__named(b->r, "sensitivity", mds_parameter_kind_name(at->kind)));
    mds_table__text(b, OF, at->of);
    mds_table__text(b, PART, at->part);
    mds_table__text(b, STRENGTH, mds_words__strength(b->r, at->strength));
    mds_table__number(b, NOW, at->now, MDS_NUMBER_PLAIN);
    mds_table__number(b, LOW, at->low, MDS_NUMBER_PLAIN);
    mds_table__number(b, HIGH, at->high, MDS_NUMBER_PLAIN);
    mds_table__number(b, MOVED_LOW, (double)at->moved_low, MDS_NUMBER_INTEGER);
    mds_table__number(b, MOVED_HIGH, (double)at->moved_high, MDS_NUMBER_INTEGER);
    mds_table__number(b, CHANGE, at->change, MDS_NUMBER_PLAIN);
}

mds_status mds_sensitivity_table(const mds_table **out, mds_arena *arena,
                                 const mds_catalog *catalog, const mds_number_study *from,
                                 mds_lang lang)
{
    mds_reg r = {.arena = arena, .catalog = catalog, .lang = lang};
    mds_table *table = mds_arena_alloc(arena, 1, sizeof *table);
    mds_table_builder b;

    if (table == NULL) {
        return mds_arena_status(arena);
    }
    mds_strbuf_init(&r.buf, 1 << 16);
    mds_table__init(&b, &r, "sensitivity", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < from->parameter_count && mds_table__row(&b); i++) {
        put(&b, &from->parameters[i]);
    }
    mds_table__finish(&b, table);
    mds_strbuf_finish(&r.buf);
    if (r.status == MDS_OK) {
        *out = table;
    }
    return r.status;
}
