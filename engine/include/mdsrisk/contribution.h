/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Why a number is what it is: what each control takes off (leave-one-out, Shapley over layers) and
 * how far each uncertain input moves it (tornado). No draws: everything else stays at its mean, and
 * each number can be worked out again by hand (docs/method/simulation.md).
 *
 * The number is E[T], or E[F] / F_tol of one risk: it adds up over the risks, which the quantile of
 * T does not.
 */
#ifndef MDSRISK_CONTRIBUTION_H
#define MDSRISK_CONTRIBUTION_H

#include <mdsrisk/simulate.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What takes something off: a control, or the patch state where both ordinals are
 *  MDS_NO_ORDINAL. */
typedef struct mds_without {
    uint32_t fact;         /**< or MDS_NO_ORDINAL */
    uint32_t compensating; /**< or MDS_NO_ORDINAL */
    double times;          /**< the number without it; never below the number with it */
    double added;          /**< times minus the number with it */
} mds_without;

/** What a layer takes off, on average over every order in which the layers and the patch state
 *  could be put in place. */
typedef struct mds_share {
    uint32_t group;        /**< of the catalog; MDS_NO_ORDINAL: a control alone, or the patches */
    uint32_t fact;         /**< of a control alone */
    uint32_t compensating; /**< likewise */
    double value;
} mds_share;

/** One input at the ends of its middle 90 per cent. */
typedef struct mds_swing {
    mds_input input;
    double at_low, at_high;       /**< values of the input */
    double times_low, times_high; /**< the number with the input at those values */
} mds_swing;

typedef struct mds_contributions {
    uint32_t scenario;          /**< or MDS_NO_ORDINAL: of the device */
    double before, after;       /**< the register's mean at R0 and at R2 */
    const mds_without *without; /**< largest first */
    size_t without_count;
    const mds_share *shares; /**< largest first; sums to before - after */
    size_t share_count;
    const mds_swing *swings; /**< widest first; without inputs that move nothing */
    size_t swing_count;
} mds_contributions;

/** For \p scenario, or for the device when it is MDS_NO_ORDINAL. \p arena owns the result, the
 *  assessment must outlive it. MDS_EINVAL for a scenario that does not exist, and with a diagnostic
 *  for an estimate that is no triple; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_contributions_of(const mds_contributions **out,
                                                      mds_arena *arena,
                                                      const mds_risk_assessment *assessment,
                                                      uint32_t scenario, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
