/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A saved register, as a diff reads it. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_register(data, size);
    return 0;
}
