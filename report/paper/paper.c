/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a register: what is decided on, where it comes from, what helps, until when, and
 * everything that it rests on. */
#include "paper_internal.h"

#include <math.h>
#include <stdio.h>

void *mds_paper__room(mds_paper_maker *m, size_t count, size_t size)
{
    void *made = mds_arena_alloc(m->r.arena, count > 0 ? count : 1, size);

    if (made == NULL) {
        m->r.status = mds_arena_status(m->r.arena);
    }
    return made;
}

void mds_paper__line(mds_paper_maker *m, mds_section *section, const char *text)
{
    if (section == NULL || text[0] == '\0') {
        return;
    }
    const char **lines = mds_paper__room(m, section->line_count + 1, sizeof *lines);
    if (lines == NULL) {
        return;
    }
    for (size_t i = 0; i < section->line_count; i++) {
        lines[i] = section->lines[i];
    }
    lines[section->line_count++] = text;
    section->lines = lines;
}

mds_section *mds_paper__section(mds_paper_maker *m, const char *id, mds_section_look look)
{
    char key[64];

    if (!mds_array_reserve(m->r.arena, &m->sections, &m->capacity, m->count, sizeof *m->sections)) {
        m->r.status = mds_arena_status(m->r.arena);
        return NULL;
    }
    mds_section *section = &m->sections[m->count++];
    *section = (mds_section){.id = id, .title = mds_reg__named(&m->r, "paper", id), .look = look};
    (void)snprintf(key, sizeof key, "paper.%s.how", id);
    const char *how = mds_reg__text(&m->r, key);
    if (how != key) { /* the key itself comes back where there is no text */
        mds_paper__line(m, section, how);
    }
    return section;
}

mds_picture *mds_paper__picture(mds_paper_maker *m, mds_picture_kind kind, const char *id)
{
    mds_picture *picture = mds_paper__room(m, 1, sizeof *picture);

    if (picture != NULL) {
        *picture = (mds_picture){.kind = kind,
                                 .name = mds_reg__named(&m->r, "paper", id),
                                 .shows = "",
                                 .x = {.title = "", .to = 1},
                                 .y = {.title = "", .to = 1}};
    }
    return picture;
}

const char *mds_paper__count(mds_paper_maker *m, size_t count)
{
    char number[24];

    (void)snprintf(number, sizeof number, "%zu", count);
    mds_strbuf_clear(&m->r.buf);
    mds_strbuf_puts(&m->r.buf, number);
    return mds_reg__copy(&m->r, &m->r.buf);
}

void mds_paper__log_axis(mds_paper_maker *m, mds_axis *axis, const char *title, double from,
                         double to)
{
    static const double steps[] = {1.0, 2.0, 5.0};
    const double decades = log10(to / from);
    const size_t each = decades < 2.0 ? 3 : 1;
    const int first = (int)floor(log10(from));
    const int last = (int)ceil(log10(to));
    mds_tick *ticks = mds_paper__room(m, (size_t)(last - first + 1) * each, sizeof *ticks);

    *axis = (mds_axis){.title = title, .from = from, .to = to, .log = true, .ticks = ticks};
    for (int power = first; power <= last && ticks != NULL; power++) {
        for (size_t i = 0; i < each; i++) {
            const double at = steps[i] * pow(10.0, power);
            if (at >= from * 0.999 && at <= to * 1.001) {
                ticks[axis->tick_count++] =
                    (mds_tick){.at = at, .text = mds_reg__significant(&m->r, at, 2)};
            }
        }
    }
}

void mds_paper__verdict_bands(mds_paper_maker *m, mds_picture *picture, double from, double to)
{
    const double ends[] = {from, 1.0, m->r.policy->reduce_limit, to};
    mds_band *bands = mds_paper__room(m, 3, sizeof *bands);

    for (int v = MDS_VERDICT_ACCEPTABLE; v <= MDS_VERDICT_NOT_ACCEPTABLE && bands != NULL; v++) {
        bands[picture->band_count++] =
            (mds_band){.from = ends[v],
                       .to = ends[v + 1],
                       .mark = mds_verdict_mark((mds_verdict)v),
                       .word = mds_reg__named(&m->r, "signal", mds_verdict_name((mds_verdict)v))};
    }
    picture->bands = bands;
}

/* What all of it rests on, in one line. */
static const char *foot(mds_paper_maker *m)
{
    mds_reg *r = &m->r;

    return mds_reg__format(
        r, "paper.foot", r->catalog->model,
        mds_reg__format(r, "catalog.name", r->catalog->id, r->catalog->version, NULL),
        mds_words__policy(r), mds_reg__date(r, r->as_of), NULL);
}

static void put_swings(mds_paper_maker *m)
{
    const mds_contributions *c = NULL;
    const mds_status status =
        mds_contributions_of(&c, m->r.arena, m->r.as, MDS_NO_ORDINAL, m->diags);

    if (status != MDS_OK) {
        m->r.status = status;
        return;
    }
    mds_paper__swings(m, c);
}

static void put_sections(mds_paper_maker *m)
{
    mds_paper__shares(m);
    mds_paper__map(m);
    mds_paper__helps(m);
    mds_paper__stages(m);
    mds_paper__exceedance(m);
    put_swings(m);
    mds_paper__life(m);
    mds_paper__profile(m);
    mds_paper__register(m);
    mds_paper__risks(m);
    mds_paper__appendix(m);
}

void mds_paper__begin(mds_paper_maker *m, mds_arena *arena, const mds_risk_assessment *as,
                      mds_lang lang)
{
    *m = (mds_paper_maker){.reg = NULL};
    mds_reg__init(&m->r, arena, as, lang);
}

const char *mds_paper__title(mds_paper_maker *m, const char *key)
{
    return mds_reg__format(&m->r, key, mds_words__device(&m->r), NULL);
}

mds_status mds_paper__finish(mds_paper_maker *m, const char *kind, const char *title,
                             const mds_front *front, const mds_paper **out)
{
    mds_paper *paper = mds_paper__room(m, 1, sizeof *paper);

    if (paper != NULL) {
        *paper = (mds_paper){.lang = m->r.lang,
                             .catalog = m->r.catalog,
                             .kind = kind,
                             .title = title,
                             .as_of = m->r.as_of,
                             .front = front,
                             .sections = m->sections,
                             .section_count = m->count,
                             .foot = foot(m)};
    }
    mds_reg__finish(&m->r);
    if (m->r.status == MDS_OK) {
        *out = paper;
    }
    return m->r.status;
}

mds_status mds_paper_of_register(const mds_paper **out, mds_arena *arena, const mds_register *reg,
                                 mds_diags *diags)
{
    mds_paper_maker m;

    mds_paper__begin(&m, arena, reg->assessment, reg->lang);
    m.reg = reg;
    m.diags = diags;
    m.r.carried = reg->carried;
    const mds_front *front = mds_paper__front(&m);
    put_sections(&m);
    return mds_paper__finish(&m, "assess", reg->title, front, out);
}
