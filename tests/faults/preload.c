/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the command: makes the n-th call of one kind fail.
 *
 *   MDS_FAULT=<kind>:<n>      that call alone; <kind>:<n>+ that one and every later one
 *   MDS_FAULT_COUNTS=<file>   at the end, a line "<kind> <calls>" for each kind
 *
 *   MDS_FAULT_SPARE=<a>:<b>   allocations by the libraries of these names do not count
 *
 * Kinds: alloc, and write, fwrite, fflush, fsync, close, fclose, rename, of which only those are
 * counted that concern a regular file open for writing. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind { ALLOC, WRITE, FWRITE, FFLUSH, FSYNC, CLOSE, FCLOSE, RENAME, KINDS };

static const char *const names[KINDS] = {"alloc", "write", "fwrite", "fflush",
                                         "fsync", "close", "fclose", "rename"};
static unsigned long calls[KINDS];
static int fault_kind = -1;
static unsigned long fault_at;
static int fault_stays;
static int counts_fd = -1; /* opened at the start: a confined command opens no other file */
static int counting;

enum { MAX_SPARES = 4 };
static const char *spare_names;
static uintptr_t spare_first[MAX_SPARES], spare_last[MAX_SPARES]; /* their code */
static int spares;

/* glibc's own names: looking malloc up by dlsym would allocate. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static int (*real_close)(int fd);
static ssize_t (*real_write)(int fd, const void *bytes, size_t n);

static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static int find_spare(struct dl_phdr_info *info, size_t size, void *payload)
{
    (void)size;
    (void)payload;
    for (const char *name = spare_names; *name != '\0'; name += *name == ':') {
        char wanted[64];
        const size_t n = strcspn(name, ":");
        (void)snprintf(wanted, sizeof wanted, "%.*s.so", (int)n, name);
        name += n;
        if (info->dlpi_name == NULL || strstr(info->dlpi_name, wanted) == NULL) {
            continue;
        }
        for (int i = 0; i < info->dlpi_phnum && spares < MAX_SPARES; ++i) {
            const ElfW(Phdr) *part = &info->dlpi_phdr[i];
            if (part->p_type == PT_LOAD && (part->p_flags & PF_X) != 0) {
                spare_first[spares] = info->dlpi_addr + part->p_vaddr;
                spare_last[spares] = spare_first[spares] + part->p_memsz;
                ++spares;
            }
        }
    }
    return 0;
}

__attribute__((constructor)) static void start(void)
{
    const char *fault = getenv("MDS_FAULT");

    spare_names = getenv("MDS_FAULT_SPARE");
    if (spare_names != NULL) {
        (void)dl_iterate_phdr(find_spare, NULL);
    }
    *(void **)&real_close = next("close");
    *(void **)&real_write = next("write");
    const char *counts_path = getenv("MDS_FAULT_COUNTS");
    if (counts_path != NULL) {
        counts_fd = open(counts_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    }
    for (int k = 0; fault != NULL && k < KINDS; ++k) {
        const size_t n = strlen(names[k]);
        if (strncmp(fault, names[k], n) == 0 && fault[n] == ':') {
            char *end;
            fault_kind = k;
            fault_at = strtoul(fault + n + 1, &end, 10);
            fault_stays = *end == '+';
        }
    }
    counting = 1;
}

__attribute__((destructor)) static void finish(void)
{
    counting = 0;
    for (int k = 0; counts_fd >= 0 && k < KINDS; ++k) {
        char line[64];
        const int n = snprintf(line, sizeof line, "%s %lu\n", names[k], calls[k]);
        if (n > 0 && real_write(counts_fd, line, (size_t)n) != n) {
            break;
        }
    }
    if (counts_fd >= 0) {
        real_close(counts_fd);
    }
}

static int fails(enum kind kind)
{
    if (!counting) {
        return 0;
    }
    const unsigned long call = ++calls[kind];
    return (int)kind == fault_kind && (call == fault_at || (fault_stays && call > fault_at));
}

static int allocation_fails(void *caller)
{
    const uintptr_t at = (uintptr_t)caller;

    for (int i = 0; i < spares; ++i) {
        if (at >= spare_first[i] && at < spare_last[i]) {
            return 0;
        }
    }
    return fails(ALLOC);
}

static int is_output(int fd)
{
    struct stat info;
    const int flags = fcntl(fd, F_GETFL);

    return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && fstat(fd, &info) == 0 &&
           S_ISREG(info.st_mode);
}

static int stream_is_output(FILE *stream)
{
    return stream != NULL && fileno(stream) >= 0 && is_output(fileno(stream));
}

void *malloc(size_t size)
{
    if (allocation_fails(__builtin_return_address(0))) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    if (allocation_fails(__builtin_return_address(0))) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    if (allocation_fails(__builtin_return_address(0))) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_realloc(block, size);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    if (is_output(fd) && fails(WRITE)) {
        errno = ENOSPC;
        return -1;
    }
    return real_write(fd, bytes, n);
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *stream)
{
    size_t (*real)(const void *, size_t, size_t, FILE *);

    if (stream_is_output(stream) && fails(FWRITE)) {
        errno = ENOSPC;
        return 0;
    }
    *(void **)&real = next("fwrite");
    return real(bytes, size, count, stream);
}

int fflush(FILE *stream)
{
    int (*real)(FILE *);

    if (stream_is_output(stream) && fails(FFLUSH)) {
        errno = ENOSPC;
        return EOF;
    }
    *(void **)&real = next("fflush");
    return real(stream);
}

int fsync(int fd)
{
    int (*real)(int);

    if (is_output(fd) && fails(FSYNC)) {
        errno = EIO;
        return -1;
    }
    *(void **)&real = next("fsync");
    return real(fd);
}

/* The descriptor is gone after a failed close, as with a real one. */
int close(int fd)
{
    const int failing = is_output(fd) && fails(CLOSE);
    const int result = real_close(fd);

    if (failing) {
        errno = EIO;
        return -1;
    }
    return result;
}

int fclose(FILE *stream)
{
    int (*real)(FILE *);
    const int failing = stream_is_output(stream) && fails(FCLOSE);

    *(void **)&real = next("fclose");
    const int result = real(stream);
    if (failing) {
        errno = EIO;
        return EOF;
    }
    return result;
}

int rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *);

    if (fails(RENAME)) {
        errno = EIO;
        return -1;
    }
    *(void **)&real = next("rename");
    return real(from, to);
}
