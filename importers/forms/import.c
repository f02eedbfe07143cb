/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form, whatever container it comes in. */
#include <mdsrisk/import.h>

#include "container.h"
#include "form.h"

mds_status mds_import_form(const mds_disclosure **out, mds_arena *arena, const mds_catalog *catalog,
                           const mds_source *source, mds_diags *diags)
{
    const char *name = NULL;
    mds_grid grid;

    if (mds_container__sniff(source, &name) == MDS_CONTAINER_JSON) {
        return mds_form__from_json(out, arena, catalog, source, diags);
    }
    mds_grid__init(&grid, arena, mds_source_name(source), diags);
    const mds_status status = mds_container__read(&grid, source);
    return status == MDS_OK ? mds_form__from_grid(out, arena, catalog, &grid, source) : status;
}
