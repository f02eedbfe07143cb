/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "base/strbuf.h"
#include <dirent.h>
#include <mdsrisk/archive.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST = 32 };

bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

typedef struct walk {
    run *r;
    file_list *out;
    struct stat except;
    bool excepts;
} walk;

static mds_status add_path(walk *w, const char *path)
{
    file_list *out = w->out;

    if (!mds_array_reserve(w->r->arena, &out->paths, &out->capacity, out->count,
                           sizeof *out->paths)) {
        return mds_arena_status(w->r->arena);
    }
    out->paths[out->count++] = path;
    return MDS_OK;
}

static mds_status walk_folder(walk *w, const char *folder, int depth)
{
    DIR *dir = depth < DEEPEST ? opendir(folder) : NULL;
    mds_status status = MDS_OK;

    if (dir == NULL) {
        return add_path(w, folder); /* reading it says what is wrong */
    }
    for (const struct dirent *entry = readdir(dir); entry != NULL && status == MDS_OK;
         entry = readdir(dir)) {
        if (mds_file_is_clutter(entry->d_name)) {
            continue;
        }
        const char *path = mds_arena_printf(w->r->arena, "%s/%s", folder, entry->d_name);
        struct stat info;
        if (path == NULL) {
            status = mds_arena_status(w->r->arena);
        } else if (lstat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
            status = add_path(w, path);
        } else if (!w->excepts || info.st_dev != w->except.st_dev ||
                   info.st_ino != w->except.st_ino) {
            status = walk_folder(w, path, depth + 1);
        }
    }
    (void)closedir(dir);
    return status;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

mds_status list_files(run *r, const char *folder, const char *except, file_list *out)
{
    walk w = {.r = r, .out = out};

    w.excepts = except != NULL && stat(except, &w.except) == 0;
    const mds_status status = walk_folder(&w, folder, 0);
    if (status == MDS_OK && out->count > 0) {
        qsort(out->paths, out->count, sizeof *out->paths, compare_paths);
    }
    return status;
}
