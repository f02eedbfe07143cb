/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What a folder or an archive of forms holds: a line a file.
 */
#ifndef MDSRISK_BATCH_REPORT_H
#define MDSRISK_BATCH_REPORT_H

#include <mdsrisk/disclosure.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One file; strings are never NULL. */
typedef struct mds_batch_item {
    const char *file;
    bool read;
    const char *edition; /**< title in the language; "" when it was not read, like the next four */
    const char *manufacturer, *model, *version, *document_date;
    size_t questions; /**< that its edition has */
    size_t answered;  /**< yes, no, not applicable, or a text */
    size_t unclear;   /**< unreadable, or two answers that differ */
    size_t warnings;
    const char *code, *problem, *way_out; /**< the first error, else the first warning; or "" */
} mds_batch_item;

/** Fills \p out from what reading \p file gave: \p form, or NULL, and the diagnostics. Strings live
 *  in \p arena. MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_batch_item_of(mds_batch_item *out, mds_arena *arena,
                                                   const mds_catalog *catalog, const char *file,
                                                   const mds_disclosure *form,
                                                   const mds_diags *diags, mds_lang lang);

typedef enum mds_batch_table {
    MDS_BATCH_FILES,    /**< all, in their order; of devices, those that were read are numbered */
    MDS_BATCH_REJECTED, /**< those that were not read, with the reason and the way out */
    MDS_BATCH_TABLE__COUNT
} mds_batch_table;

/** The tables, by kind, with headings in \p lang. \p arena owns them; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_batch_tables(const mds_table *const **out, mds_arena *arena,
                                                  const mds_catalog *catalog,
                                                  const mds_batch_item *items, size_t count,
                                                  mds_lang lang);

/** One device of many; strings are never NULL. */
typedef struct mds_batch_device {
    const char *file; /**< its form, as messages name it */
    const char *context, *device_id;
    const char *register_name; /**< of the file in the folder of the registers, "" for none */
    bool done;                 /**< else nothing but the above and the problem is known */
    bool unwritten;            /**< it was read, but its register could not be written */
    const char *manufacturer, *model;
    mds_verdict verdict;
    double rrf, sure;                     /**< as far as is known; full digits */
    const char *risk;                     /**< title of the one with the largest share, or "" */
    const char *ask;                      /**< what to ask first, or "" */
    const char *code, *problem, *way_out; /**< the first error, else the first warning, with
                                               its place where that is another file; or "" */
} mds_batch_device;

/** Fills \p out from what assessing \p file gave: \p reg, or NULL, and the diagnostics; context,
 *  id and name of the register are left "". Strings live in \p arena, or as long as \p reg.
 *  MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_batch_device_of(mds_batch_device *out, mds_arena *arena,
                                                     const mds_catalog *catalog, const char *file,
                                                     const mds_register *reg,
                                                     const mds_diags *diags, mds_lang lang);

/** Sorts them by urgency: what was not read and what cannot be judged come before all numbers,
 *  since somebody must look; then times the tolerable, the largest first; equal ones as they
 *  were. MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_batch_rank(mds_batch_device *devices, size_t count,
                                                mds_arena *arena);

/** The same two tables of devices, with headings in \p lang. \p arena owns them; MDS_ENOMEM or
 * MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_devices_tables(const mds_table *const **out, mds_arena *arena,
                                                    const mds_catalog *catalog,
                                                    const mds_batch_device *devices, size_t count,
                                                    mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
