/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison of bids as a report: the verdict, how surely each bid comes first, then the tables
 * behind it. */
#include "paper_internal.h"

enum { SHOWN_RANKS = 3 };

/* How surely each bid comes first, second, or later: parts of one bar. */
static void put_ranks(mds_paper_maker *m, const mds_comparison *cmp)
{
    enum { COL_BID, COL_FIRST, COL_SECOND, COL_LATER, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {{"paper_bid", 30, true},
                                                     {"paper_first", 10, false},
                                                     {"paper_second", 10, false},
                                                     {"paper_later", 10, false}};
    static const mds_fill fills[SHOWN_RANKS] = {MDS_FILL_STRONG, MDS_FILL_PALE, MDS_FILL_HOLLOW};
    mds_picture *picture = mds_paper__picture(m, MDS_PICTURE_BARS, "ranks");
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_bar *bars = mds_paper__room(m, cmp->bid_count * SHOWN_RANKS, sizeof *bars);
    mds_key *keys = mds_paper__room(m, SHOWN_RANKS, sizeof *keys);
    mds_table_builder b;

    if (picture == NULL || table == NULL || bars == NULL || keys == NULL) {
        return;
    }
    mds_table__init(&b, &m->r, "ranks", columns, COLUMNS);
    for (size_t row = 0; row < cmp->bid_count && mds_table__row(&b); row++) {
        const mds_bid_result *bid = &cmp->bids[cmp->order[row]];
        double later = 1.0;
        double at = 0.0;
        mds_table__text(&b, COL_BID, bid->bid.name);
        for (size_t rank = 0; rank < SHOWN_RANKS; rank++) {
            const bool last = rank + 1 == SHOWN_RANKS;
            const double share = last                    ? (later > 0.0 ? later : 0.0)
                                 : rank < cmp->bid_count ? bid->rank[rank]
                                                         : 0.0;
            mds_table__number(&b, COL_FIRST + rank, share, MDS_NUMBER_PROBABILITY);
            bars[picture->bar_count++] =
                (mds_bar){.row = row, .from = at, .to = at + share, .fill = fills[rank]};
            at += share;
            later -= share;
        }
    }
    mds_table__finish(&b, table);
    for (size_t rank = 0; rank < SHOWN_RANKS; rank++) {
        keys[picture->key_count++] =
            (mds_key){.fill = fills[rank], .word = table->columns[COL_FIRST + rank].title};
    }
    picture->bars = bars;
    picture->keys = keys;
    mds_section *section = mds_paper__section(m, "ranks", MDS_SECTION_WIDE);
    if (section != NULL) {
        section->picture = picture;
        section->table = table;
    }
}

mds_status mds_paper_of_comparison(const mds_paper **out, mds_arena *arena,
                                   const mds_compare_report *report)
{
    mds_paper_maker m;

    mds_paper__begin(&m, arena, report->comparison->bids[0].bid.assessment, report->lang);
    for (size_t i = 0; i < MDS_COMPARE_TABLE__COUNT; i++) {
        const mds_table *table = &report->tables[i];
        mds_section *section =
            table->row_count > 0 ? mds_paper__section(&m, table->id, MDS_SECTION_WIDE) : NULL;
        if (section == NULL) {
            continue;
        }
        section->title = table->title;
        section->table = table;
        if (i == MDS_COMPARE_VERDICT) {
            mds_paper__line(&m, section, report->headline);
            for (size_t k = 0; k < report->note_count; k++) {
                mds_paper__line(&m, section, report->notes[k]);
            }
            put_ranks(&m, report->comparison);
        }
    }
    return mds_paper__finish(&m, "comparison", report->title, NULL, out);
}
