/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation is a sum for a pocket calculator: here is the calculator. */
#include "base/text_width.h"
#include "support/small_world.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct calculator {
    const char *at;
    bool good;
} calculator;

static double sum(calculator *c);

static void skip(calculator *c)
{
    while (*c->at == ' ') {
        c->at++;
    }
}

static bool take(calculator *c, const char *token)
{
    skip(c);
    size_t n = strlen(token);
    if (strncmp(c->at, token, n) != 0) {
        return false;
    }
    c->at += n;
    return true;
}

static double atom(calculator *c)
{
    if (take(c, "exp(-")) {
        double value = exp(-sum(c));
        c->good = take(c, ")") && c->good;
        return value;
    }
    if (take(c, "min(")) {
        double a = sum(c);
        c->good = take(c, ",") && c->good;
        double b = sum(c);
        c->good = take(c, ")") && c->good;
        return fmin(a, b);
    }
    if (take(c, "(")) {
        double value = sum(c);
        c->good = take(c, ")") && c->good;
        return value;
    }
    char *end = NULL;
    skip(c);
    double value = strtod(c->at, &end);
    c->good = c->good && end != c->at;
    c->at = end;
    take(c, "years");
    return value;
}

static double product(calculator *c)
{
    double value = atom(c);
    for (;;) {
        if (take(c, "*")) {
            value *= atom(c);
        } else if (take(c, "/")) {
            value /= atom(c);
        } else {
            return value;
        }
    }
}

static double sum(calculator *c)
{
    double value = product(c);
    for (;;) {
        if (take(c, "+")) {
            value += product(c);
        } else if (take(c, "-")) {
            value -= product(c);
        } else {
            return value;
        }
    }
}

/* Checks "left = right" where left is nothing but arithmetic; whether it was. */
static bool check_sum(const char *text)
{
    calculator c = {.at = text, .good = true};
    double left = sum(&c);
    skip(&c);
    if (!c.good || *c.at != '=') {
        return false;
    }
    char *end = NULL;
    double right = strtod(c.at + 1, &end);
    if (end == c.at + 1) {
        return false;
    }
    cr_expect(fabs(left - right) <= 5e-3 * fabs(right) + 1e-12, "%s: %.9g", text, left);
    return true;
}

/* Line breaks within a value are wrapping: they become blanks. */
static char *unwrapped(const char *text)
{
    char *copy = strdup(text);
    cr_assert_not_null(copy);
    for (char *p = copy; (p = strstr(p, "\n                                  ")) != NULL;) {
        *p = ' ';
    }
    return copy;
}

static size_t check_sums(const char *text)
{
    size_t sums = 0;
    char *copy = unwrapped(text);
    for (char *line = strtok(copy, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        const char *value = strlen(line) > 34 && line[0] == ' ' ? line + 34 : line;
        if (check_sum(value)) {
            sums++;
        }
    }
    free(copy);
    return sums;
}

Test(explain, every_sum_in_it_is_right)
{
    small_world w;
    small_make(&w);
    const char *text = NULL;
    cr_assert_eq(mds_explain(&text, w.arena, w.risk, "exploit", MDS_LANG_EN), MDS_OK);
    /* U, f of the route, phi, E[F], the quantile, 3 impacts, RRF */
    cr_expect_geq(check_sums(text), 1 + 1 + 1 + 1 + 1 + 3 + 1, "%s", text);
    cr_expect_eq(text[strlen(text) - 1], '\n');
    cr_expect_not_null(strstr(text, "SEC-1: Yes [form!C5]"));
    cr_expect_not_null(strstr(text, "EV-1: published words; Somebody 2020"));
    small_free(&w);
}

Test(explain, the_calculator_itself_is_right)
{
    calculator c = {.at = "(1-0.1) * (1-0.5) + 0.1 * (1-0.5)", .good = true};
    double value = sum(&c); /* the macro would work it out twice */
    cr_expect_float_eq(value, 0.5, 1e-12);
    c = (calculator){.at = "min(1 + 0.25 * 2 years, 4)", .good = true};
    value = sum(&c);
    cr_expect_float_eq(value, 1.5, 1e-12);
    cr_expect(c.good);
}

Test(explain, lines_fit_a_terminal_in_both_languages)
{
    small_world w;
    small_make(&w);
    for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
        for (size_t i = 0; i < w.risk->now->risk_count; i++) {
            const char *id =
                mds_risk_id(w.arena, &w.catalog, w.risk->facts, w.risk->deployment, (uint32_t)i);
            const char *text = NULL;
            cr_assert_eq(mds_explain(&text, w.arena, w.risk, id, (mds_lang)lang), MDS_OK);
            char *copy = strdup(text);
            for (char *line = strtok(copy, "\n"); line != NULL; line = strtok(NULL, "\n")) {
                cr_expect_leq(mds_text_width(line), 100, "%s", line);
                cr_expect_neq(line[strlen(line) - 1], ' ', "%s|", line);
            }
            free(copy);
        }
    }
    small_free(&w);
}

Test(explain, unknown_risk_is_not_found)
{
    static const char *const ids[] = {"", "nothing", "exploit-000000", "exploi", "exploit-"};
    small_world w;
    small_make(&w);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        const char *text = "untouched";
        cr_expect_eq(mds_explain(&text, w.arena, w.risk, ids[i], MDS_LANG_EN), MDS_ENOTFOUND, "%s",
                     ids[i]);
        cr_expect_str_eq(text, "untouched");
    }
    small_free(&w);
}
