/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each dropped file is: a form, or one that the program has written, as the reader of forms
 * tells them apart. */
#include "page.h"

#include <mdsrisk/message.h>
#include <string.h>

/* "register", "context", "compensating_records"; "form" for all that is none of ours, which also
 * what cannot be read counts as: its reason comes when it is read as one. */
static const char *kind_of(const mds_diags *diags)
{
    static const char mark[] = "own_file.";

    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *at = mds_diags_at(diags, i);
        if (at->code == MDS_D_OWN_FILE && at->arg_count > 0 &&
            strncmp(at->args[0], mark, sizeof mark - 1) == 0) {
            return at->args[0] + sizeof mark - 1;
        }
    }
    return "form";
}

static mds_status put_kind(mds_page *page, const char *path)
{
    mds_session apart = page->session;
    const mds_disclosure *form = NULL;

    apart.diags = mds_diags_new(page->session.arena, 0);
    if (apart.diags == NULL) {
        return mds_arena_status(page->session.arena);
    }
    const mds_status status = mds_session_read_form(&form, &apart, path);
    if (status == MDS_ENOMEM) {
        return status;
    }
    mds_jsonw_object(&page->out);
    mds_jsonw_member_string(&page->out, "file", path);
    mds_jsonw_member_string(&page->out, "kind", kind_of(apart.diags));
    mds_jsonw_object_end(&page->out);
    return MDS_OK;
}

const char *mds_page_kinds(const char *request)
{
    const char *const *paths = NULL;
    size_t count = 0;
    mds_page page;

    mds_status status = mds_page__begin(&page, request);
    if (status == MDS_OK) {
        status = mds_page__strings(&paths, &count, &page, "files");
    }
    mds_jsonw_name(&page.out, "kinds");
    mds_jsonw_array(&page.out);
    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        status = put_kind(&page, paths[i]);
    }
    mds_jsonw_array_end(&page.out);
    return mds_page__end(&page, status);
}
