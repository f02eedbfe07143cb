/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "posix_windows_parts.h"

#undef mkdir
#undef rmdir

#include <errno.h>
#include <wchar.h>
#include <windows.h>

static char *narrow(const WCHAR *wide)
{
    const int n = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
    char *text = n > 0 ? malloc((size_t)n) : NULL;

    if (text != NULL) {
        (void)WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, n, NULL, NULL);
    }
    return text;
}

char *mds_posix_mkdtemp(char *pattern)
{
    for (unsigned i = 0; i < MDS_POSIX_TRIES; i++) {
        mds_posix__fill_pattern(pattern, i);
        if (mds_posix_mkdir(pattern, 0700) == 0) {
            return pattern;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    return NULL;
}

int mds_posix_mkdir(const char *path, int mode)
{
    WCHAR *wide = mds_posix__widen(path);
    const BOOL made = wide != NULL && CreateDirectoryW(wide, NULL);

    (void)mode;
    const DWORD error = GetLastError();
    const bool known = wide != NULL;
    free(wide);
    return made ? 0 : known ? mds_posix__fail_as(error) : -1;
}

int mds_posix_rmdir(const char *path)
{
    WCHAR *wide = mds_posix__widen(path);
    const bool known = wide != NULL;
    const BOOL done = known && RemoveDirectoryW(wide);

    const DWORD error = GetLastError();
    free(wide);
    return done ? 0 : known ? mds_posix__fail_as(error) : -1;
}

char *mds_posix_realpath(const char *path, char *resolved)
{
    WCHAR *wide = mds_posix__widen(path);
    char *text = wide != NULL ? narrow(wide) : NULL;

    (void)resolved;
    free(wide);
    return text;
}

long mds_posix_sysconf(int name)
{
    SYSTEM_INFO info;

    (void)name;
    GetSystemInfo(&info);
    return (long)info.dwNumberOfProcessors;
}

struct mds_posix_dir {
    HANDLE handle;
    WIN32_FIND_DATAW found;
    bool first;
    struct mds_posix_dirent entry;
};

mds_posix_dir *mds_posix_opendir(const char *path)
{
    mds_posix_dir *dir = calloc(1, sizeof *dir);
    WCHAR *wide = dir != NULL ? mds_posix__widen(path) : NULL;

    if (wide == NULL) {
        free(dir);
        return NULL;
    }
    wcscat(wide, L"\\*");
    dir->handle = FindFirstFileW(wide, &dir->found);
    free(wide);
    if (dir->handle == INVALID_HANDLE_VALUE) {
        free(dir);
        (void)mds_posix__fail_as(GetLastError());
        return NULL;
    }
    dir->first = true;
    return dir;
}

struct mds_posix_dirent *mds_posix_readdir(mds_posix_dir *dir)
{
    if (!dir->first && !FindNextFileW(dir->handle, &dir->found)) {
        return NULL;
    }
    dir->first = false;
    (void)WideCharToMultiByte(CP_UTF8, 0, dir->found.cFileName, -1, dir->entry.d_name,
                              (int)sizeof dir->entry.d_name, NULL, NULL);
    return &dir->entry;
}

int mds_posix_closedir(mds_posix_dir *dir)
{
    (void)FindClose(dir->handle);
    free(dir);
    return 0;
}
