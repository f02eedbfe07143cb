/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats of others take from a register: its cells, its risks with their controls, and
 * what the hospital decided; as text, or as rows of csv. */
#include "exchange.h"

#include "base/num.h"
#include <string.h>

const char *mds_exchange__cell(const mds_exchange *x, size_t row, const char *id)
{
    const mds_table *table = &x->in->reg->tables[MDS_TABLE_RISKS];

    for (size_t c = 0; c < table->column_count; c++) {
        if (strcmp(table->columns[c].id, id) == 0) {
            return table->cells[row * table->column_count + c].text;
        }
    }
    return "";
}

const mds_risk *mds_exchange__risk(const mds_exchange *x, size_t row)
{
    const mds_risk_assessment *as = x->in->reg->assessment;

    return &as->now->risks[as->ranking[row]];
}

const mds_carried_risk *mds_exchange__carried(const mds_exchange *x, size_t row)
{
    const mds_register *reg = x->in->reg;
    const mds_carried_risk *risk =
        reg->carried != NULL ? &reg->carried->risks[reg->assessment->ranking[row]] : NULL;

    return risk != NULL && risk->entry != NULL ? risk : NULL;
}

const char *mds_exchange__response(const mds_exchange *x, size_t row)
{
    const mds_carried_risk *carried = mds_exchange__carried(x, row);

    if (carried == NULL ||
        (carried->entry->decision == MDS_DECISION_ACCEPT && carried->flags != 0)) {
        return "";
    }
    return mds_exchange__decided(carried->entry->decision);
}

const char *mds_exchange__decided(mds_decision decision)
{
    static const char *const names[MDS_DECISION__COUNT] = {[MDS_DECISION_UNDECIDED] = "",
                                                           [MDS_DECISION_ACCEPT] = "accept",
                                                           [MDS_DECISION_REDUCE] = "mitigate",
                                                           [MDS_DECISION_TRANSFER] = "transfer",
                                                           [MDS_DECISION_AVOID] = "avoid"};

    return decision < MDS_DECISION__COUNT ? names[decision] : "";
}

static bool is_repeated(const mds_risk *risk, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (risk->members[k].fact == risk->members[i].fact &&
            risk->members[k].compensating == risk->members[i].compensating) {
            return true;
        }
    }
    return false;
}

const char *mds_exchange__control(const mds_exchange *x, const mds_risk *risk, size_t i,
                                  const char **id)
{
    const mds_layer_member *member = &risk->members[i];

    if (is_repeated(risk, i)) {
        return NULL;
    }
    if (member->fact != MDS_NO_ORDINAL) {
        *id = x->catalog->facts[member->fact].id;
        return mds_exchange__in(x, &x->catalog->facts[member->fact].title);
    }
    *id = x->catalog->compensating[member->compensating].id;
    return mds_exchange__in(x, &x->catalog->compensating[member->compensating].title);
}

const char *mds_exchange__controls(mds_exchange *x, const mds_risk *risk, mds_stage of)
{
    mds_strbuf list;
    const char *text = NULL;

    mds_strbuf_init(&list, MDS_EXPORT_LIMIT);
    for (size_t i = 0; i < risk->member_count; i++) {
        const char *id;
        const char *title = mds_exchange__control(x, risk, i, &id);
        if (title != NULL && risk->members[i].from == of) {
            mds_strbuf_printf(&list, "%s%s", list.n > 0 ? "\n" : "", title);
        }
    }
    const mds_status status = mds_export__hand_out(&text, x->arena, &list);
    x->status = x->status == MDS_OK ? status : x->status;
    return status == MDS_OK ? text : "";
}

/* A comma belongs before every field but the first of its line. */
static void begin_field(mds_exchange *x)
{
    mds_strbuf_puts(x->text, x->fields++ > 0 ? "," : "");
}

void mds_exchange__field(mds_exchange *x, const char *text)
{
    begin_field(x);
    mds_export__csv_text(x->text, text);
}

void mds_exchange__number(mds_exchange *x, double value)
{
    char text[MDS_NUM_SIZE];

    mds_num_significant(text, value, 9);
    begin_field(x);
    mds_strbuf_puts(x->text, text);
}

void mds_exchange__row_end(mds_exchange *x)
{
    mds_strbuf_puts(x->text, "\r\n");
    x->fields = 0;
}

void mds_exchange__heading(mds_exchange *x, const char *const *titles, size_t count)
{
    mds_strbuf_puts(x->text, "\xEF\xBB\xBF");
    for (size_t i = 0; i < count; i++) {
        mds_exchange__field(x, titles[i]);
    }
    mds_exchange__row_end(x);
}
