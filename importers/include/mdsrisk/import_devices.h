/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A list of devices: a row each, with the form, and the context that it is in.
 */
#ifndef MDSRISK_IMPORT_DEVICES_H
#define MDSRISK_IMPORT_DEVICES_H

#include <mdsrisk/catalog.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A row; strings are never NULL but \c twice. */
typedef struct mds_device_row {
    const char *form;      /**< path of its form, "" when the row names none */
    const char *context;   /**< path of its context, "" */
    const char *device_id; /**< what ends the ids of its risks, "" */
    const char *where;     /**< place of the row, "row 7" as messages name it */
    const char *twice;     /**< place of an earlier row with the same id, or without ids with the
                                same form and context; NULL: there is none */
} mds_device_row;

/** Reads the list: a table (csv, a workbook, ...) with the headings form, context and device_id, in
 *  any order and in every language, of which only the form must be there; or a path a line. Ids are
 *  the same when they read the same (mds_utf8_key()). Empty rows and those that begin with "#" are
 *  passed over. MDS_EFORMAT, with a diagnostic, when the file is no such list or names nothing;
 *  MDS_EUNSUPPORTED, MDS_ELIMIT, MDS_ENOMEM. \p arena owns the result. */
MDS_NODISCARD MDS_API mds_status mds_import_devices(const mds_device_row **out, size_t *count,
                                                    mds_arena *arena, const mds_catalog *catalog,
                                                    const mds_source *source, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
