/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sums of RM-2 over visible inputs, as formulas of a spreadsheet: who changes a credit sees the
 * risk move. A formula names cells by the place of its row: the headings are row 1. */
#include "register_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { COL_RISK, COL_STEP, COL_A, COL_B, COL_C, COL_D, COL_RESULT, COL_HOW, COLUMN_COUNT };
enum { MOST_PATHS = 16, FORMULA_LIMIT = 1 << 14 };

static const mds_column_spec columns[COLUMN_COUNT] = {
    [COL_RISK] = {"risk", 40, true},           [COL_STEP] = {"sums_step", 40, true},
    [COL_A] = {"sums_a", 12, false},           [COL_B] = {"sums_b", 12, false},
    [COL_C] = {"sums_c", 12, false},           [COL_D] = {"sums_d", 12, false},
    [COL_RESULT] = {"sums_result", 14, false}, [COL_HOW] = {"sums_how", 60, true},
};

/* Rows of the inputs that all risks share. */
typedef struct shared {
    size_t cause, anchor, tolerance; /* tolerance: of the first of the points */
} shared;

typedef struct sums {
    mds_table_builder b;
    mds_reg *r;
    shared at;
    mds_strbuf x, y;   /* sums of the anchored and of the other parts, without E[A] */
    mds_strbuf sx, sy; /* likewise of their squares times rho - 1 */
} sums;

static size_t row_now(const sums *s)
{
    return s->b.table.row_count + 1; /* of the row last begun, below the headings */
}

static bool begin(sums *s, const char *risk, const char *step, const char *how)
{
    if (!mds_table__row(&s->b)) {
        return false;
    }
    mds_table__text(&s->b, COL_RISK, risk);
    mds_table__text(&s->b, COL_STEP, step);
    mds_table__text(&s->b, COL_HOW, how[0] != '\0' ? mds_reg__text(s->r, how) : "");
    return true;
}

static void input(sums *s, size_t column, double value)
{
    mds_table__number(&s->b, column, value, MDS_NUMBER_PLAIN);
}

/* The result of the row at hand. */
static void result(sums *s, double value, const char *formula)
{
    mds_table__formula(&s->b, COL_RESULT, value, formula);
}

static const char *formula_of(sums *s, const mds_strbuf *text)
{
    return mds_reg__copy(s->r, text);
}

static void put_shared(sums *s)
{
    const mds_risk_assessment *as = s->r->as;
    const mds_policy *p = as->policy;

    if (begin(s, "", mds_reg__text(s->r, "sums.cause"), "sums.how_cause")) {
        input(s, COL_A, p->common_cause);
        s->at.cause = row_now(s);
    }
    if (begin(s, "", mds_reg__text(s->r, "sums.anchor"), "sums.how_anchor")) {
        input(s, COL_A, as->device.anchor.mean);
        input(s, COL_B, as->device.anchor.second);
        input(s, COL_C, as->device.own_error);
        input(s, COL_D, as->device.z);
        s->at.anchor = row_now(s);
    }
    for (size_t i = 0; i < p->tolerable_count; i++) {
        if (begin(s, "", mds_reg__text(s->r, "sums.tolerance"),
                  i == 0 ? "sums.how_tolerance" : "")) {
            input(s, COL_A, p->tolerable[i].impact);
            input(s, COL_B, p->tolerable[i].frequency);
            s->at.tolerance = i == 0 ? row_now(s) : s->at.tolerance;
        }
    }
}

/* m = 1 - a d g e; returns the row of the first member. */
static size_t put_members(sums *s, const mds_risk *risk, const char *title)
{
    const size_t first = row_now(s) + 1;

    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *member = &risk->members[i];
        if (!begin(s, title, mds_words__control(s->r, member->fact, member->compensating),
                   i == 0 ? "sums.how_member" : "")) {
            break;
        }
        char formula[96];
        const size_t row = row_now(s);
        input(s, COL_A, member->a);
        input(s, COL_B, member->d);
        input(s, COL_C, member->g);
        input(s, COL_D, member->mean);
        (void)snprintf(formula, sizeof formula, "=1-C%zu*D%zu*E%zu*F%zu", row, row, row, row);
        result(s, member->left, mds_arena_strndup(s->r->arena, formula, strlen(formula)));
    }
    return first;
}

static bool same_layer(const mds_reg *r, const mds_layer_member *a, const mds_layer_member *b)
{
    return a->layer == b->layer && a->layer < r->catalog->group_count;
}

/* The layers of a route, each the least of its members: "MIN(G5,G7),G9". */
static size_t append_layers(const sums *s, mds_strbuf *out, const mds_risk *risk,
                            mds_route_bits bit, size_t first, const char *between)
{
    size_t layers = 0;

    for (size_t i = 0; i < risk->member_count; i++) {
        bool seen = (risk->members[i].routes & bit) == 0;
        for (size_t k = 0; k < i && !seen; k++) {
            seen = (risk->members[k].routes & bit) != 0 &&
                   same_layer(s->r, &risk->members[k], &risk->members[i]);
        }
        if (seen) {
            continue;
        }
        mds_strbuf_printf(out, "%sMIN(G%zu", layers++ > 0 ? between : "", first + i);
        for (size_t k = i + 1; k < risk->member_count; k++) {
            if ((risk->members[k].routes & bit) != 0 &&
                same_layer(s->r, &risk->members[k], &risk->members[i])) {
                mds_strbuf_printf(out, ",G%zu", first + k);
            }
        }
        mds_strbuf_puts(out, ")");
    }
    return layers;
}

/* w q f of each open route; the sum of all is phi. Returns the row of phi. */
static size_t put_routes(sums *s, const mds_risk *risk, const char *title, size_t first)
{
    mds_strbuf phi;

    mds_strbuf_init(&phi, FORMULA_LIMIT);
    mds_strbuf_puts(&phi, "=0");
    for (size_t i = 0; i < risk->path_count; i++) {
        const mds_path *path = &risk->paths[i];
        const mds_route_bits bit = (mds_route_bits)1 << path->route;
        if (!path->open ||
            !begin(s, title, mds_reg__in(s->r, &s->r->catalog->routes[path->route].title),
                   "sums.how_route")) {
            continue;
        }
        const size_t row = row_now(s);
        mds_strbuf f;
        mds_strbuf_init(&f, FORMULA_LIMIT);
        mds_strbuf_printf(&f, "=(1-$C$%zu)*", s->at.cause);
        const size_t layers = append_layers(s, &f, risk, bit, first, "*");
        mds_strbuf_printf(&f, "%s+$C$%zu*MIN(", layers == 0 ? "1" : "", s->at.cause);
        (void)append_layers(s, &f, risk, bit, first, ",");
        mds_strbuf_puts(&f, layers == 0 ? "1)" : ")");
        input(s, COL_A, path->share);
        input(s, COL_B, path->raise);
        mds_table__formula(&s->b, COL_C, path->f[MDS_STAGE_R2], formula_of(s, &f));
        mds_strbuf_clear(&f);
        mds_strbuf_printf(&f, "=C%zu*D%zu*E%zu", row, row, row);
        result(s, path->share * path->raise * path->f[MDS_STAGE_R2], formula_of(s, &f));
        mds_strbuf_printf(&phi, "+G%zu", row);
        mds_strbuf_finish(&f);
    }
    if (begin(s, title, mds_reg__text(s->r, "sums.phi"), "sums.how_phi")) {
        result(s, risk->at[MDS_STAGE_R2].phi, formula_of(s, &phi));
    }
    mds_strbuf_finish(&phi);
    return row_now(s);
}

/* F_tol at the impact in column C of \p row: log-linear between two points, the end slopes go on.
 */
static const char *tolerance_formula(sums *s, size_t row)
{
    const size_t count = s->r->as->policy->tolerable_count;
    mds_strbuf f;

    mds_strbuf_init(&f, FORMULA_LIMIT);
    mds_strbuf_puts(&f, "=");
    for (size_t i = 0; i + 1 < count; i++) {
        const size_t a = s->at.tolerance + i;
        const size_t b = a + 1;
        if (i + 2 < count) {
            mds_strbuf_printf(&f, "IF(C%zu<=$C$%zu,", row, b);
        }
        mds_strbuf_printf(&f,
                          "EXP(LN($D$%zu)+(C%zu-$C$%zu)/($C$%zu-$C$%zu)*(LN($D$%zu)-LN($D$%zu)))%s",
                          a, row, a, b, a, b, a, i + 2 < count ? "," : "");
    }
    for (size_t i = 0; i + 2 < count; i++) {
        mds_strbuf_puts(&f, ")");
    }
    const char *text = formula_of(s, &f);
    mds_strbuf_finish(&f);
    return text;
}

/* U, E[F], F_tol, part and RRF of a risk whose phi is in row \p phi. */
static void put_risk(sums *s, const mds_risk *risk, const char *title, size_t phi)
{
    const mds_scenario *scenario = &s->r->catalog->scenarios[risk->scenario];
    const mds_risk_constants *c = risk->constants;
    const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
    mds_strbuf f;
    size_t row = 0;

    mds_strbuf_init(&f, FORMULA_LIMIT);
    if (begin(s, title, mds_reg__text(s->r, "sums.patch"), "sums.how_patch")) {
        row = row_now(s);
        input(s, COL_A, scenario->patch_share);
        input(s, COL_B, at->patch);
        mds_strbuf_printf(&f, "=1-C%zu+C%zu*D%zu", row, row, row);
        result(s, at->unpatched, formula_of(s, &f));
    }
    const size_t patch = row;
    if (begin(s, title, mds_reg__text(s->r, "sums.frequency"),
              scenario->anchored ? "sums.how_anchored" : "sums.how_frequency")) {
        row = row_now(s);
        input(s, COL_A, c->rate.mean);
        input(s, COL_B, risk->raised);
        input(s, COL_C, c->v1.mean);
        input(s, COL_D, c->v2.mean);
        mds_strbuf_clear(&f);
        mds_strbuf_printf(&f, "=C%zu*D%zu*E%zu*F%zu*G%zu*G%zu", row, row, row, row, patch, phi);
        if (scenario->anchored) {
            mds_strbuf_printf(&f, "*$C$%zu", s->at.anchor);
        }
        result(s, at->frequency, formula_of(s, &f));
    }
    const size_t frequency = row;
    if (begin(s, title, mds_reg__text(s->r, "sums.tolerable"), "")) {
        row = row_now(s);
        input(s, COL_A, risk->worst);
        result(s, risk->tolerable, tolerance_formula(s, row));
    }
    const size_t tolerable = row;
    if (begin(s, title, mds_reg__text(s->r, "sums.part"), "sums.how_part")) {
        row = row_now(s);
        input(s, COL_A, c->rho);
        mds_strbuf_clear(&f);
        mds_strbuf_printf(&f, "=G%zu/G%zu", frequency, tolerable);
        result(s, at->part, formula_of(s, &f));
        if (scenario->anchored) {
            mds_strbuf_printf(&s->x, "+G%zu/$C$%zu", row, s->at.anchor);
            mds_strbuf_printf(&s->sx, "+(G%zu/$C$%zu)^2*(C%zu-1)", row, s->at.anchor, row);
        } else {
            mds_strbuf_printf(&s->y, "+G%zu", row);
            mds_strbuf_printf(&s->sy, "+G%zu^2*(C%zu-1)", row, row);
        }
    }
    const size_t part = row;
    if (begin(s, title, mds_reg__text(s->r, "sums.rrf"), "sums.how_rrf")) {
        row = row_now(s);
        input(s, COL_A, c->factor);
        mds_strbuf_clear(&f);
        mds_strbuf_printf(&f, "=G%zu*C%zu", part, row);
        mds_table__formula(&s->b, COL_RESULT, at->rrf, formula_of(s, &f));
    }
    mds_strbuf_finish(&f);
}

/* A row of the device with a formula; returns its row. */
static size_t device_row(sums *s, const char *step, const char *how, double value,
                         const char *formula)
{
    if (begin(s, mds_reg__text(s->r, "sums.device"), mds_reg__text(s->r, step), how)) {
        result(s, value, formula);
    }
    return row_now(s);
}

static const char *printed(sums *s, const char *format, const size_t *rows, size_t count)
{
    mds_strbuf f;

    /* "@" stands for the next of the rows. */
    mds_strbuf_init(&f, FORMULA_LIMIT);
    for (const char *p = format; *p != '\0'; p++) {
        if (*p == '@' && count > 0) {
            mds_strbuf_printf(&f, "%zu", *rows++);
            count--;
        } else {
            mds_strbuf_putc(&f, *p);
        }
    }
    const char *text = formula_of(s, &f);
    mds_strbuf_finish(&f);
    return text;
}

static void put_device(sums *s)
{
    const mds_risk_assessment *as = s->r->as;
    const mds_device_at *at = &as->now->at[MDS_STAGE_R2];
    const size_t a = s->at.anchor;
    double x = 0.0;
    double y = 0.0;
    double sx = 0.0;
    double sy = 0.0;

    for (size_t i = 0; i < as->ranked_count; i++) {
        const mds_risk *risk = &as->now->risks[as->ranking[i]];
        const double own = risk->at[MDS_STAGE_R2].own / risk->tolerable;
        const bool anchored = as->catalog->scenarios[risk->scenario].anchored;
        *(anchored ? &x : &y) += own;
        *(anchored ? &sx : &sy) += own * own * (risk->constants->rho - 1.0);
    }
    const size_t rx = device_row(s, "sums.x", "sums.how_x", x, formula_of(s, &s->x));
    const size_t ry = device_row(s, "sums.y", "sums.how_y", y, formula_of(s, &s->y));
    const size_t rsx = device_row(s, "sums.sx", "", sx, formula_of(s, &s->sx));
    const size_t rsy = device_row(s, "sums.sy", "", sy, formula_of(s, &s->sy));
    const size_t mean = device_row(s, "sums.mean", "sums.how_mean", at->sum.mean,
                                   printed(s, "=$C$@*G@+G@", (size_t[]){a, rx, ry}, 3));
    const size_t second = device_row(s, "sums.second", "sums.how_second", at->sum.second,
                                     printed(s, "=$E$@*($D$@*(G@^2+G@)+2*$C$@*G@*G@+G@^2+G@)",
                                             (size_t[]){a, a, rx, rsx, a, rx, ry, ry, rsy}, 9));
    const double variance =
        at->sum.mean > 0.0 ? log(at->sum.second / (at->sum.mean * at->sum.mean)) : 0.0;
    const size_t v = device_row(s, "sums.variance", "sums.how_variance", variance,
                                printed(s, "=LN(G@/G@^2)", (size_t[]){second, mean, mean}, 2));
    (void)device_row(s, "sums.device_rrf", "sums.how_device_rrf", at->rrf,
                     printed(s, "=G@*EXP($F$@*SQRT(G@)-G@/2)", (size_t[]){mean, a, v, v}, 4));
    (void)device_row(s, "sums.device_sure", "sums.how_device_sure", at->sure,
                     printed(s, "=NORMSDIST((G@/2-LN(G@))/SQRT(G@))", (size_t[]){v, mean, v}, 3));
}

void mds_register__sums(mds_reg *r, mds_table *out)
{
    sums s = {.r = r};
    mds_strbuf *const lists[] = {&s.x, &s.y, &s.sx, &s.sy};

    mds_table__init(&s.b, r, "sums", columns, COLUMN_COUNT);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        mds_strbuf_init(lists[i], FORMULA_LIMIT);
        mds_strbuf_puts(lists[i], "=0");
    }
    put_shared(&s);
    for (size_t i = 0; i < r->as->ranked_count; i++) {
        const mds_risk *risk = &r->as->now->risks[r->as->ranking[i]];
        const char *title = mds_reg__in(r, &r->catalog->scenarios[risk->scenario].title);
        const size_t first = put_members(&s, risk, title);
        put_risk(&s, risk, title, put_routes(&s, risk, title, first));
    }
    if (r->as->ranked_count > 0) {
        put_device(&s);
    }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        mds_reg__drop(r, lists[i]);
    }
    mds_table__finish(&s.b, out);
}
