/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from files to an assessment, which several commands go. */
#include "cmd.h"

#include "base/date.h"
#include "base/num.h"
#include <limits.h>
#include <mdsrisk/session.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static bool same_file(const char *a, const char *b)
{
    struct stat x;
    struct stat y;

    return a != NULL && b != NULL && stat(a, &x) == 0 && stat(b, &y) == 0 && S_ISREG(x.st_mode) &&
           x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* The folder in which a path's last part stands: up to that part, or this one. */
static bool folder_of(const char *path, struct stat *out)
{
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX];
    const int n = slash != NULL ? (int)(slash - path) + 1 : 0;

    return snprintf(folder, sizeof folder, "%.*s.", n, path) < (int)sizeof folder &&
           stat(folder, out) == 0;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

bool same_target(const char *a, const char *b)
{
    struct stat x;
    struct stat y;

    return same_file(a, b) || (strcmp(last_part(a), last_part(b)) == 0 && folder_of(a, &x) &&
                               folder_of(b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino);
}

static bool is_read(const run *r, const char *path)
{
    const char *const read[] = {r->opt.deployment, r->opt.records, r->opt.bids, r->opt.weights,
                                r->opt.template};

    for (size_t i = 0; i < sizeof read / sizeof read[0]; i++) {
        if (same_file(path, read[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < r->arg_count; i++) {
        if (same_file(path, r->args[i])) {
            return true;
        }
    }
    return false;
}

mds_exit spare_inputs(const run *r)
{
    const char *const written[] = {r->opt.output, r->opt.proof};

    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        if (is_read(r, written[i])) {
            return usage_error(r, "cli.error.output_is_input", written[i], NULL);
        }
    }
    return EXIT_DONE;
}

static mds_session session_of(const run *r)
{
    return (mds_session){.arena = r->arena,
                         .catalog = r->catalog,
                         .policy = r->policy,
                         .diags = r->diags,
                         .language = r->opt.lang,
                         .as_of = r->as_of};
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
    return mds_session_read_forms(out, &session, paths, count);
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

mds_exit settle(run *r)
{
    const char *id = r->opt.policy != NULL ? r->opt.policy : "default";
    const uint32_t policy = mds_catalog_policy(r->catalog, id);

    if (policy == MDS_NO_ORDINAL) {
        return usage_error(r, "cli.error.policy", id, NULL);
    }
    r->policy = &r->catalog->policies[policy];
    return settle_date(r);
}

mds_status assess_device(run *r, const char *const *paths, size_t count,
                         const mds_risk_assessment **out)
{
    const mds_disclosure *const *forms = NULL;
    const mds_deployment *deployment = NULL;
    mds_session session = session_of(r);

    mds_status status = read_deployment(r, &deployment);
    if (status == MDS_OK) {
        status = read_forms(r, paths, count, &forms);
    }
    if (status == MDS_OK) {
        status = mds_session_assess(out, &session, forms, count, deployment);
    }
    show_progress(r, "");
    return status;
}

void say_model_before(run *r)
{
    mds_diag_add(r->diags, MDS_D_MODEL_BEFORE, "mdsrisk", NULL, r->command, NULL);
}

mds_status assess_forms(run *r, const char *const *paths, size_t count, const mds_assessment **out)
{
    const mds_risk_assessment *as = NULL;
    const mds_status status = assess_device(r, paths, count, &as);

    if (status != MDS_OK) {
        return status;
    }
    say_model_before(r);
    return mds_assess(out, r->arena, r->catalog, r->policy, as->facts, as->deployment, r->as_of,
                      NULL);
}
