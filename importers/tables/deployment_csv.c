/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deployment as a table of field, value and comment; a field is its path in the JSON
 * form, an entry of a list by its name: "compensating_controls.network-segmentation.owner". */
#include "container.h"
#include "deployment_build.h"

#include "words.h"
#include <mdsrisk/import.h>
#include <stdlib.h>
#include <string.h>

/* "network-segmentation.owner" to its two halves; NULL when there are not two. */
static const char *split(mds_deployment_build *b, const char *path, const char **field)
{
    const char *dot = strrchr(path, '.');

    if (dot == NULL || dot == path || dot[1] == '\0') {
        return NULL;
    }
    *field = dot + 1;
    return mds_arena_strndup(b->arena, path, (size_t)(dot - path));
}

/* A cell without text says nothing, whatever its field: the template lists every one. */
static void set_entry(mds_deployment_build *b, mds_deployment_group group, const char *path,
                      const char *rest, const char *value, const char *where)
{
    const char *field = NULL;
    const char *name = split(b, rest, &field);
    const mds_deployment_member *member =
        name != NULL ? mds_deployment_member_of(group, field) : NULL;

    if (member == NULL) {
        mds_deployment__unknown(b, group, field != NULL ? field : rest, path, where);
        return;
    }
    b->fields++;
    if (value[0] == '\0') {
        return;
    }
    void *entry = mds_deployment__begin_entry(b, group, name, path, where);
    if (entry != NULL) {
        mds_deployment__set_entry(b, group, entry, member, path, value, where);
    }
}

/* What is behind a group's name in a path: \p rest. */
static void set_in_group(mds_deployment_build *b, mds_deployment_group group, const char *path,
                         const char *rest, const char *value, const char *where)
{
    const mds_deployment_member *member = mds_deployment_member_of(group, rest);

    if (mds_deployment_list_of(group)->entry_size > 0) {
        set_entry(b, group, path, rest, value, where);
    } else if (member != NULL) {
        mds_deployment__set(b, member, path, value, where);
    } else {
        mds_deployment__unknown(b, group, rest, path, where);
    }
}

static void set_field(mds_deployment_build *b, const char *path, const char *value,
                      const char *where)
{
    const char *dot = strchr(path, '.');
    const char *name = dot != NULL ? mds_arena_strndup(b->arena, path, (size_t)(dot - path)) : path;

    if (name == NULL) {
        mds_deployment__no_memory(b);
        return;
    }
    const mds_deployment_member *member = mds_deployment_member_of(MDS_MEMBERS_TOP, name);
    const bool is_group = member != NULL && member->type == MDS_MEMBER_GROUP;
    if (is_group && dot != NULL) {
        set_in_group(b, member->group, path, dot + 1, value, where);
    } else if (is_group || member == NULL || dot != NULL) {
        mds_deployment__unknown(b, MDS_MEMBERS_TOP, path, path, where);
    } else {
        mds_deployment__set(b, member, path, value, where);
    }
}

/* The version is in the table as any other field; another one is refused. */
static void check_head(mds_deployment_build *b, const char *path, const char *value,
                       const char *where)
{
    if (strcmp(path, "format_version") == 0 && value[0] != '\0' && strcmp(value, "1") != 0) {
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_JSON_VERSION, b->file, where, value, "1", NULL);
    } else if (strcmp(path, "kind") == 0 && value[0] != '\0' && strcmp(value, "context") != 0) {
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NOT_ONE, b->file, where, NULL);
    }
}

/* The first row is a heading when its field is none: "field,value,comment" in any language. */
static bool is_heading(const mds_grid_row *row, size_t index, const char *field)
{
    return index == 0 && strchr(field, '.') == NULL &&
           mds_deployment_member_of(MDS_MEMBERS_TOP, field) == NULL && row->number == 1;
}

static const char *trimmed(mds_deployment_build *b, const mds_grid_cell *cell)
{
    if (cell == NULL) {
        return "";
    }
    const mds_sv text = mds_words__trim((mds_sv){cell->text, strlen(cell->text)});
    const char *copy = mds_arena_strndup(b->arena, text.p, text.n);
    return copy != NULL ? copy : "";
}

/* A field with its value, to find those that are there twice. */
typedef struct entry {
    const char *field, *value, *where;
    size_t row;
} entry;

static int compare(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    const int order = strcmp(x->field, y->field);

    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

/* Which of two different values holds would be a guess. */
static void check_twice(mds_deployment_build *b, entry *entries, size_t count)
{
    qsort(entries, count, sizeof *entries, compare);
    for (size_t i = 1; i < count; i++) {
        const entry *first = &entries[i - 1];
        if (strcmp(first->field, entries[i].field) == 0 &&
            strcmp(first->value, entries[i].value) != 0) {
            b->refused = true;
            mds_diag_add(b->diags, MDS_D_DEPLOYMENT_TWICE, b->file, entries[i].where,
                         entries[i].field, first->where, NULL);
        }
    }
}

void mds_deployment__read_fields(mds_deployment_build *b, const mds_grid *grid,
                                 const mds_grid_sheet *sheet, size_t first, uint32_t field_column,
                                 uint32_t value_column)
{
    size_t count = 0;
    entry *entries = mds_arena_alloc(b->arena, sheet->row_count + 1, sizeof *entries);

    if (entries == NULL) {
        b->failed = mds_grid__out_of_memory(b->arena, b->file, b->diags);
        return;
    }
    for (size_t r = first; r < sheet->row_count; r++) {
        const mds_grid_row *row = &sheet->rows[r];
        const mds_grid_cell *cell = mds_grid__at(row, value_column);
        const char *field = trimmed(b, mds_grid__at(row, field_column));
        const char *value = trimmed(b, cell);
        if (field[0] == '\0' || field[0] == '#' || strncmp(field, "//", 2) == 0 ||
            is_heading(row, r, field)) {
            continue;
        }
        const char *where = mds_grid__where(b->arena, grid, sheet,
                                            cell != NULL ? cell->line : row->number, value_column);
        where = where != NULL ? where : "";
        entries[count] = (entry){field, value, where, count};
        count++;
        check_head(b, field, value, where);
        set_field(b, field, value, where);
    }
    check_twice(b, entries, count);
}

void mds_deployment__read_csv(mds_deployment_build *b, const mds_source *source)
{
    mds_grid grid;

    mds_grid__init(&grid, b->arena, b->file, b->diags);
    const mds_status status = mds_csv__read(&grid, source);
    if (status != MDS_OK) {
        b->refused = status == MDS_EFORMAT;
        b->failed = b->refused ? MDS_OK : status;
        return;
    }
    mds_deployment__read_fields(b, &grid, &grid.sheets[0], 0, 0, 1);
    /* A table of something else has no field of ours; the defaults would pass for its content. */
    if (b->fields == 0) {
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NOT_ONE, b->file, NULL, NULL);
    }
}
