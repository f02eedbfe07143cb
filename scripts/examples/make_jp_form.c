/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_jp_form sheet|checklist FORM ANSWERS OUTPUT
 *
 * Makes a Japanese example form from its table of answers and the titles of
 * catalog/data/forms/<edition>.json, which are this project's own words.
 *
 *   sheet       the shape of a disclosure workbook: a printed side, filled by formulas from an
 *               input column with drop-down lists on the right; remarks explained at the foot
 *   checklist   a table with merged chapters and two rounds of confirmation
 *
 * The table of a disclosure also has rows "manufacturer", "model", "version" and "document_date".
 * A table without rows makes an empty form. */
#include "answers_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { COL_TEXT, COL_YES, COL_NO, COL_NA, COL_REMARK, COL_INPUT = 6, COL_NUMBER, COL_HINT };
enum { TEXT_SIZE = 1024 };

typedef struct sheet {
    const table *t;
    lxw_workbook *book;
    lxw_worksheet *main;
    lxw_format *title, *section, *wrap, *box, *input, *date;
    lxw_row_t row;
} sheet;

static const char *member(const cJSON *record, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(record, name));
    return text != NULL ? text : "";
}

static lxw_format *format(sheet *s, int border, int wrap, int bold)
{
    lxw_format *made = workbook_add_format(s->book);
    format_set_font_name(made, "Yu Gothic");
    format_set_font_size(made, 10);
    if (border) {
        format_set_border(made, LXW_BORDER_THIN);
    }
    if (wrap) {
        format_set_text_wrap(made);
        format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
    }
    if (bold) {
        format_set_bold(made);
    }
    return made;
}

static int open_book(sheet *s, const char *path, const char *name)
{
    lxw_doc_properties properties = {0};

    s->book = workbook_new(path);
    if (s->book == NULL) {
        return -1;
    }
    /* A fixed date, so that the same table gives the same file. */
    properties.created = 1767225600;
    (void)workbook_set_properties(s->book, &properties);
    s->main = workbook_add_worksheet(s->book, name);
    s->title = format(s, 0, 0, 1);
    s->section = format(s, 1, 0, 1);
    s->wrap = format(s, 1, 1, 0);
    s->box = format(s, 1, 1, 0);
    format_set_align(s->box, LXW_ALIGN_CENTER);
    s->input = format(s, 1, 0, 0);
    format_set_bg_color(s->input, 0xFFF2CC);
    s->date = format(s, 1, 0, 0);
    format_set_bg_color(s->date, 0xFFF2CC);
    format_set_num_format(s->date, "yyyy/m/d");
    return s->main != NULL ? 0 : -1;
}

static void put(const sheet *s, lxw_col_t column, const char *text, lxw_format *as)
{
    if (text[0] == '\0') {
        (void)worksheet_write_blank(s->main, s->row, column, as);
    } else {
        (void)worksheet_write_string(s->main, s->row, column, text, as);
    }
}

/* The printed side shows what the input column says. */
static void mirror(const sheet *s, lxw_col_t column, const char *value)
{
    char formula[64];

    (void)snprintf(formula, sizeof formula, "=IF(G%u=\"\",\"\",G%u)", s->row + 1, s->row + 1);
    (void)worksheet_merge_range(s->main, s->row, column, s->row, COL_REMARK, "", s->wrap);
    (void)worksheet_write_formula_str(s->main, s->row, column, formula, s->wrap, value);
}

static void put_header(sheet *s)
{
    static const struct {
        const char *label, *field, *hint;
    } lines[] = {{"作成日", "document_date", "※YYYY/MM/DD"},
                 {"製造業者", "manufacturer", "※文字列"},
                 {"製品名称", "model", "※文字列"},
                 {"バージョン", "version", "※文字列"}};

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; ++i, ++s->row) {
        const char *value = field(s->t, lines[i].field, 1);
        put(s, COL_TEXT, lines[i].label, s->wrap);
        mirror(s, COL_YES, value);
        put(s, COL_INPUT, value, s->input);
        put(s, COL_NUMBER, lines[i].hint, NULL);
    }
}

/* "1. はい" and whether the printed word is marked. */
static void put_choice(const sheet *s, int index, const char *word, const char *answer)
{
    char formula[128], plain[64], marked[64];

    (void)snprintf(plain, sizeof plain, "%s", word);
    (void)snprintf(marked, sizeof marked, "○%s", word);
    (void)snprintf(formula, sizeof formula, "=IF(G%u=\"%d. %s\",\"○%s\",\"%s\")", s->row + 1,
                   index + 1, word, word, word);
    (void)worksheet_write_formula_str(s->main, s->row, (lxw_col_t)(COL_YES + index), formula,
                                      s->box, strcmp(answer, word) == 0 ? marked : plain);
}

static void put_input(const sheet *s, const char *const *words, size_t count, const char *answer)
{
    static char lists[][32] = {"=選択肢!$B$1:$B$3", "=選択肢!$A$1:$A$4"};
    char text[64] = "-";
    lxw_data_validation list = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                .value_formula = lists[count == 3]};

    for (size_t i = 0; i < count; ++i) {
        if (strcmp(words[i], answer) == 0) {
            (void)snprintf(text, sizeof text, "%zu. %s", i + 1, words[i]);
        }
    }
    put(s, COL_INPUT, text, s->input);
    (void)worksheet_data_validation_cell(s->main, s->row, COL_INPUT, &list);
}

static void put_question(sheet *s, const cJSON *record)
{
    static const char *const three[] = {"はい", "いいえ", "対象外"};
    static const char *const two[] = {"該当", "非該当"};
    const char *id = member(record, "id");
    const int applicable = strcmp(member(record, "answer_set"), "applicable") == 0;
    const char *const *words = applicable ? two : three;
    const size_t count = applicable ? 2 : 3;
    const char *answer = field(s->t, id, 1);
    const char *note = field(s->t, id, 2);
    const char *number = note[0] == '#' ? note + 1 : "-";
    char text[TEXT_SIZE];

    const char *bullet = cJSON_GetStringValue(
        cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(record, "bullet"), 0));
    if (bullet != NULL && (unsigned char)bullet[0] < 0x80) {
        /* A match key in Latin letters is lower case; the title begins with the word itself. */
        (void)snprintf(text, sizeof text, "・%s", title_of(s->t, record));
    } else if (bullet != NULL) {
        (void)snprintf(text, sizeof text, "・%s(%s)", bullet, title_of(s->t, record));
    } else {
        (void)snprintf(text, sizeof text, "%s %s", id, title_of(s->t, record));
    }
    put(s, COL_TEXT, text, s->wrap);
    if (strcmp(member(record, "question_kind"), "heading") == 0) {
        ++s->row;
        return;
    }
    for (size_t i = 0; i < count; ++i) {
        put_choice(s, (int)i, words[i], answer);
    }
    (void)snprintf(text, sizeof text, "備考 %s", number);
    put(s, COL_REMARK, text, s->wrap);
    put_input(s, words, count, answer);
    put(s, COL_NUMBER, number, s->input);
    ++s->row;
}

static void put_lists(const sheet *s)
{
    static const char *const lists[2][4] = {{"1. はい", "2. いいえ", "3. 対象外", "-"},
                                            {"1. 該当", "2. 非該当", "-", NULL}};
    lxw_worksheet *page = workbook_add_worksheet(s->book, "選択肢");

    for (lxw_col_t c = 0; c < 2; ++c) {
        for (lxw_row_t r = 0; r < 4 && lists[c][r] != NULL; ++r) {
            (void)worksheet_write_string(page, r, c, lists[c][r], NULL);
        }
    }
    worksheet_hide(page);
}

static void put_remarks(sheet *s)
{
    ++s->row;
    put(s, COL_TEXT, "備考記載欄", s->section);
    ++s->row;
    for (int i = s->t->questions; i < s->t->rows; ++i, ++s->row) {
        char text[TEXT_SIZE];
        (void)snprintf(text, sizeof text, "備考%s: %s", s->t->row[i][0] + strlen("Note "),
                       s->t->row[i][2]);
        (void)worksheet_merge_range(s->main, s->row, COL_TEXT, s->row, COL_REMARK, text, s->wrap);
    }
}

static int write_sheet(sheet *s, const char *path)
{
    const cJSON *record;

    if (open_book(s, path, "開示書") != 0) {
        return -1;
    }
    (void)worksheet_set_column(s->main, COL_TEXT, COL_TEXT, 62, NULL);
    (void)worksheet_set_column(s->main, COL_YES, COL_REMARK, 9, NULL);
    (void)worksheet_set_column(s->main, COL_INPUT, COL_INPUT, 16, NULL);
    (void)worksheet_set_column(s->main, COL_NUMBER, COL_NUMBER, 12, NULL);
    put(s, COL_TEXT, "医療情報セキュリティ開示書の例 (安全管理ガイドライン第5.2版対応、設問は要約)",
        s->title);
    put(s, COL_INPUT, "入力欄", s->title);
    s->row = 2;
    put_header(s);
    ++s->row;
    put(s, COL_INPUT, "回答欄", s->section);
    put(s, COL_NUMBER, "備考番号", s->section);
    ++s->row;
    const lxw_row_t first = s->row;
    cJSON_ArrayForEach(record, cJSON_GetObjectItemCaseSensitive(s->t->form, "records"))
    {
        put_question(s, record);
    }
    (void)worksheet_print_area(s->main, 0, COL_TEXT, s->row + 20, COL_REMARK);
    (void)worksheet_repeat_rows(s->main, 0, 0);
    worksheet_freeze_panes(s->main, first, 0);
    worksheet_fit_to_pages(s->main, 1, 0);
    put_remarks(s);
    put_lists(s);
    return workbook_close(s->book) == LXW_NO_ERROR ? 0 : -1;
}

/* "8/2" of "はい 8/2" beside the word. */
static void put_round(const sheet *s, lxw_col_t column, const char *answer)
{
    char text[64];
    const char *date = strchr(answer, ' ');
    const int n = date != NULL ? (int)(date - answer) : (int)strlen(answer);

    (void)snprintf(text, sizeof text, "%.*s (%s)", n > 0 ? n : 12, n > 0 ? answer : "はい・いいえ",
                   date != NULL ? date + 1 : " / ");
    put(s, column, text, s->box);
}

static int write_checklist(sheet *s, const char *path)
{
    static const char *const headings[] = {"章",     "チェック項目", "1回目",
                                           "目標日", "2回目",        "備考"};
    static const char *const chapters[] = {"1 体制構築", "2 医療情報システムの管理・運用",
                                           "3 インシデント発生に備えた対応"};
    const cJSON *record;
    lxw_row_t from = 0;
    char chapter = '\0';

    if (open_book(s, path, "事業者確認用") != 0) {
        return -1;
    }
    (void)worksheet_set_column(s->main, 0, 0, 18, NULL);
    (void)worksheet_set_column(s->main, 1, 1, 62, NULL);
    (void)worksheet_set_column(s->main, 2, 5, 14, NULL);
    put(s, 0, "サイバーセキュリティ対策チェックリストの例 令和5年度 事業者確認用 (項目は要約)",
        s->title);
    s->row = 1;
    put(s, 0, "事業者名:", s->title);
    put(s, 1, field(s->t, "manufacturer", 1), s->title);
    s->row = 3;
    for (lxw_col_t c = 0; c < 6; ++c) {
        put(s, c, headings[c], s->section);
    }
    ++s->row;
    cJSON_ArrayForEach(record, cJSON_GetObjectItemCaseSensitive(s->t->form, "records"))
    {
        const char *id = member(record, "id");
        char text[TEXT_SIZE];
        if (strchr(id, '-') != NULL) {
            continue; /* how one vendor split an item */
        }
        if (id[0] != chapter) {
            if (from != 0 && s->row - from > 1) {
                (void)worksheet_merge_range(s->main, from, 0, s->row - 1, 0,
                                            chapters[chapter - '1'], s->wrap);
            }
            chapter = id[0];
            from = s->row;
            put(s, 0, chapters[chapter - '1'], s->wrap);
        }
        (void)snprintf(text, sizeof text, "%s %s", id + 1, title_of(s->t, record));
        put(s, 1, text, s->wrap);
        put_round(s, 2, field(s->t, id, 1));
        put(s, 3, "(/)", s->box);
        put_round(s, 4, "");
        put(s, 5, field(s->t, id, 2), s->wrap);
        ++s->row;
    }
    if (from != 0 && s->row - from > 1) {
        (void)worksheet_merge_range(s->main, from, 0, s->row - 1, 0, chapters[chapter - '1'],
                                    s->wrap);
    }
    return workbook_close(s->book) == LXW_NO_ERROR ? 0 : -1;
}

int main(int argc, char **argv)
{
    table *t = argc == 5 ? table_open(argv[2], argv[3]) : NULL;
    sheet s = {.t = t};
    int failed = t == NULL;

    if (!failed) {
        failed = strcmp(argv[1], "sheet") == 0       ? write_sheet(&s, argv[4])
                 : strcmp(argv[1], "checklist") == 0 ? write_checklist(&s, argv[4])
                                                     : -1;
    }
    table_close(t);
    if (failed) {
        (void)fprintf(stderr, "usage: make_jp_form sheet|checklist FORM ANSWERS OUTPUT, all "
                              "readable and in order\n");
    }
    return failed ? 2 : 0;
}
