/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A deployment while it is filled: each field by its path, whichever file it comes from.
 */
#ifndef MDS_IMPORTERS_DEPLOYMENT_BUILD_H
#define MDS_IMPORTERS_DEPLOYMENT_BUILD_H

#include "base/strbuf.h"
#include "grid.h"
#include <mdsrisk/deployment.h>
#include <mdsrisk/source.h>

typedef struct mds_deployment_build {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_policy *policy;
    const char *file;
    mds_diags *diags;
    mds_deployment deployment;
    mds_control_record *records;
    size_t record_capacity;
    mds_verified_fact *verified;
    size_t verified_capacity;
    mds_treatment_cost *costs;
    size_t cost_capacity;
    mds_held_document *documents;
    size_t document_capacity;
    bool *verified_states; /* per entry: whether its state was given */
    size_t state_capacity;
    size_t fields;     /* known fields met, given or not */
    mds_status failed; /* first failure of memory */
    bool refused;      /* an error was reported: nothing is handed out */
} mds_deployment_build;

mds_deployment_build mds_deployment__build_start(mds_arena *arena, const mds_catalog *catalog,
                                                 const mds_policy *policy, const mds_source *source,
                                                 mds_diags *diags);

/* A field at the top, in designated_environment or in network_zone_basis. \p text "" means not
 * given. */
void mds_deployment__set(mds_deployment_build *b, const char *path, const char *text,
                         const char *where);
/* The record of a compensating control by kind, made when there is none; NULL when the kind is
 * unknown or memory is short, which is then reported. \p path is the field that names it. */
mds_control_record *mds_deployment__record(mds_deployment_build *b, const char *kind,
                                           const char *path, const char *where);
/* One more record of a kind, whether or not there is one; NULL when memory is short. */
mds_control_record *mds_deployment__add_record(mds_deployment_build *b, uint32_t kind,
                                               const char *where);
void mds_deployment__set_record(mds_deployment_build *b, mds_control_record *record,
                                const char *field, const char *path, const char *text,
                                const char *where);
/* Likewise a verified fact. */
mds_verified_fact *mds_deployment__verified(mds_deployment_build *b, const char *fact,
                                            const char *path, const char *where);
void mds_deployment__set_verified(mds_deployment_build *b, mds_verified_fact *verified,
                                  const char *field, const char *path, const char *text,
                                  const char *where);
/* Likewise what adding a kind of compensating control would cost. */
mds_treatment_cost *mds_deployment__cost(mds_deployment_build *b, const char *kind,
                                         const char *path, const char *where);
void mds_deployment__set_cost(mds_deployment_build *b, mds_treatment_cost *cost, const char *field,
                              const char *path, const char *text, const char *where);
/* Likewise a document that is held. */
mds_held_document *mds_deployment__document(mds_deployment_build *b, const char *id,
                                            const char *path, const char *where);
void mds_deployment__set_document(mds_deployment_build *b, mds_held_document *held,
                                  const char *field, const char *text);
bool mds_deployment__has_document(const mds_deployment_build *b, const char *id,
                                  const char **where);
bool mds_deployment__has_cost(const mds_deployment_build *b, const char *kind, const char **where);
/* What those share: the kind's ordinal (MDS_NO_ORDINAL, and reported, when it is none), a bool,
 * the text without blanks at its ends, a failed allocation. */
uint32_t mds_deployment__kind(mds_deployment_build *b, const char *kind, const char *path,
                              const char *where);
/* Likewise a document's. */
uint32_t mds_deployment__document_id(mds_deployment_build *b, const char *id, const char *path,
                                     const char *where);
bool mds_deployment__bool(mds_deployment_build *b, const char *path, const char *text,
                          const char *where);
const char *mds_deployment__keep(mds_deployment_build *b, const char *text);
void mds_deployment__no_memory(mds_deployment_build *b);
/* Whether a record or a verified fact of that name was begun already. */
bool mds_deployment__has_record(const mds_deployment_build *b, const char *kind,
                                const char **where);
bool mds_deployment__has_verified(const mds_deployment_build *b, const char *fact,
                                  const char **where);

/* An unknown field, with the nearest known one of the same group. */
typedef enum mds_field_group {
    MDS_FIELDS_TOP,
    MDS_FIELDS_ENVIRONMENT,
    MDS_FIELDS_BASIS,
    MDS_FIELDS_CONTROL,
    MDS_FIELDS_VERIFIED,
    MDS_FIELDS_COST,
    MDS_FIELDS_DOCUMENT
} mds_field_group;
void mds_deployment__unknown(mds_deployment_build *b, mds_field_group group, const char *field,
                             const char *path, const char *where);
bool mds_deployment__knows(mds_field_group group, const char *field);
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
