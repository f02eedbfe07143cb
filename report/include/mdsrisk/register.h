/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The risk register: one struct, in one language, of which every output format is a view.
 *
 * It is a list of tables (summary, register, evidence, unknowns, diagnostics) of typed cells, so
 * that a view only has to walk them.
 */
#ifndef MDSRISK_REGISTER_H
#define MDSRISK_REGISTER_H

#include <mdsrisk/entries.h>
#include <mdsrisk/lead.h>
#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_cell_kind {
    MDS_CELL_EMPTY,
    MDS_CELL_TEXT,
    MDS_CELL_NUMBER,
    MDS_CELL_DATE /**< \c number holds the day */
} mds_cell_kind;

/** What a cell means beyond its text, for colour and symbol. */
typedef enum mds_cell_mark {
    MDS_MARK_NONE,
    MDS_MARK_LEVEL_VERY_LOW, /**< the five levels are in the order of mds_level */
    MDS_MARK_LEVEL_LOW,
    MDS_MARK_LEVEL_MODERATE,
    MDS_MARK_LEVEL_HIGH,
    MDS_MARK_LEVEL_VERY_HIGH,
    MDS_MARK_VERDICT_ACCEPTABLE, /**< the four verdicts in the order of mds_verdict */
    MDS_MARK_VERDICT_REDUCE,
    MDS_MARK_VERDICT_NOT_ACCEPTABLE,
    MDS_MARK_VERDICT_CANNOT_BE_JUDGED,
    MDS_MARK_HEADING, /**< a heading inside a table of names and values */
    MDS_MARK_NOTICE,  /**< must not be overlooked */
    MDS_MARK__COUNT
} mds_cell_mark;

/** How a number is shown where a program shows it by itself; people never see its full digits. */
typedef enum mds_number_style {
    MDS_NUMBER_PLAIN,       /**< up to three significant digits */
    MDS_NUMBER_INTEGER,     /**< a count or a rank */
    MDS_NUMBER_RISK,        /**< r and R, 0..100 */
    MDS_NUMBER_RRF,         /**< three digits, as they decide */
    MDS_NUMBER_SHARE,       /**< 0..1, shown in per cent */
    MDS_NUMBER_PROBABILITY, /**< 0..1, shown as mds_probability_words() does */
    MDS_NUMBER_TYPED,       /**< as the hospital typed it */
    MDS_NUMBER_STYLE__COUNT
} mds_number_style;

typedef struct mds_cell {
    mds_cell_kind kind;
    mds_cell_mark mark;
    mds_number_style style; /**< of a number */
    const char *text; /**< what a person reads: a number is here rounded for people; never NULL */
    double number;    /**< full digits */
    const char
        *formula; /**< of a number in the table of sums: what a spreadsheet reckons; or NULL */
} mds_cell;

/** Where a column is: what everybody reads in front, the rest folded beside it. */
typedef enum mds_column_group {
    MDS_GROUP_FRONT,
    MDS_GROUP_FOLLOW_UP,
    MDS_GROUP_NUMBERS,
    MDS_GROUP_CONTROLS,
    MDS_GROUP_EVIDENCE,
    MDS_GROUP_IDENTITY,
    MDS_GROUP_OWN, /**< columns that the hospital added */
    MDS_GROUP__COUNT
} mds_column_group;

/** Who fills a column. */
typedef enum mds_column_input {
    MDS_INPUT_NONE, /**< mdsrisk */
    MDS_INPUT_TEXT, /**< the hospital, here and below */
    MDS_INPUT_DATE,
    MDS_INPUT_NUMBER,
    MDS_INPUT_DECISION /**< a word of mds_decision_word() */
} mds_column_input;

typedef struct mds_column {
    const char *id;    /**< "rrf": stable, the name in JSON and csv */
    const char *title; /**< in the register's language */
    double width;      /**< in characters of a Latin font */
    bool wrap;
    mds_column_group group;
    mds_column_input input;
} mds_column;

typedef enum mds_table_kind {
    MDS_TABLE_LEAD, /**< the signal and what belongs beside it: names and values, verdict first */
    MDS_TABLE_RISKS,
    MDS_TABLE_SUMMARY,
    MDS_TABLE_UNKNOWNS,
    MDS_TABLE_SUMS, /**< the sums over visible inputs; formulas count the headings as row 1 */
    MDS_TABLE_EVIDENCE,
    MDS_TABLE_NOT_APPLICABLE,
    MDS_TABLE_LEFT, /**< entries of the hospital that are beside no risk */
    MDS_TABLE_DIAGNOSTICS,
    MDS_TABLE_KIND__COUNT
} mds_table_kind;

typedef struct mds_table {
    const char *id;    /**< "register": stable */
    const char *title; /**< sheet name, at most 31 characters */
    const mds_column *columns;
    size_t column_count;
    const mds_cell *cells; /**< row by row */
    size_t row_count;
} mds_table;

/** The register of one device. */
typedef struct mds_register {
    mds_lang lang;
    const char *title;
    const char *device_label;
    const mds_risk_assessment *assessment;
    const mds_carried *carried; /**< what the hospital typed; NULL: nothing */
    const mds_lead *lead;       /**< what is in front; the table MDS_TABLE_LEAD is a view of it */
    size_t answered, unknown;   /**< choice questions with a definite answer, and without */
    mds_table tables[MDS_TABLE_KIND__COUNT];
} mds_register;

/** Builds the register in \p lang, with the entries of a former one (NULL: there is none).
 *  \p diags are those of the whole run. \p arena owns it; what is passed in must outlive it.
 *  MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_register_build(const mds_register **out, mds_arena *arena,
                                                    const mds_risk_assessment *assessment,
                                                    const mds_carried *carried,
                                                    const mds_diags *diags, mds_lang lang);

/** The word of a decision in \p lang, "accept". */
MDS_API const char *mds_decision_word(const mds_catalog *catalog, mds_lang lang,
                                      mds_decision decision);

/** How people name a question: its id; in Japanese "4.1" and the word of a line below it that the
 *  form prints no number for, not "4.1#a". "" when \p arena is exhausted. */
MDS_API const char *mds_question_name(mds_arena *arena, const mds_form *form, uint32_t question,
                                      mds_lang lang);

/** How sure, or how likely, for people: whole per cent, rounded down, with the sign, "34 %". What
 * is reckoned is never quite 0 or 1: below .01 "< 1 %", above .99 "> 99 %". "" when \p arena is
 *  exhausted. */
MDS_API const char *mds_probability_words(mds_arena *arena, const mds_catalog *catalog,
                                          mds_lang lang, double probability);

/** The whole sum of one risk, line by line, for a spreadsheet, in \p lang. \p risk_id is a
 *  risk id or a scenario's id. The text ends with a line feed. MDS_ENOTFOUND when there is no
 *  such risk. */
MDS_NODISCARD MDS_API mds_status mds_explain(const char **out, mds_arena *arena,
                                             const mds_risk_assessment *assessment,
                                             const char *risk_id, mds_lang lang);

/** The same as a table of names and values, "explanation", with headings between. */
MDS_NODISCARD MDS_API mds_status mds_explain_table(const mds_table **out, mds_arena *arena,
                                                   const mds_risk_assessment *assessment,
                                                   const char *risk_id, mds_lang lang);

/** The message and, after it, the way out of a diagnostic, in \p lang; "" when memory is short. */
MDS_API const char *mds_diag_message(mds_arena *arena, const mds_catalog *catalog,
                                     const mds_diag *diag, mds_lang lang);
MDS_API const char *mds_diag_hint(mds_arena *arena, const mds_catalog *catalog,
                                  const mds_diag *diag, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
