/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cell formats (ECMA-376 part 1, 18.8): which of them show a number as a date. */
#include "xlsx.h"

#include "base/num.h"
#include <string.h>

enum { MAX_STYLES = 65536 };

/* The formats that the workbook defines itself, only those that show a date. */
typedef struct date_formats {
    uint32_t *ids;
    size_t count, capacity;
} date_formats;

/* The fonts of the workbook: which of them strike through. */
typedef struct font_list {
    bool *struck;
    size_t count, capacity;
} font_list;

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

static bool format_is_date(const date_formats *formats, uint32_t id)
{
    for (size_t i = 0; i < formats->count; i++) {
        if (formats->ids[i] == id) {
            return true;
        }
    }
    return builtin_is_date(id);
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

static bool add_format(const mds_xlsx *book, date_formats *formats, mds_xml *xml)
{
    const uint32_t id = number_attribute(xml, "numFmtId");
    const char *code = mds_xml_attribute(xml, "formatCode");

    if (code == NULL || !code_is_date(code) || formats->count >= MAX_STYLES) {
        return true;
    }
    if (!mds_array_reserve(book->grid->arena, &formats->ids, &formats->capacity, formats->count,
                           sizeof *formats->ids)) {
        return false;
    }
    formats->ids[formats->count++] = id;
    return true;
}

/* A <font>, or a <strike> within the last one. */
static bool read_font(const mds_xlsx *book, font_list *fonts, const char *name, mds_xml *xml)
{
    if (strcmp(name, "strike") == 0 && fonts->count > 0) {
        fonts->struck[fonts->count - 1] = mds_xlsx__is_on(xml);
    }
    if (strcmp(name, "font") != 0 || fonts->count >= MAX_STYLES) {
        return true;
    }
    if (!mds_array_reserve(book->grid->arena, &fonts->struck, &fonts->capacity, fonts->count,
                           sizeof *fonts->struck)) {
        return false;
    }
    fonts->struck[fonts->count++] = false;
    return true;
}

static bool add_style(mds_xlsx *book, const date_formats *formats, const font_list *fonts,
                      mds_xml *xml)
{
    if (book->style_count >= MAX_STYLES) {
        return true;
    }
    if (!mds_array_reserve(book->grid->arena, &book->styles, &book->style_capacity,
                           book->style_count, sizeof *book->styles)) {
        return false;
    }
    const uint32_t font = number_attribute(xml, "fontId");
    book->styles[book->style_count++] =
        (mds_xlsx_style){.date = format_is_date(formats, number_attribute(xml, "numFmtId")),
                         .struck = font < fonts->count && fonts->struck[font]};
    return true;
}

mds_status mds_xlsx__read_styles(void *payload, mds_xml *xml)
{
    mds_xlsx *book = payload;
    date_formats formats = {0};
    font_list fonts = {0};
    bool in_cells = false;
    bool in_fonts = false;
    bool enough = true;
    mds_xml_event event;

    while (enough && (event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        const char *name = event == MDS_XML_TEXT ? "" : mds_xml_name(xml);
        if (strcmp(name, "cellXfs") == 0) {
            in_cells = event == MDS_XML_START;
        } else if (strcmp(name, "fonts") == 0) {
            in_fonts = event == MDS_XML_START;
        } else if (event == MDS_XML_START && in_fonts) {
            enough = read_font(book, &fonts, name, xml);
        } else if (event == MDS_XML_START && strcmp(name, "numFmt") == 0) {
            enough = add_format(book, &formats, xml);
        } else if (event == MDS_XML_START && in_cells && strcmp(name, "xf") == 0) {
            enough = add_style(book, &formats, &fonts, xml);
        }
    }
    return enough ? MDS_OK
                  : mds_grid__out_of_memory(book->grid->arena, book->grid->file, book->grid->diags);
}
