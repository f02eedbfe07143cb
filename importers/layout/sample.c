/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet that shows how to fill in the form beside it: its answers are nobody's. */
#include "layout.h"

#include "base/utf8.h"
#include <string.h>

/* Per sheet: whether its name says that it is a sample. NULL when the arena is exhausted. */
static bool *find_samples(mds_arena *scratch, const mds_catalog *catalog, const mds_grid *grid)
{
    bool *samples = mds_arena_alloc(scratch, grid->sheet_count + 1, sizeof *samples);

    for (size_t s = 0; samples != NULL && s < grid->sheet_count; s++) {
        const char *key = mds_utf8_key(scratch, grid->sheets[s].name);
        if (key == NULL) {
            return NULL;
        }
        samples[s] = mds_words__within(catalog, MDS_WORDS_SAMPLE_NAMES, key);
    }
    return samples;
}

static size_t sheet_of(const mds_grid *grid, const mds_layout *layout)
{
    return (size_t)(layout->sheet - grid->sheets);
}

/* The most questions that a sheet of the form itself, or a sample of it, holds. */
static size_t most_found(const mds_layouts *layouts, const mds_grid *grid, const bool *samples,
                         bool sample)
{
    size_t most = 0;

    for (size_t i = 0; i < layouts->count; i++) {
        const mds_layout *at = &layouts->at[i];
        most = samples[sheet_of(grid, at)] == sample && at->found > most ? at->found : most;
    }
    return most;
}

static bool *copy_own(const mds_layouts *layouts, mds_arena *scratch, const mds_grid *grid)
{
    bool *own = mds_arena_alloc(scratch, grid->sheet_count + 1, sizeof *own);

    for (size_t s = 0; own != NULL && s < grid->sheet_count; s++) {
        own[s] = mds_layouts__own(layouts, s);
    }
    return own;
}

bool mds_layouts__drop_samples(mds_layouts *layouts, mds_arena *scratch, const mds_grid *grid)
{
    const bool *samples = find_samples(scratch, layouts->words.choices.catalog, grid);
    bool *own = copy_own(layouts, scratch, grid);
    size_t kept = 0;

    if (samples == NULL || own == NULL) {
        return false;
    }
    const size_t sample = most_found(layouts, grid, samples, true);
    /* A form whose only sheet is called an example is read like any other. */
    if (sample == 0 || most_found(layouts, grid, samples, false) * 2 < sample) {
        return true;
    }
    for (size_t i = 0; i < layouts->count; i++) {
        const size_t s = sheet_of(grid, &layouts->at[i]);
        if (!samples[s]) {
            layouts->at[kept++] = layouts->at[i];
        } else if (own[s]) {
            own[s] = false;
            mds_diag_add(grid->diags, MDS_D_FORM_SAMPLE_SHEET, grid->file, grid->sheets[s].name,
                         NULL);
        }
    }
    layouts->count = kept;
    layouts->own = own;
    return true;
}
