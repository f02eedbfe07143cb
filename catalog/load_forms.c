/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editions of forms, and the crosswalks from their questions to facts. */
#include "loader.h"

#include <string.h>

static mds_gate read_gate(const record *at, const mds_map *ids)
{
    static const char *const known[] = {"question", "answer", "basis", NULL};
    static const char *const answers[] = {"no", "yes"};
    static const char *const bases[] = {"implied", "printed"};
    mds_gate gate = {.question = MDS_NO_ORDINAL};

    if (mds_json_member(at->object, "gate") == NULL) {
        return gate;
    }
    const record inner = record_object(at, "gate");
    if (inner.object != NULL) {
        record_known(&inner, known);
        gate.question = record_ordinal(&inner, "question", ids, true);
        gate.yes = record_enum(&inner, "answer", answers, 2) == 1;
        gate.printed = record_enum(&inner, "basis", bases, 2) == 1;
    }
    return gate;
}

static void read_question(const record *at, mds_question *question, const mds_map *ids)
{
    static const char *const known[] = {
        "id", "section", "parent", "question_kind", "title", "gate", "aliases", "printed", NULL};
    static const char *const printed_known[] = {"iec_80001_2_2", "nist_800_53", "iso_27002", NULL};
    const record printed = {at->in, at->file, at->id, mds_json_member(at->object, "printed")};

    record_known(at, known);
    record_known(&printed, printed_known);
    *question =
        (mds_question){.id = at->id,
                       .section = record_ordinal(at, "section", at->in->capabilities, true),
                       .parent = record_ordinal(at, "parent", ids, false),
                       .kind = (mds_question_kind)record_enum(
                           at, "question_kind", question_kind_names, MDS_QUESTION_KIND__COUNT),
                       .title = record_text(at, "title"),
                       .gate = read_gate(at, ids),
                       .aliases = record_strings(at, "aliases"),
                       .printed_iec_80001_2_2 = record_string(&printed, "iec_80001_2_2", false),
                       .printed_nist_800_53 = record_string(&printed, "nist_800_53", false),
                       .printed_iso_27002 = record_string(&printed, "iso_27002", false)};
}

/* Ids and aliases of all questions, before the questions are read: gates refer forward too. */
static mds_map *enter_questions(loader *in, const loaded_file *file, mds_question *questions)
{
    size_t names = file->record_count;
    uint32_t i = 0;

    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        names += mds_json_count(mds_json_member(json, "aliases"));
    }
    mds_map *ids = mds_map_new(in->arena, names);
    if (ids == NULL) {
        in->status = MDS_ENOMEM;
        return NULL;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        const record at = record_begin(in, file, json, "id", ids, i, NULL);
        const mds_strings aliases = record_strings(&at, "aliases");
        questions[i].id = at.id;
        for (size_t k = 0; k < aliases.count; k++) {
            if (!mds_map_add(ids, aliases.at[k], i)) {
                record_fault(&at, "aliases", "catalog.reason.duplicate");
            }
        }
    }
    return ids;
}

static void read_form_head(const record *at, mds_form *form, const mds_map *ids)
{
    const record fields = record_object(at, "device_questions");
    const record words = record_object(at, "words");

    record_known(&fields, device_field_names); /* ended by the NULL behind the last name */
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        form->device_questions[i] = record_ordinal(&fields, device_field_names[i], ids, false);
    }
    for (size_t i = 0; i < MDS_ANSWER_WORD__COUNT; i++) {
        form->words[i] = record_strings(&words, answer_word_names[i]);
    }
    form->edition = at->id;
    form->title = record_text(at, "title");
    form->document = record_string(at, "document", true);
    form->certainty =
        (mds_certainty)record_enum(at, "certainty", certainty_names, MDS_CERTAINTY__COUNT);
    form->expected_questions = (size_t)record_number(at, "expected_questions", 1, 10000);
    form->answer_headings = record_strings(at, "answer_headings");
    form->note_headings = record_strings(at, "note_headings");
}

void load_form(loader *in, const loaded_file *file, size_t ordinal)
{
    static const char *const known[] = {"format_version",
                                        "kind",
                                        "edition",
                                        "title",
                                        "document",
                                        "certainty",
                                        "expected_questions",
                                        "device_questions",
                                        "words",
                                        "answer_headings",
                                        "note_headings",
                                        "records",
                                        NULL};
    mds_form *form = &in->forms[ordinal];
    record head = {in, file, "", file->root};
    mds_question *questions = loader_alloc(in, file->record_count, sizeof *questions);

    if (questions == NULL) {
        return;
    }
    head.id = record_string(&head, "edition", true);
    record_known(&head, known);
    mds_map *ids = enter_questions(in, file, questions);
    if (ids == NULL) {
        return;
    }
    uint32_t i = 0;
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        const record at = {in, file, questions[i].id, json};
        read_question(&at, &questions[i], ids);
    }
    form->questions = questions;
    form->question_count = i;
    in->questions[ordinal] = ids;
    read_form_head(&head, form, ids);
}

static const char *const *read_unmapped(const record *head, const mds_form *form,
                                        const mds_map *ids)
{
    const char **reasons = loader_alloc(head->in, form->question_count, sizeof *reasons);
    static const char *const known[] = {"question", "reason", NULL};

    if (reasons == NULL) {
        return NULL;
    }
    for (const mds_json *json = mds_json_first(mds_json_member(head->object, "unmapped"));
         json != NULL; json = mds_json_next(json)) {
        const record at = {head->in, head->file, head->id, json};
        record_known(&at, known);
        const uint32_t question = record_ordinal(&at, "question", ids, true);
        if (question != MDS_NO_ORDINAL) {
            reasons[question] = record_string(&at, "reason", true);
        }
    }
    return reasons;
}

void load_crosswalk(loader *in, const loaded_file *file)
{
    static const char *const head_known[] = {"format_version", "kind",    "edition",
                                             "unmapped",       "records", NULL};
    static const char *const known[] = {"question",  "fact",      "relation", "inverse",
                                        "certainty", "rationale", NULL};
    record head = {in, file, "", file->root};

    head.id = record_string(&head, "edition", true);
    record_known(&head, head_known);
    const uint32_t form = mds_catalog_form(in->catalog, head.id);
    if (form == MDS_NO_ORDINAL) {
        record_unresolved(&head, head.id);
        return;
    }
    const mds_map *ids = in->questions[form];
    mds_crosswalk_row *rows = loader_alloc(in, file->record_count, sizeof *rows);
    if (rows == NULL) {
        return;
    }
    size_t count = 0;
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = record_begin(in, file, json, "question", NULL, 0, NULL);
        record_known(&at, known);
        mds_crosswalk_row row = {.question = record_ordinal(&at, "question", ids, true),
                                 .fact = record_ordinal(&at, "fact", in->facts, true),
                                 .relation = (mds_relation)record_enum(
                                     &at, "relation", relation_names, MDS_RELATION__COUNT),
                                 .inverse = record_bool(&at, "inverse"),
                                 .certainty = (mds_certainty)record_enum(
                                     &at, "certainty", certainty_names, MDS_CERTAINTY__COUNT),
                                 .rationale = record_string(&at, "rationale", true)};
        if (row.question == MDS_NO_ORDINAL || row.fact == MDS_NO_ORDINAL) {
            continue;
        }
        if (count > 0 && rows[count - 1].question > row.question) {
            mds_diag_add(in->diags, MDS_D_CATALOG_ORDER, file->name, at.id, file->name, at.id,
                         NULL);
            in->status = in->status == MDS_OK ? MDS_ECATALOG : in->status;
        }
        rows[count++] = row;
    }
    in->crosswalks[form] =
        (mds_crosswalk){form, rows, count, read_unmapped(&head, &in->forms[form], ids)};
}
