/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layouts as they are drawn by manufacturers, made from a seed with the answers that are meant:
 * none may be read as another answer, none invented, and few may stay unread. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { LAYOUTS = 240, QUESTIONS = 24, COLUMNS = 8 };

static const char *const words[2][3] = {{"はい", "いいえ", "対象外"}, {"Yes", "No", "N/A"}};
static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};

/* How the choices of a layout are marked. */
typedef enum drawing {
    FRONT,   /* ☑はい □いいえ */
    BEHIND,  /* はい☑ いいえ□ */
    AROUND,  /* はい 【いいえ】 対象外 */
    ALONE,   /* はい */
    OWN,     /* ○ in a column of its own */
    CHOSEN,  /* the chosen word in a column of its own */
    PRINTED, /* ○はい in columns of their own */
    SIGN,    /* ○ and × in one column */
    DRAWING__COUNT
} drawing;

typedef struct sign_pair {
    const char *on, *off;
} sign_pair;

static const sign_pair signs[] = {{"☑", "☐"},     {"■", "□"},         {"☒", "☐"}, {"●", "○"},
                                  {"✓", ""},      {"レ", "□"},        {"◎", ""},  {"(✓)", "( )"},
                                  {"[x]", "[ ]"}, {"（○）", "（　）"}};
static const sign_pair brackets[] = {{"【", "】"}, {"[", "]"}, {"〔", "〕"}, {"(", ")"}};
static const char *const gaps[] = {"", " ", "　"};
static const char *const separators[] = {"  ", "　", " / ", "、", "・", "\n"};
static const char *const remarks[2][4] = {{"", "（オプション）", "、別途契約が必要", "※1"},
                                          {"", " (optional)", ", on request", " (see manual)"}};
static const char *const titles[2][4] = {
    {"医療情報セキュリティ開示書 (第5.2版対応)", "令和6年度　開示書 第5.2版対応",
     "2024年度 製造業者による医療情報セキュリティ開示書 第5.2版対応",
     "開示書 (第5.2版対応) 作成日：2024年4月1日"},
    {"Manufacturer Disclosure Statement for Medical Device Security (MDS2)", "MDS2 Worksheet 2024",
     "MDS2 FY2024 release", "MDS2, HN 1-2019"}};

/* A layout while it is made. */
typedef struct layout {
    uint32_t random;
    size_t language;
    drawing how;
    const sign_pair *sign, *bracket;
    const char *gap, *separator;
    bool merged, readings, notes_left, remarked;
    size_t count;                /* questions */
    size_t at[COLUMNS], columns; /* order: id, question, answer .., note */
    const char *ids[QUESTIONS];
    size_t truth[QUESTIONS]; /* 3: left blank */
    char cells[QUESTIONS][COLUMNS][256];
    char headings[COLUMNS][64];
} layout;

static uint32_t next(layout *l, uint32_t bound)
{
    l->random ^= l->random << 13;
    l->random ^= l->random >> 17;
    l->random ^= l->random << 5;
    return (l->random >> 8) % bound;
}

enum { ID, WORDING, NOTE, ANSWER };

static char *cell(layout *l, size_t row, size_t kind)
{
    return l->cells[row][l->at[kind]];
}

static void put(char *to, const char *a, const char *b, const char *c)
{
    const size_t n = strlen(to);

    (void)snprintf(to + n, 256 - n, "%s%s%s", a, b, c);
}

/* One word with its sign, or bracket. */
static void put_word(const layout *l, char *to, size_t k, bool chosen)
{
    const char *sign = chosen ? l->sign->on : l->sign->off;
    const char *gap = sign[0] != '\0' ? l->gap : "";
    const char *word = words[l->language][k];

    if (l->how == AROUND && chosen) {
        put(to, l->bracket->on, word, l->bracket->off);
    } else if (l->how == AROUND) {
        put(to, word, "", "");
    } else if (l->how == BEHIND) {
        put(to, word, gap, sign);
    } else {
        put(to, sign, gap, word);
    }
}

static void put_answer(layout *l, size_t row)
{
    static const char *const ring_and_cross[] = {"○", "×", "－"};
    const size_t truth = l->truth[row];
    const char *remark = l->remarked && truth < 3 ? remarks[l->language][next(l, 4)] : "";

    for (size_t k = 0; k < 3; k++) {
        switch (l->how) {
        case FRONT:
        case BEHIND:
        case AROUND:
            put(cell(l, row, ANSWER), k > 0 ? l->separator : "", "", "");
            put_word(l, cell(l, row, ANSWER), k, k == truth);
            break;
        case ALONE:
            put(cell(l, row, ANSWER), k == truth ? words[l->language][k] : "", "", "");
            break;
        case SIGN:
            put(cell(l, row, ANSWER), k == truth && k < 2 ? ring_and_cross[k] : "", "", "");
            break;
        case OWN:
            put(cell(l, row, ANSWER + k), k == truth ? "○" : "", "", "");
            break;
        case CHOSEN:
            put(cell(l, row, ANSWER + k), k == truth ? words[l->language][k] : "", "", "");
            break;
        case PRINTED:
            put_word(l, cell(l, row, ANSWER + k), k, k == truth);
            break;
        case DRAWING__COUNT:
            break;
        }
    }
    if (l->how == ALONE || l->how == SIGN) {
        put(cell(l, row, ANSWER), remark, "", "");
    } else if (l->how == OWN && truth < 3) {
        put(cell(l, row, ANSWER + truth), remark, "", "");
    }
}

static void choose_columns(layout *l)
{
    const bool own = l->how == OWN || l->how == CHOSEN || l->how == PRINTED;
    const size_t answers = own ? 3 : 1;
    size_t n = 0;

    if (l->notes_left) {
        l->at[NOTE] = n++;
    }
    l->at[ID] = n++;
    l->at[WORDING] = n++;
    for (size_t k = 0; k < answers; k++) {
        l->at[ANSWER + k] = n++;
    }
    if (!l->notes_left) {
        l->at[NOTE] = n++;
    }
    l->columns = n;
    (void)snprintf(l->headings[l->at[ID]], 64, "%s", l->language == 0 ? "番号" : "Question ID");
    (void)snprintf(l->headings[l->at[WORDING]], 64, "%s", l->language == 0 ? "設 問" : "Question");
    (void)snprintf(l->headings[l->at[NOTE]], 64, "%s", l->language == 0 ? "備考" : "Notes");
    for (size_t k = 0; k < answers; k++) {
        (void)snprintf(l->headings[l->at[ANSWER + k]], 64, "%s",
                       own                ? words[l->language][k]
                       : l->language == 0 ? "回答"
                                          : "Response");
    }
}

/* The choice questions of the edition whose answers are yes, no and n/a. */
static void choose_questions(layout *l, const mds_form *form)
{
    for (size_t q = 0; q < form->question_count && l->count < QUESTIONS; q++) {
        if (form->questions[q].kind == MDS_QUESTION_CHOICE &&
            strchr(form->questions[q].id, '#') == NULL &&
            form->questions[q].answer_set == MDS_ANSWERS_YES_NO_NA) {
            l->ids[l->count++] = form->questions[q].id;
        }
    }
}

static void make(layout *l, const mds_form *form, size_t seed)
{
    *l = (layout){.random = (uint32_t)seed * 2654435761u + 7};
    l->language = seed % 2;
    l->how = (drawing)(seed / 2 % DRAWING__COUNT);
    l->sign = &signs[next(l, sizeof signs / sizeof *signs)];
    l->bracket = &brackets[next(l, sizeof brackets / sizeof *brackets)];
    l->gap = gaps[next(l, 3)];
    l->separator = separators[next(l, sizeof separators / sizeof *separators)];
    l->merged = next(l, 2) == 0;
    l->readings = next(l, 2) == 0;
    l->notes_left = next(l, 6) == 0;
    l->remarked = next(l, 3) == 0;
    choose_questions(l, form);
    choose_columns(l);
    for (size_t i = 0; i < l->count; i++) {
        l->truth[i] = next(l, 12) == 0 ? 3 : next(l, l->how == SIGN ? 2 : 3);
        put(cell(l, i, ID), l->ids[i], "", "");
        put(cell(l, i, WORDING),
            l->language == 0 ? "利用者の認証機能を有していますか" : "Does it do that?", "", "");
        put_answer(l, i);
    }
}

static void put_cell(mds_strbuf *to, const layout *l, const char *text)
{
    if (text[0] == '\0') {
        mds_strbuf_puts(to, "<c/>");
        return;
    }
    mds_strbuf_puts(to, "<c t=\"inlineStr\"><is><r><t xml:space=\"preserve\">");
    xml_text(to, text);
    mds_strbuf_puts(to, l->readings ? "</t></r><rPh sb=\"0\" eb=\"1\"><t>ヨミ</t></rPh></is></c>"
                                    : "</t></r></is></c>");
}

static void read_layout(fixture *f, const layout *l, size_t seed)
{
    mds_strbuf part;
    workbook book;

    mds_strbuf_init(&part, 1 << 22);
    mds_strbuf_puts(&part, "<sheetData><row>");
    put_cell(&part, l, titles[l->language][seed / 3 % 4]);
    mds_strbuf_puts(&part, "</row><row/><row>");
    for (size_t c = 0; c < l->columns; c++) {
        put_cell(&part, l, l->headings[c]);
    }
    mds_strbuf_puts(&part, "</row>");
    for (size_t i = 0; i < l->count; i++) {
        mds_strbuf_puts(&part, "<row>");
        for (size_t c = 0; c < l->columns; c++) {
            put_cell(&part, l, l->cells[i][c]);
        }
        mds_strbuf_puts(&part, "</row>");
    }
    mds_strbuf_printf(&part, "</sheetData>%s",
                      l->merged ? "<mergeCells><mergeCell ref=\"A1:F1\"/></mergeCells>" : "");
    workbook_init(&book);
    workbook_sheet(&book, "form", "visible", part.p);
    fixture_form_workbook(f, &book);
    workbook_free(&book);
    mds_strbuf_finish(&part);
}

typedef struct tally {
    size_t answers, read, wrong, invented;
} tally;

static void count(tally *t, const fixture *f, const layout *l, size_t seed)
{
    for (size_t i = 0; i < l->count; i++) {
        const mds_answer *answer = fixture_answer(f, l->ids[i]);
        const bool definite = answer->state == MDS_ANSWER_YES || answer->state == MDS_ANSWER_NO ||
                              answer->state == MDS_ANSWER_NA;
        const bool right = l->truth[i] < 3 && answer->state == states[l->truth[i]];
        t->answers += l->truth[i] < 3;
        t->read += right;
        t->wrong += definite && !right && l->truth[i] < 3;
        t->invented += definite && l->truth[i] == 3;
        if ((definite && !right) || (l->truth[i] < 3 && !right)) {
            cr_log_info("seed %zu, drawing %d: %s \"%s\" at %s is %s", seed, (int)l->how, l->ids[i],
                        answer->response, answer->where, mds_answer_state_name(answer->state));
        }
    }
}

Test(drawn_layouts, none_is_wrong_or_invented)
{
    static const char *const editions[] = {"jp-mds-4.1", "mds2-2019"};
    tally t = {0};
    fixture f;

    fixture_init(&f);
    for (size_t seed = 0; seed < LAYOUTS; seed++) {
        layout l;
        make(&l, &f.catalog->forms[mds_catalog_form(f.catalog, editions[seed % 2])], seed);
        read_layout(&f, &l, seed);
        if (f.status == MDS_OK) {
            count(&t, &f, &l, seed);
        } else {
            cr_log_info("seed %zu, drawing %d: refused", seed, (int)l.how);
            t.answers += l.count;
        }
    }
    printf("%d drawn layouts: %zu of %zu answers read, %zu wrong, %zu invented\n", LAYOUTS, t.read,
           t.answers, t.wrong, t.invented);
    cr_assert_eq(t.wrong, 0);
    cr_assert_eq(t.invented, 0);
    cr_assert_leq((t.answers - t.read) * 20, t.answers);
    fixture_free(&f);
}
