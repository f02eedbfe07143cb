/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment: what was looked at, what is satisfied, which risks follow. */
#include "oscal.h"

static bool reviewed(const mds_exchange *x, size_t fact)
{
    return x->catalog->facts[fact].kind == MDS_FACT_CONTROL &&
           mds_oscal__observed(&x->in->reg->assessment->facts->at[fact]);
}

/* The controls that somebody was asked about; all, where nobody was. */
static void put_reviewed(mds_exchange *x)
{
    size_t count = 0;

    mds_jsonw_name(&x->w, "reviewed-controls");
    mds_jsonw_object(&x->w);
    mds_exchange__array(x, "control-selections");
    mds_jsonw_object(&x->w);
    mds_oscal__markup(x, "description", mds_exchange__say(x, "exchange.reviewed"));
    for (size_t f = 0; f < x->catalog->fact_count; f++) {
        if (!reviewed(x, f)) {
            continue;
        }
        if (count++ == 0) {
            mds_exchange__array(x, "include-controls");
        }
        mds_jsonw_inline_next(&x->w);
        mds_jsonw_object(&x->w);
        mds_jsonw_member_string(&x->w, "control-id", x->catalog->facts[f].id);
        mds_jsonw_object_end(&x->w);
    }
    if (count > 0) {
        mds_jsonw_array_end(&x->w);
    } else {
        mds_jsonw_name(&x->w, "include-all");
        mds_jsonw_object(&x->w);
        mds_jsonw_object_end(&x->w);
    }
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

/* What is not known gives no credit: it is not satisfied, for another reason than a no. */
static void put_target(mds_exchange *x, const mds_fact *fact, mds_truth truth)
{
    static const char *const reasons[] = {
        [MDS_FALSE] = "fail", [MDS_UNKNOWN] = "other", [MDS_TRUE] = "pass"};

    mds_jsonw_name(&x->w, "target");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "type", "objective-id");
    mds_jsonw_member_string(&x->w, "target-id", fact->id);
    mds_jsonw_name(&x->w, "status");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "state", truth == MDS_TRUE ? "satisfied" : "not-satisfied");
    mds_jsonw_member_string(&x->w, "reason", reasons[truth]);
    if (truth == MDS_UNKNOWN) {
        mds_oscal__markup(x, "remarks", mds_exchange__say(x, "exchange.not_known"));
    }
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_finding(mds_exchange *x, size_t f)
{
    const mds_fact *fact = &x->catalog->facts[f];
    const mds_truth truth = x->in->reg->assessment->facts->at[f].truth;
    const char *id = mds_oscal__of_device(x, fact->id);
    const char *title = mds_exchange__in(x, &fact->title);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "finding", id);
    mds_oscal__markup_line(x, "title", title);
    mds_oscal__markup(x, "description",
                      mds_exchange__format(x, "exchange.observation", title,
                                           mds_exchange__truth(x, truth), NULL));
    mds_oscal__origins(x);
    put_target(x, fact, truth);
    mds_exchange__array(x, "related-observations");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "observation-uuid", "observation", id);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_findings(mds_exchange *x)
{
    size_t count = 0;

    for (size_t f = 0; f < x->catalog->fact_count; f++) {
        if (!reviewed(x, f)) {
            continue;
        }
        if (count++ == 0) {
            mds_exchange__array(x, "findings");
        }
        put_finding(x, f);
    }
    if (count > 0) {
        mds_jsonw_array_end(&x->w);
    }
}

static void put_result(mds_exchange *x)
{
    const mds_register *reg = x->in->reg;
    const mds_risk_assessment *as = reg->assessment;
    const char *day = mds_exchange__instant(x, x->in->as_of);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "result", mds_oscal__of_device(x, day));
    mds_oscal__markup_line(x, "title", reg->title);
    mds_oscal__markup(x, "description", reg->lead->signal.sentence);
    mds_jsonw_member_string(&x->w, "start", day);
    mds_jsonw_member_string(&x->w, "end", day);
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "verdict", mds_verdict_name(as->verdict));
    mds_oscal__prop_number(x, "times-tolerable", as->now->at[MDS_STAGE_R2].rrf);
    mds_oscal__prop_number(x, "sure", as->now->at[MDS_STAGE_R2].sure);
    mds_oscal__prop_number(x, "known", as->known);
    mds_jsonw_array_end(&x->w);
    mds_oscal__definitions(x);
    put_reviewed(x);
    mds_oscal__observations(x, as->facts);
    if (as->ranked_count > 0) {
        mds_oscal__risks(x);
    }
    put_findings(x);
    mds_jsonw_object_end(&x->w);
}

void mds_oscal__results(mds_exchange *x)
{
    mds_oscal__begin(
        x, "assessment-results", mds_exchange__device_id(x),
        mds_exchange__format(x, "exchange.title.results", x->in->reg->device_label, NULL));
    mds_jsonw_name(&x->w, "import-ap");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "href", mds_oscal__local(x, "resource", x->catalog->model));
    mds_oscal__markup(x, "remarks", mds_exchange__say(x, "exchange.no_plan"));
    mds_jsonw_object_end(&x->w);
    mds_exchange__array(x, "results");
    put_result(x);
    mds_jsonw_array_end(&x->w);
    mds_oscal__end(x);
}
