/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "batch_rows.h"

#include "base/strbuf.h"
#include "forms_in.h"
#include <mdsrisk/archive.h>
#include <mdsrisk/import_devices.h>
#include <string.h>

static mds_status reserve(run *r, batch_rows *out, size_t count)
{
    out->at = mds_arena_alloc(r->arena, count + 1, sizeof *out->at);
    out->count = count;
    return out->at != NULL ? MDS_OK : mds_arena_status(r->arena);
}

static mds_status rows_of_folder(run *r, const char *folder, const char *output, batch_rows *out)
{
    const char *root = mds_arena_printf(r->arena, "%s/", folder);
    file_list files = {0};
    mds_status status = root != NULL ? list_files(r, folder, output, &files) : MDS_ENOMEM;

    if (status == MDS_OK) {
        status = reserve(r, out, files.count);
    }
    for (size_t i = 0; i < files.count && status == MDS_OK; i++) {
        out->at[i] = (batch_row){.path = files.paths[i], .root = root, .device_id = ""};
    }
    return status;
}

static mds_status row_of_archive(run *r, const char *path, batch_rows *out)
{
    const mds_status status = reserve(r, out, 1);

    if (status == MDS_OK) {
        out->at[0] = (batch_row){
            .path = path, .root = mds_arena_printf(r->arena, "%s/", path), .device_id = ""};
    }
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

/* "/forms/a.xlsx", and on Windows "C:/forms/a.xlsx" or "\\server\forms". */
static bool is_absolute(const char *path)
{
    return path[0] == '/' || path[0] == '\\' ||
           (path[0] != '\0' && path[1] == ':' && (path[2] == '/' || path[2] == '\\'));
}

static const char *beside(run *r, const char *root, const char *path)
{
    const char *joined = is_absolute(path) ? path : mds_arena_printf(r->arena, "%s%s", root, path);

    return joined != NULL ? joined : path;
}

/* Why a row of a list is set aside; NULL when it is not. */
static const mds_diags *problem_of(run *r, const char *list, const mds_device_row *row)
{
    if (row->form[0] != '\0' && row->twice == NULL) {
        return NULL;
    }
    mds_diags *diags = mds_diags_new(r->arena, 1);
    if (row->form[0] == '\0') {
        mds_diag_add(diags, MDS_D_DEVICE_NO_FORM, list, row->where, NULL);
    } else {
        mds_diag_add(diags, MDS_D_DEVICE_TWICE, list, row->where,
                     row->device_id[0] != '\0' ? row->device_id : row->form, row->twice, NULL);
    }
    return diags;
}

static mds_status rows_of_list(run *r, const char *path, const mds_source *source, batch_rows *out)
{
    const char *slash = strrchr(path, '/');
    const char *root =
        mds_arena_strndup(r->arena, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
    const mds_device_row *rows = NULL;
    size_t count = 0;
    mds_status status =
        root != NULL ? mds_import_devices(&rows, &count, r->arena, r->catalog, source, r->diags)
                     : MDS_ENOMEM;

    if (status == MDS_OK) {
        status = reserve(r, out, count);
    }
    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        const mds_device_row *row = &rows[i];
        out->at[i] = (batch_row){
            .path = row->form[0] != '\0' ? beside(r, root, row->form)
                                         : mds_arena_printf(r->arena, "%s:%s", path, row->where),
            .root = root,
            .context = row->context[0] != '\0' ? beside(r, root, row->context) : NULL,
            .device_id = row->device_id,
            .problem = problem_of(r, path, row)};
        status = mds_arena_status(r->arena);
    }
    return status;
}

mds_status list_rows(run *r, const char *path, const char *output, batch_rows *out)
{
    mds_source *source = NULL;

    if (is_folder(path)) {
        return rows_of_folder(r, path, output, out);
    }
    mds_status status = mds_source_open(&source, path, 0, r->diags);
    if (status == MDS_OK) {
        status = mds_source_is_archive(source) ? row_of_archive(r, path, out)
                                               : rows_of_list(r, path, source, out);
    }
    mds_source_free(source);
    return status;
}
