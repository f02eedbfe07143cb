/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a treatment and a life cycle come to, in sentences. */
#include "register_internal.h"

#include "base/date.h"
#include <mdsrisk/plan_report.h>

enum { MOST_SENTENCES = 8 };

/* Sentences in the making. */
typedef struct saying {
    mds_reg r;
    const char **at;
    size_t count;
} saying;

static void begin(saying *s, mds_arena *arena, const mds_risk_assessment *as, mds_lang lang)
{
    mds_reg__init(&s->r, arena, as, lang);
    s->at = mds_arena_alloc(arena, MOST_SENTENCES, sizeof *s->at);
    s->count = 0;
    if (s->at == NULL) {
        s->r.status = mds_arena_status(arena);
    }
}

static void put(saying *s, const char *sentence)
{
    if (s->at != NULL && s->count < MOST_SENTENCES) {
        s->at[s->count++] = sentence;
    }
}

static mds_status finish(saying *s, mds_sentences *out)
{
    const mds_status status = s->r.status;

    mds_reg__finish(&s->r);
    if (status == MDS_OK) {
        *out = (mds_sentences){s->at, s->count};
    }
    return status;
}

static const char *kinds_of(mds_reg *r, const uint32_t *kinds, size_t count)
{
    mds_strbuf list;

    if (count == 0) {
        return mds_reg__text(r, "cli.treat.nothing");
    }
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_puts(&list, i > 0 ? " + " : "");
        mds_strbuf_puts(&list, mds_reg__in(r, &r->catalog->compensating[kinds[i]].title));
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

const char *mds_treat_kinds(mds_arena *arena, const mds_risk_assessment *assessment,
                            const uint32_t *kinds, size_t count, mds_lang lang)
{
    mds_reg r;

    mds_reg__init(&r, arena, assessment, lang);
    const char *text = kinds_of(&r, kinds, count);
    const mds_status status = r.status;
    mds_reg__finish(&r);
    return status == MDS_OK ? text : NULL;
}

/* Whether the deployment says anything of what the kind would cost, or that it can not be done. */
static bool is_settled(const mds_deployment *deployment, uint32_t kind)
{
    for (size_t i = 0; i < deployment->cost_count; i++) {
        if (deployment->costs[i].compensating == kind) {
            return true;
        }
    }
    return false;
}

/* Measures of the cheapest set of which nobody has said yet that they can be done here. */
static void ask_feasible(saying *s, const mds_treatment *t)
{
    mds_reg *r = &s->r;
    const mds_treat_set *set = t->set_count > 0 ? &t->sets[0] : t->relaxed;
    uint32_t *open = mds_arena_alloc(r->arena, t->kind_count, sizeof *open);
    size_t count = 0;

    for (size_t i = 0; set != NULL && i < set->count && open != NULL; i++) {
        if (!is_settled(r->deployment, set->kinds[i])) {
            open[count++] = set->kinds[i];
        }
    }
    if (count > 0) {
        put(s, mds_reg__format(r, "cli.treat.feasible", kinds_of(r, open, count), NULL));
    }
}

mds_status mds_treat_advice(mds_sentences *out, mds_arena *arena, const mds_treatment *treatment,
                            mds_lang lang)
{
    const mds_treatment *t = treatment;
    saying s;
    mds_reg *r = &s.r;

    begin(&s, arena, t->assessment, lang);
    ask_feasible(&s, t);
    if (t->set_count == 0) {
        const bool ask = mds_model_printed(t->best.rrf) <= t->options.level &&
                         t->best.verdict <= mds_model_judged(r->policy, t->options.level);
        put(&s,
            ask ? mds_reg__format(r, "cli.treat.ask_first", mds_words__rrf(r, t->best.rrf), NULL)
                : mds_reg__text(r, "cli.treat.none"));
        if (t->rrf_patched > 0.0 &&
            mds_model_printed(t->rrf_patched) < mds_model_printed(t->all.rrf)) {
            put(&s,
                mds_reg__format(r, "cli.treat.patched", mds_words__rrf(r, t->rrf_patched), NULL));
        }
    }
    if (t->relaxed != NULL) {
        put(&s, mds_reg__format(r, "cli.treat.relaxed",
                                mds_reg__significant(r, r->policy->reduce_limit, 3),
                                mds_reg__significant(r, t->relaxed->cost, 3),
                                kinds_of(r, t->relaxed->kinds, t->relaxed->count), NULL));
    }
    return finish(&s, out);
}

/* The kinds in one state, under a key; nothing when there are none. */
static void put_kinds(saying *s, const mds_treatment *t, mds_treat_state state, const char *key)
{
    uint32_t *kinds = mds_arena_alloc(s->r.arena, t->kind_count, sizeof *kinds);
    size_t count = 0;

    for (size_t i = 0; i < t->kind_count && kinds != NULL; i++) {
        if (t->kinds[i].state == state) {
            kinds[count++] = t->kinds[i].compensating;
        }
    }
    if (count > 0) {
        put(s, mds_reg__format(&s->r, key, kinds_of(&s->r, kinds, count), NULL));
    }
}

mds_status mds_treat_basis(mds_sentences *out, mds_arena *arena, const mds_treatment *treatment,
                           mds_lang lang)
{
    saying s;
    bool given = false;

    begin(&s, arena, treatment->assessment, lang);
    put_kinds(&s, treatment, MDS_TREAT_INCOMPLETE, "cli.treat.incomplete");
    put_kinds(&s, treatment, MDS_TREAT_DONE, "cli.treat.done");
    put_kinds(&s, treatment, MDS_TREAT_RULED_OUT, "cli.treat.ruled_out");
    put_kinds(&s, treatment, MDS_TREAT_NO_EFFECT, "cli.treat.no_effect");
    for (size_t i = 0; i < treatment->kind_count; i++) {
        given = given || treatment->kinds[i].cost_given;
    }
    put(&s, mds_reg__text(&s.r, given ? "cli.treat.cost_context" : "cli.treat.cost_default"));
    return finish(&s, out);
}

static const char *day_or(mds_reg *r, int32_t day, const char *key)
{
    const char *text = mds_reg__date(r, day);

    return text[0] != '\0' ? text : mds_reg__text(r, key);
}

mds_status mds_life_stage(mds_sentences *out, mds_arena *arena,
                          const mds_risk_assessment *assessment, mds_lang lang)
{
    const mds_deployment *deployment = assessment->deployment;
    const char *stage = mds_lifecycle_name(assessment->lifecycle);
    saying s;
    mds_reg *r = &s.r;

    begin(&s, arena, assessment, lang);
    put(&s,
        mds_reg__format(r, "cli.lifecycle.stage", mds_reg__named(r, "lifecycle", stage),
                        day_or(r, deployment->end_of_life, "cli.lifecycle.not_given"),
                        day_or(r, deployment->end_of_support, "cli.lifecycle.not_given"), NULL));
    put(&s, mds_reg__named(r, "cli.lifecycle.responsible", stage));
    if (assessment->eos_warning) {
        put(&s, mds_reg__text(r, "cli.lifecycle.warning"));
    }
    if (deployment->end_of_support == MDS_DAY_NONE) {
        put(&s, mds_reg__text(r, "cli.lifecycle.no_eos"));
    }
    return finish(&s, out);
}

mds_status mds_life_firsts(mds_sentences *out, mds_arena *arena,
                           const mds_risk_assessment *assessment, const mds_life_curve *curve,
                           mds_lang lang)
{
    static const char *const keys[][2] = {
        [MDS_VERDICT_REDUCE] = {"cli.lifecycle.first.reduce", "cli.lifecycle.first_best.reduce"},
        [MDS_VERDICT_NOT_ACCEPTABLE] = {"cli.lifecycle.first.not_acceptable",
                                        "cli.lifecycle.first_best.not_acceptable"},
    };
    saying s;

    begin(&s, arena, assessment, lang);
    for (unsigned v = MDS_VERDICT_REDUCE; v <= MDS_VERDICT_NOT_ACCEPTABLE; v++) {
        const bool parted = curve->first[v] != curve->first_best[v];
        put(&s, mds_reg__format(&s.r, keys[v][parted],
                                day_or(&s.r, curve->first[v], "cli.lifecycle.never"),
                                day_or(&s.r, curve->first_best[v], "cli.lifecycle.never"), NULL));
    }
    return finish(&s, out);
}
