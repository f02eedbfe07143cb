/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clause_words.h"

#include <string.h>

/* The version of a guideline is the end of its edition's id: "mhlw-6.0". */
static const char *version_of(const mds_guideline *guideline)
{
    const char *dash = strrchr(guideline->edition, '-');
    return dash != NULL ? dash + 1 : guideline->edition;
}

const char *mds_clauses__version(const mds_reg *r, uint32_t guideline)
{
    const mds_guideline *at = &r->catalog->guidelines[guideline];
    return r->lang == MDS_LANG_JA ? version_of(at) : at->edition;
}

void mds_clauses__append(mds_reg *r, mds_strbuf *out, uint32_t guideline, uint32_t clause)
{
    const mds_guideline *at = &r->catalog->guidelines[guideline];
    mds_reg__append(r, out, "clause.cited", version_of(at),
                    mds_reg__in(r, &at->clauses[clause].label), NULL);
}

void mds_clauses__append_later(mds_reg *r, mds_strbuf *out, const mds_later_clause *later,
                               size_t count, const char *separator)
{
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_puts(out, i > 0 ? separator : "");
        mds_clauses__append(r, out, later[i].guideline, later[i].clause);
        if (later[i].certainty != MDS_CERTAINTY_CERTAIN) {
            const char *sure =
                mds_reg__named(r, "clause.certainty", mds_certainty_name(later[i].certainty));
            mds_strbuf_printf(out, " (%s)", sure);
        }
    }
}
