/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page's C library knows no Japanese encoding: the browser's decoder does. */
#include "base/charset.h"

#include <emscripten.h>
#include <string.h>

/* clang-format off */
/* The bytes that the text takes as UTF-8; -1: the bytes are no such text. */
EM_JS(int, mds__decode, (const char *name, const unsigned char *bytes, int n, char *out, int room), {
    try {
        const decoder = new TextDecoder(UTF8ToString(name), {fatal: true, ignoreBOM: true});
        const text = new TextEncoder().encode(decoder.decode(HEAPU8.slice(bytes, bytes + n)));
        if (out !== 0 && text.length <= room) {
            HEAPU8.set(text, out);
        }
        return text.length;
    } catch (error) {
        return -1;
    }
})
/* clang-format on */

mds_status mds_charset_convert(size_t *length, mds_charset charset, char *out, size_t room,
                               const unsigned char *bytes, size_t n)
{
    static const char *const names[MDS_CHARSET__COUNT] = {
        [MDS_CHARSET_UTF8] = "utf-8",         [MDS_CHARSET_UTF16LE] = "utf-16le",
        [MDS_CHARSET_UTF16BE] = "utf-16be",   [MDS_CHARSET_ISO2022JP] = "shift_jis",
        [MDS_CHARSET_CP932] = "shift_jis",    [MDS_CHARSET_EUCJP] = "euc-jp",
        [MDS_CHARSET_CP1252] = "windows-1252"};
    const int taken = mds__decode(names[charset], bytes, (int)n, out, (int)room);

    if (taken < 0 || (out != NULL && (size_t)taken > room)) {
        return MDS_EFORMAT;
    }
    *length = (size_t)taken;
    return MDS_OK;
}
