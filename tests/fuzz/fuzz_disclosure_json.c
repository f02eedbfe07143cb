/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Canonical disclosures: the import goes by the first brace. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 0 && data[0] == '{') {
        fuzz_form(data, size);
    }
    return 0;
}
