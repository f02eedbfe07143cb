/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/deployment.h>

#include <math.h>

static const char *const assurance_names[MDS_ASSURANCE__COUNT] = {
    [MDS_ASSURANCE_SELF_DECLARED] = "self_declared",
    [MDS_ASSURANCE_DOCUMENTED] = "documented",
    [MDS_ASSURANCE_VERIFIED] = "verified",
};

static const char *const implementation_names[MDS_IMPLEMENTATION__COUNT] = {
    [MDS_IMPLEMENTATION_NONE] = "none",
    [MDS_IMPLEMENTATION_PARTIAL] = "partial",
    [MDS_IMPLEMENTATION_IN_PLACE] = "in_place",
};

static const char *const asset_names[MDS_ASSET__COUNT] = {
    [MDS_ASSET_DEVICE_ID] = "device_id",         [MDS_ASSET_TAG] = "asset_tag",
    [MDS_ASSET_SERIAL] = "serial_number",        [MDS_ASSET_LOCATION] = "location",
    [MDS_ASSET_DEPARTMENT] = "department",       [MDS_ASSET_QUANTITY] = "quantity",
    [MDS_ASSET_CRITICALITY] = "criticality",     [MDS_ASSET_DATA_KEPT] = "data_kept",
    [MDS_ASSET_CONNECTED] = "connected_systems",
};

mds_deployment mds_deployment_default(const mds_policy *policy)
{
    return (mds_deployment){
        .file = "",
        .name = "",
        .profile = policy->default_profile,
        .zone = policy->default_zone,
        .data_volume = policy->default_data_volume,
        .country = policy->default_country,
        .end_of_life = INT32_MIN,
        .end_of_support = INT32_MIN,
        .designation_document = "",
        .zone_basis = {.by = "", .on = INT32_MIN, .evidence = ""},
        .hospital_rate_factor = 1.0,
        .event_cost = {.currency = "", .tenth = 0.0, .full = 0.0},
        .asset = {"", "", "", "", "", "", "", "", ""},
    };
}

bool mds_event_cost_given(const mds_event_cost *cost)
{
    return cost->tenth > 0.0 && cost->full >= cost->tenth;
}

double mds_event_cost_at(const mds_event_cost *cost, double impact)
{
    return cost->tenth * pow(cost->full / cost->tenth, (impact - 0.1) / 0.9);
}

const char *mds_asset_name(mds_asset_field field)
{
    return (unsigned)field < MDS_ASSET__COUNT ? asset_names[field] : "";
}

const char *mds_assurance_name(mds_assurance assurance)
{
    return (unsigned)assurance < MDS_ASSURANCE__COUNT ? assurance_names[assurance] : "";
}

const char *mds_implementation_name(mds_implementation implementation)
{
    return (unsigned)implementation < MDS_IMPLEMENTATION__COUNT
               ? implementation_names[implementation]
               : "";
}

_Static_assert((int)MDS_ASSET__COUNT == 9, "each is empty by default");
