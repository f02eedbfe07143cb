/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which container a file is, and its grid.
 */
#ifndef MDS_IMPORTERS_CONTAINER_H
#define MDS_IMPORTERS_CONTAINER_H

#include "grid.h"

typedef enum mds_container {
    MDS_CONTAINER_TEXT,
    MDS_CONTAINER_ZIP,
    MDS_CONTAINER_PDF, /* of forms; read by the part above this one */
    MDS_CONTAINER_OLE, /* legacy .xls, or an encrypted .xlsx in its envelope */
    MDS_CONTAINER_JSON,
    MDS_CONTAINER_HTML,
    MDS_CONTAINER_OTHER /* known by *name, and not read */
} mds_container;

mds_container mds_container__sniff(const mds_source *source, const char **name);

/* Reads a workbook, a document or a table. Anything else: MDS_EUNSUPPORTED with a diagnostic. */
MDS_NODISCARD mds_status mds_container__read(mds_grid *grid, const mds_source *source);

/* Readers of one container each. */
MDS_NODISCARD mds_status mds_csv__read(mds_grid *grid, const mds_source *source);
MDS_NODISCARD mds_status mds_html__read(mds_grid *grid, const mds_source *source);

#endif
