/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists to choose from (ECMA-376 part 1, 18.3.1.32), those of newer programs in an extension
 * included: the words are in the rule itself, in an area of any sheet, or behind a name. */
#include "template_book.h"

#include <string.h>

enum { MOST_OFFERS = 64 };

static mds_status add_area(const mds_template_book *book, mds_template_list *list, mds_sv text)
{
    mds_area area;
    if (!mds_area__parse(&area, text)) {
        return MDS_OK;
    }
    if (!mds_array_reserve(book->arena, &list->areas, &list->area_capacity, list->area_count,
                           sizeof *list->areas)) {
        return mds_arena_status(book->arena);
    }
    list->areas[list->area_count++] = area;
    return MDS_OK;
}

/* "C14 C16:C20" */
static mds_status read_areas(const mds_template_book *book, mds_template_list *list, mds_sv text)
{
    mds_status status = MDS_OK;
    for (size_t at = 0; at < text.n && status == MDS_OK;) {
        const size_t begin = at;
        while (at < text.n && strchr(" \t\r\n", text.p[at]) == NULL) {
            at++;
        }
        status = add_area(book, list, (mds_sv){text.p + begin, at - begin});
        at++;
    }
    return status;
}

/* What an element holds; of one that only wraps another, what that one holds. */
static mds_sv inner_text(mds_sv xml, const mds_tag *tag, size_t end)
{
    size_t at = tag->end;
    size_t inner = 0;
    mds_tag child;
    if (mds_scan__tag(&child, xml, &at) && child.begin < end && !child.closes &&
        mds_scan__skip(&inner, xml, &at, &child)) {
        return (mds_sv){xml.p + child.end, inner - child.end};
    }
    return (mds_sv){xml.p + tag->end, end - tag->end};
}

/* <dataValidation>: \p tag is its start. */
static mds_status read_list(const mds_template_book *book, mds_template_sheet *sheet,
                            const mds_tag *rule, size_t *at)
{
    const mds_sv xml = sheet->xml.xml;
    mds_template_list list = {.formula = {"", 0}};
    mds_attribute type;
    mds_attribute areas = {.value = {"", 0}};
    mds_tag tag;
    const bool offers =
        mds_scan__attribute(&type, xml, rule, "type") && mds_scan__is(type.value, "list");
    (void)mds_scan__attribute(&areas, xml, rule, "sqref");
    while (!rule->empty && mds_scan__tag(&tag, xml, at) && !tag.closes) {
        size_t end = 0;
        if (!mds_scan__skip(&end, xml, at, &tag)) {
            return MDS_OK;
        }
        if (mds_scan__is(tag.name, "formula1")) {
            list.formula = inner_text(xml, &tag, end);
        } else if (mds_scan__is(tag.name, "sqref")) {
            areas.value = (mds_sv){xml.p + tag.end, end - tag.end};
        }
    }
    if (!offers) {
        return MDS_OK;
    }
    const mds_status status = read_areas(book, &list, areas.value);
    if (status != MDS_OK || !mds_array_reserve(book->arena, &sheet->lists, &sheet->list_capacity,
                                               sheet->list_count, sizeof *sheet->lists)) {
        return status != MDS_OK ? status : mds_arena_status(book->arena);
    }
    sheet->lists[sheet->list_count++] = list;
    return MDS_OK;
}

mds_status mds_template__read_lists(const mds_template_book *book, mds_template_sheet *sheet)
{
    size_t at = sheet->xml.data_end;
    mds_tag tag;
    mds_status status = MDS_OK;
    while (status == MDS_OK && mds_scan__tag(&tag, sheet->xml.xml, &at)) {
        if (!tag.closes && mds_scan__is(tag.name, "dataValidation")) {
            status = read_list(book, sheet, &tag, &at);
        }
    }
    return status;
}

static mds_status add_offer(mds_offers *offers, const mds_template_book *book, const char *text,
                            size_t n)
{
    while (n > 0 && *text == ' ') {
        text++;
        n--;
    }
    while (n > 0 && text[n - 1] == ' ') {
        n--;
    }
    if (n == 0 || offers->count == MOST_OFFERS) {
        return MDS_OK;
    }
    const char *copy = mds_arena_strndup(book->arena, text, n);
    if (copy == NULL || !mds_array_reserve(book->arena, &offers->at, &offers->capacity,
                                           offers->count, sizeof *offers->at)) {
        return mds_arena_status(book->arena);
    }
    offers->at[offers->count++] = copy;
    return MDS_OK;
}

/* "Yes,No" between its quotes. */
static mds_status read_words(mds_offers *offers, const mds_template_book *book, const char *text)
{
    mds_status status = MDS_OK;
    const char *end = text + strcspn(text, "\"");
    while (text < end && status == MDS_OK) {
        const size_t n = strcspn(text, ",\"");
        status = add_offer(offers, book, text, n);
        text += n + 1;
    }
    return status;
}

static mds_status read_cells(mds_offers *offers, const mds_template_book *book, uint32_t sheet,
                             const mds_area *area)
{
    const mds_sheet_xml *xml = &book->sheets[sheet].xml;
    mds_status status = MDS_OK;
    const size_t row = mds_sheet__row(xml, area->first_row);
    const size_t first = row < xml->row_count ? xml->rows[row].first_cell : xml->cell_count;
    for (size_t i = first; i < xml->cell_count && status == MDS_OK; i++) {
        const mds_sheet_cell *cell = &xml->cells[i];
        if (cell->row > area->last_row || offers->count == MOST_OFFERS) {
            break;
        }
        if (mds_area__has(area, cell->row, cell->column)) {
            const char *text = mds_template__text(book, xml, cell);
            status = text != NULL ? add_offer(offers, book, text, strlen(text)) : MDS_ENOMEM;
        }
    }
    return status;
}

static bool same_name(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        const char x = *a >= 'A' && *a <= 'Z' ? (char)(*a | 0x20) : *a;
        const char y = *b >= 'A' && *b <= 'Z' ? (char)(*b | 0x20) : *b;
        if (x != y) {
            return false;
        }
    }
    return *a == *b;
}

/* A sheet's own name goes before one of the whole book. */
static const mds_template_name *find_name(const mds_template_book *book, uint32_t sheet,
                                          const char *name)
{
    const mds_template_name *found = NULL;
    for (size_t i = 0; i < book->name_count; i++) {
        const mds_template_name *at = &book->names[i];
        if (same_name(at->name, name) &&
            (at->sheet == sheet || (at->sheet == UINT32_MAX && found == NULL))) {
            found = at;
        }
    }
    return found;
}

/* The area that the rule of \p list names for the cell; false when it is no single area. */
static mds_status find_area(bool *found, uint32_t *on, mds_area *area,
                            const mds_template_book *book, uint32_t sheet, mds_sv formula,
                            int64_t rows, int64_t columns)
{
    const mds_ref_scope scope = {
        .sheets = book->sheet_names, .sheet_count = (uint32_t)book->sheet_count, .own = sheet};
    mds_refs refs;
    const mds_status status = mds_refs__read(&refs, book->arena, formula, &scope);
    *found = status == MDS_OK && !refs.anything && refs.count == 1 &&
             mds_ref__moved(area, &refs.at[0], rows, columns);
    if (*found) {
        *on = refs.at[0].sheet;
    }
    return status;
}

/* A list that grows, OFFSET(Sheet!$A$1,0,0,COUNTA(...),1): its words are from the first cell on
 * down to a blank one. The first argument, empty when the list does not begin there. */
static mds_sv growing_list(mds_sv formula)
{
    static const char function[] = "OFFSET(";
    const size_t n = sizeof function - 1;
    if (formula.n < n || memcmp(formula.p, function, n) != 0) {
        return (mds_sv){"", 0};
    }
    const char *from = formula.p + n;
    const char *comma = memchr(from, ',', formula.n - n);
    const size_t left = comma != NULL ? formula.n - (size_t)(comma - formula.p) : 0;
    const bool moved = left < 5 || (memcmp(comma, ",0,0,", 5) != 0 && memcmp(comma, ",,,", 3) != 0);
    return moved ? (mds_sv){"", 0} : (mds_sv){from, (size_t)(comma - from)};
}

static bool is_blank(const mds_sheet_xml *xml, uint32_t row, uint32_t column)
{
    const mds_sheet_cell *cell = mds_sheet__cell(xml, row, column);
    return cell == NULL || cell->empty;
}

static void grow(mds_area *area, const mds_sheet_xml *xml)
{
    area->last_row = area->first_row;
    area->last_column = area->first_column;
    while (area->last_row - area->first_row < MOST_OFFERS &&
           !is_blank(xml, area->last_row + 1, area->first_column)) {
        area->last_row++;
    }
}

static mds_status read_offers(mds_offers *offers, const mds_template_book *book, uint32_t sheet,
                              const mds_template_list *list, uint32_t row, uint32_t column)
{
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_scan__unescape(&text, list->formula);
    mds_status status = text.status;
    if (status == MDS_OK && text.p[0] == '"') {
        status = read_words(offers, book, text.p + 1);
    } else if (status == MDS_OK) {
        const mds_template_name *name = find_name(book, sheet, text.p);
        const mds_sv formula = name != NULL ? name->formula : list->formula;
        const mds_sv growing = growing_list(formula);
        mds_area area;
        uint32_t on = 0;
        bool found = false;
        status = find_area(&found, &on, &area, book, sheet, growing.n > 0 ? growing : formula,
                           (int64_t)row - list->areas[0].first_row,
                           (int64_t)column - list->areas[0].first_column);
        if (found && growing.n > 0) {
            grow(&area, &book->sheets[on].xml);
        }
        offers->unknown = !found;
        if (found) {
            status = read_cells(offers, book, on, &area);
        }
    }
    mds_strbuf_finish(&text);
    return status;
}

mds_status mds_template__offers(mds_offers *out, const mds_template_book *book, uint32_t sheet,
                                uint32_t row, uint32_t column)
{
    const mds_template_sheet *on = &book->sheets[sheet];
    *out = (mds_offers){.count = 0};
    for (size_t i = 0; i < on->list_count; i++) {
        for (size_t k = 0; k < on->lists[i].area_count; k++) {
            if (mds_area__has(&on->lists[i].areas[k], row, column)) {
                return read_offers(out, book, sheet, &on->lists[i], row, column);
            }
        }
    }
    return MDS_OK;
}
