/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that a user sees, by key. */
#include "loader.h"

#include "embed.h"
#include <string.h>

void load_texts(loader *in)
{
    static const char *const known[] = {"id", "en", "ja", NULL};
    size_t count = 0;
    size_t at_text = 0;

    for (size_t i = 0; i < in->file_count; i++) {
        count += in->files[i].kind == FILE_TEXT ? in->files[i].record_count : 0;
    }
    const char **keys = loader_alloc(in, count, sizeof *keys);
    mds_text *values = loader_alloc(in, count, sizeof *values);
    mds_map *ids = mds_map_new(in->arena, count);
    if (keys == NULL || values == NULL || ids == NULL) {
        in->status = MDS_ENOMEM;
        return;
    }
    for (size_t i = 0; i < in->file_count; i++) {
        const loaded_file *file = &in->files[i];
        const char *previous = NULL;

        if (file->kind != FILE_TEXT) {
            continue;
        }
        for (const mds_json *json = mds_json_first(file->records); json != NULL;
             json = mds_json_next(json), at_text++) {
            const record at = record_begin(in, file, json, "id", ids, (uint32_t)at_text, &previous);
            record_known(&at, known);
            keys[at_text] = at.id;
            for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
                values[at_text].in[lang] = record_string(&at, lang_names[lang], true);
            }
        }
    }
    in->index->text_keys = keys;
    in->index->text_values = values;
    in->index->text_count = at_text;
    in->index->texts = ids;
}

const char *mds_catalog_text(const mds_catalog *catalog, mds_lang lang, const char *key)
{
    const mds_catalog_index *index = catalog->index;
    const uint32_t found = index == NULL ? MDS_MAP_NONE : mds_map_find(index->texts, key);

    return found == MDS_MAP_NONE ? key : index->text_values[found].in[lang];
}

size_t mds_catalog_text_count(const mds_catalog *catalog)
{
    return catalog->index == NULL ? 0 : catalog->index->text_count;
}

const char *mds_catalog_text_key(const mds_catalog *catalog, size_t i)
{
    return catalog->index->text_keys[i];
}
