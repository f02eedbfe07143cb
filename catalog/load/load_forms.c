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
    const record inner = mds_record__object(at, "gate");
    if (inner.object != NULL) {
        mds_record__known(&inner, known);
        gate.question = mds_record__ordinal(&inner, "question", ids, true);
        gate.yes = mds_record__enum(&inner, "answer", answers, 2) == 1;
        gate.printed = mds_record__enum(&inner, "basis", bases, 2) == 1;
    }
    return gate;
}

static uint32_t optional_enum(const record *at, const char *member, const char *const *names,
                              uint32_t count, uint32_t otherwise)
{
    return mds_json_member(at->object, member) != NULL ? mds_record__enum(at, member, names, count)
                                                       : otherwise;
}

/* Ids of clauses of the form's guideline. */
static mds_strings read_clauses(const record *at, uint32_t guideline)
{
    const mds_strings ids = mds_record__strings(at, "clauses");

    for (size_t i = 0; i < ids.count; i++) {
        if (guideline == MDS_NO_ORDINAL ||
            mds_map_find(at->in->clauses[guideline], ids.at[i]) == MDS_MAP_NONE) {
            mds_record__unresolved(at, ids.at[i]);
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

    mds_record__known(at, known);
    mds_record__known(&printed, printed_known);
    *question = (mds_question){
        .id = at->id,
        .section = mds_record__ordinal(at, "section", at->in->capabilities, true),
        .parent = mds_record__ordinal(at, "parent", ids, false),
        .kind = (mds_question_kind)mds_record__enum(at, "question_kind", mds_question_kind__names,
                                                    MDS_QUESTION_KIND__COUNT),
        .title = mds_record__text(at, "title"),
        .gate = read_gate(at, ids),
        .answer_set =
            optional_enum(at, "answer_set", mds_answer_set__names, MDS_ANSWER_SET__COUNT, 0),
        .aliases = mds_record__strings(at, "aliases"),
        .bullet = mds_record__strings(at, "bullet"),
        .clauses = read_clauses(at, form->guideline),
        .certainty = optional_enum(at, "certainty", mds_certainty__names, MDS_CERTAINTY__COUNT,
                                   form->certainty),
        .optional = mds_record__bool(at, "optional"),
        .printed_iec_80001_2_2 = mds_record__string(&printed, "iec_80001_2_2", false),
        .printed_nist_800_53 = mds_record__string(&printed, "nist_800_53", false),
        .printed_iso_27002 = mds_record__string(&printed, "iso_27002", false)};
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
        const record at = mds_record__begin(in, file, json, "id", ids, i, NULL);
        const mds_strings aliases = mds_record__strings(&at, "aliases");
        questions[i].id = at.id;
        for (size_t k = 0; k < aliases.count; k++) {
            if (!mds_map_add(ids, aliases.at[k], i)) {
                mds_record__fault(&at, "aliases", "catalog.reason.duplicate");
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
    const record words = mds_record__object(at, "words");
    const record applicable = optional_object(at, "applicable_words");
    const record labels = mds_record__object(at, "labels");
    const record headers = optional_object(at, "header_labels");

    mds_record__known(&labels, mds_label__names);
    mds_record__known(&headers, mds_device_field__names);
    for (size_t i = 0; i < MDS_ANSWER_WORD__COUNT; i++) {
        form->words[i] = mds_record__strings(&words, mds_answer_word__names[i]);
        form->applicable_words[i] = mds_record__strings(&applicable, mds_answer_word__names[i]);
    }
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        form->labels[i] = mds_record__string(&labels, mds_label__names[i], i <= MDS_LABEL_NA);
    }
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        form->header_labels[i] = mds_record__strings(&headers, mds_device_field__names[i]);
    }
    form->answer_headings = mds_record__strings(at, "answer_headings");
    form->note_headings = mds_record__strings(at, "note_headings");
    form->title_marks = mds_record__strings(at, "title_marks");
}

/* Ordinal of the guideline that a form's clauses belong to. */
static uint32_t read_guideline(const record *at)
{
    const char *edition = mds_record__string(at, "guideline", false);

    if (edition[0] == '\0') {
        return MDS_NO_ORDINAL;
    }
    const uint32_t guideline = mds_catalog_guideline(at->in->catalog, edition);
    if (guideline == MDS_NO_ORDINAL) {
        mds_record__unresolved(at, edition);
    }
    return guideline;
}

static void read_form_head(const record *at, mds_form *form, const mds_map *ids)
{
    const record fields = mds_record__object(at, "device_questions");

    mds_record__known(&fields,
                      mds_device_field__names); /* ended by the NULL behind the last name */
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        form->device_questions[i] =
            mds_record__ordinal(&fields, mds_device_field__names[i], ids, false);
    }
    form->edition = at->id;
    form->family = mds_record__string(at, "family", true);
    form->title = mds_record__text(at, "title");
    form->document = mds_record__string(at, "document", true);
    form->certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                      MDS_CERTAINTY__COUNT);
    form->completeness = (mds_form_completeness)mds_record__enum(
        at, "completeness", mds_completeness__names, MDS_COMPLETENESS__COUNT);
    form->not_known = form->completeness == MDS_COMPLETE
                          ? mds_record__optional_text(at, "not_known")
                          : mds_record__text(at, "not_known");
    form->learned = mds_record__bool(at, "learned");
    form->guideline = read_guideline(at);
    form->expected_questions = (size_t)mds_record__number(
        at, "expected_questions", form->completeness == MDS_TOPICS ? 0 : 1, 10000);
    read_form_words(at, form);
}

void mds_load__form(loader *in, const loaded_file *file, size_t ordinal)
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
    mds_question *questions = mds_loader__alloc(in, file->record_count, sizeof *questions);

    if (questions == NULL) {
        return;
    }
    head.id = mds_record__string(&head, "edition", true);
    mds_record__known(&head, known);
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
    const char **reasons = mds_loader__alloc(head->in, form->question_count, sizeof *reasons);
    static const char *const known[] = {"question", "reason", NULL};

    if (reasons == NULL) {
        return NULL;
    }
    for (const mds_json *json = mds_json_first(mds_json_member(head->object, "unmapped"));
         json != NULL; json = mds_json_next(json)) {
        const record at = {head->in, head->file, head->id, json};
        mds_record__known(&at, known);
        const uint32_t question = mds_record__ordinal(&at, "question", ids, true);
        if (question != MDS_NO_ORDINAL) {
            reasons[question] = mds_record__string(&at, "reason", true);
        }
    }
    return reasons;
}

void mds_load__crosswalk(loader *in, const loaded_file *file)
{
    static const char *const head_known[] = {"format_version", "kind",    "edition",
                                             "unmapped",       "records", NULL};
    static const char *const known[] = {"question",  "fact",   "relation",  "inverse",
                                        "certainty", "review", "rationale", NULL};
    record head = {in, file, "", file->root};

    head.id = mds_record__string(&head, "edition", true);
    mds_record__known(&head, head_known);
    const uint32_t form = mds_catalog_form(in->catalog, head.id);
    if (form == MDS_NO_ORDINAL) {
        mds_record__unresolved(&head, head.id);
        return;
    }
    const mds_map *ids = in->questions[form];
    mds_crosswalk_row *rows = mds_loader__alloc(in, file->record_count, sizeof *rows);
    if (rows == NULL) {
        return;
    }
    size_t count = 0;
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = mds_record__begin(in, file, json, "question", NULL, 0, NULL);
        mds_record__known(&at, known);
        mds_crosswalk_row row = {.question = mds_record__ordinal(&at, "question", ids, true),
                                 .fact = mds_record__ordinal(&at, "fact", in->facts, true),
                                 .relation = (mds_relation)mds_record__enum(
                                     &at, "relation", mds_relation__names, MDS_RELATION__COUNT),
                                 .inverse = mds_record__bool(&at, "inverse"),
                                 .certainty = (mds_certainty)mds_record__enum(
                                     &at, "certainty", mds_certainty__names, MDS_CERTAINTY__COUNT),
                                 .review = (mds_review)mds_record__enum(
                                     &at, "review", mds_review__names, MDS_REVIEW__COUNT),
                                 .rationale = mds_record__string(&at, "rationale", true)};
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
