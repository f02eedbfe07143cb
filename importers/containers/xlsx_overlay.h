/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What lies over a sheet of a workbook, while it is read: shapes (DrawingML), form controls with
 * their properties, and the older drawings (VML) that give controls their places.
 */
#ifndef MDS_IMPORTERS_XLSX_OVERLAY_H
#define MDS_IMPORTERS_XLSX_OVERLAY_H

#include "xlsx.h"

/* A corner: cells from the left and the top, and how far into the cell. */
typedef struct mds_xlsx_corner {
    uint32_t column, row; /* from 0 */
    double dx, dy;        /* pixels, points */
} mds_xlsx_corner;

/* A shape by its number in the sheet, "_x0000_s1025" and 1025. */
typedef struct mds_xlsx_shape {
    uint32_t number;
    bool placed, control, known; /* known: the state of a control */
    bool harmless;               /* a button, a label or a frame: nobody answers with it */
    mds_grid_drawn drawn;
} mds_xlsx_shape;

typedef struct mds_xlsx_overlay {
    mds_xlsx *book;
    mds_grid_sheet *sheet;
    mds_xlsx_shape *shapes;
    size_t count, capacity;
    const char *relation; /* of the control whose properties are read */
    mds_strbuf text;
} mds_xlsx_overlay;

/* The shape of that number; made where there is none. NULL when the arena is exhausted, or there
 * are more shapes than a bound. Number 0 always makes one. */
mds_xlsx_shape *mds_xlsx__shape(mds_xlsx_overlay *o, uint32_t number);
/* Places a shape between two corners. */
void mds_xlsx__place(const mds_xlsx_overlay *o, mds_xlsx_shape *shape, const mds_xlsx_corner *from,
                     const mds_xlsx_corner *to);
/* Reads <from> or <to>, the current START. */
mds_status mds_xlsx__read_corner(mds_xlsx_corner *out, mds_xlsx_overlay *o, mds_xml *xml);
/* The cell that holds a control's state: "$H$5", "Sheet!$H$5". */
void mds_xlsx__link(mds_xlsx_shape *shape, const char *reference);

/* Readers of parts; their payload is the overlay. */
mds_status mds_xlsx__read_drawing(void *payload, mds_xml *xml);
mds_status mds_xlsx__read_vml(void *payload, mds_xml *xml);
mds_status mds_xlsx__read_control(void *payload, mds_xml *xml);
mds_status mds_xlsx__read_comments(void *payload, mds_xml *xml);

#endif
