/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers in several columns: a mark below the chosen one's heading, or printed words of which one
 * is marked or left standing. */
#include "layout.h"

#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* Longest cell that holds one choice; columns between two of one set. */
enum { WORD_BYTES = 64, WIDEST_GAP = 4 };

/* What a column holds in the rows of choice questions. */
typedef struct column {
    size_t words[MDS_CHOICES]; /* cells with the word of one class */
    size_t marks;              /* marks without a word */
    size_t letters;            /* those of them that are "1" or "x", and may be something else */
    size_t others;             /* anything else */
    bool headed[MDS_CHOICES];  /* a heading names the class */
} column;

typedef struct shaper {
    mds_layout *layout;
    mds_arena *scratch;
    const mds_vocabulary *words;
    column *columns;
} shaper;

/* The choices of a cell; \p whole: it holds nothing else. False when the arena is exhausted. */
static bool read_cell(mds_choices *out, bool *whole, const shaper *s, const mds_grid_cell *cell)
{
    *out = (mds_choices){0};
    *whole = false;
    if (strlen(cell->text) > WORD_BYTES) {
        return true;
    }
    const char *key = mds_utf8_key(s->scratch, cell->text);
    if (key == NULL) {
        return false;
    }
    *whole = mds_choices__read(out, &s->words->choices, key) &&
             (out->words > 0 || out->lone != MDS_TICK_NONE);
    return true;
}

/* The class of the words in a cell; MDS_CHOICES when they are of several. */
static size_t class_of(const mds_choices *choices)
{
    size_t found = MDS_CHOICES;

    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        if (choices->stands[i]) {
            const size_t class = mds_label__class((mds_label)i);
            if (found != MDS_CHOICES && found != class) {
                return MDS_CHOICES;
            }
            found = class;
        }
    }
    return found;
}

static bool is_repeat(const mds_grid_row *row, size_t i)
{
    return i > 0 && row->cells[i].merge > 0 && row->cells[i].merge == row->cells[i - 1].merge;
}

static bool count_row(const shaper *s, size_t r)
{
    const mds_grid_row *row = &s->layout->sheet->rows[r];

    for (size_t i = 0; i < row->count; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        column *c = &s->columns[cell->column];
        mds_choices choices;
        bool whole = false;
        if (cell->column == s->layout->id_columns[r] || is_repeat(row, i)) {
            continue;
        }
        if (!read_cell(&choices, &whole, s, cell)) {
            return false;
        }
        const size_t class = class_of(&choices);
        if (whole && class < MDS_CHOICES) {
            c->words[class]++;
        } else if (whole && choices.words == 0) {
            c->marks++;
            c->letters += strlen(cell->text) == 1;
        } else {
            c->others++;
        }
    }
    return true;
}

/* A row of headings names two classes or more, each in a cell of its own. */
static bool read_headings(const shaper *s, size_t r)
{
    const mds_grid_row *row = &s->layout->sheet->rows[r];
    uint32_t at[MDS_CHOICES * MDS_ROUNDS];
    size_t classes[MDS_CHOICES * MDS_ROUNDS];
    size_t count = 0;
    bool several = false;

    for (size_t i = 0; i < row->count && count < MDS_CHOICES * MDS_ROUNDS; i++) {
        mds_choices choices;
        bool whole = false;
        if (row->cells[i].spread) {
            continue;
        }
        if (!read_cell(&choices, &whole, s, &row->cells[i])) {
            return false;
        }
        /* "はい Yes" is a heading too. */
        const size_t class = class_of(&choices);
        if (class < MDS_CHOICES) {
            several = several || (count > 0 && class != classes[0]);
            at[count] = row->cells[i].column;
            classes[count++] = class;
        }
    }
    for (size_t i = 0; several && i < count; i++) {
        s->columns[at[i]].headed[classes[i]] = true;
    }
    return true;
}

static bool count_columns(const shaper *s)
{
    for (size_t r = 0; r < s->layout->sheet->row_count && r <= s->layout->last_row; r++) {
        const uint32_t q = s->layout->questions[r];
        const bool choice =
            q != MDS_NO_ORDINAL && s->words->form->questions[q].kind == MDS_QUESTION_CHOICE;
        if (choice && !count_row(s, r)) {
            return false;
        }
        if (q == MDS_NO_ORDINAL && !read_headings(s, r)) {
            return false;
        }
    }
    return true;
}

static size_t all_words(const column *c)
{
    return c->words[0] + c->words[1] + c->words[2];
}

/* The class of a column of printed words, or of marks below a heading; MDS_CHOICES: neither. */
static size_t column_class(const shaper *s, const column *c)
{
    const size_t words = all_words(c);
    /* A form with ids has one column of answers, unless headings say otherwise. */
    const bool printed = s->layout->view != NULL;

    for (size_t k = 0; k < MDS_CHOICES; k++) {
        const bool only = printed && words > 0 && c->words[k] == words && c->others * 8 <= words;
        const size_t strangers = c->others + words - c->words[k];
        const bool headed = c->headed[k] && strangers * 3 <= c->marks + c->words[k];
        if (only || headed) {
            return k;
        }
    }
    return MDS_CHOICES;
}

/* The sets of choices, from the left. A column of one word alone is no set. */
static void find_rounds(const shaper *s)
{
    mds_layout *layout = s->layout;
    mds_choice_columns set = {0};
    uint32_t last = 0;
    size_t count = 0;

    layout->round_count = 0;
    for (uint32_t c = 0; c <= MDS_LIMIT_COLUMNS; c++) {
        const bool end = c == MDS_LIMIT_COLUMNS;
        const size_t class = end ? MDS_CHOICES : column_class(s, &s->columns[c]);
        const bool fresh = !end && class < MDS_CHOICES &&
                           (count == 0 || set.at[class] != MDS_NO_COLUMN || c - last > WIDEST_GAP);
        if ((fresh || end) && count > 1 && layout->round_count < MDS_ROUNDS) {
            layout->rounds[layout->round_count++] = set;
        }
        if (fresh) {
            memset(&set, 0xFF, sizeof set);
            count = 0;
        }
        if (class < MDS_CHOICES) {
            set.at[class] = c;
            last = c;
            count++;
        }
    }
}

static bool only_marks(const shaper *s, uint32_t c)
{
    return c < MDS_LIMIT_COLUMNS && s->columns[c].marks > s->columns[c].letters &&
           all_words(&s->columns[c]) == 0 && s->columns[c].others == 0;
}

/* Marks in cells of their own beside the words: all to the left of them, or all to the right. */
static void find_mark_columns(const shaper *s, mds_choice_columns *set)
{
    const uint32_t first = set->at[0];
    const uint32_t last = set->at[2] != MDS_NO_COLUMN ? set->at[2] : set->at[1];
    const bool left = first != MDS_NO_COLUMN && first > 0 && only_marks(s, first - 1);
    const bool right = last != MDS_NO_COLUMN && only_marks(s, last + 1);

    for (size_t k = 0; k < MDS_CHOICES && left != right; k++) {
        const uint32_t beside = left ? set->at[k] - 1 : set->at[k] + 1;
        if (set->at[k] != MDS_NO_COLUMN && all_words(&s->columns[beside]) == 0) {
            set->marks[k] = beside;
        }
    }
}

/* Whether words stand in the set's columns, and not only marks below a heading. */
static bool has_words(const shaper *s, const mds_choice_columns *set)
{
    size_t words = 0;
    size_t marks = 0;

    for (size_t k = 0; k < MDS_CHOICES; k++) {
        if (set->at[k] != MDS_NO_COLUMN) {
            words += all_words(&s->columns[set->at[k]]);
            marks += s->columns[set->at[k]].marks;
        }
    }
    return words > marks;
}

static bool note_marks(const shaper *s, const mds_grid_row *row, uint32_t c, bool *others)
{
    const mds_grid_cell *cell = c != MDS_NO_COLUMN ? mds_grid__at(row, c) : NULL;
    mds_choices choices;
    bool whole = false;

    if (cell == NULL) {
        return true;
    }
    if (!read_cell(&choices, &whole, s, cell)) {
        return false;
    }
    *others = *others || choices.lone > MDS_TICK_CROSS;
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        *others = *others || choices.marks[i] > MDS_TICK_CROSS;
    }
    return true;
}

/* A cross chooses where the sheet has no other mark. */
static bool find_crosses(const shaper *s)
{
    mds_layout *layout = s->layout;
    bool others = false;

    for (size_t r = 0; r <= layout->last_row && !others; r++) {
        for (size_t n = 0; n < layout->round_count && layout->questions[r] != MDS_NO_ORDINAL; n++) {
            for (size_t k = 0; k < MDS_CHOICES; k++) {
                const mds_choice_columns *set = &layout->rounds[n];
                if (!note_marks(s, &layout->sheet->rows[r], set->at[k], &others) ||
                    !note_marks(s, &layout->sheet->rows[r], set->marks[k], &others)) {
                    return false;
                }
            }
        }
    }
    layout->crosses = !others;
    return true;
}

/* Whether the choices of most rows stand in the cell of the question. */
static bool find_lines(const shaper *s, bool *lines)
{
    size_t rows = 0;
    size_t found = 0;

    for (size_t r = 0; r <= s->layout->last_row; r++) {
        const uint32_t q = s->layout->questions[r];
        if (q == MDS_NO_ORDINAL || s->words->form->questions[q].kind != MDS_QUESTION_CHOICE) {
            continue;
        }
        const mds_grid_cell *cell =
            mds_grid__at(&s->layout->sheet->rows[r], s->layout->id_columns[r]);
        const char *key = mds_utf8_key(s->scratch, cell->text);
        mds_choices choices;
        if (key == NULL) {
            return false;
        }
        rows++;
        found += mds_choices__find(&choices, &s->words->choices, key) != NULL;
    }
    *lines = found > 0 && found * 2 >= rows;
    return true;
}

bool mds_layout__shape(mds_layout *layout, mds_arena *scratch, const mds_vocabulary *words)
{
    shaper s = {.layout = layout, .scratch = scratch, .words = words};
    bool lines = false;

    s.columns = mds_arena_alloc(scratch, MDS_LIMIT_COLUMNS, sizeof *s.columns);
    if (s.columns == NULL || !count_columns(&s)) {
        return false;
    }
    find_rounds(&s);
    if (layout->round_count > 0) {
        layout->shape = has_words(&s, &layout->rounds[0]) ? MDS_SHAPE_WORDS : MDS_SHAPE_MARKS;
        for (size_t n = 0; n < layout->round_count && layout->shape == MDS_SHAPE_WORDS; n++) {
            find_mark_columns(&s, &layout->rounds[n]);
        }
        return find_crosses(&s);
    }
    if (layout->view != NULL && !find_lines(&s, &lines)) {
        return false;
    }
    layout->shape = lines ? MDS_SHAPE_LINE : MDS_SHAPE_CELL;
    return true;
}

mds_label mds_layout__label(size_t k, mds_answer_set set)
{
    static const mds_label three[] = {MDS_LABEL_YES, MDS_LABEL_NO, MDS_LABEL_NA};

    if (set == MDS_ANSWERS_APPLICABLE && k < 2) {
        return k == 0 ? MDS_LABEL_APPLICABLE : MDS_LABEL_NOT_APPLICABLE;
    }
    return three[k];
}

/* Adds what the cell of class \p k says; a mark without a word is one at that class. */
static bool add_cell(mds_choices *row, const shaper *s, const mds_grid_cell *cell, mds_label label)
{
    mds_choices choices;
    bool whole = false;

    if (cell == NULL) {
        return true;
    }
    if (!read_cell(&choices, &whole, s, cell)) {
        return false;
    }
    const mds_tick lone = choices.lone;
    choices.lone = MDS_TICK_NONE;
    mds_choices__join(row, &choices);
    if (whole && lone > row->marks[label]) {
        row->marks[label] = lone;
        row->stands[label] = true;
    }
    row->boxes = row->boxes || lone == MDS_TICK_EMPTY;
    return true;
}

/* The cell of the first choice that is taken, or else the first cell. */
static const mds_grid_cell *chosen_cell(const mds_grid_cell *const *cells,
                                        const mds_cell_reading *reading)
{
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        const mds_grid_cell *cell = cells[mds_label__class((mds_label)i)];
        if ((reading->taken & (1u << i)) != 0 && cell != NULL) {
            return cell;
        }
    }
    for (size_t k = 0; k < MDS_CHOICES; k++) {
        if (cells[k] != NULL) {
            return cells[k];
        }
    }
    return NULL;
}

bool mds_layout__choose(mds_cell_reading *out, const mds_grid_cell **cell, mds_arena *scratch,
                        const mds_vocabulary *words, const mds_layout *layout, size_t r, size_t n)
{
    const shaper s = {.scratch = scratch, .words = words};
    const mds_grid_row *row = &layout->sheet->rows[r];
    const mds_answer_set set = words->form->questions[layout->questions[r]].answer_set;
    const mds_choice_columns *columns = &layout->rounds[n];
    const mds_grid_cell *cells[MDS_CHOICES] = {NULL};
    mds_choices choices = {0};

    for (size_t k = 0; k < MDS_CHOICES; k++) {
        const uint32_t at = columns->at[k];
        const uint32_t mark = columns->marks[k];
        cells[k] = at != MDS_NO_COLUMN ? mds_grid__at(row, at) : NULL;
        if (!add_cell(&choices, &s, cells[k], mds_layout__label(k, set)) ||
            !add_cell(&choices, &s, mark != MDS_NO_COLUMN ? mds_grid__at(row, mark) : NULL,
                      mds_layout__label(k, set))) {
            return false;
        }
    }
    *out = (mds_cell_reading){.key = ""};
    mds_words__choose(out, &choices, set, layout->crosses);
    /* A row may print two of three choices, or none at all. */
    if (out->state == MDS_ANSWER_UNREADABLE && !out->not_offered) {
        out->state = MDS_ANSWER_UNANSWERED;
        out->unmarked = choices.words > 1;
    }
    if (cell != NULL) {
        *cell = chosen_cell(cells, out);
    }
    return true;
}
