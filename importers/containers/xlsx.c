/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx.h"

#include "part_name.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

static mds_status no_memory(const mds_xlsx *book)
{
    return mds_grid__out_of_memory(book->grid->arena, book->grid->file, book->grid->diags);
}

mds_status mds_xlsx__malformed(const mds_xlsx *book, const char *where, const char *reason)
{
    mds_diag_add(book->grid->diags, MDS_D_XML_INVALID, book->grid->file, where, where, reason,
                 NULL);
    return MDS_EFORMAT;
}

static const char *keep(const mds_xlsx *book, const char *text)
{
    return mds_arena_strndup(book->grid->arena, text, strlen(text));
}

static mds_status add_sheet(mds_xlsx *book, mds_xml *xml)
{
    mds_grid *grid = book->grid;
    mds_xlsx_sheet sheet = {0};
    const char *value = mds_xml_attribute(xml, "state");

    sheet.hidden = value != NULL && strcmp(value, "visible") != 0;
    value = mds_xml_attribute(xml, "name");
    sheet.name = keep(book, value != NULL ? value : "");
    value = mds_xml_attribute(xml, "id");
    sheet.relation = keep(book, value != NULL ? value : "");
    if (sheet.name == NULL || sheet.relation == NULL ||
        !mds_array_reserve(grid->arena, &book->sheets, &book->sheet_capacity, book->sheet_count,
                           sizeof *book->sheets)) {
        return no_memory(book);
    }
    book->sheets[book->sheet_count++] = sheet;
    return MDS_OK;
}

/* <definedName name="answers">Lists!$A$1:$A$4</definedName> */
static mds_status read_name(mds_xlsx *book, mds_xml *xml)
{
    const char *value = mds_xml_attribute(xml, "name");
    const char *name = keep(book, value != NULL ? value : "");
    const char *refers = NULL;
    mds_strbuf text;

    if (name == NULL) {
        return no_memory(book);
    }
    mds_strbuf_init(&text, MDS_LIMIT_CELL_BYTES);
    mds_status status = mds_xlsx__element_text(&text, xml);
    if (status == MDS_OK) {
        status = mds_xlsx__keep(&refers, book, &text, name);
    }
    mds_strbuf_finish(&text);
    return status == MDS_OK ? mds_grid__add_name(book->grid, name, refers) : status;
}

static mds_status read_workbook(void *payload, mds_xml *xml)
{
    mds_xlsx *book = payload;
    mds_xml_event event;
    mds_status status = MDS_OK;

    while (status == MDS_OK && (event = mds_xml_next(xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        if (event != MDS_XML_START) {
            continue;
        }
        if (strcmp(mds_xml_name(xml), "workbookPr") == 0) {
            const char *value = mds_xml_attribute(xml, "date1904");
            book->grid->epoch_1904 =
                value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
        } else if (strcmp(mds_xml_name(xml), "sheet") == 0 && mds_xml_depth(xml) == 3) {
            /* One more than the bound is enough for the grid to refuse it with a message. */
            if (book->sheet_count <= MDS_LIMIT_SHEETS) {
                status = add_sheet(book, xml);
            }
        } else if (strcmp(mds_xml_name(xml), "definedName") == 0) {
            status = read_name(book, xml);
        }
    }
    return status;
}

static mds_status read_workbook_relations(void *payload, mds_xml *xml)
{
    mds_xlsx *book = payload;
    const char *folder = mds_part__folder(book->grid->arena, book->workbook_part);
    mds_xml_event event;

    if (folder == NULL) {
        return no_memory(book);
    }
    while ((event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        if (event != MDS_XML_START || strcmp(mds_xml_name(xml), "Relationship") != 0) {
            continue;
        }
        const char *target = mds_xml_attribute(xml, "Target");
        const char *part =
            target != NULL ? mds_part__resolve(book->grid->arena, folder, target) : NULL;
        if (part == NULL) {
            continue;
        }
        const char *type = mds_xml_attribute(xml, "Type");
        if (type != NULL && mds_part__ends_with(type, "/sharedStrings")) {
            book->strings_part = part;
        } else if (type != NULL && mds_part__ends_with(type, "/styles")) {
            book->styles_part = part;
        }
        const char *id = mds_xml_attribute(xml, "Id");
        for (size_t i = 0; id != NULL && i < book->sheet_count; i++) {
            if (strcmp(book->sheets[i].relation, id) == 0) {
                book->sheets[i].part = part;
            }
        }
    }
    return MDS_OK;
}

static mds_status missing_part(const mds_xlsx *book, const char *part)
{
    mds_diag_add(book->grid->diags, MDS_D_XLSX_PART_MISSING, book->grid->file, NULL, part, NULL);
    return MDS_EFORMAT;
}

/* A zip file that is no form: said by name, so that the user knows what to save again. */
static mds_status check_kind(const mds_xlsx *book)
{
    static const struct {
        const char *part, *name;
    } kinds[] = {
        {"xl/workbook.bin", "Excel binary workbook (.xlsb)"},
        {"ppt/presentation.xml", "PowerPoint (.pptx)"},
        {"META-INF/manifest.xml", "OpenDocument (.ods, .odt)"},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (mds_package__has(book->package, kinds[i].part)) {
            mds_diag_add(book->grid->diags, MDS_D_FORMAT_NOT_XLSX, book->grid->file, NULL,
                         kinds[i].name, NULL);
            return MDS_EUNSUPPORTED;
        }
    }
    return missing_part(book, "xl/workbook.xml");
}

/* A part that a workbook may lack. */
static mds_status read_optional(mds_xlsx *book, const char *part, mds_part_fn read)
{
    const mds_status status =
        part == NULL ? MDS_ENOTFOUND : mds_package__read_xml(book->package, part, read, book);

    return status == MDS_ENOTFOUND ? MDS_OK : status;
}

static mds_status read_structure(mds_xlsx *book)
{
    mds_status status;

    if (!mds_package__has(book->package, book->workbook_part) ||
        mds_part__ends_with(book->workbook_part, ".bin")) {
        return check_kind(book);
    }
    status = mds_package__read_xml(book->package, book->workbook_part, read_workbook, book);
    if (status != MDS_OK) {
        return status == MDS_ENOTFOUND ? check_kind(book) : status;
    }
    const char *folder = mds_part__folder(book->grid->arena, book->workbook_part);
    const char *name = book->workbook_part + (folder != NULL ? strlen(folder) : 0);
    const char *part =
        mds_arena_printf(book->grid->arena, "%s_rels/%s.rels", folder != NULL ? folder : "", name);
    if (folder == NULL || part == NULL) {
        return no_memory(book);
    }
    status = mds_package__read_xml(book->package, part, read_workbook_relations, book);
    return status == MDS_ENOTFOUND ? missing_part(book, part) : status;
}

/* A sheet that the workbook lists and does not hold is left out: the form may be on another. */
static void skip_sheet(const mds_xlsx *book, const mds_xlsx_sheet *sheet)
{
    mds_diag_add(book->grid->diags, MDS_D_XLSX_SHEET_MISSING, book->grid->file, NULL, sheet->name,
                 NULL);
}

static mds_status read_sheets(mds_xlsx *book)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        const mds_xlsx_sheet *sheet = &book->sheets[i];
        mds_status status = mds_grid__add_sheet(book->grid, sheet->name, sheet->hidden);
        if (status != MDS_OK) {
            return status;
        }
        if (sheet->part == NULL) {
            skip_sheet(book, sheet);
            continue;
        }
        book->grid->sheets[i].part = sheet->part;
        status = mds_package__read_xml(book->package, sheet->part, mds_xlsx__read_sheet, book);
        if (status == MDS_ENOTFOUND) {
            skip_sheet(book, sheet);
            continue;
        }
        if (status == MDS_OK && book->grid->sheets[i].drawn) {
            status = mds_xlsx__read_overlay(book, sheet->part);
        }
        if (status != MDS_OK) {
            return status;
        }
    }
    return MDS_OK;
}

mds_status mds_xlsx__read(mds_grid *grid, mds_package *package, const char *main_part)
{
    mds_xlsx book = {.grid = grid,
                     .package = package,
                     .workbook_part = main_part != NULL ? main_part : "xl/workbook.xml"};
    mds_status status = read_structure(&book);

    if (status == MDS_OK && mds_package__has(package, "xl/vbaProject.bin")) {
        mds_diag_add(grid->diags, MDS_D_XLSX_MACROS, grid->file, NULL, NULL);
    }
    if (status == MDS_OK) {
        status = read_optional(&book, book.strings_part, mds_xlsx__read_strings);
    }
    if (status == MDS_OK) {
        status = read_optional(&book, book.styles_part, mds_xlsx__read_styles);
    }
    return status == MDS_OK ? read_sheets(&book) : status;
}
