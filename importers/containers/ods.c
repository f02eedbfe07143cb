/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content part of a spreadsheet, streamed: styles, sheets, rows, cells. */
#include "ods.h"

#include "base/map.h"
#include "base/num.h"
#include "place_list.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

/* Styles that are kept; cells that come of saying "as before", of which a form has few: without a
 * bound a line of text would become a million of them. A long one counts as many, for each is read:
 * one for so many bytes. */
enum { MOST_STYLES = 20000, MOST_REPEATED = 20000, CELL_BYTES = 64 };

/* A style that strikes through, hides its table, or sets off what has it. */
typedef struct style {
    bool struck, hidden;
    uint16_t look;
} style;

/* A cell of the row that is read; the row may stand for many. */
typedef struct cell {
    uint32_t column, rows, columns, repeat;
    const char *text;
    size_t weight; /* of a repetition */
    bool struck, formula;
    mds_looks looks;
} cell;

typedef struct reader {
    mds_grid *grid;
    mds_xml *xml;
    mds_strbuf text;
    mds_look_parts parts; /* of the text, by their looks */
    style *styles;
    mds_map *style_names;
    size_t style_count, style_capacity;
    cell *cells;
    size_t cell_count, cell_capacity;
    size_t repeated;
    uint32_t row; /* the next one, from 1 */
    uint32_t column, column_column;
    mds_place_list struck; /* text that is left out */
} reader;

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static mds_status no_memory(const reader *r)
{
    return mds_grid__out_of_memory(r->grid->arena, r->grid->file, r->grid->diags);
}

static uint32_t number_attribute(mds_xml *xml, const char *name, uint32_t otherwise)
{
    const char *value = mds_xml_attribute(xml, name);
    uint64_t number = 0;

    return value != NULL && mds_num_parse_uint(&number, (mds_sv){value, strlen(value)}, INT32_MAX)
               ? (uint32_t)number
               : otherwise;
}

/* Adds what an element of a style says of weight, lines and colours. */
static uint16_t add_look(mds_xml *xml, uint16_t look)
{
    static const char *const names[] = {"font-weight",          "font-style",       "color",
                                        "text-underline-style", "background-color", "border"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = mds_xml_attribute(xml, names[i]);
        if (value != NULL && !is(value, "normal") && !is(value, "none") &&
            !is(value, "transparent")) {
            look = mds_look__mix(mds_look__mix(look, names[i]), value);
        }
    }
    return look;
}

/* <style:style style:name="T1"> with its properties. */
static mds_status read_style(reader *r)
{
    const char *given = mds_xml_attribute(r->xml, "name");
    const char *name = given != NULL ? mds_arena_strndup(r->grid->arena, given, strlen(given)) : "";
    style s = {.struck = false};
    const uint32_t depth = mds_xml_depth(r->xml);
    mds_xml_event event;

    if (name == NULL) {
        return no_memory(r);
    }
    while ((event = mds_xml_next(r->xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        if (event == MDS_XML_END && mds_xml_depth(r->xml) == depth) {
            break;
        }
        if (event != MDS_XML_START) {
            continue;
        }
        const char *line = mds_xml_attribute(r->xml, "text-line-through-style");
        s.struck = s.struck || (line != NULL && !is(line, "none"));
        s.look = add_look(r->xml, s.look);
        const char *display = mds_xml_attribute(r->xml, "display");
        s.hidden = s.hidden || (display != NULL && is(display, "false"));
    }
    if ((!s.struck && !s.hidden && s.look == 0) || r->style_count >= MOST_STYLES) {
        return MDS_OK;
    }
    r->style_names =
        r->style_names != NULL ? r->style_names : mds_map_new(r->grid->arena, MOST_STYLES);
    if (r->style_names == NULL || !mds_array_reserve(r->grid->arena, &r->styles, &r->style_capacity,
                                                     r->style_count, sizeof *r->styles)) {
        return no_memory(r);
    }
    if (mds_map_add(r->style_names, name, (uint32_t)r->style_count)) {
        r->styles[r->style_count++] = s;
    }
    return MDS_OK;
}

static style style_of(const reader *r)
{
    const char *name = mds_xml_attribute(r->xml, "style-name");
    const uint32_t at = name != NULL ? mds_map_find(r->style_names, name) : MDS_MAP_NONE;

    return at != MDS_MAP_NONE ? r->styles[at] : (style){0};
}

/* Signs within a paragraph that are elements: several blanks, a tab, a new line. */
static void put_sign(reader *r, const char *name)
{
    if (is(name, "s")) {
        uint32_t count = number_attribute(r->xml, "c", 1);
        for (count = count < 100 ? count : 100; count > 0; count--) {
            mds_strbuf_putc(&r->text, ' ');
        }
    } else if (is(name, "tab")) {
        mds_strbuf_putc(&r->text, '\t');
    } else if (is(name, "line-break")) {
        mds_strbuf_putc(&r->text, '\n');
    }
}

/* Remarks and drawings over the cell, and the reading of kanji, are no part of its text. */
static bool is_beside(const char *name)
{
    static const char *const names[] = {"annotation", "frame",  "custom-shape", "ellipse",
                                        "rect",       "line",   "control",      "path",
                                        "detective",  "shapes", "forms",        "a11y",
                                        "ruby-text",  "circle", "polyline",     "g"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* The paragraphs of the cell, or of the shape, whose START is current. */
static mds_status read_text(reader *r, bool *struck)
{
    const uint32_t depth = mds_xml_depth(r->xml);
    uint32_t struck_depth = 0;
    uint32_t paragraphs = 0;
    uint32_t inside = 0;  /* depth of the open paragraph */
    uint32_t set_off = 0; /* depth of what has a look of its own */
    uint16_t look = 0;
    mds_xml_event event;

    while ((event = mds_xml_next(r->xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        const char *name = event == MDS_XML_TEXT ? "" : mds_xml_name(r->xml);
        const uint32_t at = mds_xml_depth(r->xml);
        if (event == MDS_XML_TEXT) {
            *struck = *struck || (inside > 0 && struck_depth > 0);
            mds_strbuf_puts(&r->text, inside > 0 && struck_depth == 0 ? mds_xml_text(r->xml) : "");
            mds_look__note(&r->parts, r->text.n, look);
        } else if (event == MDS_XML_END) {
            struck_depth = struck_depth == at ? 0 : struck_depth;
            inside = inside == at ? 0 : inside;
            look = set_off == at ? 0 : look;
            set_off = set_off == at ? 0 : set_off;
            if (at == depth) {
                return MDS_OK;
            }
        } else if (is_beside(name)) {
            r->grid->sheets[r->grid->sheet_count - 1].drawn |= !is(name, "ruby-text");
            (void)mds_xml_skip(r->xml);
        } else if (is(name, "p") && inside == 0) {
            inside = at;
            mds_strbuf_puts(&r->text, paragraphs++ > 0 ? "\n" : "");
        } else {
            put_sign(r, name);
            struck_depth = struck_depth == 0 && style_of(r).struck ? at : struck_depth;
            look = set_off == 0 ? style_of(r).look : look;
            set_off = set_off == 0 && look != 0 ? at : set_off;
        }
    }
    return mds_xml_status(r->xml) == MDS_OK ? MDS_EFORMAT : mds_xml_status(r->xml);
}

/* A day as the file stores it, "2024-05-01T00:00:00", is clearer than as it is shown. */
static const char *day_of(const reader *r)
{
    const char *type = mds_xml_attribute(r->xml, "value-type");
    const bool date = type != NULL && is(type, "date");
    const char *value = date ? mds_xml_attribute(r->xml, "date-value") : NULL;

    return value != NULL ? mds_arena_strndup(r->grid->arena, value, strcspn(value, "T")) : NULL;
}

/* The text in r->text; NULL when it is too long, or memory is short, which is said. */
static const char *keep_text(const reader *r, uint32_t column)
{
    char limit[24];

    if (r->text.status == MDS_ELIMIT) {
        (void)snprintf(limit, sizeof limit, "%zu", MDS_LIMIT_CELL_BYTES);
        mds_diag_add(r->grid->diags, MDS_D_SHEET_CELL_BYTES, r->grid->file,
                     mds_grid__where(r->grid->arena, r->grid,
                                     &r->grid->sheets[r->grid->sheet_count - 1], r->row, column),
                     limit, NULL);
        return NULL;
    }
    char *text = mds_strbuf_copy(&r->text, r->grid->arena);
    if (text == NULL) {
        (void)no_memory(r);
        return NULL;
    }
    (void)mds_grid__blank_controls(text);
    return text;
}

static mds_status read_cell(reader *r)
{
    const style own = style_of(r);
    const bool crossed = own.struck;
    cell c = {.column = r->column,
              .repeat = number_attribute(r->xml, "number-columns-repeated", 1),
              .columns = number_attribute(r->xml, "number-columns-spanned", 1),
              .rows = number_attribute(r->xml, "number-rows-spanned", 1),
              .formula = mds_xml_attribute(r->xml, "formula") != NULL};
    const char *day = day_of(r);

    mds_strbuf_clear(&r->text);
    r->parts.count = 0;
    const mds_status status = read_text(r, &c.struck);
    if (status != MDS_OK) {
        return status;
    }
    r->column += c.repeat < INT32_MAX - r->column ? c.repeat : 0;
    if (strspn(r->text.p, " \t\n") == r->text.n && r->text.status == MDS_OK && !c.struck) {
        return MDS_OK;
    }
    c.struck = c.struck || crossed;
    c.text = crossed ? "" : day != NULL ? day : keep_text(r, c.column);
    if (c.text == NULL) {
        return r->text.status == MDS_OK ? MDS_ENOMEM : r->text.status;
    }
    if (!mds_look__settle(&c.looks, r->grid->arena, &r->parts, own.look) ||
        !mds_array_reserve(r->grid->arena, &r->cells, &r->cell_capacity, r->cell_count,
                           sizeof *r->cells)) {
        return no_memory(r);
    }
    c.weight = 1 + strlen(c.text) / CELL_BYTES;
    r->cells[r->cell_count++] = c;
    return MDS_OK;
}

static void note_struck(reader *r, uint32_t row, uint32_t column)
{
    const mds_grid_sheet *sheet = &r->grid->sheets[r->grid->sheet_count - 1];

    mds_place_list__add(&r->struck, mds_grid__where(r->grid->arena, r->grid, sheet, row, column));
}

static mds_status put_cell(reader *r, const cell *c, uint32_t row)
{
    mds_status status = MDS_OK;

    if (c->struck) {
        note_struck(r, row, c->column);
    }
    if (c->formula) {
        status = mds_grid__add_formula(r->grid, row, c->column);
    }
    if (status == MDS_OK && (c->rows > 1 || c->columns > 1) && c->rows < MDS_LIMIT_ROWS &&
        c->columns < MDS_LIMIT_ROWS) {
        const mds_grid_range range = {row, row + c->rows - 1, c->column,
                                      c->column + c->columns - 1};
        status = mds_grid__add_merge(r->grid, range);
    }
    for (uint32_t i = 0; i < c->repeat && i <= MDS_LIMIT_COLUMNS && status == MDS_OK; i++) {
        r->repeated += i > 0 ? c->weight : 0;
        if (i > 0 && r->repeated > MOST_REPEATED) {
            mds_grid__leave_out(r->grid, row, c->column + i, c->repeat - i);
            break;
        }
        status = mds_grid__add_cell(r->grid, c->column + i, row, c->text, c->text);
        if (status == MDS_OK) {
            status = mds_grid__put_looks(r->grid, row, c->column + i, &c->looks);
        }
    }
    return status;
}

/* The row that was read, as often as it stands there. */
static mds_status put_row(reader *r, uint32_t repeat, bool hidden)
{
    mds_status status = MDS_OK;
    size_t weight = 0;

    for (size_t k = 0; k < r->cell_count; k++) {
        weight += r->cells[k].weight;
    }
    for (uint32_t i = 0; r->cell_count > 0 && i < repeat; i++) {
        r->repeated += i > 0 ? weight : 0;
        if (i > 0 && r->repeated > MOST_REPEATED) {
            mds_grid__leave_out(r->grid, r->row + i, r->cells[0].column,
                                (size_t)(repeat - i) * r->cell_count);
            break;
        }
        for (size_t k = 0; k < r->cell_count && status == MDS_OK; k++) {
            status = put_cell(r, &r->cells[k], r->row + i);
        }
        if (status == MDS_OK) {
            status = mds_grid__end_row(r->grid, r->row + i, hidden);
        }
        if (status != MDS_OK) {
            return status;
        }
    }
    r->row += repeat < INT32_MAX - r->row ? repeat : 0;
    return MDS_OK;
}

static bool is_collapsed(mds_xml *xml)
{
    const char *visibility = mds_xml_attribute(xml, "visibility");

    return visibility != NULL && !is(visibility, "visible");
}

static mds_status read_row(reader *r)
{
    const uint32_t depth = mds_xml_depth(r->xml);
    const uint32_t repeat = number_attribute(r->xml, "number-rows-repeated", 1);
    const bool hidden = is_collapsed(r->xml);
    mds_status status = MDS_OK;
    mds_xml_event event;

    r->column = 0;
    r->cell_count = 0;
    while (status == MDS_OK && (event = mds_xml_next(r->xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        if (event == MDS_XML_END && mds_xml_depth(r->xml) == depth) {
            return put_row(r, repeat, hidden);
        }
        if (event != MDS_XML_START) {
            continue;
        }
        if (is(mds_xml_name(r->xml), "table-cell")) {
            status = read_cell(r);
        } else if (is(mds_xml_name(r->xml), "covered-table-cell")) {
            r->column += number_attribute(r->xml, "number-columns-repeated", 1) % INT16_MAX;
            (void)mds_xml_skip(r->xml);
        }
    }
    return status;
}

static mds_status read_column(reader *r)
{
    mds_grid_sheet *sheet = &r->grid->sheets[r->grid->sheet_count - 1];
    const uint32_t count = number_attribute(r->xml, "number-columns-repeated", 1);
    const uint32_t first = r->column_column;

    r->column_column += count < INT32_MAX - first ? count : 0;
    if (!is_collapsed(r->xml) || sheet->hidden_count >= MDS_LIMIT_COLUMNS || count == 0) {
        return MDS_OK;
    }
    if (!mds_array_reserve(r->grid->arena, &sheet->hidden_columns, &sheet->hidden_capacity,
                           sheet->hidden_count, sizeof *sheet->hidden_columns)) {
        return no_memory(r);
    }
    sheet->hidden_columns[sheet->hidden_count++] =
        (mds_grid_range){.first_column = first, .last_column = first + count - 1};
    return MDS_OK;
}

static mds_status read_sheet(reader *r)
{
    const uint32_t depth = mds_xml_depth(r->xml);
    const bool hidden = style_of(r).hidden;
    const char *name = mds_xml_attribute(r->xml, "name");
    mds_status status = mds_grid__add_sheet(r->grid, name != NULL ? name : "", hidden);
    mds_xml_event event;

    r->row = 1;
    r->column_column = 0;
    while (status == MDS_OK && (event = mds_xml_next(r->xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        if (event == MDS_XML_END && mds_xml_depth(r->xml) == depth) {
            mds_place_list__say(&r->struck);
            return mds_grid__finish_sheet(r->grid);
        }
        if (event != MDS_XML_START) {
            continue;
        }
        const char *element = mds_xml_name(r->xml);
        if (is(element, "table-row")) {
            status = read_row(r);
        } else if (is(element, "table-column")) {
            status = read_column(r);
        } else if (is(element, "shapes") || is(element, "forms")) {
            r->grid->sheets[r->grid->sheet_count - 1].drawn = true;
            (void)mds_xml_skip(r->xml);
        }
    }
    return status;
}

static mds_status read_content(void *payload, mds_xml *xml)
{
    reader *r = payload;
    mds_status status = MDS_OK;
    bool sheets = false;
    mds_xml_event event;

    r->xml = xml;
    while (status == MDS_OK && (event = mds_xml_next(xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        if (event != MDS_XML_START) {
            continue;
        }
        const char *name = mds_xml_name(xml);
        if (is(name, "style")) {
            status = read_style(r);
        } else if (is(name, "spreadsheet")) {
            sheets = true;
        } else if (is(name, "table") && sheets) {
            status = read_sheet(r);
        }
    }
    if (status == MDS_OK && !sheets && mds_xml_status(xml) == MDS_OK) {
        mds_diag_add(r->grid->diags, MDS_D_FORMAT_NOT_XLSX, r->grid->file, NULL,
                     "OpenDocument (.odt)", NULL);
        return MDS_EUNSUPPORTED;
    }
    return status;
}

mds_status mds_ods__read(mds_grid *grid, mds_package *package)
{
    reader r = {.grid = grid};

    mds_strbuf_init(&r.text, MDS_LIMIT_CELL_BYTES);
    mds_place_list__init(&r.struck, grid, MDS_D_FORM_STRUCK);
    const mds_status status = mds_package__read_xml(package, "content.xml", read_content, &r);
    const mds_status listed = mds_place_list__finish(&r.struck);
    mds_strbuf_finish(&r.text);
    return status == MDS_OK ? listed : status;
}
