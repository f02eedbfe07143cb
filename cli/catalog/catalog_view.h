/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalog for a person's eye. */
#ifndef MDS_CLI_CATALOG_VIEW_H
#define MDS_CLI_CATALOG_VIEW_H

#include "cmd.h"

/** How many records of each kind there are. */
void view_counts(const run *r);
/** A line a record of the kind ("facts", "mds2-2019", ...); false when there is no such kind. */
bool view_list(const run *r, const char *kind);
/** A record with everything that refers to it; false when no record has the id. */
bool view_record(const run *r, const char *id);
/** Both languages side by side: the glossary, or every text into -o. */
mds_exit catalog_terms(run *r);

#endif
