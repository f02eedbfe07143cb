/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One device: what was read, the verdict, the register, what each switch would do; and its files.
 */
#include "assess.h"

#include <mdsrisk/export.h>
#include <mdsrisk/facts.h>
#include <mdsrisk/import_entries.h>

static mds_status assess(page_assessment *a, mds_page *page)
{
    mds_session *session = &page->session;
    const mds_deployment *deployment = NULL;
    const char *const *paths = NULL;

    mds_status status = mds_page__strings(&paths, &a->form_count, page, "forms");
    if (status == MDS_OK) {
        status =
            mds_session_read_deployment(&deployment, session, mds_page__string(page, "deployment"),
                                        mds_page__string(page, "records"));
    }
    if (status == MDS_OK) {
        status = mds_session_read_forms(&a->forms, session, paths, a->form_count);
    }
    if (status == MDS_OK) {
        status = mds_session_assess(&a->now, session, a->forms, a->form_count, deployment);
    }
    return status;
}

static void put_deployment(mds_page *page, const mds_deployment *d)
{
    const mds_policy *policy = page->session.policy;
    mds_jsonw *out = &page->out;

    mds_jsonw_name(out, "deployment");
    mds_jsonw_object(out);
    mds_jsonw_member_string(out, "file", d->file);
    mds_jsonw_member_string(out, "name", d->name);
    mds_page__text(page, "profile", &policy->profiles[d->profile].title);
    mds_page__text(page, "zone", &policy->zones[d->zone].title);
    mds_page__text(page, "volume", &policy->data_volumes[d->data_volume].title);
    mds_jsonw_object_end(out);
}

/* What the hospital typed into the register that it dropped beside the forms; NULL: none. */
static mds_status carry(const mds_carried **out, mds_page *page, const page_assessment *a)
{
    mds_session *session = &page->session;
    const char *path = mds_page__string(page, "register");
    const mds_entries *former = NULL;
    mds_source *source = NULL;

    *out = NULL;
    if (path == NULL) {
        return MDS_OK;
    }
    mds_status status = mds_source_open(&source, path, MDS_LIMIT_FILE_BYTES, session->diags);
    if (status == MDS_OK) {
        status =
            mds_import_entries(&former, session->arena, session->catalog, source, session->diags);
    }
    if (status == MDS_OK) {
        status = mds_entries_carry(out, session->arena, a->now, former, session->diags);
    }
    mds_source_free(source);
    return status;
}

static void put_carried(mds_page *page, const mds_carried *carried)
{
    static const char *const names[MDS_SINCE__COUNT] = {
        [MDS_SINCE_FIRST] = "first", [MDS_SINCE_SAME] = "same", [MDS_SINCE_GREW] = "grew",
        [MDS_SINCE_FELL] = "fell",   [MDS_SINCE_NEW] = "new",   [MDS_SINCE_OTHER] = "other"};
    mds_jsonw *out = &page->out;

    mds_jsonw_name(out, "carried");
    mds_jsonw_object(out);
    mds_jsonw_member_number(out, "typed", (double)carried->former->typed);
    mds_jsonw_member_number(out, "left", (double)carried->left_count);
    mds_jsonw_member_number(out, "flagged", (double)carried->flagged);
    for (size_t i = 0; i < MDS_SINCE__COUNT; i++) {
        mds_jsonw_member_number(out, names[i], (double)carried->counts[i]);
    }
    mds_jsonw_object_end(out);
}

static mds_status put_register(mds_page *page, const mds_register *reg)
{
    mds_jsonw *out = &page->out;
    const char *const *paths = NULL;
    size_t count = 0;

    mds_jsonw_member_string(out, "title", reg->title);
    mds_jsonw_member_string(out, "device", reg->device_label);
    mds_page__table(page, "summary", &reg->tables[MDS_TABLE_SUMMARY]);
    mds_page__table(page, "risks", &reg->tables[MDS_TABLE_RISKS]);
    mds_page__table(page, "unknowns", &reg->tables[MDS_TABLE_UNKNOWNS]);
    mds_page__table(page, "lead", &reg->tables[MDS_TABLE_LEAD]);
    mds_page__table(page, "left", &reg->tables[MDS_TABLE_LEFT]);
    mds_status status = mds_page__strings(&paths, &count, page, "outputs");
    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        status =
            mds_export_register(reg, mds_export_format_of(paths[i]), paths[i], page->session.diags);
    }
    return status;
}

static mds_status show(mds_page *page, const page_assessment *a)
{
    mds_session *session = &page->session;
    const mds_carried *carried = NULL;
    const mds_register *reg = NULL;

    mds_status status = carry(&carried, page, a);
    if (status == MDS_OK) {
        status = mds_register_build(&reg, session->arena, a->now, carried, session->diags,
                                    session->language);
    }
    if (status == MDS_OK && carried != NULL) {
        put_carried(page, carried);
    }
    if (status == MDS_OK) {
        status = mds_page__put_verdict(page, "now", a->now);
    }
    if (status == MDS_OK) {
        put_deployment(page, a->now->deployment);
        status = put_register(page, reg);
    }
    if (status == MDS_OK) {
        status = mds_page__put_forms(page, a);
    }
    if (status == MDS_OK) {
        status = mds_page__put_controls(page, a);
    }
    return status;
}

const char *mds_page_assess(const char *request)
{
    page_assessment a = {.form_count = 0};
    mds_page page;

    mds_status status = mds_page__begin(&page, request);
    if (status == MDS_OK) {
        status = assess(&a, &page);
    }
    if (status == MDS_OK) {
        status = show(&page, &a);
    }
    return mds_page__end(&page, status);
}
