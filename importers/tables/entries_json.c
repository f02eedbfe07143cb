/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "entries_build.h"

#include "base/date.h"
#include "base/json.h"
#include "base/num.h"
#include "grid.h"
#include <stdio.h>
#include <string.h>

enum { WHERE_BYTES = 48 };

static const char *keep(mds_entries_build *b, const char *text)
{
    char *copy = mds_arena_strndup(b->arena, text, strlen(text));

    if (copy == NULL) {
        mds_entries__no_memory(b);
        return "";
    }
    (void)mds_grid__blank_controls(copy);
    return copy;
}

/* A day as the register writes it is a date again. */
static mds_typed typed_of(mds_entries_build *b, const mds_json *value)
{
    mds_typed typed = {.text = "", .day = MDS_DAY_NONE};
    char number[MDS_NUM_SIZE];
    mds_day day;

    if (mds_json_is_number(value)) {
        mds_num_exact(number, mds_json_number(value, 0));
        typed.text = keep(b, number);
        typed.kind = MDS_TYPED_NUMBER;
        typed.number = mds_json_number(value, 0);
    } else if (mds_json_is_string(value)) {
        typed.text = keep(b, mds_json_string(value, ""));
        if (strlen(typed.text) == 10 && typed.text[4] == '-' && typed.text[7] == '-' &&
            mds_date_parse(&day, (mds_sv){typed.text, 10})) {
            typed.kind = MDS_TYPED_DATE;
            typed.number = day;
        }
    }
    return typed;
}

static void read_own(mds_entries_build *b, const mds_json *list)
{
    for (const mds_json *at = mds_json_first(list); at != NULL && b->status == MDS_OK;
         at = mds_json_next(at)) {
        const char *title = keep(b, mds_json_string(mds_json_member(at, "title"), ""));
        size_t nth = 0;
        for (const mds_json *before = mds_json_first(list); before != at;
             before = mds_json_next(before)) {
            nth += strcmp(mds_json_string(mds_json_member(before, "title"), ""), title) == 0;
        }
        const mds_typed typed = typed_of(b, mds_json_member(at, "value"));
        const size_t own = mds_entries__own(b, title, nth);
        if (b->status == MDS_OK) {
            mds_entries__put_own(b, own, typed);
        }
    }
}

static void read_row(mds_entries_build *b, const mds_json *object, const char *list, size_t index)
{
    char where[WHERE_BYTES];

    (void)snprintf(where, sizeof where, "%s[%zu]", list, index);
    mds_entry *row = mds_entries__row(b, keep(b, where));
    if (row == NULL) {
        return;
    }
    for (const mds_json *m = mds_json_first(object); m != NULL && b->status == MDS_OK;
         m = mds_json_next(m)) {
        if (strcmp(mds_json_name(m), "own") == 0) {
            read_own(b, m);
            continue;
        }
        const uint32_t column = mds_entries__column(b, mds_json_name(m));
        const mds_typed typed = typed_of(b, m);
        if (column < (uint32_t)MDS_COLUMN_PASSED_OVER && typed.text[0] != '\0') {
            mds_entries__put(b, row, column, typed, row->where);
        }
    }
    if (b->status == MDS_OK) {
        mds_entries__end_row(b, row);
    }
}

static void read_list(mds_entries_build *b, const mds_json *root, const char *name, bool nested)
{
    size_t i = 0;

    for (const mds_json *at = mds_json_first(mds_json_member(root, name));
         at != NULL && b->status == MDS_OK; at = mds_json_next(at), i++) {
        const mds_json *row = nested ? mds_json_member(at, "row") : at;
        if (mds_json_is_object(row)) {
            read_row(b, row, name, i);
        }
    }
}

void mds_entries__read_json(mds_entries_build *b, const mds_source *source)
{
    mds_json *root = NULL;
    const mds_status status = mds_json_parse(&root, b->file, (const char *)mds_source_bytes(source),
                                             mds_source_size(source), b->diags);

    if (status != MDS_OK) {
        b->status = status;
    } else if (strcmp(mds_json_string(mds_json_member(root, "kind"), ""), "register") != 0 ||
               !mds_json_is_array(mds_json_member(root, "risks"))) {
        mds_diag_add(b->diags, MDS_D_REGISTER_NOT_ONE, b->file, NULL, NULL);
        b->status = MDS_EFORMAT;
    } else {
        read_list(b, root, "risks", true);
        read_list(b, root, "left", false);
    }
    mds_json_free(root);
}
