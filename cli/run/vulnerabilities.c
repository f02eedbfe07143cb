/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --vulnerability-data: from files and folders to what they say of one device. */
#include "run.h"

#include <mdsrisk/session.h>

/* What cannot be used in a folder is said and left out: other files may lie there. */
static mds_status read_path(run *r, mds_session *session, mds_vulnerabilities *all,
                            const char *path)
{
    file_list files = {0};

    if (!is_folder(path)) {
        show_progress(r, path);
        return mds_session_read_vulnerabilities(session, all, path);
    }
    mds_status status = list_files(r, path, NULL, &files);
    for (size_t i = 0; i < files.count && status == MDS_OK; i++) {
        show_progress(r, files.paths[i]);
        status = mds_session_read_vulnerabilities(session, all, files.paths[i]);
        status = status == MDS_ENOMEM ? status : MDS_OK;
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
