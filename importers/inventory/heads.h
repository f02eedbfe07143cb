/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Columns by what their headings say, in the words of the catalog.
 */
#ifndef MDS_IMPORTERS_HEADS_H
#define MDS_IMPORTERS_HEADS_H

#include "grid.h"
#include <mdsrisk/catalog.h>

enum { MDS_HEADS_MOST = 32 };

/* What a table is asked for. */
typedef struct mds_heads_asked {
    const mds_catalog *catalog;
    mds_word_list words;         /* "name=heading", those that tell more first */
    const char *(*name)(size_t); /* of each column */
    size_t count;                /* at most MDS_HEADS_MOST */
} mds_heads_asked;

/* A heading, in one row or two, and the column of each name. */
typedef struct mds_heads {
    size_t begin, end;               /* indices of its rows */
    uint32_t column[MDS_HEADS_MOST]; /* MDS_NO_ORDINAL: not there */
    size_t found;
} mds_heads;

/* Finds the heading among the first rows of a sheet; \p least: how many names it must have, one
 * fewer where it has few cells. False where there is none, or \p scratch is exhausted. */
bool mds_heads__find(mds_heads *out, mds_arena *scratch, const mds_heads_asked *asked,
                     const mds_grid_sheet *sheet, size_t least);
/* Whether a row repeats the heading. */
bool mds_heads__repeated(const mds_heads *heads, const mds_grid_sheet *sheet,
                         const mds_grid_row *row);
/* Likewise in the first sheet of a grid that has such a table with the columns \p needed (bits by
 * name); NULL where there is none, or \p scratch is exhausted. */
const mds_grid_sheet *mds_heads__sheet(mds_heads *out, mds_arena *scratch,
                                       const mds_heads_asked *asked, const mds_grid *grid,
                                       size_t least, uint32_t needed);
/* What a heading prints over a column, its upper row before its lower one; "" */
const char *mds_heads__printed(mds_arena *arena, const mds_heads *heads,
                               const mds_grid_sheet *sheet, uint32_t column);
/* A cell of a row, trimmed; "" where there is nothing; NULL when the arena is exhausted. */
const char *mds_heads__text(mds_arena *arena, const mds_grid_row *row, uint32_t column);
/* The cells of a row below the first \p count names. False when the arena is exhausted. */
bool mds_heads__texts(const char **out, mds_arena *arena, const mds_heads *heads,
                      const mds_grid_row *row, size_t count);

#endif
