/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words to lines, and pages to the parts that have rows of their own. */
#include "page.h"

#include <stdlib.h>

enum { POINT = 100 };

static int32_t height(const mds_pdf_box *box)
{
    return box->y1 - box->y0;
}

static int by_height(const void *a, const void *b)
{
    const mds_pdf_word *x = a;
    const mds_pdf_word *y = b;
    const int32_t m = mds_pdf__middle_y(&x->box);
    const int32_t n = mds_pdf__middle_y(&y->box);

    return m != n ? (m < n ? -1 : 1) : x->box.x0 < y->box.x0 ? -1 : x->box.x0 > y->box.x0;
}

static int by_place(const void *a, const void *b)
{
    const mds_pdf_word *x = a;
    const mds_pdf_word *y = b;

    if (x->box.x0 != y->box.x0) {
        return x->box.x0 < y->box.x0 ? -1 : 1;
    }
    return x->box.x1 < y->box.x1 ? -1 : x->box.x1 > y->box.x1;
}

/* Copies the view's words, moved to its left edge. */
static bool take_words(mds_pdf_view *v, mds_arena *arena)
{
    const mds_pdf_page *page = v->page;

    v->words = mds_arena_alloc(arena, page->word_count + 1, sizeof *v->words);
    if (v->words == NULL) {
        return false;
    }
    for (size_t i = 0; i < page->word_count; i++) {
        const mds_pdf_word *word = &page->words[i];
        const int32_t x = mds_pdf__middle_x(&word->box);
        if ((word->flags & MDS_PDF_GONE) == 0 && x >= v->left && x < v->right) {
            v->words[v->word_count] = *word;
            v->words[v->word_count].box.x0 -= v->origin;
            v->words[v->word_count++].box.x1 -= v->origin;
        }
    }
    return true;
}

static int compare_sizes(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a;
    const int32_t y = *(const int32_t *)b;

    return x < y ? -1 : x > y;
}

/* How high most words are. Some fonts have boxes half as high again as their letters. */
static bool find_size(mds_pdf_view *v, mds_arena *arena)
{
    int32_t *heights = mds_arena_alloc(arena, v->word_count + 1, sizeof *heights);
    size_t n = 0;

    if (heights == NULL) {
        return false;
    }
    for (size_t i = 0; i < v->word_count; i++) {
        const int32_t letters = v->words[i].size * 115 / 100;
        if ((v->words[i].flags & MDS_PDF_DRAWN) == 0) {
            heights[n] = height(&v->words[i].box);
            heights[n] = letters > 0 && letters < heights[n] ? letters : heights[n];
            n++;
        }
    }
    qsort(heights, n, sizeof *heights, compare_sizes);
    v->size = n > 0 && heights[n / 2] > 100 ? heights[n / 2] : 800;
    return true;
}

static void sort_lines(mds_pdf_view *v)
{
    size_t from = 0;

    qsort(v->words, v->word_count, sizeof *v->words, by_height);
    for (size_t i = 0; i <= v->word_count; i++) {
        if (i < v->word_count &&
            mds_pdf__middle_y(&v->words[i].box) - mds_pdf__middle_y(&v->words[from].box) <=
                v->size * 35 / 100) {
            continue;
        }
        if (i > from) {
            qsort(&v->words[from], i - from, sizeof *v->words, by_place);
            for (size_t k = from; k < i; k++) {
                v->lines[k] = v->line_count;
            }
            v->line_count++;
            from = i;
        }
    }
}

bool mds_pdf__lines(mds_pdf_view *v, mds_arena *arena)
{
    if (!take_words(v, arena) || !find_size(v, arena)) {
        return false;
    }
    v->lines = mds_arena_alloc(arena, v->word_count + 1, sizeof *v->lines);
    if (v->lines == NULL) {
        return false;
    }
    sort_lines(v);
    return mds_pdf__rules_find(v, arena);
}

enum { BINS = 2048, BIN = 300 };

/* Whether a word begins a row by its looks: an id, and not the last word of "monitor KX-20". */
static bool begins_row(const mds_pdf_page *page, size_t i)
{
    const mds_pdf_word *word = &page->words[i];
    const mds_pdf_word *before = i > 0 ? &page->words[i - 1] : NULL;

    if ((word->flags & (MDS_PDF_GONE | MDS_PDF_DRAWN)) != 0 ||
        mds_pdf__key_of(word->text) != MDS_PDF_KEY_ID) {
        return false;
    }
    return before == NULL || abs(before->box.y0 - word->box.y0) > word->size / 4 ||
           before->box.x1 > word->box.x0 || word->box.x0 - before->box.x1 > word->size / 2;
}

/* Ids with letters by where they begin. */
static void count_keys(const mds_pdf_page *page, uint16_t *bins)
{
    for (size_t i = 0; i < page->word_count; i++) {
        const mds_pdf_word *word = &page->words[i];
        const int32_t bin = word->box.x0 / BIN;
        if (bin >= 0 && bin < BINS && bins[bin] < UINT16_MAX && begins_row(page, i)) {
            bins[bin]++;
        }
    }
}

/* The fullest bin, with its neighbours, from \p from on. */
static int32_t fullest(const uint16_t *bins, int32_t from, uint32_t *count)
{
    int32_t best = -1;

    *count = 0;
    for (int32_t b = from; b + 1 < BINS; b++) {
        const uint32_t n = (uint32_t)bins[b] + bins[b + 1];
        if (n > *count) {
            *count = n;
            best = b;
        }
    }
    return best;
}

/* Where the ids of two neighbouring bins begin. */
static int32_t key_edge(const mds_pdf_page *page, int32_t bin)
{
    int32_t edge = (bin + 2) * BIN;

    for (size_t i = 0; i < page->word_count; i++) {
        const mds_pdf_word *word = &page->words[i];
        if (word->box.x0 >= bin * BIN && word->box.x0 < edge && begins_row(page, i)) {
            edge = word->box.x0;
        }
    }
    return edge;
}

/* The two parts of a page whose rows begin at two places. */
static void part(mds_pdf_view out[2], const mds_pdf_page *page, int32_t left, int32_t right)
{
    out[0] = (mds_pdf_view){.page = page,
                            .left = INT32_MIN / 4,
                            .right = right - 2 * POINT,
                            .origin = left - 4 * POINT};
    out[1] = (mds_pdf_view){.page = page,
                            .left = right - 2 * POINT,
                            .right = INT32_MAX / 4,
                            .origin = right - 4 * POINT};
}

size_t mds_pdf__blocks(mds_pdf_view out[2], const mds_pdf_page *page)
{
    uint16_t bins[BINS] = {0};
    uint32_t first = 0;
    uint32_t second = 0;

    out[0] = (mds_pdf_view){.page = page, .left = INT32_MIN / 4, .right = INT32_MAX / 4};
    count_keys(page, bins);
    const int32_t a = fullest(bins, 0, &first);
    if (a < 0) {
        return 1;
    }
    for (int32_t b = a - 2 > 0 ? a - 2 : 0; b < a + 4 && b < BINS; b++) {
        bins[b] = 0;
    }
    const int32_t b = fullest(bins, 0, &second);
    const int32_t left = key_edge(page, a < b ? a : b);
    const int32_t right = key_edge(page, a < b ? b : a);
    if (b < 0 || second < 3 || second * 4 < first || right - left < page->width * 3 / 10) {
        return 1;
    }
    part(out, page, left, right);
    return 2;
}

size_t mds_pdf__blocks_like(mds_pdf_view out[2], const mds_pdf_page *page,
                            const mds_pdf_view model[2])
{
    const int32_t right = model[1].origin + 4 * POINT;
    /* Text below the rows has no padding. */
    const int32_t edge = model[1].origin;
    size_t over = 0;
    size_t behind = 0;
    bool begins = false;

    for (size_t i = 0; i < page->word_count; i++) {
        const mds_pdf_box *box = &page->words[i].box;
        if ((page->words[i].flags & MDS_PDF_GONE) == 0) {
            over += box->x0 < edge - POINT && box->x1 > edge + POINT;
            behind += box->x0 >= edge - POINT;
            begins = begins || (box->x0 >= edge - POINT && box->x0 <= right + POINT);
        }
    }
    if ((!begins && behind > 0) || over > 1 || page->width != model[0].page->width) {
        return 1;
    }
    part(out, page, model[0].origin + 4 * POINT, right);
    return behind > 0 ? 2 : 1;
}
