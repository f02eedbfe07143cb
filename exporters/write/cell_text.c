/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "export_internal.h"
#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD";
static const char cut_mark[] = " [...]";

/* Length in bytes of the well-formed character at \p p, 0 when there is none. */
static size_t character(const char *p, size_t n)
{
    unsigned char lead = (unsigned char)p[0];
    size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return size <= n && mds_utf8_valid(p, size, NULL) ? size : 0;
}

const char *mds_export__cell_text(mds_strbuf *scratch, const char *text, size_t most)
{
    size_t n = strlen(text);
    if (n <= most && mds_utf8_valid(text, n, NULL)) { /* never more units than bytes */
        return text;
    }
    mds_strbuf_clear(scratch);
    size_t units = 0;
    size_t keep = 0; /* bytes of the longest start that leaves room for the mark */
    for (size_t i = 0; i < n;) {
        size_t size = character(text + i, n - i);
        size_t more = size == 4 ? 2 : 1; /* beyond U+FFFF: a surrogate pair */
        if (units + more > most) {
            scratch->n = keep;
            mds_strbuf_puts(scratch, cut_mark);
            break;
        }
        if (size == 0) {
            mds_strbuf_puts(scratch, replacement);
            i++;
        } else {
            mds_strbuf_append(scratch, text + i, size);
            i += size;
        }
        units += more;
        if (units + sizeof cut_mark - 1 <= most) {
            keep = scratch->n;
        }
    }
    return scratch->p;
}
