/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of CVE in JSON 5: one in a file, or a list of them. Times often lack a zone, old records
 * have "n/a" for products, and many have no score: all that is taken as it is. */
#include "vuln.h"

#include <string.h>

/* A record while it is put together: its containers are parts of a document of their own. */
typedef struct record {
    vuln *v;
    mds_cve *cve;
    size_t affected_room, rating_room;
    mds_affected *affected;
    mds_rating *ratings;
} record;

static const char *known(vuln *v, const mds_json *object, const char *member)
{
    const char *text = mds_json_string(mds_json_member(object, member), "");

    return strcmp(text, "n/a") == 0 ? "" : mds_vuln__keep(v, text);
}

static void add_change(mds_version_span *spans, size_t *count, const mds_version_span *within,
                       const mds_json *change, vuln *v)
{
    const char *status = mds_json_string(mds_json_member(change, "status"), "");

    spans[(*count)++] = (mds_version_span){.version = mds_vuln__member(v, change, "at"),
                                           .below = within->below,
                                           .last = within->last,
                                           .order = within->order,
                                           .affected = strcmp(status, "affected") == 0,
                                           .unknown = strcmp(status, "unknown") == 0};
}

static size_t count_spans(const mds_json *versions)
{
    size_t count = 0;

    for (const mds_json *at = mds_json_first(versions); at != NULL; at = mds_json_next(at)) {
        count += 1 + mds_json_count(mds_json_member(at, "changes"));
    }
    return count;
}

/* Spans of a list; a change within one is a span of its own up to the same end, the later of two
 * that hold decides. */
static void take_spans(vuln *v, mds_affected *out, const mds_json *versions)
{
    mds_version_span *spans = mds_arena_alloc(v->arena, count_spans(versions) + 1, sizeof *spans);

    if (spans == NULL) {
        mds_vuln__fail(v, mds_arena_status(v->arena));
        return;
    }
    out->spans = spans;
    for (const mds_json *at = mds_json_first(versions); at != NULL; at = mds_json_next(at)) {
        const char *status = mds_json_string(mds_json_member(at, "status"), "");
        const mds_json *changes = mds_json_member(at, "changes");
        const mds_version_span span = {.version = mds_vuln__member(v, at, "version"),
                                       .below = mds_vuln__member(v, at, "lessThan"),
                                       .last = mds_vuln__member(v, at, "lessThanOrEqual"),
                                       .order = mds_vuln__member(v, at, "versionType"),
                                       .affected = strcmp(status, "affected") == 0,
                                       .unknown = strcmp(status, "unknown") == 0};
        spans[out->span_count++] = span;
        for (const mds_json *one = mds_json_first(changes); one != NULL; one = mds_json_next(one)) {
            add_change(spans, &out->span_count, &span, one, v);
        }
    }
}

static void take_affected(record *r, const mds_json *at)
{
    vuln *v = r->v;
    mds_cve *cve = r->cve;
    const char *otherwise = mds_json_string(mds_json_member(at, "defaultStatus"), "unknown");
    const mds_json *cpes = mds_json_member(at, "cpes");

    if (!mds_array_reserve(v->arena, &r->affected, &r->affected_room, cve->affected_count,
                           sizeof *r->affected)) {
        mds_vuln__fail(v, mds_arena_status(v->arena));
        return;
    }
    mds_affected *made = &r->affected[cve->affected_count++];
    cve->affected = r->affected;
    *made = (mds_affected){.product = mds_vuln__no_product(),
                           .package = known(v, at, "packageName"),
                           .collection = mds_vuln__member(v, at, "collectionURL"),
                           .otherwise_affected = strcmp(otherwise, "affected") == 0,
                           .otherwise_unknown = strcmp(otherwise, "unknown") == 0};
    made->product.vendor = known(v, at, "vendor");
    made->product.name = known(v, at, "product");
    made->product.purl = mds_vuln__member(v, at, "packageURL");
    made->product.cpe = mds_vuln__keep(v, mds_json_string(mds_json_first(cpes), ""));
    take_spans(v, made, mds_json_member(at, "versions"));
}

static void take_metric(record *r, const mds_json *at, const char *where)
{
    static const char *const members[] = {"cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0"};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const mds_json *cvss = mds_json_member(at, members[i]);
        if (cvss == NULL) {
            continue;
        }
        if (!mds_array_reserve(r->v->arena, &r->ratings, &r->rating_room, r->cve->rating_count,
                               sizeof *r->ratings)) {
            mds_vuln__fail(r->v, mds_arena_status(r->v->arena));
            return;
        }
        r->ratings[r->cve->rating_count++] = mds_vuln__rating(
            r->v, where, mds_json_string(mds_json_member(cvss, "vectorString"), ""),
            strcmp(members[i], "cvssV2_0") == 0 ? MDS_CVSS_2_0 : MDS_CVSS_VERSION__COUNT,
            mds_json_number(mds_json_member(cvss, "baseScore"), -1));
        r->cve->ratings = r->ratings;
    }
}

static void take_container(record *r, const mds_json *container)
{
    const mds_json *affected = mds_json_member(container, "affected");
    const mds_json *metrics = mds_json_member(container, "metrics");

    for (const mds_json *at = mds_json_first(affected); at != NULL; at = mds_json_next(at)) {
        take_affected(r, at);
    }
    for (const mds_json *at = mds_json_first(metrics); at != NULL; at = mds_json_next(at)) {
        take_metric(r, at, r->cve->id);
    }
}

static void take_containers(record *r, const mds_json *containers)
{
    const mds_json *cna = mds_json_member(containers, "cna");
    const mds_json *adp = mds_json_member(containers, "adp");
    const mds_json *described = mds_json_first(mds_json_member(cna, "descriptions"));

    r->cve->title = mds_vuln__keep(
        r->v, mds_json_string(mds_json_member(cna, "title"),
                              mds_json_string(mds_json_member(described, "value"), "")));
    take_container(r, cna);
    for (const mds_json *at = mds_json_first(adp); at != NULL; at = mds_json_next(at)) {
        take_container(r, at);
    }
}

static void take_metadata(record *r, const mds_json *metadata)
{
    r->cve->id = mds_vuln__member(r->v, metadata, "cveId");
    r->cve->rejected =
        strcmp(mds_json_string(mds_json_member(metadata, "state"), ""), "REJECTED") == 0;
}

static mds_status take_id(void *payload, const char *member, size_t index, const mds_json *value)
{
    record *r = payload;

    (void)index;
    if (strcmp(member, "cveMetadata") == 0) {
        take_metadata(r, value);
    } else if (strcmp(member, "dataVersion") == 0) {
        r->v->about.version = mds_vuln__keep(r->v, mds_json_string(value, ""));
    }
    return r->v->status;
}

/* The members of the only record, or each record of a list. */
static mds_status take_part(void *payload, const char *member, size_t index, const mds_json *value)
{
    record *r = payload;

    (void)index;
    if (member[0] == '\0') {
        record one = {.v = r->v, .cve = mds_vuln__new_record(r->v)};
        if (one.cve != NULL) {
            take_metadata(&one, mds_json_member(value, "cveMetadata"));
            take_containers(&one, mds_json_member(value, "containers"));
            r->v->about.version = mds_vuln__member(r->v, value, "dataVersion");
        }
    } else if (strcmp(member, "containers") == 0 && r->cve != NULL) {
        take_containers(r, value);
    }
    return r->v->status;
}

void mds_vuln__read_cve(vuln *v)
{
    const bool list = v->n > 0 && memchr(v->text, '[', v->n) < memchr(v->text, '{', v->n) &&
                      memchr(v->text, '[', v->n) != NULL;
    record r = {.v = v};

    if (!list) {
        r.cve = mds_vuln__new_record(v);
        if (r.cve == NULL) {
            return;
        }
        mds_vuln__each(v, take_id, &r);
        if (v->status == MDS_OK && mds_cve_key(r.cve->id) == 0) {
            mds_vuln__refuse(v, "cveMetadata", "no_id");
        }
    }
    if (v->status == MDS_OK) {
        mds_vuln__each(v, take_part, &r);
    }
}
