/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings become words: a box that is empty or crossed, a ring around a word, a dot below a
 * heading, a line through a word. */
#include "page.h"

#include <stdlib.h>
#include <string.h>

/* Sides of a box to tick, of a mark; drawings of a page that are looked at. */
enum {
    LEAST_BOX = 400,
    MOST_BOX = 1800,
    LEAST_MARK = 250,
    MOST_MARK = 2200,
    MOST_DRAWINGS = 6000,
    THICK = 160
};
enum { DARK = 60, WHITE = 90 };

static const char sign_off[] = "\xE2\x98\x90";
static const char sign_on[] = "\xE2\x98\x92";
static const char sign_dot[] = "\xE2\x97\x8F";
static const char sign_tick[] = "\xE2\x9C\x93";
static const char sign_cross[] = "\xC3\x97";
static const char sign_lost[] = "\xEF\xBF\xBD";

typedef struct tick_box {
    mds_pdf_box box;
    bool inked;
} tick_box;

/* A mark that lies in no box. */
typedef struct mark {
    mds_pdf_box box;
    const char *sign;
    bool around; /* a ring: it may hold the word that it chooses */
} mark;

typedef struct place {
    int32_t y; /* the middle of a word's height */
    size_t word;
} place;

typedef struct marker {
    mds_pdf_page *page;
    mds_arena *arena;
    mds_pdf_findings *findings;
    place *by_y; /* words by their height on the page */
    size_t word_count;
    int32_t tallest;
    tick_box *boxes;
    size_t box_count, box_capacity;
    mark *marks;
    size_t mark_count, mark_capacity;
} marker;

static int32_t width(const mds_pdf_box *box)
{
    return box->x1 - box->x0;
}

static int32_t height(const mds_pdf_box *box)
{
    return box->y1 - box->y0;
}

static bool is_small_square(const mds_pdf_box *box)
{
    const int32_t w = width(box);
    const int32_t h = height(box);

    return w >= LEAST_BOX && w <= MOST_BOX && h >= LEAST_BOX && h <= MOST_BOX && w * 10 <= h * 14 &&
           h * 10 <= w * 14;
}

static bool is_oblique(const mds_pdf_box *line)
{
    const int32_t w = abs(line->x1 - line->x0);
    const int32_t h = abs(line->y1 - line->y0);

    return w > 100 && h > 100;
}

/* A side of a cell that is drawn as an area. */
static bool is_thin(const mds_pdf_box *box)
{
    return width(box) < THICK || height(box) < THICK;
}

static mds_pdf_box ordered(const mds_pdf_box *b)
{
    return (mds_pdf_box){b->x0 < b->x1 ? b->x0 : b->x1, b->y0 < b->y1 ? b->y0 : b->y1,
                         b->x0 < b->x1 ? b->x1 : b->x0, b->y0 < b->y1 ? b->y1 : b->y0};
}

static const mds_pdf_word *words_now(const marker *m, size_t i)
{
    return &m->page->words[m->by_y[i].word];
}

/* The first word in \c by_y whose middle is at \p y or below. */
static size_t first_word(const marker *m, int32_t y)
{
    size_t low = 0;
    size_t high = m->word_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (m->by_y[middle].y < y) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static int compare_places(const void *a, const void *b)
{
    const place *x = a;
    const place *y = b;

    if (x->y != y->y) {
        return x->y < y->y ? -1 : 1;
    }
    return x->word < y->word ? -1 : x->word > y->word;
}

/* How many words a box holds; the last of them. */
static size_t words_in(const marker *m, const mds_pdf_box *box, size_t *last)
{
    size_t count = 0;

    for (size_t i = first_word(m, box->y0); i < m->word_count; i++) {
        const mds_pdf_word *word = words_now(m, i);
        const int32_t y = mds_pdf__middle_y(&word->box);
        if (y > box->y1) {
            break;
        }
        if ((word->flags & (MDS_PDF_GONE | MDS_PDF_SLANTED | MDS_PDF_TURNED)) == 0 &&
            mds_pdf__holds(box, mds_pdf__middle_x(&word->box), y)) {
            *last = m->by_y[i].word;
            count++;
        }
    }
    return count;
}

/* One or two characters in a box are its mark: "X", "✓", a dingbat's code. */
static bool is_sign_text(const char *text)
{
    size_t characters = 0;

    for (const char *p = text; *p != '\0'; p++) {
        characters += ((unsigned char)*p & 0xC0) != 0x80;
    }
    return characters <= 2;
}

static bool add_box(marker *m, const mds_pdf_box *box)
{
    for (size_t i = m->box_count; i > 0 && i + 8 > m->box_count; i--) {
        tick_box *known = &m->boxes[i - 1];
        if (mds_pdf__holds(&known->box, mds_pdf__middle_x(box), mds_pdf__middle_y(box))) {
            mds_pdf__join(&known->box, box);
            return true;
        }
    }
    if (!mds_array_reserve(m->arena, &m->boxes, &m->box_capacity, m->box_count, sizeof *m->boxes)) {
        return false;
    }
    m->boxes[m->box_count++] = (tick_box){.box = *box};
    return true;
}

/* Boxes to tick: small, square, and with nothing in them but a mark. */
static bool find_boxes(marker *m)
{
    for (size_t i = 0; i < m->page->shape_count; i++) {
        const mds_pdf_shape *shape = &m->page->shapes[i];
        size_t word = 0;
        if ((shape->kind != MDS_PDF_BOX && shape->kind != MDS_PDF_RING) ||
            !is_small_square(&shape->box)) {
            continue;
        }
        const size_t held = words_in(m, &shape->box, &word);
        if (held > 1 || (held == 1 && !is_sign_text(m->page->words[word].text))) {
            continue;
        }
        if (!add_box(m, &shape->box)) {
            return false;
        }
    }
    return true;
}

/* A white area that is drawn over a dark one leaves only its edge. */
static bool is_covered(const mds_pdf_page *page, size_t i)
{
    const mds_pdf_box *box = &page->shapes[i].box;

    for (size_t k = i + 1; k < page->shape_count && k < i + 8; k++) {
        const mds_pdf_shape *over = &page->shapes[k];
        if ((over->kind == MDS_PDF_AREA || over->kind == MDS_PDF_DISC) && over->grey >= WHITE &&
            mds_pdf__holds(&over->box, mds_pdf__middle_x(box), mds_pdf__middle_y(box)) &&
            width(&over->box) * 10 >= width(box) * 6) {
            return true;
        }
    }
    return false;
}

/* What a drawing marks with; NULL when it is no mark. */
static const char *sign_of(const mds_pdf_page *page, size_t i)
{
    const mds_pdf_shape *shape = &page->shapes[i];
    const mds_pdf_box box = ordered(&shape->box);

    if (width(&box) > MOST_MARK * 4 || height(&box) > MOST_MARK) {
        return NULL;
    }
    switch (shape->kind) {
    case MDS_PDF_SIGN:
    case MDS_PDF_POLYGON:
        return sign_tick;
    case MDS_PDF_LINE:
        return is_oblique(&shape->box) ? sign_cross : NULL;
    case MDS_PDF_BLOT:
        return shape->grey <= DARK && !is_thin(&box) ? sign_tick : NULL;
    case MDS_PDF_AREA:
    case MDS_PDF_DISC:
        return shape->grey <= DARK && width(&box) >= LEAST_MARK && height(&box) >= LEAST_MARK &&
                       width(&box) <= MOST_MARK && width(&box) < 2 * height(&box) &&
                       height(&box) < 2 * width(&box) && !is_covered(page, i)
                   ? sign_dot
                   : NULL;
    case MDS_PDF_RING:
    case MDS_PDF_BOX:
    case MDS_PDF_IMAGE:
        break;
    }
    return NULL;
}

static bool add_mark(marker *m, const mds_pdf_box *box, const char *sign, bool around)
{
    /* Two oblique lines are one cross. */
    for (size_t i = m->mark_count; i > 0 && i + 4 > m->mark_count; i--) {
        mark *known = &m->marks[i - 1];
        if (!around && known->sign == sign && abs(known->box.x0 - box->x0) < 200 &&
            abs(known->box.y0 - box->y0) < 200 && abs(known->box.x1 - box->x1) < 200) {
            return true;
        }
    }
    if (!mds_array_reserve(m->arena, &m->marks, &m->mark_capacity, m->mark_count,
                           sizeof *m->marks)) {
        return false;
    }
    m->marks[m->mark_count++] = (mark){*box, sign, around};
    return true;
}

/* Inks the box that a drawing lies in; false when it lies in none. */
static bool ink_box(marker *m, const mds_pdf_box *box)
{
    for (size_t i = 0; i < m->box_count; i++) {
        tick_box *tick = &m->boxes[i];
        if (mds_pdf__holds(&tick->box, mds_pdf__middle_x(box), mds_pdf__middle_y(box)) &&
            width(box) <= 2 * width(&tick->box) && height(box) <= 2 * height(&tick->box)) {
            tick->inked = true;
            return true;
        }
    }
    return false;
}

static bool find_marks(marker *m)
{
    for (size_t i = 0; i < m->page->shape_count; i++) {
        const mds_pdf_shape *shape = &m->page->shapes[i];
        const mds_pdf_box box = ordered(&shape->box);
        const bool around =
            shape->kind == MDS_PDF_RING && !is_small_square(&box) && height(&box) < 6000;
        const char *sign = around ? sign_on : sign_of(m->page, i);
        if (sign == NULL || (!around && ink_box(m, &box))) {
            continue;
        }
        if (!add_mark(m, &box, sign, around)) {
            return false;
        }
    }
    return true;
}

/* A level line through the middle of words strikes them out. */
static void strike(marker *m, const mds_pdf_box *line)
{
    const int32_t y = mds_pdf__middle_y(line);

    for (size_t i = first_word(m, y - m->tallest); i < m->word_count; i++) {
        mds_pdf_word *word = &m->page->words[m->by_y[i].word];
        const int32_t h = height(&word->box);
        if (mds_pdf__middle_y(&word->box) > y + m->tallest) {
            break;
        }
        if ((word->flags & (MDS_PDF_GONE | MDS_PDF_DRAWN | MDS_PDF_SLANTED)) == 0 && h > 0 &&
            y > word->box.y0 + h * 3 / 10 && y < word->box.y1 - h * 3 / 10 &&
            line->x0 <= word->box.x0 + width(&word->box) / 4 &&
            line->x1 >= word->box.x1 - width(&word->box) / 4) {
            word->flags |= MDS_PDF_STRUCK;
            m->findings->struck_page =
                m->findings->struck++ == 0 ? m->page->number : m->findings->struck_page;
        }
    }
}

static void find_strikes(marker *m)
{
    for (size_t i = 0; i < m->page->shape_count; i++) {
        const mds_pdf_shape *shape = &m->page->shapes[i];
        const mds_pdf_box box = ordered(&shape->box);
        const bool line =
            shape->kind == MDS_PDF_LINE || (shape->kind == MDS_PDF_AREA && shape->grey < WHITE);
        if (line && height(&box) <= 150 && width(&box) >= 300) {
            strike(m, &box);
        }
    }
}

/* The words that a ring holds become one chosen word; a ring around nothing is no mark. */
static bool ring_words(marker *m, const mark *ring)
{
    size_t word = 0;
    const size_t held = words_in(m, &ring->box, &word);
    mds_pdf_box all = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};

    if (held == 0 || held > 4) {
        return true;
    }
    for (size_t i = first_word(m, ring->box.y0); i < m->word_count; i++) {
        const mds_pdf_word *each = words_now(m, i);
        const int32_t y = mds_pdf__middle_y(&each->box);
        if (y > ring->box.y1) {
            break;
        }
        if ((each->flags & MDS_PDF_GONE) == 0 &&
            mds_pdf__holds(&ring->box, mds_pdf__middle_x(&each->box), y)) {
            mds_pdf__join(&all, &each->box);
        }
    }
    /* A frame around a paragraph is no ring. */
    if (width(&ring->box) > 2 * width(&all) + 4000 || height(&ring->box) > 5 * height(&all) ||
        height(&all) > 2 * height(&m->page->words[word].box)) {
        return true;
    }
    const mds_pdf_box before = {all.x0 - 1, all.y0, all.x0 - 1, all.y1};
    return mds_pdf__add_word(m->page, m->arena, &before, sign_on);
}

/* A mark on a word is a ring where it is a tick, and undecided where it is a cross; beside words it
 * is a sign of its own. */
static bool place_mark(marker *m, const mark *each)
{
    size_t word = 0;
    const size_t held = words_in(m, &each->box, &word);

    if (each->around) {
        return ring_words(m, each);
    }
    if (held == 0) {
        return mds_pdf__add_word(m->page, m->arena, &each->box, each->sign);
    }
    if (each->sign == sign_cross || held > 2) {
        m->page->words[word].flags |= MDS_PDF_STRUCK;
        return true;
    }
    return each->sign == sign_dot || ring_words(m, each);
}

static bool put_boxes(marker *m)
{
    for (size_t i = 0; i < m->box_count; i++) {
        tick_box *tick = &m->boxes[i];
        size_t word = 0;
        if (words_in(m, &tick->box, &word) == 1) {
            /* A form field lies on it, or its mark is printed. */
            if ((m->page->words[word].flags & MDS_PDF_DRAWN) != 0) {
                continue;
            }
            m->page->words[word].flags |= MDS_PDF_GONE;
            tick->inked = true;
        }
        if (!mds_pdf__add_word(m->page, m->arena, &tick->box, tick->inked ? sign_on : sign_off)) {
            return false;
        }
    }
    return true;
}

/* One kind of converter writes the letters of ligatures with their bytes exchanged: "ti" comes as
 * U+7400 U+6900. Beside Latin letters they are no Japanese. */
static bool mend_ligatures(mds_pdf_word *word, mds_arena *arena)
{
    bool latin = false;
    size_t swapped = 0;

    for (const char *p = word->text; *p != '\0'; p++) {
        latin = latin || (*p >= 'A' && *p <= 'z');
        const unsigned char *u = (const unsigned char *)p;
        /* U+6100, U+6200 and so on to U+7A00. */
        swapped += (u[0] == 0xE6 || u[0] == 0xE7) && (u[1] & 0x83) == 0x80 && u[2] == 0x80;
    }
    if (!latin || swapped == 0) {
        return true;
    }
    char *text = mds_arena_strndup(arena, word->text, strlen(word->text));
    size_t n = 0;
    if (text == NULL) {
        return false;
    }
    for (const char *p = word->text; *p != '\0'; p++) {
        const unsigned char *u = (const unsigned char *)p;
        const unsigned code = ((u[0] & 0x0FU) << 4) | ((u[1] & 0x3FU) >> 2);
        if ((u[0] == 0xE6 || u[0] == 0xE7) && (u[1] & 0x83) == 0x80 && u[2] == 0x80 &&
            code >= 'a' && code <= 'z') {
            text[n++] = (char)code;
            p += 2;
        } else {
            text[n++] = *p;
        }
    }
    text[n] = '\0';
    word->text = text;
    return true;
}

/* Takes out watermarks and what a font gives no meaning. */
static bool clean_words(const mds_pdf_page *page, mds_arena *arena, mds_pdf_findings *findings)
{
    for (size_t i = 0; i < page->word_count; i++) {
        mds_pdf_word *word = &page->words[i];
        if ((word->flags & (MDS_PDF_SLANTED | MDS_PDF_TURNED)) != 0) {
            word->flags |= MDS_PDF_GONE;
            findings->watermark_page =
                findings->watermarks++ == 0 ? page->number : findings->watermark_page;
        }
        word->text = (word->flags & MDS_PDF_MEANINGLESS) != 0 ? sign_lost : word->text;
        if (!mend_ligatures(word, arena)) {
            return false;
        }
    }
    return true;
}

static size_t count_drawings(const mds_pdf_page *page)
{
    size_t count = 0;

    for (size_t i = 0; i < page->shape_count; i++) {
        count += sign_of(page, i) != NULL || page->shapes[i].kind == MDS_PDF_RING ||
                 (page->shapes[i].kind == MDS_PDF_BOX && is_small_square(&page->shapes[i].box));
    }
    return count;
}

bool mds_pdf__marks(mds_pdf_page *page, mds_arena *arena, mds_pdf_findings *findings)
{
    marker m = {.page = page, .arena = arena, .findings = findings, .word_count = page->word_count};

    if (!clean_words(page, arena, findings)) {
        return false;
    }
    if (count_drawings(page) > MOST_DRAWINGS) {
        findings->crowded_page = page->number;
        return true;
    }
    m.by_y = mds_arena_alloc(arena, page->word_count + 1, sizeof *m.by_y);
    if (m.by_y == NULL) {
        return false;
    }
    for (size_t i = 0; i < page->word_count; i++) {
        m.by_y[i] = (place){mds_pdf__middle_y(&page->words[i].box), i};
        m.tallest =
            height(&page->words[i].box) > m.tallest ? height(&page->words[i].box) : m.tallest;
    }
    qsort(m.by_y, page->word_count, sizeof *m.by_y, compare_places);
    find_strikes(&m);
    if (!find_boxes(&m) || !find_marks(&m) || !put_boxes(&m)) {
        return false;
    }
    for (size_t i = 0; i < m.mark_count; i++) {
        if (!place_mark(&m, &m.marks[i])) {
            return false;
        }
    }
    return true;
}
