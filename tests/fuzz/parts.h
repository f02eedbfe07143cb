/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Workbooks as text: a fuzzer hardly ever gets a zip file right, so an input may be the parts of
 * one, each behind a line "=== name".
 */
#ifndef MDS_TESTS_FUZZ_PARTS_H
#define MDS_TESTS_FUZZ_PARTS_H

#include "support/raw_workbook.h"

#include <stdint.h>

/* Packs the parts; false when the input is none, or the zip library fails. The caller frees the
 * book whatever comes of it. */
bool parts_pack(workbook *book, const uint8_t *data, size_t size);
/* Packs a document whose main part is \p part: the input is that part, or parts as above. */
bool parts_pack_document(workbook *book, const char *part, const uint8_t *data, size_t size);
/* Packs a plain zip file: the input is its files. */
bool parts_pack_archive(workbook *book, const uint8_t *data, size_t size);

#endif
