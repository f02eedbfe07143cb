/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of a zip file (APPNOTE 4.3 and 4.5.3): its end, its directory, its local headers. */
#include "zip_directory.h"

#include <mdsrisk/limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { END_BYTES = 22, CENTRAL_BYTES = 46, LOCAL_BYTES = 30, WIDE_ID = 0x0001 };

/* Where an entry's bytes are: its local header, its name, its data. */
typedef struct extent {
    uint64_t begin, end;
} extent;

typedef struct entry {
    const unsigned char *name;
    size_t name_bytes;
    uint32_t method;
    uint64_t packed, offset;
} entry;

typedef struct archive {
    const unsigned char *bytes;
    size_t directory, directory_end;
    size_t count;
    size_t size; /* of the archive, without what is behind it */
} archive;

static uint32_t read16(const unsigned char *p)
{
    return (uint32_t)p[0] | ((uint32_t)p[1] << 8);
}

static uint32_t read32(const unsigned char *p)
{
    return read16(p) | (read16(p + 2) << 16);
}

static uint64_t read64(const unsigned char *p)
{
    return read32(p) | ((uint64_t)read32(p + 4) << 32);
}

static bool begins(const unsigned char *p, char kind, char kind2)
{
    return p[0] == 'P' && p[1] == 'K' && p[2] == (unsigned char)kind &&
           p[3] == (unsigned char)kind2;
}

/* Takes the sizes of a zip64 archive from the record that the one at \p end refers to. */
static bool take_wide_end(uint64_t *count, uint64_t *size, uint64_t *offset,
                          const unsigned char *bytes, size_t end)
{
    enum { LOCATOR_BYTES = 20, RECORD_BYTES = 56 };

    if (end < LOCATOR_BYTES || !begins(bytes + end - LOCATOR_BYTES, 6, 7)) {
        return false;
    }
    const uint64_t at = read64(bytes + end - LOCATOR_BYTES + 8);
    if (at > end - LOCATOR_BYTES || end - LOCATOR_BYTES - at < RECORD_BYTES ||
        !begins(bytes + at, 6, 6)) {
        return false;
    }
    *count = read64(bytes + at + 32);
    *size = read64(bytes + at + 40);
    *offset = read64(bytes + at + 48);
    return *offset <= at && *size <= at - *offset;
}

/* Takes the end record at \p at; false when what it says does not hold. */
static bool take_end(archive *out, const unsigned char *bytes, size_t n, size_t at)
{
    const unsigned char *p = bytes + at;

    if (!begins(p, 5, 6) || n - at - END_BYTES < read16(p + 20)) {
        return false;
    }
    uint64_t count = read16(p + 10);
    uint64_t size = read32(p + 12);
    uint64_t offset = read32(p + 16);
    const bool wide = count == 0xFFFF || size == UINT32_MAX || offset == UINT32_MAX;
    if (wide && !take_wide_end(&count, &size, &offset, bytes, at)) {
        return false;
    }
    if (offset + size > at ||
        (count > 0 && (size < CENTRAL_BYTES || !begins(bytes + offset, 1, 2)))) {
        return false;
    }
    *out = (archive){.bytes = bytes,
                     .directory = (size_t)offset,
                     .directory_end = (size_t)(offset + size),
                     .count = (size_t)count,
                     .size = at + END_BYTES + read16(p + 20)};
    return true;
}

/* The last end record that holds. */
static bool find_end(archive *out, const unsigned char *bytes, size_t n)
{
    for (size_t at = n < END_BYTES ? 0 : n - END_BYTES + 1; at > 0; at--) {
        if (bytes[at - 1] == 'P' && take_end(out, bytes, n, at - 1)) {
            return true;
        }
    }
    return false;
}

/* Sizes over 4 GB are in an extra field of their own, those that are needed, in this order. */
static bool read_wide(entry *e, const unsigned char *extra, size_t n, bool unpacked)
{
    while (n >= 4) {
        const size_t size = read16(extra + 2);
        if (size > n - 4) {
            return false;
        }
        if (read16(extra) == WIDE_ID) {
            size_t at = 4 + (unpacked ? 8U : 0U);
            if (e->packed == UINT32_MAX) {
                if (at + 8 > size + 4) {
                    return false;
                }
                e->packed = read64(extra + at);
                at += 8;
            }
            if (e->offset == UINT32_MAX) {
                if (at + 8 > size + 4) {
                    return false;
                }
                e->offset = read64(extra + at);
            }
            return true;
        }
        extra += 4 + size;
        n -= 4 + size;
    }
    return e->packed != UINT32_MAX && e->offset != UINT32_MAX;
}

/* The entry of the directory at \p *at, and the place of the next one. */
static bool read_central(entry *e, const archive *a, size_t *at)
{
    const unsigned char *p = a->bytes + *at;

    if (a->directory_end - *at < CENTRAL_BYTES || !begins(p, 1, 2)) {
        return false;
    }
    const size_t name = read16(p + 28);
    const size_t extra = read16(p + 30);
    const size_t whole = CENTRAL_BYTES + name + extra + read16(p + 32);
    if (whole > a->directory_end - *at) {
        return false;
    }
    *e = (entry){.name = p + CENTRAL_BYTES,
                 .name_bytes = name,
                 .method = read16(p + 10),
                 .packed = read32(p + 20),
                 .offset = read32(p + 42)};
    *at += whole;
    return read_wide(e, p + CENTRAL_BYTES + name, extra, read32(p + 24) == UINT32_MAX);
}

static bool same_name(const unsigned char *a, const unsigned char *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const unsigned char x = a[i] == '\\' ? '/' : a[i];
        const unsigned char y = b[i] == '\\' ? '/' : b[i];
        if (x != y) {
            return false;
        }
    }
    return true;
}

/* The local header says the same, but for sizes and times; NULL, or the reason. */
static const char *check_local(extent *out, const archive *a, const entry *e)
{
    if (e->offset > a->directory || a->directory - e->offset < LOCAL_BYTES) {
        return "an entry begins outside the archive";
    }
    const unsigned char *p = a->bytes + e->offset;
    const uint64_t head = LOCAL_BYTES + (uint64_t)read16(p + 26) + read16(p + 28);
    if (!begins(p, 3, 4)) {
        return "an entry has no header";
    }
    if (head > a->directory - e->offset || e->packed > a->directory - e->offset - head) {
        return "an entry ends outside the archive";
    }
    if (read16(p + 26) != e->name_bytes || !same_name(p + LOCAL_BYTES, e->name, e->name_bytes) ||
        read16(p + 8) != e->method) {
        return "an entry has two names";
    }
    *out = (extent){e->offset, e->offset + head + e->packed};
    return NULL;
}

static int compare(const void *a, const void *b)
{
    const extent *x = a;
    const extent *y = b;

    if (x->begin != y->begin) {
        return x->begin < y->begin ? -1 : 1;
    }
    return x->end < y->end ? -1 : x->end > y->end;
}

/* One entry listed twice is harmless; two that share bytes are not. */
static bool overlap(extent *extents, size_t count)
{
    qsort(extents, count, sizeof *extents, compare);
    for (size_t i = 1; i < count; i++) {
        if (extents[i].begin < extents[i - 1].end && compare(&extents[i], &extents[i - 1]) != 0) {
            return true;
        }
    }
    return false;
}

static const char *check_entries(const archive *a, extent *extents)
{
    size_t at = a->directory;
    entry e;

    for (size_t i = 0; i < a->count; i++) {
        if (!read_central(&e, a, &at)) {
            return "its directory is cut short";
        }
        const char *reason = check_local(&extents[i], a, &e);
        if (reason != NULL) {
            return reason;
        }
    }
    return overlap(extents, a->count) ? "two entries share their bytes" : NULL;
}

mds_status mds_zip_directory__check(mds_zip_directory *out, const unsigned char *bytes, size_t n)
{
    archive a = {0};

    *out = (mds_zip_directory){0};
    if (!find_end(&a, bytes, n)) {
        out->reason = "its directory is missing";
        return MDS_EFORMAT;
    }
    out->size = a.size;
    out->count = a.count;
    if (a.count > MDS_LIMIT_ZIP_ENTRIES) {
        return MDS_ELIMIT;
    }
    extent *extents = calloc(a.count > 0 ? a.count : 1, sizeof *extents);
    if (extents == NULL) {
        return MDS_ENOMEM;
    }
    out->reason = check_entries(&a, extents);
    free(extents);
    return out->reason == NULL ? MDS_OK : MDS_EFORMAT;
}
