/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Where a form's questions, answers and notes are on the sheets of a grid, found by what the
 * cells say.
 */
#ifndef MDS_IMPORTERS_LAYOUT_H
#define MDS_IMPORTERS_LAYOUT_H

#include "grid.h"
#include "ids.h"
#include "match.h"
#include "revision.h"
#include "words.h"

#define MDS_NO_COLUMN UINT32_MAX

/* Sets of choices on one sheet, and columns of one set. */
enum { MDS_ROUNDS = 3, MDS_SET_COLUMNS = 24 };

/* One of the columns of a set: a choice has it, or its marks alone are there. */
typedef struct mds_choice_column {
    uint32_t column;
    uint32_t class; /* as mds_choice__class() has it; MDS_CHOICE_CLASSES: marks alone */
} mds_choice_column;

/* A set of choices, from the left. */
typedef struct mds_choice_columns {
    mds_choice_column at[MDS_SET_COLUMNS];
    size_t count;
    bool headed;           /* headings name the choices */
    size_t classes;        /* how many different ones there are */
    mds_revision revision; /* what the headings say of it */
    bool older;            /* another set holds the newer answers */
    mds_choice_rule rule;
} mds_choice_columns;

/* A block of questions: a sheet, or columns of it where two blocks are side by side. */
typedef struct mds_layout {
    const mds_grid_sheet *sheet;
    const mds_view *view;               /* of a form with numbers; NULL */
    mds_matched matched;                /* likewise */
    uint32_t first_column, last_column; /* the block's columns, inclusive */
    uint32_t id, answer, note, wording; /* columns, or MDS_NO_COLUMN */
    uint32_t headed[MDS_SET_COLUMNS];   /* every column below a heading of answers */
    size_t headed_count;
    uint32_t older[MDS_SET_COLUMNS]; /* columns with the answers of an older revision */
    size_t older_count;
    uint32_t rivals[MDS_SET_COLUMNS]; /* columns that may be the answers as well */
    size_t rival_count;
    bool rival_sets; /* the same of sets of choices */
    bool printed;    /* the column of answers is one of several with printed choices */
    mds_shape shape;
    mds_choice_columns rounds[MDS_ROUNDS]; /* of MARKS and WORDS */
    size_t round_count;
    mds_choice_rule rule; /* of CELL and LINE */
    bool coded;           /* the heading of the answers says what digits mean */
    uint8_t codes[MDS_CODES];
    bool note_numbers;    /* the note column takes numbers of a list */
    uint32_t *questions;  /* per row of the sheet, or MDS_NO_ORDINAL */
    uint32_t *id_columns; /* per row: where its id is */
    size_t unread_marks;  /* shapes over its questions that were not understood */
    size_t last_row;      /* index of the last row that holds a question */
    size_t found;         /* different questions */
    bool whole_ids;       /* the id cells hold little besides the id */
} mds_layout;

typedef struct mds_layouts {
    uint32_t form;       /* ordinal of the edition */
    uint32_t rival;      /* an edition that fits as well, or MDS_NO_ORDINAL */
    uint32_t beside;     /* an edition of another kind that is in the file too, likewise */
    size_t beside_found; /* questions of it; above 0 with MDS_NO_ORDINAL: of no known edition */
    const char *beside_sheet; /* the sheet that they are on, or NULL */
    mds_edition *editions;    /* per form of the catalog */
    mds_vocabulary words;     /* of the edition */
    mds_fit fit;              /* of a form with numbers */
    const bool *own;          /* per sheet: it is no other form's; NULL: all are its own */
    mds_layout *at;
    size_t count, capacity;
} mds_layouts;

/* The grid with tables that lie on their side turned, each band as a sheet of its own; \p grid
 * itself where there are none. \p ids, here and below: of mds_ids__build(). False when the arena is
 * exhausted. */
bool mds_lying__stand_up(const mds_grid **out, mds_arena *scratch, const mds_catalog *catalog,
                         const mds_id_index *ids, const mds_grid *grid);

/* The grid with the blocks of a sheet on sheets of their own, where its headings occur twice side
 * by side; \p grid itself where there is no such sheet. False when the arena is exhausted. */
bool mds_blocks__part(const mds_grid **out, mds_arena *scratch, const mds_grid *grid);

/* The grid with whole ids where they are in two columns, "AUDT | 2.1"; \p grid itself where they
 * do not. False when the arena is exhausted. */
bool mds_ids__join(const mds_grid **out, mds_arena *scratch, const mds_catalog *catalog,
                   const mds_id_index *ids, const mds_grid *grid);

/* Finds the edition and its blocks. MDS_ENOTFOUND without a diagnostic when no question of any
 * edition is in the grid; MDS_EUNSUPPORTED, with one, when it is an edition whose questions
 * the catalog lacks. What is kept lives in \p scratch. */
MDS_NODISCARD mds_status mds_layout__find(mds_layouts *out, mds_arena *scratch,
                                          const mds_catalog *catalog, const mds_id_index *ids,
                                          const mds_grid *grid);

/* Takes out the sheets that only show how the form is filled in, where the form itself is in
 * the file too, and says so. False when the arena is exhausted. */
bool mds_layouts__drop_samples(mds_layouts *layouts, mds_arena *scratch, const mds_grid *grid);

/* Whether a sheet of the grid belongs to the form. */
bool mds_layouts__own(const mds_layouts *layouts, size_t sheet);

/* Finds the answer, note and wording columns of a layout. MDS_ENOMEM or MDS_ELIMIT as \p scratch
 * has it. */
MDS_NODISCARD mds_status mds_layout__columns(mds_layout *layout, mds_arena *scratch,
                                             const mds_grid *grid, const mds_vocabulary *words);

/* Finds answers that are spread over several columns, or are in the cell of the question. False
 * when the arena is exhausted. */
bool mds_layout__shape(mds_layout *layout, mds_arena *scratch, const mds_vocabulary *words);
/* The first column of a class in a set, or the one with its marks where these have columns of their
 * own; MDS_NO_COLUMN when there is none. */
uint32_t mds_choice__column_of(const mds_choice_columns *set, size_t class, bool marks);
/* The printed choice of class \p k, as mds_choice__class() has it, in a question of \p set. */
size_t mds_layout__choice(size_t k, mds_answer_set set);

/* Whether the form asks for rounds of confirmation, which have a column each. */
bool mds_layout__has_rounds(const mds_form *form);

/* A column that may hold the answers. */
typedef struct mds_answer_column {
    uint32_t column;
    mds_revision revision;
} mds_answer_column;

/* Chooses the column of the newest answers, the best guess first, and tells older ones from those
 * that may hold as well. */
void mds_layout__rank_columns(mds_layout *layout, const mds_answer_column *columns, size_t count,
                              bool rounds);
/* The same of sets of choices. \p rounds: of a form with rounds of confirmation, which are no
 * revisions; only another year's answers are set aside. */
void mds_layout__rank_sets(mds_layout *layout, bool rounds);
/* Whether a column holds the answers of an older revision; those, or answers that may hold too;
 * the remarks of an older revision, which are behind its answers. */
bool mds_layout__is_older(const mds_layout *layout, uint32_t column);
bool mds_layout__is_rival(const mds_layout *layout, uint32_t column);
bool mds_layout__is_beside_older(const mds_layout *layout, uint32_t column);

/* Finds the rules by which the marks of a layout choose: of each set of choices; and, once the
 * column of answers is known, of its cells. False when the arena is exhausted. */
bool mds_layout__set_rules(mds_layout *layout, mds_arena *scratch, const mds_vocabulary *words);
bool mds_layout__cell_rule(mds_layout *layout, mds_arena *scratch, const mds_vocabulary *words);
/* Finds out whether what was taken for the answers is one of several columns with printed choices.
 * False when the arena is exhausted. */
bool mds_layout__find_printed(mds_layout *layout, mds_arena *scratch, const mds_vocabulary *words);
/* What the choices of set \p n say in the row of index \p r; \p cell, unless NULL, gets the cell
 * of the chosen one, or of the first, or NULL. False when the arena is exhausted. */
bool mds_layout__choose(mds_cell_reading *out, const mds_grid_cell **cell, mds_arena *scratch,
                        const mds_vocabulary *words, const mds_layout *layout, size_t r, size_t n);

#endif
