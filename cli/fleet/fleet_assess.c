/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_assess.h"

#include "fleet_finding.h"
#include "fleet_work.h"
#include "schema.h"
#include <string.h>

static mds_status count_moved(store *s, const store_value values[4], size_t *out)
{
    bool more = false;
    mds_status status = store_ask(s, SQL_MOVED_COUNT, values, 4);

    if (status == MDS_OK) {
        status = store_next(s, SQL_MOVED_COUNT, &more);
    }
    *out = status == MDS_OK && more ? (size_t)store_whole(s, SQL_MOVED_COUNT, 0) : 0;
    return status;
}

/* Each device's result is the new one; another verdict is history. The store does it, so that
 * memory does not grow with the fleet. */
static mds_status keep_moved(run *r, store *s, const fleet_basis *basis, size_t *rows)
{
    store_value values[4 + MDS_VERDICT__COUNT];
    mds_status status = store_begin(s);

    basis_values(values, basis, r->as_of);
    for (unsigned v = 0; v < MDS_VERDICT__COUNT; v++) {
        values[4 + v] = store_of_text(mds_verdict_name((mds_verdict)v));
    }
    if (status == MDS_OK) {
        status = count_moved(s, values, rows);
    }
    if (status == MDS_OK) {
        status = store_run(s, SQL_MOVED_HISTORY, values, sizeof values / sizeof *values);
    }
    if (status == MDS_OK) {
        status = store_run(s, SQL_MOVED_KEEP, values, 4);
    }
    return status == MDS_OK ? store_commit(s) : status;
}

mds_status assess_fleet(run *r, store **s, assessed *out)
{
    const fleet_basis basis = basis_of(r);
    mds_status status = basis.catalog != NULL ? work_off(r, s, &basis, &out->classes) : MDS_ENOMEM;

    return status == MDS_OK ? keep_moved(r, *s, &basis, &out->rows) : status;
}

void print_assessed(const run *r, const assessed *done)
{
    char classes[24];
    char devices[24];

    (void)snprintf(classes, sizeof classes, "%zu", done->classes);
    (void)snprintf(devices, sizeof devices, "%zu", done->rows);
    print_text(r, stdout, "cli.fleet.assessed", classes, devices, NULL);
    printf("\n");
}

mds_status take_news(run *r, store *s)
{
    const fleet_options *own = r->own;
    const bool news = r->arg_count > 1 || own->forms != NULL || own->zones != NULL ||
                      own->matches != NULL || r->opt.deployment != NULL;
    mds_inventory inventory;
    mds_fleet_list fleet;
    bool old = false;
    mds_status status = keep_evidence(r, s);

    if (status == MDS_OK) {
        status = findings_are_old(r, s, &old);
    }
    return status == MDS_OK && (news || old)
               ? read_fleet(r, s, r->arg_count > 1 ? r->args[1] : NULL, &fleet, &inventory)
               : status;
}

mds_exit fleet_assess(run *r)
{
    assessed done;
    store *s = NULL;

    mds_exit code = open_fleet(r, STORE_CHANGE, &s);
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = take_news(r, s);
    if (status == MDS_OK) {
        status = assess_fleet(r, &s, &done);
    }
    store_close(s);
    if (status == MDS_OK) {
        print_diags(r);
        if (!r->opt.quiet) {
            print_assessed(r, &done);
        }
    }
    return exit_of(r, status);
}
