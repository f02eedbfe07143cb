/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum { PATH_SIZE = 256 };

void folder_make(folder *f)
{
    snprintf(f->path, sizeof f->path, "/tmp/mdsrisk-test-XXXXXX");
    cr_assert_not_null(mkdtemp(f->path));
}

const char *in_folder(const folder *f, const char *name)
{
    static char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    return path;
}

size_t folder_count(const folder *f)
{
    size_t count = 0;
    DIR *dir = opendir(f->path);
    cr_assert_not_null(dir);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        count += entry->d_name[0] != '.';
    }
    closedir(dir);
    return count;
}

void folder_remove(const folder *f, const char *name)
{
    unlink(in_folder(f, name));
    cr_expect_eq(rmdir(f->path), 0, "something was left in %s", f->path);
}

char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file);
    cr_assert_eq(fseek(file, 0, SEEK_END), 0);
    long n = ftell(file);
    cr_assert_geq(n, 0);
    rewind(file);
    char *bytes = malloc((size_t)n + 1);
    cr_assert_not_null(bytes);
    cr_assert_eq(fread(bytes, 1, (size_t)n, file), (size_t)n);
    bytes[n] = '\0';
    *size = (size_t)n;
    fclose(file);
    return bytes;
}

char *part_of(const char *path, const char *name)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    cr_assert_not_null(zip);
    zip_stat_t stat;
    cr_assert_eq(zip_stat(zip, name, 0, &stat), 0, "%s", name);
    char *text = malloc(stat.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    cr_assert(text != NULL && file != NULL);
    cr_assert_eq(zip_fread(file, text, stat.size), (zip_int64_t)stat.size);
    text[stat.size] = '\0';
    zip_fclose(file);
    zip_discard(zip);
    return text;
}
