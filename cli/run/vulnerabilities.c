/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --vulnerability-data: from files and folders to what they say of one device. */
#include "run.h"

#include <mdsrisk/session.h>

void pass_on_vulnerability_diags(run *r, const mds_diags *said, mds_status status)
{
    for (size_t i = 0; i < mds_diags_count(said); i++) {
        const mds_diag *d = mds_diags_at(said, i);
        if (status != MDS_OK && status != MDS_ENOMEM && d->severity == MDS_SEVERITY_ERROR) {
            mds_diag_add(r->diags, MDS_D_VULN_LEFT_OUT, d->file, d->where,
                         mds_diag_message(r->arena, r->catalog, d, r->opt.lang), NULL);
        } else {
            mds_diag_add(r->diags, d->code, d->file, d->where, d->args[0], d->args[1], d->args[2],
                         d->args[3], NULL);
        }
    }
}

static mds_status read_of_folder(run *r, mds_session *session, mds_vulnerabilities *all,
                                 const char *path, size_t *used)
{
    show_progress(r, path);
    session->diags = mds_diags_new(r->arena, 0);
    if (session->diags == NULL) {
        return mds_arena_status(r->arena);
    }
    const mds_status status = mds_session_read_vulnerabilities(session, all, path);
    pass_on_vulnerability_diags(r, session->diags, status);
    session->diags = r->diags;
    if (status != MDS_OK) {
        return status == MDS_ENOMEM ? status : MDS_OK;
    }
    ++*used;
    if (r->opt.output != NULL && same_target(r->opt.output, path)) {
        mds_diag_add(r->diags, MDS_D_TEMPLATE_EXISTS, path, NULL, NULL);
        return MDS_EIO;
    }
    return MDS_OK;
}

static mds_status read_path(run *r, mds_session *session, mds_vulnerabilities *all,
                            const char *path)
{
    file_list files = {0};
    size_t used = 0;

    if (!is_folder(path)) {
        show_progress(r, path);
        return mds_session_read_vulnerabilities(session, all, path);
    }
    mds_status status = list_files(r, path, NULL, &files);
    for (size_t i = 0; i < files.count && status == MDS_OK; i++) {
        status = read_of_folder(r, session, all, files.paths[i], &used);
    }
    if (status == MDS_OK && used == 0) {
        mds_diag_add(r->diags, MDS_D_VULN_FOLDER_EMPTY, path, NULL, NULL);
    }
    return status;
}

mds_status match_vulnerabilities(run *r, const mds_disclosure *const *forms, size_t count,
                                 const mds_deployment **deployment)
{
    mds_session session = {.arena = r->arena,
                           .catalog = r->catalog,
                           .policy = r->policy,
                           .diags = r->diags,
                           .language = r->opt.lang,
                           .as_of = r->as_of};

    if (r->opt.vulnerability_count == 0) {
        return MDS_OK;
    }
    mds_vulnerabilities *all = mds_arena_alloc(r->arena, 1, sizeof *all);
    mds_status status = all != NULL ? MDS_OK : mds_arena_status(r->arena);
    for (size_t i = 0; i < r->opt.vulnerability_count && status == MDS_OK; i++) {
        status = read_path(r, &session, all, r->opt.vulnerability[i]);
    }
    if (status == MDS_OK) {
        status = mds_session_match_vulnerabilities(&r->hits, &session, all, forms, count);
    }
    return status == MDS_OK
               ? mds_session_raise_by_vulnerabilities(deployment, &session, r->hits, *deployment)
               : status;
}
