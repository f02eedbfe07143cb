/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What is drawn over the cells of a form, and how its words look, as signs in the cells: the rest
 * of the recogniser reads them like any other mark.
 */
#ifndef MDS_IMPORTERS_OVERLAY_H
#define MDS_IMPORTERS_OVERLAY_H

#include "choice_spots.h"
#include "recognise.h"

/* Signs that are put into cells. */
extern const char mds_sign__ring[], mds_sign__on[], mds_sign__off[], mds_sign__lost[];

/* Puts a text into a cell of the row of index \p row; a cell that is not there is made. False when
 * an arena is exhausted. */
bool mds_overlay__put(const mds_recogniser *r, const mds_grid_sheet *sheet, size_t row,
                      uint32_t column, const char *text);
/* Puts \p signs[k], unless NULL, in front of the word \p k of a cell. */
bool mds_overlay__sign(const mds_recogniser *r, const mds_grid_sheet *sheet, size_t row,
                       uint32_t column, const mds_choice_spot *spots, const char *const *signs,
                       size_t count);
/* Whether the row of a layout asks for a choice. */
bool mds_overlay__asks(const mds_recogniser *r, const mds_layout *layout, size_t row);

/* Reads the rings, check boxes and option buttons over a layout. */
MDS_NODISCARD mds_status mds_recognise__drawn(const mds_recogniser *r, mds_layout *layout);
/* Reads choices that are set off by weight, colour or fill alone. */
MDS_NODISCARD mds_status mds_recognise__styled(const mds_recogniser *r, const mds_layout *layout);
/* Says which answers somebody has commented on. */
void mds_recognise__remarks(const mds_recogniser *r, const mds_layout *layout);

#endif
