/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalog for a person's eye. */
#ifndef MDS_CLI_CATALOG_VIEW_H
#define MDS_CLI_CATALOG_VIEW_H

#include "run.h"

/** How many records of each kind there are. */
void view_counts(const run *r);
/** A line a record of the kind ("facts", "mds2-2019", ...); false when there is no such kind. */
bool view_list(const run *r, const char *kind);
/** A record with everything that refers to it; false when no record has the id. */
bool view_record(const run *r, const char *id);
/* Parts of a record: "name: text", the text in both languages, a condition, what a number rests on.
 * What is empty is left out. */
/* "direct" as English files write it; in Japanese in words. */
const char *strength_of(const run *r, mds_strength strength);
void view_field(const run *r, const char *key, const char *value);
void view_text(const run *r, const char *key, const mds_text *text);
void view_condition(const run *r, const char *key, const mds_condition *condition);
void view_grounds(const run *r, const mds_grounds *grounds);

/* Records that the risk model rests on: spreads, anchors, routes, groups, patch states. */
void list_spreads(const run *r);
void list_anchors(const run *r);
void list_routes(const run *r);
void list_groups(const run *r);
void list_patch_states(const run *r);
/** Every such record with the id; false when there is none. */
bool view_model_record(const run *r, const char *id);
/* How often a scenario's events come, and by which routes; what a kind does on its routes. */
void view_occurrence(const run *r, const mds_scenario *scenario);
void view_route_effects(const run *r, const mds_compensating *kind);

/** Both languages side by side: the glossary, or every text into -o. */
mds_exit catalog_terms(run *r);
/** Which judged numbers move the verdicts of fictional devices: those, or all into -o. */
mds_exit catalog_sensitivity(run *r);

#endif
