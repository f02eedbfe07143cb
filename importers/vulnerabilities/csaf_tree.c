/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The product tree of CSAF: branches from a vendor to a version, and what is installed on what. */
#include "csaf.h"

#include <string.h>

/* What the branches above say. */
typedef struct branch {
    const char *vendor, *name, *version, *range;
} branch;

static csaf_product *add(csaf *c, const char *id)
{
    if (!mds_array_reserve(c->v->arena, &c->products, &c->room, c->count, sizeof *c->products)) {
        mds_vuln__fail(c->v, mds_arena_status(c->v->arena));
        return NULL;
    }
    csaf_product *made = &c->products[c->count++];
    *made = (csaf_product){id, mds_vuln__no_product(), mds_vuln__no_product(), false};
    return made;
}

/* "purl" and "cpe" of 2.0, "purls" of 2.1. */
static void identify(vuln *v, mds_product *out, const mds_json *helper)
{
    const mds_json *purls = mds_json_member(helper, "purls");

    out->purl = mds_vuln__member(v, helper, "purl");
    out->cpe = mds_vuln__member(v, helper, "cpe");
    if (out->purl[0] == '\0') {
        out->purl = mds_vuln__keep(v, mds_json_string(mds_json_first(purls), ""));
    }
}

static void add_product(csaf *c, const branch *above, const mds_json *product)
{
    csaf_product *made = add(c, mds_vuln__member(c->v, product, "product_id"));
    const char *title = mds_vuln__member(c->v, product, "name");

    if (made == NULL) {
        return;
    }
    made->product.vendor = above->vendor;
    made->product.name = above->name[0] != '\0' ? above->name : title;
    made->product.version = above->version;
    made->product.range = above->range;
    identify(c->v, &made->product, mds_json_member(product, "product_identification_helper"));
}

static void take_branch(csaf *c, branch above, const mds_json *at)
{
    const char *category = mds_json_string(mds_json_member(at, "category"), "");
    const mds_json *product = mds_json_member(at, "product");
    const mds_json *inside = mds_json_member(at, "branches");
    const struct {
        const char *category;
        const char **to;
    } kinds[] = {{"vendor", &above.vendor},
                 {"product_name", &above.name},
                 {"product_version", &above.version},
                 {"product_version_range", &above.range}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(category, kinds[i].category) == 0) {
            *kinds[i].to = mds_vuln__member(c->v, at, "name");
        }
    }
    if (product != NULL) {
        add_product(c, &above, product);
    }
    for (const mds_json *one = mds_json_first(inside); one != NULL; one = mds_json_next(one)) {
        take_branch(c, above, one);
    }
}

static const csaf_product *find(const csaf *c, const char *id)
{
    const uint32_t p = mds_map_find(c->index, id);

    return p != MDS_MAP_NONE ? &c->products[p] : NULL;
}

/* "A installed on B" is a product of its own. */
static void take_relationship(csaf *c, const mds_json *at)
{
    const mds_json *full = mds_json_member(at, "full_product_name");
    const csaf_product *part =
        find(c, mds_json_string(mds_json_member(at, "product_reference"), ""));
    const csaf_product *whole =
        find(c, mds_json_string(mds_json_member(at, "relates_to_product_reference"), ""));
    const mds_product none = mds_vuln__no_product();
    const mds_product inner = part != NULL ? part->product : none;
    const mds_product outer = whole != NULL ? whole->product : none;
    csaf_product *made = add(c, mds_vuln__member(c->v, full, "product_id"));

    if (made != NULL) {
        made->product = outer;
        made->part = inner;
        if (whole == NULL) {
            made->product.name = mds_vuln__member(c->v, full, "name");
        }
    }
}

void mds_csaf__index(csaf *c)
{
    c->index = mds_map_new(c->v->arena, c->count + 1);
    c->said = mds_arena_alloc(c->v->arena, c->count + 1, sizeof *c->said);
    if (c->index == NULL || c->said == NULL) {
        mds_vuln__fail(c->v, mds_arena_status(c->v->arena));
        return;
    }
    for (size_t i = 0; i < c->count; i++) {
        (void)mds_map_add(c->index, c->products[i].id, (uint32_t)i);
    }
}

void mds_csaf__read_tree(csaf *c, const mds_json *tree)
{
    const branch top = {"", "", "", ""};
    const mds_json *names = mds_json_member(tree, "full_product_names");
    const mds_json *branches = mds_json_member(tree, "branches");
    const mds_json *relations = mds_json_member(tree, "relationships");

    for (const mds_json *at = mds_json_first(branches); at != NULL; at = mds_json_next(at)) {
        take_branch(c, top, at);
    }
    for (const mds_json *at = mds_json_first(names); at != NULL; at = mds_json_next(at)) {
        add_product(c, &top, at);
    }
    mds_csaf__index(c); /* relationships name what is above */
    for (const mds_json *at = mds_json_first(relations); at != NULL && c->v->status == MDS_OK;
         at = mds_json_next(at)) {
        take_relationship(c, at);
    }
}
