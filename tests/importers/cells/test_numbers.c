/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Item numbers and clause references, case by case, as forms print them. */
#include "clause_marks.h"
#include "number.h"

#include <criterion/criterion.h>
#include <mdsrisk/catalog.h>
#include <stdio.h>
#include <string.h>

static void show(char out[64], const mds_number *number)
{
    size_t n = 0;

    out[0] = '\0';
    for (uint8_t i = 0; i < number->count && n < 60; i++) {
        n += (size_t)snprintf(out + n, 64 - n, "%s%u", i > 0 ? "." : "", number->at[i]);
    }
    if (number->relative) {
        (void)snprintf(out + n, 64 - n, "r");
    }
}

/* The readings of a text, likeliest first, "12.3 | 1.2.3"; "r" behind one that is relative. */
static const struct {
    const char *text, *readings, *rest;
} cases[] = {
    {"4.1.1", "4.1.1", ""},
    {"4. 1. 1 text", "4.1.1", " text"},
    {"４．１．１　本文", "4.1.1", "　本文"},
    {"１１", "11", ""},
    {"1 1 ", "11 | 1.1 | 1", " "},
    {"1 2. 3. 1. 1", "12.3.1.1 | 1.2.3.1.1 | 1", ""},
    {"12.3.2 1. 本文", "12.3.21 | 12.3.2.1 | 12.3.2", ". 本文"},
    {"4.1.1パスワード", "4.1.1", "パスワード"},
    {"5時刻", "5", "時刻"},
    {"9USBの接続", "9", "USBの接続"},
    {"4.1IDの管理", "4.1", "IDの管理"},
    {"4.", "4", "."},
    {"4)", "4", ")"},
    {"No.4.1", "4.1", ""},
    {"問4.1", "4.1", ""},
    {"7 3G回線", "7", " 3G回線"},
    {"(4)", "4r", ""},
    {"（４）本文", "4r", "本文"},
    {"④ 本文", "4r", " 本文"},
    {"⑬", "13r", ""},
    {"(3) ー 1 本文", "3.1r", " 本文"},
    {"2(4)", "2.4 | 2", ""},
    {"2④", "2.4 | 2", ""},
    {"2-4", "2.4", ""},
    {"2-13", "2.13", ""},
    {"0", "0", ""},
    {"6.2 章", "6.2", " 章"},
    /* nothing of the kind */
    {"3G回線", "", ""},
    {"2要素", "", ""},
    {"1回目", "", ""},
    {"2018年", "", ""},
    {"5.2版", "", ""},
    {"2018/1/15", "", ""},
    {"8/2", "", ""},
    {"6.5.C7", "", ""},
    {"6.5.C.11", "", ""},
    {"6.5C7", "", ""},
    {"1～3", "", ""},
    {"1、2", "", ""},
    {"10:30", "", ""},
    {"(6.5.C7)", "", ""},
    {"はい", "", ""},
    {"", "", ""},
};

static mds_catalog *load(void)
{
    mds_catalog *catalog = NULL;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    return catalog;
}

Test(numbers, every_case)
{
    mds_catalog *catalog = load();

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mds_number readings[MDS_NUMBER_READINGS];
        char all[256] = "";
        const size_t count = mds_number__read(readings, catalog, cases[i].text);
        for (size_t k = 0; k < count; k++) {
            char one[64];
            show(one, &readings[k]);
            const size_t n = strlen(all);
            (void)snprintf(all + n, sizeof all - n, "%s%s", k > 0 ? " | " : "", one);
        }
        cr_expect_str_eq(all, cases[i].readings, "%s: %s", cases[i].text, all);
        if (count == 1) {
            cr_expect_str_eq(cases[i].text + readings[0].end, cases[i].rest, "%s", cases[i].text);
        }
    }
    mds_catalog_free(catalog);
}

Test(numbers, days_that_were_numbers)
{
    static const struct {
        const char *text, *readings;
    } days[] = {
        {"2004-01-01", "4.1.1 | 1.1"},
        {"2012/3/2", "12.3.2 | 3.2"},
        {"2月13日", "2.13"},
        {"2024年2月4日", "24.2.4 | 2.4"},
        {"4.1.1", ""},
        {"はい", ""},
        {"1804/1/1", ""},
        {"8/2", ""},
    };
    mds_arena *arena = mds_arena_new(1 << 20, NULL);
    mds_catalog *catalog = load();

    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        mds_number readings[MDS_NUMBER_READINGS];
        char all[128] = "";
        const size_t count = mds_number__from_day(readings, arena, catalog, days[i].text);
        for (size_t k = 0; k < count; k++) {
            char one[64];
            show(one, &readings[k]);
            const size_t n = strlen(all);
            (void)snprintf(all + n, sizeof all - n, "%s%s", k > 0 ? " | " : "", one);
            cr_expect(readings[k].dated);
        }
        cr_expect_str_eq(all, days[i].readings, "%s: %s", days[i].text, all);
    }
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

static void list(char out[256], const mds_clauses *clauses)
{
    size_t n = 0;

    out[0] = '\0';
    for (size_t i = 0; i < clauses->count; i++) {
        const mds_clause_number *c = &clauses->at[i];
        n +=
            (size_t)snprintf(out + n, 256 - n, "%s%u.%u", i > 0 ? " " : "", c->chapter, c->section);
        if (c->requirement > 0) {
            n += (size_t)snprintf(out + n, 256 - n, ".C%u", c->requirement);
        }
        if (c->part > 0) {
            n += (size_t)snprintf(out + n, 256 - n, "-%u", c->part);
        }
    }
}

Test(clauses, every_case)
{
    static const struct {
        const char *text, *clauses;
    } texts[] = {
        {"1 一覧を渡せるか(6.2.C1)", "6.2.C1"},
        {"7 無線の対策 (6.5.C.11)", "6.5.C11"},
        {"４．１ 方式は？（６．５．Ｃ１、６．５．Ｃ１３）", "6.5.C1 6.5.C13"},
        {"(6.5.C10-1~6.5.C10-3)", "6.5.C10-1 6.5.C10-2 6.5.C10-3"},
        {"(6.5.C11(1)～6.5.C11(3))", "6.5.C11-1 6.5.C11-2 6.5.C11-3"},
        {"(6.11.C4、C10)", "6.11.C4 6.11.C10"},
        {"(6.5.C7・6.5.C8)", "6.5.C7 6.5.C8"},
        {"9 入出力(6.9)", "6.9"},
        {"6.5.C7", "6.5.C7"},
        {"6.5 C 7", "6.5.C7"},
        {"12.3.1 経路(6.11.C4)", "6.11.C4"},
        {"12.3.1.1 方式", ""},
        {"(12.3.1)", ""},
        {"6.2 章の見出し", ""},
        {"版は4.1です", ""},
        {"4.1、C言語", ""},
        {"はい", ""},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        mds_clauses clauses = {0};
        char found[256];
        mds_clauses__read(&clauses, texts[i].text);
        list(found, &clauses);
        cr_expect_str_eq(found, texts[i].clauses, "%s: %s", texts[i].text, found);
    }
}

Test(clauses, compared_as_sets)
{
    static const struct {
        const char *a, *b;
        mds_clauses_match match;
    } pairs[] = {
        {"(6.5.C1、6.5.C13)", "(6.5.C13、6.5.C.1)", MDS_CLAUSES_SAME},
        {"(6.5.C1、6.5.C13)", "(6.5.C1)", MDS_CLAUSES_SOME},
        {"(6.5.C14)", "(6.5.C11(1))", MDS_CLAUSES_OTHER},
        {"(6.5.C10-1)", "(6.5.C10)", MDS_CLAUSES_OTHER},
        {"", "(6.5.C1)", MDS_CLAUSES_NONE},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        mds_clauses a = {0};
        mds_clauses b = {0};
        mds_clauses__read(&a, pairs[i].a);
        mds_clauses__read(&b, pairs[i].b);
        cr_expect_eq(mds_clauses__compare(&a, &b), pairs[i].match, "%s %s", pairs[i].a, pairs[i].b);
        cr_expect_eq(mds_clauses__compare(&b, &a), pairs[i].match, "%s %s", pairs[i].b, pairs[i].a);
    }
}
