/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A page on its way to rows: what is drawn has become words and rules, words lie in lines, lines
 * fall apart into pieces, and pieces belong to columns and rows.
 */
#ifndef MDS_IMPORTERS_PDF_PAGE_H
#define MDS_IMPORTERS_PDF_PAGE_H

#include "doc.h"

/* A level or upright line that parts cells. */
typedef struct mds_pdf_rule {
    int32_t at;       /* y of a level one, x of an upright one */
    int32_t from, to; /* along it */
} mds_pdf_rule;

typedef struct mds_pdf_rules {
    mds_pdf_rule *at; /* by place */
    size_t count, capacity;
} mds_pdf_rules;

/* Words beside one another in one line and one column. */
typedef struct mds_pdf_piece {
    mds_pdf_box box;
    size_t first, count; /* words of the view */
    uint32_t line;       /* of the view */
    uint32_t slot;       /* upright rules before it in its line */
    uint32_t column;
    uint32_t row; /* of the view, or MDS_PDF_NO_ROW */
    bool gone;    /* repeated on other pages: a header, a footer */
} mds_pdf_piece;

#define MDS_PDF_NO_ROW UINT32_MAX
enum { MDS_PDF_COLUMNS = 24 };

typedef struct mds_pdf_row {
    mds_pdf_box box;
    bool keyed;   /* begins with an id or a number */
    bool first;   /* its first column holds something */
    bool goes_on; /* the rest of the row before, behind a page break */
} mds_pdf_row;

/* Edges of columns. */
typedef struct mds_pdf_columns {
    int32_t edges[MDS_PDF_COLUMNS];  /* where each begins; the first is far to the left */
    int32_t starts[MDS_PDF_COLUMNS]; /* where the words of most lines begin in it, or 0 */
    uint32_t count;
} mds_pdf_columns;

#define MDS_PDF_FAR_LEFT (INT32_MIN / 4)

/* The words of a document, and whether it breaks words at the ends of lines. */
typedef struct mds_pdf_hyphens {
    struct mds_map *words;
    bool breaks;
} mds_pdf_hyphens;

/* A page, or the half of one that has two columns of rows. */
typedef struct mds_pdf_view {
    const mds_pdf_page *page;
    int32_t left, right; /* the part of the page */
    int32_t origin;      /* what x counts from in words, pieces and rules */
    mds_pdf_word *words; /* by line and place */
    uint32_t *lines;     /* of each word */
    size_t word_count;
    uint32_t line_count;
    mds_pdf_rules level, upright;
    mds_pdf_piece *pieces; /* by line and place */
    size_t piece_count;
    mds_pdf_columns columns;
    uint32_t group; /* views whose columns without rules are found together */
    bool ruled;     /* columns are parted by upright rules */
    uint32_t key;   /* the column of ids */
    int32_t size;   /* of most text */
    const mds_pdf_hyphens *hyphens;
    mds_pdf_row *rows;
    size_t row_count, row_capacity;
} mds_pdf_view;

/* What is found on the way and said at the end. */
typedef struct mds_pdf_findings {
    size_t contradictions; /* fields whose looks and value differ */
    const char *first_contradiction;
    uint32_t contradiction_page;
    size_t struck;
    uint32_t struck_page;
    size_t watermarks;
    uint32_t watermark_page;
    size_t apart; /* pages of a wide sheet that could not be put beside others */
    uint32_t apart_page;
    uint32_t crowded_page; /* too many drawings to look at */
    bool recognised;       /* characters that a scanner's program recognised */
} mds_pdf_findings;

/* Turns drawings, fields and remarks of a page into words, takes out what belongs to no cell, and
 * collects its rules. False when the arena is exhausted. */
bool mds_pdf__fields(mds_pdf_page *page, mds_arena *arena, mds_pdf_findings *findings);
bool mds_pdf__marks(mds_pdf_page *page, mds_arena *arena, mds_pdf_findings *findings);
bool mds_pdf__rules_find(mds_pdf_view *view, mds_arena *arena);

/* Adds a word that stands for something else. */
bool mds_pdf__add_word(mds_pdf_page *page, mds_arena *arena, const mds_pdf_box *box,
                       const char *text);

/* Whether a text begins with an id or a number of an item: "MPII-2.1", "4.1.1 ...", "B.2" or the
 * mark of a list. */
typedef enum mds_pdf_key {
    MDS_PDF_KEY_NONE,
    MDS_PDF_KEY_NUMBER, /* "4.1", "A", a bullet: may be many things */
    MDS_PDF_KEY_ID      /* "MPII-2.1", "12-1.1" */
} mds_pdf_key;
mds_pdf_key mds_pdf__key_of(const char *text);
/* An item of a list without a number. */
bool mds_pdf__is_bullet(const char *text);
/* "-2.1" or ".1", below the letters of an id in a narrow column. */
bool mds_pdf__is_rest_of_key(const char *text);

/* The parts of a page that have rows of their own: one, or two side by side. */
size_t mds_pdf__blocks(mds_pdf_view out[2], const mds_pdf_page *page);
/* The same of a page with few rows, as those of another page are: the last one of a form. */
size_t mds_pdf__blocks_like(mds_pdf_view out[2], const mds_pdf_page *page,
                            const mds_pdf_view model[2]);
/* Sorts the view's words into lines and finds its rules. */
bool mds_pdf__lines(mds_pdf_view *view, mds_arena *arena);
/* The word behind a line that begins at word \p from; whether it begins with an id or a number. */
size_t mds_pdf__line_end(const mds_pdf_view *view, size_t from);
bool mds_pdf__is_key_line(const mds_pdf_view *view, size_t from);
/* The columns of the views of a group that have no rules. False when the arena is exhausted. */
bool mds_pdf__gutters_find(mds_pdf_columns *out, const mds_pdf_view *views, size_t count,
                           uint32_t group, mds_arena *arena);
/* Finds the columns of all views together, so that one column is one on each page, and parts the
 * lines into pieces. */
bool mds_pdf__columns_find(mds_pdf_view *views, size_t count, mds_arena *arena);
/* Lays pages that go on to the right beside the pages that they go on from, and leaves out those of
 * which it is not known. Once. */
bool mds_pdf__join_broken(mds_pdf_doc *doc, mds_arena *arena, mds_pdf_findings *findings);

/* Marks the pieces of headers, footers and repeated headings as gone. */
bool mds_pdf__drop_repeats(mds_pdf_view *views, size_t count, mds_arena *arena);

/* What the rows of a view are found by. */
typedef enum mds_pdf_align { MDS_PDF_TOP, MDS_PDF_MIDDLE, MDS_PDF_BOTTOM } mds_pdf_align;

/* A line of a column, or the row that it is to be given to: the middles of its first and its last
 * line. */
typedef struct mds_pdf_span {
    int32_t top, bottom;
} mds_pdf_span;

/* Gives the lines of one column to the rows that \p anchors begin, so that they lie beside them as
 * \p align says: \p owner is the anchor of each line, or the number of anchors for none. \p must:
 * each row should get some. The cost of the best way; negative when the arena is exhausted. */
double mds_pdf__assign(uint32_t *owner, const mds_pdf_span *lines, size_t line_count,
                       const mds_pdf_span *anchors, size_t anchor_count, mds_pdf_align align,
                       int32_t pitch, bool must, mds_arena *arena);

/* Finds rows for the pieces that are not gone. */
bool mds_pdf__rows_find(mds_pdf_view *views, size_t count, mds_arena *arena);

/* Finds out whether the document hyphenates; the views keep \p out. */
bool mds_pdf__hyphens_find(mds_pdf_hyphens *out, mds_pdf_view *views, size_t count,
                           mds_arena *arena);
/* Whether \p first, at the end of a line, and \p second are one word that the line broke. */
bool mds_pdf__breaks_word(const mds_pdf_hyphens *hyphens, const char *first, const char *second);

/* The text of pieces of one cell, \p count of them in reading order. NULL when the arena is
 * exhausted. */
const char *mds_pdf__cell_text(mds_arena *arena, const mds_pdf_view *view,
                               const mds_pdf_piece *const *pieces, size_t count);

/* The gap before a word that parts pieces for certain. */
static inline int32_t mds_pdf__wide_gap(const mds_pdf_view *view)
{
    return view->size * 12 / 10;
}

/* Whether the text of a page lies unseen over a scan of it. */
static inline bool mds_pdf__is_recognised(const mds_pdf_page *page)
{
    return page->images >= 50 && page->invisible > page->visible;
}

static inline int32_t mds_pdf__middle_y(const mds_pdf_box *box)
{
    return box->y0 + (box->y1 - box->y0) / 2;
}

static inline int32_t mds_pdf__middle_x(const mds_pdf_box *box)
{
    return box->x0 + (box->x1 - box->x0) / 2;
}

static inline bool mds_pdf__holds(const mds_pdf_box *box, int32_t x, int32_t y)
{
    return x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1;
}

static inline void mds_pdf__join(mds_pdf_box *box, const mds_pdf_box *with)
{
    box->x0 = with->x0 < box->x0 ? with->x0 : box->x0;
    box->y0 = with->y0 < box->y0 ? with->y0 : box->y0;
    box->x1 = with->x1 > box->x1 ? with->x1 : box->x1;
    box->y1 = with->y1 > box->y1 ? with->y1 : box->y1;
}

#endif
