/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text_width.h"
#include "register_internal.h"
#include "support/small_world.h"

/* A text that is missing comes back as its key: "verdict.acceptable". */
static bool looks_like_key(const char *text)
{
    const char *dot = strchr(text, '.');
    if (dot == NULL || dot == text || dot[1] == '\0') {
        return false;
    }
    for (const char *p = text; *p != '\0'; p++) {
        if (!((*p >= 'a' && *p <= 'z') || *p == '_' || *p == '.')) {
            return false;
        }
    }
    return true;
}

Test(register, every_text_exists_in_both_languages)
{
    small_world w;
    small_make(&w);
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const mds_register *reg = small_register(&w, (mds_lang)lang);
        for (int t = 0; t < MDS_TABLE_KIND__COUNT; t++) {
            const mds_table *table = &reg->tables[t];
            cr_expect_not(looks_like_key(table->title), "%s", table->title);
            cr_expect_leq(mds_text_width(table->title), 31);
            for (size_t c = 0; c < table->column_count; c++) {
                cr_expect_not(looks_like_key(table->columns[c].title), "%s",
                              table->columns[c].title);
            }
            for (size_t i = 0; i < table->row_count * table->column_count; i++) {
                if (strcmp(table->cells[i].text, "form.xlsx") != 0) {
                    cr_expect_not(looks_like_key(table->cells[i].text), "%s", table->cells[i].text);
                }
            }
        }
    }
    small_free(&w);
}

Test(register, rows_stand_in_ranking_order_then_what_does_not_apply)
{
    small_world w;
    small_make(&w);
    const mds_table *table = &small_register(&w, MDS_LANG_EN)->tables[MDS_TABLE_RISKS];
    cr_assert_eq(table->row_count, 4);
    static const char *const order[] = {"exploit-", "session-", "tampering-", "media-malware-"};
    for (size_t i = 0; i < 4; i++) {
        const char *id = small_cell(table, i, "risk_id")->text;
        cr_expect_eq(strncmp(id, order[i], strlen(order[i])), 0, "%s", id);
        cr_expect_eq(strlen(id), strlen(order[i]) + 6);
    }
    cr_expect_eq(small_cell(table, 0, "rank")->number, 1);
    cr_expect_eq(small_cell(table, 2, "rank")->kind, MDS_CELL_EMPTY); /* no recorded event */
    cr_expect_not_null(strstr(small_cell(table, 2, "likelihood")->text, "no recorded event"));
    cr_expect_str_eq(small_cell(table, 3, "status")->text,
                     "Not applicable: \"Takes media\" is false");
    cr_expect_eq(small_cell(table, 3, "r2_expected")->kind, MDS_CELL_EMPTY);
    small_free(&w);
}

Test(register, numbers_are_those_of_the_assessment)
{
    small_world w;
    small_make(&w);
    const mds_table *table = &small_register(&w, MDS_LANG_EN)->tables[MDS_TABLE_RISKS];
    for (size_t i = 0; i < w.assessment->ranked_count; i++) {
        const mds_scenario_result *s = &w.assessment->scenarios[w.assessment->ranking[i]];
        const mds_result *at = s->at[MDS_STAGE_R2];
        cr_expect_eq(small_cell(table, i, "rrf_lo")->number, at[MDS_CASE_LO].rrf);
        cr_expect_eq(small_cell(table, i, "rrf_expected")->number, at[MDS_CASE_EXPECTED].rrf);
        cr_expect_eq(small_cell(table, i, "rrf_hi")->number, at[MDS_CASE_HI].rrf);
        cr_expect_eq(small_cell(table, i, "r2_expected")->number, at[MDS_CASE_EXPECTED].risk);
        cr_expect_eq(small_cell(table, i, "r0_hi")->number, s->at[MDS_STAGE_R0][MDS_CASE_HI].risk);
        cr_expect_eq(small_cell(table, i, "impact_security")->number,
                     s->impact[MDS_PROPERTY_SECURITY]);
    }
    small_free(&w);
}

Test(register, says_who_credited_what_and_what_to_do)
{
    small_world w;
    small_make(&w);
    const mds_table *table = &small_register(&w, MDS_LANG_EN)->tables[MDS_TABLE_RISKS];
    cr_expect_str_eq(small_cell(table, 0, "controls_credited")->text,
                     "Is hardened (SEC-1: Yes [form!C5], note: since version 2, \"all\" ports)");
    cr_expect_str_eq(small_cell(table, 0, "controls_missing")->text, "Is patched (SEC-2)");
    cr_expect_str_eq(small_cell(table, 0, "controls_unknown")->text, "SEC-3");
    cr_expect_not_null(strstr(small_cell(table, 0, "compensating_controls")->text,
                              "Segmentation: credited (owner Clinical engineering"));
    cr_expect_not_null(strstr(small_cell(table, 0, "proposed_response")->text, "Isolation gives"));
    cr_expect_str_eq(small_cell(table, 0, "responsible")->text, "Hospital"); /* past EOS */
    cr_expect_str_eq(small_cell(table, 0, "verdict")->text, "Not acceptable");
    cr_expect_eq(small_cell(table, 0, "verdict")->mark, MDS_MARK_VERDICT_NOT_ACCEPTABLE);
    small_free(&w);
}

Test(register, while_supported_the_manufacturer_answers_for_the_device)
{
    small_world w;
    small_make(&w);
    w.deployment.end_of_support = 30000;
    small_assess(&w);
    const mds_table *table = &small_register(&w, MDS_LANG_EN)->tables[MDS_TABLE_RISKS];
    cr_expect_str_eq(small_cell(table, 0, "responsible")->text, "Shared");
    for (size_t i = 0; i < table->row_count; i++) {
        if (strncmp(small_cell(table, i, "risk_id")->text, "session-", 8) == 0) {
            cr_expect_str_eq(small_cell(table, i, "responsible")->text, "Manufacturer");
        }
    }
    small_free(&w);
}

Test(register, unknowns_come_by_what_hangs_on_them)
{
    small_world w;
    small_make(&w);
    const mds_table *table = &small_register(&w, MDS_LANG_EN)->tables[MDS_TABLE_UNKNOWNS];
    cr_assert_eq(table->row_count, 2);
    /* Both bear on the exploit, the lock on the open session too. */
    cr_expect_str_eq(small_cell(table, 0, "question")->text, "SEC-3");
    cr_expect_eq(small_cell(table, 0, "risk_count")->number, 2);
    cr_expect_str_eq(small_cell(table, 1, "question")->text, "NET-2");
    cr_expect_str_eq(small_cell(table, 1, "note")->text, "=HYPERLINK(\"x\")");
    cr_expect_eq(small_cell(table, 1, "rrf_largest")->number,
                 w.assessment->scenarios[0].at[MDS_STAGE_R2][MDS_CASE_EXPECTED].rrf);
    small_free(&w);
}

Test(register, people_read_powers_of_ten)
{
    static const struct {
        double frequency;
        const char *en, *ja;
    } cases[] = {
        {0, "does not happen", "発生しない"},
        {4e-8, "less than 1 in 1,000,000 a year", "1,000,000年に1回未満"},
        {1.2e-3, "about 1 in 1,000 a year", "約1,000年に1回"},
        {0.0049, "about 1 in 100 a year", "約100年に1回"},
        {0.09, "about 1 in 10 a year", "約10年に1回"},
        {0.9, "about once a year", "年に約1回"},
        {40, "about 100 times a year", "年に約100回"},
    };
    small_world w;
    small_make(&w);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mds_reg r;
        mds_reg__init(&r, w.arena, w.assessment, MDS_LANG_EN);
        cr_expect_str_eq(mds_words__frequency(&r, cases[i].frequency), cases[i].en);
        r.lang = MDS_LANG_JA;
        cr_expect_str_eq(mds_words__frequency(&r, cases[i].frequency), cases[i].ja);
        mds_reg__finish(&r);
    }
    small_free(&w);
}

Test(register, wrapping_counts_full_width_characters_twice)
{
    cr_expect_eq(mds_text_width("abc"), 3);
    cr_expect_eq(mds_text_width("日本a"), 5);
    cr_expect_eq(mds_text_lines("", 10), 1);
    cr_expect_eq(mds_text_lines("one two three", 7), 2);
    cr_expect_eq(mds_text_lines("a\nb\nc", 80), 3);
    cr_expect_eq(mds_text_lines("日本語日本語", 6), 2);
    cr_expect_eq(mds_text_lines("\xff\xfe", 6), 1); /* no text at all: no crash */
}

Test(register, wrapping_breaks_between_words_and_hangs)
{
    mds_strbuf out;
    mds_strbuf_init(&out, 4096);
    mds_text_blanks(&out, 2);
    mds_text_wrap(&out, 9, 2, 4, "one two three");
    cr_expect_str_eq(out.p, "  one two\n    three\n");
    mds_strbuf_clear(&out);
    mds_text_wrap(&out, 6, 0, 0, "日本語。日本");
    cr_expect_str_eq(out.p, "日本\n語。日\n本\n", "no line begins with a full stop");
    mds_strbuf_clear(&out);
    mds_text_wrap(&out, 8, 0, 0, "日本(「語」)、日");
    cr_expect_str_eq(out.p, "日本\n(「語」)、\n日\n", "brackets stay with what they hold");
    mds_strbuf_clear(&out);
    mds_text_wrap(&out, 4, 0, 1, "longword a");
    cr_expect_str_eq(out.p, "longword\n a\n", "a word is never cut");
    mds_strbuf_finish(&out);
}

Test(register, a_response_names_the_rule_that_a_number_does_not_show)
{
    small_world w;
    small_make(&w);
    mds_reg r;
    mds_reg__init(&r, w.arena, w.assessment, MDS_LANG_EN);
    mds_scenario_result result = w.assessment->scenarios[0];
    result.verdict = MDS_VERDICT_NOT_ACCEPTABLE;
    result.at[MDS_STAGE_R2][MDS_CASE_EXPECTED].rrf = 3;
    result.gated = false;
    cr_expect_null(strstr(mds_words__response(&r, &result), "A rule on end of support"));
    result.gated = true;
    cr_expect_not_null(strstr(mds_words__response(&r, &result), "Needs a further factor 3"));
    cr_expect_not_null(strstr(mds_words__response(&r, &result), "A rule on end of support"));
    mds_reg__finish(&r);
    small_free(&w);
}

Test(register, memory_that_runs_out_is_a_status)
{
    small_world w;
    small_make(&w);
    for (size_t limit = 1024; limit < 200000; limit *= 2) {
        mds_arena *arena = mds_arena_new(limit, NULL);
        cr_assert_not_null(arena);
        const mds_register *reg = NULL;
        mds_status status = mds_register_build(&reg, arena, w.assessment, w.diags, MDS_LANG_EN);
        cr_expect((status == MDS_OK) == (reg != NULL));
        cr_expect(status == MDS_OK || status == MDS_ELIMIT || status == MDS_ENOMEM);
        mds_arena_free(arena);
    }
    small_free(&w);
}
