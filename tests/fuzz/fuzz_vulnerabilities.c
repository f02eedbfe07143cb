/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CycloneDX, SPDX, OpenVEX, CSAF, CVE records, KEV, EPSS. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_vulnerabilities(data, size);
    return 0;
}
