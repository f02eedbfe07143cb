/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word of a deployment to the choice that it is. */
#include "deployment_build.h"

#include "base/utf8.h"
#include <string.h>

enum { ALLOWED_BYTES = 1 << 16 };

/* A match key in which "in_place", "in-place" and "In place" are one. */
static const char *choice_key(mds_deployment_build *b, const char *text)
{
    const char *key = mds_utf8_key(b->arena, text);
    char *copy = key != NULL ? mds_arena_strndup(b->arena, key, strlen(key)) : NULL;

    if (copy == NULL) {
        mds_deployment__no_memory(b);
        return "";
    }
    for (char *p = copy; *p != '\0'; p++) {
        *p = *p == '_' || *p == '-' ? ' ' : *p;
    }
    return copy;
}

/* What a wrong word may have been meant to be: at most a third of it is wrong. */
static const char *nearest(mds_deployment_build *b, mds_value_set list, const char *key)
{
    const size_t count = mds_value_set_size(&b->from, list);
    const char *found = NULL;
    size_t best = strlen(key) / 3 + 1;

    for (size_t i = 0; i < count; i++) {
        for (int lang = -1; lang < MDS_LANG__COUNT; lang++) {
            const char *word = lang < 0 ? mds_value_id(&b->from, list, i)
                                        : mds_value_title(&b->from, list, i, (mds_lang)lang);
            const size_t d = mds_deployment__distance(key, choice_key(b, word));
            if (d < best) {
                best = d;
                found = mds_value_id(&b->from, list, i);
            }
        }
    }
    return found;
}

static void refuse(mds_deployment_build *b, mds_value_set list, const char *path, const char *text,
                   const char *where, const char *meant)
{
    const size_t count = mds_value_set_size(&b->from, list);
    mds_strbuf allowed;

    mds_strbuf_init(&allowed, ALLOWED_BYTES);
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_puts(&allowed, i > 0 ? ", " : "");
        mds_strbuf_puts(&allowed, mds_value_id(&b->from, list, i));
    }
    b->refused = true;
    if (meant != NULL) {
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NEAR, b->file, where, path, text, meant, allowed.p,
                     NULL);
    } else {
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_VALUE, b->file, where, path, text, allowed.p, NULL);
    }
    mds_strbuf_finish(&allowed);
}

/* The facts are too many to list, or to compare with each title: the nearest id is named. */
static size_t choose_fact(mds_deployment_build *b, const char *path, const char *text,
                          const char *where)
{
    const mds_catalog *catalog = b->from.catalog;
    const uint32_t ordinal = mds_catalog_fact(catalog, text);
    const char *meant = "";
    size_t best = SIZE_MAX;

    if (ordinal != MDS_NO_ORDINAL) {
        return ordinal;
    }
    for (size_t i = 0; i < catalog->fact_count; i++) {
        const size_t d = mds_deployment__distance(text, catalog->facts[i].id);
        if (d < best) {
            best = d;
            meant = catalog->facts[i].id;
        }
    }
    b->refused = true;
    mds_diag_add(b->diags, MDS_D_DEPLOYMENT_FACT, b->file, where, path, text, meant, NULL);
    return catalog->fact_count;
}

size_t mds_deployment__choose(mds_deployment_build *b, mds_value_set list, const char *path,
                              const char *text, const char *where)
{
    if (list == MDS_VALUES_FACT) {
        return choose_fact(b, path, text, where);
    }
    const size_t count = mds_value_set_size(&b->from, list);
    const char *key = choice_key(b, text);

    for (size_t i = 0; i < count; i++) {
        bool same = strcmp(choice_key(b, mds_value_id(&b->from, list, i)), key) == 0;
        for (int lang = 0; lang < MDS_LANG__COUNT && !same; lang++) {
            const char *title = mds_value_title(&b->from, list, i, (mds_lang)lang);
            same = strcmp(choice_key(b, title), key) == 0;
        }
        if (same) {
            return i;
        }
    }
    refuse(b, list, path, text, where, nearest(b, list, key));
    return count;
}
