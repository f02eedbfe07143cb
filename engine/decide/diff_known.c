/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers of two risk models: no number of the one means what it means in the other, so what is
 * left to compare is which controls count and which questions are open. */
#include "diff_parts.h"

#include <stdlib.h>
#include <string.h>

static bool counts(const mds_saved *saved, const char *control)
{
    for (size_t i = 0; i < saved->risk_count; i++) {
        for (size_t k = 0; k < saved->risks[i].credit_count; k++) {
            if (strcmp(saved->risks[i].credits[k].control, control) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool is_open(const mds_saved *saved, const char *question)
{
    for (size_t i = 0; i < saved->open_count; i++) {
        if (strcmp(saved->open[i], question) == 0) {
            return true;
        }
    }
    return false;
}

static int by_id(const void *left, const void *right)
{
    return strcmp(((const mds_known_change *)left)->id, ((const mds_known_change *)right)->id);
}

/* The controls of \p from that do not count in \p other, one entry a risk in which they count. */
static size_t controls_of(mds_known_change *out, const mds_saved *from, const mds_saved *other,
                          bool before)
{
    size_t count = 0;

    for (size_t i = 0; i < from->risk_count; i++) {
        for (size_t k = 0; k < from->risks[i].credit_count; k++) {
            const char *control = from->risks[i].credits[k].control;
            if (!counts(other, control)) {
                out[count++] = (mds_known_change){.id = control, .before = before};
            }
        }
    }
    return count;
}

static size_t questions_of(mds_known_change *out, const mds_saved *from, const mds_saved *other,
                           bool before)
{
    size_t count = 0;

    for (size_t i = 0; i < from->open_count; i++) {
        if (!is_open(other, from->open[i])) {
            out[count++] =
                (mds_known_change){.id = from->open[i], .question = true, .before = before};
        }
    }
    return count;
}

/* Sorted, each once. */
static size_t settle(mds_known_change *list, size_t count)
{
    size_t kept = 0;

    if (count > 0) {
        qsort(list, count, sizeof *list, by_id);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || strcmp(list[kept - 1].id, list[i].id) != 0) {
            list[kept++] = list[i];
        }
    }
    return kept;
}

static size_t most_of(const mds_saved *saved)
{
    size_t most = saved->open_count;

    for (size_t i = 0; i < saved->risk_count; i++) {
        most += saved->risks[i].credit_count;
    }
    return most;
}

bool mds_diff__known(mds_arena *arena, mds_diff *diff)
{
    const mds_saved *old = diff->before;
    const mds_saved *new = diff->after;
    mds_known_change *list = mds_arena_alloc(arena, most_of(old) + most_of(new), sizeof *list);

    if (list == NULL) {
        return false;
    }
    size_t count = controls_of(list, old, new, true);
    count = settle(list, count + controls_of(list + count, new, old, false));
    count += questions_of(list + count, old, new, true);
    count += questions_of(list + count, new, old, false);
    diff->known = list;
    diff->known_count = count;
    return true;
}
