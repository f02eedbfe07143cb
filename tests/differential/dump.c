/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a workbook as we read them, a line each: number of the sheet, row, column, text,
 * what is stored. Backslash, tab and ends of lines are escaped. A cell that repeats a merged one is
 * left out.
 *
 * usage: cell_dump FILE */
#include "container.h"

#include <mdsrisk/limits.h>
#include <stdio.h>

static void put_text(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\\' || *text == '\t' || *text == '\n' || *text == '\r') {
            printf("\\%c", *text == '\t' ? 't' : *text == '\n' ? 'n' : *text == '\r' ? 'r' : '\\');
        } else {
            (void)putchar(*text);
        }
    }
}

static void dump(const mds_grid_sheet *sheet, size_t number)
{
    for (size_t r = 0; r < sheet->row_count; r++) {
        for (size_t c = 0; c < sheet->rows[r].count; c++) {
            const mds_grid_cell *cell = &sheet->rows[r].cells[c];
            if (!cell->spread) {
                printf("%zu\t%u\t%u\t", number, sheet->rows[r].number, cell->column + 1);
                put_text(cell->text);
                (void)putchar('\t');
                put_text(cell->raw);
                (void)putchar('\n');
            }
        }
    }
}

int main(int argc, char **argv)
{
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, 100) : NULL;
    mds_source *source = NULL;
    mds_grid grid;
    int code = 2;

    if (argc == 2 && diags != NULL && mds_source_open(&source, argv[1], 0, diags) == MDS_OK) {
        mds_grid__init(&grid, arena, argv[1], diags);
        if (mds_container__read(&grid, source) == MDS_OK) {
            for (size_t i = 0; i < grid.sheet_count; i++) {
                dump(&grid.sheets[i], i + 1);
            }
            code = 0;
        }
    }
    mds_source_free(source);
    mds_arena_free(arena);
    return code;
}
