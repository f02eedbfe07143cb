/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bid is called, and whether two of them are made for one purpose. */
#include "compare_names.h"

#include "base/text_width.h"
#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

enum { NAME_COLUMNS = 24, CANDIDATES = 3 };

static const char *field(const mds_bid *bid, mds_device_field which)
{
    const mds_facts *facts = bid->assessment->facts;

    return facts->disclosure_count > 0 ? facts->disclosures[0]->device[which] : "";
}

/* The shortest that names a device first. */
static const char *candidate(mds_arena *arena, const mds_bid *bid, int which)
{
    const char *model = field(bid, MDS_DEVICE_MODEL);
    const char *maker = field(bid, MDS_DEVICE_MANUFACTURER);
    const char *version = field(bid, MDS_DEVICE_VERSION);

    if (model[0] == '\0') {
        return "";
    }
    if (which == 0) {
        return model;
    }
    return which == 1 ? mds_arena_printf(arena, "%s %s", maker, model)
                      : mds_arena_printf(arena, "%s %s", model, version);
}

mds_status mds_compare__names(mds_bid_result *bids, size_t count, mds_arena *arena)
{
    const char *names[MDS_COMPARE_BIDS][CANDIDATES];
    const char *keys[MDS_COMPARE_BIDS][CANDIDATES];

    for (size_t b = 0; b < count; b++) {
        bids[b].bid.name = bids[b].bid.label;
        for (int i = 0; i < CANDIDATES; i++) {
            names[b][i] = candidate(arena, &bids[b].bid, i);
            keys[b][i] = names[b][i] != NULL ? mds_utf8_key(arena, names[b][i]) : NULL;
            if (keys[b][i] == NULL) {
                return mds_arena_status(arena);
            }
        }
    }
    for (size_t b = 0; b < count; b++) {
        for (int i = CANDIDATES - 1; i >= 0; i--) {
            bool alone = keys[b][i][0] != '\0' && mds_text_width(names[b][i]) <= NAME_COLUMNS;
            for (size_t other = 0; other < count && alone; other++) {
                alone = other == b || strcmp(keys[other][i], keys[b][i]) != 0;
            }
            bids[b].bid.name = alone ? names[b][i] : bids[b].bid.name;
        }
    }
    return MDS_OK;
}

/* Whether two texts have a word in common; in Japanese, two letters that are side by side. What
 * says nothing is not apart from anything. */
static bool have_common(const char *a, const char *b)
{
    if (a[0] == '\0' || b[0] == '\0') {
        return true;
    }
    for (const char *p = a; *p != '\0';) {
        const bool latin = (unsigned char)*p < 0x80;
        const size_t first = mds_utf8_next(p, NULL);
        size_t n = first;
        if (latin) {
            n = strcspn(p, " ,;/()-");
        } else if (p[first] != '\0') {
            n += mds_utf8_next(p + first, NULL);
        }
        char part[64];
        if (n > (latin ? 3u : first) && n < sizeof part) {
            memcpy(part, p, n);
            part[n] = '\0';
            if (strstr(b, part) != NULL) {
                return true;
            }
        }
        p += latin ? n + (p[n] != '\0') : first;
    }
    return false;
}

static bool is_apart(mds_arena *arena, const char *a, const char *b)
{
    const char *left = mds_utf8_key(arena, a);
    const char *right = mds_utf8_key(arena, b);

    return left != NULL && right != NULL && !have_common(left, right) && !have_common(right, left);
}

mds_status mds_compare_purposes(const mds_purpose **out, size_t *count, mds_arena *arena,
                                const mds_comparison *comparison)
{
    static const mds_device_field fields[] = {MDS_DEVICE_DESCRIPTION, MDS_DEVICE_INTENDED_USE};
    mds_purpose *list = mds_arena_alloc(arena, comparison->bid_count, sizeof *list);
    const mds_bid *first = &comparison->bids[0].bid;
    size_t n = 0;

    if (list == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t b = 1; b < comparison->bid_count; b++) {
        const mds_bid *other = &comparison->bids[b].bid;
        for (size_t f = 0; f < sizeof fields / sizeof fields[0]; f++) {
            if (is_apart(arena, field(first, fields[f]), field(other, fields[f]))) {
                list[n++] = (mds_purpose){.field = fields[f],
                                          .first = first,
                                          .other = other,
                                          .first_text = field(first, fields[f]),
                                          .other_text = field(other, fields[f])};
                break;
            }
        }
    }
    *out = list;
    *count = n;
    return MDS_OK;
}
