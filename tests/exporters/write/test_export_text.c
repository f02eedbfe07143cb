/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv, JSON, the canonical disclosure and the template of a deployment. */
#include "base/num.h"
#include "export_internal.h"
#include "support/small_world.h"
#include <math.h>
#include <mdsrisk/export.h>
#include <mdsrisk/import.h>
#include <stdio.h>
#include <stdlib.h>

/* One field of RFC 4180 from *at, unquoted into out; what ended it: ',', '\n' or 0. */
static char next_field(const char **at, mds_strbuf *out)
{
    const char *p = *at;
    mds_strbuf_clear(out);
    if (*p == '"') {
        for (p++; *p != '"' || p[1] == '"'; p++) {
            cr_assert_neq(*p, '\0');
            mds_strbuf_putc(out, *p);
            p += *p == '"';
        }
        p++;
    } else {
        for (; *p != '\0' && *p != ',' && *p != '\r'; p++) {
            cr_assert_neq(*p, '"');
            mds_strbuf_putc(out, *p);
        }
    }
    if (*p == ',') {
        *at = p + 1;
        return ',';
    }
    if (*p == '\r') {
        cr_assert_eq(p[1], '\n');
        *at = p + 2;
        return '\n';
    }
    cr_assert_eq(*p, '\0');
    *at = p;
    return '\0';
}

Test(csv, reads_back_cell_by_cell)
{
    small_world w;
    small_make(&w);
    const mds_table *table = &small_register(&w, MDS_LANG_JA)->tables[MDS_TABLE_RISKS];
    mds_strbuf text;
    mds_strbuf field;
    mds_strbuf_init(&text, 1 << 20);
    mds_strbuf_init(&field, 1 << 20);
    mds_export__csv(&text, table);
    cr_assert_eq(strncmp(text.p, "\xEF\xBB\xBF", 3), 0);
    const char *at = text.p + 3;
    for (size_t i = 0; i <= table->row_count; i++) {
        for (size_t c = 0; c < table->column_count; c++) {
            char end = next_field(&at, &field);
            cr_assert_eq(end, c + 1 < table->column_count ? ',' : '\n');
            if (i == 0) {
                cr_expect_str_eq(field.p, table->columns[c].id);
                continue;
            }
            const mds_cell *cell = &table->cells[(i - 1) * table->column_count + c];
            if (cell->kind == MDS_CELL_NUMBER) {
                double value = 0;
                cr_expect(mds_num_parse(&value, (mds_sv){field.p, field.n}), "%s", field.p);
                cr_expect_eq(value, cell->number);
            } else {
                cr_expect_str_eq(field.p, cell->text);
            }
        }
    }
    cr_expect_eq(*at, '\0');
    mds_strbuf_finish(&text);
    mds_strbuf_finish(&field);
    small_free(&w);
}

Test(csv, no_text_starts_a_formula)
{
    static const struct {
        const char *text, *field;
    } cases[] = {
        {"=1+1", "'=1+1"},
        {"+1", "'+1"},
        {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "'\t=1"},
        {"\r=1", "\"'\r=1\""},
        {"\n=1", "\"'\n=1\""},
        {"＝1", "'＝1"},
        {"＋1", "'＋1"},
        {"－1", "'－1"},
        {"＠1", "'＠1"},
        {"a=1", "a=1"},
        {"", ""},
        {"a,b", "\"a,b\""},
        {"=\"a\"", "\"'=\"\"a\"\"\""},
        {"日本", "日本"},
    };
    mds_strbuf out;
    mds_strbuf_init(&out, 1 << 16);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mds_strbuf_clear(&out);
        mds_export__csv_text(&out, cases[i].text);
        cr_expect_str_eq(out.p, cases[i].field);
    }
    mds_strbuf_finish(&out);
}

static double number_at(const mds_json *object, const char *const *path)
{
    for (; *path != NULL; path++) {
        object = mds_json_member(object, *path);
    }
    cr_assert(mds_json_is_number(object));
    return mds_json_number(object, -1);
}

#define AT(object, ...) number_at(object, (const char *const[]){__VA_ARGS__, NULL})

/* Nine digits are written. */
static void same(double found, double wanted)
{
    cr_expect(fabs(found - wanted) <= 1e-8 * fabs(wanted), "%.17g, not %.17g", found, wanted);
}

Test(json, holds_every_stage_with_nine_digits)
{
    static const char *const stages[] = {"r0", "r1", "r2"};
    small_world w;
    small_make(&w);
    mds_strbuf text;
    mds_json *root = NULL;
    mds_strbuf_init(&text, 1 << 22);
    mds_export__json(&text, small_register(&w, MDS_LANG_EN), false);
    cr_assert_eq(mds_json_parse(&root, "a.json", text.p, text.n, w.diags), MDS_OK);
    cr_expect_str_eq(mds_json_string(mds_json_member(root, "kind"), ""), "register");
    cr_expect_eq(mds_json_number(mds_json_member(root, "format_version"), 0),
                 MDS_REGISTER_FORMAT_VERSION);
    cr_expect_str_eq(mds_json_string(mds_json_member(root, "as_of"), ""), "2026-11-20");
    const mds_json *risks = mds_json_member(root, "risks");
    cr_assert_eq(mds_json_count(risks), w.risk->now->risk_count);
    const mds_json *risk = mds_json_first(risks);
    for (size_t i = 0; i < w.risk->ranked_count; i++, risk = mds_json_next(risk)) {
        const mds_risk *r = &w.risk->now->risks[w.risk->ranking[i]];
        cr_expect_str_eq(mds_json_string(mds_json_member(risk, "scenario"), ""),
                         w.catalog.scenarios[r->scenario].id);
        for (int stage = 0; stage < MDS_STAGE__COUNT; stage++) {
            const mds_risk_at *at = &r->at[stage];
            same(AT(risk, "stages", stages[stage], "rrf"), at->rrf);
            same(AT(risk, "stages", stages[stage], "phi"), at->phi);
            same(AT(risk, "stages", stages[stage], "frequency"), at->frequency);
        }
        cr_expect_eq(mds_json_count(mds_json_member(risk, "controls")), r->member_count);
        cr_expect_eq(mds_json_count(mds_json_member(risk, "routes")), r->path_count);
    }
    cr_expect_not(mds_json_bool(mds_json_member(risk, "applies"), true)); /* the last one */
    for (int stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        same(AT(root, "summary", "stages", stages[stage], "rrf"), w.risk->now->at[stage].rrf);
        same(AT(root, "summary", "stages", stages[stage], "sure"), w.risk->now->at[stage].sure);
    }
    cr_expect_eq(mds_json_count(mds_json_member(root, "unknowns")), 2);
    mds_json_free(root);
    mds_strbuf_finish(&text);
    small_free(&w);
}

/* Reads back what was written: the importer and the exporter agree on every member. */
Test(disclosure, reads_back_equal)
{
    small_world w;
    small_make(&w);
    const mds_form *form = &w.shipped->forms[0];
    mds_answer *answers = mds_arena_alloc(w.arena, form->question_count, sizeof *answers);
    cr_assert_not_null(answers);
    for (size_t i = 0; i < form->question_count; i++) {
        mds_answer_state state = (mds_answer_state)(i % MDS_ANSWER_STATE__COUNT);
        if (form->questions[i].kind != MDS_QUESTION_CHOICE) {
            state = MDS_ANSWER_TEXT;
        } else if (state == MDS_ANSWER_TEXT) {
            state = MDS_ANSWER_YES;
        }
        answers[i] = (mds_answer){.state = state,
                                  .response = "as it \"stands\"\n",
                                  .note_cell = "See Note 1",
                                  .note = "=note",
                                  .where = "form!C1",
                                  .wording = "言葉",
                                  .hidden = i % 2 == 1,
                                  .basis = (mds_answer_basis)(i % MDS_BASIS__COUNT)};
    }
    mds_disclosure made = w.disclosure;
    made.answers = answers;
    made.answer_count = form->question_count;
    const char *text = NULL;
    cr_assert_eq(mds_export_disclosure(&text, w.arena, w.shipped, &made, NULL), MDS_OK);
    mds_source *source = NULL;
    cr_assert_eq(mds_source_from_memory(&source, "a.json", text, strlen(text)), MDS_OK);
    const mds_disclosure *read = NULL;
    cr_assert_eq(mds_import_form(&read, w.arena, w.shipped, source, w.diags), MDS_OK);
    cr_expect_str_eq(read->device[MDS_DEVICE_MANUFACTURER], "Acme & Sons");
    cr_expect_str_eq(read->device[MDS_DEVICE_MODEL], "P-3");
    cr_expect_eq(read->document_day, made.document_day);
    cr_assert_eq(read->answer_count, form->question_count);
    for (size_t i = 0; i < form->question_count; i++) {
        const mds_answer *a = &answers[i];
        const mds_answer *b = &read->answers[i];
        cr_expect_eq(a->state, b->state, "%s", form->questions[i].id);
        cr_expect_str_eq(a->response, b->response);
        cr_expect_str_eq(a->note_cell, b->note_cell);
        cr_expect_str_eq(a->note, b->note);
        cr_expect_str_eq(a->where, b->where);
        cr_expect_str_eq(a->wording, b->wording);
        cr_expect_eq(a->hidden, b->hidden);
        cr_expect_eq(a->basis, b->basis);
    }
    mds_source_free(source);
    small_free(&w);
}

Test(deployment_template, imports_as_it_is)
{
    small_world w;
    small_make(&w);
    const mds_policy *policy = &w.shipped->policies[0];
    const mds_deployment usual = mds_deployment_default(policy);
    const mds_export_format formats[] = {MDS_EXPORT_JSON, MDS_EXPORT_CSV};
    for (size_t i = 0; i < 2 * MDS_LANG__COUNT; i++) {
        mds_diags *diags = mds_diags_new(w.arena, 100);
        const char *text = NULL;
        mds_source *source = NULL;
        const mds_deployment *deployment = NULL;
        cr_assert_eq(mds_export_deployment_template(&text, w.arena, w.shipped, policy,
                                                    formats[i / 2], (mds_lang)(i % 2)),
                     MDS_OK);
        cr_assert_eq(mds_source_from_memory(&source, "context", text, strlen(text)), MDS_OK);
        cr_assert_eq(mds_import_deployment(&deployment, w.arena, w.shipped, policy, source, diags),
                     MDS_OK);
        for (size_t k = 0; k < mds_diags_count(diags); k++) {
            const mds_diag *diag = mds_diags_at(diags, k);
            cr_expect_fail("%s: %s", diag->where,
                           mds_diag_message(w.arena, w.shipped, diag, MDS_LANG_EN));
        }
        cr_expect_eq(deployment->profile, usual.profile);
        cr_expect_eq(deployment->zone, usual.zone);
        cr_expect_eq(deployment->data_volume, usual.data_volume);
        cr_expect_eq(deployment->country, usual.country);
        cr_expect_eq(deployment->end_of_support, usual.end_of_support);
        cr_expect_eq(deployment->hospital_rate_factor, 1);
        for (size_t k = 0; k < deployment->record_count; k++) {
            cr_expect_eq(deployment->records[k].implementation, MDS_IMPLEMENTATION_NONE);
        }
        mds_source_free(source);
    }
    small_free(&w);
}

Test(deployment_template, other_formats_are_refused)
{
    small_world w;
    small_make(&w);
    const char *text = NULL;
    cr_expect_eq(mds_export_deployment_template(&text, w.arena, w.shipped, &w.policy,
                                                MDS_EXPORT_XLSX, MDS_LANG_EN),
                 MDS_EINVAL);
    cr_expect_null(text);
    small_free(&w);
}
