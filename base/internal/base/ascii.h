/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Classes of ASCII characters, whatever the locale.
 */
#ifndef MDS_BASE_ASCII_H
#define MDS_BASE_ASCII_H

#include <stdbool.h>

static inline bool mds_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool mds_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool mds_is_letter(char c)
{
    return mds_is_lower(c) || (c >= 'A' && c <= 'Z');
}

#endif
