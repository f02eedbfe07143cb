/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Names of the parts of an Office Open XML package, and which part is the document itself
 * (ECMA-376 part 2).
 */
#ifndef MDS_IMPORTERS_PART_NAME_H
#define MDS_IMPORTERS_PART_NAME_H

#include "package.h"

/* "../theme/theme1.xml" in the folder "xl/" to a part's name; NULL when it leaves the package or
 * the arena is exhausted. */
const char *mds_part__resolve(mds_arena *arena, const char *folder, const char *target);
/* The folder of a part, with its slash: "xl/". NULL when the arena is exhausted. */
const char *mds_part__folder(mds_arena *arena, const char *part);
bool mds_part__ends_with(const char *text, const char *end);

/* The part that the package is about, "xl/workbook.xml"; NULL when it does not say. */
MDS_NODISCARD mds_status mds_part__main(const char **out, mds_package *package, mds_arena *arena);

#endif
