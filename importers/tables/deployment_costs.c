/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What adding a compensating control would cost, and whether it can be done at all. */
#include "deployment_build.h"

#include "base/num.h"
#include <string.h>

/* Any currency and any unit fits; beyond it a digit too many is likelier than a price. */
static const double most_cost = 1e12;

bool mds_deployment__has_cost(const mds_deployment_build *b, const char *kind, const char **where)
{
    for (size_t i = 0; i < b->deployment.cost_count; i++) {
        if (strcmp(b->catalog->compensating[b->costs[i].compensating].id, kind) == 0) {
            *where = b->costs[i].where;
            return true;
        }
    }
    return false;
}

mds_treatment_cost *mds_deployment__cost(mds_deployment_build *b, const char *kind,
                                         const char *path, const char *where)
{
    const uint32_t chosen = mds_deployment__kind(b, kind, path, where);
    const size_t count = b->deployment.cost_count;

    if (chosen == MDS_NO_ORDINAL) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (b->costs[i].compensating == chosen) {
            return &b->costs[i];
        }
    }
    if (!mds_array_reserve(b->arena, &b->costs, &b->cost_capacity, count, sizeof *b->costs)) {
        mds_deployment__no_memory(b);
        return NULL;
    }
    b->costs[count] = (mds_treatment_cost){.compensating = chosen,
                                           .cost = -1.0,
                                           .reason = "",
                                           .where = mds_deployment__keep(b, where)};
    b->deployment.cost_count++;
    return &b->costs[count];
}

void mds_deployment__set_cost(mds_deployment_build *b, mds_treatment_cost *cost, const char *field,
                              const char *path, const char *text, const char *where)
{
    const char *value = mds_deployment__keep(b, text);
    double number = 0;

    if (value[0] == '\0') {
        return;
    }
    if (strcmp(field, "reason") == 0) {
        cost->reason = value;
    } else if (strcmp(field, "feasible") == 0) {
        cost->ruled_out = !mds_deployment__bool(b, path, value, where);
    } else if (strcmp(field, "cost") == 0) {
        if (!mds_num_parse(&number, (mds_sv){value, strlen(value)}) || !(number >= 0.0) ||
            !(number <= most_cost)) {
            b->refused = true;
            mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NUMBER, b->file, where, path, value, "0",
                         "1000000000000", NULL);
            return;
        }
        cost->cost = number;
    }
}
