/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/export_filled.h>

#include "fill_plan.h"
#include <mdsrisk/limits.h>
#include <string.h>

static const char content_types[] = "[Content_Types].xml";

/* A workbook saved as a template (.xltx) says so of itself: the copy, which is a workbook by its
 * name, would not be opened by Excel. */
static mds_status declare_workbook(mds_template *package, mds_arena *arena, mds_sv types)
{
    static const char as_template[] = "spreadsheetml.template.main+xml";
    const char *found = strstr(types.p, as_template);
    mds_strbuf text;
    mds_splice splice = {.out = &text, .xml = types};
    if (found == NULL) {
        return MDS_OK;
    }
    const size_t begin = (size_t)(found - types.p);
    mds_strbuf_init(&text, MDS_LIMIT_ZIP_ENTRY_BYTES);
    mds_splice__to(&splice, begin, begin + sizeof as_template - 1);
    mds_strbuf_puts(&text, "spreadsheetml.sheet.main+xml");
    mds_splice__finish(&splice);
    mds_sv bytes;
    const mds_status status = mds_scan__keep(&bytes, arena, &text);
    return status == MDS_OK ? mds_template__replace(package, content_types, bytes) : status;
}

/* Macros would run where nobody expects them, and not at all in a file that says it has none; a
 * signature covers bytes that change. */
static mds_status check_package(mds_template *package, mds_arena *arena, mds_diags *diags)
{
    const char *file = mds_template__file(package);
    mds_sv types = {"", 0};
    const mds_status status = mds_template__part(&types, package, arena, content_types);
    if (status != MDS_OK && status != MDS_ENOTFOUND) {
        return status;
    }
    if (mds_template__has(package, "xl/vbaProject.bin") ||
        strstr(types.p, "macroEnabled") != NULL) {
        mds_diag_add(diags, MDS_D_TEMPLATE_MACROS, file, NULL, NULL);
        return MDS_EUNSUPPORTED;
    }
    if (mds_template__has_folder(package, "_xmlsignatures/")) {
        mds_diag_add(diags, MDS_D_TEMPLATE_SIGNED, file, NULL, NULL);
    }
    return declare_workbook(package, arena, types);
}

/* A formula that had no value has none to lose: a part that comes out as it was stays packed as it
 * was. */
static mds_status replace_part(const mds_template_book *book, const char *part, mds_sv was,
                               mds_sv is)
{
    return is.n == was.n && memcmp(is.p, was.p, is.n) == 0
               ? MDS_OK
               : mds_template__replace(book->package, part, is);
}

/* The edits of one sheet: those from \p first on, which *last gets the end of. */
static mds_status rewrite_sheet(const mds_fill_plan *plan, size_t first, size_t *last)
{
    const mds_template_book *book = plan->book;
    const uint32_t sheet = plan->edits[first].sheet;
    mds_strbuf text;
    size_t end = first;
    while (end < plan->count && plan->edits[end].sheet == sheet) {
        end++;
    }
    *last = end;
    mds_cell_edit *edits = mds_arena_alloc(book->arena, end - first, sizeof *edits);
    if (edits == NULL) {
        return mds_arena_status(book->arena);
    }
    for (size_t i = first; i < end; i++) {
        edits[i - first] = plan->edits[i].cell;
    }
    mds_strbuf_init(&text, 2 * MDS_LIMIT_ZIP_ENTRY_BYTES);
    mds_sheet__edit(&text, &book->sheets[sheet].xml, edits, end - first);
    mds_sv bytes;
    const mds_status status = mds_scan__keep(&bytes, book->arena, &text);
    const mds_template_sheet *at = &book->sheets[sheet];
    return status == MDS_OK ? replace_part(book, at->part, at->xml.xml, bytes) : status;
}

static mds_status rewrite(const mds_fill_plan *plan)
{
    mds_status status = MDS_OK;
    for (size_t i = 0; i < plan->count && status == MDS_OK;) {
        status = rewrite_sheet(plan, i, &i);
    }
    if (status != MDS_OK || plan->filled->formulas == 0) {
        return status;
    }
    mds_sv workbook = {NULL, 0};
    status = mds_template__recalculated(&workbook, plan->book);
    return status == MDS_OK ? replace_part(plan->book, plan->book->part, plan->book->xml, workbook)
                            : status;
}

static mds_status fill(mds_filled *out, mds_template *package, mds_arena *arena,
                       const mds_translation_result *result, const mds_form_places *places,
                       mds_diags *diags)
{
    mds_template_book book;
    mds_fill_plan plan = {
        .result = result, .places = places, .book = &book, .filled = out, .diags = diags};
    mds_status status = mds_template__read(&book, package, arena, diags);
    if (status == MDS_OK) {
        status = mds_fill__plan(&plan);
    }
    if (status == MDS_OK) {
        status = mds_fill__forget_values(&plan);
    }
    return status == MDS_OK ? rewrite(&plan) : status;
}

mds_status mds_export_filled(mds_filled *out, mds_arena *arena,
                             const mds_translation_result *result, const mds_form_places *places,
                             const mds_source *source, const char *path, mds_diags *diags)
{
    mds_template *package = NULL;
    mds_filled filled = {.written = 0};
    if (places->form != result->target || places->count != result->count) {
        return MDS_EINVAL;
    }
    mds_status status = mds_template__open(&package, source, diags);
    if (status == MDS_OK) {
        status = check_package(package, arena, diags);
    }
    if (status == MDS_OK) {
        status = fill(&filled, package, arena, result, places, diags);
    }
    if (status == MDS_OK) {
        status = mds_template__write(package, path);
    }
    mds_template__close(package);
    if (status == MDS_OK) {
        *out = filled;
    }
    return status;
}
