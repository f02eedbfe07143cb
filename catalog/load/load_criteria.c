/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Criteria for comparing bids. */
#include "loader.h"

static const char *const measure_names[MDS_MEASURE__COUNT] = {
    [MDS_MEASURE_LARGEST_RRF] = "largest_rrf",
    [MDS_MEASURE_INDEX_SAFETY] = "index_safety",
    [MDS_MEASURE_INDEX_EFFECTIVENESS] = "index_effectiveness",
    [MDS_MEASURE_INDEX_SECURITY] = "index_security",
    [MDS_MEASURE_OWN_SHARE] = "own_share",
    [MDS_MEASURE_ANSWERED_SHARE] = "answered_share",
    [MDS_MEASURE_SUPPORT_YEARS] = "support_years",
    [MDS_MEASURE_FACT_SHARE] = "fact_share"};

const char *mds_measure_name(mds_measure measure)
{
    return (unsigned)measure < MDS_MEASURE__COUNT ? measure_names[measure] : "";
}

static void read_facts(const record *at, mds_criterion *criterion)
{
    criterion->facts = mds_record__ordinals(at, "facts", at->in->facts, &criterion->fact_count);
    if ((criterion->measure == MDS_MEASURE_FACT_SHARE) != (criterion->fact_count > 0)) {
        mds_record__fault(at, "facts",
                          criterion->fact_count > 0 ? "catalog.reason.unknown_member"
                                                    : "catalog.reason.missing");
    }
}

/* The direction says again what the anchors say, so that a reader need not compare them. */
static void check_scale(const record *at, const mds_criterion *criterion)
{
    static const char *const directions[] = {"lower", "higher"};
    const bool higher = mds_record__enum(at, "direction", directions, 2) == 1;

    if (higher ? criterion->best <= criterion->worst : criterion->best >= criterion->worst) {
        mds_record__fault(at, "direction", "catalog.reason.triple_order");
    }
    if (criterion->log10 && (criterion->worst <= 0 || criterion->best <= 0)) {
        mds_record__fault(at, "scale", "catalog.reason.range");
    }
}

static void read_criterion(const record *at, void *out)
{
    static const char *const known[] = {"id",        "title",     "measured", "measure",   "facts",
                                        "scale",     "worst",     "best",     "direction", "weight",
                                        "certainty", "rationale", NULL};
    static const char *const scales[] = {"linear", "log10"};
    mds_criterion *criterion = out;

    mds_record__known(at, known);
    *criterion = (mds_criterion){
        .id = at->id,
        .title = mds_record__text(at, "title"),
        .measured = mds_record__text(at, "measured"),
        .measure = (mds_measure)mds_record__enum(at, "measure", measure_names, MDS_MEASURE__COUNT),
        .log10 = mds_record__enum(at, "scale", scales, 2) == 1,
        .worst = mds_record__number(at, "worst", -1e9, 1e9),
        .best = mds_record__number(at, "best", -1e9, 1e9),
        .weight = mds_record__number(at, "weight", 0, 1),
        .certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                     MDS_CERTAINTY__COUNT),
        .rationale = mds_record__string(at, "rationale", true)};
    read_facts(at, criterion);
    check_scale(at, criterion);
}

void mds_load__criteria(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->criteria = mds_load__list(in, file, sizeof(mds_criterion), read_criterion, &ids,
                                           &in->catalog->criterion_count);
}
