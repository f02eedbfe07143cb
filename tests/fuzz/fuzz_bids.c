/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Support dates of bids, csv or JSON. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_bids(data, size);
    return 0;
}
