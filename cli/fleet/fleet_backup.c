/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet.h"

#include "base/file.h"
#include "base/strbuf.h"
#include <unistd.h>

mds_exit open_fleet(run *r, store_use use, store **out)
{
    const fleet_options *own = r->own;

    if (own->fleet == NULL) {
        return usage_error(r, "cli.error.fleet_file", NULL);
    }
    return exit_of(r, store_open(out, own->fleet, use, r->diags));
}

/* A copy that is there whole or not at all, as every output. */
mds_exit fleet_backup(run *r)
{
    store *s = NULL;

    if (r->opt.output == NULL) {
        return usage_error(r, "cli.error.output_missing", NULL);
    }
    const mds_exit code = open_fleet(r, STORE_READ, &s);
    if (code != EXIT_DONE) {
        return code;
    }
    const char *part = mds_arena_printf(r->arena, "%s.part", r->opt.output);
    mds_status status = part != NULL ? MDS_OK : mds_arena_status(r->arena);
    if (status == MDS_OK) {
        (void)unlink(part); /* of a backup that was ended */
        status = store_backup(s, part);
    }
    store_close(s);
    if (status == MDS_OK) {
        status = mds_file_move(part, r->opt.output, r->diags);
    }
    if (status != MDS_OK && part != NULL) {
        (void)unlink(part);
    }
    if (status == MDS_OK && !r->opt.quiet) {
        print_text(r, stdout, "cli.fleet.backed_up", r->opt.output, NULL);
        printf("\n");
    }
    return exit_of(r, status);
}
