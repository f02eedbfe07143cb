/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CycloneDX as JSON, 1.2 to 1.7: components with those inside them, and vulnerabilities with what
 * their analysis says of them. */
#include "vuln.h"

#include <stdio.h>
#include <string.h>

/* A maker by any of the members that the versions have. */
static const char *maker_of(vuln *v, const mds_json *component)
{
    static const char *const members[] = {"manufacturer", "manufacture", "supplier"};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const mds_json *at = mds_json_member(component, members[i]);
        const char *name = mds_json_string(mds_json_member(at, "name"), "");
        if (name[0] != '\0') {
            return mds_vuln__keep(v, name);
        }
    }
    const char *publisher = mds_json_string(mds_json_member(component, "publisher"), "");
    return mds_vuln__keep(v, publisher[0] != '\0'
                                 ? publisher
                                 : mds_json_string(mds_json_member(component, "author"), ""));
}

static void fill(vuln *v, mds_component *out, const mds_json *component)
{
    out->name = mds_vuln__member(v, component, "name");
    out->version = mds_vuln__member(v, component, "version");
    out->range = mds_vuln__member(v, component, "versionRange");
    out->purl = mds_vuln__member(v, component, "purl");
    out->cpe = mds_vuln__member(v, component, "cpe");
    out->ref = mds_vuln__member(v, component, "bom-ref");
    out->maker = maker_of(v, component);
}

/* A component and those inside it; the depth of a document is bounded. */
static void take_component(vuln *v, const mds_json *component)
{
    mds_component *made = mds_vuln__new_component(v);

    if (made == NULL) {
        return;
    }
    fill(v, made, component);
    const mds_json *inside = mds_json_member(component, "components");
    for (const mds_json *at = mds_json_first(inside); at != NULL; at = mds_json_next(at)) {
        take_component(v, at);
    }
}

static void take_metadata(vuln *v, const mds_json *metadata)
{
    const mds_json *component = mds_json_member(metadata, "component");
    const mds_json *author = mds_json_first(mds_json_member(metadata, "authors"));

    v->about.day = mds_vuln__member(v, metadata, "timestamp");
    v->when = mds_vuln__time(v->about.day);
    v->about.author = maker_of(v, metadata);
    if (mds_json_is_object(component)) {
        mds_component *device = mds_vuln__new_device(v);
        if (device != NULL) {
            fill(v, device, component);
            v->about.author = v->about.author[0] != '\0' ? v->about.author : device->maker;
        }
        const mds_json *inside = mds_json_member(component, "components");
        for (const mds_json *at = mds_json_first(inside); at != NULL; at = mds_json_next(at)) {
            take_component(v, at);
        }
    }
    if (v->about.author[0] == '\0') {
        v->about.author = mds_vuln__member(v, author, "name");
    }
}

mds_vex_state mds_vuln__cyclonedx_state(const char *word)
{
    return strcmp(word, "exploitable") == 0 ? MDS_VEX_AFFECTED
           : strcmp(word, "not_affected") == 0 || strcmp(word, "false_positive") == 0
               ? MDS_VEX_NOT_AFFECTED
           : strncmp(word, "resolved", 8) == 0 ? MDS_VEX_FIXED
                                               : MDS_VEX_INVESTIGATED;
}

mds_cvss_version mds_vuln__cyclonedx_method(const char *word)
{
    return strcmp(word, "CVSSv2") == 0    ? MDS_CVSS_2_0
           : strcmp(word, "CVSSv3") == 0  ? MDS_CVSS_3_0
           : strcmp(word, "CVSSv31") == 0 ? MDS_CVSS_3_1
           : strcmp(word, "CVSSv4") == 0  ? MDS_CVSS_4_0
                                          : MDS_CVSS_VERSION__COUNT;
}

static mds_rating best_rating(vuln *v, const mds_json *ratings, const char *where)
{
    mds_rating best = mds_vuln__no_rating();

    for (const mds_json *at = mds_json_first(ratings); at != NULL; at = mds_json_next(at)) {
        const mds_cvss_version version =
            mds_vuln__cyclonedx_method(mds_json_string(mds_json_member(at, "method"), ""));
        if (version != MDS_CVSS_VERSION__COUNT) { /* other methods have other scales */
            best = mds_vuln__prefer(
                best, mds_vuln__rating(v, where, mds_json_string(mds_json_member(at, "vector"), ""),
                                       version, mds_json_number(mds_json_member(at, "score"), -1)));
        }
    }
    return best;
}

/* "CVE-..", also where another id is first. */
static const char *id_of(vuln *v, const mds_json *vulnerability)
{
    const char *id = mds_json_string(mds_json_member(vulnerability, "id"), "");
    const mds_json *others = mds_json_member(vulnerability, "references");

    for (const mds_json *at = mds_json_first(others); at != NULL && mds_cve_key(id) == 0;
         at = mds_json_next(at)) {
        const char *other = mds_json_string(mds_json_member(at, "id"), "");
        id = mds_cve_key(other) != 0 ? other : id;
    }
    return mds_vuln__keep(v, id);
}

/* The part of a BOM-Link that is the component's own name. */
static const char *ref_of(const char *ref)
{
    const char *hash = strrchr(ref, '#');

    return strncmp(ref, "urn:cdx:", 8) == 0 && hash != NULL ? hash + 1 : ref;
}

static void state_version(vuln *v, const mds_vex *as, const mds_json *version)
{
    mds_vex *made = mds_vuln__new_statement(v);
    const char *status = mds_json_string(mds_json_member(version, "status"), "affected");

    if (made == NULL) {
        return;
    }
    *made = *as;
    made->product.version = mds_vuln__member(v, version, "version");
    made->product.range = mds_vuln__member(v, version, "range");
    if (as->state == MDS_VEX_AFFECTED && strcmp(status, "affected") != 0) {
        made->state =
            strcmp(status, "unaffected") == 0 ? MDS_VEX_NOT_AFFECTED : MDS_VEX_INVESTIGATED;
    }
}

static void state_product(vuln *v, const mds_vex *as, const char *ref, const mds_json *versions)
{
    mds_vex about = *as;

    about.product.ref = mds_vuln__keep(v, ref_of(ref));
    mds_vuln__identify(&about.product.purl, &about.product.cpe, about.product.ref);
    if (mds_json_first(versions) == NULL) {
        mds_vex *made = mds_vuln__new_statement(v);
        if (made != NULL) {
            *made = about;
        }
    }
    for (const mds_json *at = mds_json_first(versions); at != NULL; at = mds_json_next(at)) {
        state_version(v, &about, at);
    }
}

static void take_vulnerability(vuln *v, const mds_json *at, size_t index)
{
    char where[VULN_PLACE];
    const mds_json *analysis = mds_json_member(at, "analysis");
    const mds_json *affects = mds_json_member(at, "affects");
    const char *updated = mds_json_string(mds_json_member(analysis, "lastUpdated"), "");

    (void)snprintf(where, sizeof where, "vulnerabilities[%zu]", index);
    mds_vex about = {
        .id = id_of(v, at),
        .product = mds_vuln__no_product(),
        .part = mds_vuln__no_product(),
        .state = mds_vuln__cyclonedx_state(mds_json_string(mds_json_member(analysis, "state"), "")),
        .justification = mds_vuln__member(v, analysis, "justification"),
        .detail = mds_vuln__member(v, analysis, "detail"),
        .action = mds_vuln__member(v, at, "recommendation"),
        .when = updated[0] != '\0' ? mds_vuln__time(updated) : v->when,
        .rating = best_rating(v, mds_json_member(at, "ratings"), where),
        .file = v->index,
    };
    v->about.records++;
    v->about.states[about.state] += analysis != NULL;
    if (about.id[0] == '\0') {
        mds_vuln__refuse(v, where, "no_id");
        return;
    }
    if (mds_json_first(affects) == NULL) {
        state_product(v, &about, "", NULL);
    }
    for (const mds_json *one = mds_json_first(affects); one != NULL; one = mds_json_next(one)) {
        state_product(v, &about, mds_json_string(mds_json_member(one, "ref"), ""),
                      mds_json_member(one, "versions"));
    }
}

/* What is known of a document before its vulnerabilities, wherever it is. */
static mds_status take_first(void *payload, const char *member, size_t index, const mds_json *value)
{
    vuln *v = payload;

    (void)index;
    if (strcmp(member, "metadata") == 0) {
        take_metadata(v, value);
    }
    return v->status;
}

static mds_status take_rest(void *payload, const char *member, size_t index, const mds_json *value)
{
    vuln *v = payload;

    if (strcmp(member, "components") == 0) {
        take_component(v, value);
    } else if (strcmp(member, "services") == 0) {
        v->about.services++;
    } else if (strcmp(member, "vulnerabilities") == 0) {
        take_vulnerability(v, value, index);
    }
    return v->status;
}

void mds_vuln__read_cyclonedx(vuln *v)
{
    mds_vuln__each(v, take_first, v);
    if (v->status == MDS_OK) {
        mds_vuln__each(v, take_rest, v);
    }
}
