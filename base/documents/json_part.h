/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the reader of a document part by part has of the door to the JSON library.
 */
#ifndef MDS_BASE_JSON_PART_H
#define MDS_BASE_JSON_PART_H

#include "base/json.h"

/** Adds the diagnostic about byte \p offset of the document and gives MDS_EFORMAT. */
mds_status mds_json__refuse(const char *file, const char *text, size_t offset, const char *reason,
                            mds_diags *diags);
/** As mds_json_parse() of \p n bytes within the document that begins at \p whole. */
MDS_NODISCARD mds_status mds_json__parse_part(mds_json **out, const char *file, const char *whole,
                                              const char *text, size_t n, mds_diags *diags);
/** Bytes of the byte order mark in front of the text. */
size_t mds_json__mark(const char *text, size_t n);

#endif
