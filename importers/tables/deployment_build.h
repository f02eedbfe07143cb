/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A deployment while it is filled: each member by the table of engine/deployment_members.h,
 * whichever file it comes from.
 */
#ifndef MDS_IMPORTERS_DEPLOYMENT_BUILD_H
#define MDS_IMPORTERS_DEPLOYMENT_BUILD_H

#include "base/strbuf.h"
#include "engine/deployment_members.h"
#include "grid.h"
#include <mdsrisk/deployment.h>
#include <mdsrisk/source.h>

/* The entries of a list; how many there are is in the deployment. */
typedef struct mds_deployment_entries {
    void *items;
    size_t capacity;
    uint32_t *given; /* per entry: a bit for each member that has a value */
    size_t given_capacity;
} mds_deployment_entries;

typedef struct mds_deployment_build {
    mds_arena *arena;
    mds_value_source from;
    const char *file;
    mds_diags *diags;
    mds_deployment deployment;
    mds_deployment_entries entries[MDS_MEMBERS__COUNT];
    size_t fields;     /* known fields met, given or not */
    mds_status failed; /* first failure of memory */
    bool refused;      /* an error was reported: nothing is handed out */
} mds_deployment_build;

mds_deployment_build mds_deployment__build_start(mds_arena *arena, const mds_catalog *catalog,
                                                 const mds_policy *policy, const mds_source *source,
                                                 mds_diags *diags);

/* A member of the file itself or of an object in it. \p path is what a message calls it; \p text ""
 * means not given. */
void mds_deployment__set(mds_deployment_build *b, const mds_deployment_member *member,
                         const char *path, const char *text, const char *where);

/* Which choice names an entry of a list; MDS_NO_ORDINAL, after a diagnostic, when \p name is none.
 */
uint32_t mds_deployment__naming(mds_deployment_build *b, mds_deployment_group group,
                                const char *name, const char *path, const char *where);
/* The entry of that choice; NULL when there is none. It moves when the next one is added. */
void *mds_deployment__entry(const mds_deployment_build *b, mds_deployment_group group,
                            uint32_t ordinal);
/* One more entry, whether or not there is one of that choice; NULL when memory is short, which is
 * then reported. */
void *mds_deployment__add_entry(mds_deployment_build *b, mds_deployment_group group,
                                uint32_t ordinal, const char *where);
/* The entry that \p name chooses, made when there is none; NULL after a diagnostic. */
void *mds_deployment__begin_entry(mds_deployment_build *b, mds_deployment_group group,
                                  const char *name, const char *path, const char *where);
/* Where an entry was read. */
const char *mds_deployment__entry_where(mds_deployment_group group, const void *entry);
void mds_deployment__set_entry(mds_deployment_build *b, mds_deployment_group group, void *entry,
                               const mds_deployment_member *member, const char *path,
                               const char *text, const char *where);
/* Reports each entry that lacks a member which it must have. */
void mds_deployment__check_entries(mds_deployment_build *b);

/* Index in a set of values, by id or by title in any language; the count of the list when the
 * text is none of them, which is reported with what it may have meant. */
size_t mds_deployment__choose(mds_deployment_build *b, mds_value_set list, const char *path,
                              const char *text, const char *where);
/* Stores a value at the member's place in \p base (the deployment or an entry). */
void mds_deployment__store(mds_deployment_build *b, void *base, const mds_deployment_member *member,
                           const char *path, const char *value, const char *where);

/* The text without blanks at its ends, kept. */
const char *mds_deployment__keep(mds_deployment_build *b, const char *text);
void mds_deployment__no_memory(mds_deployment_build *b);
/* A member that its group does not know, with the nearest that it knows. */
void mds_deployment__unknown(mds_deployment_build *b, mds_deployment_group group, const char *field,
                             const char *path, const char *where);
/* Edits that turn one name into the other (Levenshtein); long names are cut. */
size_t mds_deployment__distance(const char *a, const char *b);

/* Checks what only the whole shows, and hands the deployment out. */
MDS_NODISCARD mds_status mds_deployment__build_end(const mds_deployment **out,
                                                   mds_deployment_build *b);

/* Whether the file begins as JSON does. */
bool mds_deployment__is_json(const mds_source *source);
/* The readers. */
void mds_deployment__read_json(mds_deployment_build *b, const mds_source *source);
void mds_deployment__read_csv(mds_deployment_build *b, const mds_source *source);
void mds_deployment__read_book(mds_deployment_build *b, const mds_source *source);
/* Rows of a field by its path and of its value, from row index \p first on. */
void mds_deployment__read_fields(mds_deployment_build *b, const mds_grid *grid,
                                 const mds_grid_sheet *sheet, size_t first, uint32_t field_column,
                                 uint32_t value_column);
/* Records where a sheet holds them; nothing where none does. */
void mds_deployment__read_records(mds_deployment_build *b, const mds_grid *grid);

#endif
