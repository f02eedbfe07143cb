/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loader.h"

const char *const certainty_names[] = {"certain", "judgement", "provisional"};
const char *const strength_names[] = {"direct", "proxy", "judgement"};
const char *const fact_kind_names[] = {"control", "exposure", "context"};
const char *const question_kind_names[] = {"choice", "text", "date", "heading"};
const char *const relation_names[] = {"equal", "subset_of", "superset_of", "intersects_with",
                                      "not_related"};
const char *const country_names[] = {"jp", "us", "other"};
const char *const property_names[] = {"safety", "effectiveness", "security"};
const char *const device_field_names[MDS_DEVICE_FIELD__COUNT + 1] = {
    "manufacturer", "description",  "model",         "version", "document_id",
    "contact",      "intended_use", "document_date", NULL};
const char *const answer_word_names[] = {"yes", "no", "na", "see_note", "placeholder"};
const char *const answer_set_names[] = {"yes_no_na", "applicable", "confirmed"};
const char *const completeness_names[] = {"complete", "partial", "topics"};
const char *const label_names[MDS_LABEL__COUNT + 1] = {
    "yes", "no", "na", "applicable", "not_applicable", NULL};
const char *const review_names[] = {"agreed", "changed",  "proposed",
                                    "single", "disputed", "unreviewed"};
const char *const responsible_names[] = {"manufacturer", "hospital", "both", "other"};
const char *const acts_on_names[] = {"v1", "v2"};
const char *const lang_names[] = {"en", "ja"};

const char *mds_fact_kind_name(mds_fact_kind kind)
{
    return fact_kind_names[kind];
}

const char *mds_relation_name(mds_relation relation)
{
    return relation_names[relation];
}

const char *mds_certainty_name(mds_certainty certainty)
{
    return certainty_names[certainty];
}

const char *mds_strength_name(mds_strength strength)
{
    return strength_names[strength];
}

const char *mds_answer_set_name(mds_answer_set set)
{
    return answer_set_names[set];
}

const char *mds_form_completeness_name(mds_form_completeness completeness)
{
    return completeness_names[completeness];
}

const char *mds_review_name(mds_review review)
{
    return review_names[review];
}

const char *mds_responsible_name(mds_responsible responsible)
{
    return responsible_names[responsible];
}

const char *mds_device_field_name(mds_device_field field)
{
    return device_field_names[field];
}

const char *mds_country_name(mds_country country)
{
    return country_names[country];
}

const char *mds_property_name(mds_property property)
{
    return property_names[property];
}
