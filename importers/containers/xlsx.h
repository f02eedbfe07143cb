/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The parts of an Office Open XML workbook (ECMA-376 part 1, SpreadsheetML), one file each.
 */
#ifndef MDS_IMPORTERS_XLSX_H
#define MDS_IMPORTERS_XLSX_H

#include "grid.h"
#include "package.h"

/* A sheet of the workbook part, with its relationship and, once known, its part. */
typedef struct mds_xlsx_sheet {
    const char *name;
    const char *relation; /* "rId1" */
    const char *part;     /* "xl/worksheets/sheet1.xml", or NULL */
    bool hidden;
} mds_xlsx_sheet;

/* The looks of the runs of a rich text: a bound beyond which they are no choices. */
enum { MDS_XLSX_RUNS = 16 };

typedef struct mds_xlsx_runs {
    uint32_t ends[MDS_XLSX_RUNS]; /* bytes of the text up to the end of each */
    uint16_t looks[MDS_XLSX_RUNS];
    size_t count;
} mds_xlsx_runs;

/* A shared string without what is struck through in it. */
typedef struct mds_xlsx_string {
    const char *text;
    bool struck;               /* something was */
    const mds_xlsx_runs *runs; /* NULL where all of it looks alike */
} mds_xlsx_string;

/* What a cell format (cellXfs) does to a cell. */
typedef struct mds_xlsx_style {
    bool date, struck;
    uint8_t align; /* mds_grid_align */
    uint16_t look; /* weight, colour and fill as one number */
} mds_xlsx_style;

/* Adds what a START within a font's or run's properties says of the look; 0 to begin with. */
uint16_t mds_xlsx__look(uint16_t look, mds_xml *xml);
/* A form control that is in the sheet's own part. */
typedef struct mds_xlsx_control {
    uint32_t shape;       /* its number */
    const char *relation; /* "rId4" */
} mds_xlsx_control;

enum { MDS_XLSX_CONTROLS = 4000 };

/* A row of a height of its own. */
typedef struct mds_xlsx_height {
    uint32_t row;
    double points;
} mds_xlsx_height;

typedef struct mds_xlsx {
    mds_grid *grid;
    mds_package *package;
    const char *workbook_part;
    const char *strings_part, *styles_part; /* or NULL */
    mds_xlsx_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    mds_xlsx_string *strings; /* by index */
    size_t string_count, string_capacity;
    mds_xlsx_style *styles; /* by index */
    size_t style_count, style_capacity;
    mds_xlsx_control *controls; /* of the sheet that is read */
    size_t control_count, control_capacity;
    mds_xlsx_height *heights; /* likewise: rows of a height of their own */
    size_t height_count, height_capacity;
    double usual_height; /* of the other rows, in points */
} mds_xlsx;

/* Reads a workbook into \p grid; \p main_part: as the package names it, or NULL. */
MDS_NODISCARD mds_status mds_xlsx__read(mds_grid *grid, mds_package *package,
                                        const char *main_part);

/* Rich text without its furigana and without what is struck through, \p struck then: appends the
 * text of every <t> within the current START. */
MDS_NODISCARD mds_status mds_xlsx__rich_text(mds_strbuf *buf, bool *struck, mds_xlsx_runs *runs,
                                             mds_xml *xml);
/* The runs where they differ and are few enough to be choices, kept; else NULL. False when the
 * arena is exhausted. */
bool mds_xlsx__keep_runs(const mds_xlsx_runs **out, const mds_xlsx *book,
                         const mds_xlsx_runs *runs);
/* Whether the current START switches something on: no val, or one that is true. */
bool mds_xlsx__is_on(mds_xml *xml);
/* The text of the current START element and of those within it. */
MDS_NODISCARD mds_status mds_xlsx__element_text(mds_strbuf *buf, mds_xml *xml);
/* Keeps a cell's text, "_x000D_" and its like decoded. \p where is only needed over the limit. Over
 * MDS_LIMIT_CELL_BYTES, or out of memory: a diagnostic. */
MDS_NODISCARD mds_status mds_xlsx__keep(const char **out, const mds_xlsx *book,
                                        const mds_strbuf *buf, const char *where);

/* Readers of one part each; their payload is the mds_xlsx. */
mds_status mds_xlsx__read_strings(void *payload, mds_xml *xml);
mds_status mds_xlsx__read_styles(void *payload, mds_xml *xml);
/* Reads what lies over the last sheet of the grid, which \p part holds: shapes, controls,
 * comments. What cannot be read marks the sheet as drawn on. */
MDS_NODISCARD mds_status mds_xlsx__read_overlay(mds_xlsx *book, const char *part);
/* Fills the last sheet of the grid. */
mds_status mds_xlsx__read_sheet(void *payload, mds_xml *xml);

/* A part's own failure, e.g. rows out of order; \p reason is shown beside the part's name. */
mds_status mds_xlsx__malformed(const mds_xlsx *book, const char *where, const char *reason);

#endif
