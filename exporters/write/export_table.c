/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/export_table.h>

#include "table_sheet.h"
#include <string.h>

static void put_cell(mds_jsonw *w, const mds_cell *cell)
{
    switch (cell->kind) {
    case MDS_CELL_EMPTY:
        mds_jsonw_null(w);
        return;
    case MDS_CELL_NUMBER:
        mds_jsonw_number(w, cell->number);
        return;
    case MDS_CELL_TEXT:
    case MDS_CELL_DATE:
        mds_jsonw_string(w, cell->text);
        return;
    }
}

/* The columns that the hospital added: their headings may be any text, even an id of ours. */
static void put_own(mds_jsonw *w, const mds_table *table, size_t first, const mds_cell *cells)
{
    mds_jsonw_name(w, "own");
    mds_jsonw_array(w);
    for (size_t c = first; c < table->column_count; c++) {
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "title", table->columns[c].title);
        mds_jsonw_name(w, "value");
        put_cell(w, &cells[c]);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

void mds_export__row(mds_jsonw *w, const mds_table *table, size_t row)
{
    const mds_cell *cells = &table->cells[row * table->column_count];
    size_t c = 0;

    mds_jsonw_object(w);
    for (; c < table->column_count && table->columns[c].group != MDS_GROUP_OWN; c++) {
        mds_jsonw_name(w, table->columns[c].id);
        put_cell(w, &cells[c]);
    }
    if (c < table->column_count) {
        put_own(w, table, c, cells);
    }
    mds_jsonw_object_end(w);
}

void mds_export__table(mds_jsonw *w, const mds_table *table)
{
    mds_jsonw_name(w, table->id);
    mds_jsonw_array(w);
    for (size_t i = 0; i < table->row_count; i++) {
        mds_jsonw_inline_next(w);
        mds_export__row(w, table, i);
    }
    mds_jsonw_array_end(w);
}

static void put_json(mds_strbuf *out, const mds_document *document)
{
    mds_jsonw w;
    mds_jsonw_init(&w, out);
    mds_jsonw_object(&w);
    mds_jsonw_member_uint(&w, "format_version", MDS_DOCUMENT_FORMAT_VERSION);
    mds_jsonw_member_string(&w, "kind", document->kind);
    mds_jsonw_member_string(&w, "lang", mds_lang_name(document->lang));
    for (size_t i = 0; i < document->head_count; i++) {
        mds_jsonw_member_string(&w, document->head[i].name, document->head[i].value);
    }
    for (size_t i = 0; i < document->table_count; i++) {
        mds_export__table(&w, document->tables[i]);
    }
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(out, '\n');
}

static void put_text(mds_strbuf *out, const mds_document *document, mds_export_format format)
{
    if (format == MDS_EXPORT_JSON) {
        put_json(out, document);
    } else {
        mds_export__csv(out, document->tables[0]);
    }
}

mds_status mds_export_document(const char **out, mds_arena *arena, const mds_document *document,
                               mds_export_format format)
{
    if ((format != MDS_EXPORT_JSON && format != MDS_EXPORT_CSV) || document->table_count == 0) {
        return MDS_EINVAL;
    }
    mds_strbuf text;
    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    put_text(&text, document, format);
    const mds_status status = text.status;
    const char *copy = status == MDS_OK ? mds_strbuf_copy(&text, arena) : NULL;
    mds_strbuf_finish(&text);
    if (status != MDS_OK || copy == NULL) {
        return status != MDS_OK ? status : mds_arena_status(arena);
    }
    *out = copy;
    return MDS_OK;
}

/* A page that can be read without a glass holds so many characters of a Latin font. */
static uint16_t pages_wide(const mds_table *table)
{
    const double page = 170;
    double width = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        width += table->columns[c].width;
    }
    return (uint16_t)(1 + (width > page ? width / page : 0));
}

/* A summary is names and values. Other tables may hold whole proofs, which a row shows in full as
 * far as it can. */
static void fill(mds_book *book, const void *payload)
{
    const mds_document *document = payload;
    const bool titled = document->title != NULL;
    mds_sheets sheets;
    mds_sheets__begin(&sheets, book, NULL, titled ? document->title : "");
    for (size_t i = 0; i < document->table_count; i++) {
        const uint16_t pages = pages_wide(document->tables[i]);
        const mds_sheet_layout layout = {.paper = MDS_BOOK_PAPER_A4,
                                         .pages_wide = pages,
                                         .frozen = 1,
                                         .repeated = pages > 1 ? 1 : 0,
                                         .most_lines = 24,
                                         .title_row = titled,
                                         .names = strcmp(document->tables[i]->id, "summary") == 0};
        mds_sheets__write(&sheets, document->tables[i], &layout);
    }
    mds_sheets__finish(&sheets);
}

static mds_status write_text(const mds_document *document, mds_export_format format,
                             const char *path, mds_diags *diags)
{
    mds_strbuf text;
    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    put_text(&text, document, format);
    return mds_export__write(&text, path, diags);
}

mds_status mds_export_document_file(const mds_document *document, mds_export_format format,
                                    const char *path, mds_diags *diags)
{
    if (document->table_count == 0) {
        return MDS_EINVAL;
    }
    switch (format) {
    case MDS_EXPORT_XLSX:
        return mds_book__write(path, document->lang, document->as_of, fill, document, diags);
    case MDS_EXPORT_CSV:
    case MDS_EXPORT_JSON:
        return write_text(document, format, path, diags);
    case MDS_EXPORT_HTML:
    case MDS_EXPORT_MD:
    case MDS_EXPORT_DOCX:
    case MDS_EXPORT_FORMAT__COUNT:
        break;
    }
    return MDS_EINVAL;
}
