/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The treatment of one device: every minimal set with what it costs and what it leaves. */
#include "plan_parts.h"

static const mds_compensating *kind_of(const mds_treatment *t, uint32_t ordinal)
{
    return &t->assessment->catalog->compensating[ordinal];
}

static const char *case_of(const mds_treatment *t)
{
    return t->options.unknowns == MDS_UNKNOWNS_AS_GOOD ? "best" : "verdict";
}

static void put_kind(mds_jsonw *w, const mds_treatment *t, const mds_treat_kind *kind,
                     mds_lang lang)
{
    const mds_deployment *deployment = t->assessment->deployment;
    const char *reason = "";
    for (size_t i = 0; i < deployment->cost_count; i++) {
        if (deployment->costs[i].compensating == kind->compensating) {
            reason = deployment->costs[i].reason;
        }
    }
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "kind", kind_of(t, kind->compensating)->id);
    mds_jsonw_member_string(w, "title", kind_of(t, kind->compensating)->title.in[lang]);
    mds_jsonw_member_string(w, "state", mds_treat_state_name(kind->state));
    mds_jsonw_member_number(w, "cost", kind->cost);
    mds_jsonw_member_string(w, "cost_source", kind->cost_given ? "context" : "catalog_default");
    mds_jsonw_member_string(w, "reason", reason);
    mds_jsonw_object_end(w);
}

static const char *leader_of(const mds_treatment *t, const mds_treat_set *set)
{
    return set->leader != MDS_NO_ORDINAL ? t->assessment->catalog->scenarios[set->leader].id : "";
}

static void put_scenarios(mds_jsonw *w, const mds_treatment *t, const mds_treat_set *set)
{
    const mds_risk_assessment *as = t->assessment;
    mds_jsonw_name(w, "rrf_by_scenario");
    mds_jsonw_object(w);
    for (size_t i = 0; i < as->ranked_count; i++) {
        mds_jsonw_member_number(w, as->catalog->scenarios[as->ranking[i]].id,
                                set->risks[as->ranking[i]]);
    }
    mds_jsonw_object_end(w);
}

static void put_set(mds_jsonw *w, const mds_treatment *t, const mds_treat_set *set)
{
    mds_jsonw_object(w);
    mds_jsonw_name(w, "add");
    mds_jsonw_inline_next(w);
    mds_jsonw_array(w);
    for (size_t i = 0; i < set->count; i++) {
        mds_jsonw_string(w, kind_of(t, set->kinds[i])->id);
    }
    mds_jsonw_array_end(w);
    mds_jsonw_member_number(w, "cost", set->cost);
    mds_jsonw_member_number(w, "rrf", set->rrf);
    mds_jsonw_member_number(w, "sure", set->sure);
    mds_jsonw_member_number(w, "rrf_documented", set->rrf_documented);
    mds_jsonw_member_string(w, "largest_share", leader_of(t, set));
    mds_jsonw_member_string(w, "verdict", mds_verdict_name(set->verdict));
    mds_jsonw_member_string(w, "gate", mds_verdict_name(set->gate));
    put_scenarios(w, t, set);
    mds_jsonw_object_end(w);
}

static void put_json(mds_strbuf *buf, const mds_treatment *t, mds_lang lang)
{
    mds_jsonw w;
    mds_jsonw_init(&w, buf);
    mds_jsonw_object(&w);
    mds_jsonw_member_uint(&w, "format_version", 2);
    mds_jsonw_member_string(&w, "kind", "treatment");
    mds_export__basis_members(&w, t->assessment->catalog, t->assessment->policy,
                              t->assessment->facts);
    mds_plan__day(&w, "as_of", t->assessment->as_of);
    mds_jsonw_member_number(&w, "level", t->options.level);
    mds_jsonw_member_string(&w, "case", case_of(t));
    mds_jsonw_member_number(&w, "confidence",
                            t->options.confidence > 0.0 ? t->options.confidence
                                                        : t->assessment->policy->confidence);
    mds_jsonw_member_uint(&w, "sets_evaluated", t->evaluated);
    mds_jsonw_member_bool(&w, "possible", t->set_count > 0);
    mds_jsonw_name(&w, "kinds");
    mds_jsonw_array(&w);
    for (size_t i = 0; i < t->kind_count; i++) {
        put_kind(&w, t, &t->kinds[i], lang);
    }
    mds_jsonw_array_end(&w);
    mds_jsonw_name(&w, "now");
    put_set(&w, t, &t->now);
    mds_jsonw_name(&w, "minimal_sets");
    mds_jsonw_array(&w);
    for (size_t i = 0; i < t->set_count; i++) {
        put_set(&w, t, &t->sets[i]);
    }
    mds_jsonw_array_end(&w);
    mds_jsonw_name(&w, "everything");
    put_set(&w, t, &t->all);
    mds_jsonw_name(&w, "everything_best_case");
    put_set(&w, t, &t->best);
    mds_jsonw_member_number(&w, "rrf_everything_patched_in_time", t->rrf_patched);
    if (t->relaxed != NULL) {
        mds_jsonw_name(&w, "cheapest_to_reduce");
        put_set(&w, t, t->relaxed);
    }
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(buf, '\n');
}

static void heading(mds_plan_row *row)
{
    static const char *const names[] = {
        "row",           "rank",    "add",  "titles", "cost", "rrf", "sure", "rrf_documented",
        "largest_share", "verdict", "gate", "level",  "case"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        mds_plan__text(row, names[i]);
    }
    mds_plan__basis_heading(row);
    mds_plan__end(row);
}

/* Ids or titles of a set's kinds in one cell. */
static void put_names(mds_plan_row *row, const mds_treatment *t, const mds_treat_set *set,
                      const char *between, bool titles, mds_lang lang)
{
    mds_strbuf names;
    mds_strbuf_init(&names, (size_t)1 << 16);
    for (size_t i = 0; i < set->count; i++) {
        const mds_compensating *kind = kind_of(t, set->kinds[i]);
        mds_strbuf_puts(&names, i > 0 ? between : "");
        mds_strbuf_puts(&names, titles ? kind->title.in[lang] : kind->id);
    }
    mds_plan__text(row, names.p);
    if (names.status != MDS_OK) {
        row->out->status = names.status;
    }
    mds_strbuf_finish(&names);
}

static void put_row(mds_plan_row *row, const mds_treatment *t, const char *name, size_t rank,
                    const mds_treat_set *set, mds_lang lang)
{
    mds_plan__text(row, name);
    mds_plan__number(row, (double)rank);
    put_names(row, t, set, " ", false, lang);
    put_names(row, t, set, mds_catalog_text(t->assessment->catalog, lang, "list.separator"), true,
              lang);
    mds_plan__number(row, set->cost);
    mds_plan__number(row, set->rrf);
    mds_plan__number(row, set->sure);
    mds_plan__number(row, set->rrf_documented);
    mds_plan__text(row, leader_of(t, set));
    mds_plan__text(row, mds_verdict_name(set->verdict));
    mds_plan__text(row, mds_verdict_name(set->gate));
    mds_plan__number(row, t->options.level);
    mds_plan__text(row, case_of(t));
    mds_plan__basis(row, t->assessment->catalog, t->assessment->policy, t->assessment->facts,
                    t->assessment->as_of);
    mds_plan__end(row);
}

static void put_csv(mds_strbuf *buf, const mds_treatment *t, mds_lang lang)
{
    mds_plan_row row = {.out = buf};
    mds_strbuf_puts(buf, "\xEF\xBB\xBF");
    heading(&row);
    put_row(&row, t, "now", 0, &t->now, lang);
    for (size_t i = 0; i < t->set_count; i++) {
        put_row(&row, t, "set", i + 1, &t->sets[i], lang);
    }
    put_row(&row, t, "everything", 0, &t->all, lang);
}

mds_status mds_export_treatment(const char **out, mds_arena *arena, const mds_treatment *treatment,
                                mds_export_format format, mds_lang lang)
{
    if (format != MDS_EXPORT_JSON && format != MDS_EXPORT_CSV) {
        return MDS_EINVAL;
    }
    mds_strbuf buf;
    mds_strbuf_init(&buf, MDS_EXPORT_LIMIT);
    if (format == MDS_EXPORT_JSON) {
        put_json(&buf, treatment, lang);
    } else {
        put_csv(&buf, treatment, lang);
    }
    return mds_export__hand_out(out, arena, &buf);
}
