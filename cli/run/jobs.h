/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many pieces of work of one kind, over the processors of the machine where it has processes. */
#ifndef MDS_CLI_JOBS_H
#define MDS_CLI_JOBS_H

#include "base/strbuf.h"

/** Where a piece of work gives its results. */
typedef struct job_sink job_sink;

typedef struct jobs {
    size_t count;
    /** Does piece \p i and gives any number of results, bytes of the caller's own form, by
     *  job_give(). In a process of its own: what it changes elsewhere is lost. Anything but MDS_OK
     *  counts as the death of the process. */
    mds_status (*work)(void *payload, size_t i, job_sink *sink);
    /** Takes the results of piece \p i one by one, in the order of the pieces; \p bytes is NULL
     *  when the process died of it, which ends no other piece. Anything but MDS_OK ends the run. */
    mds_status (*done)(void *payload, size_t i, const char *bytes, size_t n);
    void *payload;
} jobs;

/** Gives one result, of at least one byte. */
MDS_NODISCARD mds_status job_give(job_sink *sink, const mds_strbuf *result);

/** Runs them all. MDS_EIO when no process can be made; MDS_ENOMEM; or what done() returned. */
MDS_NODISCARD mds_status run_jobs(const jobs *all);

#endif
