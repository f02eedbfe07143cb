/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/fleet.h>

const char *mds_inventory_field_name(mds_inventory_field field)
{
    static const char *const names[MDS_INVENTORY__COUNT] = {
        "asset_tag", "name",       "category", "manufacturer", "model", "model_number",
        "serial",    "version",    "system",   "mac",          "ip",    "vlan",
        "location",  "department", "status",   "quantity",     "note"};
    return names[field];
}

const char *mds_device_use_name(mds_device_use use)
{
    static const char *const names[MDS_USE__COUNT] = {"active", "to_be_retired", "retired"};
    return names[use];
}

const char *mds_join_state_name(mds_join_state state)
{
    static const char *const names[MDS_JOIN__COUNT] = {"settled",  "certain", "probable",
                                                       "doubtful", "ask",     "none"};
    return names[state];
}

const char *mds_row_problem_name(unsigned i)
{
    static const char *const names[MDS_ROW_BITS] = {"no_model",     "serial_twice", "mac_twice",
                                                    "zone_unknown", "zone_clash",   "quantity",
                                                    "unnamed"};
    return names[i];
}

const char *mds_join_why_name(unsigned i)
{
    static const char *const names[MDS_WHY_BITS] = {
        "no_model", "no_maker", "maker_script", "maker_other", "maker_of_chip", "version_other",
        "family",   "variant",  "within",       "several",     "short"};
    return names[i];
}
