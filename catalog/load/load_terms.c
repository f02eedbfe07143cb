/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The glossary: terms of the field in both languages. */
#include "loader.h"

static void read_term(const record *at, void *out)
{
    static const char *const known[] = {"id",   "title", "source",     "certainty",
                                        "note", "match", "exceptions", NULL};
    static const char *const known_match[] = {"en", "ja", NULL};
    mds_term term = {.id = at->id,
                     .title = mds_record__text(at, "title"),
                     .source = mds_record__text(at, "source"),
                     .certainty = (mds_certainty)mds_record__enum(
                         at, "certainty", mds_certainty__names, MDS_CERTAINTY__COUNT),
                     .note = mds_record__optional_text(at, "note"),
                     .exceptions = mds_record__strings(at, "exceptions")};

    mds_record__known(at, known);
    if (mds_json_member(at->object, "match") != NULL) {
        const record match = mds_record__object(at, "match");
        mds_record__known(&match, known_match);
        term.english = mds_record__strings(&match, "en");
        term.japanese = mds_record__strings(&match, "ja");
        if (term.english.count == 0 || term.japanese.count == 0) {
            mds_record__fault(at, "match", "catalog.reason.missing");
        }
    }
    *(mds_term *)out = term;
}

void mds_load__terms(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->terms =
        mds_load__list(in, file, sizeof(mds_term), read_term, &ids, &in->catalog->term_count);
}
