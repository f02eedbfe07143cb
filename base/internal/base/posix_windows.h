/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The POSIX calls that the project uses, for Windows: paths are UTF-8 and as long as they need be,
 * files are binary, a rename replaces. The compiler includes it before every source there, so that
 * no source knows of Windows.
 */
#ifndef MDS_BASE_POSIX_WINDOWS_H
#define MDS_BASE_POSIX_WINDOWS_H

#include <direct.h>
#include <fcntl.h>
#include <io.h>
#include <limits.h>
#include <process.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define O_CLOEXEC 0
/* Signals that Windows never sends. */
#define SIGPIPE SIGTERM
#define SIGXFSZ SIGTERM
#undef PATH_MAX
#define PATH_MAX 32768
#define _SC_NPROCESSORS_ONLN 0

struct mds_posix_stat {
    uint64_t st_dev, st_ino; /* of the volume and of the file on it */
    unsigned st_mode;
    int64_t st_size;
};

int mds_posix_stat(const char *path, struct mds_posix_stat *out);
int mds_posix_lstat(const char *path, struct mds_posix_stat *out);
int mds_posix_access(const char *path, int mode);
ssize_t mds_posix_write(int fd, const void *bytes, size_t n);
char *mds_posix_strndup(const char *text, size_t n);
int mds_posix_fstat(int fd, struct mds_posix_stat *out);
int mds_posix_open(const char *path, int flags, ...);
FILE *mds_posix_fopen(const char *path, const char *mode);
int mds_posix_mkstemp(char *pattern);
char *mds_posix_mkdtemp(char *pattern);
int mds_posix_mkdir(const char *path, int mode);
int mds_posix_rename(const char *from, const char *to);
int mds_posix_unlink(const char *path);
int mds_posix_rmdir(const char *path);
char *mds_posix_realpath(const char *path, char *resolved);
long mds_posix_sysconf(int name);

struct mds_posix_dirent {
    char d_name[1024];
};
typedef struct mds_posix_dir mds_posix_dir;
mds_posix_dir *mds_posix_opendir(const char *path);
struct mds_posix_dirent *mds_posix_readdir(mds_posix_dir *dir);
int mds_posix_closedir(mds_posix_dir *dir);

#undef stat
#undef fstat
#define stat mds_posix_stat
#define fstat mds_posix_fstat
#define lstat mds_posix_lstat
#define access mds_posix_access
#define write mds_posix_write
#define strndup mds_posix_strndup
#define open mds_posix_open
#define fopen mds_posix_fopen
#define mkstemp mds_posix_mkstemp
#define mkdtemp mds_posix_mkdtemp
#define mkdir mds_posix_mkdir
#define rename mds_posix_rename
#define unlink mds_posix_unlink
#define rmdir mds_posix_rmdir
#define realpath mds_posix_realpath
#define sysconf mds_posix_sysconf
#define fsync _commit
/* The program never leaves the "C" locale. */
#define locale_t int
#define newlocale(mask, name, base) 1
#define freelocale(locale) ((void)(locale))
#define strtod_l(text, end, locale) strtod(text, end)
/* A new file's rights come from its folder. */
#define fchmod(fd, mode) ((void)(fd), (void)(mode), 0)
#define umask(mask) ((mode_t)0)
/* <dirent.h> is not for these names. */
#define _DIRENT_H_
#define DIR mds_posix_dir
#define dirent mds_posix_dirent
#define opendir mds_posix_opendir
#define readdir mds_posix_readdir
#define closedir mds_posix_closedir

#endif
