/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inventories, tables of zones and tables of matches, as csv or as a workbook. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_inventory(data, size);
    return 0;
}
