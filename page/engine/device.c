/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One device of a fleet: its forms in one deployment, as the line that lists of devices are made
 * of. Devices that are alike are assessed once. */
#include "fleet.h"

#include "batch_files.h"
#include <string.h>

enum { LINE_BYTES = 1 << 20 };

bool mds_page__begin_apart(mds_page *out, const mds_page *page)
{
    *out = *page;
    out->session.arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    out->session.diags =
        out->session.arena != NULL ? mds_diags_new(out->session.arena, MDS_LIMIT_DIAGS) : NULL;
    return out->session.diags != NULL;
}

void mds_page__end_apart(mds_page *apart, mds_page *page)
{
    mds_arena_free(apart->session.arena);
    page->out = apart->out;
}

mds_status mds_page__put_line(mds_page *page, const char *file, const mds_disclosure *const *forms,
                              size_t count, const mds_deployment *deployment, const mds_diags *said)
{
    mds_session *s = &page->session;
    const mds_risk_assessment *as = NULL;
    const mds_register *reg = NULL;
    mds_batch_device device;
    mds_strbuf line;

    mds_status status = count > 0 ? mds_session_assess(&as, s, forms, count, deployment) : MDS_OK;
    if (status == MDS_OK && as != NULL) {
        status = mds_register_build(&reg, s->arena, as, NULL, s->diags, s->language);
    }
    /* What cannot be assessed is a line too, with the reason. */
    if (status != MDS_ENOMEM) {
        status = mds_batch_device_of(&device, s->arena, s->catalog, file,
                                     status == MDS_OK ? reg : NULL, said, s->language);
    }
    if (status != MDS_OK) {
        return status;
    }
    mds_strbuf_init(&line, LINE_BYTES);
    put_device_line(&line, &device, NULL, NULL);
    status = line.status;
    mds_jsonw_member_string(&page->out, "line", status == MDS_OK ? line.p : "");
    mds_strbuf_finish(&line);
    return status;
}

/* In the zone that the request names by its id, or where the deployment says. */
static mds_status place(const mds_deployment **at, mds_page *page)
{
    const mds_session *s = &page->session;
    const char *id = mds_page__string(page, "zone");
    mds_deployment *moved = mds_arena_alloc(s->arena, 1, sizeof *moved);

    if (moved == NULL) {
        return mds_arena_status(s->arena);
    }
    *moved = **at;
    for (uint32_t z = 0; id != NULL && z < s->policy->zone_count; z++) {
        if (strcmp(s->policy->zones[z].id, id) == 0) {
            moved->zone = z;
            moved->stated |= MDS_STATED_ZONE;
        }
    }
    *at = moved;
    return MDS_OK;
}

static mds_status assess(mds_page *page)
{
    mds_session *s = &page->session;
    const mds_deployment *deployment = NULL;
    const mds_disclosure **forms = NULL;
    const char *const *paths = NULL;
    size_t count = 0;

    mds_status status = mds_page__strings(&paths, &count, page, "forms");
    if (status == MDS_OK) {
        forms = mds_arena_alloc(s->arena, count + 1, sizeof *forms);
        status = forms != NULL ? mds_session_read_deployment(&deployment, s,
                                                             mds_page__string(page, "deployment"),
                                                             mds_page__string(page, "records"))
                               : mds_arena_status(s->arena);
    }
    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        status = mds_session_read_form(&forms[i], s, paths[i]);
    }
    if (status == MDS_OK) {
        status = place(&deployment, page);
    }
    const char *name = mds_page__string(page, "name");
    if (mds_page__string(page, "died") != NULL) {
        mds_diag_add(s->diags, MDS_D_BATCH_DIED, name, NULL, NULL);
    }
    return status == MDS_OK ? mds_page__put_line(page, name != NULL ? name : "", forms, count,
                                                 deployment, s->diags)
                            : status;
}

const char *mds_page_device(const char *request)
{
    mds_page page;

    mds_status status = mds_page__begin(&page, request);
    if (status == MDS_OK) {
        status = assess(&page);
    }
    return mds_page__end(&page, status);
}
