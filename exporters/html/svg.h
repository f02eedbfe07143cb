/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as SVG: places on the page are reckoned here, and nothing else. Colours are classes of
 * the page's style. */
#ifndef MDS_EXPORTERS_SVG_H
#define MDS_EXPORTERS_SVG_H

#include "html.h"
#include <mdsrisk/picture.h>

typedef struct mds_svg_box {
    double left, right, top, bottom;
} mds_svg_box;

typedef enum mds_svg_anchor { MDS_ANCHOR_START, MDS_ANCHOR_MIDDLE, MDS_ANCHOR_END } mds_svg_anchor;

/* The place of a value between \p from and \p to; what lies outside the axis is at its end. */
double mds_svg__place(const mds_axis *axis, double value, double from, double to);
/* About how wide a text of that size is. */
double mds_svg__width(const char *text, double size);

/* " x1="12.5"" */
void mds_svg__number(mds_strbuf *out, const char *name, double value);
void mds_svg__line(mds_strbuf *out, const char *class, double x1, double y1, double x2, double y2);
void mds_svg__rect(mds_strbuf *out, const char *class, double x, double y, double width,
                   double height);
void mds_svg__text(mds_strbuf *out, const char *class, double x, double y, double size,
                   mds_svg_anchor anchor, const char *text);
/* "ok", "red", "not", "unk": what the classes of a verdict end in. */
const char *mds_svg__verdict(mds_cell_mark mark);
/* The shape of a verdict, \p size high; its word is beside it. */
void mds_svg__shape(mds_strbuf *out, mds_cell_mark mark, double size);

/* Opens a picture with its name and what it shows; \p id and \p variant make its ids. */
void mds_svg__begin(mds_strbuf *out, const mds_picture *picture, const char *class, const char *id,
                    const char *variant, double width, double height);
void mds_svg__end(mds_strbuf *out);

/* svg_plane.c */
void mds_svg__plane(mds_strbuf *out, const mds_picture *picture, const char *id);
/* svg_ruler.c: \p width 350 to 700, by which \p variant is shown */
void mds_svg__ruler(mds_strbuf *out, const mds_picture *picture, const char *id,
                    const char *variant, double width);
/* svg_bars.c: what is beside a row of the table */
void mds_svg__row(mds_strbuf *out, const mds_picture *picture, size_t row);
/* The words below a picture. */
void mds_svg__keys(mds_strbuf *out, const mds_picture *picture);

#endif
