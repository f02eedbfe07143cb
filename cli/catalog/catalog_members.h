/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of the catalog by the tables of their members. */
#ifndef MDS_CLI_CATALOG_MEMBERS_H
#define MDS_CLI_CATALOG_MEMBERS_H

#include "run.h"

/** Every record with the id, of the kinds that have a table, member by member; false for none. */
bool view_members(const run *r, const char *id);

#endif
