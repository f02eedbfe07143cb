/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/layouts.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID, QUESTION, ANSWER, NOTE, EXTRA, REVIEWER };
enum { NOTES_FOOT, NOTES_GLUED_LABEL, NOTES_RIGHT, NOTES_SHEET, NOTES_TABLE, NOTES__COUNT };
enum { IDS_PLAIN, IDS_LOWER, IDS_BLANK, IDS_FULL_WIDTH, IDS_DASH, IDS_TRAILING, IDS__COUNT };

static uint32_t next(made_form *m, uint32_t bound)
{
    m->random ^= m->random << 13;
    m->random ^= m->random >> 17;
    m->random ^= m->random << 5;
    return (m->random >> 8) % bound;
}

static void put(char out[FORM_TEXT], const char *text)
{
    (void)snprintf(out, FORM_TEXT, "%.*s", FORM_TEXT - 1, text);
}

static void note_text(char out[FORM_TEXT], uint32_t number)
{
    (void)snprintf(out, FORM_TEXT, "Explanation of matter %u; it has, commas", number * 7);
}

/* One answer, and what it must become. */
static void make_choice(made_form *m, made_answer *a)
{
    static const struct {
        mds_answer_state state;
        const char *word;
    } words[] = {{MDS_ANSWER_YES, "Yes"}, {MDS_ANSWER_NO, "No"}, {MDS_ANSWER_NA, "N/A"}};
    const uint32_t w = next(m, 3);
    const uint32_t number = 1 + next(m, FORM_NOTES);
    const uint32_t kind = next(m, 12);

    a->state = words[w].state;
    put(a->response, words[w].word);
    put(a->note_cell, next(m, 2) ? "__" : "");
    switch (kind) {
    case 0:
        (void)snprintf(a->note_cell, FORM_TEXT, "See Note %u ", number);
        note_text(a->note, number);
        break;
    case 1:
        (void)snprintf(a->response, FORM_TEXT, "%s, only on request", words[w].word);
        put(a->note, "only on request");
        break;
    case 2:
        a->state = MDS_ANSWER_SEE_NOTE;
        put(a->response, "");
        (void)snprintf(a->note_cell, FORM_TEXT, "Note %u", number);
        note_text(a->note, number);
        break;
    case 3:
        a->state = MDS_ANSWER_SEE_NOTE;
        (void)snprintf(a->response, FORM_TEXT, "See Note %u", number);
        note_text(a->note, number);
        break;
    case 4:
        put(a->note_cell, "Agreed with the owner of the site");
        put(a->note, a->note_cell);
        break;
    case 5:
        a->state = MDS_ANSWER_UNANSWERED;
        put(a->response, "");
        put(a->note_cell, "");
        break;
    default:
        break;
    }
}

static void make_answers(made_form *m, const mds_form *form)
{
    for (size_t q = 0; q < form->question_count && q < FORM_QUESTIONS; q++) {
        made_answer *a = &m->answers[q];
        switch (form->questions[q].kind) {
        case MDS_QUESTION_CHOICE:
            make_choice(m, a);
            break;
        case MDS_QUESTION_TEXT:
            a->state = MDS_ANSWER_TEXT;
            (void)snprintf(a->response, FORM_TEXT, "Text \"%u\" of %zu", next(m, 1000), q);
            break;
        case MDS_QUESTION_DATE:
            a->state = MDS_ANSWER_TEXT;
            put(a->response, "2024-02-29");
            break;
        case MDS_QUESTION_HEADING: /* none in the edition that is made here */
        case MDS_QUESTION_KIND__COUNT:
            break;
        }
    }
}

/* The id as somebody might have typed it. */
static void make_id(made_form *m, char out[FORM_TEXT], const char *id)
{
    size_t n = 0;

    put(out, id);
    switch (m->id_style) {
    case IDS_LOWER:
        for (char *p = out; *p != '\0'; p++) {
            *p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
        }
        break;
    case IDS_BLANK:
        *strchr(out, '-') = ' ';
        break;
    case IDS_FULL_WIDTH:
        for (const char *p = id; *p != '\0' && n + 4 < FORM_TEXT; p++, n += 3) {
            const unsigned c = 0xFF00u + (unsigned)(unsigned char)*p - 0x20u;
            out[n] = (char)(0xE0 | (c >> 12));
            out[n + 1] = (char)(0x80 | ((c >> 6) & 0x3F));
            out[n + 2] = (char)(0x80 | (c & 0x3F));
        }
        out[n] = '\0';
        break;
    case IDS_DASH: {
        const char *dash = strchr(id, '-');
        (void)snprintf(out, FORM_TEXT, "%.*s\xE2\x80\x90%s ", (int)(dash - id), id, dash + 1);
        break;
    }
    case IDS_TRAILING:
        (void)snprintf(out, FORM_TEXT, "%s (rev. B)", id);
        break;
    default:
        break;
    }
}

static char *cell(made_form *m, made_sheet *s, size_t kind)
{
    return s->cells[s->rows][m->columns[kind]];
}

static void put_headings(made_form *m, made_sheet *s)
{
    static const char *const english[] = {"Question ID", "Question",  "Answer",
                                          "Notes",       "Reference", "Reviewer"};
    static const char *const japanese[] = {"番号", "質問", "回答", "備考", "参照", "確認者"};

    for (size_t k = 0; k < m->column_count; k++) {
        put(cell(m, s, k), m->japanese ? japanese[k] : english[k]);
    }
    s->rows++;
}

static void put_question(made_form *m, made_sheet *s, const mds_question *question,
                         const made_answer *a)
{
    make_id(m, cell(m, s, ID), question->id);
    put(cell(m, s, QUESTION), question->title.in[m->japanese ? MDS_LANG_JA : MDS_LANG_EN]);
    put(cell(m, s, ANSWER), a->response);
    put(cell(m, s, NOTE), a->note_cell);
    if (m->column_count > EXTRA) {
        put(cell(m, s, EXTRA), question->printed_nist_800_53);
    }
    if (m->column_count > REVIEWER) {
        put(cell(m, s, REVIEWER), next(m, 3) == 0 ? "checked" : "");
    }
    s->hidden[s->rows] = m->workbook && next(m, 20) == 0;
    s->rows++;
}

static void put_notes(made_form *m, made_sheet *s)
{
    size_t row = m->note_place == NOTES_RIGHT ? 1 : s->rows + 2;
    const size_t first = m->note_place == NOTES_RIGHT ? m->column_count + 1 : 0;
    /* Where the question is left of its id, so is the explanation of its label. */
    const bool mirrored = m->note_place != NOTES_RIGHT && m->columns[QUESTION] < m->columns[ID];
    char text[FORM_TEXT];

    if (m->note_place == NOTES_TABLE) {
        put(s->cells[row++][0], "Notes:");
    }
    for (uint32_t i = 0; i < FORM_NOTES; i++, row++) {
        const uint32_t number = (i * 4) % FORM_NOTES + 1; /* out of order */
        note_text(text, number);
        if (m->note_place == NOTES_GLUED_LABEL) {
            (void)snprintf(s->cells[row][first], FORM_TEXT, "Note %u: %.200s", number, text);
        } else {
            (void)snprintf(s->cells[row][first + (mirrored ? 2 : 0)], FORM_TEXT,
                           m->note_place == NOTES_TABLE ? "%u" : "Note %u", number);
            put(s->cells[row][first + (mirrored ? 0 : 1)], text);
        }
    }
    s->rows = row > s->rows ? row : s->rows;
}

static made_sheet *add_sheet(made_form *m, const char *name)
{
    made_sheet *s = &m->sheets[m->sheet_count++];

    (void)snprintf(s->name, sizeof s->name, "%s", name);
    return s;
}

static void make_sheets(made_form *m, const mds_form *form)
{
    const size_t parts = m->workbook ? 1 + next(m, 3) : 1;
    size_t q = 0;

    for (size_t p = 0; p < parts; p++) {
        const size_t end = (p + 1) * form->question_count / parts;
        made_sheet *s = add_sheet(m, p == 0 ? "A & B" : p == 1 ? "続き" : "third");
        put(s->cells[s->rows++][0], "Disclosure of a fictional device");
        if (m->headings) {
            put_headings(m, s);
        }
        for (uint32_t section = MDS_NO_ORDINAL; q < end; q++) {
            if (form->questions[q].section != section && next(m, 2) == 0) {
                s->rows++; /* an empty row between sections */
            }
            section = form->questions[q].section;
            put_question(m, s, &form->questions[q], &m->answers[q]);
        }
    }
    if (m->note_place == NOTES_SHEET) {
        if (m->workbook) {
            put_notes(m, add_sheet(m, "explanations"));
            return;
        }
        m->note_place = NOTES_FOOT;
    }
    put_notes(m, &m->sheets[m->sheet_count - 1]);
}

made_form *made_form_new(const mds_form *form, uint32_t seed)
{
    static const char delimiters[] = {',', ';', '\t'};
    made_form *m = calloc(1, sizeof *m);

    if (m == NULL || form->question_count > FORM_QUESTIONS) {
        free(m);
        return NULL;
    }
    m->random = seed * 2654435761u + 1;
    m->workbook = next(m, 2) == 0;
    m->delimiter = delimiters[next(m, 3)];
    m->encoding = (made_encoding)next(m, MADE_ENCODING__COUNT);
    m->japanese = next(m, 3) == 0;
    m->id_style = (int)next(m, IDS__COUNT);
    m->note_place = (int)next(m, NOTES__COUNT);
    m->notes_right = m->note_place == NOTES_RIGHT;
    m->headings = next(m, 3) != 0;
    m->column_count = 4 + next(m, m->headings ? 3 : 2);
    if (m->encoding == MADE_CP932 && m->id_style == IDS_DASH) {
        m->id_style = IDS_PLAIN; /* U+2010 is CP932's, but not every converter's */
    }
    for (size_t k = 0; k < m->column_count; k++) {
        m->columns[k] = k;
    }
    for (size_t k = m->column_count - 1; k > 0; k--) {
        const size_t other = next(m, (uint32_t)k + 1);
        const size_t kept = m->columns[k];
        m->columns[k] = m->columns[other];
        m->columns[other] = kept;
    }
    make_answers(m, form);
    make_sheets(m, form);
    return m;
}

static void put_csv_field(mds_strbuf *buf, const char *text, char delimiter)
{
    const char special[] = {delimiter, '"', '\n', '\r', '\0'};

    if (strpbrk(text, special) == NULL) {
        mds_strbuf_puts(buf, text);
        return;
    }
    mds_strbuf_putc(buf, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            mds_strbuf_putc(buf, '"');
        }
        mds_strbuf_putc(buf, *text);
    }
    mds_strbuf_putc(buf, '"');
}

static unsigned char *encode(const mds_strbuf *buf, made_encoding encoding, size_t *size)
{
    static const char *const names[] = {"UTF-8", "UTF-8", "UTF-16LE", "UTF-16BE", "CP932"};
    static const char *const marks[] = {"", "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", ""};
    const size_t mark = strlen(marks[encoding]);
    size_t left = buf->n * 4;
    size_t n = buf->n;
    char *in = buf->p;
    char *bytes = malloc(left + mark + 1);
    iconv_t converter = iconv_open(names[encoding], "UTF-8");

    if (bytes == NULL || converter == (iconv_t)-1) {
        free(bytes);
        return NULL;
    }
    memcpy(bytes, marks[encoding], mark);
    char *out = bytes + mark;
    const size_t result = iconv(converter, &in, &n, &out, &left);
    (void)iconv_close(converter);
    if (result == (size_t)-1 || n != 0) {
        free(bytes);
        return NULL;
    }
    *size = (size_t)(out - bytes);
    return (unsigned char *)bytes;
}

static unsigned char *csv_bytes(made_form *m, size_t *size)
{
    mds_strbuf buf;
    const made_sheet *s = &m->sheets[0];

    mds_strbuf_init(&buf, 1 << 24);
    for (size_t r = 0; r < s->rows; r++) {
        for (size_t c = 0; c < FORM_COLUMNS; c++) {
            if (c > 0) {
                mds_strbuf_putc(&buf, m->delimiter);
            }
            put_csv_field(&buf, s->cells[r][c], m->delimiter);
        }
        mds_strbuf_puts(&buf, r % 2 == 0 ? "\r\n" : "\n");
    }
    unsigned char *bytes = encode(&buf, m->encoding, size);
    mds_strbuf_finish(&buf);
    return bytes;
}

/* Half of the cells as shared strings with a reading, the others inline as rich text. */
static void put_xlsx_cell(mds_strbuf *cells, mds_strbuf *strings, size_t *count, const char *text)
{
    if (*count % 2 == 0) {
        mds_strbuf_printf(cells, "<c t=\"s\"><v>%zu</v></c>", *count / 2);
        mds_strbuf_puts(strings, "<si><r><t xml:space=\"preserve\">");
        xml_text(strings, text);
        mds_strbuf_puts(strings, "</t></r><rPh sb=\"0\" eb=\"1\"><t>ヨミ</t></rPh>"
                                 "<phoneticPr fontId=\"1\"/></si>");
    } else {
        mds_strbuf_puts(cells, "<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t></t></r><r><t>");
        xml_text(cells, text);
        mds_strbuf_puts(cells, "</t></r></is></c>");
    }
    ++*count;
}

static unsigned char *xlsx_bytes(made_form *m, size_t *size)
{
    unsigned char *bytes = NULL;
    mds_strbuf strings;
    mds_strbuf cells;
    workbook book;
    size_t count = 0;

    workbook_init(&book);
    mds_strbuf_init(&strings, 1 << 24);
    mds_strbuf_init(&cells, 1 << 24);
    for (size_t i = 0; i < m->sheet_count; i++) {
        const made_sheet *s = &m->sheets[i];
        mds_strbuf_clear(&cells);
        mds_strbuf_puts(&cells, "<sheetData>");
        for (size_t r = 0; r < s->rows; r++) {
            mds_strbuf_printf(&cells, "<row r=\"%zu\"%s>", r + 1,
                              s->hidden[r] ? " hidden=\"1\"" : "");
            for (size_t c = 0; c < FORM_COLUMNS; c++) {
                if (s->cells[r][c][0] == '\0') {
                    mds_strbuf_puts(&cells, "<c s=\"1\"/>");
                } else {
                    put_xlsx_cell(&cells, &strings, &count, s->cells[r][c]);
                }
            }
            mds_strbuf_puts(&cells, "</row>");
        }
        mds_strbuf_puts(&cells, "</sheetData>");
        workbook_sheet(&book, s->name, "visible", cells.p);
    }
    workbook_strings(&book, strings.p);
    if (workbook_finish(&book)) {
        bytes = book.bytes;
        *size = book.size;
        book.bytes = NULL;
    }
    mds_strbuf_finish(&strings);
    mds_strbuf_finish(&cells);
    workbook_free(&book);
    return bytes;
}

unsigned char *made_form_bytes(made_form *m, size_t *size)
{
    return m->workbook ? xlsx_bytes(m, size) : csv_bytes(m, size);
}
