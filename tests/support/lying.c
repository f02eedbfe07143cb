/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/lying.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row of texts that is written at once; NULL where a cell is empty. */
typedef struct line {
    const char *at[FORM_ROWS];
    size_t count;
} line;

typedef struct writer {
    const made_form *made;
    lying_kind kind;
    mds_strbuf out;
    size_t row;
} writer;

static void put_csv(mds_strbuf *out, const char *text)
{
    mds_strbuf_putc(out, '"');
    for (; *text != '\0'; text++) {
        mds_strbuf_puts(out, *text == '"' ? "\"" : "");
        mds_strbuf_putc(out, *text);
    }
    mds_strbuf_putc(out, '"');
}

static void put_xlsx(writer *w, const line *l)
{
    mds_strbuf_printf(&w->out, "<row r=\"%zu\">", w->row);
    for (size_t i = 0; i < l->count; i++) {
        mds_strbuf_puts(&w->out, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        xml_text(&w->out, l->at[i] != NULL ? l->at[i] : "");
        mds_strbuf_puts(&w->out, "</t></is></c>");
    }
    mds_strbuf_puts(&w->out, "</row>");
}

/* A line's end is a blank in a page. */
static void put_text(writer *w, const char *text)
{
    for (size_t n = strcspn(text, "\n"); text[n] != '\0' && w->kind == LYING_HTML;
         n = strcspn(text, "\n")) {
        char part[FORM_TEXT];
        (void)snprintf(part, sizeof part, "%.*s", (int)n, text);
        xml_text(&w->out, part);
        mds_strbuf_puts(&w->out, "<br>");
        text += n + 1;
    }
    xml_text(&w->out, text);
}

/* A row between what opens and closes it and its cells. */
static void put_tagged(writer *w, const line *l, const char *const tags[4])
{
    mds_strbuf_puts(&w->out, tags[0]);
    for (size_t i = 0; i < l->count; i++) {
        mds_strbuf_puts(&w->out, tags[1]);
        put_text(w, l->at[i] != NULL ? l->at[i] : "");
        mds_strbuf_puts(&w->out, tags[2]);
    }
    mds_strbuf_puts(&w->out, tags[3]);
}

static void put_line(writer *w, const line *l)
{
    static const char *const tags[LYING_KIND__COUNT][4] = {
        [LYING_ODS] = {"<table:table-row>", "<table:table-cell><text:p>",
                       "</text:p></table:table-cell>", "</table:table-row>"},
        [LYING_HTML] = {"<tr>", "<td>", "</td>", "</tr>\n"},
        [LYING_DOCX] = {"<w:tr>", "<w:tc><w:p><w:r><w:t xml:space=\"preserve\">",
                        "</w:t></w:r></w:p></w:tc>", "</w:tr>"},
    };

    w->row++;
    if (w->kind == LYING_CSV) {
        for (size_t i = 0; i < l->count; i++) {
            mds_strbuf_puts(&w->out, i > 0 ? "," : "");
            put_csv(&w->out, l->at[i] != NULL ? l->at[i] : "");
        }
        mds_strbuf_puts(&w->out, "\r\n");
    } else if (w->kind == LYING_XLSX) {
        put_xlsx(w, l);
    } else {
        put_tagged(w, l, tags[w->kind]);
    }
}

static const char *text_at(const made_sheet *s, size_t row, size_t column)
{
    return s->cells[row][column][0] != '\0' ? s->cells[row][column] : NULL;
}

static void put_standing(writer *w, const made_sheet *s, size_t row)
{
    line l = {.count = FORM_COLUMNS};

    for (size_t c = 0; c < FORM_COLUMNS; c++) {
        l.at[c] = text_at(s, row, c);
    }
    put_line(w, &l);
}

/* Lays the rows down, those of one column each beside each other. */
static void put_lying(writer *w, const made_sheet *s, const size_t *rows, size_t count)
{
    for (size_t c = 0; c < FORM_COLUMNS; c++) {
        line l = {.count = count};
        for (size_t i = 0; i < count; i++) {
            l.at[i] = text_at(s, rows[i], c);
        }
        put_line(w, &l);
    }
}

static void put_bands(writer *w, const made_sheet *s, size_t band, size_t questions)
{
    const line empty = {.count = 1};
    const bool headings = w->made->headings;
    size_t rows[FORM_ROWS];
    size_t row = headings ? 2 : 1;

    put_standing(w, s, 0);
    put_line(w, &empty);
    for (size_t q = 0; q < questions;) {
        size_t count = 0;
        rows[count++] = headings ? 1 : FORM_ROWS - 1; /* the last row is empty */
        for (size_t k = 0; k < band && q < questions; row++) {
            if (text_at(s, row, w->made->columns[0]) != NULL) {
                rows[count++] = row;
                k++;
                q++;
            }
        }
        put_lying(w, s, rows, count);
        put_line(w, &empty);
    }
    for (; row < s->rows; row++) {
        put_standing(w, s, row);
    }
}

static bool has_questions(const made_form *m, const made_sheet *s)
{
    return s == &m->sheets[0] || strcmp(s->name, "explanations") != 0;
}

static void put_sheet(writer *w, const made_sheet *s, size_t band, size_t questions)
{
    size_t rows[FORM_ROWS];

    w->row = 0;
    if (!has_questions(w->made, s)) {
        for (size_t r = 0; r < s->rows; r++) {
            put_standing(w, s, r);
        }
    } else if (band > 0) {
        put_bands(w, s, band, questions);
    } else {
        for (size_t r = 0; r < s->rows; r++) {
            rows[r] = r;
        }
        put_lying(w, s, rows, s->rows);
    }
}

/* What is around the rows of one sheet. */
static void put_document(writer *w, size_t band, size_t questions)
{
    static const char *const around[LYING_KIND__COUNT][4] = {
        [LYING_CSV] = {"", "", "", ""},
        [LYING_ODS] = {"<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" "
                       "xmlns:text=\"x\"><office:body><office:spreadsheet>",
                       "<table:table table:name=\"one\">", "</table:table>",
                       "</office:spreadsheet></office:body></office:document-content>"},
        [LYING_HTML] = {"<!DOCTYPE html><html><meta charset=\"utf-8\"><body>", "<table>",
                        "</table>\n", "</body></html>"},
        [LYING_DOCX] = {"<w:document xmlns:w=\"w\"><w:body>", "<w:tbl>", "</w:tbl><w:p/>",
                        "</w:body></w:document>"},
    };

    mds_strbuf_puts(&w->out, around[w->kind][0]);
    for (size_t i = 0; i < w->made->sheet_count; i++) {
        mds_strbuf_puts(&w->out, around[w->kind][1]);
        put_sheet(w, &w->made->sheets[i], band, questions);
        mds_strbuf_puts(&w->out, around[w->kind][2]);
    }
    mds_strbuf_puts(&w->out, around[w->kind][3]);
}

static unsigned char *take(workbook *book, bool fine, size_t *size)
{
    unsigned char *bytes = fine ? book->bytes : NULL;

    *size = book->size;
    if (fine) {
        book->bytes = NULL;
    }
    workbook_free(book);
    return bytes;
}

static unsigned char *xlsx_bytes(writer *w, size_t band, size_t questions, size_t *size)
{
    workbook book;

    workbook_init(&book);
    for (size_t i = 0; i < w->made->sheet_count; i++) {
        mds_strbuf_clear(&w->out);
        mds_strbuf_puts(&w->out, "<sheetData>");
        put_sheet(w, &w->made->sheets[i], band, questions);
        mds_strbuf_puts(&w->out, "</sheetData>");
        workbook_sheet(&book, w->made->sheets[i].name, "visible", w->out.p);
    }
    return take(&book, workbook_finish(&book), size);
}

static unsigned char *zip_bytes(const writer *w, const char *part, size_t *size)
{
    workbook book;

    archive_init(&book);
    workbook_text(&book, part, w->out.p);
    return take(&book, archive_finish(&book), size);
}

unsigned char *lying_bytes(const made_form *made, lying_kind kind, size_t band, size_t questions,
                           size_t *size)
{
    writer w = {.made = made, .kind = kind};
    unsigned char *bytes = NULL;

    mds_strbuf_init(&w.out, 1 << 24);
    if (kind == LYING_XLSX) {
        bytes = xlsx_bytes(&w, band, questions, size);
        mds_strbuf_finish(&w.out);
        return bytes;
    }
    put_document(&w, band, questions);
    if (kind == LYING_ODS || kind == LYING_DOCX) {
        bytes = zip_bytes(&w, kind == LYING_ODS ? "content.xml" : "word/document.xml", size);
    } else {
        bytes = malloc(w.out.n + 1);
        *size = w.out.n;
    }
    if (bytes != NULL && (kind == LYING_CSV || kind == LYING_HTML)) {
        memcpy(bytes, w.out.p, w.out.n);
    }
    mds_strbuf_finish(&w.out);
    return bytes;
}
