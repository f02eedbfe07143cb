/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files a run reads and which it writes. */
#include "run.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool same_file(const char *a, const char *b)
{
    struct stat x;
    struct stat y;

    return a != NULL && b != NULL && stat(a, &x) == 0 && stat(b, &y) == 0 && S_ISREG(x.st_mode) &&
           x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* The folder in which a path's last part is: up to that part, or this one. */
static bool folder_of(const char *path, struct stat *out)
{
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX];
    const int n = slash != NULL ? (int)(slash - path) + 1 : 0;

    return snprintf(folder, sizeof folder, "%.*s.", n, path) < (int)sizeof folder &&
           stat(folder, out) == 0;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

bool same_target(const char *a, const char *b)
{
    struct stat x;
    struct stat y;

    return same_file(a, b) || (strcmp(last_part(a), last_part(b)) == 0 && folder_of(a, &x) &&
                               folder_of(b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino);
}

const char *file_of(const run *r, const option_spec *spec)
{
    const char *path;

    memcpy(&path, (spec->own ? (const char *)r->own : (const char *)&r->opt) + spec->offset,
           sizeof path);
    return path;
}

const char *life_file(const run *r, size_t i)
{
    const char *given = r->opt.life[i];
    const char *equals = strrchr(given, '=');
    struct stat info;

    return equals == NULL || stat(given, &info) == 0 ? given : equals + 1;
}

static bool is_read(const run *r, const char *path)
{
    for (const option_spec *const *at = r->command->option_list; *at != NULL; at++) {
        if (((*at)->file == OPTION_READS || (*at)->file == OPTION_LISTS ||
             (*at)->file == OPTION_KEEPS) &&
            same_file(path, file_of(r, *at))) {
            return true;
        }
    }
    for (size_t i = 0; i < r->opt.life_count; i++) {
        if (same_file(path, life_file(r, i))) {
            return true;
        }
    }
    for (size_t i = 0; i < r->opt.vulnerability_count; i++) {
        if (same_file(path, r->opt.vulnerability[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < r->arg_count; i++) {
        if (same_file(path, r->args[i])) {
            return true;
        }
    }
    return false;
}

mds_exit spare_inputs(const run *r)
{
    for (const option_spec *const *at = r->command->option_list; *at != NULL; at++) {
        const char *path = (*at)->file == OPTION_WRITES ? file_of(r, *at) : NULL;
        if (path != NULL && is_read(r, path)) {
            return usage_error(r, "cli.error.output_is_input", path, NULL);
        }
    }
    return EXIT_DONE;
}

mds_exit read_format(const run *r, const char *path, unsigned takes, mds_export_format *out)
{
    char list[64] = "";

    if (path == NULL) {
        return EXIT_DONE;
    }
    const mds_export_format format = mds_export_format_of(path);
    if (format != MDS_EXPORT_FORMAT__COUNT && (takes & TAKES(format)) != 0) {
        *out = format;
        return EXIT_DONE;
    }
    for (size_t f = 0; f < MDS_EXPORT_FORMAT__COUNT; f++) {
        const size_t used = strlen(list);
        if ((takes & TAKES(f)) != 0) {
            (void)snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? ", " : "",
                           mds_export_ending((mds_export_format)f));
        }
    }
    return usage_error(r, "cli.error.ending", path, list, NULL);
}
