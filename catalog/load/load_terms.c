/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The glossary: terms of the field in both languages. */
#include "loader.h"

static void read_term(const record *at, void *out)
{
    static const char *const known[] = {"id",   "title", "source",     "certainty",
                                        "note", "match", "exceptions", NULL};
    static const char *const known_match[] = {"en", "ja", NULL};
    mds_term term = {.id = at->id,
                     .title = record_text(at, "title"),
                     .source = record_text(at, "source"),
                     .certainty = (mds_certainty)record_enum(at, "certainty", certainty_names,
                                                             MDS_CERTAINTY__COUNT),
                     .note = record_optional_text(at, "note"),
                     .exceptions = record_strings(at, "exceptions")};

    record_known(at, known);
    if (mds_json_member(at->object, "match") != NULL) {
        const record match = record_object(at, "match");
        record_known(&match, known_match);
        term.english = record_strings(&match, "en");
        term.japanese = record_strings(&match, "ja");
        if (term.english.count == 0 || term.japanese.count == 0) {
            record_fault(at, "match", "catalog.reason.missing");
        }
    }
    *(mds_term *)out = term;
}

void load_terms(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->terms =
        load_list(in, file, sizeof(mds_term), read_term, &ids, &in->catalog->term_count);
}
