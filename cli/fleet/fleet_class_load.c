/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A class from what is stored: forms, context and zone. */
#include "fleet_class.h"

#include "fleet_finding.h"
#include "schema.h"
#include <mdsrisk/import.h>
#include <string.h>

typedef struct loading {
    run *r;
    store *s;
    const fleet_class *at;
    class_parts *out;
} loading;

/* Reads a stored file; \p id: how it is asked for by its SHA-256, path and bytes. */
static mds_status load_file(loading *m, unsigned id, const char *sha256, const char **path,
                            mds_source **out)
{
    const store_value values[] = {store_of_text(sha256)};
    bool more = false;
    size_t n = 0;
    mds_status status = store_ask(m->s, id, values, 1);

    if (status == MDS_OK) {
        status = store_next(m->s, id, &more);
    }
    if (status != MDS_OK || !more) {
        return status != MDS_OK ? status : MDS_ENOTFOUND;
    }
    const char *name = store_text(m->s, id, 0);
    *path = mds_arena_strndup(m->r->arena, name, strlen(name));
    const char *bytes = store_bytes(m->s, id, 1, &n);
    const char *kept = mds_arena_strndup(m->r->arena, bytes, n);
    if (*path == NULL || kept == NULL) {
        return mds_arena_status(m->r->arena);
    }
    return mds_source_from_memory(out, *path, kept, n);
}

static mds_status load_one_form(loading *m, const char *sha256)
{
    mds_source *source = NULL;
    const char *path = "";
    mds_status status = load_file(m, SQL_FORM_GET, sha256, &path, &source);

    m->out->path = m->out->form_count == 0 ? path : m->out->path;
    if (status == MDS_OK) {
        status = mds_import_form(&m->out->forms[m->out->form_count], m->r->arena, m->r->catalog,
                                 source, m->r->diags);
        m->out->form_count++;
    }
    mds_source_free(source);
    return status;
}

static mds_status load_all_forms(loading *m)
{
    const char *p = m->at->forms;
    mds_status status = MDS_OK;

    while (*p != '\0' && status == MDS_OK && m->out->form_count < MOST_CLASS_FORMS) {
        char sha256[65];
        const size_t n = strcspn(p, " ");
        (void)snprintf(sha256, sizeof sha256, "%.*s", n < sizeof sha256 ? (int)n : 0, p);
        status = load_one_form(m, sha256);
        p += n + (p[n] == ' ');
    }
    return status;
}

/* The stored context, in the zone of the class. */
static mds_status load_deployment(loading *m)
{
    const mds_deployment *base = NULL;
    mds_source *source = NULL;
    mds_status status = MDS_OK;

    m->out->deployment = mds_arena_alloc(m->r->arena, 1, sizeof *m->out->deployment);
    if (m->out->deployment == NULL) {
        return mds_arena_status(m->r->arena);
    }
    *m->out->deployment = mds_deployment_default(m->r->policy);
    if (m->at->context[0] != '\0') {
        status = load_file(m, SQL_CONTEXT_GET, m->at->context, &m->out->context_path, &source);
        if (status == MDS_OK) {
            status = mds_import_deployment(&base, m->r->arena, m->r->catalog, m->r->policy, source,
                                           m->r->diags);
        }
        mds_source_free(source);
    }
    if (status == MDS_OK && base != NULL) {
        *m->out->deployment = *base;
    }
    for (uint32_t z = 0; z < m->r->policy->zone_count; z++) {
        if (strcmp(m->r->policy->zones[z].id, m->at->zone) == 0) {
            m->out->deployment->zone = z;
            m->out->deployment->stated |= MDS_STATED_ZONE;
        }
    }
    return status;
}

/* What is on the device raises its risks. */
static mds_status load_threats(loading *m)
{
    const mds_fleet_finding *findings = NULL;
    size_t count = 0;
    const mds_status status = load_findings(m->r, m->s, m->at->finding, &findings, &count);

    if (status == MDS_OK && count > 0) {
        m->out->deployment->threats =
            mds_fleet_threats(m->r->arena, m->r->catalog, findings, count);
    }
    return status == MDS_OK ? mds_arena_status(m->r->arena) : status;
}

mds_status load_class(run *r, store *s, const fleet_class *at, class_parts *out)
{
    loading m = {.r = r, .s = s, .at = at, .out = out};

    *out = (class_parts){.path = "", .context_path = ""};
    mds_status status = load_all_forms(&m);
    if (status == MDS_OK) {
        status = load_deployment(&m);
    }
    return status == MDS_OK ? load_threats(&m) : status;
}
