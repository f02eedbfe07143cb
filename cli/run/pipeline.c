/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from files to an assessment, which several commands go. */
#include "run.h"

#include "base/date.h"
#include "base/num.h"
#include <mdsrisk/session.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static mds_session session_of(const run *r)
{
    return (mds_session){.arena = r->arena,
                         .catalog = r->catalog,
                         .policy = r->policy,
                         .diags = r->diags,
                         .language = r->opt.lang,
                         .as_of = r->as_of,
                         .sheet = r->opt.sheet};
}

void remember_forms(run *r, const mds_disclosure *const *forms, size_t count)
{
    for (size_t i = 0; i < count && r->form_count < MOST_FORMS; i++) {
        r->forms[r->form_count++] = forms[i];
    }
}

mds_status read_form(run *r, const char *path, const mds_disclosure **out)
{
    mds_session session = session_of(r);

    show_progress(r, path);
    return mds_session_read_form(out, &session, path);
}

mds_status read_forms(run *r, const char *const *paths, size_t count,
                      const mds_disclosure *const **out)
{
    mds_session session = session_of(r);

    show_progress(r, count > 0 ? paths[0] : "");
    const mds_status status = mds_session_read_forms(out, &session, paths, count);
    if (status == MDS_OK) {
        remember_forms(r, *out, count);
    }
    return status;
}

mds_status read_deployment(run *r, const mds_deployment **out)
{
    mds_session session = session_of(r);

    return mds_session_read_deployment(out, &session, r->opt.deployment, r->opt.records);
}

static mds_exit settle_date(run *r)
{
    const char *given = r->opt.as_of;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    uint64_t seconds;

    if (given != NULL) {
        return mds_date_parse(&r->as_of, (mds_sv){given, strlen(given)})
                   ? EXIT_DONE
                   : usage_error(r, "cli.error.value", "--as-of", given, "YYYY-MM-DD", NULL);
    }
    if (epoch != NULL && mds_num_parse_uint(&seconds, (mds_sv){epoch, strlen(epoch)}, 1ULL << 37)) {
        r->as_of = (int32_t)(seconds / 86400);
        return EXIT_DONE;
    }
    const time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) == NULL ||
        !mds_date_from_civil(&r->as_of, local.tm_year + 1900, local.tm_mon + 1, local.tm_mday)) {
        return usage_error(r, "cli.error.clock", NULL);
    }
    return EXIT_DONE;
}

/* Policies are the same in the catalog with the files' days. */
static mds_exit read_life(run *r)
{
    mds_session session = session_of(r);
    mds_status status = MDS_OK;

    for (size_t i = 0; i < r->opt.life_count && status == MDS_OK; i++) {
        show_progress(r, r->opt.life[i]);
        status = mds_session_read_life(&session, r->opt.life[i]);
    }
    r->catalog = session.catalog;
    return exit_of(r, status);
}

mds_exit settle(run *r)
{
    const char *id = r->opt.policy != NULL ? r->opt.policy : "default";
    const uint32_t policy = mds_catalog_policy(r->catalog, id);

    if (policy == MDS_NO_ORDINAL) {
        return usage_error(r, "cli.error.policy", id, NULL);
    }
    r->policy = &r->catalog->policies[policy];
    const mds_exit code = settle_date(r);
    return code == EXIT_DONE ? read_life(r) : code;
}

mds_status assess_forms(run *r, const mds_disclosure *const *forms, size_t count,
                        const mds_deployment *deployment, const mds_risk_assessment **out)
{
    mds_session session = session_of(r);

    return mds_session_assess(out, &session, forms, count, deployment);
}

mds_status assess_device(run *r, const char *const *paths, size_t count,
                         const mds_risk_assessment **out)
{
    const mds_disclosure *const *forms = NULL;
    const mds_deployment *deployment = NULL;
    mds_status status = read_deployment(r, &deployment);
    if (status == MDS_OK) {
        status = read_forms(r, paths, count, &forms);
    }
    if (status == MDS_OK) {
        status = match_vulnerabilities(r, forms, count, &deployment);
    }
    if (status == MDS_OK) {
        status = assess_forms(r, forms, count, deployment, out);
    }
    show_progress(r, "");
    return status;
}
