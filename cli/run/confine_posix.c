/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is missing on a machine is left out, and `mdsrisk doctor` says so. */
#include "confine.h"

#include "base/confine.h"
#include "importers/pdf_worker.h"
#include <fcntl.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_BYTES = 1 << 12, PATH_BYTES = 1 << 12 };

unsigned confine_process(bool server)
{
    const mds_confine_list list = server ? MDS_CONFINE_CLIENT : MDS_CONFINE_COMMAND;

    tzset(); /* reads the zone's file, which may lie anywhere */
    return mds_confine_privileges() && mds_confine_calls(list) ? CONFINED_CALLS : 0;
}

/* The loader that starts this program, and the worker too; NULL in a static one. */
static const char *find_loader(void)
{
    const ElfW(Phdr) *parts = (const void *)(uintptr_t)getauxval(AT_PHDR);
    const size_t count = getauxval(AT_PHNUM);
    const char *base = NULL;

    for (size_t i = 0; parts != NULL && i < count; i++) {
        if (parts[i].p_type == PT_PHDR) {
            base = (const char *)parts - parts[i].p_vaddr;
        } else if (parts[i].p_type == PT_INTERP && base != NULL) {
            return base + parts[i].p_vaddr;
        }
    }
    return NULL;
}

/* The file that is read for an argument such as "forms.csv#2": the name before the number. */
static bool find_input(const char *path, char found[PATH_BYTES], struct stat *info)
{
    const char *sign = strrchr(path, '#');

    if (snprintf(found, PATH_BYTES, "%s", path) < PATH_BYTES && stat(found, info) == 0) {
        return true;
    }
    return sign != NULL && sign - path < PATH_BYTES &&
           snprintf(found, PATH_BYTES, "%.*s", (int)(sign - path), path) > 0 &&
           stat(found, info) == 0;
}

/* The first file of a document of an office program; any other archive may hold a PDF. */
static bool begins_document(const char *head, size_t n)
{
    static const char *const parts[] = {
        "[Content_Types].xml", "_rels/", "docProps/", "xl/", "word/", "mimetype"};
    enum { NAME_AT = 30 };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const size_t length = strlen(parts[i]);
        if (n >= NAME_AT + length && memcmp(head + NAME_AT, parts[i], length) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether reading the file may take the worker. A pipe is read once, so that one may hold
 * anything. */
static bool may_hold_pdf(const char *path, const struct stat *info)
{
    char head[HEAD_BYTES];

    if (!S_ISREG(info->st_mode)) {
        return true;
    }
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const ssize_t n = fd >= 0 ? read(fd, head, sizeof head) : -1;
    if (fd >= 0) {
        (void)close(fd);
    }
    for (ssize_t i = 0; i + 4 <= n; i++) {
        if (memcmp(head + i, "%PDF", 4) == 0) {
            return true;
        }
    }
    return n >= 4 && memcmp(head, "PK\3\4", 4) == 0 && !begins_document(head, (size_t)n);
}

typedef struct limits {
    int files; /* of Landlock, -1 without */
    bool worker, writes;
} limits;

static void allow(const limits *l, const char *path, unsigned rights)
{
    if (l->files >= 0 && path != NULL) {
        mds_confine_files_add(l->files, path, rights);
    }
}

/* What is named for reading. In a folder there may be links to anywhere. */
static void allow_input(limits *l, const char *path)
{
    char found[PATH_BYTES];
    struct stat info;

    if (path != NULL && find_input(path, found, &info)) {
        allow(l, S_ISDIR(info.st_mode) ? "/" : found, MDS_CONFINE_READ);
        l->worker = l->worker || may_hold_pdf(found, &info);
    }
}

/* What is named for writing: a folder, a device, or a file, which is made beside the one that it
 * replaces. */
static void allow_output(limits *l, const char *path)
{
    struct stat info;

    if (path == NULL || strcmp(path, "-") == 0) {
        return;
    }
    l->writes = true;
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) {
        allow(l, path, MDS_CONFINE_WRITE);
        allow(l, S_ISDIR(info.st_mode) ? "/" : path, MDS_CONFINE_READ);
    }
    char *real = realpath(path, NULL);
    const char *target = real != NULL ? real : path;
    size_t n = strlen(target);
    while (n > 1 && target[n - 1] == '/') {
        n--;
    }
    while (n > 0 && target[n - 1] != '/') {
        n--;
    }
    char folder[PATH_BYTES];
    if (snprintf(folder, sizeof folder, "%.*s.", (int)n, target) < PATH_BYTES &&
        (real == NULL || S_ISREG(info.st_mode))) {
        allow(l, folder, MDS_CONFINE_WRITE);
    }
    free(real);
}

/* What libpq and the C library read to find a server, and whom to be there. */
static void allow_client(const limits *l)
{
    static const char *const system[] = {"/etc/hosts",
                                         "/etc/resolv.conf",
                                         "/etc/nsswitch.conf",
                                         "/etc/host.conf",
                                         "/etc/gai.conf",
                                         "/etc/services",
                                         "/etc/passwd",
                                         "/etc/ssl",
                                         "/etc/krb5.conf",
                                         "/etc/gss",
                                         "/etc/postgresql-common",
                                         "/etc/localtime"};
    static const char *const own[] = {".pgpass", ".pg_service.conf", ".postgresql"};
    static const char *const named[] = {"PGPASSFILE",    "PGSERVICEFILE", "PGSYSCONFDIR",
                                        "PGSSLROOTCERT", "PGSSLCERT",     "PGSSLKEY",
                                        "PGSSLCRL"};
    const char *home = getenv("HOME");
    char path[PATH_BYTES];

    for (size_t i = 0; i < sizeof system / sizeof *system; i++) {
        allow(l, system[i], MDS_CONFINE_READ);
    }
    for (size_t i = 0; i < sizeof own / sizeof *own && home != NULL; i++) {
        if (snprintf(path, sizeof path, "%s/%s", home, own[i]) < PATH_BYTES) {
            allow(l, path, MDS_CONFINE_READ);
        }
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        allow(l, getenv(named[i]), MDS_CONFINE_READ);
    }
}

static void allow_named(limits *l, const run *r)
{
    for (size_t i = 0; i < r->arg_count; i++) {
        allow_input(l, r->args[i]);
    }
    for (const option_spec *const *at = r->command->option_list; *at != NULL; at++) {
        if ((*at)->file == OPTION_READS || (*at)->file == OPTION_CARRIES) {
            allow_input(l, file_of(r, *at));
        } else if ((*at)->file == OPTION_LISTS && file_of(r, *at) != NULL) {
            allow(l, "/", MDS_CONFINE_READ);
            l->worker = true;
        } else if ((*at)->file == OPTION_KEEPS && file_of(r, *at) != NULL &&
                   names_server(file_of(r, *at))) {
            allow_client(l);
        } else if ((*at)->file == OPTION_WRITES || (*at)->file == OPTION_KEEPS) {
            allow_output(l, file_of(r, *at));
        }
    }
    for (size_t i = 0; i < r->opt.life_count; i++) {
        allow_input(l, life_file(r, i));
    }
    for (size_t i = 0; i < r->opt.vulnerability_count; i++) {
        allow_input(l, r->opt.vulnerability[i]);
    }
    if (r->command->writes != NULL) {
        allow_output(l, r->command->writes(r));
    }
}

/* What the C library, the worker and its libraries read on their own. */
static void allow_system(const limits *l)
{
    static const char *const read[] = {
        "/lib",           "/lib64",        "/usr/lib",         "/usr/lib64",
        "/usr/local/lib", "/usr/share",    "/etc/ld.so.cache", "/etc/ld.so.preload",
        "/nix/store",     "/gnu/store",    "/proc/self",       "/proc/stat",
        "/proc/cpuinfo",  "/proc/meminfo", "/dev/urandom",     "/sys/devices/system/cpu"};

    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        allow(l, read[i], MDS_CONFINE_READ);
    }
    allow(l, "/dev/null", MDS_CONFINE_WRITE);
}

void confine_run(run *r)
{
    limits l = {.files = -1, .worker = r->command->starts_reader};

    /* Before version 2 a learned edition could not be moved into its folder. */
    if (mds_confine_privileges() && mds_confine_files_version() >= 2) {
        l.files = mds_confine_files_begin();
    }
    allow_system(&l);
    allow_named(&l, r);
    if (l.worker) {
        allow(&l, mds_pdf_worker_program(r->arena), MDS_CONFINE_RUN);
        allow(&l, find_loader(), MDS_CONFINE_RUN);
    }
    if (l.files >= 0 && mds_confine_files_end(l.files)) {
        r->confined |= CONFINED_FILES;
    }
    if (!l.worker && (r->confined & CONFINED_CALLS) != 0) {
        (void)mds_confine_calls(l.writes ? MDS_CONFINE_NO_PROGRAMS : MDS_CONFINE_READ_ONLY);
    }
}
