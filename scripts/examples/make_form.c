/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_form LAYOUT TITLES ANSWERS OUTPUT
 *
 * Makes an example form from its table of answers (question, answer, note) and the titles of
 * catalog/data/forms/<edition>.json, which are this project's own words. Layouts:
 *
 *   worksheet   xlsx; id, question, answer, note; numbered notes at the foot
 *   split       xlsx; a cover and two sheets; remark and answer before the id, free remarks
 *   csv         UTF-8, commas
 *   csv-cp932   CP932, semicolons, Japanese titles */
#include "answers_table.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/* "#3" in the table of answers is a reference to note 3. */
static const char *note(const table *t, int row, char buffer[32])
{
    const char *text = t->row[row][2];

    if (text[0] == '#') {
        (void)snprintf(buffer, 32, "See Note %.8s", text + 1);
        return buffer;
    }
    return text;
}

static int section_length(const char *id)
{
    const char *dash = strchr(id, '-');
    return dash != NULL ? (int)(dash - id) : (int)strlen(id);
}

static lxw_workbook *workbook(const char *path)
{
    lxw_workbook *book = workbook_new(path);
    lxw_doc_properties properties = {0};

    if (book != NULL) {
        /* A fixed date, so that the same table gives the same file. */
        properties.created = 1767225600;
        (void)workbook_set_properties(book, &properties);
    }
    return book;
}

static void write_date(lxw_worksheet *sheet, lxw_row_t row, const char *text, lxw_format *date)
{
    const long year = strtol(text, NULL, 10), month = strtol(text + 5, NULL, 10),
               day = strtol(text + 8, NULL, 10);
    lxw_datetime when = {.year = (int)year, .month = (int)month, .day = (int)day};
    (void)worksheet_write_datetime(sheet, row, 2, &when, date);
}

static int write_worksheet(const table *t, const char *path)
{
    lxw_workbook *book = workbook(path);
    lxw_worksheet *sheet = book != NULL ? workbook_add_worksheet(book, "disclosure") : NULL;
    if (sheet == NULL) {
        return -1;
    }
    lxw_format *bold = workbook_add_format(book), *wrap = workbook_add_format(book),
               *date = workbook_add_format(book);
    format_set_bold(bold);
    format_set_text_wrap(wrap);
    format_set_num_format(date, "yyyy-mm-dd");
    (void)worksheet_set_column(sheet, 0, 0, 12, NULL);
    (void)worksheet_set_column(sheet, 1, 1, 70, wrap);
    (void)worksheet_set_column(sheet, 2, 2, 24, wrap);
    (void)worksheet_set_column(sheet, 3, 3, 14, NULL);
    (void)worksheet_write_string(sheet, 0, 0, "Security disclosure of a fictional device", bold);
    static const char *const headings[] = {"Question ID", "Question", "Answer", "See note"};
    for (lxw_col_t i = 0; i < 4; ++i) {
        (void)worksheet_write_string(sheet, 2, i, headings[i], bold);
    }
    lxw_row_t row = 3;
    for (int i = 0; i < t->rows; ++i) {
        const char *const *cells = t->row[i];
        char buffer[32];
        if (i == t->questions) {
            row += 2;
            (void)worksheet_write_string(sheet, row++, 0, "Notes", bold);
        }
        if (i >= t->questions) {
            (void)worksheet_write_string(sheet, row, 0, cells[0], NULL);
            (void)worksheet_write_string(sheet, row++, 1, cells[2], wrap);
            continue;
        }
        const int n = section_length(cells[0]);
        if (i == 0 || n != section_length(t->row[i - 1][0]) ||
            strncmp(cells[0], t->row[i - 1][0], (size_t)n) != 0) {
            (void)snprintf(buffer, sizeof buffer, "%.*s", n, cells[0]);
            (void)worksheet_write_string(sheet, ++row, 1, buffer, bold);
            ++row;
        }
        (void)worksheet_write_string(sheet, row, 0, cells[0], NULL);
        (void)worksheet_write_string(sheet, row, 1, title(t, cells[0]), wrap);
        if (strcmp(cells[0], "DOC-7") == 0) {
            write_date(sheet, row, cells[1], date);
        } else {
            (void)worksheet_write_string(sheet, row, 2, cells[1], wrap);
        }
        (void)worksheet_write_string(sheet, row++, 3, note(t, i, buffer), NULL);
    }
    return workbook_close(book) == LXW_NO_ERROR ? 0 : -1;
}

static int write_split(const table *t, const char *path)
{
    static const char *const headings[] = {"Remark", "Answer", "ID", "Topic"};
    static const char *const sheets[] = {"Part 1", "Part 2"};
    lxw_workbook *book = workbook(path);
    lxw_worksheet *cover = book != NULL ? workbook_add_worksheet(book, "Cover") : NULL;
    if (cover == NULL) {
        return -1;
    }
    (void)worksheet_write_string(cover, 1, 1, "Answers of a fictional maker in a layout of its own",
                                 NULL);
    for (int part = 0; part < 2; ++part) {
        lxw_worksheet *sheet = workbook_add_worksheet(book, sheets[part]);
        const int first = part * t->questions / 2, last = (part + 1) * t->questions / 2;
        (void)worksheet_set_column(sheet, 0, 0, 40, NULL);
        (void)worksheet_set_column(sheet, 3, 3, 70, NULL);
        for (lxw_col_t i = 0; i < 4; ++i) {
            (void)worksheet_write_string(sheet, 0, i, headings[i], NULL);
        }
        for (int i = first; i < last; ++i) {
            const lxw_row_t row = (lxw_row_t)(i - first + 1);
            (void)worksheet_write_string(sheet, row, 0, t->row[i][2], NULL);
            (void)worksheet_write_string(sheet, row, 1, t->row[i][1], NULL);
            (void)worksheet_write_string(sheet, row, 2, t->row[i][0], NULL);
            (void)worksheet_write_string(sheet, row, 3, title(t, t->row[i][0]), NULL);
        }
    }
    return workbook_close(book) == LXW_NO_ERROR ? 0 : -1;
}

/* Writes \p text as a field of a table, in quotes where it must be. */
static int write_field(FILE *file, iconv_t to, const char *text, char separator)
{
    char field[4096], bytes[4096];
    size_t n = 0;
    const int quote = strpbrk(text, ",;\"\n") != NULL;

    if (quote) {
        field[n++] = '"';
    }
    for (const char *p = text; *p != '\0' && n < sizeof field - 4; ++p) {
        if (*p == '"') {
            field[n++] = '"';
        }
        field[n++] = *p;
    }
    if (quote) {
        field[n++] = '"';
    }
    field[n++] = separator;
    char *in = field, *at = bytes;
    size_t in_left = n, out_left = sizeof bytes;
    if (iconv(to, &in, &in_left, &at, &out_left) == (size_t)-1) {
        return -1;
    }
    const size_t length = sizeof bytes - out_left;
    return fwrite(bytes, 1, length, file) == length ? 0 : -1;
}

static int write_csv(const table *t, const char *path, const char *encoding, char separator,
                     const char *const headings[4])
{
    iconv_t to = iconv_open(encoding, "UTF-8");
    FILE *file = fopen(path, "wb");
    int failed = file == NULL || to == (iconv_t)-1;

    for (int i = -1; !failed && i < t->questions; ++i) {
        char buffer[32];
        const char *cells[4] = {headings[0], headings[1], headings[2], headings[3]};
        if (i >= 0) {
            cells[0] = t->row[i][0];
            cells[1] = title(t, t->row[i][0]);
            cells[2] = t->row[i][1];
            cells[3] = note(t, i, buffer);
        }
        for (int c = 0; !failed && c < 4; ++c) {
            failed = write_field(file, to, cells[c], c < 3 ? separator : '\n') != 0;
        }
    }
    if (file != NULL && fclose(file) != 0) {
        failed = 1;
    }
    if (to != (iconv_t)-1) {
        (void)iconv_close(to);
    }
    return failed ? -1 : 0;
}

static int write_layout(const table *t, const char *layout, const char *path)
{
    static const char *const english[4] = {"ID", "Question", "Response", "Notes"};
    const char *japanese[4];

    if (strcmp(layout, "worksheet") == 0) {
        return write_worksheet(t, path);
    }
    if (strcmp(layout, "split") == 0) {
        return write_split(t, path);
    }
    if (strcmp(layout, "csv") == 0) {
        return write_csv(t, path, "UTF-8", ',', english);
    }
    if (strcmp(layout, "csv-cp932") == 0) {
        for (int i = 0; i < 4; ++i) {
            japanese[i] = word_of(t, "csv_headings", i);
        }
        return write_csv(t, path, "CP932", ';', japanese);
    }
    return -1;
}

int main(int argc, char **argv)
{
    table *t = argc == 6 ? table_open(argv[1], argv[3], argv[4]) : NULL;
    int failed = t == NULL;

    if (!failed) {
        t->lang = strcmp(argv[2], "csv-cp932") == 0 ? "ja" : "en";
        failed = t->questions == 0 || write_layout(t, argv[2], argv[5]) != 0;
    }
    table_close(t);
    if (failed) {
        (void)fprintf(stderr, "usage: make_form WORDS worksheet|split|csv|csv-cp932 TITLES ANSWERS "
                              "OUTPUT, all readable and in order\n");
    }
    return failed ? 2 : 0;
}
