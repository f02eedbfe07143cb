/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the manufacturer declared, section by section: a square a question. */
#include "paper_internal.h"

#include <string.h>

typedef struct tally {
    size_t at[MDS_FILL__COUNT];
} tally;

static mds_fill fill_of(mds_answer_state state)
{
    return state == MDS_ANSWER_YES  ? MDS_FILL_STRONG
           : state == MDS_ANSWER_NO ? MDS_FILL_HOLLOW
           : state == MDS_ANSWER_NA ? MDS_FILL_DASH
                                    : MDS_FILL_OPEN;
}

static tally count_section(const mds_reg *r, uint32_t capability)
{
    tally found = {{0}};

    for (size_t i = 0; i < r->facts->disclosure_count; i++) {
        const mds_disclosure *d = r->facts->disclosures[i];
        const mds_form *form = &r->catalog->forms[d->form];
        for (size_t q = 0; q < d->answer_count; q++) {
            if (form->questions[q].section == capability &&
                form->questions[q].kind == MDS_QUESTION_CHOICE &&
                !(form->questions[q].optional && d->answers[q].state == MDS_ANSWER_MISSING)) {
                found.at[fill_of(d->answers[q].state)]++;
            }
        }
    }
    return found;
}

enum { COL_SECTION, COL_YES, COL_NO, COL_OPEN, COL_NA, COLUMNS };

/* Yes, no, open, not applicable: one after the other. */
static size_t put_section(mds_table_builder *b, mds_bar *bars, const tally *found)
{
    static const struct {
        mds_fill fill;
        size_t column;
    } order[] = {{MDS_FILL_STRONG, COL_YES},
                 {MDS_FILL_HOLLOW, COL_NO},
                 {MDS_FILL_OPEN, COL_OPEN},
                 {MDS_FILL_DASH, COL_NA}};
    double at = 0.0;
    size_t made = 0;

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        const double count = (double)found->at[order[i].fill];
        mds_table__number(b, order[i].column, count, MDS_NUMBER_INTEGER);
        if (count > 0.0) {
            bars[made++] = (mds_bar){
                .row = b->table.row_count - 1, .from = at, .to = at + count, .fill = order[i].fill};
        }
        at += count;
    }
    return made;
}

static void put_keys(mds_paper_maker *m, mds_picture *picture)
{
    static const mds_fill fills[] = {MDS_FILL_STRONG, MDS_FILL_HOLLOW, MDS_FILL_OPEN,
                                     MDS_FILL_DASH};
    static const char *const words[] = {"answer.yes", "answer.no", "paper.open", "answer.na"};
    mds_key *keys = mds_paper__room(m, 4, sizeof *keys);

    for (size_t i = 0; i < 4 && keys != NULL; i++) {
        keys[picture->key_count++] =
            (mds_key){.fill = fills[i], .word = mds_reg__text(&m->r, words[i])};
    }
    picture->keys = keys;
}

void mds_paper__profile(mds_paper_maker *m)
{
    static const mds_column_spec columns[COLUMNS] = {{"paper_section", 36, true},
                                                     {"paper_yes", 6, false},
                                                     {"paper_no", 6, false},
                                                     {"paper_open", 6, false},
                                                     {"paper_na", 6, false}};
    mds_reg *r = &m->r;
    mds_picture *picture = mds_paper__picture(m, MDS_PICTURE_SQUARES, "profile");
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_bar *bars = mds_paper__room(m, 4 * r->catalog->capability_count, sizeof *bars);
    mds_table_builder b;

    if (picture == NULL || table == NULL || bars == NULL) {
        return;
    }
    mds_table__init(&b, r, "profile", columns, COLUMNS);
    for (uint32_t k = 0; k < r->catalog->capability_count; k++) {
        const tally found = count_section(r, k);
        const tally none = {{0}};
        const mds_capability *capability = &r->catalog->capabilities[k];
        if (memcmp(&found, &none, sizeof none) == 0 || !mds_table__row(&b)) {
            continue;
        }
        mds_table__text(&b, COL_SECTION,
                        mds_reg__format(r, "capability.name", capability->id,
                                        mds_reg__in(r, &capability->title), NULL));
        picture->bar_count += put_section(&b, bars + picture->bar_count, &found);
    }
    mds_table__finish(&b, table);
    picture->bars = bars;
    put_keys(m, picture);
    if (table->row_count == 0) {
        return;
    }
    mds_section *section = mds_paper__section(m, "profile", MDS_SECTION_WIDE);
    if (section != NULL) {
        section->picture = picture;
        section->table = table;
        mds_paper__line(m, section,
                        mds_reg__format(r, "paper.profile_shows",
                                        mds_paper__count(m, m->reg->answered),
                                        mds_paper__count(m, m->reg->unknown), NULL));
    }
}
