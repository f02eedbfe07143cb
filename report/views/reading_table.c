/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read as tables, for a workbook. */
#include "reading_words.h"

enum { CHECK, ITEM, QUESTION, PLACE, STANDS, ANSWER, NOTE, WHY, ITEM_COLUMNS };

static void put_items(mds_reg *r, mds_table *out, const mds_reading_report *report)
{
    static const mds_column_spec columns[ITEM_COLUMNS] = {
        [CHECK] = {"reading_check", 16, true},       [ITEM] = {"reading_item", 12, true},
        [QUESTION] = {"reading_question", 44, true}, [PLACE] = {"reading_place", 16, true},
        [STANDS] = {"reading_stands", 24, true},     [ANSWER] = {"reading_answer", 14, true},
        [NOTE] = {"reading_note", 30, true},         [WHY] = {"reading_why", 44, true},
    };
    mds_table_builder b;

    mds_table__init(&b, r, "reading", columns, ITEM_COLUMNS);
    for (size_t i = 0; i < report->item_count && mds_table__row(&b); i++) {
        const mds_reading_item *item = &report->items[i];
        mds_table__marked(&b, CHECK, report->care_titles[item->care],
                          item->care == MDS_CARE_DOUBTFUL ? MDS_MARK_NOTICE : MDS_MARK_NONE);
        mds_table__text(&b, ITEM, item->id);
        mds_table__text(&b, QUESTION, item->question);
        mds_table__text(&b, PLACE, item->place);
        mds_table__text(&b, STANDS, item->stands);
        mds_table__text(&b, ANSWER, item->answer);
        mds_table__text(&b, NOTE, item->note);
        mds_table__text(&b, WHY, item->why);
    }
    mds_table__finish(&b, out);
}

static void put_summary(mds_reg *r, mds_table *out, const mds_reading_report *report)
{
    enum { WHAT, COUNT, REMARK, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {[WHAT] = {"reading_what", 60, true},
                                                     [COUNT] = {"reading_count", 10, false},
                                                     [REMARK] = {"reading_as", 50, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "reading_summary", columns, COLUMNS);
    for (size_t i = 0; i < report->layout_count && mds_table__row(&b); i++) {
        mds_table__text(&b, WHAT, report->layout[i]);
    }
    for (size_t i = 0; i < report->count_count && mds_table__row(&b); i++) {
        mds_table__text(&b, WHAT, report->counts[i].answer);
        mds_table__number(&b, COUNT, (double)report->counts[i].count, MDS_NUMBER_INTEGER);
    }
    for (size_t i = 0; i < report->message_count && mds_table__row(&b); i++) {
        mds_table__marked(&b, WHAT, report->messages[i], MDS_MARK_NOTICE);
    }
    if (report->group_count > 0 && mds_table__row(&b)) {
        mds_table__marked(&b, WHAT, mds_reg__text(r, "reading.groups"), MDS_MARK_HEADING);
    }
    for (size_t i = 0; i < report->group_count && mds_table__row(&b); i++) {
        mds_table__text(&b, WHAT, report->groups[i].stands);
        mds_table__number(&b, COUNT, (double)report->groups[i].count, MDS_NUMBER_INTEGER);
        mds_table__text(&b, REMARK, report->groups[i].answer);
    }
    mds_table__finish(&b, out);
}

mds_status mds_reading_table(mds_table *items, mds_table *summary, mds_arena *arena,
                             const mds_catalog *catalog, const mds_reading_report *report)
{
    mds_reg r = {.arena = arena, .catalog = catalog, .lang = report->lang};

    mds_strbuf_init(&r.buf, MDS_READING_TEXT);
    put_items(&r, items, report);
    put_summary(&r, summary, report);
    mds_strbuf_finish(&r.buf);
    return r.status;
}
