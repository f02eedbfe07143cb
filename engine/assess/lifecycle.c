/* SPDX-License-Identifier: GPL-3.0-or-later */
/* End of support after IMDRF N60 and N70: docs/method/model.md, section 6. */
#include "lifecycle.h"

#include "base/date.h"
#include "engine/evidence_words.h"

#include <math.h>
#include <string.h>

mds_lifespan mds_lifecycle__of(const mds_policy *policy, const mds_deployment *deployment,
                               int32_t as_of)
{
    mds_lifespan span = {.stage = MDS_LIFECYCLE_SUPPORT};
    bool eol = deployment->end_of_life != MDS_DAY_NONE;
    bool eos = deployment->end_of_support != MDS_DAY_NONE;
    if (eos && as_of >= deployment->end_of_support) {
        span.stage = MDS_LIFECYCLE_END_OF_SUPPORT;
        span.years_past = mds_date_years(deployment->end_of_support, as_of);
    } else if (eol && as_of >= deployment->end_of_life) {
        span.stage = MDS_LIFECYCLE_LIMITED_SUPPORT;
    } else if (!eol && !eos) {
        span.stage = MDS_LIFECYCLE_UNKNOWN;
    }
    span.warning = eos && as_of < deployment->end_of_support &&
                   mds_date_years(as_of, deployment->end_of_support) <= policy->eos_warn_years;
    return span;
}

int32_t mds_lifecycle__warning_day(const mds_policy *policy, int32_t eos)
{
    return eos - (int32_t)floor(policy->eos_warn_years * 365.25);
}

typedef struct member {
    const char *name;
    bool given;
} member;

enum { MEMBER_COUNT = 7, NAMES_SIZE = 96 };

/* "TBD" is no owner, and "none" no evidence; that nothing constrains may be said. */
static void members_of(member out[MEMBER_COUNT], const mds_catalog *catalog,
                       const mds_control_record *record)
{
    const member members[MEMBER_COUNT] = {
        {"constraint", record->constraint[0] != '\0'},
        {"objective", mds_evidence_named(catalog, record->objective)},
        {"risk_covered", mds_evidence_named(catalog, record->risk_covered)},
        {"owner", mds_evidence_named(catalog, record->owner)},
        {"evidence", mds_evidence_named(catalog, record->evidence)},
        {"validated", record->validated != MDS_DAY_NONE},
        {"expires", record->expires != MDS_DAY_NONE},
    };
    memcpy(out, members, sizeof members);
}

mds_record_state mds_lifecycle__record(const mds_catalog *catalog, const mds_control_record *record,
                                       int32_t as_of)
{
    if (record->implementation == MDS_IMPLEMENTATION_NONE) {
        return MDS_RECORD_NOT_IN_PLACE;
    }
    member members[MEMBER_COUNT];
    members_of(members, catalog, record);
    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        if (!members[i].given) {
            return MDS_RECORD_INCOMPLETE;
        }
    }
    if (record->expires < as_of) {
        return MDS_RECORD_EXPIRED;
    }
    return record->validated > as_of ? MDS_RECORD_NOT_YET_VALID : MDS_RECORD_CREDITED;
}

static void missing_members(char out[NAMES_SIZE], const mds_catalog *catalog,
                            const mds_control_record *record)
{
    member members[MEMBER_COUNT];
    size_t n = 0;
    members_of(members, catalog, record);
    out[0] = '\0';
    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        size_t length = strlen(members[i].name);
        if (members[i].given || n + length + 3 > NAMES_SIZE) {
            continue;
        }
        if (n > 0) {
            memcpy(out + n, ", ", 2);
            n += 2;
        }
        memcpy(out + n, members[i].name, length + 1);
        n += length;
    }
}

static void report_record(const mds_catalog *catalog, const mds_control_record *record,
                          mds_record_state state, mds_diags *diags)
{
    const char *id = catalog->compensating[record->compensating].id;
    char names[NAMES_SIZE];
    char day[MDS_DATE_SIZE];
    switch (state) {
    case MDS_RECORD_INCOMPLETE:
        missing_members(names, catalog, record);
        mds_diag_add(diags, MDS_D_RECORD_INCOMPLETE, record->file, record->where, id, names, NULL);
        break;
    case MDS_RECORD_EXPIRED:
        mds_date_format(day, record->expires);
        mds_diag_add(diags, MDS_D_RECORD_EXPIRED, record->file, record->where, id, day, NULL);
        break;
    case MDS_RECORD_NOT_YET_VALID:
        mds_date_format(day, record->validated);
        mds_diag_add(diags, MDS_D_RECORD_NOT_YET_VALID, record->file, record->where, id, day, NULL);
        break;
    case MDS_RECORD_CREDITED:
    case MDS_RECORD_NOT_IN_PLACE:
    case MDS_RECORD_STATE__COUNT:
        break;
    }
}

void mds_lifecycle__report(const mds_catalog *catalog, const mds_deployment *deployment,
                           const mds_record_state *states, mds_diags *diags)
{
    for (size_t i = 0; i < deployment->record_count; i++) {
        report_record(catalog, &deployment->records[i], states[i], diags);
    }
    if (deployment->end_of_support == MDS_DAY_NONE) {
        mds_diag_add(diags, MDS_D_EOS_NOT_GIVEN, deployment->file, NULL, NULL);
    }
    if (deployment->designated_environment && deployment->designation_document[0] == '\0') {
        mds_diag_add(diags, MDS_D_EOS_DESIGNATION_NO_PAPER, deployment->file, NULL, NULL);
    }
}
