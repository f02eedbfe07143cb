/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A device of which every field that others write holds what a test chooses.
 */
#ifndef MDS_TESTS_HOSTILE_H
#define MDS_TESTS_HOSTILE_H

/** Writes form.csv: the monitor's form with \p payload in the value and the note of each header
 *  question, in an answer and in a note. */
void hostile_form(const char *name, const char *payload);
/** Writes a deployment whose texts are \p payload, which is UTF-8. */
void hostile_context(const char *name, const char *payload);

#endif
