/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/session.h>

#include "base/date.h"
#include "base/strbuf.h"
#include <mdsrisk/ask.h>
#include <mdsrisk/consistency.h>
#include <mdsrisk/import.h>
#include <mdsrisk/import_life.h>
#include <mdsrisk/import_records.h>
#include <mdsrisk/import_vulnerabilities.h>
#include <mdsrisk/limits.h>
#include <mdsrisk/lint.h>
#include <string.h>

/* The compiled-in catalog takes the place of a folder's that cannot be used: the diagnostics need
 * its words. */
static mds_status load_catalog(mds_session *session, const char *folder)
{
    const mds_status status = mds_catalog_load(&session->loaded, folder, session->diags);

    if (status != MDS_OK && status != MDS_ENOMEM && folder != NULL &&
        mds_catalog_load(&session->loaded, NULL, NULL) != MDS_OK) {
        session->loaded = NULL;
    }
    session->catalog = session->loaded;
    return status;
}

mds_status mds_session_init(mds_session *session, const mds_session_options *options)
{
    const char *day = options->as_of != NULL ? options->as_of : "";

    *session = (mds_session){.language = options->language};
    session->arena = mds_arena_new(options->memory, options->allocator);
    if (session->arena == NULL) {
        return MDS_ENOMEM;
    }
    session->diags = mds_diags_new(session->arena, 0);
    if (session->diags == NULL) {
        return mds_arena_status(session->arena);
    }
    const mds_status status = load_catalog(session, options->catalog);
    if (status != MDS_OK) {
        return status;
    }
    if (!mds_date_parse(&session->as_of, (mds_sv){day, strlen(day)})) {
        return MDS_EINVAL;
    }
    const uint32_t policy =
        mds_catalog_policy(session->catalog, options->policy != NULL ? options->policy : "default");
    if (policy == MDS_NO_ORDINAL) {
        return MDS_ENOTFOUND;
    }
    session->policy = &session->catalog->policies[policy];
    return MDS_OK;
}

void mds_session_finish(mds_session *session)
{
    if (session == NULL) {
        return;
    }
    mds_catalog_free(session->loaded);
    mds_arena_free(session->arena);
    *session = (mds_session){.arena = NULL};
}

/* "Windows 10 22H2=file": the name before the last "=" behind which a file is. */
static mds_status open_life(mds_source **out, mds_session *session, const char *path,
                            const char **system)
{
    const char *equals = strrchr(path, '=');
    const mds_status status =
        mds_source_open(out, path, MDS_LIMIT_TEXT_BYTES, equals != NULL ? NULL : session->diags);

    if (status == MDS_OK || equals == NULL) {
        return status;
    }
    *system = mds_arena_strndup(session->arena, path, (size_t)(equals - path));
    return *system == NULL ? mds_arena_status(session->arena)
                           : mds_source_open(out, equals + 1, MDS_LIMIT_TEXT_BYTES, session->diags);
}

mds_status mds_session_read_life(mds_session *session, const char *path)
{
    mds_source *source = NULL;
    const char *system = NULL;

    mds_status status = open_life(&source, session, path, &system);
    if (status == MDS_OK) {
        status = mds_import_life(&session->catalog, session->arena, session->catalog, source,
                                 system, session->diags);
    }
    mds_source_free(source);
    return status;
}

mds_status mds_session_read_form(const mds_disclosure **out, mds_session *session, const char *path)
{
    mds_source *source = NULL;

    mds_status status = mds_source_open(&source, path, 0, session->diags);
    if (status == MDS_OK) {
        status = mds_import_form_sheet(out, session->arena, session->catalog, source,
                                       session->sheet, session->diags);
    }
    mds_source_free(source);
    return status;
}

/* What an importer says of a form that is mostly empty is no news about a list of questions. */
static bool is_news(mds_diag_code code, bool supplement)
{
    return !supplement ||
           (code != MDS_D_FORM_QUESTIONS_MISSING && code != MDS_D_FORM_MOSTLY_MISSING &&
            code != MDS_D_FORM_UNANSWERED && code != MDS_D_QUESTION_SHEET);
}

static void pass_on(mds_diags *to, const mds_diags *from, bool supplement)
{
    for (size_t i = 0; i < mds_diags_count(from); i++) {
        const mds_diag *at = mds_diags_at(from, i);
        const char *args[MDS_DIAG_ARGS] = {NULL};
        for (uint32_t k = 0; k < at->arg_count; k++) {
            args[k] = at->args[k];
        }
        if (is_news(at->code, supplement)) {
            mds_diag_add(to, at->code, at->file, at->where, args[0], args[1], args[2], args[3],
                         NULL);
        }
    }
}

/* Reads a form behind \p count others, of which number *base is the last that is no supplement. */
static mds_status read_next(mds_session *session, const char *path, const mds_disclosure **forms,
                            size_t count, size_t *base)
{
    mds_session apart = *session;
    const mds_disclosure *next = NULL;
    const mds_disclosure *rest = NULL;

    apart.diags = mds_diags_new(session->arena, 0);
    if (apart.diags == NULL) {
        return mds_arena_status(session->arena);
    }
    mds_status status = mds_session_read_form(&next, &apart, path);
    const bool supplement =
        status == MDS_OK && mds_disclosure_supplements(session->catalog, forms[*base], next);
    pass_on(session->diags, apart.diags, supplement);
    if (status != MDS_OK) {
        return status;
    }
    if (!supplement) {
        *base = count;
        forms[count] = next;
        return MDS_OK;
    }
    status = mds_disclosure_update(&forms[*base], &rest, session->arena, session->catalog,
                                   forms[*base], next, session->diags);
    forms[count] = rest;
    return status;
}

mds_status mds_session_read_forms(const mds_disclosure *const **out, mds_session *session,
                                  const char *const *paths, size_t count)
{
    const mds_disclosure **forms = mds_arena_alloc(session->arena, count, sizeof *forms);
    size_t base = 0;

    if (forms == NULL) {
        return mds_arena_status(session->arena);
    }
    mds_status status = count > 0 ? mds_session_read_form(&forms[0], session, paths[0]) : MDS_OK;
    for (size_t i = 1; i < count && status == MDS_OK; i++) {
        status = read_next(session, paths[i], forms, i, &base);
    }
    if (status == MDS_OK) {
        *out = forms;
    }
    return status;
}

static mds_status read_base_deployment(const mds_deployment **out, mds_session *session,
                                       const char *path)
{
    mds_source *source = NULL;

    if (path == NULL) {
        mds_deployment *deployment = mds_arena_alloc(session->arena, 1, sizeof *deployment);
        if (deployment == NULL) {
            return mds_arena_status(session->arena);
        }
        *deployment = mds_deployment_default(session->policy);
        *out = deployment;
        return MDS_OK;
    }
    mds_status status = mds_source_open(&source, path, 0, session->diags);
    if (status == MDS_OK) {
        status = mds_import_deployment(out, session->arena, session->catalog, session->policy,
                                       source, session->diags);
    }
    mds_source_free(source);
    return status;
}

mds_status mds_session_read_deployment(const mds_deployment **out, mds_session *session,
                                       const char *path, const char *records)
{
    mds_source *source = NULL;
    const mds_deployment *base = NULL;

    mds_status status = read_base_deployment(&base, session, path);
    if (status != MDS_OK) {
        return status;
    }
    if (records == NULL) {
        *out = base;
        return MDS_OK;
    }
    status = mds_source_open(&source, records, 0, session->diags);
    if (status == MDS_OK) {
        status = mds_import_records(out, session->arena, session->catalog, session->policy, base,
                                    source, session->diags);
    }
    mds_source_free(source);
    return status;
}

mds_status mds_session_read_vulnerabilities(mds_session *session, mds_vulnerabilities *all,
                                            const char *path)
{
    mds_source *source = NULL;

    mds_status status = mds_source_open(&source, path, MDS_LIMIT_SBOM_BYTES, session->diags);
    if (status == MDS_OK) {
        status = mds_import_vulnerabilities(all, session->arena, source, session->diags);
    }
    mds_source_free(source);
    return status;
}

/* The first form that says it. */
static const char *said_by(const mds_disclosure *const *forms, size_t count, mds_device_field field)
{
    for (size_t i = 0; i < count; i++) {
        if (forms[i]->device[field][0] != '\0') {
            return forms[i]->device[field];
        }
    }
    return "";
}

mds_status mds_session_match_vulnerabilities(const mds_hits **out, mds_session *session,
                                             mds_vulnerabilities *all,
                                             const mds_disclosure *const *forms, size_t count)
{
    const mds_hit_device device = {said_by(forms, count, MDS_DEVICE_MANUFACTURER),
                                   said_by(forms, count, MDS_DEVICE_MODEL),
                                   said_by(forms, count, MDS_DEVICE_VERSION)};

    mds_vulnerabilities_settle(all);
    const mds_status status = mds_hits_find(out, session->arena, session->catalog, all, &device);
    if (status == MDS_OK) {
        mds_hits_report(*out, session->arena, session->catalog, session->as_of, session->diags);
    }
    return status;
}

mds_status mds_session_raise_by_vulnerabilities(const mds_deployment **out, mds_session *session,
                                                const mds_hits *hits,
                                                const mds_deployment *deployment)
{
    mds_deployment *raised = mds_arena_alloc(session->arena, 1, sizeof *raised);

    if (raised == NULL) {
        return mds_arena_status(session->arena);
    }
    *raised = *deployment;
    raised->vulnerability_files = hits->all->files;
    raised->vulnerability_file_count = hits->all->file_count;
    raised->threats = mds_hits_threats(session->arena, session->catalog, hits);
    if (raised->threats == NULL) {
        return mds_arena_status(session->arena);
    }
    *out = raised;
    return MDS_OK;
}

mds_status mds_session_assess(const mds_risk_assessment **out, mds_session *session,
                              const mds_disclosure *const *forms, size_t count,
                              const mds_deployment *deployment)
{
    const mds_facts *facts = NULL;

    mds_status status = mds_disclosures_suffice(session->catalog, forms, count, session->diags);
    if (status == MDS_OK) {
        status = mds_facts_derive(&facts, session->arena, session->catalog, session->policy, forms,
                                  count, deployment, session->as_of, session->diags);
    }
    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        status = mds_lint_check(session->catalog, forms[i], session->as_of, session->diags);
    }
    if (status == MDS_OK) {
        status =
            mds_consistency_check(session->arena, session->catalog, forms, count, session->diags);
    }
    if (status == MDS_OK) {
        status = mds_lint_deployment(session->catalog, session->policy, facts, deployment,
                                     session->as_of, session->diags);
    }
    if (status == MDS_OK) {
        status = mds_assess_device(out, session->arena, session->catalog, session->policy, facts,
                                   deployment, session->as_of, session->diags);
    }
    return status;
}

mds_status mds_session_register(const mds_register **out, mds_session *session,
                                const mds_risk_assessment *assessment)
{
    return mds_register_build(out, session->arena, assessment, NULL, session->diags,
                              session->language);
}

const char *mds_session_message(mds_session *session, size_t i)
{
    const mds_diag *diag = mds_diags_at(session->diags, i);
    const char *text = mds_diag_message(session->arena, session->catalog, diag, session->language);

    if (diag->file[0] == '\0') {
        return text;
    }
    const char *message = mds_arena_printf(session->arena, "%s%s%s: %s", diag->file,
                                           diag->where[0] != '\0' ? ":" : "", diag->where, text);
    return message != NULL ? message : "";
}
