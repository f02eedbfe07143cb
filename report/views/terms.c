/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/terms.h>

#include "catalog/fields.h"
#include "register_internal.h"
#include <mdsrisk/message.h>
#include <string.h>

enum { TERM_KEY, TERM_EN, TERM_JA, TERM_SOURCE, TERM_CERTAINTY, TERM_NOTE, TERM_TEXTS };
enum { TEXT_KEY, TEXT_EN, TEXT_JA, TEXT_DIFFERS };

/* All texts, while they go into a table, and how many have each term. */
typedef struct putting {
    mds_table_builder b;
    size_t *met;
} putting;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

static char small(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Whether \p text has \p word as a word: options and names of files have it as a part. */
static bool has_word(const char *text, const char *word)
{
    const size_t n = strlen(word);
    char before = ' ';

    for (; *text != '\0'; before = *text++) {
        size_t i = 0;
        while (i < n && small(text[i]) == word[i]) {
            i++;
        }
        if (i == n && !is_letter(before) && !is_letter(text[n])) {
            return true;
        }
    }
    return false;
}

static bool has_english(const mds_term *term, const char *text)
{
    for (size_t i = 0; i < term->english.count; i++) {
        if (has_word(text, term->english.at[i])) {
            return true;
        }
    }
    return false;
}

static bool has_japanese(const mds_term *term, const char *text)
{
    for (size_t i = 0; i < term->japanese.count; i++) {
        if (strstr(text, term->japanese.at[i]) != NULL) {
            return true;
        }
    }
    return false;
}

static bool is_exception(const mds_term *term, const char *key)
{
    for (size_t i = 0; i < term->exceptions.count; i++) {
        if (strcmp(term->exceptions.at[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* The terms that a text has in English only; those that are said to be exceptions in brackets. */
static const char *differing(putting *p, const char *key, const mds_text *text)
{
    mds_reg *r = p->b.r;

    mds_strbuf_clear(&r->buf);
    for (size_t i = 0; i < r->catalog->term_count; i++) {
        const mds_term *term = &r->catalog->terms[i];
        if (!has_english(term, text->in[MDS_LANG_EN])) {
            continue;
        }
        p->met[i]++;
        if (!has_japanese(term, text->in[MDS_LANG_JA])) {
            mds_strbuf_printf(&r->buf, is_exception(term, key) ? "%s(%s)" : "%s%s",
                              r->buf.n > 0 ? " / " : "", term->id);
        }
    }
    return mds_reg__copy(r, &r->buf);
}

static void put_pair(putting *p, const char *key, const mds_text *text)
{
    if (text->in[MDS_LANG_EN][0] == '\0' || !mds_table__row(&p->b)) {
        return;
    }
    mds_table__text(&p->b, TEXT_KEY, key);
    mds_table__text(&p->b, TEXT_EN, text->in[MDS_LANG_EN]);
    mds_table__text(&p->b, TEXT_JA, text->in[MDS_LANG_JA]);
    mds_table__text(&p->b, TEXT_DIFFERS, differing(p, key, text));
}

/* Texts of records: "fact sbom title", "jp-mds-4.1 4.3 title". */
static void put_member(putting *p, const char *kind, const char *id, const char *member,
                       const mds_text *text)
{
    mds_reg *r = p->b.r;

    mds_strbuf_clear(&r->buf);
    mds_strbuf_printf(&r->buf, "%s %s %s", kind, id, member);
    put_pair(p, mds_reg__copy(r, &r->buf), text);
}

/* Every text of a record. */
static void put_record(putting *p, const char *kind, const char *id, mds_record_kind of,
                       const void *at)
{
    const mds_record_type *type = mds_record_type_of(of);

    for (size_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].type == MDS_FIELD_TEXT) {
            put_member(p, kind, id, type->fields[i].name, mds_field_at(&type->fields[i], at, 0));
        }
    }
}

/* Every text of all records of a kind. */
static void put_list(putting *p, const mds_catalog *catalog, mds_record_kind of)
{
    const mds_record_type *type = mds_record_type_of(of);

    for (size_t i = 0; i < mds_record_count(catalog, type); i++) {
        const void *at = mds_record_at(catalog, type, i);
        put_record(p, type->name, mds_record_id(type, at), of, at);
    }
}

static void put_form(putting *p, const mds_form *form)
{
    put_record(p, "form", form->edition, MDS_RECORD_FORM, form);
    for (size_t q = 0; q < form->question_count; q++) {
        put_record(p, form->edition, form->questions[q].id, MDS_RECORD_QUESTION,
                   &form->questions[q]);
    }
}

static void put_guideline(putting *p, const mds_guideline *guideline)
{
    put_record(p, "guideline", guideline->edition, MDS_RECORD_GUIDELINE, guideline);
    for (size_t c = 0; c < guideline->clause_count; c++) {
        put_record(p, guideline->edition, guideline->clauses[c].id, MDS_RECORD_CLAUSE,
                   &guideline->clauses[c]);
    }
}

static void put_translation(putting *p, const mds_translation *translation)
{
    mds_reg *r = p->b.r;
    const mds_form *forms = r->catalog->forms;

    mds_strbuf_clear(&r->buf);
    mds_strbuf_printf(&r->buf, "%s--%s", forms[translation->left].edition,
                      forms[translation->right].edition);
    const char *name = mds_reg__copy(r, &r->buf);
    for (size_t i = 0; i < translation->row_count; i++) {
        put_record(p, name, translation->rows[i].id, MDS_RECORD_TRANSLATION_ROW,
                   &translation->rows[i]);
    }
}

static void put_editions(putting *p, const mds_catalog *catalog)
{
    for (size_t i = 0; i < catalog->form_count; i++) {
        put_form(p, &catalog->forms[i]);
    }
    for (size_t i = 0; i < catalog->guideline_count; i++) {
        put_guideline(p, &catalog->guidelines[i]);
    }
    for (size_t i = 0; i < catalog->translation_count; i++) {
        put_translation(p, &catalog->translations[i]);
    }
}

static void put_scenario(putting *p, const mds_scenario *at)
{
    put_member(p, "scenario", at->id, "title", &at->title);
    put_member(p, "scenario", at->id, "asset", &at->asset);
    put_member(p, "scenario", at->id, "threat", &at->threat);
    put_member(p, "scenario", at->id, "weakness", &at->weakness);
    put_member(p, "scenario", at->id, "consequence", &at->consequence);
    for (mds_property property = 0; property < MDS_PROPERTY__COUNT; property++) {
        put_member(p, "scenario", at->id, mds_property_name(property),
                   &at->impact[property].reason);
    }
}

/* Why scenario, route or number is what it is. */
static void put_grounds(putting *p, const char *kind, const char *id, const char *member,
                        const mds_grounds *at)
{
    if (at->rationale.in[MDS_LANG_EN] != NULL) {
        put_member(p, kind, id, member, &at->rationale);
    }
}

static void put_occurrence(putting *p, const mds_scenario *at)
{
    put_grounds(p, "scenario", at->id, "base_rate", &at->base_rate.grounds);
    put_grounds(p, "scenario", at->id, "routes", &at->route_grounds);
    put_grounds(p, "scenario", at->id, "patch_share", &at->patch_grounds);
}

static void put_estimates(putting *p, const mds_scenario *at)
{
    put_member(p, "scenario", at->id, "v1", &at->v1.rationale);
    put_member(p, "scenario", at->id, "v2", &at->v2.rationale);
    for (size_t i = 0; i < at->raise_count; i++) {
        put_member(p, "scenario", at->id, "raises", &at->raises[i].rationale);
    }
    for (size_t i = 0; i < at->reference_count; i++) {
        const mds_text *title = &at->references[i].title;
        if (strcmp(title->in[MDS_LANG_EN], title->in[MDS_LANG_JA]) != 0) { /* no name alone */
            put_member(p, "scenario", at->id, "references", title);
        }
    }
}

static void put_evidence(putting *p, const mds_catalog *catalog)
{
    for (size_t i = 0; i < catalog->evidence_count; i++) {
        const mds_evidence *at = &catalog->evidence[i];
        put_member(p, "evidence", at->id, "published", &at->published);
        put_member(p, "evidence", at->id, "caveat", &at->caveat);
    }
}

/* An effect has no id: the scenario and the control, or the kind, name it. */
static void put_effects(putting *p, const mds_catalog *catalog)
{
    for (size_t i = 0; i < catalog->effect_count; i++) {
        const mds_effect *at = &catalog->effects[i];
        put_member(p, catalog->scenarios[at->scenario].id,
                   at->fact != MDS_NO_ORDINAL ? catalog->facts[at->fact].id
                                              : catalog->compensating[at->compensating].id,
                   "effect", &at->effectiveness.rationale);
    }
}

static void put_route(putting *p, const mds_route *at)
{
    put_member(p, "route", at->id, "title", &at->title);
    put_grounds(p, "route", at->id, "rationale", &at->grounds);
    for (size_t i = 0; i < at->raise_count; i++) {
        put_grounds(p, "route", at->id, "raises", &at->raises[i].grounds);
    }
}

/* Spreads, anchors, routes, groups, patch states, classes of vulnerabilities. */
static void put_model(putting *p, const mds_catalog *catalog)
{
    for (size_t i = 0; i < catalog->spread_count; i++) {
        put_member(p, "spread", catalog->spreads[i].id, "title", &catalog->spreads[i].title);
        put_grounds(p, "spread", catalog->spreads[i].id, "rationale", &catalog->spreads[i].grounds);
    }
    for (size_t i = 0; i < catalog->anchor_count; i++) {
        put_grounds(p, "anchor", mds_country_name((mds_country)i), "rationale",
                    &catalog->anchors[i].grounds);
    }
    for (size_t i = 0; i < catalog->route_count; i++) {
        put_route(p, &catalog->routes[i]);
    }
    for (size_t i = 0; i < catalog->group_count; i++) {
        put_member(p, "group", catalog->groups[i].id, "title", &catalog->groups[i].title);
        put_grounds(p, "group", catalog->groups[i].id, "rationale", &catalog->groups[i].grounds);
    }
    for (size_t i = 0; i < catalog->patch_state_count; i++) {
        const mds_patch_state *at = &catalog->patch_states[i];
        put_member(p, "patch_state", at->id, "title", &at->title);
        put_grounds(p, "patch_state", at->id, "rationale", &at->grounds);
    }
    for (size_t i = 0; i < catalog->vulnerability_class_count; i++) {
        const mds_vulnerability_class *at = &catalog->vulnerability_classes[i];
        put_member(p, "vulnerability_class", at->id, "title", &at->title);
        put_grounds(p, "vulnerability_class", at->id, "rationale", &at->grounds);
    }
}

static void put_policy(putting *p, const mds_policy *at)
{
    for (size_t i = 0; i < at->number_count; i++) {
        put_grounds(p, at->id, at->numbers[i].id, "rationale", &at->numbers[i].grounds);
    }
    put_member(p, "policy", at->id, "title", &at->title);
    for (size_t i = 0; i < at->profile_count; i++) {
        put_member(p, at->id, at->profiles[i].id, "title", &at->profiles[i].title);
        put_grounds(p, at->id, at->profiles[i].id, "rationale", &at->profiles[i].grounds);
    }
    for (size_t i = 0; i < at->zone_count; i++) {
        put_member(p, at->id, at->zones[i].id, "title", &at->zones[i].title);
        put_grounds(p, at->id, at->zones[i].id, "rationale", &at->zones[i].grounds);
    }
    for (size_t i = 0; i < at->data_volume_count; i++) {
        put_member(p, at->id, at->data_volumes[i].id, "title", &at->data_volumes[i].title);
        put_grounds(p, at->id, at->data_volumes[i].id, "rationale", &at->data_volumes[i].grounds);
    }
}

static void put_risks(putting *p, const mds_catalog *catalog)
{
    for (size_t i = 0; i < catalog->capability_count; i++) {
        put_member(p, "capability", catalog->capabilities[i].id, "title",
                   &catalog->capabilities[i].title);
    }
    for (size_t i = 0; i < catalog->fact_count; i++) {
        put_member(p, "fact", catalog->facts[i].id, "title", &catalog->facts[i].title);
    }
    for (size_t i = 0; i < catalog->scenario_count; i++) {
        put_scenario(p, &catalog->scenarios[i]);
        put_occurrence(p, &catalog->scenarios[i]);
        put_estimates(p, &catalog->scenarios[i]);
    }
    put_effects(p, catalog);
    put_evidence(p, catalog);
    for (size_t i = 0; i < catalog->compensating_count; i++) {
        const mds_compensating *at = &catalog->compensating[i];
        put_member(p, "compensating", at->id, "title", &at->title);
        put_member(p, "compensating", at->id, "acts_on", &at->acts_on);
        put_member(p, "compensating", at->id, "rationale", &at->rationale);
        for (size_t k = 0; k < at->route_effect_count; k++) {
            put_grounds(p, "compensating", at->id, catalog->routes[at->route_effects[k].route].id,
                        &at->route_effects[k].grounds);
        }
    }
    for (size_t i = 0; i < catalog->policy_count; i++) {
        put_policy(p, &catalog->policies[i]);
    }
    for (size_t i = 0; i < catalog->calibration_count; i++) {
        put_grounds(p, "calibration", catalog->calibrations[i].id, "rationale",
                    &catalog->calibrations[i].grounds);
    }
}

static void put_decisions(putting *p, const mds_catalog *catalog)
{
    put_list(p, catalog, MDS_RECORD_DOCUMENT);
    put_list(p, catalog, MDS_RECORD_CRITERION);
    put_list(p, catalog, MDS_RECORD_EXPERT_QUESTION);
    put_list(p, catalog, MDS_RECORD_RESPONSIBILITY);
    put_list(p, catalog, MDS_RECORD_CONTRACT);
    for (size_t i = 0; i < catalog->consistency_count; i++) { /* their reasons are texts already */
        const mds_consistency_rule *rule = &catalog->consistency[i];
        put_member(p, "consistency", rule->id, "rationale", &rule->rationale);
    }
}

/* "MDS1862" and "MDS1862.hint" */
static void put_message(putting *p, const mds_message *at)
{
    mds_reg *r = p->b.r;

    put_pair(p, at->id, &at->text);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_printf(&r->buf, "%s.hint", at->id);
    put_pair(p, mds_reg__copy(r, &r->buf), &at->hint);
}

static void put_texts(mds_reg *r, mds_table *out, size_t *met)
{
    static const mds_column_spec columns[] = {{"term_key", 24, true},
                                              {"term_en", 40, true},
                                              {"term_ja", 40, true},
                                              {"term_differs", 14, true}};
    putting p = {.met = met};

    mds_table__init(&p.b, r, "texts", columns, sizeof columns / sizeof *columns);
    put_risks(&p, r->catalog);
    put_model(&p, r->catalog);
    put_decisions(&p, r->catalog);
    put_editions(&p, r->catalog);
    for (size_t i = 0; i < r->catalog->message_count; i++) {
        put_message(&p, &r->catalog->messages[i]);
    }
    /* Reasons of the rules over one form or several are among these. */
    for (size_t i = 0; i < mds_catalog_text_count(r->catalog); i++) {
        const char *key = mds_catalog_text_key(r->catalog, i);
        mds_text text;
        for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
            text.in[lang] = mds_catalog_text(r->catalog, (mds_lang)lang, key);
        }
        put_pair(&p, key, &text);
    }
    mds_table__finish(&p.b, out);
}

static void put_glossary(mds_reg *r, mds_table *out, const size_t *met)
{
    static const mds_column_spec columns[] = {
        {"term", 17, true},        {"term_en", 22, true},       {"term_ja", 22, true},
        {"term_source", 24, true}, {"term_certainty", 9, true}, {"term_note", 19, true},
        {"term_texts", 6, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "terms", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < r->catalog->term_count && mds_table__row(&b); i++) {
        const mds_term *at = &r->catalog->terms[i];
        mds_table__text(&b, TERM_KEY, at->id);
        mds_table__text(&b, TERM_EN, at->title.in[MDS_LANG_EN]);
        mds_table__text(&b, TERM_JA, at->title.in[MDS_LANG_JA]);
        mds_table__text(&b, TERM_SOURCE, mds_reg__in(r, &at->source));
        mds_table__text(&b, TERM_CERTAINTY,
                        mds_reg__named(r, "term.certainty", mds_certainty_name(at->certainty)));
        mds_table__text(&b, TERM_NOTE, mds_reg__in(r, &at->note));
        if (at->english.count > 0) {
            mds_table__number(&b, TERM_TEXTS, (double)met[i], MDS_NUMBER_INTEGER);
        }
    }
    mds_table__finish(&b, out);
}

mds_status mds_terms_build(const mds_table *const **out, mds_arena *arena,
                           const mds_catalog *catalog, mds_lang lang)
{
    mds_table *tables = mds_arena_alloc(arena, MDS_TERMS_KIND__COUNT, sizeof *tables);
    const mds_table **list = mds_arena_alloc(arena, MDS_TERMS_KIND__COUNT, sizeof *list);
    size_t *met = mds_arena_alloc(arena, catalog->term_count, sizeof *met);

    if (tables == NULL || list == NULL || met == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg r = {.arena = arena, .catalog = catalog, .lang = lang};
    mds_strbuf_init(&r.buf, 1 << 20);
    put_texts(&r, &tables[MDS_TERMS_TEXTS], met);
    put_glossary(&r, &tables[MDS_TERMS_GLOSSARY], met);
    mds_strbuf_finish(&r.buf);
    for (size_t i = 0; i < MDS_TERMS_KIND__COUNT; i++) {
        list[i] = &tables[i];
    }
    if (r.status == MDS_OK) {
        *out = list;
    }
    return r.status;
}
