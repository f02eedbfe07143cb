/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one expert answered: columns are found by their headings, questions by their ids. */
#include <mdsrisk/import_elicitation.h>

#include "base/num.h"
#include "base/utf8.h"
#include "container.h"
#include "words.h"

#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

enum { COLUMN_ID, COLUMN_FIRST, COLUMNS = COLUMN_FIRST + MDS_QUANTILES };
static const char *const names[COLUMNS] = {"id", "q5", "q50", "q95"};
enum { HEADING_ROWS = 100 }; /* among the first of a sheet */

/* A heading, or the label of the expert's name, in every language and as an id. */
typedef struct label {
    const char *keys[1 + MDS_LANG__COUNT];
} label;

typedef struct reading {
    mds_arena *arena;
    const mds_catalog *catalog;
    mds_diags *diags;
    const mds_grid *grid;
    const mds_grid_sheet *sheet;
    label headings[COLUMNS], expert;
    uint32_t column[COLUMNS];
    size_t heading_row;
    mds_quantiles *answers;
    bool *answered;
    const char **asked; /* by question: where it is; NULL: not yet */
    bool refused;
} reading;

static bool learn_label(const reading *r, label *out, const char *id)
{
    char key[48];

    (void)snprintf(key, sizeof key, "elicitation.column.%s", id);
    out->keys[0] = mds_utf8_key(r->arena, id);
    for (unsigned lang = 0; lang < MDS_LANG__COUNT; lang++) {
        out->keys[1 + lang] =
            mds_utf8_key(r->arena, mds_catalog_text(r->catalog, (mds_lang)lang, key));
    }
    return mds_arena_status(r->arena) == MDS_OK;
}

static bool is_label(const label *known, const char *key)
{
    for (size_t i = 0; i < 1 + MDS_LANG__COUNT; i++) {
        if (strcmp(known->keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static mds_status prepare(reading *r)
{
    const size_t questions = r->catalog->expert_question_count;

    r->answers = mds_arena_alloc(r->arena, questions, sizeof *r->answers);
    r->answered = mds_arena_alloc(r->arena, questions, sizeof *r->answered);
    r->asked = mds_arena_alloc(r->arena, questions, sizeof *r->asked);
    if (r->answers == NULL || r->answered == NULL || r->asked == NULL) {
        return mds_arena_status(r->arena);
    }
    for (size_t c = 0; c < COLUMNS; c++) {
        if (!learn_label(r, &r->headings[c], names[c])) {
            return mds_arena_status(r->arena);
        }
    }
    return learn_label(r, &r->expert, "expert") ? MDS_OK : mds_arena_status(r->arena);
}

/* The key of a cell; "" for one that is empty or longer than any that is looked for. */
static const char *key_of(const reading *r, const mds_grid_cell *cell)
{
    enum { LONGEST = 200 };
    const char *key =
        cell != NULL && strlen(cell->text) <= LONGEST ? mds_utf8_key(r->arena, cell->text) : NULL;

    return key != NULL ? key : "";
}

static const char *place(const reading *r, const mds_grid_row *row, uint32_t column)
{
    const mds_grid_cell *cell = mds_grid__at(row, column);
    const char *where = mds_grid__where(r->arena, r->grid, r->sheet,
                                        cell != NULL ? cell->line : row->number, column);

    return where != NULL ? where : "";
}

static bool is_heading(reading *r, const mds_grid_row *row)
{
    size_t known = 0;

    for (size_t c = 0; c < COLUMNS; c++) {
        bool found = false;
        for (size_t i = 0; i < row->count && !found; i++) {
            found = is_label(&r->headings[c], key_of(r, &row->cells[i]));
            r->column[c] = row->cells[i].column;
        }
        known += found;
    }
    return known == COLUMNS;
}

/* The first sheet that has the headings is the form. */
static bool find_heading(reading *r)
{
    for (size_t s = 0; s < r->grid->sheet_count; s++) {
        r->sheet = &r->grid->sheets[s];
        for (size_t i = 0; i < r->sheet->row_count && i < HEADING_ROWS; i++) {
            if (is_heading(r, &r->sheet->rows[i])) {
                r->heading_row = i;
                return true;
            }
        }
    }
    return false;
}

/* Behind its label, above the headings. */
static const char *find_name(const reading *r)
{
    for (size_t i = 0; i < r->heading_row; i++) {
        const mds_grid_row *row = &r->sheet->rows[i];
        for (size_t k = 0; k + 1 < row->count; k++) {
            if (is_label(&r->expert, key_of(r, &row->cells[k]))) {
                const char *text = row->cells[k + 1].text;
                const mds_sv name = mds_words__trim((mds_sv){text, strlen(text)});
                return mds_arena_strndup(r->arena, name.p, name.n);
            }
        }
    }
    return "";
}

static uint32_t question_of(const reading *r, const char *key)
{
    for (size_t q = 0; q < r->catalog->expert_question_count; q++) {
        if (strcmp(r->catalog->expert_questions[q].id, key) == 0) {
            return (uint32_t)q;
        }
    }
    return MDS_NO_ORDINAL;
}

/* The quantile in a cell; false when it cannot be used, which was said. */
static bool take_number(reading *r, const mds_grid_row *row, const mds_expert_question *question,
                        size_t q, double *out)
{
    const uint32_t column = r->column[COLUMN_FIRST + q];
    const mds_grid_cell *cell = mds_grid__at(row, column);
    const char *key = key_of(r, cell);
    char per_cent[8];
    char least[MDS_NUM_SIZE];
    char most[MDS_NUM_SIZE];

    (void)snprintf(per_cent, sizeof per_cent, "%d", mds_quantile_per_cent(q));
    if (cell == NULL) {
        mds_diag_add(r->diags, MDS_D_ELICITATION_QUANTILE, r->grid->file, place(r, row, column),
                     question->id, per_cent, NULL);
        return false;
    }
    if (!mds_num_parse(out, (mds_sv){key, strlen(key)})) {
        mds_diag_add(r->diags, MDS_D_ELICITATION_NUMBER, r->grid->file, place(r, row, column),
                     question->id, cell->text, NULL);
        return false;
    }
    if (!(*out >= question->least && *out <= question->most)) {
        mds_num_significant(least, question->least, 6);
        mds_num_significant(most, question->most, 6);
        mds_diag_add(r->diags, MDS_D_ELICITATION_RANGE, r->grid->file, place(r, row, column),
                     question->id, cell->text, least, most, NULL);
        return false;
    }
    return true;
}

static void take_answer(reading *r, const mds_grid_row *row, uint32_t ordinal)
{
    const mds_expert_question *question = &r->catalog->expert_questions[ordinal];
    double *at = r->answers[ordinal].at;
    size_t given = 0;
    bool good = true;

    for (size_t q = 0; q < MDS_QUANTILES; q++) {
        given += mds_grid__at(row, r->column[COLUMN_FIRST + q]) != NULL;
    }
    if (given == 0) {
        return;
    }
    for (size_t q = 0; q < MDS_QUANTILES; q++) {
        good = take_number(r, row, question, q, &at[q]) && good;
    }
    for (size_t q = 1; q < MDS_QUANTILES && good; q++) {
        if (!(at[q - 1] < at[q])) {
            mds_diag_add(r->diags, MDS_D_ELICITATION_ORDER, r->grid->file,
                         place(r, row, r->column[COLUMN_FIRST + q]), question->id, NULL);
            good = false;
        }
    }
    r->refused = r->refused || !good;
    r->answered[ordinal] = true; /* or tried to */
}

static void take_row(reading *r, const mds_grid_row *row)
{
    const mds_grid_cell *cell = mds_grid__at(row, r->column[COLUMN_ID]);
    const uint32_t ordinal = question_of(r, key_of(r, cell));

    if (cell != NULL && ordinal == MDS_NO_ORDINAL) {
        bool answers = false;
        for (size_t q = 0; q < MDS_QUANTILES; q++) {
            answers = answers || mds_grid__at(row, r->column[COLUMN_FIRST + q]) != NULL;
        }
        if (answers) { /* else a heading between the questions */
            mds_diag_add(r->diags, MDS_D_ELICITATION_QUESTION, r->grid->file,
                         place(r, row, r->column[COLUMN_ID]), cell->text, NULL);
            r->refused = true;
        }
        return;
    }
    if (cell == NULL) {
        return;
    }
    const char *where = place(r, row, r->column[COLUMN_ID]);
    if (r->asked[ordinal] != NULL) {
        mds_diag_add(r->diags, MDS_D_ELICITATION_TWICE, r->grid->file, where, cell->text,
                     r->asked[ordinal], NULL);
        r->refused = true;
        return;
    }
    r->asked[ordinal] = where;
    take_answer(r, row, ordinal);
}

static void name_gaps(reading *r)
{
    for (size_t q = 0; q < r->catalog->expert_question_count; q++) {
        const mds_expert_question *question = &r->catalog->expert_questions[q];
        if (!r->answered[q] && question->asks == MDS_ASKED_SEED) {
            mds_diag_add(r->diags, MDS_D_ELICITATION_SEED, r->grid->file, r->asked[q], question->id,
                         NULL);
            r->refused = true;
        } else if (!r->answered[q]) {
            mds_diag_add(r->diags, MDS_D_ELICITATION_TARGET, r->grid->file, r->asked[q],
                         question->id, NULL);
        }
    }
}

static mds_status read_grid(reading *r, mds_expert *out)
{
    if (!find_heading(r)) {
        mds_diag_add(r->diags, MDS_D_ELICITATION_NOT_ONE, r->grid->file, NULL, NULL);
        return mds_arena_status(r->arena) != MDS_OK ? mds_arena_status(r->arena) : MDS_EFORMAT;
    }
    const char *name = find_name(r);
    if (name != NULL && name[0] == '\0') {
        mds_diag_add(r->diags, MDS_D_ELICITATION_NAMELESS, r->grid->file, NULL, NULL);
        r->refused = true;
    }
    for (size_t i = r->heading_row + 1; i < r->sheet->row_count; i++) {
        take_row(r, &r->sheet->rows[i]);
    }
    name_gaps(r);
    if (mds_arena_status(r->arena) != MDS_OK) {
        return mds_arena_status(r->arena);
    }
    *out = (mds_expert){
        .name = name, .file = r->grid->file, .answers = r->answers, .answered = r->answered};
    return r->refused ? MDS_EFORMAT : MDS_OK;
}

mds_status mds_import_expert(const mds_expert **out, mds_arena *arena, const mds_catalog *catalog,
                             const mds_source *source, mds_diags *diags)
{
    reading r = {.arena = arena, .catalog = catalog, .diags = diags};
    const char *name = mds_source_name(source);
    const char *file = mds_arena_strndup(arena, name, strlen(name));
    mds_expert *made = mds_arena_alloc(arena, 1, sizeof *made);
    mds_grid grid;

    if (file == NULL || made == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status = prepare(&r);
    if (status == MDS_OK) {
        mds_grid__init(&grid, arena, file, diags);
        r.grid = &grid;
        status = mds_container__read(&grid, source);
    }
    if (status == MDS_OK) {
        status = read_grid(&r, made);
    }
    if (status == MDS_OK) {
        *out = made;
    }
    return status;
}

mds_status mds_experts_check(const mds_expert *const *experts, size_t count, mds_diags *diags)
{
    mds_status status = MDS_OK;
    char text[24];
    char bound[24];

    if (count > MDS_LIMIT_EXPERTS) {
        (void)snprintf(text, sizeof text, "%zu", count);
        (void)snprintf(bound, sizeof bound, "%d", MDS_LIMIT_EXPERTS);
        mds_diag_add(diags, MDS_D_ELICITATION_MANY, NULL, NULL, text, bound, NULL);
        return MDS_ELIMIT;
    }
    for (size_t i = 0; i < count; i++) {
        size_t other = 0;
        while (strcmp(experts[other]->name, experts[i]->name) != 0) {
            other++;
        }
        if (other < i) {
            mds_diag_add(diags, MDS_D_ELICITATION_EXPERT_TWICE, experts[i]->file, NULL,
                         experts[i]->name, experts[other]->file, NULL);
            status = MDS_EFORMAT;
        }
    }
    if (status == MDS_OK && count < MDS_EXPERTS_FEWEST) {
        (void)snprintf(text, sizeof text, "%zu", count);
        (void)snprintf(bound, sizeof bound, "%d", MDS_EXPERTS_FEWEST);
        mds_diag_add(diags, MDS_D_ELICITATION_FEW, NULL, NULL, text, bound, NULL);
    }
    return status;
}
