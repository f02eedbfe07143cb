/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules that find answers of a form that cannot all be right: lint/<edition>.json. */
#include "loader.h"

#include <string.h>

const char *mds_load__reason_key(loader *in, file_kind kind, const char *rule)
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
static bool read_literal(const record *at, const char *text, mds_lint_literal *out)
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
    *out = (mds_lint_literal){.question = mds_map_find(at->in->ids[MDS_TO_QUESTION], id),
                              .other = other};
    if (out->question == MDS_MAP_NONE) {
        mds_record__unresolved(at, id);
        return false;
    }
    for (uint32_t i = 0; i < MDS_LINT_ANSWER__COUNT; i++) {
        if (strcmp(mds_lint_answer__names[i], equals + 1) == 0) {
            out->answer = (mds_lint_answer)i;
            return true;
        }
    }
    mds_record__fault(at, "when", "catalog.reason.unknown_word");
    return false;
}

static mds_lint_case read_case(const record *at, const mds_json *list)
{
    mds_lint_literal *literals = mds_loader__alloc(at->in, mds_json_count(list), sizeof *literals);
    size_t count = 0;

    if (literals == NULL) {
        return (mds_lint_case){NULL, 0};
    }
    for (const mds_json *entry = mds_json_first(list); entry != NULL;
         entry = mds_json_next(entry)) {
        const char *text = mds_json_string(entry, "");
        count += read_literal(at, text, &literals[count]);
    }
    if (count == 0) {
        mds_record__fault(at, "when", "catalog.reason.empty");
    }
    return (mds_lint_case){literals, count};
}

void mds_finish__lint_rule(const record *at, void *out)
{
    const mds_json *list = mds_json_member(at->object, "when");
    mds_lint_rule *rule = out;

    rule->reason_key = mds_load__reason_key(at->in, FILE_LINT, at->id);
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
        cases[rule->when_count++] = read_case(at, entry);
    }
    rule->when = cases;
}

void mds_load__lint(loader *in, const loaded_file *file)
{
    record head = {in, file, "", file->root};

    head.id = mds_record__string(&head, "edition", true);
    const uint32_t form = mds_catalog_form(in->catalog, head.id);
    if (form == MDS_NO_ORDINAL) {
        mds_record__unresolved(&head, head.id);
        return;
    }
    in->ids[MDS_TO_QUESTION] = in->questions[form];
    mds_lint *lint = &in->lints[in->catalog->lint_count++];
    mds_record__read(&head, MDS_RECORD_LINT, lint);
    lint->form = form;
    lint->rules = mds_record__list(in, file, MDS_RECORD_LINT_RULE, &lint->rule_count);
}
