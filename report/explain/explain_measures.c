/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The routes of a risk, and on each open one its layers: a table that a spreadsheet reproduces. */
#include "base/text_width.h"
#include "explain_internal.h"

enum { NAME = 38, NUMBER = 7 };

static const char *const layer_heads[] = {"a", "d", "g", "E[e]", "m"};

/* Whether \p condition names \p fact, itself or by what it derives from. */
static bool names(const mds_catalog *catalog, const mds_condition *condition, uint32_t fact)
{
    for (size_t i = 0; i < condition->count; i++) {
        for (size_t k = 0; k < condition->at[i].count; k++) {
            const uint32_t named = condition->at[i].at[k].fact;
            if (named == fact || (catalog->facts[named].derived.count > 0 && named != fact &&
                                  names(catalog, &catalog->facts[named].derived, fact))) {
                return true;
            }
        }
    }
    return false;
}

/* Why a route is open or closed, with the basis of what the hospital found. */
static const char *reason(mds_explanation *x, const mds_route *route)
{
    mds_reg *r = &x->r;
    mds_strbuf text;

    if (route->open_when.count == 0) {
        return mds_reg__text(r, "explain.always_open");
    }
    mds_strbuf_init(&text, 1 << 16);
    mds_proof__append_condition(r, &text, &route->open_when);
    for (size_t i = 0; i < r->deployment->verified_count; i++) {
        const mds_verified_fact *found = &r->deployment->verified[i];
        if (r->catalog->facts[found->fact].closes[found->state] &&
            names(r->catalog, &route->open_when, found->fact)) {
            mds_strbuf_printf(&text, "; %s",
                              mds_words__basis(r, found->by, found->on, found->evidence));
        }
    }
    const char *made = mds_reg__copy(r, &text);
    mds_strbuf_finish(&text);
    return made;
}

/* The same as a row of the table: "a 1, d 1, g 0.5, E[e] 0.4, m 0.8". */
static void put_cells(mds_explanation *x, const char *name, const char *const *cells, size_t count)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 12);
    for (size_t i = 0; i < count && cells != layer_heads; i++) {
        mds_strbuf_printf(&text, "%s%s %s", i > 0 ? ", " : "", layer_heads[i], cells[i]);
    }
    if (text.n > 0) {
        mds_explain__row(x, name, mds_reg__copy(&x->r, &text));
    }
    mds_reg__drop(&x->r, &text);
}

static void put_row(mds_explanation *x, const char *name, const char *const *cells, size_t count)
{
    mds_strbuf_puts(&x->out, "    ");
    mds_explain__pad(x, name, NAME, false);
    if (mds_text_width(name) > NAME) { /* the numbers keep their columns on a line of their own */
        mds_strbuf_putc(&x->out, '\n');
        mds_text_blanks(&x->out, 4 + NAME);
    }
    for (size_t i = 0; i < count; i++) {
        mds_explain__pad(x, cells[i], NUMBER, true);
    }
    mds_strbuf_putc(&x->out, '\n');
    put_cells(x, name, cells, count);
}

static void put_member(mds_explanation *x, const mds_layer_member *member, bool leads)
{
    mds_reg *r = &x->r;
    const char *title = mds_words__control(r, member->fact, member->compensating);
    const char *name = leads ? title : mds_reg__format(r, "explain.beside", title, NULL);
    const char *const cells[] = {
        mds_explain__number(x, member->a), mds_explain__number(x, member->d),
        mds_explain__number(x, member->g), mds_explain__number(x, member->mean),
        mds_explain__number(x, member->left)};
    mds_strbuf text;

    put_row(x, name, cells, sizeof cells / sizeof cells[0]);
    mds_strbuf_init(&text, 1 << 16);
    if (member->fact != MDS_NO_ORDINAL) {
        mds_proof__append_all(r, &text, &r->facts->at[member->fact], MDS_TRUE);
    } else if (member->record != NULL) {
        mds_reg__append(r, &text, "explain.record", member->record->owner,
                        mds_reg__date(r, member->record->expires), NULL);
    }
    mds_explain__cite(x, &text, member->evidence, member->evidence_count);
    if (text.n > 0) {
        mds_explain__paragraph(x, 6, mds_reg__copy(r, &text));
    }
    mds_reg__drop(r, &text);
}

/* The members of the layer of \p head on the route, the least one first. */
static void put_layer(mds_explanation *x, const mds_layer_member *head, mds_route_bits bit)
{
    const mds_risk *risk = x->risk;

    put_member(x, head, true);
    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *member = &risk->members[i];
        if (member != head && (member->routes & bit) != 0 && member->layer == head->layer) {
            put_member(x, member, false);
        }
    }
}

static void put_sum(mds_explanation *x, const mds_path *path, mds_route_bits bit)
{
    const mds_risk *risk = x->risk;
    const char *common = mds_explain__number(x, x->r.policy->common_cause);
    double least = 1.0;
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    mds_strbuf_printf(&text, "(1-%s)", common);
    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *member = &risk->members[i];
        if ((member->leads[MDS_STAGE_R2] & bit) != 0) {
            mds_strbuf_printf(&text, " * %s", mds_explain__number(x, member->left));
            least = member->left < least ? member->left : least;
        }
    }
    mds_strbuf_printf(&text, " + %s * %s = %s", common, mds_explain__number(x, least),
                      mds_explain__number(x, path->f[MDS_STAGE_R2]));
    mds_explain__field(x, 4, "f", mds_reg__copy(&x->r, &text));
    mds_strbuf_finish(&text);
}

static void put_path(mds_explanation *x, const mds_path *path)
{
    mds_reg *r = &x->r;
    const mds_route *route = &r->catalog->routes[path->route];
    const mds_route_bits bit = (mds_route_bits)1 << path->route;
    bool any = false;

    mds_explain__paragraph(
        x, 2,
        mds_reg__format(r, path->open ? "explain.route_open" : "explain.route_closed",
                        mds_reg__in(r, &route->title), mds_explain__number(x, path->share),
                        mds_explain__number(x, path->raise), reason(x, route), NULL));
    for (size_t i = 0; i < x->risk->member_count && path->open; i++) {
        const mds_layer_member *member = &x->risk->members[i];
        if ((member->leads[MDS_STAGE_R2] & bit) != 0) {
            if (!any) {
                put_row(x, mds_explain__label(x, "explain.layer"), layer_heads, 5);
            }
            any = true;
            put_layer(x, member, bit);
        }
    }
    if (any) {
        put_sum(x, path, bit);
    } else if (path->open) {
        mds_explain__field(x, 4, "f", mds_explain__label(x, "explain.no_layer"));
    }
}

void mds_explain__routes(mds_explanation *x)
{
    mds_explain__paragraph(x, 2, mds_explain__label(x, "explain.layer_formula"));
    for (size_t i = 0; i < x->risk->path_count; i++) {
        put_path(x, &x->risk->paths[i]);
    }
}
