/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people read: powers of ten, proposals, who acts. Nothing is computed here that the
 * assessment does not already say. */
#include "base/sha256.h"
#include "register_internal.h"
#include <math.h>
#include <mdsrisk/translate.h>
#include <string.h>

enum { RISK_ID_DIGITS = 6 };

const char *mds_words__frequency(mds_reg *r, double frequency)
{
    static const char *const powers[] = {"1",      "10",      "100",      "1,000",
                                         "10,000", "100,000", "1,000,000"};
    const int top = (int)(sizeof powers / sizeof powers[0]) - 1;
    if (!(frequency > 0)) {
        return mds_reg__text(r, "frequency.none");
    }
    double power = floor(log10(frequency) + 0.5);
    if (power < -top) {
        return mds_reg__format(r, "frequency.below", powers[top], NULL);
    }
    if (power < 0) {
        return mds_reg__format(r, "frequency.rare", powers[(int)-power], NULL);
    }
    if (power < 1) {
        return mds_reg__text(r, "frequency.yearly");
    }
    return mds_reg__format(r, "frequency.often", powers[power < top ? (int)power : top], NULL);
}

/* Two digits, or as many as tell it from 1: "a further factor 1" would mean nothing. */
const char *mds_words__factor(mds_reg *r, double factor)
{
    int digits = 2;
    const char *text = mds_reg__significant(r, factor, digits);
    while (text[0] == '1' && text[1] == '\0' && factor > 1 && digits < 6) {
        text = mds_reg__significant(r, factor, ++digits);
    }
    return text;
}

static const mds_disclosure *first_disclosure(const mds_assessment *as)
{
    return as->facts->disclosure_count > 0 ? as->facts->disclosures[0] : NULL;
}

const char *mds_words__device_of(mds_reg *r, const mds_disclosure *disclosure)
{
    const char *maker = disclosure->device[MDS_DEVICE_MANUFACTURER];
    const char *model = disclosure->device[MDS_DEVICE_MODEL];
    if (model[0] == '\0') {
        model = disclosure->device[MDS_DEVICE_DESCRIPTION];
    }
    if (maker[0] == '\0' || model[0] == '\0') {
        return maker[0] != '\0' ? maker : model;
    }
    mds_strbuf_clear(&r->buf);
    mds_strbuf_printf(&r->buf, "%s %s", maker, model);
    return mds_reg__copy(r, &r->buf);
}

const char *mds_words__device(mds_reg *r)
{
    const mds_disclosure *d = first_disclosure(r->as);
    const char *name = d != NULL ? mds_words__device_of(r, d) : "";
    if (name[0] != '\0') {
        return name;
    }
    return d == NULL || r->as->deployment->name[0] != '\0' ? r->as->deployment->name : d->file;
}

bool mds_words__is_japanese(const mds_form *form)
{
    const char *yes = form->labels[MDS_LABEL_YES];
    return yes != NULL && (unsigned char)yes[0] >= 0x80;
}

const char *mds_words__answer(mds_reg *r, const mds_form *form, uint32_t question,
                              mds_answer_state state)
{
    const char *label = mds_form_label(form, question, state);
    if (label == NULL || label[0] == '\0') {
        return mds_reg__named(r, "answer", mds_answer_state_name(state));
    }
    if (r->lang == MDS_LANG_JA && mds_words__is_japanese(form)) {
        return label;
    }
    return mds_reg__named(r,
                          form->questions[question].answer_set == MDS_ANSWERS_APPLICABLE
                              ? "translate.applicable"
                              : "answer",
                          mds_answer_state_name(state));
}

const char *mds_risk_id(mds_arena *arena, const mds_assessment *assessment, uint32_t scenario)
{
    const mds_disclosure *d = first_disclosure(assessment);
    const char *maker = d != NULL ? d->device[MDS_DEVICE_MANUFACTURER] : "";
    const char *model = d != NULL ? d->device[MDS_DEVICE_MODEL] : "";
    size_t maker_size = strlen(maker) + 1; /* the NUL keeps "A"+"BC" apart from "AB"+"C" */
    size_t size = maker_size + strlen(model);
    char *bytes = mds_arena_alloc(arena, size + 1, 1);
    if (bytes == NULL) {
        return NULL;
    }
    memcpy(bytes, maker, maker_size);
    memcpy(bytes + maker_size, model, size - maker_size);
    char hash[65];
    mds_sha256_hex(hash, bytes, size);
    const char *id = assessment->catalog->scenarios[scenario].id;
    size_t id_size = strlen(id);
    char *out = mds_arena_alloc(arena, id_size + 1 + RISK_ID_DIGITS + 1, 1);
    if (out == NULL) {
        return NULL;
    }
    memcpy(out, id, id_size);
    out[id_size] = '-';
    memcpy(out + id_size + 1, hash, RISK_ID_DIGITS);
    return out;
}

const char *mds_words__scenario(mds_reg *r, const mds_scenario *scenario)
{
    return mds_reg__format(r, "scenario.sentence", mds_reg__in(r, &scenario->title),
                           mds_reg__in(r, &scenario->asset), mds_reg__in(r, &scenario->threat),
                           mds_reg__in(r, &scenario->weakness),
                           mds_reg__in(r, &scenario->consequence), NULL);
}

const char *mds_words__verdict(mds_reg *r, mds_verdict verdict)
{
    return mds_reg__named(r, "verdict", mds_verdict_name(verdict));
}

const char *mds_words__level(mds_reg *r, mds_level level)
{
    return mds_reg__named(r, "level", mds_level_name(level));
}

const char *mds_words__strength(mds_reg *r, mds_strength strength)
{
    return mds_reg__named(r, "strength", mds_strength_name(strength));
}

const char *mds_words__zone(mds_reg *r, const mds_zone *zones, size_t count, uint32_t ordinal)
{
    return ordinal < count ? mds_reg__in(r, &zones[ordinal].title) : "";
}

const char *mds_words__policy(mds_reg *r)
{
    const mds_policy *policy = r->as->policy;
    return mds_reg__format(r, "policy.name", mds_reg__in(r, &policy->title), policy->id,
                           policy->version, NULL);
}

mds_property mds_words__headline(const mds_scenario_result *s)
{
    mds_property best = MDS_PROPERTY_SAFETY;
    for (int p = 1; p < MDS_PROPERTY__COUNT; p++) {
        if (s->impact[p] > s->impact[best]) {
            best = (mds_property)p;
        }
    }
    return best;
}

const char *mds_words__effect_title(mds_reg *r, const mds_effect *effect)
{
    return effect->fact != MDS_NO_ORDINAL
               ? mds_reg__in(r, &r->catalog->facts[effect->fact].title)
               : mds_reg__in(r, &r->catalog->compensating[effect->compensating].title);
}

/* Who could do it, and what it takes off: "network segmentation gives 5". */
static void append_option(mds_reg *r, mds_strbuf *out, const mds_option *option)
{
    const char *key = "option.compensating";
    if (option->effect->fact != MDS_NO_ORDINAL) {
        mds_truth truth = r->as->facts->at[option->effect->fact].truth;
        key = truth == MDS_UNKNOWN ? "option.ask" : "option.device";
    }
    const char *factor = mds_words__factor(r, option->factor);
    mds_reg__append(r, out, key, mds_words__effect_title(r, option->effect), factor, NULL);
    if (option->rrf_after <= 1) {
        mds_strbuf_puts(out, mds_reg__text(r, "option.enough"));
    }
}

static const char *options_text(mds_reg *r, const mds_scenario_result *s)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < s->option_count && i < MDS_OPTIONS_SHOWN; i++) {
        if (i > 0) {
            mds_strbuf_puts(&list, mds_reg__text(r, "list.separator"));
        }
        append_option(r, &list, &s->options[i]);
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

const char *mds_words__response(mds_reg *r, const mds_scenario_result *s)
{
    const mds_result *expected = &s->at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    const mds_result *worst = &s->at[MDS_STAGE_R2][MDS_CASE_HI];
    if (s->verdict == MDS_VERDICT_ACCEPTABLE) {
        return mds_reg__text(r, worst->verdict == MDS_VERDICT_ACCEPTABLE ? "response.accept"
                                                                         : "response.accept_ask");
    }
    const char *options = options_text(r, s);
    if (expected->rrf <= 1) {
        return options[0] == '\0' ? mds_reg__text(r, "response.gate")
                                  : mds_reg__format(r, "response.gate_options", options, NULL);
    }
    const char *needed = mds_words__factor(r, expected->rrf);
    const char *response = options[0] == '\0'
                               ? mds_reg__format(r, "response.no_option", needed, NULL)
                               : mds_reg__format(r, "response.reduce", needed, options, NULL);
    /* Who brings the number down and still reads "not acceptable" must know why. */
    return s->gated ? mds_reg__format(r, "response.gated", response, NULL) : response;
}

const char *mds_words__responsible(mds_reg *r, const mds_scenario_result *s)
{
    bool device = false;
    bool hospital = false;
    for (size_t i = 0; i < s->option_count; i++) {
        if (s->options[i].effect->fact != MDS_NO_ORDINAL) {
            device = true;
        } else {
            hospital = true;
        }
    }
    /* IMDRF N60: responsibility moves to the hospital at the end of support. */
    if (r->as->lifecycle == MDS_LIFECYCLE_END_OF_SUPPORT || (hospital && !device)) {
        return mds_reg__text(r, "responsible.hospital");
    }
    return mds_reg__text(r,
                         device && !hospital ? "responsible.manufacturer" : "responsible.shared");
}

/* Which alternatives of the opening condition failed, by their first false fact. */
const char *mds_words__not_applicable(mds_reg *r, const mds_scenario *scenario)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < scenario->opens.count; i++) {
        const mds_conjunction *all = &scenario->opens.at[i];
        for (size_t k = 0; k < all->count; k++) {
            mds_truth truth = r->as->facts->at[all->at[k].fact].truth;
            if (truth != (all->at[k].negated ? MDS_TRUE : MDS_FALSE)) {
                continue;
            }
            if (list.n > 0) {
                mds_strbuf_puts(&list, mds_reg__text(r, "list.separator"));
            }
            mds_reg__append(r, &list, all->at[k].negated ? "status.because" : "status.because_not",
                            mds_reg__in(r, &r->catalog->facts[all->at[k].fact].title), NULL);
            break;
        }
    }
    const char *why = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return mds_reg__format(r, "status.not_applicable", why, NULL);
}

const char *mds_words__record_state(mds_reg *r, const mds_control_record *record)
{
    size_t i = (size_t)(record - r->as->deployment->records);
    return mds_reg__named(r, "record", mds_record_state_name(r->as->record_states[i]));
}
