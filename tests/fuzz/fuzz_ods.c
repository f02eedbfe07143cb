/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument spreadsheets, as the text of their content, or as their parts. */
#include "fuzz.h"
#include "parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    workbook book;

    if (parts_pack_document(&book, "content.xml", data, size)) {
        fuzz_form(book.bytes, book.size);
    }
    workbook_free(&book);
    return 0;
}
