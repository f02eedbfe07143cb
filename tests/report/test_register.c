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
    cr_assert_eq(table->row_count, 3);
    static const char *const scenarios[] = {"exploit-", "session-", "tampering-", "media-malware-"};
    for (size_t i = 0; i < 3; i++) {
        const char *id = small_cell(table, i, "risk_id")->text;
        bool known = false;
        for (size_t k = 0; k < 4; k++) {
            const size_t n = strlen(scenarios[k]);
            known = known || (strncmp(id, scenarios[k], n) == 0 && strlen(id) == n + 6);
        }
        cr_expect(known, "%s", id);
    }
    cr_expect_eq(small_cell(table, 0, "rank")->number, 1);
    for (size_t i = 0; i + 1 < w.risk->ranked_count; i++) {
        cr_expect_geq(small_cell(table, i, "share")->number,
                      small_cell(table, i + 1, "share")->number);
    }
    const mds_table *out = &small_register(&w, MDS_LANG_EN)->tables[MDS_TABLE_NOT_APPLICABLE];
    cr_assert_eq(out->row_count, 1);
    cr_expect_eq(strncmp(small_cell(out, 0, "risk_id")->text, "media-malware-", 14), 0);
    cr_expect_str_eq(small_cell(out, 0, "why")->text, "Not applicable: \"Takes media\" is false");
    small_free(&w);
}

Test(register, numbers_are_those_of_the_assessment)
{
    small_world w;
    small_make(&w);
    const mds_table *table = &small_register(&w, MDS_LANG_EN)->tables[MDS_TABLE_RISKS];
    for (size_t i = 0; i < w.risk->ranked_count; i++) {
        const mds_risk *risk = &w.risk->now->risks[w.risk->ranking[i]];
        const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
        cr_expect_eq(small_cell(table, i, "rrf")->number, at->rrf);
        cr_expect_eq(small_cell(table, i, "share")->number, at->share);
        cr_expect_eq(small_cell(table, i, "sure")->number, 1.0 - at->exceeds);
        cr_expect_eq(small_cell(table, i, "rrf_r0")->number, risk->at[MDS_STAGE_R0].rrf);
        cr_expect_eq(small_cell(table, i, "rrf_r1")->number, risk->at[MDS_STAGE_R1].rrf);
        cr_expect_eq(small_cell(table, i, "events_a_year")->number, at->frequency);
        cr_expect_eq(small_cell(table, i, "impact_security")->number,
                     risk->impact[MDS_PROPERTY_SECURITY]);
    }
    small_free(&w);
}

Test(register, one_signal_stands_in_front)
{
    small_world w;
    small_make(&w);
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const mds_register *reg = small_register(&w, (mds_lang)lang);
        const mds_table *table = &reg->tables[MDS_TABLE_SUMMARY];
        const char *signal = NULL;
        for (size_t i = 0; i < table->row_count && signal == NULL; i++) {
            const mds_cell *value = small_cell(table, i, "value");
            if (value->mark >= MDS_MARK_VERDICT_ACCEPTABLE &&
                value->mark <= MDS_MARK_VERDICT_CANNOT_BE_JUDGED) {
                signal = value->text;
            }
        }
        cr_assert_not_null(signal);
        cr_expect_not_null(
            strstr(signal, lang == MDS_LANG_JA ? "許容値の" : " times the tolerable"), "%s",
            signal);
    }
    small_free(&w);
}

/* A4 landscape holds some 180 characters at a size that people read. */
Test(register, twelve_columns_stand_in_front_and_nobody_decided_for_the_hospital)
{
    small_world w;
    small_make(&w);
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const mds_table *table = &small_register(&w, (mds_lang)lang)->tables[MDS_TABLE_RISKS];
        double width = 0;
        size_t front = 0;
        for (size_t c = 0; c < table->column_count; c++) {
            const mds_column *column = &table->columns[c];
            front += column->group == MDS_GROUP_FRONT;
            width += column->group == MDS_GROUP_FRONT ? column->width : 0;
            for (size_t i = 0; i < table->row_count && column->input != MDS_INPUT_NONE; i++) {
                const mds_cell *cell = &table->cells[i * table->column_count + c];
                if (column->input == MDS_INPUT_DECISION) {
                    cr_expect_str_eq(cell->text, mds_decision_word(&w.catalog, (mds_lang)lang,
                                                                   MDS_DECISION_UNDECIDED));
                } else {
                    cr_expect_eq(cell->kind, MDS_CELL_EMPTY, "%s", column->id);
                }
            }
        }
        cr_expect_eq(front, 12);
        cr_expect_leq(width, 180);
    }
    small_free(&w);
}

Test(register, assumptions_stand_beside_the_verdict_and_defaults_are_flagged)
{
    small_world w;
    small_make(&w);
    w.deployment.stated = MDS_STATED_ZONE;
    const mds_table *lead = &small_register(&w, MDS_LANG_EN)->tables[MDS_TABLE_LEAD];
    const char *assumes = NULL;
    for (size_t i = 0; i < lead->row_count; i++) {
        if (strcmp(small_cell(lead, i, "item")->text, "Assumes") == 0) {
            assumes = small_cell(lead, i, "value")->text;
        }
    }
    cr_assert_not_null(assumes);
    cr_expect_eq((int)small_cell(lead, 1, "value")->mark,
                 (int)MDS_MARK_VERDICT_ACCEPTABLE + (int)w.risk->verdict);
    const char *zone = w.policy.zones[w.deployment.zone].title.in[MDS_LANG_EN];
    const char *country = "(default, not yours); support ended";
    const char *at = strstr(assumes, zone);
    cr_assert_not_null(at, "%s", assumes);
    cr_expect_neq(strncmp(at + strlen(zone), " (default", 9), 0, "%s", assumes);
    cr_expect_not_null(strstr(assumes, country), "%s", assumes);
    small_free(&w);
}

Test(register, the_signal_in_both_languages)
{
    small_world w;
    mds_reg r;
    small_make(&w);
    mds_reg__init(&r, w.arena, w.risk, MDS_LANG_EN);
    cr_expect_str_eq(mds_words__signal(&r, MDS_VERDICT_REDUCE, 2.37598321, 0.342198841),
                     "Reduce: 2.38 times the tolerable, 34 % sure that it stays within it");
    r.lang = MDS_LANG_JA;
    cr_expect_str_eq(mds_words__signal(&r, MDS_VERDICT_REDUCE, 2.37598321, 0.342198841),
                     "低減が必要:許容値の2.38倍、許容範囲に収まる確からしさ34%");
    cr_expect_str_eq(mds_words__rrf(&r, 1.0049), "1.00");
    cr_expect_str_eq(mds_words__rrf(&r, 1.005), "1.01");
    cr_expect_str_eq(mds_words__rrf(&r, 10.04), "10.0");
    cr_expect_str_eq(mds_words__rrf(&r, 0.00098765), "0.000988");
    cr_expect_str_eq(mds_words__rrf(&r, 123456.0), "123000");
    cr_expect_str_eq(mds_words__sure(&r, 0.99999), "99%超");
    r.lang = MDS_LANG_EN;
    static const struct {
        double p;
        const char *said;
    } cases[] = {{0.0, "< 1 %"},  {0.0099, "< 1 %"}, {0.01, "1 %"},      {0.29, "29 %"},
                 {0.349, "34 %"}, {0.99, "99 %"},    {0.9901, "> 99 %"}, {1.0, "> 99 %"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_str_eq(mds_words__sure(&r, cases[i].p), cases[i].said, "%g", cases[i].p);
    }
    mds_reg__finish(&r);
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
    cr_expect_not_null(strstr(small_cell(table, 0, "proposed_response")->text, "Isolation (then "));
    cr_expect_str_eq(small_cell(table, 0, "responsible")->text, "Hospital"); /* past EOS */
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
    const mds_answer_worth *worth = NULL;
    size_t count = 0;
    cr_assert_eq(mds_answers_worth(&worth, &count, w.arena, w.risk, MDS_WORTH_OPEN), MDS_OK);
    cr_assert_eq(count, 2);
    for (size_t i = 0; i < 2; i++) {
        cr_expect_eq(small_cell(table, i, "answer_factor")->number, worth[i].factor);
        cr_expect_eq(small_cell(table, i, "rrf_after")->number, worth[i].rrf_after);
        const bool wireless = worth[i].fact == WIRELESS;
        cr_expect_str_eq(small_cell(table, i, "question")->text, wireless ? "NET-2" : "SEC-3");
    }
    cr_expect_geq(worth[0].factor, worth[1].factor);
    small_free(&w);
}

Test(register, people_read_years_of_a_device)
{
    static const struct {
        double frequency;
        const char *en, *ja;
    } cases[] = {
        {0, "does not happen", "発生しない"},
        {1e-12, "less than once in a thousand million device-years", "1台当たり10億年に1回未満"},
        {1.0 / 274.0, "once in 270 device-years", "1台当たり270年に1回"},
        {1.0 / 275.1, "once in 280 device-years", "1台当たり280年に1回"},
        {1.0 / 1822.0, "once in 1,800 device-years", "1台当たり1,800年に1回"},
        {1.0 / 1234567.0, "once in 1,200,000 device-years", "1台当たり1,200,000年に1回"},
        {0.9, "once in 1.1 device-years", "1台当たり1.1年に1回"},
        {40, "40 times a device-year", "1台当たり年40回"},
    };
    small_world w;
    small_make(&w);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mds_reg r;
        mds_reg__init(&r, w.arena, w.risk, MDS_LANG_EN);
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

Test(register, memory_that_runs_out_is_a_status)
{
    small_world w;
    small_make(&w);
    for (size_t limit = 1024; limit < 200000; limit *= 2) {
        mds_arena *arena = mds_arena_new(limit, NULL);
        cr_assert_not_null(arena);
        const mds_register *reg = NULL;
        mds_status status = mds_register_build(&reg, arena, w.risk, NULL, w.diags, MDS_LANG_EN);
        cr_expect((status == MDS_OK) == (reg != NULL));
        cr_expect(status == MDS_OK || status == MDS_ELIMIT || status == MDS_ENOMEM);
        mds_arena_free(arena);
    }
    small_free(&w);
}
