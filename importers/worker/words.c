/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a page with their boxes, from Poppler's characters. */
#include "worker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One word while its characters come. */
typedef struct word {
    size_t from, to; /* bytes of the page's text */
    mds_box box;
    double dx, dy; /* how its characters follow one another */
    double x, y;   /* the last one's middle */
    mds_box last;
    size_t characters;
    double size;
    bool meaningless;
} word;

typedef struct words {
    word *at;
    size_t count, capacity;
} words;

static void add_word(words *list, const word *from, mds_budget *budget)
{
    if (from->characters == 0) {
        return;
    }
    if (budget->words++ >= (size_t)MDS_WORKER_WORDS) {
        mds_worker__refuse("words");
    }
    if (list->count == list->capacity) {
        list->capacity = list->capacity > 0 ? list->capacity * 2 : 1024;
        list->at = realloc(list->at, list->capacity * sizeof *list->at);
        if (list->at == NULL) {
            mds_worker__refuse("memory");
        }
    }
    list->at[list->count++] = *from;
}

/* Characters with a gap between them, on two lines or of two sizes are of two words, blank or no
 * blank. */
static bool is_apart(const word *w, const mds_character *r)
{
    const double aside = fmax(fmin(r->x1, r->x2) - w->last.x1, w->last.x0 - fmax(r->x1, r->x2));
    const double below = fmax(fmin(r->y1, r->y2) - w->last.y1, w->last.y0 - fmax(r->y1, r->y2));

    return w->characters > 0 &&
           (fmax(aside, below) > 0.3 * w->size || r->size > 2 * w->size || w->size > 2 * r->size);
}

static void add_character(word *w, const mds_character *r, size_t from, size_t to)
{
    const mds_box box = {fmin(r->x1, r->x2), fmin(r->y1, r->y2), fmax(r->x1, r->x2),
                         fmax(r->y1, r->y2)};
    const double x = (box.x0 + box.x1) / 2;
    const double y = (box.y0 + box.y1) / 2;

    if (w->characters == 0) {
        w->from = from;
        w->box = box;
    } else {
        w->dx += x - w->x;
        w->dy += y - w->y;
        w->box.x0 = fmin(w->box.x0, box.x0);
        w->box.y0 = fmin(w->box.y0, box.y0);
        w->box.x1 = fmax(w->box.x1, box.x1);
        w->box.y1 = fmax(w->box.y1, box.y1);
    }
    w->to = to;
    w->last = box;
    w->x = x;
    w->y = y;
    w->characters++;
}

static bool has_meaning(const mds_page *page, const char *font)
{
    for (size_t i = 0; i < page->font_count; i++) {
        if (strcmp(page->fonts[i], font) == 0) {
            return false;
        }
    }
    return true;
}

/* The next character of well-formed UTF-8. */
static uint32_t next_character(const char **at)
{
    const unsigned char first = (unsigned char)*(*at)++;
    uint32_t c = first < 0xC0   ? first
                 : first < 0xE0 ? first & 0x1FU
                 : first < 0xF0 ? first & 0xFU
                                : first & 7U;

    while (((unsigned char)**at & 0xC0) == 0x80) {
        c = c << 6 | ((unsigned char)*(*at)++ & 0x3FU);
    }
    return c;
}

/* Unicode's blanks, and what ends a line. */
static bool is_blank(uint32_t c)
{
    return c == 0 || c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

static void collect(words *list, const mds_page *page, const mds_text *text, mds_budget *budget)
{
    const char *p = text->text;
    word w = {0};

    for (size_t i = 0; i < text->count && *p != '\0'; i++) {
        const mds_character *at = &text->at[i];
        const char *begin = p;
        if (is_blank(next_character(&p))) {
            add_word(list, &w, budget);
            w = (word){0};
            continue;
        }
        if (is_apart(&w, at)) {
            add_word(list, &w, budget);
            w = (word){0};
        }
        if (w.characters == 0 && at->font != NULL) {
            w.size = at->size;
            w.meaningless = !has_meaning(page, at->font);
        }
        add_character(&w, at, (size_t)(begin - text->text), (size_t)(p - text->text));
    }
    add_word(list, &w, budget);
}

/* 0 to the right, 1 down, 2 to the left, 3 up; -1 for a single character. */
static int direction(const word *w)
{
    if (w->characters < 2) {
        return -1;
    }
    if (fabs(w->dx) >= fabs(w->dy)) {
        return w->dx >= 0 ? 0 : 2;
    }
    return w->dy >= 0 ? 1 : 3;
}

static int main_direction(const words *list)
{
    size_t votes[4] = {0};
    int best = 0;

    for (size_t i = 0; i < list->count; i++) {
        const int d = direction(&list->at[i]);
        if (d >= 0) {
            votes[d] += list->at[i].characters;
        }
    }
    for (int d = 1; d < 4; d++) {
        best = votes[d] > votes[best] ? d : best;
    }
    return best;
}

/* Whether a word lies on a slanted line of its own size. */
static bool is_slanted(const mds_page *page, const word *w)
{
    const double x = (w->box.x0 + w->box.x1) / 2;
    const double y = (w->box.y0 + w->box.y1) / 2;

    for (size_t i = 0; i < page->slanted_count; i++) {
        const mds_slanted *s = &page->slanted[i];
        const double along = (x - s->x) * s->dx + (y - s->y) * s->dy;
        const double across = fabs((y - s->y) * s->dx - (x - s->x) * s->dy);
        if (along > -s->size && across < 1.2 * s->size && w->size > s->size * 0.8 &&
            w->size < s->size * 1.25) {
            return true;
        }
    }
    return false;
}

static void put_word(const mds_page *page, const word *w, const char *text)
{
    const int d = direction(w);
    const bool turned = d >= 0 && d != (page->turn & 3);

    mds_worker__line("W", page, &w->box, "");
    mds_worker__number(lround(w->size * 100));
    mds_worker__number((is_slanted(page, w) ? MDS_WORD_SLANTED : 0) |
                       (turned ? MDS_WORD_TURNED : 0) |
                       (w->meaningless ? MDS_WORD_MEANINGLESS : 0));
    mds_worker__text(text + w->from, w->to - w->from);
    mds_worker__end();
}

static void put_page(const mds_page *page)
{
    const bool across = page->turn % 2 == 1;
    const mds_box size = {0, 0, across ? page->height : page->width,
                          across ? page->width : page->height};

    mds_worker__puts("P");
    mds_worker__number(lround(size.x1 * 100));
    mds_worker__number(lround(size.y1 * 100));
    mds_worker__number(lround(fmin(1000, page->images / (size.x1 * size.y1) * 100)));
    mds_worker__number((long)page->visible);
    mds_worker__number((long)page->invisible);
    mds_worker__number((long)page->meaningless);
    mds_worker__number(page->shown);
    mds_worker__end();
}

void mds_worker__words(mds_page *page, const mds_text *text, mds_budget *budget)
{
    words list = {0};

    if (text->text != NULL) {
        collect(&list, page, text, budget);
    }
    page->turn = main_direction(&list);
    put_page(page);
    for (size_t i = 0; i < list.count; i++) {
        put_word(page, &list.at[i], text->text);
    }
    free(list.at);
}
