/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "posix_windows_parts.h"

#undef open
#undef fopen
#undef stat
#undef rename
#undef unlink
#undef mkdir
#undef rmdir
#undef write

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <wchar.h>
#include <windows.h>

/* From this length on Windows wants paths that say that they are long. */
enum { LONG_PATH = 240 };

int mds_posix__fail_as(unsigned long error)
{
    switch (error) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
        errno = ENOENT;
        break;
    case ERROR_SHARING_VIOLATION: /* another program, Excel for instance, holds it open */
    case ERROR_LOCK_VIOLATION:
        errno = EBUSY;
        break;
    case ERROR_ALREADY_EXISTS:
    case ERROR_FILE_EXISTS:
        errno = EEXIST;
        break;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        errno = ENOSPC;
        break;
    case ERROR_NOT_ENOUGH_MEMORY:
    case ERROR_OUTOFMEMORY:
        errno = ENOMEM;
        break;
    case ERROR_DIR_NOT_EMPTY:
        errno = ENOTEMPTY;
        break;
    case ERROR_DIRECTORY:
        errno = ENOTDIR;
        break;
    default:
        errno = EACCES;
        break;
    }
    return -1;
}

WCHAR *mds_posix__widen(const char *path)
{
    static const WCHAR mark[] = L"\\\\?\\";
    WCHAR given[PATH_MAX];

    if (MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, given, PATH_MAX) == 0) {
        errno = ENOENT;
        return NULL;
    }
    WCHAR *whole = malloc((PATH_MAX + 8) * sizeof *whole);
    if (whole == NULL) {
        errno = ENOMEM;
        return NULL;
    }
    const DWORD n = GetFullPathNameW(given, PATH_MAX, whole + 4, NULL);
    if (n == 0 || n >= PATH_MAX) {
        free(whole);
        errno = ENOENT;
        return NULL;
    }
    if (n >= LONG_PATH && whole[4] != L'\\') {
        memcpy(whole, mark, 4 * sizeof *whole);
    } else {
        memmove(whole, whole + 4, (n + 1) * sizeof *whole);
    }
    return whole;
}

static void describe(struct mds_posix_stat *out, HANDLE handle)
{
    BY_HANDLE_FILE_INFORMATION info;

    *out = (struct mds_posix_stat){.st_mode = S_IFCHR};
    if (GetFileType(handle) == FILE_TYPE_PIPE) {
        out->st_mode = S_IFIFO;
    } else if (GetFileType(handle) == FILE_TYPE_DISK && GetFileInformationByHandle(handle, &info)) {
        out->st_dev = info.dwVolumeSerialNumber;
        out->st_ino = ((uint64_t)info.nFileIndexHigh << 32) | info.nFileIndexLow;
        out->st_size = (int64_t)(((uint64_t)info.nFileSizeHigh << 32) | info.nFileSizeLow);
        const bool kept = (info.dwFileAttributes & FILE_ATTRIBUTE_READONLY) != 0;
        out->st_mode = (info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0
                           ? S_IFDIR | 0777
                           : S_IFREG | (kept ? 0444U : 0666U);
    }
}

static int stat_by(const char *path, DWORD how, struct mds_posix_stat *out)
{
    WCHAR *wide = mds_posix__widen(path);

    if (wide == NULL) {
        return -1;
    }
    const HANDLE handle = CreateFileW(wide, FILE_READ_ATTRIBUTES,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                                      OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | how, NULL);
    free(wide);
    if (handle == INVALID_HANDLE_VALUE) {
        return mds_posix__fail_as(GetLastError());
    }
    describe(out, handle);
    (void)CloseHandle(handle);
    return 0;
}

int mds_posix_stat(const char *path, struct mds_posix_stat *out)
{
    return stat_by(path, 0, out);
}

int mds_posix_lstat(const char *path, struct mds_posix_stat *out)
{
    return stat_by(path, FILE_FLAG_OPEN_REPARSE_POINT, out);
}

int mds_posix_access(const char *path, int mode)
{
    struct mds_posix_stat info;

    if (stat_by(path, 0, &info) != 0) {
        return -1;
    }
    if ((mode & W_OK) != 0 && (info.st_mode & 0222) == 0) {
        errno = EACCES;
        return -1;
    }
    return 0;
}

ssize_t mds_posix_write(int fd, const void *bytes, size_t n)
{
    return write(fd, bytes, n < INT_MAX ? (unsigned)n : INT_MAX);
}

char *mds_posix_strndup(const char *text, size_t n)
{
    const size_t length = strnlen(text, n);
    char *copy = malloc(length + 1);

    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

int mds_posix_fstat(int fd, struct mds_posix_stat *out)
{
    const HANDLE handle = (HANDLE)_get_osfhandle(fd);

    if (handle == INVALID_HANDLE_VALUE) {
        errno = EBADF;
        return -1;
    }
    describe(out, handle);
    return 0;
}

static int open_wide(const WCHAR *wide, int flags)
{
    const bool writes = (flags & (O_WRONLY | O_RDWR)) != 0;
    const bool makes = (flags & O_CREAT) != 0;
    const HANDLE handle =
        CreateFileW(wide, writes ? GENERIC_READ | GENERIC_WRITE : GENERIC_READ,
                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                    makes ? ((flags & O_EXCL) != 0 ? CREATE_NEW : CREATE_ALWAYS) : OPEN_EXISTING,
                    FILE_ATTRIBUTE_NORMAL | FILE_FLAG_BACKUP_SEMANTICS, NULL);

    if (handle == INVALID_HANDLE_VALUE) {
        return mds_posix__fail_as(GetLastError());
    }
    const int fd = _open_osfhandle((intptr_t)handle, _O_BINARY | (writes ? _O_RDWR : _O_RDONLY));
    if (fd < 0) {
        (void)CloseHandle(handle);
    }
    return fd;
}

int mds_posix_open(const char *path, int flags, ...)
{
    WCHAR *wide = mds_posix__widen(path);
    const int fd = wide != NULL ? open_wide(wide, flags) : -1;

    free(wide);
    return fd;
}

FILE *mds_posix_fopen(const char *path, const char *mode)
{
    WCHAR *wide = mds_posix__widen(path);
    WCHAR wide_mode[8] = L"";
    FILE *file = NULL;

    for (size_t i = 0; i < 6 && mode[i] != '\0'; i++) {
        wide_mode[i] = (WCHAR)mode[i];
    }
    if (wide != NULL) {
        file = _wfopen(wide, wide_mode);
    }
    free(wide);
    return file;
}

void mds_posix__fill_pattern(char *pattern, unsigned attempt)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    uint64_t seed = ((uint64_t)GetCurrentProcessId() << 32) ^ GetTickCount64() ^
                    ((uint64_t)attempt * 0x9E3779B97F4A7C15U);

    for (size_t n = strlen(pattern), i = n >= 6 ? n - 6 : n; i < n; i++) {
        pattern[i] = letters[seed % (sizeof letters - 1)];
        seed /= sizeof letters - 1;
    }
}

int mds_posix_mkstemp(char *pattern)
{
    int fd = -1;

    for (unsigned i = 0; i < MDS_POSIX_TRIES; i++) {
        mds_posix__fill_pattern(pattern, i);
        fd = mds_posix_open(pattern, O_RDWR | O_CREAT | O_EXCL, 0600);
        if (fd >= 0 || errno != EEXIST) {
            break;
        }
    }
    return fd;
}

/* A refusal to replace says only "no access": whether another program holds the file shows when
 * nobody may share it. */
static DWORD why_refused(const WCHAR *path, DWORD error)
{
    if (error != ERROR_ACCESS_DENIED) {
        return error;
    }
    const HANDLE handle =
        CreateFileW(path, GENERIC_READ, 0, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    const DWORD alone = handle == INVALID_HANDLE_VALUE ? GetLastError() : error;
    if (handle != INVALID_HANDLE_VALUE) {
        (void)CloseHandle(handle);
    }
    return alone == ERROR_SHARING_VIOLATION ? alone : error;
}

int mds_posix_rename(const char *from, const char *to)
{
    WCHAR *wide_from = mds_posix__widen(from);
    WCHAR *wide_to = mds_posix__widen(to);
    const bool known = wide_from != NULL && wide_to != NULL;
    const BOOL done = known && MoveFileExW(wide_from, wide_to,
                                           MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);

    const DWORD error = done || !known ? 0 : why_refused(wide_to, GetLastError());
    free(wide_from);
    free(wide_to);
    return done ? 0 : known ? mds_posix__fail_as(error) : -1;
}

int mds_posix_unlink(const char *path)
{
    WCHAR *wide = mds_posix__widen(path);
    const bool known = wide != NULL;
    const BOOL done = known && DeleteFileW(wide);

    const DWORD error = GetLastError();
    free(wide);
    return done ? 0 : known ? mds_posix__fail_as(error) : -1;
}
