/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loader.h"

const char *const mds_certainty__names[] = {"certain", "judgement", "provisional"};
const char *const mds_strength__names[] = {"direct", "proxy", "judgement"};
const char *const mds_fact_kind__names[] = {"control", "exposure", "context"};
const char *const mds_question_kind__names[] = {"choice", "text", "date", "heading"};
const char *const mds_relation__names[] = {"equal", "subset_of", "superset_of", "intersects_with",
                                           "not_related"};
const char *const mds_country__names[] = {"jp", "us", "other"};
const char *const mds_property__names[] = {"safety", "effectiveness", "security"};
const char *const mds_closer__names[] = {"form", "hospital", "zone"};
const char *const mds_gate_role__names[] = {"none", "isolation", "perimeter"};
const char *const mds_device_field__names[MDS_DEVICE_FIELD__COUNT + 1] = {
    "manufacturer", "description",  "model",         "version", "document_id",
    "contact",      "intended_use", "document_date", NULL};
const char *const mds_answer_word__names[] = {"yes", "no", "na", "see_note", "placeholder"};
const char *const mds_answer_set__names[] = {"yes_no_na", "applicable", "confirmed"};
const char *const mds_completeness__names[] = {"complete", "partial", "topics"};
const char *const mds_mark__meaning_names[MDS_TICK__COUNT] = {
    "none",        "dash",        "empty", "lost", "partial", "cross",
    "typed-cross", "crossed-box", "ring",  "full", "struck",  "styled"};
const char *const mds_mark__place_names[MDS_TICK_PLACE__COUNT] = {"anywhere", "cell", "brackets"};
const char *const mds_word__list_names[MDS_WORDS__COUNT] = {"blank-values",
                                                            "bracket-closings",
                                                            "bracket-openings",
                                                            "bullet-signs",
                                                            "chapters",
                                                            "chip-makers",
                                                            "choice-separators",
                                                            "clause-joiners",
                                                            "company-forms",
                                                            "counting-units",
                                                            "day-endings",
                                                            "day-fillers",
                                                            "day-parts",
                                                            "day-questions",
                                                            "day-signs",
                                                            "edition-begins",
                                                            "edition-carriers",
                                                            "edition-ends",
                                                            "eras",
                                                            "first-years",
                                                            "fiscal-ends",
                                                            "fiscal-eras",
                                                            "fleet-zones",
                                                            "footnote-signs",
                                                            "form-kinds",
                                                            "form-names",
                                                            "guidelines",
                                                            "heading-signs",
                                                            "hint-begins",
                                                            "inventory-columns",
                                                            "inventory-retired",
                                                            "inventory-retiring",
                                                            "inventory-totals",
                                                            "kana",
                                                            "list-marks",
                                                            "makers",
                                                            "match-columns",
                                                            "model-fillers",
                                                            "month-signs",
                                                            "no-evidence",
                                                            "no-evidence-endings",
                                                            "no-evidence-openings",
                                                            "note-closings",
                                                            "note-fillers",
                                                            "note-joiners",
                                                            "note-markers",
                                                            "note-openings",
                                                            "note-signs",
                                                            "note-words",
                                                            "number-headings",
                                                            "number-prefixes",
                                                            "other-choices",
                                                            "own-files",
                                                            "present-headings",
                                                            "previous-headings",
                                                            "quote-closings",
                                                            "quote-openings",
                                                            "reference-signs",
                                                            "remark-labels",
                                                            "review-no",
                                                            "review-yes",
                                                            "revision-ends",
                                                            "revision-words",
                                                            "sample-names",
                                                            "scope-commas",
                                                            "scope-ends",
                                                            "services",
                                                            "subjects",
                                                            "title-quotes",
                                                            "titles",
                                                            "volume-endings",
                                                            "year-signs",
                                                            "zone-columns"};

const char *const mds_label__names[MDS_LABEL__COUNT + 1] = {
    "yes", "no", "na", "applicable", "not_applicable", NULL};
const char *const mds_review__names[] = {"agreed", "changed",  "proposed",
                                         "single", "disputed", "unreviewed"};
const char *const mds_tier__names[] = {"entailed", "suggested", "conditional"};
const char *const mds_responsible__names[] = {"manufacturer", "hospital", "both", "other"};
const char *const mds_scale__names[2] = {"linear", "log10"};
const char *const mds_asked__names[MDS_ASKED__COUNT] = {"seed", "target"};
const char *const mds_measure__names[MDS_MEASURE__COUNT] = {
    [MDS_MEASURE_LARGEST_RRF] = "largest_rrf",
    [MDS_MEASURE_INDEX_SAFETY] = "index_safety",
    [MDS_MEASURE_INDEX_EFFECTIVENESS] = "index_effectiveness",
    [MDS_MEASURE_INDEX_SECURITY] = "index_security",
    [MDS_MEASURE_OWN_SHARE] = "own_share",
    [MDS_MEASURE_ANSWERED_SHARE] = "answered_share",
    [MDS_MEASURE_SUPPORT_YEARS] = "support_years",
    [MDS_MEASURE_FACT_SHARE] = "fact_share"};
const char *const mds_sure__names[MDS_SURE__COUNT] = {"high", "medium", "low", "unknown"};
const char *const mds_platform_kind__names[MDS_PLATFORM_KIND__COUNT] = {
    "os", "database", "hypervisor", "library", "runtime", "server"};
const char *const mds_milestone__names[MDS_MILESTONE__COUNT] = {
    [MDS_MILESTONE_SUPPORT] = "support",
    [MDS_MILESTONE_WARNING] = "warning",
    [MDS_MILESTONE_END_OF_LIFE] = "end_of_life",
    [MDS_MILESTONE_END_OF_SUPPORT] = "end_of_support",
};
const char *const mds_lint_answer__names[] = {"yes", "no", "na"};
const char *const mds_severity__names[] = {"note", "warning", "error"};
const char *const mds_argument_kind__names[] = {"text",  "number", "date", "id",     "answer",
                                                "place", "path",   "list", "reason", "key"};
const char *const mds_acts_on__names[] = {"v1", "v2"};
const char *const mds_lang__names[] = {"en", "ja"};

const char *mds_fact_kind_name(mds_fact_kind kind)
{
    return mds_fact_kind__names[kind];
}

const char *mds_relation_name(mds_relation relation)
{
    return mds_relation__names[relation];
}

const char *mds_certainty_name(mds_certainty certainty)
{
    return mds_certainty__names[certainty];
}

const char *mds_strength_name(mds_strength strength)
{
    return mds_strength__names[strength];
}

const char *mds_answer_set_name(mds_answer_set set)
{
    return mds_answer_set__names[set];
}

const char *mds_form_completeness_name(mds_form_completeness completeness)
{
    return mds_completeness__names[completeness];
}

const char *mds_tier_name(mds_tier tier)
{
    return mds_tier__names[tier];
}

const char *mds_review_name(mds_review review)
{
    return mds_review__names[review];
}

const char *mds_responsible_name(mds_responsible responsible)
{
    return mds_responsible__names[responsible];
}

const char *mds_device_field_name(mds_device_field field)
{
    return mds_device_field__names[field];
}

const char *mds_argument_kind_name(mds_argument_kind kind)
{
    return mds_argument_kind__names[kind];
}

const char *mds_severity_name(mds_severity severity)
{
    return mds_severity__names[severity];
}

const char *mds_country_name(mds_country country)
{
    return mds_country__names[country];
}

const char *mds_closer_name(mds_closer closer)
{
    return mds_closer__names[closer];
}

const char *mds_gate_role_name(mds_gate_role role)
{
    return mds_gate_role__names[role];
}

const char *mds_property_name(mds_property property)
{
    return mds_property__names[property];
}

const char *mds_sure_name(mds_sure sure)
{
    return (unsigned)sure < MDS_SURE__COUNT ? mds_sure__names[sure] : "";
}

const char *mds_milestone_name(mds_milestone milestone)
{
    return (unsigned)milestone < MDS_MILESTONE__COUNT ? mds_milestone__names[milestone] : "";
}

const char *mds_measure_name(mds_measure measure)
{
    return (unsigned)measure < MDS_MEASURE__COUNT ? mds_measure__names[measure] : "";
}

const char *mds_asked_name(mds_asked asked)
{
    return (unsigned)asked < MDS_ASKED__COUNT ? mds_asked__names[asked] : "";
}

const char *mds_lang_name(mds_lang lang)
{
    return mds_lang__names[lang];
}

const char *mds_question_kind_name(mds_question_kind kind)
{
    return mds_question_kind__names[kind];
}

const char *mds_answer_word_name(mds_answer_word word)
{
    return mds_answer_word__names[word];
}

const char *mds_label_name(mds_label label)
{
    return mds_label__names[label];
}
