/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a misspelt member may mean. */
#include "deployment_build.h"

#include <string.h>

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

void mds_deployment__unknown(mds_deployment_build *b, mds_deployment_group group, const char *field,
                             const char *path, const char *where)
{
    const char *nearest = "";
    size_t best = strlen(field) / 2 + 1;
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group, &count);

    for (size_t i = 0; i < count; i++) {
        const size_t d = mds_deployment__distance(field, members[i].name);
        if (d < best) {
            best = d;
            nearest = members[i].name;
        }
    }
    if (nearest[0] == '\0') {
        mds_diag_add(b->diags, MDS_D_JSON_MEMBER_UNKNOWN, b->file, where, path, NULL);
    } else {
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_FIELD_UNKNOWN, b->file, where, path, nearest, NULL);
    }
}
