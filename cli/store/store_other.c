/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds without SQLite and libpq: no fleet can be opened, so that nothing else is ever called. */
#include "store_kind.h"

static mds_status refuse_file(store **out, const store_address *address, store_use use,
                              mds_diags *diags)
{
    (void)out;
    (void)use;
    mds_diag_add(diags, MDS_D_FLEET_NO_STORE, address->shown, NULL, NULL);
    return MDS_EUNSUPPORTED;
}

static mds_status refuse_server(store **out, const store_address *address, store_use use,
                                mds_diags *diags)
{
    (void)out;
    (void)use;
    mds_diag_add(diags, MDS_D_FLEET_NO_LIBPQ, address->shown, NULL, NULL);
    return MDS_EUNSUPPORTED;
}

const store_kind store_of_file = {.open = refuse_file};
const store_kind store_of_server = {.open = refuse_server};
