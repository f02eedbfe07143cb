/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx_overlay.h"

#include "base/num.h"
#include "part_name.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* Shapes over one sheet that are looked at; parts that a sheet names. */
enum { MOST_SHAPES = 8000, MOST_PARTS = 4000 };

/* A part that the sheet names. */
typedef struct relation {
    const char *id, *type, *part;
} relation;

typedef struct relation_list {
    const mds_xlsx *book;
    const char *folder;
    relation *at;
    size_t count, capacity;
} relation_list;

static mds_status no_memory(const mds_xlsx *book)
{
    return mds_grid__out_of_memory(book->grid->arena, book->grid->file, book->grid->diags);
}

mds_xlsx_shape *mds_xlsx__shape(mds_xlsx_overlay *o, uint32_t number)
{
    for (size_t i = 0; number != 0 && i < o->count; i++) {
        if (o->shapes[i].number == number) {
            return &o->shapes[i];
        }
    }
    if (o->count >= MOST_SHAPES || !mds_array_reserve(o->book->grid->arena, &o->shapes,
                                                      &o->capacity, o->count, sizeof *o->shapes)) {
        return NULL;
    }
    o->shapes[o->count] =
        (mds_xlsx_shape){.number = number, .drawn = {.kind = MDS_DRAWN_OTHER, .caption = ""}};
    return &o->shapes[o->count++];
}

/* Rows out of order are taken for usual ones. */
static double height_of(const mds_xlsx *book, uint32_t row)
{
    size_t low = 0;
    size_t high = book->height_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (book->heights[middle].row < row) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < book->height_count && book->heights[low].row == row ? book->heights[low].points
                                                                     : book->usual_height;
}

/* How far down a cell, between 0 and 1. */
static double part_of_row(const mds_xlsx *book, const mds_xlsx_corner *at)
{
    const double part = at->dy / height_of(book, at->row + 1);

    return part < 0 ? 0 : part > 1 ? 1 : part;
}

static double pixels_at(const mds_xlsx_overlay *o, const mds_xlsx_corner *at)
{
    const double left = mds_grid__left_of(o->sheet, at->column);
    const double right = mds_grid__left_of(o->sheet, at->column + 1);

    return left + at->dx < right ? left + at->dx : right;
}

void mds_xlsx__place(const mds_xlsx_overlay *o, mds_xlsx_shape *shape, const mds_xlsx_corner *from,
                     const mds_xlsx_corner *to)
{
    mds_grid_drawn *d = &shape->drawn;

    d->x0 = pixels_at(o, from);
    d->x1 = pixels_at(o, to);
    d->y0 = from->row + 1 + part_of_row(o->book, from);
    d->y1 = to->row + 1 + part_of_row(o->book, to);
    shape->placed = d->x1 >= d->x0 && d->y1 >= d->y0;
}

/* The number in the text of the current START; 0 when it is none. */
static mds_status read_number(double *out, mds_xlsx_overlay *o, mds_xml *xml)
{
    *out = 0;
    mds_strbuf_clear(&o->text);
    const mds_status status = mds_xlsx__element_text(&o->text, xml);

    if (status == MDS_OK && o->text.p != NULL) {
        (void)mds_num_parse(out, (mds_sv){o->text.p, o->text.n});
    }
    return status;
}

static uint32_t cells_of(double number)
{
    return number >= 0 && number < 10000000 ? (uint32_t)number : 0;
}

mds_status mds_xlsx__read_corner(mds_xlsx_corner *out, mds_xlsx_overlay *o, mds_xml *xml)
{
    mds_status status = MDS_OK;
    mds_xml_event event;

    *out = (mds_xlsx_corner){.column = 0};
    while (status == MDS_OK && (event = mds_xml_next(xml)) != MDS_XML_END) {
        double number = 0;
        if (event == MDS_XML_EOF || event == MDS_XML_ERROR) {
            return MDS_EFORMAT;
        }
        if (event != MDS_XML_START) {
            continue;
        }
        const char what = mds_xml_name(xml)[0];
        const bool offset = strstr(mds_xml_name(xml), "Off") != NULL;
        status = read_number(&number, o, xml);
        if (what == 'c' && offset) {
            out->dx = number / 9525;
        } else if (what == 'c') {
            out->column = cells_of(number);
        } else if (what == 'r' && offset) {
            out->dy = number / 12700;
        } else if (what == 'r') {
            out->row = cells_of(number);
        }
    }
    return status;
}

void mds_xlsx__link(mds_xlsx_shape *shape, const char *reference)
{
    const char *bang = strrchr(reference, '!');
    const char *cell = bang != NULL ? bang + 1 : reference;
    mds_grid_range range;

    if (mds_grid__parse_range(&range, (mds_sv){cell, strlen(cell)})) {
        shape->drawn.link_row = range.first_row;
        shape->drawn.link_column = range.first_column;
    }
}

static mds_status read_relations(void *payload, mds_xml *xml)
{
    relation_list *list = payload;
    mds_arena *arena = list->book->grid->arena;
    mds_xml_event event;

    while ((event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        if (event != MDS_XML_START || strcmp(mds_xml_name(xml), "Relationship") != 0 ||
            list->count >= MOST_PARTS) {
            continue;
        }
        relation found = {.part = NULL};
        const char *value = mds_xml_attribute(xml, "Target");
        found.part = value != NULL ? mds_part__resolve(arena, list->folder, value) : NULL;
        value = mds_xml_attribute(xml, "Type");
        found.type = value != NULL ? mds_arena_strndup(arena, value, strlen(value)) : NULL;
        value = mds_xml_attribute(xml, "Id");
        found.id = value != NULL ? mds_arena_strndup(arena, value, strlen(value)) : NULL;
        if (found.part == NULL || found.type == NULL || found.id == NULL) {
            continue;
        }
        if (!mds_array_reserve(arena, &list->at, &list->capacity, list->count, sizeof *list->at)) {
            return no_memory(list->book);
        }
        list->at[list->count++] = found;
    }
    return MDS_OK;
}

/* Reads the parts of one kind; those that cannot be read leave the sheet drawn on. */
static mds_status read_parts(mds_xlsx_overlay *o, const relation_list *list, const char *type,
                             mds_part_fn read)
{
    for (size_t i = 0; i < list->count; i++) {
        if (!mds_part__ends_with(list->at[i].type, type)) {
            continue;
        }
        o->relation = list->at[i].id;
        const mds_status status =
            mds_package__read_spare(o->book->package, list->at[i].part, read, o);
        if (status == MDS_ENOMEM) {
            return no_memory(o->book);
        }
        o->sheet->drawn = o->sheet->drawn || (status != MDS_OK && status != MDS_ENOTFOUND);
    }
    return MDS_OK;
}

/* The controls of the sheet; one without properties of a form control is an ActiveX one, whose
 * state stays unknown. */
static void name_controls(mds_xlsx_overlay *o)
{
    for (size_t i = 0; i < o->book->control_count; i++) {
        mds_xlsx_shape *shape = mds_xlsx__shape(o, o->book->controls[i].shape);
        if (shape != NULL) {
            shape->control = true;
        }
    }
}

/* What is placed, and is no mere label, lies over the cells. */
static mds_status keep_shapes(const mds_xlsx_overlay *o)
{
    mds_grid_sheet *sheet = o->sheet;

    for (size_t i = 0; i < o->count; i++) {
        mds_xlsx_shape *shape = &o->shapes[i];
        if (shape->harmless) {
            continue;
        }
        if (shape->control && !shape->known) {
            shape->drawn.kind = MDS_DRAWN_OTHER;
        }
        sheet->drawn = sheet->drawn || !shape->placed;
        if (!shape->placed) {
            continue;
        }
        if (!mds_array_reserve(o->book->grid->arena, &sheet->overlay, &sheet->overlay_capacity,
                               sheet->overlay_count, sizeof *sheet->overlay)) {
            return no_memory(o->book);
        }
        sheet->overlay[sheet->overlay_count++] = shape->drawn;
    }
    return MDS_OK;
}

mds_status mds_xlsx__read_overlay(mds_xlsx *book, const char *part)
{
    mds_arena *arena = book->grid->arena;
    const char *folder = mds_part__folder(arena, part);
    const char *name = part + (folder != NULL ? strlen(folder) : 0);
    const char *relations =
        mds_arena_printf(arena, "%s_rels/%s.rels", folder != NULL ? folder : "", name);
    mds_xlsx_overlay o = {.book = book, .sheet = &book->grid->sheets[book->grid->sheet_count - 1]};
    relation_list list = {.book = book, .folder = folder};

    if (folder == NULL || relations == NULL) {
        return no_memory(book);
    }
    mds_status status = mds_package__read_spare(book->package, relations, read_relations, &list);
    if (status != MDS_OK) {
        return status == MDS_ENOMEM ? status : MDS_OK; /* and the sheet stays drawn on */
    }
    o.sheet->drawn = false;
    mds_strbuf_init(&o.text, MDS_LIMIT_CELL_BYTES);
    name_controls(&o);
    status = read_parts(&o, &list, "/vmlDrawing", mds_xlsx__read_vml);
    if (status == MDS_OK) {
        status = read_parts(&o, &list, "/drawing", mds_xlsx__read_drawing);
    }
    if (status == MDS_OK) {
        status = read_parts(&o, &list, "/ctrlProp", mds_xlsx__read_control);
    }
    if (status == MDS_OK) {
        status = read_parts(&o, &list, "/comments", mds_xlsx__read_comments);
    }
    if (status == MDS_OK) {
        status = keep_shapes(&o);
    }
    mds_strbuf_finish(&o.text);
    return status;
}
