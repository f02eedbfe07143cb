/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of members of forms, their translations and what checks them. A member that is read by
 * a function of its own is known to all else. */
#include "field_table.h"

static const char *const sources[] = {"manufacturer", "hospital"};
static const char *const sides[] = {"right", "left"};
static const char *const gate_answers[] = {"no", "yes"};
static const char *const gate_bases[] = {"implied", "printed"};

static const mds_field guideline[] = {
    ID(mds_guideline, edition),
    {FIELD(TEXT, mds_guideline, title), REQUIRED},
    {FIELD(STRING, mds_guideline, document), REQUIRED},
    CERTAINTY(mds_guideline),
    {FIELD(TEXT, mds_guideline, not_known)},
    {LIST(OBJECTS, mds_guideline, clauses, clause_count), DERIVED, .of = MDS_RECORD_CLAUSE},
};

static const mds_field clause[] = {
    ID(mds_clause, id),
    {FIELD(TEXT, mds_clause, label), REQUIRED},
    {FIELD(TEXT, mds_clause, title), REQUIRED},
    {FIELD(TEXT, mds_clause, organisational)},
    {LIST(OBJECTS, mds_clause, successors, successor_count), OWN, .of = MDS_RECORD_SUCCESSOR},
    CERTAINTY(mds_clause),
    {FIELD(STRING, mds_clause, source), REQUIRED},
};

static const mds_field successor[] = {
    {FIELD(ORDINAL, mds_successor, guideline), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED},
    {FIELD(ORDINAL, mds_successor, clause), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED},
    CERTAINTY(mds_successor),
    {FIELD(STRING, mds_successor, basis), REQUIRED},
};

static const mds_field form[] = {
    ID(mds_form, edition),
    {FIELD(STRING, mds_form, name_ja)},
    {FIELD(STRING, mds_form, family), REQUIRED},
    {FIELD(TEXT, mds_form, title), REQUIRED},
    {FIELD(STRING, mds_form, document), REQUIRED},
    CERTAINTY(mds_form),
    {FIELD(ENUM, mds_form, completeness), WORDS(mds_completeness__names), REQUIRED},
    {FIELD(TEXT, mds_form, not_known)},
    {FIELD(FLAG, mds_form, learned)},
    {FIELD(ORDINAL, mds_form, guideline), OWN},
    {FIELD(STRINGS, mds_form, title_marks)},
    {FIELD(COUNT, mds_form, expected_questions), REQUIRED, .high = 10000},
    {FIELD(ORDINAL, mds_form, device_questions), SOME, .to = MDS_TO_QUESTION,
     EACH(mds_device_field__names, MDS_DEVICE_FIELD__COUNT)},
    {FIELD(STRINGS, mds_form, header_labels),
     EACH(mds_device_field__names, MDS_DEVICE_FIELD__COUNT)},
    {FIELD(STRING, mds_form, labels), SOME, EACH(mds_label__names, MDS_LABEL__COUNT)},
    {FIELD(STRINGS, mds_form, words), SOME, EACH(mds_answer_word__names, MDS_ANSWER_WORD__COUNT)},
    {FIELD(STRINGS, mds_form, applicable_words),
     EACH(mds_answer_word__names, MDS_ANSWER_WORD__COUNT)},
    {FIELD(STRINGS, mds_form, answer_headings)},
    {FIELD(STRINGS, mds_form, note_headings)},
    {LIST(OBJECTS, mds_form, questions, question_count), DERIVED, .of = MDS_RECORD_QUESTION},
};

static const mds_field gate[] = {
    {FIELD(ORDINAL, mds_gate, question), REQUIRED, .to = MDS_TO_QUESTION},
    {NAMED("answer", CHOICE, mds_gate, yes), WORDS(gate_answers), REQUIRED},
    {NAMED("basis", CHOICE, mds_gate, printed), WORDS(gate_bases), REQUIRED},
};

static const mds_field question[] = {
    ID(mds_question, id),
    {FIELD(ORDINAL, mds_question, section), REQUIRED, .to = MDS_TO_CAPABILITY},
    {FIELD(ORDINAL, mds_question, parent), .to = MDS_TO_QUESTION},
    {NAMED("question_kind", ENUM, mds_question, kind), WORDS(mds_question_kind__names), REQUIRED},
    {FIELD(TEXT, mds_question, title), REQUIRED},
    {FIELD(OBJECT, mds_question, gate), OWN, .of = MDS_RECORD_GATE},
    {FIELD(ENUM, mds_question, answer_set), WORDS(mds_answer_set__names)},
    {FIELD(STRINGS, mds_question, aliases)},
    {FIELD(STRINGS, mds_question, bullet)},
    {FIELD(STRING, mds_question, bullet_name)},
    {LIST(ORDINALS, mds_question, na_after, na_after_count), .to = MDS_TO_QUESTION},
    {FIELD(STRINGS, mds_question, na_words)},
    {FIELD(STRINGS, mds_question, clauses)},
    {FIELD(ENUM, mds_question, certainty), WORDS(mds_certainty__names), OWN},
    {FIELD(FLAG, mds_question, optional)},
    {FIELD(STRING, mds_question, printed_iec_80001_2_2), DERIVED},
    {FIELD(STRING, mds_question, printed_nist_800_53), DERIVED},
    {FIELD(STRING, mds_question, printed_iso_27002), DERIVED},
    TAKEN_APART("printed"),
};

static const mds_field crosswalk_row[] = {
    {FIELD(ORDINAL, mds_crosswalk_row, question), REQUIRED, .to = MDS_TO_QUESTION},
    {FIELD(ORDINAL, mds_crosswalk_row, fact), REQUIRED, .to = MDS_TO_FACT},
    {FIELD(ENUM, mds_crosswalk_row, relation), WORDS(mds_relation__names), REQUIRED},
    {FIELD(FLAG, mds_crosswalk_row, inverse)},
    CERTAINTY(mds_crosswalk_row),
    {FIELD(ENUM, mds_crosswalk_row, review), WORDS(mds_review__names), REQUIRED},
    {FIELD(STRING, mds_crosswalk_row, rationale), REQUIRED},
};

static const mds_field translation[] = {
    {FIELD(ORDINAL, mds_translation, left), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED},
    {FIELD(ORDINAL, mds_translation, right), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED},
    {LIST(OBJECTS, mds_translation, rows, row_count), DERIVED, .of = MDS_RECORD_TRANSLATION_ROW},
};

static const mds_field translation_row[] = {
    ID(mds_translation_row, id),
    {LIST(ORDINALS, mds_translation_row, left, left_count), REQUIRED, .to = MDS_TO_QUESTION},
    {LIST(ORDINALS, mds_translation_row, right, right_count), REQUIRED, .to = MDS_TO_RIGHT},
    {FIELD(ENUM, mds_translation_row, relation), WORDS(mds_relation__names), REQUIRED},
    {FIELD(ENUM, mds_translation_row, concept_relation), WORDS(mds_relation__names), REQUIRED},
    {LIST(OBJECTS, mds_translation_row, rules, rule_count), OWN, .of = MDS_RECORD_TRANSLATION_RULE},
    {FIELD(STRINGS, mds_translation_row, note_blocks)},
    {FIELD(TEXT, mds_translation_row, rationale), REQUIRED},
    {FIELD(ENUM, mds_translation_row, review), WORDS(mds_review__names), REQUIRED},
    CERTAINTY(mds_translation_row),
};

static const mds_field translation_rule[] = {
    {NAMED("to", CHOICE, mds_translation_rule, to_left), WORDS(sides), REQUIRED},
    {FIELD(ENUM, mds_translation_rule, tier), WORDS(mds_tier__names)},
    {LIST(OBJECTS, mds_translation_rule, when, when_count), OWN, .of = MDS_RECORD_ANSWER_CASE},
    {FIELD(OBJECT, mds_translation_rule, given), OWN, .of = MDS_RECORD_ANSWER_CASE},
    {LIST(OBJECTS, mds_translation_rule, doubted_by, doubted_count), OWN,
     .of = MDS_RECORD_ANSWER_CASE},
    {FIELD(OBJECT, mds_translation_rule, then), OWN, .of = MDS_RECORD_ANSWER_LITERAL},
    {FIELD(FLAG, mds_translation_rule, one_way)},
};

static const mds_field answer_case[] = {
    {LIST(OBJECTS, mds_answer_case, at, count), DERIVED, .of = MDS_RECORD_ANSWER_LITERAL},
};

static const mds_field answer_literal[] = {
    {FIELD(ORDINAL, mds_answer_literal, question), DERIVED},
    {FIELD(BITS, mds_answer_literal, answers), DERIVED},
};

static const mds_field consistency[] = {
    ID(mds_consistency_rule, id),
    {FIELD(ENUM, mds_consistency_rule, severity), .words = mds_severity__names, .word_count = 2,
     REQUIRED},
    {LIST(OBJECTS, mds_consistency_rule, when, when_count),
     .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED, .of = MDS_RECORD_FAMILY_CASE},
    {FIELD(STRING, mds_consistency_rule, missing)},
    {FIELD(TEXT, mds_consistency_rule, reason), REQUIRED},
    {FIELD(STRING, mds_consistency_rule, reason_key), DERIVED},
    CERTAINTY(mds_consistency_rule),
    {FIELD(TEXT, mds_consistency_rule, rationale), REQUIRED},
};

static const mds_field family_case[] = {
    {LIST(OBJECTS, mds_family_case, at, count), DERIVED, .of = MDS_RECORD_FAMILY_LITERAL},
};

static const mds_field family_literal[] = {
    {FIELD(STRING, mds_family_literal, family), DERIVED},
    {FIELD(STRING, mds_family_literal, question), DERIVED},
    {FIELD(BITS, mds_family_literal, answers), DERIVED},
};

static const mds_field responsibility[] = {
    ID(mds_responsibility_mark, id),
    {FIELD(STRINGS, mds_responsibility_mark, words), REQUIRED},
    {FIELD(ENUM, mds_responsibility_mark, moves_to), WORDS(mds_responsible__names), REQUIRED},
    {FIELD(TEXT, mds_responsibility_mark, title), REQUIRED},
    {FIELD(TEXT, mds_responsibility_mark, contract_point), REQUIRED},
    CERTAINTY(mds_responsibility_mark),
    {FIELD(TEXT, mds_responsibility_mark, rationale), REQUIRED},
};

static const mds_field contract[] = {
    ID(mds_contract_clause, id),
    {FIELD(TEXT, mds_contract_clause, title), REQUIRED},
    {FIELD(TEXT, mds_contract_clause, text), REQUIRED},
    {FIELD(NUMBER, mds_contract_clause, cvss), .high = 10},
    CERTAINTY(mds_contract_clause),
    {FIELD(STRING, mds_contract_clause, source), REQUIRED},
};

static const mds_field criterion[] = {
    ID(mds_criterion, id),
    {FIELD(TEXT, mds_criterion, title), REQUIRED},
    {FIELD(TEXT, mds_criterion, measured), REQUIRED},
    {FIELD(ENUM, mds_criterion, measure), WORDS(mds_measure__names), REQUIRED},
    {NAMED("scale", CHOICE, mds_criterion, log10), WORDS(mds_scale__names), REQUIRED},
    {FIELD(NUMBER, mds_criterion, worst), REQUIRED, .low = -1e9, .high = 1e9},
    {FIELD(NUMBER, mds_criterion, best), REQUIRED, .low = -1e9, .high = 1e9},
    {FIELD(NUMBER, mds_criterion, weight), REQUIRED, .high = 1},
    {LIST(ORDINALS, mds_criterion, facts, fact_count), .to = MDS_TO_FACT},
    CERTAINTY(mds_criterion),
    {FIELD(TEXT, mds_criterion, rationale), REQUIRED},
    TAKEN_APART("direction"),
};

static const mds_field platform[] = {
    ID(mds_platform, id),
    {FIELD(STRING, mds_platform, name), REQUIRED},
    {NAMED("platform_kind", ENUM, mds_platform, kind), WORDS(mds_platform_kind__names), REQUIRED},
    {FIELD(STRING, mds_platform, mainstream_end)},
    {FIELD(STRINGS, mds_platform, security_ends)},
    {FIELD(STRINGS, mds_platform, cycles)},
    {FIELD(STRING, mds_platform, paid_end)},
    {FIELD(STRING, mds_platform, paid_name)},
    {FIELD(STRINGS, mds_platform, words), REQUIRED},
    {FIELD(ENUM, mds_platform, sure), WORDS(mds_sure__names), REQUIRED},
    {FIELD(STRING, mds_platform, source), REQUIRED},
    {FIELD(STRING, mds_platform, remark)},
    {FIELD(STRINGS, mds_platform, end_sources), DERIVED},
    {FIELD(STRINGS, mds_platform, ends_before), DERIVED},
    {FIELD(STRING, mds_platform, ended), DERIVED},
    {FIELD(STRING, mds_platform, supported), DERIVED},
};

static const mds_field lint[] = {
    {NAMED("edition", ORDINAL, mds_lint, form), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED},
    {FIELD(NUMBER, mds_lint, stale_years), REQUIRED, .high = 100},
    {FIELD(NUMBER, mds_lint, open_share), REQUIRED, .high = 1},
    {FIELD(COUNT, mds_lint, same_answers), REQUIRED, .low = 2, .high = 1000},
    {FIELD(STRINGS, mds_lint, qualifiers)},
    REMARK("stale_rationale"),
    REMARK("open_rationale"),
    REMARK("same_rationale"),
    REMARK("qualifiers_rationale"),
    {LIST(OBJECTS, mds_lint, rules, rule_count), DERIVED, .of = MDS_RECORD_LINT_RULE},
};

static const mds_field lint_rule[] = {
    ID(mds_lint_rule, id),
    {FIELD(ENUM, mds_lint_rule, severity), .words = mds_severity__names, .word_count = 2, REQUIRED},
    {LIST(OBJECTS, mds_lint_rule, when, when_count), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED,
     .of = MDS_RECORD_LINT_CASE},
    {FIELD(TEXT, mds_lint_rule, reason), REQUIRED},
    {FIELD(STRING, mds_lint_rule, reason_key), DERIVED},
    CERTAINTY(mds_lint_rule),
};

static const mds_field lint_case[] = {
    {LIST(OBJECTS, mds_lint_case, at, count), DERIVED, .of = MDS_RECORD_LINT_LITERAL},
};

static const mds_field lint_literal[] = {
    {FIELD(ORDINAL, mds_lint_literal, question), DERIVED, .to = MDS_TO_QUESTION},
    {FIELD(ENUM, mds_lint_literal, answer), DERIVED, WORDS(mds_lint_answer__names)},
    {FIELD(FLAG, mds_lint_literal, other), DERIVED},
};

static const mds_field document[] = {
    ID(mds_life_document, id),
    {FIELD(ENUM, mds_life_document, milestone), WORDS(mds_milestone__names), REQUIRED},
    {NAMED("from", CHOICE, mds_life_document, from_hospital), WORDS(sources), REQUIRED},
    {FIELD(TEXT, mds_life_document, title), REQUIRED},
    {FIELD(TEXT, mds_life_document, purpose), REQUIRED},
    {FIELD(ORDINAL, mds_life_document, fact), .to = MDS_TO_FACT},
    CERTAINTY(mds_life_document),
    {FIELD(TEXT, mds_life_document, rationale), REQUIRED},
};

static const mds_field term[] = {
    ID(mds_term, id),
    {FIELD(TEXT, mds_term, title), REQUIRED},
    {FIELD(TEXT, mds_term, source), REQUIRED},
    CERTAINTY(mds_term),
    {FIELD(TEXT, mds_term, note)},
    {FIELD(STRINGS, mds_term, english), DERIVED},
    {FIELD(STRINGS, mds_term, japanese), DERIVED},
    {FIELD(STRINGS, mds_term, exceptions)},
    TAKEN_APART("match"),
};

static const mds_field message[] = {
    ID(mds_message, id),
    {FIELD(STRING, mds_message, name), REQUIRED},
    {FIELD(ENUM, mds_message, severity), WORDS(mds_severity__names), REQUIRED},
    {FIELD(STRING, mds_message, since), REQUIRED},
    {LIST(OBJECTS, mds_message, arguments, argument_count), .of = MDS_RECORD_ARGUMENT},
    {FIELD(TEXT, mds_message, text), REQUIRED},
    {FIELD(TEXT, mds_message, hint), REQUIRED},
};

static const mds_field argument[] = {
    {FIELD(STRING, mds_message_argument, name), REQUIRED},
    {FIELD(ENUM, mds_message_argument, kind), WORDS(mds_argument_kind__names), REQUIRED},
    {FIELD(STRING, mds_message_argument, under)},
};

static const mds_field mark[] = {
    ID(mds_mark, sign),
    {FIELD(ENUM, mds_mark, meaning), WORDS(mds_mark__meaning_names), REQUIRED},
    {NAMED("within", ENUM, mds_mark, place), WORDS(mds_mark__place_names)},
    {FIELD(ENUM, mds_mark, answer), WORDS(mds_answer_word__names), OWN},
    {FIELD(STRING, mds_mark, ticked)},
    {FIELD(STRING, mds_mark, empty)},
};

const mds_record_type mds_fields__forms[MDS_RECORD_CAPABILITY] = {
    [MDS_RECORD_GUIDELINE] =
        FILE_LISTED("guideline", mds_guideline, guideline, guidelines, guideline_count),
    [MDS_RECORD_CLAUSE] = PART("clause", mds_clause, clause),
    [MDS_RECORD_SUCCESSOR] = PART("successor", mds_successor, successor),
    [MDS_RECORD_FORM] = FILE_LISTED("form", mds_form, form, forms, form_count),
    [MDS_RECORD_QUESTION] = PART("question", mds_question, question),
    [MDS_RECORD_GATE] = PART("gate", mds_gate, gate),
    [MDS_RECORD_CROSSWALK_ROW] = PART("crosswalk_row", mds_crosswalk_row, crosswalk_row),
    [MDS_RECORD_TRANSLATION] =
        FILE_LISTED("translation", mds_translation, translation, translations, translation_count),
    [MDS_RECORD_TRANSLATION_ROW] = PART("translation_row", mds_translation_row, translation_row),
    [MDS_RECORD_TRANSLATION_RULE] =
        PART("translation_rule", mds_translation_rule, translation_rule),
    [MDS_RECORD_ANSWER_CASE] = PART("answer_case", mds_answer_case, answer_case),
    [MDS_RECORD_ANSWER_LITERAL] = PART("answer_literal", mds_answer_literal, answer_literal),
    [MDS_RECORD_CONSISTENCY] =
        LISTED("consistency", mds_consistency_rule, consistency, consistency, consistency_count),
    [MDS_RECORD_FAMILY_CASE] = PART("family_case", mds_family_case, family_case),
    [MDS_RECORD_FAMILY_LITERAL] = PART("family_literal", mds_family_literal, family_literal),
    [MDS_RECORD_RESPONSIBILITY] = LISTED("responsibility", mds_responsibility_mark, responsibility,
                                         responsibilities, responsibility_count),
    [MDS_RECORD_CONTRACT] =
        LISTED("contract", mds_contract_clause, contract, contract, contract_count),
    [MDS_RECORD_CRITERION] =
        LISTED("criterion", mds_criterion, criterion, criteria, criterion_count),
    [MDS_RECORD_PLATFORM] = LISTED("platform", mds_platform, platform, platforms, platform_count),
    [MDS_RECORD_LINT] = FILE_LISTED("lint", mds_lint, lint, lints, lint_count),
    [MDS_RECORD_LINT_RULE] = PART("lint_rule", mds_lint_rule, lint_rule),
    [MDS_RECORD_LINT_CASE] = PART("lint_case", mds_lint_case, lint_case),
    [MDS_RECORD_LINT_LITERAL] = PART("lint_literal", mds_lint_literal, lint_literal),
    [MDS_RECORD_DOCUMENT] =
        LISTED("document", mds_life_document, document, documents, document_count),
    [MDS_RECORD_TERM] = LISTED("term", mds_term, term, terms, term_count),
    [MDS_RECORD_MESSAGE] = LISTED("message", mds_message, message, messages, message_count),
    [MDS_RECORD_ARGUMENT] = PART("argument", mds_message_argument, argument),
    [MDS_RECORD_MARK] = LISTED("mark", mds_mark, mark, marks, mark_count),
};
