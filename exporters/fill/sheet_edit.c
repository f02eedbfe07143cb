/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text goes into a cell as an inline string: the table of shared strings, a part of its own, then
 * keeps its bytes too. Spreadsheet programs read both and write what they like. */
#include "sheet_xml.h"

#include "base/num.h"
#include <string.h>

typedef struct editor {
    const mds_sheet_xml *sheet;
    mds_splice splice;
    const mds_cell_edit *edit, *end; /* those still to be made */
} editor;

static void put_tag(const editor *e, const char *before, const char *name)
{
    mds_strbuf *out = e->splice.out;
    mds_strbuf_puts(out, before);
    mds_strbuf_append(out, e->sheet->prefix.p, e->sheet->prefix.n);
    mds_strbuf_puts(out, name);
}

static void put_content(const editor *e, const char *content)
{
    put_tag(e, "<", "is>");
    mds_strbuf_puts(e->splice.out, content);
    put_tag(e, "</", "is>");
}

/* A cell that did not exist gets the style that its place had; without a value there is none. */
static void put_new_cell(const editor *e, const mds_cell_edit *edit)
{
    mds_strbuf *out = e->splice.out;
    char column[8];
    const uint32_t style = mds_sheet__style(e->sheet, edit->row, edit->column);
    if (edit->content == NULL) {
        return;
    }
    mds_column__name(column, edit->column);
    put_tag(e, "<", "c r=\"");
    mds_strbuf_printf(out, "%s%u\"", column, edit->row);
    if (style != 0) {
        mds_strbuf_printf(out, " s=\"%u\"", style);
    }
    mds_strbuf_puts(out, " t=\"inlineStr\">");
    put_content(e, edit->content);
    put_tag(e, "</", "c>");
}

/* Leaves an attribute of the start tag out. */
static void drop_attribute(editor *e, const mds_tag *tag, const char *name)
{
    mds_attribute found;
    if (mds_scan__attribute(&found, e->sheet->xml, tag, name)) {
        mds_splice__to(&e->splice, found.begin, found.end);
    }
}

static void edit_start(editor *e, const mds_tag *tag, const char *content)
{
    mds_attribute type = {.begin = 0};
    mds_attribute metadata = {.begin = 0};
    const bool typed = mds_scan__attribute(&type, e->sheet->xml, tag, "t");
    const bool valued = mds_scan__attribute(&metadata, e->sheet->xml, tag, "vm");
    const bool first = typed && valued && type.begin < metadata.begin;
    drop_attribute(e, tag, first ? "t" : "vm"); /* in their order, whichever there are */
    drop_attribute(e, tag, first ? "vm" : "t");
    if (content != NULL) {
        mds_splice__to(&e->splice, tag->end - (tag->empty ? 2 : 1), tag->end);
        mds_strbuf_puts(e->splice.out, " t=\"inlineStr\">");
        put_content(e, content);
        if (tag->empty) {
            put_tag(e, "</", "c>");
        }
    }
}

static void edit_cell(editor *e, const mds_sheet_cell *cell, const char *content)
{
    const mds_sv xml = e->sheet->xml;
    size_t at = cell->begin;
    mds_tag tag;
    (void)mds_scan__tag(&tag, xml, &at);
    edit_start(e, &tag, content);
    while (at < cell->end && mds_scan__tag(&tag, xml, &at) && !tag.closes) {
        if (!mds_scan__skip(NULL, xml, &at, &tag)) {
            return;
        }
        if (mds_scan__is(tag.name, "v") || mds_scan__is(tag.name, "is")) {
            mds_splice__to(&e->splice, tag.begin, at);
        }
    }
}

static bool has_column(mds_sv spans, uint32_t column)
{
    const char *colon = memchr(spans.p, ':', spans.n);
    uint64_t first = 0;
    uint64_t last = 0;
    if (colon == NULL) {
        return false;
    }
    const size_t n = (size_t)(colon - spans.p);
    return mds_num_parse_uint(&first, (mds_sv){spans.p, n}, UINT32_MAX) &&
           mds_num_parse_uint(&last, (mds_sv){colon + 1, spans.n - n - 1}, UINT32_MAX) &&
           column + 1 >= first && column + 1 <= last;
}

/* "1:8" says between which columns the row's cells are. It may be left out, and is where a new
 * cell would make it wrong. */
static void keep_spans_true(editor *e, const mds_sheet_row *row, const mds_cell_edit *last)
{
    size_t at = row->begin;
    mds_tag tag;
    mds_attribute spans;
    if (!mds_scan__tag(&tag, e->sheet->xml, &at) ||
        !mds_scan__attribute(&spans, e->sheet->xml, &tag, "spans")) {
        return;
    }
    for (const mds_cell_edit *edit = e->edit; edit < last; edit++) {
        if (edit->content != NULL && !has_column(spans.value, edit->column)) {
            mds_splice__to(&e->splice, spans.begin, spans.end);
            return;
        }
    }
}

static void put_new_cells(editor *e, const mds_cell_edit *last, uint32_t before)
{
    for (; e->edit < last && e->edit->column < before; e->edit++) {
        put_new_cell(e, e->edit);
    }
}

static void edit_row(editor *e, const mds_sheet_row *row, const mds_cell_edit *last)
{
    keep_spans_true(e, row, last);
    if (row->empty) {
        mds_splice__to(&e->splice, row->open_end - 2, row->open_end);
        mds_strbuf_putc(e->splice.out, '>');
        put_new_cells(e, last, UINT32_MAX);
        put_tag(e, "</", "row>");
        return;
    }
    for (size_t i = 0; i < row->cell_count && e->edit < last; i++) {
        const mds_sheet_cell *cell = &e->sheet->cells[row->first_cell + i];
        if (e->edit->column < cell->column) {
            mds_splice__to(&e->splice, cell->begin, cell->begin);
            put_new_cells(e, last, cell->column);
        }
        if (e->edit < last && e->edit->column == cell->column) {
            edit_cell(e, cell, e->edit->content);
            e->edit++;
        }
    }
    if (e->edit < last) {
        mds_splice__to(&e->splice, row->inner_end, row->inner_end);
        put_new_cells(e, last, UINT32_MAX);
    }
}

static void put_new_row(editor *e, const mds_cell_edit *last)
{
    put_tag(e, "<", "row");
    mds_strbuf_printf(e->splice.out, " r=\"%u\">", e->edit->row);
    put_new_cells(e, last, UINT32_MAX);
    put_tag(e, "</", "row>");
}

/* Behind the edits of the next row. */
static const mds_cell_edit *end_of_row(const editor *e)
{
    const mds_cell_edit *last = e->edit;
    while (last < e->end && last->row == e->edit->row) {
        last++;
    }
    return last;
}

void mds_sheet__edit(mds_strbuf *out, const mds_sheet_xml *sheet, const mds_cell_edit *edits,
                     size_t count)
{
    editor e = {.sheet = sheet,
                .splice = {.out = out, .xml = sheet->xml},
                .edit = edits,
                .end = edits + count};
    const bool opened = sheet->data.empty && count > 0;
    size_t row = 0;
    if (opened) {
        mds_splice__to(&e.splice, sheet->data.end - 2, sheet->data.end);
        mds_strbuf_putc(out, '>');
    }
    while (e.edit < e.end) {
        const mds_cell_edit *last = end_of_row(&e);
        while (row < sheet->row_count && sheet->rows[row].number < e.edit->row) {
            row++;
        }
        if (row < sheet->row_count && sheet->rows[row].number == e.edit->row) {
            edit_row(&e, &sheet->rows[row], last);
        } else {
            const size_t place = row < sheet->row_count ? sheet->rows[row].begin : sheet->data_end;
            mds_splice__to(&e.splice, place, place);
            put_new_row(&e, last);
        }
    }
    if (opened) {
        put_tag(&e, "</", "sheetData>");
    }
    mds_splice__finish(&e.splice);
}
