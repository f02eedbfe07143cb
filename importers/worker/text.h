/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the worker takes from Poppler: the characters of a page in reading order, and where each one
 * is. text_posix.c asks the system's poppler-glib, text_other.cc the core of Poppler itself,
 * which can be built for the page and for Windows.
 */
#ifndef MDS_IMPORTERS_WORKER_TEXT_H
#define MDS_IMPORTERS_WORKER_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mds_character {
    double x1, y1, x2, y2; /* two corners, from the top left one of the displayed page */
    double size;
    const char *font; /* without the mark of a subset; NULL when nothing is known */
} mds_character;

typedef struct mds_text {
    double width, height; /* as displayed */
    char *text;           /* UTF-8; NULL when there is none */
    mds_character *at;    /* one a character of the text, blanks and line ends too */
    size_t count;
    void *held; /* what the fonts' names belong to */
} mds_text;

typedef struct mds_texts mds_texts;

/* NULL when the file is locked or damaged; the bytes must stay. */
mds_texts *mds_texts__open(const unsigned char *bytes, size_t n, bool *locked);
int mds_texts__pages(const mds_texts *texts);
/* The text of a page, from 0; false when there is no such page. */
bool mds_text__take(mds_text *out, mds_texts *texts, int page);
void mds_text__release(mds_text *text);
const char *mds_texts__version(void);

#ifdef __cplusplus
}
#endif
#endif
