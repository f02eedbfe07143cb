/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/clauses.h"

#include "base/strbuf.h"

#include <stdlib.h>
#include <string.h>

typedef struct later_list {
    mds_arena *arena;
    const mds_catalog *catalog;
    mds_later_clause *at;
    size_t count, capacity;
    bool full; /* memory is short */
} later_list;

static mds_later_clause *find(const later_list *list, const mds_successor *next)
{
    for (size_t i = 0; i < list->count; i++) {
        mds_later_clause *at = &list->at[i];
        if (at->guideline == next->guideline && at->clause == next->clause) {
            return at;
        }
    }
    return NULL;
}

/* A way is as sure as its weakest step; of two ways to a clause the surer one counts, and is gone
 * on from. Sureness only grows, so that a ring in an edited catalog comes to an end too. */
static void walk(later_list *list, uint32_t guideline, uint32_t clause, mds_certainty certainty)
{
    const mds_clause *from = &list->catalog->guidelines[guideline].clauses[clause];
    for (size_t i = 0; i < from->successor_count && !list->full; i++) {
        const mds_successor *next = &from->successors[i];
        const mds_certainty weakest = next->certainty > certainty ? next->certainty : certainty;
        mds_later_clause *known = find(list, next);
        if (known != NULL && known->certainty <= weakest) {
            continue;
        }
        if (known != NULL) {
            known->certainty = weakest;
        } else if (mds_array_reserve(list->arena, &list->at, &list->capacity, list->count,
                                     sizeof *list->at)) {
            list->at[list->count++] = (mds_later_clause){next->guideline, next->clause, weakest};
        } else {
            list->full = true;
            return;
        }
        walk(list, next->guideline, next->clause, weakest);
    }
}

static int by_guideline(const void *a, const void *b)
{
    const mds_later_clause *x = a;
    const mds_later_clause *y = b;
    if (x->guideline != y->guideline) {
        return x->guideline < y->guideline ? -1 : 1;
    }
    return x->clause < y->clause ? -1 : x->clause > y->clause;
}

mds_status mds_clauses_later(const mds_later_clause **out, size_t *count, mds_arena *arena,
                             const mds_catalog *catalog, uint32_t guideline, uint32_t clause)
{
    later_list list = {.arena = arena, .catalog = catalog};
    walk(&list, guideline, clause, MDS_CERTAINTY_CERTAIN);
    if (list.full) {
        return mds_arena_status(arena);
    }
    if (list.count > 1) {
        qsort(list.at, list.count, sizeof *list.at, by_guideline);
    }
    *out = list.at;
    *count = list.count;
    return MDS_OK;
}

int mds_clauses_compare(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        const size_t m = strspn(a, "0123456789");
        const size_t n = strspn(b, "0123456789");
        if (m > 0 && n > 0) {
            const unsigned long x = strtoul(a, NULL, 10);
            const unsigned long y = strtoul(b, NULL, 10);
            if (x != y) {
                return x < y ? -1 : 1;
            }
            a += m;
            b += n;
        } else if (*a != *b) {
            return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
        } else {
            a++;
            b++;
        }
    }
    return (*a != '\0') - (*b != '\0');
}
