/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX 3 as JSON-LD: one list of elements, packages among them. */
#include "vuln.h"

#include <string.h>

typedef struct graph {
    vuln *v;
    const char *described; /* root element of the document; "" */
} graph;

static bool is_type(const mds_json *element, const char *type)
{
    return strcmp(mds_json_string(mds_json_member(element, "type"), ""), type) == 0;
}

/* "Relationship" and those of a stage of life. */
static bool is_relation(const mds_json *element)
{
    static const char ending[] = "Relationship";
    const char *type = mds_json_string(mds_json_member(element, "type"), "");
    const size_t n = strlen(type);

    return n >= sizeof ending - 1 && strcmp(type + n - (sizeof ending - 1), ending) == 0;
}

static const char *id_of(const mds_json *element)
{
    return mds_json_string(mds_json_member(element, "spdxId"), "");
}

static void fill(vuln *v, mds_component *out, const mds_json *package)
{
    const mds_json *ids = mds_json_member(package, "externalIdentifier");

    out->name = mds_vuln__member(v, package, "name");
    out->version = mds_vuln__member(v, package, "software_packageVersion");
    out->purl = mds_vuln__member(v, package, "software_packageUrl");
    out->ref = mds_vuln__keep(v, id_of(package));
    for (const mds_json *at = mds_json_first(ids); at != NULL; at = mds_json_next(at)) {
        const char *identifier = mds_vuln__member(v, at, "identifier");
        mds_vuln__identify(&out->purl, &out->cpe, identifier);
    }
}

static mds_status take_root(void *payload, const char *member, size_t index, const mds_json *value)
{
    graph *g = payload;
    const mds_json *root = mds_json_member(value, "rootElement");

    (void)index;
    if (strcmp(member, "@graph") != 0) {
        return g->v->status;
    }
    if (is_type(value, "SpdxDocument")) {
        const mds_json *first = mds_json_is_array(root) ? mds_json_first(root) : root;
        g->described = mds_vuln__keep(g->v, mds_json_string(first, ""));
    } else if (is_type(value, "CreationInfo")) {
        g->v->about.version = mds_vuln__member(g->v, value, "specVersion");
        g->v->about.day = mds_vuln__member(g->v, value, "created");
        g->v->when = mds_vuln__time(g->v->about.day);
    }
    g->v->about.relations += is_relation(value);
    return g->v->status;
}

static mds_status take_package(void *payload, const char *member, size_t index,
                               const mds_json *value)
{
    const graph *g = payload;
    vuln *v = g->v;

    (void)index;
    if (strcmp(member, "@graph") != 0 || !is_type(value, "software_Package")) {
        return v->status;
    }
    const bool device = g->described[0] != '\0' && strcmp(id_of(value), g->described) == 0;
    mds_component *made = device ? mds_vuln__new_device(v) : mds_vuln__new_component(v);
    if (made != NULL) {
        fill(v, made, value);
        v->about.products += device;
    }
    return v->status;
}

void mds_vuln__read_spdx_3(vuln *v)
{
    graph g = {.v = v, .described = ""};

    mds_vuln__each(v, take_root, &g);
    if (v->status == MDS_OK) {
        mds_vuln__each(v, take_package, &g);
    }
}
