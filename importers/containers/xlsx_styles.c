/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cell formats (ECMA-376 part 1, 18.8): which of them show a number as a date. */
#include "xlsx.h"

#include "base/num.h"
#include <string.h>

enum { MAX_STYLES = 65536, FORMATS = 65536 /* the number of one has 16 bits */ };

/* What the fonts, or the fills, of the workbook do. */
typedef struct look_list {
    bool *struck;
    uint16_t *looks;
    size_t count, capacity, look_capacity;
} look_list;

/* Everything that a cell format takes together. */
typedef struct style_parts {
    bool date[FORMATS]; /* of those that the workbook defines itself */
    look_list fonts, fills;
} style_parts;

/* The built-in ones (18.8.30); 27 to 36 and 50 to 58 are dates in the East Asian locales. Those
 * of a time of day alone are left out: such a number is no day. */
static bool builtin_is_date(uint32_t id)
{
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
           (id >= 50 && id <= 58);
}

/* Whether a format code shows a year, a month or a day. "m" beside "h" or "s" means minutes. */
static bool code_is_date(const char *code)
{
    bool month = false;
    bool clock = false;

    for (const char *p = code; *p != '\0'; p++) {
        switch (*p) {
        case '"':
            p = strchr(p + 1, '"');
            break;
        case '[':
            p = strchr(p, ']');
            break;
        case '\\':
        case '_':
        case '*':
            p = p[1] != '\0' ? p + 1 : NULL;
            break;
        case 'y':
        case 'Y':
        case 'd':
        case 'D':
            return true;
        case 'm':
        case 'M':
            month = true;
            break;
        case 'h':
        case 'H':
        case 's':
        case 'S':
            clock = true;
            break;
        default:
            break;
        }
        if (p == NULL) {
            break;
        }
    }
    return month && !clock;
}

static bool format_is_date(const style_parts *parts, uint32_t id)
{
    return (id < FORMATS && parts->date[id]) || builtin_is_date(id);
}

static uint32_t number_attribute(mds_xml *xml, const char *name)
{
    const char *value = mds_xml_attribute(xml, name);
    uint64_t number = 0;

    if (value == NULL || !mds_num_parse_uint(&number, (mds_sv){value, strlen(value)}, UINT32_MAX)) {
        return 0;
    }
    return (uint32_t)number;
}

static void add_format(style_parts *parts, mds_xml *xml)
{
    const uint32_t id = number_attribute(xml, "numFmtId");
    const char *code = mds_xml_attribute(xml, "formatCode");

    if (id < FORMATS && code != NULL && code_is_date(code)) {
        parts->date[id] = true;
    }
}

uint16_t mds_xlsx__look(uint16_t look, mds_xml *xml)
{
    static const char *const colours[] = {"rgb", "theme", "indexed", "tint"};
    const char *name = mds_xml_name(xml);
    const bool plain = strcmp(name, "b") == 0 || strcmp(name, "i") == 0 || strcmp(name, "u") == 0;

    if (plain && mds_xlsx__is_on(xml)) {
        return mds_look__mix(look, name);
    }
    if (strcmp(name, "color") != 0 && strcmp(name, "fgColor") != 0) {
        return look;
    }
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        const char *value = mds_xml_attribute(xml, colours[i]);
        look = value != NULL ? mds_look__mix(mds_look__mix(look, colours[i]), value) : look;
    }
    return look;
}

/* A <font> or a <fill>, or what is within the last one. */
static bool read_look(const mds_xlsx *book, look_list *list, const char *begin, mds_xml *xml)
{
    const char *name = mds_xml_name(xml);

    if (strcmp(name, begin) != 0) {
        if (list->count > 0) {
            const size_t last = list->count - 1;
            list->struck[last] =
                strcmp(name, "strike") == 0 ? mds_xlsx__is_on(xml) : list->struck[last];
            list->looks[last] = mds_xlsx__look(list->looks[last], xml);
        }
        return true;
    }
    if (list->count >= MAX_STYLES) {
        return true;
    }
    if (!mds_array_reserve(book->grid->arena, &list->struck, &list->capacity, list->count,
                           sizeof *list->struck) ||
        !mds_array_reserve(book->grid->arena, &list->looks, &list->look_capacity, list->count,
                           sizeof *list->looks)) {
        return false;
    }
    list->struck[list->count] = false;
    list->looks[list->count++] = 0;
    return true;
}

static uint16_t look_at(const look_list *list, uint32_t i)
{
    return i < list->count ? list->looks[i] : 0;
}

static bool add_style(mds_xlsx *book, const style_parts *parts, mds_xml *xml)
{
    if (book->style_count >= MAX_STYLES) {
        return true;
    }
    if (!mds_array_reserve(book->grid->arena, &book->styles, &book->style_capacity,
                           book->style_count, sizeof *book->styles)) {
        return false;
    }
    const uint32_t font = number_attribute(xml, "fontId");
    const uint16_t fill = look_at(&parts->fills, number_attribute(xml, "fillId"));
    book->styles[book->style_count++] =
        (mds_xlsx_style){.date = format_is_date(parts, number_attribute(xml, "numFmtId")),
                         .struck = font < parts->fonts.count && parts->fonts.struck[font],
                         .look = (uint16_t)(look_at(&parts->fonts, font) * 31u + fill)};
    return true;
}

/* <alignment horizontal="center"/> of the last cell format. */
static void read_alignment(const mds_xlsx *book, mds_xml *xml)
{
    const char *side = mds_xml_attribute(xml, "horizontal");

    if (side == NULL || book->style_count == 0) {
        return;
    }
    book->styles[book->style_count - 1].align = strcmp(side, "left") == 0     ? MDS_ALIGN_LEFT
                                                : strcmp(side, "center") == 0 ? MDS_ALIGN_CENTER
                                                : strcmp(side, "right") == 0  ? MDS_ALIGN_RIGHT
                                                                              : MDS_ALIGN_UNKNOWN;
}

/* The list that a START is in. */
typedef enum style_list { IN_NONE, IN_FONTS, IN_FILLS, IN_CELLS } style_list;

static style_list list_of(const char *name)
{
    return strcmp(name, "fonts") == 0     ? IN_FONTS
           : strcmp(name, "fills") == 0   ? IN_FILLS
           : strcmp(name, "cellXfs") == 0 ? IN_CELLS
                                          : IN_NONE;
}

static bool read_part(mds_xlsx *book, style_parts *parts, style_list in, mds_xml *xml)
{
    const char *name = mds_xml_name(xml);

    if (in == IN_FONTS) {
        return read_look(book, &parts->fonts, "font", xml);
    }
    if (in == IN_FILLS) {
        return read_look(book, &parts->fills, "fill", xml);
    }
    if (in == IN_CELLS && strcmp(name, "xf") == 0) {
        return add_style(book, parts, xml);
    }
    if (in == IN_CELLS && strcmp(name, "alignment") == 0) {
        read_alignment(book, xml);
    }
    if (strcmp(name, "numFmt") == 0) {
        add_format(parts, xml);
    }
    return true;
}

mds_status mds_xlsx__read_styles(void *payload, mds_xml *xml)
{
    mds_xlsx *book = payload;
    style_parts parts = {.fonts = {0}};
    style_list in = IN_NONE;
    bool enough = true;
    mds_xml_event event;

    while (enough && (event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        if (event == MDS_XML_TEXT) {
            continue;
        }
        const style_list list = list_of(mds_xml_name(xml));
        if (list != IN_NONE) {
            in = event == MDS_XML_START ? list : IN_NONE;
        } else if (event == MDS_XML_START) {
            enough = read_part(book, &parts, in, xml);
        }
    }
    return enough ? MDS_OK
                  : mds_grid__out_of_memory(book->grid->arena, book->grid->file, book->grid->diags);
}
