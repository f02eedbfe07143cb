/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One piece after the other, in this process. */
#include "jobs.h"

struct job_sink {
    const jobs *all;
    size_t piece;
    mds_status taken; /* what done() returned */
};

mds_status job_give(job_sink *sink, const mds_strbuf *result)
{
    if (result->status != MDS_OK) {
        return result->status;
    }
    sink->taken = sink->all->done(sink->all->payload, sink->piece, result->p, result->n);
    return sink->taken;
}

mds_status run_jobs(const jobs *all)
{
    mds_status status = MDS_OK;

    for (size_t i = 0; i < all->count && status == MDS_OK; i++) {
        job_sink sink = {.all = all, .piece = i};
        if (all->work(all->payload, i, &sink) != MDS_OK && sink.taken == MDS_OK) {
            status = all->done(all->payload, i, NULL, 0);
        } else {
            status = sink.taken;
        }
    }
    return status;
}
