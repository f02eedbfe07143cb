/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Names of makers and models as runs of letters and digits, so that "AL-300", "al 300" and "AL300"
 * are one, and "KV-20" is not the beginning of "KV-200".
 */
#ifndef MDS_ENGINE_FLEET_NAME_KEY_H
#define MDS_ENGINE_FLEET_NAME_KEY_H

#include <mdsrisk/catalog.h>

typedef enum name_script {
    NAME_DIGITS,
    NAME_LETTERS, /* of an alphabet */
    NAME_KANA,    /* in Latin letters here */
    NAME_HAN
} name_script;

typedef struct name_part {
    const char *text;
    name_script script;
} name_part;

enum { NAME_PARTS = 24 };

typedef struct name_key {
    name_part parts[NAME_PARTS];
    size_t count; /* a name with more is cut: none has */
} name_key;

/** Of a model: without words that say what it is ("console"). False when \p arena is exhausted. */
bool mds_fleet__model_key(name_key *out, mds_arena *arena, const mds_catalog *catalog,
                          const char *text);
/** Of a maker: without what is in brackets and without the form of its company. Likewise. */
bool mds_fleet__maker_key(name_key *out, mds_arena *arena, const mds_catalog *catalog,
                          const char *text);

/** Whether \p key has the parts of \p begin from part \p at on. */
bool mds_fleet__has_at(const name_key *key, size_t at, const name_key *begin);
/** Whether the joined text is one: "midoripacs" of "Midori PACS". */
bool mds_fleet__same_text(const name_key *a, const name_key *b);

typedef enum maker_relation {
    MAKER_SAME,
    MAKER_MISSING, /* one of them is not named */
    MAKER_SCRIPTS, /* one is in Chinese characters and the other is not */
    MAKER_OTHER
} maker_relation;

/** A shorter name is the same as a longer one that begins so ("Kestrel Vital Sys."). */
maker_relation mds_fleet__compare_makers(const name_key *a, const name_key *b);
/** The model without the maker's name in front; false, and as it was, where it is not
 * there. */
bool mds_fleet__without_maker(name_key *out, const mds_catalog *catalog, const name_key *model,
                              const name_key *maker);
/** The model without a general name in Japanese beside letters and digits: "MK-700" of one that
 *  begins with "laboratory analyser" in Chinese characters. */
void mds_fleet__core(name_key *out, const name_key *model);
/** Whether a model is long enough to be known without its maker. */
bool mds_fleet__telling(const name_key *model);

#endif
