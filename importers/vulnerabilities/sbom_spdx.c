/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX 2.2 and 2.3 as JSON. What the document describes is the device, all other packages are its
 * components. */
#include "vuln.h"

#include <string.h>

typedef struct spdx {
    vuln *v;
    const char *described; /* the package; "" */
} spdx;

/* "Organization: Aldermoor Medical" without its kind. */
static const char *party(const char *text)
{
    const char *colon = strchr(text, ':');

    if (strcmp(text, "NOASSERTION") == 0) {
        return "";
    }
    return colon != NULL && colon[1] == ' ' ? colon + 2 : text;
}

static void fill(vuln *v, mds_component *out, const mds_json *package)
{
    const mds_json *refs = mds_json_member(package, "externalRefs");

    out->name = mds_vuln__member(v, package, "name");
    out->version = mds_vuln__member(v, package, "versionInfo");
    out->ref = mds_vuln__member(v, package, "SPDXID");
    out->maker =
        mds_vuln__keep(v, party(mds_json_string(mds_json_member(package, "supplier"), "")));
    for (const mds_json *at = mds_json_first(refs); at != NULL; at = mds_json_next(at)) {
        const char *type = mds_json_string(mds_json_member(at, "referenceType"), "");
        const char *locator = mds_json_string(mds_json_member(at, "referenceLocator"), "");
        if (strcmp(type, "purl") == 0) {
            out->purl = mds_vuln__keep(v, locator);
        } else if (strcmp(type, "cpe23Type") == 0) {
            out->cpe = mds_vuln__keep(v, locator);
        }
    }
}

/* Who made the document, and what it is about. */
static mds_status take_first(void *payload, const char *member, size_t index, const mds_json *value)
{
    spdx *s = payload;
    const char *type = mds_json_string(mds_json_member(value, "relationshipType"), "");

    (void)index;
    if (strcmp(member, "creationInfo") == 0) {
        const mds_json *creators = mds_json_member(value, "creators");
        s->v->about.day = mds_vuln__member(s->v, value, "created");
        s->v->when = mds_vuln__time(s->v->about.day);
        for (const mds_json *at = mds_json_first(creators); at != NULL; at = mds_json_next(at)) {
            const char *creator = mds_json_string(at, "");
            if (strncmp(creator, "Organization:", 13) == 0) {
                s->v->about.author = mds_vuln__keep(s->v, party(creator));
            }
        }
    } else if (strcmp(member, "documentDescribes") == 0) {
        s->described = mds_vuln__keep(s->v, mds_json_string(value, ""));
    } else if (strcmp(member, "relationships") == 0 && strcmp(type, "DESCRIBES") == 0) {
        s->described = mds_vuln__member(s->v, value, "relatedSpdxElement");
    }
    s->v->about.relations += strcmp(member, "relationships") == 0;
    return s->v->status;
}

static mds_status take_package(void *payload, const char *member, size_t index,
                               const mds_json *value)
{
    const spdx *s = payload;
    vuln *v = s->v;

    (void)index;
    if (strcmp(member, "packages") != 0) {
        return v->status;
    }
    const char *id = mds_json_string(mds_json_member(value, "SPDXID"), "");
    const bool device = s->described[0] != '\0' && strcmp(id, s->described) == 0;
    mds_component *made = device ? mds_vuln__new_device(v) : mds_vuln__new_component(v);
    if (made != NULL) {
        fill(v, made, value);
        v->about.products += device;
    }
    return v->status;
}

void mds_vuln__read_spdx(vuln *v)
{
    spdx s = {.v = v, .described = ""};

    mds_vuln__each(v, take_first, &s);
    if (v->status == MDS_OK) {
        mds_vuln__each(v, take_package, &s);
    }
}
