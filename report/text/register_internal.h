/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that turn an assessment into words: register*.c and explain*.c. */
#ifndef MDS_ENGINE_REGISTER_INTERNAL_H
#define MDS_ENGINE_REGISTER_INTERNAL_H

#include "base/num.h"
#include "base/strbuf.h"
#include <mdsrisk/register.h>

/* A register in the making. The first failure is kept in status and every later step still gets
 * a usable, if empty, text: the caller checks once, at the end. */
typedef struct mds_reg {
    mds_arena *arena;
    const mds_risk_assessment *as; /* NULL in the views of other commands */
    const mds_catalog *catalog;
    const mds_policy *policy;
    const mds_facts *facts;
    const mds_deployment *deployment;
    int32_t as_of;
    const mds_diags *diags;
    const mds_carried *carried; /* NULL: nothing was typed */
    mds_lang lang;
    mds_strbuf buf; /* scratch of one text */
    mds_status status;
} mds_reg;

void mds_reg__init(mds_reg *r, mds_arena *arena, const mds_risk_assessment *as, mds_lang lang);
void mds_reg__finish(mds_reg *r);

/* The text under a key, and under "<prefix>.<name>". */
const char *mds_reg__text(const mds_reg *r, const char *key);
const char *mds_reg__named(mds_reg *r, const char *prefix, const char *name);
const char *mds_reg__in(const mds_reg *r, const mds_text *text);
/* The template under a key with its arguments, ended by NULL. */
const char *mds_reg__format(mds_reg *r, const char *key, ...);
/* The same, appended to the scratch buffer of the caller. */
void mds_reg__append(mds_reg *r, mds_strbuf *out, const char *key, ...);
/* A copy of what the buffer holds; "" when memory is short. */
const char *mds_reg__copy(mds_reg *r, const mds_strbuf *buf);
/* Finishes a buffer whose text has been used; that it failed is kept in the status. */
void mds_reg__drop(mds_reg *r, mds_strbuf *buf);
const char *mds_reg__significant(mds_reg *r, double value, int digits);
const char *mds_reg__date(mds_reg *r, int32_t day);

enum { MDS_OPTIONS_SHOWN = 3 }; /* measures that a proposal names */

/* register_words.c: what people read */
/* "once in 270 device-years", two digits. */
const char *mds_words__frequency(mds_reg *r, double frequency);
/* The same for a column of a table: "1 in 270". */
const char *mds_words__one_in(mds_reg *r, double frequency);
/* By what a measure divides a number, for tables: "12", "4.7", "1.89". */
const char *mds_words__divides(mds_reg *r, double factor);
const char *mds_words__factor(mds_reg *r, double factor);
/* A required reduction with its three digits: "2.38", "10.0", "1.00". */
const char *mds_words__rrf(mds_reg *r, double rrf);
/* A share of a whole, in whole per cent with the sign. */
const char *mds_words__share(mds_reg *r, double share);
/* mds_probability_words() */
const char *mds_words__sure(mds_reg *r, double sure);
/* "Reduce: 2.38 times the tolerable, 34 % sure that it stays within it" */
const char *mds_words__signal(mds_reg *r, mds_verdict verdict, double rrf, double sure);
/* The same of the assessment, with the condition that it is under. */
const char *mds_words__device_signal(mds_reg *r);
/* What is behind the signal: support unknown, forms that do not count, a zone that was only
 * declared, the gate; joined by "; ", "" when there is nothing. */
const char *mds_words__assumptions(mds_reg *r);
/* Why there is no verdict, or "". */
const char *mds_words__unjudged(mds_reg *r);
const char *mds_words__device(mds_reg *r);
/* Manufacturer and model as a form gives them; "" when it gives neither. */
const char *mds_words__device_of(mds_reg *r, const mds_disclosure *disclosure);
/* Whether the form prints its answers in Japanese. */
bool mds_words__is_japanese(const mds_form *form);
/* An answer in the register's language; in Japanese as a Japanese form prints it. */
const char *mds_words__answer(mds_reg *r, const mds_form *form, uint32_t question,
                              mds_answer_state state);
/* A question as people name it: in Japanese by its word, not the id "4.1#a" of a line that the form
 * prints no number for. */
const char *mds_words__item(mds_reg *r, const mds_form *form, uint32_t question);
void mds_words__append_item(mds_strbuf *out, const mds_form *form, uint32_t question,
                            mds_lang lang);
/* An edition of a form: in Japanese by its name, "MDS Ver.4.1"; else its id. */
const char *mds_words__edition(const mds_reg *r, uint32_t form);
/* The name of a file without the folders before it. */
const char *mds_words__file(const char *path);
const char *mds_words__scenario(mds_reg *r, const mds_scenario *scenario);
const char *mds_words__verdict(mds_reg *r, mds_verdict verdict);
const char *mds_words__level(mds_reg *r, mds_level level);
const char *mds_words__strength(mds_reg *r, mds_strength strength);
const char *mds_words__zone(mds_reg *r, const mds_zone *zones, size_t count, uint32_t ordinal);
const char *mds_words__policy(mds_reg *r);
const char *mds_words__response(mds_reg *r, const mds_risk *risk);
const char *mds_words__responsible(mds_reg *r, const mds_risk *risk);
/* Title of a control of the device or of a kind; one of the two is MDS_NO_ORDINAL. */
const char *mds_words__control(mds_reg *r, uint32_t fact, uint32_t compensating);
const char *mds_words__not_applicable(mds_reg *r, const mds_risk *risk);
const char *mds_words__record_state(mds_reg *r, const mds_control_record *record);
mds_property mds_words__headline(const mds_risk *risk);
/* Who found it, when and how; or that nobody says. */
const char *mds_words__basis(mds_reg *r, const char *by, int32_t on, const char *evidence);

/* message.c: the message, or the way out (\p hint), of a diagnostic. */
void mds_message__append(mds_strbuf *out, const mds_catalog *catalog, mds_lang lang,
                         const mds_diag *diag, bool hint);

/* register_proof.c: where a fact comes from */
/* ", note: ...", or ", remark: ..." of a form that calls it so. */
void mds_proof__append_note(mds_reg *r, mds_strbuf *out, const mds_form *form, const char *note);
/* Proofs that say \p truth, or all of them when it is MDS_UNKNOWN; joined by "; ". */
void mds_proof__append_all(mds_reg *r, mds_strbuf *out, const mds_fact_value *value,
                           mds_truth truth);
/* Ids of the questions that bear on a fact, joined by ", ". */
void mds_proof__append_questions(mds_reg *r, mds_strbuf *out, const mds_fact_value *value);
/* The condition in words with the value of each fact. */
void mds_proof__append_condition(mds_reg *r, mds_strbuf *out, const mds_condition *condition);
const char *mds_proof__answer_word(mds_reg *r, const mds_disclosure *disclosure, uint32_t question);

/* register_table.c: rows of typed cells */
typedef struct mds_column_spec {
    const char *id;
    double width;
    bool wrap;
} mds_column_spec;

typedef struct mds_table_builder {
    mds_reg *r;
    mds_table table;
    mds_column *columns;
    mds_cell *cells;
    size_t capacity;
    mds_cell *row; /* the current row; cells by column */
} mds_table_builder;

void mds_table__init(mds_table_builder *b, mds_reg *r, const char *id,
                     const mds_column_spec *columns, size_t count);
/* Says where a column is and who fills it; else in front, by us. */
void mds_table__place(mds_table_builder *b, size_t column, mds_column_group group,
                      mds_column_input input);
/* Gives a column another heading than its id's. */
void mds_table__rename(mds_table_builder *b, size_t column, const char *title);
/* Starts an empty row; false when memory is short. */
bool mds_table__row(mds_table_builder *b);
void mds_table__text(mds_table_builder *b, size_t column, const char *text);
void mds_table__marked(mds_table_builder *b, size_t column, const char *text, mds_cell_mark mark);
void mds_table__number(mds_table_builder *b, size_t column, double value, mds_number_style style);
/* A number that a spreadsheet works out itself. */
void mds_table__formula(mds_table_builder *b, size_t column, double value, const char *formula);
/* INT32_MIN leaves the cell empty. */
void mds_table__date(mds_table_builder *b, size_t column, int32_t day);
/* Drops the headings that are over no row; for tables whose headings have one rank. */
void mds_table__drop_idle_headings(mds_table_builder *b);
void mds_table__finish(mds_table_builder *b, mds_table *out);

/* The tables. */
/* lead_lists.c: what is in front; NULL when memory is short. */
const mds_lead *mds_register__lead_lists(mds_reg *r);
void mds_register__lead(mds_reg *r, const mds_lead *lead, mds_table *out);
void mds_register__sums(mds_reg *r, mds_table *out);
void mds_register__not_applicable(mds_reg *r, mds_table *out);
void mds_register__left(mds_reg *r, mds_table *out);
void mds_register__summary(mds_reg *r, mds_table *out);
void mds_register__risks(mds_reg *r, mds_table *out);
void mds_register__evidence(mds_reg *r, mds_table *out);
void mds_register__unknowns(mds_reg *r, mds_table *out);
void mds_register__diagnostics(mds_reg *r, mds_table *out);

/* register_controls.c: the controls behind a risk */
/* Those of the device whose fact has this value, each with its questions. */
const char *mds_register__controls(mds_reg *r, const mds_risk *risk, mds_truth truth);
const char *mds_register__unknown_controls(mds_reg *r, const mds_risk *risk);
/* The hospital's measures that count here, each once. */
const char *mds_register__compensating(mds_reg *r, const mds_risk *risk);
/* The measure that lowers this risk most, or "". */
const char *mds_register__helps_most(mds_reg *r, const mds_risk *risk);

/* register_entries.c: the hospital's cells */
/* A cell as it was typed. */
void mds_register__put_typed(mds_table_builder *b, size_t column, const mds_typed *typed);
/* The decision as it was typed, a word of ours in the register's language. */
const char *mds_register__decision(mds_reg *r, const mds_entry *entry);
/* The cells of a row from column \p first on, the decision in front. */
void mds_register__put_entry(mds_table_builder *b, size_t first, const mds_entry *entry);
/* What became of a risk and of its acceptance, in words. */
const char *mds_register__since(mds_reg *r, const mds_carried_risk *risk, double now);

/* register_clauses.c: the clauses of the guideline that the answers behind a risk are about, one a
 * line; nothing where no form names any. */
void mds_register__append_clauses(mds_reg *r, mds_strbuf *out, const mds_risk *risk);

static inline mds_cell_mark mds_level_mark(mds_level level)
{
    return (mds_cell_mark)((int)MDS_MARK_LEVEL_VERY_LOW + (int)level);
}

static inline mds_cell_mark mds_verdict_mark(mds_verdict verdict)
{
    return (mds_cell_mark)((int)MDS_MARK_VERDICT_ACCEPTABLE + (int)verdict);
}

#endif
