/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the command: tries what a hostile file would want, before the command's main()
 * and again when it has ended, and writes a line a try to MDS_PROBE_TO: "before socket ok",
 * "after socket 1" with the number of the error. MDS_PROBE_FILE is a file that the command was not
 * told of. */
#include <errno.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static int to = -1;
static int connected = -1; /* a socket from before */
static const char *file;
static char made[512], old[512]; /* names beside that file: of none, and of one */

static int closed(int fd)
{
    return fd >= 0 ? close(fd) : -1;
}

static int make_socket(void)
{
    return closed(socket(AF_INET, SOCK_STREAM, 0));
}

static int make_local_socket(void)
{
    return closed(socket(AF_UNIX, SOCK_STREAM, 0));
}

/* A refused connection was tried. */
static int make_connection(void)
{
    const struct sockaddr_in here = {
        .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int result = connect(connected, (const struct sockaddr *)&here, sizeof here);

    return result < 0 && errno == ECONNREFUSED ? 0 : result;
}

/* In a process of its own, whose exit code is the error. */
static int in_child(int (*act)(void))
{
    int status = 0;
    const pid_t child = fork();

    if (child == 0) {
        _exit(act() == 0 ? 0 : errno);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        return -1;
    }
    errno = WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
    return errno == 0 ? 0 : -1;
}

static int run_shell(void)
{
    char *const arguments[] = {(char[]){"sh"}, (char[]){"-c"}, (char[]){":"}, NULL};

    return execve("/bin/sh", arguments, NULL);
}

static int start_program(void)
{
    return in_child(run_shell);
}

/* The loader starts any program that it may read. */
static int run_loader(void)
{
    char *const arguments[] = {(char[]){"ld.so"}, (char[]){"/bin/true"}, NULL};

    return execve("/lib64/ld-linux-x86-64.so.2", arguments, NULL);
}

static int start_loader(void)
{
    enum { NOT_LOADED = 127 };
    const int result = in_child(run_loader);

    errno = result != 0 && errno == NOT_LOADED ? EACCES : errno;
    return result;
}

static int be_traced(void)
{
    return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static int trace(void)
{
    return in_child(be_traced);
}

static int read_memory(void)
{
    char from = 'a';
    char into = 'b';
    const struct iovec here = {&into, 1};
    const struct iovec there = {&from, 1};

    return process_vm_readv(getpid(), &here, 1, &there, 1, 0) == 1 ? 0 : -1;
}

static int map_ring(void)
{
    char parameters[120] = {0};

    return closed((int)syscall(SYS_io_uring_setup, 1, parameters));
}

static int load_bpf(void)
{
    return closed((int)syscall(SYS_bpf, 0, NULL, 0));
}

static int count_events(void)
{
    return closed((int)syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0));
}

static int get_keys(void)
{
    return syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_PROCESS_KEYRING, 1) < 0 ? -1 : 0;
}

static int mount_folder(void)
{
    return mount("none", "/mnt", "tmpfs", 0, "");
}

static int change_file(void)
{
    return closed(open(file, O_WRONLY | O_APPEND));
}

static int make_file(void)
{
    const int result = closed(open(made, O_WRONLY | O_CREAT | O_EXCL, 0600));

    return result == 0 ? unlink(made) : result;
}

static int remove_file(void)
{
    return unlink(old);
}

static void make_old(void)
{
    (void)snprintf(old, sizeof old, "%s.old", file);
    (void)closed(open(old, O_WRONLY | O_CREAT, 0600));
}

static int link_file(void)
{
    const int result = symlink("/etc/passwd", made);

    return result == 0 ? unlink(made) : result;
}

static int cut_file(void)
{
    return truncate(file, 4);
}

static int widen_file(void)
{
    return chmod(file, 0600);
}

static int read_file(void)
{
    return closed(open(file, O_RDONLY));
}

/* What the terminal would take for the user's own typing. */
static int type_on_terminal(void)
{
    const int result = ioctl(to, TIOCSTI, "x");

    return result < 0 && errno == ENOTTY ? 0 : result;
}

static const struct {
    const char *name;
    int (*act)(void);
} tries[] = {{"socket", make_socket},
             {"local-socket", make_local_socket},
             {"connect", make_connection},
             {"program", start_program},
             {"loader", start_loader},
             {"ptrace", trace},
             {"other-memory", read_memory},
             {"io_uring", map_ring},
             {"bpf", load_bpf},
             {"perf", count_events},
             {"keyctl", get_keys},
             {"mount", mount_folder},
             {"change", change_file},
             {"make", make_file},
             {"remove", remove_file},
             {"link", link_file},
             {"truncate", cut_file},
             {"chmod", widen_file},
             {"read", read_file},
             {"type", type_on_terminal}};

static void try_all(const char *when)
{
    for (size_t i = 0; to >= 0 && i < sizeof tries / sizeof *tries; i++) {
        errno = 0;
        const int result = tries[i].act();
        const int error = errno;
        if (result == 0) {
            (void)dprintf(to, "%s %s ok\n", when, tries[i].name);
        } else {
            (void)dprintf(to, "%s %s %d\n", when, tries[i].name, error);
        }
    }
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("MDS_PROBE_TO");

    file = getenv("MDS_PROBE_FILE");
    if (path == NULL || file == NULL) {
        return;
    }
    (void)snprintf(made, sizeof made, "%s.made", file);
    to = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    connected = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    make_old();
    /* A program that the tries start is not the command. */
    (void)unsetenv("MDS_PROBE_TO");
    try_all("before");
    make_old();
}

__attribute__((destructor)) static void end(void)
{
    try_all("after");
}
