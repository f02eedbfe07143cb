/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules that find answers of a form that cannot all be right: lint/<edition>.json. */
#include "loader.h"

#include <string.h>

static const char *const answer_names[MDS_LINT_ANSWER__COUNT] = {"yes", "no", "na"};

const char *reason_key(loader *in, file_kind kind, const char *rule)
{
    const char *prefix = kind == FILE_LINT ? "lint." : "consistency.";
    const size_t n = strlen(rule);
    char *key = mds_loader__alloc(in, strlen(prefix) + n + 1, 1);

    if (key == NULL) {
        return "";
    }
    memcpy(key, prefix, strlen(prefix));
    memcpy(key + strlen(prefix), rule, n);
    return key;
}

/* "CONN-7=no": that answer; "DOC-11!=yes": any but that one. */
static bool read_literal(const record *at, const char *text, const mds_map *questions,
                         mds_lint_literal *out)
{
    const char *equals = strchr(text, '=');
    const bool other = equals != NULL && equals > text && equals[-1] == '!';

    if (equals == NULL) {
        mds_record__fault(at, "when", "catalog.reason.unknown_word");
        return false;
    }
    const char *id =
        mds_arena_strndup(at->in->arena, text, (size_t)(equals - text) - (other ? 1 : 0));
    if (id == NULL) {
        at->in->status = mds_arena_status(at->in->arena);
        return false;
    }
    *out = (mds_lint_literal){.question = mds_map_find(questions, id), .other = other};
    if (out->question == MDS_MAP_NONE) {
        mds_record__unresolved(at, id);
        return false;
    }
    for (uint32_t i = 0; i < MDS_LINT_ANSWER__COUNT; i++) {
        if (strcmp(answer_names[i], equals + 1) == 0) {
            out->answer = (mds_lint_answer)i;
            return true;
        }
    }
    mds_record__fault(at, "when", "catalog.reason.unknown_word");
    return false;
}

static mds_lint_case read_case(const record *at, const mds_json *list, const mds_map *questions)
{
    mds_lint_literal *literals = mds_loader__alloc(at->in, mds_json_count(list), sizeof *literals);
    size_t count = 0;

    if (literals == NULL) {
        return (mds_lint_case){NULL, 0};
    }
    for (const mds_json *entry = mds_json_first(list); entry != NULL;
         entry = mds_json_next(entry)) {
        const char *text = mds_json_string(entry, "");
        count += read_literal(at, text, questions, &literals[count]);
    }
    if (count == 0) {
        mds_record__fault(at, "when", "catalog.reason.empty");
    }
    return (mds_lint_case){literals, count};
}

static void read_rule(const record *at, const mds_map *questions, mds_lint_rule *rule)
{
    static const char *const known[] = {"id", "severity", "when", "reason", "certainty", NULL};
    const mds_json *list = mds_json_member(at->object, "when");

    mds_record__known(at, known);
    *rule = (mds_lint_rule){
        .id = at->id,
        .severity = (mds_severity)mds_record__enum(at, "severity", mds_severity__names, 2),
        .reason = mds_record__text(at, "reason"),
        .reason_key = reason_key(at->in, FILE_LINT, at->id),
        .certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                     MDS_CERTAINTY__COUNT)};
    if (!mds_json_is_array(list) || mds_json_count(list) == 0) {
        mds_record__fault(at, "when", "catalog.reason.not_list");
        return;
    }
    mds_lint_case *cases = mds_loader__alloc(at->in, mds_json_count(list), sizeof *cases);
    if (cases == NULL) {
        return;
    }
    for (const mds_json *entry = mds_json_first(list); entry != NULL;
         entry = mds_json_next(entry)) {
        cases[rule->when_count++] = read_case(at, entry, questions);
    }
    rule->when = cases;
}

void mds_load__lint(loader *in, const loaded_file *file)
{
    static const char *const known[] = {"format_version",
                                        "kind",
                                        "edition",
                                        "stale_years",
                                        "open_share",
                                        "same_answers",
                                        "stale_rationale",
                                        "open_rationale",
                                        "same_rationale",
                                        "records",
                                        "qualifiers",
                                        "qualifiers_rationale",
                                        NULL};
    record head = {in, file, "", file->root};

    head.id = mds_record__string(&head, "edition", true);
    mds_record__known(&head, known);
    const uint32_t form = mds_catalog_form(in->catalog, head.id);
    if (form == MDS_NO_ORDINAL) {
        mds_record__unresolved(&head, head.id);
        return;
    }
    mds_lint_rule *rules = mds_loader__alloc(in, file->record_count, sizeof *rules);
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    const char *previous = NULL;
    uint32_t i = 0;
    if (rules == NULL || ids == NULL) {
        in->status = MDS_ENOMEM;
        return;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        const record at = mds_record__begin(in, file, json, "id", ids, i, &previous);
        read_rule(&at, in->questions[form], &rules[i]);
    }
    in->lints[in->catalog->lint_count++] =
        (mds_lint){.form = form,
                   .rules = rules,
                   .rule_count = i,
                   .stale_years = mds_record__number(&head, "stale_years", 0, 100),
                   .open_share = mds_record__number(&head, "open_share", 0, 1),
                   .same_answers = (size_t)mds_record__number(&head, "same_answers", 2, 1000),
                   .qualifiers = mds_record__strings(&head, "qualifiers")};
    (void)mds_record__string(&head, "qualifiers_rationale", true);
    (void)mds_record__string(&head, "stale_rationale", true);
    (void)mds_record__string(&head, "open_rationale", true);
    (void)mds_record__string(&head, "same_rationale", true);
}
