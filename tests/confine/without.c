/* SPDX-License-Identifier: GPL-3.0-or-later */
/* without seccomp|landlock|both COMMAND ARGUMENT...: runs the command as on a kernel, or in a
 * container, that lacks them. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    const char *what = argc > 2 ? argv[1] : "";
    const unsigned seccomp = strcmp(what, "landlock") == 0 ? 0x3FFFFFFF : SYS_seccomp;
    const unsigned landlock =
        strcmp(what, "seccomp") == 0 ? 0x3FFFFFFF : SYS_landlock_create_ruleset;
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, seccomp, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, landlock, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS)};
    const struct sock_fprog program = {sizeof steps / sizeof *steps, steps};

    if (argc < 3) {
        (void)fputs("usage: without seccomp|landlock|both COMMAND ARGUMENT...\n", stderr);
        return 3;
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        perror("without");
        return 3;
    }
    (void)execv(argv[2], argv + 2);
    perror(argv[2]);
    return 3;
}
