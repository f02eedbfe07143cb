/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that a user sees, by key. */
#include "loader.h"

#include <stdlib.h>
#include <string.h>

static int compare_keys(const void *a, const void *b)
{
    const catalog_text *left = a;
    const catalog_text *right = b;
    return strcmp(left->key, right->key);
}

static size_t read_texts(loader *in, const loaded_file *file, catalog_text *texts, size_t count,
                         mds_map *ids)
{
    static const char *const known[] = {"id", "en", "ja", NULL};
    const char *previous = NULL;

    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), count++) {
        const record at = mds_record__begin(in, file, json, "id", ids, (uint32_t)count, &previous);
        mds_record__known(&at, known);
        texts[count].key = at.id;
        for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
            texts[count].text.in[lang] = mds_record__string(&at, mds_lang__names[lang], true);
        }
    }
    return count;
}

/* The reason of a rule is a text like any other, so that a diagnostic can carry its key. */
static size_t read_reasons(loader *in, const loaded_file *file, catalog_text *texts, size_t count,
                           mds_map *ids)
{
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = {in, file, mds_json_string(mds_json_member(json, "id"), ""), json};
        const char *key = mds_load__reason_key(in, file->kind, at.id);
        if (mds_map_add(ids, key, (uint32_t)count)) { /* one twice is a fault of its own file */
            texts[count++] = (catalog_text){key, mds_record__text(&at, "reason")};
        }
    }
    return count;
}

static bool has_texts(const loaded_file *file)
{
    return file->kind == FILE_TEXT || file->kind == FILE_LINT || file->kind == FILE_CONSISTENCY;
}

void mds_load__texts(loader *in)
{
    size_t count = 0;

    for (size_t i = 0; i < in->file_count; i++) {
        count += has_texts(&in->files[i]) ? in->files[i].record_count : 0;
    }
    catalog_text *texts = mds_loader__alloc(in, count, sizeof *texts);
    mds_map *ids = mds_map_new(in->arena, count);
    if (texts == NULL || ids == NULL) {
        in->status = MDS_ENOMEM;
        return;
    }
    count = 0;
    for (size_t i = 0; i < in->file_count; i++) {
        if (in->files[i].kind == FILE_TEXT) {
            count = read_texts(in, &in->files[i], texts, count, ids);
        } else if (has_texts(&in->files[i])) {
            count = read_reasons(in, &in->files[i], texts, count, ids);
        }
    }
    qsort(texts, count, sizeof *texts, compare_keys);
    in->index->texts = texts;
    in->index->text_count = count;
}

const char *mds_catalog_text(const mds_catalog *catalog, mds_lang lang, const char *key)
{
    const mds_catalog_index *index = catalog->index;
    const catalog_text wanted = {.key = key};

    if (index == NULL || index->text_count == 0) {
        return key;
    }
    const catalog_text *found =
        bsearch(&wanted, index->texts, index->text_count, sizeof wanted, compare_keys);
    return found == NULL ? key : found->text.in[lang];
}

size_t mds_catalog_text_count(const mds_catalog *catalog)
{
    return catalog->index == NULL ? 0 : catalog->index->text_count;
}

const char *mds_catalog_text_key(const mds_catalog *catalog, size_t i)
{
    return catalog->index->texts[i].key;
}
