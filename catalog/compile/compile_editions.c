/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editions of forms and guidelines, and how they relate, as C initialisers. */
#include "compile.h"

static void put_question(const mds_question *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__uint_member("section", at->section);
    mds_compile__uint_member("parent", at->parent);
    mds_compile__uint_member("kind", at->kind);
    mds_compile__text_member("title", &at->title);
    name("gate");
    (void)fprintf(out, "{%luU,%d,%d}", (unsigned long)at->gate.question, at->gate.yes,
                  at->gate.printed);
    name("aliases");
    mds_compile__put_strings(at->aliases);
    mds_compile__uint_member("answer_set", at->answer_set);
    name("bullet");
    mds_compile__put_strings(at->bullet);
    name("clauses");
    mds_compile__put_strings(at->clauses);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__bool_member("optional", at->optional);
    mds_compile__string_member("printed_iec_80001_2_2", at->printed_iec_80001_2_2);
    mds_compile__string_member("printed_nist_800_53", at->printed_nist_800_53);
    mds_compile__string_member("printed_iso_27002", at->printed_iso_27002);
    mds_compile__put("},\n");
}

static void put_word_lists(const char *member, const mds_strings *lists, size_t count)
{
    name(member);
    mds_compile__put("{");
    for (size_t i = 0; i < count; i++) {
        mds_compile__put_strings(lists[i]);
        mds_compile__put(",");
    }
    mds_compile__put("}");
}

void mds_compile__put_form(const mds_form *at)
{
    mds_compile__begin_record("edition", at->edition);
    mds_compile__string_member("family", at->family);
    mds_compile__text_member("title", &at->title);
    mds_compile__string_member("document", at->document);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__uint_member("completeness", at->completeness);
    mds_compile__text_member("not_known", &at->not_known);
    mds_compile__bool_member("learned", at->learned);
    mds_compile__uint_member("guideline", at->guideline);
    name("title_marks");
    mds_compile__put_strings(at->title_marks);
    (void)fprintf(out, ",.expected_questions=%zu,.question_count=%zu,.questions=",
                  at->expected_questions, at->question_count);
    if (mds_compile__begin_list("mds_question", at->question_count)) {
        mds_compile__put("\n");
        for (size_t i = 0; i < at->question_count; i++) {
            put_question(&at->questions[i]);
        }
        mds_compile__put("}");
    }
    mds_compile__put(",.device_questions={");
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        mds_compile__put_uint(at->device_questions[i]);
        mds_compile__put(",");
    }
    mds_compile__put("},.labels={");
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        mds_compile__put_string(at->labels[i]);
        mds_compile__put(",");
    }
    mds_compile__put("}");
    put_word_lists("header_labels", at->header_labels, MDS_DEVICE_FIELD__COUNT);
    put_word_lists("words", at->words, MDS_ANSWER_WORD__COUNT);
    put_word_lists("applicable_words", at->applicable_words, MDS_ANSWER_WORD__COUNT);
    name("answer_headings");
    mds_compile__put_strings(at->answer_headings);
    name("note_headings");
    mds_compile__put_strings(at->note_headings);
    mds_compile__put("},\n");
}

void mds_compile__put_crosswalk(const mds_crosswalk *at, const mds_form *form)
{
    (void)fprintf(out, "{.form=%lu,.row_count=%zu,.rows=(const mds_crosswalk_row[]){\n",
                  (unsigned long)at->form, at->row_count);
    for (size_t i = 0; i < at->row_count; i++) {
        const mds_crosswalk_row *row = &at->rows[i];
        (void)fprintf(out, "{%luU,%luU,%d,%d,%d,%d,", (unsigned long)row->question,
                      (unsigned long)row->fact, (int)row->relation, row->inverse,
                      (int)row->certainty, (int)row->review);
        mds_compile__put_string(row->rationale);
        mds_compile__put("},\n");
    }
    mds_compile__put("{0}},.unmapped=(const char *const[]){");
    for (size_t i = 0; i < form->question_count; i++) {
        mds_compile__put_string(at->unmapped != NULL ? at->unmapped[i] : NULL);
        mds_compile__put(",");
    }
    mds_compile__put("NULL}},\n");
}

static void put_clause(const mds_clause *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__text_member("label", &at->label);
    mds_compile__text_member("title", &at->title);
    mds_compile__text_member("organisational", &at->organisational);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__string_member("source", at->source);
    name("successors");
    if (mds_compile__begin_list("mds_successor", at->successor_count)) {
        for (size_t i = 0; i < at->successor_count; i++) {
            (void)fprintf(out, "{%luU,%luU,%d,", (unsigned long)at->successors[i].guideline,
                          (unsigned long)at->successors[i].clause,
                          (int)at->successors[i].certainty);
            mds_compile__put_string(at->successors[i].basis);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.successor_count=%zu},\n", at->successor_count);
}

void mds_compile__put_guideline(const mds_guideline *at)
{
    mds_compile__begin_record("edition", at->edition);
    mds_compile__text_member("title", &at->title);
    mds_compile__string_member("document", at->document);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__text_member("not_known", &at->not_known);
    name("clauses");
    if (mds_compile__begin_list("mds_clause", at->clause_count)) {
        for (size_t i = 0; i < at->clause_count; i++) {
            put_clause(&at->clauses[i]);
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.clause_count=%zu},\n", at->clause_count);
}

static void put_translation_rule(const mds_translation_rule *at)
{
    (void)fprintf(out, "{.to_left=%d,.one_way=%d,.when_count=%zu,.when=(const mds_answer_case[]){",
                  at->to_left, at->one_way, at->when_count);
    for (size_t i = 0; i < at->when_count; i++) {
        mds_compile__put("{(const mds_answer_literal[]){");
        for (size_t k = 0; k < at->when[i].count; k++) {
            (void)fprintf(out, "{%luU,%luU},", (unsigned long)at->when[i].at[k].question,
                          (unsigned long)at->when[i].at[k].answers);
        }
        (void)fprintf(out, "},%zu},", at->when[i].count);
    }
    (void)fprintf(out, "},.then={%luU,%luU}},", (unsigned long)at->then.question,
                  (unsigned long)at->then.answers);
}

static void put_translation_row(const mds_translation_row *at)
{
    mds_compile__begin_record("id", at->id);
    name("left");
    mds_compile__put_ordinals(at->left, at->left_count);
    name("right");
    mds_compile__put_ordinals(at->right, at->right_count);
    mds_compile__uint_member("relation", at->relation);
    mds_compile__uint_member("concept_relation", at->concept_relation);
    name("rules");
    if (mds_compile__begin_list("mds_translation_rule", at->rule_count)) {
        for (size_t i = 0; i < at->rule_count; i++) {
            put_translation_rule(&at->rules[i]);
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.rule_count=%zu", at->rule_count);
    name("note_blocks");
    mds_compile__put_strings(at->note_blocks);
    mds_compile__text_member("rationale", &at->rationale);
    mds_compile__uint_member("review", at->review);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__put("},\n");
}

void mds_compile__put_translation(const mds_translation *at)
{
    (void)fprintf(out, "{.left=%luU,.right=%luU,.rows=", (unsigned long)at->left,
                  (unsigned long)at->right);
    if (mds_compile__begin_list("mds_translation_row", at->row_count)) {
        for (size_t i = 0; i < at->row_count; i++) {
            put_translation_row(&at->rows[i]);
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.row_count=%zu},\n", at->row_count);
}

void mds_compile__put_consistency(const mds_consistency_rule *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__uint_member("severity", at->severity);
    (void)fprintf(out, ",.when_count=%zu,.when=(const mds_family_case[]){", at->when_count);
    for (size_t i = 0; i < at->when_count; i++) {
        mds_compile__put("{(const mds_family_literal[]){");
        for (size_t k = 0; k < at->when[i].count; k++) {
            mds_compile__put("{");
            mds_compile__put_string(at->when[i].at[k].family);
            mds_compile__put(",");
            mds_compile__put_string(at->when[i].at[k].question);
            (void)fprintf(out, ",%luU},", (unsigned long)at->when[i].at[k].answers);
        }
        (void)fprintf(out, "},%zu},", at->when[i].count);
    }
    mds_compile__put("}");
    mds_compile__string_member("missing", at->missing);
    mds_compile__text_member("reason", &at->reason);
    mds_compile__string_member("reason_key", at->reason_key);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__string_member("rationale", at->rationale);
    mds_compile__put("},\n");
}

void mds_compile__put_responsibility(const mds_responsibility_mark *at)
{
    mds_compile__begin_record("id", at->id);
    name("words");
    mds_compile__put_strings(at->words);
    mds_compile__uint_member("moves_to", at->moves_to);
    mds_compile__text_member("title", &at->title);
    mds_compile__text_member("contract_point", &at->contract_point);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__string_member("rationale", at->rationale);
    mds_compile__put("},\n");
}

void mds_compile__put_contract_clause(const mds_contract_clause *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__text_member("title", &at->title);
    mds_compile__text_member("text", &at->text);
    mds_compile__number_member("cvss", at->cvss);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__string_member("source", at->source);
    mds_compile__put("},\n");
}
