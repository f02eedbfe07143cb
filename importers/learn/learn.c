/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an empty form to an edition: which sheets it is on, what it calls itself. */
#include <mdsrisk/learn.h>

#include "container.h"
#include "learn_build.h"
#include <stdio.h>
#include <string.h>

enum {
    FEW = 3,         /* questions below which a table is no form */
    SAME_TENTHS = 8, /* of the items with equal words make two sheets one form */
    EDITION_BYTES = 48
};

typedef struct learning {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_learn_options *options;
    mds_diags *diags;
    mds_grid grid;
    learn_words words;
    learn_sheet *sheets;
    size_t sheet_count;
    learn_group group;
} learning;

static mds_status no_memory(const learning *l)
{
    return mds_grid__out_of_memory(l->arena, l->grid.file, l->diags);
}

static mds_status read_sheets(learning *l)
{
    l->sheets = mds_arena_alloc(l->arena, l->grid.sheet_count, sizeof *l->sheets);
    if (l->sheets == NULL || !mds_learn__words_build(&l->words, l->arena, l->catalog)) {
        return no_memory(l);
    }
    for (size_t s = 0; s < l->grid.sheet_count; s++) {
        if (l->grid.sheets[s].hidden) {
            continue;
        }
        if (!mds_learn__sheet_read(&l->sheets[l->sheet_count++], l->arena, &l->words, &l->grid,
                                   &l->grid.sheets[s])) {
            return no_memory(l);
        }
    }
    return MDS_OK;
}

/* The first item with a number. */
static const learn_item *first_number(const learn_sheet *sheet)
{
    for (size_t i = 0; i < sheet->item_count; i++) {
        if (sheet->items[i].number.number.count > 0) {
            return &sheet->items[i];
        }
    }
    return NULL;
}

static const learn_item *last_number(const learn_sheet *sheet)
{
    for (size_t i = sheet->item_count; i > 0; i--) {
        if (sheet->items[i - 1].number.number.count > 0) {
            return &sheet->items[i - 1];
        }
    }
    return NULL;
}

static bool has_prefix(const learn_group *group, const char *prefix)
{
    for (size_t s = 0; s < group->count; s++) {
        for (size_t i = 0; i < group->sheets[s]->item_count; i++) {
            if (strcmp(group->sheets[s]->items[i].number.prefix, prefix) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a sheet goes on where the form's last one ended. */
static bool goes_on(const learn_group *group, const learn_sheet *sheet)
{
    const learn_item *last = last_number(group->sheets[group->count - 1]);
    const learn_item *first = first_number(sheet);

    if (last == NULL || first == NULL) {
        return false;
    }
    if (strcmp(last->number.prefix, first->number.prefix) != 0) {
        return !has_prefix(group, first->number.prefix);
    }
    return mds_learn__number_rises(&last->number, &first->number);
}

/* Whether two sheets hold the same items: an example beside the empty form. */
static bool same_words(const learn_sheet *a, const learn_sheet *b)
{
    size_t same = 0;

    for (size_t i = 0; i < a->item_count && i < b->item_count; i++) {
        same += strcmp(a->items[i].text, b->items[i].text) == 0;
    }
    return same * 10 >= b->item_count * SAME_TENTHS;
}

static mds_status add_sheet(learning *l, const learn_sheet *sheet)
{
    learn_group *group = &l->group;

    if (sheet->overfull) {
        char limit[24];
        (void)snprintf(limit, sizeof limit, "%d", LEARN_ITEMS);
        mds_diag_add(l->diags, MDS_D_LEARN_MANY, l->grid.file, sheet->sheet->name, limit, NULL);
        return MDS_ELIMIT;
    }
    if (group->count == 0 && !mds_learn__titles_read(&group->titles, l->arena, &l->words, sheet)) {
        return no_memory(l);
    }
    group->sheets[group->count++] = sheet;
    return MDS_OK;
}

/* A sheet beside those of the form: passed over where it is another kind of form, or the same one
 * filled in. */
static mds_status weigh_other(const learning *l, const learn_sheet *sheet, const char *family)
{
    const learn_sheet *first = l->group.sheets[0];
    const char *own = mds_learn__family(l->arena, &l->group.titles);
    const bool chosen = l->options->family != NULL && own != NULL &&
                        strcmp(own, l->options->family) == 0 && family != NULL &&
                        strcmp(family, own) != 0;

    if (sheet->choices < FEW || same_words(first, sheet) || chosen) {
        return MDS_OK;
    }
    mds_diag_add(l->diags, MDS_D_LEARN_TWO_FORMS, l->grid.file, sheet->sheet->name,
                 first->sheet->name, sheet->sheet->name, NULL);
    return MDS_EFORMAT;
}

/* Gathers the sheets of the form: those with items, of the kind that is asked for. */
static mds_status gather(learning *l)
{
    l->group.sheets = mds_arena_alloc(l->arena, l->sheet_count, sizeof *l->group.sheets);
    if (l->group.sheets == NULL) {
        return no_memory(l);
    }
    for (size_t s = 0; s < l->sheet_count; s++) {
        const learn_sheet *sheet = &l->sheets[s];
        learn_titles titles;
        mds_status status = MDS_OK;
        if (sheet->choices == 0) {
            continue;
        }
        if (!mds_learn__titles_read(&titles, l->arena, &l->words, sheet)) {
            return no_memory(l);
        }
        const char *family = mds_learn__family(l->arena, &titles);
        if (l->group.count == 0) {
            const bool other = l->options->family != NULL && family != NULL &&
                               strcmp(family, l->options->family) != 0 && s + 1 < l->sheet_count;
            status = other ? MDS_OK : add_sheet(l, sheet);
        } else if (goes_on(&l->group, sheet)) {
            status = add_sheet(l, sheet);
        } else {
            status = weigh_other(l, sheet, family);
        }
        if (status != MDS_OK) {
            return status;
        }
    }
    return MDS_OK;
}

static mds_status check_size(const learning *l)
{
    size_t choices = 0;
    size_t numbered = 0;
    size_t answered = 0;
    char count[24];

    for (size_t s = 0; s < l->group.count; s++) {
        choices += l->group.sheets[s]->choices;
        answered += l->group.sheets[s]->answered;
    }
    for (size_t s = 0; s < l->sheet_count; s++) {
        for (size_t r = 0; r < l->sheets[s].sheet->row_count; r++) {
            numbered += l->sheets[s].rows[r].numbered;
        }
    }
    if (choices < FEW) {
        (void)snprintf(count, sizeof count, "%zu", numbered);
        mds_diag_add(l->diags, choices == 0 ? MDS_D_LEARN_NO_ANSWERS : MDS_D_LEARN_FEW,
                     l->grid.file, NULL, count, NULL);
        return MDS_EFORMAT;
    }
    if (answered > 0) {
        (void)snprintf(count, sizeof count, "%zu", answered);
        mds_diag_add(l->diags, MDS_D_LEARN_FILLED, l->grid.file, NULL, count, NULL);
    }
    return MDS_OK;
}

/* Small letters, digits, dots and dashes, as in the names of files. */
static bool is_id(const char *id)
{
    const size_t n = strlen(id);

    return n > 0 && n <= EDITION_BYTES && id[0] != '.' && id[0] != '-' &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789.-") == n && strstr(id, "..") == NULL &&
           strstr(id, "--") == NULL;
}

/* What the title says, for a message. */
static const char *shown_title(const learning *l)
{
    const char *title = mds_learn__title(&l->group.titles);

    return title[0] != '\0' ? title : l->group.titles.sheet;
}

/* Ids of questions with the letters of the international form. */
static bool has_capabilities(const learning *l)
{
    for (size_t i = 0; i < l->catalog->capability_count; i++) {
        if (has_prefix(&l->group, l->catalog->capabilities[i].id)) {
            return true;
        }
    }
    return false;
}

static mds_status find_names(const learning *l, learn_builder *b)
{
    const char *unknown = NULL;

    b->family = l->options->family != NULL ? l->options->family
                                           : mds_learn__family(l->arena, &l->group.titles);
    if (b->family == NULL && has_capabilities(l)) {
        b->family = "mds2";
    }
    if (b->family == NULL &&
        !mds_learn__family_guess(&b->family, l->arena, l->catalog, &l->group)) {
        return no_memory(l);
    }
    if (b->family == NULL) {
        mds_diag_add(l->diags, MDS_D_LEARN_FAMILY, l->grid.file, NULL, shown_title(l),
                     mds_learn__families(), NULL);
        return MDS_EINVAL;
    }
    b->guideline = mds_learn__guideline_named(&unknown, &l->group.titles);
    if (unknown != NULL) {
        mds_diag_add(l->diags, MDS_D_LEARN_GUIDELINE, l->grid.file, NULL, unknown, NULL);
    } else if (b->guideline == MDS_NO_ORDINAL &&
               !mds_learn__guideline_guess(&b->guideline, l->arena, l->catalog, &l->group)) {
        return no_memory(l);
    }
    b->edition = l->options->edition != NULL
                     ? l->options->edition
                     : mds_learn__edition(l->arena, &l->group.titles, b->family, b->guideline);
    if (b->edition == NULL || !is_id(b->edition) || !is_id(b->family)) {
        const char *what = b->edition == NULL ? "" : is_id(b->edition) ? b->family : b->edition;
        mds_diag_add(l->diags, MDS_D_LEARN_EDITION, l->grid.file, NULL, what, shown_title(l), NULL);
        return MDS_EINVAL;
    }
    return MDS_OK;
}

static mds_status build(mds_learnt **out, learning *l, const mds_source *source)
{
    learn_builder b = {.arena = l->arena,
                       .catalog = l->catalog,
                       .words = &l->words,
                       .grid = &l->grid,
                       .group = &l->group,
                       .diags = l->diags};
    mds_learnt *learnt = mds_arena_alloc(l->arena, 1, sizeof *learnt);

    if (learnt == NULL) {
        return no_memory(l);
    }
    mds_status status = find_names(l, &b);
    if (status == MDS_OK) {
        status = mds_learn__build(learnt, &b);
    }
    if (status != MDS_OK) {
        return status;
    }
    learnt->file = l->grid.file;
    mds_source_sha256(source, learnt->sha256);
    *out = learnt;
    return MDS_OK;
}

mds_status mds_learn_form(mds_learnt **out, mds_arena *arena, const mds_catalog *catalog,
                          const mds_source *source, const mds_learn_options *options,
                          mds_diags *diags)
{
    static const mds_learn_options none = MDS_LEARN_OPTIONS_INIT;
    const char *name = mds_source_name(source);
    learning l = {.arena = arena,
                  .catalog = catalog,
                  .options = options != NULL ? options : &none,
                  .diags = diags};
    const char *file = mds_arena_strndup(arena, name, strlen(name));

    if (file == NULL) {
        return mds_grid__out_of_memory(arena, name, diags);
    }
    mds_grid__init(&l.grid, arena, file, diags);
    mds_status status = mds_container__read(&l.grid, source);
    if (status == MDS_OK) {
        status = read_sheets(&l);
    }
    if (status == MDS_OK) {
        status = gather(&l);
    }
    if (status == MDS_OK) {
        status = check_size(&l);
    }
    return status == MDS_OK ? build(out, &l, source) : status;
}
