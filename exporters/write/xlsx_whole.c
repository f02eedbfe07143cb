/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libxlsxwriter builds each part of a workbook in a temporary file and does not look at the
 * result of those writes: on a full disk it reports success and a part is cut short. So the parts
 * are read back: each must be balanced, with as many elements closed as opened. */
#include "export_internal.h"
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { CHUNK = 1 << 16 };

typedef struct balance {
    long depth;  /* open elements */
    bool in_tag; /* the chunk ended inside a tag */
    bool seen;
    char first, last; /* bytes of the tag at hand */
} balance;

/* XML as libxlsxwriter writes it: no comments, no CDATA, < and > escaped everywhere else. */
static void feed(balance *b, const char *text, size_t n)
{
    const char *end = text + n;
    while (text < end) {
        if (!b->in_tag) {
            text = memchr(text, '<', (size_t)(end - text));
            if (text == NULL) {
                return;
            }
            text++;
            *b = (balance){.depth = b->depth, .in_tag = true, .seen = true};
            continue;
        }
        b->first = b->first == '\0' ? *text : b->first;
        const char *close = memchr(text, '>', (size_t)(end - text));
        if (close == NULL) {
            b->last = end[-1];
            return;
        }
        b->last = close > text ? close[-1] : b->last;
        b->in_tag = false;
        if (b->first == '/') {
            b->depth--;
        } else if (b->first != '?' && b->last != '/') {
            b->depth++;
        }
        text = close + 1;
    }
}

static bool part_whole(zip_t *zip, zip_uint64_t index, char *buffer)
{
    zip_file_t *part = zip_fopen_index(zip, index, 0);
    if (part == NULL) {
        return false;
    }
    balance b = {.seen = false};
    zip_int64_t got = 0;
    while ((got = zip_fread(part, buffer, CHUNK)) > 0) {
        feed(&b, buffer, (size_t)got);
    }
    bool good = zip_fclose(part) == 0 && got == 0;
    return good && b.seen && b.depth == 0 && !b.in_tag;
}

bool mds_export__xlsx_whole(const char *path)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    if (zip == NULL) {
        return false;
    }
    char *buffer = malloc(CHUNK);
    zip_int64_t count = zip_get_num_entries(zip, 0);
    bool whole = buffer != NULL && count > 0;
    for (zip_int64_t i = 0; i < count && whole; i++) {
        whole = part_whole(zip, (zip_uint64_t)i, buffer);
    }
    free(buffer);
    zip_discard(zip);
    return whole;
}
