/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What an empty form says of itself above its items: its kind, its edition, its guideline.
 */
#ifndef MDS_IMPORTERS_LEARN_TITLE_H
#define MDS_IMPORTERS_LEARN_TITLE_H

#include "learn_sheet.h"
#include <mdsrisk/learn.h>

enum { LEARN_TITLES = 24 };

typedef struct learn_titles {
    const mds_catalog *catalog;
    const char *text[LEARN_TITLES]; /* cells above the items that are no label and no heading */
    const char *key[LEARN_TITLES];
    bool speaks[LEARN_TITLES]; /* it names the form or its guideline */
    size_t count;
    const char *sheet; /* key of the sheet's name */
} learn_titles;

/* False when \p arena is exhausted. */
bool mds_learn__titles_read(learn_titles *out, mds_arena *arena, const learn_words *words,
                            const learn_sheet *sheet);

/* The kind of form that the titles name, "jp-mds"; NULL when they name none, or two,
 * or \p arena is exhausted. */
const char *mds_learn__family(mds_arena *arena, const learn_titles *titles);
/* The kinds that can be named, as one text. */
const char *mds_learn__families(void);
/* The guideline whose edition the titles name, or MDS_NO_ORDINAL; *unknown is then the title that
 * names one that the catalog lacks, or NULL. */
uint32_t mds_learn__guideline_named(const char **unknown, const learn_titles *titles);
/* The edition's id of \p family by the titles; NULL when they name none, or \p arena is exhausted.
 * \p guideline may be MDS_NO_ORDINAL. */
const char *mds_learn__edition(mds_arena *arena, const learn_titles *titles, const char *family,
                               uint32_t guideline);
/* The form's name: the first title that holds a word for such forms, else the first of all. */
const char *mds_learn__title(const learn_titles *titles);

#endif
