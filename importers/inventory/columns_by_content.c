/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "columns_by_content.h"

#include "base/address.h"
#include "base/ascii.h"
#include <mdsrisk/limits.h>
#include <string.h>

enum { LOOKED_AT = 500 /* rows */ };

typedef enum kind { KIND_MAC, KIND_IP, KIND_VLAN, KIND__COUNT } kind;
static const mds_inventory_field fields[KIND__COUNT] = {MDS_INVENTORY_MAC, MDS_INVENTORY_IP,
                                                        MDS_INVENTORY_VLAN};

typedef struct tally {
    uint32_t filled;
    uint32_t of[KIND__COUNT];
} tally;

/* "vlan 30", "VLAN30" */
static bool is_vlan(const char *text)
{
    static const char word[] = "vlan";
    size_t n = 0;

    while (n < sizeof word - 1 && (text[n] | 32) == word[n]) {
        n++;
    }
    const char *rest = text + n;
    rest += strspn(rest, " -_:#");
    const size_t digits = strspn(rest, "0123456789");
    return n == sizeof word - 1 && digits > 0 && rest[digits] == '\0';
}

/* A cell may hold several addresses; the first tells. A MAC in groups parted by blanks is one. */
static void count_cell(tally *t, const char *text)
{
    mds_sv rest = {text, strlen(text)};
    mds_sv word;
    uint32_t address;

    t->filled++;
    t->of[KIND_VLAN] += is_vlan(text);
    if (mds_address_is_mac(rest)) {
        t->of[KIND_MAC]++;
    } else if (mds_address_next(&word, &rest)) {
        t->of[KIND_MAC] += mds_address_is_mac(word);
        t->of[KIND_IP] += mds_address_ip4(&address, word);
    }
}

static void count_column(tally *out, const mds_heads *heads, const mds_grid_sheet *sheet,
                         uint32_t column)
{
    *out = (tally){0};
    for (size_t i = heads->end; i < sheet->row_count && i < heads->end + LOOKED_AT; i++) {
        const mds_grid_cell *cell = mds_grid__at(&sheet->rows[i], column);
        if (cell != NULL) {
            count_cell(out, cell->text);
        }
    }
}

/* Takes a column from the field that its heading gave it to. */
static void free_column(mds_heads *heads, uint32_t column)
{
    for (size_t f = 0; f < MDS_INVENTORY__COUNT; f++) {
        if (heads->column[f] == column) {
            heads->column[f] = MDS_NO_ORDINAL;
        }
    }
}

void mds_columns__by_content(mds_heads *heads, const mds_grid_sheet *sheet,
                             bool by_content[MDS_INVENTORY__COUNT])
{
    uint32_t width = 0;

    memset(by_content, 0, MDS_INVENTORY__COUNT * sizeof *by_content);
    for (size_t i = heads->begin; i < sheet->row_count && i < heads->end + LOOKED_AT; i++) {
        const mds_grid_row *row = &sheet->rows[i];
        const uint32_t last = row->count > 0 ? row->cells[row->count - 1].column + 1 : 0;
        width = last > width ? last : width;
    }
    for (size_t k = 0; k < KIND__COUNT; k++) {
        uint32_t best = MDS_NO_ORDINAL;
        uint32_t most = 0;
        tally named = {0};
        if (heads->column[fields[k]] != MDS_NO_ORDINAL) {
            count_column(&named, heads, sheet, heads->column[fields[k]]);
        }
        const bool fits = heads->column[fields[k]] != MDS_NO_ORDINAL &&
                          (named.of[k] > 0 || k == KIND_VLAN || named.filled == 0);
        for (uint32_t c = 0; c < width && !fits; c++) {
            tally t;
            count_column(&t, heads, sheet, c);
            if (t.of[k] > most && t.of[k] * 2 > t.filled) {
                most = t.of[k];
                best = c;
            }
        }
        if (best != MDS_NO_ORDINAL) {
            free_column(heads, best);
            heads->column[fields[k]] = best;
            by_content[fields[k]] = true;
        }
    }
}
