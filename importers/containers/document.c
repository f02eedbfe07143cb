/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A table within a cell that is no larger than this belongs to the cell: choices laid out side by
 * side. */
enum { INLINE_ROWS = 4, INLINE_CELLS = 12 };
/* Rows that a cell may run over. */
enum { MOST_SPAN = 65534 };

static void fail(mds_document *d)
{
    if (d->status == MDS_OK) {
        d->status = mds_grid__out_of_memory(d->grid->arena, d->grid->file, d->grid->diags);
    }
}

static void too_complex(mds_document *d)
{
    mds_diag_add(d->grid->diags, MDS_D_DOCUMENT_COMPLEX, d->grid->file, NULL, NULL);
    d->status = MDS_ELIMIT;
}

static mds_document_level *top(const mds_document *d)
{
    return d->depth > 0 ? d->levels[d->depth - 1] : NULL;
}

/* Where text goes: into the open cell; outside of it, a caption, into a paragraph. */
static mds_strbuf *line_of(mds_document *d)
{
    mds_document_level *level = top(d);

    return level != NULL && level->in_cell ? &level->text : d->depth <= 1 ? &d->line : NULL;
}

void mds_document__begin(mds_document *d, mds_grid *grid)
{
    *d = (mds_document){.grid = grid};
    grid->document = true;
    mds_strbuf_init(&d->line, MDS_LIMIT_CELL_BYTES);
}

void mds_document__free(mds_document *d)
{
    for (size_t i = 0; i < MDS_DOCUMENT_DEPTH; i++) {
        if (d->levels[i] != NULL) {
            mds_strbuf_finish(&d->levels[i]->text);
            free(d->levels[i]);
            d->levels[i] = NULL;
        }
    }
    mds_strbuf_finish(&d->line);
}

/* The text without the line ends at its end; NULL when nothing is there or memory is short. */
static const char *take_text(mds_document *d, mds_strbuf *text)
{
    const char *kept = NULL;

    while (text->n > 0 && strchr(" \n", text->p[text->n - 1]) != NULL) {
        text->p[--text->n] = '\0';
    }
    if (text->status == MDS_ELIMIT) {
        char limit[24];
        (void)snprintf(limit, sizeof limit, "%zu", MDS_LIMIT_CELL_BYTES);
        mds_diag_add(d->grid->diags, MDS_D_SHEET_CELL_BYTES, d->grid->file, NULL, limit, NULL);
        d->status = MDS_ELIMIT;
    } else if (text->status != MDS_OK) {
        fail(d);
    } else if (strspn(text->p, " \t\n") < text->n) {
        char *copy = mds_strbuf_copy(text, d->grid->arena);
        if (copy == NULL) {
            fail(d);
        } else {
            (void)mds_grid__blank_controls(copy);
        }
        kept = copy;
    }
    mds_strbuf_clear(text);
    return kept;
}

static void add_cell(mds_document *d, const mds_document_cell *cell)
{
    if (!mds_array_reserve(d->grid->arena, &d->cells, &d->cell_capacity, d->cell_count,
                           sizeof *d->cells)) {
        fail(d);
        return;
    }
    d->cells[d->cell_count++] = *cell;
}

static void add_block(mds_document *d, const mds_document_block *block)
{
    if (!mds_array_reserve(d->grid->arena, &d->blocks, &d->block_capacity, d->block_count,
                           sizeof *d->blocks)) {
        fail(d);
        return;
    }
    d->blocks[d->block_count++] = *block;
}

/* The open paragraph; tabs part it into cells. */
static void end_paragraph(mds_document *d)
{
    const char *text = take_text(d, &d->line);
    const bool struck = d->line_struck;
    mds_document_block block = {.first_cell = d->cell_count, .row_count = 1};

    d->line_struck = false;
    if (text == NULL || d->status != MDS_OK) {
        return;
    }
    block.ordinal = ++d->paragraphs;
    for (const char *p = text;; block.column_count++) {
        const size_t n = strcspn(p, "\t");
        const mds_document_cell cell = {.text = mds_arena_strndup(d->grid->arena, p, n),
                                        .column = block.column_count,
                                        .rows = 1,
                                        .columns = 1,
                                        .struck = struck};
        if (cell.text == NULL) {
            fail(d);
            return;
        }
        if (strspn(p, " ") < n) {
            add_cell(d, &cell);
        }
        if (p[n] == '\0') {
            break;
        }
        p += n + 1;
    }
    block.cell_count = d->cell_count - block.first_cell;
    add_block(d, &block);
}

void mds_document__begin_table(mds_document *d)
{
    if (d->status != MDS_OK || d->depth == MDS_DOCUMENT_DEPTH || d->deeper > 0 ||
        (d->depth > 0 && !top(d)->in_cell)) {
        d->deeper++;
        return;
    }
    if (d->depth == 0) {
        end_paragraph(d);
    }
    mds_document_level *level = d->levels[d->depth];
    if (level == NULL) {
        level = calloc(1, sizeof *level);
        if (level == NULL) {
            mds_diag_add(d->grid->diags, MDS_D_OUT_OF_MEMORY, d->grid->file, NULL, NULL);
            d->status = MDS_ENOMEM;
            d->deeper++;
            return;
        }
        mds_strbuf_init(&level->text, MDS_LIMIT_CELL_BYTES);
        d->levels[d->depth] = level;
    }
    level->count = level->span_count = 0;
    level->rows = 0;
    level->in_row = level->in_cell = false;
    memset(level->used, 0, sizeof level->used);
    d->depth++;
}

/* Takes out what ends above the open row. */
static void drop_spans(mds_document_level *level)
{
    const uint32_t row = level->rows - 1;
    size_t kept = 0;

    for (size_t i = 0; i < level->span_count; i++) {
        const mds_document_span *span = &level->spans[i];
        if (span->until > row) {
            level->spans[kept++] = *span;
        }
    }
    level->span_count = kept;
}

void mds_document__begin_row(mds_document *d)
{
    mds_document_level *level = top(d);

    if (d->status != MDS_OK || d->deeper > 0 || level == NULL) {
        return;
    }
    mds_document__end_row(d);
    level->in_row = true;
    level->rows++;
    level->column = 0;
    drop_spans(level);
}

void mds_document__end_row(mds_document *d)
{
    mds_document_level *level = top(d);

    if (d->status != MDS_OK || d->deeper > 0 || level == NULL || !level->in_row) {
        return;
    }
    mds_document__end_cell(d);
    level->in_row = false;
}

void mds_document__drop_row(mds_document *d)
{
    mds_document_level *level = top(d);

    if (d->status != MDS_OK || d->deeper > 0 || level == NULL || !level->in_row) {
        return;
    }
    const uint32_t row = level->rows - 1;
    mds_strbuf_clear(&level->text);
    level->in_cell = level->in_row = false;
    while (level->count > 0 && level->cells[level->count - 1].row == row) {
        level->count--;
    }
    level->span_count = 0;
    level->rows--;
}

void mds_document__skip_columns(mds_document *d, uint32_t columns)
{
    mds_document_level *level = top(d);

    if (d->deeper == 0 && level != NULL && columns < MDS_LIMIT_COLUMNS &&
        level->column < MDS_LIMIT_COLUMNS) {
        level->column += columns;
    }
}

/* The span over a column in the open row, only one that holds its place without being named. */
static const mds_document_span *covering(const mds_document_level *level, uint32_t column)
{
    for (size_t i = 0; i < level->span_count; i++) {
        const mds_document_span *span = &level->spans[i];
        if (span->until != UINT32_MAX && column >= span->column &&
            column - span->column < span->columns) {
            return span;
        }
    }
    return NULL;
}

/* The span that a cell at the column goes on with, or ends. */
static size_t open_span(const mds_document_level *level, uint32_t column)
{
    size_t i = 0;

    while (i < level->span_count &&
           (level->spans[i].until != UINT32_MAX || level->spans[i].column != column)) {
        i++;
    }
    return i;
}

/* Goes on with the cell above, or ends it; whether the open cell is a rest. */
static bool join_above(mds_document_level *level, bool rest)
{
    const size_t i = open_span(level, level->cell.column);

    if (i == level->span_count) {
        return rest;
    }
    if (!rest) {
        level->spans[i] = level->spans[--level->span_count];
    } else if (level->spans[i].cell != SIZE_MAX) {
        mds_document_cell *above = &level->cells[level->spans[i].cell];
        above->rows = level->rows - above->row;
    }
    return rest;
}

void mds_document__begin_cell(mds_document *d, uint32_t columns, uint32_t rows, bool rest)
{
    mds_document_level *level = top(d);
    const mds_document_span *over;

    if (d->status != MDS_OK || d->deeper > 0 || level == NULL) {
        return;
    }
    if (!level->in_row) {
        mds_document__begin_row(d);
    }
    mds_document__end_cell(d);
    while ((over = covering(level, level->column)) != NULL) {
        level->column = over->column + over->columns;
    }
    columns = columns == 0 ? 1 : columns > MDS_LIMIT_COLUMNS ? MDS_LIMIT_COLUMNS : columns;
    rows = rows > MOST_SPAN ? MOST_SPAN : rows;
    level->cell = (mds_document_cell){
        .row = level->rows - 1, .column = level->column, .rows = 1, .columns = columns};
    level->parts.count = 0;
    level->fill = 0;
    level->kept = !join_above(level, rest);
    level->in_cell = true;
    if (level->column < MDS_LIMIT_COLUMNS) {
        level->used[level->column] = true;
        level->column += columns;
    }
    if (!rest && rows != 1) {
        if (level->span_count == MDS_DOCUMENT_SPANS) {
            too_complex(d);
            return;
        }
        level->cell.rows = rows == 0 ? 1 : rows;
        level->spans[level->span_count++] = (mds_document_span){
            level->cell.column, columns, rows == 0 ? UINT32_MAX : level->rows - 1 + rows, SIZE_MAX};
    }
}

/* Looks are apart from the cells: of a million plain ones none has any. */
static bool keep_looks(mds_document *d, mds_document_level *level)
{
    mds_looks looks;

    if (!mds_look__settle(&looks, d->grid->arena, &level->parts, level->fill)) {
        return false;
    }
    if (looks.look == 0 && looks.count == 0) {
        return true;
    }
    if (!mds_array_reserve(d->grid->arena, &d->looks, &d->look_capacity, d->look_count,
                           sizeof *d->looks)) {
        return false;
    }
    d->looks[d->look_count++] = looks;
    level->cell.looks = (uint32_t)d->look_count;
    return true;
}

static void keep_cell(mds_document *d, mds_document_level *level)
{
    if (!keep_looks(d, level) || !mds_array_reserve(d->grid->arena, &level->cells, &level->capacity,
                                                    level->count, sizeof *level->cells)) {
        fail(d);
        return;
    }
    for (size_t i = 0; i < level->span_count; i++) {
        mds_document_span *span = &level->spans[i];
        if (span->column == level->cell.column && span->cell == SIZE_MAX) {
            span->cell = level->count;
        }
    }
    level->cells[level->count++] = level->cell;
}

void mds_document__end_cell(mds_document *d)
{
    mds_document_level *level = top(d);

    if (d->status != MDS_OK || d->deeper > 0 || level == NULL || !level->in_cell) {
        return;
    }
    level->in_cell = false;
    level->cell.text = take_text(d, &level->text);
    if (d->status == MDS_OK && level->kept && level->cell.struck && level->cell.text == NULL) {
        level->cell.text = "";
    }
    if (d->status == MDS_OK && level->kept && level->cell.text != NULL) {
        keep_cell(d, level);
    }
}

/* The cells of a small table as text of the cell around it. */
static void put_inline(mds_document *d, const mds_document_level *inner)
{
    mds_document_level *level = top(d);
    uint32_t row = 0;

    for (size_t i = 0; i < inner->count; i++) {
        const mds_document_cell *cell = &inner->cells[i];
        if (level->text.n > 0) {
            mds_strbuf_puts(&level->text, i == 0 || cell->row != row ? "\n" : "  ");
        }
        row = cell->row;
        mds_strbuf_puts(&level->text, cell->text);
        level->cell.struck = level->cell.struck || cell->struck;
    }
    mds_document__end_line(d);
}

/* The columns at which cells begin, numbered without gaps. */
static uint32_t number_columns(uint32_t *numbers, const bool *used)
{
    uint32_t count = 0;

    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        numbers[c] = count;
        count += used[c];
    }
    return count;
}

static void put_table(mds_document *d, const mds_document_level *level)
{
    uint32_t numbers[MDS_LIMIT_COLUMNS];
    mds_document_block block = {.table = true,
                                .ordinal = ++d->tables,
                                .row_count = level->rows,
                                .first_cell = d->cell_count,
                                .cell_count = level->count,
                                .column_count = number_columns(numbers, level->used)};

    for (size_t i = 0; i < level->count && d->status == MDS_OK; i++) {
        mds_document_cell cell = level->cells[i];
        if (cell.column < MDS_LIMIT_COLUMNS) {
            const uint32_t end = cell.column + cell.columns;
            const uint32_t last = end < MDS_LIMIT_COLUMNS ? numbers[end] : block.column_count;
            cell.column = numbers[cell.column];
            cell.columns = last > cell.column ? last - cell.column : 1;
        }
        if (cell.rows > level->rows - cell.row) {
            cell.rows = level->rows - cell.row;
        }
        add_cell(d, &cell);
    }
    add_block(d, &block);
}

void mds_document__end_table(mds_document *d)
{
    mds_document_level *level = top(d);

    if (d->deeper > 0) {
        d->deeper--;
        return;
    }
    if (d->status != MDS_OK || level == NULL) {
        return;
    }
    mds_document__end_row(d);
    d->depth--;
    if (d->depth > 0 && (level->rows <= INLINE_ROWS || level->count <= INLINE_CELLS)) {
        put_inline(d, level);
    } else if (level->count > 0) {
        put_table(d, level);
    }
}

void mds_document__text(mds_document *d, const char *text, size_t n)
{
    mds_strbuf *line = line_of(d);

    if (d->status == MDS_OK && line != NULL) {
        mds_strbuf_append(line, text, n);
        if (line != &d->line) {
            mds_look__note(&top(d)->parts, line->n, d->look);
        }
    }
}

void mds_document__look(mds_document *d, uint16_t look)
{
    d->look = look;
}

void mds_document__fill(mds_document *d, uint16_t look)
{
    mds_document_level *level = top(d);

    if (d->deeper == 0 && level != NULL && level->in_cell) {
        level->fill = look;
    }
}

void mds_document__struck(mds_document *d)
{
    mds_document_level *level = top(d);

    if (level == NULL) {
        d->line_struck = true;
    } else {
        level->cell.struck = level->cell.struck || level->in_cell;
    }
}

void mds_document__end_line(mds_document *d)
{
    mds_strbuf *line = line_of(d);

    if (d->status != MDS_OK || line == NULL) {
        return;
    }
    if (line == &d->line) {
        end_paragraph(d);
    } else if (line->n > 0 && line->p[line->n - 1] != '\n') {
        mds_strbuf_putc(line, '\n');
    }
}

bool mds_document__line_empty(const mds_document *d)
{
    const mds_document_level *level = top(d);
    const mds_strbuf *line = level != NULL && level->in_cell ? &level->text : &d->line;

    return line->n == 0 || line->p[line->n - 1] == '\n';
}
