/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Files of text in any encoding that base/utf8.h knows.
 */
#ifndef MDS_IMPORTERS_TEXT_FILE_H
#define MDS_IMPORTERS_TEXT_FILE_H

#include "grid.h"

/* The text of the file in UTF-8; how it was decoded is said where that had to be guessed. */
MDS_NODISCARD mds_status mds_text_file__decode(mds_sv *out, const mds_grid *grid,
                                               const mds_source *source);

#endif
