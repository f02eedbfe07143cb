/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet that is wider than the paper is printed on two pages: ids and questions on one, answers
 * and notes on another. The second is laid beside the first where their lines and rules agree. */
#include "page.h"

#include <stdlib.h>

/* Lines of a page that are compared; how near the same line lies on both. */
enum { MOST_LINES = 400, NEAR = 150 };

static bool has_ids(const mds_pdf_page *page)
{
    size_t count = 0;

    for (size_t i = 0; i < page->word_count && count < 2; i++) {
        count += (page->words[i].flags & MDS_PDF_GONE) == 0 &&
                 mds_pdf__key_of(page->words[i].text) == MDS_PDF_KEY_ID;
    }
    return count >= 2;
}

static int compare_heights(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a;
    const int32_t y = *(const int32_t *)b;

    return x < y ? -1 : x > y;
}

/* Heights of the page's lines of text and level rules, from the top. */
static size_t heights_of(const mds_pdf_page *page, int32_t *out, mds_arena *arena)
{
    int32_t *all =
        mds_arena_alloc(arena, page->word_count + page->shape_count * 2 + 1, sizeof *all);
    size_t n = 0;
    size_t count = 0;

    if (all == NULL) {
        return 0;
    }
    for (size_t i = 0; i < page->word_count; i++) {
        if ((page->words[i].flags & MDS_PDF_GONE) == 0) {
            all[n++] = mds_pdf__middle_y(&page->words[i].box);
        }
    }
    qsort(all, n, sizeof *all, compare_heights);
    for (size_t i = 0; i < n && count < MOST_LINES; i++) {
        if (count == 0 || all[i] - out[count - 1] > NEAR) {
            out[count++] = all[i];
        }
    }
    return count;
}

/* How many lines of the first page the second has too, in per cent of the second's. */
static size_t agreement(const mds_pdf_page *ids, const mds_pdf_page *answers, mds_arena *arena)
{
    int32_t a[MOST_LINES];
    int32_t b[MOST_LINES];
    const size_t n = heights_of(ids, a, arena);
    const size_t m = heights_of(answers, b, arena);
    size_t same = 0;

    for (size_t i = 0, k = 0; i < n && k < m;) {
        if (abs(a[i] - b[k]) <= NEAR) {
            same++;
            i++;
            k++;
        } else if (a[i] < b[k]) {
            i++;
        } else {
            k++;
        }
    }
    return m >= 5 && n >= 5 ? same * 100 / m : 0;
}

/* Whether page \p i + \p step goes on beside page \p i for every page with ids. */
static bool agrees(const mds_pdf_doc *doc, size_t step, size_t stride, size_t count,
                   mds_arena *arena)
{
    size_t pairs = 0;

    for (size_t i = 0; i < count; i++) {
        const size_t at = i * stride;
        if (at + step >= doc->page_count || !has_ids(&doc->pages[at]) ||
            has_ids(&doc->pages[at + step])) {
            return false;
        }
        if (agreement(&doc->pages[at], &doc->pages[at + step], arena) < 85) {
            return false;
        }
        pairs++;
    }
    return pairs > 0;
}

static bool lay_beside(mds_pdf_page *page, const mds_pdf_page *other, mds_arena *arena)
{
    const int32_t by = page->width;

    for (size_t i = 0; i < other->word_count; i++) {
        if (!mds_array_reserve(arena, &page->words, &page->word_capacity, page->word_count,
                               sizeof *page->words)) {
            return false;
        }
        mds_pdf_word word = other->words[i];
        word.box.x0 += by;
        word.box.x1 += by;
        page->words[page->word_count++] = word;
    }
    for (size_t i = 0; i < other->shape_count; i++) {
        if (!mds_array_reserve(arena, &page->shapes, &page->shape_capacity, page->shape_count,
                               sizeof *page->shapes)) {
            return false;
        }
        mds_pdf_shape shape = other->shapes[i];
        shape.box.x0 += by;
        shape.box.x1 += by;
        page->shapes[page->shape_count++] = shape;
    }
    page->width += other->width;
    return true;
}

/* Pages are printed from left to right and then down, or down and then from left to right. */
bool mds_pdf__join_broken(mds_pdf_doc *doc, mds_arena *arena)
{
    const size_t half = doc->page_count / 2;
    size_t step = 0;

    for (size_t i = 0; i < doc->page_count; i++) {
        doc->pages[i].beside = 0;
    }
    if (doc->page_count < 2) {
        return true;
    }
    /* A last page of notes may have nothing beside it. */
    if (agrees(doc, 1, 2, half, arena)) {
        step = 1;
    } else if (doc->page_count % 2 == 0 && agrees(doc, half, 1, half, arena)) {
        step = half;
    }
    size_t kept = 0;
    for (size_t i = 0; i < doc->page_count && step > 0; i++) {
        const bool first = step == 1 ? i % 2 == 0 && i + 1 < doc->page_count : i < half;
        if (step != 1 && i >= half) {
            break;
        }
        if (first && !lay_beside(&doc->pages[i], &doc->pages[i + step], arena)) {
            return false;
        }
        if (first || step == 1) {
            doc->pages[i].beside = first ? doc->pages[i + step].number : 0;
            doc->pages[kept++] = doc->pages[i];
        }
        i += first && step == 1;
    }
    doc->page_count = step > 0 ? kept : doc->page_count;
    return true;
}
