/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary of forms: marks, and lists of words. */
#include "loader.h"

#include "base/utf8.h"
#include <string.h>

void mds_finish__mark(const record *at, void *out)
{
    mds_mark *mark = out;

    mark->answer = MDS_ANSWER_WORD__COUNT;
    if (mds_json_member(at->object, "answer") != NULL) {
        mark->answer =
            (int)mds_record__enum(at, "answer", mds_answer_word__names, MDS_ANSWER_WORD__COUNT);
    }
}

/* In the order of the file, which is no order of the signs. */
void mds_load__marks(loader *in, const loaded_file *file)
{
    mds_mark *marks = mds_loader__alloc(in, file->record_count, sizeof *marks);
    size_t count = 0;

    for (const mds_json *json = mds_json_first(file->records); marks != NULL && json != NULL;
         json = mds_json_next(json)) {
        const record at = mds_record__begin(in, file, json, "sign", NULL, 0, NULL);
        mds_record__read(&at, MDS_RECORD_MARK, &marks[count++]);
    }
    in->catalog->marks = marks;
    in->catalog->mark_count = count;
}

/* The lists that are compared with a text however it is spelt. */
static bool is_keyed(uint32_t list)
{
    return list == MDS_WORDS_NO_EVIDENCE || list == MDS_WORDS_NO_EVIDENCE_ENDINGS ||
           list == MDS_WORDS_NO_EVIDENCE_OPENINGS;
}

/* The words as keys: made once, for each cell of evidence is compared with all of them. */
static mds_strings keys_of(const record *at, mds_strings words)
{
    const char **keys = mds_loader__alloc(at->in, words.count, sizeof *keys);

    for (size_t i = 0; keys != NULL && i < words.count; i++) {
        char key[MDS_UTF8_SHORT];
        if (!mds_utf8_word_key(key, words.at[i]) || key[0] == '\0') {
            mds_record__fault(at, "words", "catalog.reason.empty");
        }
        keys[i] = mds_loader__string(at->in, key);
    }
    return (mds_strings){keys, keys != NULL ? words.count : 0};
}

/* Every list that the program asks for is there, once. */
void mds_load__words(loader *in, const loaded_file *file)
{
    bool there[MDS_WORDS__COUNT] = {false};

    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        static const char *const known[] = {"id", "words", NULL};
        const record at = mds_record__begin(in, file, json, "id", NULL, 0, NULL);
        const uint32_t list = mds_record__enum(&at, "id", mds_word__list_names, MDS_WORDS__COUNT);
        mds_record__known(&at, known);
        if (there[list]) {
            mds_record__fault(&at, "id", "catalog.reason.duplicate");
        }
        there[list] = true;
        const mds_strings words = mds_record__strings(&at, "words");
        in->catalog->words[list] = is_keyed(list) ? keys_of(&at, words) : words;
    }
    for (size_t i = 0; i < MDS_WORDS__COUNT; i++) {
        const record at = {in, file, mds_word__list_names[i], NULL};
        if (!there[i]) {
            mds_record__fault(&at, "id", "catalog.reason.missing");
        }
    }
}
