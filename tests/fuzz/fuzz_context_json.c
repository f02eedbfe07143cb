/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deployment deployments; what does not begin with a brace is read as csv. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_context(data, size);
    return 0;
}
