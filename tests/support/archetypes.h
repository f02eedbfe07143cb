/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The fictional devices of examples/archetypes, with changes that a test names.
 */
#ifndef TEST_ARCHETYPES_H
#define TEST_ARCHETYPES_H

#include <mdsrisk/risk.h>

enum { ARCHETYPE_AS_OF = 20777 /* 2026-11-20 */ };

typedef struct archetypes archetypes;

/** Reads the table; fails the test when that cannot be done. */
archetypes *archetypes_open(const mds_catalog *catalog, mds_arena *arena);
size_t archetypes_count(const archetypes *all);
const char *archetypes_id(const archetypes *all, size_t i);

/** The device of \p spec, assessed: its id and, behind it, changes by words:
 *    +fact -fact ?fact     true, false, left open
 *    kind=verified         a valid record; also documented, self_declared, partial
 *    found:fact=true       the hospital's finding with a basis, verified; loose: without one
 *    past=DAYS past=none   days past end of support; no date
 *    zone= volume= profile= country= edition= controls= rate=
 *    based                 the zone has a basis */
const mds_risk_assessment *archetypes_assess(const archetypes *all, const char *spec);

#endif
