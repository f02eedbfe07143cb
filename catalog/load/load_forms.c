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

static uint32_t optional_enum(const record *at, const char *member, const char *const *names,
                              uint32_t count, uint32_t otherwise)
{
    return mds_json_member(at->object, member) != NULL ? record_enum(at, member, names, count)
                                                       : otherwise;
}

/* Ids of clauses of the form's guideline. */
static mds_strings read_clauses(const record *at, uint32_t guideline)
{
    const mds_strings ids = record_strings(at, "clauses");

    for (size_t i = 0; i < ids.count; i++) {
        if (guideline == MDS_NO_ORDINAL ||
            mds_map_find(at->in->clauses[guideline], ids.at[i]) == MDS_MAP_NONE) {
            record_unresolved(at, ids.at[i]);
        }
    }
    return ids;
}

static void read_question(const record *at, mds_question *question, const mds_form *form,
                          const mds_map *ids)
{
    static const char *const known[] = {
        "id",      "section", "parent",   "question_kind", "answer_set", "title",   "gate",
        "aliases", "bullet",  "optional", "clauses",       "certainty",  "printed", NULL};
    static const char *const printed_known[] = {"iec_80001_2_2", "nist_800_53", "iso_27002", NULL};
    const record printed = {at->in, at->file, at->id, mds_json_member(at->object, "printed")};

    record_known(at, known);
    record_known(&printed, printed_known);
    *question = (mds_question){
        .id = at->id,
        .section = record_ordinal(at, "section", at->in->capabilities, true),
        .parent = record_ordinal(at, "parent", ids, false),
        .kind = (mds_question_kind)record_enum(at, "question_kind", question_kind_names,
                                               MDS_QUESTION_KIND__COUNT),
        .title = record_text(at, "title"),
        .gate = read_gate(at, ids),
        .answer_set = optional_enum(at, "answer_set", answer_set_names, MDS_ANSWER_SET__COUNT, 0),
        .aliases = record_strings(at, "aliases"),
        .bullet = record_strings(at, "bullet"),
        .clauses = read_clauses(at, form->guideline),
        .certainty =
            optional_enum(at, "certainty", certainty_names, MDS_CERTAINTY__COUNT, form->certainty),
        .optional = record_bool(at, "optional"),
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

/* The object in a member that may be missing; its object is then NULL, and its members are. */
static record optional_object(const record *at, const char *member)
{
    return (record){at->in, at->file, at->id, mds_json_member(at->object, member)};
}

static void read_form_words(const record *at, mds_form *form)
{
    const record words = record_object(at, "words");
    const record applicable = optional_object(at, "applicable_words");
    const record labels = record_object(at, "labels");
    const record headers = optional_object(at, "header_labels");

    record_known(&labels, label_names);
    record_known(&headers, device_field_names);
    for (size_t i = 0; i < MDS_ANSWER_WORD__COUNT; i++) {
        form->words[i] = record_strings(&words, answer_word_names[i]);
        form->applicable_words[i] = record_strings(&applicable, answer_word_names[i]);
    }
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        form->labels[i] = record_string(&labels, label_names[i], i <= MDS_LABEL_NA);
    }
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        form->header_labels[i] = record_strings(&headers, device_field_names[i]);
    }
    form->answer_headings = record_strings(at, "answer_headings");
    form->note_headings = record_strings(at, "note_headings");
    form->title_marks = record_strings(at, "title_marks");
}

/* Ordinal of the guideline that a form's clauses belong to. */
static uint32_t read_guideline(const record *at)
{
    const char *edition = record_string(at, "guideline", false);

    if (edition[0] == '\0') {
        return MDS_NO_ORDINAL;
    }
    const uint32_t guideline = mds_catalog_guideline(at->in->catalog, edition);
    if (guideline == MDS_NO_ORDINAL) {
        record_unresolved(at, edition);
    }
    return guideline;
}

static void read_form_head(const record *at, mds_form *form, const mds_map *ids)
{
    const record fields = record_object(at, "device_questions");

    record_known(&fields, device_field_names); /* ended by the NULL behind the last name */
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        form->device_questions[i] = record_ordinal(&fields, device_field_names[i], ids, false);
    }
    form->edition = at->id;
    form->family = record_string(at, "family", true);
    form->title = record_text(at, "title");
    form->document = record_string(at, "document", true);
    form->certainty =
        (mds_certainty)record_enum(at, "certainty", certainty_names, MDS_CERTAINTY__COUNT);
    form->completeness = (mds_form_completeness)record_enum(at, "completeness", completeness_names,
                                                            MDS_COMPLETENESS__COUNT);
    form->not_known = form->completeness == MDS_COMPLETE ? record_optional_text(at, "not_known")
                                                         : record_text(at, "not_known");
    form->learned = record_bool(at, "learned");
    form->guideline = read_guideline(at);
    form->expected_questions = (size_t)record_number(
        at, "expected_questions", form->completeness == MDS_TOPICS ? 0 : 1, 10000);
    read_form_words(at, form);
}

void load_form(loader *in, const loaded_file *file, size_t ordinal)
{
    static const char *const known[] = {"format_version",
                                        "kind",
                                        "edition",
                                        "family",
                                        "title",
                                        "document",
                                        "certainty",
                                        "completeness",
                                        "not_known",
                                        "learned",
                                        "guideline",
                                        "title_marks",
                                        "expected_questions",
                                        "device_questions",
                                        "header_labels",
                                        "labels",
                                        "words",
                                        "applicable_words",
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
    read_form_head(&head, form, ids);
    uint32_t i = 0;
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        const record at = {in, file, questions[i].id, json};
        read_question(&at, &questions[i], form, ids);
    }
    form->questions = questions;
    form->question_count = i;
    in->questions[ordinal] = ids;
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
    static const char *const known[] = {"question",  "fact",   "relation",  "inverse",
                                        "certainty", "review", "rationale", NULL};
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
        mds_crosswalk_row row = {
            .question = record_ordinal(&at, "question", ids, true),
            .fact = record_ordinal(&at, "fact", in->facts, true),
            .relation =
                (mds_relation)record_enum(&at, "relation", relation_names, MDS_RELATION__COUNT),
            .inverse = record_bool(&at, "inverse"),
            .certainty =
                (mds_certainty)record_enum(&at, "certainty", certainty_names, MDS_CERTAINTY__COUNT),
            .review = (mds_review)record_enum(&at, "review", review_names, MDS_REVIEW__COUNT),
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
