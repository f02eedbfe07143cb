/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forms_in.h"

#include "base/strbuf.h"
#include <dirent.h>
#include <mdsrisk/archive.h>
#include <mdsrisk/limits.h>
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

typedef struct reading {
    form_fn each;
    void *payload;
    mds_diags *diags; /* since the last file that could not be unpacked */
    mds_arena *arena;
} reading;

static mds_status pass_on(void *payload, const char *name, const mds_source *file)
{
    reading *at = payload;
    const mds_status status = at->each(at->payload, name, file, at->diags);

    if (file == NULL) {
        at->diags = mds_diags_new(at->arena, MDS_LIMIT_DIAGS);
    }
    return at->diags != NULL ? status : MDS_ENOMEM;
}

mds_status each_form(const char *path, form_fn each, void *payload)
{
    mds_source *source = NULL;
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    reading at = {.each = each, .payload = payload, .arena = arena};

    at.diags = arena != NULL ? mds_diags_new(arena, MDS_LIMIT_DIAGS) : NULL;
    mds_status status = at.diags != NULL ? mds_source_open(&source, path, 0, at.diags) : MDS_ENOMEM;
    if (status != MDS_OK) {
        status = at.diags != NULL ? pass_on(&at, path, NULL) : MDS_ENOMEM;
    } else if (mds_source_is_archive(source)) {
        status = mds_archive_read(source, pass_on, &at, at.diags);
        if (at.diags != NULL && mds_diags_count_of(at.diags, MDS_SEVERITY_ERROR) > 0) {
            status = pass_on(&at, path, NULL);
        }
    } else {
        status = pass_on(&at, mds_source_name(source), source);
    }
    mds_source_free(source);
    mds_arena_free(arena);
    return status;
}
