/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of all pages to the sheet of a grid: rows that go on behind a page break are joined, and a
 * second form in the file is found. */
#include "sheet.h"

#include "base/map.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMN = 2 * MDS_PDF_COLUMNS + 2, LOOK_AHEAD = 10 };

typedef struct ordered {
    uint32_t row, column;
    size_t piece;
} ordered;

static int compare_ordered(const void *a, const void *b)
{
    const ordered *x = a;
    const ordered *y = b;

    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    if (x->column != y->column) {
        return x->column < y->column ? -1 : 1;
    }
    return x->piece < y->piece ? -1 : x->piece > y->piece;
}

static bool add_row(mds_pdf_table *table, mds_arena *arena, const mds_pdf_view *view,
                    const mds_pdf_row *row)
{
    if (!mds_array_reserve(arena, &table->rows, &table->capacity, table->count,
                           sizeof *table->rows)) {
        return false;
    }
    mds_pdf_line *line = &table->rows[table->count];
    *line = (mds_pdf_line){.page = view->page->number, .keyed = row->keyed};
    line->cells = mds_arena_alloc(arena, MOST_COLUMN, sizeof *line->cells);
    table->count += line->cells != NULL;
    return line->cells != NULL;
}

/* What the page shows a cell with. */
static mds_medium medium_of(const mds_pdf_view *view, const mds_pdf_piece *const *pieces, size_t n)
{
    mds_medium medium =
        mds_pdf__is_recognised(view->page) ? MDS_MEDIUM_RECOGNISED : MDS_MEDIUM_PRINTED;

    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < pieces[i]->count; k++) {
            const unsigned flags = view->words[pieces[i]->first + k].flags;
            const mds_medium here = (flags & MDS_PDF_FIELD) != 0   ? MDS_MEDIUM_FIELD
                                    : (flags & MDS_PDF_DRAWN) != 0 ? MDS_MEDIUM_DRAWN
                                                                   : MDS_MEDIUM_PRINTED;
            medium = here > medium ? here : medium;
        }
    }
    return medium;
}

/* The page that a place of a view is on, which may have been laid beside the view's own. */
static uint32_t locate(mds_pdf_box *box, const mds_pdf_view *view)
{
    const mds_pdf_page *page = view->page;
    uint32_t number = page->number;
    int32_t by = 0;

    for (size_t i = 0; i < page->part_count && box->x0 + view->origin >= page->parts[i].by; i++) {
        number = page->parts[i].number;
        by = page->parts[i].by;
    }
    box->x0 += view->origin - by;
    box->x1 += view->origin - by;
    return number;
}

/* The cell's text, behind what it has already. */
static bool add_text(mds_pdf_cell *cell, mds_arena *arena, const char *text, mds_medium medium,
                     const mds_pdf_view *view, mds_pdf_box box)
{
    cell->medium = medium > cell->medium ? medium : cell->medium;
    if (cell->text == NULL) {
        cell->text = text;
        cell->page = locate(&box, view);
        cell->box = box;
        return true;
    }
    mds_strbuf both;
    mds_strbuf_init(&both, 1 << 20);
    mds_strbuf_puts(&both, cell->text);
    mds_strbuf_puts(&both, " ");
    mds_strbuf_puts(&both, text);
    cell->text = mds_strbuf_copy(&both, arena);
    mds_strbuf_finish(&both);
    return cell->text != NULL;
}

/* Rows at the head of a view that have nothing in the column of ids go on with the row before. */
static bool is_rest(const mds_pdf_table *table, const mds_pdf_view *view, const mds_pdf_row *row,
                    bool head)
{
    const mds_pdf_line *last = table->count > 0 ? &table->rows[table->count - 1] : NULL;

    return head && !row->first && last != NULL && last->keyed && view->page->number > 1;
}

static bool add_cells(mds_pdf_table *table, mds_arena *arena, const mds_pdf_view *view,
                      const ordered *order, size_t n, const mds_pdf_piece **pieces)
{
    mds_pdf_line *line = &table->rows[table->count - 1];

    for (size_t from = 0; from < n;) {
        size_t to = from;
        mds_pdf_box box = view->pieces[order[from].piece].box;
        while (to < n && order[to].column == order[from].column) {
            pieces[to - from] = &view->pieces[order[to].piece];
            mds_pdf__join(&box, &pieces[to - from]->box);
            to++;
        }
        const char *text = mds_pdf__cell_text(arena, view, pieces, to - from);
        if (text == NULL || !add_text(&line->cells[order[from].column], arena, text,
                                      medium_of(view, pieces, to - from), view, box)) {
            return false;
        }
        from = to;
    }
    return true;
}

static bool add_view(mds_pdf_table *table, mds_arena *arena, const mds_pdf_view *view)
{
    ordered *order = mds_arena_alloc(arena, view->piece_count + 1, sizeof *order);
    const mds_pdf_piece **pieces = mds_arena_alloc(arena, view->piece_count + 1, sizeof *pieces);
    size_t n = 0;
    bool head = true;

    if (order == NULL || pieces == NULL) {
        return false;
    }
    for (size_t i = 0; i < view->piece_count; i++) {
        if (view->pieces[i].row != MDS_PDF_NO_ROW) {
            order[n++] = (ordered){view->pieces[i].row, view->pieces[i].column, i};
        }
    }
    qsort(order, n, sizeof *order, compare_ordered);
    for (size_t from = 0; from < n;) {
        size_t to = from;
        const mds_pdf_row *row = &view->rows[order[from].row];
        while (to < n && order[to].row == order[from].row) {
            to++;
        }
        head = is_rest(table, view, row, head);
        if (!head && !add_row(table, arena, view, row)) {
            return false;
        }
        if (!add_cells(table, arena, view, &order[from], to - from, pieces)) {
            return false;
        }
        from = to;
    }
    return true;
}

bool mds_pdf__table_build(mds_pdf_table *table, const mds_pdf_view *views, size_t count,
                          mds_arena *arena)
{
    *table = (mds_pdf_table){.key = count > 0 ? views[0].key : 0};
    for (size_t i = 0; i < count; i++) {
        if (!add_view(table, arena, &views[i])) {
            return false;
        }
    }
    return true;
}

/* An id, or a number with the beginning of its question: "1" numbers notes too. */
static const char *token_of(const mds_pdf_table *table, const mds_pdf_line *line, mds_arena *arena)
{
    const char *id = line->cells[table->key].text;
    const char *question = table->key + 1 < MOST_COLUMN ? line->cells[table->key + 1].text : NULL;
    mds_strbuf text;

    if (id == NULL || !line->keyed) {
        return "";
    }
    if (mds_pdf__key_of(id) == MDS_PDF_KEY_ID && strlen(id) < 16) {
        return id;
    }
    mds_strbuf_init(&text, 256);
    mds_strbuf_append(&text, id, strlen(id) < 100 ? strlen(id) : 100);
    mds_strbuf_puts(&text, "|");
    if (question != NULL) {
        mds_strbuf_append(&text, question, strlen(question) < 40 ? strlen(question) : 40);
    }
    const char *copy = mds_strbuf_copy(&text, arena);
    mds_strbuf_finish(&text);
    return copy;
}

/* How many of the next ids the form has had already. */
static size_t seen_ahead(const char *const *tokens, size_t n, size_t from, const mds_map *seen,
                         size_t *looked)
{
    size_t count = 0;

    *looked = 0;
    for (size_t i = from; i < n && *looked < LOOK_AHEAD; i++) {
        if (tokens[i][0] != '\0') {
            ++*looked;
            count += mds_map_find(seen, tokens[i]) != MDS_MAP_NONE;
        }
    }
    return count;
}

bool mds_pdf__table_forms(mds_pdf_table *table, mds_arena *arena)
{
    const char **tokens = mds_arena_alloc(arena, table->count + 1, sizeof *tokens);
    mds_map *seen = mds_map_new(arena, table->count + 1);
    uint32_t form = 0;
    size_t keyed = 0;

    if (tokens == NULL || seen == NULL) {
        return false;
    }
    for (size_t i = 0; i < table->count; i++) {
        tokens[i] = token_of(table, &table->rows[i], arena);
        if (tokens[i] == NULL) {
            return false;
        }
    }
    for (size_t i = 0; i < table->count; i++) {
        size_t looked = 0;
        if (tokens[i][0] != '\0' && keyed >= LOOK_AHEAD &&
            mds_map_find(seen, tokens[i]) != MDS_MAP_NONE &&
            seen_ahead(tokens, table->count, i, seen, &looked) * 10 >= looked * 8 &&
            looked >= LOOK_AHEAD / 2) {
            form++;
            keyed = 0;
            seen = mds_map_new(arena, table->count + 1);
            if (seen == NULL) {
                return false;
            }
            /* What the page says above its first id is the new form's; notes of the form before end
             * on an earlier page. */
            for (size_t k = i; k > 0 && !table->rows[k - 1].keyed &&
                               table->rows[k - 1].page == table->rows[i].page;
                 k--) {
                table->rows[k - 1].form = form;
            }
        }
        if (tokens[i][0] != '\0') {
            (void)mds_map_add(seen, tokens[i], (uint32_t)i);
            keyed++;
        }
        table->rows[i].form = form;
    }
    table->forms = form + 1;
    return true;
}

/* The columns that hold anything, numbered without gaps. */
static uint32_t number_columns(const mds_pdf_table *table, uint32_t form, uint32_t *columns)
{
    uint32_t count = 0;

    for (uint32_t c = 0; c < MOST_COLUMN; c++) {
        bool used = false;
        for (size_t i = 0; i < table->count && !used; i++) {
            used = table->rows[i].form == form && table->rows[i].cells[c].text != NULL;
        }
        columns[c] = used ? count++ : UINT32_MAX;
    }
    return count;
}

static mds_status put_row(mds_grid *grid, const mds_pdf_line *line, const uint32_t *columns,
                          uint32_t number)
{
    for (uint32_t c = 0; c < MOST_COLUMN; c++) {
        const mds_pdf_cell *cell = &line->cells[c];
        if (cell->text == NULL) {
            continue;
        }
        char *text = mds_arena_strndup(grid->arena, cell->text, strlen(cell->text));
        if (text == NULL) {
            return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
        }
        (void)mds_grid__blank_controls(text);
        const mds_grid_spot spot = {
            number,
            columns[c],
            {cell->page, cell->box.x0, cell->box.y0, cell->box.x1, cell->box.y1, cell->medium}};
        mds_status status = mds_grid__add_cell(grid, columns[c], number, text, text);
        if (status == MDS_OK) {
            status = mds_grid__add_spot(grid, &spot);
        }
        if (status != MDS_OK) {
            return status;
        }
    }
    return mds_grid__end_row(grid, number, false);
}

mds_status mds_pdf__table_put(mds_grid *grid, const mds_pdf_table *table, uint32_t form)
{
    uint32_t columns[MOST_COLUMN];
    uint32_t number = 0;

    mds_status status = mds_grid__add_sheet(grid, "", false);
    (void)number_columns(table, form, columns);
    for (size_t i = 0; i < table->count && status == MDS_OK; i++) {
        if (table->rows[i].form == form) {
            status = put_row(grid, &table->rows[i], columns, ++number);
        }
    }
    return status;
}
