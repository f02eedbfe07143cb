/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form, whatever container it comes in. */
#include <mdsrisk/import.h>

#include "container.h"
#include "form.h"
#include "pdf.h"

mds_status mds_import_form(const mds_disclosure **out, mds_arena *arena, const mds_catalog *catalog,
                           const mds_source *source, mds_diags *diags)
{
    return mds_import_form_sheet(out, arena, catalog, source, NULL, diags);
}

mds_status mds_import_form_sheet(const mds_disclosure **out, mds_arena *arena,
                                 const mds_catalog *catalog, const mds_source *source,
                                 const char *sheet, mds_diags *diags)
{
    const char *name = NULL;
    const mds_container container = mds_container__sniff(source, &name);
    mds_grid grid;

    if (container == MDS_CONTAINER_JSON) {
        return mds_form__from_json(out, arena, catalog, source, diags);
    }
    mds_grid__init(&grid, arena, mds_source_name(source), diags);
    const mds_status status = container == MDS_CONTAINER_PDF ? mds_pdf__read(&grid, source)
                                                             : mds_container__read(&grid, source);
    return status == MDS_OK ? mds_form__from_grid(out, arena, catalog, &grid, source, sheet)
                            : status;
}
