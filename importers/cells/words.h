/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What a response cell says: an answer word, alone or with a note glued to it, or a reference to
 * numbered notes.
 */
#ifndef MDS_IMPORTERS_WORDS_H
#define MDS_IMPORTERS_WORDS_H

#include "choice_rule.h"
#include <mdsrisk/disclosure.h>

enum { MDS_NOTE_REFERENCES = 16 };

/* Numbers of notes that a text refers to, each once. */
typedef struct mds_note_numbers {
    uint32_t at[MDS_NOTE_REFERENCES];
    size_t count;
} mds_note_numbers;

typedef struct mds_cell_reading {
    mds_answer_state state; /* YES, NO, NA, SEE_NOTE, UNANSWERED, UNREADABLE or CONFLICT */
    const char *key;        /* of the whole text */
    bool glued;             /* \c rest is free text behind the word */
    mds_sv rest;            /* of the raw text */
    mds_note_numbers numbers;
    bool printed;     /* several choices are there */
    bool unmarked;    /* they do, and neither a mark nor a box for one: UNANSWERED */
    bool dated;       /* a day is filled in beside it */
    bool not_offered; /* an answer that the question does not offer: UNREADABLE */
    bool unclear;     /* choices that no rule decides: UNREADABLE */
    bool sign;        /* a mark is the answer, "○" */
    bool marked;      /* marks are beside choices, or several choices */
    bool code;        /* a digit that the heading explains */
    bool round;       /* one of several rounds */
    bool differs;     /* another cell that may hold says something else: CONFLICT */
    unsigned taken;   /* printed choices that are chosen, bits by class */
} mds_cell_reading;

/* The words that answer a form's questions. */
typedef struct mds_vocabulary {
    const mds_form *form;
    mds_choice_words choices;
} mds_vocabulary;

/* Whether one of the strings is a part of \p key; an English one, as a word. */
bool mds_words__name(const mds_strings *words, const char *key);
/* Bytes of the first word of a list that \p text begins with; 0 when it begins with none. */
size_t mds_words__at(const mds_catalog *catalog, mds_word_list list, const char *text);
/* Whether a word of a list is a part of \p key, within a longer word too. */
bool mds_words__within(const mds_catalog *catalog, mds_word_list list, const char *key);
/* Whether one of the strings equals \p key. */
bool mds_words__have(const mds_strings *words, const char *key);

/* Reads a response cell of a choice question; \p rule: of its block, NULL when it is not known yet.
 * False when \p scratch is exhausted. */
bool mds_words__read(mds_cell_reading *out, mds_arena *scratch, const mds_vocabulary *words,
                     const mds_choice_rule *rule, mds_answer_set set, const char *text);

/* Reads the printed choices, and the numbers of notes, behind a question in one cell with it.
 * UNREADABLE where there are none. */
bool mds_words__read_line(mds_cell_reading *out, mds_arena *scratch, const mds_vocabulary *words,
                          const mds_choice_rule *rule, mds_answer_set set, const char *text);

/* What the choices of a row say by the rule of their block: \p reading's state and what goes with
 * it. \p offered: how many choices the headings above offer; 0 where the row prints them. */
void mds_words__choose(mds_cell_reading *reading, const mds_choice_rule *rule,
                       const mds_choices *choices, size_t offered, mds_answer_set set);
/* Where the mark that a cell begins with ends, in bytes of \p text; 0 when it holds none, or
 * nothing besides. False when \p scratch is exhausted. */
bool mds_words__mark_end(size_t *end, mds_arena *scratch, const mds_choice_words *words,
                         const char *text, const mds_choices *choices);
/* What follows a mark in its cell, "○※1": a note, or the numbers of notes. */
bool mds_words__note_behind(mds_cell_reading *out, mds_arena *scratch, const mds_catalog *catalog,
                            const char *text, size_t from);

/* Whether a note cell holds nothing but what the form prints in it: "Note", "Note____", "-". */
bool mds_words__blank_note(const mds_catalog *catalog, const mds_form *form, const char *key);

/* The notes that a text refers to. \p pure: it is a reference and nothing else. \p numbers_alone:
 * "6" is one too, as in a column headed "Note #". */
void mds_words__references(mds_note_numbers *out, bool *pure, const mds_catalog *catalog,
                           const char *key, bool numbers_alone);

/* Whether the key is the label of a note, "note 6", "note 6:", "*6"; its number. */
bool mds_words__note_label(uint32_t *number, const mds_catalog *catalog, const char *key);

/* "Note 6: text" to its number and the text behind it. False when it is no such thing. */
bool mds_words__labelled_note(uint32_t *number, mds_sv *rest, mds_arena *scratch,
                              const mds_catalog *catalog, const char *text);

/* \p text without white space at its ends. */
mds_sv mds_words__trim(mds_sv text);

#endif
