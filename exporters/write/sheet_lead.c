/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and values above a table, each a line over the table's width. */
#include "table_sheet.h"

#include "base/text_width.h"

enum { MOST_LINES = 6 };

typedef struct lead_line {
    lxw_format *cell, *name, *value; /* of the merged cell, and of the two parts of its text */
    double points;                   /* of a line */
} lead_line;

/* The device in large letters, the verdict in its colours, the rest as text. */
static lead_line line_of(mds_sheets *s, const mds_cell *name, const mds_cell *value)
{
    const bool title = name->mark == MDS_MARK_HEADING;
    const mds_paint *paint = mds_sheets__paint(title ? MDS_MARK_NONE : value->mark);
    const double size = title ? 14 : paint->fill != 0 && value->mark != MDS_MARK_NOTICE ? 13 : 10;
    lead_line line = {.cell = mds_book__format(s->book),
                      .name = mds_book__format(s->book),
                      .value = mds_book__format(s->book),
                      .points = size * 1.45};

    if (s->book->error != LXW_NO_ERROR) {
        return line;
    }
    format_set_text_wrap(line.cell);
    format_set_align(line.cell, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bold(line.name);
    format_set_font_size(line.name, size);
    format_set_font_size(line.value, title ? 10 : size);
    if (paint->fill != 0) {
        format_set_bg_color(line.cell, paint->fill);
        format_set_font_color(line.name, paint->ink);
        format_set_font_color(line.value, paint->ink);
    } else if (title) {
        format_set_font_color(line.value, 0x3F4D59);
    }
    return line;
}

static void write_line(mds_sheets *s, lxw_worksheet *sheet, lxw_row_t row, const mds_cell *name,
                       const mds_cell *value, size_t columns, double width)
{
    const lead_line line = line_of(s, name, value);
    const char *symbol = mds_sheets__paint(value->mark)->symbol;
    const bool verdict = symbol != NULL && value->mark != MDS_MARK_NOTICE;
    mds_strbuf first;
    mds_strbuf second;

    if (s->book->error != LXW_NO_ERROR) {
        return;
    }
    mds_strbuf_init(&first, MDS_EXPORT_LIMIT);
    mds_strbuf_init(&second, MDS_EXPORT_LIMIT);
    mds_strbuf_puts(&first, verdict ? symbol : name->text);
    mds_strbuf_puts(&first, verdict ? "" : "  ");
    mds_strbuf_puts(&second, mds_export__cell_text(&s->book->scratch, value->text, 8192));
    lxw_rich_string_tuple one = {.format = line.name, .string = first.p};
    lxw_rich_string_tuple two = {.format = line.value, .string = second.p};
    lxw_rich_string_tuple *parts[] = {&one, &two, NULL};
    mds_book__note(s->book, worksheet_merge_range(sheet, row, 0, row, (lxw_col_t)(columns - 1), "",
                                                  line.cell));
    if (value->text[0] != '\0') {
        mds_book__note(s->book, worksheet_write_rich_string(sheet, row, 0, parts, line.cell));
    } else {
        mds_book__text(s->book, sheet, row, 0, name->text, line.cell);
    }
    mds_book__check(s->book, &first);
    mds_book__check(s->book, &second);
    size_t lines = mds_text_lines(second.p, (size_t)(width * 12.0 / line.points));
    lines = lines < MOST_LINES ? lines : MOST_LINES;
    mds_book__note(s->book, worksheet_set_row(sheet, row, (double)lines * line.points + 3, NULL));
    mds_strbuf_finish(&second);
    mds_strbuf_finish(&first);
}

lxw_row_t mds_sheets__lead(mds_sheets *s, lxw_worksheet *sheet, const mds_table *lead,
                           size_t columns, double width)
{
    for (size_t i = 0; i < lead->row_count; i++) {
        const mds_cell *cells = &lead->cells[i * lead->column_count];
        write_line(s, sheet, (lxw_row_t)i, &cells[0], &cells[1], columns, width);
    }
    return (lxw_row_t)lead->row_count;
}
