/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of a template say. */
#include "template_book.h"

#include "base/num.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* <t> by <t>; those in <rPh> are furigana. */
bool mds_template__piece(size_t *begin, size_t *end, mds_sv rich, size_t *at)
{
    mds_tag tag;
    while (mds_scan__tag(&tag, rich, at)) {
        if (!tag.closes && mds_scan__is(tag.name, "rPh")) {
            if (!mds_scan__skip(NULL, rich, at, &tag)) {
                return false;
            }
        } else if (!tag.closes && mds_scan__is(tag.name, "t")) {
            *begin = tag.end;
            return mds_scan__skip(end, rich, at, &tag);
        }
    }
    return false;
}

/* The value of a cell, raw, and the type that its start tag gives it. */
static mds_sv value_of(const mds_sheet_xml *sheet, const mds_sheet_cell *cell, mds_sv *type)
{
    size_t at = cell->begin;
    mds_tag tag;
    mds_attribute found = {.value = {"", 0}};
    size_t end = 0;
    if (mds_scan__tag(&tag, sheet->xml, &at)) {
        (void)mds_scan__attribute(&found, sheet->xml, &tag, "t");
    }
    *type = found.value;
    while (at < cell->end && mds_scan__tag(&tag, sheet->xml, &at) && !tag.closes) {
        if (!mds_scan__skip(&end, sheet->xml, &at, &tag)) {
            break;
        }
        if (mds_scan__is(tag.name, "v") || mds_scan__is(tag.name, "is")) {
            return (mds_sv){sheet->xml.p + tag.end, end - tag.end};
        }
    }
    return (mds_sv){"", 0};
}

mds_sv mds_template__rich(const mds_template_book *book, const mds_sheet_xml *sheet,
                          const mds_sheet_cell *cell)
{
    mds_sv type;
    uint64_t index = 0;
    const mds_sv value = value_of(sheet, cell, &type);
    if (mds_scan__is(type, "inlineStr")) {
        return value;
    }
    if (mds_scan__is(type, "s") && mds_num_parse_uint(&index, value, MDS_LIMIT_STRINGS) &&
        index < book->string_count) {
        return book->strings[index];
    }
    return (mds_sv){"", 0};
}

const char *mds_template__text(const mds_template_book *book, const mds_sheet_xml *sheet,
                               const mds_sheet_cell *cell)
{
    mds_sv type;
    mds_strbuf text;
    const mds_sv value = value_of(sheet, cell, &type);
    mds_strbuf_init(&text, MDS_LIMIT_CELL_BYTES);
    if (mds_scan__is(type, "inlineStr") || mds_scan__is(type, "s")) {
        const mds_sv rich = mds_template__rich(book, sheet, cell);
        size_t at = 0;
        size_t begin = 0;
        size_t end = 0;
        while (mds_template__piece(&begin, &end, rich, &at)) {
            mds_scan__unescape(&text, (mds_sv){rich.p + begin, end - begin});
        }
    } else {
        mds_scan__unescape(&text, value);
    }
    const char *copy = mds_strbuf_copy(&text, book->arena);
    mds_strbuf_finish(&text);
    return copy;
}

/* Whether <calcPr> goes behind the element by that name: those before it (18.2.27). */
static bool comes_before(mds_sv name)
{
    static const char *const names[] = {"fileVersion",        "fileSharing",        "workbookPr",
                                        "workbookProtection", "bookViews",          "sheets",
                                        "functionGroups",     "externalReferences", "definedNames"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (mds_scan__is(name, names[i])) {
            return true;
        }
    }
    return false;
}

static void put_recalculation(mds_splice *splice, const mds_tag *calc, const mds_tag *root,
                              size_t behind)
{
    mds_attribute full = {.value = {"", 0}};
    if (calc == NULL) {
        mds_splice__to(splice, behind, behind);
        mds_strbuf_putc(splice->out, '<');
        mds_strbuf_append(splice->out, root->prefix.p, root->prefix.n);
        mds_strbuf_puts(splice->out, "calcPr fullCalcOnLoad=\"1\"/>");
        return;
    }
    const bool said = mds_scan__attribute(&full, splice->xml, calc, "fullCalcOnLoad");
    if (mds_scan__is(full.value, "1") || mds_scan__is(full.value, "true")) {
        return;
    }
    if (said) {
        mds_splice__to(splice, full.begin, full.end);
    }
    const size_t end = calc->end - (calc->empty ? 2 : 1);
    mds_splice__to(splice, end, end);
    mds_strbuf_puts(splice->out, " fullCalcOnLoad=\"1\"");
}

mds_status mds_template__recalculated(mds_sv *out, const mds_template_book *book)
{
    mds_strbuf text;
    mds_splice splice = {.out = &text, .xml = book->xml};
    mds_tag root;
    mds_tag tag;
    mds_tag calc = {.begin = 0};
    bool found = false;
    size_t at = 0;
    if (!mds_scan__tag(&root, book->xml, &at)) {
        return MDS_EFORMAT;
    }
    size_t behind = root.end;
    while (!found && mds_scan__tag(&tag, book->xml, &at) && !tag.closes) {
        found = mds_scan__is(tag.name, "calcPr");
        calc = tag;
        if (!mds_scan__skip(NULL, book->xml, &at, &tag)) {
            break;
        }
        behind = comes_before(tag.name) ? at : behind;
    }
    mds_strbuf_init(&text, MDS_LIMIT_ZIP_ENTRY_BYTES);
    put_recalculation(&splice, found ? &calc : NULL, &root, behind);
    mds_splice__finish(&splice);
    return mds_scan__keep(out, book->arena, &text);
}
