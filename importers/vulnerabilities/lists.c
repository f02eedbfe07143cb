/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of vulnerabilities by number: KEV, the catalog of those known to be exploited, as JSON, and
 * EPSS, how likely each is exploited, as csv. */
#include "vuln.h"

#include "base/num.h"
#include <stdio.h>
#include <string.h>

static mds_status take_entry(void *payload, const char *member, size_t index, const mds_json *value)
{
    vuln *v = payload;
    char where[VULN_PLACE];

    if (strcmp(member, "catalogVersion") == 0) {
        v->about.version = mds_vuln__keep(v, mds_json_string(value, ""));
    } else if (strcmp(member, "dateReleased") == 0) {
        v->about.day = mds_vuln__keep(v, mds_json_string(value, ""));
    }
    if (strcmp(member, "vulnerabilities") != 0) {
        return v->status;
    }
    const char *id = mds_json_string(mds_json_member(value, "cveID"), "");
    const char *ransomware =
        mds_json_string(mds_json_member(value, "knownRansomwareCampaignUse"), "");
    (void)snprintf(where, sizeof where, "vulnerabilities[%zu]", index);
    if (mds_cve_key(id) == 0) {
        mds_vuln__refuse(v, where, "kev_schema");
        return v->status;
    }
    mds_kev *made = mds_vuln__new_exploited(v);
    if (made != NULL) {
        *made = (mds_kev){.id = mds_vuln__keep(v, id),
                          .added = mds_vuln__member(v, value, "dateAdded"),
                          .due = mds_vuln__member(v, value, "dueDate"),
                          .action = mds_vuln__member(v, value, "requiredAction"),
                          .ransomware = strcmp(ransomware, "Known") == 0,
                          .file = v->index};
    }
    return v->status;
}

void mds_vuln__read_kev(vuln *v)
{
    mds_vuln__each(v, take_entry, v);
}

/* "CVE-2008-4250,0.98751,0.99923" */
static bool take_row(vuln *v, const char *line, size_t n)
{
    char id[32];
    double score;
    const char *comma = memchr(line, ',', n);
    const size_t length = comma != NULL ? (size_t)(comma - line) : n;
    const char *begin = line + length + 1;

    if (comma == NULL || length >= sizeof id) {
        return false;
    }
    const char *behind = memchr(begin, ',', n - length - 1);
    const size_t digits = behind != NULL ? (size_t)(behind - begin) : n - length - 1;
    (void)snprintf(id, sizeof id, "%.*s", (int)length, line);
    const uint64_t key = mds_cve_key(id);
    if (key == 0 || !mds_num_parse(&score, (mds_sv){begin, digits}) || score < 0.0 || score > 1.0) {
        return false;
    }
    mds_epss *made = mds_vuln__new_score(v);
    if (made != NULL) {
        *made = (mds_epss){key, score};
    }
    return true;
}

/* "#model_version:v2025.03.14,score_date:2026-08-22T00:00:00Z" */
static void take_remark(vuln *v, const char *line, size_t n)
{
    char text[160];

    (void)snprintf(text, sizeof text, "%.*s", (int)(n < sizeof text ? n : sizeof text - 1), line);
    char *day = strstr(text, "score_date:");
    char *model = strstr(text, "model_version:");
    if (day != NULL) {
        v->about.day = mds_vuln__keep(v, day + strlen("score_date:"));
    }
    if (model != NULL) {
        model += strlen("model_version:");
        model[strcspn(model, ",")] = '\0';
        v->about.version = mds_vuln__keep(v, model);
    }
}

void mds_vuln__read_epss(vuln *v)
{
    size_t number = 0;
    char where[VULN_PLACE];

    for (size_t at = 0; at < v->n && v->status == MDS_OK;) {
        const char *line = v->text + at;
        const char *end = memchr(line, '\n', v->n - at);
        size_t n = end != NULL ? (size_t)(end - line) : v->n - at;
        at += n + 1;
        number++;
        n -= n > 0 && line[n - 1] == '\r';
        if (n == 0 || strncmp(line, "cve,", n < 4 ? n : 4) == 0) {
            continue;
        }
        if (line[0] == '#') {
            take_remark(v, line, n);
        } else if (!take_row(v, line, n)) {
            (void)snprintf(where, sizeof where, "L%zu", number);
            mds_vuln__refuse(v, where, "epss_row");
        }
    }
}
