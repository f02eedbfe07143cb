/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A template as a workbook: its sheets by their bytes, the texts of its cells, the words that its
 * lists offer, and what is locked. */
#ifndef MDS_EXPORTERS_TEMPLATE_BOOK_H
#define MDS_EXPORTERS_TEMPLATE_BOOK_H

#include "formula_refs.h"
#include "template.h"

/* A list to choose from. */
typedef struct mds_template_list {
    mds_area *areas; /* the cells that offer it */
    size_t area_count, area_capacity;
    mds_sv formula; /* where the words are, as the XML has it */
} mds_template_list;

typedef struct mds_template_sheet {
    const char *name, *part;
    mds_sheet_xml xml;
    mds_template_list *lists;
    size_t list_count, list_capacity;
} mds_template_sheet;

/* A name for a formula. */
typedef struct mds_template_name {
    const char *name;
    uint32_t sheet; /* the only one that knows it, or UINT32_MAX */
    mds_sv formula;
} mds_template_name;

typedef struct mds_template_book {
    mds_template *package;
    mds_arena *arena;
    mds_diags *diags;
    const char *part; /* of the workbook itself */
    mds_sv xml;       /* its bytes */
    const char *strings_part, *styles_part;
    mds_template_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    const char **sheet_names; /* once more, for what formulas name */
    mds_template_name *names;
    size_t name_count, name_capacity;
    mds_sv *strings; /* what the <si> hold */
    size_t string_count, string_capacity;
    mds_sv string_prefix; /* of the elements in it */
    bool *unlocked;       /* cell formats by index */
    size_t style_count, style_capacity;
} mds_template_book;

/* Reads what is needed of the package, which must outlive it. What cannot be followed: a
 * diagnostic and MDS_EFORMAT or MDS_EUNSUPPORTED; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_template__read(mds_template_book *out, mds_template *package,
                                            mds_arena *arena, mds_diags *diags);
/* A step of it: the lists of one sheet. */
MDS_NODISCARD mds_status mds_template__read_lists(const mds_template_book *book,
                                                  mds_template_sheet *sheet);

/* Ordinal of the sheet that a part holds; UINT32_MAX when there is none. */
uint32_t mds_template__sheet(const mds_template_book *book, const char *part);

/* What <si> or <is> hold for the cell's text; empty when it is no text. */
mds_sv mds_template__rich(const mds_template_book *book, const mds_sheet_xml *sheet,
                          const mds_sheet_cell *cell);
/* The cell's value as plain text, "" when there is none; NULL when memory is short. */
const char *mds_template__text(const mds_template_book *book, const mds_sheet_xml *sheet,
                               const mds_sheet_cell *cell);

/* Words that a cell offers to choose from. */
typedef struct mds_offers {
    const char **at;
    size_t count, capacity;
    bool unknown; /* there is a list, but which words it offers cannot be told */
} mds_offers;

/* None when it has no list. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_template__offers(mds_offers *out, const mds_template_book *book,
                                              uint32_t sheet, uint32_t row, uint32_t column);

/* Whether protection keeps the cell from being filled in. */
bool mds_template__locked(const mds_template_book *book, uint32_t sheet, uint32_t row,
                          uint32_t column);

/* Where in the cell's text, as \p rich has it, the next piece of plain text is, from *at on;
 * furigana are passed over. */
bool mds_template__piece(size_t *begin, size_t *end, mds_sv rich, size_t *at);

/* Lets every program work the formulas out anew when it opens the copy: the workbook's own part
 * with that said, in the book's arena. */
MDS_NODISCARD mds_status mds_template__recalculated(mds_sv *out, const mds_template_book *book);

#endif
