/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of records of compensating controls: xlsx, csv, JSON. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_records(data, size);
    return 0;
}
