/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_finding.h"
#include "fleet_store.h"

#include "base/date.h"
#include "base/sha256.h"
#include "base/strbuf.h"
#include "schema.h"
#include <mdsrisk/import.h>
#include <string.h>

enum { FORMS_AT_ONCE = 64, KEY_BYTES = 1 << 12 };

static mds_status note(run *r, store *s, const char *what, const char *subject, const char *after)
{
    const store_value values[] = {store_of_whole(r->as_of), store_of_text(what),
                                  store_of_text(subject),   store_of_text(""),
                                  store_of_text(after),     store_of_text("")};

    return store_run(s, SQL_HISTORY_PUT, values, 6);
}

mds_status keep_forms_end(form_keeper *keeper)
{
    const mds_status status = keeper->pending > 0 ? store_commit(keeper->s) : MDS_OK;

    keeper->pending = 0;
    return status;
}

mds_status keep_form(void *payload, const mds_batch_item *item, const char *sha256,
                     const char *answers)
{
    form_keeper *keeper = payload;
    int32_t date = MDS_DAY_NONE;
    mds_status status = keeper->pending == 0 ? store_begin(keeper->s) : MDS_OK;

    (void)mds_date_parse(&date, (mds_sv){item->document_date, strlen(item->document_date)});
    const store_value path[] = {store_of_text(item->file)};
    const store_value values[] = {store_of_text(sha256),
                                  path[0],
                                  store_of_text(item->manufacturer),
                                  store_of_text(item->model),
                                  store_of_text(item->version),
                                  store_of_text(item->edition),
                                  store_of_whole(date),
                                  store_of_bytes(answers, strlen(answers))};
    if (status == MDS_OK) {
        status = store_run(keeper->s, SQL_FORM_LEAVE, path, 1);
    }
    if (status == MDS_OK) {
        status = store_run(keeper->s, SQL_FORM_PUT, values, 8);
    }
    keeper->pending++;
    return status == MDS_OK && keeper->pending == FORMS_AT_ONCE ? keep_forms_end(keeper) : status;
}

/* Stores a file's bytes as a context; its SHA-256, or "" without a path. What cannot be read as one
 * stays out: no device could be judged by it. */
static mds_status keep_context(run *r, store *s, const char *path, char sha256[65])
{
    const mds_deployment *read = NULL;
    mds_source *source = NULL;

    sha256[0] = '\0';
    if (path == NULL || path[0] == '\0') {
        return MDS_OK;
    }
    mds_status status = mds_source_open(&source, path, 0, r->diags);
    if (status == MDS_OK) {
        status = mds_import_deployment(&read, r->arena, r->catalog, r->policy, source, r->diags);
    }
    if (status == MDS_OK) {
        mds_source_sha256(source, sha256);
        const store_value values[] = {
            store_of_text(sha256), store_of_text(mds_source_name(source)),
            store_of_bytes((const char *)mds_source_bytes(source), mds_source_size(source))};
        status = store_run(s, SQL_CONTEXT_PUT, values, 3);
    }
    mds_source_free(source);
    return status;
}

/* The context of all that have none of their own: of --context, else the one of before. */
static mds_status keep_base(run *r, store *s, char sha256[65])
{
    mds_source *before = NULL;

    if (r->opt.deployment != NULL) {
        const mds_status status = keep_context(r, s, r->opt.deployment, sha256);
        const store_value values[] = {store_of_text("context"),
                                      store_of_bytes(sha256, strlen(sha256))};
        return status == MDS_OK ? store_run(s, SQL_META_PUT, values, 2) : status;
    }
    const mds_status status = load_named(r, s, "context", &before);
    sha256[0] = '\0';
    if (status == MDS_OK && before != NULL && mds_source_size(before) == 64) {
        memcpy(sha256, mds_source_bytes(before), 64);
        sha256[64] = '\0';
    }
    mds_source_free(before);
    return status;
}

static mds_status keep_zones(run *r, store *s, const char *path)
{
    mds_source *source = NULL;
    mds_status status = path != NULL ? mds_source_open(&source, path, 0, r->diags) : MDS_OK;

    if (status == MDS_OK && source != NULL) {
        const store_value values[] = {
            store_of_text("zones"),
            store_of_bytes((const char *)mds_source_bytes(source), mds_source_size(source))};
        status = store_run(s, SQL_META_PUT, values, 2);
    }
    mds_source_free(source);
    return status;
}

typedef struct keeping {
    run *r;
    store *s;
    const mds_fleet_list *fleet;
    char (*of_line)[65]; /* SHA-256 of the context of each line of zones, "" for none */
    char base[65];
    const char *const *findings; /* keys by product */
} keeping;

/* The key of a device's class, which is stored; "" for a device that is not assessed. */
static mds_status keep_class(const keeping *k, const mds_fleet_device *device, char key[65])
{
    const mds_fleet_product *product = &k->fleet->products[device->product];
    const char *context = k->base;
    const char *zone = "";
    mds_strbuf forms;
    mds_strbuf all;

    key[0] = '\0';
    if (product->form_count == 0 || device->use == MDS_USE_RETIRED) {
        return MDS_OK;
    }
    if (device->zone_line != MDS_NO_ORDINAL) {
        zone = k->r->policy->zones[device->zone].id;
        context =
            k->of_line[device->zone_line][0] != '\0' ? k->of_line[device->zone_line] : context;
    }
    mds_strbuf_init(&forms, KEY_BYTES);
    mds_strbuf_init(&all, KEY_BYTES);
    for (size_t i = 0; i < product->form_count; i++) {
        mds_strbuf_puts(&forms, i > 0 ? " " : "");
        mds_strbuf_puts(&forms, k->fleet->forms[product->forms[i]].sha256);
    }
    const char *finding = k->findings[device->product];
    mds_strbuf_printf(&all, "%s\n%s\n%s%s%s", forms.p, context, zone,
                      finding[0] != '\0' ? "\n" : "", finding);
    mds_sha256_hex(key, all.p, all.n);
    const store_value values[] = {store_of_text(key), store_of_text(forms.p),
                                  store_of_text(context), store_of_text(zone),
                                  store_of_text(finding)};
    mds_strbuf_inherit(&all, &forms);
    const mds_status status =
        all.status == MDS_OK ? store_run(k->s, SQL_CLASS_PUT, values, 5) : all.status;
    mds_strbuf_finish(&forms);
    mds_strbuf_finish(&all);
    return status;
}

static mds_status keep_device(const keeping *k, const mds_fleet_device *device)
{
    enum { PLACE = 1 + MDS_INVENTORY__COUNT, VALUES = PLACE + 8 };
    const mds_fleet_product *product = &k->fleet->products[device->product];
    store_value values[VALUES];
    char key[65];
    const mds_status status = keep_class(k, device, key);

    values[0] = store_of_text(device->id);
    for (size_t i = 0; i < MDS_INVENTORY__COUNT; i++) {
        values[i + 1] = store_of_text(device->text[i]);
    }
    values[PLACE] = store_of_text(device->where);
    values[PLACE + 1] = store_of_whole(device->quantity);
    values[PLACE + 2] = store_of_whole(device->use);
    values[PLACE + 3] = store_of_whole(device->problems);
    values[PLACE + 4] =
        store_of_text(device->zone != MDS_NO_ORDINAL ? k->r->policy->zones[device->zone].id : "");
    values[PLACE + 5] = store_of_whole(product->state);
    values[PLACE + 6] = store_of_whole(product->why);
    values[PLACE + 7] = store_of_text(key);
    return status == MDS_OK ? store_run(k->s, SQL_DEVICE_PUT, values, VALUES) : status;
}

static mds_status keep_settled(store *s, const mds_settled *settled, size_t count)
{
    mds_status status = MDS_OK;

    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        const store_value values[] = {
            store_of_text(settled[i].maker), store_of_text(settled[i].model),
            store_of_text(settled[i].model_number), store_of_text(settled[i].version),
            store_of_text(settled[i].form)};
        status = store_run(s, SQL_DECISION_PUT, values, 5);
    }
    return status;
}

/* The context of a line of zones; a file that lines share is read once. */
static mds_status keep_line(keeping *k, size_t line)
{
    const mds_zone_line *zones = k->fleet->zones;

    for (size_t i = 0; i < line; i++) {
        if (strcmp(zones[i].context, zones[line].context) == 0) {
            memcpy(k->of_line[line], k->of_line[i], sizeof k->of_line[i]);
            return MDS_OK;
        }
    }
    return keep_context(k->r, k->s, zones[line].context, k->of_line[line]);
}

static mds_status keep_lines(keeping *k)
{
    const mds_fleet_list *fleet = k->fleet;
    mds_status status = MDS_OK;

    k->of_line = mds_arena_alloc(k->r->arena, fleet->zone_count + 1, sizeof *k->of_line);
    if (k->of_line == NULL) {
        return mds_arena_status(k->r->arena);
    }
    for (size_t i = 0; i < fleet->zone_count && status == MDS_OK; i++) {
        status = keep_line(k, i);
    }
    return status;
}

mds_status keep_fleet(run *r, store *s, const mds_fleet_list *fleet, const mds_settled *settled,
                      size_t settled_count)
{
    const fleet_options *own = r->own;
    keeping k = {.r = r, .s = s, .fleet = fleet};
    evidence *all = NULL;
    char count[24];
    mds_status status = load_evidence(r, s, &all);

    if (status == MDS_OK) {
        status = store_begin(s);
    }
    if (status == MDS_OK) {
        status = keep_findings(r, s, all, fleet, &k.findings);
    }
    if (status == MDS_OK && all != NULL) {
        say_unused_bills(r, all);
    }
    if (status == MDS_OK) {
        status = keep_base(r, s, k.base);
    }
    if (status == MDS_OK) {
        status = keep_zones(r, s, own->zones);
    }
    if (status == MDS_OK) {
        status = keep_lines(&k);
    }
    if (status == MDS_OK) {
        status = keep_settled(s, settled, settled_count);
    }
    if (status == MDS_OK) {
        status = store_run(s, SQL_DEVICE_LEAVE, NULL, 0);
    }
    for (size_t i = 0; i < fleet->device_count && status == MDS_OK; i++) {
        status = keep_device(&k, &fleet->devices[i]);
    }
    if (status == MDS_OK) {
        (void)snprintf(count, sizeof count, "%zu", fleet->device_count);
        status = note(r, s, "import", shown_text(r, r->arg_count > 1 ? r->args[1] : ""), count);
    }
    return status == MDS_OK ? store_commit(s) : status;
}
