/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet_xml.h"

#include "base/num.h"
#include <mdsrisk/limits.h>
#include <string.h>

enum { MOST_ROWS = 1048576, MOST_COLUMNS = 16384 };

bool mds_area__has(const mds_area *area, uint32_t row, uint32_t column)
{
    return row >= area->first_row && row <= area->last_row && column >= area->first_column &&
           column <= area->last_column;
}

void mds_column__name(char out[8], uint32_t column)
{
    char reversed[8];
    size_t n = 0;
    for (uint32_t left = column + 1; left > 0 && n < sizeof reversed - 1; left = (left - 1) / 26) {
        reversed[n++] = (char)('A' + (left - 1) % 26);
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = reversed[n - 1 - i];
    }
    out[n] = '\0';
}

/* "$AB$12" from *text on, which moves behind it. */
static bool reference(uint32_t *row, uint32_t *column, mds_sv *text)
{
    const char *p = text->p;
    const char *const end = p + text->n;
    uint32_t letters = 0;
    uint32_t number = 0;
    p += p < end && *p == '$';
    for (; p < end && ((*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z')); p++) {
        letters = letters * 26 + (uint32_t)((*p | 0x20) - 'a') + 1;
        if (letters > MOST_COLUMNS) {
            return false;
        }
    }
    p += p < end && *p == '$';
    for (; p < end && *p >= '0' && *p <= '9'; p++) {
        number = number * 10 + (uint32_t)(*p - '0');
        if (number > MOST_ROWS) {
            return false;
        }
    }
    if (letters == 0 || number == 0) {
        return false;
    }
    *row = number;
    *column = letters - 1;
    *text = (mds_sv){p, (size_t)(end - p)};
    return true;
}

bool mds_area__parse(mds_area *out, mds_sv text)
{
    mds_area a;
    if (!reference(&a.first_row, &a.first_column, &text)) {
        return false;
    }
    a.last_row = a.first_row;
    a.last_column = a.first_column;
    if (text.n > 0) {
        if (*text.p != ':') {
            return false;
        }
        text = (mds_sv){text.p + 1, text.n - 1};
        if (!reference(&a.last_row, &a.last_column, &text) || text.n > 0) {
            return false;
        }
    }
    if (a.last_row < a.first_row || a.last_column < a.first_column) {
        return false;
    }
    *out = a;
    return true;
}

typedef struct scan {
    mds_sheet_xml *sheet;
    mds_arena *arena;
    size_t at;
} scan;

static bool number_of(uint32_t *out, mds_sv xml, const mds_tag *tag, const char *name, uint32_t max)
{
    mds_attribute found;
    uint64_t value = 0;
    if (!mds_scan__attribute(&found, xml, tag, name) ||
        !mds_num_parse_uint(&value, found.value, max)) {
        return false;
    }
    *out = (uint32_t)value;
    return true;
}

static bool flag_of(mds_sv xml, const mds_tag *tag, const char *name)
{
    mds_attribute found;
    return mds_scan__attribute(&found, xml, tag, name) &&
           (mds_scan__is(found.value, "1") || mds_scan__is(found.value, "true"));
}

static bool area_of(mds_area *out, mds_sv xml, const mds_tag *tag, const char *name)
{
    mds_attribute found;
    return mds_scan__attribute(&found, xml, tag, name) && mds_area__parse(out, found.value);
}

/* Whether the tag is one of the sheet's own elements by that name. */
static bool is_own(const mds_sheet_xml *sheet, const mds_tag *tag, const char *name)
{
    return tag->prefix.n == sheet->prefix.n &&
           memcmp(tag->prefix.p, sheet->prefix.p, tag->prefix.n) == 0 &&
           mds_scan__is(tag->name, name);
}

static mds_status add_spread(scan *s, const mds_area *area)
{
    mds_sheet_xml *sheet = s->sheet;
    if (!mds_array_reserve(s->arena, &sheet->spreads, &sheet->spread_capacity, sheet->spread_count,
                           sizeof *sheet->spreads)) {
        return mds_arena_status(s->arena);
    }
    sheet->spreads[sheet->spread_count++] = *area;
    return MDS_OK;
}

/* <f>: \p tag is its start. */
static mds_status scan_formula(scan *s, mds_sheet_cell *cell, const mds_tag *tag)
{
    const mds_sv xml = s->sheet->xml;
    mds_sheet_formula *formula = mds_arena_alloc(s->arena, 1, sizeof *formula);
    mds_attribute type = {.value = {"", 0}};
    mds_attribute group = {.value = {"", 0}};
    size_t inner_end = 0;
    if (formula == NULL) {
        return mds_arena_status(s->arena);
    }
    (void)mds_scan__attribute(&type, xml, tag, "t");
    if (mds_scan__is(type.value, "shared")) {
        (void)mds_scan__attribute(&group, xml, tag, "si");
    }
    if (!mds_scan__skip(&inner_end, xml, &s->at, tag)) {
        return MDS_EFORMAT;
    }
    formula->text = (mds_sv){xml.p + tag->end, inner_end - tag->end};
    formula->shared = mds_arena_strndup(s->arena, group.value.p, group.value.n);
    formula->spreads =
        (mds_scan__is(type.value, "array") || mds_scan__is(type.value, "dataTable")) &&
        area_of(&formula->area, xml, tag, "ref");
    cell->formula = formula;
    if (formula->shared == NULL) {
        return mds_arena_status(s->arena);
    }
    return formula->spreads ? add_spread(s, &formula->area) : MDS_OK;
}

/* The elements within <c>. */
static mds_status scan_content(scan *s, mds_sheet_cell *cell)
{
    const mds_sv xml = s->sheet->xml;
    mds_tag tag;
    while (mds_scan__tag(&tag, xml, &s->at)) {
        if (tag.closes) {
            cell->end = tag.end;
            return MDS_OK;
        }
        if (is_own(s->sheet, &tag, "f")) {
            const mds_status status = scan_formula(s, cell, &tag);
            if (status != MDS_OK) {
                return status;
            }
        } else if (!mds_scan__skip(NULL, xml, &s->at, &tag)) {
            return MDS_EFORMAT;
        }
    }
    return MDS_EFORMAT;
}

/* Cells may leave their place out: then they follow the one before. */
static mds_status scan_cell(scan *s, mds_sheet_row *row, uint32_t *next, const mds_tag *tag)
{
    mds_sheet_xml *sheet = s->sheet;
    mds_sheet_cell cell = {.row = row->number,
                           .column = *next,
                           .begin = tag->begin,
                           .open_end = tag->end,
                           .end = tag->end,
                           .empty = tag->empty};
    mds_attribute place;
    mds_area area;
    if (mds_scan__attribute(&place, sheet->xml, tag, "r")) {
        if (!mds_area__parse(&area, place.value) || area.first_row != row->number ||
            area.first_column < *next) {
            return MDS_EFORMAT;
        }
        cell.column = area.first_column;
    }
    *next = cell.column + 1;
    (void)number_of(&cell.style, sheet->xml, tag, "s", UINT32_MAX - 1);
    if (!mds_array_reserve(s->arena, &sheet->cells, &sheet->cell_capacity, sheet->cell_count,
                           sizeof *sheet->cells)) {
        return mds_arena_status(s->arena);
    }
    const mds_status status = tag->empty ? MDS_OK : scan_content(s, &cell);
    sheet->cells[sheet->cell_count++] = cell;
    row->cell_count++;
    return status;
}

static mds_status scan_cells(scan *s, mds_sheet_row *row)
{
    uint32_t next = 0;
    mds_tag tag;
    while (mds_scan__tag(&tag, s->sheet->xml, &s->at)) {
        if (tag.closes) {
            row->inner_end = tag.begin;
            row->end = tag.end;
            return MDS_OK;
        }
        if (is_own(s->sheet, &tag, "c")) {
            const mds_status status = scan_cell(s, row, &next, &tag);
            if (status != MDS_OK) {
                return status;
            }
        } else if (!mds_scan__skip(NULL, s->sheet->xml, &s->at, &tag)) {
            return MDS_EFORMAT;
        }
    }
    return MDS_EFORMAT;
}

static mds_status scan_row(scan *s, uint32_t *last, const mds_tag *tag)
{
    mds_sheet_xml *sheet = s->sheet;
    mds_sheet_row row = {.number = *last + 1,
                         .style = MDS_SHEET_NO_STYLE,
                         .begin = tag->begin,
                         .open_end = tag->end,
                         .inner_end = tag->end,
                         .end = tag->end,
                         .empty = tag->empty,
                         .first_cell = sheet->cell_count};
    (void)number_of(&row.number, sheet->xml, tag, "r", MOST_ROWS);
    if (row.number <= *last) {
        return MDS_EFORMAT;
    }
    *last = row.number;
    if (flag_of(sheet->xml, tag, "customFormat")) {
        row.style = 0;
        (void)number_of(&row.style, sheet->xml, tag, "s", UINT32_MAX - 1);
    }
    const mds_status status = tag->empty ? MDS_OK : scan_cells(s, &row);
    if (status != MDS_OK) {
        return status;
    }
    if (!mds_array_reserve(s->arena, &sheet->rows, &sheet->row_capacity, sheet->row_count,
                           sizeof *sheet->rows)) {
        return mds_arena_status(s->arena);
    }
    sheet->rows[sheet->row_count++] = row;
    return MDS_OK;
}

static mds_status scan_data(scan *s, const mds_tag *data)
{
    uint32_t last = 0;
    mds_tag tag;
    s->sheet->data = *data;
    s->sheet->data_end = data->end;
    if (data->empty) {
        return MDS_OK;
    }
    while (mds_scan__tag(&tag, s->sheet->xml, &s->at)) {
        if (tag.closes) {
            s->sheet->data_end = tag.begin;
            return MDS_OK;
        }
        if (is_own(s->sheet, &tag, "row")) {
            const mds_status status = scan_row(s, &last, &tag);
            if (status != MDS_OK) {
                return status;
            }
        } else if (!mds_scan__skip(NULL, s->sheet->xml, &s->at, &tag)) {
            return MDS_EFORMAT;
        }
    }
    return MDS_EFORMAT;
}

static mds_status scan_merge(scan *s, const mds_tag *tag)
{
    mds_sheet_xml *sheet = s->sheet;
    mds_area area;
    if (!area_of(&area, sheet->xml, tag, "ref")) {
        return MDS_OK;
    }
    if (!mds_array_reserve(s->arena, &sheet->merges, &sheet->merge_capacity, sheet->merge_count,
                           sizeof *sheet->merges)) {
        return mds_arena_status(s->arena);
    }
    sheet->merges[sheet->merge_count++] = area;
    return MDS_OK;
}

/* <col min="9" max="1022" style="1"/> counts from 1. */
static mds_status scan_column(scan *s, const mds_tag *tag)
{
    mds_sheet_xml *sheet = s->sheet;
    mds_sheet_columns c = {0};
    if (!number_of(&c.first, sheet->xml, tag, "min", MOST_COLUMNS) || c.first == 0 ||
        !number_of(&c.last, sheet->xml, tag, "max", MOST_COLUMNS) || c.last < c.first ||
        !number_of(&c.style, sheet->xml, tag, "style", UINT32_MAX - 1)) {
        return MDS_OK;
    }
    if (!mds_array_reserve(s->arena, &sheet->columns, &sheet->column_capacity, sheet->column_count,
                           sizeof *sheet->columns)) {
        return mds_arena_status(s->arena);
    }
    c.first--;
    c.last--;
    sheet->columns[sheet->column_count++] = c;
    return MDS_OK;
}

static mds_status scan_parts(scan *s)
{
    mds_sheet_xml *sheet = s->sheet;
    mds_tag tag;
    mds_status status = MDS_OK;
    while (status == MDS_OK && mds_scan__tag(&tag, sheet->xml, &s->at)) {
        if (tag.closes) {
            continue;
        }
        if (is_own(sheet, &tag, "sheetData") && sheet->data.end == 0) {
            status = scan_data(s, &tag);
        } else if (is_own(sheet, &tag, "mergeCell")) {
            status = scan_merge(s, &tag);
        } else if (is_own(sheet, &tag, "col")) {
            status = scan_column(s, &tag);
        } else if (is_own(sheet, &tag, "sheetProtection")) {
            sheet->is_protected = flag_of(sheet->xml, &tag, "sheet");
        }
    }
    return status;
}

mds_status mds_sheet__scan(mds_sheet_xml *out, mds_arena *arena, mds_sv xml)
{
    mds_sheet_xml sheet = {.xml = xml};
    scan s = {.sheet = &sheet, .arena = arena};
    mds_tag root;
    if (!mds_scan__is_utf8(xml) || !mds_scan__tag(&root, xml, &s.at)) {
        return MDS_EFORMAT;
    }
    if (!mds_scan__is(root.name, "worksheet")) {
        return MDS_EUNSUPPORTED;
    }
    sheet.prefix = root.prefix;
    const mds_status status = scan_parts(&s);
    if (status != MDS_OK) {
        return status;
    }
    if (sheet.data.end == 0) {
        return MDS_EFORMAT;
    }
    *out = sheet;
    return MDS_OK;
}

size_t mds_sheet__row(const mds_sheet_xml *sheet, uint32_t number)
{
    size_t low = 0;
    size_t high = sheet->row_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sheet->rows[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static const mds_sheet_row *find_row(const mds_sheet_xml *sheet, uint32_t number)
{
    const size_t i = mds_sheet__row(sheet, number);
    return i < sheet->row_count && sheet->rows[i].number == number ? &sheet->rows[i] : NULL;
}

const mds_sheet_cell *mds_sheet__cell(const mds_sheet_xml *sheet, uint32_t row, uint32_t column)
{
    const mds_sheet_row *found = find_row(sheet, row);
    for (size_t i = 0; found != NULL && i < found->cell_count; i++) {
        const mds_sheet_cell *cell = &sheet->cells[found->first_cell + i];
        if (cell->column >= column) {
            return cell->column == column ? cell : NULL;
        }
    }
    return NULL;
}

bool mds_sheet__computed(const mds_sheet_xml *sheet, uint32_t row, uint32_t column)
{
    const mds_sheet_cell *cell = mds_sheet__cell(sheet, row, column);
    bool computed = cell != NULL && cell->formula != NULL;
    for (size_t i = 0; i < sheet->spread_count && !computed; i++) {
        computed = mds_area__has(&sheet->spreads[i], row, column);
    }
    return computed;
}

uint32_t mds_sheet__style(const mds_sheet_xml *sheet, uint32_t row, uint32_t column)
{
    const mds_sheet_cell *cell = mds_sheet__cell(sheet, row, column);
    const mds_sheet_row *in = find_row(sheet, row);
    if (cell != NULL) {
        return cell->style;
    }
    if (in != NULL && in->style != MDS_SHEET_NO_STYLE) {
        return in->style;
    }
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (column >= sheet->columns[i].first && column <= sheet->columns[i].last) {
            return sheet->columns[i].style;
        }
    }
    return 0;
}

void mds_sheet__unmerge(const mds_sheet_xml *sheet, uint32_t *row, uint32_t *column)
{
    for (size_t i = 0; i < sheet->merge_count; i++) {
        if (mds_area__has(&sheet->merges[i], *row, *column)) {
            *row = sheet->merges[i].first_row;
            *column = sheet->merges[i].first_column;
            return;
        }
    }
}
