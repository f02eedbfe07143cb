/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translating.h"

#include "base/strbuf.h"
#include <criterion/criterion.h>
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

enum { TOKEN = 256 };

void translating_init(translating *t, const char *dir)
{
    *t = (translating){0};
    translating_restart(t);
    cr_assert_eq(mds_catalog_load(&t->catalog, dir, t->diags), MDS_OK);
}

void translating_free(translating *t)
{
    mds_catalog_free(t->catalog);
    mds_arena_free(t->arena);
}

void translating_restart(translating *t)
{
    mds_arena_free(t->arena);
    t->arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    t->diags = mds_diags_new(t->arena, MDS_LIMIT_DIAGS);
    t->result = NULL;
    cr_assert_not_null(t->diags);
}

mds_answer *translating_form(translating *t, mds_disclosure *out, uint32_t form)
{
    const mds_form *edition = &t->catalog->forms[form];
    mds_answer *answers = mds_arena_alloc(t->arena, edition->question_count + 1, sizeof *answers);

    cr_assert_not_null(answers);
    *out = (mds_disclosure){.form = form,
                            .file = "form.xlsx",
                            .answers = answers,
                            .answer_count = edition->question_count,
                            .document_day = INT32_MIN};
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        out->device[i] = "";
    }
    for (size_t i = 0; i < edition->question_count; i++) {
        answers[i] = (mds_answer){.state = MDS_ANSWER_UNANSWERED,
                                  .response = "",
                                  .note_cell = "",
                                  .note = "",
                                  .where = "s!C1",
                                  .wording = ""};
    }
    return answers;
}

static mds_answer_state state_of(const char *word)
{
    static const struct {
        const char *word;
        mds_answer_state state;
    } states[] = {{"yes", MDS_ANSWER_YES},
                  {"no", MDS_ANSWER_NO},
                  {"na", MDS_ANSWER_NA},
                  {"see", MDS_ANSWER_SEE_NOTE},
                  {"dash", MDS_ANSWER_UNANSWERED}};
    size_t i = 0;
    while (i < sizeof states / sizeof states[0] && strcmp(states[i].word, word) != 0) {
        i++;
    }
    cr_assert_lt(i, sizeof states / sizeof states[0], "no such answer: %s", word);
    return states[i].state;
}

/* One "id=answer:note". */
static void set_answer(translating *t, const mds_form *form, mds_answer *answers, char *token)
{
    char *answer = strchr(token, '=');
    cr_assert_not_null(answer, "%s", token);
    *answer++ = '\0';
    char *note = strchr(answer, ':');
    if (note != NULL) {
        *note++ = '\0';
    }
    const uint32_t question = mds_form_question(form, token);
    cr_assert_neq(question, MDS_NO_ORDINAL, "no such question: %s", token);
    answers[question].state = state_of(answer);
    answers[question].response = strcmp(answer, "dash") == 0 ? "-" : "";
    answers[question].note = note != NULL ? mds_arena_strndup(t->arena, note, strlen(note)) : "";
}

void translating_run(translating *t, const char *from, const char *to, const char *answers)
{
    const uint32_t form = mds_catalog_form(t->catalog, from);
    char token[TOKEN];

    translating_restart(t);
    cr_assert_neq(form, MDS_NO_ORDINAL, "no such edition: %s", from);
    mds_answer *list = translating_form(t, &t->source, form);
    while (*answers != '\0') {
        const size_t n = strcspn(answers, ";");
        (void)snprintf(token, sizeof token, "%.*s", (int)n, answers);
        set_answer(t, &t->catalog->forms[form], list, token);
        answers += n;
        answers += strspn(answers, "; ");
    }
    t->status = mds_translate(&t->result, t->arena, t->catalog, &t->source,
                              mds_catalog_form(t->catalog, to), t->diags);
}

const mds_translated *translating_at(const translating *t, const char *question)
{
    cr_assert_not_null(t->result);
    const uint32_t q = mds_form_question(&t->catalog->forms[t->result->target], question);
    cr_assert_lt(q, t->result->count, "no such question: %s", question);
    return &t->result->at[q];
}

const char *translating_filled(translating *t)
{
    const mds_form *form = &t->catalog->forms[t->result->target];
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    for (size_t i = 0; i < t->result->count; i++) {
        if (t->result->at[i].state == MDS_TRANSLATED_ENTAILED) {
            mds_strbuf_puts(&text, text.n > 0 ? " " : "");
            mds_strbuf_puts(&text, form->questions[i].id);
            mds_strbuf_puts(&text, "=");
            mds_strbuf_puts(&text, mds_answer_state_name(t->result->at[i].answer));
        }
    }
    const char *copy = mds_strbuf_copy(&text, t->arena);
    mds_strbuf_finish(&text);
    cr_assert_not_null(copy);
    return copy;
}

void translating_back(translating *t, mds_disclosure *out, const mds_translation_result *result)
{
    mds_answer *answers = translating_form(t, out, result->target);
    for (size_t i = 0; i < result->count; i++) {
        answers[i].state = result->at[i].answer;
    }
}

size_t translating_said(const translating *t, mds_diag_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < mds_diags_count(t->diags); i++) {
        count += mds_diags_at(t->diags, i)->code == code;
    }
    return count;
}
