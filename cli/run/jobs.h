/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many pieces of work of one kind, over the processors of the machine where it has processes. */
#ifndef MDS_CLI_JOBS_H
#define MDS_CLI_JOBS_H

#include "base/strbuf.h"

typedef struct jobs {
    size_t count;
    /** Does piece \p i and appends its result, bytes of the caller's own form, to \p out. In a
     *  process of its own: what it changes elsewhere is lost. */
    void (*work)(void *payload, size_t i, mds_strbuf *out);
    /** Takes the result of piece \p i, in the order of the pieces; \p bytes is NULL when the
     * process died of it, which ends no other piece. Anything but MDS_OK ends the run. */
    mds_status (*done)(void *payload, size_t i, const char *bytes, size_t n);
    void *payload;
} jobs;

/** Runs them all. MDS_EIO when no process can be made; MDS_ENOMEM; or what done() returned. */
MDS_NODISCARD mds_status run_jobs(const jobs *all);

#endif
