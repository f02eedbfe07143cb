/* SPDX-License-Identifier: GPL-3.0-or-later */
/* filters FILE: writes the lists of system calls as programs for the kernel's seccomp, in C. A run
 * that had libseccomp make them would take a millisecond longer to start. */
#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#define CALLS(...) (const int[]){__VA_ARGS__}, sizeof(const int[]){__VA_ARGS__} / sizeof(int)

/* Any flag of these makes an opened file one that can be changed. */
static const unsigned opened_to_write[][2] = {
    {O_ACCMODE, O_WRONLY}, {O_ACCMODE, O_RDWR}, {O_CREAT, O_CREAT}, {O_TRUNC, O_TRUNC}};

static int add(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
    int error = 0;

    for (size_t i = 0; i < count && error == 0; i++) {
        error = seccomp_rule_add(filter, action, calls[i], 0);
    }
    return error;
}

static int add_for_worker(scmp_filter_ctx filter)
{
    const uint64_t writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
    const int error = add(
        filter, SCMP_ACT_ALLOW,
        CALLS(SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(fstat),
              SCMP_SYS(newfstatat), SCMP_SYS(lseek), SCMP_SYS(mmap), SCMP_SYS(munmap),
              SCMP_SYS(mprotect), SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise),
              SCMP_SYS(futex), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
              SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(exit), SCMP_SYS(exit_group),
              SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(tgkill), SCMP_SYS(clock_gettime),
              SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(pread64), SCMP_SYS(sched_yield),
              SCMP_SYS(getdents64), SCMP_SYS(stat), SCMP_SYS(sysinfo)));

    return error != 0 ? error
                      : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                         SCMP_A2(SCMP_CMP_MASKED_EQ, writes, 0));
}

/* Threads, copies of the process and the worker; no namespaces. What clone3() is asked for cannot
 * be seen from here: a C library that is told that there is none asks clone(). Of the terminal no
 * more than whether it is one and how wide: it must not be fed with what a user did not type. */
static int add_with_conditions(scmp_filter_ctx filter)
{
    static const unsigned asked[] = {TCGETS, TIOCGWINSZ, 0x802C542A /* TCGETS2 */};
    const uint64_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
                                CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
    int error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                 SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces, 0));

    for (size_t i = 0; i < sizeof asked / sizeof *asked && error == 0; i++) {
        error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                                 SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, asked[i]));
    }
    return error;
}

/* What the command and the start of its worker need. A call that is in no list fails as one
 * that this kernel lacks: a newer C library then falls back to an older call. Those of which a
 * program should hear the truth are named. */
static int add_without_network(scmp_filter_ctx filter)
{
    int error = add(
        filter, SCMP_ACT_ALLOW,
        CALLS(SCMP_SYS(access), SCMP_SYS(arch_prctl), SCMP_SYS(brk), SCMP_SYS(clock_getres),
              SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(close),
              SCMP_SYS(close_range), SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3),
              SCMP_SYS(execve), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(faccessat),
              SCMP_SYS(faccessat2), SCMP_SYS(fadvise64), SCMP_SYS(fchmod), SCMP_SYS(fcntl),
              SCMP_SYS(fdatasync), SCMP_SYS(fork), SCMP_SYS(fstat), SCMP_SYS(fstatfs),
              SCMP_SYS(fsync), SCMP_SYS(ftruncate), SCMP_SYS(futex), SCMP_SYS(getcwd),
              SCMP_SYS(getdents64), SCMP_SYS(getegid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
              SCMP_SYS(getpgrp), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getrandom),
              SCMP_SYS(getrlimit), SCMP_SYS(getrusage), SCMP_SYS(gettid), SCMP_SYS(gettimeofday),
              SCMP_SYS(getuid), SCMP_SYS(kill), SCMP_SYS(landlock_add_rule),
              SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_restrict_self), SCMP_SYS(lseek),
              SCMP_SYS(lstat), SCMP_SYS(madvise), SCMP_SYS(membarrier), SCMP_SYS(mkdir),
              SCMP_SYS(mkdirat), SCMP_SYS(mmap), SCMP_SYS(mprotect), SCMP_SYS(mremap),
              SCMP_SYS(msync), SCMP_SYS(munmap), SCMP_SYS(nanosleep), SCMP_SYS(newfstatat),
              SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(poll),
              SCMP_SYS(ppoll), SCMP_SYS(prctl), SCMP_SYS(pread64), SCMP_SYS(prlimit64),
              SCMP_SYS(pwrite64), SCMP_SYS(read), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
              SCMP_SYS(readv), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2),
              SCMP_SYS(restart_syscall), SCMP_SYS(rmdir), SCMP_SYS(rseq), SCMP_SYS(rt_sigaction),
              SCMP_SYS(rt_sigpending), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
              SCMP_SYS(rt_sigsuspend), SCMP_SYS(rt_sigtimedwait), SCMP_SYS(sched_getaffinity),
              SCMP_SYS(sched_yield), SCMP_SYS(seccomp), SCMP_SYS(set_robust_list),
              SCMP_SYS(set_tid_address), SCMP_SYS(setrlimit), SCMP_SYS(sigaltstack), SCMP_SYS(stat),
              SCMP_SYS(statfs), SCMP_SYS(statx), SCMP_SYS(sysinfo), SCMP_SYS(tgkill),
              SCMP_SYS(time), SCMP_SYS(times), SCMP_SYS(umask), SCMP_SYS(uname), SCMP_SYS(unlink),
              SCMP_SYS(unlinkat), SCMP_SYS(vfork), SCMP_SYS(wait4), SCMP_SYS(waitid),
              SCMP_SYS(write), SCMP_SYS(writev)));

    error = error != 0 ? error : add_with_conditions(filter);
    return error != 0
               ? error
               : add(filter, SCMP_ACT_ERRNO(EPERM),
                     CALLS(SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(add_key), SCMP_SYS(bind),
                           SCMP_SYS(bpf), SCMP_SYS(chmod), SCMP_SYS(chown), SCMP_SYS(chroot),
                           SCMP_SYS(delete_module), SCMP_SYS(fchmodat), SCMP_SYS(fchown),
                           SCMP_SYS(fchownat), SCMP_SYS(finit_module), SCMP_SYS(init_module),
                           SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register),
                           SCMP_SYS(io_uring_setup), SCMP_SYS(kexec_load), SCMP_SYS(keyctl),
                           SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(listen),
                           SCMP_SYS(memfd_create), SCMP_SYS(mount), SCMP_SYS(move_mount),
                           SCMP_SYS(open_by_handle_at), SCMP_SYS(open_tree),
                           SCMP_SYS(perf_event_open), SCMP_SYS(personality), SCMP_SYS(pidfd_getfd),
                           SCMP_SYS(pidfd_open), SCMP_SYS(pivot_root), SCMP_SYS(process_vm_readv),
                           SCMP_SYS(process_vm_writev), SCMP_SYS(ptrace), SCMP_SYS(reboot),
                           SCMP_SYS(request_key), SCMP_SYS(setns), SCMP_SYS(socketpair),
                           SCMP_SYS(swapon), SCMP_SYS(symlink), SCMP_SYS(symlinkat),
                           SCMP_SYS(truncate), SCMP_SYS(umount2), SCMP_SYS(unshare),
                           SCMP_SYS(userfaultfd), SCMP_SYS(execveat)));
}

#define CLIENT_CALLS                                                                               \
    CALLS(SCMP_SYS(connect), SCMP_SYS(recvfrom), SCMP_SYS(recvmmsg), SCMP_SYS(recvmsg),            \
          SCMP_SYS(sendmmsg), SCMP_SYS(sendmsg), SCMP_SYS(sendto), SCMP_SYS(setsockopt))

static int add_for_command(scmp_filter_ctx filter)
{
    int error = add_without_network(filter);

    error = error != 0 ? error : add(filter, SCMP_ACT_ERRNO(EPERM), CLIENT_CALLS);
    return error != 0 ? error : add(filter, SCMP_ACT_ERRNO(EPERM), CALLS(SCMP_SYS(socket)));
}

/* Of a fleet on a server. Nobody can connect to it, and of the kernel it asks nothing: other
 * families of sockets fail as those that this kernel lacks. */
static int add_for_client(scmp_filter_ctx filter)
{
    static const unsigned families[] = {AF_UNIX, AF_INET, AF_INET6};
    int error = add_without_network(filter);

    error = error != 0 ? error : add(filter, SCMP_ACT_ALLOW, CLIENT_CALLS);
    error = error != 0 ? error
                       : add(filter, SCMP_ACT_ALLOW,
                             CALLS(SCMP_SYS(getpeername), SCMP_SYS(getsockname),
                                   SCMP_SYS(getsockopt), SCMP_SYS(shutdown)));
    for (size_t i = 0; i < sizeof families / sizeof *families && error == 0; i++) {
        error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
                                 SCMP_A0(SCMP_CMP_EQ, families[i], 0));
    }
    return error != 0 ? error
                      : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                                         SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, FIONREAD));
}

static int refuse_programs(scmp_filter_ctx filter)
{
    return add(filter, SCMP_ACT_ERRNO(EPERM), CALLS(SCMP_SYS(execve), SCMP_SYS(execveat)));
}

static int refuse_changes(scmp_filter_ctx filter)
{
    int error = refuse_programs(filter);

    error = error != 0 ? error
                       : add(filter, SCMP_ACT_ERRNO(EPERM),
                             CALLS(SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rename),
                                   SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(rmdir),
                                   SCMP_SYS(unlink), SCMP_SYS(unlinkat)));
    for (size_t i = 0; i < sizeof opened_to_write / sizeof *opened_to_write && error == 0; i++) {
        const unsigned *bits = opened_to_write[i];
        error = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(openat), 1,
                                 SCMP_A2(SCMP_CMP_MASKED_EQ, bits[0], bits[1]));
        error = error != 0 ? error
                           : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(open), 1,
                                              SCMP_A1(SCMP_CMP_MASKED_EQ, bits[0], bits[1]));
    }
    return error;
}

static const struct {
    uint32_t others; /* what becomes of calls that are not named */
    int (*fill)(scmp_filter_ctx filter);
} lists[MDS_CONFINE_LIST__COUNT] = {
    [MDS_CONFINE_WORKER] = {SCMP_ACT_ERRNO(EPERM), add_for_worker},
    [MDS_CONFINE_COMMAND] = {SCMP_ACT_ERRNO(ENOSYS), add_for_command},
    [MDS_CONFINE_CLIENT] = {SCMP_ACT_ERRNO(ENOSYS), add_for_client},
    [MDS_CONFINE_NO_PROGRAMS] = {SCMP_ACT_ALLOW, refuse_programs},
    [MDS_CONFINE_READ_ONLY] = {SCMP_ACT_ALLOW, refuse_changes},
};

/* libseccomp hands its program out through a file alone. */
static int put_program(FILE *to, scmp_filter_ctx filter, size_t list)
{
    FILE *exported = tmpfile();
    struct sock_filter step;
    size_t count = 0;

    if (exported == NULL) {
        return -1;
    }
    int error = seccomp_export_bpf(filter, fileno(exported));
    rewind(exported);
    (void)fprintf(to, "static struct sock_filter program_%zu[] = {\n", list);
    while (error == 0 && fread(&step, sizeof step, 1, exported) == 1) {
        (void)fprintf(to, "    {0x%02X, %u, %u, 0x%08X},\n", (unsigned)step.code, (unsigned)step.jt,
                      (unsigned)step.jf, (unsigned)step.k);
        count++;
    }
    (void)fprintf(to, "};\n\n");
    (void)fclose(exported);
    return count > 0 ? error : -1;
}

static int put_list(FILE *to, size_t list)
{
    scmp_filter_ctx filter = seccomp_init(lists[list].others);
    int error = filter != NULL ? 0 : -1;

    /* Searched by halves: the lists are long and every call goes through them. */
    error = error != 0 ? error : seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    error = error != 0 ? error : lists[list].fill(filter);
    error = error != 0 ? error : put_program(to, filter, list);
    if (filter != NULL) {
        seccomp_release(filter);
    }
    return error;
}

int main(int argc, char **argv)
{
    FILE *to = argc == 2 ? fopen(argv[1], "w") : NULL;
    int error = to != NULL ? 0 : -1;

    if (error == 0) {
        (void)fputs("/* Generated by base/confine/filters/filters.c. */\n"
                    "#include <linux/filter.h>\n\n",
                    to);
    }
    for (size_t list = 0; list < MDS_CONFINE_LIST__COUNT && error == 0; list++) {
        error = put_list(to, list);
        if (error != 0) {
            (void)fprintf(stderr, "filters: list %zu: %s\n", list, strerror(-error));
        }
    }
    if (error == 0) {
        (void)fputs("static const struct sock_fprog mds_confine__filters[] = {\n", to);
        for (size_t list = 0; list < MDS_CONFINE_LIST__COUNT; list++) {
            (void)fprintf(to, "    {sizeof program_%zu / sizeof *program_%zu, program_%zu},\n",
                          list, list, list);
        }
        (void)fputs("};\n", to);
    }
    return to != NULL && fclose(to) == 0 && error == 0 ? 0 : 1;
}
