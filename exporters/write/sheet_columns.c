/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of a sheet: widths, groups that fold, headings, and the checks of what is typed. */
#include "table_sheet.h"

#include <stdio.h>

enum { NAME_WIDTH = 11, WORD_BYTES = 64, KEY_BYTES = 32 };

static bool begins_group(const mds_table *table, size_t column)
{
    const mds_column_group group = table->columns[column].group;

    return group != MDS_GROUP_FRONT && (column == 0 || table->columns[column - 1].group != group);
}

lxw_col_t mds_sheets__column(const mds_table *table, size_t column)
{
    size_t names = 0;

    for (size_t c = 0; c <= column; c++) {
        names += begins_group(table, c);
    }
    return (lxw_col_t)(column + names);
}

size_t mds_sheets__front(const mds_table *table)
{
    size_t count = 0;

    while (count < table->column_count && table->columns[count].group == MDS_GROUP_FRONT) {
        count++;
    }
    return count;
}

static lxw_format *heading_of(mds_sheets *s, lxw_format **cached, uint32_t fill)
{
    if (*cached == NULL) {
        *cached = mds_book__format(s->book);
        if (*cached != NULL) {
            mds_book__heading(*cached);
            format_set_bg_color(*cached, fill);
            format_set_font_color(*cached, 0x14202B);
        }
    }
    return *cached;
}

/* The heading of a group, beside which it folds. */
static void write_group(mds_sheets *s, lxw_worksheet *sheet, const mds_table *table, size_t column,
                        lxw_row_t top)
{
    static const char *const names[MDS_GROUP__COUNT] = {[MDS_GROUP_FRONT] = "front",
                                                        [MDS_GROUP_FOLLOW_UP] = "follow_up",
                                                        [MDS_GROUP_NUMBERS] = "numbers",
                                                        [MDS_GROUP_CONTROLS] = "controls",
                                                        [MDS_GROUP_EVIDENCE] = "evidence",
                                                        [MDS_GROUP_IDENTITY] = "identity",
                                                        [MDS_GROUP_OWN] = "own"};
    const mds_column_group group = table->columns[column].group;
    const bool folded = group != MDS_GROUP_OWN;
    const lxw_col_t col = (lxw_col_t)(mds_sheets__column(table, column) - 1);
    lxw_row_col_options options = {.collapsed = folded};
    char key[KEY_BYTES];

    (void)snprintf(key, sizeof key, "group.%s", names[group]);
    mds_book__note(s->book, worksheet_set_column_opt(sheet, col, col, NAME_WIDTH, NULL, &options));
    mds_strbuf_clear(&s->symbols);
    mds_strbuf_puts(&s->symbols, "+ ");
    mds_strbuf_puts(&s->symbols, mds_catalog_text(s->catalog, s->book->lang, key));
    mds_book__check(s->book, &s->symbols);
    mds_book__text(s->book, sheet, top, col, s->symbols.p,
                   heading_of(s, &s->group_heading, 0xD5DCE4));
}

void mds_sheets__columns(mds_sheets *s, lxw_worksheet *sheet, const mds_table *table, lxw_row_t top)
{
    worksheet_outline_settings(sheet, LXW_TRUE, LXW_TRUE, LXW_FALSE, LXW_FALSE);
    for (size_t c = 0; c < table->column_count; c++) {
        const mds_column *column = &table->columns[c];
        const lxw_col_t col = mds_sheets__column(table, c);
        const bool folded = column->group != MDS_GROUP_FRONT && column->group != MDS_GROUP_OWN;
        lxw_row_col_options options = {.hidden = folded, .level = folded};
        if (begins_group(table, c)) {
            write_group(s, sheet, table, c, top);
        }
        mds_book__note(s->book,
                       worksheet_set_column_opt(sheet, col, col, column->width, NULL, &options));
        mds_book__text(s->book, sheet, top, col, column->title,
                       column->input == MDS_INPUT_NONE
                           ? s->heading
                           : heading_of(s, &s->input_heading, 0xC5D0E3));
    }
}

/* A word that is none of the list, and a date that is none, may stay: the cell is the hospital's.
 */
static void offer(mds_sheets *s, lxw_worksheet *sheet, lxw_col_t col, lxw_row_t first,
                  lxw_row_t last, mds_column_input input)
{
    char words[MDS_DECISION__COUNT][WORD_BYTES];
    char *list[MDS_DECISION__COUNT + 1] = {NULL};
    lxw_data_validation rule = {.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};

    if (input == MDS_INPUT_DATE) {
        rule.validate = LXW_VALIDATION_TYPE_DATE;
        rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        rule.minimum_datetime = (lxw_datetime){.year = 2000, .month = 1, .day = 1};
        rule.maximum_datetime = (lxw_datetime){.year = 2199, .month = 12, .day = 31};
    } else {
        for (int d = 0; d < MDS_DECISION__COUNT; d++) {
            (void)snprintf(words[d], sizeof words[d], "%s",
                           mds_decision_word(s->catalog, s->book->lang, (mds_decision)d));
            list[d] = words[d];
        }
        rule.validate = LXW_VALIDATION_TYPE_LIST;
        rule.value_list = list;
    }
    mds_book__note(s->book, worksheet_data_validation_range(sheet, first, col, last, col, &rule));
}

static void draw_bars(mds_sheets *s, lxw_worksheet *sheet, lxw_col_t col, lxw_row_t first,
                      lxw_row_t last)
{
    lxw_conditional_format bars = {.type = LXW_CONDITIONAL_DATA_BAR,
                                   .bar_color = 0x9DB4C6,
                                   .bar_solid = LXW_TRUE,
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = 0};

    mds_book__note(s->book,
                   worksheet_conditional_format_range(sheet, first, col, last, col, &bars));
}

/* A number above what is tolerable stands out, in grey print too. */
static void embolden(mds_sheets *s, lxw_worksheet *sheet, lxw_col_t col, lxw_row_t first,
                     lxw_row_t last)
{
    lxw_format *bold = workbook_add_format(s->book->file);
    lxw_conditional_format above = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                    .criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
                                    .value = 1.005, /* printed as 1.01 */
                                    .format = bold};

    if (bold == NULL) {
        mds_book__note(s->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    format_set_bold(bold);
    mds_book__note(s->book,
                   worksheet_conditional_format_range(sheet, first, col, last, col, &above));
}

void mds_sheets__rules(mds_sheets *s, lxw_worksheet *sheet, const mds_table *table, lxw_row_t top)
{
    const lxw_row_t first = top + 1;
    const lxw_row_t last = (lxw_row_t)(top + table->row_count);
    const bool grouped = mds_sheets__front(table) < table->column_count;

    for (size_t c = 0; c < table->column_count; c++) {
        const mds_column *column = &table->columns[c];
        const lxw_col_t col = mds_sheets__column(table, c);
        if (column->input == MDS_INPUT_DATE || column->input == MDS_INPUT_DECISION) {
            offer(s, sheet, col, first, last, column->input);
        } else if (grouped && column->group == MDS_GROUP_FRONT &&
                   table->cells[c].kind == MDS_CELL_NUMBER &&
                   table->cells[c].style == MDS_NUMBER_SHARE) {
            draw_bars(s, sheet, col, first, last);
        } else if (grouped && column->group == MDS_GROUP_FRONT &&
                   table->cells[c].kind == MDS_CELL_NUMBER &&
                   table->cells[c].style == MDS_NUMBER_RRF) {
            embolden(s, sheet, col, first, last);
        }
    }
}
