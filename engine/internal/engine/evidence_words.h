/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Words that stand where something should be named and name nothing: "TBD", "none", "?".
 */
#ifndef MDS_ENGINE_EVIDENCE_WORDS_H
#define MDS_ENGINE_EVIDENCE_WORDS_H

#include <mdsrisk/catalog.h>

/** Whether \p text names something: it is not empty, holds a letter or a digit, and is none of the
 *  catalog's words without evidence. */
bool mds_evidence_named(const mds_catalog *catalog, const char *text);

#endif
