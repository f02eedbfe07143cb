/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/charset.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

/* UTF-16 of the bytes; NULL with *units 0 when they are no such text, else when memory is short. */
static WCHAR *widen(int *units, unsigned page, const unsigned char *bytes, int n)
{
    const char *text = (const char *)bytes;

    *units = MultiByteToWideChar(page, MB_ERR_INVALID_CHARS, text, n, NULL, 0);
    WCHAR *wide = *units > 0 ? malloc((size_t)*units * sizeof *wide) : NULL;
    if (wide != NULL) {
        (void)MultiByteToWideChar(page, MB_ERR_INVALID_CHARS, text, n, wide, *units);
    }
    return wide;
}

/* UTF-16 in the order of this processor, which is the little end first. */
static WCHAR *copy_wide(int *units, const unsigned char *bytes, size_t n, bool big_end_first)
{
    unsigned char *wide = malloc(n + 1);

    *units = (int)(n / 2);
    for (size_t i = 0; wide != NULL && i + 1 < n; i += 2) {
        wide[i] = bytes[i + big_end_first];
        wide[i + 1] = bytes[i + !big_end_first];
    }
    return (WCHAR *)(void *)wide;
}

mds_status mds_charset_convert(size_t *length, mds_charset charset, char *out, size_t room,
                               const unsigned char *bytes, size_t n)
{
    static const unsigned pages[MDS_CHARSET__COUNT] = {[MDS_CHARSET_UTF8] = CP_UTF8,
                                                       [MDS_CHARSET_ISO2022JP] = 932,
                                                       [MDS_CHARSET_CP932] = 932,
                                                       [MDS_CHARSET_EUCJP] = 20932,
                                                       [MDS_CHARSET_CP1252] = 1252};
    const bool wide_in = charset == MDS_CHARSET_UTF16LE || charset == MDS_CHARSET_UTF16BE;
    int units = 0;

    *length = 0;
    if (n == 0) {
        return MDS_OK;
    }
    if (n > INT_MAX / 4 || (wide_in && n % 2 != 0)) {
        return MDS_EFORMAT;
    }
    WCHAR *wide = wide_in ? copy_wide(&units, bytes, n, charset == MDS_CHARSET_UTF16BE)
                          : widen(&units, pages[charset], bytes, (int)n);
    if (wide == NULL) {
        return units == 0 ? MDS_EFORMAT : MDS_ENOMEM;
    }
    const int taken =
        WideCharToMultiByte(CP_UTF8, WC_ERR_INVALID_CHARS, wide, units, out, (int)room, NULL, NULL);
    free(wide);
    if (taken <= 0) {
        return MDS_EFORMAT;
    }
    *length = (size_t)taken;
    return MDS_OK;
}
