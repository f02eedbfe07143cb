/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/source.h>

#include "base/num.h"
#include "base/sha256.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include <errno.h>
#include <fcntl.h>
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct mds_source {
    char *name;
    unsigned char *bytes;
    size_t size;
    uint32_t part;
};

/* A file name as UTF-8, of which it need not be: then bytes that are none become "\xE9", and a
 * backslash two, so that the name can be had back. NULL without memory. */
static char *name_of(const char *path)
{
    if (mds_utf8_valid(path, strlen(path), NULL)) {
        return strdup(path);
    }
    mds_strbuf name;
    mds_strbuf_init(&name, 4 * strlen(path) + 1);
    for (const char *p = path; *p != '\0';) {
        const size_t n = mds_utf8_next(p, NULL);
        if (n == 1 && (unsigned char)*p >= 0x80) {
            mds_strbuf_printf(&name, "\\x%02X", (unsigned)(unsigned char)*p);
        } else {
            mds_strbuf_append(&name, p, n);
            mds_strbuf_puts(&name, *p == '\\' ? "\\" : "");
        }
        p += n;
    }
    if (name.status != MDS_OK) {
        mds_strbuf_finish(&name);
        return NULL;
    }
    return mds_strbuf_release(&name);
}

void mds_source_free(mds_source *source)
{
    if (source != NULL) {
        free(source->name);
        free(source->bytes);
        free(source);
    }
}

mds_status mds_source_from_memory(mds_source **out, const char *name, const void *bytes, size_t n)
{
    mds_source *source = calloc(1, sizeof *source);

    if (source == NULL) {
        return MDS_ENOMEM;
    }
    source->name = name_of(name);
    source->bytes = malloc(n > 0 ? n : 1);
    if (source->name == NULL || source->bytes == NULL) {
        mds_source_free(source);
        return MDS_ENOMEM;
    }
    if (n > 0) {
        memcpy(source->bytes, bytes, n);
    }
    source->size = n;
    *out = source;
    return MDS_OK;
}

static mds_status too_large(const char *path, size_t limit, mds_diags *diags)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%zu", limit);
    mds_diag_add(diags, MDS_D_FILE_TOO_LARGE, path, NULL, text, NULL);
    return MDS_ELIMIT;
}

static mds_status unreadable(const char *path, int error, mds_diags *diags)
{
    if (error == EISDIR) {
        mds_diag_add(diags, MDS_D_FILE_IS_DIRECTORY, path, NULL, NULL);
    } else {
        mds_diag_add(diags, MDS_D_FILE_UNREADABLE, path, NULL, strerror(error), NULL);
    }
    return MDS_EIO;
}

/* Reads until the end. The size that the file system names is only a hint: a pipe has none. */
static mds_status read_all(mds_strbuf *content, int fd, const char *path, mds_diags *diags)
{
    char chunk[16384];

    for (;;) {
        const ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return unreadable(path, errno, diags);
        }
        if (n == 0) {
            break;
        }
        mds_strbuf_append(content, chunk, (size_t)n);
        if (content->status == MDS_ELIMIT) {
            return too_large(path, content->limit, diags);
        }
        if (content->status != MDS_OK) {
            return content->status;
        }
    }
    if (content->n == 0) {
        mds_diag_add(diags, MDS_D_FILE_EMPTY, path, NULL, NULL);
        return MDS_EFORMAT;
    }
    return MDS_OK;
}

/* Makes a source of what was read, without a copy. */
static mds_status adopt(mds_source **out, const char *path, mds_strbuf *content)
{
    mds_source *source = calloc(1, sizeof *source);
    char *name = name_of(path);

    if (source == NULL || name == NULL) {
        free(source);
        free(name);
        return MDS_ENOMEM;
    }
    source->name = name;
    source->size = content->n; /* gone after the release */
    source->bytes = (unsigned char *)mds_strbuf_release(content);
    *out = source;
    return MDS_OK;
}

/* Opens the file, or, where there is none of that name, the one before "#2" at its end. */
static int open_part(const char *path, uint32_t *part)
{
    const char *sign = strrchr(path, '#');
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const int why = errno;
    uint64_t number = 0;

    if (fd >= 0 || why != ENOENT || sign == NULL ||
        !mds_num_parse_uint(&number, (mds_sv){sign + 1, strlen(sign + 1)}, 9999) || number == 0) {
        errno = why;
        return fd;
    }
    char *before = strndup(path, (size_t)(sign - path));
    const int found = before != NULL ? open(before, O_RDONLY | O_CLOEXEC) : -1;
    free(before);
    *part = (uint32_t)number;
    errno = why;
    return found;
}

mds_status mds_source_open(mds_source **out, const char *path, size_t limit, mds_diags *diags)
{
    mds_strbuf content;
    struct stat info;
    mds_status status;

    limit = limit != 0 ? limit : MDS_LIMIT_FILE_BYTES;
    mds_strbuf_init(&content, limit);
    uint32_t part = 0;
    const int fd = open_part(path, &part);
    if (fd < 0) {
        return unreadable(path, errno, diags);
    }
    if (fstat(fd, &info) != 0) {
        status = unreadable(path, errno, diags);
    } else if (S_ISDIR(info.st_mode)) {
        status = unreadable(path, EISDIR, diags);
    } else if (S_ISREG(info.st_mode) && (uintmax_t)info.st_size > limit) {
        status = too_large(path, limit, diags);
    } else {
        /* A file's size spares copies; a pipe has none. */
        mds_strbuf_reserve(&content, S_ISREG(info.st_mode) ? (size_t)info.st_size : 0);
        status = read_all(&content, fd, path, diags);
    }
    (void)close(fd);
    if (status == MDS_OK) {
        status = adopt(out, path, &content);
    }
    if (status == MDS_OK) {
        (*out)->part = part;
    }
    mds_strbuf_finish(&content);
    return status;
}

uint32_t mds_source_part(const mds_source *source)
{
    return source->part;
}

const char *mds_source_name(const mds_source *source)
{
    return source->name;
}

const unsigned char *mds_source_bytes(const mds_source *source)
{
    return source->bytes;
}

size_t mds_source_size(const mds_source *source)
{
    return source->size;
}

void mds_source_sha256(const mds_source *source, char out[65])
{
    mds_sha256_hex(out, source->bytes, source->size);
}
