/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "template_book.h"

#include "base/num.h"
#include <mdsrisk/limits.h>
#include <string.h>

static mds_status unreadable(const mds_template_book *book, const char *part)
{
    mds_diag_add(book->diags, MDS_D_TEMPLATE_PART, mds_template__file(book->package), NULL, part,
                 NULL);
    return MDS_EUNSUPPORTED;
}

static mds_status no_memory(const mds_template_book *book)
{
    const mds_status status = mds_arena_status(book->arena);
    return status != MDS_OK ? status : MDS_ENOMEM;
}

/* A part that is to be followed byte by byte. MDS_ENOTFOUND without a diagnostic. */
static mds_status read_part(mds_sv *out, const mds_template_book *book, const char *part)
{
    const mds_status status = mds_template__part(out, book->package, book->arena, part);
    return status == MDS_OK && !mds_scan__is_utf8(*out) ? unreadable(book, part) : status;
}

static const char *plain(const mds_template_book *book, mds_sv raw)
{
    mds_strbuf text;
    mds_strbuf_init(&text, MDS_LIMIT_CELL_BYTES);
    mds_scan__unescape(&text, raw);
    const char *copy = mds_strbuf_copy(&text, book->arena);
    mds_strbuf_finish(&text);
    return copy;
}

/* An attribute's value as text, "" when there is none; NULL when memory is short. */
static const char *text_attribute(const mds_template_book *book, mds_sv xml, const mds_tag *tag,
                                  const char *name)
{
    mds_attribute found;
    return mds_scan__attribute(&found, xml, tag, name) ? plain(book, found.value) : "";
}

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text);
    const size_t m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* "worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml" to a part's name, in the folder of
 * \p from. */
static const char *resolve(const mds_template_book *book, const char *from, const char *target)
{
    const char *slash = strrchr(from, '/');
    mds_strbuf path;
    mds_strbuf_init(&path, 1 << 16);
    if (target[0] == '/') {
        target++;
    } else if (slash != NULL) {
        mds_strbuf_append(&path, from, (size_t)(slash - from) + 1);
    }
    while (strncmp(target, "../", 3) == 0 && path.n > 0) {
        path.n--; /* the slash, then back to the one before */
        while (path.n > 0 && path.p[path.n - 1] != '/') {
            path.n--;
        }
        target += 3;
    }
    mds_strbuf_puts(&path, target);
    const char *copy = mds_strbuf_copy(&path, book->arena);
    mds_strbuf_finish(&path);
    return copy;
}

/* "xl/_rels/workbook.xml.rels" of "xl/workbook.xml". */
static const char *relations_of(const mds_template_book *book, const char *part)
{
    const char *slash = strrchr(part, '/');
    const size_t folder = slash != NULL ? (size_t)(slash - part) + 1 : 0;
    mds_strbuf path;
    mds_strbuf_init(&path, 1 << 16);
    mds_strbuf_append(&path, part, folder);
    mds_strbuf_puts(&path, "_rels/");
    mds_strbuf_puts(&path, part + folder);
    mds_strbuf_puts(&path, ".rels");
    const char *copy = mds_strbuf_copy(&path, book->arena);
    mds_strbuf_finish(&path);
    return copy;
}

typedef struct relation {
    const char *id, *type, *part;
} relation;

/* The next relation of the part \p from, from *at on. MDS_ENOTFOUND at the end. */
static mds_status next_relation(relation *out, const mds_template_book *book, mds_sv xml,
                                size_t *at, const char *from)
{
    mds_tag tag;
    while (mds_scan__tag(&tag, xml, at)) {
        if (tag.closes || !mds_scan__is(tag.name, "Relationship")) {
            continue;
        }
        const char *target = text_attribute(book, xml, &tag, "Target");
        out->id = text_attribute(book, xml, &tag, "Id");
        out->type = text_attribute(book, xml, &tag, "Type");
        out->part = target != NULL ? resolve(book, from, target) : NULL;
        return out->id != NULL && out->type != NULL && out->part != NULL ? MDS_OK : no_memory(book);
    }
    return MDS_ENOTFOUND;
}

static mds_status find_workbook(mds_template_book *book)
{
    mds_sv xml = {"", 0};
    size_t at = 0;
    relation r;
    mds_status status = read_part(&xml, book, "_rels/.rels");
    book->part = "xl/workbook.xml";
    while (status == MDS_OK && (status = next_relation(&r, book, xml, &at, "")) == MDS_OK) {
        if (ends_with(r.type, "/officeDocument")) {
            book->part = r.part;
        }
    }
    return status == MDS_ENOTFOUND ? MDS_OK : status;
}

/* The name under which a sheet's relation is looked for is in its part until that is known. */
static mds_status add_sheet(mds_template_book *book, const mds_tag *tag)
{
    mds_template_sheet sheet = {.name = text_attribute(book, book->xml, tag, "name"),
                                .part = text_attribute(book, book->xml, tag, ":id")};
    if (book->sheet_count == MDS_LIMIT_SHEETS) {
        return unreadable(book, book->part);
    }
    if (sheet.name == NULL || sheet.part == NULL ||
        !mds_array_reserve(book->arena, &book->sheets, &book->sheet_capacity, book->sheet_count,
                           sizeof *book->sheets)) {
        return no_memory(book);
    }
    book->sheets[book->sheet_count++] = sheet;
    return MDS_OK;
}

static mds_status add_name(mds_template_book *book, const mds_tag *tag, size_t *at)
{
    mds_template_name name = {.name = text_attribute(book, book->xml, tag, "name"),
                              .sheet = UINT32_MAX};
    mds_attribute local;
    uint64_t sheet = 0;
    size_t end = 0;
    if (!mds_scan__skip(&end, book->xml, at, tag)) {
        return unreadable(book, book->part);
    }
    if (mds_scan__attribute(&local, book->xml, tag, "localSheetId") &&
        mds_num_parse_uint(&sheet, local.value, MDS_LIMIT_SHEETS)) {
        name.sheet = (uint32_t)sheet;
    }
    name.formula = (mds_sv){book->xml.p + tag->end, end - tag->end};
    if (name.name == NULL || !mds_array_reserve(book->arena, &book->names, &book->name_capacity,
                                                book->name_count, sizeof *book->names)) {
        return no_memory(book);
    }
    book->names[book->name_count++] = name;
    return MDS_OK;
}

static mds_status read_workbook(mds_template_book *book)
{
    size_t at = 0;
    mds_tag tag;
    mds_status status = read_part(&book->xml, book, book->part);
    while (status == MDS_OK && mds_scan__tag(&tag, book->xml, &at)) {
        if (!tag.closes && mds_scan__is(tag.name, "sheet")) {
            status = add_sheet(book, &tag);
        } else if (!tag.closes && mds_scan__is(tag.name, "definedName")) {
            status = add_name(book, &tag, &at);
        }
    }
    return status == MDS_ENOTFOUND ? unreadable(book, book->part) : status;
}

static mds_status read_relations(mds_template_book *book)
{
    const char *part = relations_of(book, book->part);
    mds_sv xml = {"", 0};
    size_t at = 0;
    relation r;
    if (part == NULL) {
        return no_memory(book);
    }
    mds_status status = read_part(&xml, book, part);
    if (status != MDS_OK) {
        return status == MDS_ENOTFOUND ? unreadable(book, part) : status;
    }
    while ((status = next_relation(&r, book, xml, &at, book->part)) == MDS_OK) {
        if (ends_with(r.type, "/sharedStrings")) {
            book->strings_part = r.part;
        } else if (ends_with(r.type, "/styles")) {
            book->styles_part = r.part;
        }
        for (size_t i = 0; i < book->sheet_count; i++) {
            if (strcmp(book->sheets[i].part, r.id) == 0) {
                book->sheets[i].part = r.part;
            }
        }
    }
    return status == MDS_ENOTFOUND ? MDS_OK : status;
}

/* <si> by <si>. */
static mds_status read_strings(mds_template_book *book)
{
    mds_sv xml = {"", 0};
    size_t at = 0;
    mds_tag tag;
    const mds_status status =
        book->strings_part == NULL ? MDS_ENOTFOUND : read_part(&xml, book, book->strings_part);
    while (status == MDS_OK && mds_scan__tag(&tag, xml, &at)) {
        size_t end = 0;
        if (tag.closes || !mds_scan__is(tag.name, "si")) {
            continue;
        }
        if (!mds_scan__skip(&end, xml, &at, &tag)) {
            return unreadable(book, book->strings_part);
        }
        if (!mds_array_reserve(book->arena, &book->strings, &book->string_capacity,
                               book->string_count, sizeof *book->strings)) {
            return no_memory(book);
        }
        book->string_prefix = tag.prefix;
        book->strings[book->string_count++] = (mds_sv){xml.p + tag.end, end - tag.end};
    }
    return status == MDS_ENOTFOUND ? MDS_OK : status;
}

/* Whether the cell format whose <xf> is \p xf lets its cells be filled in a protected sheet: only
 * <protection locked="0"/> does. */
static bool is_unlocked(mds_sv xml, const mds_tag *xf, size_t end)
{
    size_t at = xf->end;
    mds_tag tag;
    while (at < end && mds_scan__tag(&tag, xml, &at)) {
        mds_attribute locked;
        if (!tag.closes && mds_scan__is(tag.name, "protection") &&
            mds_scan__attribute(&locked, xml, &tag, "locked")) {
            return mds_scan__is(locked.value, "0") || mds_scan__is(locked.value, "false");
        }
    }
    return false;
}

static mds_status add_style(mds_template_book *book, mds_sv xml, const mds_tag *xf, size_t *at)
{
    size_t end = 0;
    if (!mds_scan__skip(&end, xml, at, xf)) {
        return unreadable(book, book->styles_part);
    }
    if (!mds_array_reserve(book->arena, &book->unlocked, &book->style_capacity, book->style_count,
                           sizeof *book->unlocked)) {
        return no_memory(book);
    }
    book->unlocked[book->style_count++] = is_unlocked(xml, xf, end);
    return MDS_OK;
}

static mds_status read_styles(mds_template_book *book)
{
    mds_sv xml = {"", 0};
    size_t at = 0;
    mds_tag tag;
    bool inside = false; /* of <cellXfs>, which cells name by index */
    mds_status status =
        book->styles_part == NULL ? MDS_ENOTFOUND : read_part(&xml, book, book->styles_part);
    if (status == MDS_ENOTFOUND) {
        return MDS_OK;
    }
    while (status == MDS_OK && mds_scan__tag(&tag, xml, &at)) {
        if (mds_scan__is(tag.name, "cellXfs")) {
            inside = !tag.closes && !tag.empty;
        } else if (inside && !tag.closes && mds_scan__is(tag.name, "xf")) {
            status = add_style(book, xml, &tag, &at);
        }
    }
    return status;
}

static mds_status scan_sheet(mds_template_book *book, mds_template_sheet *sheet)
{
    mds_sv xml = {"", 0};
    mds_status status = read_part(&xml, book, sheet->part);
    if (status != MDS_OK) {
        return status == MDS_ENOTFOUND ? unreadable(book, sheet->part) : status;
    }
    status = mds_sheet__scan(&sheet->xml, book->arena, xml);
    if (status == MDS_EUNSUPPORTED) { /* a chart or the like: nothing to fill in */
        return MDS_OK;
    }
    return status == MDS_OK        ? mds_template__read_lists(book, sheet)
           : status == MDS_EFORMAT ? unreadable(book, sheet->part)
                                   : status;
}

static mds_status scan_sheets(mds_template_book *book)
{
    mds_status status = MDS_OK;
    book->sheet_names =
        mds_arena_alloc(book->arena, book->sheet_count + 1, sizeof *book->sheet_names);
    if (book->sheet_names == NULL) {
        return no_memory(book);
    }
    for (size_t i = 0; i < book->sheet_count && status == MDS_OK; i++) {
        book->sheet_names[i] = book->sheets[i].name;
        status = scan_sheet(book, &book->sheets[i]);
    }
    return status;
}

mds_status mds_template__read(mds_template_book *out, mds_template *package, mds_arena *arena,
                              mds_diags *diags)
{
    static mds_status (*const steps[])(mds_template_book *) = {
        find_workbook, read_workbook, read_relations, read_strings, read_styles, scan_sheets};
    mds_template_book book = {.package = package, .arena = arena, .diags = diags};
    mds_status status = MDS_OK;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && status == MDS_OK; i++) {
        status = steps[i](&book);
    }
    if (status == MDS_OK) {
        *out = book;
    }
    return status;
}

uint32_t mds_template__sheet(const mds_template_book *book, const char *part)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        if (strcmp(book->sheets[i].part, part) == 0) {
            return (uint32_t)i;
        }
    }
    return UINT32_MAX;
}

bool mds_template__locked(const mds_template_book *book, uint32_t sheet, uint32_t row,
                          uint32_t column)
{
    const mds_sheet_xml *xml = &book->sheets[sheet].xml;
    const uint32_t style = mds_sheet__style(xml, row, column);
    return xml->is_protected && (style >= book->style_count || !book->unlocked[style]);
}
