/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form.h"

#include "base/date.h"
#include "base/num.h"
#include "base/utf8.h"
#include "day.h"
#include "words.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

enum { EXAMPLES = 5 };

mds_status mds_form__begin(mds_disclosure **out, mds_answer **answers, mds_arena *arena,
                           const mds_catalog *catalog, uint32_t form, const mds_source *source,
                           mds_diags *diags)
{
    const size_t count = catalog->forms[form].question_count;
    const char *name = mds_source_name(source);
    mds_disclosure *disclosure = mds_arena_alloc(arena, 1, sizeof *disclosure);
    mds_answer *list = mds_arena_alloc(arena, count, sizeof *list);
    const char *file = mds_arena_strndup(arena, name, strlen(name));

    if (disclosure == NULL || list == NULL || file == NULL) {
        return mds_grid__out_of_memory(arena, name, diags);
    }
    for (size_t q = 0; q < count; q++) {
        list[q] = (mds_answer){.state = MDS_ANSWER_MISSING,
                               .response = "",
                               .note_cell = "",
                               .note = "",
                               .where = "",
                               .wording = ""};
    }
    disclosure->form = form;
    disclosure->file = file;
    mds_source_sha256(source, disclosure->sha256);
    disclosure->answers = list;
    disclosure->answer_count = count;
    disclosure->document_day = MDS_DAY_NONE;
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        disclosure->device[i] = "";
    }
    *answers = list;
    *out = disclosure;
    return MDS_OK;
}

static mds_status read_document_date(mds_disclosure *disclosure, mds_arena *arena,
                                     const mds_catalog *catalog, mds_diags *diags)
{
    const mds_form *form = &catalog->forms[disclosure->form];
    const uint32_t q = form->device_questions[MDS_DEVICE_DOCUMENT_DATE];
    const char *text = disclosure->device[MDS_DEVICE_DOCUMENT_DATE];
    char shown[MDS_DATE_SIZE];

    if (text[0] == '\0') {
        return MDS_OK;
    }
    if (disclosure->document_day == MDS_DAY_NONE &&
        !mds_day__read(&disclosure->document_day, arena, catalog, text, false)) {
        mds_diag_add(diags, MDS_D_FORM_DATE_UNREADABLE, disclosure->file,
                     q != MDS_NO_ORDINAL ? disclosure->answers[q].where : NULL,
                     q != MDS_NO_ORDINAL ? form->questions[q].id
                                         : mds_device_field_name(MDS_DEVICE_DOCUMENT_DATE),
                     text, NULL);
        return MDS_OK;
    }
    mds_date_format(shown, disclosure->document_day);
    text = mds_arena_strndup(arena, shown, strlen(shown));
    if (text == NULL) {
        return mds_grid__out_of_memory(arena, disclosure->file, diags);
    }
    disclosure->device[MDS_DEVICE_DOCUMENT_DATE] = text;
    return MDS_OK;
}

mds_status mds_form__device(mds_disclosure *disclosure, mds_arena *arena,
                            const mds_catalog *catalog, mds_diags *diags)
{
    const mds_form *form = &catalog->forms[disclosure->form];

    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        const uint32_t q = form->device_questions[f];
        if (disclosure->device[f][0] != '\0' || q == MDS_NO_ORDINAL ||
            disclosure->answers[q].state != MDS_ANSWER_TEXT) {
            continue;
        }
        const char *response = disclosure->answers[q].response;
        const mds_sv trimmed = mds_words__trim((mds_sv){response, strlen(response)});
        disclosure->device[f] = mds_arena_strndup(arena, trimmed.p, trimmed.n);
        if (disclosure->device[f] == NULL) {
            disclosure->device[f] = "";
            return mds_grid__out_of_memory(arena, disclosure->file, diags);
        }
    }
    return read_document_date(disclosure, arena, catalog, diags);
}

/* Whether an answer is expected: not to a heading, nor to a line that only some vendors add. */
static bool is_asked(const mds_form *form, const mds_disclosure *disclosure, size_t q)
{
    const mds_question *question = &form->questions[q];

    return question->kind != MDS_QUESTION_HEADING &&
           !(question->optional && disclosure->answers[q].state == MDS_ANSWER_MISSING);
}

static size_t count_asked(const mds_disclosure *disclosure, const mds_form *form)
{
    size_t count = 0;

    for (size_t q = 0; q < disclosure->answer_count; q++) {
        count += is_asked(form, disclosure, q);
    }
    return count;
}

/* How many answers have a state, and the first of their questions as one text. */
static size_t count_state(mds_strbuf *examples, const mds_disclosure *disclosure,
                          const mds_form *form, mds_answer_state state)
{
    size_t count = 0;

    mds_strbuf_clear(examples);
    for (size_t q = 0; q < disclosure->answer_count; q++) {
        if (disclosure->answers[q].state != state || !is_asked(form, disclosure, q)) {
            continue;
        }
        if (count < EXAMPLES) {
            mds_strbuf_puts(examples, count > 0 ? ", " : "");
            mds_strbuf_puts(examples, form->questions[q].id);
        } else if (count == EXAMPLES) {
            mds_strbuf_puts(examples, ", ...");
        }
        count++;
    }
    return count;
}

mds_status mds_form__report(const mds_disclosure *disclosure, const mds_catalog *catalog,
                            mds_diags *diags)
{
    const mds_form *form = &catalog->forms[disclosure->form];
    mds_strbuf examples;
    char count[24];
    char total[24];

    mds_strbuf_init(&examples, 4096);
    const size_t asked = count_asked(disclosure, form);
    (void)snprintf(total, sizeof total, "%zu", asked);
    const size_t missing = count_state(&examples, disclosure, form, MDS_ANSWER_MISSING);
    if (missing > 0) {
        (void)snprintf(count, sizeof count, "%zu", missing);
        mds_diag_add(diags, MDS_D_FORM_QUESTIONS_MISSING, disclosure->file, NULL, count, total,
                     examples.p, NULL);
    }
    if (missing * 2 > asked) {
        (void)snprintf(count, sizeof count, "%zu", asked - missing);
        mds_diag_add(diags, MDS_D_FORM_MOSTLY_MISSING, disclosure->file, NULL, count, total, NULL);
    }
    const size_t unanswered = count_state(&examples, disclosure, form, MDS_ANSWER_UNANSWERED);
    if (unanswered > 0) {
        (void)snprintf(count, sizeof count, "%zu", unanswered);
        mds_diag_add(diags, MDS_D_FORM_UNANSWERED, disclosure->file, NULL, count, examples.p, NULL);
    }
    const mds_status status = examples.status;
    mds_strbuf_finish(&examples);
    return status;
}

const char *mds_form__editions(mds_arena *arena, const mds_catalog *catalog)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t f = 0; f < catalog->form_count; f++) {
        if (catalog->forms[f].completeness != MDS_TOPICS) {
            mds_strbuf_puts(&list, list.n > 0 ? ", " : "");
            mds_strbuf_puts(&list, catalog->forms[f].edition);
        }
    }
    const char *text = mds_strbuf_copy(&list, arena);
    mds_strbuf_finish(&list);
    return text;
}
