/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dots and lines over two axes. A dot that would touch another moves aside, with a line to its true
 * place. */
#include "svg.h"

#include "base/num.h"
#include <math.h>
#include <stdio.h>

enum { WIDTH = 460, HEIGHT = 360, TEXT = 12, RADIUS = 9, MOST_DOTS = 64, EVENT_ROOM = 22 };

typedef struct plane {
    mds_strbuf *out;
    const mds_picture *picture;
    mds_svg_box box;
} plane;

static double at_x(const plane *p, double value)
{
    return mds_svg__place(&p->picture->x, value, p->box.left, p->box.right);
}

static double at_y(const plane *p, double value)
{
    return mds_svg__place(&p->picture->y, value, p->box.bottom, p->box.top);
}

/* Room for the words of the axis y, and above for the numbers of the events. */
static mds_svg_box box_of(const mds_picture *picture)
{
    double words = 0.0;

    for (size_t i = 0; i < picture->y.tick_count; i++) {
        words = fmax(words, mds_svg__width(picture->y.ticks[i].text, TEXT));
    }
    return (mds_svg_box){.left = words + 10.0,
                         .right = WIDTH - 12.0,
                         .top = 32.0 + (picture->event_count > 0 ? EVENT_ROOM : 0),
                         .bottom = HEIGHT - (picture->x.title[0] != '\0' ? 40.0 : 24.0)};
}

static void put_band(const plane *p, const mds_band *band, const char *verdict)
{
    const bool across = p->picture->bands_along_x;
    const double a = across ? at_x(p, band->from) : at_y(p, band->to);
    const double b = across ? at_x(p, band->to) : at_y(p, band->from);
    char class[16];

    (void)snprintf(class, sizeof class, "z-%s", verdict);
    if (across) {
        mds_svg__rect(p->out, class, a, p->box.top, b - a, p->box.bottom - p->box.top);
        mds_svg__line(p->out, "grid", b, p->box.top, b, p->box.bottom);
    } else {
        mds_svg__rect(p->out, class, p->box.left, a, p->box.right - p->box.left, b - a);
        mds_svg__line(p->out, "grid", p->box.left, a, p->box.right, a);
    }
    (void)snprintf(class, sizeof class, "w-%s", verdict);
    if (across && mds_svg__width(band->word, TEXT) < b - a) {
        mds_svg__text(p->out, class, (a + b) / 2.0, p->box.top + 15.0, TEXT, MDS_ANCHOR_MIDDLE,
                      band->word);
    } else if (!across && b - a > TEXT + 4.0) {
        mds_svg__text(p->out, class, p->box.right - 6.0, a + TEXT + 3.0, TEXT, MDS_ANCHOR_END,
                      band->word);
    }
}

static void put_ticks(const plane *p)
{
    const mds_picture *picture = p->picture;
    double end = -1.0;

    for (size_t i = 0; i < picture->y.tick_count; i++) {
        const double y = at_y(p, picture->y.ticks[i].at);
        mds_svg__line(p->out, "grid", p->box.left, y, p->box.right, y);
        mds_svg__text(p->out, "t2", p->box.left - 6.0, y + 4.0, TEXT, MDS_ANCHOR_END,
                      picture->y.ticks[i].text);
    }
    for (size_t i = 0; i < picture->x.tick_count; i++) {
        const double x = at_x(p, picture->x.ticks[i].at);
        const double half = mds_svg__width(picture->x.ticks[i].text, TEXT) / 2.0;
        mds_svg__line(p->out, "axis", x, p->box.bottom, x, p->box.bottom + 4.0);
        if (x - half > end && x + half < WIDTH) {
            mds_svg__text(p->out, "t2", x, p->box.bottom + 17.0, TEXT, MDS_ANCHOR_MIDDLE,
                          picture->x.ticks[i].text);
            end = x + half + 4.0;
        }
    }
    mds_svg__line(p->out, "axis", p->box.left, p->box.bottom, p->box.right, p->box.bottom);
    mds_svg__text(p->out, "t2", (p->box.left + p->box.right) / 2.0, HEIGHT - 6.0, TEXT,
                  MDS_ANCHOR_MIDDLE, picture->x.title);
    mds_svg__text(p->out, "t2", 2.0, 14.0, TEXT, MDS_ANCHOR_START, picture->y.title);
}

static void put_trace(const plane *p, const mds_trace *trace)
{
    static const char *const classes[] = {
        [MDS_PEN_STRONG] = "s-bar", [MDS_PEN_PALE] = "s-pale", [MDS_PEN_DASHED] = "s-bar dash"};

    if (trace->count == 0) {
        return;
    }
    mds_strbuf_printf(p->out, "<polyline class=\"%s\" points=\"", classes[trace->pen]);
    for (size_t i = 0; i < trace->count; i++) {
        char x[MDS_NUM_SIZE];
        char y[MDS_NUM_SIZE];
        mds_num_fixed(x, at_x(p, trace->at[i].x), 1);
        mds_num_fixed(y, at_y(p, trace->at[i].y), 1);
        mds_strbuf_printf(p->out, "%s%s,%s", i > 0 ? " " : "", x, y);
    }
    mds_strbuf_puts(p->out, "\"/>");
}

static void circle(const plane *p, const char *class, double x, double y, double radius)
{
    mds_strbuf_printf(p->out, "<circle class=\"%s\"", class);
    mds_svg__number(p->out, "cx", x);
    mds_svg__number(p->out, "cy", y);
    mds_svg__number(p->out, "r", radius);
    mds_strbuf_puts(p->out, "/>");
}

static void put_events(const plane *p)
{
    double end = 0.0;

    for (size_t i = 0; i < p->picture->event_count; i++) {
        const mds_event *event = &p->picture->events[i];
        const double x = at_x(p, event->x);
        const double at = fmin(fmax(x, end + RADIUS), WIDTH - RADIUS);
        mds_svg__line(p->out, event->dashed ? "s-thin dash" : "s-thin", x, p->box.top, x,
                      p->box.bottom);
        mds_svg__line(p->out, "axis", at, p->box.top - 6.0, x, p->box.top);
        circle(p, "f-paper ring", at, p->box.top - 6.0 - RADIUS, RADIUS - 1.0);
        mds_svg__text(p->out, "b", at, p->box.top - 2.0 - RADIUS, TEXT - 1, MDS_ANCHOR_MIDDLE,
                      event->word);
        end = at + RADIUS + 2.0;
    }
}

/* How far aside a dot moves so that it touches none of those before it. */
static double aside(const double *xs, const double *ys, size_t count, double x, double y)
{
    static const int steps[] = {0, 1, -1, 2, -2, 3, -3, 4, -4};

    for (size_t s = 0; s < sizeof steps / sizeof steps[0]; s++) {
        const double moved = x + steps[s] * 1.1 * RADIUS;
        bool free = moved > 2.0 * RADIUS && moved < WIDTH - RADIUS;
        for (size_t i = 0; i < count && free; i++) {
            free = hypot(xs[i] - moved, ys[i] - y) > 2.0 * RADIUS + 1.0;
        }
        if (free) {
            return moved;
        }
    }
    return x;
}

static void put_dots(const plane *p)
{
    const mds_picture *picture = p->picture;
    double xs[MOST_DOTS];
    double ys[MOST_DOTS];
    const size_t count = picture->dot_count < MOST_DOTS ? picture->dot_count : MOST_DOTS;

    for (size_t i = 0; i < count; i++) {
        ys[i] = at_y(p, picture->dots[i].y);
        xs[i] = aside(xs, ys, i, at_x(p, picture->dots[i].x), ys[i]);
        mds_svg__line(p->out, picture->dots[i].dashed ? "iv dash" : "iv", xs[i],
                      at_y(p, picture->dots[i].low), xs[i], at_y(p, picture->dots[i].high));
    }
    for (size_t i = count; i-- > 0;) { /* the largest lie on top */
        const mds_dot *dot = &picture->dots[i];
        const double x = at_x(p, dot->x);
        if (fabs(x - xs[i]) > 1.0) {
            mds_svg__line(p->out, "axis", x, ys[i], xs[i], ys[i]);
            circle(p, "f-ink", x, ys[i], 1.5);
        }
        circle(p, dot->strong ? "f-ink" : "f-paper ring", xs[i], ys[i], RADIUS);
        mds_svg__text(p->out, dot->strong ? "inv b" : "b", xs[i], ys[i] + 4.0, TEXT - 1,
                      MDS_ANCHOR_MIDDLE, dot->word);
    }
}

void mds_svg__plane(mds_strbuf *out, const mds_picture *picture, const char *id)
{
    const plane p = {.out = out, .picture = picture, .box = box_of(picture)};

    mds_svg__begin(out, picture, "chart", id, "", WIDTH, HEIGHT);
    for (size_t i = 0; i < picture->band_count; i++) {
        const char *verdict = mds_svg__verdict(picture->bands[i].mark);
        if (verdict != NULL) {
            put_band(&p, &picture->bands[i], verdict);
        }
    }
    put_ticks(&p);
    for (size_t i = picture->trace_count; i-- > 0;) {
        put_trace(&p, &picture->traces[i]);
    }
    put_events(&p);
    put_dots(&p);
    mds_svg__end(out);
}
