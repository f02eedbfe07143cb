/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When systems end: CLE, OpenEoX, endoflife.date. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_life(data, size);
    return 0;
}
