/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn_sheet.h"

#include "base/utf8.h"
#include "learn_chain.h"
#include "learn_text.h"
#include "view.h"
#include "words.h"
#include <mdsrisk/limits.h>
#include <string.h>

enum {
    KEY_BYTES = 4096, /* of a cell that is looked into */
    HEADING_BYTES = 240,
    AHEAD = 6 /* rows below a heading within which its first item is */
};

static learn_answers answers_of(const mds_choices *choices)
{
    learn_answers answers = 0;

    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        answers |= choices->stands[i] ? 1u << i : 0;
    }
    return answers;
}

bool mds_learn__is_choice(learn_answers answers)
{
    return (answers & (answers - 1)) != 0;
}

static bool is_certain(const learn_row *row)
{
    return mds_learn__is_choice(row->printed) || mds_learn__is_choice(row->listed);
}

typedef struct scan {
    learn_sheet *out;
    mds_arena *arena;
    const learn_words *words;
    const mds_grid *grid;
    uint32_t wording; /* the column where most questions are, or LEARN_NO_COLUMN */
} scan;

/* A cell's key; "" for one that is too long to be looked into. NULL when memory is short. */
static const char *key_of(const scan *s, const mds_grid_cell *cell)
{
    return strlen(cell->text) < KEY_BYTES ? mds_utf8_key(s->arena, cell->text) : "";
}

static bool is_number(const scan *s, const mds_grid_cell *cell)
{
    learn_number readings[MDS_NUMBER_READINGS];

    return mds_learn__number_read(readings, s->words->catalog, cell->text) > 0;
}

/* What one cell says of its row; \p own gathers the answers of the row. */
static bool read_cell(const scan *s, learn_row *row, mds_choices *all, const mds_grid_cell *cell)
{
    mds_choices choices;
    const char *key = key_of(s, cell);

    if (key == NULL) {
        return false;
    }
    const bool whole = mds_choices__read(&choices, &s->words->choices, key) && choices.words > 0;
    const bool behind = !whole && mds_choices__find(&choices, &s->words->choices, key) != NULL;
    if (whole || behind) {
        mds_choices__join(all, &choices, MDS_CHOICE__COUNT);
        /* Answers behind the wording are in its cell: that one counts as before them. */
        const uint32_t column = cell->column + behind;
        row->answers_from = column < row->answers_from ? column : row->answers_from;
    }
    row->numbered = row->numbered || (!whole && !cell->spread && is_number(s, cell));
    return true;
}

static bool read_row(const scan *s, learn_row *row)
{
    mds_choices all = {0};

    row->answers_from = LEARN_NO_COLUMN;
    for (size_t i = 0; i < row->row->count; i++) {
        const mds_grid_cell *cell = &row->row->cells[i];
        const bool repeats =
            i > 0 && cell->merge > 0 && row->row->cells[i - 1].merge == cell->merge;
        if (!repeats && !read_cell(s, row, &all, cell)) {
            return false;
        }
    }
    row->printed = answers_of(&all);
    row->dated = all.days > 0;
    row->answered = all.words == 1;
    return true;
}

/* The answers that a list holds; 0 when it is another one. */
static learn_answers list_answers(const scan *s, const char *list)
{
    mds_choices choices;

    return mds_view__offered(&choices, s->arena, s->grid, s->out->sheet, &s->words->choices, list)
               ? answers_of(&choices)
               : 0;
}

/* Marks the rows whose cells offer a list of answers. */
static void read_lists(const scan *s)
{
    const mds_grid_sheet *sheet = s->out->sheet;
    const char *list = "";
    learn_answers answers = 0;

    for (size_t i = 0; i < sheet->offer_count; i++) {
        const mds_grid_offer *offer = &sheet->offers[i];
        if (strcmp(list, offer->list) != 0) {
            list = offer->list;
            answers = list_answers(s, list);
        }
        /* A list for whole columns says nothing about a row. */
        if (answers == 0 || offer->range.last_row - offer->range.first_row > MDS_LIMIT_COLUMNS) {
            continue;
        }
        for (size_t r = mds_grid__row_index(sheet, offer->range.first_row);
             r < sheet->row_count && sheet->rows[r].number <= offer->range.last_row; r++) {
            learn_row *row = &s->out->rows[r];
            row->listed |= answers;
            if (offer->range.first_column < row->answers_from) {
                row->answers_from = offer->range.first_column;
            }
        }
    }
}

/* The heading bits of a row's cells, and what answers the headings name. */
static bool read_headings(const scan *s, const learn_row *row, uint32_t *bits, learn_answers *named,
                          uint32_t *column)
{
    *bits = 0;
    *named = 0;
    *column = LEARN_NO_COLUMN;
    for (size_t i = 0; i < row->row->count; i++) {
        const mds_grid_cell *cell = &row->row->cells[i];
        const char *key =
            strlen(cell->text) < HEADING_BYTES ? mds_utf8_key(s->arena, cell->text) : "";
        mds_choices choices = {0};
        if (key == NULL) {
            return false;
        }
        uint32_t here = cell->spread && *bits != 0 ? 0 : mds_learn__heading_of(s->words, key);
        if ((here & LEARN_HEADING_ANSWER) == 0) {
            *bits |= here;
            continue;
        }
        if (mds_choices__read(&choices, &s->words->choices, key) && choices.words > 1) {
            *named |= answers_of(&choices);
            here &= ~(uint32_t)LEARN_HEADING_ROUND;
        }
        *column = cell->column < *column ? cell->column : *column;
        *bits |= here;
    }
    return true;
}

/* Whether the row begins with the mark of a list. */
static bool is_marked(const scan *s, const learn_row *row)
{
    return row->row->count > 0 && mds_learn__list_mark(s->words, row->row->cells[0].text) > 0;
}

/* Whether the answers that row \p r prints head the columns of the rows below: the next item
 * prints none itself. */
static bool heads_columns(const scan *s, size_t r)
{
    const learn_sheet *sheet = s->out;
    const learn_row *row = &sheet->rows[r];

    if (!mds_learn__is_choice(row->printed) || row->numbered || is_marked(s, row)) {
        return false;
    }
    for (size_t k = r + 1; k < sheet->sheet->row_count && k <= r + AHEAD; k++) {
        if (sheet->rows[k].numbered) {
            return !mds_learn__is_choice(sheet->rows[k].printed);
        }
    }
    return false;
}

/* Whether a row's first cell is the label of the remarks, with or without brackets and marks. */
static bool begins_with_note(const scan *s, const learn_row *row)
{
    const char *text = row->row->cells[0].text;
    const char *key = strlen(text) < HEADING_BYTES
                          ? mds_utf8_key(s->arena, text + mds_learn__list_mark(s->words, text))
                          : NULL;

    if (key == NULL) {
        return false;
    }
    const char *begin = key + (strncmp(key, "【", 3) == 0 ? 3 : strspn(key, "([<"));
    size_t n = strcspn(begin, ")]>:");
    const char *close = strstr(begin, "】");
    n = close != NULL && (size_t)(close - begin) < n ? (size_t)(close - begin) : n;
    const char *word = mds_arena_strndup(s->arena, begin, n);
    return word != NULL && mds_learn__heading_of(s->words, word) == LEARN_HEADING_NOTE;
}

/* Marks headings, and gives the rows below them the answers that they name. */
static bool spread_headings(const scan *s)
{
    const learn_answers usual = 1u << MDS_LABEL_YES | 1u << MDS_LABEL_NO | 1u << MDS_LABEL_NA;
    learn_sheet *sheet = s->out;
    learn_answers headed = 0;
    uint32_t from = LEARN_NO_COLUMN;
    bool rounds = false;
    bool above = false; /* an item is above */

    for (size_t r = 0; r < sheet->sheet->row_count; r++) {
        learn_row *row = &sheet->rows[r];
        uint32_t bits = 0;
        learn_answers named = 0;
        uint32_t column = LEARN_NO_COLUMN;
        if (!read_headings(s, row, &bits, &named, &column)) {
            return false;
        }
        const bool columns = heads_columns(s, r);
        above = above || row->numbered;
        /* Answers in one cell may be those of a line; before the first item they head a column. */
        if (columns || ((bits & LEARN_HEADING_ANSWER) != 0 && !row->numbered &&
                        !is_marked(s, row) && (!above || !mds_learn__is_choice(row->printed)))) {
            row->heading = true;
            headed = columns ? row->printed : named != 0 ? named : usual;
            from = columns ? row->answers_from : column;
            rounds = rounds || (bits & LEARN_HEADING_ROUND) != 0;
        } else if (!row->numbered && !is_certain(row) && row->row->count > 0 &&
                   begins_with_note(s, row)) {
            row->closing = headed != 0 || r > 0;
            headed = 0;
            from = LEARN_NO_COLUMN;
        }
        row->headed = row->heading ? 0 : headed;
        row->rounds = rounds;
        if (!row->heading && from < row->answers_from) {
            row->answers_from = from;
        }
    }
    return true;
}

/* Where most rows offer answers themselves, a heading over the others says nothing. A filled form
 * without either shows its answers: they are where they are offered. */
static void weigh_headings(learn_sheet *sheet)
{
    const learn_answers usual = 1u << MDS_LABEL_YES | 1u << MDS_LABEL_NO | 1u << MDS_LABEL_NA;
    size_t certain = 0;
    size_t headed = 0;
    size_t numbered = 0;
    size_t answered = 0;

    for (size_t r = 0; r < sheet->sheet->row_count; r++) {
        const learn_row *row = &sheet->rows[r];
        const bool item = row->numbered && !row->heading;
        certain += item && is_certain(row);
        headed += item && !is_certain(row) && row->headed != 0;
        numbered += item;
        answered += item && row->answered;
    }
    const bool filled = certain + headed == 0 && answered * 2 > numbered;
    for (size_t r = 0; r < sheet->sheet->row_count; r++) {
        learn_row *row = &sheet->rows[r];
        if (certain > headed) {
            row->headed = 0;
        } else if (filled && row->answered) {
            row->headed = usual;
        }
    }
}

static const mds_grid_cell *cell_at(const learn_sheet *sheet, const learn_candidate *at)
{
    return &sheet->rows[at->row].row->cells[at->cell];
}

static bool number_used(const learn_sheet *sheet, const learn_number *number)
{
    for (size_t i = 0; i < sheet->item_count; i++) {
        if (sheet->items[i].number.number.count > 0 &&
            mds_learn__number_equal(&sheet->items[i].number, number)) {
            return true;
        }
    }
    return false;
}

/* The candidate of a row that offers answers and is outside the chain: the deepest. */
static const learn_candidate *outside(const learn_chain *chain, size_t first, size_t row)
{
    const learn_candidate *best = NULL;

    for (size_t i = first; i < chain->count && chain->at[i].row == row; i++) {
        const learn_candidate *at = &chain->at[i];
        if (best == NULL || (at->inner && !best->inner)) {
            best = at;
        }
    }
    return best;
}

static learn_item new_item(const learn_sheet *sheet, size_t r)
{
    const learn_row *row = &sheet->rows[r];
    const learn_answers own = mds_learn__is_choice(row->listed) ? row->listed : row->printed;

    return (learn_item){.sheet = sheet->sheet,
                        .row = r,
                        .text = "",
                        .column = LEARN_NO_COLUMN,
                        .number_column = LEARN_NO_COLUMN,
                        .kind = MDS_QUESTION_CHOICE,
                        .certain = is_certain(row),
                        .answers = is_certain(row) ? own : row->headed,
                        .confirmed = row->rounds || row->dated};
}

/* The column in which most of the wording is beside numbers that have a cell of their own. */
static uint32_t wording_column(const scan *s, const learn_chain *chain)
{
    size_t *bytes = mds_arena_alloc(s->arena, MDS_LIMIT_COLUMNS, sizeof *bytes);
    uint32_t best = LEARN_NO_COLUMN;

    for (size_t i = 0; bytes != NULL && i < chain->count; i++) {
        const learn_row *row = &s->out->rows[chain->at[i].row];
        for (size_t k = chain->at[i].cell + 1;
             chain->at[i].chosen && chain->at[i].whole && k < row->row->count; k++) {
            const mds_grid_cell *cell = &row->row->cells[k];
            if (cell->column < row->answers_from && !cell->spread) {
                bytes[cell->column] += strlen(cell->text);
            }
        }
    }
    for (uint32_t c = 0; bytes != NULL && c < MDS_LIMIT_COLUMNS; c++) {
        if (bytes[c] > (best != LEARN_NO_COLUMN ? bytes[best] : 0)) {
            best = c;
        }
    }
    return best;
}

static bool add_numbered(const scan *s, const learn_candidate *at)
{
    learn_sheet *sheet = s->out;
    const mds_grid_cell *cell = cell_at(sheet, at);
    learn_item item = new_item(sheet, at->row);

    item.number = at->number;
    item.inner = at->inner;
    item.number_column = cell->column;
    item.repeated = number_used(sheet, &at->number);
    item.stray = !at->chosen;
    if (!mds_learn__text_of_item(&item, s->arena, s->words, &sheet->rows[at->row], cell,
                                 s->wording)) {
        return false;
    }
    sheet->items[sheet->item_count++] = item;
    return true;
}

static bool add_line(const scan *s, size_t r, const mds_grid_cell *cell)
{
    learn_item item = new_item(s->out, r);

    item.column = cell->column;
    item.text = mds_learn__text_clean(s->arena, s->words,
                                      cell->text + mds_learn__list_mark(s->words, cell->text));
    if (item.text == NULL) {
        return false;
    }
    if (mds_learn__has_words(item.text)) {
        s->out->items[s->out->item_count++] = item;
    }
    return true;
}

/* The first cell of a row before its answers that may hold a line's wording; NULL: there is none.
 */
static const mds_grid_cell *line_cell(const learn_row *row)
{
    for (size_t i = 0; i < row->row->count; i++) {
        const mds_grid_cell *cell = &row->row->cells[i];
        if (cell->column < row->answers_from && !cell->spread) {
            return cell;
        }
    }
    return NULL;
}

/* The row that heads the table; NULL: there is none. */
static const learn_row *table_heading(const learn_sheet *sheet)
{
    for (size_t r = 0; r < sheet->sheet->row_count; r++) {
        if (sheet->rows[r].heading) {
            return &sheet->rows[r];
        }
    }
    return NULL;
}

/* Whether a cell repeats one of the heading, on a further page. */
static bool repeats_heading(const learn_row *heading, const mds_grid_cell *cell)
{
    for (size_t i = 0; heading != NULL && i < heading->row->count; i++) {
        if (strcmp(heading->row->cells[i].text, cell->text) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a row without a number has one like it beside it, above or below, in the column of the
 * wording: a title of a section is alone. */
static bool in_group(const learn_sheet *sheet, size_t r, uint32_t column)
{
    const learn_item *before = &sheet->items[sheet->item_count - 1];
    const learn_row *next = r + 1 < sheet->sheet->row_count ? &sheet->rows[r + 1] : NULL;
    const mds_grid_cell *below = next != NULL && !next->numbered ? line_cell(next) : NULL;

    return before->column == column && (before->number.number.count == 0 ||
                                        (below != NULL && below->column == column &&
                                         next->row->number == sheet->rows[r].row->number + 1));
}

/* The wording of a row without a number that is a line below the item before it; NULL: it is none.
 */
static const mds_grid_cell *line_below(const scan *s, const learn_row *heading, size_t r,
                                       size_t last_chosen)
{
    const learn_sheet *sheet = s->out;
    const learn_row *row = &sheet->rows[r];
    const mds_grid_cell *cell = line_cell(row);

    if (cell == NULL || row->heading || repeats_heading(heading, cell)) {
        return NULL;
    }
    const bool marked = mds_learn__list_mark(s->words, cell->text) > 0;
    const bool beside = sheet->item_count > 0 && sheet->items[sheet->item_count - 1].row + 1 == r;
    /* Where ids have letters every question has one: what is between is a section's title. */
    if (!marked && sheet->item_count > 0 &&
        sheet->items[sheet->item_count - 1].number.prefix[0] != '\0') {
        return NULL;
    }
    const bool weak = mds_learn__is_choice(row->headed) && beside;
    const bool grouped =
        r < last_chosen && (row->answered || (weak && in_group(sheet, r, cell->column)));
    const bool line =
        is_certain(row) ? marked || r < last_chosen || beside : weak && (marked || grouped);
    return line ? cell : NULL;
}

/* A number merged over its lines: "4.1" at the left of all of them, whose words are beside it. */
static const mds_grid_cell *line_beside(const learn_sheet *sheet, const learn_candidate *at)
{
    const mds_grid_cell *cell = cell_at(sheet, at);
    const learn_row *row = &sheet->rows[at->row];

    if (cell->merge == 0 || at->row + 1 >= sheet->sheet->row_count ||
        sheet->sheet->merges[cell->merge - 1].last_row <= row->row->number ||
        *mds_learn__number_rest(&at->number, cell->text) == '\0') {
        return NULL;
    }
    const learn_row *next = &sheet->rows[at->row + 1];
    const mds_grid_cell *below = line_cell(next);
    const mds_grid_cell *beside = NULL;
    for (size_t i = at->cell + 1; i < row->row->count && beside == NULL; i++) {
        const mds_grid_cell *other = &row->row->cells[i];
        beside = other->column < row->answers_from && other->merge != cell->merge && !other->spread
                     ? other
                     : NULL;
    }
    const bool list = beside != NULL && below != NULL && below->column == beside->column &&
                      !next->numbered && (is_certain(next) || mds_learn__is_choice(next->headed));
    return list ? beside : NULL;
}

static bool add_item(const scan *s, const learn_candidate *at)
{
    const mds_grid_cell *beside = line_beside(s->out, at);

    if (!add_numbered(s, at)) {
        return false;
    }
    if (beside == NULL) {
        return true;
    }
    learn_item *item = &s->out->items[s->out->item_count - 1];
    item->kind = MDS_QUESTION_HEADING;
    return add_line(s, at->row, beside);
}

static bool collect(const scan *s, const learn_chain *chain)
{
    learn_sheet *sheet = s->out;
    const size_t rows = sheet->sheet->row_count;
    const learn_row *heading = table_heading(sheet);
    size_t last_chosen = 0;
    size_t i = 0;

    for (size_t k = 0; k < chain->count; k++) {
        last_chosen = chain->at[k].chosen ? chain->at[k].row : last_chosen;
    }
    /* A row gives a heading and its first line at most. */
    sheet->items = mds_arena_alloc(s->arena, rows < LEARN_ITEMS ? rows * 2 : LEARN_ITEMS + 1,
                                   sizeof *sheet->items);
    if (sheet->items == NULL) {
        return false;
    }
    for (size_t r = 0; r < rows && sheet->item_count < LEARN_ITEMS; r++) {
        const size_t first = i;
        const learn_candidate *at = NULL;
        for (; i < chain->count && chain->at[i].row == r; i++) {
            at = chain->at[i].chosen ? &chain->at[i] : at;
        }
        if (at == NULL && is_certain(&sheet->rows[r])) {
            at = outside(chain, first, r);
        }
        if (at != NULL) {
            if (!add_item(s, at)) {
                return false;
            }
            continue;
        }
        const mds_grid_cell *line = line_below(s, heading, r, last_chosen);
        if (line != NULL && !add_line(s, r, line)) {
            return false;
        }
    }
    sheet->overfull = chain->overfull || sheet->item_count >= LEARN_ITEMS;
    return true;
}

/* Whether lines or items are below item \p i. */
static bool has_lines(const learn_sheet *sheet, size_t i)
{
    return i + 1 < sheet->item_count && sheet->items[i + 1].number.number.count == 0;
}

static bool has_inner(const learn_sheet *sheet, size_t i)
{
    const learn_item *item = &sheet->items[i];

    for (size_t k = i + 1; k < sheet->item_count; k++) {
        const learn_item *other = &sheet->items[k];
        if (other->number.number.count > 0) {
            return mds_learn__number_inside(&other->number, &item->number);
        }
    }
    return false;
}

/* Whether what is below item \p i is numbered in itself, "(1)": it is a chapter, no item. */
static bool is_chapter(const learn_sheet *sheet, size_t i)
{
    for (size_t k = i + 1; k < sheet->item_count; k++) {
        const learn_number *inner = &sheet->items[k].number;
        if (inner->number.count > 0) {
            const unsigned char level = inner->level[sheet->items[i].number.number.count];
            return level == LEARN_LEVEL_BRACKET || level == LEARN_LEVEL_CIRCLE;
        }
    }
    return false;
}

/* Whether answers are offered below item \p i: what is numbered at the foot are remarks. */
static bool has_choices_below(const learn_sheet *sheet, size_t i)
{
    for (size_t k = i + 1; k < sheet->item_count; k++) {
        if (mds_learn__is_choice(sheet->items[k].answers)) {
            return true;
        }
    }
    return false;
}

/* A number without answers: a heading when something is below it, a question for a text where
 * it follows on the item before; else it is no item. */
static bool settle_kind(const learn_sheet *sheet, learn_item *item, size_t i)
{
    const bool numbered = item->number.number.count > 0;

    if (item->kind == MDS_QUESTION_HEADING ||
        (item->certain && mds_learn__is_choice(item->answers))) {
        return true;
    }
    if (numbered && has_lines(sheet, i) && !sheet->rows[item->row].answered) {
        item->kind = MDS_QUESTION_HEADING;
        return true;
    }
    if (mds_learn__is_choice(item->answers)) {
        return true;
    }
    if (numbered && has_inner(sheet, i)) {
        item->kind = MDS_QUESTION_HEADING;
        return !is_chapter(sheet, i);
    }
    item->kind = MDS_QUESTION_TEXT;
    return numbered && !item->inner &&
           (item->number.prefix[0] != '\0' ||
            (i > 0 && has_choices_below(sheet, i) &&
             mds_learn__number_follows(&sheet->items[i - 1].number, &item->number)));
}

static void settle(learn_sheet *sheet)
{
    size_t kept = 0;

    for (size_t i = 0; i < sheet->item_count; i++) {
        learn_item item = sheet->items[i];
        if (!settle_kind(sheet, &item, i)) {
            continue;
        }
        /* What is behind is still to be looked at: only the past is overwritten. */
        sheet->items[kept++] = item;
    }
    sheet->item_count = kept;
    for (size_t i = 0; i < kept; i++) {
        sheet->choices += sheet->items[i].kind == MDS_QUESTION_CHOICE;
        sheet->answered += sheet->rows[sheet->items[i].row].answered;
    }
    for (size_t i = kept; i > 0; i--) {
        if (sheet->items[i - 1].number.number.count > 0) {
            sheet->first_row = sheet->items[i - 1].row;
        }
    }
}

bool mds_learn__sheet_read(learn_sheet *out, mds_arena *arena, const learn_words *words,
                           const mds_grid *grid, const mds_grid_sheet *sheet)
{
    scan s = {out, arena, words, grid, LEARN_NO_COLUMN};
    learn_chain chain;

    *out = (learn_sheet){.catalog = words->catalog, .sheet = sheet};
    out->rows = mds_arena_alloc(arena, sheet->row_count, sizeof *out->rows);
    if (out->rows == NULL) {
        return false;
    }
    for (size_t r = 0; r < sheet->row_count; r++) {
        out->rows[r].row = &sheet->rows[r];
        if (!read_row(&s, &out->rows[r])) {
            return false;
        }
    }
    read_lists(&s);
    if (!spread_headings(&s)) {
        return false;
    }
    weigh_headings(out);
    if (!mds_learn__chain_find(&chain, arena, out)) {
        return false;
    }
    s.wording = wording_column(&s, &chain);
    if (!collect(&s, &chain)) {
        return false;
    }
    settle(out);
    return true;
}
