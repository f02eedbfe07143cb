/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which revision a heading or a sheet's name speaks of: "2024", "R6", "Rev. B", "previous".
 */
#ifndef MDS_IMPORTERS_REVISION_H
#define MDS_IMPORTERS_REVISION_H

#include <mdsrisk/catalog.h>

/* What a stamp counts; only stamps of one kind can be compared. */
typedef enum mds_stamp {
    MDS_STAMP_NONE,
    MDS_STAMP_YEAR,
    MDS_STAMP_MONTH,
    MDS_STAMP_DAY,
    MDS_STAMP_NUMBER,
    MDS_STAMP_LETTER,
    MDS_STAMP_SEVERAL /* of different revisions: it decides nothing */
} mds_stamp;

typedef struct mds_revision {
    bool previous, present; /* words say so */
    mds_stamp stamp;
    int32_t value;
} mds_revision;

/* Adds what \p key says, a match key; its stamp takes the place of an earlier text's. */
void mds_revision__read(mds_revision *out, const mds_catalog *catalog, const char *key);
/* Whether it says anything. */
bool mds_revision__is_told(const mds_revision *revision);
/* Above 0: \p a is newer; below 0: older; 0: undecided. */
int mds_revision__compare(const mds_revision *a, const mds_revision *b);

#endif
