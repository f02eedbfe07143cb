/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Why a number is what it is: what each control takes off (leave-one-out, Shapley over groups) and
 * how far each uncertain input moves it (tornado). No draws: everything else stays at the expected
 * value, and each number can be worked out again by hand (docs/method/simulation.md).
 */
#ifndef MDSRISK_CONTRIBUTION_H
#define MDSRISK_CONTRIBUTION_H

#include <mdsrisk/simulate.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MDS_SHAPLEY_MOST = 16 };

/** A control that has credit somewhere, and what would be without it. */
typedef struct mds_without {
    uint32_t fact;         /**< or MDS_NO_ORDINAL */
    uint32_t compensating; /**< or MDS_NO_ORDINAL */
    double risk;           /**< the number without it; never below the number with it */
    double added;          /**< risk minus the number with it */
} mds_without;

/** What a group takes off, on average over every order in which the groups could be put in place.
 */
typedef struct mds_share {
    const char *group;     /**< "" for a control that fails alone */
    uint32_t fact;         /**< of such a control, or of the first in the group */
    uint32_t compensating; /**< likewise */
    double value;
} mds_share;

/** One input at the ends of its middle 90 per cent; an unknown control absent and present. */
typedef struct mds_swing {
    uint32_t scenario; /**< MDS_NO_ORDINAL: the input concerns several (an unknown control) */
    mds_input input;
    double at_low, at_high;     /**< values of the input */
    double risk_low, risk_high; /**< the number with the input at those values */
} mds_swing;

typedef struct mds_contributions {
    uint32_t scenario;          /**< or MDS_NO_ORDINAL: of the device */
    double before, after;       /**< r or R at R0 and at R2, expected */
    const mds_without *without; /**< largest first */
    size_t without_count;
    const mds_share *shares; /**< largest first; sums to before - after */
    size_t share_count;      /**< 0 when there are more than MDS_SHAPLEY_MOST groups */
    size_t group_count;      /**< with credit at R2, expected */
    const mds_swing *swings; /**< widest first; without inputs that move nothing */
    size_t swing_count;
} mds_contributions;

/** For the risk r of \p scenario, or for the index R when it is MDS_NO_ORDINAL. \p arena owns the
 *  result, the assessment must outlive it. MDS_EINVAL for a scenario that does not exist, and with
 *  a diagnostic for an estimate that is no triple; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_contributions_of(const mds_contributions **out,
                                                      mds_arena *arena,
                                                      const mds_assessment *assessment,
                                                      uint32_t scenario, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
