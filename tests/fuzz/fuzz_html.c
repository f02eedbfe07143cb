/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web pages. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

/* Behind a beginning that makes any input a page. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char begin[] = "<html>";
    char *page = malloc(sizeof begin + size);

    if (page != NULL) {
        memcpy(page, begin, sizeof begin - 1);
        if (size > 0) {
            memcpy(page + sizeof begin - 1, data, size);
        }
        fuzz_form(page, sizeof begin - 1 + size);
    }
    free(page);
    return 0;
}
