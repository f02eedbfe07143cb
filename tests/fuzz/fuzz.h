/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the fuzz targets share: the catalog, and what must hold of anything that was imported.
 */
#ifndef MDS_TESTS_FUZZ_H
#define MDS_TESTS_FUZZ_H

#include <mdsrisk/import.h>
#include <stddef.h>
#include <stdint.h>

/* The entry point that libFuzzer, or the stand-alone driver, calls. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The compiled-in catalog. */
const mds_catalog *fuzz_catalog(void);
/* Ends the process when an invariant of forms is broken. */
void fuzz_check_form(const mds_disclosure *form, const mds_diags *diags);
/* Imports the bytes as a form or a deployment and ends the process when an invariant is broken. */
void fuzz_form(const void *bytes, size_t size);
void fuzz_context(const void *bytes, size_t size);
/* The same for what decisions are made from: a table of records, weights or pairwise judgements,
 * the bids' support dates, a list of devices, a saved register, what an expert answered. */
void fuzz_records(const void *bytes, size_t size);
void fuzz_weights(const void *bytes, size_t size);
void fuzz_bids(const void *bytes, size_t size);
void fuzz_devices(const void *bytes, size_t size);
/* A list of devices, a table of zones, a table of matches. */
void fuzz_inventory(const void *bytes, size_t size);
void fuzz_register(const void *bytes, size_t size);
void fuzz_entries(const void *bytes, size_t size);
void fuzz_expert(const void *bytes, size_t size);
/* A life-cycle file of systems. */
void fuzz_life(const void *bytes, size_t size);
/* A file about components or vulnerabilities, of any kind. */
void fuzz_vulnerabilities(const void *bytes, size_t size);

#endif
