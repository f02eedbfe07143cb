/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/assess.h>

static const char *const level_names[MDS_LEVEL__COUNT] = {
    [MDS_LEVEL_VERY_LOW] = "very_low",   [MDS_LEVEL_LOW] = "low",
    [MDS_LEVEL_MODERATE] = "moderate",   [MDS_LEVEL_HIGH] = "high",
    [MDS_LEVEL_VERY_HIGH] = "very_high",
};

static const char *const verdict_names[MDS_VERDICT__COUNT] = {
    [MDS_VERDICT_ACCEPTABLE] = "acceptable",
    [MDS_VERDICT_REDUCE] = "reduce",
    [MDS_VERDICT_NOT_ACCEPTABLE] = "not_acceptable",
    [MDS_VERDICT_CANNOT_BE_JUDGED] = "cannot_be_judged",
};

static const char *const lifecycle_names[MDS_LIFECYCLE__COUNT] = {
    [MDS_LIFECYCLE_UNKNOWN] = "unknown",
    [MDS_LIFECYCLE_SUPPORT] = "support",
    [MDS_LIFECYCLE_LIMITED_SUPPORT] = "limited_support",
    [MDS_LIFECYCLE_END_OF_SUPPORT] = "end_of_support",
};

static const char *const record_state_names[MDS_RECORD_STATE__COUNT] = {
    [MDS_RECORD_CREDITED] = "credited",           [MDS_RECORD_NOT_IN_PLACE] = "not_in_place",
    [MDS_RECORD_INCOMPLETE] = "incomplete",       [MDS_RECORD_EXPIRED] = "expired",
    [MDS_RECORD_NOT_YET_VALID] = "not_yet_valid",
};

const char *mds_level_name(mds_level level)
{
    return (unsigned)level < MDS_LEVEL__COUNT ? level_names[level] : "";
}

const char *mds_verdict_name(mds_verdict verdict)
{
    return (unsigned)verdict < MDS_VERDICT__COUNT ? verdict_names[verdict] : "";
}

const char *mds_lifecycle_name(mds_lifecycle lifecycle)
{
    return (unsigned)lifecycle < MDS_LIFECYCLE__COUNT ? lifecycle_names[lifecycle] : "";
}

const char *mds_record_state_name(mds_record_state state)
{
    return (unsigned)state < MDS_RECORD_STATE__COUNT ? record_state_names[state] : "";
}
