/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of records as a workbook: the table with lists to choose from, and a sheet that says
 * what each column is for. */
#include "blank_sheet.h"
#include "export_records.h"

#include <stdio.h>
#include <string.h>

enum {
    ROW_POINTS = 42,
    INTRO_POINTS = 48,
    SPARE_ROWS = 50, /* below the last row the lists still offer themselves */
    COLUMN_IMPLEMENTATION = 2,
    COLUMN_ASSURANCE = 3,
    COLUMN_VALIDATED = 9
};
static const double widths[MDS_RECORDS_COLUMNS] = {24, 28, 16, 24, 28, 28, 28, 18, 28, 12, 12};

typedef struct form_book {
    mds_blank blank; /* of which only the book and the sheet at hand are used */
    const mds_records_form *form;
    lxw_format *header, *cell, *date, *fixed;
} form_book;

static lxw_format *new_format(form_book *x)
{
    lxw_format *format = mds_book__format(x->blank.book);
    if (format != NULL) {
        format_set_text_wrap(format);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, 0xB8C2CC);
    }
    return format;
}

static bool make_formats(form_book *x)
{
    x->header = new_format(x);
    x->cell = new_format(x);
    x->date = new_format(x);
    x->fixed = new_format(x);
    if (x->blank.book->error != LXW_NO_ERROR) {
        return false;
    }
    mds_book__heading(x->header);
    format_set_num_format(x->date, "yyyy-mm-dd");
    format_set_align(x->date, LXW_ALIGN_LEFT);
    format_set_bg_color(x->fixed, 0xEEF1F4); /* what need not be filled in */
    return true;
}

static void write_row(form_book *x, size_t i)
{
    mds_records_row row;
    mds_records__row(x->form, i, &row);
    for (size_t c = 0; c < MDS_RECORDS_COLUMNS; c++) {
        mds_day day;
        const char *text = row.text[c];
        if (c >= COLUMN_VALIDATED && mds_date_parse(&day, (mds_sv){text, strlen(text)})) {
            mds_book__note(x->blank.book,
                           worksheet_write_number(x->blank.sheet, (lxw_row_t)i + 1, (lxw_col_t)c,
                                                  (double)day + MDS_BOOK_SERIAL_1970, x->date));
        } else {
            mds_blank__put(&x->blank, i + 1, c, text,
                           c < COLUMN_IMPLEMENTATION ? x->fixed
                           : c >= COLUMN_VALIDATED   ? x->date
                                                     : x->cell);
        }
    }
}

static const char *text(const form_book *x, const char *prefix, const char *id)
{
    char key[64];
    (void)snprintf(key, sizeof key, "%s.%s", prefix, id);
    return mds_catalog_text(x->form->catalog, x->form->lang, key);
}

enum { WORD_BYTES = 64, WORDS = 3 };

/* A list within the rule itself is cut at commas, so that these words have none. */
static void offer(form_book *x, size_t column, size_t rows, const char *const words[WORDS])
{
    char copies[WORDS][WORD_BYTES];
    char *list[WORDS + 1] = {NULL};
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST, .value_list = list};
    for (size_t i = 0; i < WORDS; i++) {
        (void)snprintf(copies[i], sizeof copies[i], "%s", words[i]);
        list[i] = copies[i];
    }
    mds_book__note(x->blank.book, worksheet_data_validation_range(
                                      x->blank.sheet, 1, (lxw_col_t)column,
                                      (lxw_row_t)(rows + SPARE_ROWS), (lxw_col_t)column, &rule));
}

_Static_assert((int)MDS_IMPLEMENTATION__COUNT == (int)WORDS, "each has its list");
_Static_assert((int)MDS_ASSURANCE__COUNT == (int)WORDS, "each has its list");

static void offer_words(form_book *x, size_t rows)
{
    const char *implementation[WORDS];
    const char *assurance[WORDS];
    for (unsigned i = 0; i < WORDS; i++) {
        implementation[i] =
            text(x, "implementation", mds_implementation_name((mds_implementation)i));
        assurance[i] = text(x, "records.assurance", mds_assurance_name((mds_assurance)i));
    }
    offer(x, COLUMN_IMPLEMENTATION, rows, implementation);
    offer(x, COLUMN_ASSURANCE, rows, assurance);
}

static void write_table(form_book *x)
{
    size_t rows = mds_records__row_count(x->form);
    lxw_worksheet *sheet = mds_book__sheet(x->blank.book, text(x, "records", "sheet"));
    x->blank.sheet = sheet;
    if (sheet == NULL) {
        return;
    }
    for (size_t c = 0; c < MDS_RECORDS_COLUMNS; c++) {
        mds_book__note(x->blank.book,
                       worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, widths[c], NULL));
        mds_blank__put(&x->blank, 0, c, mds_records__heading(x->form, c), x->header);
    }
    /* Room to write by hand. */
    for (size_t i = 0; i < rows; i++) {
        mds_book__note(x->blank.book, worksheet_set_row(sheet, (lxw_row_t)i + 1, ROW_POINTS, NULL));
    }
    for (size_t i = 0; i < rows && x->blank.book->error == LXW_NO_ERROR; i++) {
        write_row(x, i);
    }
    offer_words(x, rows);
    worksheet_freeze_panes(sheet, 1, 2);
    mds_blank__page(&x->blank);
    mds_book__note(x->blank.book, worksheet_repeat_rows(sheet, 0, 0));
}

/* Names and explanations side by side, so that it is never taken for the table itself. */
static void write_guide(form_book *x)
{
    lxw_worksheet *sheet = mds_book__sheet(x->blank.book, text(x, "records", "guide"));
    x->blank.sheet = sheet;
    size_t row = 1;
    if (sheet == NULL) {
        return;
    }
    mds_book__note(x->blank.book, worksheet_set_column(sheet, 0, 0, 28, NULL));
    mds_book__note(x->blank.book, worksheet_set_column(sheet, 1, 1, 80, NULL));
    mds_blank__put(&x->blank, 0, 0, text(x, "records", "guide"), x->header);
    mds_blank__put(&x->blank, 0, 1, text(x, "records", "intro"), x->cell);
    mds_book__note(x->blank.book, worksheet_set_row(sheet, 0, INTRO_POINTS, NULL));
    for (size_t c = COLUMN_IMPLEMENTATION; c < MDS_RECORDS_COLUMNS; c++) {
        mds_blank__put(&x->blank, row, 0, mds_records__heading(x->form, c), x->fixed);
        mds_blank__put(&x->blank, row++, 1, text(x, "context.record", mds_records__columns[c]),
                       x->cell);
    }
    for (size_t k = 0; k < x->form->catalog->compensating_count; k++) {
        const mds_compensating *kind = &x->form->catalog->compensating[k];
        mds_blank__put(&x->blank, row, 0, kind->title.in[x->form->lang], x->fixed);
        mds_blank__put(&x->blank, row++, 1, kind->acts_on.in[x->form->lang], x->cell);
    }
    mds_blank__page(&x->blank);
}

void mds_records__fill(mds_book *book, const void *payload)
{
    form_book x = {.blank = {.book = book}, .form = payload};
    if (make_formats(&x)) {
        write_table(&x);
        write_guide(&x);
    }
}

mds_status mds_records__xlsx(const mds_records_form *form, const char *path, mds_diags *diags)
{
    return mds_book__write(path, form->lang, form->as_of, mds_records__fill, form, diags);
}
