/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view.h"

#include "base/arena_internal.h"
#include "base/date.h"
#include "base/num.h"
#include "base/utf8.h"
#include "sign.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* Longest cell that can hold one answer or the printed ones; longest line with them at its end. */
enum { CHOICE_BYTES = 160, LINE_BYTES = 4096 };

/* Rows that a mark covers at most; no sheet has a row beyond the last. */
enum { TALLEST_MARK = 4, LAST_ROW = 10000000 };

/* A number cell to the left, or above in a column to the left, that a number may continue. */
typedef struct level {
    mds_number number;
    uint32_t column;
} level;

typedef struct builder {
    mds_arena *scratch;
    const mds_choice_words *words;
    const mds_grid *grid;
    mds_view *view;
    level levels[MDS_NUMBER_LEVELS]; /* number cells without text, the nearest above each */
    size_t level_count;
    mds_number chapters[2]; /* the last two numbers that items in brackets may be below */
    size_t chapter_count;
    uint32_t heading;
} builder;

/* What one cell is to its row. */
typedef enum cell_role {
    ROLE_NOTHING, /* a code, a sign: passed over */
    ROLE_NUMBER,  /* a number alone */
    ROLE_HEAD,    /* a number with wording behind it */
    ROLE_WORDING,
    ROLE_CHOICE
} cell_role;

typedef struct cell_view {
    cell_role role;
    mds_number numbers[MDS_NUMBER_READINGS];
    size_t count;
} cell_view;

/* The row being looked at. */
typedef struct row_view {
    const mds_grid_row *row;
    uint32_t index;
    level run[MDS_NUMBER_LEVELS];             /* number cells since the last text */
    mds_number readings[MDS_NUMBER_READINGS]; /* of the last of them */
    size_t reading_count;
    size_t run_count;
    uint32_t own;  /* column of the last of them that is the row's own */
    bool relative; /* an item in brackets has been met */
    bool item;     /* the same, or one with its chapter in front: "2(1)" */
    mds_choices choices;
    bool wording; /* a cell with words and without a number has been met */
} row_view;

/* Whether two letters or more are there, so that it may be wording. */
static bool has_words(const char *text)
{
    size_t letters = 0;

    for (const char *p = text; *p != '\0' && letters < 2;) {
        const mds_sign sign = mds_sign__at(p);
        letters += sign.kind == MDS_SIGN_LETTER ||
                   (sign.kind == MDS_SIGN_OTHER && (unsigned char)*p >= 0x80);
        p += sign.length;
    }
    return letters == 2;
}

/* Keeps the readings behind which the text has wording, or nothing at all. */
static void read_head(cell_view *out, const builder *b, const char *text)
{
    mds_number readings[MDS_NUMBER_READINGS];
    const size_t count = mds_number__read(readings, b->words->catalog, text);

    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        const char *rest = text + readings[i].end;
        const bool alone = mds_number__ends(rest);
        if (!alone && !has_words(rest)) {
            continue;
        }
        const cell_role role = alone ? ROLE_NUMBER : ROLE_HEAD;
        out->role = out->count == 0 ? role : out->role;
        out->numbers[out->count++] = readings[i];
    }
}

/* The day that a cell shows, or that its serial means; NULL when it is none. */
static const char *day_of(mds_arena *scratch, const mds_grid_cell *cell)
{
    char shown[MDS_DATE_SIZE];
    double serial = 0;
    mds_day day;

    if (strlen(cell->text) == 5 && strspn(cell->text, "0123456789") == 5 &&
        mds_num_parse(&serial, (mds_sv){cell->text, 5}) &&
        mds_date_from_serial(&day, serial, false)) {
        mds_date_format(shown, day);
        return mds_arena_strndup(scratch, shown, strlen(shown));
    }
    return cell->text;
}

/* Whether a text could hold one of the words: in plain English no Japanese one is. */
static bool may_hold(const mds_choice_words *words, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        if ((unsigned char)*p >= 0x80) {
            return true;
        }
    }
    for (size_t i = 0; i < words->count; i++) {
        if ((unsigned char)words->at[i].key[0] < 0x80) {
            return true;
        }
    }
    return false;
}

/* "Yes (planned)": one answer with a remark in brackets. */
static bool has_remark(const mds_choices *choices, const char *key)
{
    const char *open = strchr(key, '(');

    return choices->words == 1 && choices->count == 1 && open > key &&
           (size_t)(open - key) <= choices->end && key[strlen(key) - 1] == ')';
}

/* What choices a text holds; whether the cell is nothing else. False when there are none. */
static bool read_choices(mds_choices *out, bool *whole, const builder *b, const char *key, size_t n)
{
    *whole = false;
    if (n <= CHOICE_BYTES && (mds_choices__read(out, b->words, key) || has_remark(out, key))) {
        /* A digit or a letter alone may be a mark, and many other things. */
        *whole = out->words > 0 || (out->lone != MDS_TICK_NONE && strlen(key) > 1);
        return *whole;
    }
    return mds_choices__find(out, b->words, key) != NULL;
}

static bool look_at_choices(const builder *b, row_view *r, const mds_grid_cell *cell, bool *whole)
{
    const size_t n = strlen(cell->text);
    mds_choices choices;

    *whole = false;
    if (n > LINE_BYTES || !may_hold(b->words, cell->text)) {
        return true;
    }
    const mds_arena_mark before = mds_arena_marked(b->scratch);
    const char *key = mds_utf8_key(b->scratch, cell->text);
    if (key == NULL) {
        return false;
    }
    if (read_choices(&choices, whole, b, key, n)) {
        mds_choices__join(&r->choices, &choices, MDS_CHOICE__COUNT);
    }
    mds_arena_rewind(b->scratch, before);
    return true;
}

static bool look_at(cell_view *out, const builder *b, row_view *r, const mds_grid_cell *cell)
{
    bool choice = false;

    *out = (cell_view){.role = ROLE_NOTHING};
    if (!look_at_choices(b, r, cell, &choice)) {
        return false;
    }
    read_head(out, b, cell->text);
    if (out->count > 0 && !(choice && out->role == ROLE_HEAD)) {
        return true;
    }
    out->count = 0;
    if (choice) {
        out->role = ROLE_CHOICE;
        return true;
    }
    const mds_arena_mark before = mds_arena_marked(b->scratch);
    const char *day = day_of(b->scratch, cell);
    if (day == NULL) {
        return false;
    }
    out->count = mds_number__from_day(out->numbers, b->scratch, b->words->catalog, day);
    out->role = out->count > 0 ? ROLE_NUMBER : has_words(cell->text) ? ROLE_WORDING : ROLE_NOTHING;
    mds_arena_rewind(b->scratch, before);
    return true;
}

static void propose(mds_site *site, const mds_number *number)
{
    for (size_t i = 0; i < site->count; i++) {
        if (mds_number__compare(&site->numbers[i], number) == 0 &&
            site->numbers[i].relative == number->relative) {
            return;
        }
    }
    if (site->count < MDS_SITE_NUMBERS) {
        site->numbers[site->count++] = *number;
    }
}

/* \p own below the first \p count levels, each in a cell of its own. */
static void propose_below(mds_site *site, const level *levels, size_t count, const mds_number *own)
{
    mds_number head = {.count = 0};

    for (size_t i = 0; i < count; i++) {
        if (!mds_number__below(&head, &head, &levels[i].number)) {
            return;
        }
    }
    if (count > 0 && mds_number__below(&head, &head, own)) {
        propose(site, &head);
    }
}

/* The levels above that are to the left of \p column. */
static size_t levels_left_of(const builder *b, uint32_t column)
{
    size_t count = 0;

    while (count < b->level_count && b->levels[count].column < column) {
        count++;
    }
    return count;
}

static bool add_site(builder *b, row_view *r, uint32_t column, const mds_number *own, size_t count)
{
    mds_view *view = b->view;
    mds_site site = {.row = r->index, .column = column};
    const uint32_t first = r->run_count > 0 ? r->run[0].column : column;

    for (size_t i = 0; i < count; i++) {
        mds_number below;
        if (!own[i].relative) {
            propose_below(&site, r->run, r->run_count, &own[i]);
            propose(&site, &own[i]);
            propose_below(&site, b->levels, levels_left_of(b, first), &own[i]);
        }
        for (size_t k = 0; own[i].relative && k < b->chapter_count; k++) {
            if (mds_number__below(&below, &b->chapters[k], &own[i])) {
                below.relative = true;
                propose(&site, &below);
            }
        }
    }
    if (site.count == 0) {
        return true;
    }
    if (!mds_array_reserve(b->scratch, &view->sites, &view->site_capacity, view->site_count,
                           sizeof *view->sites)) {
        return false;
    }
    view->sites[view->site_count++] = site;
    return true;
}

static void take_chapter(builder *b, const mds_number *number)
{
    if (number->count != 1 || number->dated ||
        (b->chapter_count > 0 && mds_number__compare(&b->chapters[0], number) == 0)) {
        return;
    }
    b->chapters[1] = b->chapters[0];
    b->chapters[0] = *number;
    b->chapter_count = b->chapter_count > 0 ? 2 : 1;
}

/* The numbers of the row are above what follows in columns to their right. */
static void keep_levels(builder *b, const row_view *r)
{
    b->level_count = levels_left_of(b, r->run[0].column);
    for (size_t i = 0; i < r->run_count && b->level_count < MDS_NUMBER_LEVELS; i++) {
        if (r->run[i].number.count == 1 && !r->run[i].number.dated) {
            b->levels[b->level_count++] = r->run[i];
        }
    }
}

/* Wording behind one or several cells with a number alone. */
static bool end_run(builder *b, row_view *r)
{
    bool enough = true;

    if (r->run_count == 0) {
        return true;
    }
    const level last = r->run[--r->run_count];
    if (r->own == last.column) {
        enough = add_site(b, r, last.column, r->readings, r->reading_count);
    }
    r->run[r->run_count++] = last;
    keep_levels(b, r);
    r->run_count = 0;
    return enough;
}

static void push_run(row_view *r, const cell_view *view, const mds_grid_cell *cell)
{
    if (r->run_count == MDS_NUMBER_LEVELS) {
        memmove(r->run, r->run + 1, (MDS_NUMBER_LEVELS - 1) * sizeof *r->run);
        r->run_count--;
    }
    r->run[r->run_count++] = (level){view->numbers[0], cell->column};
    memcpy(r->readings, view->numbers, view->count * sizeof *r->readings);
    r->reading_count = view->count;
    r->own = cell->spread ? MDS_LIMIT_COLUMNS : cell->column;
}

static bool take_cell(builder *b, row_view *r, const mds_grid_cell *cell)
{
    cell_view view;

    if (!look_at(&view, b, r, cell)) {
        return false;
    }
    if (view.count > 0) {
        r->item = r->item || view.numbers[0].relative ||
                  (view.numbers[0].count > 1 && !view.numbers[0].dotted);
        r->relative = r->relative || view.numbers[0].relative;
        if (!r->relative) {
            take_chapter(b, &view.numbers[0]);
        }
    }
    switch (view.role) {
    case ROLE_NOTHING:
        return true;
    case ROLE_NUMBER:
        push_run(r, &view, cell);
        return true;
    case ROLE_HEAD: {
        const bool enough = cell->spread || add_site(b, r, cell->column, view.numbers, view.count);
        if (r->run_count > 0) {
            keep_levels(b, r);
        }
        r->run_count = 0;
        return enough;
    }
    case ROLE_WORDING:
        r->wording = true;
        return end_run(b, r);
    case ROLE_CHOICE: /* a sheet of numbers and answers alone */
        return end_run(b, r);
    }
    return true;
}

static bool repeats(const mds_grid_row *row, size_t i)
{
    return i > 0 && row->cells[i].merge > 0 && row->cells[i].merge == row->cells[i - 1].merge;
}

static bool take_row(builder *b, uint32_t index)
{
    row_view r = {.row = &b->view->sheet->rows[index], .index = index};
    mds_view_row *out = &b->view->rows[index];
    const size_t before = b->view->site_count;

    for (size_t i = 0; i < r.row->count; i++) {
        if (!repeats(r.row, i) && !take_cell(b, &r, &r.row->cells[i])) {
            return false;
        }
    }
    const bool *stands = r.choices.stands;
    out->applicable = stands[MDS_LABEL_APPLICABLE] && stands[MDS_LABEL_NOT_APPLICABLE];
    out->three = stands[MDS_LABEL_YES] && stands[MDS_LABEL_NO] && stands[MDS_LABEL_NA];
    out->printed = out->applicable || (stands[MDS_LABEL_YES] && stands[MDS_LABEL_NO]);
    out->answer = r.choices.words > 0 || r.choices.lone != MDS_TICK_NONE;
    out->heading = b->heading;
    if (r.wording && !r.item && !out->answer) {
        b->heading = index;
    }
    for (size_t i = 0; b->view->site_count > before && i < r.row->count; i++) {
        if (!repeats(r.row, i)) {
            mds_clauses__read(&out->clauses, r.row->cells[i].text);
        }
    }
    return true;
}

/* The text of a list, "Yes,No,N/A" in quotation marks. */
static bool text_offers(mds_choices *out, mds_arena *scratch, const mds_choice_words *words,
                        const char *list)
{
    const size_t n = strlen(list);

    if (n < 2 || n > CHOICE_BYTES) {
        return false;
    }
    const char *inside = mds_arena_strndup(scratch, list + 1, n - 2);
    const char *key = inside != NULL ? mds_utf8_key(scratch, inside) : NULL;
    if (key == NULL) {
        return false;
    }
    (void)mds_choices__read(out, words, key);
    return out->words >= 2;
}

/* The cells of a range: most hold an answer. */
static bool cells_offer(mds_choices *out, mds_arena *scratch, const mds_grid_sheet *sheet,
                        mds_grid_range range, const mds_choice_words *words)
{
    size_t found = 0;

    *out = (mds_choices){0};
    for (uint32_t number = range.first_row;
         number <= range.last_row && number < range.first_row + 16; number++) {
        const mds_grid_row *row = mds_grid__row_at(sheet, number);
        const mds_grid_cell *cell = row != NULL ? mds_grid__at(row, range.first_column) : NULL;
        const char *key = cell != NULL && strlen(cell->text) < CHOICE_BYTES
                              ? mds_utf8_key(scratch, cell->text)
                              : NULL;
        mds_choices choices;
        if (key != NULL && mds_choices__read(&choices, words, key) && choices.words == 1) {
            mds_choices__join(out, &choices, MDS_CHOICE__COUNT);
            found++;
        }
    }
    return found >= 2;
}

/* "'Drop down'" to the sheet of that name, or NULL. */
static const mds_grid_sheet *sheet_by_name(const mds_grid *grid, mds_sv name)
{
    if (name.n >= 2 && name.p[0] == '\'' && name.p[name.n - 1] == '\'') {
        name.p++;
        name.n -= 2;
    }
    for (size_t s = 0; s < grid->sheet_count; s++) {
        if (strlen(grid->sheets[s].name) == name.n &&
            memcmp(grid->sheets[s].name, name.p, name.n) == 0) {
            return &grid->sheets[s];
        }
    }
    return NULL;
}

static bool range_offers(mds_choices *out, mds_arena *scratch, const mds_grid *grid,
                         const mds_grid_sheet *sheet, const mds_choice_words *words,
                         const char *list)
{
    const char *bang = strrchr(list, '!');
    const char *cells = bang != NULL ? bang + 1 : list;
    mds_grid_range range;

    if (bang != NULL) {
        sheet = sheet_by_name(grid, (mds_sv){list, (size_t)(bang - list)});
    }
    return sheet != NULL && mds_grid__parse_range(&range, (mds_sv){cells, strlen(cells)}) &&
           cells_offer(out, scratch, sheet, range, words);
}

bool mds_view__offered(mds_choices *out, mds_arena *scratch, const mds_grid *grid,
                       const mds_grid_sheet *sheet, const mds_choice_words *words, const char *list)
{
    if (list[0] == '"') {
        return text_offers(out, scratch, words, list);
    }
    for (size_t i = 0; i < grid->name_count; i++) {
        if (strcmp(grid->names[i].name, list) == 0) {
            return range_offers(out, scratch, grid, sheet, words, grid->names[i].refers);
        }
    }
    return range_offers(out, scratch, grid, sheet, words, list);
}

bool mds_view__offers(mds_arena *scratch, const mds_grid *grid, const mds_grid_sheet *sheet,
                      const mds_choice_words *words, const char *list)
{
    mds_choices offered;

    return mds_view__offered(&offered, scratch, grid, sheet, words, list);
}

/* Rows in which an answer may be chosen from a list: it is one where none is yet. */
static void mark_offers(const builder *b)
{
    const mds_grid_sheet *sheet = b->view->sheet;
    const char *last = NULL;
    bool answers = false;

    for (size_t i = 0; i < sheet->offer_count; i++) {
        const mds_grid_offer *offer = &sheet->offers[i];
        if (last == NULL || strcmp(last, offer->list) != 0) {
            answers = mds_view__offers(b->scratch, b->grid, sheet, b->words, offer->list);
            last = offer->list;
        }
        /* A list for whole columns says nothing about a row. */
        if (!answers || offer->range.last_row - offer->range.first_row > MDS_LIMIT_COLUMNS) {
            continue;
        }
        for (size_t r = mds_grid__row_index(sheet, offer->range.first_row);
             r < sheet->row_count && sheet->rows[r].number <= offer->range.last_row; r++) {
            b->view->rows[r].answer = true;
        }
    }
}

/* Rows over which a ring or a check box lies: what is drawn there answers, whatever the cells say.
 */
static void mark_drawn(const builder *b)
{
    const mds_grid_sheet *sheet = b->view->sheet;

    for (size_t i = 0; i < sheet->overlay_count; i++) {
        const mds_grid_drawn *d = &sheet->overlay[i];
        const double middle = (d->y0 + d->y1) / 2;
        if (d->kind == MDS_DRAWN_OTHER || d->y1 - d->y0 > TALLEST_MARK || !(middle >= 1) ||
            middle > LAST_ROW) {
            continue;
        }
        const size_t r = mds_grid__row_index(sheet, (uint32_t)middle);
        if (r < sheet->row_count && sheet->rows[r].number == (uint32_t)middle) {
            b->view->rows[r].answer = true;
        }
    }
}

mds_view *mds_views__build(mds_arena *scratch, const mds_grid *grid, const mds_choice_words *words)
{
    mds_view *views = mds_arena_alloc(scratch, grid->sheet_count, sizeof *views);

    for (size_t s = 0; views != NULL && s < grid->sheet_count; s++) {
        builder b = {.scratch = scratch,
                     .words = words,
                     .grid = grid,
                     .view = &views[s],
                     .heading = UINT32_MAX};
        views[s].sheet = &grid->sheets[s];
        views[s].rows = mds_arena_alloc(scratch, grid->sheets[s].row_count, sizeof *views[s].rows);
        if (views[s].rows == NULL) {
            return NULL;
        }
        for (size_t r = 0; r < grid->sheets[s].row_count; r++) {
            if (!take_row(&b, (uint32_t)r)) {
                return NULL;
            }
        }
        mark_offers(&b);
        mark_drawn(&b);
    }
    return views;
}
