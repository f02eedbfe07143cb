/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of fictional devices. */
#include <mdsrisk/import_archetypes.h>

#include "base/date.h"
#include "base/num.h"
#include "container.h"
#include "engine/made_form.h"
#include "words.h"

#include <string.h>

/* Further from the day of assessment no end of support lies: a hundred years. */
enum { MOST_DAYS = 36525 };

typedef enum column { ID, EDITION, PROFILE, CONTROLS, FACTS, PAST, COLUMNS } column;

static const char *const headings[COLUMNS] = {
    [ID] = "id",       [EDITION] = "edition",   [PROFILE] = "profile", [CONTROLS] = "controls",
    [FACTS] = "facts", [PAST] = "past_support",
};

typedef struct reading {
    const mds_archetype_places *places;
    mds_arena *arena;
    const mds_grid *grid;
    const mds_grid_sheet *sheet;
    mds_diags *diags;
    uint32_t column[COLUMNS];
    const mds_grid_row *row;
    const mds_risk_assessment **made;
    size_t count;
} reading;

/* One device as the table has it. */
typedef struct device {
    mds_made_form form;
    uint32_t profile;
    int32_t end_of_support;
} archetype;

static mds_sv text_of(const reading *r, column c)
{
    const mds_grid_cell *cell = mds_grid__at(r->row, r->column[c]);

    return cell != NULL ? mds_words__trim((mds_sv){cell->text, strlen(cell->text)})
                        : (mds_sv){"", 0};
}

/* A copy that ends with a NUL; "" and a status of the arena without memory. */
static const char *copy_of(const reading *r, mds_sv text)
{
    const char *copy = mds_arena_strndup(r->arena, text.p, text.n);

    return copy != NULL ? copy : "";
}

static mds_status unknown_word(const reading *r, column c, const char *word)
{
    const char *where = mds_grid__where(r->arena, r->grid, r->sheet, r->row->number, r->column[c]);

    if (mds_arena_status(r->arena) != MDS_OK) {
        return mds_arena_status(r->arena);
    }
    mds_diag_add(r->diags, MDS_D_ARCHETYPE_WORD, r->grid->file, where, headings[c], word, NULL);
    return MDS_EFORMAT;
}

static mds_status find_columns(reading *r)
{
    for (unsigned c = 0; c < COLUMNS; c++) {
        bool found = false;
        for (size_t i = 0; i < r->row->count && !found; i++) {
            const mds_grid_cell *cell = &r->row->cells[i];
            const mds_sv text = mds_words__trim((mds_sv){cell->text, strlen(cell->text)});
            found = text.n == strlen(headings[c]) && memcmp(text.p, headings[c], text.n) == 0;
            r->column[c] = cell->column;
        }
        if (!found) {
            mds_diag_add(r->diags, MDS_D_ARCHETYPE_COLUMN, r->grid->file, NULL, headings[c], NULL);
            return MDS_EFORMAT;
        }
    }
    return MDS_OK;
}

/* Words between blanks: facts, or groups of controls, that are true. */
static mds_status take_words(const reading *r, column c, mds_made_form *form)
{
    mds_sv rest = text_of(r, c);

    while (rest.n > 0) {
        size_t n = 0;
        while (n < rest.n && rest.p[n] != ' ') {
            n++;
        }
        const char *word = copy_of(r, (mds_sv){rest.p, n});
        if (n > 0 && !mds_made_form_set(form, word, MDS_TRUE)) {
            return unknown_word(r, c, word);
        }
        n += n < rest.n;
        rest = (mds_sv){rest.p + n, rest.n - n};
    }
    return MDS_OK;
}

static mds_status take_edition(const reading *r, archetype *out)
{
    const char *id = copy_of(r, text_of(r, EDITION));
    const uint32_t form = mds_catalog_form(r->places->catalog, id);

    if (form == MDS_NO_ORDINAL) {
        return unknown_word(r, EDITION, id);
    }
    return mds_made_form_new(&out->form, r->arena, r->places->catalog, form);
}

static mds_status take_profile(const reading *r, archetype *out)
{
    const char *id = copy_of(r, text_of(r, PROFILE));
    const mds_policy *policy = r->places->policy;

    for (uint32_t i = 0; i < policy->profile_count; i++) {
        if (strcmp(policy->profiles[i].id, id) == 0) {
            out->profile = i;
            return MDS_OK;
        }
    }
    return unknown_word(r, PROFILE, id);
}

/* Days; empty: no end of support is given. */
static mds_status take_past(const reading *r, archetype *out)
{
    const mds_sv text = text_of(r, PAST);
    const bool ahead = text.n > 0 && text.p[0] == '-';
    uint64_t days = 0;

    out->end_of_support = MDS_DAY_NONE;
    if (text.n == 0) {
        return MDS_OK;
    }
    if (!mds_num_parse_uint(&days, (mds_sv){text.p + ahead, text.n - ahead}, MOST_DAYS)) {
        return unknown_word(r, PAST, copy_of(r, text));
    }
    out->end_of_support = r->places->as_of + (ahead ? (int32_t)days : -(int32_t)days);
    return MDS_OK;
}

static mds_status take_device(const reading *r, archetype *out)
{
    mds_status status = take_edition(r, out);

    if (status == MDS_OK && !mds_made_form_controls(&out->form, copy_of(r, text_of(r, CONTROLS)))) {
        status = take_words(r, CONTROLS, &out->form);
    }
    if (status == MDS_OK) {
        status = take_words(r, FACTS, &out->form);
    }
    if (status == MDS_OK) {
        status = take_profile(r, out);
    }
    return status == MDS_OK ? take_past(r, out) : status;
}

static mds_status assess(reading *r, const archetype *device, const mds_disclosure *form,
                         const mds_deployment *where)
{
    const mds_archetype_places *p = r->places;
    mds_deployment *deployment = mds_arena_alloc(r->arena, 1, sizeof *deployment);
    const mds_facts *facts = NULL;

    if (deployment == NULL) {
        return mds_arena_status(r->arena);
    }
    *deployment = *where;
    deployment->profile = device->profile;
    deployment->end_of_support = device->end_of_support;
    /* what there is to say about a device that does not exist helps nobody */
    const mds_status status = mds_facts_derive(&facts, r->arena, p->catalog, p->policy, &form, 1,
                                               deployment, p->as_of, NULL);
    if (status != MDS_OK) {
        return status;
    }
    return mds_assess_device(&r->made[r->count++], r->arena, p->catalog, p->policy, facts,
                             deployment, p->as_of, NULL);
}

static mds_status read_rows(reading *r)
{
    const size_t rows = r->sheet->row_count;
    mds_status status = MDS_OK;

    r->made = mds_arena_alloc(r->arena, rows * r->places->deployment_count, sizeof *r->made);
    if (r->made == NULL) {
        return mds_arena_status(r->arena);
    }
    for (size_t i = 1; i < rows && status == MDS_OK; i++) {
        const mds_disclosure *form = NULL;
        archetype at = {0};
        r->row = &r->sheet->rows[i];
        status = take_device(r, &at);
        if (status == MDS_OK) {
            status = mds_made_form_fill_in(&form, r->arena, &at.form);
        }
        for (size_t d = 0; d < r->places->deployment_count && status == MDS_OK; d++) {
            status = assess(r, &at, form, r->places->deployments[d]);
        }
    }
    return status;
}

mds_status mds_import_archetypes(const mds_risk_assessment *const **out, size_t *count,
                                 mds_arena *arena, const mds_archetype_places *places,
                                 const mds_source *source, mds_diags *diags)
{
    const char *name = mds_source_name(source);
    mds_grid grid;

    mds_grid__init(&grid, arena, name, diags);
    mds_status status = mds_csv__read(&grid, source);
    if (status != MDS_OK) {
        return status;
    }
    if (grid.sheet_count == 0 || grid.sheets[0].row_count < 2) {
        mds_diag_add(diags, MDS_D_ARCHETYPES_NONE, name, NULL, NULL);
        return MDS_EFORMAT;
    }
    reading r = {.places = places,
                 .arena = arena,
                 .grid = &grid,
                 .sheet = &grid.sheets[0],
                 .diags = diags,
                 .row = &grid.sheets[0].rows[0]};
    status = find_columns(&r);
    if (status == MDS_OK) {
        status = read_rows(&r);
    }
    if (status == MDS_OK) {
        *out = r.made;
        *count = r.count;
    }
    return status;
}
