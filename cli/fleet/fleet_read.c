/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an inventory and a folder of forms to the fleet. */
#include "fleet.h"

#include "base/date.h"
#include "fleet_store.h"
#include "form_items.h"
#include <string.h>

static mds_status open_and(run *r, const char *path, mds_source **out)
{
    show_progress(r, path);
    return mds_source_open(out, path, 0, r->diags);
}

static mds_status read_inventory(run *r, store *s, const char *path, mds_fleet_list *fleet,
                                 mds_inventory *out)
{
    mds_source *source = NULL;

    if (path == NULL) {
        return load_devices(r, s, fleet);
    }
    mds_status status = open_and(r, path, &source);
    if (status == MDS_OK) {
        status = mds_import_inventory(out, r->arena, r->catalog, source, r->diags);
    }
    mds_source_free(source);
    if (status == MDS_OK) {
        fleet->devices = out->devices;
        fleet->device_count = out->device_count;
    }
    return status;
}

static mds_status read_zones(run *r, store *s, const char *path, mds_fleet_list *fleet)
{
    mds_source *source = NULL;
    mds_status status = path != NULL ? open_and(r, path, &source)
                        : s != NULL  ? load_named(r, s, "zones", &source)
                                     : MDS_OK;

    if (status == MDS_OK && source != NULL) {
        status = mds_import_zones(&fleet->zones, &fleet->zone_count, r->arena, r->catalog,
                                  r->policy, source, r->diags);
    }
    mds_source_free(source);
    return status;
}

/* Of --matches, and behind it what was settled before. */
static mds_status read_matches(run *r, store *s, const char *path, const mds_settled **out,
                               size_t *count)
{
    const mds_settled *before = NULL;
    size_t before_count = 0;
    mds_source *source = NULL;
    mds_status status = path != NULL ? open_and(r, path, &source) : MDS_OK;

    if (status == MDS_OK && source != NULL) {
        status = mds_import_matches(out, count, r->arena, r->catalog, source, r->diags);
    }
    mds_source_free(source);
    if (status == MDS_OK && s != NULL) {
        status = load_settled(r, s, &before, &before_count);
    }
    mds_settled *all = mds_arena_alloc(r->arena, *count + before_count + 1, sizeof *all);
    if (status != MDS_OK || all == NULL) {
        return status != MDS_OK ? status : mds_arena_status(r->arena);
    }
    for (size_t i = 0; i < *count + before_count; i++) {
        all[i] = i < *count ? (*out)[i] : before[i - *count];
    }
    *out = all;
    *count += before_count;
    return MDS_OK;
}

/* Says once that files are no forms: `import` lists them with their reasons. */
static void say_rejected(run *r, const form_items *items)
{
    char count[24];

    for (size_t i = 0; i < items->count; i++) {
        if (!items->at[i].read) {
            (void)snprintf(count, sizeof count, "%zu", items->count - items->read_count);
            mds_diag_add(r->diags, MDS_D_FLEET_FORMS, items->at[i].file, NULL, count, NULL);
            return;
        }
    }
}

/* Forms as they were just read. */
static mds_status take_forms(run *r, const form_items *items, mds_fleet_list *fleet)
{
    mds_fleet_form *forms = mds_arena_alloc(r->arena, items->count + 1, sizeof *forms);

    if (forms == NULL) {
        return mds_arena_status(r->arena);
    }
    for (size_t i = 0; i < items->count; i++) {
        const mds_batch_item *item = &items->at[i];
        if (item->read) {
            mds_fleet_form *form = &forms[fleet->form_count++];
            *form = (mds_fleet_form){.path = item->file,
                                     .sha256 = "",
                                     .maker = item->manufacturer,
                                     .model = item->model,
                                     .version = item->version,
                                     .edition = item->edition,
                                     .date = MDS_DAY_NONE};
            (void)mds_date_parse(&form->date,
                                 (mds_sv){item->document_date, strlen(item->document_date)});
        }
    }
    fleet->forms = forms;
    return MDS_OK;
}

/* A folder that is not there has no forms to miss: it is a slip, also of a timer's. */
static mds_status check_folder(run *r, const char *folder)
{
    mds_source *source = NULL;
    mds_status status = MDS_OK;

    if (!is_folder(folder)) {
        status = mds_source_open(&source, folder, 0, r->diags);
        mds_source_free(source);
    }
    return status;
}

static mds_status read_forms_of(run *r, store *s, const char *folder, mds_fleet_list *fleet)
{
    form_items items = {.at = NULL};
    form_keeper keeper = {.r = r, .s = s};
    mds_status status = folder != NULL ? check_folder(r, folder) : MDS_OK;

    if (status == MDS_OK && folder != NULL) {
        status = read_form_items(r, folder, &items, s != NULL ? keep_form : NULL, &keeper);
    }
    if (status == MDS_OK) {
        status = keep_forms_end(&keeper);
    }
    if (status == MDS_OK) {
        say_rejected(r, &items);
        status = s != NULL ? load_forms(r, s, fleet) : take_forms(r, &items, fleet);
    }
    return status;
}

mds_status read_fleet(run *r, store *s, const char *path, mds_fleet_list *out,
                      mds_inventory *inventory)
{
    const fleet_options *own = r->own;
    const mds_settled *settled = NULL;
    size_t settled_count = 0;

    *out = (mds_fleet_list){.device_count = 0};
    *inventory = (mds_inventory){.device_count = 0};
    mds_status status = read_inventory(r, s, path, out, inventory);
    if (status == MDS_OK) {
        status = read_zones(r, s, own->zones, out);
    }
    if (status == MDS_OK) {
        status = read_matches(r, s, own->matches, &settled, &settled_count);
    }
    if (status == MDS_OK) {
        status = read_forms_of(r, s, own->forms, out);
    }
    if (status == MDS_OK) {
        mds_fleet_check_settled(out, settled, settled_count, own->matches, r->diags);
        status = mds_fleet_identify(out, r->arena, r->catalog);
    }
    if (status == MDS_OK) {
        status = mds_fleet_join(out, r->arena, r->catalog, settled, settled_count);
    }
    if (status == MDS_OK) {
        mds_fleet_place(out);
        mds_fleet_check_rows(out, path != NULL ? path : fleet_name(r), r->diags);
        status = s != NULL ? keep_fleet(r, s, out, settled, settled_count) : MDS_OK;
    }
    show_progress(r, "");
    return status;
}
