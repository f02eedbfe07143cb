/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include "base/hold.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct mds_output {
    char *target;    /* as the user named it, for messages */
    char *final;     /* what the temporary file replaces: the target with its links resolved */
    char *temporary; /* NULL: the target is no regular file and is written directly */
    int fd;
    mds_hold hold; /* while there is a temporary file */
    bool held;
};

static mds_status fail(const char *path, int error, mds_diags *diags)
{
    mds_diag_add(diags, MDS_D_OUTPUT_UNWRITABLE, path, NULL, strerror(error), NULL);
    return MDS_EIO;
}

static void free_output(mds_output *output)
{
    if (output->fd >= 0) {
        (void)close(output->fd);
    }
    if (output->held) {
        mds_hold_end(&output->hold);
    }
    free(output->target);
    free(output->final);
    free(output->temporary);
    free(output);
}

/* mkstemp makes the file private to its owner; an output has the rights of any new file. */
static void widen_rights(int fd, const char *target)
{
    struct stat info;
    mode_t mode;

    if (stat(target, &info) == 0) {
        mode = info.st_mode & 0777;
    } else {
        const mode_t mask = umask(0);
        (void)umask(mask);
        mode = 0666 & ~mask;
    }
    (void)fchmod(fd, mode);
}

/* A rename asks for the folder's rights alone. A file that nobody may write, or not this user, is
 * kept; so is a link to nothing, which a rename would replace. */
static bool is_protected(const char *path, const struct stat *info)
{
    struct stat link;

    if (info == NULL) {
        return lstat(path, &link) == 0;
    }
    return S_ISREG(info->st_mode) && ((info->st_mode & 0222) == 0 || access(path, W_OK) != 0);
}

/* Opens a device or a pipe itself: a temporary file could only replace it. */
static int open_directly(mds_output *output)
{
    output->fd = open(output->final, O_WRONLY | O_CLOEXEC);
    return output->fd < 0 ? errno : 0;
}

static int open_temporary(mds_output *output)
{
    static const char suffix[] = ".XXXXXX";
    const size_t n = strlen(output->final);

    output->temporary = malloc(n + sizeof suffix);
    if (output->temporary == NULL) {
        return ENOMEM;
    }
    memcpy(output->temporary, output->final, n);
    memcpy(output->temporary + n, suffix, sizeof suffix);
    mds_hold_begin(&output->hold);
    output->held = true;
    output->fd = mkstemp(output->temporary);
    if (output->fd < 0) {
        return errno;
    }
    widen_rights(output->fd, output->final);
    return 0;
}

mds_status mds_output_begin(mds_output **out, const char *path, mds_diags *diags)
{
    struct stat info;
    const bool exists = stat(path, &info) == 0;

    if (exists && S_ISDIR(info.st_mode)) {
        return fail(path, EISDIR, diags);
    }
    mds_output *output = calloc(1, sizeof *output);
    if (output == NULL) {
        return MDS_ENOMEM;
    }
    output->fd = -1;
    output->target = strdup(path);
    /* A pipe behind /dev/stdout has no path of its own. */
    output->final = exists && S_ISREG(info.st_mode) ? realpath(path, NULL) : strdup(path);
    if (output->target == NULL || output->final == NULL) {
        const int why = errno;
        free_output(output);
        return why == ENOMEM ? MDS_ENOMEM : fail(path, why, diags);
    }
    const int error = is_protected(path, exists ? &info : NULL) ? EACCES
                      : exists && !S_ISREG(info.st_mode)        ? open_directly(output)
                                                                : open_temporary(output);
    if (error != 0) {
        free_output(output);
        return error == ENOMEM ? MDS_ENOMEM : fail(path, error, diags);
    }
    *out = output;
    return MDS_OK;
}

const char *mds_output_path(const mds_output *output)
{
    return output->temporary != NULL ? output->temporary : output->final;
}

mds_status mds_output_write(mds_output *output, const void *bytes, size_t n, mds_diags *diags)
{
    const char *at = bytes;

    while (n > 0) {
        const ssize_t written = write(output->fd, at, n);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return fail(output->target, errno, diags);
        }
        at += written;
        n -= (size_t)written;
    }
    return MDS_OK;
}

mds_status mds_output_commit(mds_output *output, mds_diags *diags)
{
    int error = 0;

    /* A library may have written the temporary file by its name; the same file is synced. */
    if (output->temporary != NULL && fsync(output->fd) != 0) {
        error = errno;
    }
    const int fd = output->fd;
    output->fd = -1;
    if (close(fd) != 0 && error == 0) {
        error = errno;
    }
    if (error == 0 && output->temporary != NULL && rename(output->temporary, output->final) != 0) {
        error = errno;
    }
    if (error != 0) {
        const mds_status status = fail(output->target, error, diags);
        mds_output_abandon(output);
        return status;
    }
    free_output(output);
    return MDS_OK;
}

void mds_output_abandon(mds_output *output)
{
    if (output != NULL) {
        if (output->temporary != NULL) {
            (void)unlink(output->temporary);
        }
        free_output(output);
    }
}

mds_status mds_file_move(const char *from, const char *to, mds_diags *diags)
{
    struct stat info;
    const bool exists = stat(to, &info) == 0;
    char *final = exists ? realpath(to, NULL) : strdup(to);
    int error = final == NULL ? ENOMEM
                : is_protected(to, exists ? &info : NULL) || (exists && !S_ISREG(info.st_mode))
                    ? EACCES
                    : 0;

    if (error == 0 && exists) {
        const int fd = open(from, O_WRONLY | O_CLOEXEC);
        if (fd >= 0) {
            widen_rights(fd, final);
            (void)close(fd);
        }
    }
    if (error == 0 && rename(from, final) != 0) {
        error = errno;
    }
    free(final);
    return error == 0 ? MDS_OK : error == ENOMEM ? MDS_ENOMEM : fail(to, error, diags);
}

mds_status mds_file_write(const char *path, const void *bytes, size_t n, mds_diags *diags)
{
    mds_output *output;
    mds_status status = mds_output_begin(&output, path, diags);

    if (status != MDS_OK) {
        return status;
    }
    status = mds_output_write(output, bytes, n, diags);
    if (status != MDS_OK) {
        mds_output_abandon(output);
        return status;
    }
    return mds_output_commit(output, diags);
}
