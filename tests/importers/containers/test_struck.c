/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells with struck-through text: every one of them is named, however many there are, in each kind
 * of file. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 150 };

/* A kind of file: what opens it, its row with an id, what closes it. */
typedef struct kind {
    const char *name, *part, *begin, *row, *end;
    const char *place; /* of the answer in a row */
    int first;         /* number of the first row */
} kind;

static const kind kinds[] = {
    {"ods", "content.xml",
     "<o xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\">"
     "<office:automatic-styles><style:style style:name=\"S\"><style:text-properties "
     "style:text-line-through-style=\"solid\"/></style:style></office:automatic-styles>"
     "<office:spreadsheet><table:table table:name=\"A\">",
     "<table:table-row><table:table-cell><text:p>%s</text:p></table:table-cell><table:table-cell>"
     "<text:p><text:span text:style-name=\"S\">Yes</text:span>No</text:p></table:table-cell>"
     "</table:table-row>",
     "</table:table></office:spreadsheet></o>", "B%d", 1},
    {"docx", "word/document.xml", "<w:document xmlns:w=\"w\"><w:body><w:tbl>",
     "<w:tr><w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:rPr><w:strike/>"
     "</w:rPr><w:t>Yes</w:t></w:r><w:r><w:t>No</w:t></w:r></w:p></w:tc></w:tr>",
     "</w:tbl></w:body></w:document>", "T1:R%d:C2", 1},
    {"html", NULL, "<!DOCTYPE html><html><body><table>",
     "<tr><td>%s</td><td><s>Yes</s>No</td></tr>", "</table></body></html>", "T1:R%d:C2", 1},
    {"xlsx", "", "<sheetData>",
     "<row><c t=\"inlineStr\"><is><t>%s</t></is></c><c t=\"inlineStr\"><is><r><rPr><strike/></rPr>"
     "<t>Yes</t></r><r><t>No</t></r></is></c></row>",
     "</sheetData>", "B%d", 1},
};

static void put_row(mds_strbuf *to, const char *row, const char *id)
{
    const char *hole = strstr(row, "%s");

    mds_strbuf_printf(to, "%.*s%s%s", (int)(hole - row), row, id, hole + 2);
}

static void read_kind(fixture *f, const kind *k)
{
    const mds_form *form = &f->catalog->forms[mds_catalog_form(f->catalog, "mds2-2019")];
    mds_strbuf text;
    workbook book;

    mds_strbuf_init(&text, 1 << 22);
    mds_strbuf_puts(&text, k->begin);
    for (size_t i = 0; i < ROWS; i++) {
        put_row(&text, k->row, form->questions[i + 20].id);
    }
    mds_strbuf_puts(&text, k->end);
    if (k->part == NULL) {
        fixture_form(f, text.p, text.n);
        mds_strbuf_finish(&text);
        return;
    }
    if (k->part[0] == '\0') {
        workbook_init(&book);
        workbook_sheet(&book, "A", "visible", text.p);
        cr_assert(workbook_finish(&book));
    } else {
        archive_init(&book);
        workbook_text(&book, k->part, text.p);
        cr_assert(archive_finish(&book));
    }
    fixture_form(f, book.bytes, book.size);
    workbook_free(&book);
    mds_strbuf_finish(&text);
}

/* How often a place is in the lists. */
static size_t count_place(const fixture *f, const char *place)
{
    const size_t n = strlen(place);
    size_t found = 0;

    for (size_t i = 0; i < fixture_count(f, MDS_D_FORM_STRUCK); i++) {
        const char *list = fixture_diag(f, MDS_D_FORM_STRUCK, i)->args[1];
        for (const char *p = strstr(list, place); p != NULL; p = strstr(p + 1, place)) {
            found += (p == list || p[-1] == ' ') && (p[n] == '\0' || p[n] == ',');
        }
    }
    return found;
}

Test(struck, every_cell_is_named)
{
    fixture f;

    fixture_init(&f);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        read_kind(&f, &kinds[k]);
        cr_assert_eq(f.status, MDS_OK, "%s", kinds[k].name);
        for (int i = 0; i < ROWS; i++) {
            char row[12];
            char place[32];
            const char *hole = strstr(kinds[k].place, "%d");
            (void)snprintf(row, sizeof row, "%d", kinds[k].first + i);
            (void)snprintf(place, sizeof place, "%.*s%s%s", (int)(hole - kinds[k].place),
                           kinds[k].place, row, hole + 2);
            cr_expect_eq(count_place(&f, place), 1, "%s: %s", kinds[k].name, place);
        }
    }
    fixture_free(&f);
}
