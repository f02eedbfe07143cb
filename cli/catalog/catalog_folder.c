/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog_folder.h"

#include "base/file.h"
#include "base/json.h"
#include <dirent.h>
#include <errno.h>
#include <mdsrisk/export_edition.h>
#include <mdsrisk/limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char manifest[] = "manifest.json";

static const char *join(run *r, const char *dir, const char *name)
{
    return mds_arena_printf(r->arena, "%s/%s", dir, name);
}

const char *folder_path(run *r, const folder *from, const char *name)
{
    return join(r, from->staging, name);
}

static mds_status unwritable(run *r, const char *path)
{
    mds_diag_add(r->diags, MDS_D_OUTPUT_UNWRITABLE, path, NULL, strerror(errno), NULL);
    return MDS_EIO;
}

mds_status folder_open(run *r, folder *out, const char *dir)
{
    struct stat info;

    *out = (folder){.dir = dir, .made = stat(dir, &info) != 0};
    if (out->made && mkdir(dir, 0777) != 0) {
        out->made = false;
        return unwritable(r, dir);
    }
    /* Beside the files that it will replace: within one file system a move is whole or not. */
    const char *pattern = join(r, dir, ".learn-XXXXXX");
    char *staging = pattern != NULL ? mds_arena_strndup(r->arena, pattern, strlen(pattern)) : NULL;
    if (staging == NULL) {
        return mds_arena_status(r->arena);
    }
    mds_hold_begin(&out->hold);
    if (mkdtemp(staging) == NULL) {
        mds_hold_end(&out->hold);
        return unwritable(r, dir);
    }
    out->staging = staging;
    return MDS_OK;
}

void folder_add(folder *out, const char *name, const char *kind, const char *text, bool extended)
{
    if (out->count < FOLDER_FILES) {
        out->files[out->count++] = (folder_file){name, kind, text, extended};
    }
}

/* The bytes of a file that is compiled in; NULL when there is none. */
static const char *compiled_in(const char *name, size_t *n)
{
    for (size_t i = 0; i < mds_catalog_file_count(); i++) {
        const mds_catalog_file file = mds_catalog_file_at(i);
        if (strcmp(file.name, name) == 0) {
            *n = file.size;
            return (const char *)file.bytes;
        }
    }
    return NULL;
}

const char *folder_read(run *r, const char *dir, const char *name, size_t *n, mds_status *status)
{
    const char *path = join(r, dir, name);
    struct stat info;
    mds_source *source = NULL;
    const char *text = NULL;

    *status = path != NULL ? MDS_OK : mds_arena_status(r->arena);
    if (path == NULL) {
        return NULL;
    }
    if (stat(path, &info) != 0) {
        return compiled_in(name, n);
    }
    *status = mds_source_open(&source, path, MDS_LIMIT_FILE_BYTES, r->diags);
    if (*status == MDS_OK) {
        *n = mds_source_size(source);
        text = mds_arena_strndup(r->arena, (const char *)mds_source_bytes(source), *n);
        *status = text != NULL ? MDS_OK : mds_arena_status(r->arena);
    }
    mds_source_free(source);
    return text;
}

/* Makes the folders that lead to a file. */
static mds_status make_folders(run *r, const char *dir, const char *name)
{
    for (const char *at = strchr(name, '/'); at != NULL; at = strchr(at + 1, '/')) {
        const char *part = mds_arena_strndup(r->arena, name, (size_t)(at - name));
        const char *path = part != NULL ? join(r, dir, part) : NULL;
        if (path == NULL) {
            return mds_arena_status(r->arena);
        }
        if (mkdir(path, 0777) != 0 && errno != EEXIST) {
            return unwritable(r, path);
        }
    }
    return MDS_OK;
}

static mds_status write_in(run *r, const char *dir, const char *name, const char *text, size_t n)
{
    const char *path = join(r, dir, name);
    const mds_status status =
        path != NULL ? make_folders(r, dir, name) : mds_arena_status(r->arena);

    return status == MDS_OK ? mds_file_write(path, text, n, r->diags) : status;
}

/* Whether a file of the folder was made by learning, or is not there. */
static mds_status check_ours(run *r, const char *dir, const folder_file *file)
{
    const char *path = join(r, dir, file->name);
    struct stat info;
    mds_source *source = NULL;
    mds_json *root = NULL;

    if (path == NULL) {
        return mds_arena_status(r->arena);
    }
    if (file->extended || stat(path, &info) != 0) {
        return MDS_OK;
    }
    mds_status status = mds_source_open(&source, path, MDS_LIMIT_FILE_BYTES, r->diags);
    if (status == MDS_OK) {
        status = mds_json_parse(&root, path, (const char *)mds_source_bytes(source),
                                mds_source_size(source), r->diags);
    }
    if (status == MDS_OK && mds_json_member(root, MDS_LEARNED_MARK) == NULL) {
        mds_diag_add(r->diags, MDS_D_LEARN_NOT_OURS, path, NULL, NULL);
        status = MDS_EIO;
    }
    mds_json_free(root);
    mds_source_free(source);
    return status;
}

static mds_status add_manifest(run *r, folder *from)
{
    mds_edition_file fresh[FOLDER_FILES];
    size_t count = 0;
    size_t n = 0;
    mds_status status = MDS_OK;
    const char *text = NULL;
    const char *before = folder_read(r, from->dir, manifest, &n, &status);

    for (size_t i = 0; i < from->count; i++) {
        if (from->files[i].kind != NULL) {
            fresh[count++] = (mds_edition_file){from->files[i].name, from->files[i].kind};
        }
    }
    if (status == MDS_OK) {
        status = mds_export_edition_manifest(&text, r->arena, manifest, before, n, fresh, count,
                                             r->diags);
    }
    if (status == MDS_OK) {
        folder_add(from, manifest, NULL, text, true);
    }
    return status;
}

static bool is_fresh(const folder *from, const char *name)
{
    for (size_t i = 0; i < from->count; i++) {
        if (strcmp(from->files[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The folder's other files beside the new ones, so that the whole can be checked. */
static mds_status copy_others(run *r, const folder *from)
{
    const char *text = NULL;
    mds_json *root = NULL;
    mds_status status = MDS_OK;

    for (size_t i = 0; i < from->count; i++) {
        text = strcmp(from->files[i].name, manifest) == 0 ? from->files[i].text : text;
    }
    status = mds_json_parse(&root, manifest, text, strlen(text), r->diags);
    for (const mds_json *at = mds_json_first(mds_json_member(root, "files"));
         at != NULL && status == MDS_OK; at = mds_json_next(at)) {
        const char *name = mds_json_string(mds_json_member(at, "file"), "");
        const char *path = join(r, from->dir, name);
        struct stat info;
        size_t n = 0;
        if (path == NULL) {
            status = mds_arena_status(r->arena);
        } else if (!is_fresh(from, name) && strstr(name, "..") == NULL && stat(path, &info) == 0) {
            const char *bytes = folder_read(r, from->dir, name, &n, &status);
            status = status == MDS_OK ? write_in(r, from->staging, name, bytes, n) : status;
        }
    }
    mds_json_free(root);
    return status;
}

static mds_status check_whole(run *r, const folder *from)
{
    mds_catalog *catalog = NULL;
    mds_status status = mds_catalog_load(&catalog, from->staging, r->diags);

    if (status == MDS_OK) {
        status = mds_catalog_check(catalog, r->diags);
    }
    mds_catalog_free(catalog);
    return status;
}

static mds_status move_files(run *r, const folder *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const char *name = from->files[i].name;
        const char *staged = join(r, from->staging, name);
        const char *target = join(r, from->dir, name);
        if (staged == NULL || target == NULL) {
            return mds_arena_status(r->arena);
        }
        const mds_status status = make_folders(r, from->dir, name);
        if (status != MDS_OK) {
            return status;
        }
        if (rename(staged, target) != 0) {
            return unwritable(r, target);
        }
    }
    return MDS_OK;
}

mds_status folder_commit(run *r, folder *from)
{
    mds_status status = MDS_OK;

    for (size_t i = 0; i < from->count && status == MDS_OK; i++) {
        status = from->files[i].kind != NULL ? check_ours(r, from->dir, &from->files[i]) : MDS_OK;
    }
    if (status == MDS_OK) {
        status = add_manifest(r, from);
    }
    for (size_t i = 0; i < from->count && status == MDS_OK; i++) {
        const folder_file *file = &from->files[i];
        status = file->text != NULL
                     ? write_in(r, from->staging, file->name, file->text, strlen(file->text))
                     : MDS_OK;
    }
    if (status == MDS_OK) {
        status = copy_others(r, from);
    }
    if (status == MDS_OK) {
        status = check_whole(r, from);
    }
    if (status == MDS_OK) {
        status = move_files(r, from);
    }
    if (status == MDS_OK) {
        from->made = false; /* it stays */
    }
    return status;
}

enum { DEEPEST = 4 /* folders within the staging folder */ };

/* Removes a folder with what it holds. */
static void remove_tree(run *r, const char *path, int depth)
{
    DIR *dir = depth < DEEPEST ? opendir(path) : NULL;

    for (const struct dirent *entry = dir != NULL ? readdir(dir) : NULL; entry != NULL;
         entry = readdir(dir)) {
        const bool self = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        const char *inner = self ? NULL : join(r, path, entry->d_name);
        if (inner != NULL && unlink(inner) != 0) {
            remove_tree(r, inner, depth + 1);
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
    (void)rmdir(path);
}

void folder_close(run *r, folder *from)
{
    if (from->staging != NULL) {
        remove_tree(r, from->staging, 0);
        mds_hold_end(&from->hold);
    }
    if (from->made) {
        (void)rmdir(from->dir);
    }
}
