/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists that are in front, each joined to one cell: the head of the first sheet and of the
 * terminal. */
#include "register_internal.h"

#include <stdio.h>

enum { COL_ITEM, COL_VALUE, COLUMN_COUNT };

static const mds_column_spec columns[COLUMN_COUNT] = {
    [COL_ITEM] = {"item", 14, true},
    [COL_VALUE] = {"value", 120, true},
};

static void line(mds_table_builder *b, const char *key, const char *value, mds_cell_mark mark)
{
    if (value[0] != '\0' && mds_table__row(b)) {
        mds_table__text(b, COL_ITEM, mds_reg__text(b->r, key));
        mds_table__marked(b, COL_VALUE, value, mark);
    }
}

static void next(const mds_reg *r, mds_strbuf *list)
{
    mds_strbuf_puts(list, list->n > 0 ? mds_reg__text(r, "list.clause") : "");
}

static const char *finish(mds_reg *r, mds_strbuf *list)
{
    const char *text = mds_reg__copy(r, list);

    mds_strbuf_finish(list);
    return text;
}

/* "2026-11-20, RM-2, CE-0417, Ward 3": what the sheet is of, behind the device's name. */
static const char *identity(mds_reg *r, const mds_lead_list *items)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < items->count; i++) {
        if (items->at[i].name[0] != '\0') {
            next(r, &list);
            mds_reg__append(r, &list, "lead.asset", items->at[i].name, items->at[i].text, NULL);
        } else {
            mds_strbuf_puts(&list, i > 0 ? ", " : "");
            mds_strbuf_puts(&list, items->at[i].text);
        }
    }
    return finish(r, &list);
}

static const char *joined(mds_reg *r, const mds_lead_list *items)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < items->count; i++) {
        next(r, &list);
        if (items->at[i].flag == MDS_LEAD_DEFAULT) {
            mds_reg__append(r, &list, "lead.default", items->at[i].text,
                            mds_reg__text(r, "lead.flag_default"), NULL);
        } else {
            mds_strbuf_puts(&list, items->at[i].text);
        }
    }
    return finish(r, &list);
}

static const char *steps(mds_reg *r, const mds_lead *lead)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    for (size_t i = 0; i < lead->step_count; i++) {
        char number[24];
        (void)snprintf(number, sizeof number, "%zu", i + 1);
        next(r, &text);
        mds_reg__append(r, &text, "do.step", number, lead->steps[i].text, lead->steps[i].rrf, NULL);
    }
    mds_strbuf_puts(&text, lead->step_count > 0 && lead->conclusion[0] != '\0'
                               ? mds_reg__text(r, "list.sentence")
                               : "");
    mds_strbuf_puts(&text, lead->conclusion);
    return finish(r, &text);
}

void mds_register__lead(mds_reg *r, const mds_lead *lead, mds_table *out)
{
    mds_table_builder b;

    mds_table__init(&b, r, "lead", columns, COLUMN_COUNT);
    if (lead != NULL && mds_table__row(&b)) {
        mds_table__marked(&b, COL_ITEM, lead->title, MDS_MARK_HEADING);
        mds_table__text(&b, COL_VALUE, identity(r, &lead->identity));
        line(&b, "summary.verdict", lead->signal.sentence, mds_verdict_mark(r->as->verdict));
        line(&b, "summary.unjudged", lead->signal.unjudged, MDS_MARK_NOTICE);
        line(&b, "summary.gate", lead->gate, MDS_MARK_NOTICE);
        line(&b, "lead.do", steps(r, lead), MDS_MARK_NONE);
        line(&b, "lead.assumes", joined(r, &lead->assumes), MDS_MARK_NONE);
        line(&b, "lead.not_known", joined(r, &lead->unknown), MDS_MARK_NONE);
        line(&b, "lead.changed", joined(r, &lead->changed),
             r->carried != NULL && r->carried->flagged > 0 ? MDS_MARK_NOTICE : MDS_MARK_NONE);
    }
    mds_table__finish(&b, out);
}
