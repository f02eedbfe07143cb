/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the choices of a row say, by the one rule of their block. */
#include "layout.h"

#include "base/utf8.h"
#include <string.h>

/* Longest cell that holds choices and nothing else. */
enum { CHOICE_BYTES = 160 };

typedef struct chooser {
    mds_arena *scratch;
    const mds_vocabulary *words;
    const mds_layout *layout;
} chooser;

/* What the cells of one row hold. */
typedef struct row_choices {
    mds_choices all;
    const mds_grid_cell
        *cells[MDS_CHOICE_CLASSES]; /* the first of each class with anything in it */
    const mds_grid_cell *stranger;  /* a cell that is neither a choice nor a mark */
    const mds_grid_cell *noted;     /* a mark with a note behind it */
    size_t note;                    /* where that begins */
    bool misplaced;                 /* a word below the heading of another choice */
    bool spoilt;                    /* a stranger that begins as a choice does */
} row_choices;

static mds_answer_set set_of(const chooser *c, size_t r)
{
    return c->words->form->questions[c->layout->questions[r]].answer_set;
}

static bool is_choice(const chooser *c, size_t r)
{
    const uint32_t q = c->layout->questions[r];

    return q != MDS_NO_ORDINAL && c->words->form->questions[q].kind == MDS_QUESTION_CHOICE;
}

static void take_cell(row_choices *out, const mds_choices *choices, const mds_grid_cell *cell,
                      size_t class, mds_answer_set set)
{
    const size_t said = mds_choices__class(choices);

    if (class < MDS_CHOICE_CLASSES) {
        out->misplaced = out->misplaced || (choices->words > 0 && said != class);
    }
    const size_t of = said < MDS_CHOICE_CLASSES ? said : class;
    if (of < MDS_CHOICE_CLASSES && out->cells[of] == NULL) {
        out->cells[of] = cell;
    }
    mds_choices__join(&out->all, choices, mds_layout__choice(class, set));
}

/* The mark that a cell begins with. False when the arena is exhausted. */
static bool read_mark(mds_choices *out, const chooser *c, const char *text, size_t end)
{
    const char *copy = mds_arena_strndup(c->scratch, text, end);
    const char *key = copy != NULL ? mds_choices__key(c->scratch, copy) : NULL;

    if (key != NULL) {
        (void)mds_choices__read(out, &c->words->choices, key);
    }
    return key != NULL;
}

/* False when the arena is exhausted. */
static bool read_cell(row_choices *out, const chooser *c, const mds_grid_cell *cell, size_t class,
                      mds_answer_set set)
{
    mds_choices choices = {.count = 0};
    const char *key =
        strlen(cell->text) <= CHOICE_BYTES ? mds_choices__key(c->scratch, cell->text) : "";

    if (key == NULL) {
        return false;
    }
    const bool whole = key[0] != '\0' && mds_choices__read(&choices, &c->words->choices, key);
    size_t end = 0;
    if (!whole && key[0] != '\0' &&
        !mds_words__mark_end(&end, c->scratch, &c->words->choices, cell->text, &choices)) {
        return false;
    }
    if (!whole && end == 0) {
        out->stranger = out->stranger == NULL ? cell : out->stranger;
        out->spoilt = out->spoilt || choices.count > 0;
        return true;
    }
    if (end > 0 && !read_mark(&choices, c, cell->text, end)) {
        return false;
    }
    if (end > 0) {
        out->noted = cell;
        out->note = end;
    }
    take_cell(out, &choices, cell, class, set);
    return true;
}

static bool read_row(row_choices *out, const chooser *c, size_t r, const mds_choice_columns *set)
{
    const mds_grid_row *row = &c->layout->sheet->rows[r];
    const mds_grid_cell *before = NULL;

    *out = (row_choices){.stranger = NULL};
    for (size_t i = 0; i < set->count; i++) {
        const mds_grid_cell *cell = mds_grid__at(row, set->at[i].column);
        const bool repeats =
            cell != NULL && before != NULL && cell->merge > 0 && cell->merge == before->merge;
        if (cell != NULL && !repeats && !read_cell(out, c, cell, set->at[i].class, set_of(c, r))) {
            return false;
        }
        before = cell;
    }
    return true;
}

/* How many choices the headings offer to a row that prints none. */
static size_t offered(const mds_choice_columns *set, const row_choices *row)
{
    return set->headed && row->all.words == 0 ? set->classes : 0;
}

static bool set_rule(const chooser *c, mds_choice_columns *set)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t r = 0; r <= c->layout->last_row; r++) {
            row_choices row;
            if (!is_choice(c, r)) {
                continue;
            }
            if (!read_row(&row, c, r, set)) {
                return false;
            }
            if (pass == 0) {
                mds_choice__rule_side(&set->rule, &row.all);
            } else {
                mds_choice__rule_count(&set->rule, &row.all, offered(set, &row));
            }
        }
        if (pass == 0) {
            mds_choice__rule_settle_side(&set->rule);
        } else {
            mds_choice__rule_settle(&set->rule);
        }
    }
    return true;
}

bool mds_layout__set_rules(mds_layout *layout, mds_arena *scratch, const mds_vocabulary *words)
{
    const chooser c = {scratch, words, layout};

    for (size_t n = 0; n < layout->round_count; n++) {
        if (!set_rule(&c, &layout->rounds[n])) {
            return false;
        }
    }
    return true;
}

/* The choices of the cell that answers a row, or of the question's line. False when the arena is
 * exhausted. */
static bool read_answer(mds_choices *out, const char **key, const chooser *c, size_t r)
{
    const bool line = c->layout->shape == MDS_SHAPE_LINE;
    const mds_grid_row *row = &c->layout->sheet->rows[r];
    const uint32_t column = line ? c->layout->id_columns[r] : c->layout->answer;
    const mds_grid_cell *cell = column != MDS_NO_COLUMN ? mds_grid__at(row, column) : NULL;

    *out = (mds_choices){.count = 0};
    *key = "";
    if (cell == NULL || (!line && strlen(cell->raw) > CHOICE_BYTES)) {
        return true;
    }
    *key = line ? mds_utf8_key(c->scratch, cell->text) : mds_choices__key(c->scratch, cell->raw);
    if (*key == NULL) {
        return false;
    }
    if (line) {
        (void)mds_choices__find(out, &c->words->choices, *key);
    } else if (!mds_choices__read(out, &c->words->choices, *key) &&
               !mds_choices__is_remark(&c->words->choices, *key + out->end)) {
        *out = (mds_choices){.count = 0};
    }
    return true;
}

/* The cells of a checklist's rounds, which may be in any column. */
static bool count_rounds(const chooser *c, mds_choice_rule *rule, size_t r)
{
    const mds_grid_row *row = &c->layout->sheet->rows[r];

    for (size_t i = 0; i < row->count; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        if (cell->column <= c->layout->id_columns[r] || cell->column == c->layout->wording ||
            cell->column == c->layout->note || strlen(cell->raw) > CHOICE_BYTES) {
            continue;
        }
        const char *key = mds_choices__key(c->scratch, cell->raw);
        if (key == NULL) {
            return false;
        }
        mds_choice__rule_count_cell(rule, &c->words->choices, key);
    }
    return true;
}

bool mds_layout__cell_rule(mds_layout *layout, mds_arena *scratch, const mds_vocabulary *words)
{
    const chooser c = {scratch, words, layout};
    mds_choice_rule *rule = &layout->rule;

    *rule = (mds_choice_rule){.front = 0};
    for (int pass = 0; pass < 2; pass++) {
        for (size_t r = 0; r <= layout->last_row; r++) {
            mds_choices choices;
            const char *key = NULL;
            if (!is_choice(&c, r)) {
                continue;
            }
            if (!read_answer(&choices, &key, &c, r)) {
                return false;
            }
            const bool confirmed = set_of(&c, r) == MDS_ANSWERS_CONFIRMED;
            if (pass == 0) {
                mds_choice__rule_side(rule, &choices);
            } else if (confirmed && !count_rounds(&c, rule, r)) {
                return false;
            } else if (!confirmed && key[0] != '\0' && layout->shape == MDS_SHAPE_CELL) {
                mds_choice__rule_count_cell(rule, &words->choices, key);
            }
            if (pass == 1) {
                mds_choice__rule_count(rule, &choices, 0);
            }
        }
        if (pass == 0) {
            mds_choice__rule_settle_side(rule);
        } else {
            mds_choice__rule_settle(rule);
        }
    }
    return true;
}

/* The cell of the first choice that is taken, or else the first cell. */
static const mds_grid_cell *chosen_cell(const row_choices *row, const mds_cell_reading *reading)
{
    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        if ((reading->taken & (1u << k)) != 0 && row->cells[k] != NULL) {
            return row->cells[k];
        }
    }
    if (row->stranger != NULL && reading->state != MDS_ANSWER_UNANSWERED) {
        return row->stranger;
    }
    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        if (row->cells[k] != NULL) {
            return row->cells[k];
        }
    }
    return row->stranger;
}

static bool add_note(mds_cell_reading *out, const chooser *c, const row_choices *row)
{
    return row->noted == NULL || mds_words__note_behind(out, c->scratch, c->words->choices.catalog,
                                                        row->noted->text, row->note);
}

/* What is in a row besides its choices, or against them, is nobody's answer. */
static void weigh_rest(mds_cell_reading *out, const row_choices *row, mds_answer_set set)
{
    const bool definite = out->state == MDS_ANSWER_YES || out->state == MDS_ANSWER_NO ||
                          out->state == MDS_ANSWER_NA || out->state == MDS_ANSWER_SEE_NOTE;
    const bool applicable =
        row->all.stands[MDS_LABEL_APPLICABLE] || row->all.stands[MDS_LABEL_NOT_APPLICABLE];

    if (row->spoilt && definite) {
        out->state = MDS_ANSWER_UNREADABLE;
        out->unclear = true;
    }
    /* "Not applicable" below "Yes" answers a question that takes it, whatever the heading is. */
    if (row->misplaced && definite && !(set == MDS_ANSWERS_APPLICABLE && applicable)) {
        out->state = MDS_ANSWER_UNREADABLE;
        out->unclear = true;
    }
    if (row->stranger != NULL && out->state == MDS_ANSWER_UNANSWERED) {
        out->state = MDS_ANSWER_UNREADABLE;
        out->unclear = true;
    }
}

bool mds_layout__choose(mds_cell_reading *out, const mds_grid_cell **cell, mds_arena *scratch,
                        const mds_vocabulary *words, const mds_layout *layout, size_t r, size_t n)
{
    const chooser c = {scratch, words, layout};
    const mds_choice_columns *set = &layout->rounds[n];
    row_choices row;

    if (!read_row(&row, &c, r, set)) {
        return false;
    }
    *out = (mds_cell_reading){.key = ""};
    mds_words__choose(out, &set->rule, &row.all, offered(set, &row), set_of(&c, r));
    /* A row may print two of three choices, or none at all. */
    if (out->state == MDS_ANSWER_UNREADABLE && !out->not_offered && !out->unclear) {
        out->state = MDS_ANSWER_UNANSWERED;
        out->unmarked = row.all.words > 1;
    }
    weigh_rest(out, &row, set_of(&c, r));
    if (cell != NULL) {
        *cell = chosen_cell(&row, out);
    }
    return add_note(out, &c, &row);
}
