/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What forms about one device must not say together, and what their remarks mean for the contract:
 * consistency.json, responsibility.json, contract.json. */
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

static void read_rule(const record *at, void *out)
{
    static const char *const known[] = {"id",     "severity",  "when",      "missing",
                                        "reason", "certainty", "rationale", NULL};
    const mds_json *list = mds_json_member(at->object, "when");
    mds_family_case *cases = mds_loader__alloc(at->in, mds_json_count(list), sizeof *cases);
    mds_consistency_rule rule = {
        .id = at->id,
        .severity = (mds_severity)mds_record__enum(at, "severity", mds_severity__names, 2),
        .missing = mds_record__string(at, "missing", false),
        .reason = mds_record__text(at, "reason"),
        .reason_key = reason_key(at->in, FILE_CONSISTENCY, at->id),
        .certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                     MDS_CERTAINTY__COUNT),
        .rationale = mds_record__string(at, "rationale", true)};

    mds_record__known(at, known);
    for (const mds_json *entry = mds_json_first(list); cases != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        cases[rule.when_count++] = read_case(at, entry);
    }
    if (rule.when_count == 0) {
        mds_record__fault(at, "when", "catalog.reason.empty");
    }
    if (rule.missing[0] != '\0' && !is_known(at->in, rule.missing, NULL)) {
        mds_record__unresolved(at, rule.missing);
    }
    rule.when = cases;
    *(mds_consistency_rule *)out = rule;
}

void mds_load__consistency(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->consistency = mds_load__list(in, file, sizeof(mds_consistency_rule), read_rule,
                                              &ids, &in->catalog->consistency_count);
}

static void read_mark(const record *at, void *out)
{
    static const char *const known[] = {"id",        "words",          "moves_to",  "title",
                                        "certainty", "contract_point", "rationale", NULL};
    const mds_responsibility_mark mark = {
        .id = at->id,
        .words = mds_record__strings(at, "words"),
        .moves_to = (mds_responsible)mds_record__enum(at, "moves_to", mds_responsible__names,
                                                      MDS_RESPONSIBLE__COUNT),
        .title = mds_record__text(at, "title"),
        .contract_point = mds_record__text(at, "contract_point"),
        .certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                     MDS_CERTAINTY__COUNT),
        .rationale = mds_record__string(at, "rationale", true)};

    mds_record__known(at, known);
    if (mark.words.count == 0) {
        mds_record__fault(at, "words", "catalog.reason.empty");
    }
    *(mds_responsibility_mark *)out = mark;
}

void mds_load__responsibility(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->responsibilities =
        mds_load__list(in, file, sizeof(mds_responsibility_mark), read_mark, &ids,
                       &in->catalog->responsibility_count);
}

static void read_clause(const record *at, void *out)
{
    static const char *const known[] = {"id", "title", "text", "cvss", "certainty", "source", NULL};

    mds_record__known(at, known);
    *(mds_contract_clause *)out = (mds_contract_clause){
        .id = at->id,
        .title = mds_record__text(at, "title"),
        .text = mds_record__text(at, "text"),
        .cvss =
            mds_json_member(at->object, "cvss") != NULL ? mds_record__number(at, "cvss", 0, 10) : 0,
        .certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                     MDS_CERTAINTY__COUNT),
        .source = mds_record__string(at, "source", true)};
}

void mds_load__contract(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->contract = mds_load__list(in, file, sizeof(mds_contract_clause), read_clause, &ids,
                                           &in->catalog->contract_count);
}
