/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which form is about which product. */
#include <mdsrisk/fleet.h>

#include "base/map.h"
#include "base/utf8.h"
#include "name_key.h"
#include <string.h>

/* How near a form's model is to the inventory's, the farthest first. */
typedef enum nearness { APART, MAKER_ONLY, WITHIN, VARIANT, FAMILY, SAME } nearness;

typedef struct form_keys {
    name_key maker, model, core;
} form_keys;

typedef struct joining {
    mds_fleet_list *fleet;
    mds_arena *arena;
    const mds_catalog *catalog;
    form_keys *keys;
} joining;

/* A form seen from one product. */
typedef struct view {
    uint32_t form;
    nearness near;
    maker_relation maker;
    bool same_version;
} view;

static bool read_forms(joining *j)
{
    j->keys = mds_arena_alloc(j->arena, j->fleet->form_count + 1, sizeof *j->keys);
    for (size_t i = 0; j->keys != NULL && i < j->fleet->form_count; i++) {
        const mds_fleet_form *form = &j->fleet->forms[i];
        form_keys *keys = &j->keys[i];
        if (!mds_fleet__maker_key(&keys->maker, j->arena, j->catalog, form->maker) ||
            !mds_fleet__model_key(&keys->model, j->arena, j->catalog, form->model)) {
            return false;
        }
        mds_fleet__core(&keys->core, &keys->model);
    }
    return j->keys != NULL;
}

/* Whether two models are one: all of them, or their cores where only one has a general name. */
static bool same_model(const name_key *a, const form_keys *form)
{
    name_key core;

    if (mds_fleet__same_text(a, &form->model)) {
        return true;
    }
    mds_fleet__core(&core, a);
    return mds_fleet__same_text(&core, &form->core) &&
           (core.count == a->count || form->core.count == form->model.count);
}

static nearness model_nearness(const name_key *a, const form_keys *form)
{
    if (same_model(a, form)) {
        return SAME;
    }
    if (mds_fleet__has_at(&form->core, 0, a)) {
        return FAMILY;
    }
    return mds_fleet__has_at(a, 0, &form->core) ? VARIANT : APART;
}

static bool stands_within(const name_key *text, const name_key *model)
{
    for (size_t at = 0; at < text->count; at++) {
        if (mds_fleet__has_at(text, at, model)) {
            return true;
        }
    }
    return false;
}

/* Takes a text that may name the model into the view. */
static bool look_at_model(joining *j, view *v, const char *text)
{
    const form_keys *form = &j->keys[v->form];
    name_key key;
    name_key bare;

    if (!mds_fleet__model_key(&key, j->arena, j->catalog, text)) {
        return false;
    }
    const bool named = mds_fleet__without_maker(&bare, j->catalog, &key, &form->maker);
    const nearness near = key.count > 0 ? model_nearness(&bare, form) : APART;
    if (near > v->near) {
        v->near = near;
    }
    if (named && v->maker == MAKER_MISSING) {
        v->maker = MAKER_SAME;
    }
    return true;
}

/* What the device is called or is may hold the model. */
static bool look_within(joining *j, view *v, const char *text)
{
    name_key key;

    if (v->near >= WITHIN) {
        return true;
    }
    if (!mds_fleet__model_key(&key, j->arena, j->catalog, text)) {
        return false;
    }
    if (mds_fleet__telling(&j->keys[v->form].core) && stands_within(&key, &j->keys[v->form].core)) {
        v->near = WITHIN;
    }
    return true;
}

/* "4.1" is "4.1.2" too: a form is written for a line of versions. */
static bool version_fits(joining *j, const char *device, const char *form, bool *known)
{
    const char *a = mds_utf8_key(j->arena, device);
    const char *b = mds_utf8_key(j->arena, form);

    *known = a != NULL && b != NULL && a[0] != '\0' && b[0] != '\0';
    if (!*known) {
        return false;
    }
    a += *a == 'v';
    b += *b == 'v';
    const size_t n = strlen(b);
    return strncmp(a, b, n) == 0 && (a[n] == '\0' || a[n] == '.');
}

static bool look(joining *j, view *out, const mds_fleet_product *product, const name_key *maker,
                 uint32_t form)
{
    static const mds_inventory_field models[] = {MDS_INVENTORY_MODEL_NUMBER, MDS_INVENTORY_MODEL};
    static const mds_inventory_field others[] = {MDS_INVENTORY_MODEL, MDS_INVENTORY_MODEL_NUMBER,
                                                 MDS_INVENTORY_NAME, MDS_INVENTORY_CATEGORY};
    bool known;

    *out = (view){.form = form, .maker = mds_fleet__compare_makers(maker, &j->keys[form].maker)};
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        if (!look_at_model(j, out, product->text[models[i]])) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!look_within(j, out, product->text[others[i]])) {
            return false;
        }
    }
    if (out->near == APART && out->maker == MAKER_SAME) {
        out->near = MAKER_ONLY;
    }
    out->same_version = version_fits(j, product->text[MDS_INVENTORY_VERSION],
                                     j->fleet->forms[form].version, &known);
    return true;
}

static bool is_chip_maker(const joining *j, const name_key *maker)
{
    const mds_strings *list = &j->catalog->words[MDS_WORDS_CHIP_MAKERS];

    for (size_t i = 0; i < list->count && maker->count > 0; i++) {
        if (strcmp(list->at[i], maker->parts[0].text) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether view \p a is the better one: nearer, of the same version, newer. */
static bool is_better(const joining *j, const view *a, const view *b)
{
    if (a->near != b->near) {
        return a->near > b->near;
    }
    if (a->maker != b->maker) {
        return a->maker < b->maker;
    }
    if (a->same_version != b->same_version) {
        return a->same_version;
    }
    return j->fleet->forms[a->form].date > j->fleet->forms[b->form].date;
}

/* The views by how good they are; equal ones stay in the order of the forms. */
static void sort_views(const joining *j, view *views, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const view moved = views[i];
        size_t at = i;
        for (; at > 0 && is_better(j, &moved, &views[at - 1]); at--) {
            views[at] = views[at - 1];
        }
        views[at] = moved;
    }
}

/* Whether the best view is a join, and how sure; else why it is only a candidate. */
static mds_join_state judge(joining *j, mds_fleet_product *product, const view *best,
                            const name_key *maker)
{
    bool known;

    if (best->near != SAME) {
        product->why |= best->near == FAMILY    ? MDS_WHY_FAMILY
                        : best->near == VARIANT ? MDS_WHY_VARIANT
                        : best->near == WITHIN  ? MDS_WHY_WITHIN
                                                : 0U;
        const bool no_model = (product->why & MDS_WHY_NO_MODEL) != 0;
        return best->near >= WITHIN || no_model ? MDS_JOIN_ASK : MDS_JOIN_NONE;
    }
    if (best->maker == MAKER_OTHER && !is_chip_maker(j, maker)) {
        product->why |= MDS_WHY_MAKER_OTHER;
        return MDS_JOIN_ASK;
    }
    if (best->maker != MAKER_SAME && !mds_fleet__telling(&j->keys[best->form].core)) {
        product->why |= MDS_WHY_SHORT;
        return MDS_JOIN_ASK;
    }
    product->why |= best->maker == MAKER_OTHER     ? MDS_WHY_MAKER_OF_CHIP
                    : best->maker == MAKER_SCRIPTS ? MDS_WHY_MAKER_SCRIPT
                                                   : 0U;
    (void)version_fits(j, product->text[MDS_INVENTORY_VERSION], j->fleet->forms[best->form].version,
                       &known);
    if (known && !best->same_version) {
        product->why |= MDS_WHY_VERSION_OTHER;
    }
    if ((product->why & (MDS_WHY_VERSION_OTHER | MDS_WHY_MAKER_OF_CHIP)) != 0) {
        return MDS_JOIN_DOUBTFUL;
    }
    return best->maker == MAKER_SAME ? MDS_JOIN_CERTAIN : MDS_JOIN_PROBABLE;
}

static bool has_edition(const joining *j, const mds_fleet_product *product, uint32_t form)
{
    for (size_t i = 0; i < product->form_count; i++) {
        if (strcmp(j->fleet->forms[product->forms[i]].edition, j->fleet->forms[form].edition) ==
            0) {
            return true;
        }
    }
    return false;
}

/* Joins the forms that are as near as the best one, one of each edition; the rest of what is near
 * are candidates. */
static void take_views(const joining *j, mds_fleet_product *product, const view *views,
                       size_t count)
{
    const bool joined = product->state <= MDS_JOIN_DOUBTFUL;

    for (size_t i = 0; i < count && views[i].near > APART; i++) {
        const view *v = &views[i];
        const bool equal = v->near == SAME && v->maker == views[0].maker;
        if (joined && equal && product->form_count < MDS_JOIN_FORMS &&
            !has_edition(j, product, v->form)) {
            product->forms[product->form_count++] = v->form;
        } else if (product->candidate_count < MDS_JOIN_CANDIDATES) {
            product->why |= joined && equal ? (unsigned)MDS_WHY_SEVERAL : 0U;
            product->candidates[product->candidate_count++] = v->form;
        }
    }
}

static bool join_product(joining *j, mds_fleet_product *product, view *views)
{
    name_key maker;
    const size_t count = j->fleet->form_count;

    if (!mds_fleet__maker_key(&maker, j->arena, j->catalog, product->text[MDS_INVENTORY_MAKER])) {
        return false;
    }
    product->why = product->text[MDS_INVENTORY_MODEL][0] == '\0' &&
                           product->text[MDS_INVENTORY_MODEL_NUMBER][0] == '\0'
                       ? MDS_WHY_NO_MODEL
                       : 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!look(j, &views[i], product, &maker, i)) {
            return false;
        }
    }
    sort_views(j, views, count);
    product->state = MDS_JOIN_NONE;
    if (count > 0 && views[0].near > APART) {
        product->why |= views[0].maker == MAKER_MISSING ? (unsigned)MDS_WHY_NO_MAKER : 0U;
        product->state = judge(j, product, &views[0], &maker);
        take_views(j, product, views, count);
    }
    return true;
}

/* What makes rows one product; what a device is called counts only where it has no model. */
static const char *product_key(mds_arena *arena, const char *const *text)
{
    const char *model = text[MDS_INVENTORY_MODEL];
    const char *number = text[MDS_INVENTORY_MODEL_NUMBER];
    const bool bare = model[0] == '\0' && number[0] == '\0';
    const char *key =
        mds_arena_printf(arena, "%s\n%s\n%s\n%s\n%s\n%s", text[MDS_INVENTORY_MAKER], model, number,
                         text[MDS_INVENTORY_VERSION], bare ? text[MDS_INVENTORY_NAME] : "",
                         bare ? text[MDS_INVENTORY_CATEGORY] : "");
    return key;
}

static mds_status gather(joining *j)
{
    mds_fleet_list *fleet = j->fleet;
    mds_map *known = mds_map_new(j->arena, fleet->device_count + 1);

    fleet->products = mds_arena_alloc(j->arena, fleet->device_count + 1, sizeof *fleet->products);
    fleet->product_count = 0;
    if (known == NULL || fleet->products == NULL) {
        return mds_arena_status(j->arena);
    }
    for (uint32_t i = 0; i < fleet->device_count; i++) {
        mds_fleet_device *device = &fleet->devices[i];
        const char *key = product_key(j->arena, device->text);
        if (key == NULL) {
            return mds_arena_status(j->arena);
        }
        device->product = mds_map_find(known, key);
        if (device->product == MDS_MAP_NONE) {
            device->product = (uint32_t)fleet->product_count++;
            (void)mds_map_add(known, key, device->product);
            mds_fleet_product *product = &fleet->products[device->product];
            memcpy(product->text, device->text, sizeof product->text);
            product->first = i;
        }
        fleet->products[device->product].rows++;
        fleet->products[device->product].units += device->quantity;
    }
    return MDS_OK;
}

/* The same however it is spelt. */
static bool same_spelt(mds_arena *arena, const char *a, const char *b)
{
    const char *x = mds_utf8_key(arena, a);
    const char *y = mds_utf8_key(arena, b);

    return x != NULL && y != NULL && strcmp(x, y) == 0;
}

static const mds_settled *find_settled(joining *j, const mds_fleet_product *product,
                                       const mds_settled *settled, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const mds_settled *at = &settled[i];
        if (same_spelt(j->arena, at->maker, product->text[MDS_INVENTORY_MAKER]) &&
            same_spelt(j->arena, at->model, product->text[MDS_INVENTORY_MODEL]) &&
            same_spelt(j->arena, at->model_number, product->text[MDS_INVENTORY_MODEL_NUMBER]) &&
            same_spelt(j->arena, at->version, product->text[MDS_INVENTORY_VERSION])) {
            return at;
        }
    }
    return NULL;
}

static void settle_product(const mds_fleet_list *fleet, mds_fleet_product *product,
                           const mds_settled *settled)
{
    product->state = MDS_JOIN_SETTLED;
    product->why = 0;
    product->form_count = 0;
    product->candidate_count = 0;
    for (uint32_t i = 0; i < fleet->form_count && settled->form[0] != '\0'; i++) {
        if (strcmp(fleet->forms[i].path, settled->form) == 0) {
            product->forms[product->form_count++] = i;
            return;
        }
    }
}

mds_status mds_fleet_join(mds_fleet_list *fleet, mds_arena *arena, const mds_catalog *catalog,
                          const mds_settled *settled, size_t settled_count)
{
    joining j = {.fleet = fleet, .arena = arena, .catalog = catalog};
    view *views = mds_arena_alloc(arena, fleet->form_count + 1, sizeof *views);
    const mds_status status = gather(&j);

    if (status != MDS_OK || views == NULL || !read_forms(&j)) {
        return status != MDS_OK ? status : mds_arena_status(arena);
    }
    for (size_t i = 0; i < fleet->product_count; i++) {
        mds_fleet_product *product = &fleet->products[i];
        const mds_settled *said = find_settled(&j, product, settled, settled_count);
        if (said != NULL) {
            settle_product(fleet, product, said);
        } else if (!join_product(&j, product, views)) {
            return mds_arena_status(arena);
        }
    }
    return MDS_OK;
}
