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

/* Cases of which any one counts: [["RMOT-1=no", "RMOT-2=no|na"]]. */
static const mds_answer_case *read_cases(const record *at, const char *member,
                                         const mds_map *questions, size_t *count)
{
    const mds_json *list = mds_json_member(at->object, member);
    mds_answer_case *cases = mds_loader__alloc(at->in, mds_json_count(list), sizeof *cases);

    *count = 0;
    for (const mds_json *entry = mds_json_first(list); cases != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        cases[(*count)++] = read_case(at, entry, questions);
    }
    return cases;
}

/* Only what a person confirms, or answers first, rests on answers of the target. */
static void read_given(const record *at, const mds_map *questions, mds_translation_rule *rule)
{
    const mds_json *given = mds_json_member(at->object, "given");

    if (given != NULL) {
        rule->given = read_case(at, given, questions);
    }
    if ((given != NULL) == (rule->tier == MDS_TIER_ENTAILED)) {
        mds_record__fault(at, "given", "catalog.reason.given");
    }
}

static void read_rule(const record *at, mds_translation_rule *rule)
{
    mds_record__read(at, MDS_RECORD_TRANSLATION_RULE, rule);
    const mds_map *from = rule->to_left ? at->in->ids[MDS_TO_RIGHT] : at->in->ids[MDS_TO_QUESTION];
    const mds_map *to = rule->to_left ? at->in->ids[MDS_TO_QUESTION] : at->in->ids[MDS_TO_RIGHT];
    rule->when = read_cases(at, "when", from, &rule->when_count);
    rule->doubted_by = read_cases(at, "doubted_by", from, &rule->doubted_count);
    if (rule->when_count == 0) {
        mds_record__fault(at, "when", "catalog.reason.empty");
    }
    read_given(at, to, rule);
    (void)read_literal(at, mds_record__string(at, "then", true), to, &rule->then);
}

void mds_finish__translation_row(const record *at, void *out)
{
    const mds_json *list = mds_json_member(at->object, "rules");
    mds_translation_rule *rules = mds_loader__alloc(at->in, mds_json_count(list), sizeof *rules);
    mds_translation_row *row = out;

    for (const mds_json *entry = mds_json_first(list); rules != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        const record inner = {at->in, at->file, at->id, entry};
        read_rule(&inner, &rules[row->rule_count++]);
    }
    row->rules = rules;
    /* What nobody has agreed to is a lead; a rule there would be used by mistake. */
    if (row->rule_count > 0 && row->review == MDS_REVIEW_DISPUTED) {
        mds_record__fault(at, "rules", "catalog.reason.disputed_rule");
    }
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

void mds_load__translation(loader *in, const loaded_file *file)
{
    const record head = {in, file, file->name, file->root};
    mds_translation *translation = &in->translations[file->ordinal];

    mds_record__read(&head, MDS_RECORD_TRANSLATION, translation);
    translation->left = read_edition(&head, "left");
    translation->right = read_edition(&head, "right");
    if (translation->left == MDS_NO_ORDINAL || translation->right == MDS_NO_ORDINAL) {
        return;
    }
    in->ids[MDS_TO_QUESTION] = in->questions[translation->left];
    in->ids[MDS_TO_RIGHT] = in->questions[translation->right];
    translation->rows =
        mds_record__list(in, file, MDS_RECORD_TRANSLATION_ROW, &translation->row_count);
}
