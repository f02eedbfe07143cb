/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"

mds_status mds_signal_of(mds_signal *out, mds_arena *arena, const mds_risk_assessment *assessment,
                         mds_lang lang)
{
    const mds_device_at *at = &assessment->now->at[MDS_STAGE_R2];
    mds_reg r;

    mds_reg__init(&r, arena, assessment, lang);
    const mds_signal made = {
        .word = mds_reg__named(&r, "signal", mds_verdict_name(assessment->verdict)),
        .rrf = mds_words__rrf(&r, at->rrf),
        .sure = mds_words__sure(&r, at->sure),
        .sentence = mds_words__device_signal(&r),
        .assumed = mds_words__assumptions(&r),
        .unjudged = mds_words__unjudged(&r)};
    mds_reg__finish(&r);
    if (r.status == MDS_OK) {
        *out = made;
    }
    return r.status;
}
