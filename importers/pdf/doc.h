/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A PDF as the worker gives it: pages of words, drawings, form fields and remarks with their
 * places, in hundredths of a point from the top left corner of the upright page.
 */
#ifndef MDS_IMPORTERS_PDF_DOC_H
#define MDS_IMPORTERS_PDF_DOC_H

#include "base/strbuf.h"
#include <mdsrisk/source.h>

typedef struct mds_pdf_box {
    int32_t x0, y0, x1, y1;
} mds_pdf_box;

/* What the worker says of a word, and what becomes of it here. */
enum {
    MDS_PDF_SLANTED = 1, /* neither along nor across the page: a watermark */
    MDS_PDF_TURNED = 2,  /* across the other text */
    MDS_PDF_MEANINGLESS = 4,
    MDS_PDF_GONE = 8,   /* replaced by a field or a drawing, or belongs to no cell */
    MDS_PDF_DRAWN = 16, /* stands for something drawn or a field */
    MDS_PDF_STRUCK = 32,
    MDS_PDF_FIELD = 64 /* stands for a field */
};

typedef struct mds_pdf_word {
    mds_pdf_box box;
    int32_t size;
    unsigned flags;
    const char *text;
} mds_pdf_word;

typedef enum mds_pdf_shape_kind {
    MDS_PDF_LINE, /* straight; its box goes from its beginning to its end */
    MDS_PDF_BOX,  /* a stroked rectangle */
    MDS_PDF_AREA, /* a filled one */
    MDS_PDF_RING, /* a closed curve */
    MDS_PDF_DISC, /* a filled curve */
    MDS_PDF_SIGN, /* several oblique lines, or an open curve */
    MDS_PDF_BLOT, /* a filled polygon */
    MDS_PDF_POLYGON,
    MDS_PDF_IMAGE
} mds_pdf_shape_kind;

typedef struct mds_pdf_shape {
    mds_pdf_shape_kind kind;
    mds_pdf_box box;
    int32_t grey; /* 0 black to 100 white */
} mds_pdf_shape;

typedef enum mds_pdf_field_kind {
    MDS_PDF_TEXT,
    MDS_PDF_CHOICE,
    MDS_PDF_CHECK,
    MDS_PDF_RADIO
} mds_pdf_field_kind;

typedef enum mds_pdf_state {
    MDS_PDF_OFF,
    MDS_PDF_ON,
    MDS_PDF_CONTRADICTED, /* the state shown is not the one that is kept */
    MDS_PDF_UNKNOWN
} mds_pdf_state;

typedef struct mds_pdf_field {
    mds_pdf_field_kind kind;
    mds_pdf_box box;
    mds_pdf_state state; /* of a box */
    const char *name, *value;
} mds_pdf_field;

/* An annotation: "Circle", "StrikeOut", "FreeText". */
typedef struct mds_pdf_remark {
    const char *kind;
    mds_pdf_box box;
    const char *text;
} mds_pdf_remark;

/* A page whose columns were laid beside those of another, and by how much to the right. */
typedef struct mds_pdf_part {
    uint32_t number;
    int32_t by;
} mds_pdf_part;

enum { MDS_PDF_ACROSS = 8 };

typedef struct mds_pdf_page {
    uint32_t number; /* from 1 */
    int32_t width, height;
    mds_pdf_part parts[MDS_PDF_ACROSS]; /* pages that were laid to its right */
    size_t part_count;
    int32_t images;                          /* per cent of the page that images cover */
    int32_t visible, invisible, meaningless; /* how often text is shown, and how */
    bool drawings;                           /* drawings, fields and remarks could be read */
    mds_pdf_word *words;
    size_t word_count, word_capacity;
    mds_pdf_shape *shapes;
    size_t shape_count, shape_capacity;
    mds_pdf_field *fields;
    size_t field_count, field_capacity;
    mds_pdf_remark *remarks;
    size_t remark_count, remark_capacity;
} mds_pdf_page;

typedef struct mds_pdf_doc {
    mds_pdf_page *pages;
    size_t page_count, page_capacity;
    const char *refusal; /* why the worker gave up, "password"; NULL when it did not */
    bool dynamic;        /* a form that only its maker's program can show */
    bool complete;       /* the last line says that nothing is missing */
} mds_pdf_doc;

/* Reads the worker's lines. MDS_EFORMAT when they are not what a worker writes, else the arena's
 * status. The document lives in \p arena. */
MDS_NODISCARD mds_status mds_pdf__doc_parse(mds_pdf_doc *out, mds_arena *arena, mds_sv lines);

/* Has the worker read the source; what it wrote lives in \p arena. MDS_ENOTFOUND: there is no such
 * program; MDS_ESANDBOX: it died. */
MDS_NODISCARD mds_status mds_pdf__run_worker(mds_sv *out, mds_arena *arena,
                                             const mds_source *source);

#endif
