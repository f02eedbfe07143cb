/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * OpenDocument spreadsheets (ISO/IEC 26300-1, 9).
 */
#ifndef MDS_IMPORTERS_ODS_H
#define MDS_IMPORTERS_ODS_H

#include "grid.h"
#include "package.h"

MDS_NODISCARD mds_status mds_ods__read(mds_grid *grid, mds_package *package);

#endif
