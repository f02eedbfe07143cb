/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Question ids as people and programs write them: "AUDT-2.8.1", "AUDT 2.8.1", "ＡＵＤＴ‐2.8.1 ",
 * "AUDT-2.8.1 (new)"; and the numbers of forms whose ids are numbers alone.
 */
#ifndef MDS_IMPORTERS_IDS_H
#define MDS_IMPORTERS_IDS_H

#include "base/strbuf.h"
#include "number.h"
#include <mdsrisk/catalog.h>

typedef struct mds_id_entry {
    const char *key;
    uint32_t question;
} mds_id_entry;

typedef struct mds_number_entry {
    mds_number number;
    uint32_t question;
} mds_number_entry;

/* The ids and aliases of one form: all by key where some have letters, "B.1" beside "2-2.1"; else
 * by number. */
typedef struct mds_id_index {
    mds_id_entry *entries;
    size_t count;
    mds_number_entry *numbers; /* a number may stand for several questions, "2(7)" of each scope */
    size_t number_count;
    bool keyed;
    bool bare;     /* some of its keys are numbers, which are in other files too */
    bool chapters; /* its items have a number below their chapter's: "2(4)", "2-4" */
} mds_id_index;

typedef enum mds_id_match {
    MDS_ID_NONE,
    MDS_ID_UNKNOWN, /* has the shape of an id and is in no form's list */
    MDS_ID_PREFIX,  /* a known id with more text behind it */
    MDS_ID_WHOLE    /* a known id alone */
} mds_id_match;

/* One index a form; NULL when the arena is exhausted. */
mds_id_index *mds_ids__build(mds_arena *arena, const mds_catalog *catalog);
/* The key of the beginning of \p text, which is all that an id can take, "" where none can begin;
 * NULL when the arena is exhausted. */
const char *mds_ids__key(mds_arena *arena, const char *text);
/* Looks a key up; \p question is set for PREFIX and WHOLE. */
mds_id_match mds_ids__find(uint32_t *question, const mds_id_index *index, const char *key);
/* The entries of a number, in the form's order; how many. */
size_t mds_ids__number(const mds_number_entry **out, const mds_id_index *index,
                       const mds_number *number);

#endif
