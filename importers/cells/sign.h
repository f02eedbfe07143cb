/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * One character of a form's text as readers of numbers and clauses see it: full-width like
 * half-width.
 */
#ifndef MDS_IMPORTERS_SIGN_H
#define MDS_IMPORTERS_SIGN_H

#include <stddef.h>
#include <stdint.h>

typedef enum mds_sign_kind {
    MDS_SIGN_END,
    MDS_SIGN_DIGIT,
    MDS_SIGN_ENCLOSED, /* "④", "⑷": a number in one character */
    MDS_SIGN_LETTER,   /* A to Z */
    MDS_SIGN_BLANK,
    MDS_SIGN_DOT,
    MDS_SIGN_DASH, /* the long-vowel mark included, which stands for one beside a number */
    MDS_SIGN_WAVE, /* "~", "～" */
    MDS_SIGN_COMMA,
    MDS_SIGN_COLON,
    MDS_SIGN_SLASH,
    MDS_SIGN_OPEN, /* "(", "（" */
    MDS_SIGN_CLOSE,
    MDS_SIGN_OTHER
} mds_sign_kind;

typedef struct mds_sign {
    mds_sign_kind kind;
    uint16_t value; /* of a digit or an enclosed number; of a letter in lower case */
    size_t length;  /* bytes */
} mds_sign;

/* The sign at \p p, NUL-terminated valid UTF-8. */
mds_sign mds_sign__at(const char *p);
/* The first sign from \p p on that is no blank; \p p moves to it. */
mds_sign mds_sign__skip_blanks(const char **p);

#endif
