/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people read: the signal, frequencies, proposals, who acts. Nothing is computed here that the
 * assessment does not already say. */
#include "base/date.h"
#include "register_internal.h"
#include <math.h>
#include <mdsrisk/translate.h>
#include <stdio.h>
#include <string.h>

enum { NAME_LIMIT = 1 << 12 };

/* A count of years or of events with two digits: "270", "1,800", "0.45". */
static const char *two_digits(mds_reg *r, double value)
{
    char text[MDS_NUM_SIZE];

    mds_num_significant(text, value, 2);
    if (value >= 1000.0) {
        mds_num_fixed(text, value, 0);
    }
    const size_t length = strlen(text);
    mds_strbuf_clear(&r->buf);
    for (size_t i = 0; i < length; i++) {
        const bool comma = value >= 1000.0 && i > 0 && (length - i) % 3 == 0;
        mds_strbuf_puts(&r->buf, comma ? "," : "");
        mds_strbuf_putc(&r->buf, text[i]);
    }
    return mds_reg__copy(r, &r->buf);
}

/* \p value with two digits, half up. */
static double rounded(double value)
{
    const double unit = pow(10.0, floor(log10(value)) - 1.0);

    return floor(value / unit + 0.5) * unit;
}

const char *mds_words__frequency(mds_reg *r, double frequency)
{
    const double rarest = 1e-9;

    if (!(frequency > 0.0)) {
        return mds_reg__text(r, "frequency.none");
    }
    if (frequency < rarest) {
        return mds_reg__text(r, "frequency.below");
    }
    if (frequency >= 1.0) {
        return mds_reg__format(r, "frequency.often", two_digits(r, rounded(frequency)), NULL);
    }
    return mds_reg__format(r, "frequency.once", two_digits(r, rounded(1.0 / frequency)), NULL);
}

const char *mds_words__one_in(mds_reg *r, double frequency)
{
    if (!(frequency > 0.0) || frequency >= 1.0 || frequency < 1e-9) {
        return mds_words__frequency(r, frequency);
    }
    return mds_reg__format(r, "frequency.one_in", two_digits(r, rounded(1.0 / frequency)), NULL);
}

const char *mds_words__divides(mds_reg *r, double factor)
{
    char text[MDS_NUM_SIZE];

    mds_num_fixed(text, factor, factor < 2.0 ? 2 : factor < 10.0 ? 1 : 0);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_puts(&r->buf, text);
    return mds_reg__copy(r, &r->buf);
}

const char *mds_words__rrf(mds_reg *r, double rrf)
{
    char text[MDS_NUM_SIZE];

    mds_num_digits(text, mds_model_printed(rrf), 3);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_puts(&r->buf, text);
    return mds_reg__copy(r, &r->buf);
}

const char *mds_words__share(mds_reg *r, double share)
{
    char number[MDS_NUM_SIZE];

    if (share > 0.0 && share < 0.005) {
        return mds_reg__text(r, "probability.below");
    }
    mds_num_fixed(number, 100.0 * share, 0);
    return mds_reg__format(r, "per_cent", number, NULL);
}

const char *mds_probability_words(mds_arena *arena, const mds_catalog *catalog, mds_lang lang,
                                  double probability)
{
    const char *key = probability < 0.01   ? "probability.below"
                      : probability > 0.99 ? "probability.above"
                                           : "per_cent";
    char number[MDS_NUM_SIZE];
    const char *args[] = {number};
    mds_strbuf buf;

    /* .29 times 100 is a little less than 29 */
    mds_num_fixed(number, floor(100.0 * probability + 1e-9), 0);
    mds_strbuf_init(&buf, 256);
    mds_strbuf_template(&buf, mds_catalog_text(catalog, lang, key), args, 1);
    const char *text = mds_strbuf_copy(&buf, arena);
    mds_strbuf_finish(&buf);
    return text != NULL ? text : "";
}

const char *mds_words__sure(mds_reg *r, double sure)
{
    const char *text = mds_probability_words(r->arena, r->catalog, r->lang, sure);

    if (text[0] == '\0') {
        r->status = mds_arena_status(r->arena);
    }
    return text;
}

const char *mds_words__signal(mds_reg *r, mds_verdict verdict, double rrf, double sure)
{
    const char *word = mds_reg__named(r, "signal", mds_verdict_name(verdict));

    return mds_reg__format(r, "signal.sentence", word, mds_words__rrf(r, rrf),
                           mds_words__sure(r, sure), NULL);
}

const char *mds_words__device_signal(mds_reg *r)
{
    const mds_risk_assessment *as = r->as;
    const mds_device_at *at = &as->now->at[MDS_STAGE_R2];
    const char *word = mds_reg__named(r, "signal", mds_verdict_name(as->verdict));

    if (as->supported_until_at_least != MDS_DAY_NONE) {
        word = mds_reg__format(r, "signal.if_supported",
                               mds_reg__date(r, as->supported_until_at_least), NULL);
    }
    return mds_reg__format(r, "signal.sentence", word, mds_words__rrf(r, at->rrf),
                           mds_words__sure(r, at->sure), NULL);
}

static void add_assumption(mds_reg *r, mds_strbuf *list, const char *text)
{
    if (list->n > 0) {
        mds_strbuf_puts(list, mds_reg__text(r, "list.separator"));
    }
    mds_strbuf_puts(list, text);
}

const char *mds_words__assumptions(mds_reg *r)
{
    const mds_risk_assessment *as = r->as;
    mds_strbuf list;

    mds_strbuf_init(&list, 1 << 16);
    if (!as->support_known) {
        add_assumption(r, &list, mds_reg__text(r, "assumed.support_unknown"));
    }
    for (size_t i = 0; i < as->facts->left_out_count; i++) {
        const mds_left_out *form = &as->facts->left_out[i];
        char answered[24];
        char questions[24];
        (void)snprintf(answered, sizeof answered, "%zu", form->answered);
        (void)snprintf(questions, sizeof questions, "%zu", form->questions);
        const mds_form *edition = &r->catalog->forms[form->disclosure->form];
        add_assumption(r, &list,
                       mds_reg__format(r, "assumed.not_given", mds_reg__in(r, &edition->title),
                                       answered, questions, NULL));
    }
    if (as->zone_declared) {
        add_assumption(r, &list, mds_reg__text(r, "assumed.zone_declared"));
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

const char *mds_words__unjudged(mds_reg *r)
{
    const mds_risk_assessment *as = r->as;

    if (as->unjudged == MDS_UNJUDGED_NOT) {
        return "";
    }
    const char *key = mds_unjudged_name(as->unjudged);
    const char *would = mds_words__verdict(r, as->now->verdict);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_printf(&r->buf, "unjudged.%s", key);
    const char *full = mds_reg__copy(r, &r->buf);
    return mds_reg__format(r, full, would, mds_words__verdict(r, as->best->verdict), NULL);
}

const char *mds_words__basis(mds_reg *r, const char *by, int32_t on, const char *evidence)
{
    if (!mds_finding_has_basis(r->catalog, by, on, evidence, r->as_of)) {
        return mds_reg__text(r, "basis.none");
    }
    return mds_reg__format(r, "basis.given", by, mds_reg__date(r, on), evidence, NULL);
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

static const mds_disclosure *first_disclosure(const mds_facts *facts)
{
    return facts->disclosure_count > 0 ? facts->disclosures[0] : NULL;
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
    const mds_disclosure *d = first_disclosure(r->facts);
    const char *name = d != NULL ? mds_words__device_of(r, d) : "";
    if (name[0] != '\0') {
        return name;
    }
    return d == NULL || r->deployment->name[0] != '\0' ? r->deployment->name : d->file;
}

bool mds_words__is_japanese(const mds_form *form)
{
    const char *yes = form->labels[MDS_LABEL_YES];
    return yes != NULL && (unsigned char)yes[0] >= 0x80;
}

void mds_words__append_item(mds_strbuf *out, const mds_form *form, uint32_t question, mds_lang lang)
{
    const mds_question *at = &form->questions[question];
    const char *mark = strrchr(at->id, '#');
    if (lang != MDS_LANG_JA || mark == NULL || at->bullet_name[0] == '\0') {
        mds_strbuf_puts(out, at->id);
        return;
    }
    mds_strbuf_append(out, at->id, (size_t)(mark - at->id));
    mds_strbuf_printf(out, " %s", at->bullet_name);
}

const char *mds_words__item(mds_reg *r, const mds_form *form, uint32_t question)
{
    mds_strbuf name;
    mds_strbuf_init(&name, NAME_LIMIT);
    mds_words__append_item(&name, form, question, r->lang);
    const char *text = mds_reg__copy(r, &name);
    mds_strbuf_finish(&name);
    return text;
}

const char *mds_question_name(mds_arena *arena, const mds_form *form, uint32_t question,
                              mds_lang lang)
{
    mds_strbuf name;
    mds_strbuf_init(&name, NAME_LIMIT);
    mds_words__append_item(&name, form, question, lang);
    const char *text = mds_strbuf_copy(&name, arena);
    mds_strbuf_finish(&name);
    return text != NULL ? text : "";
}

const char *mds_words__edition(const mds_reg *r, uint32_t form)
{
    const mds_form *at = &r->catalog->forms[form];
    return r->lang == MDS_LANG_JA && at->name_ja[0] != '\0' ? at->name_ja : at->edition;
}

const char *mds_words__file(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
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
    const mds_policy *policy = r->policy;
    return mds_reg__format(r, "policy.name", mds_reg__in(r, &policy->title), policy->id,
                           policy->version, NULL);
}

mds_property mds_words__headline(const mds_risk *risk)
{
    mds_property best = MDS_PROPERTY_SAFETY;
    for (int p = 1; p < MDS_PROPERTY__COUNT; p++) {
        if (risk->impact[p] > risk->impact[best]) {
            best = (mds_property)p;
        }
    }
    return best;
}

const char *mds_words__control(mds_reg *r, uint32_t fact, uint32_t compensating)
{
    return fact != MDS_NO_ORDINAL ? mds_reg__in(r, &r->catalog->facts[fact].title)
                                  : mds_reg__in(r, &r->catalog->compensating[compensating].title);
}

/* The kinds that lower this risk most, at most MDS_OPTIONS_SHOWN; what each leaves of its RRF. */
static const char *helps_text(mds_reg *r, const mds_risk *risk)
{
    const double now = risk->at[MDS_STAGE_R2].rrf;
    const mds_help *best[MDS_OPTIONS_SHOWN] = {NULL};
    const uint32_t s = risk->scenario;
    mds_strbuf list;

    for (size_t i = 0; i < r->as->help_count; i++) {
        const mds_help *help = &r->as->helps[i];
        if (!(now > 1.005 * help->risks[s])) {
            continue;
        }
        for (size_t k = 0; k < MDS_OPTIONS_SHOWN && help != NULL; k++) {
            if (best[k] == NULL || help->risks[s] < best[k]->risks[s]) {
                const mds_help *moved = best[k];
                best[k] = help;
                help = moved;
            }
        }
    }
    mds_strbuf_init(&list, 1 << 16);
    for (size_t k = 0; k < MDS_OPTIONS_SHOWN && best[k] != NULL; k++) {
        mds_strbuf_puts(&list, k > 0 ? mds_reg__text(r, "list.separator") : "");
        mds_reg__append(r, &list, "help.risk",
                        mds_words__control(r, MDS_NO_ORDINAL, best[k]->compensating),
                        mds_words__rrf(r, best[k]->risks[s]), NULL);
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

const char *mds_words__response(mds_reg *r, const mds_risk *risk)
{
    const char *helps = helps_text(r, risk);

    if (helps[0] == '\0') {
        return mds_reg__text(r, risk->verdict == MDS_VERDICT_ACCEPTABLE ? "response.keep"
                                                                        : "response.no_help");
    }
    return mds_reg__format(
        r, risk->verdict == MDS_VERDICT_ACCEPTABLE ? "response.lower_further" : "response.lower",
        helps, NULL);
}

const char *mds_words__responsible(mds_reg *r, const mds_risk *risk)
{
    bool device = false;
    bool hospital = false;

    for (size_t i = 0; i < r->catalog->effect_count; i++) {
        const mds_effect *effect = &r->catalog->effects[i];
        device = device || (effect->scenario == risk->scenario && effect->fact != MDS_NO_ORDINAL &&
                            r->facts->at[effect->fact].truth != MDS_TRUE);
    }
    for (size_t i = 0; i < r->as->help_count; i++) {
        hospital = hospital || r->as->helps[i].risks[risk->scenario] < risk->at[MDS_STAGE_R2].rrf;
    }
    /* IMDRF N60: responsibility moves to the hospital at the end of support. */
    if (r->as->lifecycle == MDS_LIFECYCLE_END_OF_SUPPORT || (hospital && !device)) {
        return mds_reg__text(r, "responsible.hospital");
    }
    return mds_reg__text(r,
                         device && !hospital ? "responsible.manufacturer" : "responsible.shared");
}

/* Which alternatives of a condition failed, by their first false fact. */
static void append_failed(mds_reg *r, mds_strbuf *list, const mds_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++) {
        const mds_conjunction *all = &condition->at[i];
        for (size_t k = 0; k < all->count; k++) {
            mds_truth truth = r->facts->at[all->at[k].fact].truth;
            if (truth != (all->at[k].negated ? MDS_TRUE : MDS_FALSE)) {
                continue;
            }
            if (list->n > 0) {
                mds_strbuf_puts(list, mds_reg__text(r, "list.separator"));
            }
            mds_reg__append(r, list, all->at[k].negated ? "status.because" : "status.because_not",
                            mds_reg__in(r, &r->catalog->facts[all->at[k].fact].title), NULL);
            break;
        }
    }
}

const char *mds_words__not_applicable(mds_reg *r, const mds_risk *risk)
{
    const mds_scenario *scenario = &r->catalog->scenarios[risk->scenario];
    mds_strbuf list;

    mds_strbuf_init(&list, 1 << 16);
    if (risk->opens == MDS_FALSE) {
        append_failed(r, &list, &scenario->opens);
    } else {
        for (size_t i = 0; i < scenario->route_count; i++) {
            append_failed(r, &list, &r->catalog->routes[scenario->routes[i].route].open_when);
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
