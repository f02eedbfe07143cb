/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/documents.h>

#include "base/date.h"
#include "lifecycle.h"

static const char *const state_names[MDS_DOCUMENT_STATE__COUNT] = {
    [MDS_DOCUMENT_HELD] = "held",       [MDS_DOCUMENT_STATED] = "stated",
    [MDS_DOCUMENT_MISSING] = "missing", [MDS_DOCUMENT_NOT_DUE] = "not_due",
    [MDS_DOCUMENT_NO_DATE] = "no_date",
};

const char *mds_document_state_name(mds_document_state state)
{
    return (unsigned)state < MDS_DOCUMENT_STATE__COUNT ? state_names[state] : "";
}

/* MDS_DAY_NONE when nobody gave the date that the milestone hangs on. */
static int32_t milestone_day(const mds_risk_assessment *as, mds_milestone milestone)
{
    int32_t eos = as->deployment->end_of_support;
    switch (milestone) {
    case MDS_MILESTONE_WARNING:
        return eos != MDS_DAY_NONE ? mds_lifecycle__warning_day(as->policy, eos) : MDS_DAY_NONE;
    case MDS_MILESTONE_END_OF_LIFE:
        return as->deployment->end_of_life;
    case MDS_MILESTONE_END_OF_SUPPORT:
        return eos;
    case MDS_MILESTONE_SUPPORT:
    case MDS_MILESTONE__COUNT:
        break;
    }
    return MDS_DAY_NONE;
}

static const char *reference_of(const mds_deployment *deployment, uint32_t document)
{
    for (size_t i = 0; i < deployment->document_count; i++) {
        if (deployment->documents[i].document == document) {
            return deployment->documents[i].reference;
        }
    }
    return "";
}

static mds_document_status status_of(const mds_risk_assessment *as, uint32_t i)
{
    const mds_life_document *document = &as->catalog->documents[i];
    mds_document_status status = {.document = i,
                                  .due = milestone_day(as, document->milestone),
                                  .reference = reference_of(as->deployment, i)};
    bool stated =
        document->fact < as->facts->count && as->facts->at[document->fact].truth == MDS_TRUE;
    if (status.reference[0] != '\0') {
        status.state = MDS_DOCUMENT_HELD;
    } else if (document->milestone != MDS_MILESTONE_SUPPORT && status.due == MDS_DAY_NONE) {
        status.state = MDS_DOCUMENT_NO_DATE;
    } else if (status.due > as->as_of) {
        status.state = MDS_DOCUMENT_NOT_DUE;
    } else {
        status.state = stated ? MDS_DOCUMENT_STATED : MDS_DOCUMENT_MISSING;
    }
    return status;
}

mds_status mds_documents_due(const mds_document_status **out, size_t *count, mds_arena *arena,
                             const mds_risk_assessment *assessment)
{
    size_t n = assessment->catalog->document_count;
    mds_document_status *made = mds_arena_alloc(arena, n, sizeof *made);
    if (made == NULL) {
        return mds_arena_status(arena);
    }
    for (uint32_t i = 0; i < n; i++) {
        made[i] = status_of(assessment, i);
    }
    *out = made;
    *count = n;
    return MDS_OK;
}
