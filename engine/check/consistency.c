/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several forms about one device must not say together: docs/method/consistency.md. */
#include "engine/answers.h"

#include "base/ascii.h"
#include "base/date.h"
#include "base/num.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "translate_parts.h"
#include <mdsrisk/consistency.h>
#include <stdio.h>
#include <string.h>

enum { LIST_LIMIT = 1 << 14, TEXT_KEY = 48, TYPE_SIZE = 48 };

/* An answer of one of the forms. */
typedef struct voice {
    const mds_disclosure *disclosure;
    uint32_t question;
} voice;

/* Two answers that a row of a translation sets against each other. */
typedef struct pair {
    const mds_translation_row *row;
    voice one, other;
} pair;

typedef struct checker {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_disclosure *const *disclosures;
    size_t count;
    mds_diags *diags;
    pair *pairs; /* found so far, so that none is found from both ends */
    size_t pair_count, pair_capacity;
    mds_status status;
} checker;

static const mds_form *form_of(const checker *c, const mds_disclosure *disclosure)
{
    return &c->catalog->forms[disclosure->form];
}

/* "4.3 = no", the answer as the form prints it. */
static void put_answer(const checker *c, mds_strbuf *out, const voice *at)
{
    const mds_form *form = form_of(c, at->disclosure);
    const mds_answer_state state = mds_answers_state(at->disclosure, at->question);
    const char *label = mds_form_label(form, at->question, state);
    mds_strbuf_printf(out, "%s = %s", form->questions[at->question].id,
                      label[0] != '\0' ? label : mds_answer_state_name(state));
}

/* The answers in a row, each with its place; a file is named when it is not the one before, at
 * first \p told. */
static void put_answers(const checker *c, mds_strbuf *out, const voice *voices, size_t count,
                        const mds_disclosure *told)
{
    for (size_t i = 0; i < count; i++) {
        const voice *at = &voices[i];
        const char *where = mds_answers_where(at->disclosure, at->question);
        mds_strbuf_puts(out, i > 0 ? " / " : "");
        put_answer(c, out, at);
        if (at->disclosure != told) {
            mds_strbuf_printf(out, " (%s %s)", at->disclosure->file, where);
        } else if (i > 0) {
            mds_strbuf_printf(out, " (%s)", where);
        }
        told = at->disclosure;
    }
}

static void take_status(checker *c, mds_status status)
{
    if (c->status == MDS_OK) {
        c->status = status;
    }
}

static bool names(const mds_diag *diag, const checker *c, const voice *at)
{
    char label[MDS_ANSWER_LABEL];
    mds_answers_label(label, form_of(c, at->disclosure), at->disclosure, at->question);
    for (uint32_t i = 0; i < diag->arg_count; i++) {
        if (strcmp(diag->args[i], label) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the facts already contradict each other by two of these answers; one finding is
 * enough. */
static bool already_said(const checker *c, const voice *voices, size_t count)
{
    for (size_t d = 0; c->diags != NULL && d < mds_diags_count(c->diags); d++) {
        const mds_diag *diag = mds_diags_at(c->diags, d);
        size_t named = 0;
        for (size_t i = 0; diag->code == MDS_D_FACT_CONTRADICTED && i < count; i++) {
            named += names(diag, c, &voices[i]);
        }
        if (named >= 2) {
            return true;
        }
    }
    return false;
}

/* The question of form \p f that a row of a translation says is equal to question \p id of another
 * edition of its kind; MDS_NO_ORDINAL when no person has said so. */
static uint32_t equal_question(const mds_catalog *catalog, uint32_t f, const char *id)
{
    for (size_t t = 0; t < catalog->translation_count; t++) {
        const mds_translation *at = &catalog->translations[t];
        const bool left = at->left == f;
        const mds_form *other = &catalog->forms[left ? at->right : at->left];
        if ((!left && at->right != f) || other->learned ||
            strcmp(other->family, catalog->forms[f].family) != 0) {
            continue;
        }
        for (size_t i = 0; i < at->row_count; i++) {
            const mds_translation_row *row = &at->rows[i];
            const bool single = row->left_count == 1 && row->right_count == 1;
            if (single && row->relation == MDS_RELATION_EQUAL &&
                row->review != MDS_REVIEW_UNREVIEWED && row->review != MDS_REVIEW_DISPUTED &&
                strcmp(other->questions[left ? row->right[0] : row->left[0]].id, id) == 0) {
                return left ? row->left[0] : row->right[0];
            }
        }
    }
    return MDS_NO_ORDINAL;
}

/* The question of a form that a rule means by an id: in a learned edition the same number may ask
 * for something else. */
static uint32_t question_of(const checker *c, uint32_t f, const char *id)
{
    const mds_form *form = &c->catalog->forms[f];

    return form->learned ? equal_question(c->catalog, f, id) : mds_form_question(form, id);
}

/* The first form in which the literal holds. */
static bool find_voice(const checker *c, const mds_family_literal *literal, voice *out)
{
    for (size_t i = 0; i < c->count; i++) {
        const mds_disclosure *disclosure = c->disclosures[i];
        const mds_form *form = form_of(c, disclosure);
        if (strcmp(form->family, literal->family) != 0) {
            continue;
        }
        const uint32_t question = question_of(c, disclosure->form, literal->question);
        if (question != MDS_NO_ORDINAL &&
            (mds_translate_stated(form, disclosure, question) & literal->answers) != 0) {
            *out = (voice){disclosure, question};
            return true;
        }
    }
    return false;
}

/* The answers that make the case hold; NULL when it does not. */
static voice *find_case(checker *c, const mds_family_case *at)
{
    voice *voices = mds_arena_alloc(c->arena, at->count, sizeof *voices);
    if (voices == NULL) {
        take_status(c, mds_arena_status(c->arena));
        return NULL;
    }
    for (size_t i = 0; i < at->count; i++) {
        if (!find_voice(c, &at->at[i], &voices[i])) {
            return NULL;
        }
    }
    return voices;
}

static bool has_family(const checker *c, const char *family)
{
    for (size_t i = 0; i < c->count; i++) {
        if (strcmp(form_of(c, c->disclosures[i])->family, family) == 0) {
            return true;
        }
    }
    return false;
}

static void report_rule(checker *c, const mds_consistency_rule *rule, const voice *voices,
                        size_t count)
{
    const mds_diag_code code = rule->severity == MDS_SEVERITY_NOTE ? MDS_D_CONSISTENCY_REMARK
                               : rule->missing[0] != '\0'          ? MDS_D_CONSISTENCY_MISSING
                                                          : MDS_D_CONSISTENCY_CONTRADICTION;
    mds_strbuf answers;
    mds_strbuf_init(&answers, LIST_LIMIT);
    put_answers(c, &answers, voices, count, voices[0].disclosure);
    mds_diag_add(c->diags, code, voices[0].disclosure->file,
                 mds_answers_where(voices[0].disclosure, voices[0].question), rule->reason_key,
                 answers.p, rule->id, NULL);
    take_status(c, answers.status);
    mds_strbuf_finish(&answers);
}

static void check_rule(checker *c, const mds_consistency_rule *rule)
{
    if (rule->missing[0] != '\0' && has_family(c, rule->missing)) {
        return;
    }
    for (size_t i = 0; i < rule->when_count && c->status == MDS_OK; i++) {
        const voice *voices = find_case(c, &rule->when[i]);
        if (voices != NULL) {
            if (!already_said(c, voices, rule->when[i].count)) {
                report_rule(c, rule, voices, rule->when[i].count);
            }
            return;
        }
    }
}

static bool same_voice(const voice *a, const voice *b)
{
    return a->disclosure == b->disclosure && a->question == b->question;
}

static bool is_known(const checker *c, const pair *found)
{
    for (size_t i = 0; i < c->pair_count; i++) {
        const pair *at = &c->pairs[i];
        if (at->row == found->row && same_voice(&at->one, &found->other) &&
            same_voice(&at->other, &found->one)) {
            return true;
        }
    }
    return false;
}

static void remember(checker *c, const pair *found)
{
    if (!mds_array_reserve(c->arena, &c->pairs, &c->pair_capacity, c->pair_count,
                           sizeof *c->pairs)) {
        take_status(c, mds_arena_status(c->arena));
        return;
    }
    c->pairs[c->pair_count++] = *found;
}

/* "Yes / N/A", as the form prints them */
static void put_possible(mds_strbuf *out, const mds_form *form, uint32_t question,
                         mds_answer_bits possible)
{
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};
    for (unsigned i = 0; i < sizeof states / sizeof states[0]; i++) {
        if ((possible & ((mds_answer_bits)1 << i)) != 0) {
            mds_strbuf_puts(out, out->n > 0 ? " / " : "");
            mds_strbuf_puts(out, mds_form_label(form, question, states[i]));
        }
    }
}

static void report_translated(checker *c, const mds_translation_step *step, const voice *answer,
                              const voice *sources)
{
    mds_strbuf own;
    mds_strbuf others;
    mds_strbuf possible;
    mds_strbuf_init(&own, LIST_LIMIT);
    mds_strbuf_init(&others, LIST_LIMIT);
    mds_strbuf_init(&possible, LIST_LIMIT);
    put_answer(c, &own, answer);
    put_answers(c, &others, sources, step->source_count, answer->disclosure);
    put_possible(&possible, form_of(c, answer->disclosure), answer->question, step->possible);
    mds_diag_add(c->diags, MDS_D_CONSISTENCY_TRANSLATED, answer->disclosure->file,
                 mds_answers_where(answer->disclosure, answer->question), own.p, others.p,
                 possible.p, step->row->id, NULL);
    take_status(c, own.status);
    take_status(c, others.status);
    take_status(c, possible.status);
    mds_strbuf_finish(&own);
    mds_strbuf_finish(&others);
    mds_strbuf_finish(&possible);
}

/* One conclusion from the source's answers that the other form denies. */
static void check_step(checker *c, const mds_translation_step *step, const mds_disclosure *source,
                       const voice *answer)
{
    voice *voices = mds_arena_alloc(c->arena, step->source_count + 1, sizeof *voices);
    if (voices == NULL) {
        take_status(c, mds_arena_status(c->arena));
        return;
    }
    bool known = false;
    for (size_t i = 0; i < step->source_count; i++) {
        voices[i] = (voice){source, step->sources[i]};
        const pair found = {step->row, voices[i], *answer};
        known = known || is_known(c, &found);
        remember(c, &found);
    }
    voices[step->source_count] = *answer;
    if (!known && !already_said(c, voices, step->source_count + 1)) {
        report_translated(c, step, answer, voices);
    }
}

/* Whether \p said denies what a step concludes. "Not applicable" does not deny the conclusion of a
 * rule that holds one way: what never leaves the ward may still be encrypted. */
static bool denies(const mds_translation_step *step, mds_answer_bits said)
{
    return step->kind == MDS_STEP_CONCLUDES && (step->possible & said) == 0 &&
           !(step->rule->one_way && said == MDS_MAY_NA);
}

/* What \p source entails in \p other's edition, against what \p other says. */
static void check_translation(checker *c, const mds_disclosure *source, const mds_disclosure *other)
{
    const mds_translation_result *result = NULL;
    const mds_status status =
        mds_translate(&result, c->arena, c->catalog, source, other->form, NULL);
    take_status(c, status);
    for (uint32_t q = 0; status == MDS_OK && q < result->count; q++) {
        const mds_translated *at = &result->at[q];
        const mds_answer_bits said = mds_translate_stated(form_of(c, other), other, q);
        const voice answer = {other, q};
        for (size_t i = 0; said != 0 && i < at->step_count; i++) {
            if (denies(&at->steps[i], said)) {
                check_step(c, &at->steps[i], source, &answer);
                break;
            }
        }
    }
}

static bool translates(const checker *c, const mds_disclosure *one, const mds_disclosure *other)
{
    return one->form != other->form && form_of(c, one)->completeness != MDS_TOPICS &&
           form_of(c, other)->completeness != MDS_TOPICS &&
           mds_catalog_translation(c->catalog, one->form, other->form) != MDS_NO_ORDINAL;
}

static void check_translations(checker *c)
{
    for (size_t i = 0; i < c->count; i++) {
        for (size_t k = 0; k < c->count && c->status == MDS_OK; k++) {
            if (translates(c, c->disclosures[i], c->disclosures[k])) {
                check_translation(c, c->disclosures[i], c->disclosures[k]);
            }
        }
    }
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || mds_is_digit(c);
}

/* A name as it is compared: whole, without blanks and punctuation, and the longest of its words
 * that holds a digit: "mk700" of a type. */
typedef struct name {
    const char *whole;
    char type[TYPE_SIZE];
} name;

/* Reads one word of a match key into \p out, without its dashes; "" unless it holds a digit among
 * others. */
static const char *read_word(char out[TYPE_SIZE], const char *key)
{
    size_t n = 0;
    bool digit = false;
    for (; is_plain(*key) || *key == '-'; key++) {
        if (*key != '-' && n + 1 < TYPE_SIZE) {
            out[n++] = *key;
            digit = digit || mds_is_digit(*key);
        }
    }
    out[digit && n > 1 ? n : 0] = '\0';
    return key;
}

static void find_type(name *to, const char *key)
{
    char word[TYPE_SIZE];
    to->type[0] = '\0';
    while (*key != '\0') {
        const char *end = read_word(word, key);
        if (strlen(word) > strlen(to->type)) {
            memcpy(to->type, word, sizeof word);
        }
        key = end + (end == key);
    }
}

static bool read_name(checker *c, name *to, const char *text)
{
    const char *key = mds_utf8_key(c->arena, text);
    char *whole = key != NULL ? mds_arena_strndup(c->arena, key, strlen(key)) : NULL;
    size_t n = 0;
    if (whole == NULL) {
        take_status(c, mds_arena_status(c->arena));
        return false;
    }
    for (const char *p = key; *p != '\0'; p++) {
        if ((unsigned char)*p >= 0x80 || is_plain(*p)) {
            whole[n++] = *p;
        }
    }
    whole[n] = '\0';
    to->whole = whole;
    find_type(to, key);
    return n > 0;
}

/* Whether \p part is in \p whole without cutting a number: "al30" is no part of "al300". */
static bool contains(const char *whole, const char *part)
{
    const size_t n = strlen(part);
    for (const char *p = strstr(whole, part); n > 0 && p != NULL; p = strstr(p + 1, part)) {
        const bool cut_before = p > whole && mds_is_digit(p[-1]) && mds_is_digit(p[0]);
        if (!cut_before && !(mds_is_digit(p[n - 1]) && mds_is_digit(p[n]))) {
            return true;
        }
    }
    return false;
}

static bool is_latin(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80) {
        text++;
    }
    return *text == '\0';
}

/* Whether two names can be those of one thing. A Japanese name and a Latin one are compared by
 * their types alone: the rest is translated. */
static bool agree(const name *one, const name *other)
{
    if (contains(one->whole, other->whole) || contains(other->whole, one->whole) ||
        contains(one->whole, other->type) || contains(other->whole, one->type)) {
        return true;
    }
    const bool typed = one->type[0] != '\0' && other->type[0] != '\0';
    return !typed && is_latin(one->whole) != is_latin(other->whole);
}

static void check_field(checker *c, mds_device_field field)
{
    char key[TEXT_KEY];
    const mds_disclosure *first = NULL;
    name known = {.whole = ""};
    (void)snprintf(key, sizeof key, "device.%s", mds_device_field_name(field));
    for (size_t i = 0; i < c->count; i++) {
        const mds_disclosure *at = c->disclosures[i];
        name own;
        if (!read_name(c, &own, at->device[field])) {
            continue;
        }
        if (first == NULL) {
            first = at;
            known = own;
        } else if (!agree(&known, &own)) {
            mds_diag_add(c->diags, MDS_D_CONSISTENCY_DEVICE, at->file, NULL, key, at->device[field],
                         first->device[field], first->file, NULL);
        }
    }
}

/* Years after which an answer of this edition is stale; 0 when the catalog does not say. */
static double stale_years(const mds_catalog *catalog, uint32_t form)
{
    for (size_t i = 0; i < catalog->lint_count; i++) {
        if (catalog->lints[i].form == form) {
            return catalog->lints[i].stale_years;
        }
    }
    return 0;
}

static void check_dates(checker *c)
{
    const mds_disclosure *newest = NULL;
    for (size_t i = 0; i < c->count; i++) {
        const mds_disclosure *at = c->disclosures[i];
        if (at->document_day != MDS_DAY_NONE &&
            (newest == NULL || at->document_day > newest->document_day)) {
            newest = at;
        }
    }
    for (size_t i = 0; newest != NULL && i < c->count; i++) {
        const mds_disclosure *at = c->disclosures[i];
        const double limit = stale_years(c->catalog, at->form);
        const double age = at->document_day != MDS_DAY_NONE
                               ? mds_date_years(at->document_day, newest->document_day)
                               : 0;
        if (limit > 0 && age > limit) {
            char days[2][MDS_DATE_SIZE];
            char years[MDS_NUM_SIZE];
            mds_date_format(days[0], at->document_day);
            mds_date_format(days[1], newest->document_day);
            mds_num_fixed(years, age, 1);
            mds_diag_add(c->diags, MDS_D_CONSISTENCY_DATE, at->file, NULL, days[0], days[1], years,
                         newest->file, NULL);
        }
    }
}

/* Leaves out what holds no answers of its own: they went into another form. */
static bool take_forms(checker *c, const mds_disclosure *const *disclosures, size_t count)
{
    const mds_disclosure **kept = mds_arena_alloc(c->arena, count + 1, sizeof *kept);
    if (kept == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (disclosures[i]->answer_count > 0) {
            kept[c->count++] = disclosures[i];
        }
    }
    c->disclosures = kept;
    return true;
}

mds_status mds_consistency_check(mds_arena *arena, const mds_catalog *catalog,
                                 const mds_disclosure *const *disclosures, size_t count,
                                 mds_diags *diags)
{
    checker c = {.arena = arena, .catalog = catalog, .diags = diags};
    for (size_t i = 0; i < count; i++) {
        if (disclosures[i]->form >= catalog->form_count) {
            return MDS_EINVAL;
        }
    }
    if (!take_forms(&c, disclosures, count)) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < catalog->consistency_count; i++) {
        check_rule(&c, &catalog->consistency[i]);
    }
    check_translations(&c);
    check_field(&c, MDS_DEVICE_MANUFACTURER);
    check_field(&c, MDS_DEVICE_MODEL);
    check_dates(&c);
    return c.status;
}
