/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/blank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 14, TEXT = 600, WORDING = 6, ANSWER = 8 };

typedef struct maker {
    const mds_form *form;
    blank_shape shape;
    blank_number number;
    bool csv;
    mds_strbuf rows, lists;
    char cells[COLUMNS][TEXT];
    unsigned row;
    size_t list_count;
} maker;

static void put(maker *m, size_t column, const char *text)
{
    (void)snprintf(m->cells[column], TEXT, "%.*s", TEXT - 1, text);
}

static void put_csv(maker *m)
{
    for (size_t c = 0; c < COLUMNS; c++) {
        mds_strbuf_puts(&m->rows, c > 0 ? "," : "");
        if (m->cells[c][0] != '\0') {
            mds_strbuf_printf(&m->rows, "\"%s\"", m->cells[c]);
        }
    }
    mds_strbuf_puts(&m->rows, "\r\n");
}

static void put_xml(maker *m)
{
    mds_strbuf_printf(&m->rows, "<row r=\"%u\">", m->row);
    for (size_t c = 0; c < COLUMNS; c++) {
        if (m->cells[c][0] != '\0') {
            mds_strbuf_printf(&m->rows, "<c r=\"%c%u\" t=\"inlineStr\"><is><t>", (char)('A' + c),
                              m->row);
            xml_text(&m->rows, m->cells[c]);
            mds_strbuf_puts(&m->rows, "</t></is></c>");
        }
    }
    mds_strbuf_puts(&m->rows, "</row>");
}

static void end_row(maker *m)
{
    m->row++;
    if (m->csv) {
        put_csv(m);
    } else {
        put_xml(m);
    }
    memset(m->cells, 0, sizeof m->cells);
}

static bool is_applicable(const mds_question *question)
{
    return question->answer_set == MDS_ANSWERS_APPLICABLE;
}

/* The words of a question's answers; how many. */
static size_t words_of(const maker *m, const mds_question *question, const char *words[3])
{
    const size_t first = is_applicable(question) ? MDS_LABEL_APPLICABLE : MDS_LABEL_YES;
    const size_t count = question->answer_set == MDS_ANSWERS_YES_NO_NA ? 3 : 2;

    for (size_t i = 0; i < count; i++) {
        words[i] = m->form->labels[first + i];
    }
    return count;
}

static void put_list(maker *m, const mds_question *question)
{
    const char *words[3];
    const size_t count = words_of(m, question, words);

    mds_strbuf_printf(&m->lists, "<dataValidation type=\"list\" sqref=\"%c%u\"><formula1>",
                      'A' + ANSWER, m->row + 1);
    if (m->shape == BLANK_LISTS) {
        mds_strbuf_puts(&m->lists, is_applicable(question) ? "Lists!$B$1:$B$2"
                                   : count == 3            ? "Lists!$A$1:$A$3"
                                                           : "Lists!$A$1:$A$2");
    } else {
        mds_strbuf_puts(&m->lists, "&quot;");
        for (size_t i = 0; i < count; i++) {
            mds_strbuf_printf(&m->lists, "%s%zu. %s", i > 0 ? "," : "", i + 1, words[i]);
        }
        mds_strbuf_puts(&m->lists, "&quot;");
    }
    mds_strbuf_puts(&m->lists, "</formula1></dataValidation>");
    m->list_count++;
}

static void put_answers(maker *m, const mds_question *question)
{
    const char *words[3];
    const size_t count = words_of(m, question, words);
    const bool dates = question->answer_set == MDS_ANSWERS_CONFIRMED;
    char text[TEXT] = "";

    for (size_t i = 0; i < count; i++) {
        const size_t n = strlen(text);
        switch (m->shape) {
        case BLANK_CELLS:
            put(m, ANSWER + i, words[i]);
            break;
        case BLANK_COLUMNS:
            (void)snprintf(text, sizeof text, "□%s", is_applicable(question) ? words[i] : "");
            put(m, ANSWER + i, text);
            break;
        case BLANK_ONE:
        case BLANK_BOXES:
        case BLANK_LINE:
            (void)snprintf(text + n, sizeof text - n, "%s%s%s",
                           i > 0 && m->shape == BLANK_ONE ? "・"
                           : i > 0                        ? " "
                                                          : "",
                           m->shape == BLANK_BOXES ? "□" : "", words[i]);
            break;
        case BLANK_LISTS:
        case BLANK_INLINE:
        case BLANK_SHAPE__COUNT:
            break;
        }
    }
    if (dates && text[0] != '\0') {
        const size_t n = strlen(text);
        (void)snprintf(text + n, sizeof text - n, " (/)");
    }
    if (m->shape == BLANK_LISTS || m->shape == BLANK_INLINE) {
        put_list(m, question);
    } else if (m->shape == BLANK_LINE) {
        const size_t n = strlen(m->cells[0]);
        (void)snprintf(m->cells[0] + n, TEXT - n, " %.100s 備考____", text);
    } else if (m->shape == BLANK_ONE || m->shape == BLANK_BOXES) {
        put(m, ANSWER, text);
        put(m, ANSWER + 1, "備考____");
    }
}

static void widen(char *out, const char *id, bool spaced)
{
    static const char *const digits[] = {"０", "１", "２", "３", "４",
                                         "５", "６", "７", "８", "９"};

    out[0] = '\0';
    for (; *id != '\0'; id++) {
        const char *sign = *id == '.' ? (spaced ? ". " : "．") : NULL;
        char plain[2] = {*id, '\0'};
        if (sign == NULL) {
            sign = !spaced && *id >= '0' && *id <= '9' ? digits[*id - '0'] : plain;
        }
        (void)snprintf(out + strlen(out), TEXT - strlen(out), "%s", sign);
    }
}

/* "(4)" of "2(4)", "④" of "2-4"; the id itself where it has no chapter. */
static void printed_number(const mds_question *question, char out[TEXT])
{
    const char *bracket = strchr(question->id, '(');
    const char *dash = strchr(question->id, '-');

    (void)snprintf(out, TEXT, "%s", bracket != NULL ? bracket : question->id);
    if (bracket == NULL && dash != NULL && question->id[0] < 'A') {
        const unsigned code = 0x2460 + (unsigned)strtoul(dash + 1, NULL, 10) - 1;
        (void)snprintf(out, TEXT, "%c%c%c", (int)(0xE0 | (code >> 12)),
                       (int)(0x80 | ((code >> 6) & 0x3F)), (int)(0x80 | (code & 0x3F)));
    }
}

static size_t levels_of(const char *id)
{
    size_t levels = 0;

    for (; *id != '\0'; id++) {
        levels += *id == '.';
    }
    return levels;
}

static void put_levels(maker *m, const char *id)
{
    for (size_t column = 0; *id != '\0' && column < WORDING; column++) {
        const size_t n = strcspn(id, ".");
        (void)snprintf(m->cells[column], TEXT, "%.*s", (int)n, id);
        id += n + (id[n] == '.');
    }
}

static void put_item(maker *m, const mds_question *question, const char *text)
{
    char number[TEXT];
    char shown[TEXT];
    char line[2 * TEXT];
    size_t column = 0;

    printed_number(question, number);
    (void)snprintf(shown, sizeof shown, "%s", number);
    if (m->number == BLANK_WIDE || m->number == BLANK_SPACED) {
        widen(shown, number, m->number == BLANK_SPACED);
    }
    if (m->number == BLANK_INDENTED) {
        column = levels_of(question->id);
    }
    const bool own =
        m->shape != BLANK_LINE && (m->number == BLANK_CELL || m->number == BLANK_LEVELS);
    if (own && m->number == BLANK_LEVELS && question->id[0] < 'A') {
        put_levels(m, number);
    } else if (own) {
        put(m, 0, shown);
    }
    if (own) {
        put(m, WORDING, text);
        return;
    }
    (void)snprintf(line, sizeof line, "%.100s %.500s", shown, text);
    put(m, m->shape == BLANK_LINE ? 0 : column, line);
}

static void put_question(maker *m, const mds_question *question)
{
    char text[TEXT];
    char clauses[TEXT] = "";

    for (size_t i = 0; i < question->clauses.count; i++) {
        const size_t n = strlen(clauses);
        (void)snprintf(clauses + n, sizeof clauses - n, "%s%s", i > 0 ? "、" : "(",
                       question->clauses.at[i]);
    }
    (void)snprintf(text, sizeof text, "%.300s%.100s%s", question->title.in[MDS_LANG_JA], clauses,
                   clauses[0] != '\0' ? ")" : "");
    if (question->bullet.count > 0) {
        (void)snprintf(text, sizeof text, "・%.200s (%.200s)", question->bullet.at[0],
                       question->title.in[MDS_LANG_JA]);
        put(m,
            m->shape == BLANK_LINE                                 ? 0
            : m->number == BLANK_CELL || m->number == BLANK_LEVELS ? WORDING
                                                                   : 0,
            text);
    } else {
        put_item(m, question, text);
    }
    if (question->kind == MDS_QUESTION_CHOICE) {
        put_answers(m, question);
    }
    end_row(m);
}

/* "2" of "2(4)" and "2-4"; 0 where items have no chapter. */
static unsigned chapter_of(const mds_question *question)
{
    const char *mark = strpbrk(question->id, "(-");

    return mark != NULL && question->id[0] < 'A' ? (unsigned)strtoul(question->id, NULL, 10) : 0;
}

static void put_head(maker *m, const char *title)
{
    put(m, 0, title != NULL ? title : m->form->title.in[MDS_LANG_JA]);
    end_row(m);
    put(m, 0, "製造業者");
    end_row(m);
    put(m, 0, "作成日");
    put(m, 2, "2026/10/01");
    end_row(m);
    if (m->shape == BLANK_COLUMNS) {
        put(m, WORDING, "設問");
        for (size_t i = 0; i <= MDS_LABEL_NA; i++) {
            put(m, ANSWER + i, m->form->labels[i]);
        }
        put(m, ANSWER + 3, "備考");
        end_row(m);
    }
}

/* The remarks at the foot, whose numbers are those of no item. */
static void put_foot(maker *m)
{
    end_row(m);
    put(m, 0, "備考記載欄");
    end_row(m);
    for (unsigned i = 1; i <= 9; i++) {
        char number[8];
        (void)snprintf(number, sizeof number, "%u", i);
        put(m, 0, number);
        put(m, 1, "(記入欄)");
        end_row(m);
    }
}

static void put_list_sheet(const maker *m, workbook *book)
{
    mds_strbuf rows;

    mds_strbuf_init(&rows, 1 << 16);
    mds_strbuf_puts(&rows, "<sheetData>");
    for (unsigned i = 0; i < 3; i++) {
        mds_strbuf_printf(&rows,
                          "<row r=\"%u\"><c r=\"A%u\" t=\"inlineStr\"><is><t>%s</t></is></c>",
                          i + 1, i + 1, m->form->labels[i]);
        if (i < 2 && m->form->labels[MDS_LABEL_APPLICABLE][0] != '\0') {
            mds_strbuf_printf(&rows, "<c r=\"B%u\" t=\"inlineStr\"><is><t>%s</t></is></c>", i + 1,
                              m->form->labels[MDS_LABEL_APPLICABLE + i]);
        }
        mds_strbuf_puts(&rows, "</row>");
    }
    mds_strbuf_puts(&rows, "</sheetData>");
    workbook_sheet(book, "Lists", "hidden", rows.p);
    mds_strbuf_finish(&rows);
}

static unsigned char *pack(maker *m, size_t *size)
{
    mds_strbuf content;
    workbook book;
    unsigned char *made = NULL;

    mds_strbuf_init(&content, (size_t)8 << 20);
    mds_strbuf_printf(&content, "<sheetData>%s</sheetData>", m->rows.p);
    if (m->list_count > 0) {
        mds_strbuf_printf(&content, "<dataValidations count=\"%zu\">%s</dataValidations>",
                          m->list_count, m->lists.p);
    }
    workbook_init(&book);
    workbook_sheet(&book, "form", "visible", content.p);
    put_list_sheet(m, &book);
    if (workbook_finish(&book)) {
        made = malloc(book.size);
        if (made != NULL) {
            memcpy(made, book.bytes, book.size);
            *size = book.size;
        }
    }
    workbook_free(&book);
    mds_strbuf_finish(&content);
    return made;
}

unsigned char *blank_form(const mds_form *form, blank_shape shape, blank_number number, bool csv,
                          const char *title, size_t *size)
{
    maker m = {.form = form, .shape = shape, .number = number, .csv = csv};
    unsigned chapter = 0;
    unsigned char *made = NULL;

    mds_strbuf_init(&m.rows, (size_t)8 << 20);
    mds_strbuf_init(&m.lists, (size_t)1 << 20);
    put_head(&m, title);
    for (size_t q = 0; q < form->question_count; q++) {
        const unsigned at = chapter_of(&form->questions[q]);
        if (at != chapter) {
            char text[TEXT];
            (void)snprintf(text, sizeof text, "%u この章の題", at);
            put(&m, 0, text);
            end_row(&m);
            chapter = at;
        }
        put_question(&m, &form->questions[q]);
    }
    put_foot(&m);
    if (csv) {
        made = malloc(m.rows.n);
        if (made != NULL) {
            memcpy(made, m.rows.p, m.rows.n);
            *size = m.rows.n;
        }
    } else {
        made = pack(&m, size);
    }
    mds_strbuf_finish(&m.rows);
    mds_strbuf_finish(&m.lists);
    return made;
}
