/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/terms.h>

#include "register_internal.h"
#include <string.h>

enum { C_KEY, C_EN, C_JA, C_SOURCE };

/* The glossary is texts: "term.residual-risk", and "term.residual-risk.source" for who uses it. */
static const char prefix[] = "term.";
static const char suffix[] = ".source";

static bool is_term(const char *key)
{
    return strncmp(key, prefix, sizeof prefix - 1) == 0;
}

static bool is_source(const char *key)
{
    const size_t n = strlen(key);

    return n >= sizeof suffix && strcmp(key + n - (sizeof suffix - 1), suffix) == 0;
}

static void put_pair(mds_table_builder *b, const char *key, const mds_text *text)
{
    if (text->in[MDS_LANG_EN][0] != '\0' && mds_table__row(b)) {
        mds_table__text(b, C_KEY, key);
        mds_table__text(b, C_EN, text->in[MDS_LANG_EN]);
        mds_table__text(b, C_JA, text->in[MDS_LANG_JA]);
    }
}

static mds_text text_of(const mds_catalog *catalog, const char *key)
{
    mds_text text;

    for (size_t i = 0; i < MDS_LANG__COUNT; i++) {
        text.in[i] = mds_catalog_text(catalog, (mds_lang)i, key);
    }
    return text;
}

static void glossary(mds_reg *r, mds_table *out)
{
    static const mds_column_spec columns[] = {{"term_key", 26, false},
                                              {"term_en", 34, true},
                                              {"term_ja", 34, true},
                                              {"term_source", 50, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "terms", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < mds_catalog_text_count(r->catalog); i++) {
        const char *key = mds_catalog_text_key(r->catalog, i);
        if (!is_term(key) || is_source(key)) {
            continue;
        }
        const mds_text text = text_of(r->catalog, key);
        put_pair(&b, key + sizeof prefix - 1, &text);
        mds_strbuf_clear(&r->buf);
        mds_strbuf_printf(&r->buf, "%s%s", key, suffix);
        const char *source = mds_reg__text(r, r->buf.p);
        mds_table__text(&b, C_SOURCE, source == r->buf.p ? "" : source);
    }
    mds_table__finish(&b, out);
}

/* Texts of records, under "<kind>.<id>.<member>". */
static void put_member(mds_table_builder *b, const char *kind, const char *id, const char *member,
                       const mds_text *text)
{
    mds_reg *r = b->r;

    mds_strbuf_clear(&r->buf);
    mds_strbuf_printf(&r->buf, "%s %s %s", kind, id, member);
    put_pair(b, mds_reg__copy(r, &r->buf), text);
}

static void put_editions(mds_table_builder *b, const mds_catalog *catalog)
{
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        put_member(b, "form", form->edition, "title", &form->title);
        put_member(b, "form", form->edition, "not_known", &form->not_known);
        for (size_t q = 0; q < form->question_count; q++) {
            put_member(b, form->edition, form->questions[q].id, "title", &form->questions[q].title);
        }
    }
    for (size_t g = 0; g < catalog->guideline_count; g++) {
        const mds_guideline *guideline = &catalog->guidelines[g];
        put_member(b, "guideline", guideline->edition, "title", &guideline->title);
        for (size_t c = 0; c < guideline->clause_count; c++) {
            const mds_clause *clause = &guideline->clauses[c];
            put_member(b, guideline->edition, clause->id, "title", &clause->title);
            put_member(b, guideline->edition, clause->id, "organisational",
                       &clause->organisational);
        }
    }
    for (size_t t = 0; t < catalog->translation_count; t++) {
        const mds_translation *translation = &catalog->translations[t];
        for (size_t i = 0; i < translation->row_count; i++) {
            put_member(b, "translation", translation->rows[i].id, "rationale",
                       &translation->rows[i].rationale);
        }
    }
}

static void put_risks(mds_table_builder *b, const mds_catalog *catalog)
{
    for (size_t i = 0; i < catalog->capability_count; i++) {
        put_member(b, "capability", catalog->capabilities[i].id, "title",
                   &catalog->capabilities[i].title);
    }
    for (size_t i = 0; i < catalog->fact_count; i++) {
        put_member(b, "fact", catalog->facts[i].id, "title", &catalog->facts[i].title);
    }
    for (size_t i = 0; i < catalog->scenario_count; i++) {
        const mds_scenario *at = &catalog->scenarios[i];
        put_member(b, "scenario", at->id, "title", &at->title);
        put_member(b, "scenario", at->id, "asset", &at->asset);
        put_member(b, "scenario", at->id, "threat", &at->threat);
        put_member(b, "scenario", at->id, "weakness", &at->weakness);
        put_member(b, "scenario", at->id, "consequence", &at->consequence);
    }
    for (size_t i = 0; i < catalog->compensating_count; i++) {
        put_member(b, "compensating", catalog->compensating[i].id, "title",
                   &catalog->compensating[i].title);
    }
    for (size_t i = 0; i < catalog->document_count; i++) {
        put_member(b, "document", catalog->documents[i].id, "title", &catalog->documents[i].title);
    }
    for (size_t i = 0; i < catalog->criterion_count; i++) {
        put_member(b, "criterion", catalog->criteria[i].id, "title", &catalog->criteria[i].title);
    }
    for (size_t i = 0; i < catalog->responsibility_count; i++) {
        const mds_responsibility_mark *at = &catalog->responsibilities[i];
        put_member(b, "responsibility", at->id, "title", &at->title);
        put_member(b, "responsibility", at->id, "contract_point", &at->contract_point);
    }
    for (size_t i = 0; i < catalog->contract_count; i++) {
        put_member(b, "contract", catalog->contract[i].id, "text", &catalog->contract[i].text);
    }
}

static void all_texts(mds_reg *r, mds_table *out)
{
    static const mds_column_spec columns[] = {
        {"term_key", 34, true}, {"term_en", 60, true}, {"term_ja", 60, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "texts", columns, sizeof columns / sizeof *columns);
    put_risks(&b, r->catalog);
    put_editions(&b, r->catalog);
    for (size_t i = 0; i < mds_catalog_text_count(r->catalog); i++) {
        const char *key = mds_catalog_text_key(r->catalog, i);
        const mds_text text = text_of(r->catalog, key);
        if (!is_term(key)) {
            put_pair(&b, key, &text);
        }
    }
    mds_table__finish(&b, out);
}

mds_status mds_terms_build(const mds_table *const **out, mds_arena *arena,
                           const mds_catalog *catalog, mds_lang lang)
{
    mds_table *tables = mds_arena_alloc(arena, MDS_TERMS_KIND__COUNT, sizeof *tables);
    const mds_table **list = mds_arena_alloc(arena, MDS_TERMS_KIND__COUNT, sizeof *list);

    if (tables == NULL || list == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg r = {.arena = arena, .catalog = catalog, .lang = lang};
    mds_strbuf_init(&r.buf, 1 << 20);
    glossary(&r, &tables[MDS_TERMS_GLOSSARY]);
    all_texts(&r, &tables[MDS_TERMS_TEXTS]);
    mds_strbuf_finish(&r.buf);
    for (size_t i = 0; i < MDS_TERMS_KIND__COUNT; i++) {
        list[i] = &tables[i];
    }
    if (r.status == MDS_OK) {
        *out = list;
    }
    return r.status;
}
