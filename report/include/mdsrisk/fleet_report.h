/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The fleet in tables: its devices, which form is about which product, how the inventory was read.
 */
#ifndef MDSRISK_FLEET_REPORT_H
#define MDSRISK_FLEET_REPORT_H

#include <mdsrisk/fleet.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_fleet_table {
    MDS_FLEET_DEVICES, /**< a row a row of the inventory */
    MDS_FLEET_MATCHES, /**< a row a product, those to settle first; read by mds_import_matches() */
    MDS_FLEET_COLUMNS, /**< of the inventory, and what each was taken for */
    MDS_FLEET_TABLE__COUNT
} mds_fleet_table;

/** The tables, by kind, with headings in \p lang. \p arena owns them; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_fleet_tables(const mds_table *const **out, mds_arena *arena,
                                                  const mds_catalog *catalog,
                                                  const mds_policy *policy,
                                                  const mds_fleet_list *fleet,
                                                  const mds_inventory_column *columns,
                                                  size_t column_count, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
