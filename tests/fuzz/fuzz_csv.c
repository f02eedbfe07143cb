/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of text in every encoding. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_form(data, size);
    return 0;
}
