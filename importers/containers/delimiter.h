/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which sign parts the fields of a table of text.
 */
#ifndef MDS_IMPORTERS_DELIMITER_H
#define MDS_IMPORTERS_DELIMITER_H

#include "base/strbuf.h"

typedef struct mds_delimiter {
    char sign;      /* ',', ';', TAB or '|'; the comma where none parts anything */
    size_t fields;  /* of most records with several; 0: there are none */
    size_t regular; /* records that have as many */
    size_t records; /* that were looked at, without empty ones */
} mds_delimiter;

/* Finds it by the records at the head of a text. What is in quotes parts nothing, whichever
 * sign the quotes are behind: a note may hold more semicolons than a record has commas. */
mds_delimiter mds_delimiter__find(mds_sv text);

/* Bytes of the quoted field that \p text begins with, blanks and a "=" before the quotation mark
 * included; 0 when it begins with none that one of \p signs, a line's end or the text's end closes.
 */
size_t mds_delimiter__quoted(mds_sv text, const char *signs);

/* Bytes of the record that \p text begins with, without its end: lines in quotes are one. */
size_t mds_delimiter__record(mds_sv text);

#endif
