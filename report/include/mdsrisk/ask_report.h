/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Questions to the manufacturer as a table, a worksheet to fill in, or a letter.
 */
#ifndef MDSRISK_ASK_REPORT_H
#define MDSRISK_ASK_REPORT_H

#include <mdsrisk/ask.h>
#include <mdsrisk/paper.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The first \p count questions (SIZE_MAX: all) with their figures, for the hospital: table
 *  "questions". \p arena owns it. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_ask_table(const mds_table **out, mds_arena *arena,
                                               const mds_ask *ask, size_t count, mds_lang lang);

/** What goes to the manufacturer: id, our paraphrase, the wording of the form, why we ask, and
 *  empty columns for answer and note, under headings that an importer finds again. In the order of
 *  the form; no figure of the assessment is in it. */
MDS_NODISCARD MDS_API mds_status mds_ask_worksheet(const mds_table **out, mds_arena *arena,
                                                   const mds_ask *ask, size_t count, mds_lang lang);

/** The words that answer the questions of that worksheet, separated by commas: "Yes,No,N/A,See
 * note", and for questions of a Japanese form those that it prints. */
MDS_NODISCARD MDS_API mds_status mds_ask_choices(const char **out, mds_arena *arena,
                                                 const mds_ask *ask, size_t count, mds_lang lang);

/** The same questions as a letter, UTF-8 text that ends with a line feed. */
MDS_NODISCARD MDS_API mds_status mds_ask_letter(const char **out, mds_arena *arena,
                                                const mds_ask *ask, size_t count, mds_lang lang);

/** The same letter as a report: to whom, why, the questions as a table with room for the answers,
 *  which an importer reads when it comes back. */
MDS_NODISCARD MDS_API mds_status mds_ask_letter_paper(const mds_paper **out, mds_arena *arena,
                                                      const mds_ask *ask, size_t count,
                                                      mds_lang lang);

/** What is asked about systems that the forms name. */
MDS_NODISCARD MDS_API mds_status mds_ask_systems(const mds_table **out, mds_arena *arena,
                                                 const mds_ask *ask, mds_lang lang);

/** Exposures that nobody asked about, for the hospital to look at itself. */
MDS_NODISCARD MDS_API mds_status mds_ask_looks(const mds_table **out, mds_arena *arena,
                                               const mds_ask *ask, mds_lang lang);

/** Controls that the largest risks need and that no form asks about. */
MDS_NODISCARD MDS_API mds_status mds_ask_extras(const mds_table **out, mds_arena *arena,
                                                const mds_ask *ask, mds_lang lang);

/** The verdict in one sentence, and the question that comes before all others, that about the end
 *  of support; the latter is "" when its date is known. */
MDS_NODISCARD MDS_API mds_status mds_ask_heads(const char **signal, const char **first,
                                               mds_arena *arena, const mds_ask *ask, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
