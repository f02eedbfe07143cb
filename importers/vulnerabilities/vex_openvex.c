/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenVEX 0.0.1 to 0.2.0. Older documents name a vulnerability and products by bare texts. */
#include "vuln.h"

#include <stdio.h>
#include <string.h>

static mds_vex_state state_of(const char *word)
{
    return strcmp(word, "affected") == 0       ? MDS_VEX_AFFECTED
           : strcmp(word, "not_affected") == 0 ? MDS_VEX_NOT_AFFECTED
           : strcmp(word, "fixed") == 0        ? MDS_VEX_FIXED
                                               : MDS_VEX_INVESTIGATED;
}

/* "CVE-..", also where another name is first and this one is an alias. */
static const char *id_of(vuln *v, const mds_json *vulnerability)
{
    const char *id = mds_json_string(vulnerability, "");
    const mds_json *aliases = mds_json_member(vulnerability, "aliases");

    if (mds_json_is_object(vulnerability)) {
        id = mds_json_string(mds_json_member(vulnerability, "name"),
                             mds_json_string(mds_json_member(vulnerability, "@id"), ""));
    }
    for (const mds_json *at = mds_json_first(aliases); at != NULL && mds_cve_key(id) == 0;
         at = mds_json_next(at)) {
        id = mds_cve_key(mds_json_string(at, "")) != 0 ? mds_json_string(at, "") : id;
    }
    const char *slash = strrchr(id, '/'); /* an address ends in the name */
    return mds_vuln__keep(v, slash != NULL && mds_cve_key(slash + 1) != 0 ? slash + 1 : id);
}

static mds_product product_of(vuln *v, const mds_json *json)
{
    mds_product product = mds_vuln__no_product();
    const mds_json *ids = mds_json_member(json, "identifiers");

    product.ref = mds_vuln__keep(
        v, mds_json_string(mds_json_is_string(json) ? json : mds_json_member(json, "@id"), ""));
    mds_vuln__identify(&product.purl, &product.cpe, product.ref);
    for (const mds_json *at = mds_json_first(ids); at != NULL; at = mds_json_next(at)) {
        mds_vuln__identify(&product.purl, &product.cpe, mds_vuln__keep(v, mds_json_string(at, "")));
    }
    return product;
}

static void state(vuln *v, const mds_vex *as, const mds_json *part)
{
    mds_vex *made = mds_vuln__new_statement(v);

    if (made != NULL) {
        *made = *as;
        made->part = part != NULL ? product_of(v, part) : made->part;
    }
}

static void state_products(vuln *v, mds_vex *as, const mds_json *products)
{
    if (mds_json_first(products) == NULL) {
        state(v, as, NULL);
    }
    for (const mds_json *at = mds_json_first(products); at != NULL; at = mds_json_next(at)) {
        const mds_json *parts = mds_json_member(at, "subcomponents");
        as->product = product_of(v, at);
        if (mds_json_first(parts) == NULL) {
            state(v, as, NULL);
        }
        for (const mds_json *part = mds_json_first(parts); part != NULL;
             part = mds_json_next(part)) {
            state(v, as, part);
        }
    }
}

static void take_statement(vuln *v, const mds_json *at, size_t index)
{
    char where[VULN_PLACE];
    const char *when = mds_json_string(mds_json_member(at, "timestamp"), "");
    const char *status = mds_json_string(mds_json_member(at, "status"), "");
    const char *notes = mds_json_string(mds_json_member(at, "status_notes"), "");

    (void)snprintf(where, sizeof where, "statements[%zu]", index);
    mds_vex about = {
        .id = id_of(v, mds_json_member(at, "vulnerability")),
        .product = mds_vuln__no_product(),
        .part = mds_vuln__no_product(),
        .state = state_of(status),
        .justification = mds_vuln__member(v, at, "justification"),
        .detail =
            mds_vuln__keep(v, mds_json_string(mds_json_member(at, "impact_statement"), notes)),
        .action = mds_vuln__member(v, at, "action_statement"),
        .when = when[0] != '\0' ? mds_vuln__time(when) : v->when,
        .rating = mds_vuln__no_rating(),
        .file = v->index,
    };
    if (about.id[0] == '\0' || status[0] == '\0') {
        mds_vuln__refuse(v, where, about.id[0] == '\0' ? "no_id" : "no_status");
        return;
    }
    v->about.states[about.state]++;
    v->about.records++;
    v->untimed += about.when == MDS_TIME_NONE;
    state_products(v, &about, mds_json_member(at, "products"));
}

static mds_status take_first(void *payload, const char *member, size_t index, const mds_json *value)
{
    vuln *v = payload;

    (void)index;
    if (strcmp(member, "author") == 0) {
        v->about.author = mds_vuln__keep(v, mds_json_string(value, ""));
    } else if (strcmp(member, "timestamp") == 0) {
        v->about.day = mds_vuln__keep(v, mds_json_string(value, ""));
        v->when = mds_vuln__time(v->about.day);
    } else if (strcmp(member, "@context") == 0) {
        const char *slash = strrchr(mds_json_string(value, ""), '/');
        v->about.version = slash != NULL && slash[1] == 'v' ? mds_vuln__keep(v, slash + 2) : "";
    }
    return v->status;
}

static mds_status take_rest(void *payload, const char *member, size_t index, const mds_json *value)
{
    vuln *v = payload;

    if (strcmp(member, "statements") == 0) {
        take_statement(v, value, index);
    }
    return v->status;
}

void mds_vuln__read_openvex(vuln *v)
{
    mds_vuln__each(v, take_first, v);
    if (v->status == MDS_OK) {
        mds_vuln__each(v, take_rest, v);
    }
}
