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
        record_fault(at, text, "catalog.reason.unknown_word");
        return false;
    }
    out->family = mds_arena_strndup(at->in->arena, text, (size_t)(colon - text));
    out->question = record_answers(at, colon + 1, &out->answers);
    if (out->family == NULL || out->question == NULL) {
        return false;
    }
    if (!is_known(at->in, out->family, out->question)) {
        record_unresolved(at, text);
        return false;
    }
    return true;
}

static mds_family_case read_case(const record *at, const mds_json *list)
{
    mds_family_literal *literals = loader_alloc(at->in, mds_json_count(list), sizeof *literals);
    size_t count = 0;

    for (const mds_json *entry = mds_json_first(list); literals != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        count += read_literal(at, mds_json_string(entry, ""), &literals[count]);
    }
    if (count == 0) {
        record_fault(at, "when", "catalog.reason.empty");
    }
    return (mds_family_case){literals, count};
}

static void read_rule(const record *at, void *out)
{
    static const char *const known[] = {"id",     "severity",  "when",      "missing",
                                        "reason", "certainty", "rationale", NULL};
    const mds_json *list = mds_json_member(at->object, "when");
    mds_family_case *cases = loader_alloc(at->in, mds_json_count(list), sizeof *cases);
    mds_consistency_rule rule = {
        .id = at->id,
        .severity = (mds_severity)record_enum(at, "severity", severity_names, 2),
        .missing = record_string(at, "missing", false),
        .reason = record_text(at, "reason"),
        .reason_key = reason_key(at->in, FILE_CONSISTENCY, at->id),
        .certainty =
            (mds_certainty)record_enum(at, "certainty", certainty_names, MDS_CERTAINTY__COUNT),
        .rationale = record_string(at, "rationale", true)};

    record_known(at, known);
    for (const mds_json *entry = mds_json_first(list); cases != NULL && entry != NULL;
         entry = mds_json_next(entry)) {
        cases[rule.when_count++] = read_case(at, entry);
    }
    if (rule.when_count == 0) {
        record_fault(at, "when", "catalog.reason.empty");
    }
    if (rule.missing[0] != '\0' && !is_known(at->in, rule.missing, NULL)) {
        record_unresolved(at, rule.missing);
    }
    rule.when = cases;
    *(mds_consistency_rule *)out = rule;
}

void load_consistency(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->consistency = load_list(in, file, sizeof(mds_consistency_rule), read_rule, &ids,
                                         &in->catalog->consistency_count);
}

static void read_mark(const record *at, void *out)
{
    static const char *const known[] = {"id",        "words",          "moves_to",  "title",
                                        "certainty", "contract_point", "rationale", NULL};
    const mds_responsibility_mark mark = {
        .id = at->id,
        .words = record_strings(at, "words"),
        .moves_to =
            (mds_responsible)record_enum(at, "moves_to", responsible_names, MDS_RESPONSIBLE__COUNT),
        .title = record_text(at, "title"),
        .contract_point = record_text(at, "contract_point"),
        .certainty =
            (mds_certainty)record_enum(at, "certainty", certainty_names, MDS_CERTAINTY__COUNT),
        .rationale = record_string(at, "rationale", true)};

    record_known(at, known);
    if (mark.words.count == 0) {
        record_fault(at, "words", "catalog.reason.empty");
    }
    *(mds_responsibility_mark *)out = mark;
}

void load_responsibility(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->responsibilities = load_list(in, file, sizeof(mds_responsibility_mark), read_mark,
                                              &ids, &in->catalog->responsibility_count);
}

static void read_clause(const record *at, void *out)
{
    static const char *const known[] = {"id", "title", "text", "cvss", "certainty", "source", NULL};

    record_known(at, known);
    *(mds_contract_clause *)out = (mds_contract_clause){
        .id = at->id,
        .title = record_text(at, "title"),
        .text = record_text(at, "text"),
        .cvss = mds_json_member(at->object, "cvss") != NULL ? record_number(at, "cvss", 0, 10) : 0,
        .certainty =
            (mds_certainty)record_enum(at, "certainty", certainty_names, MDS_CERTAINTY__COUNT),
        .source = record_string(at, "source", true)};
}

void load_contract(loader *in, const loaded_file *file)
{
    const mds_map *ids;

    in->catalog->contract = load_list(in, file, sizeof(mds_contract_clause), read_clause, &ids,
                                      &in->catalog->contract_count);
}
