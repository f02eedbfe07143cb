/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdict in words: which bid, how sure, and what would turn it. */
#include "base/date.h"
#include "compare_words.h"

#include <mdsrisk/compare_report.h>
#include <stdio.h>
#include <string.h>

enum { MOST_NOTES = 12 + 2 * MDS_COMPARE_BIDS };

/* Below this probability of being first nothing is recommended. */
static const double least_sure = 0.60;

/* How sure an order is, by the probability that it holds. Words finer than these would say more
 * than the model can. */
const char *mds_compared__sure(const mds_compared *c, double probability)
{
    return mds_reg__text(&c->reg, probability >= 0.95         ? "compare.sure.clear"
                                  : probability >= 0.80       ? "compare.sure.likely"
                                  : probability >= least_sure ? "compare.sure.leaning"
                                                              : "compare.sure.open");
}

const mds_bid_result *mds_compared__bid(const mds_compared *c, size_t i)
{
    return &c->comparison->bids[i];
}

bool mds_compared__date_open(const mds_compared *c, const mds_bid_result *bid)
{
    return c->comparison->options.horizon != MDS_DAY_NONE &&
           bid->bid.assessment->deployment->end_of_support == MDS_DAY_NONE;
}

void mds_compared__about(mds_compared *c, const mds_risk_assessment *assessment)
{
    c->reg.as = assessment;
    c->reg.facts = assessment->facts;
    c->reg.deployment = assessment->deployment;
}

const char *mds_compared__device(mds_compared *c, size_t bid)
{
    mds_compared__about(c, mds_compared__bid(c, bid)->bid.assessment);
    return mds_words__device(&c->reg);
}

/* What is behind a bid's name: whose device it is; behind a letter, which device. */
static const char *who(mds_compared *c, size_t bid)
{
    const mds_bid *at = &mds_compared__bid(c, bid)->bid;
    const char *device = mds_compared__device(c, bid);
    const mds_facts *facts = at->assessment->facts;
    const char *maker =
        facts->disclosure_count > 0 ? facts->disclosures[0]->device[MDS_DEVICE_MANUFACTURER] : "";

    return at->name != at->label && maker[0] != '\0' ? maker : device;
}

const char *mds_compared__value(mds_compared *c, double value)
{
    char text[MDS_NUM_SIZE];
    mds_num_fixed(text, value, 2);
    mds_strbuf_clear(&c->reg.buf);
    mds_strbuf_puts(&c->reg.buf, text);
    return mds_reg__copy(&c->reg, &c->reg.buf);
}

void mds_compared__join(mds_compared *c, mds_strbuf *list, const char *text)
{
    if (list->n > 0) {
        mds_strbuf_puts(list, mds_reg__text(&c->reg, "list.separator"));
    }
    mds_strbuf_puts(list, text);
}

static void set_column(mds_compared *c, mds_column *to, const mds_bid_column *spec,
                       const mds_bid *bid)
{
    char key[64];
    mds_strbuf *buf = &c->reg.buf;

    (void)snprintf(key, sizeof key, "compare.column.%.40s", spec->id);
    const char *title = mds_reg__text(&c->reg, key);
    if (title == key) {
        title = spec->id;
    }
    *to = (mds_column){.id = spec->id, .title = title, .width = spec->width, .wrap = spec->wrap};
    if (bid != NULL) {
        mds_strbuf_clear(buf);
        mds_strbuf_printf(buf, "%s_%s", spec->id, bid->label);
        to->id = mds_reg__copy(&c->reg, buf);
        mds_strbuf_clear(buf);
        mds_strbuf_printf(buf, "%s: %s", bid->name, title);
        to->title = mds_reg__copy(&c->reg, buf);
    }
}

void mds_compared__table(mds_table_builder *b, mds_compared *c, const char *id,
                         const mds_bid_column *columns, size_t count)
{
    const size_t bids = c->comparison->bid_count;
    char key[64];
    size_t n = 0;

    *b = (mds_table_builder){.r = &c->reg, .table = {.id = id, .title = ""}};
    mds_column *made = mds_arena_alloc(c->reg.arena, count * bids, sizeof *made);
    if (made == NULL) {
        c->reg.status = mds_arena_status(c->reg.arena);
        return;
    }
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        if (!columns[i].each) {
            set_column(c, &made[n++], &columns[i], NULL);
        } else {
            while (end < count && columns[end].each) {
                end++;
            }
            for (size_t bid = 0; bid < bids; bid++) {
                for (size_t k = i; k < end; k++) {
                    set_column(c, &made[n++], &columns[k], &mds_compared__bid(c, bid)->bid);
                }
            }
        }
        i = end;
    }
    (void)snprintf(key, sizeof key, "compare.table.%.40s", id);
    const char *title = mds_reg__text(&c->reg, key);
    b->table.title = title != key ? title : id; /* the key is about to go */
    b->table.columns = made;
    b->table.column_count = n;
}

/* Of the other bids, the one that comes first most often. */
static uint32_t closest(const mds_comparison *cmp, uint32_t best)
{
    uint32_t found = cmp->order[0] == best ? cmp->order[1] : cmp->order[0];

    for (uint32_t i = 0; i < cmp->bid_count; i++) {
        if (i != best && cmp->bids[i].first > cmp->bids[found].first) {
            found = i;
        }
    }
    return found;
}

static const char *headline(mds_compared *c)
{
    const mds_comparison *cmp = c->comparison;
    const uint32_t best = cmp->order[0];
    const mds_bid_result *bid = mds_compared__bid(c, best);
    const char *device = who(c, best);
    const char *value = mds_compared__value(c, bid->total[MDS_UNKNOWNS_AS_NO]);
    const char *first = mds_words__sure(&c->reg, bid->first);
    const char *sure = mds_compared__sure(c, bid->first);
    char bids[24];
    char eligible[24];

    (void)snprintf(bids, sizeof bids, "%zu", cmp->bid_count);
    (void)snprintf(eligible, sizeof eligible, "%zu", cmp->eligible_count);
    if (cmp->eligible_count == 0) {
        return mds_reg__format(&c->reg, "compare.headline.none", bid->bid.name, device, bids, value,
                               first, NULL);
    }
    if (cmp->eligible_count == 1) {
        return mds_reg__format(&c->reg, "compare.headline.only", bid->bid.name, device, bids, value,
                               NULL);
    }
    if (bid->first < least_sure) {
        const mds_bid_result *rival = mds_compared__bid(c, closest(cmp, best));
        return mds_reg__format(&c->reg, "compare.headline.close", bid->bid.name, device, eligible,
                               value, first, rival->bid.name,
                               mds_words__sure(&c->reg, rival->first), NULL);
    }
    return mds_reg__format(&c->reg, "compare.headline.best", bid->bid.name, device, eligible, value,
                           first, sure, NULL);
}

typedef struct notes {
    mds_compared *c;
    const char *list[MOST_NOTES];
    size_t count;
} notes;

static void add(notes *to, const char *text)
{
    if (to->count < MOST_NOTES) {
        to->list[to->count++] = text;
    }
}

/* What the recommendation hangs on. */
static void note_condition(notes *to)
{
    mds_compared *c = to->c;
    const mds_bid_result *best = mds_compared__bid(c, c->comparison->order[0]);

    if (mds_compared__date_open(c, best)) {
        add(to, mds_reg__format(&c->reg, "compare.note.condition", best->bid.name,
                                mds_reg__date(&c->reg, c->comparison->options.horizon), NULL));
    }
}

/* "mds2-2019 + jp-mds-4.1": the forms that a bid answers. */
static const char *editions_of(mds_compared *c, const mds_bid_result *bid)
{
    const mds_facts *facts = bid->bid.assessment->facts;

    mds_strbuf_clear(&c->reg.buf);
    for (size_t i = 0; i < facts->disclosure_count; i++) {
        mds_strbuf_puts(&c->reg.buf, i > 0 ? " + " : "");
        mds_strbuf_puts(&c->reg.buf, mds_words__edition(&c->reg, facts->disclosures[i]->form));
    }
    return mds_reg__copy(&c->reg, &c->reg.buf);
}

/* Forms that ask different things leave different things unknown. */
static void note_editions(notes *to)
{
    mds_compared *c = to->c;
    const char *first = editions_of(c, mds_compared__bid(c, 0));
    bool differ = false;
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t i = 0; i < c->comparison->bid_count; i++) {
        const mds_bid_result *bid = mds_compared__bid(c, i);
        const char *editions = editions_of(c, bid);
        differ = differ || strcmp(editions, first) != 0;
        mds_compared__join(
            c, &list,
            mds_reg__format(&c->reg, "compare.note.edition", bid->bid.name, editions, NULL));
    }
    if (differ) {
        add(to, mds_reg__format(&c->reg, "compare.note.editions", list.p, NULL));
    }
    if (list.status != MDS_OK) {
        c->reg.status = list.status;
    }
    mds_strbuf_finish(&list);
}

/* The rival is the next in the order: an order is as sure as its closest step. */
static void note_rival(notes *to)
{
    mds_compared *c = to->c;
    const mds_comparison *cmp = c->comparison;
    const mds_bid_result *best = mds_compared__bid(c, cmp->order[0]);
    const mds_bid_result *next = mds_compared__bid(c, cmp->order[1]);

    add(to, mds_reg__format(&c->reg, "compare.note.rival", next->bid.name, who(c, cmp->order[1]),
                            mds_compared__value(c, next->total[MDS_UNKNOWNS_AS_NO]), best->bid.name,
                            mds_words__sure(&c->reg, best->better[cmp->order[1]]),
                            mds_compared__sure(c, best->better[cmp->order[1]]), NULL));
    if (next->total[MDS_UNKNOWNS_AS_GOOD] > best->total[MDS_UNKNOWNS_AS_NO]) {
        add(to,
            mds_reg__format(&c->reg, "compare.note.turns", best->bid.name,
                            mds_compared__value(c, best->total[MDS_UNKNOWNS_AS_NO]), next->bid.name,
                            mds_compared__value(c, next->total[MDS_UNKNOWNS_AS_GOOD]), NULL));
    } else {
        add(to,
            mds_reg__format(&c->reg, "compare.note.holds", best->bid.name, next->bid.name, NULL));
    }
}

static void note_weights(notes *to)
{
    mds_compared *c = to->c;
    const mds_comparison *cmp = c->comparison;
    const mds_bid_result *best = mds_compared__bid(c, cmp->order[0]);
    size_t strongest = 0;

    for (size_t i = 1; i < cmp->bid_count; i++) {
        if (cmp->bids[i].first_any > cmp->bids[strongest].first_any) {
            strongest = i;
        }
    }
    add(to, mds_reg__text(&c->reg, cmp->options.weights_stated ? "compare.note.weights_stated"
                                                               : "compare.note.weights_default"));
    add(to, mds_reg__format(&c->reg, "compare.note.any_weights", best->bid.name,
                            mds_words__sure(&c->reg, best->first_any), NULL));
    if (strongest != cmp->order[0]) {
        add(to,
            mds_reg__format(&c->reg, "compare.note.other_weights", cmp->bids[strongest].bid.name,
                            mds_words__sure(&c->reg, cmp->bids[strongest].first_any), NULL));
    }
}

static void note_dominated(notes *to)
{
    mds_compared *c = to->c;
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t i = 0; i < c->comparison->bid_count; i++) {
        const mds_bid_result *bid = mds_compared__bid(c, i);
        if (bid->dominated_by != MDS_NO_ORDINAL) {
            mds_compared__join(c, &list,
                               mds_reg__format(&c->reg, "compare.note.dominated_by", bid->bid.name,
                                               mds_compared__bid(c, bid->dominated_by)->bid.name,
                                               NULL));
        }
    }
    if (list.n > 0) {
        add(to, mds_reg__format(&c->reg, "compare.note.dominated", list.p, NULL));
    }
    if (list.status != MDS_OK) {
        c->reg.status = list.status;
    }
    mds_strbuf_finish(&list);
}

/* A date that stands for every product is hardly any product's. */
static void note_dates(notes *to)
{
    const mds_comparison *cmp = to->c->comparison;
    const int32_t first = cmp->bids[0].bid.assessment->deployment->end_of_support;

    for (size_t i = 1; i < cmp->bid_count; i++) {
        if (cmp->bids[i].bid.assessment->deployment->end_of_support != first) {
            return;
        }
    }
    if (first != INT32_MIN) {
        add(to, mds_reg__text(&to->c->reg, "compare.note.same_dates"));
    }
}

static void note_ahp(notes *to)
{
    const mds_ahp *ahp = to->c->comparison->options.ahp;
    mds_reg *r = &to->c->reg;

    if (ahp == NULL) {
        return;
    }
    add(to, mds_reg__format(
                r, ahp->cr > MDS_AHP_CR_LIMIT ? "compare.note.ahp_loose" : "compare.note.ahp",
                mds_reg__significant(r, ahp->cr, 3), mds_reg__significant(r, ahp->lambda_max, 6),
                mds_reg__significant(r, ahp->ri, 3), NULL));
}

/* The verdict of each bid, and which of the first two is safer. */
static void note_safer(notes *to)
{
    mds_compared *c = to->c;
    const mds_comparison *cmp = c->comparison;
    const mds_bid_result *best = mds_compared__bid(c, cmp->order[0]);
    const mds_bid_result *next = mds_compared__bid(c, cmp->order[1]);

    add(to, mds_reg__format(&c->reg, "compare.note.safer", best->bid.name, next->bid.name,
                            mds_words__sure(&c->reg, best->safer[cmp->order[1]]),
                            mds_compared__sure(c, best->safer[cmp->order[1]]), NULL));
}

static void note_unjudged(notes *to)
{
    mds_compared *c = to->c;

    for (size_t i = 0; i < c->comparison->bid_count; i++) {
        const mds_bid_result *bid = mds_compared__bid(c, i);
        if (bid->gate[MDS_BID_GATE_UNJUDGED]) {
            mds_compared__about(c, bid->bid.assessment);
            add(to, mds_reg__format(&c->reg, "compare.note.unjudged", bid->bid.name,
                                    mds_words__unjudged(&c->reg), NULL));
        }
    }
}

/* Bids that perhaps do not do the same work. */
static void note_purposes(notes *to)
{
    mds_compared *c = to->c;
    const mds_purpose *list = NULL;
    size_t count = 0;
    const mds_status status = mds_compare_purposes(&list, &count, c->reg.arena, c->comparison);

    if (status != MDS_OK) {
        c->reg.status = status;
    }
    for (size_t i = 0; i < count; i++) {
        const mds_purpose *at = &list[i];
        add(to, mds_reg__format(&c->reg, "compare.note.purpose", at->first->name, at->other->name,
                                mds_reg__text(&c->reg, at->field == MDS_DEVICE_DESCRIPTION
                                                           ? "compare.purpose.description"
                                                           : "compare.purpose.intended_use"),
                                at->first_text, at->other_text, NULL));
    }
}

static void set_notes(mds_compared *c, mds_compare_report *report)
{
    notes to = {.c = c};

    note_purposes(&to);
    note_condition(&to);
    note_editions(&to);
    note_unjudged(&to);
    note_rival(&to);
    note_safer(&to);
    note_weights(&to);
    note_ahp(&to);
    note_dates(&to);
    note_dominated(&to);
    add(&to, mds_reg__text(&c->reg, "compare.note.leaves_out"));
    const char **list = mds_arena_alloc(c->reg.arena, to.count, sizeof *list);
    if (list == NULL) {
        c->reg.status = mds_arena_status(c->reg.arena);
        return;
    }
    memcpy(list, to.list, to.count * sizeof *list);
    report->notes = list;
    report->note_count = to.count;
}

mds_status mds_compare_report_build(const mds_compare_report **out, mds_arena *arena,
                                    const mds_comparison *comparison, mds_lang lang)
{
    static void (*const builders[MDS_COMPARE_TABLE__COUNT])(mds_compared *, mds_table *) = {
        [MDS_COMPARE_VERDICT] = mds_compared__verdict,
        [MDS_COMPARE_CRITERIA] = mds_compared__criteria,
        [MDS_COMPARE_CERTAINTY] = mds_compared__certainty,
        [MDS_COMPARE_CAPABILITIES] = mds_compared__capabilities,
        [MDS_COMPARE_DIFFERENCES] = mds_compared__differences,
        [MDS_COMPARE_CONTRACT] = mds_compared__contract,
        [MDS_COMPARE_BASIS] = mds_compared__basis};
    mds_compare_report *report = mds_arena_alloc(arena, 1, sizeof *report);
    mds_compared c = {.comparison = comparison};

    if (report == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg__init(&c.reg, arena, comparison->bids[0].bid.assessment, lang);
    *report = (mds_compare_report){.lang = lang, .comparison = comparison};
    report->title = mds_reg__format(&c.reg, "compare.title",
                                    comparison->bids[0].bid.assessment->deployment->name, NULL);
    if (comparison->bids[0].bid.assessment->deployment->name[0] == '\0') {
        report->title = mds_reg__text(&c.reg, "compare.title_plain");
    }
    report->headline = headline(&c);
    set_notes(&c, report);
    for (size_t i = 0; i < MDS_COMPARE_TABLE__COUNT; i++) {
        builders[i](&c, &report->tables[i]);
    }
    mds_reg__finish(&c.reg);
    if (c.reg.status == MDS_OK) {
        *out = report;
    }
    return c.reg.status;
}
