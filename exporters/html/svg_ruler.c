/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places on one scale: named above, or below it. A name that would touch another moves along the
 * scale, with a line to its place. */
#include "svg.h"

#include <stdio.h>
#include <stdlib.h>

enum { HEIGHT = 128, TOP = 50, BOTTOM = 80, EDGE = 8, TICK = 8, MOST = 16 };

typedef struct name {
    const mds_dot *dot;
    double place, at, width;
} name;

static int by_place(const void *a, const void *b)
{
    const double x = ((const name *)a)->place;
    const double y = ((const name *)b)->place;

    return (x > y) - (x < y);
}

/* Moves names apart, to the right as far as there is room, then back. */
static void part(name *names, size_t count, double width, double gap)
{
    double end = 0.0;

    for (size_t i = 0; i < count; i++) {
        const double least = end + names[i].width / 2.0;
        names[i].at = names[i].place > least ? names[i].place : least;
        end = names[i].at + names[i].width / 2.0 + gap;
    }
    end = width;
    for (size_t i = count; i-- > 0;) {
        const double most = end - names[i].width / 2.0;
        names[i].at = names[i].at < most ? names[i].at : most;
        end = names[i].at - names[i].width / 2.0 - gap;
    }
}

static void put_bands(mds_strbuf *out, const mds_picture *picture, double width, double size)
{
    for (size_t i = 0; i < picture->band_count; i++) {
        const mds_band *band = &picture->bands[i];
        const double from = mds_svg__place(&picture->x, band->from, EDGE, width - EDGE);
        const double to = mds_svg__place(&picture->x, band->to, EDGE, width - EDGE);
        const char *verdict = mds_svg__verdict(band->mark);
        char class[16];
        if (verdict == NULL) {
            continue;
        }
        (void)snprintf(class, sizeof class, "z-%s", verdict);
        mds_svg__rect(out, class, from, TOP, to - from, BOTTOM - TOP);
        if (i > 0) {
            mds_svg__line(out, "axis", from, TOP - 4.0, from, BOTTOM + 4.0);
        }
        if (mds_svg__width(band->word, size) < to - from) {
            (void)snprintf(class, sizeof class, "w-%s", verdict);
            mds_svg__text(out, class, (from + to) / 2.0, BOTTOM - 10.0, size, MDS_ANCHOR_MIDDLE,
                          band->word);
        }
    }
}

static void put_names(mds_strbuf *out, const mds_picture *picture, bool below, double width,
                      double size)
{
    name names[MOST];
    size_t count = 0;

    for (size_t i = 0; i < picture->dot_count && count < MOST; i++) {
        if (picture->dots[i].below == below) {
            names[count++] =
                (name){.dot = &picture->dots[i],
                       .place = mds_svg__place(&picture->x, picture->dots[i].x, EDGE, width - EDGE),
                       .width = mds_svg__width(picture->dots[i].word, size)};
        }
    }
    qsort(names, count, sizeof names[0], by_place);
    part(names, count, width, 10.0);
    for (size_t i = 0; i < count; i++) {
        const bool strong = names[i].dot->strong;
        mds_svg__line(out, "axis", names[i].at, below ? 108.0 : 19.0, names[i].place,
                      below ? BOTTOM : TOP);
        mds_svg__line(out, strong ? "s-ink" : "s-thin", names[i].place, below ? BOTTOM - TICK : TOP,
                      names[i].place, strong || below ? BOTTOM : TOP + TICK);
        mds_svg__text(out, strong ? "b" : "t2", names[i].at, below ? 120.0 : 14.0, size,
                      MDS_ANCHOR_MIDDLE, names[i].dot->word);
    }
}

void mds_svg__ruler(mds_strbuf *out, const mds_picture *picture, const char *id,
                    const char *variant, double width)
{
    const double size = width < 400.0 ? 12.0 : 13.0;
    char class[24];

    (void)snprintf(class, sizeof class, "ruler %s", variant + (variant[0] == '-'));
    mds_svg__begin(out, picture, class, id, variant, width, HEIGHT);
    put_bands(out, picture, width, size - 1.0);
    put_names(out, picture, false, width, size);
    put_names(out, picture, true, width, size);
    mds_svg__end(out);
}
