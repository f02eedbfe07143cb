/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "blank_sheet.h"

#include "base/text_width.h"

enum { LINE_POINTS = 14, INK = 0x14202B, PALE_INK = 0x586571, TO_FILL_IN = 0xE6EBF4 };

static lxw_format *new_format(mds_book *book, bool wrap, uint32_t fill, uint32_t ink)
{
    lxw_format *format = mds_book__format(book);

    if (format != NULL) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, 0xB8C2CC);
        format_set_font_color(format, ink);
        if (wrap) {
            format_set_text_wrap(format);
        }
        if (fill != 0) {
            format_set_bg_color(format, fill);
        }
    }
    return format;
}

bool mds_blank__init(mds_blank *blank, mds_book *book)
{
    *blank = (mds_blank){.book = book,
                         .heading = new_format(book, true, 0, INK),
                         .title = new_format(book, false, 0xD5DCE4, INK),
                         .label = new_format(book, true, 0, INK),
                         .answer = new_format(book, true, TO_FILL_IN, INK),
                         .date = new_format(book, false, TO_FILL_IN, INK),
                         .note = new_format(book, true, 0, PALE_INK),
                         .path = new_format(book, false, 0, PALE_INK)};
    if (book->error != LXW_NO_ERROR) {
        return false;
    }
    mds_book__heading(blank->heading);
    format_set_bold(blank->title);
    format_set_num_format(blank->answer, "@");
    format_set_num_format(blank->date, "yyyy-mm-dd");
    format_set_align(blank->date, LXW_ALIGN_LEFT);
    return true;
}

void mds_blank__put(const mds_blank *blank, size_t row, size_t column, const char *value,
                    lxw_format *format)
{
    if (value[0] != '\0') {
        mds_book__text(blank->book, blank->sheet, row, column, value, format);
        return;
    }
    mds_book__note(blank->book,
                   worksheet_write_blank(blank->sheet, (lxw_row_t)row, (lxw_col_t)column, format));
}

void mds_blank__height(const mds_blank *blank, size_t row, const char *text, size_t columns)
{
    const size_t lines = mds_text_lines(text, columns);

    mds_book__note(blank->book, worksheet_set_row(blank->sheet, (lxw_row_t)row,
                                                  (double)(lines * LINE_POINTS + 2), NULL));
}

void mds_blank__page(const mds_blank *blank)
{
    worksheet_set_landscape(blank->sheet);
    worksheet_set_paper(blank->sheet, MDS_BOOK_PAPER_A4);
    worksheet_fit_to_pages(blank->sheet, 1, 0);
}
