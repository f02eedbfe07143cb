/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fill_world.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#define QUESTION(name, of_kind, set)                                                               \
    {                                                                                              \
        .id = name, .parent = MDS_NO_ORDINAL, .kind = of_kind, .answer_set = set,                  \
        .title = {{"title", "題"}}, .gate = {                                                      \
            .question = MDS_NO_ORDINAL                                                             \
        }                                                                                          \
    }
#define WORDS(...)                                                                                 \
    {                                                                                              \
        .at = (const char *const[]){__VA_ARGS__},                                                  \
        .count = sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)                 \
    }

static const mds_question questions[FILL_QUESTIONS] = {
    QUESTION("Q1", MDS_QUESTION_CHOICE, MDS_ANSWERS_YES_NO_NA),
    QUESTION("Q2", MDS_QUESTION_CHOICE, MDS_ANSWERS_YES_NO_NA),
    QUESTION("Q3", MDS_QUESTION_CHOICE, MDS_ANSWERS_YES_NO_NA),
    QUESTION("Q4", MDS_QUESTION_CHOICE, MDS_ANSWERS_YES_NO_NA),
    QUESTION("Q5", MDS_QUESTION_CHOICE, MDS_ANSWERS_APPLICABLE),
    QUESTION("Q6", MDS_QUESTION_TEXT, MDS_ANSWERS_YES_NO_NA),
};

static const mds_form form[] = {{
    .edition = "test-1",
    .family = "test",
    .title = {{"Test form", "試験書式"}},
    .questions = questions,
    .question_count = FILL_QUESTIONS,
    .labels = {[MDS_LABEL_YES] = "はい",
               [MDS_LABEL_NO] = "いいえ",
               [MDS_LABEL_NA] = "対象外",
               [MDS_LABEL_APPLICABLE] = "該当",
               [MDS_LABEL_NOT_APPLICABLE] = "非該当"},
    .words = {[MDS_WORD_YES] = WORDS("はい", "yes"),
              [MDS_WORD_NO] = WORDS("いいえ", "no"),
              [MDS_WORD_NA] = WORDS("対象外", "n/a"),
              [MDS_WORD_SEE_NOTE] = WORDS("備考参照"),
              [MDS_WORD_PLACEHOLDER] = WORDS("-")},
    .applicable_words = {[MDS_WORD_YES] = WORDS("該当"), [MDS_WORD_NO] = WORDS("非該当")},
}};

void fill_make(fill_world *w)
{
    memset(w, 0, sizeof *w);
    w->arena = mds_arena_new((size_t)64 << 20, NULL);
    cr_assert_not_null(w->arena);
    w->diags = mds_diags_new(w->arena, 100);
    cr_assert_eq(mds_catalog_load(&w->shipped, NULL, NULL), MDS_OK);
    w->catalog.marks = w->shipped->marks;
    w->catalog.mark_count = w->shipped->mark_count;
    memcpy(w->catalog.words, w->shipped->words, sizeof w->catalog.words);
    w->catalog.forms = form;
    w->catalog.form_count = 1;
    for (size_t q = 0; q < FILL_QUESTIONS; q++) {
        w->at[q] = (mds_translated){.state = MDS_TRANSLATED_OPEN,
                                    .answer = MDS_ANSWER_UNANSWERED,
                                    .text = "",
                                    .closed_by = MDS_NO_ORDINAL};
        w->answers[q].note = "";
    }
    w->form.answers = w->answers;
    w->form.answer_count = FILL_QUESTIONS;
    w->result = (mds_translation_result){
        .catalog = &w->catalog, .source = &w->form, .at = w->at, .count = FILL_QUESTIONS};
    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        w->result.device[f] = "";
        w->places.device[f].text = "";
    }
    w->places.at = w->place_at;
    w->places.count = FILL_QUESTIONS;
    workbook_init(&w->book);
    folder_make(&w->folder);
    w->path = in_folder(&w->folder, "copy.xlsx");
}

void fill_free(fill_world *w)
{
    mds_source_free(w->source);
    workbook_free(&w->book);
    mds_arena_free(w->arena);
    mds_catalog_free(w->shipped);
    folder_remove(&w->folder, "copy.xlsx");
}

void fill_entail(fill_world *w, uint32_t question, mds_answer_state answer)
{
    w->at[question].state = MDS_TRANSLATED_ENTAILED;
    w->at[question].answer = answer;
}

void fill_entail_text(fill_world *w, const char *text)
{
    fill_entail(w, FILL_TEXT, MDS_ANSWER_TEXT);
    w->at[FILL_TEXT].text = text;
}

static mds_place_cell cell_at(const char **cells)
{
    mds_place_cell cell = {.part = "xl/worksheets/sheet1.xml", .sheet = "Form", .text = ""};
    const char *p = *cells;
    cell.column = (uint32_t)(*p++ - 'A');
    cell.row = (uint32_t)strtoul(p, NULL, 10);
    p += strspn(p, "0123456789");
    *cells = p + strspn(p, " ");
    return cell;
}

void fill_place(fill_world *w, uint32_t question, mds_place_kind kind, const char *cells)
{
    mds_form_place *place = &w->place_at[question];
    place->kind = kind;
    for (size_t i = 0; *cells != '\0'; i++) {
        place->answer[i] = cell_at(&cells);
    }
}

void fill_field(fill_world *w, mds_device_field field, const char *cell, const char *text)
{
    w->places.device[field] = cell_at(&cell);
    w->places.device[field].text = text;
}

mds_status fill_run(fill_world *w)
{
    cr_assert(workbook_finish(&w->book));
    cr_assert_eq(mds_source_from_memory(&w->source, "template.xlsx", w->book.bytes, w->book.size),
                 MDS_OK);
    return mds_export_filled(&w->filled, w->arena, &w->result, &w->places, w->source, w->path,
                             w->diags);
}

bool fill_holds(const fill_world *w, const char *part, const char *text)
{
    char name[64];
    if (part[0] >= '0' && part[0] <= '9') {
        (void)snprintf(name, sizeof name, "xl/worksheets/sheet%s.xml", part);
        part = name;
    }
    char *bytes = part_of(w->path, part);
    const bool holds = strstr(bytes, text) != NULL;
    if (!holds) {
        cr_log_warn("%s: %s", part, bytes);
    }
    free(bytes);
    return holds;
}

void fill_changed(const fill_world *w, char *out, size_t size)
{
    zip_t *copy = zip_open(w->path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    cr_assert_not_null(copy);
    out[0] = '\0';
    cr_expect_eq(zip_get_num_entries(copy, 0), (zip_int64_t)w->book.count);
    for (size_t i = 0; i < w->book.count; i++) {
        cr_expect_str_eq(zip_get_name(copy, i, 0), w->book.parts[i].name);
        char *bytes = part_of(w->path, w->book.parts[i].name);
        if (strcmp(bytes, w->book.parts[i].bytes.p) != 0) {
            const size_t n = strlen(out);
            (void)snprintf(out + n, size - n, "%s%s", n > 0 ? " " : "", w->book.parts[i].name);
        }
        free(bytes);
    }
    zip_discard(copy);
}

bool fill_said(const fill_world *w, mds_diag_code code)
{
    for (size_t i = 0; i < mds_diags_count(w->diags); i++) {
        if (mds_diags_at(w->diags, i)->code == code) {
            return true;
        }
    }
    return false;
}
