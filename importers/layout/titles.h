/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What is above the questions of a workbook, and what it says of the edition: the marks of
 * titles that the catalog knows, and editions that it does not know.
 */
#ifndef MDS_IMPORTERS_TITLES_H
#define MDS_IMPORTERS_TITLES_H

#include "grid.h"
#include <mdsrisk/catalog.h>

/* A title on the first sheet with questions, or before it, says more than one behind it. */
enum { MDS_TITLE_WEIGHT = 24, MDS_OTHER_TITLE_WEIGHT = 8 };

typedef struct mds_title {
    const char *key; /* without blanks and quotation marks */
    size_t sheet;
    bool first; /* on the first sheet with questions, or before it */
    bool name;  /* the sheet's name */
} mds_title;

typedef struct mds_titles {
    const mds_catalog *catalog;
    mds_title *at;
    size_t count;
} mds_titles;

/* What the titles say for one form. */
typedef struct mds_title_weight {
    int weight; /* of its marks, each once */
    bool named; /* the edition's own id is there, as on a sheet of ours */
    bool dated; /* a mark names the edition or the year, and not only the kind of form */
} mds_title_weight;

/* Collects the titles: of each sheet what is in its first \p rows, by index; UINT32_MAX for a
 * sheet without questions. */
MDS_NODISCARD mds_status mds_titles__collect(mds_titles *out, mds_arena *scratch,
                                             const mds_catalog *catalog, const mds_grid *grid,
                                             const uint32_t *rows);
/* Weighs the titles of one sheet, or of all with SIZE_MAX. */
MDS_NODISCARD mds_status mds_titles__weigh(mds_title_weight *out, mds_arena *scratch,
                                           const mds_titles *titles, const mds_form *form,
                                           size_t sheet);
/* The first edition in a title that is of the kind that \p form is known by and that no form of the
 * catalog is known by; "" when there is none. */
MDS_NODISCARD mds_status mds_titles__strange(const char **out, mds_arena *scratch,
                                             const mds_titles *titles, const mds_catalog *catalog,
                                             const mds_form *form);
/* Whether a title names the kind of form of \p family, by the catalog's words for it. False when
 * \p scratch is exhausted. */
bool mds_titles__kind(bool *out, mds_arena *scratch, const mds_titles *titles,
                      const mds_catalog *catalog, const char *family);
/* Whether the name of a sheet says that it is a form of \p family, "SDS" of "jp-sds". */
bool mds_titles__name(const mds_titles *titles, size_t sheet, const char *family);

#endif
