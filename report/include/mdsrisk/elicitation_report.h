/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What experts answered, scored and combined, as tables.
 */
#ifndef MDSRISK_ELICITATION_REPORT_H
#define MDSRISK_ELICITATION_REPORT_H

#include <mdsrisk/elicitation.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_elicitation_table {
    MDS_ELICITATION_TARGETS, /**< a row a target: the catalog's number and both pooled answers */
    MDS_ELICITATION_SCORES,  /**< a row an expert, then the two pools */
    MDS_ELICITATION_SEEDS,   /**< a row a seed: realisation, source and both pooled answers */
    MDS_ELICITATION_TABLE__COUNT
} mds_elicitation_table;

/** MDS_ELICITATION_TABLE__COUNT tables by mds_elicitation_table. \p arena owns them; MDS_ENOMEM or
 *  MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_elicitation_tables(const mds_table *const **out,
                                                        mds_arena *arena,
                                                        const mds_elicitation *from, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
