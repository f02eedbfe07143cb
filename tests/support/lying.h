/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Made forms whose tables lie on their side, in every kind of file that holds tables.
 */
#ifndef MDS_TESTS_LYING_H
#define MDS_TESTS_LYING_H

#include "support/layouts.h"

typedef enum lying_kind {
    LYING_CSV,
    LYING_XLSX,
    LYING_ODS,
    LYING_HTML,
    LYING_DOCX,
    LYING_KIND__COUNT
} lying_kind;

/* The form with rows as columns. \p band: so many questions are beside each other, what is above
 * and below the questions is; 0: all of it lies, in one band. Malloc'd; NULL on failure. */
unsigned char *lying_bytes(const made_form *made, lying_kind kind, size_t band, size_t questions,
                           size_t *size);

#endif
