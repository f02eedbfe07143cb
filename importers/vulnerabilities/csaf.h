/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A CSAF document while it is read.
 */
#ifndef MDS_IMPORTERS_CSAF_H
#define MDS_IMPORTERS_CSAF_H

#include "base/map.h"
#include "vuln.h"

/** A product of the tree; of one that is part of another, \c product is the other. */
typedef struct csaf_product {
    const char *id;
    mds_product product, part;
    bool stated; /* by a vulnerability */
} csaf_product;

/** What one vulnerability says of a product. */
typedef struct csaf_said {
    size_t stamp; /* of the vulnerability */
    mds_rating rating;
    const char *justification, *detail, *action;
} csaf_said;

typedef struct csaf {
    vuln *v;
    csaf_product *products;
    size_t count, room;
    mds_map *index; /* products by id */
    mds_map *loose; /* ids that the tree lacks, the first ones */
    csaf_said *said;
    size_t stamp;
} csaf;

/** Fills the products. */
void mds_csaf__read_tree(csaf *c, const mds_json *tree);
/** Makes them findable. */
void mds_csaf__index(csaf *c);

#endif
