/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A translation written into a copy of the official workbook that the user supplies.
 *
 * Only the cells that take an entailed answer change, between forms of one edition also those of
 * notes, and formulas that look at them lose their
 * last value so that a printed side never contradicts the input. Every other part of the package,
 * and every other byte of a changed one, is as it was. The template itself is only read.
 */
#ifndef MDSRISK_EXPORT_FILLED_H
#define MDSRISK_EXPORT_FILLED_H

#include <mdsrisk/form_places.h>
#include <mdsrisk/source.h>
#include <mdsrisk/translate.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a template was filled with. */
typedef struct mds_filled {
    size_t written;    /**< entailed answers that are in the copy */
    const bool *at;    /**< per question of the form: whether it is one of them */
    size_t fields;     /**< header fields that were written */
    size_t unplaced;   /**< entailed answers that could not be written, each a diagnostic */
    size_t cleared;    /**< answers of another form that were taken out */
    size_t formulas;   /**< that are worked out anew when the copy is opened */
    size_t notes;      /**< of the source that are in the copy: of a form of the same edition */
    const bool *noted; /**< per question: whether its note is one of them */
} mds_filled;

/** Writes a copy of \p source, filled in with the entailed answers of \p result at \p places, to
 *  \p path, whole or not at all. Answers in the template that are not entailed are taken out;
 *  texts stay; both are said. Notes go where nothing is, and only to a form of the same
 *  edition. \p arena is for what is needed on the way.
 *
 *  MDS_EINVAL when places and result are not of the same edition; MDS_EUNSUPPORTED with a
 *  diagnostic for a template with macros, a protected sheet whose answer cells are locked, or a
 *  part that cannot be followed; MDS_EFORMAT when the package is damaged; MDS_EIO when the copy
 *  cannot be written; MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_export_filled(mds_filled *out, mds_arena *arena,
                                                   const mds_translation_result *result,
                                                   const mds_form_places *places,
                                                   const mds_source *source, const char *path,
                                                   mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
