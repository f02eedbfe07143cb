/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hospital typed into a register: xlsx, csv, JSON. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_entries(data, size);
    return 0;
}
