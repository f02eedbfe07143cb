/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report in the making: sections one after the other, each with what the engine says. */
#ifndef MDS_REPORT_PAPER_INTERNAL_H
#define MDS_REPORT_PAPER_INTERNAL_H

#include "register_internal.h"
#include <mdsrisk/contribution.h>
#include <mdsrisk/curve.h>
#include <mdsrisk/paper.h>
#include <mdsrisk/simulate.h>

typedef struct mds_paper_maker {
    mds_reg r;
    const mds_register *reg;
    mds_diags *diags;
    mds_section *sections;
    size_t count, capacity;
} mds_paper_maker;

/* Makes a report of an assessment; what is made goes to \p out unless something failed. */
void mds_paper__begin(mds_paper_maker *m, mds_arena *arena, const mds_risk_assessment *as,
                      mds_lang lang);
mds_status mds_paper__finish(mds_paper_maker *m, const char *kind, const char *title,
                             const mds_front *front, const mds_paper **out);
/* The text under \p key with the device's name. */
const char *mds_paper__title(mds_paper_maker *m, const char *key);

/* A section under "paper.<id>", its title, and "paper.<id>.how", a sentence, where there is one.
 * What it points to is set on what comes back; NULL when memory is short. */
mds_section *mds_paper__section(mds_paper_maker *m, const char *id, mds_section_look look);
/* Adds a sentence; "" adds none. */
void mds_paper__line(mds_paper_maker *m, mds_section *section, const char *text);

/* A picture of that kind named as its section; NULL when memory is short. */
mds_picture *mds_paper__picture(mds_paper_maker *m, mds_picture_kind kind, const char *id);
/* Room for \p count things of a picture; NULL, and kept, when memory is short. */
void *mds_paper__room(mds_paper_maker *m, size_t count, size_t size);
/* Powers of ten, and at most two steps between, from \p from to \p to. */
void mds_paper__log_axis(mds_paper_maker *m, mds_axis *axis, const char *title, double from,
                         double to);
/* The stretches of the verdicts over an axis of the RRF. */
void mds_paper__verdict_bands(mds_paper_maker *m, mds_picture *picture, double from, double to);
/* A number of people: its digits as text. */
const char *mds_paper__count(mds_paper_maker *m, size_t count);

/* A picture over two axes in the making, and the table behind it. */
typedef struct mds_plane {
    mds_paper_maker *m;
    mds_picture *picture;
    mds_table *table;
    mds_table_builder b;
} mds_plane;

bool mds_plane__begin(mds_plane *p, mds_paper_maker *m, const char *id,
                      const mds_column_spec *columns, size_t count);
/* The section of the picture, with what is to be seen in it. */
mds_section *mds_plane__finish(mds_plane *p, const char *id, const char *shows);

/* paper_front.c */
const mds_front *mds_paper__front(mds_paper_maker *m);
/* paper_bars.c */
void mds_paper__shares(mds_paper_maker *m);
void mds_paper__helps(mds_paper_maker *m);
void mds_paper__stages(mds_paper_maker *m);
void mds_paper__swings(mds_paper_maker *m, const mds_contributions *c);
/* What an input is, and of which risk. */
const char *mds_paper__input(mds_reg *r, const mds_input *input);
/* paper_planes.c */
void mds_paper__map(mds_paper_maker *m);
void mds_paper__exceedance(mds_paper_maker *m);
/* paper_life.c */
void mds_paper__life(mds_paper_maker *m);
/* The same of a curve that is there already. */
mds_section *mds_paper__curve(mds_paper_maker *m, const char *id, const mds_life_curve *curve);
/* paper_profile.c */
void mds_paper__profile(mds_paper_maker *m);
/* paper_risks.c */
void mds_paper__register(mds_paper_maker *m);
void mds_paper__risks(mds_paper_maker *m);
/* The tables behind, folded. */
void mds_paper__appendix(mds_paper_maker *m);

#endif
