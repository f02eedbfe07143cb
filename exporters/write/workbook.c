/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook.h"

#include "base/file.h"
#include <stdlib.h>
#include <string.h>

enum { SECONDS_A_DAY = 86400 };

void mds_book__note(mds_book *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR) {
        book->error = error;
    }
}

void mds_book__check(mds_book *book, const mds_strbuf *buf)
{
    if (buf->status != MDS_OK) {
        mds_book__note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
}

lxw_format *mds_book__format(mds_book *book)
{
    lxw_format *format = workbook_add_format(book->file);
    if (format == NULL) {
        mds_book__note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    /* A face that has the language's characters: another one would be substituted unevenly. */
    format_set_font_name(format, book->lang == MDS_LANG_JA ? "Yu Gothic" : "Calibri");
    format_set_font_size(format, 10);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

void mds_book__heading(lxw_format *format)
{
    format_set_bold(format);
    format_set_text_wrap(format);
    format_set_bg_color(format, 0x2F4A63);
    format_set_font_color(format, LXW_COLOR_WHITE);
}

lxw_worksheet *mds_book__sheet(mds_book *book, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->file, name);
    if (sheet == NULL) {
        mds_book__note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    return sheet;
}

/* Whether \p text begins with "_x0041_", which a reader of the file would take for one character.
 */
static bool is_escape(const char *text)
{
    return strncmp(text, "_x", 2) == 0 && strspn(text + 2, "0123456789abcdefABCDEF") >= 4 &&
           text[6] == '_';
}

/* The text with each such underscore written as a character of its own. */
static const char *unescaped(mds_book *book, const char *text)
{
    const char *at = text;

    while ((at = strstr(at, "_x")) != NULL && !is_escape(at)) {
        at++;
    }
    if (at == NULL) {
        return text;
    }
    mds_strbuf_clear(&book->plain);
    for (at = text; *at != '\0'; at++) {
        mds_strbuf_puts(&book->plain, is_escape(at) ? "_x005F" : "");
        mds_strbuf_putc(&book->plain, *at);
    }
    mds_book__check(book, &book->plain);
    return book->plain.p;
}

void mds_book__text(mds_book *book, lxw_worksheet *sheet, size_t row, size_t column,
                    const char *text, lxw_format *format)
{
    const char *safe =
        unescaped(book, mds_export__cell_text(&book->scratch, text, MDS_BOOK_CELL_UNITS));
    mds_book__check(book, &book->scratch);
    mds_book__note(book,
                   worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, safe, format));
}

static void set_properties(mds_book *book, int32_t day)
{
    char author[] = "mdsrisk";
    lxw_doc_properties properties = {.author = author, .company = NULL};
    /* The library writes the time of the run unless it is given one: same input, same bytes. */
    properties.created = (time_t)day * SECONDS_A_DAY;
    mds_book__note(book, workbook_set_properties(book->file, &properties));
}

static mds_status failure(lxw_error error, const char *path, mds_diags *diags)
{
    /* A string that it has no memory for is to the library one that it cannot find. */
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED ||
        error == LXW_ERROR_SHARED_STRING_INDEX_NOT_FOUND) {
        return MDS_ENOMEM;
    }
    mds_diag_add(diags, MDS_D_OUTPUT_UNWRITABLE, path, NULL, lxw_strerror(error), NULL);
    return MDS_EIO;
}

/* Closes the book, come what may. */
static mds_status finish(mds_book *book, const char *temporary, const char *path, mds_diags *diags)
{
    if (book->error == LXW_NO_ERROR) {
        mds_book__note(book, workbook_close(book->file)); /* frees it */
    } else {
        lxw_workbook_free(book->file);
    }
    if (book->error != LXW_NO_ERROR) {
        return failure(book->error, path, diags);
    }
    if (!mds_export__xlsx_whole(temporary)) {
        mds_diag_add(diags, MDS_D_OUTPUT_INCOMPLETE, path, NULL, NULL);
        return MDS_EIO;
    }
    return MDS_OK;
}

/* Where the library's own temporary files go too: a confined command can write nowhere else. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
}

mds_status mds_book__write(const char *path, mds_lang lang, int32_t day, mds_book_fill_fn fill,
                           const void *payload, mds_diags *diags)
{
    mds_book book = {.lang = lang, .error = LXW_NO_ERROR};
    mds_output *output = NULL;
    mds_status status = mds_output_begin(&output, path, diags);
    if (status != MDS_OK) {
        return status;
    }
    mds_strbuf_init(&book.scratch, MDS_EXPORT_LIMIT);
    mds_strbuf_init(&book.plain, MDS_EXPORT_LIMIT);
    char *folder = folder_of(mds_output_path(output));
    lxw_workbook_options options = {.tmpdir = folder};
    book.file = folder != NULL ? workbook_new_opt(mds_output_path(output), &options) : NULL;
    free(folder);
    if (book.file == NULL) {
        status = MDS_ENOMEM;
    } else {
        set_properties(&book, day);
        fill(&book, payload);
        status = finish(&book, mds_output_path(output), path, diags);
    }
    mds_strbuf_finish(&book.plain);
    mds_strbuf_finish(&book.scratch);
    if (status != MDS_OK) {
        mds_output_abandon(output);
        return status;
    }
    return mds_output_commit(output, diags);
}
