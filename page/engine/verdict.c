/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess.h"

mds_status mds_page__put_verdict(mds_page *page, const char *name, const mds_risk_assessment *as)
{
    const mds_device_at *at = &as->now->at[MDS_STAGE_R2];
    mds_jsonw *out = &page->out;
    mds_signal signal;
    const mds_status status =
        mds_signal_of(&signal, page->session.arena, as, page->session.language);

    if (status != MDS_OK) {
        return status;
    }
    mds_jsonw_name(out, name);
    mds_jsonw_object(out);
    mds_jsonw_member_string(out, "verdict", mds_verdict_name(as->verdict));
    mds_jsonw_member_string(out, "word", signal.word);
    mds_jsonw_member_string(out, "rrf", signal.rrf);
    mds_jsonw_member_string(out, "sure", signal.sure);
    mds_jsonw_member_string(out, "sentence", signal.sentence);
    mds_jsonw_member_string(out, "unjudged", signal.unjudged);
    mds_jsonw_member_number(out, "times", mds_model_printed(at->rrf));
    mds_jsonw_member_number(out, "certainty", at->sure);
    mds_jsonw_member_number(out, "limit", as->policy->reduce_limit);
    mds_jsonw_member_bool(out, "by_rule", as->now->gate > as->now->by_number);
    mds_jsonw_object_end(out);
    return MDS_OK;
}
