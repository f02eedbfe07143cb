/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of devices, csv or a path a line. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_devices(data, size);
    return 0;
}
