/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Form controls of a sheet, in their own parts and in the older drawings (VML), and the comments
 * on its cells. */
#include "xlsx_overlay.h"

#include "base/num.h"
#include <mdsrisk/limits.h>
#include <stdlib.h>
#include <string.h>

/* Which controls answer, and which are only there. */
typedef enum object_kind { OBJECT_BOX, OBJECT_HARMLESS, OBJECT_NOTE, OBJECT_OTHER } object_kind;

static object_kind kind_of(const char *type)
{
    static const struct {
        const char *name;
        object_kind kind;
    } kinds[] = {{"CheckBox", OBJECT_BOX},    {"Checkbox", OBJECT_BOX},  {"Radio", OBJECT_BOX},
                 {"Button", OBJECT_HARMLESS}, {"GBox", OBJECT_HARMLESS}, {"Label", OBJECT_HARMLESS},
                 {"Scroll", OBJECT_HARMLESS}, {"Spin", OBJECT_HARMLESS}, {"Note", OBJECT_NOTE}};

    for (size_t i = 0; type != NULL && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, type) == 0) {
            return kinds[i].kind;
        }
    }
    return OBJECT_OTHER;
}

static void set_kind(mds_xlsx_shape *shape, object_kind kind)
{
    shape->control = true;
    shape->harmless = kind == OBJECT_HARMLESS || kind == OBJECT_NOTE;
}

/* "Checked" and "1" are on, "Mixed" and "2" are neither. */
static void set_state(mds_xlsx_shape *shape, const char *state)
{
    const bool mixed = strcmp(state, "Mixed") == 0 || strcmp(state, "2") == 0;
    const bool on = strcmp(state, "Checked") == 0 || strcmp(state, "1") == 0;

    shape->known = !mixed;
    shape->drawn.kind = on ? MDS_DRAWN_ON : MDS_DRAWN_OFF;
}

mds_status mds_xlsx__read_control(void *payload, mds_xml *xml)
{
    mds_xlsx_overlay *o = payload;
    mds_xlsx_shape *shape = NULL;
    mds_xml_event event;

    for (size_t i = 0; i < o->book->control_count && shape == NULL; i++) {
        if (strcmp(o->book->controls[i].relation, o->relation) == 0) {
            shape = mds_xlsx__shape(o, o->book->controls[i].shape);
        }
    }
    while ((event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        if (event != MDS_XML_START || strcmp(mds_xml_name(xml), "formControlPr") != 0) {
            continue;
        }
        if (shape == NULL) {
            o->sheet->drawn = true;
            continue;
        }
        const object_kind kind = kind_of(mds_xml_attribute(xml, "objectType"));
        set_kind(shape, kind);
        if (kind == OBJECT_BOX) {
            const char *state = mds_xml_attribute(xml, "checked");
            set_state(shape, state != NULL ? state : "");
        }
        const char *link = mds_xml_attribute(xml, "fmlaLink");
        if (link != NULL) {
            mds_xlsx__link(shape, link);
        }
    }
    return MDS_OK;
}

/* A control of an older drawing while it is read. */
typedef struct client {
    uint32_t number;
    object_kind kind;
    bool there, placed;
    char state[16], link[64];
    mds_xlsx_corner from, to;
    mds_strbuf caption;
} client;

/* "3, 15, 8, 2, 4, 31, 9, 5": column, pixels, row, pixels, and the same of the far corner. */
static void read_places(client *c, const char *text)
{
    double numbers[8];
    size_t count = 0;

    while (count < 8 && *text != '\0') {
        text += strspn(text, " \t\r\n,");
        const size_t n = strspn(text, "-0123456789.");
        if (n == 0 || !mds_num_parse(&numbers[count], (mds_sv){text, n}) ||
            numbers[count] > 10000000) {
            return;
        }
        numbers[count] = numbers[count] < 0 ? 0 : numbers[count];
        count++;
        text += n;
    }
    if (count == 8) {
        c->placed = true;
        c->from = (mds_xlsx_corner){(uint32_t)numbers[0], (uint32_t)numbers[2], numbers[1],
                                    numbers[3] * .75};
        c->to = (mds_xlsx_corner){(uint32_t)numbers[4], (uint32_t)numbers[6], numbers[5],
                                  numbers[7] * .75};
    }
}

static void copy_text(char *to, size_t size, const mds_strbuf *from)
{
    const char *p = from->p != NULL ? from->p : "";
    const size_t begin = strspn(p, " \t\r\n");
    size_t n = strcspn(p + begin, " \t\r\n");

    n = n < size ? n : size - 1;
    memcpy(to, p + begin, n);
    to[n] = '\0';
}

/* A START within a shape of an older drawing. */
static mds_status read_within(client *c, mds_xlsx_overlay *o, mds_xml *xml)
{
    const char *name = mds_xml_name(xml);

    if (strcmp(name, "ClientData") == 0) {
        c->there = true;
        c->kind = kind_of(mds_xml_attribute(xml, "ObjectType"));
        return MDS_OK;
    }
    if (strcmp(name, "textbox") == 0) {
        return mds_xlsx__element_text(&c->caption, xml);
    }
    const bool anchor = strcmp(name, "Anchor") == 0;
    const bool checked = strcmp(name, "Checked") == 0;
    if (!c->there || !(anchor || checked || strcmp(name, "FmlaLink") == 0)) {
        return MDS_OK;
    }
    mds_strbuf_clear(&o->text);
    const mds_status status = mds_xlsx__element_text(&o->text, xml);
    if (anchor && o->text.p != NULL) {
        read_places(c, o->text.p);
    } else if (checked) {
        copy_text(c->state, sizeof c->state, &o->text);
    } else {
        copy_text(c->link, sizeof c->link, &o->text);
    }
    return status;
}

static mds_status keep_client(const client *c, mds_xlsx_overlay *o)
{
    if (!c->there) {
        return MDS_OK;
    }
    mds_xlsx_shape *shape = mds_xlsx__shape(o, c->number);
    if (shape == NULL) {
        o->sheet->drawn = true;
        return MDS_OK;
    }
    set_kind(shape, c->kind);
    if (c->kind == OBJECT_BOX) {
        set_state(shape, c->state);
    }
    if (c->link[0] != '\0') {
        mds_xlsx__link(shape, c->link);
    }
    if (c->placed) {
        mds_xlsx__place(o, shape, &c->from, &c->to);
    }
    const char *caption = mds_strbuf_copy(&c->caption, o->book->grid->arena);
    shape->drawn.caption = caption != NULL ? caption : "";
    return caption != NULL ? MDS_OK : MDS_ENOMEM;
}

/* "_x0000_s1025" */
static uint32_t number_of(const char *id)
{
    const char *s = id != NULL ? strrchr(id, 's') : NULL;
    uint64_t number = 0;

    return s != NULL && mds_num_parse_uint(&number, (mds_sv){s + 1, strlen(s + 1)}, UINT32_MAX)
               ? (uint32_t)number
               : 0;
}

static mds_status read_shape(mds_xlsx_overlay *o, mds_xml *xml)
{
    const uint32_t depth = mds_xml_depth(xml);
    client c = {.number = number_of(mds_xml_attribute(xml, "id"))};
    mds_status status = MDS_OK;

    mds_strbuf_init(&c.caption, 4096);
    while (status == MDS_OK) {
        const mds_xml_event event = mds_xml_next(xml);
        if (event == MDS_XML_EOF || event == MDS_XML_ERROR) {
            status = MDS_EFORMAT;
        } else if (event == MDS_XML_START) {
            status = read_within(&c, o, xml);
        } else if (event == MDS_XML_END && mds_xml_depth(xml) <= depth) {
            break;
        }
    }
    if (status == MDS_OK) {
        status = keep_client(&c, o);
    }
    mds_strbuf_finish(&c.caption);
    return status;
}

mds_status mds_xlsx__read_vml(void *payload, mds_xml *xml)
{
    mds_status status = MDS_OK;
    mds_xml_event event;

    while (status == MDS_OK && (event = mds_xml_next(xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        if (event == MDS_XML_START && strcmp(mds_xml_name(xml), "shape") == 0) {
            status = read_shape(payload, xml);
        }
    }
    return status;
}

/* <comment ref="C5"><text>..</text></comment> */
static mds_status read_comment(mds_xlsx_overlay *o, mds_xml *xml)
{
    mds_grid_sheet *sheet = o->sheet;
    const char *ref = mds_xml_attribute(xml, "ref");
    mds_grid_remark remark = {.row = 0};
    mds_xlsx_runs runs;
    bool struck = false;

    if (ref == NULL || sheet->remark_count >= MDS_LIMIT_CELLS ||
        !mds_grid__parse_reference(&remark.row, &remark.column, (mds_sv){ref, strlen(ref)})) {
        return MDS_OK;
    }
    mds_strbuf_clear(&o->text);
    const mds_status status = mds_xlsx__rich_text(&o->text, &struck, &runs, xml);
    if (status != MDS_OK) {
        return status;
    }
    remark.text = mds_strbuf_copy(&o->text, o->book->grid->arena);
    if (remark.text == NULL ||
        !mds_array_reserve(o->book->grid->arena, &sheet->remarks, &sheet->remark_capacity,
                           sheet->remark_count, sizeof *sheet->remarks)) {
        return MDS_ENOMEM;
    }
    sheet->remarks[sheet->remark_count++] = remark;
    return MDS_OK;
}

mds_status mds_xlsx__read_comments(void *payload, mds_xml *xml)
{
    mds_status status = MDS_OK;
    mds_xml_event event;

    while (status == MDS_OK && (event = mds_xml_next(xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        if (event == MDS_XML_START && strcmp(mds_xml_name(xml), "comment") == 0) {
            status = read_comment(payload, xml);
        }
    }
    return status;
}
