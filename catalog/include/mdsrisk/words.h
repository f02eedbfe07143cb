/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The vocabulary of forms beside that of one edition: the marks that people set beside the answers,
 * and lists of words by their use. Data of the catalog, for readers and writers of forms alike.
 */
#ifndef MDSRISK_WORDS_H
#define MDSRISK_WORDS_H

/** What a mark does to the choice beside it, weakest first. */
typedef enum mds_mark_meaning {
    MDS_TICK_NONE,
    MDS_TICK_DASH,        /**< "-": nothing here */
    MDS_TICK_EMPTY,       /**< "□", "( )" */
    MDS_TICK_LOST,        /**< "?": an encoding has lost it */
    MDS_TICK_PARTIAL,     /**< "△" */
    MDS_TICK_CROSS,       /**< "×": chosen in one sheet, struck out in another */
    MDS_TICK_TYPED_CROSS, /**< "x": likewise, and it may tick a box that is a ring */
    MDS_TICK_CROSSED_BOX, /**< "☒": likewise */
    MDS_TICK_RING,        /**< "○": around the choice, or a radio button that is off */
    MDS_TICK_FULL,        /**< "●", "■", "✓" */
    MDS_TICK_STRUCK,      /**< no sign: the word is struck through */
    MDS_TICK_STYLED,      /**< no sign: the word alone is bold, coloured or circled */
    MDS_TICK__COUNT
} mds_mark_meaning;

/** Where a sign is a mark. */
typedef enum mds_mark_place {
    MDS_TICK_ANYWHERE,
    MDS_TICK_IN_CELL,     /**< alone in a cell, in brackets, and letters between blanks: "x" */
    MDS_TICK_IN_BRACKETS, /**< "(*)" */
    MDS_TICK_PLACE__COUNT
} mds_mark_place;

typedef struct mds_mark {
    const char *sign;
    mds_mark_meaning meaning;
    mds_mark_place place;
    int answer;         /**< an mds_answer_word, YES or NO, that it gives alone in a column of
                             answers; MDS_ANSWER_WORD__COUNT: none */
    const char *ticked; /**< what an empty one becomes; "" */
    const char *empty;  /**< what a ticked one was; "" */
} mds_mark;

/** Lists of words, as match keys. */
typedef enum mds_word_list {
    MDS_WORDS_BLANK_VALUES,     /**< what stands for a value that nobody has filled in */
    MDS_WORDS_BRACKET_CLOSINGS, /**< in the order of the openings */
    MDS_WORDS_BRACKET_OPENINGS,
    MDS_WORDS_BULLET_SIGNS, /**< before a line without a number */
    MDS_WORDS_CHAPTERS,     /**< behind the number of a chapter of a guideline */
    MDS_WORDS_CHIP_MAKERS,  /**< of network chips, that scanners name in the place of a device's
                               maker */
    MDS_WORDS_CHOICE_SEPARATORS, /**< between printed choices */
    MDS_WORDS_CLAUSE_JOINERS,    /**< between two references to clauses */
    MDS_WORDS_COMPANY_FORMS,     /**< in the name of a maker: "ltd" */
    MDS_WORDS_COUNTING_UNITS,    /**< behind digits that count or date something */
    MDS_WORDS_DAY_ENDINGS,       /**< behind the number of a day */
    MDS_WORDS_DAY_FILLERS,       /**< between the numbers of a day */
    MDS_WORDS_DAY_PARTS,         /**< what a written day is made of */
    MDS_WORDS_DAY_QUESTIONS,     /**< of a question that asks for a day */
    MDS_WORDS_DAY_SIGNS,         /**< behind a day's number */
    MDS_WORDS_EDITION_BEGINS,    /**< before the number of an edition */
    MDS_WORDS_EDITION_CARRIERS,  /**< in a title beside the number of an edition */
    MDS_WORDS_EDITION_ENDS,      /**< behind it */
    MDS_WORDS_ERAS,              /**< letter, first day and name of an era */
    MDS_WORDS_FIRST_YEARS,       /**< for the number of an era's first year */
    MDS_WORDS_FISCAL_ENDS,       /**< behind the number of a fiscal year */
    MDS_WORDS_FISCAL_ERAS,       /**< before the number of a fiscal year */
    MDS_WORDS_FLEET_ZONES,       /**< by which networks are called: "office=shared-network" */
    MDS_WORDS_FOOTNOTE_SIGNS,    /**< of what is below notes and belongs to none */
    MDS_WORDS_FORM_KINDS, /**< a kind of form and the words of its title, the more particular ones
                             first */
    MDS_WORDS_FORM_NAMES, /**< in the title that is the form's name */
    MDS_WORDS_GUIDELINES, /**< in a title that names the guideline */
    MDS_WORDS_HEADING_SIGNS,      /**< around a heading */
    MDS_WORDS_HINT_BEGINS,        /**< of a hint how to fill a cell in */
    MDS_WORDS_INVENTORY_COLUMNS,  /**< a field and a heading of an inventory, those that tell more
                                     first */
    MDS_WORDS_INVENTORY_RETIRED,  /**< of a device that is no longer there */
    MDS_WORDS_INVENTORY_RETIRING, /**< of a device that is to go */
    MDS_WORDS_INVENTORY_TOTALS,   /**< that begin a row of sums */
    MDS_WORDS_KANA, /**< syllables and how they are spelt in Latin letters; "*" doubles the next
                       letter */
    MDS_WORDS_LIST_MARKS,           /**< before an entry of a list */
    MDS_WORDS_MAKERS,               /**< of a form by the manufacturer */
    MDS_WORDS_MATCH_COLUMNS,        /**< a member and a heading of the table of matches */
    MDS_WORDS_MODEL_FILLERS,        /**< in the name of a model, that say what it is */
    MDS_WORDS_MONTH_SIGNS,          /**< behind a month's number */
    MDS_WORDS_NO_EVIDENCE,          /**< where evidence or a name should be: "tbd", "none" */
    MDS_WORDS_NO_EVIDENCE_ENDINGS,  /**< behind such a word, and change nothing */
    MDS_WORDS_NO_EVIDENCE_OPENINGS, /**< before such a word, likewise: "still" */
    MDS_WORDS_NOTE_CLOSINGS,        /**< behind the number of a note */
    MDS_WORDS_NOTE_FILLERS,         /**< between the word for a note and its number */
    MDS_WORDS_NOTE_JOINERS,         /**< between the numbers of two notes */
    MDS_WORDS_NOTE_MARKERS,         /**< before the number of a note */
    MDS_WORDS_NOTE_OPENINGS,        /**< before the word for a note */
    MDS_WORDS_NOTE_SIGNS,           /**< for a note, without a number */
    MDS_WORDS_NOTE_WORDS,           /**< for a note within a text */
    MDS_WORDS_NUMBER_HEADINGS,      /**< of a column of numbers of notes */
    MDS_WORDS_NUMBER_PREFIXES,      /**< before the number of an item, as they stand */
    MDS_WORDS_OTHER_CHOICES,        /**< choices that are no answer: "partially" */
    MDS_WORDS_OWN_FILES,            /**< headings that our own tables have: "register=column.rrf" */
    MDS_WORDS_PRESENT_HEADINGS,     /**< of the answers that hold now */
    MDS_WORDS_PREVIOUS_HEADINGS,    /**< of an older revision's answers */
    MDS_WORDS_QUOTE_CLOSINGS,       /**< in the order of the openings */
    MDS_WORDS_QUOTE_OPENINGS,       /**< around a sign that is to be set */
    MDS_WORDS_REFERENCE_SIGNS,      /**< what the number of a note begins with behind a word */
    MDS_WORDS_REMARK_LABELS,        /**< printed behind a list of choices */
    MDS_WORDS_REVIEW_NO,            /**< by which a person declines a proposal */
    MDS_WORDS_REVIEW_YES,           /**< by which a person accepts one */
    MDS_WORDS_REVISION_ENDS,        /**< behind the number of a revision */
    MDS_WORDS_REVISION_WORDS,       /**< before its number or letter */
    MDS_WORDS_SAMPLE_NAMES,         /**< of a sheet that shows how a form is filled in */
    MDS_WORDS_SCOPE_COMMAS,         /**< between what an item is about */
    MDS_WORDS_SCOPE_ENDS,           /**< behind what a heading is about */
    MDS_WORDS_SERVICES,             /**< of a form by a service provider */
    MDS_WORDS_SUBJECTS,             /**< what a Japanese form of security asks about */
    MDS_WORDS_TITLE_QUOTES,         /**< around and within titles */
    MDS_WORDS_TITLES,               /**< in a title that says what the form is */
    MDS_WORDS_VOLUME_ENDINGS,       /**< behind the name of a volume of a guideline */
    MDS_WORDS_YEAR_SIGNS,           /**< behind a year's number */
    MDS_WORDS_ZONE_COLUMNS,         /**< a member and a heading of the table of zones */
    MDS_WORDS__COUNT
} mds_word_list;

#endif
