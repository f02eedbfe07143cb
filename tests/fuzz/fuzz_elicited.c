/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of an expert elicitation as somebody sends it back. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_expert(data, size);
    return 0;
}
