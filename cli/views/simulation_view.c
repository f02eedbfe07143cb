/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulation_view.h"

#include "base/num.h"
#include "base/text_width.h"
#include <math.h>

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
    char number[2][MDS_NUM_SIZE];

    (void)snprintf(number[0], sizeof number[0], "%zu", simulation->draws);
    (void)snprintf(number[1], sizeof number[1], "%llu", (unsigned long long)simulation->seed);
    const char *const args[] = {number[0],         number[1],      simulation->generator,
                                r->catalog->model, r->catalog->id, r->catalog->version,
                                policy->id,        policy->version};
    put_text(r, out, "simulate.basis", args, sizeof args / sizeof args[0]);
}

/* By draws beside the closed form. */
static void put_headings(const run *r, mds_strbuf *out)
{
    static const char *const keys[] = {"simulate.rrf", "simulate.closed", "simulate.within",
                                       "simulate.within_closed"};
    mds_strbuf_puts(out, "    ");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        put_right(out, say(r, keys[i]), COLUMN);
    }
    mds_strbuf_putc(out, '\n');
}

static void put_check(const run *r, mds_strbuf *out, const mds_risk_spread *risk,
                      const mds_risk *form)
{
    const mds_risk_at *at = &form->at[MDS_STAGE_R2];

    put_number(out, risk->times.quantile);
    put_number(out, at->rrf);
    put_right(out, probability(r, risk->within), COLUMN);
    put_right(out, probability(r, 1.0 - at->exceeds), COLUMN);
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
        mds_num_significant(number, simulation->curve[i].times, DIGITS);
        put_right(out, number, 8);
    }
    mds_strbuf_putc(out, '\n');
}

/* The device by draws and by the closed form, and by how much they differ. */
static void put_device(const run *r, mds_strbuf *out, const mds_simulation *simulation)
{
    const mds_device_at *at = &simulation->assessment->now->at[MDS_STAGE_R2];
    const double off = at->rrf > 0.0 ? simulation->times.quantile / at->rrf - 1.0 : 0.0;
    const double sure_off = simulation->within - at->sure;
    char rrf[3][MDS_NUM_SIZE];

    mds_num_significant(rrf[0], simulation->times.quantile, DIGITS);
    mds_num_significant(rrf[1], at->rrf, DIGITS);
    mds_num_fixed(rrf[2], 100.0 * off, 1);
    const char *const rrfs[] = {rrf[0], rrf[1], rrf[2]};
    const char *const sures[] = {probability(r, simulation->within), probability(r, at->sure)};
    put_text(r, out, "simulate.device", rrfs, 3);
    put_text(r, out, "simulate.sure", sures, 2);
    if (fabs(off) > MDS_DRAWS_OFF_RRF || fabs(sure_off) > MDS_DRAWS_OFF_SURE) {
        put_text(r, out, "simulate.apart", NULL, 0);
    }
}

static void put_spread(const run *r, mds_strbuf *out, const mds_spread *spread)
{
    const double values[] = {spread->mean, spread->error, spread->p05, spread->p50, spread->p95};
    char number[5][MDS_NUM_SIZE];

    for (size_t i = 0; i < 5; i++) {
        mds_num_significant(number[i], values[i], DIGITS);
    }
    const char *const args[] = {number[0], number[1], number[2], number[3], number[4]};
    put_text(r, out, "simulate.spread", args, 5);
}

void view_simulation(const run *r, mds_strbuf *out, const mds_simulation *simulation)
{
    const mds_risk_assessment *as = simulation->assessment;

    put_basis(r, out, simulation);
    mds_strbuf_putc(out, '\n');
    put_device(r, out, simulation);
    put_spread(r, out, &simulation->times);
    put_curve(r, out, simulation);
    mds_strbuf_printf(out, "\n%s\n", say(r, "simulate.risks"));
    put_headings(r, out);
    for (size_t i = 0; i < simulation->risk_count; i++) {
        const uint32_t scenario = simulation->risks[i].scenario;
        mds_strbuf_printf(out, "%3zu.", i + 1);
        put_check(r, out, &simulation->risks[i], &as->now->risks[scenario]);
        mds_strbuf_printf(out, "  %s\n", as->catalog->scenarios[scenario].title.in[r->opt.lang]);
    }
}

void view_risk(const run *r, mds_strbuf *out, const mds_simulation *simulation, size_t risk)
{
    const mds_risk_spread *at = &simulation->risks[risk];

    mds_strbuf_printf(out, "\n%s\n", say(r, "simulate.of_risk"));
    put_basis(r, out, simulation);
    put_headings(r, out);
    mds_strbuf_puts(out, "    ");
    put_check(r, out, at, &simulation->assessment->now->risks[at->scenario]);
    mds_strbuf_putc(out, '\n');
    put_spread(r, out, &at->times);
}

static const char *control_title(const run *r, uint32_t fact, uint32_t compensating)
{
    return fact != MDS_NO_ORDINAL ? r->catalog->facts[fact].title.in[r->opt.lang]
           : compensating != MDS_NO_ORDINAL
               ? r->catalog->compensating[compensating].title.in[r->opt.lang]
               : say(r, "simulate.patches");
}

/* What an input is, in words; at the device the scenario behind. */
static void put_input(const run *r, mds_strbuf *out, const mds_input *input, bool device)
{
    static const char *const keys[MDS_INPUT_KIND__COUNT] = {
        [MDS_INPUT_ANCHOR] = "simulate.input.anchor", [MDS_INPUT_MODEL] = "simulate.input.model",
        [MDS_INPUT_RATE] = "simulate.input.rate",     [MDS_INPUT_V1] = "simulate.input.v1",
        [MDS_INPUT_V2] = "simulate.input.v2",         [MDS_INPUT_EFFECT] = "simulate.input.effect"};
    const char *title =
        input->kind == MDS_INPUT_EFFECT ? control_title(r, input->fact, input->compensating) : "";

    mds_strbuf_template(out, say(r, keys[input->kind]), &title, 1);
    if (device && input->scenario != MDS_NO_ORDINAL) {
        mds_strbuf_printf(out, " [%s]", r->catalog->scenarios[input->scenario].id);
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
    mds_strbuf_printf(out, "\n%s\n", say(r, "simulate.shapley"));
    for (size_t i = 0; i < c->share_count; i++) {
        const mds_share *share = &c->shares[i];
        put_number(out, share->value);
        mds_strbuf_printf(out, "  %s\n",
                          share->group != MDS_NO_ORDINAL
                              ? r->catalog->groups[share->group].title.in[r->opt.lang]
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
        put_number(out, swing->times_low);
        put_number(out, swing->times_high);
        mds_strbuf_puts(out, "  ");
        put_input(r, out, &swing->input, c->scenario == MDS_NO_ORDINAL);
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
        put_input(r, out, &s->at[i].input, s->scenario == MDS_NO_ORDINAL);
        mds_strbuf_putc(out, '\n');
    }
    put_omitted(r, out, s->count);
}
