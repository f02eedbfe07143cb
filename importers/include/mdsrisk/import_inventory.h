/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Readers of the fleet: an inventory of devices, the table of zones, and the table by which a
 * person settles which form is about which product (docs/use/fleet.md).
 */
#ifndef MDSRISK_IMPORT_INVENTORY_H
#define MDSRISK_IMPORT_INVENTORY_H

#include <mdsrisk/fleet.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mds_inventory {
    mds_fleet_device
        *devices; /**< in the order of the file; text, place, quantity and use are set */
    size_t device_count;
    const mds_inventory_column *columns;
    size_t column_count;
} mds_inventory;

/** Reads an inventory: every sheet of a workbook, or a csv file, in which a row of headings names
 *  at least three fields (two in a table of four columns). Titles, sections, sums, headings that
 *  are repeated and notes are no devices. MDS_EFORMAT, with a diagnostic, when no sheet is one;
 *  MDS_EUNSUPPORTED, MDS_ELIMIT, MDS_ENOMEM. \p arena owns the result. */
MDS_NODISCARD MDS_API mds_status mds_import_inventory(mds_inventory *out, mds_arena *arena,
                                                      const mds_catalog *catalog,
                                                      const mds_source *source, mds_diags *diags);

/** Reads the table of zones, columns cidr, vlan, zone and context, of which zone and one of the
 *  first two must be there. A line that cannot be read is set aside with a diagnostic. The same
 *  failures. */
MDS_NODISCARD MDS_API mds_status mds_import_zones(const mds_zone_line **out, size_t *count,
                                                  mds_arena *arena, const mds_catalog *catalog,
                                                  const mds_policy *policy,
                                                  const mds_source *source, mds_diags *diags);

/** Reads the table of matches, columns manufacturer, model, model_number, version and form, of
 *  which model and form must be there. A row whose form is empty settles nothing; a word for
 *  nothing ("-", "none") settles that there is no form. The same failures. */
MDS_NODISCARD MDS_API mds_status mds_import_matches(const mds_settled **out, size_t *count,
                                                    mds_arena *arena, const mds_catalog *catalog,
                                                    const mds_source *source, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
