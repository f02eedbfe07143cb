/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sheet of a translation: how far it goes, what is left, what is not known. */
#include "summary_rows.h"
#include "translate_report_parts.h"

#include <string.h>

static const char *text(const mds_translate_words *w, const char *key)
{
    return mds_reg__text(&w->r, key);
}

static const char *edition_name(const mds_translate_words *w, const mds_form *form)
{
    return mds_words__edition(&w->r, (uint32_t)(form - w->result->catalog->forms));
}

static void put_source(mds_table_builder *b, mds_translate_words *w)
{
    const mds_disclosure *source = w->result->source;
    mds_summary__heading(b, "translation_report.source");
    mds_summary__line(b, text(w, "summary.file"), mds_words__file(source->file),
                      mds_reg__format(&w->r, "sha256", source->sha256, NULL), MDS_MARK_NONE);
    mds_summary__line(b, text(w, "summary.edition"), mds_reg__in(&w->r, &w->from->title),
                      edition_name(w, w->from), MDS_MARK_NONE);
    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        mds_summary__line(
            b, mds_reg__named(&w->r, "device", mds_device_field_name((mds_device_field)f)),
            source->device[f], "", MDS_MARK_NONE);
    }
    mds_summary__heading(b, "translation_report.target");
    mds_summary__line(b, text(w, "summary.edition"), mds_reg__in(&w->r, &w->to->title),
                      edition_name(w, w->to), MDS_MARK_NONE);
}

/* How often each answer is entailed, as the form prints it. */
static void put_labels(mds_table_builder *b, mds_translate_words *w)
{
    size_t counts[MDS_LABEL__COUNT] = {0};
    for (uint32_t q = 0; q < w->result->count; q++) {
        const mds_translated *at = &w->result->at[q];
        const char *label =
            at->state == MDS_TRANSLATED_ENTAILED ? mds_form_label(w->to, q, at->answer) : "";
        for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
            counts[i] += label[0] != '\0' && strcmp(label, w->to->labels[i]) == 0;
        }
    }
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        if (counts[i] > 0) {
            mds_summary__count(
                b, mds_reg__format(&w->r, "translation_report.of_these", w->to->labels[i], NULL),
                counts[i], "", MDS_MARK_NONE);
        }
    }
}

static size_t left_to_a_person(const mds_translation_result *result)
{
    size_t count = 0;
    for (size_t q = 0; q < result->count; q++) {
        count += mds_translate__needs_person(&result->at[q]);
    }
    return count;
}

static void put_coverage(mds_table_builder *b, mds_translate_words *w)
{
    const mds_translation_result *result = w->result;
    const size_t *count = result->state_count;
    const size_t left = left_to_a_person(result);
    mds_summary__heading(b, "translation_report.coverage");
    mds_summary__count(b, text(w, "translation_report.questions"),
                       result->count - count[MDS_TRANSLATED_NO_ANSWER],
                       text(w, "translation_report.questions_remark"), MDS_MARK_NONE);
    mds_summary__count(b, text(w, "translate.state.entailed"), count[MDS_TRANSLATED_ENTAILED],
                       text(w, "translation_report.entailed_remark"), MDS_MARK_NONE);
    put_labels(b, w);
    mds_summary__count(b, text(w, "translation_report.not_asked"), result->unasked_count,
                       text(w, "translation_report.not_asked_remark"), MDS_MARK_NONE);
    mds_summary__count(b, text(w, "translation_report.left"), left,
                       text(w, "translation_report.left_remark"),
                       left > 0 ? MDS_MARK_NOTICE : MDS_MARK_NONE);
    mds_summary__count(b, text(w, "translation_report.suggested"), result->suggested_count,
                       text(w, "translation_report.suggested_remark"), MDS_MARK_NONE);
    mds_summary__count(b, text(w, "translation_report.conditional"), result->conditional_count,
                       text(w, "translation_report.conditional_remark"), MDS_MARK_NONE);
    mds_summary__count(b, text(w, "translate.state.narrowed"), count[MDS_TRANSLATED_NARROWED],
                       text(w, "translation_report.narrowed_remark"), MDS_MARK_NONE);
    mds_summary__count(b, text(w, "translate.state.open"), count[MDS_TRANSLATED_OPEN],
                       text(w, "translation_report.open_remark"), MDS_MARK_NONE);
    mds_summary__count(b, text(w, "translate.state.contradicted"),
                       count[MDS_TRANSLATED_CONTRADICTED],
                       text(w, "translation_report.contradicted_remark"),
                       count[MDS_TRANSLATED_CONTRADICTED] > 0 ? MDS_MARK_NOTICE : MDS_MARK_NONE);
}

static void put_confidence(mds_table_builder *b, mds_translate_words *w)
{
    size_t counts[MDS_CONFIDENCE__COUNT] = {0};
    for (size_t q = 0; q < w->result->count; q++) {
        if (w->result->at[q].state == MDS_TRANSLATED_ENTAILED) {
            counts[w->result->at[q].confidence]++;
        }
    }
    mds_summary__heading(b, "translation_report.confidence");
    for (size_t i = 0; i < MDS_CONFIDENCE__COUNT; i++) {
        const char *name = mds_confidence_name((mds_confidence)i);
        const bool look = i == MDS_CONFIDENCE_LOW && counts[i] > 0;
        const char *item = mds_reg__named(&w->r, "translate.confidence", name);
        mds_summary__count(b, item, counts[i],
                           mds_reg__named(&w->r, "translation_report.confidence", name),
                           look ? MDS_MARK_NOTICE : MDS_MARK_NONE);
    }
}

/* What the catalog lacks of the editions, so that silence is not taken for an answer. */
static void put_not_known(mds_table_builder *b, mds_translate_words *w)
{
    const mds_form *const forms[] = {w->to, w->from};
    mds_summary__heading(b, "translation_report.not_known");
    for (size_t i = 0; i < (w->to == w->from ? 1 : 2); i++) {
        const char *not_known = mds_reg__in(&w->r, &forms[i]->not_known);
        if (not_known[0] != '\0') {
            mds_summary__line(b, edition_name(w, forms[i]), mds_reg__in(&w->r, &forms[i]->title),
                              not_known, MDS_MARK_NOTICE);
        }
    }
}

static void put_reading(mds_table_builder *b, mds_translate_words *w)
{
    static const char *const keys[] = {
        "translation_report.read.entailed", "translation_report.read.suggested",
        "translation_report.read.overlap",  "translation_report.read.no",
        "translation_report.read.remark",   "translation_report.read.person"};
    mds_summary__heading(b, "translation_report.read");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        mds_summary__line(b, "", text(w, keys[i]), "", MDS_MARK_NONE);
    }
}

static void put_basis(mds_table_builder *b, mds_translate_words *w)
{
    const mds_catalog *catalog = w->result->catalog;
    mds_summary__heading(b, "translation_report.basis");
    mds_summary__line(b, text(w, "summary.catalog"), catalog->version,
                      mds_reg__format(&w->r, "sha256", catalog->sha256, NULL), MDS_MARK_NONE);
}

void mds_translate__summary(mds_translate_words *w, mds_table *out)
{
    mds_table_builder b;
    mds_summary__init(&b, &w->r);
    put_source(&b, w);
    put_coverage(&b, w);
    put_confidence(&b, w);
    put_not_known(&b, w);
    put_reading(&b, w);
    put_basis(&b, w);
    mds_table__drop_idle_headings(&b);
    mds_table__finish(&b, out);
}
