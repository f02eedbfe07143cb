/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The devices of one file, a form or an archive of forms: a verdict each, in one deployment. Script
 * calls it file by file, and orders what comes. */
#include "assess.h"

#include <mdsrisk/archive.h>
#include <mdsrisk/facts.h>
#include <mdsrisk/import.h>

typedef struct fleet {
    mds_page *page;
    const mds_deployment *deployment;
} fleet;

static mds_status put_device(mds_page *page, const mds_disclosure *form,
                             const mds_risk_assessment *as)
{
    mds_jsonw *out = &page->out;

    mds_jsonw_member_string(out, "manufacturer", form->device[MDS_DEVICE_MANUFACTURER]);
    mds_jsonw_member_string(out, "model", form->device[MDS_DEVICE_MODEL]);
    mds_jsonw_member_string(out, "edition", page->session.catalog->forms[form->form].edition);
    return mds_page__put_verdict(page, "now", as);
}

static mds_status assess(mds_page *page, const fleet *f, const mds_source *file)
{
    mds_session *s = &page->session;
    const mds_disclosure *form = NULL;
    const mds_risk_assessment *as = NULL;

    mds_status status = mds_import_form(&form, s->arena, s->catalog, file, s->diags);
    if (status == MDS_OK) {
        status = mds_session_assess(&as, s, &form, 1, f->deployment);
    }
    return status == MDS_OK ? put_device(page, form, as) : status;
}

/* Each file in an arena of its own, so that memory stays flat. */
static mds_status read_file(void *payload, const char *name, const mds_source *file)
{
    const fleet *f = payload;
    mds_page own = *f->page;
    mds_status status = MDS_OK;

    own.session.arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    own.session.diags = own.session.arena != NULL && file != NULL
                            ? mds_diags_new(own.session.arena, MDS_LIMIT_DIAGS)
                            : f->page->session.diags;
    if (own.session.arena == NULL || own.session.diags == NULL) {
        status = MDS_ENOMEM;
    } else {
        mds_jsonw_object(&own.out);
        mds_jsonw_member_string(&own.out, "file", name);
        status = file != NULL ? assess(&own, f, file) : MDS_EFORMAT;
        mds_page__put_messages(&own, status);
        mds_jsonw_object_end(&own.out);
    }
    mds_arena_free(own.session.arena);
    f->page->out = own.out;
    return status == MDS_ENOMEM ? MDS_ENOMEM : MDS_OK;
}

static mds_status read_files(mds_page *page, const fleet *f, const char *path)
{
    mds_source *source = NULL;
    fleet payload = *f;

    mds_status status =
        path != NULL ? mds_source_open(&source, path, 0, page->session.diags) : MDS_EINVAL;
    if (status == MDS_OK) {
        status = mds_source_is_archive(source)
                     ? mds_archive_read(source, read_file, &payload, page->session.diags)
                     : read_file(&payload, path, source);
    }
    mds_source_free(source);
    return status;
}

const char *mds_page_fleet(const char *request)
{
    mds_page page;
    fleet f = {.page = &page};

    mds_status status = mds_page__begin(&page, request);
    if (status == MDS_OK) {
        status = mds_session_read_deployment(&f.deployment, &page.session,
                                             mds_page__string(&page, "deployment"), NULL);
    }
    mds_jsonw_name(&page.out, "devices");
    mds_jsonw_array(&page.out);
    if (status == MDS_OK) {
        status = read_files(&page, &f, mds_page__string(&page, "file"));
    }
    mds_jsonw_array_end(&page.out);
    return mds_page__end(&page, status);
}
