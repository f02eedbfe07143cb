/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one file of a fleet is: forms, each a device with its verdict in one deployment, or a table
 * of the hospital. Script calls it file by file. */
#include "fleet.h"

#include "forms_in.h"
#include <mdsrisk/export.h>
#include <mdsrisk/import.h>
#include <mdsrisk/import_inventory.h>
#include <string.h>

typedef struct fleet {
    mds_page *page;
    const mds_deployment *deployment;
    const char *path;
} fleet;

typedef bool reads_fn(mds_page *apart, const mds_source *file);

static bool reads_matches(mds_page *apart, const mds_source *file)
{
    const mds_session *s = &apart->session;
    const mds_settled *rows = NULL;
    size_t count = 0;

    return mds_import_matches(&rows, &count, s->arena, s->catalog, file, s->diags) == MDS_OK;
}

static bool reads_inventory(mds_page *apart, const mds_source *file)
{
    const mds_session *s = &apart->session;
    mds_inventory inventory;

    return mds_import_inventory(&inventory, s->arena, s->catalog, file, s->diags) == MDS_OK &&
           inventory.device_count > 0;
}

static bool reads_zones(mds_page *apart, const mds_source *file)
{
    const mds_session *s = &apart->session;
    const mds_zone_line *lines = NULL;
    size_t count = 0;

    return mds_import_zones(&lines, &count, s->arena, s->catalog, s->policy, file, s->diags) ==
               MDS_OK &&
           count > 0;
}

/* The kind of what is no form, by the first reader that takes it: a workbook with matches has the
 * inventory beside them. "form" when none does: then it counts as one that cannot be read. */
static const char *kind_of_table(const mds_page *page, const mds_source *file)
{
    static const struct {
        const char *kind;
        reads_fn *reads;
    } kinds[] = {
        {"matches", reads_matches}, {"inventory", reads_inventory}, {"zones", reads_zones}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        mds_page apart;
        const bool taken = mds_page__begin_apart(&apart, page) && kinds[i].reads(&apart, file);
        mds_arena_free(apart.session.arena);
        if (taken) {
            return kinds[i].kind;
        }
    }
    return "form";
}

/* What the inventory is compared with, and the answers as a file that the engine reads again. */
static mds_status put_form(mds_page *page, const mds_disclosure *form)
{
    const mds_session *s = &page->session;
    mds_jsonw *out = &page->out;
    const char *answers = NULL;

    const mds_status status = mds_export_disclosure(&answers, s->arena, s->catalog, form, s->diags);
    if (status != MDS_OK) {
        return status;
    }
    mds_jsonw_member_string(out, "maker", form->device[MDS_DEVICE_MANUFACTURER]);
    mds_jsonw_member_string(out, "model", form->device[MDS_DEVICE_MODEL]);
    mds_jsonw_member_string(out, "version", form->device[MDS_DEVICE_VERSION]);
    mds_jsonw_member_string(out, "date", form->device[MDS_DEVICE_DOCUMENT_DATE]);
    mds_jsonw_member_string(out, "edition", s->catalog->forms[form->form].edition);
    mds_jsonw_member_string(out, "answers", answers);
    return MDS_OK;
}

static mds_status take_file(mds_page *page, const fleet *f, const char *name,
                            const mds_source *file, const mds_diags *said)
{
    const mds_session *s = &page->session;
    const mds_disclosure *form = NULL;
    const char *kind = "form";

    mds_status status =
        file != NULL ? mds_import_form(&form, s->arena, s->catalog, file, s->diags) : MDS_EFORMAT;
    /* Files within an archive are forms. */
    if (status != MDS_OK && status != MDS_ENOMEM && file != NULL && strcmp(name, f->path) == 0) {
        kind = kind_of_table(page, file);
    }
    mds_jsonw_member_string(&page->out, "kind", kind);
    if (status == MDS_OK) {
        status = put_form(page, form);
    }
    return status == MDS_ENOMEM ? status
                                : mds_page__put_line(page, name, &form, status == MDS_OK ? 1 : 0,
                                                     f->deployment, file != NULL ? s->diags : said);
}

/* Each file in an arena of its own, so that memory stays flat. \p file is NULL when it could not be
 * opened or unpacked: \p said says why. */
static mds_status read_file(void *payload, const char *name, const mds_source *file,
                            const mds_diags *said)
{
    const fleet *f = payload;
    mds_status status = MDS_ENOMEM;
    mds_page own;

    if (mds_page__begin_apart(&own, f->page)) {
        mds_jsonw_object(&own.out);
        mds_jsonw_member_string(&own.out, "file", name);
        status = take_file(&own, f, name, file, said);
        mds_jsonw_object_end(&own.out);
    }
    mds_page__end_apart(&own, f->page);
    return status;
}

const char *mds_page_fleet(const char *request)
{
    mds_page page;
    fleet f = {.page = &page};

    mds_status status = mds_page__begin(&page, request);
    if (status == MDS_OK) {
        status = mds_session_read_deployment(&f.deployment, &page.session,
                                             mds_page__string(&page, "deployment"),
                                             mds_page__string(&page, "records"));
    }
    f.path = mds_page__string(&page, "file");
    mds_jsonw_name(&page.out, "files");
    mds_jsonw_array(&page.out);
    if (status == MDS_OK) {
        status = f.path != NULL ? each_form(f.path, read_file, &f) : MDS_EINVAL;
    }
    mds_jsonw_array_end(&page.out);
    return mds_page__end(&page, status);
}
