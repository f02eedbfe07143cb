/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet that is wider than the paper is printed on several pages: ids and questions on one,
 * answers and notes on others. Those are laid beside the first where their lines and rules agree,
 * in the order that pages are printed in: across and then down, or down and then across. */
#include "page.h"

#include <stdlib.h>
#include <string.h>

/* Lines of a page that are compared; how near the same line lies on both; bytes of a line with a
 * question; lines that make a page one with rows; pages of notes behind those. */
enum { MOST_LINES = 400, NEAR = 150, QUESTION_BYTES = 24, FEW_LINES = 2, MOST_TAILS = 64 };
/* One line of so many begins a row at least; lines of a last page with one row. */
enum { SHARE_OF_ROWS = 7, LAST_LINES = 12, SAMPLE = 200 };
/* Lines and rules in a hundred that both pages have to have; words that two forms share. */
enum { MOST_OF_LINES = 70, MOST_OF_RULES = 90, LEAST_RULES = 5, SAME_FORM = 40 };

typedef struct profile {
    int32_t *lines, *rules; /* their heights, from the top */
    size_t line_count, rule_count;
    const mds_pdf_word **ids; /* that lines begin with */
    size_t id_count;
    int32_t right; /* where its rules end */
    size_t notes;  /* lines with "Note" and text */
    bool rows;     /* questions are on it, and not those of an earlier page */
} profile;

/* A page that goes on beside others, and nobody knows where. */
#define APART UINT32_MAX

typedef struct joiner {
    mds_pdf_doc *doc;
    mds_arena *arena;
    profile *pages;
    uint32_t *beside; /* of each page: the one that it is laid beside, itself, or APART */
} joiner;

static int compare_heights(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a;
    const int32_t y = *(const int32_t *)b;

    return x < y ? -1 : x > y;
}

/* Sorted, and each once. */
static size_t unite(int32_t *heights, size_t n)
{
    size_t count = 0;

    qsort(heights, n, sizeof *heights, compare_heights);
    for (size_t i = 0; i < n && count < MOST_LINES; i++) {
        if (count == 0 || heights[i] - heights[count - 1] > NEAR) {
            heights[count++] = heights[i];
        }
    }
    return count;
}

static int compare_words(const void *a, const void *b)
{
    const mds_pdf_word *x = *(const mds_pdf_word *const *)a;
    const mds_pdf_word *y = *(const mds_pdf_word *const *)b;
    const int32_t m = mds_pdf__middle_y(&x->box);
    const int32_t n = mds_pdf__middle_y(&y->box);

    return m != n ? (m < n ? -1 : 1) : x->box.x0 < y->box.x0 ? -1 : x->box.x0 > y->box.x0;
}

/* The words of a page by height. */
static const mds_pdf_word **sort_words(const mds_pdf_page *page, size_t *count, mds_arena *arena)
{
    const mds_pdf_word **words = mds_arena_alloc(arena, page->word_count + 1, sizeof *words);

    *count = 0;
    for (size_t i = 0; words != NULL && i < page->word_count; i++) {
        if ((page->words[i].flags & MDS_PDF_GONE) == 0) {
            words[(*count)++] = &page->words[i];
        }
    }
    if (words != NULL) {
        qsort(words, *count, sizeof *words, compare_words);
    }
    return words;
}

/* Whether a line begins a row by its first word: an id, a number with several levels, or one with
 * text behind it. A number alone may be that of a note. */
static bool begins_row(const char *first, size_t bytes)
{
    const mds_pdf_key key = mds_pdf__key_of(first);

    return key == MDS_PDF_KEY_ID ||
           (key == MDS_PDF_KEY_NUMBER && !mds_pdf__is_bullet(first) &&
            (bytes >= QUESTION_BYTES || (strchr(first, '.') != NULL && first[1] != '\0')));
}

/* Ids that lines begin with; how many of the lines begin a row. */
static size_t find_ids(profile *p, const mds_pdf_word **words, size_t count)
{
    size_t rows = 0;

    for (size_t from = 0; from < count;) {
        const mds_pdf_word *first = words[from];
        const int32_t y = mds_pdf__middle_y(&first->box);
        size_t to = from;
        size_t bytes = 0;
        while (to < count && mds_pdf__middle_y(&words[to]->box) - y <= NEAR) {
            first = words[to]->box.x0 < first->box.x0 ? words[to] : first;
            bytes += strlen(words[to++]->text);
        }
        p->notes += bytes >= QUESTION_BYTES && strncmp(first->text, "Note", 4) == 0;
        if (mds_pdf__key_of(first->text) != MDS_PDF_KEY_NONE) {
            p->ids[p->id_count++] = first;
            rows += begins_row(first->text, bytes);
        }
        from = to;
    }
    return rows;
}

static bool find_rules(profile *p, const mds_pdf_page *page, mds_arena *arena)
{
    p->rules = mds_arena_alloc(arena, page->shape_count * 2 + 1, sizeof *p->rules);
    for (size_t i = 0; p->rules != NULL && i < page->shape_count; i++) {
        const mds_pdf_shape *shape = &page->shapes[i];
        if (shape->kind == MDS_PDF_LINE || shape->kind == MDS_PDF_BOX ||
            shape->kind == MDS_PDF_AREA || shape->kind == MDS_PDF_BLOT) {
            p->rules[p->rule_count++] = shape->box.y0;
            p->rules[p->rule_count++] = shape->box.y1;
            p->right = shape->box.x1 > p->right ? shape->box.x1 : p->right;
        }
    }
    p->rule_count = p->rules != NULL ? unite(p->rules, p->rule_count) : 0;
    return p->rules != NULL;
}

static bool has_word(const mds_pdf_word *const *words, size_t count, const mds_pdf_word *word)
{
    const int32_t y = mds_pdf__middle_y(&word->box);
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        const size_t at = low + (high - low) / 2;
        if (mds_pdf__middle_y(&words[at]->box) < y - NEAR) {
            low = at + 1;
        } else {
            high = at;
        }
    }
    for (; low < count && mds_pdf__middle_y(&words[low]->box) <= y + NEAR; low++) {
        if (abs(words[low]->box.x0 - word->box.x0) <= NEAR &&
            strcmp(words[low]->text, word->text) == 0) {
            return true;
        }
    }
    return false;
}

/* How many of a page's words another page has at the same place, in a hundred. */
static size_t shared(const mds_pdf_page *page, const mds_pdf_word *const *words, size_t count)
{
    size_t same = 0;
    size_t all = 0;

    for (size_t i = 0; i < page->word_count; i++) {
        const mds_pdf_word *word = &page->words[i];
        if ((word->flags & MDS_PDF_GONE) == 0 && mds_pdf__key_of(word->text) == MDS_PDF_KEY_NONE) {
            all++;
            same += has_word(words, count, word);
        }
    }
    return all > 0 ? same * 100 / all : 0;
}

/* Whether page \p b repeats the ids of page \p a beside further columns: not as the same page of
 * another device's form does, which repeats the questions too. */
static bool repeats_ids(const joiner *j, size_t a, size_t b)
{
    const profile *first = &j->pages[a];
    const profile *p = &j->pages[b];
    size_t count = 0;
    size_t same = 0;

    for (size_t i = 0; i < p->id_count; i++) {
        same += has_word(first->ids, first->id_count, p->ids[i]);
    }
    if (p->id_count < FEW_LINES || same * 10 < p->id_count * 9) {
        return false;
    }
    const mds_pdf_word **words = sort_words(&j->doc->pages[a], &count, j->arena);
    return words != NULL && shared(&j->doc->pages[b], words, count) < SAME_FORM;
}

/* Questions may name ids at the beginning of a line or two. The last page may have one row. */
static bool is_page_of_rows(const profile *p, size_t rows)
{
    return (rows >= FEW_LINES && rows * SHARE_OF_ROWS >= p->line_count) ||
           (rows == 1 && p->line_count <= LAST_LINES);
}

static bool take_profile(joiner *j, size_t i)
{
    profile *p = &j->pages[i];
    size_t count = 0;
    const mds_pdf_word **words = sort_words(&j->doc->pages[i], &count, j->arena);

    p->lines = mds_arena_alloc(j->arena, count + 1, sizeof *p->lines);
    p->ids = mds_arena_alloc(j->arena, count + 1, sizeof *p->ids);
    if (words == NULL || p->lines == NULL || p->ids == NULL ||
        !find_rules(p, &j->doc->pages[i], j->arena)) {
        return false;
    }
    for (size_t k = 0; k < count; k++) {
        p->lines[k] = mds_pdf__middle_y(&words[k]->box);
    }
    p->line_count = unite(p->lines, count);
    const size_t rows = find_ids(p, words, count);
    mds_pdf_view parts[2];
    p->rows = is_page_of_rows(p, rows) || mds_pdf__blocks(parts, &j->doc->pages[i]) == 2;
    for (size_t a = 0; p->id_count > 0 && a < i; a++) {
        const profile *first = &j->pages[a];
        if (first->rows && first->id_count > 0 &&
            strcmp(first->ids[0]->text, p->ids[0]->text) == 0 && repeats_ids(j, a, i)) {
            p->rows = false;
            break;
        }
    }
    return true;
}

/* How many heights of the page with fewer are among those of the other, in a hundred. */
static size_t common(const int32_t *a, size_t n, const int32_t *b, size_t m)
{
    const size_t fewer = n < m ? n : m;
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
    return fewer > 0 ? same * 100 / fewer : 0;
}

static bool is_ruled(const profile *p)
{
    return p->rule_count >= LEAST_RULES;
}

/* How well page \p b goes on beside page \p a; 0 when it does not. */
static size_t agreement(const joiner *j, size_t a, size_t b)
{
    const profile *p = &j->pages[a];
    const profile *q = &j->pages[b];
    const size_t lines = common(p->lines, p->line_count, q->lines, q->line_count);
    const size_t rules = common(p->rules, p->rule_count, q->rules, q->rule_count);

    /* What goes on beside a page of notes may look like numbered rows. */
    if ((p->rows && q->rows) || q->notes * 2 > q->line_count) {
        return 0;
    }
    if ((is_ruled(p) && is_ruled(q)) || (q->line_count == 0 && q->rule_count > 0)) {
        return rules >= MOST_OF_RULES ? rules + lines : 0;
    }
    return lines >= MOST_OF_LINES ? lines : 0;
}

/* How many of the first words of page \p b are anywhere among those of page \p a. */
static size_t resemblance(const joiner *j, size_t a, size_t b)
{
    const mds_pdf_page *p = &j->doc->pages[a];
    const mds_pdf_page *q = &j->doc->pages[b];
    size_t same = 0;

    for (size_t i = 0; i < q->word_count && i < SAMPLE; i++) {
        for (size_t k = 0; k < p->word_count && k < SAMPLE; k++) {
            if (strcmp(q->words[i].text, p->words[k].text) == 0) {
                same++;
                break;
            }
        }
    }
    return same;
}

/* Whether page \p b, of a group that lacks one, belongs where page \p same does in a whole group,
 * and not to the place behind it. */
static bool has_place(const joiner *j, size_t b, size_t same)
{
    const profile *p = &j->pages[b];

    return is_ruled(p) ? abs(p->right - j->pages[same].right) <= NEAR
                       : resemblance(j, same, b) > resemblance(j, same + 1, b);
}

/* The page behind those that go on beside page \p i. */
static size_t group_end(const joiner *j, size_t i)
{
    size_t to = i + 1;

    while (j->pages[i].rows && to < j->doc->page_count && agreement(j, i, to) > 0) {
        to++;
    }
    return to;
}

/* One page that happens to look like another says nothing. */
static bool is_most(size_t count, size_t rows)
{
    return count * 10 >= rows * 6;
}

/* Across and then down: each page with questions is followed by those beside it. Where fewer follow
 * than elsewhere, those that are there have to look like the others of their place. */
static size_t join_across(joiner *j)
{
    const size_t n = j->doc->page_count;
    size_t most = 0;
    size_t whole = 0;
    size_t joined = 0;
    size_t rows = 0;
    size_t led = 0;

    for (size_t i = 0; i < n; i = group_end(j, i)) {
        const size_t k = group_end(j, i) - i - 1;
        rows += j->pages[i].rows;
        led += k > 0;
        whole = k > most ? i : whole;
        most = k > most ? k : most;
    }
    for (size_t i = 0; i < n && most <= MDS_PDF_ACROSS && is_most(led, rows); i = group_end(j, i)) {
        const size_t to = group_end(j, i);
        for (size_t b = i + 1; b < to; b++) {
            const bool fits = to - i - 1 == most || has_place(j, b, whole + b - i);
            j->beside[b] = fits ? (uint32_t)i : APART;
            joined += fits;
        }
    }
    return joined;
}

/* Whether the run that ends with page \p i, which is \p at pages long, may end there: a page that
 * was empty is not printed, and only the last ones may be missing. */
static bool may_end(const joiner *j, size_t at, size_t i, size_t from)
{
    return at == from || !j->pages[at].rows || agreement(j, at, i) < agreement(j, at - 1, i);
}

/* Lays the pages from \p from on beside the first ones, run by run, as far as it is clear where
 * they belong; how many there are, 0 when they do not fit. */
static size_t lay_runs(joiner *j, size_t from, size_t rows)
{
    const size_t n = j->doc->page_count;
    size_t longest = 0;
    size_t i = from;

    while (i < n) {
        size_t at = 0;
        while (i + at < n && at < from && agreement(j, at, i + at) > 0) {
            j->beside[i + at] = (uint32_t)at;
            at++;
        }
        if (at == 0 || !may_end(j, at, i + at - 1, from)) {
            break;
        }
        longest = at > longest ? at : longest;
        i += at;
    }
    for (size_t k = i; k < n; k++) {
        j->beside[k] = APART;
    }
    return longest > 0 && is_most(longest, rows) ? i - from : 0;
}

/* Down and then across: first all pages with questions, and with notes below them, then those
 * beside them. */
static size_t join_down(joiner *j)
{
    const size_t n = j->doc->page_count;
    size_t rows = 0;
    size_t others = 0;

    while (rows < n && j->pages[rows].rows) {
        rows++;
    }
    for (size_t i = rows; i < n; i++) {
        others += j->pages[i].rows;
    }
    if (others * 2 > rows) {
        return 0;
    }
    for (size_t from = rows; rows > 0 && from < n && from <= rows + MOST_TAILS; from++) {
        const size_t laid = lay_runs(j, from, rows);
        if (laid > 0) {
            return laid;
        }
        for (size_t i = 0; i < n; i++) {
            j->beside[i] = (uint32_t)i;
        }
    }
    return 0;
}

/* Adds the words and drawings of a page to the right of another, but for what is there too. */
static bool lay_beside(joiner *j, mds_pdf_page *page, const mds_pdf_page *other)
{
    const int32_t by = page->width;
    size_t count = 0;
    const mds_pdf_word **own = sort_words(page, &count, j->arena);

    if (own == NULL || page->part_count >= MDS_PDF_ACROSS) {
        return own != NULL;
    }
    for (size_t i = 0; i < other->word_count; i++) {
        mds_pdf_word word = other->words[i];
        if (mds_pdf__key_of(word.text) == MDS_PDF_KEY_ID && has_word(own, count, &word)) {
            continue;
        }
        if (!mds_array_reserve(j->arena, &page->words, &page->word_capacity, page->word_count,
                               sizeof *page->words)) {
            return false;
        }
        word.box.x0 += by;
        word.box.x1 += by;
        page->words[page->word_count++] = word;
    }
    for (size_t i = 0; i < other->shape_count; i++) {
        if (!mds_array_reserve(j->arena, &page->shapes, &page->shape_capacity, page->shape_count,
                               sizeof *page->shapes)) {
            return false;
        }
        mds_pdf_shape shape = other->shapes[i];
        shape.box.x0 += by;
        shape.box.x1 += by;
        page->shapes[page->shape_count++] = shape;
    }
    page->parts[page->part_count++] = (mds_pdf_part){other->number, by};
    page->width += other->width;
    return true;
}

static bool lay_all(joiner *j, mds_pdf_findings *findings)
{
    mds_pdf_doc *doc = j->doc;
    size_t kept = 0;

    for (size_t i = 0; i < doc->page_count; i++) {
        if (j->beside[i] == APART) {
            findings->apart_page =
                findings->apart++ == 0 ? doc->pages[i].number : findings->apart_page;
        } else if (j->beside[i] != i && !lay_beside(j, &doc->pages[j->beside[i]], &doc->pages[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < doc->page_count; i++) {
        if (j->beside[i] == i) {
            doc->pages[kept++] = doc->pages[i];
        }
    }
    doc->page_count = kept;
    return true;
}

bool mds_pdf__join_broken(mds_pdf_doc *doc, mds_arena *arena, mds_pdf_findings *findings)
{
    joiner j = {.doc = doc, .arena = arena};

    if (doc->page_count < 2) {
        return true;
    }
    j.pages = mds_arena_alloc(arena, doc->page_count, sizeof *j.pages);
    j.beside = mds_arena_alloc(arena, doc->page_count, sizeof *j.beside);
    if (j.pages == NULL || j.beside == NULL) {
        return false;
    }
    for (size_t i = 0; i < doc->page_count; i++) {
        j.beside[i] = (uint32_t)i;
        if (!take_profile(&j, i)) {
            return false;
        }
    }
    return (join_down(&j) == 0 && join_across(&j) == 0) || lay_all(&j, findings);
}
