/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What forms about one device must not say together: the cases of consistency.json. */
#include "loader.h"

#include <string.h>

/* Whether any form of the family holds the question. */
static bool is_known(const loader *in, const char *family, const char *question)
{
    for (size_t i = 0; i < in->catalog->form_count; i++) {
        const mds_form *form = &in->catalog->forms[i];
        if (strcmp(form->family, family) == 0 &&
            (question == NULL || mds_map_find(in->questions[i], question) != MDS_MAP_NONE)) {
            return true;
        }
    }
    return false;
}

/* "jp-mds:12.4=yes" */
static bool read_literal(const record *at, const char *text, mds_family_literal *out)
{
    const char *colon = strchr(text, ':');

    if (colon == NULL) {
        mds_record__fault(at, text, "catalog.reason.unknown_word");
        return false;
    }
    out->family = mds_arena_strndup(at->in->arena, text, (size_t)(colon - text));
    out->question = mds_record__answers(at, colon + 1, &out->answers);
    if (out->family == NULL || out->question == NULL) {
        return false;
    }
    if (!is_known(at->in, out->family, out->question)) {
        mds_record__unresolved(at, text);
        return false;
    }
    return true;
}

static mds_family_case read_case(const record *at, const mds_json *list)
{
    mds_family_literal *literals =
        mds_loader__alloc(at->in, mds_json_count(list), sizeof *literals);
    size_t count = 0;

    for (const mds_json *entry = mds_json_first(list); literals != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        count += read_literal(at, mds_json_string(entry, ""), &literals[count]);
    }
    if (count == 0) {
        mds_record__fault(at, "when", "catalog.reason.empty");
    }
    return (mds_family_case){literals, count};
}

void mds_finish__consistency(const record *at, void *out)
{
    const mds_json *list = mds_json_member(at->object, "when");
    mds_family_case *cases = mds_loader__alloc(at->in, mds_json_count(list), sizeof *cases);
    mds_consistency_rule *rule = out;

    rule->reason_key = mds_load__reason_key(at->in, FILE_CONSISTENCY, at->id);
    for (const mds_json *entry = mds_json_first(list); cases != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        cases[rule->when_count++] = read_case(at, entry);
    }
    if (rule->when_count == 0) {
        mds_record__fault(at, "when", "catalog.reason.empty");
    }
    if (rule->missing[0] != '\0' && !is_known(at->in, rule->missing, NULL)) {
        mds_record__unresolved(at, rule->missing);
    }
    rule->when = cases;
}
