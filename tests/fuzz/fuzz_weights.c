/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights and pairwise judgements, csv or JSON. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_weights(data, size);
    return 0;
}
