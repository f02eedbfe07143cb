/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loader.h"

mds_status mds_catalog_load(mds_catalog **out, const char *dir, mds_diags *diags)
{
    if (dir != NULL) {
        return mds_catalog__load_files(out, dir, diags);
    }
    *out = &mds_catalog__builtin;
    return MDS_OK;
}
