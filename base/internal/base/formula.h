/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Text that a spreadsheet program would run as a formula.
 */
#ifndef MDS_BASE_FORMULA_H
#define MDS_BASE_FORMULA_H

#include <stdbool.h>

/** Whether \p text would be run, behind any number of apostrophes: a csv puts one more in front of
 *  such a text, so that taking one off gives the text back. */
bool mds_formula_guarded(const char *text);

#endif
