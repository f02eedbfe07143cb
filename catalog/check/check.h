/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the checks of a loaded catalog. */
#ifndef MDS_CATALOG_CHECK_H
#define MDS_CATALOG_CHECK_H

#include <mdsrisk/catalog.h>

/* Marks, by ordinal, the evidence that a record of another kind names. */
void mds_check__cited(bool *cited, const mds_catalog *catalog);

#endif
