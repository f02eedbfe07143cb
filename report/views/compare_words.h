/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Shared by the files that turn a comparison into tables and words: compare_report.c,
 * compare_tables.c and compare_details.c.
 */
#ifndef MDS_ENGINE_COMPARE_WORDS_H
#define MDS_ENGINE_COMPARE_WORDS_H

#include "register_internal.h"
#include <mdsrisk/compare.h>

/** A report in the making. */
typedef struct mds_compared {
    mds_reg reg; /* about the bid at hand */
    const mds_comparison *comparison;
} mds_compared;

/** A column that occurs once a bid: "<id>_<label>", titled "<name>: <title>". */
typedef struct mds_bid_column {
    const char *id; /* text key "compare.column.<id>" */
    double width;
    bool wrap;
    bool each; /* once a bid */
} mds_bid_column;

/** Starts a table; columns that occur once a bid are repeated as a block, bid by bid. */
void mds_compared__table(mds_table_builder *b, mds_compared *c, const char *id,
                         const mds_bid_column *columns, size_t count);

const mds_bid_result *mds_compared__bid(const mds_compared *c, size_t i);
/** A date of support is required, and the bid's is not known: it passes on condition. */
bool mds_compared__date_open(const mds_compared *c, const mds_bid_result *bid);
/** Makes \p assessment the one at hand. */
void mds_compared__about(mds_compared *c, const mds_risk_assessment *assessment);
/** Maker and model of a bid. */
const char *mds_compared__device(mds_compared *c, size_t bid);
/** "0.71", "93 %" */
const char *mds_compared__value(mds_compared *c, double value);
/** A probability in words: "likely". */
const char *mds_compared__sure(const mds_compared *c, double probability);
/** Texts joined by the language's separator. */
void mds_compared__join(mds_compared *c, mds_strbuf *list, const char *text);

/** compare_tables.c */
void mds_compared__verdict(mds_compared *c, mds_table *out);
void mds_compared__criteria(mds_compared *c, mds_table *out);
void mds_compared__certainty(mds_compared *c, mds_table *out);
/** compare_details.c */
void mds_compared__capabilities(mds_compared *c, mds_table *out);
void mds_compared__differences(mds_compared *c, mds_table *out);
void mds_compared__contract(mds_compared *c, mds_table *out);
void mds_compared__basis(mds_compared *c, mds_table *out);

#endif
