/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks, as their parts in text or as they are. */
#include "fuzz.h"
#include "parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    workbook book;

    if (parts_pack(&book, data, size)) {
        fuzz_form(book.bytes, book.size);
    } else {
        fuzz_form(data, size);
    }
    workbook_free(&book);
    return 0;
}
