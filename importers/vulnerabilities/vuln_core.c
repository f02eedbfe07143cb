/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vuln.h"

#include "base/date.h"
#include "base/inert.h"
#include "base/num.h"
#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

enum { MOST_TEXT = 1500 };

void mds_vuln__fail(vuln *v, mds_status status)
{
    if (v->status == MDS_OK) {
        v->status = status;
    }
}

void mds_vuln__refuse(vuln *v, const char *where, const char *reason)
{
    char key[64];

    (void)snprintf(key, sizeof key, "vuln.reason.%.40s", reason);
    mds_diag_add(v->diags, MDS_D_VULN_INVALID, v->file, where, key, NULL);
    mds_vuln__fail(v, MDS_EFORMAT);
}

/* Line ends and controls become blanks: it goes to terminals and cells. */
const char *mds_vuln__keep(vuln *v, const char *text)
{
    const size_t n = mds_utf8_head(text, MOST_TEXT);

    if (n == 0) {
        return "";
    }
    char *copy = mds_arena_strndup(v->arena, text, n);
    if (copy == NULL) {
        mds_vuln__fail(v, mds_arena_status(v->arena));
        return "";
    }
    for (char *p = copy; *p != '\0'; p++) {
        *p = (unsigned char)*p < 0x20 || *p == 0x7F ? ' ' : *p;
    }
    return copy;
}

const char *mds_vuln__member(vuln *v, const mds_json *object, const char *name)
{
    return mds_vuln__keep(v, mds_json_string(mds_json_member(object, name), ""));
}

static bool digits(int *out, const char *text, size_t n)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

/* "+09:00" in seconds; 0 for "Z" and for nothing at all. */
static int zone_of(const char *text)
{
    int hours = 0;
    int minutes = 0;

    if ((text[0] != '+' && text[0] != '-') || strlen(text) < 6 || !digits(&hours, text + 1, 2) ||
        !digits(&minutes, text + 4, 2)) {
        return 0;
    }
    return (hours * 60 + minutes) * 60 * (text[0] == '-' ? -1 : 1);
}

int64_t mds_vuln__time(const char *text)
{
    int at[6] = {0, 0, 0, 0, 0, 0};
    const size_t n = strlen(text);
    mds_day day;

    if (n < 10 || text[4] != '-' || text[7] != '-' || !digits(&at[0], text, 4) ||
        !digits(&at[1], text + 5, 2) || !digits(&at[2], text + 8, 2) ||
        !mds_date_from_civil(&day, at[0], at[1], at[2])) {
        return MDS_TIME_NONE;
    }
    if (n < 19) {
        return (int64_t)day * 86400;
    }
    if (!digits(&at[3], text + 11, 2) || !digits(&at[4], text + 14, 2) ||
        !digits(&at[5], text + 17, 2)) {
        return MDS_TIME_NONE;
    }
    const char *rest = text + 19;
    if (*rest == '.') {
        rest += 1 + strspn(rest + 1, "0123456789");
    }
    return (int64_t)day * 86400 + at[3] * 3600 + at[4] * 60 + at[5] - zone_of(rest);
}

/* The next element of a growing array, zeroed. */
static void *grow(vuln *v, void *array, size_t *count, size_t *room, size_t size)
{
    unsigned char *first;

    if (!mds_array_reserve(v->arena, array, room, *count, size)) {
        mds_vuln__fail(v, mds_arena_status(v->arena));
        return NULL;
    }
    memcpy(&first, array, sizeof first);
    void *made = first + *count * size;
    memset(made, 0, size);
    (*count)++;
    return made;
}

mds_component *mds_vuln__new_component(vuln *v)
{
    mds_component *made = grow(v, &v->all->components, &v->all->component_count,
                               &v->all->component_room, sizeof *made);

    if (made != NULL) {
        *made = (mds_component){"", "", "", "", "", "", "", v->index};
        v->about.components++;
    }
    return made;
}

mds_component *mds_vuln__new_device(vuln *v)
{
    mds_component *made =
        grow(v, &v->all->devices, &v->all->device_count, &v->all->device_room, sizeof *made);

    if (made != NULL) {
        *made = (mds_component){"", "", "", "", "", "", "", v->index};
    }
    return made;
}

mds_product mds_vuln__no_product(void)
{
    return (mds_product){"", "", "", "", "", "", ""};
}

mds_rating mds_vuln__no_rating(void)
{
    return (mds_rating){.score = MDS_SCORE_NONE,
                        .stated = MDS_SCORE_NONE,
                        .vector = "",
                        .version = MDS_CVSS_VERSION__COUNT,
                        .reach = MDS_CVSS_REACH_UNKNOWN};
}

mds_vex mds_vuln__no_statement(const vuln *v)
{
    return (mds_vex){.id = "",
                     .product = mds_vuln__no_product(),
                     .part = mds_vuln__no_product(),
                     .state = MDS_VEX_INVESTIGATED,
                     .justification = "",
                     .detail = "",
                     .action = "",
                     .when = v->when,
                     .rating = mds_vuln__no_rating(),
                     .file = v->index};
}

mds_vex *mds_vuln__new_statement(vuln *v)
{
    mds_vex *made = grow(v, &v->all->statements, &v->all->statement_count, &v->all->statement_room,
                         sizeof *made);

    if (made != NULL) {
        *made = mds_vuln__no_statement(v);
    }
    return made;
}

mds_cve *mds_vuln__new_record(vuln *v)
{
    mds_cve *made =
        grow(v, &v->all->records, &v->all->record_count, &v->all->record_room, sizeof *made);

    if (made != NULL) {
        *made = (mds_cve){.id = "", .title = "", .file = v->index};
        v->about.records++;
    }
    return made;
}

mds_kev *mds_vuln__new_exploited(vuln *v)
{
    mds_kev *made = grow(v, &v->all->exploited, &v->all->exploited_count, &v->all->exploited_room,
                         sizeof *made);

    if (made != NULL) {
        *made = (mds_kev){"", "", "", "", false, v->index};
        v->about.records++;
    }
    return made;
}

mds_epss *mds_vuln__new_score(vuln *v)
{
    mds_epss *made =
        grow(v, &v->all->scores, &v->all->score_count, &v->all->score_room, sizeof *made);

    v->about.scores += made != NULL;
    return made;
}

mds_rating mds_vuln__rating(vuln *v, const char *where, const char *vector,
                            mds_cvss_version version, double stated)
{
    mds_cvss_fault fault;
    char at[24];
    char key[64];
    const mds_rating rating = mds_rating_of(mds_vuln__keep(v, vector), version, stated, &fault);

    if (fault.reason != MDS_CVSS_FINE && v->bad_vectors++ < VULN_FEW) {
        (void)snprintf(at, sizeof at, "%zu", fault.at + 1);
        (void)snprintf(key, sizeof key, "vuln.cvss.%s", mds_cvss_reason_name(fault.reason));
        mds_diag_add(v->diags, MDS_D_VULN_VECTOR, v->file, where, rating.vector, key, at,
                     fault.metric, NULL);
    }
    return rating;
}

static int rank_of(const mds_rating *r)
{
    return r->score < 0.0 ? 0 : r->reach == MDS_CVSS_REACH_UNKNOWN ? 1 : 2 + (int)r->version;
}

mds_rating mds_vuln__prefer(mds_rating a, mds_rating b)
{
    const int left = rank_of(&a);
    const int right = rank_of(&b);

    if (left != right) {
        return left > right ? a : b;
    }
    return b.score > a.score ? b : a;
}

void mds_vuln__identify(const char **purl, const char **cpe, const char *text)
{
    if (strncmp(text, "pkg:", 4) == 0) {
        *purl = text;
    } else if (strncmp(text, "cpe:", 4) == 0) {
        *cpe = text;
    }
}

void mds_vuln__each(vuln *v, mds_json_part_fn take, void *payload)
{
    const mds_status status = mds_json_each_part(v->file, v->text, v->n, v->diags, take, payload);

    mds_vuln__fail(v, status);
}
