/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How questions of two editions relate: translations/<left>--<right>.json. */
#include "loader.h"

#include <string.h>

static bool read_answer(mds_answer_bits *answers, const char *word, size_t n)
{
    for (size_t i = 0; i <= MDS_LABEL_NA; i++) {
        if (strlen(mds_label__names[i]) == n && strncmp(mds_label__names[i], word, n) == 0) {
            *answers |= (mds_answer_bits)1 << i;
            return true;
        }
    }
    return false;
}

const char *mds_record__answers(const record *at, const char *text, mds_answer_bits *answers)
{
    const char *equals = strrchr(text, '=');

    *answers = 0;
    for (const char *word = equals; word != NULL && *word != '\0';) {
        const size_t n = strcspn(word + 1, "|");
        if (!read_answer(answers, word + 1, n)) {
            equals = NULL;
            break;
        }
        word += n + 1;
    }
    if (equals == NULL) {
        mds_record__fault(at, text, "catalog.reason.unknown_word");
        return NULL;
    }
    const char *id = mds_arena_strndup(at->in->arena, text, (size_t)(equals - text));
    if (id == NULL) {
        at->in->status = mds_arena_status(at->in->arena);
    }
    return id;
}

static bool read_literal(const record *at, const char *text, const mds_map *questions,
                         mds_answer_literal *out)
{
    const char *id = mds_record__answers(at, text, &out->answers);

    if (id == NULL) {
        return false;
    }
    out->question = mds_map_find(questions, id);
    if (out->question == MDS_MAP_NONE) {
        mds_record__unresolved(at, id);
        return false;
    }
    return true;
}

static mds_answer_case read_case(const record *at, const mds_json *list, const mds_map *questions)
{
    mds_answer_literal *literals =
        mds_loader__alloc(at->in, mds_json_count(list), sizeof *literals);
    size_t count = 0;

    for (const mds_json *entry = mds_json_first(list); literals != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        count += read_literal(at, mds_json_string(entry, ""), questions, &literals[count]);
    }
    if (count == 0) {
        mds_record__fault(at, "when", "catalog.reason.empty");
    }
    return (mds_answer_case){literals, count};
}

static void read_rule(const record *at, const mds_translation *translation,
                      mds_translation_rule *rule)
{
    static const char *const known[] = {"to", "when", "then", "one_way", NULL};
    static const char *const sides[] = {"right", "left"};
    const mds_json *list = mds_json_member(at->object, "when");
    mds_answer_case *cases = mds_loader__alloc(at->in, mds_json_count(list), sizeof *cases);

    mds_record__known(at, known);
    rule->to_left = mds_record__enum(at, "to", sides, 2) == 1;
    rule->one_way = mds_record__bool(at, "one_way");
    const uint32_t from = rule->to_left ? translation->right : translation->left;
    const uint32_t to = rule->to_left ? translation->left : translation->right;
    if (mds_json_count(list) == 0) {
        mds_record__fault(at, "when", "catalog.reason.empty");
    }
    for (const mds_json *entry = mds_json_first(list); cases != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        cases[rule->when_count++] = read_case(at, entry, at->in->questions[from]);
    }
    rule->when = cases;
    (void)read_literal(at, mds_record__string(at, "then", true), at->in->questions[to],
                       &rule->then);
}

static void read_rules(const record *at, const mds_translation *translation,
                       mds_translation_row *row)
{
    const mds_json *list = mds_json_member(at->object, "rules");
    mds_translation_rule *rules = mds_loader__alloc(at->in, mds_json_count(list), sizeof *rules);

    for (const mds_json *entry = mds_json_first(list); rules != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        const record inner = {at->in, at->file, at->id, entry};
        read_rule(&inner, translation, &rules[row->rule_count++]);
    }
    row->rules = rules;
    /* What nobody has agreed to is a lead; a rule there would be used by mistake. */
    if (row->rule_count > 0 && row->review == MDS_REVIEW_DISPUTED) {
        mds_record__fault(at, "rules", "catalog.reason.disputed_rule");
    }
}

static void read_row(const record *at, const mds_translation *translation, mds_translation_row *row)
{
    static const char *const known[] = {"id",     "left",        "right",     "relation",
                                        "rules",  "note_blocks", "rationale", "concept_relation",
                                        "review", "certainty",   NULL};

    mds_record__known(at, known);
    row->id = at->id;
    row->left =
        mds_record__ordinals(at, "left", at->in->questions[translation->left], &row->left_count);
    row->right =
        mds_record__ordinals(at, "right", at->in->questions[translation->right], &row->right_count);
    if (row->left_count == 0 || row->right_count == 0) {
        mds_record__fault(at, row->left_count == 0 ? "left" : "right", "catalog.reason.empty");
    }
    row->relation =
        (mds_relation)mds_record__enum(at, "relation", mds_relation__names, MDS_RELATION__COUNT);
    row->concept_relation = (mds_relation)mds_record__enum(
        at, "concept_relation", mds_relation__names, MDS_RELATION__COUNT);
    row->note_blocks = mds_record__strings(at, "note_blocks");
    row->rationale = mds_record__text(at, "rationale");
    row->review = (mds_review)mds_record__enum(at, "review", mds_review__names, MDS_REVIEW__COUNT);
    row->certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                     MDS_CERTAINTY__COUNT);
    read_rules(at, translation, row);
}

static uint32_t read_edition(const record *head, const char *member)
{
    const char *edition = mds_record__string(head, member, true);
    const uint32_t form = mds_catalog_form(head->in->catalog, edition);

    if (form == MDS_NO_ORDINAL) {
        mds_record__unresolved(head, edition);
    }
    return form;
}

void mds_load__translation(loader *in, const loaded_file *file, size_t ordinal)
{
    static const char *const known[] = {"format_version", "kind", "left", "right", "records", NULL};
    const record head = {in, file, file->name, file->root};
    mds_translation *translation = &in->translations[ordinal];
    mds_translation_row *rows = mds_loader__alloc(in, file->record_count, sizeof *rows);
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    const char *previous = NULL;

    mds_record__known(&head, known);
    translation->left = read_edition(&head, "left");
    translation->right = read_edition(&head, "right");
    if (rows == NULL || ids == NULL || translation->left == MDS_NO_ORDINAL ||
        translation->right == MDS_NO_ORDINAL) {
        return;
    }
    uint32_t i = 0;
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        const record at = mds_record__begin(in, file, json, "id", ids, i, &previous);
        read_row(&at, translation, &rows[i]);
    }
    translation->rows = rows;
    translation->row_count = i;
}
