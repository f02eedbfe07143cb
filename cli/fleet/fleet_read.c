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

/* A settled form that is not there. */
static void check_settled(run *r, const mds_fleet_list *fleet, const mds_settled *settled,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool there = settled[i].form[0] == '\0';
        for (size_t f = 0; f < fleet->form_count && !there; f++) {
            there = strcmp(fleet->forms[f].path, settled[i].form) == 0;
        }
        if (!there) {
            const fleet_options *own = r->own;
            mds_diag_add(r->diags, MDS_D_MATCHES_FORM, own->matches, settled[i].where,
                         settled[i].form, settled[i].model, NULL);
        }
    }
}

static void say_problem(run *r, const char *file, const mds_fleet_list *fleet, unsigned bit,
                        const mds_fleet_device *first, size_t rows)
{
    const char *const *text = first->text;
    const char *twin =
        first->twin != MDS_NO_ORDINAL ? fleet->devices[first->twin].where : first->where;
    const char *network =
        text[MDS_INVENTORY_VLAN][0] != '\0' ? text[MDS_INVENTORY_VLAN] : text[MDS_INVENTORY_IP];
    char count[24];

    (void)snprintf(count, sizeof count, "%zu", rows);
    if (bit == MDS_ROW_NO_MODEL) {
        mds_diag_add(r->diags, MDS_D_INVENTORY_NO_MODEL, file, first->where, count, NULL);
    } else if (bit == MDS_ROW_SERIAL_TWICE) {
        mds_diag_add(r->diags, MDS_D_INVENTORY_SERIAL_TWICE, file, first->where, count, twin, NULL);
    } else if (bit == MDS_ROW_MAC_TWICE) {
        mds_diag_add(r->diags, MDS_D_INVENTORY_MAC_TWICE, file, first->where, count, twin, NULL);
    } else if (bit == MDS_ROW_ZONE_UNKNOWN) {
        mds_diag_add(r->diags, MDS_D_INVENTORY_ZONE_UNKNOWN, file, first->where, count, network,
                     NULL);
    } else if (bit == MDS_ROW_ZONE_CLASH) {
        mds_diag_add(r->diags, MDS_D_INVENTORY_ZONE_CLASH, file, first->where, count,
                     text[MDS_INVENTORY_VLAN], text[MDS_INVENTORY_IP], NULL);
    } else if (bit == MDS_ROW_QUANTITY) {
        mds_diag_add(r->diags, MDS_D_INVENTORY_QUANTITY, file, first->where, count,
                     text[MDS_INVENTORY_QUANTITY], NULL);
    } else {
        mds_diag_add(r->diags, MDS_D_INVENTORY_UNNAMED, file, first->where, count, NULL);
    }
}

/* A row with a number that stands twice is said where it stands again. */
static bool shows_problem(const mds_fleet_device *device, unsigned bit)
{
    const bool twin = bit == MDS_ROW_SERIAL_TWICE || bit == MDS_ROW_MAC_TWICE;

    return (device->problems & bit) != 0 && (!twin || device->twin != MDS_NO_ORDINAL);
}

/* A diagnostic a kind: a register of 50,000 devices has the rest in its table. */
static void say_problems(run *r, const char *file, const mds_fleet_list *fleet)
{
    for (unsigned i = 0; i < MDS_ROW_BITS; i++) {
        const mds_fleet_device *first = NULL;
        size_t rows = 0;
        for (size_t d = 0; d < fleet->device_count; d++) {
            if (shows_problem(&fleet->devices[d], 1U << i)) {
                first = first == NULL ? &fleet->devices[d] : first;
                rows++;
            }
        }
        if (first != NULL) {
            say_problem(r, file, fleet, 1U << i, first, rows);
        }
    }
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
        check_settled(r, out, settled, settled_count);
        status = mds_fleet_identify(out, r->arena, r->catalog);
    }
    if (status == MDS_OK) {
        status = mds_fleet_join(out, r->arena, r->catalog, settled, settled_count);
    }
    if (status == MDS_OK) {
        mds_fleet_place(out);
        say_problems(r, path != NULL ? path : own->fleet, out);
        status = s != NULL ? keep_fleet(r, s, out, settled, settled_count) : MDS_OK;
    }
    show_progress(r, "");
    return status;
}
