/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to experts: what no single member shows. */
#include "loader.h"

/* What the one kind of question needs and the other must not have. */
static void check_member(const record *at, const char *member, bool given, bool needed)
{
    if (given != needed) {
        mds_record__fault(at, member,
                          given ? "catalog.reason.unknown_member" : "catalog.reason.missing");
    }
}

static bool has(const record *at, const char *member)
{
    return mds_json_member(at->object, member) != NULL;
}

void mds_finish__expert_question(const record *at, void *out)
{
    const mds_expert_question *question = out;
    const bool seed = question->asks == MDS_ASKED_SEED;

    check_member(at, "realisation", has(at, "realisation"), seed);
    check_member(at, "evidence", question->evidence_count > 0, seed);
    check_member(at, "parameter", has(at, "parameter"), !seed);
    check_member(at, "of", has(at, "of"), !seed);
    check_member(at, "per", question->per > 0, !seed);
    if (question->least >= question->most || (question->log10 && question->least <= 0)) {
        mds_record__fault(at, "least", "catalog.reason.range");
    }
    if (seed &&
        (question->realisation < question->least || question->realisation > question->most)) {
        mds_record__fault(at, "realisation", "catalog.reason.range");
    }
}
