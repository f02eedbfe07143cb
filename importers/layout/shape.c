/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers in several columns: a mark below the chosen one's heading, or printed words of which one
 * is marked or left over. */
#include "layout.h"

#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* Longest cell that holds one choice; columns between two of one set. */
enum { WORD_BYTES = 64, WIDEST_GAP = 4 };

/* What a column holds in the rows of choice questions. */
typedef struct column {
    size_t words[MDS_CHOICE_CLASSES]; /* cells with the word of one class */
    size_t marks;                     /* marks without a word */
    size_t digits;                    /* those of them that are "1" and may be something else */
    size_t others;                    /* anything else */
    bool headed[MDS_CHOICE_CLASSES];  /* a heading names the class */
    bool titled;                      /* another heading is above it */
    bool note;                        /* likewise, of notes */
    mds_revision revision;            /* whose answers they are, by a heading */
} column;

typedef struct shaper {
    mds_layout *layout;
    mds_arena *scratch;
    const mds_vocabulary *words;
    column *columns;
} shaper;

static bool in_block(const mds_layout *layout, uint32_t at)
{
    return at >= layout->first_column && at <= layout->last_column;
}

/* The choices of a cell; \p whole: it holds nothing else. False when the arena is exhausted. */
static bool read_cell(mds_choices *out, bool *whole, const shaper *s, const mds_grid_cell *cell)
{
    *out = (mds_choices){0};
    *whole = false;
    if (strlen(cell->text) > WORD_BYTES) {
        return true;
    }
    const char *key = mds_choices__key(s->scratch, cell->text);
    if (key == NULL) {
        return false;
    }
    *whole = mds_choices__read(out, &s->words->choices, key) && out->count > 0;
    return true;
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
        if (cell->column == s->layout->id_columns[r] || is_repeat(row, i) ||
            !in_block(s->layout, cell->column)) {
            continue;
        }
        if (!read_cell(&choices, &whole, s, cell)) {
            return false;
        }
        const size_t class = mds_choices__class(&choices);
        size_t end = 0;
        if (!whole && strlen(cell->text) <= WORD_BYTES &&
            !mds_words__mark_end(&end, s->scratch, &s->words->choices, cell->text, &choices)) {
            return false;
        }
        const bool noted = end > 0;
        if (whole && class < MDS_CHOICE_CLASSES) {
            c->words[class]++;
        } else if ((whole && choices.words == 0) || noted) {
            c->marks++;
            c->digits += cell->text[0] >= '0' && cell->text[0] <= '9';
        } else {
            c->others++;
        }
    }
    return true;
}

/* What a heading says of the columns below it that is no choice. */
static bool read_title(const shaper *s, const mds_grid_cell *cell)
{
    const mds_catalog *catalog = s->words->choices.catalog;
    column *c = &s->columns[cell->column];
    const char *key = strlen(cell->text) <= WORD_BYTES ? mds_utf8_key(s->scratch, cell->text) : "";

    if (key == NULL) {
        return false;
    }
    c->titled = c->titled || !cell->spread;
    c->note = c->note || mds_words__have(&s->words->form->note_headings, key);
    mds_revision__read(&c->revision, catalog, key);
    return true;
}

/* The headings of choices in one row. */
typedef struct headings {
    uint32_t at[MDS_SET_COLUMNS];
    size_t classes[MDS_SET_COLUMNS];
    size_t count;
    bool several; /* different ones */
    bool number;  /* "No" names a column of numbers */
} headings;

static void take_heading(headings *h, const shaper *s, const mds_grid_cell *cell, size_t class,
                         const char *key)
{
    /* "No" above the numbers of a Japanese form. */
    const bool number = s->layout->view != NULL && strncmp(key, "no", 2) == 0;

    if (class == MDS_CHOICE_CLASSES || h->count == MDS_SET_COLUMNS ||
        cell->column == s->layout->id || (number && h->count == 0)) {
        return;
    }
    h->several = h->several || (h->count > 0 && class != h->classes[0]);
    h->at[h->count] = cell->column;
    h->classes[h->count++] = class;
}

/* A row of headings names two classes or more, each in a cell of its own. */
static bool read_headings(const shaper *s, size_t r)
{
    const mds_grid_row *row = &s->layout->sheet->rows[r];
    headings h = {.count = 0};

    for (size_t i = 0; i < row->count; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        mds_choices choices;
        bool whole = false;
        if (!in_block(s->layout, cell->column)) {
            continue;
        }
        if (!read_title(s, cell) || !read_cell(&choices, &whole, s, cell)) {
            return false;
        }
        if (!cell->spread) {
            const char *key = mds_utf8_key(s->scratch, cell->text);
            if (key == NULL) {
                return false;
            }
            /* A word in two languages is a heading too. */
            take_heading(&h, s, cell, mds_choices__class(&choices), key);
        }
    }
    for (size_t i = 0; h.several && i < h.count; i++) {
        s->columns[h.at[i]].headed[h.classes[i]] = true;
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
    size_t words = 0;

    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        words += c->words[k];
    }
    return words;
}

/* The class of a column that a heading names, or that prints one word; MDS_CHOICE_CLASSES: neither.
 * What else is in the column does not matter where it has a heading. */
static size_t column_class(const column *c, bool *headed)
{
    const size_t words = all_words(c);

    *headed = false;
    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        *headed = *headed || c->headed[k];
        if (c->headed[k]) {
            return k;
        }
    }
    for (size_t k = 0; k < MDS_CHOICE_CLASSES && !c->note; k++) {
        if (words > 0 && c->words[k] == words && c->others * 8 <= words) {
            return k;
        }
    }
    return MDS_CHOICE_CLASSES;
}

/* A set while its columns are collected. */
typedef struct collector {
    mds_choice_columns set;
    bool classes[MDS_CHOICE_CLASSES];
    size_t headed, titled; /* columns */
    size_t strangers, answers;
} collector;

static void add_column(collector *to, const column *c, uint32_t at, size_t class, bool headed)
{
    mds_choice_columns *set = &to->set;

    if (set->count == MDS_SET_COLUMNS) {
        return;
    }
    set->at[set->count++] = (mds_choice_column){at, (uint32_t) class};
    if (class == MDS_CHOICE_CLASSES) {
        return;
    }
    set->classes += !to->classes[class];
    to->classes[class] = true;
    to->headed += headed;
    to->titled += !headed && c->titled;
    to->strangers += c->others + all_words(c) - c->words[class];
    to->answers += c->marks + c->words[class];
    if (!mds_revision__is_told(&set->revision)) {
        set->revision = c->revision;
    }
}

/* Whether the columns are choices of one question. Two columns of one word each below headings of
 * their own are the answers of two revisions; what is mostly something else is no set. */
static bool is_set(const collector *c, const column *columns)
{
    const bool revisions = c->set.classes == 2 && c->headed == 0 && c->titled == 2 &&
                           mds_revision__is_told(&columns[c->set.at[0].column].revision);

    return c->set.classes > 1 && !revisions && (c->headed > 0 || c->set.classes > 1) &&
           (c->strangers == 0 || c->strangers <= c->answers);
}

static bool only_marks(const shaper *s, uint32_t c)
{
    const column *at = c < MDS_LIMIT_COLUMNS ? &s->columns[c] : NULL;

    return at != NULL && at->marks > at->digits && all_words(at) == 0 && at->others == 0 &&
           in_block(s->layout, c) && c != s->layout->id && !at->note;
}

static void finish_set(const shaper *s, collector *c)
{
    mds_layout *layout = s->layout;
    mds_choice_columns *set = &c->set;

    if (is_set(c, s->columns) && layout->round_count < MDS_ROUNDS) {
        const uint32_t first = set->at[0].column;
        const uint32_t last = set->at[set->count - 1].column;
        set->headed = c->headed > 1;
        if (!set->headed && first > 0 && only_marks(s, first - 1) && set->count < MDS_SET_COLUMNS) {
            memmove(set->at + 1, set->at, set->count * sizeof *set->at);
            set->at[0] = (mds_choice_column){first - 1, MDS_CHOICE_CLASSES};
            set->count++;
        }
        if (!set->headed && only_marks(s, last + 1)) {
            add_column(c, &s->columns[last + 1], last + 1, MDS_CHOICE_CLASSES, false);
        }
        layout->rounds[layout->round_count++] = *set;
    }
    *c = (collector){.headed = 0};
}

/* The sets of choices, from the left. A class that comes again behind another one begins the next
 * set; two columns of "yes" side by side belong to one. */
static void find_rounds(const shaper *s)
{
    collector c = {.headed = 0};
    uint32_t last = 0;
    size_t before = MDS_CHOICE_CLASSES;

    s->layout->round_count = 0;
    for (uint32_t at = 0; at < MDS_LIMIT_COLUMNS; at++) {
        bool headed = false;
        const size_t class = in_block(s->layout, at) && at != s->layout->id
                                 ? column_class(&s->columns[at], &headed)
                                 : MDS_CHOICE_CLASSES;
        if (class == MDS_CHOICE_CLASSES) {
            continue;
        }
        if (c.set.count > 0 && (at - last > WIDEST_GAP || (c.classes[class] && class != before))) {
            finish_set(s, &c);
        }
        for (uint32_t between = last + 1; c.set.count > 0 && between < at; between++) {
            if (only_marks(s, between)) {
                add_column(&c, &s->columns[between], between, MDS_CHOICE_CLASSES, false);
            }
        }
        add_column(&c, &s->columns[at], at, class, headed);
        last = at;
        before = class;
    }
    finish_set(s, &c);
}

/* Whether words are printed in the set's columns, and not only marks below a heading. */
static bool has_words(const shaper *s, const mds_choice_columns *set)
{
    size_t words = 0;
    size_t marks = 0;

    for (size_t i = 0; i < set->count; i++) {
        words += all_words(&s->columns[set->at[i].column]);
        marks += s->columns[set->at[i].column].marks;
    }
    return words > marks;
}

/* Whether the choices of most rows are in the cell of the question. */
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
    mds_layout__rank_sets(layout, mds_layout__has_rounds(words->form));
    if (layout->round_count > 0) {
        layout->shape = has_words(&s, &layout->rounds[0]) ? MDS_SHAPE_WORDS : MDS_SHAPE_MARKS;
        return mds_layout__set_rules(layout, scratch, words);
    }
    if (layout->view != NULL && !find_lines(&s, &lines)) {
        return false;
    }
    layout->shape = lines ? MDS_SHAPE_LINE : MDS_SHAPE_CELL;
    return true;
}

uint32_t mds_choice__column_of(const mds_choice_columns *set, size_t class, bool marks)
{
    const bool behind = set->rule.side == MDS_SIDE_BEHIND;

    for (size_t i = 0; i < set->count; i++) {
        if (set->at[i].class != class) {
            continue;
        }
        const size_t beside = behind ? i + 1 : i - 1;
        if (marks) {
            return beside < set->count && set->at[beside].class == MDS_CHOICE_CLASSES
                       ? set->at[beside].column
                       : MDS_NO_COLUMN;
        }
        return set->at[i].column;
    }
    return MDS_NO_COLUMN;
}

size_t mds_layout__choice(size_t k, mds_answer_set set)
{
    static const size_t choices[MDS_CHOICE_CLASSES] = {MDS_LABEL_YES, MDS_LABEL_NO, MDS_LABEL_NA,
                                                       MDS_CHOICE_SEE_NOTE, MDS_CHOICE_OTHER};

    if (set == MDS_ANSWERS_APPLICABLE && k < 2) {
        return k == 0 ? MDS_LABEL_APPLICABLE : MDS_LABEL_NOT_APPLICABLE;
    }
    return k < MDS_CHOICE_CLASSES ? choices[k] : MDS_CHOICE__COUNT;
}
