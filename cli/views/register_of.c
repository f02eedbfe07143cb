/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_of.h"

#include <mdsrisk/import_entries.h>
#include <mdsrisk/limits.h>
#include <sys/stat.h>

static mds_status read_entries(run *r, const char *path, mds_diags *diags, const mds_entries **out)
{
    mds_source *source = NULL;
    mds_status status = mds_source_open(&source, path, MDS_LIMIT_FILE_BYTES, diags);

    show_progress(r, path);
    if (status == MDS_OK) {
        status = mds_import_entries(out, r->arena, r->catalog, source, diags);
    }
    mds_source_free(source);
    return status;
}

/* Whether a register is there already; a document holds no entries. */
static bool holds_entries(const char *output)
{
    struct stat st;

    return output != NULL && !mds_export_is_document(mds_export_format_of(output)) &&
           stat(output, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
}

mds_status read_former(run *r, const char *former, const char *output, const mds_entries **out)
{
    const mds_entries *there = NULL;
    mds_status status = MDS_OK;

    *out = NULL;
    if (former != NULL) {
        status = read_entries(r, former, r->diags, out);
    }
    if (status != MDS_OK || !holds_entries(output) ||
        (former != NULL && same_target(former, output))) {
        return status;
    }
    status = read_entries(r, output, r->diags, &there);
    if (status == MDS_ENOMEM) {
        return status;
    }
    if (status != MDS_OK || (former != NULL && there->typed > 0)) {
        mds_diag_add(r->diags, MDS_D_REGISTER_OUTPUT_HOLDS, output, NULL, NULL);
        return MDS_EIO;
    }
    *out = former == NULL ? there : *out;
    return MDS_OK;
}

mds_status spare_register(run *r)
{
    const mds_entries *there = NULL;
    mds_diags *aside = mds_diags_new(r->arena, 0);

    if (aside == NULL) {
        return mds_arena_status(r->arena);
    }
    if (holds_entries(r->opt.output) && read_entries(r, r->opt.output, aside, &there) == MDS_OK &&
        there->typed > 0) {
        mds_diag_add(r->diags, MDS_D_REGISTER_OUTPUT_HOLDS, r->opt.output, NULL, NULL);
        return MDS_EIO;
    }
    return MDS_OK;
}

/* The assessment with another id in place of what its deployment says. */
static mds_status name_device(run *r, const mds_risk_assessment *assessment, const char *device_id,
                              const mds_risk_assessment **out)
{
    mds_risk_assessment *named = mds_arena_alloc(r->arena, 1, sizeof *named);
    mds_deployment *deployment = mds_arena_alloc(r->arena, 1, sizeof *deployment);

    if (named == NULL || deployment == NULL) {
        return mds_arena_status(r->arena);
    }
    *named = *assessment;
    *deployment = *named->deployment;
    if (device_id != NULL) {
        deployment->asset[MDS_ASSET_DEVICE_ID] = device_id;
    }
    named->deployment = deployment;
    *out = named;
    return MDS_OK;
}

mds_status build_register(run *r, const mds_risk_assessment *assessment, const char *device_id,
                          const mds_entries *former, const mds_register **out)
{
    const mds_carried *carried = NULL;
    mds_status status = name_device(r, assessment, device_id, &assessment);

    if (status == MDS_OK && former != NULL) {
        status = mds_entries_carry(&carried, r->arena, assessment, former, r->diags);
    }
    if (status == MDS_OK) {
        status = mds_register_build(out, r->arena, assessment, carried, r->diags, r->opt.lang);
    }
    return status;
}

mds_status export_register(run *r, const mds_register *reg, mds_export_format format,
                           const char *path)
{
    const mds_paper *paper = NULL;

    if (!mds_export_is_document(format)) {
        return mds_export_register(reg, format, path, r->diags);
    }
    const mds_status status = mds_paper_of_register(&paper, r->arena, reg, r->diags);
    return status == MDS_OK ? mds_export_paper(paper, format, path, r->diags) : status;
}
