/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker may do: read the file that it was handed and the character maps of Poppler, and
 * write its lines. No network, no other program, no file written, bounded memory and time. */
#include "worker.h"

#include "base/confine.h"
#include <sys/resource.h>

/* Bytes of address space: half of it is libraries. Seconds of processor time for the largest file
 * that is accepted. */
#define MOST_MEMORY ((rlim_t)384 << 20)
#define MOST_SECONDS ((rlim_t)60)

#ifdef __SANITIZE_ADDRESS__
/* The sanitizer's own shadow memory is larger than any bound, and it cannot trace a confined
 * process for leaks. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}
#endif

static bool limit(int what, rlim_t most)
{
    const struct rlimit bound = {most, most};

    return setrlimit((__rlimit_resource_t)what, &bound) == 0;
}

static bool limit_resources(void)
{
    bool done = limit(RLIMIT_CPU, MOST_SECONDS) && limit(RLIMIT_CORE, 0) &&
                limit(RLIMIT_NOFILE, 32) && limit(RLIMIT_FSIZE, 0);
#ifndef __SANITIZE_ADDRESS__
    done = done && limit(RLIMIT_AS, MOST_MEMORY);
#endif
    return done;
}

/* Files: nothing but Poppler's character maps. A kernel without Landlock is left to seccomp, which
 * lets files be opened for reading only. */
static bool limit_files(void)
{
    const int files = mds_confine_files_begin();

    if (files < 0) {
        return false;
    }
    mds_confine_files_add(files, "/usr/share/poppler", MDS_CONFINE_READ);
    return mds_confine_files_end(files);
}

const char *mds_worker__confine(void)
{
    if (!mds_confine_privileges() || !limit_resources()) {
        return NULL;
    }
    const bool landlock = limit_files();
    if (!mds_confine_calls(MDS_CONFINE_WORKER)) {
        return NULL;
    }
    return landlock ? "landlock" : "seccomp";
}
