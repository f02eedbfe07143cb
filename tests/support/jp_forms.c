/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jp_forms.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

filled fill_form(mds_arena *arena, const mds_catalog *catalog, const char *edition,
                 const char *file)
{
    const uint32_t ordinal = mds_catalog_form(catalog, edition);
    cr_assert_neq(ordinal, MDS_NO_ORDINAL, "%s", edition);
    filled made = {.form = &catalog->forms[ordinal]};
    const size_t count = made.form->question_count;
    made.answers = mds_arena_alloc(arena, count + 1, sizeof *made.answers);
    cr_assert_not_null(made.answers);
    for (size_t i = 0; i < count; i++) {
        char where[32];
        const int n = snprintf(where, sizeof where, "Sheet!F%zu", i + 9);
        made.answers[i] = (mds_answer){.state = MDS_ANSWER_UNANSWERED,
                                       .response = "",
                                       .note_cell = "",
                                       .note = "",
                                       .where = mds_arena_strndup(arena, where, (size_t)n),
                                       .wording = ""};
    }
    made.disclosure = (mds_disclosure){.form = ordinal,
                                       .file = file,
                                       .answers = made.answers,
                                       .answer_count = count,
                                       .document_day = INT32_MIN};
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        made.disclosure.device[i] = "";
    }
    return made;
}

static uint32_t question_of(const filled *form, const char *id)
{
    const uint32_t question = mds_form_question(form->form, id);
    cr_assert_neq(question, MDS_NO_ORDINAL, "%s has no %s", form->form->edition, id);
    return question;
}

void fill_answers(filled *to, const char *text)
{
    char id[32];
    char word[16];
    int used = 0;
    for (; sscanf(text, " %31[^=]=%15s%n", id, word, &used) == 2; text += used) {
        const mds_answer_state state = mds_answer_state_from_name(word);
        cr_assert_neq(state, MDS_ANSWER_STATE__COUNT, "%s", word);
        to->answers[question_of(to, id)].state = state;
    }
}

void fill_note(filled *to, const char *question, const char *note)
{
    to->answers[question_of(to, question)].note = note;
}
