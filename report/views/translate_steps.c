/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each step of each proof as a row, and each question in names that a program reads. */
#include "translate_report_parts.h"

#include "engine/answers.h"

enum { RULE_LIMIT = 1 << 16 };

/* clang-format off */
#define STEP_COLUMNS(X)                                                                           \
    X(question, 11, false)        X(step_does, 15, true)         X(step_row, 18, true)            \
    X(step_relation, 28, true)    X(step_rule, 34, true)         X(step_source, 13, false)        \
    X(step_answer, 10, true)      X(where, 17, true)             X(step_note, 30, true)           \
    X(step_review, 18, true)      X(step_certainty, 14, true)    X(rationale, 60, true)

#define VALUE_COLUMNS(X)                                                                          \
    X(question, 12, false)        X(value_state, 14, false)      X(value_answer, 12, false)       \
    X(value_possible, 16, false)  X(value_confidence, 12, false) X(value_closed_by, 12, false)    \
    X(value_sources, 40, true)    X(value_suggested, 12, false)
/* clang-format on */

#define X(id, width, wrap) S_##id,
enum { STEP_COLUMNS(X) S__COUNT };
#undef X
#define X(id, width, wrap) V_##id,
enum { VALUE_COLUMNS(X) V__COUNT };
#undef X
#define X(id, width, wrap) {#id, width, wrap},
static const mds_column_spec step_columns[] = {STEP_COLUMNS(X)};
static const mds_column_spec value_columns[] = {VALUE_COLUMNS(X)};
#undef X

/* "yes|na" */
static void append_answers(mds_strbuf *out, mds_answer_bits answers)
{
    static const char *const names[] = {"yes", "no", "na"};
    const char *before = "";
    for (unsigned i = 0; i <= MDS_LABEL_NA; i++) {
        if ((answers & ((mds_answer_bits)1 << i)) != 0) {
            mds_strbuf_puts(out, before);
            mds_strbuf_puts(out, names[i]);
            before = "|";
        }
    }
}

static void append_literal(mds_strbuf *out, const mds_form *form, const mds_answer_literal *literal)
{
    mds_strbuf_puts(out, form->questions[literal->question].id);
    mds_strbuf_putc(out, '=');
    append_answers(out, literal->answers);
}

/* The case of the rule that was used, as the catalog writes it: "RMOT-1=no & RMOT-2=no|na ->
 * 12=no".
 */
static const char *rule_text(mds_translate_words *w, const mds_translation_step *step)
{
    mds_strbuf out;
    if (step->rule == NULL) {
        return "";
    }
    const mds_form *when = step->contrapositive ? w->to : w->from;
    const mds_form *then = step->contrapositive ? w->from : w->to;
    mds_strbuf_init(&out, RULE_LIMIT);
    for (size_t i = 0; i < step->at->count; i++) {
        mds_strbuf_puts(&out, i > 0 ? " & " : "");
        append_literal(&out, when, &step->at->at[i]);
    }
    for (size_t i = 0; i < step->rule->given.count; i++) {
        mds_strbuf_puts(&out, " & ");
        append_literal(&out, then, &step->rule->given.at[i]);
    }
    mds_strbuf_puts(&out, " -> ");
    append_literal(&out, then, &step->rule->then);
    const char *text = step->contrapositive && out.status == MDS_OK
                           ? mds_reg__format(&w->r, "translation_report.backwards", out.p, NULL)
                           : mds_reg__copy(&w->r, &out);
    mds_strbuf_finish(&out);
    return text;
}

static void append_ids(mds_strbuf *out, const mds_form *form, const uint32_t *questions,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_puts(out, i > 0 ? ", " : "");
        mds_strbuf_puts(out, form->questions[questions[i]].id);
    }
}

/* The answers of one side that a rule of the row needs together; NULL: each counts alone. */
static const mds_answer_case *needed_together(const mds_translation_row *row, bool left)
{
    const mds_translation_rule *rule = row->rule_count > 0 ? &row->rules[0] : NULL;

    return rule != NULL && rule->to_left != left && rule->when[0].count > 1 ? &rule->when[0] : NULL;
}

/* One side of a relation: "PAUT-5=yes & PAUT-6=yes" where only all of them are the special case,
 * "CONN-4 & MPII-1" where the other side is a special case of each, "PAUT-6 | PAUT-7" otherwise.
 */
static void append_side(mds_strbuf *out, const mds_form *form, const mds_translation_row *row,
                        bool left)
{
    const uint32_t *questions = left ? row->left : row->right;
    const size_t count = left ? row->left_count : row->right_count;
    const bool narrow = row->relation == (left ? MDS_RELATION_SUBSET_OF : MDS_RELATION_SUPERSET_OF);
    const mds_answer_case *together = narrow && count > 1 ? needed_together(row, left) : NULL;
    const bool each = !narrow && row->rule_count > 0 && row->rules[0].to_left == left;

    for (size_t i = 0; together != NULL && i < together->count; i++) {
        mds_strbuf_puts(out, i > 0 ? " & " : "");
        append_literal(out, form, &together->at[i]);
    }
    for (size_t i = 0; together == NULL && i < count; i++) {
        mds_strbuf_puts(out, i == 0 ? "" : each ? " & " : " | ");
        mds_strbuf_puts(out, form->questions[questions[i]].id);
    }
}

/* "3 is wider than ALOF-1" */
static const char *relation_text(mds_translate_words *w, const mds_translation_row *row)
{
    const mds_catalog *catalog = w->result->catalog;
    const mds_translation *both = w->result->translation;
    mds_strbuf left;
    mds_strbuf right;
    mds_strbuf_init(&left, RULE_LIMIT);
    mds_strbuf_init(&right, RULE_LIMIT);
    append_side(&left, &catalog->forms[both->left], row, true);
    append_side(&right, &catalog->forms[both->right], row, false);
    mds_strbuf_clear(&w->r.buf);
    mds_strbuf_printf(&w->r.buf, "translation_report.relation.%s",
                      mds_relation_name(row->relation));
    const char *key = mds_reg__copy(&w->r, &w->r.buf);
    mds_strbuf_inherit(&w->r.buf, &left);
    mds_strbuf_inherit(&w->r.buf, &right);
    const char *text = mds_reg__format(&w->r, key, left.p, right.p, NULL);
    mds_strbuf_finish(&left);
    mds_strbuf_finish(&right);
    return text;
}

/* What a step does for the answer. */
static const char *does(mds_translate_words *w, const mds_translation_step *step)
{
    static const char *const keys[MDS_STEP_KIND__COUNT] = {
        [MDS_STEP_CONCLUDES] = "translation_report.step.concludes",
        [MDS_STEP_DISPUTED] = "translation_report.step.disputed",
        [MDS_STEP_BLOCKED] = "translation_report.step.blocked",
        [MDS_STEP_SUGGESTS] = "translation_report.step.suggests",
        [MDS_STEP_CONDITIONAL] = "translation_report.step.conditional",
        [MDS_STEP_LEAD] = "translation_report.step.lead"};
    const mds_answer_bits then = step->rule != NULL ? step->rule->then.answers : 0;
    const bool excludes = step->contrapositive || (then & (then - 1)) != 0;
    return mds_reg__text(&w->r, step->kind == MDS_STEP_CONCLUDES && excludes
                                    ? "translation_report.step.excludes"
                                    : keys[step->kind]);
}

static void put_step(mds_table_builder *b, mds_translate_words *w, uint32_t question,
                     const mds_translation_step *step, size_t source)
{
    const uint32_t from = step->sources[source];
    const mds_disclosure *form = w->result->source;
    mds_table__text(b, S_question, mds_words__item(&w->r, w->to, question));
    mds_table__marked(b, S_step_does, does(w, step),
                      step->kind == MDS_STEP_DISPUTED || step->kind == MDS_STEP_BLOCKED
                          ? MDS_MARK_NOTICE
                          : MDS_MARK_NONE);
    mds_table__text(b, S_step_row, step->row->id);
    mds_table__text(b, S_step_relation, relation_text(w, step->row));
    mds_table__text(b, S_step_rule, rule_text(w, step));
    mds_table__text(b, S_step_source, mds_words__item(&w->r, w->from, from));
    mds_table__text(b, S_step_answer, mds_translate__source_word(w, from));
    mds_table__text(b, S_where, mds_answers_where(form, from));
    mds_table__text(b, S_step_note, from < form->answer_count ? form->answers[from].note : "");
    mds_table__text(b, S_step_review,
                    mds_reg__named(&w->r, "translate.review", mds_review_name(step->row->review)));
    mds_table__text(b, S_step_certainty,
                    mds_reg__named(&w->r, "translation_report.certainty",
                                   mds_certainty_name(step->row->certainty)));
    mds_table__text(b, S_rationale, mds_reg__in(&w->r, &step->row->rationale));
}

void mds_translate__steps(mds_translate_words *w, mds_table *out)
{
    mds_table_builder b;
    mds_table__init(&b, &w->r, "translation_steps", step_columns, S__COUNT);
    for (uint32_t q = 0; q < w->result->count; q++) {
        const mds_translated *at = &w->result->at[q];
        for (size_t i = 0; i < at->step_count; i++) {
            for (size_t k = 0; k < at->steps[i].source_count && mds_table__row(&b); k++) {
                put_step(&b, w, q, &at->steps[i], k);
            }
        }
    }
    mds_table__finish(&b, out);
}

static const char *possible_text(mds_translate_words *w, mds_answer_bits possible)
{
    mds_strbuf_clear(&w->r.buf);
    append_answers(&w->r.buf, possible);
    return mds_reg__copy(&w->r, &w->r.buf);
}

/* The source questions that the answer rests on. */
static const char *sources_text(mds_translate_words *w, const mds_translated *at)
{
    mds_strbuf_clear(&w->r.buf);
    for (size_t i = 0; i < at->step_count; i++) {
        const mds_translation_step *step = &at->steps[i];
        if (step->kind == MDS_STEP_CONCLUDES) {
            mds_strbuf_puts(&w->r.buf, w->r.buf.n > 0 ? "; " : "");
            append_ids(&w->r.buf, w->from, step->sources, step->source_count);
        }
    }
    return mds_reg__copy(&w->r, &w->r.buf);
}

void mds_translate__values(mds_translate_words *w, mds_table *out)
{
    mds_table_builder b;
    mds_table__init(&b, &w->r, "values", value_columns, V__COUNT);
    for (uint32_t q = 0; q < w->result->count && mds_table__row(&b); q++) {
        const mds_translated *at = &w->result->at[q];
        const bool entailed = at->state == MDS_TRANSLATED_ENTAILED;
        mds_table__text(&b, V_question, w->to->questions[q].id);
        mds_table__text(&b, V_value_state, mds_translated_state_name(at->state));
        mds_table__text(&b, V_value_answer,
                        at->answer == MDS_ANSWER_TEXT ? at->text
                        : entailed                    ? mds_answer_state_name(at->answer)
                                                      : "");
        mds_table__text(&b, V_value_possible, possible_text(w, at->possible));
        mds_table__text(&b, V_value_confidence,
                        entailed ? mds_confidence_name(at->confidence) : "");
        mds_table__text(&b, V_value_closed_by,
                        at->closed_by != MDS_NO_ORDINAL ? w->to->questions[at->closed_by].id : "");
        mds_table__text(&b, V_value_sources, sources_text(w, at));
        mds_table__text(
            &b, V_value_suggested,
            at->suggested != MDS_ANSWER_UNANSWERED ? mds_answer_state_name(at->suggested) : "");
    }
    mds_table__finish(&b, out);
}
