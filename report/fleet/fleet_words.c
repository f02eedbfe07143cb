/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_words.h"

#include <stdio.h>
#include <string.h>

enum { LIST_BYTES = 1 << 16 };

const char *mds_fleet_words__bits(mds_reg *r, const char *prefix, unsigned bits, unsigned count,
                                  const char *(*name)(unsigned))
{
    mds_strbuf out;

    mds_strbuf_init(&out, LIST_BYTES);
    for (unsigned i = 0; i < count; i++) {
        if ((bits & 1U << i) != 0) {
            mds_strbuf_puts(&out, out.n > 0 ? "; " : "");
            mds_strbuf_puts(&out, mds_reg__named(r, prefix, name(i)));
        }
    }
    const char *text = mds_reg__copy(r, &out);
    mds_reg__drop(r, &out);
    return text;
}

const char *mds_fleet_words__network(mds_reg *r, const mds_zone_line *line)
{
    mds_strbuf_clear(&r->buf);
    if (line->vlan[0] != '\0') {
        mds_strbuf_printf(&r->buf, "VLAN %s", line->vlan);
    }
    if (line->has_net) {
        mds_strbuf_printf(&r->buf, "%s%u.%u.%u.%u/%u", r->buf.n > 0 ? ", " : "", line->net >> 24,
                          line->net >> 16 & 255, line->net >> 8 & 255, line->net & 255, line->bits);
    }
    return mds_reg__copy(r, &r->buf);
}

const char *mds_fleet_words__reasons(mds_reg *r, const char *words)
{
    mds_strbuf out;

    mds_strbuf_init(&out, 1 << 12);
    while (*words != '\0') {
        char word[32];
        const size_t n = strcspn(words, " ");
        (void)snprintf(word, sizeof word, "%.*s", n < sizeof word ? (int)n : 0, words);
        mds_strbuf_puts(&out, out.n > 0 ? "; " : "");
        mds_strbuf_puts(&out, mds_reg__named(r, "why.changed", word));
        words += n + (words[n] == ' ');
    }
    const char *text = mds_reg__copy(r, &out);
    mds_reg__drop(r, &out);
    return text;
}

const char *mds_fleet_words__finding(mds_reg *r, const mds_fleet_finding *finding)
{
    const char *component =
        finding->component[0] != '\0' ? finding->component : mds_reg__text(r, "vuln.device");

    mds_strbuf_clear(&r->buf);
    mds_strbuf_printf(&r->buf, "%s: %s%s%s", finding->id, component,
                      finding->version[0] != '\0' ? " " : "", finding->version);
    return mds_reg__copy(r, &r->buf);
}

static void add(mds_reg *r, mds_strbuf *list, const char *text)
{
    if (text[0] != '\0') {
        mds_strbuf_puts(list, list->n > 0 ? mds_reg__text(r, "list.separator") : "");
        mds_strbuf_puts(list, text);
    }
}

const char *mds_fleet_words__standing(mds_reg *r, const mds_fleet_finding *finding)
{
    char score[MDS_NUM_SIZE];
    mds_strbuf list;

    mds_num_fixed(score, finding->score_high, 1);
    mds_strbuf_init(&list, 1 << 12);
    add(r, &list, mds_reg__named(r, "vuln.standing", mds_hit_standing_name(finding->standing)));
    add(r, &list,
        finding->score_low < finding->score_high
            ? mds_reg__format(r, "fleet.score", mds_reg__text(r, "vuln.score.none"), NULL)
            : mds_reg__format(r, "fleet.score", score, NULL));
    if (finding->exploited[0] != '\0') {
        add(r, &list, mds_reg__format(r, "fleet.exploited", finding->exploited, NULL));
    }
    const char *text = mds_reg__copy(r, &list);
    mds_reg__drop(r, &list);
    return text;
}

const mds_contract_clause *mds_fleet_words__clause(const mds_reg *r,
                                                   const mds_fleet_finding *finding)
{
    for (size_t i = 0; i < r->catalog->contract_count; i++) {
        if (strcmp(r->catalog->contract[i].id, finding->clause) == 0) {
            return &r->catalog->contract[i];
        }
    }
    return NULL;
}

/* One sentence behind another. */
static const char *then(mds_reg *r, const char *first, const char *second)
{
    return second[0] != '\0' ? mds_reg__format(r, "fleet.then", first, second, NULL) : first;
}

const char *mds_fleet_words__who_acts(mds_reg *r, const mds_fleet_finding *finding)
{
    const mds_contract_clause *clause = mds_fleet_words__clause(r, finding);
    const char *text = mds_reg__text(r, "fleet.act.vulnerability");

    text = then(r, text, clause != NULL ? mds_reg__in(r, &clause->text) : "");
    if (finding->action[0] != '\0') {
        text = then(r, text, mds_reg__format(r, "fleet.advice", finding->action, NULL));
    }
    if (finding->fixed_in[0] != '\0') {
        text = then(r, text, mds_reg__format(r, "fleet.fixed_in", finding->fixed_in, NULL));
    }
    return text;
}
