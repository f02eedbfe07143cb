/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Columns of addresses and VLANs, which tell what they are whatever their heading.
 */
#ifndef MDS_IMPORTERS_COLUMNS_BY_CONTENT_H
#define MDS_IMPORTERS_COLUMNS_BY_CONTENT_H

#include "heads.h"
#include <mdsrisk/fleet.h>

/* Gives MAC, IP and VLAN the column in which most cells are such, where their heading named none
 * or one in which none is; \p by_content says of each field whether that was so. */
void mds_columns__by_content(mds_heads *heads, const mds_grid_sheet *sheet,
                             bool by_content[MDS_INVENTORY__COUNT]);

#endif
