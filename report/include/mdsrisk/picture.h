/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What a picture shows, without saying how it is drawn: numbers of the engine on axes, and words.
 * An exporter draws it; nothing is reckoned there but places on the page.
 */
#ifndef MDSRISK_PICTURE_H
#define MDSRISK_PICTURE_H

#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_picture_kind {
    MDS_PICTURE_PLANE,  /**< dots and lines over two axes */
    MDS_PICTURE_RULER,  /**< places on one axis, the first of them the one that counts */
    MDS_PICTURE_BARS,   /**< bars beside the rows of the table, over the axis x */
    MDS_PICTURE_SQUARES /**< squares beside the rows of the table, one a thing counted */
} mds_picture_kind;

typedef struct mds_tick {
    double at;
    const char *text;
} mds_tick;

/** What lies outside is drawn at the end. */
typedef struct mds_axis {
    const char *title;
    double from, to;
    bool log;
    const mds_tick *ticks;
    size_t tick_count;
} mds_axis;

/** A stretch of an axis that has a name: of x on a ruler, of y on a plane unless it says else. */
typedef struct mds_band {
    double from, to;
    mds_cell_mark mark;
    const char *word;
} mds_band;

typedef struct mds_dot {
    double x, y;
    double low, high; /**< of y; equal: no interval */
    const char *word; /**< a number that the table explains, or what is beside a ruler */
    bool strong;
    bool dashed; /**< its interval rests on no event */
    bool below;  /**< of a ruler: beneath it */
} mds_dot;

typedef struct mds_xy {
    double x, y;
} mds_xy;

typedef enum mds_pen { MDS_PEN_STRONG, MDS_PEN_PALE, MDS_PEN_DASHED } mds_pen;

typedef struct mds_trace {
    const mds_xy *at;
    size_t count;
    mds_pen pen;
    const char *word; /**< in the key below; "" for none */
} mds_trace;

/** A line across at a value of x that the table explains by its number. */
typedef struct mds_event {
    double x;
    const char *word;
    bool dashed; /**< assumed, not known */
} mds_event;

typedef enum mds_fill {
    MDS_FILL_STRONG, /**< also: Yes */
    MDS_FILL_PALE,
    MDS_FILL_HOLLOW, /**< No */
    MDS_FILL_OPEN,
    MDS_FILL_DASH, /**< not applicable */
    MDS_FILL__COUNT
} mds_fill;

typedef struct mds_bar {
    size_t row;      /**< of the table */
    double from, to; /**< of squares: 0 and how many */
    mds_fill fill;
} mds_bar;

/** A word of the key below a picture. */
typedef struct mds_key {
    mds_fill fill;
    const char *word;
} mds_key;

typedef struct mds_picture {
    mds_picture_kind kind;
    const char *name;  /**< what it is */
    const char *shows; /**< what is to be seen in it, as a sentence with its numbers */
    mds_axis x, y;
    bool bands_along_x; /**< of a plane: the bands are stretches of x */
    const mds_band *bands;
    size_t band_count;
    const mds_dot *dots;
    size_t dot_count;
    const mds_trace *traces;
    size_t trace_count;
    const mds_event *events;
    size_t event_count;
    const mds_bar *bars; /**< in the order of the rows; later ones over earlier ones */
    size_t bar_count;
    const mds_key *keys;
    size_t key_count;
} mds_picture;

#ifdef __cplusplus
}
#endif
#endif
