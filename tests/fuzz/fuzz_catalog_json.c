/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A catalog folder with one file of its own: the first line of the input names the file. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The catalog's file of that name, or NULL: nothing else is ever written. */
static const char *known_file(const char *name, size_t n)
{
    for (size_t i = 0; i < mds_catalog_file_count(); i++) {
        const mds_catalog_file file = mds_catalog_file_at(i);
        if (strlen(file.name) == n && memcmp(file.name, name, n) == 0) {
            return file.name;
        }
    }
    return NULL;
}

static bool write_file(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL) {
        return false;
    }
    const bool written = fwrite(bytes, 1, n, file) == n;
    return fclose(file) == 0 && written;
}

static void load(const char *dir)
{
    mds_arena *arena = mds_arena_new((size_t)64 << 20, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, 1000) : NULL;
    mds_catalog *catalog = NULL;

    if (diags == NULL) {
        abort();
    }
    const mds_status status = mds_catalog_load(&catalog, dir, diags);
    if (status == MDS_OK) {
        (void)!mds_catalog_check(catalog, diags);
    } else if (mds_diags_count_of(diags, MDS_SEVERITY_ERROR) == 0) {
        (void)fprintf(stderr, "broken: a refusal has a reason\n");
        abort();
    }
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char dir[] = "/tmp/mdsrisk-fuzz-XXXXXX";
    char folder[128];
    char path[256];
    const uint8_t *line = size > 0 ? memchr(data, '\n', size) : NULL;
    const char *name = line != NULL ? known_file((const char *)data, (size_t)(line - data)) : NULL;

    if (name == NULL || mkdtemp(dir) == NULL) {
        return 0;
    }
    const char *slash = strchr(name, '/');
    (void)snprintf(folder, sizeof folder, "%s/%.*s", dir, slash != NULL ? (int)(slash - name) : 0,
                   name);
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    if ((slash == NULL || mkdir(folder, 0700) == 0) &&
        write_file(path, line + 1, size - (size_t)(line + 1 - data))) {
        load(dir);
    }
    (void)unlink(path);
    if (slash != NULL) {
        (void)rmdir(folder);
    }
    (void)rmdir(dir);
    return 0;
}
