/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/inert.h"
#include "base/utf8.h"
#include "export_internal.h"
#include <string.h>

static const char cut_mark[] = " [...]";

/* Whether a cell may show the text as it is. */
static bool is_plain(const char *text)
{
    while (*text != '\0') {
        if (*text >= ' ' && *text <= '~') {
            text++;
            continue;
        }
        if (mds_inert_steers(text) > 0 && strchr("\n\r\t", *text) == NULL) {
            return false;
        }
        text += mds_utf8_next(text, NULL);
    }
    return true;
}

/* \p text up to the character that leaves room for the mark. */
static void cut(mds_strbuf *out, const char *text, size_t most)
{
    size_t units = 0;
    size_t keep = 0;

    for (size_t i = 0; text[i] != '\0';) {
        const size_t size = mds_utf8_next(text + i, NULL);
        units += size == 4 ? 2 : 1; /* beyond U+FFFF: a surrogate pair */
        if (units > most) {
            out->n = keep;
            mds_strbuf_puts(out, cut_mark);
            return;
        }
        mds_strbuf_append(out, text + i, size);
        i += size;
        if (units + sizeof cut_mark - 1 <= most) {
            keep = out->n;
        }
    }
}

const char *mds_export__cell_text(mds_strbuf *scratch, const char *text, size_t most)
{
    if (strlen(text) <= most && is_plain(text)) { /* never more units than bytes */
        return text;
    }
    mds_strbuf shown;
    mds_strbuf_init(&shown, MDS_EXPORT_LIMIT);
    mds_inert_lines(&shown, text);
    mds_strbuf_clear(scratch);
    cut(scratch, shown.p, most);
    mds_strbuf_inherit(scratch, &shown);
    mds_strbuf_finish(&shown);
    return scratch->p;
}
