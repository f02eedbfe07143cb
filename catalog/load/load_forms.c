/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editions of forms, and the crosswalks from their questions to facts. */
#include "loader.h"

#include <string.h>

/* Ids of clauses of the form's guideline. */
static void check_clauses(const record *at, uint32_t guideline, mds_strings ids)
{
    for (size_t i = 0; i < ids.count; i++) {
        if (guideline == MDS_NO_ORDINAL ||
            mds_map_find(at->in->clauses[guideline], ids.at[i]) == MDS_MAP_NONE) {
            mds_record__unresolved(at, ids.at[i]);
        }
    }
}

/* References of standards as the form prints them, in one object of the file. */
static void read_printed(const record *at, mds_question *question)
{
    static const char *const known[] = {"iec_80001_2_2", "nist_800_53", "iso_27002", NULL};
    const record printed = {at->in, at->file, at->id, mds_json_member(at->object, "printed")};

    mds_record__known(&printed, known);
    question->printed_iec_80001_2_2 = mds_record__string(&printed, "iec_80001_2_2", false);
    question->printed_nist_800_53 = mds_record__string(&printed, "nist_800_53", false);
    question->printed_iso_27002 = mds_record__string(&printed, "iso_27002", false);
}

static void read_question(const record *at, mds_question *question, const mds_form *form)
{
    mds_record__read(at, MDS_RECORD_QUESTION, question);
    question->gate.question = MDS_NO_ORDINAL;
    if (mds_json_member(at->object, "gate") != NULL) {
        const record gate = mds_record__object(at, "gate");
        if (gate.object != NULL) {
            mds_record__read(&gate, MDS_RECORD_GATE, &question->gate);
        }
    }
    question->certainty = form->certainty;
    if (mds_json_member(at->object, "certainty") != NULL) {
        question->certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                              MDS_CERTAINTY__COUNT);
    }
    check_clauses(at, form->guideline, question->clauses);
    read_printed(at, question);
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

/* What depends on how much of the form is known. */
static void check_completeness(const record *at, const mds_form *form)
{
    if (form->completeness != MDS_COMPLETE && form->not_known.in[MDS_LANG_EN][0] == '\0') {
        mds_record__fault(at, "not_known", "catalog.reason.missing");
    }
    if (form->completeness != MDS_TOPICS && form->expected_questions == 0) {
        mds_record__fault(at, "expected_questions", "catalog.reason.range");
    }
    for (size_t i = 0; i <= MDS_LABEL_NA; i++) {
        if (form->labels[i][0] == '\0') {
            mds_record__fault(at, mds_label__names[i], "catalog.reason.missing");
        }
    }
}

void mds_load__form(loader *in, const loaded_file *file)
{
    mds_form *form = &in->forms[file->ordinal];
    record head = {in, file, "", file->root};
    mds_question *questions = mds_loader__alloc(in, file->record_count, sizeof *questions);

    head.id = mds_record__string(&head, "edition", true);
    mds_map *ids = questions != NULL ? enter_questions(in, file, questions) : NULL;
    if (ids == NULL) {
        return;
    }
    in->ids[MDS_TO_QUESTION] = ids;
    mds_record__read(&head, MDS_RECORD_FORM, form);
    form->guideline = read_guideline(&head);
    check_completeness(&head, form);
    uint32_t i = 0;
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json), i++) {
        const record at = {in, file, questions[i].id, json};
        read_question(&at, &questions[i], form);
    }
    form->questions = questions;
    form->question_count = i;
    in->questions[file->ordinal] = ids;
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
    record head = {in, file, "", file->root};

    head.id = mds_record__string(&head, "edition", true);
    mds_record__known(&head, head_known);
    const uint32_t form = mds_catalog_form(in->catalog, head.id);
    if (form == MDS_NO_ORDINAL) {
        mds_record__unresolved(&head, head.id);
        return;
    }
    const mds_map *ids = in->questions[form];
    in->ids[MDS_TO_QUESTION] = ids;
    mds_crosswalk_row *rows = mds_loader__alloc(in, file->record_count, sizeof *rows);
    if (rows == NULL) {
        return;
    }
    size_t count = 0;
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = mds_record__begin(in, file, json, "question", NULL, 0, NULL);
        mds_crosswalk_row row;
        mds_record__read(&at, MDS_RECORD_CROSSWALK_ROW, &row);
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
