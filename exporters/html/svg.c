/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "svg.h"

#include "base/num.h"
#include "base/text_width.h"
#include <math.h>
#include <string.h>

double mds_svg__place(const mds_axis *axis, double value, double from, double to)
{
    const double least = axis->log ? log(axis->from) : axis->from;
    const double most = axis->log ? log(axis->to) : axis->to;
    const double at = !axis->log ? value : value > 0.0 ? log(value) : least;
    const double share = most > least ? (at - least) / (most - least) : 0.0;

    return from + (to - from) * (share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share);
}

double mds_svg__width(const char *text, double size)
{
    return 0.54 * size * (double)mds_text_width(text);
}

void mds_svg__number(mds_strbuf *out, const char *name, double value)
{
    char text[MDS_NUM_SIZE];

    mds_num_fixed(text, value, 1);
    mds_strbuf_printf(out, " %s=\"%s\"", name, text);
}

void mds_svg__line(mds_strbuf *out, const char *class, double x1, double y1, double x2, double y2)
{
    mds_strbuf_printf(out, "<line class=\"%s\"", class);
    mds_svg__number(out, "x1", x1);
    mds_svg__number(out, "y1", y1);
    mds_svg__number(out, "x2", x2);
    mds_svg__number(out, "y2", y2);
    mds_strbuf_puts(out, "/>");
}

void mds_svg__rect(mds_strbuf *out, const char *class, double x, double y, double width,
                   double height)
{
    mds_strbuf_printf(out, "<rect class=\"%s\"", class);
    mds_svg__number(out, "x", x);
    mds_svg__number(out, "y", y);
    mds_svg__number(out, "width", width > 0.0 ? width : 0.0);
    mds_svg__number(out, "height", height > 0.0 ? height : 0.0);
    mds_strbuf_puts(out, "/>");
}

void mds_svg__text(mds_strbuf *out, const char *class, double x, double y, double size,
                   mds_svg_anchor anchor, const char *text)
{
    static const char *const anchors[] = {"start", "middle", "end"};

    mds_strbuf_printf(out, "<text class=\"%s\" text-anchor=\"%s\"", class, anchors[anchor]);
    mds_svg__number(out, "x", x);
    mds_svg__number(out, "y", y);
    mds_svg__number(out, "font-size", size);
    mds_strbuf_putc(out, '>');
    mds_html__text(out, text);
    mds_strbuf_puts(out, "</text>");
}

const char *mds_svg__verdict(mds_cell_mark mark)
{
    switch (mark) {
    case MDS_MARK_VERDICT_ACCEPTABLE:
        return "ok";
    case MDS_MARK_VERDICT_REDUCE:
        return "red";
    case MDS_MARK_VERDICT_NOT_ACCEPTABLE:
        return "not";
    case MDS_MARK_VERDICT_CANNOT_BE_JUDGED:
        return "unk";
    case MDS_MARK_NONE:
    case MDS_MARK_LEVEL_VERY_LOW:
    case MDS_MARK_LEVEL_LOW:
    case MDS_MARK_LEVEL_MODERATE:
    case MDS_MARK_LEVEL_HIGH:
    case MDS_MARK_LEVEL_VERY_HIGH:
    case MDS_MARK_HEADING:
    case MDS_MARK_NOTICE:
    case MDS_MARK__COUNT:
        break;
    }
    return NULL;
}

void mds_svg__shape(mds_strbuf *out, mds_cell_mark mark, double size)
{
    static const char *const shapes[][2] = {
        {"ok", "<circle cx=\"12\" cy=\"12\" r=\"10\"/><path class=\"k\" d=\"M7 12.5l3.5 3.5L17 "
               "8.5\"/>"},
        {"red", "<path d=\"M12 1.5L23 21.5H1z\"/><path class=\"k\" d=\"M12 8.5v8M8.8 13.6l3.2 "
                "3.4 3.2-3.4\"/>"},
        {"not", "<path d=\"M7.4 1.5h9.2l5.9 5.9v9.2l-5.9 5.9H7.4l-5.9-5.9V7.4z\"/><path "
                "class=\"k\" d=\"M8 8l8 8M16 8l-8 8\"/>"},
        {"unk", "<path d=\"M12 1L23 12L12 23L1 12z\"/><path class=\"k\" d=\"M9.3 9.6c.2-1.6 "
                "1.3-2.4 2.7-2.4 1.6 0 2.8 1 2.8 2.4 0 1.9-2.8 2.2-2.8 4.2M12 17.1v.1\"/>"}};
    const char *name = mds_svg__verdict(mark);

    for (size_t i = 0; name != NULL && i < sizeof shapes / sizeof shapes[0]; i++) {
        if (strcmp(shapes[i][0], name) == 0) {
            mds_strbuf_printf(out, "<svg class=\"mark %s\" viewBox=\"0 0 24 24\"", name);
            mds_svg__number(out, "width", size);
            mds_svg__number(out, "height", size);
            mds_strbuf_printf(out, " aria-hidden=\"true\">%s</svg>", shapes[i][1]);
        }
    }
}

void mds_svg__begin(mds_strbuf *out, const mds_picture *picture, const char *class, const char *id,
                    const char *variant, double width, double height)
{
    mds_strbuf_printf(out,
                      "<svg class=\"%s\" role=\"img\" aria-labelledby=\"%s%s-name %s%s-shows\"",
                      class, id, variant, id, variant);
    mds_strbuf_printf(out, " viewBox=\"0 0 %d %d\"><title id=\"%s%s-name\">", (int)width,
                      (int)height, id, variant);
    mds_html__text(out, picture->name);
    mds_strbuf_printf(out, "</title><desc id=\"%s%s-shows\">", id, variant);
    mds_html__text(out, picture->shows);
    mds_strbuf_puts(out, "</desc>");
}

void mds_svg__end(mds_strbuf *out)
{
    mds_strbuf_puts(out, "</svg>\n");
}
