/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A learned edition as files of the catalog: form, crosswalk, translation. */
#include <mdsrisk/export_edition.h>

#include "export_internal.h"
#include <string.h>

typedef struct draft {
    mds_strbuf out;
    mds_jsonw w;
} draft;

static void begin(draft *d, const char *kind, const mds_edition_source *source)
{
    mds_strbuf mark;

    mds_strbuf_init(&d->out, MDS_EXPORT_LIMIT);
    mds_jsonw_init(&d->w, &d->out);
    mds_jsonw_object(&d->w);
    mds_jsonw_member_uint(&d->w, "format_version", 1);
    mds_jsonw_member_string(&d->w, "kind", kind);
    mds_strbuf_init(&mark, MDS_EXPORT_LIMIT);
    mds_strbuf_printf(&mark, "mdsrisk catalog learn: %s%s%s", source->file,
                      source->sha256[0] != '\0' ? ", SHA-256 " : "", source->sha256);
    if (mark.status != MDS_OK) {
        d->out.status = mark.status;
    }
    mds_jsonw_member_string(&d->w, MDS_LEARNED_MARK, mark.p);
    mds_jsonw_member_string(&d->w, "//", source->notice);
    mds_strbuf_finish(&mark);
}

static mds_status end(const char **out, mds_arena *arena, draft *d)
{
    mds_jsonw_object_end(&d->w);
    mds_strbuf_putc(&d->out, '\n');
    mds_status status = d->out.status;
    const char *text = status == MDS_OK ? mds_strbuf_copy(&d->out, arena) : NULL;
    if (status == MDS_OK && text == NULL) {
        status = mds_arena_status(arena);
    }
    mds_strbuf_finish(&d->out);
    if (status == MDS_OK) {
        *out = text;
    }
    return status;
}

static void put_text(mds_jsonw *w, const char *name, const mds_text *text)
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        mds_jsonw_member_string(w, mds_lang_name((mds_lang)lang), text->in[lang]);
    }
    mds_jsonw_object_end(w);
}

static void put_strings(mds_jsonw *w, const char *name, const mds_strings *list)
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_array(w);
    for (size_t i = 0; i < list->count; i++) {
        mds_jsonw_string(w, list->at[i]);
    }
    mds_jsonw_array_end(w);
}

static void put_some(mds_jsonw *w, const char *name, const mds_strings *list)
{
    if (list->count > 0) {
        put_strings(w, name, list);
    }
}

static void put_words(mds_jsonw *w, const char *name, const mds_strings list[])
{
    mds_jsonw_name(w, name);
    mds_jsonw_object(w);
    for (size_t i = 0; i < MDS_ANSWER_WORD__COUNT; i++) {
        put_some(w, mds_answer_word_name((mds_answer_word)i), &list[i]);
    }
    mds_jsonw_object_end(w);
}

static bool any_words(const mds_strings list[])
{
    for (size_t i = 0; i < MDS_ANSWER_WORD__COUNT; i++) {
        if (list[i].count > 0) {
            return true;
        }
    }
    return false;
}

static void put_fields(mds_jsonw *w, const mds_form *form)
{
    mds_jsonw_name(w, "device_questions");
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        if (form->device_questions[i] != MDS_NO_ORDINAL) {
            mds_jsonw_member_string(w, mds_device_field_name((mds_device_field)i),
                                    form->questions[form->device_questions[i]].id);
        }
    }
    mds_jsonw_object_end(w);
    mds_jsonw_name(w, "header_labels");
    mds_jsonw_object(w);
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        put_some(w, mds_device_field_name((mds_device_field)i), &form->header_labels[i]);
    }
    mds_jsonw_object_end(w);
}

static void put_labels(mds_jsonw *w, const mds_form *form)
{
    mds_jsonw_name(w, "labels");
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        if (form->labels[i][0] != '\0') {
            mds_jsonw_member_string(w, mds_label_name((mds_label)i), form->labels[i]);
        }
    }
    mds_jsonw_object_end(w);
}

static void put_gate(mds_jsonw *w, const mds_form *form, const mds_gate *gate)
{
    if (gate->question == MDS_NO_ORDINAL) {
        return;
    }
    mds_jsonw_name(w, "gate");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "question", form->questions[gate->question].id);
    mds_jsonw_member_string(w, "answer", gate->yes ? "yes" : "no");
    mds_jsonw_member_string(w, "basis", gate->printed ? "printed" : "implied");
    mds_jsonw_object_end(w);
}

static void put_printed(mds_jsonw *w, const mds_question *question)
{
    const struct {
        const char *name, *value;
    } printed[] = {{"iec_80001_2_2", question->printed_iec_80001_2_2},
                   {"nist_800_53", question->printed_nist_800_53},
                   {"iso_27002", question->printed_iso_27002}};
    bool any = false;

    for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++) {
        if (printed[i].value[0] == '\0') {
            continue;
        }
        if (!any) {
            mds_jsonw_name(w, "printed");
            mds_jsonw_object(w);
        }
        any = true;
        mds_jsonw_member_string(w, printed[i].name, printed[i].value);
    }
    if (any) {
        mds_jsonw_object_end(w);
    }
}

static void put_question(mds_jsonw *w, const mds_catalog *catalog, const mds_form *form,
                         const mds_question *at)
{
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "id", at->id);
    mds_jsonw_member_string(w, "section", catalog->capabilities[at->section].id);
    if (at->parent != MDS_NO_ORDINAL) {
        mds_jsonw_member_string(w, "parent", form->questions[at->parent].id);
    }
    mds_jsonw_member_string(w, "question_kind", mds_question_kind_name(at->kind));
    if (at->kind == MDS_QUESTION_CHOICE && at->answer_set != MDS_ANSWERS_YES_NO_NA) {
        mds_jsonw_member_string(w, "answer_set", mds_answer_set_name(at->answer_set));
    }
    put_text(w, "title", &at->title);
    put_gate(w, form, &at->gate);
    put_some(w, "aliases", &at->aliases);
    put_some(w, "bullet", &at->bullet);
    put_some(w, "clauses", &at->clauses);
    if (at->certainty != form->certainty) {
        mds_jsonw_member_string(w, "certainty", mds_certainty_name(at->certainty));
    }
    put_printed(w, at);
    mds_jsonw_object_end(w);
}

mds_status mds_export_edition_form(const char **out, mds_arena *arena, const mds_catalog *catalog,
                                   const mds_form *form, const mds_edition_source *source)
{
    draft d;

    begin(&d, "form", source);
    mds_jsonw *w = &d.w;
    mds_jsonw_member_string(w, "edition", form->edition);
    mds_jsonw_member_string(w, "family", form->family);
    put_text(w, "title", &form->title);
    mds_jsonw_member_string(w, "document", form->document);
    mds_jsonw_member_string(w, "certainty", mds_certainty_name(form->certainty));
    mds_jsonw_member_string(w, "completeness", mds_form_completeness_name(form->completeness));
    if (form->not_known.in[0][0] != '\0') {
        put_text(w, "not_known", &form->not_known);
    }
    if (form->learned) {
        mds_jsonw_member_bool(w, "learned", true);
    }
    if (form->guideline != MDS_NO_ORDINAL) {
        mds_jsonw_member_string(w, "guideline", catalog->guidelines[form->guideline].edition);
    }
    put_some(w, "title_marks", &form->title_marks);
    mds_jsonw_member_uint(w, "expected_questions", form->expected_questions);
    put_fields(w, form);
    put_labels(w, form);
    put_words(w, "words", form->words);
    if (any_words(form->applicable_words)) {
        put_words(w, "applicable_words", form->applicable_words);
    }
    put_strings(w, "answer_headings", &form->answer_headings);
    put_strings(w, "note_headings", &form->note_headings);
    mds_jsonw_name(w, "records");
    mds_jsonw_array(w);
    for (size_t i = 0; i < form->question_count; i++) {
        put_question(w, catalog, form, &form->questions[i]);
    }
    mds_jsonw_array_end(w);
    return end(out, arena, &d);
}

static void put_unmapped(mds_jsonw *w, const mds_adopted *adopted)
{
    mds_jsonw_name(w, "unmapped");
    mds_jsonw_array(w);
    for (size_t i = 0; i < adopted->form->question_count; i++) {
        if (adopted->crosswalk.unmapped[i] == NULL) {
            continue;
        }
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "question", adopted->form->questions[i].id);
        mds_jsonw_member_string(w, "reason", adopted->crosswalk.unmapped[i]);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

mds_status mds_export_edition_crosswalk(const char **out, mds_arena *arena,
                                        const mds_catalog *catalog, const mds_adopted *adopted,
                                        const mds_edition_source *source)
{
    draft d;

    begin(&d, "crosswalk", source);
    mds_jsonw *w = &d.w;
    mds_jsonw_member_string(w, "edition", adopted->form->edition);
    put_unmapped(w, adopted);
    mds_jsonw_name(w, "records");
    mds_jsonw_array(w);
    for (size_t i = 0; i < adopted->crosswalk.row_count; i++) {
        const mds_crosswalk_row *row = &adopted->crosswalk.rows[i];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "question", adopted->form->questions[row->question].id);
        mds_jsonw_member_string(w, "fact", catalog->facts[row->fact].id);
        mds_jsonw_member_string(w, "relation", mds_relation_name(row->relation));
        if (row->inverse) {
            mds_jsonw_member_bool(w, "inverse", true);
        }
        mds_jsonw_member_string(w, "certainty", mds_certainty_name(row->certainty));
        mds_jsonw_member_string(w, "review", mds_review_name(row->review));
        mds_jsonw_member_string(w, "rationale", row->rationale);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
    return end(out, arena, &d);
}

static void put_ids(mds_jsonw *w, const char *name, const mds_form *form, const uint32_t *questions,
                    size_t count)
{
    mds_jsonw_name(w, name);
    mds_jsonw_array(w);
    for (size_t i = 0; i < count; i++) {
        mds_jsonw_string(w, form->questions[questions[i]].id);
    }
    mds_jsonw_array_end(w);
}

/* "RMOT-2=no|na" */
static void put_literal(draft *d, const mds_form *form, const mds_answer_literal *literal)
{
    mds_strbuf text;
    bool first = true;

    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    mds_strbuf_printf(&text, "%s=", form->questions[literal->question].id);
    for (size_t i = 0; i <= MDS_LABEL_NA; i++) {
        if ((literal->answers & (mds_answer_bits)1 << i) != 0) {
            mds_strbuf_puts(&text, first ? "" : "|");
            mds_strbuf_puts(&text, mds_label_name((mds_label)i));
            first = false;
        }
    }
    if (text.status != MDS_OK) {
        d->out.status = text.status;
    }
    mds_jsonw_string(&d->w, text.p);
    mds_strbuf_finish(&text);
}

static void put_case(draft *d, const mds_form *form, const mds_answer_case *at)
{
    mds_jsonw_array(&d->w);
    for (size_t i = 0; i < at->count; i++) {
        put_literal(d, form, &at->at[i]);
    }
    mds_jsonw_array_end(&d->w);
}

static void put_cases(draft *d, const char *member, const mds_form *form,
                      const mds_answer_case *list, size_t count)
{
    mds_jsonw_name(&d->w, member);
    mds_jsonw_array(&d->w);
    for (size_t i = 0; i < count; i++) {
        put_case(d, form, &list[i]);
    }
    mds_jsonw_array_end(&d->w);
}

static void put_rule(draft *d, const mds_adopted_pair *pair, const mds_translation_rule *rule)
{
    const mds_form *from = rule->to_left ? pair->right : pair->left;
    const mds_form *to = rule->to_left ? pair->left : pair->right;
    mds_jsonw *w = &d->w;

    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "to", rule->to_left ? "left" : "right");
    if (rule->tier != MDS_TIER_ENTAILED) {
        mds_jsonw_member_string(w, "tier", mds_tier_name(rule->tier));
        mds_jsonw_name(w, "given");
        put_case(d, to, &rule->given);
    }
    put_cases(d, "when", from, rule->when, rule->when_count);
    mds_jsonw_name(w, "then");
    put_literal(d, to, &rule->then);
    if (rule->doubted_count > 0) {
        put_cases(d, "doubted_by", from, rule->doubted_by, rule->doubted_count);
    }
    if (rule->one_way) {
        mds_jsonw_member_bool(w, "one_way", true);
    }
    mds_jsonw_object_end(w);
}

static void put_row(draft *d, const mds_adopted_pair *pair, const mds_translation_row *row)
{
    mds_jsonw *w = &d->w;

    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "id", row->id);
    put_ids(w, "left", pair->left, row->left, row->left_count);
    put_ids(w, "right", pair->right, row->right, row->right_count);
    mds_jsonw_member_string(w, "relation", mds_relation_name(row->relation));
    mds_jsonw_member_string(w, "concept_relation", mds_relation_name(row->concept_relation));
    if (row->rule_count > 0) {
        mds_jsonw_name(w, "rules");
        mds_jsonw_array(w);
        for (size_t i = 0; i < row->rule_count; i++) {
            put_rule(d, pair, &row->rules[i]);
        }
        mds_jsonw_array_end(w);
    }
    put_some(w, "note_blocks", &row->note_blocks);
    put_text(w, "rationale", &row->rationale);
    mds_jsonw_member_string(w, "review", mds_review_name(row->review));
    mds_jsonw_member_string(w, "certainty", mds_certainty_name(row->certainty));
    mds_jsonw_object_end(w);
}

mds_status mds_export_edition_pair(const char **out, mds_arena *arena, const mds_adopted_pair *pair,
                                   const mds_edition_source *source)
{
    draft d;

    begin(&d, "translation", source);
    mds_jsonw_member_string(&d.w, "left", pair->left->edition);
    mds_jsonw_member_string(&d.w, "right", pair->right->edition);
    mds_jsonw_name(&d.w, "records");
    mds_jsonw_array(&d.w);
    for (size_t i = 0; i < pair->row_count; i++) {
        put_row(&d, pair, &pair->rows[i]);
    }
    mds_jsonw_array_end(&d.w);
    return end(out, arena, &d);
}
