/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * One question, with the background against which answers to it are informative.
 */
#ifndef MDS_ENGINE_ELICIT_PARTS_H
#define MDS_ENGINE_ELICIT_PARTS_H

#include <mdsrisk/elicitation.h>

/* The shares of a distribution below, between and above its quantiles. */
extern const double mds_elicit__shares[MDS_QUANTILE_PARTS];

/* Little is known between two ends, uniform on the scale of the question: its own or that of
 * logarithms. */
typedef struct mds_background {
    bool log10;
    double low, high; /* on that scale */
} mds_background;

/* Over all answers to the question, and the realisation of a seed, with a tenth to spare on either
 * side. False when nobody answered. */
bool mds_elicit__background(mds_background *out, const mds_expert_question *question,
                            const mds_expert *const *experts, size_t count, size_t ordinal);

/* Relative information of a distribution with these quantiles. */
double mds_elicit__information(const mds_background *background,
                               const double quantiles[MDS_QUANTILES]);

/* In which part of the distribution \p value lies; on a quantile it belongs to the part below. */
size_t mds_elicit__part_of(const double quantiles[MDS_QUANTILES], double value);

/* P(hits as far from the shares, or farther): the chi-square approximation of 2 N I(s, p). */
double mds_elicit__calibration(const size_t hits[MDS_QUANTILE_PARTS]);

/* Quantiles of the weighted sum of the experts' distributions, which are uniform on the scale
 * between their quantiles and the ends. \p weights by expert; those who did not answer are left
 * out. \p room takes MDS_QUANTILES + 2 numbers an expert. False when the weights sum to nothing. */
bool mds_elicit__pool(double out[MDS_QUANTILES], const mds_background *background,
                      const mds_expert *const *experts, const double *weights, size_t count,
                      size_t ordinal, double *room);

#endif
