/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of a deployment's fields, and what a misspelt one may mean. */
#include "deployment_build.h"

#include <string.h>

static const char *const top_fields[] = {"format_version",
                                         "kind",
                                         "name",
                                         "clinical_profile",
                                         "network_zone",
                                         "network_zone_basis",
                                         "data_volume",
                                         "country",
                                         "end_of_life",
                                         "end_of_support",
                                         "designated_environment",
                                         "compensating_controls",
                                         "verified_facts",
                                         "treatment_costs",
                                         "documents",
                                         "hospital_rate_factor",
                                         "device_id",
                                         "asset_tag",
                                         "serial_number",
                                         "location",
                                         "department",
                                         "quantity",
                                         "criticality",
                                         "data_kept",
                                         "connected_systems",
                                         NULL};
static const char *const environment_fields[] = {"designated", "document", NULL};
static const char *const basis_fields[] = {"by", "on", "evidence", NULL};
static const char *const control_fields[] = {
    "kind",  "implementation", "assurance", "constraint", "objective", "risk_covered",
    "owner", "evidence",       "validated", "expires",    NULL};
static const char *const verified_fields[] = {"fact", "state",    "assurance", "by",
                                              "on",   "evidence", NULL};
static const char *const cost_fields[] = {"kind", "cost", "feasible", "reason", NULL};
static const char *const document_fields[] = {"document", "reference", NULL};

static const char *const *fields_of(mds_field_group group)
{
    switch (group) {
    case MDS_FIELDS_TOP:
        return top_fields;
    case MDS_FIELDS_ENVIRONMENT:
        return environment_fields;
    case MDS_FIELDS_BASIS:
        return basis_fields;
    case MDS_FIELDS_CONTROL:
        return control_fields;
    case MDS_FIELDS_VERIFIED:
        return verified_fields;
    case MDS_FIELDS_COST:
        return cost_fields;
    case MDS_FIELDS_DOCUMENT:
        return document_fields;
    }
    return top_fields;
}

bool mds_deployment__knows(mds_field_group group, const char *field)
{
    for (const char *const *f = fields_of(group); *f != NULL; f++) {
        if (strcmp(*f, field) == 0) {
            return true;
        }
    }
    return false;
}

enum { NAME_BYTES = 64 };

size_t mds_deployment__distance(const char *a, const char *b)
{
    size_t row[NAME_BYTES + 1];
    const size_t n = strlen(a) < NAME_BYTES ? strlen(a) : NAME_BYTES;
    const size_t m = strlen(b) < NAME_BYTES ? strlen(b) : NAME_BYTES;

    for (size_t j = 0; j <= m; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            const size_t above = row[j];
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            best = above + 1 < best ? above + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            row[j] = best;
            diagonal = above;
        }
    }
    return row[m];
}

void mds_deployment__unknown(mds_deployment_build *b, mds_field_group group, const char *field,
                             const char *path, const char *where)
{
    const char *nearest = "";
    size_t best = strlen(field) / 2 + 1;

    for (const char *const *f = fields_of(group); *f != NULL; f++) {
        const size_t d = mds_deployment__distance(field, *f);
        if (d < best) {
            best = d;
            nearest = *f;
        }
    }
    if (nearest[0] == '\0') {
        mds_diag_add(b->diags, MDS_D_JSON_MEMBER_UNKNOWN, b->file, where, path, NULL);
    } else {
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_FIELD_UNKNOWN, b->file, where, path, nearest, NULL);
    }
}
