/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn_words.h"

#include "sign.h"
#include <string.h>

/* Keys with the bits that the forms give them, before they go into a map. */
typedef struct heading_list {
    const char **keys;
    uint32_t *bits;
    size_t count;
} heading_list;

static void add_headings(heading_list *list, const mds_strings *keys, uint32_t bits)
{
    for (size_t i = 0; i < keys->count; i++) {
        size_t k = 0;
        while (k < list->count && strcmp(list->keys[k], keys->at[i]) != 0) {
            k++;
        }
        if (k == list->count) {
            list->keys[list->count] = keys->at[i];
            list->bits[list->count++] = 0;
        }
        list->bits[k] |= bits;
    }
}

static bool asks_in_rounds(const mds_form *form)
{
    for (size_t q = 0; q < form->question_count; q++) {
        if (form->questions[q].answer_set == MDS_ANSWERS_CONFIRMED) {
            return true;
        }
    }
    return false;
}

static bool build_headings(learn_words *out, mds_arena *arena, const mds_catalog *catalog)
{
    size_t most = 0;

    for (size_t f = 0; f < catalog->form_count; f++) {
        most += catalog->forms[f].answer_headings.count + catalog->forms[f].note_headings.count;
    }
    heading_list list = {mds_arena_alloc(arena, most, sizeof *list.keys),
                         mds_arena_alloc(arena, most, sizeof *list.bits), 0};
    mds_map *map = mds_map_new(arena, most);
    if (list.keys == NULL || list.bits == NULL || map == NULL) {
        return false;
    }
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        const uint32_t rounds = asks_in_rounds(form) ? LEARN_HEADING_ROUND : 0;
        add_headings(&list, &form->answer_headings, LEARN_HEADING_ANSWER | rounds);
        add_headings(&list, &form->note_headings, LEARN_HEADING_NOTE);
    }
    for (size_t i = 0; i < list.count; i++) {
        (void)mds_map_add(map, list.keys[i], list.bits[i]);
    }
    out->headings = map;
    return true;
}

static bool build_labels(learn_words *out, mds_arena *arena, const mds_catalog *catalog)
{
    size_t most = 0;

    for (size_t f = 0; f < catalog->form_count; f++) {
        for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
            most += catalog->forms[f].header_labels[i].count;
        }
    }
    mds_map *map = mds_map_new(arena, most);
    if (map == NULL) {
        return false;
    }
    for (size_t f = 0; f < catalog->form_count; f++) {
        for (uint32_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
            const mds_strings *labels = &catalog->forms[f].header_labels[i];
            for (size_t k = 0; k < labels->count; k++) {
                (void)mds_map_add(map, labels->at[k], i);
            }
        }
    }
    out->labels = map;
    return true;
}

bool mds_learn__words_build(learn_words *out, mds_arena *arena, const mds_catalog *catalog)
{
    *out = (learn_words){.catalog = catalog};
    for (size_t f = 0; f < catalog->form_count; f++) {
        if (!mds_choice__words_add(&out->choices, arena, catalog, &catalog->forms[f],
                                   MDS_CHOICE_LABELS)) {
            return false;
        }
    }
    return build_headings(out, arena, catalog) && build_labels(out, arena, catalog);
}

uint32_t mds_learn__heading_of(const learn_words *words, const char *key)
{
    const uint32_t bits = mds_map_find(words->headings, key);

    return bits != MDS_MAP_NONE ? bits : 0;
}

size_t mds_learn__list_mark(const learn_words *words, const char *text)
{
    const char *p = text;
    const mds_sign sign = mds_sign__skip_blanks(&p);
    size_t n = mds_words__at(words->catalog, MDS_WORDS_LIST_MARKS, p);

    if (n == 0 && sign.kind == MDS_SIGN_DASH &&
        mds_sign__at(p + sign.length).kind == MDS_SIGN_BLANK) {
        n = sign.length;
    }
    if (n == 0) {
        return 0;
    }
    p += n;
    (void)mds_sign__skip_blanks(&p);
    return (size_t)(p - text);
}
