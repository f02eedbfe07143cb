/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates: where a workbook takes its answers, and a copy of it filled in. Whatever was written
 * must still be a form to whoever reads it. */
#include "fuzz.h"
#include "parts.h"

#include <mdsrisk/export_filled.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARENA_BYTES = 128 << 20, DIAGS = 200, PATH_SIZE = 64 };

static char folder[PATH_SIZE];
static char copy[PATH_SIZE];

static void must(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}

static void remove_folder(void)
{
    (void)unlink(copy);
    (void)rmdir(folder);
}

static void make_folder(void)
{
    if (folder[0] == '\0') {
        (void)snprintf(folder, sizeof folder, "/tmp/mdsrisk-fuzz-XXXXXX");
        must(mkdtemp(folder) != NULL, "there is a folder");
        (void)snprintf(copy, sizeof copy, "%.40s/copy.xlsx", folder);
        must(atexit(remove_folder) == 0, "it will be removed");
    }
}

/* Every kind of answer in turn, and questions left open between. */
static void answer(mds_translated *at, const mds_question *question, size_t i)
{
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA,
                                              MDS_ANSWER_UNANSWERED};
    const bool choice = question->kind == MDS_QUESTION_CHOICE;
    const bool three = question->answer_set == MDS_ANSWERS_YES_NO_NA;
    mds_answer_state state = choice ? states[i % 4] : MDS_ANSWER_TEXT;

    if (state == MDS_ANSWER_NA && !three) {
        state = MDS_ANSWER_NO;
    }
    *at = (mds_translated){.state = state == MDS_ANSWER_UNANSWERED ? MDS_TRANSLATED_OPEN
                                                                   : MDS_TRANSLATED_ENTAILED,
                           .answer = state,
                           .text = choice ? "" : "text <&> of i",
                           .closed_by = MDS_NO_ORDINAL};
    if (question->kind == MDS_QUESTION_HEADING) {
        at->state = MDS_TRANSLATED_NO_ANSWER;
        at->answer = MDS_ANSWER_UNANSWERED;
    }
}

/* A source of the same edition, of which every third answer has a note, every sixth the same. */
static const mds_disclosure *source_of(mds_arena *arena, uint32_t form)
{
    const size_t count = fuzz_catalog()->forms[form].question_count;
    mds_disclosure *made = mds_arena_alloc(arena, 1, sizeof *made);
    mds_answer *at = mds_arena_alloc(arena, count, sizeof *at);

    must(made != NULL && at != NULL, "there is memory");
    for (size_t i = 0; i < count; i++) {
        at[i].note = i % 3 != 0 ? "" : i % 6 != 0 ? "=note <&> 1" : "note";
    }
    *made = (mds_disclosure){.form = form, .answers = at, .answer_count = count};
    return made;
}

static const mds_translation_result *answers(mds_arena *arena, uint32_t form)
{
    const mds_catalog *catalog = fuzz_catalog();
    const mds_form *edition = &catalog->forms[form];
    mds_translation_result *result = mds_arena_alloc(arena, 1, sizeof *result);
    mds_translated *at = mds_arena_alloc(arena, edition->question_count, sizeof *at);

    must(result != NULL && at != NULL, "there is memory");
    for (size_t i = 0; i < edition->question_count; i++) {
        answer(&at[i], &edition->questions[i], i);
    }
    *result = (mds_translation_result){.catalog = catalog,
                                       .source = source_of(arena, form),
                                       .target = form,
                                       .at = at,
                                       .count = edition->question_count};
    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        result->device[f] = "=device";
    }
    return result;
}

static void check_copy(mds_arena *arena, const mds_filled *filled, size_t questions)
{
    const mds_disclosure *read = NULL;
    mds_diags *diags = mds_diags_new(arena, DIAGS);
    mds_source *source = NULL;
    size_t written = 0;

    must(mds_source_open(&source, copy, ARENA_BYTES, diags) == MDS_OK, "the copy is there");
    must(mds_import_form(&read, arena, fuzz_catalog(), source, diags) == MDS_OK,
         "the copy is a form");
    for (size_t q = 0; q < questions; q++) {
        written += filled->at[q];
    }
    must(written == filled->written, "what was written was counted");
    mds_source_free(source);
}

static void fill(const void *bytes, size_t size)
{
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, DIAGS) : NULL;
    const mds_form_places *places = NULL;
    mds_source *source = NULL;
    mds_filled filled;

    must(diags != NULL, "there is memory");
    must(mds_source_from_memory(&source, "input", bytes, size) == MDS_OK, "there is memory");
    mds_status status = mds_import_places(&places, arena, fuzz_catalog(), source, diags);
    if (status == MDS_OK) {
        status = mds_export_filled(&filled, arena, answers(arena, places->form), places, source,
                                   copy, diags);
    }
    if (status == MDS_OK) {
        check_copy(arena, &filled, places->count);
    }
    must(status == MDS_OK || status == MDS_ELIMIT ||
             mds_diags_count_of(diags, MDS_SEVERITY_ERROR) > 0,
         "a refusal has a reason");
    mds_source_free(source);
    mds_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    workbook book;

    make_folder();
    if (parts_pack(&book, data, size)) {
        fill(book.bytes, book.size);
    } else {
        fill(data, size);
    }
    workbook_free(&book);
    return 0;
}
