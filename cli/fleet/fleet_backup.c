/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet.h"

#include "base/file.h"
#include "base/strbuf.h"
#include <unistd.h>

const char *fleet_name(const run *r)
{
    const fleet_options *own = r->own;

    return own->fleet != NULL ? shown_server(r, own->fleet) : NULL;
}

mds_status try_fleet(run *r, store_use use, store **out, mds_diags *diags)
{
    const fleet_options *own = r->own;
    store_address *address = mds_arena_alloc(r->arena, 1, sizeof *address);
    const char *shown = fleet_name(r);

    if (address == NULL || shown == NULL) {
        return mds_arena_status(r->arena);
    }
    *address = (store_address){.name = own->fleet,
                               .shown = shown,
                               .tenant = own->tenant != NULL ? own->tenant : "default",
                               .server = names_server(own->fleet)};
    return store_open(out, address, use, diags);
}

mds_exit open_fleet(run *r, store_use use, store **out)
{
    const fleet_options *own = r->own;

    if (own->fleet == NULL) {
        return usage_error(r, "cli.error.fleet_file", NULL);
    }
    return exit_of(r, try_fleet(r, use, out, r->diags));
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
