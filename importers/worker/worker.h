/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The worker that opens a PDF on behalf of the command: bytes in on descriptor 0, lines of plain
 * text out on descriptor 1. It is a process of its own because the libraries that it needs are
 * large, and because a file that breaks them must not reach anything else.
 *
 * The lines, with places in hundredths of a point from the top left corner of the upright page:
 *
 *     mdsrisk-pdf 1
 *     P width height images visible invisible meaningless drawings
 *     W x0 y0 x1 y1 size flags TAB text
 *     S kind x0 y0 x1 y1 grey
 *     D xfa
 *     F kind x0 y0 x1 y1 state TAB name TAB value
 *     A subtype x0 y0 x1 y1 TAB contents
 *     X reason
 *     E pages
 */
#ifndef MDS_IMPORTERS_WORKER_H
#define MDS_IMPORTERS_WORKER_H

#include "text.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One bound for each thing that a file can have much of. */
enum {
    MDS_WORKER_PAGES = 2000,
    MDS_WORKER_WORDS = 400000,
    MDS_WORKER_SHAPES = 400000,
    MDS_WORKER_FIELDS = 20000,
    MDS_WORKER_OBJECTS = 200000, /* forms and images that content calls for */
    MDS_WORKER_TEXT = 64 << 10,  /* bytes of one word, name or value */
    MDS_WORKER_OUT = 48 << 20,
    MDS_WORKER_CONTENT = 96 << 20 /* bytes of page content that are interpreted */
};

/* What is said about a word. */
enum { MDS_WORD_SLANTED = 1, MDS_WORD_TURNED = 2, MDS_WORD_MEANINGLESS = 4 };

typedef struct mds_matrix {
    double a, b, c, d, e, f;
} mds_matrix;

typedef struct mds_box {
    double x0, y0, x1, y1;
} mds_box;

/* A line of text that runs neither along nor across the page: a watermark. */
typedef struct mds_slanted {
    double x, y, dx, dy, size;
} mds_slanted;

enum { MDS_SLANTED = 64, MDS_FONTS = 64, MDS_FONT_NAME = 128 };

/* Something drawn. */
typedef struct mds_drawn {
    const char *kind;
    mds_box box; /* of a line from its beginning to its end, else from corner to corner */
    double grey; /* 0 black */
} mds_drawn;

/* A page while it is read. */
typedef struct mds_page {
    double width, height; /* as displayed, before it is set upright */
    int turn;             /* quarters that it is turned by until its text is upright */
    bool shown;           /* its boxes and its rotation are known */
    mds_matrix view;      /* from the file's coordinates to displayed ones */
    double images;        /* area that images cover */
    size_t visible, invisible, meaningless; /* how often text is shown, and how */
    mds_slanted slanted[MDS_SLANTED];
    size_t slanted_count;
    char fonts[MDS_FONTS][MDS_FONT_NAME]; /* those whose codes have no meaning */
    size_t font_count;
    mds_drawn *drawn;
    size_t drawn_count, drawn_capacity;
} mds_page;

/* What a reader of content streams shares over the pages of a file. */
typedef struct mds_budget {
    size_t content, shapes, words, fields, objects;
} mds_budget;

/* Gives up what the worker does not need, and says by what; NULL when the system cannot hold it. */
const char *mds_worker__confine(void);

/* Appends to the output; what is over the bound ends the worker with a line that says so. */
void mds_worker__line(const char *kind, const mds_page *page, const mds_box *box, const char *rest);
void mds_worker__text(const char *text, size_t n);
void mds_worker__puts(const char *text);
void mds_worker__number(long value);
void mds_worker__end(void);
void mds_worker__flush(void);
/* Writes one reason, what was collected before it, and ends the process. */
_Noreturn void mds_worker__refuse(const char *reason);

double mds_matrix__x(const mds_matrix *m, double x, double y);
double mds_matrix__y(const mds_matrix *m, double x, double y);
mds_matrix mds_matrix__multiply(const mds_matrix *first, const mds_matrix *then);

/* Finds the page's boxes and rotation. */
void mds_worker__view(mds_page *page, qpdf_data qpdf, qpdf_oh object);
/* Collects what the page draws, and how it shows its text. */
void mds_worker__content(mds_page *page, qpdf_data qpdf, qpdf_oh object, mds_budget *budget);
/* Puts out the page's form fields and remarks. */
void mds_worker__annotations(const mds_page *page, qpdf_data qpdf, qpdf_oh object,
                             mds_budget *budget);
/* An entry that a page or a field inherits from those above it. */
qpdf_oh mds_worker__inherited(qpdf_data qpdf, qpdf_oh object, const char *key);
/* The four numbers of a rectangle; false when it is none. */
bool mds_worker__rectangle(mds_box *out, qpdf_data qpdf, qpdf_oh object);
/* Whether the codes of a font have no meaning that the file gives. */
bool mds_worker__meaningless(qpdf_data qpdf, qpdf_oh font);

/* Puts out the page's words and sets how far the page is turned; before any other line of it. */
void mds_worker__words(mds_page *page, const mds_text *text, mds_budget *budget);

/* A token of a content stream. */
typedef enum mds_token_kind {
    MDS_TOKEN_END,
    MDS_TOKEN_NUMBER,
    MDS_TOKEN_NAME,
    MDS_TOKEN_STRING,
    MDS_TOKEN_OPEN, /* [ or << */
    MDS_TOKEN_CLOSE,
    MDS_TOKEN_OPERATOR
} mds_token_kind;

typedef struct mds_token {
    mds_token_kind kind;
    double number;
    const unsigned char *p; /* of a name without its slash, or an operator */
    size_t n;
} mds_token;

typedef struct mds_lexer {
    const unsigned char *p, *end;
} mds_lexer;

void mds_lexer__next(mds_lexer *lexer, mds_token *token);
/* Passes over an inline image, behind its BI. */
void mds_lexer__skip_image(mds_lexer *lexer);

#endif
