/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Item numbers as Japanese forms print them: "4.1.1", "４．１．１", "1 2. 3. 1. 1", "2-4", "(4)",
 * "④", "(3) - 1", alone or in front of the wording.
 */
#ifndef MDS_IMPORTERS_NUMBER_H
#define MDS_IMPORTERS_NUMBER_H

#include "base/strbuf.h"
#include <mdsrisk/catalog.h>

enum { MDS_NUMBER_LEVELS = 6, MDS_NUMBER_READINGS = 4 };

typedef struct mds_number {
    uint16_t at[MDS_NUMBER_LEVELS];
    uint8_t count;
    bool relative; /* begins as "(4)" or "④" does: its chapter is elsewhere */
    bool dotted;   /* "2.4": levels of one number, and no item below a chapter */
    bool dated;    /* a spreadsheet program has made a day of it */
    uint16_t end;  /* bytes of the text that it takes */
} mds_number;

/* The ways to read the number that \p text begins with, likeliest first; how many there are. None
 * where the digits count, date or cite something: "3G", "8/2", "6.5.C7". */
size_t mds_number__read(mds_number out[MDS_NUMBER_READINGS], const mds_catalog *catalog,
                        const char *text);

/* Whether nothing is at \p rest but what may end a number: ".", ")". */
bool mds_number__ends(const char *rest);

/* The numbers that a spreadsheet program may have taken for the day that \p text shows: 4.1.1 for
 * "2004-01-01". */
size_t mds_number__from_day(mds_number out[MDS_NUMBER_READINGS], mds_arena *scratch,
                            const mds_catalog *catalog, const char *text);

/* \p tail below \p head; false when that is too deep. */
bool mds_number__below(mds_number *out, const mds_number *head, const mds_number *tail);

/* By level; 0 when both are the same number. */
int mds_number__compare(const mds_number *a, const mds_number *b);

#endif
