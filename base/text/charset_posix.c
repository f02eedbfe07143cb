/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

static iconv_t open_converter(mds_charset charset)
{
    static const char *const names[MDS_CHARSET__COUNT] = {
        [MDS_CHARSET_UTF8] = "UTF-8",         [MDS_CHARSET_UTF16LE] = "UTF-16LE",
        [MDS_CHARSET_UTF16BE] = "UTF-16BE",   [MDS_CHARSET_ISO2022JP] = "CP932",
        [MDS_CHARSET_CP932] = "CP932",        [MDS_CHARSET_EUCJP] = "EUC-JP-MS",
        [MDS_CHARSET_CP1252] = "WINDOWS-1252"};

    return iconv_open("UTF-8", names[charset]);
}

static mds_status run_converter(size_t *length, iconv_t converter, char *out, size_t room,
                                const unsigned char *bytes, size_t n)
{
    char chunk[4096];
    char *in;

    /* iconv takes a char ** for historical reasons and does not write to the input. */
    memcpy(&in, &bytes, sizeof in);
    *length = 0;
    while (n > 0) {
        char *to = out != NULL ? out + *length : chunk;
        size_t left = out != NULL ? room - *length : sizeof chunk;
        const char *begin = to;
        const size_t result = iconv(converter, &in, &n, &to, &left);
        *length += (size_t)(to - begin);
        if (result == (size_t)-1 && (errno != E2BIG || out != NULL)) {
            return MDS_EFORMAT;
        }
    }
    return MDS_OK;
}

mds_status mds_charset_convert(size_t *length, mds_charset charset, char *out, size_t room,
                               const unsigned char *bytes, size_t n)
{
    const iconv_t converter = open_converter(charset);

    if (converter == (iconv_t)-1) {
        return errno == ENOMEM ? MDS_ENOMEM : MDS_EUNSUPPORTED;
    }
    const mds_status status = run_converter(length, converter, out, room, bytes, n);
    (void)iconv_close(converter);
    return status;
}
