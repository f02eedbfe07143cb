/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the source form of a translation says, for the rules and for the words of the proof.
 */
#ifndef MDS_ENGINE_TRANSLATE_SOURCE_H
#define MDS_ENGINE_TRANSLATE_SOURCE_H

#include <mdsrisk/translate.h>

/** The answers that a question takes; 0 for a heading or a text. */
mds_answer_bits mds_translate_takes(const mds_question *question);

/** The definite answer of the form to \p question, as it stands; 0 when there is none. */
mds_answer_bits mds_translate_stated(const mds_form *form, const mds_disclosure *disclosure,
                                     uint32_t question);

/** The no because of which \p question, in a form that does not contradict itself, can only be no
 * or n/a: it closes a gate before it, or before one of its gates. MDS_NO_ORDINAL when there is
 * none. \p through: a yes between the two, which contradicts the no, or MDS_NO_ORDINAL. (Where a
 * yes closes a gate, the question behind it is "otherwise?": a yes there, though not asked for,
 *  contradicts nothing.) */
uint32_t mds_translate_ruled_out(const mds_form *form, const mds_disclosure *disclosure,
                                 uint32_t question, uint32_t *through);

/** Whether the form gives no answer to \p question, not even one that can not be read. */
bool mds_translate_silent(const mds_disclosure *disclosure, uint32_t question);

#endif
