/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * In which encoding a text file is written that does not say so: judged by what its bytes would
 * say in each. Private to base/utf8.c.
 */
#ifndef MDS_BASE_CHARSET_H
#define MDS_BASE_CHARSET_H

#include <mdsrisk/status.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum mds_charset {
    MDS_CHARSET_UTF8,
    MDS_CHARSET_UTF16LE,
    MDS_CHARSET_UTF16BE,
    MDS_CHARSET_ISO2022JP,
    MDS_CHARSET_CP932,
    MDS_CHARSET_EUCJP,
    MDS_CHARSET_CP1252,
    MDS_CHARSET__COUNT
} mds_charset;

typedef struct mds_charset_guess {
    mds_charset charset;
    bool unsure; /* another one reads nearly as well */
} mds_charset_guess;

/** Guesses the encoding of \p n bytes without a byte order mark. False when they read as text in
 *  none. */
bool mds_charset_guess_of(mds_charset_guess *out, const unsigned char *bytes, size_t n);

/** "UTF-8", "UTF-16LE", "ISO-2022-JP", "CP932", "EUC-JP", "Windows-1252", ... */
const char *mds_charset_name(mds_charset charset);

/** Rewrites ISO-2022-JP in place as CP932, which has the same characters and those that Windows
 *  adds; the new length, or 0 when it is no ISO-2022-JP. */
size_t mds_charset_unescape(unsigned char *bytes, size_t n);

/** Converts \p n bytes of \p charset to UTF-8, up to \p room bytes into \p out; with \p out NULL it
 *  only counts. By the platform: iconv, a browser's decoder, or Windows'. MDS_EFORMAT when the
 * bytes are no such text, MDS_EUNSUPPORTED when the platform lacks the encoding, MDS_ENOMEM. */
MDS_NODISCARD mds_status mds_charset_convert(size_t *length, mds_charset charset, char *out,
                                             size_t room, const unsigned char *bytes, size_t n);

#endif
