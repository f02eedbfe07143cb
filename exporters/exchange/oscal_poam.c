/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of action and milestones: what is to be done about each risk, who does it, by when. */
#include "oscal.h"

static void put_item(mds_exchange *x, size_t row)
{
    const mds_risk_assessment *as = x->in->reg->assessment;
    const char *risk_id = mds_oscal__of_device(x, mds_exchange__cell(x, row, "risk_id"));
    const mds_carried_risk *carried = mds_exchange__carried(x, row);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "poam-item", risk_id);
    mds_oscal__markup_line(x, "title", mds_exchange__cell(x, row, "risk"));
    mds_oscal__markup(x, "description", mds_exchange__cell(x, row, "proposed_response"));
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "risk-id", mds_exchange__cell(x, row, "risk_id"));
    mds_oscal__prop(x, "rank", mds_exchange__cell(x, row, "rank"));
    mds_oscal__prop(x, "decision", mds_exchange__cell(x, row, "decision"));
    mds_oscal__prop(x, "owner", mds_exchange__cell(x, row, "owner"));
    mds_oscal__prop(x, "due", mds_exchange__cell(x, row, "due"));
    mds_oscal__prop(x, "ticket", mds_exchange__cell(x, row, "ticket"));
    mds_oscal__prop(x, "responsible", mds_exchange__cell(x, row, "responsible"));
    mds_oscal__prop(x, "changed", mds_exchange__cell(x, row, "changed"));
    mds_jsonw_array_end(&x->w);
    mds_oscal__origins(x);
    mds_oscal__related(x, as->ranking[row]);
    mds_exchange__array(x, "related-risks");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "risk-uuid", "risk", risk_id);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
    if (carried != NULL && carried->entry->cells[MDS_ENTRY_REMARK].text[0] != '\0') {
        mds_oscal__markup(x, "remarks", carried->entry->cells[MDS_ENTRY_REMARK].text);
    }
    mds_jsonw_object_end(&x->w);
}

/* OSCAL wants an item even where no risk applies. */
static void put_nothing(mds_exchange *x)
{
    mds_jsonw_object(&x->w);
    mds_oscal__markup_line(x, "title", mds_exchange__say(x, "exchange.no_risk"));
    mds_oscal__markup(x, "description", mds_exchange__say(x, "exchange.no_risk"));
    mds_jsonw_object_end(&x->w);
}

void mds_oscal__poam(mds_exchange *x)
{
    const mds_register *reg = x->in->reg;
    const char *device = mds_exchange__device_id(x);

    mds_oscal__begin(x, "plan-of-action-and-milestones", device,
                     mds_exchange__format(x, "exchange.title.poam", reg->device_label, NULL));
    mds_jsonw_name(&x->w, "system-id");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "identifier-type", "http://ietf.org/rfc/rfc4122");
    mds_oscal__id(x, "id", "device", device);
    mds_jsonw_object_end(&x->w);
    mds_oscal__definitions(x);
    mds_oscal__observations(x, reg->assessment->facts);
    mds_oscal__risks(x);
    mds_exchange__array(x, "poam-items");
    for (size_t row = 0; row < reg->assessment->ranked_count; row++) {
        put_item(x, row);
    }
    if (reg->assessment->ranked_count == 0) {
        put_nothing(x);
    }
    mds_jsonw_array_end(&x->w);
    mds_oscal__end(x);
}
