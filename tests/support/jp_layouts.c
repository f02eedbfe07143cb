/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/jp_layouts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_PLAIN, NUMBER_SPACED, NUMBER_WIDE, NUMBER_GLUED, NUMBER_COLUMN, NUMBER_LEVELS };
enum { NUMBERS = NUMBER_LEVELS + 1, LEVELS = 4 };
enum { REMARK_NUMBER, REMARK_LABEL, REMARK_LINE, REMARK_TEXT, REMARKS };
enum { LIST_CELLS, LIST_LABELS, LIST_DOTS, LIST_ONE_CELL, LIST_CIRCLES, LIST_PAIRS, LISTS };
enum { CLAUSES_BEHIND, CLAUSES_DOTTED, CLAUSES_NONE, CLAUSES };
enum { HEADER_CELLS, HEADER_COLONS, HEADER_TABLE, HEADERS };

/* Columns of the sheet that is being made. */
typedef struct columns {
    size_t number, text, answer, remark, input, input_remark;
} columns;

typedef struct maker {
    jp_form *jp;
    made_form *m;
    made_sheet *s;
    const mds_form *form;
    columns at;
    const char *mark;
    int list;
    bool title;
} maker;

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

static void add(char out[FORM_TEXT], const char *text)
{
    const size_t n = strlen(out);

    (void)snprintf(out + n, FORM_TEXT - n, "%s", text);
}

static char *cell(const maker *k, size_t column)
{
    return k->s->cells[k->s->rows][column];
}

static bool is_applicable(const mds_question *question)
{
    return question->answer_set == MDS_ANSWERS_APPLICABLE;
}

static size_t choices_of(const mds_question *question)
{
    return is_applicable(question) ? 2 : 3;
}

static const char *word(const maker *k, const mds_question *question, size_t i)
{
    return k->form->labels[is_applicable(question) ? MDS_LABEL_APPLICABLE + i : i];
}

/* Which choice an answer takes; the count of choices when it takes none. */
static size_t chosen(const mds_question *question, const made_answer *a)
{
    switch ((int)a->state) {
    case MDS_ANSWER_YES:
        return 0;
    case MDS_ANSWER_NO:
        return 1;
    case MDS_ANSWER_NA:
        return 2;
    default:
        return choices_of(question);
    }
}

static void remark_text(char out[FORM_TEXT], uint32_t number)
{
    (void)snprintf(out, FORM_TEXT, "はい、第%u項は施設側", number * 7);
}

static void make_answers(maker *k)
{
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};
    made_form *m = k->m;

    for (size_t q = 0; q < k->form->question_count; q++) {
        made_answer *a = &m->answers[q];
        const mds_question *question = &k->form->questions[q];
        a->state = MDS_ANSWER_UNANSWERED;
        if (question->kind == MDS_QUESTION_HEADING) {
            continue;
        }
        if (k->jp->shape != JP_LOST && next(m, 12) > 0) {
            a->state = states[next(m, (uint32_t)choices_of(question))];
        }
        if (a->state != MDS_ANSWER_UNANSWERED && next(m, 3) == 0) {
            const uint32_t number = 1 + next(m, FORM_NOTES);
            remark_text(a->note, number);
            (void)snprintf(a->note_cell, FORM_TEXT, "%u", number);
        }
    }
}

/* Full-width digits and points. */
static void widen(char out[FORM_TEXT], const char *text)
{
    static const char *const digits[] = {"０", "１", "２", "３", "４",
                                         "５", "６", "７", "８", "９"};

    out[0] = '\0';
    for (; *text != '\0'; text++) {
        add(out, *text == '.' ? "．" : *text == ' ' ? "　" : digits[*text - '0']);
    }
}

static void make_number(const maker *k, char out[FORM_TEXT], const char *id)
{
    put(out, id);
    if (k->jp->numbers == NUMBER_WIDE) {
        widen(out, id);
    }
    if (k->jp->numbers == NUMBER_SPACED) {
        out[0] = '\0';
        for (const char *p = id; *p != '\0'; p++) {
            const char sign[3] = {*p, p[1] != '\0' ? ' ' : '\0', '\0'};
            add(out, sign);
        }
    }
}

/* "(6.5.C7、6.5.C13)" behind the wording, as the edition's form prints it. */
static void add_clauses(const maker *k, char out[FORM_TEXT], const mds_question *question)
{
    if (k->jp->clauses == CLAUSES_NONE || question->clauses.count == 0) {
        return;
    }
    for (size_t i = 0; i < question->clauses.count; i++) {
        const char *clause = question->clauses.at[i];
        const char *c = strchr(clause, 'C');
        add(out, i > 0 ? "、" : "(");
        if (k->jp->clauses == CLAUSES_DOTTED && c != NULL) {
            char dotted[FORM_TEXT];
            (void)snprintf(dotted, sizeof dotted, "%.*sC.%s", (int)(c - clause), clause, c + 1);
            add(out, dotted);
        } else {
            add(out, clause);
        }
    }
    add(out, ")");
}

static void put_levels(const maker *k, const char *id)
{
    size_t level = 0;

    for (const char *p = id; level < LEVELS; level++) {
        const size_t n = strcspn(p, ".");
        (void)snprintf(cell(k, level), FORM_TEXT, "%.*s", (int)n, p);
        if (p[n] == '\0') {
            return;
        }
        p += n + 1;
    }
}

static void put_wording(const maker *k, const mds_question *question)
{
    static const char *const bullets[] = {"・", "・ ", "- ", "● ", ""};
    char *text = cell(k, k->at.text);

    if (question->bullet.count > 0) {
        put(text, bullets[next(k->m, sizeof bullets / sizeof *bullets)]);
        add(text, question->bullet.at[next(k->m, 2) % question->bullet.count]);
        add(text, " (");
        add(text, question->title.in[MDS_LANG_JA]);
        add(text, ")");
        return;
    }
    if (k->jp->numbers == NUMBER_LEVELS) {
        put_levels(k, question->id);
    } else {
        make_number(k, cell(k, k->at.number), question->id);
        if (k->at.number == k->at.text && k->jp->numbers != NUMBER_GLUED) {
            add(text, " ");
        }
    }
    add(text, question->title.in[MDS_LANG_JA]);
    add_clauses(k, text, question);
}

/* All choices in one text, the taken one between \p before and \p after, the others behind
 * \p otherwise. */
static void list_choices(const maker *k, char out[FORM_TEXT], const mds_question *question,
                         size_t taken, const char *before, const char *after, const char *otherwise)
{
    static const char *const between[] = {" ", "　", "・", " / "};
    const char *gap = between[next(k->m, k->jp->shape == JP_LINE ? 2 : 4)];

    for (size_t i = 0; i < choices_of(question); i++) {
        add(out, i > 0 ? gap : "");
        add(out, i == taken ? before : otherwise);
        add(out, word(k, question, i));
        add(out, i == taken ? after : "");
    }
}

static void put_columns(const maker *k, const mds_question *question, size_t taken)
{
    for (size_t i = 0; i < choices_of(question); i++) {
        const bool own = i == taken;
        char *out = cell(k, k->at.answer + i * (k->jp->shape == JP_BESIDE ? 2 : 1));
        switch ((int)k->jp->shape) {
        case JP_MARKS:
            put(out, own ? k->mark : "");
            break;
        case JP_ONLY_CHOSEN:
            put(out, own ? word(k, question, i) : "");
            break;
        case JP_BESIDE:
            put(out, own ? k->mark : "");
            put(cell(k, k->at.answer + i * 2 + 1), word(k, question, i));
            break;
        case JP_WORD_BOXES:
            put(out, own ? "■" : "□");
            add(out, word(k, question, i));
            break;
        default:
            put(out, own && k->jp->shape == JP_WORDS ? k->mark : "");
            add(out, word(k, question, i));
            break;
        }
    }
}

static void put_answer(const maker *k, const mds_question *question, const made_answer *a)
{
    const size_t taken = chosen(question, a);
    const bool none = taken == choices_of(question);
    char *out = cell(k, k->at.answer);

    switch (k->jp->shape) {
    case JP_ONE_CELL:
        put(out, none ? (next(k->m, 2) ? "-" : "") : word(k, question, taken));
        break;
    case JP_OPTION:
    case JP_INPUT:
        out = cell(k, k->at.input);
        put(out, "-");
        if (!none) {
            (void)snprintf(out, FORM_TEXT, "%zu. %s", taken + 1, word(k, question, taken));
        }
        if (k->jp->shape == JP_INPUT) {
            put_columns(k, question, choices_of(question));
        }
        break;
    case JP_BOXES:
        list_choices(k, out, question, taken, "■", "", "□");
        break;
    case JP_RING:
        list_choices(k, out, question, taken, k->mark, "", "");
        break;
    case JP_BRACKETS:
        list_choices(k, out, question, taken, "【", "】", "");
        break;
    case JP_LINE:
        out = cell(k, k->at.text);
        add(out, " ");
        list_choices(k, out, question, taken, k->mark, "", "");
        break;
    case JP_MARKS:
    case JP_WORDS:
    case JP_WORD_BOXES:
    case JP_BESIDE:
    case JP_ONLY_CHOSEN:
    case JP_LOST:
        put_columns(k, question, taken);
        break;
    case JP_SHAPE__COUNT:
        break;
    }
}

static void put_remark(const maker *k, made_answer *a)
{
    const bool some = a->note_cell[0] != '\0';
    char label[FORM_TEXT];

    if (k->jp->shape == JP_LINE) {
        add(cell(k, k->at.text), some ? " 備考 " : " 備考____");
        add(cell(k, k->at.text), a->note_cell);
        return;
    }
    (void)snprintf(label, sizeof label, "備考%s%.8s", k->jp->remarks == REMARK_LINE ? "_" : " ",
                   some ? a->note_cell : "-");
    if (k->jp->shape == JP_INPUT) {
        put(cell(k, k->at.remark), label);
        put(cell(k, k->at.input_remark), some ? a->note_cell : "-");
    } else if (k->jp->remarks == REMARK_TEXT) {
        put(cell(k, k->at.remark), a->note);
    } else if (k->jp->remarks == REMARK_NUMBER) {
        put(cell(k, k->at.remark), a->note_cell);
    } else {
        put(cell(k, k->at.remark), label);
    }
}

static void put_question(maker *k, size_t q)
{
    const mds_question *question = &k->form->questions[q];
    made_answer *a = &k->m->answers[q];

    put_wording(k, question);
    if (question->kind != MDS_QUESTION_HEADING) {
        put_answer(k, question, a);
        put_remark(k, a);
    }
    k->s->hidden[k->s->rows] = k->m->workbook && next(k->m, 40) == 0;
    k->s->rows++;
}

/* The lines without a number below one question, in an order of their own; the next question. */
static size_t put_bullets(maker *k, size_t q)
{
    size_t order[16];
    size_t count = 0;

    while (q < k->form->question_count && k->form->questions[q].bullet.count > 0) {
        order[count++] = q++;
    }
    for (size_t i = count; i > 1; i--) {
        const size_t other = next(k->m, (uint32_t)i);
        const size_t kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
    for (size_t i = 0; i < count; i++) {
        put_question(k, order[i]);
    }
    return q;
}

static void put_headings(maker *k)
{
    put(cell(k, k->at.text), "設問");
    switch ((int)k->jp->shape) {
    case JP_ONE_CELL:
        put(cell(k, k->at.answer), "回答");
        break;
    case JP_MARKS:
        for (size_t i = 0; i < 3; i++) {
            put(cell(k, k->at.answer + i), k->form->labels[i]);
        }
        break;
    case JP_INPUT:
        put(cell(k, k->at.input), "回答欄");
        put(cell(k, k->at.input_remark), "備考番号");
        break;
    default:
        break;
    }
    if (k->jp->shape != JP_LINE && k->jp->shape != JP_INPUT) {
        put(cell(k, k->at.remark), "備考");
    }
    k->s->rows++;
}

static void put_header(maker *k)
{
    static const struct {
        mds_device_field field;
        const char *label, *value;
    } fields[] = {{MDS_DEVICE_MANUFACTURER, "製造業者", "みどり計測(架空)"},
                  {MDS_DEVICE_MODEL, "製品名称", "検査装置 MK-7"},
                  {MDS_DEVICE_VERSION, "バージョン", "3.2"},
                  {MDS_DEVICE_DOCUMENT_DATE, "作成日", NULL}};
    static const char *const days[] = {
        "令和5年7月21日", "2023年7月21日",        "2023/7/21",
        "R5.7.21",        "２０２３年７月２１日", "2023年7月21日(金)"};
    const size_t first = k->s->rows;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *value = fields[i].value != NULL ? fields[i].value : days[next(k->m, 6)];
        put(k->jp->device[fields[i].field], fields[i].value != NULL ? value : "2023-07-21");
        if (k->jp->header == HEADER_TABLE) {
            k->s->rows = first;
            put(cell(k, i), fields[i].label);
            k->s->rows = first + 1;
            put(cell(k, i), value);
            k->s->rows = first + 2;
        } else {
            put(cell(k, 0), fields[i].label);
            if (k->jp->header == HEADER_COLONS) {
                add(cell(k, 0), next(k->m, 2) ? "：" : " : ");
                add(cell(k, 0), value);
            } else {
                put(cell(k, 1), value);
                put(cell(k, 2), i % 2 == 0 ? "※文字列" : "");
            }
            k->s->rows++;
        }
    }
}

static void put_list(maker *k)
{
    static const char *const circles[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"};
    static const char *const headings[] = {"備考記載欄", "備考欄", "【備考】", "■備考"};
    char all[FORM_TEXT * 4] = "";

    k->s->rows++;
    put(cell(k, 0), headings[next(k->m, 4)]);
    k->s->rows++;
    for (uint32_t i = 1; i <= FORM_NOTES; i++) {
        char text[FORM_TEXT];
        remark_text(text, i);
        char *first = cell(k, 0);
        switch (k->list) {
        case LIST_CELLS:
            (void)snprintf(first, FORM_TEXT, "%u", i);
            put(cell(k, 1), text);
            break;
        case LIST_PAIRS:
            (void)snprintf(cell(k, (i + 1) % 2 * 2), FORM_TEXT, "%u", i);
            put(cell(k, (i + 1) % 2 * 2 + 1), text);
            break;
        case LIST_LABELS:
            (void)snprintf(first, FORM_TEXT, "備考%u: %.200s", i, text);
            break;
        case LIST_DOTS:
            (void)snprintf(first, FORM_TEXT, "%u. %.200s", i, text);
            break;
        case LIST_CIRCLES:
            (void)snprintf(first, FORM_TEXT, "%s%.200s", circles[i - 1], text);
            break;
        default: {
            const size_t n = strlen(all);
            (void)snprintf(all + n, sizeof all - n, "%s%u. %.200s", i > 1 ? "\n" : "", i, text);
            put(first, all);
            continue;
        }
        }
        if (k->list != LIST_PAIRS || i % 2 == 0) {
            k->s->rows++;
        }
    }
    k->s->rows++;
}

static made_sheet *add_sheet(made_form *m, const char *name)
{
    made_sheet *s = &m->sheets[m->sheet_count++];

    (void)snprintf(s->name, sizeof s->name, "%s", name);
    return s;
}

/* Numbered lines and lists of options that are no questions. */
static void put_other_sheets(maker *k)
{
    static const char *const lines[] = {"1. 製造業者が記入します。", "2. 該当する答えを選びます。",
                                        "3. 補足は番号で示します。"};
    static const char *const options[] = {"1. はい", "2. いいえ", "3. 対象外", "-"};

    k->s = add_sheet(k->m, "記入要領");
    for (size_t i = 0; i < 3; i++, k->s->rows++) {
        put(cell(k, 0), lines[i]);
    }
    k->s = add_sheet(k->m, "選択肢");
    for (size_t i = 0; i < 4; i++, k->s->rows++) {
        put(cell(k, 0), options[i]);
    }
}

static void place_columns(maker *k)
{
    const bool own = k->jp->numbers == NUMBER_COLUMN;
    const size_t text = k->jp->numbers == NUMBER_LEVELS ? LEVELS : own ? 1 : 0;
    const size_t width = k->jp->shape == JP_BESIDE ? 6 : 3;
    const bool one = k->jp->shape == JP_ONE_CELL || k->jp->shape == JP_OPTION ||
                     (k->jp->shape >= JP_BOXES && k->jp->shape <= JP_BRACKETS);

    k->at = (columns){.number = 0, .text = text, .answer = text + 1};
    k->at.input = k->jp->shape == JP_INPUT ? text + 6 : k->at.answer;
    k->at.input_remark = text + 7;
    k->at.remark = k->at.answer + (one ? 1 : width);
}

/* What cannot go together: a cell holds its question once, a sheet has so many columns, and CP932
 * lacks the circles' numbers of some converters. */
static void settle(maker *k)
{
    jp_form *jp = k->jp;

    if (jp->shape == JP_LINE && jp->numbers > NUMBER_GLUED) {
        jp->numbers = NUMBER_PLAIN;
    }
    if (jp->numbers == NUMBER_LEVELS && (jp->shape == JP_BESIDE || jp->shape == JP_INPUT)) {
        jp->numbers = NUMBER_COLUMN;
    }
    if (jp->shape == JP_LINE && jp->remarks == REMARK_TEXT) {
        jp->remarks = REMARK_NUMBER;
    }
    if (jp->shape == JP_INPUT && jp->remarks == REMARK_TEXT) {
        jp->remarks = REMARK_LABEL;
    }
    k->title = k->title || jp->clauses == CLAUSES_NONE;
}

static void make_sheet(maker *k)
{
    if (k->title) {
        put(cell(k, 0), "開示書の例、設問は要約 (");
        add(cell(k, 0), k->form->title_marks.at[0]);
        add(cell(k, 0), "対応)");
        k->s->rows += 2;
    }
    put_header(k);
    k->s->rows++;
    put_headings(k);
    for (size_t q = 0; q < k->form->question_count;) {
        if (next(k->m, 6) == 0 && k->form->questions[q].bullet.count == 0) {
            put(cell(k, k->at.text), "安全対策について(6.5)");
            k->s->rows++;
        }
        put_question(k, q++);
        q = put_bullets(k, q);
    }
    put_list(k);
}

jp_form *jp_form_new(const mds_form *form, uint32_t seed)
{
    static const char *const marks[] = {"○", "●", "◎", "■", "レ", "◯"};
    jp_form *jp = calloc(1, sizeof *jp);
    maker k = {.jp = jp, .form = form};

    if (jp == NULL || form->question_count > FORM_QUESTIONS) {
        free(jp);
        return NULL;
    }
    k.m = &jp->made;
    k.m->random = seed * 2654435761u + 1;
    k.m->workbook = next(k.m, 2) == 0;
    k.m->delimiter = ',';
    k.m->encoding = (made_encoding)next(k.m, MADE_ENCODING__COUNT);
    jp->shape = (jp_shape)(seed % JP_SHAPE__COUNT);
    jp->numbers = (int)next(k.m, NUMBERS);
    jp->remarks = (int)next(k.m, REMARKS);
    jp->clauses = (int)next(k.m, CLAUSES);
    jp->header = (int)next(k.m, HEADERS);
    k.list = (int)next(k.m, LISTS);
    k.title = next(k.m, 2) == 0;
    k.mark = marks[next(k.m, k.m->encoding == MADE_CP932 ? 5 : 6)];
    settle(&k);
    place_columns(&k);
    make_answers(&k);
    k.s = add_sheet(k.m, "開示書");
    make_sheet(&k);
    if (k.m->workbook && next(k.m, 2) == 0) {
        put_other_sheets(&k);
    }
    return jp;
}
