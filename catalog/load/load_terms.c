/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The glossary: the words by which a text has a term. */
#include "loader.h"

void mds_finish__term(const record *at, void *out)
{
    static const char *const known[] = {"en", "ja", NULL};
    mds_term *term = out;

    if (mds_json_member(at->object, "match") == NULL) {
        return;
    }
    const record match = mds_record__object(at, "match");
    mds_record__known(&match, known);
    term->english = mds_record__strings(&match, "en");
    term->japanese = mds_record__strings(&match, "ja");
    if (term->english.count == 0 || term->japanese.count == 0) {
        mds_record__fault(at, "match", "catalog.reason.missing");
    }
}
