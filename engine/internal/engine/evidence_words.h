/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Words that are where something should be named and name nothing: "TBD", "none", "?".
 */
#ifndef MDS_ENGINE_EVIDENCE_WORDS_H
#define MDS_ENGINE_EVIDENCE_WORDS_H

#include <mdsrisk/catalog.h>

/** Whether \p text names something: it is not empty, holds a letter or a digit, and is none of the
 *  catalog's words without evidence, however written: signs, capitals, widths and blanks do not
 *  count, nor do letters set apart ("N. N."), a polite ending or a word such as "still" before. */
bool mds_evidence_named(const mds_catalog *catalog, const char *text);

#endif
