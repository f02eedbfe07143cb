/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars and squares beside the rows of a table: the numbers are in the row itself, so that the
 * bar says nothing to who cannot see it. */
#include "svg.h"

#include <math.h>

enum { BAR_WIDTH = 200, BAR_HEIGHT = 14, SQUARE = 12, SQUARES_A_LINE = 25 };

static const char *const classes[MDS_FILL__COUNT] = {[MDS_FILL_STRONG] = "f-bar",
                                                     [MDS_FILL_PALE] = "f-bar2",
                                                     [MDS_FILL_HOLLOW] = "qn",
                                                     [MDS_FILL_OPEN] = "qo",
                                                     [MDS_FILL_DASH] = "qa"};

/* One square; what is open is struck through, what is not applicable is a dash. */
static void square(mds_strbuf *out, mds_fill fill, double x, double y)
{
    const double size = SQUARE - 3.0;

    if (fill != MDS_FILL_DASH) {
        mds_svg__rect(out, classes[fill], x, y, size, size);
    }
    if (fill == MDS_FILL_OPEN) {
        mds_svg__line(out, "qt", x, y + size, x + size, y);
    } else if (fill == MDS_FILL_DASH) {
        mds_svg__line(out, "qt", x + 1.0, y + size / 2.0, x + size - 1.0, y + size / 2.0);
    }
}

static void squares(mds_strbuf *out, const mds_picture *picture, size_t row)
{
    size_t total = 0;

    for (size_t i = 0; i < picture->bar_count; i++) {
        total +=
            picture->bars[i].row == row ? (size_t)(picture->bars[i].to - picture->bars[i].from) : 0;
    }
    const size_t lines = (total + SQUARES_A_LINE - 1) / SQUARES_A_LINE;
    mds_strbuf_printf(out,
                      "<svg class=\"squares\" aria-hidden=\"true\" width=\"%d\" "
                      "height=\"%zu\">",
                      SQUARES_A_LINE * SQUARE + 1, lines * SQUARE + 1);
    for (size_t i = 0; i < picture->bar_count; i++) {
        const mds_bar *bar = &picture->bars[i];
        for (size_t k = (size_t)bar->from; bar->row == row && k < (size_t)bar->to; k++) {
            square(out, bar->fill, 1.0 + (double)(k % SQUARES_A_LINE) * SQUARE,
                   1.0 + (double)(k / SQUARES_A_LINE) * SQUARE);
        }
    }
    mds_strbuf_puts(out, "</svg>");
}

void mds_svg__row(mds_strbuf *out, const mds_picture *picture, size_t row)
{
    if (picture->kind == MDS_PICTURE_SQUARES) {
        squares(out, picture, row);
        return;
    }
    mds_strbuf_printf(out,
                      "<svg class=\"bar\" aria-hidden=\"true\" viewBox=\"0 0 %d %d\" "
                      "preserveAspectRatio=\"none\">",
                      BAR_WIDTH, BAR_HEIGHT);
    mds_svg__rect(out, "track", 0.0, 0.0, BAR_WIDTH, BAR_HEIGHT);
    for (size_t i = 0; i < picture->bar_count; i++) {
        const mds_bar *bar = &picture->bars[i];
        if (bar->row != row) {
            continue;
        }
        const double a = mds_svg__place(&picture->x, bar->from, 0.0, BAR_WIDTH);
        const double b = mds_svg__place(&picture->x, bar->to, 0.0, BAR_WIDTH);
        const double inset = bar->fill == MDS_FILL_STRONG ? 1.0 : 3.0;
        mds_svg__rect(out, bar->fill == MDS_FILL_HOLLOW ? "f-hollow" : classes[bar->fill],
                      fmin(a, b), inset, fabs(b - a), BAR_HEIGHT - 2.0 * inset);
    }
    if (picture->x.log && picture->x.from < 1.0 && picture->x.to > 1.0) {
        const double one = mds_svg__place(&picture->x, 1.0, 0.0, BAR_WIDTH);
        mds_svg__line(out, "one", one, 0.0, one, BAR_HEIGHT);
    }
    mds_strbuf_puts(out, "</svg>");
}

void mds_svg__keys(mds_strbuf *out, const mds_picture *picture)
{
    static const char *const pens[] = {"s-bar", "s-pale", "s-bar dash"};

    if (picture->key_count + picture->trace_count == 0) {
        return;
    }
    mds_strbuf_puts(out, "<ul class=\"key small\">");
    for (size_t i = 0; i < picture->key_count; i++) {
        mds_strbuf_puts(out, "<li><svg aria-hidden=\"true\" width=\"13\" height=\"13\">");
        if (picture->kind == MDS_PICTURE_BARS) {
            mds_svg__rect(out,
                          picture->keys[i].fill == MDS_FILL_HOLLOW ? "f-hollow"
                                                                   : classes[picture->keys[i].fill],
                          1.0, 1.0, 11.0, 11.0);
        } else {
            square(out, picture->keys[i].fill, 1.0, 2.0);
        }
        mds_strbuf_puts(out, "</svg> ");
        mds_html__text(out, picture->keys[i].word);
        mds_strbuf_puts(out, "</li>");
    }
    for (size_t i = 0; i < picture->trace_count; i++) {
        mds_strbuf_puts(out, "<li><svg aria-hidden=\"true\" width=\"28\" height=\"8\">");
        mds_svg__line(out, pens[picture->traces[i].pen], 1.0, 4.0, 27.0, 4.0);
        mds_strbuf_puts(out, "</svg> ");
        mds_html__text(out, picture->traces[i].word);
        mds_strbuf_puts(out, "</li>");
    }
    mds_strbuf_puts(out, "</ul>\n");
}
