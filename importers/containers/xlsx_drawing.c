/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes over a sheet (ECMA-376 part 1, 20.5 and 20.1): which of them ring something. */
#include "xlsx_overlay.h"

#include "base/num.h"
#include <string.h>

/* Columns that a mark covers at most: what is wider is none. */
enum { WIDEST = 16 };

/* An anchor while it is read. */
typedef struct anchor {
    mds_xlsx_corner from, to;
    bool from_there, to_there;
    double width, height; /* pixels, points; of an anchor with one corner */
    uint32_t number;
    bool ring, shape, other; /* shape: one that may be a ring; other: a line, a picture, a group */
    bool filled, bare, clear;
    bool properties, line; /* within spPr, and there within ln */
    uint32_t properties_depth, line_depth;
    mds_strbuf caption;
} anchor;

static double number_of(mds_xml *xml, const char *name)
{
    const char *value = mds_xml_attribute(xml, name);
    double number = 0;

    return value != NULL && mds_num_parse(&number, (mds_sv){value, strlen(value)}) ? number : 0;
}

static bool is_one_of(const char *name, const char *const *list)
{
    while (*list != NULL && strcmp(*list, name) != 0) {
        list++;
    }
    return *list != NULL;
}

/* Forms that are drawn around a word. */
static bool is_ring(const char *form)
{
    static const char *const rings[] = {
        "ellipse", "donut", "flowChartConnector", "roundRect", "rect", "frame", NULL};

    return form != NULL && is_one_of(form, rings);
}

/* What fills a shape: nothing, something that can be looked through, or something. */
static void read_fill(anchor *a, const char *name, mds_xml *xml)
{
    static const char *const fills[] = {"solidFill", "gradFill", "pattFill", "blipFill", NULL};

    if (strcmp(name, "fillRef") == 0) {
        a->filled = a->filled || number_of(xml, "idx") > 0;
    } else if (!a->properties || a->line) {
        return;
    } else if (strcmp(name, "noFill") == 0) {
        a->bare = true;
    } else if (strcmp(name, "alpha") == 0) {
        a->clear = true;
    } else {
        a->filled = a->filled || is_one_of(name, fills);
    }
}

static void begin_properties(anchor *a, const char *name, mds_xml *xml)
{
    if (strcmp(name, "spPr") == 0) {
        a->properties = true;
        a->properties_depth = mds_xml_depth(xml);
    } else if (strcmp(name, "ln") == 0 && a->properties && !a->line) {
        a->line = true;
        a->line_depth = mds_xml_depth(xml);
    } else if (strcmp(name, "prstGeom") == 0) {
        a->ring = is_ring(mds_xml_attribute(xml, "prst"));
    }
}

static void end_properties(anchor *a, mds_xml *xml)
{
    if (a->line && mds_xml_depth(xml) <= a->line_depth) {
        a->line = false;
    } else if (a->properties && mds_xml_depth(xml) <= a->properties_depth) {
        a->properties = false;
    }
}

static mds_status read_start(anchor *a, mds_xlsx_overlay *o, uint32_t depth, mds_xml *xml)
{
    static const char *const others[] = {"cxnSp",        "pic",         "grpSp",
                                         "graphicFrame", "contentPart", NULL};
    const char *name = mds_xml_name(xml);

    if (strcmp(name, "from") == 0) {
        a->from_there = true;
        return mds_xlsx__read_corner(&a->from, o, xml);
    }
    if (strcmp(name, "to") == 0) {
        a->to_there = true;
        return mds_xlsx__read_corner(&a->to, o, xml);
    }
    if (strcmp(name, "t") == 0) {
        return mds_xlsx__element_text(&a->caption, xml);
    }
    if (strcmp(name, "ext") == 0 && mds_xml_depth(xml) == depth + 1) {
        a->width = number_of(xml, "cx") / 9525;
        a->height = number_of(xml, "cy") / 12700;
    } else if (strcmp(name, "cNvPr") == 0 && a->number == 0) {
        const double number = number_of(xml, "id");
        a->number = number > 0 && number < UINT32_MAX ? (uint32_t)number : 0;
    } else if (strcmp(name, "sp") == 0) {
        a->other = a->other || a->shape;
        a->shape = true;
    } else if (is_one_of(name, others)) {
        a->other = true;
    }
    begin_properties(a, name, xml);
    read_fill(a, name, xml);
    return MDS_OK;
}

/* The corner behind a shape that says only how large it is. */
static mds_xlsx_corner far_corner(const anchor *a, const mds_xlsx_overlay *o)
{
    mds_xlsx_corner to = a->from;
    double height = o->book->usual_height;

    to.dx += a->width;
    to.dy += a->height;
    while (to.column < a->from.column + WIDEST &&
           to.dx > mds_grid__left_of(o->sheet, to.column + 1) -
                       mds_grid__left_of(o->sheet, to.column)) {
        to.dx -=
            mds_grid__left_of(o->sheet, to.column + 1) - mds_grid__left_of(o->sheet, to.column);
        to.column++;
    }
    height = height > 1 ? height : 15;
    while (to.dy > height && to.row < a->from.row + 1000) {
        to.dy -= height;
        to.row++;
    }
    return to;
}

static mds_status keep_anchor(const anchor *a, mds_xlsx_overlay *o)
{
    const mds_xlsx_corner to = a->to_there ? a->to : far_corner(a, o);
    mds_xlsx_shape *shape = NULL;

    for (size_t i = 0; i < o->count && a->number != 0; i++) {
        shape = o->shapes[i].control && o->shapes[i].number == a->number ? &o->shapes[i] : shape;
    }
    shape = shape != NULL ? shape : mds_xlsx__shape(o, 0);
    if (shape == NULL) {
        o->sheet->drawn = true;
        return MDS_OK;
    }
    const char *caption = mds_strbuf_copy(&a->caption, o->book->grid->arena);
    if (caption == NULL) {
        return MDS_ENOMEM;
    }
    shape->drawn.caption = caption[0] != '\0' ? caption : shape->drawn.caption;
    if (!shape->control) {
        const bool empty = a->bare || a->clear || !a->filled;
        shape->drawn.kind = a->ring && a->shape && !a->other && empty && caption[0] == '\0'
                                ? MDS_DRAWN_RING
                                : MDS_DRAWN_OTHER;
    }
    if (!shape->placed && a->from_there) {
        mds_xlsx__place(o, shape, &a->from, &to);
    }
    return MDS_OK;
}

static mds_status read_anchor(mds_xlsx_overlay *o, mds_xml *xml)
{
    const uint32_t depth = mds_xml_depth(xml);
    anchor a = {.ring = false};
    mds_status status = MDS_OK;

    mds_strbuf_init(&a.caption, 4096);
    while (status == MDS_OK) {
        const mds_xml_event event = mds_xml_next(xml);
        if (event == MDS_XML_EOF || event == MDS_XML_ERROR) {
            status = MDS_EFORMAT;
        } else if (event == MDS_XML_START) {
            status = read_start(&a, o, depth, xml);
        } else if (event == MDS_XML_END) {
            if (mds_xml_depth(xml) <= depth) {
                break;
            }
            end_properties(&a, xml);
        }
    }
    if (status == MDS_OK) {
        status = keep_anchor(&a, o);
    }
    mds_strbuf_finish(&a.caption);
    return status;
}

mds_status mds_xlsx__read_drawing(void *payload, mds_xml *xml)
{
    mds_xlsx_overlay *o = payload;
    mds_status status = MDS_OK;
    mds_xml_event event;

    while (status == MDS_OK && (event = mds_xml_next(xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        const char *name = event == MDS_XML_START ? mds_xml_name(xml) : "";
        if (strcmp(name, "twoCellAnchor") == 0 || strcmp(name, "oneCellAnchor") == 0) {
            status = read_anchor(o, xml);
        } else if (strcmp(name, "absoluteAnchor") == 0) {
            o->sheet->drawn = true;
        }
    }
    return status;
}
