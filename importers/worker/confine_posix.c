/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker may do: read the file that it was handed and the character maps of Poppler, and
 * write its lines. No network, no other program, no file written, bounded memory and time. */
#include "worker.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

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
    static const char *const maps = "/usr/share/poppler";
    struct landlock_ruleset_attr rules = {
        .handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                             LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                             LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                             LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
                             LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                             LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
                             LANDLOCK_ACCESS_FS_MAKE_SYM};
    const long set = syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);

    if (set < 0) {
        return false;
    }
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = open(maps, O_PATH | O_DIRECTORY | O_CLOEXEC)};
    if (beneath.parent_fd >= 0) {
        (void)syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
        (void)close(beneath.parent_fd);
    }
    const bool done = syscall(SYS_landlock_restrict_self, set, 0) == 0;
    (void)close((int)set);
    return done;
}

static bool limit_calls(void)
{
    static const int allowed[] = {
        SCMP_SYS(read),         SCMP_SYS(write),         SCMP_SYS(close),
        SCMP_SYS(fstat),        SCMP_SYS(newfstatat),    SCMP_SYS(lseek),
        SCMP_SYS(mmap),         SCMP_SYS(munmap),        SCMP_SYS(mprotect),
        SCMP_SYS(mremap),       SCMP_SYS(brk),           SCMP_SYS(madvise),
        SCMP_SYS(futex),        SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),   SCMP_SYS(exit),
        SCMP_SYS(exit_group),   SCMP_SYS(getpid),        SCMP_SYS(gettid),
        SCMP_SYS(tgkill),       SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
        SCMP_SYS(getrandom),    SCMP_SYS(pread64),       SCMP_SYS(sched_yield),
        SCMP_SYS(getdents64),   SCMP_SYS(stat),          SCMP_SYS(sysinfo)};
    const uint64_t writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
    /* What is not allowed fails as if the file's owner had forbidden it. */
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(1));
    bool done = filter != NULL;

    for (size_t i = 0; done && i < sizeof allowed / sizeof *allowed; i++) {
        done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    }
    done = done && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                    SCMP_A2(SCMP_CMP_MASKED_EQ, writes, 0)) == 0;
    done = done && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

const char *mds_worker__confine(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !limit_resources()) {
        return NULL;
    }
    const bool landlock = limit_files();
    if (!limit_calls()) {
        return NULL;
    }
    return landlock ? "landlock" : "seccomp";
}
