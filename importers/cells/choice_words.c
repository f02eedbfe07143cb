/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and marks of printed choices, from the forms of the catalog. */
#include "choices.h"

#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

static int longer(const char *x, const char *y)
{
    const size_t m = strlen(x);
    const size_t n = strlen(y);

    return m != n ? (m > n ? -1 : 1) : strcmp(x, y);
}

static int longer_word(const void *a, const void *b)
{
    return longer(((const mds_choice_word *)a)->key, ((const mds_choice_word *)b)->key);
}

static int longer_mark(const void *a, const void *b)
{
    return longer(((const mds_mark_sign *)a)->key, ((const mds_mark_sign *)b)->key);
}

static bool has_word(const mds_choice_words *words, const char *key)
{
    for (size_t i = 0; i < words->count; i++) {
        if (strcmp(words->at[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

static bool add_marks(mds_choice_words *words, mds_arena *arena, const mds_catalog *catalog)
{
    words->catalog = catalog;
    words->marks = mds_arena_alloc(arena, catalog->mark_count, sizeof *words->marks);
    for (size_t i = 0; words->marks != NULL && i < catalog->mark_count; i++) {
        const char *key = mds_utf8_key(arena, catalog->marks[i].sign);
        if (key == NULL) {
            return false;
        }
        words->marks[words->mark_count++] = (mds_mark_sign){key, &catalog->marks[i]};
    }
    if (words->marks == NULL) {
        return false;
    }
    qsort(words->marks, words->mark_count, sizeof *words->marks, longer_mark);
    return true;
}

static void add_word(mds_choice_words *words, const char *key, size_t choice)
{
    if (key[0] != '\0' && !has_word(words, key)) {
        words->at[words->count++] = (mds_choice_word){key, choice};
    }
}

/* The words of a list that answer by one choice. */
static void add_list(mds_choice_words *words, const mds_strings *list, size_t choice,
                     mds_choice_scope scope)
{
    for (size_t i = 0; i < list->count; i++) {
        if (scope == MDS_CHOICE_ALL || (unsigned char)list->at[i][0] >= 0x80) {
            add_word(words, list->at[i], choice);
        }
    }
}

static const struct {
    mds_answer_word word;
    bool applicable;
    size_t choice;
} word_lists[] = {
    {MDS_WORD_YES, false, MDS_LABEL_YES},       {MDS_WORD_NO, false, MDS_LABEL_NO},
    {MDS_WORD_NA, false, MDS_LABEL_NA},         {MDS_WORD_SEE_NOTE, false, MDS_CHOICE_SEE_NOTE},
    {MDS_WORD_YES, true, MDS_LABEL_APPLICABLE}, {MDS_WORD_NO, true, MDS_LABEL_NOT_APPLICABLE},
};

enum { WORD_LISTS = sizeof word_lists / sizeof *word_lists };

static const mds_strings *list_of(const mds_form *form, size_t i)
{
    return word_lists[i].applicable ? &form->applicable_words[word_lists[i].word]
                                    : &form->words[word_lists[i].word];
}

static void note_begin(mds_choice_words *words, const char *key, uint8_t what)
{
    words->begins[(unsigned char)key[0]] |= what;
}

static void note_begins(mds_choice_words *words)
{
    static const mds_word_list parting[] = {MDS_WORDS_CHOICE_SEPARATORS, MDS_WORDS_BRACKET_OPENINGS,
                                            MDS_WORDS_BRACKET_CLOSINGS};

    for (size_t i = 0; i < words->count; i++) {
        note_begin(words, words->at[i].key, MDS_BEGINS_WORD);
    }
    for (size_t i = 0; i < words->mark_count; i++) {
        note_begin(words, words->marks[i].key,
                   (uint8_t)(MDS_BEGINS_MARK << words->marks[i].mark->place));
    }
    for (size_t k = 0; k < sizeof parting / sizeof *parting; k++) {
        const mds_strings *signs = &words->catalog->words[parting[k]];
        for (size_t i = 0; i < signs->count; i++) {
            note_begin(words, signs->at[i], MDS_BEGINS_SEPARATOR);
        }
    }
}

bool mds_choice__words_add(mds_choice_words *words, mds_arena *arena, const mds_catalog *catalog,
                           const mds_form *form, mds_choice_scope scope)
{
    const mds_strings *others = &catalog->words[MDS_WORDS_OTHER_CHOICES];
    size_t most = words->count + MDS_LABEL__COUNT + others->count;

    for (size_t i = 0; i < WORD_LISTS && scope != MDS_CHOICE_LABELS; i++) {
        most += list_of(form, i)->count;
    }
    mds_choice_word *list = mds_arena_alloc(arena, most, sizeof *words->at);
    if (list == NULL || (words->marks == NULL && !add_marks(words, arena, catalog))) {
        return false;
    }
    if (words->count > 0) {
        memcpy(list, words->at, words->count * sizeof *list);
    }
    words->at = list;
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        const char *key = mds_utf8_key(arena, form->labels[i]);
        if (key == NULL) {
            return false;
        }
        add_word(words, key, i);
    }
    for (size_t i = 0; i < WORD_LISTS && scope != MDS_CHOICE_LABELS; i++) {
        add_list(words, list_of(form, i), word_lists[i].choice, scope);
    }
    if (scope == MDS_CHOICE_ALL) {
        add_list(words, others, MDS_CHOICE_OTHER, scope);
    }
    if (words->count > 0) {
        qsort(words->at, words->count, sizeof *words->at, longer_word);
    }
    note_begins(words);
    return true;
}
