/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One piece after the other, in this process. */
#include "jobs.h"

enum { RESULT_LIMIT = 256 << 20 };

mds_status run_jobs(const jobs *all)
{
    mds_status status = MDS_OK;

    for (size_t i = 0; i < all->count && status == MDS_OK; i++) {
        mds_strbuf result;
        mds_strbuf_init(&result, RESULT_LIMIT);
        all->work(all->payload, i, &result);
        status = result.status == MDS_OK ? all->done(all->payload, i, result.p, result.n)
                                         : result.status;
        mds_strbuf_finish(&result);
    }
    return status;
}
