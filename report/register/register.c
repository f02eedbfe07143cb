/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"

mds_status mds_register_build(const mds_register **out, mds_arena *arena,
                              const mds_risk_assessment *assessment, const mds_carried *carried,
                              const mds_diags *diags, mds_lang lang)
{
    mds_register *reg = mds_arena_alloc(arena, 1, sizeof *reg);
    if (reg == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg r;
    mds_reg__init(&r, arena, assessment, lang);
    r.diags = diags;
    r.carried = carried;
    reg->carried = carried;
    reg->lang = lang;
    reg->assessment = assessment;
    reg->lead = mds_register__lead_lists(&r);
    reg->device_label = reg->lead != NULL ? reg->lead->device : "";
    reg->title = reg->lead != NULL ? reg->lead->title : "";
    const mds_completeness_count completeness = mds_disclosures_count(
        r.catalog, assessment->facts->disclosures, assessment->facts->disclosure_count);
    reg->answered = completeness.answered;
    reg->unknown = completeness.unknown;
    mds_register__lead(&r, reg->lead, &reg->tables[MDS_TABLE_LEAD]);
    mds_register__summary(&r, &reg->tables[MDS_TABLE_SUMMARY]);
    mds_register__risks(&r, &reg->tables[MDS_TABLE_RISKS]);
    mds_register__evidence(&r, &reg->tables[MDS_TABLE_EVIDENCE]);
    mds_register__unknowns(&r, &reg->tables[MDS_TABLE_UNKNOWNS]);
    mds_register__sums(&r, &reg->tables[MDS_TABLE_SUMS]);
    mds_register__not_applicable(&r, &reg->tables[MDS_TABLE_NOT_APPLICABLE]);
    mds_register__left(&r, &reg->tables[MDS_TABLE_LEFT]);
    mds_register__diagnostics(&r, &reg->tables[MDS_TABLE_DIAGNOSTICS]);
    mds_status status = r.status;
    mds_reg__finish(&r);
    if (status == MDS_OK) {
        *out = reg;
    }
    return status;
}
