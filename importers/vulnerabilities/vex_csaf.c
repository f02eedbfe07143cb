/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSAF 2.0 and 2.1: advisories and VEX. Statements name products by ids of the product tree, which
 * csaf_tree.c reads first. */
#include "csaf.h"

#include <stdio.h>
#include <string.h>

enum { MOST_LOOSE = 1000 };

static const struct {
    const char *name;
    mds_vex_state state;
} lists[] = {
    {"known_affected", MDS_VEX_AFFECTED},
    {"first_affected", MDS_VEX_AFFECTED},
    {"last_affected", MDS_VEX_AFFECTED},
    {"fixed", MDS_VEX_FIXED},
    {"first_fixed", MDS_VEX_FIXED},
    {"known_not_affected", MDS_VEX_NOT_AFFECTED},
    {"under_investigation", MDS_VEX_INVESTIGATED},
};

/* What the present vulnerability says of a product; emptied when it first says something. */
static csaf_said *said_at(csaf *c, uint32_t p)
{
    csaf_said *said = &c->said[p];

    if (said->stamp != c->stamp) {
        *said = (csaf_said){c->stamp, mds_vuln__no_rating(), "", "", ""};
    }
    return said;
}

/* The same by the product's id; NULL when the tree does not name it. */
static csaf_said *said_of(csaf *c, const char *product)
{
    const uint32_t p = mds_map_find(c->index, product);

    return p == MDS_MAP_NONE ? NULL : said_at(c, p);
}

static mds_rating rating_in(csaf *c, const mds_json *content, const char *where)
{
    static const struct {
        const char *name;
        mds_cvss_version version;
    } members[] = {{"cvss_v2", MDS_CVSS_2_0},
                   {"cvss_v3", MDS_CVSS_VERSION__COUNT},
                   {"cvss_v4", MDS_CVSS_VERSION__COUNT}};
    mds_rating best = mds_vuln__no_rating();

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const mds_json *at = mds_json_member(content, members[i].name);
        if (at != NULL) {
            best = mds_vuln__prefer(
                best, mds_vuln__rating(c->v, where,
                                       mds_json_string(mds_json_member(at, "vectorString"), ""),
                                       members[i].version,
                                       mds_json_number(mds_json_member(at, "baseScore"), -1)));
        }
    }
    return best;
}

static void take_ratings(csaf *c, const mds_json *list, bool nested, const char *where)
{
    for (const mds_json *at = mds_json_first(list); at != NULL; at = mds_json_next(at)) {
        const mds_rating rating = rating_in(c, nested ? mds_json_member(at, "content") : at, where);
        const mds_json *products = mds_json_member(at, "products");
        for (const mds_json *p = mds_json_first(products); p != NULL; p = mds_json_next(p)) {
            csaf_said *said = said_of(c, mds_json_string(p, ""));
            if (said != NULL) {
                said->rating = mds_vuln__prefer(said->rating, rating);
            }
        }
    }
}

/* Texts about products: "flags" with a label, "threats" and "remediations" with details. The first
 * that is said of a product is kept. */
static void take_texts(csaf *c, const mds_json *list, const char *member, size_t offset)
{
    for (const mds_json *at = mds_json_first(list); at != NULL; at = mds_json_next(at)) {
        const char *text = mds_vuln__member(c->v, at, member);
        const mds_json *products = mds_json_member(at, "product_ids");
        for (const mds_json *p = mds_json_first(products); p != NULL; p = mds_json_next(p)) {
            csaf_said *said = said_of(c, mds_json_string(p, ""));
            const char **to = said != NULL ? (const char **)(void *)((char *)said + offset) : NULL;
            if (to != NULL && (*to)[0] == '\0') {
                *to = text;
            }
        }
    }
}

static void state(csaf *c, const char *id, const char *product, mds_vex_state as, int64_t when)
{
    const uint32_t p = mds_map_find(c->index, product);
    mds_vex *made = mds_vuln__new_statement(c->v);

    c->v->about.states[as]++;
    if (made == NULL) {
        return;
    }
    made->id = id;
    made->state = as;
    made->when = when;
    if (p == MDS_MAP_NONE) {
        made->product.name = mds_vuln__keep(c->v, product);
        c->v->about.products += mds_map_add(c->loose, made->product.name, 0);
        return;
    }
    const csaf_said *said = said_at(c, p);
    c->v->about.products += !c->products[p].stated;
    c->products[p].stated = true;
    made->product = c->products[p].product;
    made->part = c->products[p].part;
    made->rating = said->rating;
    made->justification = said->justification;
    made->detail = said->detail;
    made->action = said->action;
}

static void take_vulnerability(csaf *c, const mds_json *at, size_t index)
{
    vuln *v = c->v;
    char where[VULN_PLACE];
    const mds_json *status = mds_json_member(at, "product_status");
    const mds_json *other = mds_json_first(mds_json_member(at, "ids"));
    const char *id = mds_json_string(mds_json_member(at, "cve"), "");

    (void)snprintf(where, sizeof where, "vulnerabilities[%zu]", index);
    c->stamp++;
    v->about.records++;
    id =
        mds_vuln__keep(v, id[0] != '\0' ? id : mds_json_string(mds_json_member(other, "text"), ""));
    take_ratings(c, mds_json_member(at, "scores"), false, where);
    take_ratings(c, mds_json_member(at, "metrics"), true, where);
    take_texts(c, mds_json_member(at, "flags"), "label", offsetof(csaf_said, justification));
    take_texts(c, mds_json_member(at, "threats"), "details", offsetof(csaf_said, detail));
    take_texts(c, mds_json_member(at, "remediations"), "details", offsetof(csaf_said, action));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const mds_json *list = mds_json_member(status, lists[i].name);
        for (const mds_json *p = mds_json_first(list); p != NULL; p = mds_json_next(p)) {
            if (id[0] != '\0') {
                state(c, id, mds_json_string(p, ""), lists[i].state, v->when);
            }
        }
    }
}

static mds_status take_first(void *payload, const char *member, size_t index, const mds_json *value)
{
    csaf *c = payload;
    vuln *v = c->v;

    (void)index;
    if (strcmp(member, "document") == 0) {
        const mds_json *publisher = mds_json_member(value, "publisher");
        const mds_json *tracking = mds_json_member(value, "tracking");
        v->about.version = mds_vuln__member(v, value, "csaf_version");
        v->about.author = mds_vuln__member(v, publisher, "name");
        v->about.vendor =
            strcmp(mds_json_string(mds_json_member(publisher, "category"), ""), "vendor") == 0;
        v->about.day = mds_vuln__member(v, tracking, "current_release_date");
        v->when = mds_vuln__time(v->about.day);
    } else if (strcmp(member, "product_tree") == 0) {
        mds_csaf__read_tree(c, value);
    }
    return v->status;
}

static mds_status take_rest(void *payload, const char *member, size_t index, const mds_json *value)
{
    csaf *c = payload;

    if (strcmp(member, "vulnerabilities") == 0) {
        take_vulnerability(c, value, index);
    }
    return c->v->status;
}

void mds_vuln__read_csaf(vuln *v)
{
    csaf c = {.v = v, .loose = mds_map_new(v->arena, MOST_LOOSE)};

    if (c.loose == NULL) {
        mds_vuln__fail(v, mds_arena_status(v->arena));
        return;
    }
    mds_vuln__each(v, take_first, &c);
    if (v->status == MDS_OK) {
        mds_csaf__index(&c);
    }
    if (v->status == MDS_OK) {
        mds_vuln__each(v, take_rest, &c);
    }
}
