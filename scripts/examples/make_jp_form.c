/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_jp_form WORDS sheet|checklist FORM ANSWERS OUTPUT
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
    static const char *const fields[] = {"document_date", "manufacturer", "model", "version"};

    for (int i = 0; i < (int)(sizeof fields / sizeof fields[0]); ++i, ++s->row) {
        const char *value = field(s->t, fields[i], 1);
        put(s, COL_TEXT, word_of(s->t, "header_labels", i), s->wrap);
        mirror(s, COL_YES, value);
        put(s, COL_INPUT, value, s->input);
        put(s, COL_NUMBER, word_of(s->t, "header_hints", i), NULL);
    }
}

/* A printed word, with the sign in front when the input column chooses it. */
static void put_choice(const sheet *s, int index, const char *printed, const char *answer)
{
    char formula[128], plain[64], marked[64];

    (void)snprintf(plain, sizeof plain, "%s", printed);
    (void)snprintf(marked, sizeof marked, "%s%s", word(s->t, "chosen"), printed);
    (void)snprintf(formula, sizeof formula, "=IF(G%u=\"%d. %s\",\"%s\",\"%s\")", s->row + 1,
                   index + 1, printed, marked, printed);
    (void)worksheet_write_formula_str(s->main, s->row, (lxw_col_t)(COL_YES + index), formula,
                                      s->box, strcmp(answer, printed) == 0 ? marked : plain);
}

static void put_input(const sheet *s, const char *const *words, int count, const char *answer)
{
    char text[64] = "-";
    char list_of[64];
    lxw_data_validation list = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                .value_formula = list_of};

    (void)snprintf(list_of, sizeof list_of, count == 3 ? "=%s!$A$1:$A$4" : "=%s!$B$1:$B$3",
                   word(s->t, "lists"));

    for (int i = 0; i < count; ++i) {
        if (strcmp(words[i], answer) == 0) {
            (void)snprintf(text, sizeof text, "%d. %s", i + 1, words[i]);
        }
    }
    put(s, COL_INPUT, text, s->input);
    (void)worksheet_data_validation_cell(s->main, s->row, COL_INPUT, &list);
}

static void put_question(sheet *s, const cJSON *record)
{
    const char *id = member(record, "id");
    const int applicable = strcmp(member(record, "answer_set"), "applicable") == 0;
    const int count = applicable ? 2 : 3;
    const char *words[3] = {NULL};
    const char *answer = field(s->t, id, 1);
    const char *note = field(s->t, id, 2);
    const char *number = note[0] == '#' ? note + 1 : "-";
    char text[TEXT_SIZE];

    const char *bullet = cJSON_GetStringValue(
        cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(record, "bullet"), 0));
    if (bullet != NULL && (unsigned char)bullet[0] < 0x80) {
        /* A match key in Latin letters is lower case; the title begins with the word itself. */
        (void)snprintf(text, sizeof text, "%s%s", word(s->t, "bullet"), title_of(s->t, record));
    } else if (bullet != NULL) {
        (void)snprintf(text, sizeof text, "%s%s(%s)", word(s->t, "bullet"), bullet,
                       title_of(s->t, record));
    } else {
        (void)snprintf(text, sizeof text, "%s %s", id, title_of(s->t, record));
    }
    put(s, COL_TEXT, text, s->wrap);
    if (strcmp(member(record, "question_kind"), "heading") == 0) {
        ++s->row;
        return;
    }
    for (int i = 0; i < count; ++i) {
        words[i] = word_of(s->t, applicable ? "applicable" : "choices", i);
        put_choice(s, i, words[i], answer);
    }
    (void)snprintf(text, sizeof text, "%s %s", word(s->t, "remark"), number);
    put(s, COL_REMARK, text, s->wrap);
    put_input(s, words, count, answer);
    put(s, COL_NUMBER, number, s->input);
    ++s->row;
}

static void put_lists(const sheet *s)
{
    static const char *const lists[] = {"choices", "applicable"};
    lxw_worksheet *page = workbook_add_worksheet(s->book, word(s->t, "lists"));

    for (int c = 0; c < 2; ++c) {
        for (int r = 0; r <= 3 - c; ++r) {
            char text[64] = "-";
            if (r < 3 - c) {
                (void)snprintf(text, sizeof text, "%d. %s", r + 1, word_of(s->t, lists[c], r));
            }
            (void)worksheet_write_string(page, (lxw_row_t)r, (lxw_col_t)c, text, NULL);
        }
    }
    worksheet_hide(page);
}

static void put_remarks(sheet *s)
{
    ++s->row;
    put(s, COL_TEXT, word(s->t, "remarks"), s->section);
    ++s->row;
    for (int i = s->t->questions; i < s->t->rows; ++i, ++s->row) {
        char text[TEXT_SIZE];
        (void)snprintf(text, sizeof text, "%s%s: %s", word(s->t, "remark"),
                       s->t->row[i][0] + strlen("Note "), s->t->row[i][2]);
        (void)worksheet_merge_range(s->main, s->row, COL_TEXT, s->row, COL_REMARK, text, s->wrap);
    }
}

static int write_sheet(sheet *s, const char *path)
{
    const cJSON *record;

    if (open_book(s, path, word(s->t, "sheet")) != 0) {
        return -1;
    }
    (void)worksheet_set_column(s->main, COL_TEXT, COL_TEXT, 62, NULL);
    (void)worksheet_set_column(s->main, COL_YES, COL_REMARK, 9, NULL);
    (void)worksheet_set_column(s->main, COL_INPUT, COL_INPUT, 16, NULL);
    (void)worksheet_set_column(s->main, COL_NUMBER, COL_NUMBER, 12, NULL);
    put(s, COL_TEXT, word(s->t, "title"), s->title);
    put(s, COL_INPUT, word(s->t, "input"), s->title);
    s->row = 2;
    put_header(s);
    ++s->row;
    put(s, COL_INPUT, word(s->t, "answer"), s->section);
    put(s, COL_NUMBER, word(s->t, "remark_number"), s->section);
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

/* An answer and, in brackets, the day that the table has behind it. */
static void put_round(const sheet *s, lxw_col_t column, const char *answer)
{
    char text[64];
    const char *date = strchr(answer, ' ');
    const int n = date != NULL ? (int)(date - answer) : (int)strlen(answer);

    (void)snprintf(text, sizeof text, "%.*s (%s)", n > 0 ? n : (int)sizeof text / 2,
                   n > 0 ? answer : word(s->t, "checklist_open"), date != NULL ? date + 1 : " / ");
    put(s, column, text, s->box);
}

static const char *chapter_of(const sheet *s, char chapter)
{
    return word_of(s->t, "checklist_chapters", chapter - '1');
}

static int write_checklist(sheet *s, const char *path)
{
    const cJSON *record;
    lxw_row_t from = 0;
    char chapter = '\0';

    if (open_book(s, path, word(s->t, "checklist_sheet")) != 0) {
        return -1;
    }
    (void)worksheet_set_column(s->main, 0, 0, 18, NULL);
    (void)worksheet_set_column(s->main, 1, 1, 62, NULL);
    (void)worksheet_set_column(s->main, 2, 5, 14, NULL);
    put(s, 0, word(s->t, "checklist_title"), s->title);
    s->row = 1;
    put(s, 0, word(s->t, "checklist_name"), s->title);
    put(s, 1, field(s->t, "manufacturer", 1), s->title);
    s->row = 3;
    for (lxw_col_t c = 0; c < 6; ++c) {
        put(s, c, word_of(s->t, "checklist_headings", c), s->section);
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
                (void)worksheet_merge_range(s->main, from, 0, s->row - 1, 0, chapter_of(s, chapter),
                                            s->wrap);
            }
            chapter = id[0];
            from = s->row;
            put(s, 0, chapter_of(s, chapter), s->wrap);
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
        (void)worksheet_merge_range(s->main, from, 0, s->row - 1, 0, chapter_of(s, chapter),
                                    s->wrap);
    }
    return workbook_close(s->book) == LXW_NO_ERROR ? 0 : -1;
}

int main(int argc, char **argv)
{
    table *t = argc == 6 ? table_open(argv[1], argv[3], argv[4]) : NULL;
    sheet s = {.t = t};
    int failed = t == NULL;

    if (!failed) {
        failed = strcmp(argv[2], "sheet") == 0       ? write_sheet(&s, argv[5])
                 : strcmp(argv[2], "checklist") == 0 ? write_checklist(&s, argv[5])
                                                     : -1;
    }
    table_close(t);
    if (failed) {
        (void)fprintf(stderr, "usage: make_jp_form WORDS sheet|checklist FORM ANSWERS OUTPUT, all "
                              "readable and in order\n");
    }
    return failed ? 2 : 0;
}
