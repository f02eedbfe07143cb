/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets that answer the same questions differently: two products or two revisions in one
 * workbook. One of them is read, never a mixture. */
#include "recognise.h"

#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

/* Questions that two sheets must both answer to be taken for forms of their own; sheets that are
 * compared. */
enum { FEWEST_SHARED = 5, MOST_SHEETS = 32 };

/* What one sheet answers. */
typedef struct sheet_answers {
    const mds_grid_sheet *sheet;
    mds_answer_state *states; /* per question */
    const char **texts;       /* keys of the text answers */
    size_t answered;
} sheet_answers;

typedef struct sheet_list {
    sheet_answers at[MOST_SHEETS];
    size_t count;
} sheet_list;

static size_t sheet_of(const mds_recogniser *r, const mds_layout *layout)
{
    return (size_t)(layout->sheet - r->grid->sheets);
}

static bool is_answer(mds_answer_state state)
{
    return state == MDS_ANSWER_YES || state == MDS_ANSWER_NO || state == MDS_ANSWER_NA ||
           state == MDS_ANSWER_TEXT;
}

/* The entry of a sheet by its name: two blocks of one sheet have the same. NULL when there is no
 * room for it, or the arena is exhausted. */
static sheet_answers *entry_of(sheet_list *list, const mds_recogniser *r,
                               const mds_grid_sheet *sheet)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->at[i].sheet->name, sheet->name) == 0) {
            return &list->at[i];
        }
    }
    if (list->count == MOST_SHEETS) {
        return NULL;
    }
    const size_t n = r->form->question_count;
    sheet_answers *entry = &list->at[list->count];
    *entry = (sheet_answers){.sheet = sheet,
                             .states = mds_arena_alloc(r->scratch, n, sizeof *entry->states),
                             .texts = mds_arena_alloc(r->scratch, n, sizeof *entry->texts)};
    list->count += entry->states != NULL && entry->texts != NULL;
    return entry->states != NULL && entry->texts != NULL ? entry : NULL;
}

/* Reads the answers of a block, without a word about them. */
static mds_status read_block(sheet_answers *to, const mds_recogniser *r, const mds_layout *layout)
{
    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        const uint32_t q = layout->questions[i];
        mds_row_reading reading;
        if (q == MDS_NO_ORDINAL || is_answer(to->states[q])) {
            continue;
        }
        const mds_status status = mds_recognise__row(r, &reading, layout, i);
        if (status != MDS_OK) {
            return status;
        }
        to->states[q] = reading.answer.state;
        if (reading.answer.state == MDS_ANSWER_TEXT) {
            to->texts[q] = mds_utf8_key(r->scratch, reading.answer.response);
            if (to->texts[q] == NULL) {
                return mds_recognise__no_memory(r);
            }
        }
        to->answered += is_answer(reading.answer.state);
    }
    return MDS_OK;
}

static mds_status read_sheets(sheet_list *list, const mds_recogniser *r)
{
    mds_grid quiet = *r->grid;
    mds_recogniser reader = *r;

    quiet.diags = NULL;
    reader.grid = &quiet;
    *list = (sheet_list){.count = 0};
    for (size_t i = 0; i < r->layouts.count; i++) {
        const mds_layout *layout = &r->layouts.at[i];
        sheet_answers *entry =
            layout->answer != MDS_NO_COLUMN ? entry_of(list, r, layout->sheet) : NULL;
        const mds_status status = entry != NULL ? read_block(entry, &reader, layout) : MDS_OK;
        if (status != MDS_OK) {
            return status;
        }
    }
    return mds_arena_status(r->scratch) == MDS_OK ? MDS_OK : mds_recognise__no_memory(r);
}

/* Whether two sheets are forms of their own: they answer the same questions, and not all alike.
 * \p shared: how many. */
static bool are_rivals(size_t *shared, const mds_recogniser *r, const sheet_answers *a,
                       const sheet_answers *b)
{
    size_t differing = 0;

    *shared = 0;
    for (size_t q = 0; q < r->form->question_count; q++) {
        if (!is_answer(a->states[q]) || !is_answer(b->states[q])) {
            continue;
        }
        ++*shared;
        differing += a->states[q] != b->states[q] ||
                     (a->states[q] == MDS_ANSWER_TEXT && strcmp(a->texts[q], b->texts[q]) != 0);
    }
    const size_t fewer = a->answered < b->answered ? a->answered : b->answered;
    return differing > 0 && *shared >= FEWEST_SHARED && *shared * 2 > fewer;
}

/* Above 0: \p a holds; below 0: \p b does; 0: nothing decides. */
static mds_status compare_sheets(int *out, const mds_recogniser *r, const mds_grid_sheet *a,
                                 const mds_grid_sheet *b)
{
    const char *x = mds_utf8_key(r->scratch, a->name);
    const char *y = mds_utf8_key(r->scratch, b->name);
    mds_revision of_a = {.stamp = MDS_STAMP_NONE};
    mds_revision of_b = {.stamp = MDS_STAMP_NONE};

    if (x == NULL || y == NULL) {
        return mds_recognise__no_memory(r);
    }
    mds_revision__read(&of_a, r->catalog, x);
    mds_revision__read(&of_b, r->catalog, y);
    *out = mds_revision__compare(&of_a, &of_b);
    if (a->hidden != b->hidden && *out == 0) {
        *out = b->hidden ? 1 : -1;
    }
    return MDS_OK;
}

/* Sheets of that name are read no more. */
static mds_status drop_sheet(mds_recogniser *r, const char *name)
{
    bool *own = mds_arena_alloc(r->scratch, r->grid->sheet_count + 1, sizeof *own);
    size_t kept = 0;

    if (own == NULL) {
        return mds_recognise__no_memory(r);
    }
    for (size_t s = 0; s < r->grid->sheet_count; s++) {
        own[s] = mds_layouts__own(&r->layouts, s) && strcmp(r->grid->sheets[s].name, name) != 0;
    }
    for (size_t i = 0; i < r->layouts.count; i++) {
        if (own[sheet_of(r, &r->layouts.at[i])]) {
            r->layouts.at[kept++] = r->layouts.at[i];
        }
    }
    r->layouts.count = kept;
    r->layouts.own = own;
    return MDS_OK;
}

static mds_status drop_older(mds_recogniser *r, const mds_grid_sheet *older,
                             const mds_grid_sheet *newer, size_t shared)
{
    char count[24];

    (void)snprintf(count, sizeof count, "%zu", shared);
    mds_diag_add(r->grid->diags, MDS_D_FORM_SHEET_OLDER, r->grid->file, older->name, older->name,
                 newer->name, count, NULL);
    return drop_sheet(r, older->name);
}

static mds_status ask_which(const mds_recogniser *r, const mds_grid_sheet *a,
                            const mds_grid_sheet *b)
{
    mds_diag_add(r->grid->diags, MDS_D_FORM_SHEETS_RIVAL, r->grid->file, NULL, a->name, b->name,
                 NULL);
    return MDS_EUNSUPPORTED;
}

static bool is_wanted(const mds_recogniser *r, const char *name)
{
    const char *key = mds_utf8_key(r->scratch, name);
    const char *wanted = mds_utf8_key(r->scratch, r->sheet);

    return key != NULL && wanted != NULL && strcmp(key, wanted) == 0;
}

/* Whether a sheet asks what the wanted one asks too. */
static bool asks_again(const mds_recogniser *r, const mds_layout *layout, const bool *wanted)
{
    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        if (layout->questions[i] != MDS_NO_ORDINAL && wanted[layout->questions[i]]) {
            return !is_wanted(r, layout->sheet->name);
        }
    }
    return false;
}

static mds_status say_not_there(const mds_recogniser *r)
{
    mds_strbuf names;

    mds_strbuf_init(&names, MDS_LIMIT_CELL_BYTES);
    for (size_t i = 0; i < r->layouts.count; i++) {
        mds_strbuf_puts(&names, i > 0 ? ", " : "");
        mds_strbuf_puts(&names, r->layouts.at[i].sheet->name);
    }
    const char *list = mds_strbuf_copy(&names, r->scratch);
    mds_strbuf_finish(&names);
    mds_diag_add(r->grid->diags, MDS_D_FORM_SHEET_NOT_THERE, r->grid->file, NULL, r->sheet,
                 list != NULL ? list : "", NULL);
    return MDS_EUNSUPPORTED;
}

/* Only the sheet that the user named, with those that ask something else. */
static mds_status keep_wanted(mds_recogniser *r)
{
    bool *wanted = mds_arena_alloc(r->scratch, r->form->question_count + 1, sizeof *wanted);
    bool found = false;
    mds_status status = wanted != NULL ? MDS_OK : mds_recognise__no_memory(r);

    for (size_t k = 0; k < r->layouts.count && status == MDS_OK; k++) {
        const mds_layout *layout = &r->layouts.at[k];
        if (!is_wanted(r, layout->sheet->name)) {
            continue;
        }
        found = true;
        for (size_t i = 0; i < layout->sheet->row_count; i++) {
            const uint32_t q = layout->questions[i];
            if (q != MDS_NO_ORDINAL) {
                wanted[q] = true;
            }
        }
    }
    if (status == MDS_OK && !found) {
        return say_not_there(r);
    }
    for (size_t k = 0; k < r->layouts.count && status == MDS_OK;) {
        if (asks_again(r, &r->layouts.at[k], wanted)) {
            status = drop_sheet(r, r->layouts.at[k].sheet->name);
            k = 0;
        } else {
            k++;
        }
    }
    return status;
}

/* Takes one sheet of a pair out where they are rivals. \p again: it did. */
static mds_status settle_pair(mds_recogniser *r, const sheet_answers *a, const sheet_answers *b,
                              bool *again)
{
    size_t shared = 0;
    int newer = 0;

    if (!are_rivals(&shared, r, a, b)) {
        return MDS_OK;
    }
    const mds_status status = compare_sheets(&newer, r, a->sheet, b->sheet);
    if (status != MDS_OK) {
        return status;
    }
    *again = newer != 0;
    return newer > 0   ? drop_older(r, b->sheet, a->sheet, shared)
           : newer < 0 ? drop_older(r, a->sheet, b->sheet, shared)
                       : ask_which(r, a->sheet, b->sheet);
}

mds_status mds_recognise__settle_sheets(mds_recogniser *r)
{
    bool again = true;
    mds_status status = r->sheet != NULL ? keep_wanted(r) : MDS_OK;

    while (again && status == MDS_OK && r->layouts.count > 1) {
        sheet_list list;
        again = false;
        status = read_sheets(&list, r);
        for (size_t i = 0; i < list.count && status == MDS_OK && !again; i++) {
            for (size_t k = i + 1; k < list.count && status == MDS_OK && !again; k++) {
                status = settle_pair(r, &list.at[i], &list.at[k], &again);
            }
        }
    }
    return status;
}
