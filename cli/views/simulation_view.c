/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulation_view.h"

#include "base/num.h"
#include "base/text_width.h"

enum { COLUMN = 11, LINES_SHOWN = 8, DIGITS = 3, LINE_COLUMNS = 80 };

static void put_text(const run *r, mds_strbuf *out, const char *key, const char *const *args,
                     size_t count)
{
    mds_strbuf text;

    mds_strbuf_init(&text, (size_t)1 << 16);
    mds_strbuf_template(&text, say(r, key), args, count);
    mds_text_wrap(out, LINE_COLUMNS, 0, 0, text.p);
    mds_strbuf_finish(&text);
}

/* To the right in a column; full-width characters take two. */
static void put_right(mds_strbuf *out, const char *text, size_t columns)
{
    for (size_t width = mds_text_width(text); width < columns; width++) {
        mds_strbuf_putc(out, ' ');
    }
    mds_strbuf_puts(out, text);
}

static void put_number(mds_strbuf *out, double value)
{
    char number[MDS_NUM_SIZE];
    mds_num_significant(number, value, DIGITS);
    put_right(out, number, COLUMN);
}

static void put_percent(mds_strbuf *out, double share, size_t columns)
{
    char number[MDS_NUM_SIZE];
    char percent[MDS_NUM_SIZE + 2];
    mds_num_significant(number, 100.0 * share, DIGITS);
    (void)snprintf(percent, sizeof percent, "%s %%", number);
    put_right(out, percent, columns);
}

static void put_basis(const run *r, mds_strbuf *out, const mds_simulation *simulation)
{
    const mds_policy *policy = simulation->assessment->policy;
    char number[3][MDS_NUM_SIZE];
    double weight = policy->unknown_alpha + policy->unknown_beta;

    (void)snprintf(number[0], sizeof number[0], "%zu", simulation->draws);
    (void)snprintf(number[1], sizeof number[1], "%llu", (unsigned long long)simulation->seed);
    mds_num_significant(number[2], weight > 0.0 ? policy->unknown_alpha / weight : 0.0, DIGITS);
    const char *const args[] = {number[0],         number[1],       simulation->generator,
                                r->catalog->model, r->catalog->id,  r->catalog->version,
                                policy->id,        policy->version, number[2]};
    put_text(r, out, "simulate.basis", args, sizeof args / sizeof args[0]);
}

static void put_headings(const run *r, mds_strbuf *out)
{
    static const char *const keys[] = {"simulate.mean", "simulate.error", "simulate.p05",
                                       "simulate.p50",  "simulate.p95",   "simulate.above"};
    mds_strbuf_puts(out, "    ");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        put_right(out, say(r, keys[i]), COLUMN);
    }
    mds_strbuf_putc(out, '\n');
}

static void put_spread(mds_strbuf *out, const mds_spread *spread)
{
    put_number(out, spread->mean);
    put_number(out, spread->error);
    put_number(out, spread->p05);
    put_number(out, spread->p50);
    put_number(out, spread->p95);
}

static void put_curve(const run *r, mds_strbuf *out, const mds_simulation *simulation)
{
    mds_strbuf_printf(out, "\n%s\n    ", say(r, "simulate.curve"));
    for (size_t i = 0; i < MDS_CURVE_POINTS; i++) {
        put_percent(out, simulation->curve[i].share, 8);
    }
    mds_strbuf_puts(out, "\n    ");
    for (size_t i = 0; i < MDS_CURVE_POINTS; i++) {
        char number[MDS_NUM_SIZE];
        mds_num_significant(number, simulation->curve[i].index, DIGITS);
        put_right(out, number, 8);
    }
    mds_strbuf_putc(out, '\n');
}

static void put_exceedances(const run *r, mds_strbuf *out, const mds_simulation *simulation)
{
    mds_strbuf_printf(out, "\n%s\n    ", say(r, "simulate.exceedance"));
    put_right(out, say(r, "simulate.impact"), COLUMN);
    put_right(out, say(r, "simulate.mean"), COLUMN);
    put_right(out, say(r, "simulate.p05"), COLUMN);
    put_right(out, say(r, "simulate.p95"), COLUMN);
    put_right(out, say(r, "simulate.tolerable"), COLUMN);
    mds_strbuf_putc(out, '\n');
    for (size_t i = 0; i < simulation->exceedance_count; i++) {
        const mds_exceedance *e = &simulation->exceedances[i];
        mds_strbuf_puts(out, "    ");
        put_number(out, e->impact);
        put_number(out, e->frequency.mean);
        put_number(out, e->frequency.p05);
        put_number(out, e->frequency.p95);
        put_number(out, e->tolerable);
        mds_strbuf_putc(out, '\n');
    }
}

void view_simulation(const run *r, mds_strbuf *out, const mds_simulation *simulation)
{
    const mds_catalog *catalog = simulation->assessment->catalog;
    char number[7][MDS_NUM_SIZE];
    const double values[] = {simulation->index.mean,         simulation->index.error,
                             simulation->index.p05,          simulation->index.p50,
                             simulation->index.p95,          100.0 * simulation->above_one,
                             100.0 * simulation->above_limit};

    put_basis(r, out, simulation);
    for (size_t i = 0; i < 7; i++) {
        mds_num_significant(number[i], values[i], DIGITS);
    }
    const char *const index[] = {number[0], number[1], number[2], number[3], number[4]};
    mds_strbuf_putc(out, '\n');
    put_text(r, out, "simulate.index", index, 5);
    char limit[MDS_NUM_SIZE];
    mds_num_significant(limit, simulation->assessment->policy->reduce_limit, DIGITS);
    const char *const shares[] = {number[5], number[6], limit};
    put_text(r, out, "simulate.shares", shares, 3);
    put_curve(r, out, simulation);
    put_exceedances(r, out, simulation);
    mds_strbuf_printf(out, "\n%s\n", say(r, "simulate.risks"));
    put_headings(r, out);
    for (size_t i = 0; i < simulation->risk_count; i++) {
        const mds_risk_spread *risk = &simulation->risks[i];
        mds_strbuf_printf(out, "%3zu.", i + 1);
        put_spread(out, &risk->rrf);
        put_percent(out, risk->above_one, COLUMN);
        mds_strbuf_printf(out, "  %s\n", catalog->scenarios[risk->scenario].title.in[r->opt.lang]);
    }
}

void view_risk(const run *r, mds_strbuf *out, const mds_simulation *simulation, size_t risk)
{
    const mds_risk_spread *at = &simulation->risks[risk];
    const struct {
        const char *name;
        const mds_spread *spread;
    } rows[] = {{"F", &at->frequency}, {"r", &at->risk}, {"RRF", &at->rrf}};

    mds_strbuf_printf(out, "\n%s\n", say(r, "simulate.of_risk"));
    put_basis(r, out, simulation);
    put_headings(r, out);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mds_strbuf_printf(out, "%-4s", rows[i].name);
        put_spread(out, rows[i].spread);
        if (i == 2) {
            put_percent(out, at->above_one, COLUMN);
        }
        mds_strbuf_putc(out, '\n');
    }
}

static const char *control_title(const run *r, uint32_t fact, uint32_t compensating)
{
    return fact != MDS_NO_ORDINAL ? r->catalog->facts[fact].title.in[r->opt.lang]
                                  : r->catalog->compensating[compensating].title.in[r->opt.lang];
}

/* What an input is, in words; at the device the scenario in front. */
static void put_input(const run *r, mds_strbuf *out, const mds_input *input, uint32_t scenario)
{
    static const char *const keys[MDS_INPUT_KIND__COUNT] = {
        [MDS_INPUT_RATE] = "simulate.input.rate",
        [MDS_INPUT_V1] = "simulate.input.v1",
        [MDS_INPUT_V2] = "simulate.input.v2",
        [MDS_INPUT_EFFECT] = "simulate.input.effect",
        [MDS_INPUT_UNKNOWN] = "simulate.input.unknown"};
    const char *title = "";

    if (input->effect != NULL) {
        title = control_title(r, input->effect->fact, input->effect->compensating);
    } else if (input->fact != MDS_NO_ORDINAL) {
        title = control_title(r, input->fact, MDS_NO_ORDINAL);
    }
    mds_strbuf_template(out, say(r, keys[input->kind]), &title, 1);
    if (scenario != MDS_NO_ORDINAL) {
        mds_strbuf_printf(out, " [%s]", r->catalog->scenarios[scenario].id);
    }
}

static void put_omitted(const run *r, mds_strbuf *out, size_t count)
{
    char number[24];
    const char *const args[] = {number};
    if (count > LINES_SHOWN) {
        (void)snprintf(number, sizeof number, "%zu", count - LINES_SHOWN);
        mds_strbuf_puts(out, "    ");
        put_text(r, out, "simulate.more", args, 1);
    }
}

static void put_shares(const run *r, mds_strbuf *out, const mds_contributions *c)
{
    if (c->share_count < c->group_count) {
        char number[2][24];
        const char *const args[] = {number[0], number[1]};
        (void)snprintf(number[0], sizeof number[0], "%zu", c->group_count);
        (void)snprintf(number[1], sizeof number[1], "%d", (int)MDS_SHAPLEY_MOST);
        mds_strbuf_putc(out, '\n');
        put_text(r, out, "simulate.no_shapley", args, 2);
        return;
    }
    mds_strbuf_printf(out, "\n%s\n", say(r, "simulate.shapley"));
    for (size_t i = 0; i < c->share_count; i++) {
        const mds_share *share = &c->shares[i];
        put_number(out, share->value);
        mds_strbuf_printf(out, "  %s\n",
                          share->group[0] != '\0'
                              ? share->group
                              : control_title(r, share->fact, share->compensating));
    }
}

void view_contributions(const run *r, mds_strbuf *out, const mds_contributions *c)
{
    char number[2][MDS_NUM_SIZE];
    const char *const ends[] = {number[0], number[1]};

    mds_num_significant(number[0], c->before, DIGITS);
    mds_num_significant(number[1], c->after, DIGITS);
    mds_strbuf_putc(out, '\n');
    put_text(r, out, "simulate.from_to", ends, 2);
    put_shares(r, out, c);
    mds_strbuf_printf(out, "\n%s\n", say(r, "simulate.without"));
    for (size_t i = 0; i < c->without_count && i < LINES_SHOWN; i++) {
        const mds_without *without = &c->without[i];
        put_number(out, without->added);
        mds_strbuf_printf(out, "  %s\n", control_title(r, without->fact, without->compensating));
    }
    put_omitted(r, out, c->without_count);
    mds_strbuf_printf(out, "\n%s\n", say(r, "simulate.tornado"));
    for (size_t i = 0; i < c->swing_count && i < LINES_SHOWN; i++) {
        const mds_swing *swing = &c->swings[i];
        put_number(out, swing->risk_low);
        put_number(out, swing->risk_high);
        mds_strbuf_puts(out, "  ");
        put_input(r, out, &swing->input,
                  c->scenario == swing->scenario ? MDS_NO_ORDINAL : swing->scenario);
        mds_strbuf_putc(out, '\n');
    }
    put_omitted(r, out, c->swing_count);
}

void view_sensitivities(const run *r, mds_strbuf *out, const mds_sensitivities *s)
{
    char draws[24];
    const char *const args[] = {draws};

    (void)snprintf(draws, sizeof draws, "%zu", s->draws);
    mds_strbuf_putc(out, '\n');
    put_text(r, out, "simulate.sobol", args, 1);
    put_right(out, say(r, "simulate.first"), COLUMN);
    put_right(out, say(r, "simulate.total"), COLUMN);
    mds_strbuf_putc(out, '\n');
    for (size_t i = 0; i < s->count && i < LINES_SHOWN; i++) {
        char number[2][MDS_NUM_SIZE];
        mds_num_fixed(number[0], s->at[i].first, DIGITS);
        mds_num_fixed(number[1], s->at[i].total, DIGITS);
        put_right(out, number[0], COLUMN);
        put_right(out, number[1], COLUMN);
        mds_strbuf_puts(out, "  ");
        put_input(r, out, &s->at[i].input, MDS_NO_ORDINAL);
        mds_strbuf_putc(out, '\n');
    }
    put_omitted(r, out, s->count);
}
