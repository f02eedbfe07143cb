/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/pdf_pages.h"

#include <string.h>

const char *const pdf_answers[PDF_ANSWERS] = {"Yes", "No", "N/A", ""};

uint32_t pdf_random(uint32_t *state, uint32_t bound)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return (*state >> 8) % bound;
}

void pdf_word(mds_strbuf *page, int x, int y, const char *text)
{
    mds_strbuf_printf(page, "W %d %d %d %d %d 0\t%s\n", x, y, x + (int)strlen(text) * 400,
                      y + PDF_HEIGHT, PDF_HEIGHT, text);
}

const char *pdf_answer_in(const mds_grid_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        for (size_t k = 0; k + 1 < PDF_ANSWERS; k++) {
            if (strcmp(row->cells[i].text, pdf_answers[k]) == 0) {
                return pdf_answers[k];
            }
        }
    }
    return "";
}

const mds_grid_row *pdf_row_of(const mds_grid *grid, const char *id)
{
    const size_t n = strlen(id);

    for (size_t r = 0; grid->sheet_count > 0 && r < grid->sheets[0].row_count; r++) {
        const mds_grid_row *row = &grid->sheets[0].rows[r];
        if (strncmp(row->cells[0].text, id, n) == 0 &&
            (row->cells[0].text[n] < '0' || row->cells[0].text[n] > '9')) {
            return row;
        }
    }
    return NULL;
}
