/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/made_form.h"

#include <string.h>

mds_status mds_made_form_new(mds_made_form *out, mds_arena *arena, const mds_catalog *catalog,
                             uint32_t form)
{
    mds_truth *truth = mds_arena_alloc(arena, catalog->fact_count, sizeof *truth);

    if (truth == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t f = 0; f < catalog->fact_count; f++) {
        truth[f] = MDS_FALSE;
    }
    *out = (mds_made_form){.catalog = catalog, .form = form, .truth = truth};
    return MDS_OK;
}

bool mds_made_form_set(mds_made_form *form, const char *name, mds_truth truth)
{
    const uint32_t fact = mds_catalog_fact(form->catalog, name);
    bool done = fact != MDS_NO_ORDINAL;

    if (done) {
        form->truth[fact] = truth;
        return true;
    }
    for (size_t f = 0; f < form->catalog->fact_count; f++) {
        const mds_fact *of = &form->catalog->facts[f];
        if (of->kind == MDS_FACT_CONTROL && strcmp(of->group, name) == 0) {
            form->truth[f] = truth;
            done = true;
        }
    }
    return done;
}

bool mds_made_form_controls(mds_made_form *form, const char *word)
{
    const bool blank = strcmp(word, "blank") == 0;
    const mds_truth truth = strcmp(word, "all") == 0    ? MDS_TRUE
                            : strcmp(word, "open") == 0 ? MDS_UNKNOWN
                                                        : MDS_FALSE;

    form->blank = blank;
    for (size_t f = 0; f < form->catalog->fact_count; f++) {
        if (form->catalog->facts[f].kind == MDS_FACT_CONTROL) {
            form->truth[f] = truth;
        }
    }
    return blank || truth != MDS_FALSE || strcmp(word, "none") == 0;
}

/* What derived facts come to on the device itself, wherever it is. */
static mds_status derive(mds_arena *arena, mds_made_form *form)
{
    const mds_catalog *catalog = form->catalog;
    mds_fact_value *values = mds_arena_alloc(arena, catalog->fact_count, sizeof *values);
    const mds_facts facts = {.at = values, .count = catalog->fact_count};

    if (values == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t f = 0; f < catalog->fact_count; f++) {
        values[f].truth = catalog->facts[f].deployment ? MDS_FALSE : form->truth[f];
    }
    for (int round = 0; round < 3; round++) {
        for (size_t f = 0; f < catalog->fact_count; f++) {
            const mds_fact *fact = &catalog->facts[f];
            if (fact->derived.count > 0 && fact->kind != MDS_FACT_CONTROL) {
                values[f].truth = mds_condition_value(&fact->derived, &facts);
                form->truth[f] = values[f].truth;
            }
        }
    }
    return MDS_OK;
}

/* A row that decides nothing. */
static bool is_lead(const mds_crosswalk_row *row)
{
    return row->relation == MDS_RELATION_INTERSECTS_WITH ||
           row->relation == MDS_RELATION_NOT_RELATED || row->review == MDS_REVIEW_DISPUTED ||
           row->review == MDS_REVIEW_UNREVIEWED;
}

/* What the maker would answer: the relation that is equal decides; of others every one must hold.
 */
static mds_answer_state answer_of(const mds_made_form *form, const mds_crosswalk *crosswalk,
                                  uint32_t question)
{
    bool good = false, asked = false, open = false, equal = false;

    for (size_t i = 0; i < crosswalk->row_count && !equal; i++) {
        const mds_crosswalk_row *row = &crosswalk->rows[i];
        if (row->question != question || is_lead(row)) {
            continue;
        }
        equal = row->relation == MDS_RELATION_EQUAL;
        const bool holds = (form->truth[row->fact] == MDS_TRUE) != row->inverse;
        good = (asked && !equal ? good : true) && holds;
        open = (equal ? false : open) || form->truth[row->fact] == MDS_UNKNOWN;
        asked = true;
    }
    return open ? MDS_ANSWER_UNANSWERED : good ? MDS_ANSWER_YES : MDS_ANSWER_NO;
}

static bool is_closed(const mds_answer *answers, const mds_gate *gate)
{
    if (gate->question == MDS_NO_ORDINAL) {
        return false;
    }
    const mds_answer_state state = answers[gate->question].state;
    return state == MDS_ANSWER_NA || (state == MDS_ANSWER_YES && !gate->yes) ||
           (state == MDS_ANSWER_NO && gate->yes);
}

/* A question that leads to others and is about neither a control nor an exposure is answered so
 * that what is there behind it can be said. */
static void open_gate(const mds_made_form *form, const mds_crosswalk *crosswalk,
                      mds_answer *answers, uint32_t question)
{
    const mds_gate *gate = &form->catalog->forms[form->form].questions[question].gate;

    if (gate->question == MDS_NO_ORDINAL || answers[question].state != MDS_ANSWER_YES) {
        return;
    }
    for (size_t i = 0; i < crosswalk->row_count; i++) {
        const mds_crosswalk_row *row = &crosswalk->rows[i];
        if (row->question == gate->question && row->relation == MDS_RELATION_EQUAL &&
            !is_lead(row) && form->catalog->facts[row->fact].kind != MDS_FACT_CONTEXT) {
            return;
        }
    }
    answers[gate->question].state = gate->yes ? MDS_ANSWER_YES : MDS_ANSWER_NO;
    open_gate(form, crosswalk, answers, gate->question);
}

static void answer_all(const mds_made_form *form, mds_answer *answers)
{
    const mds_form *edition = &form->catalog->forms[form->form];
    const mds_crosswalk *crosswalk = &form->catalog->crosswalks[form->form];

    for (uint32_t q = 0; q < edition->question_count; q++) {
        const bool choice = edition->questions[q].kind == MDS_QUESTION_CHOICE;
        answers[q] = (mds_answer){.response = "",
                                  .note_cell = "",
                                  .note = "",
                                  .where = "",
                                  .wording = "",
                                  .state = !choice       ? MDS_ANSWER_TEXT
                                           : form->blank ? MDS_ANSWER_UNANSWERED
                                                         : answer_of(form, crosswalk, q)};
    }
    for (uint32_t q = 0; q < edition->question_count; q++) {
        open_gate(form, crosswalk, answers, q);
    }
    for (int round = 0; round < 3; round++) {
        for (uint32_t q = 0; q < edition->question_count; q++) {
            if (edition->questions[q].kind == MDS_QUESTION_CHOICE && !form->blank &&
                is_closed(answers, &edition->questions[q].gate)) {
                answers[q].state = MDS_ANSWER_NA;
            }
        }
    }
}

mds_status mds_made_form_fill_in(const mds_disclosure **out, mds_arena *arena, mds_made_form *form)
{
    const size_t count = form->catalog->forms[form->form].question_count;
    mds_answer *answers = mds_arena_alloc(arena, count, sizeof *answers);
    mds_disclosure *made = mds_arena_alloc(arena, 1, sizeof *made);
    const mds_status status = derive(arena, form);

    if (status != MDS_OK || answers == NULL || made == NULL) {
        return status != MDS_OK ? status : mds_arena_status(arena);
    }
    answer_all(form, answers);
    *made = (mds_disclosure){.form = form->form,
                             .file = "archetype",
                             .answers = answers,
                             .answer_count = count,
                             .document_day = INT32_MIN};
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        made->device[i] = "";
    }
    *out = made;
    return MDS_OK;
}
