/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the folder of a batch: a register a device, and in ".mdsrisk" what a later run
 * must know of each to pass over what has not changed. */
#ifndef MDS_CLI_BATCH_FILES_H
#define MDS_CLI_BATCH_FILES_H

#include "base/strbuf.h"
#include "run.h"

#include <mdsrisk/batch_report.h>

typedef struct batch_folder {
    const char *path;
    const char *room; /* path/.mdsrisk */
    mds_export_format format;
} batch_folder;

/** Makes the folder and its room, and takes out of the room what an ended run left half made.
 *  MDS_EIO, and said. */
MDS_NODISCARD mds_status open_batch_folder(run *r, batch_folder *out, const char *path,
                                           mds_export_format format);

/** The name of a device's register, without its ending: the id (\p device_id, or ""), or what \p
 *  form is called and digits of all of \p form, so that no other form has the same. NULL when the
 *  arena is exhausted. */
const char *register_stem(mds_arena *arena, const char *device_id, const char *form);

/** Where one register is, and what is known of it. */
typedef struct batch_entry {
    const char *target; /* path of the register */
    const char *staged; /* where it is made */
    const char *record; /* of the register that is there */
    const char *next;   /* of the one that is about to */
    const char *key;    /* of all that goes into the register */
} batch_entry;

MDS_NODISCARD mds_status find_entry(run *r, const batch_folder *folder, const char *stem,
                                    const char *key, batch_entry *out);

/** Whether the register that is there was made from the same; then \p device is what was known
 *  of it. */
bool is_done(run *r, const batch_entry *entry, mds_batch_device *device);

/** Writes register and record so that a run which ends at any moment leaves the old register or
 *  the new one, and a later run knows which. */
MDS_NODISCARD mds_status write_entry(run *r, const batch_folder *folder, const batch_entry *entry,
                                     const mds_register *reg, const mds_batch_device *device);

/** A device as JSON on one line that ends with a line feed, and back; texts in \p arena. A record
 *  holds the key and the SHA-256 of the register too; else they are NULL. */
void put_device_line(mds_strbuf *out, const mds_batch_device *device, const char *key,
                     const char *made);
MDS_NODISCARD mds_status read_device_line(mds_batch_device *out, mds_arena *arena, const char *text,
                                          size_t n);

#endif
